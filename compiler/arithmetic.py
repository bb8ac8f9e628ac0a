"""Arithmetic and comparison of results: what can be said without knowing where they come from.

In: values and statuses. Out: the value, or the status that stands in its way. Amounts with parameters
stay exact linear forms, and are compared for every value of the parameters or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import ge, gt, le, lt

from polc.compiler.kernel import Op
from polc.dsl.text import Bounds, interval
from polc.dsl.values import (
    Amount,
    Plain,
    Result,
    RoundMode,
    Undetermined,
    is_status,
    meet,
    round_fraction,
)

ORDER: dict[Op, Callable[..., bool]] = {Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge}
BY_ZERO = "除数是零，除不了"
ONLY_BOUNDED = "只写明上下限，不足以比较"


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
    return _only_bounded(left.minus(right), ONLY_BOUNDED)


def _only_bounded(amount: Amount, what: str) -> Undetermined:
    """待定, because of the parameters of an amount."""
    return Undetermined(reasons=tuple(sorted(f"{name}{what}" for name, _ in amount.terms)))


def absorb(operands: list[Result], compute: Callable[..., Result]) -> Result:
    """The status that an operand has, else the result of computing."""
    found = [r for r in operands if is_status(r)]
    return meet(found) if found else compute(*operands)


def plus(left: Plain, right: Plain) -> Plain:
    """left + right."""
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.plus(right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    raise TypeError(f"{left!r} + {right!r}")


def minus(left: Plain, right: Plain) -> Plain:
    """left - right."""
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.minus(right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left - right
    raise TypeError(f"{left!r} - {right!r}")


def times(item: Plain, factor: Plain) -> Plain:
    """item × factor."""
    if isinstance(item, Amount) and isinstance(factor, Fraction):
        return item.times(factor)
    if isinstance(item, Fraction) and isinstance(factor, Fraction):
        return item * factor
    raise TypeError(f"{item!r} * {factor!r}")


def divided(item: Plain, by: Plain) -> Result:
    """item ÷ by, exact; 待定 where `by` is 0, and where a parameter would stand in it."""
    if isinstance(by, Amount):
        amounts = [a for a in (by, item) if isinstance(a, Amount) and not a.exact]
        if amounts:
            return _only_bounded(amounts[0], "只写明上下限，不能相除")
        assert isinstance(item, Amount)
        item, by = item.fen, by.fen
    if not isinstance(by, Fraction):
        raise TypeError(f"{item!r} / {by!r}")
    if by == 0:
        return Undetermined(reasons=(BY_ZERO,))
    return times(item, 1 / by)


def rounded(amount: Plain, step: int, mode: RoundMode) -> Result:
    """The amount as a multiple of `step` 分; an amount with parameters can't be rounded."""
    if not isinstance(amount, Amount):
        raise TypeError(f"only money is rounded: {amount!r}")
    if not amount.exact:
        return _only_bounded(amount, "只写明上下限，不能取整")
    return Amount(round_fraction(amount.fen, step, mode))


def steps(item: Plain, size: Fraction, up: bool) -> Result:
    """How often `size` goes into a number or an amount, which counts as 0 below 0."""
    number = item.fen if isinstance(item, Amount) else item
    if not isinstance(number, Fraction):
        raise TypeError(f"only amounts and numbers have steps: {item!r}")
    if isinstance(item, Amount) and not item.exact:
        return _only_bounded(item, "只写明上下限，不能分档计数")
    scaled = max(Fraction(0), number) / size
    whole = scaled.numerator // scaled.denominator
    return Fraction(whole + 1 if up and scaled != whole else whole)
