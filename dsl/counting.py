"""Counting time: how much lies between two days, and working days by a calendar given as data.

In: days and the rule that the policy declares. Out: whole numbers and days, never a guess: outside the
years of a calendar there is no working day to name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

import attrs

from polc.dsl.values import LeapRule, MonthRule, add_months, birthday


class Count(Enum):
    """What is counted between two days."""

    DAYS = "天数"
    MONTHS = "月数"
    FULL_MONTHS = "满月数"
    FULL_YEARS = "满年数"


def elapsed(count: Count, start: date, end: date, extra: int, months: MonthRule, leap: LeapRule) -> int:
    """How many days, calendar months, full months or full years lie from `start` to `end`; at least 0.

    天数 is the difference of the days and 月数 that of the calendar months, both with `extra` added (1
    where both ends count, -1 where neither does). 满月数 and 满年数 count the corresponding days reached,
    years as birthdays are counted.
    """
    match count:
        case Count.DAYS:
            return max(0, (end - start).days + extra)
        case Count.MONTHS:
            return max(0, _months(start, end) + extra)
        case Count.FULL_MONTHS:
            whole = max(0, _months(start, end))
            return whole if not whole or add_months(start, whole, months) <= end else whole - 1
        case Count.FULL_YEARS:
            years = max(0, end.year - start.year)
            return years if not years or birthday(start, years, leap) <= end else years - 1


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


@attrs.frozen(kw_only=True)
class Calendar:
    """Working days of `first` … `last`: Monday to Friday without `off`, and `on` at weekends."""

    name: str
    first: date
    last: date
    off: tuple[date, ...]
    on: tuple[date, ...]

    def works(self, day: date) -> bool:
        """True on a working day; ask only inside the calendar."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)


def joined(calendars: Iterable[Calendar]) -> Calendar | None:
    """One calendar of several that follow on one another, called after the last; None where two don't."""
    first, *later = sorted(calendars, key=lambda calendar: calendar.first)
    for calendar in later:
        if calendar.first - first.last != timedelta(days=1):
            return None
        off, on = first.off + calendar.off, first.on + calendar.on
        first = Calendar(name=calendar.name, first=first.first, last=calendar.last, off=off, on=on)
    return first


def add_workdays(calendar: Calendar, day: date, count: int) -> date | None:
    """The `count`-th working day after `day` (before it where negative); 0: `day` or the next working day.

    None where the answer lies outside the calendar.
    """
    step = timedelta(days=-1 if count < 0 else 1)
    left = abs(count)
    if not left:
        day, left = day - step, 1
    elif not calendar.first <= day <= calendar.last:
        return None
    while left:
        day += step
        if not calendar.first <= day <= calendar.last:
            return None
        left -= calendar.works(day)
    return day
