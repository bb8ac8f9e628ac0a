"""案例 → `Case`: given facts, chosen readings, expected results. Reports 201, 213, 215, 301."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from polc.compiler.kernel import BOOL, Case, EntryOutput, Expected, FieldDecl, Op, StatusKind, Type
from polc.compiler.lowering.blocks import Draft
from polc.compiler.lowering.declarations import constant
from polc.compiler.lowering.scope import Scope
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import fits, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds, names
from polc.dsl.nearest import nearest
from polc.dsl.values import Given, Plain, Records

_OPS = {
    nodes.StandardKind.EQUALS: Op.EQ,
    nodes.StandardKind.AT_LEAST: Op.GE,
    nodes.StandardKind.AT_MOST: Op.LE,
}


def lower_case(example: nodes.Example, draft: Draft, scope: Scope) -> Case:
    """One 案例; what's wrong in it is reported and left out."""
    given: list[tuple[str, Given | None]] = []
    entries: dict[str, list[tuple[Plain | None, ...]]] = {}
    readings: list[tuple[str, str]] = []
    for item in example.given:
        match item:
            case nodes.Given(names=listed, holds=holds):
                given += [(name.text, holds) for name in listed if _fact_type(name, BOOL, scope)]
            case nodes.GivenValue(name=name, value=value):
                given += _given_value(name, value, scope)
            case nodes.GivenReading():
                readings += _given_reading(item, scope)
            case nodes.GivenNone(list=fact) if _is_fact(fact, scope):
                given += _given_value(fact, nodes.Name(text="没有", span=item.span), scope)
            case nodes.GivenNone(list=list_):
                if entries.get(list_.text):
                    scope.report(names.BLOCK_TWICE, item.span, output=list_.text)
                if _list_of(list_, scope):
                    entries.setdefault(list_.text, [])
            case nodes.GivenEntry(list=list_):
                row = _entry(item, scope)
                if row is not None:
                    entries.setdefault(list_.text, []).append(row)
    given += [(name, Records(tuple(rows))) for name, rows in entries.items()]
    counts = {name: len(rows) for name, rows in entries.items()}
    return Case(
        title=example.title,
        given=tuple(given),
        readings=tuple(readings),
        expected=tuple(e for item in example.expected for e in _expected(item, draft, counts, scope)),
        audience=example.audience,
        span=example.span,
    )


def _is_fact(name: nodes.Name, scope: Scope) -> bool:
    """没有 may be the name of an option, too."""
    symbol = scope.resolved.symbols.get(name.text)
    return symbol is not None and symbol.kind is SymbolKind.FACT


def unrolled(examples: Iterable[nodes.Example | nodes.ExampleTable]) -> Iterator[nodes.Example]:
    """Each example; one with 列 as one for each of its rows, called by its number and what holds for it."""
    for example in examples:
        if isinstance(example, nodes.Example):
            yield example
            continue
        for number, row in enumerate(example.rows, 1):
            yield _example_of(example, row, number)


def _example_of(table: nodes.ExampleTable, row: nodes.ExampleRow, number: int) -> nodes.Example:
    width = len(table.columns)
    given = [
        nodes.GivenValue(name=name, value=_value(cell), span=cell.span)
        for name, cell in zip(table.columns, row.cells[:width], strict=True)
    ]
    expected = [
        nodes.Expectation(
            name=name,
            kind=cell.kind,
            value=cell.value,
            more=cell.more,
            basis=cell.basis,
            span=cell.span,
        )
        for name, cell in zip(table.expected, row.cells[width:], strict=True)
        if cell.value is not None
    ]
    true = (item.names for item in row.given if isinstance(item, nodes.Given) and item.holds)
    held = "、".join(name.text for names_ in true for name in names_)
    title = f"{table.title}（第{number}行{held and '：' + held}）"
    shared = (*table.given, *row.given, *given)
    return nodes.Example(
        title=title, given=shared, expected=tuple(expected), audience=table.audience, span=row.span
    )


def _value(cell: nodes.ExampleCell) -> nodes.Expr | None:
    """The fact in a cell; what stands there and is no value is unknown."""
    return cell.value if isinstance(cell.value, nodes.Expr) else None


def _list_of(name: nodes.Name, scope: Scope) -> nodes.EntryList | None:
    symbol = scope.resolved.symbols.get(name.text)
    if symbol is None:
        scope.report_unknown(name, declared="清单")
        return None
    if not isinstance(symbol.node, nodes.EntryList):
        scope.report_kind(name, symbol, "一份清单")
        return None
    return symbol.node


