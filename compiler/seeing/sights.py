"""What there is to see of a policy: the one list that the coverage of its 案例 and its sheet are measured by.

In: a kernel. Out: `Sight`s, in the order of evaluation: every row, both sides of every condition (of a bound
the last step before it, itself and the first step after it), every two rows that may meet, every reading,
every kind of result. Which of them a person sees says `viewer.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import combinations

import attrs

from polc.compiler.kernel import AssumptionDecl, Choice, Expr, Fold, Form, ItemRef, Kernel, Kind, walk
from polc.compiler.seeing.conditions import Leaf, leaves_of, standing_for
from polc.compiler.seeing.phrasing import said
from polc.dsl.source import Span

_COMPUTED = (Form.STANDARD, Form.IDENTITY, Form.ENTRIES)
# Of two rows of these nobody asks which goes first: whoever is in one is in the group.
_NO_MEETING = (Form.GROUP, *_COMPUTED)


class Sort(Enum):
    """What sort of thing is to be seen."""

    ROW = "行"
    BOUND = "界"
    CONDITION = "条件"
    MEETING = "相遇"
    READING = "读法"
    RESULT = "结果"


class Side(Enum):
    """On which side of a condition a person stands."""

    BELOW = "前一步"
    ON = "正好"
    ABOVE = "后一步"
    HOLDS = "成立"
    FAILS = "不成立"
    DECIDES = "起作用"


class Outcome(Enum):
    """The kinds of result."""

    VALUE = "有数"
    BOUND = "只知上下限"
    UNDETERMINED = "待定"
    NOT_APPLICABLE = "不适用"
    MISSING = "缺资料"


BOUND_SIDES = (Side.BELOW, Side.ON, Side.ABOVE)
PLAIN_SIDES = (Side.HOLDS, Side.FAILS)


@attrs.frozen(kw_only=True)
class Sight:
    """One thing to see. `at` and `side` are what it is told apart by; the others say it in words.

    `at` is: of a row its block and number (-1 is 其余); of a condition `Leaf.place`; of a meeting the block
    and two numbers; of a reading the assumption, the reading and another one; of a kind of result the
    output and the kind.
    """

    sort: Sort
    at: tuple[object, ...]
    side: Side | None = None
    clause: str = attrs.field(default="", eq=False)
    block: str = attrs.field(default="", eq=False)
    text: str = attrs.field(default="", eq=False)
    span: Span | None = attrs.field(default=None, eq=False, repr=False)


def sights(kernel: Kernel) -> tuple[Sight, ...]:
    """All there is to see."""
    choices = _standing(kernel)
    found = [
        *(row for choice in choices for row in _rows(choice)),
        *(side for leaf in leaves_of(kernel) for side in sides(kernel, leaf)),
        *(pair for choice in choices for pair in _meetings(choice)),
        *_readings(kernel),
        *_results(kernel),
    ]
    return tuple(dict.fromkeys(found))


def _standing(kernel: Kernel) -> list[Choice]:
    standing = standing_for(kernel)
    every = (*kernel.entry_rules, *kernel.choices)
    return [choice for choice in every if standing.get(choice.name, choice.name) == choice.name]


def _rows(choice: Choice) -> Iterator[Sight]:
    """Those read entry by entry (每笔) too; 其余 where it's written."""
    if choice.form in _COMPUTED:
        return
    block = f"{choice.form.value} {choice.name}"
    for number, row in enumerate(choice.rows):
        text = " ".join(part for part in (row.condition, row.outcome) if part)
        at = (choice.name, number)
        yield Sight(sort=Sort.ROW, at=at, clause=row.cite.text, block=block, text=text, span=row.span)
    if choice.form is not Form.GROUP and choice.otherwise_written and choice.otherwise_cite:
        clause = choice.otherwise_cite.text
        yield Sight(
            sort=Sort.ROW, at=(choice.name, -1), clause=clause, block=block, text="其余", span=choice.span
        )


def sides(kernel: Kernel, leaf: Leaf) -> Iterator[Sight]:
    """The sides of one condition; of one asked of the entries of a list only that it decides something."""
    sort = Sort.BOUND if leaf.bound else Sort.CONDITION
    named = (Side.DECIDES,) if asks_entries(leaf.expr) else BOUND_SIDES if leaf.bound else PLAIN_SIDES
    text = said(kernel, leaf.expr)
    under = "，".join(f"按“{reading}”" for _, reading in leaf.under)
    for side in named:
        yield Sight(
            sort=sort,
            at=leaf.place,
            side=side,
            clause=leaf.clause,
            block=leaf.block,
            text=f"{text}（{under}）" if under else text,
        )


def asks_entries(expr: Expr) -> bool:
    """Something that each entry of a list is asked."""
    if isinstance(expr, Fold):
        return False
    return any(isinstance(part, ItemRef) for part in walk(expr)) and not any(
        isinstance(part, Fold) for part in walk(expr)
    )


def _meetings(choice: Choice) -> Iterator[Sight]:
    """Every two rows of a block that aren't written to be one: 群体 and what is computed have none."""
    if choice.form in _NO_MEETING:
        return
    for one, two in combinations(range(len(choice.rows)), 2):
        rows = (choice.rows[one], choice.rows[two])
        text = " 与 ".join(f"【{row.cite.text}】{row.condition or row.outcome}" for row in rows)
        clause = "、".join(dict.fromkeys(row.cite.text for row in rows))
        yield Sight(
            sort=Sort.MEETING, at=(choice.name, one, two), clause=clause, block=choice.name, text=text
        )


def _readings(kernel: Kernel) -> Iterator[Sight]:
    for decl in kernel.assumptions:
        for reading, other in reading_pairs(decl):
            yield Sight(
                sort=Sort.READING,
                at=(decl.name, reading, other),
                clause=decl.cite.text if decl.cite else "",
                block=decl.name,
                text=f"{reading}，不是 {other}",
                span=decl.span,
            )


def reading_pairs(decl: AssumptionDecl) -> Iterator[tuple[str, str]]:
    """A reading, and another that would be noticed in its place: the adopted one against each, each against
    the adopted one; where none is adopted, each against the next."""
    names = [reading.name for reading in decl.readings]
    if decl.adopted is None:
        yield from zip(names, (*names[1:], names[0]), strict=True) if len(names) > 1 else ()
        return
    for name in names:
        if name != decl.adopted:
            yield decl.adopted, name
            yield name, decl.adopted


def _results(kernel: Kernel) -> Iterator[Sight]:
    for decl in kernel.outputs:
        for outcome in Outcome:
            if outcome is not Outcome.BOUND or decl.type.kind is Kind.MONEY:
                at = (decl.name, outcome.name)
                yield Sight(sort=Sort.RESULT, at=at, block=decl.name, text=outcome.value)
