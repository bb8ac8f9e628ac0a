"""Chinese numerals: 二百三十, 二〇二四, 两, 一万二千 → whole numbers, and ㈠ ⑴ ① → what they stand for."""

from __future__ import annotations

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
NUMERAL = "[零〇○一二两三四五六七八九十百千万亿]+"


def whole(text: str) -> int | None:
    """The number that `text` writes, in figures or in words; None when it writes none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text and all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = group = 0
    digit: int | None = None
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in _UNITS:
            group, digit = group + (1 if digit is None else digit) * _UNITS[char], None
        elif char in _GROUPS:
            total, group, digit = (total + group + (digit or 0)) * _GROUPS[char], 0, None
        else:
            return None
    return total + group + (digit or 0) if text else None


def enclosed(char: str) -> int | None:
    """㈢ → 3, ⑶ → 3, ③ → 3; None for any other character."""
    for first, last, zero in (("㈠", "㈩", 0x321F), ("⑴", "⒇", 0x2473), ("①", "⑳", 0x245F)):
        if first <= char <= last:
            return ord(char) - zero
    return None
