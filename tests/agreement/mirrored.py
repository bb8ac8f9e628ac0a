"""A kernel said twice: every row again, with what may be swapped the other way round.

In: a kernel. Out: one that means the same. Each row of a rule that asks its rows to agree has a second one
beside it, whose sums, alternatives and 最高, are written in the other order.
"""

from __future__ import annotations

import attrs

from polc.compiler.kernel import (
    Add,
    And,
    Choice,
    Clamp,
    Compare,
    Expr,
    Kernel,
    Not,
    Or,
    Pick,
    Row,
    Scale,
    Sub,
)

AGREEING = (Pick.UNIQUE, Pick.EXCLUSIVE, Pick.HIGHEST, Pick.LOWEST)


def mirrored(expr: Expr) -> Expr:
    """The same, the operands of sums, of 且 and 或, of 最高 and 最低 in the other order."""
    match expr:
        case Add(left, right):
            return Add(mirrored(right), mirrored(left))
        case Clamp(item, low, None) if low is not None:
            return Clamp(mirrored(low), mirrored(item), None)
        case Clamp(item, None, high) if high is not None:
            return Clamp(mirrored(high), None, mirrored(item))
        case And(items):
            return And(tuple(mirrored(item) for item in reversed(items)))
        case Or(items):
            return Or(tuple(mirrored(item) for item in reversed(items)))
        case Not(item):
            return Not(mirrored(item))
        case Sub(left, right) | Compare(_, left, right):
            return attrs.evolve(expr, left=mirrored(left), right=mirrored(right))
        case Scale(item):
            return attrs.evolve(expr, item=mirrored(item))
        case _:
            return expr


def said_twice(kernel: Kernel) -> Kernel:
    """The kernel with a mirrored row beside every row that must agree with those it meets."""
    return attrs.evolve(kernel, choices=tuple(map(_twice, kernel.choices)))


def _twice(choice: Choice) -> Choice:
    if choice.pick not in AGREEING:
        return choice
    count = len(choice.rows)
    beats = [(a + i, b + j) for a, b in choice.beats for i in (0, count) for j in (0, count)]
    rows = (*choice.rows, *map(_mirrored_row, choice.rows))
    return attrs.evolve(choice, rows=rows, beats=tuple(sorted(beats)))


def _mirrored_row(row: Row) -> Row:
    return attrs.evolve(row, guard=mirrored(row.guard), values=tuple(map(mirrored, row.values)))
