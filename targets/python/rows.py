"""What the rows of a residual choice have to do with each other, found without running anything.

In: a choice of the residual kernel. Out: an order in which winners come before losers, and whether two
rows can hold together. What isn't seen here is tested by the generated code, so missing a proof is safe.
"""

from __future__ import annotations

from datetime import date

from polc.compiler.kernel import And, Choice, Compare, Const, Expr, Not, OneOf, Op
from polc.targets.python.residual import negated


def in_order(choice: Choice) -> list[int]:
    """Row numbers, every row after the rows that beat it."""
    depths: dict[int, int] = {}
    winners: dict[int, list[int]] = {row: [] for row in range(len(choice.rows))}
    for winner, loser in choice.beats:
        winners[loser].append(winner)

    def depth(row: int) -> int:
        if row not in depths:
            depths[row] = 1 + max(map(depth, winners[row]), default=0)
        return depths[row]

    return sorted(winners, key=lambda row: (depth(row), row))


def apart(left: Expr, right: Expr) -> bool:
    """True when two conditions can be seen never to hold together."""
    mine, theirs = _parts(left), _parts(right)
    return any(_contradict(a, b) for a in mine for b in theirs)


def _parts(expr: Expr) -> tuple[Expr, ...]:
    return expr.items if isinstance(expr, And) else (expr,)


def _contradict(left: Expr, right: Expr) -> bool:
    if negated(left) == right or left == negated(right):
        return True
    match left, right:
        case OneOf(a, some), OneOf(b, others) if a == b:
            return not set(some) & set(others)
        case Not(OneOf(a, some)), OneOf(b, others) if a == b:
            return set(others) <= set(some)
        case OneOf(a, others), Not(OneOf(b, some)) if a == b:
            return set(others) <= set(some)
        case Compare(), Compare() if left.left == right.left:
            return _days_apart(left, right)
        case _:
            return False


def _days_apart(left: Compare, right: Compare) -> bool:
    """Two comparisons of one value with constant days, of which no day fulfils both."""
    low = high = None
    for test in (left, right):
        if not isinstance(test.right, Const) or not isinstance(test.right.value, date):
            return False
        number = test.right.value.toordinal()
        if test.op in (Op.GE, Op.GT, Op.EQ):
            bound = number + (test.op is Op.GT)
            low = bound if low is None else max(low, bound)
        if test.op in (Op.LE, Op.LT, Op.EQ):
            bound = number - (test.op is Op.LT)
            high = bound if high is None else min(high, bound)
    return low is not None and high is not None and high < low
