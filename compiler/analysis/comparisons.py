"""Comparisons before the person is known: who makes `left OP right` true, as a formula.

In: symbols. Out: `Truth`, exactly as `expressions.py` decides it for one person. A function of one fact
against a value is a bound on the fact, found by bisection; two functions of one fact are settled by their
distance or tried day by day; functions of two facts are a difference. NotAnalysed for anything else.
"""

from __future__ import annotations

from datetime import date

import attrs

from polc.compiler.analysis.curves import Curve, Number
from polc.compiler.analysis.curves import birthday as birthday_step
from polc.compiler.analysis.formula import FALSE, TRUE, Formula, Formulas
from polc.compiler.analysis.symbols import (
    TWO_FACTS,
    Known,
    NotAnalysed,
    Opaque,
    Stat,
    Symbol,
    Term,
    number_of,
    wrapped,
)
from polc.compiler.expressions import Environment, condition
from polc.compiler.kernel import Compare, Op
from polc.dsl.values import LeapRule, NotApplicable, birthday, meet

SCAN_LIMIT = 20_000


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
            if var == other:
                return _scan(var, curve, lower, pool)
            return pool.difference(var, curve, other, lower)
        case Term(var, curve), Known():
            low, high = pool.domain.lows[var], pool.domain.highs[var]
            return pool.at_least(var, curve.least(_comparable(right), low, high))
        case Known(), Term(other, lower):
            low, high = pool.domain.lows[other], pool.domain.highs[other]
            return -pool.at_least(other, lower.least(_comparable(left), low, high, above=True))
        case _:
            raise NotAnalysed(TWO_FACTS)


def _comparable(known: Known) -> Number:
    number = number_of(known.value)
    if number is None:
        raise NotAnalysed("只写明上下限的金额与按事实算出的金额比较")
    return number


def _scan(var: int, upper: Curve, lower: Curve, pool: Formulas) -> Formula:
    """upper(x) ≥ lower(x) for one fact: settled by their distance from x, else day by day."""
    low, high = pool.domain.lows[var], pool.domain.highs[var]
    up, down = upper.reach(), lower.reach()
    if up is not None and down is not None:
        if up[0] >= down[1]:
            return TRUE
        if up[1] < down[0]:
            return FALSE
    if high - low > SCAN_LIMIT:
        raise NotAnalysed("同一事实的两种推算互相比较，要看的值太多")
    runs: list[tuple[int, int]] = []
    for fact in range(low, high + 1):
        if upper.at(fact) >= lower.at(fact):
            runs.append((runs.pop()[0], fact) if runs and runs[-1][1] == fact - 1 else (fact, fact))
    return pool.any_of(pool.between(var, first, last) for first, last in runs)


def differ(left: Symbol, right: Symbol, pool: Formulas) -> Formula:
    """The two results aren't the same; a status differs from every value and from other statuses."""
    if left == right and not isinstance(left, Opaque):
        return FALSE
    for side in (left, right):
        if isinstance(side, Opaque):
            raise NotAnalysed(side.reason)
    if isinstance(left, Term) or isinstance(right, Term):
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
