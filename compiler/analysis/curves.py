"""Monotone functions of one fact: how a day or a number that a rule computes depends on a fact.

In: the steps of an expression over one input (+ 3个月, 的 次月首日, 的 90%, 保底 …). Out: `Curve`, its value
for any fact, and by bisection the least fact that reaches a value. Every step is non-decreasing, so a
threshold always exists; it is searched, never computed by an inverse formula (1月31日 + 3个月 - 3个月 is
30 January). Facts are whole numbers here: days as ordinals, money in 分, counts as they are.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

import attrs

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
class Times:
    """A number times a factor, which isn't negative."""

    factor: Fraction


@attrs.frozen
class Plus:
    """A number plus a constant."""

    term: Fraction


@attrs.frozen
class AtLeast:
    """A number, but not below `low`."""

    low: Fraction


@attrs.frozen
class AtMost:
    """A number, but not above `high`."""

    high: Fraction


@attrs.frozen
class Rounded:
    """分 rounded to a multiple of `step`."""

    step: int
    mode: RoundMode


DayStep: TypeAlias = Moved | Snapped
NumberStep: TypeAlias = Times | Plus | AtLeast | AtMost | Rounded

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
    """A non-decreasing function of a whole number; `days` tells dates from numbers, () is the fact itself."""

    days: bool
    steps: tuple[DayStep | NumberStep, ...] = ()

    def then(self, step: DayStep | NumberStep) -> Curve:
        """This function and then one step more; steps that do the same are written the same."""
        if isinstance(step, Moved) and step.unit is Unit.YEAR:
            step = Moved(12 * step.count, Unit.MONTH, step.rule)
        last = self.steps[-1] if self.steps else None
        if isinstance(step, Moved) and isinstance(last, Moved) and step.unit is last.unit is Unit.DAY:
            merged = attrs.evolve(step, count=step.count + last.count)
            return Curve(self.days, (*self.steps[:-1], merged) if merged.count else self.steps[:-1])
        return Curve(self.days, (*self.steps, step))

    @property
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
        if not self.days:
            number = Fraction(fact)
            for step in self.steps:
                number = _number_step(number, step)
            return number
        shift = self.shift
        if shift is not None:
            return fact + shift
        day = date.fromordinal(fact)
        for step in self.steps:
            day = _day_step(day, step)
        return day.toordinal()

    def reach(self) -> tuple[int, int] | None:
        """Bounds of value - fact over all days; None for numbers."""
        if not self.days:
            return None
        low = high = 0
        for step in self.steps:
            least, most = _reach_of(step)
            low, high = low + least, high + most
        return low, high

    def least(self, target: Number, low: int, high: int, *, above: bool = False) -> int:
        """The least fact in low … high whose value is at least (or, with `above`, above) `target`.

        high + 1 when there is none.
        """
        if self.days:
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
    """The least day of the whole calendar whose value is at least `target`."""
    reach = curve.reach()
    assert reach is not None
    low, end = target - reach[1], target - reach[0]
    while low < end:
        middle = (low + end) // 2
        if curve.at(middle) >= target:
            end = middle
        else:
            low = middle + 1
    return end


def _day_step(day: date, step: DayStep | NumberStep) -> date:
    match step:
        case Moved(count, unit, rule):
            return add_duration(day, count, unit, rule)
        case Snapped(to):
            return snap(day, to)
        case _:
            raise TypeError(f"not a step of days: {step!r}")


def _number_step(number: Fraction, step: DayStep | NumberStep) -> Fraction:
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
        case _:
            raise TypeError(f"not a step of numbers: {step!r}")


def _reach_of(step: DayStep | NumberStep) -> tuple[int, int]:
    match step:
        case Moved(count, Unit.DAY):
            return count, count
        case Moved(months):
            pass
        case Snapped(to):
            return _SNAP_REACH[to]
        case _:
            raise TypeError(f"not a step of days: {step!r}")
    middle = months * _DAYS_PER_MONTH
    floor = middle.numerator // middle.denominator
    return floor - _MONTH_SLACK, floor + _MONTH_SLACK
