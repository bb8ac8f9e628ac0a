"""How a value is written: the one reader of documents of facts, rows of a module, and cells of registers.

In: a text, and the type that is wanted, as the language writes it. Out: the plain value: 分, numbers and
shares exact, a length of time as its count and unit. What is taken is one table of forms, each with the
strictness that it needs: STRICT for documents (what polc writes itself, and amounts with any unit), ROW for
rows that programs hand over (days and flags as lists have them), REGISTER for cells that people fill in. What
a stricter reader takes, the others take too, and it means the same.
"""

from __future__ import annotations

from datetime import date

from polc.targets.python.prelude import (
    _HAS_DAYS,
    _HAS_FLAGS,
    _HAS_LENGTHS,
    _HAS_MONEY,
    _HAS_NUMBERS,
    _HAS_OPTIONS,
    _HAS_SHARES,
    _ratio,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import Any, TypeAlias

    _Made: TypeAlias = "Callable[[re.Match[str], int], Any]"

_STRICT, _ROW, _REGISTER = 0, 1, 2
_FIRST_DAY = date(1850, 1, 1)
_LAST_DAY = date(2199, 12, 31)
_YES = (("是",), ("true", "1", "yes", "y", "√", "有"), ("✓", "✔", "☑", "对"))
_NO = (("否",), ("false", "0", "no", "n", "×", "无"), ("✗", "✘", "没有"))
_FEN = {"万元": 1_000_000, "元": 100, "角": 10, "分": 1}
_LONGEST = {"日": 73_000, "个月": 2_400, "年": 200, "个工作日": 50_000}
_TIME = r"(?:[ T]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?"
# Of each type the forms that need no more than each strictness; "" where it has none of its own.
_DAYS = (
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})",
    r"([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *日?|([0-9]{4})([0-9]{2})([0-9]{2})",
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?" + _TIME,
)
_MONEY = (
    r"(-?[0-9]{1,15})(?:\.([0-9]{1,6}))?(万元|元|角|分)",
    "",
    r"[¥￥](-?[0-9]{1,15})(?:\.([0-9]{1,6}))?(元)",
)
_SHARES = r"([0-9]{1,15})(?:\.([0-9]{1,6}))?(?:/([0-9]{1,15}))?%", r"([0-9]{1,15})/([0-9]{1,15})", ""
_LENGTHS = r"([0-9]{1,5}) ?(日|天|个月|年|个?工作日)", "", ""
_NUMBERS = "", r"-?[0-9]{1,18}", r"-?[0-9,]{1,24}"
_HALF_WIDTH = {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
_read_forms: dict[str, re.Pattern[str]] = {}


class _Unreadable(ValueError):
    """A text that is no value of the type: of another `form`, `no_such_day`, `far_day`, `part_of_fen`."""


def _read_text(type: str, text: str, options: tuple[str, ...], strictness: int) -> Any:
    """The value that `text` writes. _Unreadable, whose text is the name of what is wrong."""
    folded = text.translate(_HALF_WIDTH).strip()
    if _HAS_OPTIONS and type == "选项":
        return _read_option(text, folded, options, strictness)
    if _HAS_FLAGS and type == "是非":
        return _read_flag(folded, strictness)
    if _HAS_MONEY and type == "金额":
        folded = folded.replace(",", "").replace(" ", "")
    forms, made = _forms(type)
    for level in range(strictness + 1):
        found = _pattern(forms[level]).fullmatch(folded)
        if found is not None:
            return made(found, level)
    raise _Unreadable("form")


def _forms(type: str) -> tuple[tuple[str, ...], _Made]:
    """How a type is written, and what makes a value of what fits."""
    if _HAS_DAYS and type == "日期":
        return _DAYS, _made_day
    if _HAS_MONEY and type == "金额":
        return _MONEY, _made_money
    if _HAS_SHARES and type == "比例":
        return _SHARES, _made_share
    if _HAS_LENGTHS and type == "时长":
        return _LENGTHS, _made_length
    if _HAS_NUMBERS and type == "整数":
        return _NUMBERS, _made_number
    raise _Unreadable("form")


def _pattern(form: str) -> re.Pattern[str]:
    """A form, compiled when it's first needed; an empty one fits nothing."""
    known = _read_forms.get(form)
    if known is None:
        import re

        known = _read_forms[form] = re.compile(form or r"(?!)")
    return known


def _read_option(text: str, folded: str, options: tuple[str, ...], strictness: int) -> str:
    """One of the names; a register may differ from them in width."""
    if not options or text in options:
        return text
    for option in options if strictness == _REGISTER else ():
        if option.translate(_HALF_WIDTH) == folded:
            return option
    raise _Unreadable("form")


def _read_flag(text: str, strictness: int) -> bool:
    word = text.casefold()
    for level in range(strictness + 1):
        if word in _YES[level] or word in _NO[level]:
            return word in _YES[level]
    raise _Unreadable("form")


def _made_day(found: re.Match[str], _level: int) -> date:
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        made = date(year, month, day)
    except ValueError:
        raise _Unreadable("no_such_day") from None
    if _FIRST_DAY <= made <= _LAST_DAY:
        return made
    raise _Unreadable("far_day")


def _made_money(found: re.Match[str], _level: int) -> int:
    whole, part, unit = found.groups()
    scaled: int = int(whole + (part or "")) * _FEN[unit]
    fen, rest = divmod(scaled, int("1" + "0" * len(part or "")))
    if rest:
        raise _Unreadable("part_of_fen")
    return fen


def _made_share(found: re.Match[str], level: int) -> Any:
    if level == _STRICT:
        whole, part, under = found.groups()
        over, divisor = int(whole + (part or "")), 100 * 10 ** len(part or "") * int(under or 1)
    else:
        over, divisor = (int(number) for number in found.groups())
    if not divisor:
        raise _Unreadable("form")
    return _ratio(over, divisor)


def _made_length(found: re.Match[str], _level: int) -> tuple[int, str]:
    count, unit = int(found[1]), {"天": "日", "工作日": "个工作日"}.get(found[2], found[2])
    if count > _LONGEST[unit]:
        raise _Unreadable("form")
    return count, unit


def _made_number(found: re.Match[str], _level: int) -> int:
    digits = found[0].replace(",", "")
    if len(digits.lstrip("-")) not in range(1, 19):
        raise _Unreadable("form")
    return int(digits)
