"""When two numbers are the same: 1周岁 = 1年 = 12个月, 2周 = 14日, a 文号 by its last two characters and
figures.

Nothing else is: no neighbour and no rounding. What a word in the notice allows (前, 后, a month, a year for
its edges) is a conversion, and says so.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from polc.dsl.notice.model import Number, NumberKind

Key: TypeAlias = tuple[str, date | Fraction | str]
_MONTHS = {"年": 12, "个月": 1}
_DAYS = {"日": 1, "周": 7}
_DOCUMENT = re.compile(r"(.{0,2})〔([0-9]{4})〕([0-9]+)号")
_BEFORE = frozenset({"前", "以前", "之前"})
_AFTER = frozenset({"后", "以后", "之后"})


def key_of(number: Number) -> Key:
    """What makes a number the same as another one."""
    kind, value = number.kind, number.value
    if kind is NumberKind.DOCUMENT:
        match = _DOCUMENT.search(str(value))
        return ("document", "".join(match.groups()) if match else str(value))
    if kind is NumberKind.AGE and isinstance(value, Fraction):
        return ("months", value * 12)
    if kind is NumberKind.DURATION and isinstance(value, Fraction):
        if number.unit in _MONTHS:
            return ("months", value * _MONTHS[number.unit])
        return ("days", value * _DAYS[number.unit]) if number.unit in _DAYS else (number.unit, value)
    if kind in (NumberKind.COUNT, NumberKind.FIGURE):
        return ("figure", value)
    return (kind.value, value)


def figure_of(number: Number) -> Fraction | None:
    """The number as a table shows it, without its unit; None for dates and documents."""
    value = number.value
    if not isinstance(value, Fraction) or number.kind is NumberKind.YEAR:
        return None
    factor = {NumberKind.MONEY: Fraction(1, 100), NumberKind.RATE: Fraction(100)}.get(
        number.kind, Fraction(1)
    )
    return value * factor


def shifted(figure: Number, number: Number) -> bool:
    """6月30日前 read as "not on the day itself", or …后 as "from the next day on"."""
    if not (isinstance(figure.value, date) and isinstance(number.value, date)):
        return False
    if number.kind is not NumberKind.DATE:
        return False
    days = (figure.value - number.value).days
    return (days == -1 and number.after in _BEFORE) or (days == 1 and number.after in _AFTER)


def is_edge(figure: Number, number: Number) -> bool:
    """The first or last day of a month or year that the notice names, or a day without a year."""
    day = figure.value
    if not isinstance(day, date):
        return False
    if number.kind is NumberKind.DAY_OF_YEAR:
        return number.value == f"{day.month:02}-{day.day:02}"
    if number.kind is NumberKind.YEAR:
        return number.value == day.year and (day.month, day.day) in ((1, 1), (12, 31))
    if number.kind is NumberKind.MONTH and isinstance(number.value, date):
        last = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1) == number.value and day.day in (1, last)
    return False


def differs_by_one(figure: Number, number: Number) -> bool:
    """90日 and 89日, 14周岁 and 15周岁."""
    mine, its = figure.value, number.value
    alike = (figure.kind, figure.unit) == (number.kind, number.unit)
    return alike and isinstance(mine, Fraction) and isinstance(its, Fraction) and abs(mine - its) == 1
