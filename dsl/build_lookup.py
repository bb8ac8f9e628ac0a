"""The functions of build.py for tables, classes, choices, lists, calendars and shared payments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from polc.dsl import nodes
from polc.dsl.build_items import outcome, over, rule_rows
from polc.dsl.diagnostics import writing
from polc.dsl.literals import AgeWord, Word
from polc.dsl.parts import EXPRESSIONS, Names, Parts, Tagged, audience_of, range_of, tag


def _table(parts: Parts) -> nodes.Table:
    kinds = (nodes.TableRow, nodes.Otherwise, nodes.Stacking)
    rows = tuple(item for item in parts.items if isinstance(item, kinds))
    return nodes.Table(
        name=parts.one(nodes.Name),
        axes=parts.one(Names).names,
        rows=rows,
        standard=parts.word().terminal == "STANDARD",
        span=parts.span,
    )


def _table_row(parts: Parts) -> nodes.TableRow:
    return nodes.TableRow(
        cite=parts.one(nodes.Cite),
        exception=parts.tagged("except") is not None,
        cells=tuple(item for item in parts.items if isinstance(item, nodes.Cell)),
        outcome=outcome(parts),
        over=over(parts),
        span=parts.span,
    )


def _between_cell(parts: Parts) -> nodes.RangeCell:
    low, high = parts.expressions()
    return nodes.RangeCell(low=low, high=high, span=parts.span)


def _band(parts: Parts) -> nodes.Band:
    age = parts.maybe(AgeWord)
    if age is None:
        word = nodes.BandWord(parts.word().text)
        return nodes.Band(word=word, value=parts.expressions()[0], span=parts.span)
    word = nodes.BandWord.REACHES if age.reached else nodes.BandWord.SHORT_OF
    value = nodes.IntLiteral(value=age.years, span=age.span)
    return nodes.Band(word=word, value=value, years=True, span=parts.span)


def _classes(parts: Parts) -> nodes.Classes:
    rows = (nodes.ClassRow, nodes.ClassRest, nodes.Otherwise)
    return nodes.Classes(
        name=parts.one(nodes.Name),
        rows=tuple(item for item in parts.items if isinstance(item, rows)),
        span=parts.span,
    )


def _class_row(parts: Parts) -> nodes.ClassRow:
    name, condition = parts.expressions()
    assert isinstance(name, nodes.Name)
    return nodes.ClassRow(
        cite=parts.one(nodes.Cite), name=name, condition=condition, over=over(parts), span=parts.span
    )


def _class_rest(parts: Parts) -> nodes.ClassRest:
    return nodes.ClassRest(cite=parts.one(nodes.Cite), name=parts.one(nodes.Name), span=parts.span)


# ---- choices ----------------------------------------------------------------------------------------
def _permitted(parts: Parts) -> nodes.Permitted:
    fact, chooser = parts.all(nodes.Name)
    return nodes.Permitted(fact=fact, chooser=chooser, rows=parts.all(nodes.PermitRow), span=parts.span)


def _permit_row(parts: Parts) -> nodes.PermitRow:
    options, conditions = parts.maybe(Names), parts.expressions()
    return nodes.PermitRow(
        cite=parts.one(nodes.Cite),
        condition=conditions[0] if conditions else None,
        options=options.names if options else (),
        span_of=parts.maybe(nodes.OptionSpan),
        span=parts.span,
    )


def _span(parts: Parts) -> nodes.OptionSpan:
    low, high = parts.expressions()
    return nodes.OptionSpan(low=low, high=high, span=parts.span)


# ---- lists ------------------------------------------------------------------------------------------
def _list(parts: Parts) -> nodes.EntryList:
    ordered = parts.tagged("ordered")
    return nodes.EntryList(
        name=parts.one(nodes.Name),
        limit=parts.one(nodes.IntLiteral).value,
        columns=parts.all(nodes.Fact),
        order=ordered.names if isinstance(ordered, Names) else (),
        alias=str(parts.tagged("alias") or ""),
        span=parts.span,
    )


def _running(parts: Parts) -> nodes.Running:
    entries = parts.tagged("per_entry")
    name, start = parts.expressions()
    assert isinstance(name, nodes.Name) and isinstance(entries, nodes.Name)
    return nodes.Running(name=name, entries=entries, start=start, rows=rule_rows(parts), span=parts.span)


# ---- calendars, shared payments, claims -------------------------------------------------------------
def _calendar(parts: Parts) -> nodes.WorkCalendar:
    return nodes.WorkCalendar(
        title=parts.text(),
        range=range_of(parts),
        off=_days_of(parts, "off_days"),
        worked=_days_of(parts, "on_days"),
        span=parts.span,
    )


def _days_of(parts: Parts, wanted: str) -> tuple[nodes.Days, ...]:
    found = [part.value for part in parts.all(Tagged) if part.tag == wanted]
    return tuple(days for listed in found if isinstance(listed, tuple) for days in listed)


def _day_list(name: str) -> Callable[[Parts], Tagged]:
    return lambda parts: Tagged(tag=name, value=parts.all(nodes.Days), span=parts.span)


def _days(parts: Parts) -> nodes.Days:
    low, *high = parts.all(nodes.DateLiteral)
    return nodes.Days(low=low, high=high[0] if high else None, span=parts.span)


def _funding(parts: Parts) -> nodes.Funding:
    return nodes.Funding(
        name=parts.one(nodes.Name),
        rows=parts.all(nodes.FundRow),
        rounding=parts.maybe(nodes.Rounding),
        span=parts.span,
    )


def _fund_row(parts: Parts) -> nodes.FundRow:
    return nodes.FundRow(
        cite=parts.one(nodes.Cite),
        name=parts.one(nodes.Name),
        rate=parts.one(nodes.RateLiteral).value,
        remainder=parts.tagged("remainder") is not None,
        span=parts.span,
    )


def _claim(parts: Parts) -> nodes.Claim:
    condition = parts.expressions()[0]
    tail = parts.maybe(Tagged)
    claim: nodes.Always | nodes.Implies = nodes.Always(condition=condition, span=condition.span)
    if tail and isinstance(tail.value, EXPRESSIONS):
        consequence = next(item for item in (tail.value,) if isinstance(item, nodes.Expr))
        claim = nodes.Implies(condition=condition, consequence=consequence, span=parts.span)
    return nodes.Claim(claim=claim, span=parts.span)


# ---- 案例 with 列 -----------------------------------------------------------------------------------
def _example_table(parts: Parts) -> nodes.ExampleTable:
    columns = next(part for part in parts.all(Tagged) if part.tag == "columns")
    assert isinstance(columns.value, tuple)
    *facts, outputs = columns.value
    names = facts[0].names if facts else ()
    before = parts.items.index(columns)
    return nodes.ExampleTable(
        title=parts.text(),
        given=tuple(item for item in parts.items[:before] if isinstance(item, nodes.GivenItem)),
        columns=names,
        expected=outputs.names,
        rows=tuple(_example_rows(parts, before, len(names), len(names) + len(outputs.names))),
        audience=audience_of(parts),
        span=parts.span,
    )


def _example_rows(parts: Parts, start: int, facts: int, width: int) -> Iterator[nodes.ExampleRow]:
    """Rows of `width` cells, `facts` of them facts; what is given for one row alone stands before it."""
    groups: list[tuple[list[nodes.GivenItem], list[nodes.ExampleCell]]] = [([], [])]
    for item in parts.items[start:]:
        if isinstance(item, nodes.GivenItem):
            groups += [([], [])] if groups[-1][1] else []
            groups[-1][0].append(item)
        elif isinstance(item, nodes.ExampleCell):
            groups[-1][1].append(item)
    for given, cells in groups:
        if len(cells) % width or (given and not cells):
            _report_width(given, cells, width, parts)
        for first in range(0, len(cells) - len(cells) % width, width):
            row, alone = tuple(cells[first : first + width]), () if first else tuple(given)
            _report_facts(row[:facts], parts)
            yield nodes.ExampleRow(given=alone, cells=row, span=(*alone, *row)[0].span.join(row[-1].span))


def _report_facts(cells: tuple[nodes.ExampleCell, ...], parts: Parts) -> None:
    """A fact's cell holds a value or 未知: nothing is expected of it."""
    for cell in cells:
        equals = cell.kind is nodes.StandardKind.EQUALS
        if isinstance(cell.value, nodes.ExpectedStatus) or cell.basis or cell.more or not equals:
            found = parts.leaves.source.slice(cell.span)
            parts.leaves.report(writing.UNEXPECTED, cell.span, found=found, expected="一项事实的值；未知")


