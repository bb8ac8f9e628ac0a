"""舍入 → kernel expressions: an amount or a number to a multiple of one written out.

The kernel rounds money. A number is rounded by counting steps of 1, which drop what is below 0: so what is
made of its positive part, less the same of its negative part. Reports 301.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from polc.compiler.kernel import INT, MONEY, RATE, Add, Const, Expr, Round, Scale, Steps, Sub, Type
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.typing import mismatch
from polc.compiler.ty import fits
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds
from polc.dsl.format import format_expr
from polc.dsl.values import RoundMode


def rounded(value: Expr, rounding: nodes.Rounding, type_: Type, scope: Scope) -> Expr:
    """`value` rounded as written; half away from zero where no mode is."""
    mode = rounding.mode or RoundMode.HALF_UP
    step = rounding.step
    wanted = MONEY if isinstance(step, nodes.MoneyLiteral) else INT
    if not fits(type_, wanted):
        mismatch(scope, step, type_, wanted)
    size = step.fen if isinstance(step, nodes.MoneyLiteral) else Fraction(step.value)
    if size < 1 or size.denominator > 1 or (isinstance(step, nodes.MoneyLiteral) and step.per):
        facts = {
            "expected": "一个整分的金额或一个整数",
            "actual": f"「{format_expr(step)}」",
            "example": "1分",
        }
        scope.report(kinds.TYPE_MISMATCH, step.span, **facts)
        size = Fraction(1)
    if wanted is MONEY:
        return Round(value, int(size), mode)
    return _to_multiple(value, size, mode)


def _to_multiple(value: Expr, step: Fraction, mode: RoundMode) -> Expr:
    """A number as a multiple of a whole one."""
    parts = value if step == 1 else Scale(value, Const(1 / step, RATE))
    count = Sub(_whole(parts, mode), _whole(Scale(parts, _number(-1)), mode))
    return count if step == 1 else Scale(count, _number(step))


def _whole(value: Expr, mode: RoundMode) -> Expr:
    """A number that isn't negative as a whole one; 0 for a negative one."""
    half = Add(value, _number(Fraction(1, 2)))
    match mode:
        case RoundMode.DOWN:
            return _floor(value)
        case RoundMode.UP:
            return _ceiling(value)
        case RoundMode.HALF_UP:
            return _floor(half)
        case RoundMode.HALF_EVEN:
            # One less where the half lay in the middle and rounding up made it odd.
            middle = Sub(_number(1), Sub(_ceiling(half), _floor(half)))
            odd = Sub(_floor(half), Scale(_floor(Scale(_floor(half), _number(Fraction(1, 2)))), _number(2)))
            return Sub(_floor(half), Scale(middle, odd))
        case _:
            assert_never(mode)


def _floor(value: Expr) -> Expr:
    return Steps(value, Fraction(1), up=False)


def _ceiling(value: Expr) -> Expr:
    return Steps(value, Fraction(1), up=True)


def _number(value: int | Fraction) -> Expr:
    return Const(Fraction(value), INT)
