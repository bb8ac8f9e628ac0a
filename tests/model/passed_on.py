"""不适用 is passed on by what is keyed on it; "Statuses in arithmetic and conditions" of the reference.

In: a block with its rows. Out: the block with a row, below all others, for each field that every row asks
something of: whoever has no value there has no result here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

import attrs

from model.expressions import World
from model.files import Block as Declared
from model.files import Program
from model.kinds import LOOKS, parts
from model.rows import Block, Row
from model.values import STATUS, NotApplicable
from polc.dsl import nodes

KEYED = (nodes.Rule, nodes.Table, nodes.Classes)
NOBODY = "不在范围"
NO_GRANT = NotApplicable(NOBODY, "没有减免")
NO_ENTRY = NotApplicable(NOBODY, "清单里没有符合的记录")
Outside: TypeAlias = "Callable[[Declared], Iterable[NotApplicable]]"


def passed_on(world: World, block: Declared, made: Block, outside: Outside) -> Block:
    """The block of a 规定, 表 or 分类 without 其余, with what it passes on.

    `outside` gives the 不适用 of those whom something puts outside a declaration.
    """
    item, program = block.item, world.program
    if not isinstance(item, KEYED) or any(
        isinstance(r, nodes.Otherwise | nodes.ClassRest) for r in item.rows
    ):
        return made
    fields = program.once(("keys", id(block)), lambda: _keys(program, block, item.name.text))
    rows = list(made.rows)
    for number, field in enumerate(fields, 1):
        asked = ("statuses", field, id(block))
        some = program.once(asked, partial(_statuses, program, field, block, outside))
        if some:
            rows.append(_row(world, block, field, -number, some))
    return attrs.evolve(made, rows=rows)


def _row(world: World, block: Declared, field: str, level: int, some: set[NotApplicable]) -> Row:
    found = world.named(field)
    is_out = isinstance(found, NotApplicable)
    guard = found if isinstance(found, STATUS) and not is_out else is_out
    kinds = {status.kind for status in some}
    said = NotApplicable(kinds.pop() if len(kinds) == 1 else NOBODY, f"“{field}”不适用")
    own = next(iter(some)) if len(some) == 1 else said
    return Row(block.cite, guard, lambda: (own,), level=level)


# ---- what a block is keyed on -----------------------------------------------------------------------
def _keys(program: Program, block: Declared, name: str) -> list[str]:
    """The fields that every row asks something of."""
    above = program.above.get(name, []) if program.blocks.get(name) is block else []
    asked = [found for each in (block, *above) for found in _asked_by_rows(program, each.item)]
    fields = {name for name in set[str].intersection(*asked) if _is_field(program, name)} if asked else set()
    return sorted(fields)


def _is_field(program: Program, name: str) -> bool:
    block = program.blocks.get(name)
    if isinstance(block.item if block else None, nodes.Rule) and block.item.entries is not None:
        return False
    return block is not None or name in program.outputs


def _asked_by_rows(program: Program, item: nodes.Declaration) -> Iterator[set[str]]:
    """What each row asks something of."""
    match item:
        case nodes.Table(axes=axes, rows=rows):
            for row in (row for row in rows if isinstance(row, nodes.TableRow)):
                cells = zip(axes, row.cells, strict=True)
                yield set().union(
                    *(_read(program, axis) for axis, cell in cells if not isinstance(cell, nodes.AnyCell))
                )
        case nodes.Rule(rows=rows) | nodes.Classes(rows=rows):
            for row in (row for row in rows if isinstance(row, nodes.RuleRow | nodes.ClassRow)):
                yield set() if row.condition is None else _asked(program, row.condition)


def _asked(program: Program, expr: nodes.Expr) -> set[str]:
    """The names that have a value wherever a condition holds."""
    match expr:
        case nodes.Name(text=text):
            return {text}
        case nodes.Paren(inner=inner):
            return _asked(program, inner)
        case nodes.Comparison(left=left, right=right):
            return _read(program, left) | _read(program, right)
        case nodes.Between(item=item, low=low, high=high):
            return _read(program, item) | _read(program, low) | _read(program, high)
        case nodes.IsAny(item=item):
            return _read(program, item)
        case nodes.InWindows(names=names):
            return set[str].intersection(*({program.options.get(n.text, n.text)} for n in names))
        case nodes.Chain(connective=nodes.Connective.AND, items=items):
            return set[str]().union(*(_asked(program, item) for item in items))
        case nodes.Chain(items=items):
            return set[str].intersection(*(_asked(program, item) for item in items))
        case nodes.Listed(names=names, closing=closing, open=False):
            return set[str].intersection(
                *(_asked(program, n) for n in (*names, *([closing] if closing else [])))
            )
        case _:
            return set()


def _read(program: Program, expr: nodes.Expr) -> set[str]:
    """The names that a value is worked out from; not where a list is looked into."""
    if any(isinstance(node, LOOKS) for node in parts(expr)):
        return set()
    return set(_names(program, expr))


def _names(program: Program, expr: object) -> Iterator[str]:
    for node in parts(expr):
        if isinstance(node, nodes.Name):
            yield node.text
            if node.text in program.days:
                yield from _names(program, program.days[node.text][0])


# ---- why a field can be 不适用 -----------------------------------------------------------------------
def _statuses(program: Program, field: str, reader: Declared, outside: Outside) -> set[NotApplicable]:
    """Every 不适用 that a field can be where its reader isn't put outside for the same reason."""
    found, seen, waiting = set[NotApplicable](), set[str](), [field]
    both = set(outside(reader))
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for block in _deciding(program, name):
            given = _given(program, block.item, name)
            waiting += _names(program, given)
            found |= set(_said(given))
            if block not in program.above.get(
                name, []
            ):  # whom a higher notice isn't for keeps this one's rule
                found |= set(outside(block)) - both
    return found


