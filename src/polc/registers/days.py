"""Days as people and programs write them in cells.

In: a cell, and the form that the command line declares for the unclear ones. Out: an ISO day, or `Unclear`
with the name of the fault. Nothing is guessed: 3/1/2025 and 45292 are days only when a form is declared.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from polc.registers.model import Cell
from polc.targets.python.prelude_reading import _REGISTER, _read_text


class DateForm(Enum):
    """How days that could be read in two ways are written."""

    MDY = "mdy"
    DMY = "dmy"
    SERIAL = "serial"


class Unclear(ValueError):
    """The cell isn't certainly one day; the text is the name of the fault."""


_TIME = r"(?:[ T]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?"
# A time that says its zone is an instant; the day that it is in China is what an office means by it.
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})[ T]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(?:(Z)|([+-])([0-9]{2}):?([0-9]{2}))"
)
_ZONE = "Asia/Shanghai"
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})\s*[-/.]\s*([0-9]{{1,2}})\s*[-/.]\s*([0-9]{{4}}){_TIME}")
_SHORT = re.compile(r"[0-9]{1,2}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}\s*[日号]?")
_NO_DAY = re.compile(r"[0-9]{4}\s*(?:[-/.年]\s*[0-9]{1,2}\s*月?|年)?")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
# Spreadsheets of the 1900 system count from this day on, as if 1900-02-29 had been one.
_SERIAL_START = date(1899, 12, 30)
# What a reader makes of 59, which is this day, and of 60, which they show as the 29th.
_LEAP_DAY_OF_1900 = date(1900, 2, 28)


def day_of(cell: Cell, text: str, form: DateForm | None, *, serial_numbers: bool) -> str:
    """The day in a cell; `text` is the cell folded, `serial_numbers` lets a number be a serial day."""
    if isinstance(cell, datetime):
        return (cell if cell.tzinfo is None else _in_china(cell)).date().isoformat()
    if isinstance(cell, date):
        if serial_numbers and cell == _LEAP_DAY_OF_1900:
            raise Unclear("day_of_1900")
        return cell.isoformat()
    if isinstance(cell, bool):
        raise Unclear("form")
    if _SERIAL.fullmatch(text):
        return _serial(cell, text, form, serial_numbers=serial_numbers)
    try:
        return str(_read_text("日期", text, (), _REGISTER).isoformat())
    except ValueError as problem:
        if str(problem) != "form":
            raise Unclear(str(problem)) from None
    if found := _INSTANT.fullmatch(text):
        return _in_china(_instant(found)).date().isoformat()
    return _declared(text, form)


def _instant(found: re.Match[str]) -> datetime:
    """The moment that a text with a zone names."""
    *numbers, utc, sign, hours, minutes = found.groups()
    away = timedelta(0) if utc else timedelta(hours=int(hours), minutes=int(minutes))
    zone = -away if sign == "-" else away
    try:
        year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(zone))
    except ValueError:
        raise Unclear("no_such_day") from None


def _in_china(moment: datetime) -> datetime:
    """The time that clocks in China showed at that moment, in the years of summer time too."""
    try:
        return moment.astimezone(ZoneInfo(_ZONE))
    except (ZoneInfoNotFoundError, OverflowError):
        raise Unclear("no_zone") from None


def _declared(text: str, form: DateForm | None) -> str:
    """A day with the year last, in the declared order."""
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = found.groups()
        if form is DateForm.MDY:
            return _real(year, first, second)
        if form is DateForm.DMY:
            return _real(year, second, first)
        raise Unclear("ambiguous_day")
    if _SHORT.fullmatch(text):
        raise Unclear("ambiguous_day")
    raise Unclear("no_day" if _NO_DAY.fullmatch(text) else "form")


def _serial(cell: Cell, text: str, form: DateForm | None, *, serial_numbers: bool) -> str:
    """Five digits: years and short codes have fewer, days written together have eight."""
    if form is DateForm.SERIAL or (serial_numbers and not isinstance(cell, str)):
        return (_SERIAL_START + timedelta(days=int(text.partition(".")[0]))).isoformat()
    raise Unclear("serial_day")


def _real(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Unclear("no_such_day") from None