def _entry(item: nodes.GivenEntry, scope: Scope) -> tuple[Plain | None, ...] | None:
    """The cells of an entry in the order of the columns; a column that isn't given has its default."""
    node, here = _list_of(item.list, scope), scope.inside(item.list)
    if node is None or here is None or here.entry is None:
        return None
    cells: dict[str, Plain | None] = {}
    for cell in item.cells:
        if cell.name.text in cells:
            scope.report(names.BLOCK_TWICE, cell.span, output=cell.name.text)
        type_ = here.entry.columns.get(cell.name.text)
        if type_ is None:
            here.report_unknown(cell.name)
        else:
            cells[cell.name.text] = None if cell.value is None else constant(cell.value, type_, scope)
    defaults = {
        c.name.text: constant(c.default, here.entry.columns[c.name.text], scope)
        for c in node.columns
        if c.default is not None
    }
    return tuple(cells.get(c.name.text, defaults.get(c.name.text)) for c in node.columns)


def _fact_type(name: nodes.Name, expected: Type | None, scope: Scope) -> Type | None:
    symbol = scope.resolved.symbols.get(name.text)
    if symbol is None:
        scope.report_unknown(name)
        return None
    if symbol.kind is not SymbolKind.FACT:
        scope.report_kind(name, symbol, "一项事实")
        return None
    type_ = scope.type_of(symbol)
    if expected is not None and not fits(type_, expected):
        facts = {"expected": type_text(expected), "actual": type_text(type_), "example": f"{name.text} = …"}
        scope.report(kinds.TYPE_MISMATCH, name.span, **facts)
        return None
    return type_


def _given_value(name: nodes.Name, value: nodes.Expr | None, scope: Scope) -> list[tuple[str, Plain | None]]:
    type_ = _fact_type(name, None, scope)
    if type_ is None:
        return []
    if value is None:
        return [(name.text, None)]
    found = constant(value, type_, scope)
    return [] if found is None else [(name.text, found)]


def _given_reading(item: nodes.GivenReading, scope: Scope) -> list[tuple[str, str]]:
    symbol = scope.resolved.symbols.get(item.assumption.text)
    if symbol is None:
        scope.report_unknown(item.assumption)
        return []
    if not isinstance(symbol.node, nodes.Assumption):
        scope.report_kind(item.assumption, symbol, "一个假定")
        return []
    return [(symbol.name, item.reading.text)] if check_reading(symbol.node, item.reading, scope) else []


def check_reading(assumption: nodes.Assumption, reading: nodes.Name, scope: Scope) -> bool:
    """True when the assumption has this reading; else it's reported."""
    known = [r.name.text for r in assumption.readings]
    if reading.text in known:
        return True
    facts = {
        "assumption": assumption.name.text,
        "reading": reading.text,
        "readings": "、".join(known),
        "nearest": nearest(reading.text, known) or "",
    }
    scope.report(names.UNKNOWN_READING, reading.span, **facts)
    return False


def _expected(
    item: nodes.Expectation, draft: Draft, counts: Mapping[str, int], scope: Scope
) -> list[Expected]:
    """What is expected of a field; of an output for each entry one expectation for each of them."""
    values = (item.value, *item.more)
    output = draft.entry_outputs.get(item.name.text)
    decl = output or draft.fields.get(item.name.text)
    if decl is None:
        symbol = scope.resolved.symbols.get(item.name.text)
        if symbol is None:
            scope.report_unknown(item.name)
        else:
            scope.report_kind(item.name, symbol, "一项输出、群体或时段")
        return []
    wanted = 1 if output is None else counts.get(output.list, 1)
    if len(values) != wanted:
        _report_count(item, len(values), wanted, output, scope)
        return []
    numbered = output is not None and output.list in counts
    found = [_one_expected(value, item, decl, scope) for value in values]
    return [attrs.evolve(e, entry=n if numbered else 0) for n, e in enumerate(found, 1) if e is not None]


def _report_count(
    item: nodes.Expectation, found: int, wanted: int, output: EntryOutput | None, scope: Scope
) -> None:
    """Say how many results an output has here: one, or one for each entry of its list."""
    of_list = f"，案例里“{output.list}”有{wanted}条" if output else ""
    facts = {"expected": f"{wanted}个结果{of_list}", "actual": f"{found}个结果"}
    if wanted:
        facts["example"] = f"{item.name.text} = {'、'.join(['…'] * wanted)}"
    scope.report(kinds.TYPE_MISMATCH, item.span, **facts)


def _one_expected(
    said: nodes.Expr | nodes.ExpectedStatus,
    item: nodes.Expectation,
    decl: FieldDecl | EntryOutput,
    scope: Scope,
) -> Expected | None:
    value: Plain | StatusKind | None
    if isinstance(said, nodes.ExpectedStatus):
        value, text = StatusKind(said.word.value), said.text
    else:
        value, text = constant(said, decl.type, scope), ""
    if value is None:
        return None
    clauses = tuple(clause.text for clause in item.basis.citation.clauses) if item.basis else ()
    op = _OPS[item.kind]
    return Expected(field=decl.name, op=op, value=value, text=text, clauses=clauses, span=item.span)
