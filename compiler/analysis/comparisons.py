"""Comparisons before the person is known: who makes `left OP right` true, as a formula.

In: symbols. Out: `Truth`, exactly as `expressions.py` decides it for one person. A function of one fact
against a value is a bound on the fact, found by bisection; two functions of one fact are settled by their
distance or tried day by day; functions of two facts are a difference. The time between two days is at least
a number from a day on that depends on the first (`Span.reached`); against another function it's looked at
value by value. NotAnalysed for anything else.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor

import attrs

from polc.compiler.analysis.curves import AtLeast, AtMost, Curve, Number, Plus, Times
from polc.compiler.analysis.curves import birthday as birthday_step
from polc.compiler.analysis.formula import FALSE, TRUE, Formula, Formulas
from polc.compiler.analysis.links import Parts, Sum, added, sum_of, taken_apart
from polc.compiler.analysis.symbols import (
    Curved,
    Known,
    NotAnalysed,
    Opaque,
    Span,
    Stat,
    Symbol,
    Term,
    number_of,
    plain_of,
    wrapped,
)
from polc.compiler.expressions import Environment, condition
from polc.compiler.kernel import Compare, Op
from polc.dsl.counting import elapsed
from polc.dsl.values import LeapRule, NotApplicable, birthday, meet

SCAN_LIMIT = 130_000  # days from 1850 to 2199
RUN_LIMIT = 200
HALVINGS = 2_000
LEVEL_LIMIT = 64
TWO_FACTS = "金额由两项以上的事实算出，或随事实增减不一"


@attrs.frozen
class Truth:
    """A condition: the formulas of holding and of not holding; whoever is in neither leaves it open."""

    holds: Formula
    fails: Formula


ALWAYS = Truth(TRUE, FALSE)
NEVER = Truth(FALSE, TRUE)
OPEN = Truth(FALSE, FALSE)


def compare(op: Op, left: Symbol, right: Symbol, pool: Formulas, env: Environment) -> Truth:
    """left OP right, as the interpreter decides it."""
    for side in (left, right):
        if isinstance(side, Opaque):
            raise NotAnalysed(side.reason)
    if isinstance(left, Known | Stat) and isinstance(right, Known | Stat):
        held = condition(Compare(op, wrapped(left), wrapped(right)), env)
        return {True: ALWAYS, False: NEVER}[held] if isinstance(held, bool) else OPEN
    for side in (left, right):
        if isinstance(side, Stat):
            return NEVER if isinstance(side.status, NotApplicable) else OPEN
    holds = _ordered(op, left, right, pool)
    return Truth(holds, -holds)


def _ordered(op: Op, left: Symbol, right: Symbol, pool: Formulas) -> Formula:
    match op:
        case Op.GE:
            return at_least(left, right, pool)
        case Op.LE:
            return at_least(right, left, pool)
        case Op.LT:
            return -at_least(left, right, pool)
        case Op.GT:
            return -at_least(right, left, pool)
        case Op.EQ:
            return pool.all_of((at_least(left, right, pool), at_least(right, left, pool)))
        case Op.NE:
            return -_ordered(Op.EQ, left, right, pool)


def at_least(left: Symbol, right: Symbol, pool: Formulas) -> Formula:
    """left ≥ right, at least one being a function of a fact."""
    match left, right:
        case Term(var, curve), Term(other, lower):
            if var in pool.links or other in pool.links:
                return _by_difference(left, right, pool)
            return _same(left, right, pool) if var == other else pool.difference(var, curve, other, lower)
        case Term(var, curve), Known():
            low, high = pool.domain.lows[var], pool.domain.highs[var]
            return bound(var, curve.least(_comparable(right), low, high), pool)
        case Known(), Term(other, lower):
            low, high = pool.domain.lows[other], pool.domain.highs[other]
            return -bound(other, lower.least(_comparable(left), low, high, above=True), pool)
        case Span(), Known():
            return _lasts(left, left.curve.least(_comparable(right), 0, _longest(left, pool)), pool)
        case Known(), Span():
            most = right.curve.least(_comparable(left), 0, _longest(right, pool), above=True)
            return -_lasts(right, most, pool)
        case Span(), Term() | Span():
            return TRUE if left == right else _by_level(left, right, pool, first=True)
        case Term(), Span():
            return _by_level(right, left, pool, first=False)
        case _:
            raise NotAnalysed(TWO_FACTS)


# ---- numbers made of several facts ------------------------------------------------------------------
def bound(var: int, least: int, pool: Formulas) -> Formula:
    """A whole number is at least `least`; of a sum, in the one way in which equal sums are asked about."""
    link = pool.links.get(var)
    if not isinstance(link, Sum):
        return pool.at_least(var, least)
    return _sum_reaches(dict(link.parts), Fraction(least, link.grain), pool)


def _by_difference(left: Curved, right: Curved, pool: Formulas) -> Formula:
    """left ≥ right where one of them is made of several facts: what their difference is."""
    mine, theirs = taken_apart(left, pool), taken_apart(right, pool)
    if mine is None or theirs is None:
        raise NotAnalysed(TWO_FACTS)
    parts = added((*mine[0].items(), *((item, -factor) for item, factor in theirs[0].items())))
    return _sum_reaches(parts, theirs[1] - mine[1], pool)


def _sum_reaches(parts: Parts, target: Fraction, pool: Formulas) -> Formula:
    """The sum of some parts is at least `target`: a bound or difference of facts, else a bound on a link."""
    items = list(parts.items())
    match items:
        case []:
            return TRUE if target <= 0 else FALSE
        case [(item, factor)]:
            known = Known(target / factor)
            return at_least(item, known, pool) if factor > 0 else at_least(known, item, pool)
        case [(Term() as one, factor), (Term() as two, other)] if factor * other < 0 and one.var != two.var:
            rising, falling = (one, two) if factor > 0 else (two, one)
            if not (
                rising.var in pool.links or falling.var in pool.links or one.curve.dated or two.curve.dated
            ):
                up = rising.curve.then(Times(max(factor, other))).then(Plus(-target))
                return pool.difference(
                    rising.var, up, falling.var, falling.curve.then(Times(-min(factor, other)))
                )
        case _:
            pass
    unit = abs(items[0][1])
    link = sum_of({item: factor / unit for item, factor in items})
    turned = link.parts[0][1] < 0
    if turned:
        link = sum_of({item: -factor / unit for item, factor in items})
    scaled = target / unit * link.grain
    var = pool.linked(link)
    return -pool.at_least(var, floor(-scaled) + 1) if turned else pool.at_least(var, ceil(scaled))


# ---- the time between two days ----------------------------------------------------------------------
def _longest(span: Span, pool: Formulas) -> int:
    """The most that can lie between the two days of a span."""
    domain = pool.domain
    start = int(span.start.curve.at(domain.lows[span.start.var]))
    match span.end:
        case Known(date() as end):
            last = end
        case Term(var, curve):
            last = date.fromordinal(int(curve.at(domain.highs[var])))
        case _:
            raise NotAnalysed(TWO_FACTS)
    return elapsed(span.count, date.fromordinal(start), last, span.extra, span.months, span.leap)


def _lasts(span: Span, number: int, pool: Formulas) -> Formula:
    """At least `number` lies between the two days, before any further step."""
    if number <= 0:
        return TRUE
    return FALSE if number > _longest(span, pool) else at_least(span.end, span.reached(number), pool)


def _by_level(span: Span, other: Symbol, pool: Formulas, *, first: bool) -> Formula:
    """span ≥ other (or with `first` false: other ≥ span), for each value that the span can have."""
    found = levels(span, pool)
    if found is None:
        assert isinstance(other, Curved)
        return _by_difference(span, other, pool) if first else _by_difference(other, span, pool)
    return pool.any_of(
        pool.all_of((guard, at_least(known, other, pool) if first else at_least(other, known, pool)))
        for guard, known in found
    )


def levels(symbol: Curved, pool: Formulas) -> list[tuple[Formula, Known]] | None:
    """The values that a function of facts takes, each with who has it; None when there are many."""
    if isinstance(symbol, Term):
        low, high = pool.domain.lows[symbol.var], pool.domain.highs[symbol.var]
    else:
        low, high = 0, _longest(symbol, pool)
    stretches: list[tuple[int, int, Known]] = []
    while low <= high:
        number = symbol.curve.at(low)
        after = symbol.curve.least(number, low, high, above=True)
        stretches.append((low, after - 1, Known(plain_of(symbol, number))))
        if len(stretches) > LEVEL_LIMIT:
            return None
        low = after
    return [(_between(symbol, first, last, pool), known) for first, last, known in stretches]


def _between(symbol: Curved, low: int, high: int, pool: Formulas) -> Formula:
    if isinstance(symbol, Term):
        return pool.all_of((bound(symbol.var, low, pool), -bound(symbol.var, high + 1, pool)))
    return pool.all_of((_lasts(symbol, low, pool), -_lasts(symbol, high + 1, pool)))


def _comparable(known: Known) -> Number:
    number = number_of(known.value)
    if number is None:
        raise NotAnalysed("只写明上下限的金额与按事实算出的金额比较")
    return number


def _same(left: Term, right: Term, pool: Formulas) -> Formula:
    """left ≥ right for two functions of one fact: a bound that was set last is compared on its own."""
    curve, lower = left.curve, right.curve
    match (curve.steps or (None,))[-1], (lower.steps or (None,))[-1]:
        case _ if curve == lower:
            return TRUE
        case AtLeast(low), _:
            rest = attrs.evolve(left, curve=curve.before)
            limit = Known(plain_of(left, low))
            return pool.any_of((at_least(rest, right, pool), at_least(limit, right, pool)))
        case AtMost(high), _:
            rest = attrs.evolve(left, curve=curve.before)
            limit = Known(plain_of(left, high))
            return pool.all_of((at_least(rest, right, pool), at_least(limit, right, pool)))
        case _, AtLeast(low):
            rest = attrs.evolve(right, curve=lower.before)
            limit = Known(plain_of(right, low))
            return pool.all_of((at_least(left, rest, pool), at_least(left, limit, pool)))
        case _, AtMost(high):
            rest = attrs.evolve(right, curve=lower.before)
            limit = Known(plain_of(right, high))
            return pool.any_of((at_least(left, rest, pool), at_least(left, limit, pool)))
        case _:
            key = (left.var, curve, lower)
            if key not in pool.scanned:
                pool.scanned[key] = _scan(*key, pool)
            return pool.scanned[key]


def _scan(var: int, upper: Curve, lower: Curve, pool: Formulas) -> Formula:
    """upper(x) ≥ lower(x) for one fact: settled by their distance from x, else day by day."""
    low, high = pool.domain.lows[var], pool.domain.highs[var]
    up, down = upper.reach, lower.reach
    if up is not None and down is not None:
        if up[0] >= down[1]:
            return TRUE
        if up[1] < down[0]:
            return FALSE
    if high - low > SCAN_LIMIT:
        return _halved(var, upper, lower, pool)
    runs: list[tuple[int, int]] = []
    for fact in range(low, high + 1):
        if upper.at(fact) >= lower.at(fact):
            runs.append((runs.pop()[0], fact) if runs and runs[-1][1] == fact - 1 else (fact, fact))
            if len(runs) > RUN_LIMIT:
                return _distance_of(var, upper, lower, pool)
    return pool.any_of(pool.between(var, first, last) for first, last in runs)


def _halved(var: int, upper: Curve, lower: Curve, pool: Formulas) -> Formula:
    """upper(x) ≥ lower(x) for any number of x: halved until the ends of a stretch settle all of it."""
    waiting, kept = [(pool.domain.lows[var], pool.domain.highs[var])], list[Formula]()
    for _ in range(HALVINGS):
        if not waiting:
            return pool.any_of(kept)
        low, high = waiting.pop()
        if upper.at(low) >= lower.at(high):
            kept.append(pool.between(var, low, high))
        elif upper.at(high) >= lower.at(low):
            middle = (low + high) // 2
            waiting += [(middle + 1, high), (low, middle)]
    return _distance_of(var, upper, lower, pool)


def _distance_of(var: int, upper: Curve, lower: Curve, pool: Formulas) -> Formula:
    """upper(x) - lower(x) ≥ 0, as a number of its own."""
    return _sum_reaches({Term(var, upper): Fraction(1), Term(var, lower): Fraction(-1)}, Fraction(0), pool)


def differ(left: Symbol, right: Symbol, pool: Formulas) -> Formula:
    """The two results aren't the same; a status differs from every value and from other statuses."""
    if left == right and not isinstance(left, Opaque):
        return FALSE
    for side in (left, right):
        if isinstance(side, Opaque):
            raise NotAnalysed(side.reason)
    if isinstance(left, Curved) or isinstance(right, Curved):
        return TRUE if isinstance(left, Stat) or isinstance(right, Stat) else _unequal(left, right, pool)
    return TRUE


def _unequal(left: Symbol, right: Symbol, pool: Formulas) -> Formula:
    for side in (left, right):
        if isinstance(side, Known) and number_of(side.value) is None:
            return TRUE
    return _ordered(Op.NE, left, right, pool)


def reached(birth: Symbol, years: int, rule: LeapRule, day: Symbol, pool: Formulas) -> Truth:
    """The day is on or after the birthday."""
    statuses = [side.status for side in (birth, day) if isinstance(side, Stat)]
    if statuses:
        return NEVER if isinstance(meet(statuses), NotApplicable) else OPEN
    match birth:
        case Known(date() as born):
            birth = Known(birthday(born, years, rule))
        case Term(_, curve):
            birth = attrs.evolve(birth, curve=curve.then(birthday_step(years, rule)))
        case _:
            pass
    if isinstance(birth, Known) and isinstance(day, Known):
        low, high = number_of(day.value), number_of(birth.value)
        return ALWAYS if low is not None and high is not None and low >= high else NEVER
    for side in (birth, day):
        if isinstance(side, Opaque):
            raise NotAnalysed(side.reason)
    holds = at_least(day, birth, pool)
    return Truth(holds, -holds)
