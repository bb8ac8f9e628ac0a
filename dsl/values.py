"""Exact values and the results a policy can give. No float anywhere.

Money is a linear form over the parameters of the policy ("不低于670元" is a parameter θ ≥ 670元), in
分 and exact. Dates are `datetime.date`, rates and counts are exact, booleans and names are Python's.
A result is a value or one of three statuses; statuses travel through arithmetic and conditions.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import TypeAlias, TypeGuard, TypeVar, assert_never

import attrs

_T = TypeVar("_T")

FEN_PER_YUAN = 100
# Days that can be written: lengths of time are at most MAX_YEARS, and what they come to one after the other
# has a bound too (`compiler/reach.py`), so no day leaves the calendar.
FIRST_DAY = date(1850, 1, 1)
LAST_DAY = date(2199, 12, 31)
MAX_YEARS = 200


class Audience(Enum):
    """For whom something is said: the public, or the staff who decide cases."""

    PUBLIC = "群众"
    STAFF = "经办"


@attrs.frozen
class Amount:
    """Money: `fen` 分 plus, for each (parameter, factor) of `terms`, factor × that parameter (in 分).

    `terms` is sorted by name and holds no zero factor, so equal amounts compare equal.
    """

    fen: Fraction
    terms: tuple[tuple[str, Fraction], ...] = ()

    @property
    def exact(self) -> bool:
        """True when no parameter takes part: the amount is one number."""
        return not self.terms

    def plus(self, other: Amount) -> Amount:
        """The sum of two amounts."""
        factors = dict(self.terms)
        for name, factor in other.terms:
            factors[name] = factors.get(name, Fraction(0)) + factor
        return Amount(self.fen + other.fen, tuple(sorted((n, f) for n, f in factors.items() if f)))

    def times(self, factor: Fraction) -> Amount:
        """This amount scaled by an exact factor."""
        if not factor:
            return ZERO
        return Amount(self.fen * factor, tuple((name, f * factor) for name, f in self.terms))

    def minus(self, other: Amount) -> Amount:
        """The difference of two amounts."""
        return self.plus(other.times(Fraction(-1)))


ZERO = Amount(Fraction(0))


def yuan(value: int | Fraction) -> Amount:
    """An exact amount of `value` 元."""
    return Amount(Fraction(value) * FEN_PER_YUAN)


class Rate(Fraction):
    """A share, as it is read and as it comes out: 1 is written 100%. Arithmetic makes plain numbers of it."""

    __slots__ = ()


class Unit(Enum):
    """Units of a duration. 日 + 个月 is not defined: they don't convert into each other."""

    DAY = "日"
    MONTH = "个月"
    YEAR = "年"
    WORKDAY = "个工作日"


