"""Values, statuses, days and rounding; "Results" and "Days, months, birthdays" of the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import TypeAlias, TypeVar

import attrs

from polc.dsl.values import LeapRule, MonthRule, RoundMode, Snap, Unit

ANY = TypeVar("ANY")


@attrs.frozen
class Money:
    """An amount in 分; `unknown` holds (name of a bounded 标准, how often it is in the amount)."""

    fen: Fraction
    unknown: frozenset[tuple[str, Fraction]] = frozenset()


@attrs.frozen
class Length:
    """A stretch of time: so many days, months or working days. A year is 12 months."""

    count: int
    unit: Unit


def length(count: int, unit: Unit) -> Length:
    """1年 equals 12个月, and no other two units convert."""
    return Length(12 * count, Unit.MONTH) if unit is Unit.YEAR else Length(count, unit)


@attrs.frozen
class Entries:
    """What is known of a list: a cell for every column of each entry, None where it isn't given."""

    rows: tuple[tuple[Value | None, ...], ...]


@attrs.frozen
class NotApplicable:
    """不适用."""

    kind: str
    reason: str
    clauses: frozenset[str] = frozenset()


@attrs.frozen
class Missing:
    """缺资料: what isn't known and is asked for."""

    facts: frozenset[str]
    clauses: frozenset[str] = frozenset()


@attrs.frozen
class Open:
    """待定: what the notice is silent on, the document that decides, the results of several readings."""

    reasons: frozenset[str] = frozenset()
    document: str = ""
    candidates: frozenset[tuple[str, Result]] = frozenset()
    clauses: frozenset[str] = frozenset()


# A number (整数) is an int and a rate (比例) a Fraction; a name of a 选项 is a str.
Value: TypeAlias = "bool | int | Fraction | Money | date | Length | str"
Status: TypeAlias = "NotApplicable | Missing | Open"
Result: TypeAlias = "Value | Status"
Bounds: TypeAlias = "dict[str, tuple[Fraction | None, Fraction | None]]"
STATUS = (NotApplicable, Missing, Open)


def together(statuses: Iterable[Status]) -> Status:
    """Several statuses that meet: 不适用 before 缺资料 before 待定, equal ones joined.

    Of several 不适用, and of several documents, the first in the order of texts is named.
    """
    found = list(statuses)
    outside = [s for s in found if isinstance(s, NotApplicable)]
    if outside:
        return min(outside, key=lambda s: (s.reason, s.kind, sorted(s.clauses)))
    missing = [s for s in found if isinstance(s, Missing)]
    if missing:
        return Missing(*(_union(missing, name) for name in ("facts", "clauses")))
    open_ = [s for s in found if isinstance(s, Open)]
    reasons, candidates, clauses = (_union(open_, name) for name in ("reasons", "candidates", "clauses"))
    return Open(reasons, min((s.document for s in open_ if s.document), default=""), candidates, clauses)


def _union(statuses: Iterable[Status], name: str) -> frozenset:
    return frozenset().union(*(getattr(status, name) for status in statuses))


def strict(operands: list[Result], compute: Callable[..., Result]) -> Result:
    """Arithmetic with a status gives that status."""
    found = [r for r in operands if isinstance(r, STATUS)]
    return together(found) if found else compute(*operands)


def silent(what: str) -> Open:
    """待定 for a reason in the engine's own words, of which only that there is one counts."""
    return Open(reasons=frozenset({f"*{what}"}))


def only_bounded(amount: Money, asked: str) -> Open:
    """待定 because of the bounded 标准 in an amount, and of what was asked of it: another reason for each."""
    return Open(reasons=frozenset(f"*{name}只写明上下限，{asked}" for name, _ in amount.unknown))


# ---- amounts ----------------------------------------------------------------------------------------
def money_sum(parts: Iterable[tuple[Money, Fraction | int]]) -> Money:
    """Amounts, each taken so many times."""
    total, unknown = Fraction(0), dict[str, Fraction]()
    for amount, times in parts:
        total += amount.fen * times
        for name, factor in amount.unknown:
            unknown[name] = unknown.get(name, Fraction(0)) + factor * times
    return Money(total, frozenset((n, f) for n, f in unknown.items() if f))


def plus(left: Value, right: Value, sign: int = 1) -> Value:
    """left + right, or left - right."""
    if isinstance(left, Money) and isinstance(right, Money):
        return money_sum([(left, 1), (right, sign)])
    assert not isinstance(left, Money) and not isinstance(right, Money), (left, right)
    return left + sign * right  # two numbers, or two rates


def times(left: Value, right: Value) -> Value:
    """left * right."""
    if isinstance(right, Money):
        left, right = right, left
    if isinstance(left, Money):
        return money_sum([(left, right)])
    return left * right


def divided(item: Value, by: Value) -> Result:
    """除以: exact, 待定 over nothing and over an amount of which only a bound is known."""
    if isinstance(by, Money):
        assert isinstance(item, Money)
        if by.unknown or item.unknown:
            return only_bounded(by if by.unknown else item, "相除")
        item, by = item.fen, by.fen
    return times(item, 1 / Fraction(by)) if by else silent("除数是零")


