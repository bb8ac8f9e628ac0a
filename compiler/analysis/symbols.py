"""What an expression is, before the person is known: a value, a status, or a function of one fact.

In: operands as symbols. Out: arithmetic and comparisons on them, exactly as `expressions.py` does for one
person (known operands are handed to it), with a formula where the answer depends on facts. What has no
monotone form in one fact is `Opaque`, and comparing it raises `NotAnalysed`: never a guess.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.analysis.curves import (
    AtLeast,
    AtMost,
    Birthday,
    Curve,
    Moved,
    Number,
    Plus,
    Rounded,
    Snapped,
    Times,
)
from polc.compiler.analysis.formula import FALSE, TRUE, Formula, Formulas
from polc.compiler.expressions import Environment, condition, value
from polc.compiler.kernel import (
    BOOL,
    Add,
    Clamp,
    Compare,
    Const,
    Expr,
    Op,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Sub,
)
from polc.dsl.values import (
    Amount,
    Duration,
    LeapRule,
    Missing,
    NotApplicable,
    Plain,
    Result,
    Status,
    Undetermined,
    Unit,
    birthday,
    meet,
)

SCAN_LIMIT = 20_000


class NotAnalysed(Exception):
    """A question that can't be put into formulas; `reason` is Chinese text for the finding that says so."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@attrs.frozen
class Known:
    """One value for everybody."""

    value: Plain


@attrs.frozen
class Stat:
    """A status in the place of a value."""

    status: Status


@attrs.frozen(cache_hash=True)
class Term:
    """curve(fact): `var` is the number of the fact; days, 分 or a count."""

    var: int
    curve: Curve
    money: bool = False


@attrs.frozen
class Opaque:
    """A value that has no form here, and why."""

    reason: str


Symbol: TypeAlias = Known | Stat | Term | Opaque
Arithmetic: TypeAlias = Add | Sub | Scale | Shift | SnapTo | Clamp | Round
TWO_FACTS = "金额由两项以上的事实算出，或随事实增减不一"


@attrs.frozen
class Truth:
    """A condition: the formulas of holding and of not holding; whoever is in neither leaves it open."""

    holds: Formula
    fails: Formula


ALWAYS = Truth(TRUE, FALSE)
NEVER = Truth(FALSE, TRUE)
OPEN = Truth(FALSE, FALSE)


def wrapped(symbol: Known | Stat) -> Expr:
    """A known symbol as an expression again, for the interpreter."""
    return Const(symbol.value, BOOL) if isinstance(symbol, Known) else Silent(symbol.status)


def number_of(known: Plain) -> Number | None:
    """A value that can be ordered with facts, as a number; None for the others."""
    match known:
        case date():
            return known.toordinal()
        case Amount():
            return known.fen if known.exact else None
        case Fraction():
            return known
        case _:
            return None


# ---- arithmetic -------------------------------------------------------------------------------------
def compute(expr: Arithmetic, operands: tuple[Symbol, ...], env: Environment) -> Symbol:
    """The symbol of an arithmetic expression whose parts (in the order of `parts`) are `operands`."""
    plain = [item for item in operands if isinstance(item, Known | Stat)]
    if len(plain) == len(operands):
        return _interpreted(expr, plain, env)
    statuses = [item.status for item in operands if isinstance(item, Stat)]
    if statuses:
        return Stat(meet(statuses))
    for item in operands:
        if isinstance(item, Opaque):
            return item
    return _on_terms(expr, operands) or Opaque(TWO_FACTS)


def _interpreted(expr: Arithmetic, operands: list[Known | Stat], env: Environment) -> Symbol:
    try:
        result = value(_rebuilt(expr, [wrapped(item) for item in operands]), env)
    except OverflowError:
        return Opaque("日期推算超出了日历范围")
    return symbol_of(result)


def symbol_of(result: Result) -> Known | Stat:
    """What the interpreter found, as a symbol."""
    match result:
        case NotApplicable() | Missing() | Undetermined():
            return Stat(result)
        case _:
            return Known(result)


def _rebuilt(expr: Arithmetic, items: list[Expr]) -> Expr:
    match expr:
        case Add() | Sub():
            return attrs.evolve(expr, left=items[0], right=items[1])
        case Scale():
            return Scale(items[0], items[1])
        case Shift():
            return attrs.evolve(expr, day=items[0], length=items[1])
        case SnapTo():
            return attrs.evolve(expr, day=items[0])
        case Round():
            return attrs.evolve(expr, item=items[0])
        case Clamp(_, low, high):
            ends = iter(items[1:])
            return Clamp(items[0], low and next(ends), high and next(ends))


def _on_terms(expr: Arithmetic, operands: tuple[Symbol, ...]) -> Symbol | None:
    first = operands[0]
    match expr:
        case Shift(_, _, sign):
            return _shifted(expr, first, operands[1], sign)
        case SnapTo(_, to) if isinstance(first, Term):
            return attrs.evolve(first, curve=first.curve.then(Snapped(to)))
        case Round(_, step, mode) if isinstance(first, Term):
            return attrs.evolve(first, curve=first.curve.then(Rounded(step, mode)))
        case Add() | Scale():
            return _commuted(expr, operands[0], operands[1]) or _commuted(expr, operands[1], operands[0])
        case Sub() if isinstance(first, Term):
            taken = _number(operands[1])
            return None if taken is None else attrs.evolve(first, curve=first.curve.then(Plus(-taken)))
        case Clamp(_, low, high) if isinstance(first, Term):
            return _clamped(first, operands[1:], low is not None, high is not None)
    return None


def _number(symbol: Symbol) -> Fraction | None:
    found = number_of(symbol.value) if isinstance(symbol, Known) else None
    return None if found is None else Fraction(found)


def _shifted(expr: Shift, day: Symbol, length: Symbol, sign: int) -> Symbol | None:
    if not isinstance(day, Term) or not isinstance(length, Known) or not isinstance(length.value, Duration):
        return None
    if length.value.unit is Unit.WORKDAY:
        return Opaque("按工作日推算，没有工作日历")
    step = Moved(sign * length.value.count, length.value.unit, expr.rule)
    return attrs.evolve(day, curve=day.curve.then(step)) if step.count else day


def _commuted(expr: Add | Scale, term: Symbol, other: Symbol) -> Symbol | None:
    if not isinstance(term, Term) or not isinstance(other, Known):
        return None
    number = _number(other)
    if number is None or (isinstance(expr, Scale) and number < 0):
        return None
    step = Plus(number) if isinstance(expr, Add) else Times(number)
    return attrs.evolve(
        term, curve=term.curve.then(step), money=term.money or isinstance(other.value, Amount)
    )


def _clamped(term: Term, ends: tuple[Symbol, ...], has_low: bool, has_high: bool) -> Symbol | None:
    numbers = [_number(end) for end in ends]
    curve = term.curve
    if any(number is None for number in numbers):
        return None
    bounds = iter(number for number in numbers if number is not None)
    if has_low:
        curve = curve.then(AtLeast(next(bounds)))
    if has_high:
        curve = curve.then(AtMost(next(bounds)))
    return attrs.evolve(term, curve=curve)


# ---- comparisons ------------------------------------------------------------------------------------
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
            birth = attrs.evolve(birth, curve=curve.then(Birthday(years, rule)))
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
