"""Monotone functions of one fact: how a day or a number that a rule computes depends on a fact.

In: the steps of an expression over one input (+ 3个月, 的 次月首日, 的 90%, 保底, 满年数 …). Out: `Curve`,
its value for any fact, and by bisection the least fact that reaches a value. Every step is non-decreasing,
so a threshold always exists; it is searched, never computed by an inverse formula (1月31日 + 3个月 - 3个月
is 30 January). Facts are whole numbers here: days as ordinals, money in 分, counts as they are.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TypeAlias

import attrs

from polc.compiler.analysis.workdays import Workdays
from polc.dsl.counting import Count, elapsed
from polc.dsl.values import (
    LeapRule,
    MonthRule,
    RoundMode,
    Snap,
    Unit,
    add_duration,
    round_fraction,
    snap,
)

Number: TypeAlias = int | Fraction


@attrs.frozen
class Moved:
    """A day moved by `count` days or months; `count` may be negative. A curve holds years as 12 months."""

    count: int
    unit: Unit
    rule: MonthRule


@attrs.frozen
class Snapped:
    """次日, 当月末日 and the like."""

    to: Snap


@attrs.frozen
class Since:
    """How much lies between `start` and the day: a number from here on."""

    count: Count
    start: date
    extra: int
    months: MonthRule
    leap: LeapRule


@attrs.frozen
class Times:
    """A number times a factor, which isn't negative."""

    factor: Fraction


@attrs.frozen
class Plus:
    """A number plus a constant."""

    term: Fraction


@attrs.frozen
class AtLeast:
    """A number or (as an ordinal) a day, but not below `low`."""

    low: Fraction


@attrs.frozen
class AtMost:
    """A number or (as an ordinal) a day, but not above `high`."""

    high: Fraction


@attrs.frozen
class Rounded:
    """分 rounded to a multiple of `step`."""

    step: int
    mode: RoundMode


@attrs.frozen
class Stepped:
    """How often `size` goes into a number, 0 below 0; the rest is dropped, or counts with `up`."""

    size: Fraction
    up: bool


DayStep: TypeAlias = Moved | Snapped | Workdays | Since | AtLeast | AtMost
NumberStep: TypeAlias = Times | Plus | AtLeast | AtMost | Rounded | Stepped
Step: TypeAlias = DayStep | NumberStep

# The least and the greatest distance, in days, between a day and what a word makes of it.
_SNAP_REACH = {
    Snap.NEXT_DAY: (1, 1),
    Snap.PREVIOUS_DAY: (-1, -1),
    Snap.MONTH_FIRST: (-30, 0),
    Snap.MONTH_LAST: (0, 30),
    Snap.NEXT_MONTH_FIRST: (1, 31),
    Snap.YEAR_FIRST: (-365, 0),
    Snap.YEAR_LAST: (0, 365),
}
_DAYS_PER_MONTH = Fraction(146097, 4800)
_MONTH_SLACK = 7