@attrs.frozen(eq=False)
class Duration:
    """A length of time: `count` ≥ 0 of one `unit`. 1年 equals 12个月, and each is written as it was given."""

    count: int
    unit: Unit

    @property
    def _length(self) -> tuple[int, Unit]:
        return (12 * self.count, Unit.MONTH) if self.unit is Unit.YEAR else (self.count, self.unit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and self._length == other._length

    def __hash__(self) -> int:
        return hash(self._length)

    @property
    def text(self) -> str:
        """As a notice writes it: 3个月, 90日."""
        return f"{self.count}{self.unit.value}"


def longest(unit: Unit) -> int:
    """The most of a unit that a length of time may have, in a policy and as a fact."""
    return MAX_YEARS * {Unit.DAY: 365, Unit.MONTH: 12, Unit.YEAR: 1, Unit.WORKDAY: 250}[unit]


class MonthRule(Enum):
    """The day that "+ N个月" reaches when the month has no such day (Civil Code art. 202)."""

    MONTH_END = "当月末日"
    NEXT_DAY = "次月首日"


class LeapRule(Enum):
    """The birthday, in a common year, of someone born on 29 February."""

    FEB_28 = "2月28日"
    MAR_1 = "3月1日"


class Snap(Enum):
    """Days that are named by the day they start from."""

    NEXT_DAY = "次日"
    PREVIOUS_DAY = "前一日"
    MONTH_FIRST = "当月首日"
    MONTH_LAST = "当月末日"
    NEXT_MONTH_FIRST = "次月首日"
    YEAR_FIRST = "当年首日"
    YEAR_LAST = "当年末日"


def add_duration(day: date, count: int, unit: Unit, rule: MonthRule) -> date:
    """`day` moved by `count` (may be negative) days, months or years. Raises OverflowError past year 9999."""
    match unit:
        case Unit.DAY:
            return day + timedelta(days=count)
        case Unit.MONTH:
            return add_months(day, count, rule)
        case Unit.YEAR:
            return add_months(day, 12 * count, rule)
        case Unit.WORKDAY:
            raise OverflowError("working days need a calendar")
        case _:
            assert_never(unit)


def add_months(day: date, months: int, rule: MonthRule) -> date:
    """The corresponding day `months` later; `rule` decides where that month has none."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("date out of range")
    if day.day <= 28:
        return date(year, month0 + 1, day.day)
    last = calendar.monthrange(year, month0 + 1)[1]
    if day.day <= last:
        return date(year, month0 + 1, day.day)
    end = date(year, month0 + 1, last)
    return end if rule is MonthRule.MONTH_END else end + timedelta(days=1)


def birthday(birth: date, years: int, rule: LeapRule) -> date:
    """The day on which someone born on `birth` completes `years` years (满N周岁 from this day on)."""
    year = birth.year + years
    if year > 9999:
        raise OverflowError("date out of range")
    if (birth.month, birth.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28) if rule is LeapRule.FEB_28 else date(year, 3, 1)
    return date(year, birth.month, birth.day)


def snap(day: date, to: Snap) -> date:
    """The day that `to` names, seen from `day`."""
    match to:
        case Snap.NEXT_DAY:
            return day + timedelta(days=1)
        case Snap.PREVIOUS_DAY:
            return day - timedelta(days=1)
        case Snap.MONTH_FIRST:
            return day.replace(day=1)
        case Snap.MONTH_LAST:
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
        case Snap.NEXT_MONTH_FIRST:
            return snap(day, Snap.MONTH_LAST) + timedelta(days=1)
        case Snap.YEAR_FIRST:
            return date(day.year, 1, 1)
        case Snap.YEAR_LAST:
            return date(day.year, 12, 31)
        case _:
            assert_never(to)


class RoundMode(Enum):
    """What happens to the rest when an amount is rounded to a unit."""

    HALF_UP = "四舍五入"
    UP = "进一"
    DOWN = "舍去"
    HALF_EVEN = "五成双"


def round_fraction(value: Fraction, step: int, mode: RoundMode) -> Fraction:
    """`value` rounded to a multiple of `step` (both in 分); 四舍五入 rounds half away from zero."""
    scaled = value / step
    floor = scaled.numerator // scaled.denominator
    rest = scaled - floor
    match mode:
        case RoundMode.DOWN:
            whole = floor if scaled >= 0 or not rest else floor + 1
        case RoundMode.UP:
            whole = (floor + 1 if rest else floor) if scaled >= 0 else floor
        case RoundMode.HALF_UP:
            up = rest >= Fraction(1, 2) if scaled >= 0 else rest > Fraction(1, 2)
            whole = floor + 1 if up else floor
        case RoundMode.HALF_EVEN:
            up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and floor % 2 == 1)
            whole = floor + 1 if up else floor
        case _:
            assert_never(mode)
    return Fraction(whole * step)


@attrs.frozen(kw_only=True)
class NotApplicable:
    """不适用: the policy doesn't decide this for this person. `kind` says in which way (kernel K8)."""

    reason: str
    kind: str = "不在范围"
    clauses: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Missing:
    """缺资料: the `inputs` (names, in declaration order) that are unknown and can still change this."""

    inputs: tuple[str, ...]
    clauses: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Undetermined:
    """待定: the notice is silent, delegates to `document`, or has readings that nobody chose between.

    `candidates` are (reading, result as text) pairs where readings are the cause.
    """

    reasons: tuple[str, ...]
    document: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    clauses: tuple[str, ...] = ()


Status: TypeAlias = NotApplicable | Missing | Undetermined
Plain: TypeAlias = bool | date | Amount | Fraction | Duration | str
Result: TypeAlias = Plain | Status


@attrs.frozen
class Records:
    """The entries of a list, as given: each a cell for every column in order, None where it's unknown."""

    rows: tuple[tuple[Plain | None, ...], ...]


Given: TypeAlias = Plain | Records

KINDS = ("不在范围", "期外", "选项不许", "逾期放弃", "资金用完", "被排除")


def is_status(result: Result) -> TypeGuard[Status]:
    """True for 不适用, 缺资料 and 待定; false for a value."""
    return isinstance(result, Status)


def meet(statuses: Iterable[Status]) -> Status:
    """What several statuses give together: 不适用 over 缺资料 over 待定; equal kinds are joined.

    Whatever the order they come in: reasons are sorted, and of several 不适用 or documents the first in
    the order of texts speaks. The inputs get their order when a field is settled (`readings.ordered`).
    """
    found = list(statuses)
    outside = [s for s in found if isinstance(s, NotApplicable)]
    if outside:
        return min(outside, key=first_said)
    missing = [s for s in found if isinstance(s, Missing)]
    if missing:
        return Missing(
            inputs=distinct(i for s in missing for i in s.inputs),
            clauses=distinct(c for s in missing for c in s.clauses),
        )
    open_ = [s for s in found if isinstance(s, Undetermined)]
    return Undetermined(
        reasons=tuple(sorted({r for s in open_ for r in s.reasons})),
        document=min((s.document for s in open_ if s.document), default=""),
        candidates=distinct(c for s in open_ for c in s.candidates),
        clauses=distinct(c for s in open_ for c in s.clauses),
    )


def first_said(status: NotApplicable) -> tuple[str, str, tuple[str, ...]]:
    """What puts several 不适用 in order."""
    return status.reason, status.kind, status.clauses


def same(left: Result, right: Result) -> bool:
    """The same result: what causes a status is a set, whose order says nothing."""
    match left, right:
        case Missing(), Missing():
            return _causes(left) == _causes(right)
        case Undetermined(), Undetermined():
            one, other = (attrs.evolve(s, reasons=(), clauses=()) for s in (left, right))
            return one == other and _causes(left) == _causes(right)
        case _:
            return left == right


def _causes(status: Missing | Undetermined) -> tuple[frozenset[str], frozenset[str]]:
    names = status.inputs if isinstance(status, Missing) else status.reasons
    return frozenset(names), frozenset(status.clauses)


def distinct(items: Iterable[_T]) -> tuple[_T, ...]:
    """The items without repetition, in the order of their first appearance."""
    return tuple(dict.fromkeys(items))