def _deciding(program: Program, name: str) -> list[Declared]:
    """What gives a name its value, rules of other notices for its places included."""
    own = program.blocks.get(name) or program.assumptions.get(name) or program.outputs.get(name)
    filling = [block for (_, output), block in program.fulfilled.items() if output == name]
    return [*([own] if own else []), *program.above.get(name, []), *filling]


def _given(program: Program, item: nodes.Declaration, name: str) -> tuple[object, ...]:
    """What the rows of a declaration give, their conditions left out."""
    match item:
        case nodes.Rule(rows=rows) | nodes.Table(rows=rows) | nodes.Classes(rows=rows):
            outcomes = [(getattr(row, "outcome", None), row.cite) for row in rows]
            return tuple(outcomes)
        case nodes.Running(rows=rows, start=start):
            return (start, *((row.outcome, row.cite) for row in rows))
        case nodes.Window(rows=rows):
            return tuple((row.outcome, row.cite) for row in rows if isinstance(row, nodes.Otherwise))
        case nodes.Grant(rows=rows):
            place = [o.text for o in program.yields[item.name.text]].index(name)
            given = [(row, row.cite) for row in rows if isinstance(row, nodes.GrantBase | nodes.Tie)]
            # What is paid first and given back is nothing now, whatever the row gives in all.
            gives = [
                row for row in rows if isinstance(row, nodes.GrantRow) and not (place == 1 and row.pay_first)
            ]
            given += [(row, row.cite) for row in gives]
            return tuple(given) if place < 3 else (*given, NO_GRANT)
        case nodes.Output(identity=identity):
            return (identity,)
        case nodes.Assumption(readings=readings):
            return tuple(reading.meaning for reading in readings)
        case nodes.Standard(value=expr) | nodes.Quantity(value=expr):
            return (expr, *(item.closings if isinstance(item, nodes.Quantity) else ()))
        case nodes.Funding(name=whole):
            return (whole,)
        case _:
            return ()


def _said(given: tuple[object, ...]) -> Iterator[NotApplicable]:
    """The 不适用 that are written there, and those of lists that may hold nothing."""
    for one in given:
        if isinstance(one, NotApplicable):
            yield one
            continue
        what, cite = one if isinstance(one, tuple) else (one, None)
        for node in parts(what):
            if isinstance(node, nodes.SaysNotApplicable):
                clauses = frozenset({cite.citation.text} if cite and cite.citation.text else ())
                yield NotApplicable(node.kind or NOBODY, node.reason, clauses)
            elif (
                isinstance(node, nodes.FoldOf)
                and node.empty is None
                and node.word is not nodes.FoldWord.TOTAL
            ):
                yield NO_ENTRY