@attrs.frozen(cache_hash=True)
class Curve:
    """A non-decreasing function of a whole number, a date where `days`; () is the fact itself."""

    days: bool
    steps: tuple[Step, ...] = ()

    def then(self, step: Step) -> Curve:
        """This function and then one step more; steps that do the same are written the same."""
        if isinstance(step, Moved) and step.unit is Unit.YEAR:
            step = Moved(12 * step.count, Unit.MONTH, step.rule)
        last = self.steps[-1] if self.steps else None
        if isinstance(step, Plus) and not step.term:
            return self
        if isinstance(step, Moved) and isinstance(last, Moved) and step.unit is last.unit is Unit.DAY:
            merged = attrs.evolve(step, count=step.count + last.count)
            return Curve(self.days, (*self.steps[:-1], merged) if merged.count else self.steps[:-1])
        return Curve(self.days, (*self.steps, step))

    @property
    def before(self) -> Curve:
        """This function without its last step."""
        return Curve(self.days, self.steps[:-1])

    @property
    def dated(self) -> bool:
        """The value is a day."""
        return self.days and not any(isinstance(step, Since) for step in self.steps)

    @cached_property
    def shift(self) -> int | None:
        """The number of days this only adds, None when it does anything else."""
        match self.steps:
            case ():
                return 0 if self.days else None
            case (Moved(count, Unit.DAY),):
                return count
            case _:
                return None

    def at(self, fact: int) -> Number:
        """The value for one fact: an ordinal for a day."""
        shift = self.shift
        if shift is not None:
            return fact + shift
        if not self.steps:
            return fact
        value: date | Fraction = date.fromordinal(fact) if self.days else Fraction(fact)
        for step in self.steps:
            value = _day_step(value, step) if isinstance(value, date) else _number_step(value, step)
        return value.toordinal() if isinstance(value, date) else value

    @cached_property
    def reach(self) -> tuple[int, int] | None:
        """Bounds of value - fact over all days; None where there are none, and for numbers."""
        if not self.days:
            return None
        low = high = 0
        for step in self.steps:
            found = _reach_of(step)
            if found is None:
                return None
            low, high = low + found[0], high + found[1]
        return low, high

    def least(self, target: Number, low: int, high: int, *, above: bool = False) -> int:
        """The least fact in low … high whose value is at least (or, with `above`, above) `target`.

        high + 1 when there is none.
        """
        if self.reach is not None:
            return min(max(_least_day(self, int(target) + above), low), high + 1)
        end = high + 1
        while low < end:
            middle = (low + end) // 2
            value = self.at(middle)
            if value > target or (value == target and not above):
                end = middle
            else:
                low = middle + 1
        return end


def birthday(years: int, rule: LeapRule) -> Moved:
    """The day on which someone completes `years` years: a sum of years, where only 29 February matters."""
    month_rule = {LeapRule.FEB_28: MonthRule.MONTH_END, LeapRule.MAR_1: MonthRule.NEXT_DAY}[rule]
    return Moved(years, Unit.YEAR, month_rule)


@lru_cache(maxsize=1 << 16)
def _least_day(curve: Curve, target: int) -> int:
    """The least day of the whole calendar whose value is at least `target`; of a curve with a reach."""
    assert curve.reach is not None
    low, end = target - curve.reach[1], target - curve.reach[0]
    while low < end:
        middle = (low + end) // 2
        if curve.at(middle) >= target:
            end = middle
        else:
            low = middle + 1
    return end


def _day_step(day: date, step: Step) -> date | Fraction:
    match step:
        case Moved(count, unit, rule):
            return add_duration(day, count, unit, rule)
        case Snapped(to):
            return snap(day, to)
        case Workdays():
            return step.of(day)
        case AtLeast(low):
            return max(day, date.fromordinal(int(low)))
        case AtMost(high):
            return min(day, date.fromordinal(int(high)))
        case Since(count, start, extra, months, leap):
            return Fraction(elapsed(count, start, day, extra, months, leap))
        case _:
            raise TypeError(f"not a step of days: {step!r}")


def _number_step(number: Fraction, step: Step) -> Fraction:
    match step:
        case Times(factor):
            return number * factor
        case Plus(term):
            return number + term
        case AtLeast(low):
            return max(number, low)
        case AtMost(high):
            return min(number, high)
        case Rounded(multiple, mode):
            return round_fraction(number, multiple, mode)
        case Stepped(size, up):
            scaled = max(Fraction(0), number) / size
            whole = scaled.numerator // scaled.denominator
            return Fraction(whole + 1 if up and scaled != whole else whole)
        case _:
            raise TypeError(f"not a step of numbers: {step!r}")


def _reach_of(step: Step) -> tuple[int, int] | None:
    match step:
        case Moved(count, Unit.DAY):
            return count, count
        case Moved(months):
            pass
        case Snapped(to):
            return _SNAP_REACH[to]
        case Workdays():
            return step.reach()
        case _:
            return None
    middle = months * _DAYS_PER_MONTH
    floor = middle.numerator // middle.denominator
    return floor - _MONTH_SLACK, floor + _MONTH_SLACK
