"""One set of facts for two policies, on one calendar.

In: two kernels and a number of years. Out: the NEW kernel read on the OLD calendar (every day it is given
is moved by so many years, its own dates stay as written), and a kernel of facts alone: the inputs of both
and what both say is true of every person. NotComparable where a fact of one name holds different things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from polc.compiler.kernel import (
    DURATION,
    Choice,
    Const,
    Expr,
    FieldRef,
    Fold,
    Form,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Reached,
    ReadingOf,
    Row,
    Shift,
    rebuilt,
    walk,
)
from polc.dsl.citation import Citation
from polc.dsl.source import NOWHERE
from polc.dsl.values import Duration, Given, LeapRule, MonthRule, Plain, Records, Unit, add_duration


class NotComparable(Exception):
    """The two can't be compared; `reason` is Chinese text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# ---- the calendar -----------------------------------------------------------------------------------
def years_between(old: Kernel, new: Kernel) -> int:
    """The difference of the coverage years, 0 where one isn't written."""
    if old.info.coverage is None or new.info.coverage is None:
        return 0
    return new.info.coverage[0].year - old.info.coverage[0].year


def later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February."""
    return add_duration(day, years, Unit.YEAR, MonthRule.MONTH_END)


def as_new(facts: Mapping[str, Given], years: int) -> dict[str, Given]:
    """The facts of a person on the OLD calendar as the NEW policy is given them."""
    return {name: _placed(value, years) for name, value in facts.items()}


def _placed(value: Given, years: int) -> Given:
    if isinstance(value, Records):
        return Records(tuple(tuple(_later_cell(cell, years) for cell in row) for row in value.rows))
    return later(value, years) if isinstance(value, date) else value


def _later_cell(cell: Plain | None, years: int) -> Plain | None:
    return later(cell, years) if isinstance(cell, date) else cell


def on_old_calendar(kernel: Kernel, years: int) -> Kernel:
    """The kernel with every day that it is given moved by `years`."""
    if not years:
        return kernel
    dates = frozenset(decl.name for decl in kernel.inputs if decl.type.kind is Kind.DATE)
    moved: Kernel = rebuilt(kernel, partial(_moved, dates=dates, years=years))
    return moved


def _moved(expr: Expr, dates: frozenset[str], years: int) -> Expr:
    read = isinstance(expr, InputRef) and expr.name in dates
    if read or (isinstance(expr, ItemRef) and expr.type.kind is Kind.DATE):
        length = Const(Duration(abs(years), Unit.YEAR), DURATION)
        return Shift(expr, length, 1 if years > 0 else -1, MonthRule.MONTH_END)
    moved: Expr = rebuilt(expr, partial(_moved, dates=dates, years=years))
    return moved


# ---- the facts --------------------------------------------------------------------------------------
def axis_of(old: Kernel, new: Kernel) -> str:
    """The fact that the windows of both are about, else the first date that both know; "" without one."""
    axes = [choice.axis for kernel in (old, new) for choice in kernel.choices if choice.axis]
    shared = [axis for axis in axes if axis in old.input_by_name and axis in new.input_by_name]
    dates = [decl.name for decl in old.inputs if decl.type.kind is Kind.DATE]
    return next(iter([*shared, *(name for name in dates if name in new.input_by_name)]), "")


def facts_of(old: Kernel, new: Kernel, axis: str) -> Kernel:
    """The inputs and the relations of both, and one choice that says which facts days and ages are about."""
    for decl in new.inputs:
        other = old.input_by_name.get(decl.name)
        if other is not None and _holds(other) != _holds(decl):
            raise NotComparable(f"事实“{decl.name}”在两份政策里不是同一种")
    inputs = (*old.inputs, *(decl for decl in new.inputs if decl.name not in old.input_by_name))
    relations = (*old.relations, *new.relations)
    parts = (part for relation in relations for part in walk(relation.condition))
    if any(isinstance(part, FieldRef | Fold | ReadingOf) for part in parts):
        raise NotComparable("关系里用了群体、假定或清单，两份政策的人没有共同的范围")
    marks = (_marks(old, new, axis),) if axis else ()
    return Kernel(
        info=old.info, inputs=inputs, params=(), assumptions=(), fields=(), choices=marks, relations=relations
    )


def _holds(decl: InputDecl) -> object:
    """What a fact holds: its type, and for a list what each entry tells."""
    return decl.type, tuple((column.name, column.type) for column in decl.columns)


def _marks(old: Kernel, new: Kernel, axis: str) -> Choice:
    """No rule: it fills nothing, and tells whoever makes up a person what is a birth and what a payment."""
    cite = Citation(())
    ages = dict.fromkeys(birth for kernel in (old, new) for birth in _births(kernel))
    rows = tuple(
        Row(guard=Reached(birth, 0, InputRef(axis), LeapRule.FEB_28), values=(), cite=cite, span=NOWHERE)
        for birth in map(InputRef, ages)
    )
    return Choice(
        name="", form=Form.GROUP, fields=(), rows=rows, otherwise=(), cite=None, span=NOWHERE, axis=axis
    )


def _births(kernel: Kernel) -> Iterator[str]:
    readings = (r.meaning for decl in kernel.assumptions for r in decl.readings)
    guards = (row.guard for choice in kernel.choices for row in choice.rows)
    for root in (*guards, *(r for r in readings if isinstance(r, Expr))):
        for part in walk(root):
            if isinstance(part, Reached):
                yield from (e.name for e in walk(part.birth) if isinstance(e, InputRef))
