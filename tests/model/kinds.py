"""What stands behind a name: the facts it depends on, the names it reads, whether it is an amount."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from model.files import Program
from polc.dsl import nodes


def parts(item: object) -> Iterator[nodes.Node]:
    """Every node in a tree, itself included."""
    if isinstance(item, tuple):
        for one in item:
            yield from parts(one)
    elif isinstance(item, nodes.Node):
        yield item
        for field in attrs.fields(type(item)):
            yield from parts(getattr(item, field.name))


def facts_behind(program: Program, tree: object) -> set[str]:
    """The facts that a tree depends on, directly or through the names in it."""
    found, seen, waiting = set[str](), set[str](), [tree]
    while waiting:
        for node in parts(waiting.pop()):
            names = [node.text] if isinstance(node, nodes.Name) else []
            if isinstance(node, nodes.Aged) and program.birth is not None:
                names.append(program.birth.text)
            for name in (name for name in names if name not in seen):
                seen.add(name)
                found |= {name} & set(program.facts)
                waiting.append(behind(program, name))
    return found


def behind(program: Program, name: str) -> tuple[object, ...]:
    """The trees that a name stands for."""
    blocks = [program.blocks.get(name), program.assumptions.get(name), program.outputs.get(name)]
    blocks += [program.blocks.get(program.options.get(name, ""))]
    blocks += [block for (_, output), block in program.fulfilled.items() if output == name]
    days = program.days.get(name)
    items = (_read(block.item) for block in blocks if block is not None)
    upper = (_taken_over(block.item) for block in program.above.get(name, []))
    return (*items, *upper, *([days[0]] if days else []))


def _taken_over(item: nodes.Declaration) -> object:
    """What a rule of a higher level reads: its 其余 isn't taken over."""
    assert isinstance(item, nodes.Rule)
    return tuple(row for row in item.rows if not isinstance(row, nodes.Otherwise))


def _read(item: nodes.Declaration) -> object:
    """What a declaration reads: a rule 每月 按 DATE looks at the date only where a row names its month.

    An axis of a 表 that is 任意 in every row decides nothing.
    """
    match item:
        case nodes.Rule(rows=rows) if not any(isinstance(node, nodes.ThisMonth) for node in parts(rows)):
            return rows
        case nodes.Table(axes=axes, rows=rows):
            cells = [row.cells for row in rows if isinstance(row, nodes.TableRow)]
            asked = [any(not isinstance(row[n], nodes.AnyCell) for row in cells) for n in range(len(axes))]
            return (*(axis for axis, counts in zip(axes, asked, strict=True) if counts), rows)
        case _:
            return item


LOOKS = (nodes.Exists, nodes.Every, nodes.CountOf, nodes.FoldOf)


def names_read(program: Program, expr: object, within: str = "") -> set[str]:
    """The names that something decides and an expression reads; X首日 reads what its day reads.

    What is decided entry by entry, `within` its list, has no clauses of its own to give.
    """
    if isinstance(expr, nodes.Name):
        return _names_behind(program, expr.text, within)
    if isinstance(expr, nodes.InWindows):  # an option elsewhere is a value: what has it is named beside it
        owners = [program.options.get(name.text, name.text) for name in expr.names]
        return set[str]().union(*(_names_behind(program, name, within) for name in owners))
    inside = expr.list.text if isinstance(expr, LOOKS) else within
    below: tuple[object, ...] = expr if isinstance(expr, tuple) else ()
    if isinstance(expr, nodes.Node):
        below = tuple(getattr(expr, field.name) for field in attrs.fields(type(expr)))
    return set[str]().union(*(names_read(program, part, inside) for part in below))


def _names_behind(program: Program, text: str, within: str) -> set[str]:
    found = names_read(program, program.days[text][0]) if text in program.days else set[str]()
    block = program.blocks.get(text)
    if (block is not None and not per_entry(block.item, within)) or (
        block is None and text in program.outputs
    ):
        found.add(text)
    return found


def per_entry(item: object, name: str) -> bool:
    """A 规定 每笔 or a 累计 of a list."""
    entries = item.entries if isinstance(item, nodes.Rule | nodes.Running) else None
    return entries is not None and entries.text == name


def speaks_of_entry(program: Program, item: object, name: str) -> bool:
    """True where a tree names a column or a 规定 每笔 of a list."""
    if not name:
        return False
    own = {column.name.text for column in program.lists[name].columns}
    own |= {
        n
        for n, b in program.blocks.items()
        if isinstance(b.item, nodes.Rule) and b.item.entries and b.item.entries.text == name
    }
    return any(isinstance(node, nodes.Name) and node.text in own for node in parts(item))


def kind_of(program: Program, expr: nodes.Expr) -> nodes.TypeWord | None:
    """Amount, number or rate; asked of what a list adds up, where nothing is left to add."""
    match expr:
        case nodes.MoneyLiteral():
            return nodes.TypeWord.MONEY
        case nodes.RateLiteral():
            return nodes.TypeWord.RATE
        case nodes.Name(text=text):
            return _kind_of_name(program, text)
        case (
            nodes.Paren(inner=inner)
            | nodes.Closed(value=inner)
            | nodes.ShareOf(base=inner)
            | nodes.Excess(item=inner)
        ):
            return kind_of(program, inner)
        case nodes.YearOf():
            return nodes.TypeWord.INT
        case nodes.Quotient(left=left, divisor=divisor):
            both = kind_of(program, left), kind_of(program, divisor)
            of_money = both[0] is nodes.TypeWord.MONEY and both[1] is not nodes.TypeWord.MONEY
            return nodes.TypeWord.MONEY if of_money else nodes.TypeWord.RATE
        case nodes.Sum(left=inner) | nodes.StepsOf(each=inner):
            return kind_of(program, inner)
        case nodes.Product(left=left, right=right):
            both = {kind_of(program, left), kind_of(program, right)}
            return next(
                word for word in (nodes.TypeWord.MONEY, nodes.TypeWord.RATE, None) if word in (*both, None)
            )
        case nodes.Extreme(items=items):
            return kind_of(program, items[0])
        case nodes.FoldOf(value=inner) | nodes.MonthTotal(rule=inner):
            return kind_of(program, inner)
        case _:
            return None


def _kind_of_name(program: Program, name: str) -> nodes.TypeWord | None:
    columns = [c for item in program.lists.values() for c in item.columns if c.name.text == name]
    typed = [program.facts[name]] if name in program.facts else columns
    if name in program.outputs:
        typed = [program.outputs[name].item]
    if typed:
        return typed[0].type.word
    block = program.blocks.get(name) or program.assumptions.get(name)
    match block.item if block else None:
        case nodes.Standard(value=expr) | nodes.Quantity(value=expr) | nodes.Running(start=expr):
            return kind_of(program, expr)
        case nodes.Rule(rows=rows) | nodes.Table(rows=rows):
            given = [
                row.outcome.value for row in rows if isinstance(getattr(row, "outcome", None), nodes.Gives)
            ]
            return kind_of(program, given[0]) if given else None
        case nodes.Assumption(readings=readings):
            given = [r.meaning for r in readings if isinstance(r.meaning, nodes.Expr)]
            return kind_of(program, given[0]) if given else None
        case nodes.Funding():
            return nodes.TypeWord.MONEY
        case _:
            return None
