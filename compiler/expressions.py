"""What an expression means: the value, or the status, it has for one person.

In: an `Expr` and an `Environment` (facts, readings, fields decided so far). Out: a `Result`; for a
condition true, false, or the status that keeps it open. Arithmetic absorbs statuses; conditions follow
strong Kleene logic, so one known answer can settle them whatever the unknown ones are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import TypeAlias

import attrs

from polc.compiler.kernel import (
    Add,
    And,
    Clamp,
    Compare,
    Const,
    Expr,
    FieldRef,
    InputRef,
    Kernel,
    Not,
    OneOf,
    Op,
    Or,
    ParamRef,
    Pick,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Sub,
)
from polc.dsl.text import Bounds, interval
from polc.dsl.values import (
    Amount,
    Missing,
    NotApplicable,
    Plain,
    Result,
    RoundMode,
    Status,
    Undetermined,
    add_duration,
    birthday,
    is_status,
    meet,
    round_fraction,
    snap,
)

Holds: TypeAlias = bool | Missing | Undetermined
ORDER: dict[Op, Callable[..., bool]] = {Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge}
ONLY_BOUNDED = "只写明上下限，不足以比较"


@attrs.define(kw_only=True)
class Environment:
    """What is known while one person is evaluated; `fields` grows choice by choice."""

    kernel: Kernel
    inputs: Mapping[str, Plain | None]
    readings: Mapping[str, str]
    bounds: Bounds
    fields: dict[str, Result]


def condition(expr: Expr, env: Environment) -> Holds:
    """True, false, or the status that leaves it open. 不适用 in a condition's place doesn't hold."""
    result = value(expr, env)
    if isinstance(result, NotApplicable):
        return False
    if isinstance(result, bool | Missing | Undetermined):
        return result
    raise TypeError(f"a condition can't be {result!r}")


def value(expr: Expr, env: Environment) -> Result:
    """The value or status of any expression."""
    match expr:
        case Const(known):
            return known
        case Silent(status):
            return status
        case InputRef(name):
            given = env.inputs[name]
            return Missing(inputs=(name,)) if given is None else given
        case FieldRef(name):
            return env.fields[name]
        case ParamRef(name):
            return Amount(Fraction(0), ((name, Fraction(1)),))
        case ReadingOf(name):
            return _reading(name, env)
        case And() | Or() | Not() | Compare() | Reached() | OneOf():
            return _logic(expr, env)
        case _:
            return _arithmetic(expr, env)


def _reading(name: str, env: Environment) -> Result:
    meaning = env.kernel.assumption_by_name[name].reading(env.readings[name]).meaning
    if isinstance(meaning, Pick):
        raise TypeError(f"{name} is a way to combine, not a value")
    return value(meaning, env)


# ---- conditions -------------------------------------------------------------------------------------
def _logic(expr: And | Or | Not | Compare | Reached | OneOf, env: Environment) -> Holds:
    match expr:
        case And(items):
            return _fold([condition(item, env) for item in items], decisive=False)
        case Or(items):
            return _fold([condition(item, env) for item in items], decisive=True)
        case Not(item):
            held = condition(item, env)
            return not held if isinstance(held, bool) else held
        case Compare(op, left, right):
            return _compare(op, value(left, env), value(right, env), env)
        case Reached(birth, years, day, rule):
            return _strict([value(birth, env), value(day, env)], lambda b, d: d >= birthday(b, years, rule))
        case OneOf(item, options):
            return _strict([value(item, env)], lambda chosen: chosen in options)


def _fold(held: list[Holds], *, decisive: bool) -> Holds:
    if any(h is decisive for h in held):
        return decisive
    open_ = [h for h in held if not isinstance(h, bool)]
    return _narrow(meet(open_)) if open_ else not decisive


def _strict(operands: list[Result], test: Callable[..., bool]) -> Holds:
    """A test over values: false when one is 不适用, open when one has another status."""
    found = [r for r in operands if is_status(r)]
    return _narrow(meet(found)) if found else test(*operands)


def _narrow(status: Status) -> Holds:
    return False if isinstance(status, NotApplicable) else status


def _compare(op: Op, left: Result, right: Result, env: Environment) -> Holds:
    if isinstance(left, Amount) and isinstance(right, Amount):
        return compare_amounts(op, left, right, env.bounds)
    if op is Op.EQ:
        return _strict([left, right], lambda a, b: bool(a == b))
    if op is Op.NE:
        return _strict([left, right], lambda a, b: bool(a != b))
    return _strict([left, right], ORDER[op])


def compare_amounts(op: Op, left: Amount, right: Amount, bounds: Bounds) -> bool | Undetermined:
    """left OP right when it is so, or not so, for every value of the parameters; else 待定."""
    low, high = interval(left.minus(right), bounds)
    below, above = high is not None and high < 0, low is not None and low > 0
    not_above, not_below = high is not None and high <= 0, low is not None and low >= 0
    same = not_above and not_below
    true, false = {
        Op.LT: (below, not_below),
        Op.LE: (not_above, above),
        Op.GT: (above, not_above),
        Op.GE: (not_below, below),
        Op.EQ: (same, below or above),
        Op.NE: (below or above, same),
    }[op]
    if true or false:
        return true
    return Undetermined(reasons=tuple(f"{name}{ONLY_BOUNDED}" for name, _ in left.minus(right).terms))


# ---- arithmetic -------------------------------------------------------------------------------------
def _arithmetic(expr: Expr, env: Environment) -> Result:
    match expr:
        case Add(left, right):
            return _absorb([value(left, env), value(right, env)], _plus)
        case Sub(left, right):
            return _absorb([value(left, env), value(right, env)], _minus)
        case Scale(item, factor):
            return _absorb([value(item, env), value(factor, env)], _times)
        case Shift(day, length, sign, rule):
            return _absorb(
                [value(day, env), value(length, env)],
                lambda d, n: add_duration(d, sign * n.count, n.unit, rule),
            )
        case SnapTo(day, to):
            return _absorb([value(day, env)], lambda d: snap(d, to))
        case Clamp(item, low, high):
            return _clamp(value(item, env), low, high, env)
        case Round(item, step, mode):
            return _absorb([value(item, env)], lambda a: _round(a, step, mode))
        case _:
            raise TypeError(f"no arithmetic: {expr!r}")


def _absorb(operands: list[Result], compute: Callable[..., Result]) -> Result:
    found = [r for r in operands if is_status(r)]
    return meet(found) if found else compute(*operands)


def _plus(left: Plain, right: Plain) -> Plain:
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.plus(right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    raise TypeError(f"{left!r} + {right!r}")


def _minus(left: Plain, right: Plain) -> Plain:
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.minus(right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left - right
    raise TypeError(f"{left!r} - {right!r}")


def _times(item: Plain, factor: Plain) -> Plain:
    if isinstance(item, Amount) and isinstance(factor, Fraction):
        return item.times(factor)
    if isinstance(item, Fraction) and isinstance(factor, Fraction):
        return item * factor
    raise TypeError(f"{item!r} * {factor!r}")


def _clamp(item: Result, low: Expr | None, high: Expr | None, env: Environment) -> Result:
    """First the floor, then the cap; a bound that can't be compared for every θ leaves it 待定."""
    for op, end in ((Op.LT, low), (Op.GT, high)):
        if end is None or is_status(item):
            continue
        limit = value(end, env)
        outside = _compare(op, item, limit, env)
        if is_status(limit) or not isinstance(outside, bool):
            return meet([s for s in (limit, outside) if not isinstance(s, bool) and is_status(s)])
        item = limit if outside else item
    return item


def _round(amount: Plain, step: int, mode: RoundMode) -> Result:
    if not isinstance(amount, Amount):
        raise TypeError(f"only money is rounded: {amount!r}")
    if not amount.exact:
        return Undetermined(reasons=tuple(f"{name}只写明上下限，不能取整" for name, _ in amount.terms))
    return Amount(round_fraction(amount.fen, step, mode))
