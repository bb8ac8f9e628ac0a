"""Numbers in Chinese characters: 十一, 一百零一, 二〇二, and back, for 1 to 9999."""

from __future__ import annotations

NUMERALS = "零〇一二三四五六七八九十百千"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def numeral_value(text: str) -> int | None:
    """（十一） → 11, 3 → 3, 二〇二 → 202; None when the text holds no plain number below 10,000."""
    body = text.strip("()第条").replace("〇", "零")
    if body.isascii() and body.isdigit():
        return int(body)
    if body and all(char in _DIGITS for char in body):
        # 三四 is “three or four”; 二〇二 can only be read figure by figure.
        plain = len(body) == 1 or (len(body) <= 4 and (len(body) > 2 or "零" in body))
        return int("".join(str(_DIGITS[char]) for char in body)) if plain else None
    total = _by_places(body)
    return (
        total
        if body and body.removeprefix("一" if body.startswith("一十") else "") == write_numeral(total)
        else None
    )


def _by_places(body: str) -> int:
    """一百零一 → 101; any number for what is none, since it's then written otherwise."""
    total, digit = 0, 0
    for index, char in enumerate(body):
        if char in _PLACES:
            total, digit = total + (digit if index else 1) * _PLACES[char], 0
        else:
            digit = _DIGITS.get(char, 0)
    return min(total + digit, 9999)


def write_numeral(number: int) -> str:
    """11 → 十一, 101 → 一百零一, for 1 to 9999."""
    digits, text, gap = "零一二三四五六七八九", "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + unit
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text