def _report_width(
    given: Sequence[nodes.GivenItem], cells: Sequence[nodes.ExampleCell], width: int, parts: Parts
) -> None:
    """Say which line of the table has too few or too many cells; the first such line is at fault."""
    lines: dict[int, list[nodes.ExampleCell]] = {}
    for cell in cells:
        lines.setdefault(parts.leaves.source.line_of(cell.span.start), []).append(cell)
    row: Sequence[nodes.Node] = next((line for line in lines.values() if len(line) % width), given)
    span, found = row[0].span.join(row[-1].span), len(row) if cells else 0
    parts.leaves.report(writing.UNEXPECTED, span, found=f"{found}格", expected=f"每行{width}格")


def _columns(parts: Parts) -> Tagged:
    return Tagged(tag="columns", value=parts.all(Names), span=parts.span)


def _example_cell(parts: Parts) -> nodes.ExampleCell:
    """One cell: a value, a bound or a status, with the clauses that it rests on; or 未知."""
    basis = parts.tagged("basis")
    values = [item for item in parts.items if isinstance(item, nodes.Expr | nodes.ExpectedStatus)]
    bound = next((word.text for word in parts.all(Word) if word.terminal in ("NOT_BELOW", "NOT_OVER")), "=")
    return nodes.ExampleCell(
        value=values[0] if values else None,
        kind=nodes.StandardKind(bound),
        more=tuple(values[1:]),
        basis=basis if isinstance(basis, nodes.Cite) else None,
        span=parts.span,
    )


