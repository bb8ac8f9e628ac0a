"""Counting time and steps: days, months and years between two days, how often an amount goes into another.

In: results and, for working days, the calendar that the policy gives as data. Out: whole numbers and days,
or the status that stands in their way. Only a policy that counts carries this part.
"""

from __future__ import annotations

from datetime import date, timedelta

from polc.targets.python.prelude import (
    Undetermined,
    _add_months,
    _Amount,
    _birthday,
    _result_text,
)
from polc.targets.python.prelude_decide import _moved, _status_of
from polc.targets.python.prelude_record import _Record, _record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from polc.targets.python.prelude import _Number, _Result


def _elapsed(count: str, start: Any, end: Any, extra: int, to_month_end: bool, on_feb_28: bool) -> _Result:
    """How many days, months, full months or full years lie from `start` to `end`, at least 0."""
    status = _status_of(start, end)
    return _lying_between(count, start, end, extra, to_month_end, on_feb_28) if status is None else status


def _lying_between(
    count: str, start: date, end: date, extra: int, to_month_end: bool, on_feb_28: bool
) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    if count == "天数":
        return max(0, (end - start).days + extra)
    if count == "月数":
        return max(0, months + extra)
    if count == "满月数":
        whole = max(0, months)
        return whole - 1 if whole and _add_months(start, whole, to_month_end) > end else whole
    years = max(0, end.year - start.year)
    return years - 1 if years and _birthday(start, years, on_feb_28) > end else years


def _steps(item: Any, size: _Number, up: bool) -> _Result:
    """How often `size` goes into a number or an amount, which counts as 0 below 0."""
    status = _status_of(item)
    if status is not None:
        return status
    if isinstance(item, _Amount) and item.terms:
        return Undetermined(tuple(sorted(f"{name}只写明上下限，不能分档计数" for name, _ in item.terms)))
    whole, rest = divmod(max(0, item.fen if isinstance(item, _Amount) else item), size)
    return int(whole) + 1 if up and rest else int(whole)


# ---- working days ------------------------------------------------------------------------------------
@_record
class _Calendar(_Record):
    """Working days of `first` to `last`: Monday to Friday without `off`, and `on` at weekends."""

    name: str
    first: date
    last: date
    off: frozenset[date]
    on: frozenset[date]

    def __init__(self, name: str, first: str, last: str, off: tuple[str, ...], on: tuple[str, ...]) -> None:
        day = date.fromisoformat
        self._fill(name, day(first), day(last), frozenset(map(day, off)), frozenset(map(day, on)))

    def works(self, day: date) -> bool:
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def moved(self, day: date, count: int) -> date | None:
        """The `count`-th working day from `day`; 0: `day` or the next one. None outside the calendar."""
        step, left = timedelta(days=-1 if count < 0 else 1), abs(count)
        if not left:
            day, left = day - step, 1
        elif not self.first <= day <= self.last:
            return None
        for _ in range((self.last - self.first).days + 1):
            day += step
            if not self.first <= day <= self.last:
                return None
            left -= self.works(day)
            if not left:
                return day
        return None


def _shift_by(calendar: _Calendar | None, day: Any, length: Any, sign: int, to_month_end: bool) -> _Result:
    """A day moved by a length of time that may be of working days."""
    status = _status_of(day, length)
    if status is not None:
        return status
    if length.unit != "个工作日":
        return _moved(day, sign * length.count, length.unit, to_month_end)
    if calendar is None:
        return Undetermined(("没有给出工作日历",))
    found = calendar.moved(day, sign * length.count)
    if found is not None:
        return found
    return Undetermined((f"{calendar.name}只列到{_result_text(calendar.last, {})}",))
