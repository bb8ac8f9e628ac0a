"""What an expression is, before the person is known: a value, a status, or a function of facts.

In: operands as symbols. Out: arithmetic on them, exactly as `expressions.py` does for one person (known
operands are handed to it), None where the result isn't one symbol (`branches.py` then tries cases). What
has no form at all is `Opaque`, and asking for more raises `NotAnalysed`: never a guess.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.analysis.curves import (
    Curve,
    Moved,
    Number,
    Plus,
    Rounded,
    Since,
    Snapped,
    Step,
    Stepped,
    Times,
    birthday,
)
from polc.compiler.expressions import Environment, value
from polc.compiler.kernel import (
    BOOL,
    Add,
    Clamp,
    Const,
    Divide,
    Elapsed,
    Expr,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Steps,
    Sub,
)
from polc.dsl.counting import Count
from polc.dsl.values import (
    Amount,
    Duration,
    LeapRule,
    Missing,
    MonthRule,
    NotApplicable,
    Plain,
    Result,
    Snap,
    Status,
    Undetermined,
    Unit,
    meet,
)

GREATEST = 10**12  # 分 or count that a fact can be at most
NO_LIST = "答案取决于清单里的各条，没有找到能印证的清单"
AS_IT_IS = Curve(days=False)


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


@attrs.frozen(cache_hash=True)
class Span:
    """curve(what lies between two days), 0 where `end` is before `start`; `start` depends on a fact.

    It grows with `end` and falls with `start`, so it's no function that a `Term` could hold.
    """

    count: Count
    start: Term
    end: Known | Term
    extra: int
    months: MonthRule
    leap: LeapRule
    curve: Curve = AS_IT_IS
    money: bool = False

    def reached(self, number: int) -> Term:
        """The first day on which at least `number` (≥ 1) lie between `start` and it."""
        steps: tuple[Step, ...]
        match self.count:
            case Count.DAYS:
                steps = (Moved(number - self.extra, Unit.DAY, self.months),)
            case Count.MONTHS:
                steps = (Snapped(Snap.MONTH_FIRST), Moved(number - self.extra, Unit.MONTH, self.months))
            case Count.FULL_MONTHS:
                steps = (Moved(number, Unit.MONTH, self.months),)
            case Count.FULL_YEARS:
                steps = (birthday(number, self.leap),)
        curve = self.start.curve
        for step in steps:
            if not isinstance(step, Moved) or step.count:
                curve = curve.then(step)
        return attrs.evolve(self.start, curve=curve)


@attrs.frozen
class Opaque:
    """A value that has no form here, and why."""

    reason: str


Curved: TypeAlias = Term | Span
Symbol: TypeAlias = Known | Stat | Term | Span | Opaque
Arithmetic: TypeAlias = Add | Sub | Scale | Divide | Shift | SnapTo | Elapsed | Steps | Clamp | Round


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


def plain_of(symbol: Curved, number: Number) -> Plain:
    """The value that a number stands for: a day, an amount or the number itself."""
    if symbol.money:
        return Amount(Fraction(number))
    dated = isinstance(symbol, Term) and symbol.curve.dated
    return date.fromordinal(int(number)) if dated else Fraction(number)


# ---- arithmetic -------------------------------------------------------------------------------------
def compute(expr: Arithmetic, operands: tuple[Symbol, ...], env: Environment) -> Symbol | None:
    """The symbol of an arithmetic expression whose parts (in the order of `parts`) are `operands`.

    None where it isn't one function of facts.
    """
    plain = [item for item in operands if isinstance(item, Known | Stat)]
    if len(plain) == len(operands):
        return interpreted(expr, plain, env)
    statuses = [item.status for item in operands if isinstance(item, Stat)]
    if statuses:
        return Stat(meet(statuses))
    for item in operands:
        if isinstance(item, Opaque):
            return item
    return _on_facts(expr, operands)


def interpreted(expr: Arithmetic, operands: list[Known | Stat], env: Environment) -> Symbol:
    """What the interpreter makes of known operands."""
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
        case Divide():
            return Divide(items[0], items[1])
        case Shift():
            return attrs.evolve(expr, day=items[0], length=items[1])
        case Elapsed():
            return attrs.evolve(expr, start=items[0], end=items[1])
        case SnapTo():
            return attrs.evolve(expr, day=items[0])
        case Round() | Steps():
            return attrs.evolve(expr, item=items[0])
        case Clamp(_, low, high):
            ends = iter(items[1:])
            return Clamp(items[0], low and next(ends), high and next(ends))


def _on_facts(expr: Arithmetic, operands: tuple[Symbol, ...]) -> Symbol | None:
    first = operands[0]
    match expr:
        case Shift(_, _, sign):
            return _shifted(expr, first, operands[1], sign)
        case SnapTo(_, to) if isinstance(first, Term):
            return followed(first, Snapped(to))
        case Elapsed():
            return _spanned(expr, first, operands[1])
        case Round(_, step, mode) if isinstance(first, Curved):
            return followed(first, Rounded(step, mode))
        case Steps(_, size, up) if isinstance(first, Curved):
            return attrs.evolve(followed(first, Stepped(size, up)), money=False)
        case Add() | Scale():
            return _commuted(expr, operands[0], operands[1]) or _commuted(expr, operands[1], operands[0])
        case Divide() if isinstance(first, Curved):
            by = exact_number(operands[1])
            return followed(first, Times(1 / by)) if by is not None and by > 0 else None
        case Sub() if isinstance(first, Curved):
            taken = exact_number(operands[1])
            return None if taken is None else followed(first, Plus(-taken))
    return None


def followed(symbol: Curved, step: Step) -> Curved:
    """A function of facts, and one step more."""
    return attrs.evolve(symbol, curve=symbol.curve.then(step))


def exact_number(symbol: Symbol) -> Fraction | None:
    """A known value as one number, None for anything else."""
    found = number_of(symbol.value) if isinstance(symbol, Known) else None
    return None if found is None else Fraction(found)


def _shifted(expr: Shift, day: Symbol, length: Symbol, sign: int) -> Symbol | None:
    if not isinstance(day, Term) or not isinstance(length, Known) or not isinstance(length.value, Duration):
        return None
    if length.value.unit is Unit.WORKDAY:
        return None
    step = Moved(sign * length.value.count, length.value.unit, expr.rule)
    return followed(day, step) if step.count else day


def _spanned(expr: Elapsed, start: Symbol, end: Symbol) -> Symbol | None:
    """The time between two days; with a known start it's a function of one fact."""
    if isinstance(start, Known) and isinstance(start.value, date) and isinstance(end, Term):
        return followed(end, Since(expr.count, start.value, expr.extra, expr.months, expr.leap))
    if isinstance(start, Term) and isinstance(end, Known | Term):
        return Span(expr.count, start, end, expr.extra, expr.months, expr.leap)
    return None


def _commuted(expr: Add | Scale, item: Symbol, other: Symbol) -> Symbol | None:
    if not isinstance(item, Curved) or not isinstance(other, Known):
        return None
    number = exact_number(other)
    if number is None or (isinstance(expr, Scale) and number < 0):
        return None
    step = Plus(number) if isinstance(expr, Add) else Times(number)
    return attrs.evolve(followed(item, step), money=item.money or isinstance(other.value, Amount))