def _given_entry(parts: Parts) -> nodes.GivenEntry:
    return nodes.GivenEntry(list=parts.one(nodes.Name), cells=parts.all(nodes.GivenValue), span=parts.span)


ACTIONS: Mapping[str, Callable[[Parts], object]] = {
    "table": _table,
    "table_row": _table_row,
    "anything": lambda parts: nodes.AnyCell(span=parts.span),
    "is_cell": lambda parts: nodes.IsCell(value=parts.expressions()[0], span=parts.span),
    "one_of": lambda parts: nodes.OneOfCell(names=parts.all(nodes.Name), span=parts.span),
    "between_cell": _between_cell,
    "onward_cell": lambda parts: nodes.RangeCell(low=parts.expressions()[0], high=None, span=parts.span),
    "bands": lambda parts: nodes.BandCell(bands=parts.all(nodes.Band), span=parts.span),
    "band": _band,
    "classes": _classes,
    "class_row": _class_row,
    "class_rest": _class_rest,
    "permitted": _permitted,
    "permit_row": _permit_row,
    "span": _span,
    "list": _list,
    "ordered": tag("ordered"),
    "running": _running,
    "calendar": _calendar,
    "off_days": _day_list("off_days"),
    "on_days": _day_list("on_days"),
    "days": _days,
    "funding": _funding,
    "fund_row": _fund_row,
    "remainder": tag("remainder"),
    "claim": _claim,
    "example_table": _example_table,
    "columns": _columns,
    "example_cell": _example_cell,
    "given_entry": _given_entry,
    "given_none": lambda parts: nodes.GivenNone(list=parts.one(nodes.Name), span=parts.span),
}
