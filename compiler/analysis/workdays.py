"""Working days as a monotone table: the n-th working day after (or before) a day, inside one calendar.

In: a calendar and a count. Out: the days that have an answer (one stretch), and the answer for each; a day
outside the stretch is moved as far as its nearest end, so that the function never falls and never goes far.
Whoever asks keeps to the stretch: outside it the result is 待定.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from functools import lru_cache

import attrs

from polc.dsl.counting import Calendar


@attrs.frozen(cache_hash=True)
class Workdays:
    """A day moved by `count` working days; negative goes back, 0 is the day or the next working day."""

    calendar: Calendar
    count: int

    def stretch(self) -> tuple[date, date] | None:
        """The first and the last day that have an answer, None when no day has one."""
        working = _working_days(self.calendar)
        if len(working) < max(1, abs(self.count)):
            return None
        first, last = self.calendar.first.toordinal(), self.calendar.last.toordinal()
        if self.count > 0:
            last = working[-self.count] - 1
        elif self.count < 0:
            first = working[-self.count - 1] + 1
        else:
            last = working[-1]
        return (date.fromordinal(first), date.fromordinal(last)) if first <= last else None

    def of(self, day: date) -> date:
        """The answer for a day, where there is a stretch; a day outside is moved like the nearest end."""
        first, moves = _moves(self.calendar, self.count)
        ordinal = day.toordinal()
        return date.fromordinal(ordinal + moves[min(max(ordinal - first, 0), len(moves) - 1)])

    def reach(self) -> tuple[int, int]:
        """The least and the greatest distance, in days, between a day and its answer."""
        _, moves = _moves(self.calendar, self.count)
        return min(moves), max(moves)


@lru_cache(maxsize=64)
def _moves(calendar: Calendar, count: int) -> tuple[int, list[int]]:
    """The first day of the stretch, as an ordinal, and how far each of its days is moved."""
    stretch = Workdays(calendar, count).stretch()
    if stretch is None:
        raise ValueError("no day of the calendar has an answer")
    working = _working_days(calendar)
    first, last = (day.toordinal() for day in stretch)
    bisect, offset = (bisect_right, count - 1) if count > 0 else (bisect_left, count)
    return first, [working[bisect(working, day) + offset] - day for day in range(first, last + 1)]


@lru_cache(maxsize=64)
def _working_days(calendar: Calendar) -> list[int]:
    """The working days of a calendar, as ordinals."""
    days = range(calendar.first.toordinal(), calendar.last.toordinal() + 1)
    off, on = frozenset(calendar.off), frozenset(calendar.on)
    found = []
    for ordinal in days:
        day = date.fromordinal(ordinal)
        if day in on or (day.weekday() < 5 and day not in off):
            found.append(ordinal)
    return found
