"""When two results count as the same treatment, and how a result is named.

In: results of both policies as symbols, on the OLD calendar, with the results of dates as written. Out: the
formula of those who are treated differently. 待定 is one outcome whatever its reason, and so is 不适用. An
amount known by its bounds is its bounds. A day of the NEW policy is the same when it is the OLD policy's
day the years later that lie between the two.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.analysis.branches import Cases
from polc.compiler.analysis.comparisons import differ
from polc.compiler.analysis.curves import Moved
from polc.compiler.analysis.formula import FALSE, TRUE, Formula, Formulas
from polc.compiler.analysis.symbols import Known, Opaque, Span, Stat, Symbol, Term
from polc.compiler.comparing.align import later
from polc.dsl.text import Bounds, interval
from polc.dsl.values import Amount, Missing, MonthRule, NotApplicable, Plain, Result, Undetermined, Unit

Ends: TypeAlias = tuple[Fraction | None, Fraction | None]


@attrs.frozen
class Bounded:
    """An amount of which only the ends are stated, in 分."""

    ends: Ends


@attrs.frozen
class Silence:
    """待定 or 不适用, by the name of its kind."""

    kind: str


Outcome: TypeAlias = Known | Term | Span | Opaque | Bounded | Silence
Outcomes: TypeAlias = tuple[tuple[Formula, Outcome], ...]
UNDETERMINED, NOT_APPLICABLE, MISSING = "undetermined", "not_applicable", "missing"
VALUE, BOUND, VARIES, APPLIES = "value", "bound", "varies", "applies"


def outcomes(cases: Cases, bounds: Bounds, years: int, pool: Formulas) -> Outcomes:
    """Results as outcomes, days moved `years` on, equal ones together."""
    found: dict[Outcome, list[Formula]] = {}
    for guard, symbol in cases:
        if guard != FALSE:
            found.setdefault(_outcome(symbol, bounds, years), []).append(guard)
    return tuple((pool.any_of(guards), outcome) for outcome, guards in found.items())


def _outcome(symbol: Symbol, bounds: Bounds, years: int) -> Outcome:
    match symbol:
        case Stat(status):
            return Silence(kind_of(status, bounds))
        case Known(Amount() as amount) if not amount.exact:
            low, high = interval(amount, bounds)
            return Known(Amount(low)) if low is not None and low == high else Bounded((low, high))
        case Known(date() as day):
            return Known(later(day, years))
        case Term(_, curve) if curve.dated and not symbol.money and years:
            return attrs.evolve(symbol, curve=curve.then(Moved(years, Unit.YEAR, MonthRule.MONTH_END)))
        case _:
            return symbol


def apart(left: Outcome, right: Outcome, pool: Formulas) -> Formula:
    """Who is treated differently among those who have these two outcomes."""
    if isinstance(left, Bounded | Silence) or isinstance(right, Bounded | Silence):
        return FALSE if left == right else TRUE
    return differ(left, right, pool)


def kind_of_outcome(outcome: Outcome) -> str:
    """value, bound, varies, undetermined or not_applicable."""
    match outcome:
        case Silence(kind):
            return kind
        case Bounded():
            return BOUND
        case Known():
            return VALUE
        case _:
            return VARIES


def gain(old: Outcome, new: Outcome) -> Fraction | None:
    """How much more NEW gives everybody, where both are one value: 分 or days."""
    match old, new:
        case Known(Amount(fen)), Known(Amount(other)):
            return other - fen
        case Known(date() as day), Known(date() as other_day):
            return Fraction((other_day - day).days)
        case _:
            return None


# ---- for one person ---------------------------------------------------------------------------------
def kind_of(result: Result, bounds: Bounds) -> str:
    """The kind of one person's result: value, bound, undetermined, not_applicable, missing."""
    match result:
        case Undetermined():
            return UNDETERMINED
        case NotApplicable():
            return NOT_APPLICABLE
        case Missing():
            return MISSING
        case Amount():
            low, high = interval(result, bounds)
            return VALUE if low is not None and low == high else BOUND
        case _:
            return VALUE


def seen(result: Result, bounds: Bounds, years: int) -> Plain | Ends | str:
    """One person's result as far as it counts: two persons are treated alike when these are equal."""
    match result:
        case Undetermined() | NotApplicable() | Missing():
            return kind_of(result, bounds)
        case Amount():
            return interval(result, bounds)
        case date():
            return later(result, years)
        case _:
            return result


def change(old: Result, new: Result, bounds: tuple[Bounds, Bounds], years: int) -> Fraction | None:
    """How much more the NEW result is: 分, days, or a number; None where that can't be said."""
    if isinstance(old, Amount) and isinstance(new, Amount):
        (low, high), (least, most) = interval(old, bounds[0]), interval(new, bounds[1])
        if low is None or least is None or low != high or least != most:
            return None
        return least - low
    if isinstance(old, date) and isinstance(new, date):
        return Fraction((new - later(old, years)).days)
    return None
