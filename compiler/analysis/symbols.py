"""What an expression is, before the person is known: a value, a status, or a function of one fact.

In: operands as symbols. Out: arithmetic on them, exactly as `expressions.py` does for one person (known
operands are handed to it). What has no monotone form in one fact is `Opaque`, and asking for more raises
`NotAnalysed`: never a guess.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.analysis.curves import (
    AtLeast,
    AtMost,
    Curve,
    Moved,
    Number,
    Plus,
    Rounded,
    Snapped,
    Times,
)
from polc.compiler.expressions import Environment, value
from polc.compiler.kernel import (
    BOOL,
    Add,
    Clamp,
    Const,
    Expr,
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
    Missing,
    NotApplicable,
    Plain,
    Result,
    Status,
    Undetermined,
    Unit,
    meet,
)


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
