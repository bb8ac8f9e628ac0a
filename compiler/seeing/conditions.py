"""The conditions of a policy, each where it's written, and the policy with one of them turned round.

In: a kernel. Out: `Leaf`s: what the guards of rows and the readings of assumptions are put together from
by 且, 或 and 非, down to single facts and comparisons. A comparison that depends on an assumption is one leaf
for each of its readings. A rule 每月 is one rule in however many months it's added up: its leaves share their
place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import product

import attrs

from polc.compiler.kernel import (
    And,
    AssumptionDecl,
    Choice,
    Compare,
    Const,
    Expr,
    Fold,
    FoldHow,
    Kernel,
    Kind,
    Not,
    Op,
    Or,
    Pick,
    Reached,
    ReadingOf,
    Silent,
    exchanged,
    walk,
)
from polc.dsl.source import Span

Ways = tuple[tuple[str, str], ...]
MOST_WAYS = 6
_CONDITIONS = (FoldHow.EXISTS, FoldHow.EVERY)
_ORDERED = frozenset({Kind.DATE, Kind.MONEY, Kind.INT, Kind.RATE})


class Home(Enum):
    """Where a condition is written."""

    ROW = "行"
    ENTRY = "每笔"
    READING = "读法"


@attrs.frozen(kw_only=True)
class Leaf:
    """One condition: the `number`-th of a row of `block`, or of a reading of the assumption `block`.

    `name` is the block itself, which for a rule 每月 may be another month of it. It's looked at under the
    readings `under`. `bound` is true of a comparison of two values that have an order.
    """

    block: str
    row: int
    number: int
    name: str
    home: Home
    expr: Expr
    clause: str
    under: Ways
    bound: bool

    @property
    def place(self) -> tuple[str, int, int, Ways]:
        """What it is the same condition by."""
        return (self.block, self.row, self.number, self.under)


def standing_for(kernel: Kernel) -> dict[str, str]:
    """By choice the one that stands for it: a rule 每月 is one rule in however many months it's added up."""
    first: dict[Span, str] = {}
    months = {choice.span for choice in kernel.choices if choice.month is not None}
    return {c.name: first.setdefault(c.span, c.name) for c in kernel.choices if c.span in months}


def leaves_of(kernel: Kernel) -> tuple[Leaf, ...]:
    """Every condition, in the order of evaluation, those of readings last."""
    standing = standing_for(kernel)
    found: list[Leaf] = []
    for choices, home in ((kernel.entry_rules, Home.ENTRY), (kernel.choices, Home.ROW)):
        for choice in choices:
            block = standing.get(choice.name, choice.name)
            for number, row in enumerate(choice.rows):
                found += _leaves(kernel, row.guard, block, number, choice.name, home, row.cite.text, ())
    for decl in kernel.assumptions:
        cite = decl.cite.text if decl.cite else ""
        for number, reading in enumerate(decl.readings):
            if not isinstance(reading.meaning, Pick) and kernel.kind_of(reading.meaning) is Kind.BOOL:
                under = ((decl.name, reading.name),)
                found += _leaves(
                    kernel, reading.meaning, decl.name, number, decl.name, Home.READING, cite, under
                )
    return tuple(found)


def _leaves(
    kernel: Kernel, top: Expr, block: str, row: int, name: str, home: Home, clause: str, under: Ways
) -> Iterator[Leaf]:
    for number, expr in enumerate(_inside(top)):
        for ways in _ways(kernel, expr):
            yield Leaf(
                block=block,
                row=row,
                number=number,
                name=name,
                home=home,
                expr=expr,
                clause=clause,
                under=(*under, *ways),
                bound=_is_bound(kernel, expr),
            )


def _inside(top: Expr) -> Iterator[Expr]:
    """The conditions that a condition is made of, those asked of the entries of a list among them."""
    stack = [top]
    while stack:
        expr = stack.pop()
        match expr:
            case And(items) | Or(items):
                stack += reversed(items)
            case Not(item):
                stack.append(item)
            case Const() | Silent():
                pass
            case _:
                yield expr
                stack += reversed([where for fold in walk(expr) for where in _asked(fold)])


def _asked(expr: Expr) -> Sequence[Expr]:
    """What a look into a list asks of its entries."""
    if not isinstance(expr, Fold):
        return ()
    return (expr.where, expr.value) if expr.how in _CONDITIONS else (expr.where,)


def _ways(kernel: Kernel, expr: Expr) -> Sequence[Ways]:
    """The readings that a comparison is looked at under, one after the other."""
    if isinstance(expr, ReadingOf):
        return ((),)
    names = dict.fromkeys(part.assumption for part in walk(expr) if isinstance(part, ReadingOf))
    each = [[(name, r.name) for r in kernel.assumption_by_name[name].readings] for name in names]
    found = list(product(*each))
    return found if len(found) <= MOST_WAYS else ((),)


def _is_bound(kernel: Kernel, expr: Expr) -> bool:
    match expr:
        case Reached():
            return True
        case Compare(op, left, right):
            if op in (Op.EQ, Op.NE) and not isinstance(left, Fold):
                return False
            return bool(_ORDERED & {kernel.kind_of(left), kernel.kind_of(right)})
        case _:
            return False


# ---- turned round -----------------------------------------------------------------------------------
def turned(kernel: Kernel, leaf: Leaf) -> Kernel:
    """The kernel in which this one condition is its opposite."""
    if leaf.home is Home.READING:
        decls = tuple(_turned_reading(decl, leaf) for decl in kernel.assumptions)
        return attrs.evolve(kernel, assumptions=decls)
    if leaf.home is Home.ENTRY:
        rules = tuple(_turned_row(choice, leaf, "") for choice in kernel.entry_rules)
        return attrs.evolve(kernel, entry_rules=rules)
    mark = f" {leaf.row}.{leaf.number}"
    return attrs.evolve(kernel, choices=tuple(_turned_row(choice, leaf, mark) for choice in kernel.choices))


def opposite(top: Expr, leaf: Expr) -> Expr:
    """A condition with one of those it is made of turned round."""
    return exchanged(top, lambda part: part is leaf, Not(leaf))


def _turned_row(choice: Choice, leaf: Leaf, mark: str) -> Choice:
    """The block of the leaf under another name, so that nothing remembered of it is taken for this."""
    if choice.name != leaf.name:
        return choice
    row = choice.rows[leaf.row]
    row = attrs.evolve(row, guard=opposite(row.guard, leaf.expr))
    rows = (*choice.rows[: leaf.row], row, *choice.rows[leaf.row + 1 :])
    return attrs.evolve(choice, name=choice.name + mark, rows=rows)


def _turned_reading(decl: AssumptionDecl, leaf: Leaf) -> AssumptionDecl:
    if decl.name != leaf.name:
        return decl
    reading = decl.readings[leaf.row]
    assert not isinstance(reading.meaning, Pick)
    reading = attrs.evolve(reading, meaning=opposite(reading.meaning, leaf.expr))
    readings = (*decl.readings[: leaf.row], reading, *decl.readings[leaf.row + 1 :])
    return attrs.evolve(decl, readings=readings)