def ends(amount: Money, bounds: Bounds) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest that an amount can be; None where there is no end."""
    low: Fraction | None = amount.fen
    high: Fraction | None = amount.fen
    for name, factor in amount.unknown:
        least, most = bounds[name] if factor > 0 else tuple(reversed(bounds[name]))
        low = None if low is None or least is None else low + factor * least
        high = None if high is None or most is None else high + factor * most
    return low, high


def compare(word: str, left: Value, right: Value, bounds: Bounds) -> bool | Open:
    """left < right, left <= right or left == right; 待定 where that hangs on a bounded amount."""
    if not isinstance(left, Money) or not isinstance(right, Money):
        return bool(
            {"<": lambda: left < right, "<=": lambda: left <= right, "==": lambda: left == right}[word]()
        )
    low, high = ends(money_sum([(left, 1), (right, -1)]), bounds)
    least_above, least_reached = low is not None and low > 0, low is not None and low >= 0
    most_below, most_reached = high is not None and high < 0, high is not None and high <= 0
    yes = {"<": most_below, "<=": most_reached, "==": least_reached and most_reached}[word]
    no = {"<": least_reached, "<=": least_above, "==": least_above or most_below}[word]
    return yes if yes or no else only_bounded(money_sum([(left, 1), (right, -1)]), "比较")


def rounded(amount: Money, step: int, mode: RoundMode) -> Result:
    """舍入: to a multiple of `step` 分; 四舍五入 half away from zero, 进一 away from it, 舍去 towards it."""
    if amount.unknown:
        return only_bounded(amount, "取整")
    size = abs(amount.fen) / step
    whole = size.numerator // size.denominator
    rest = size - whole
    up = {
        RoundMode.UP: rest > 0,
        RoundMode.DOWN: False,
        RoundMode.HALF_UP: rest >= Fraction(1, 2),
        RoundMode.HALF_EVEN: rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1),
    }[mode]
    return Money(Fraction((whole + up) * step) * (-1 if amount.fen < 0 else 1))


def to_multiple(number: Fraction, step: int, mode: RoundMode | None) -> Fraction:
    """舍入 of a number: as of an amount."""
    found = rounded(Money(Fraction(number)), step, mode or RoundMode.HALF_UP)
    assert isinstance(found, Money)
    return found.fen


def steps(item: Value, size: Value, up: bool) -> Result:
    """每满 k 计: how often `size` goes into a number or amount; what is below 0 counts as 0."""
    if isinstance(item, Money):
        if item.unknown:
            return only_bounded(item, "分档")
        item, size = item.fen, size.fen
    often = max(Fraction(0), Fraction(item)) / Fraction(size)
    whole = often.numerator // often.denominator
    return whole + 1 if up and whole != often else whole


# ---- days -------------------------------------------------------------------------------------------
def leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def days_later(day: date, count: int) -> date:
    return date.fromordinal(day.toordinal() + count)


def months_later(day: date, count: int, rule: MonthRule) -> date:
    """The corresponding day; where that month has none, its last day or the day after it."""
    year, month = day.year, day.month + count
    while month > 12:
        year, month = year + 1, month - 12
    while month < 1:
        year, month = year - 1, month + 12
    if day.day <= month_length(year, month):
        return date(year, month, day.day)
    last = date(year, month, month_length(year, month))
    return last if rule is MonthRule.MONTH_END else days_later(last, 1)


def birthday(birth: date, years: int, rule: LeapRule) -> date:
    """The day on which somebody completes so many years."""
    year = birth.year + years
    if birth.month == 2 and birth.day == 29 and not leap(year):
        return date(year, 2, 28) if rule is LeapRule.FEB_28 else date(year, 3, 1)
    return date(year, birth.month, birth.day)


def snapped(day: date, to: Snap) -> date:
    """次日, 前一日, 当月首日 …"""
    first = date(day.year, day.month, 1)
    last = date(day.year, day.month, month_length(day.year, day.month))
    return {
        Snap.NEXT_DAY: lambda: days_later(day, 1),
        Snap.PREVIOUS_DAY: lambda: days_later(day, -1),
        Snap.MONTH_FIRST: lambda: first,
        Snap.MONTH_LAST: lambda: last,
        Snap.NEXT_MONTH_FIRST: lambda: days_later(last, 1),
        Snap.YEAR_FIRST: lambda: date(day.year, 1, 1),
        Snap.YEAR_LAST: lambda: date(day.year, 12, 31),
    }[to]()


def counted_days(start: date, end: date, both_less: int) -> int:
    """天数: every day from one to the other, less the ends that don't count."""
    return max(0, end.toordinal() - start.toordinal() + 1 - both_less)


def counted_months(start: date, end: date, both_less: int) -> int:
    """月数: the calendar months touched, counted the same way."""
    return max(0, 12 * (end.year - start.year) + end.month - start.month + 1 - both_less)


def reached(start: date, end: date, nth: Callable[[int], date]) -> int:
    """满月数 and 满年数: the greatest n whose corresponding day isn't after `end`."""
    if end < start:
        return 0
    n = 0
    while nth(n + 1) <= end:
        n += 1
    return n


@attrs.frozen
class Calendar:
    """历法."""

    first: date
    last: date
    off: frozenset[date]
    on: frozenset[date]

    def inside(self, day: date) -> bool:
        return self.first <= day <= self.last

    def works(self, day: date) -> bool:
        weekend = day.toordinal() % 7 in (6, 0)  # 1 January of the year 1, day 1, was a Monday
        return day in self.on if weekend else day not in self.off

    def moved(self, day: date, count: int) -> date | None:
        """The n-th working day after (or before) a day; for 0 the day itself or the next; None outside."""
        if count == 0:
            while self.inside(day) and not self.works(day):
                day = days_later(day, 1)
            return day if self.inside(day) else None
        if not self.inside(day):
            return None
        found = 0
        while found < abs(count):
            day = days_later(day, 1 if count > 0 else -1)
            if not self.inside(day):
                return None
            found += self.works(day)
        return day
