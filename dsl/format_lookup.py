"""Tables, classes, choices, lists, calendars and shared payments as canonical text.

In: one block. Out: its header without the citation, and its rows; the cells of a table stand under each
other, counted in columns of a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias, assert_never

from polc.dsl import nodes
from polc.dsl.diagnostics.width import columns_of, pad
from polc.dsl.format_expressions import (
    format_closing,
    format_expr,
    format_name,
    format_names,
    format_outcome,
    format_range,
    format_text,
)
from polc.dsl.lines import COLUMN, Line, beating, led_by, line_of, otherwise, rule_row, stacking
from polc.dsl.text import rate_text

Block: TypeAlias = (
    nodes.Table
    | nodes.Classes
    | nodes.Permitted
    | nodes.EntryList
    | nodes.Running
    | nodes.WorkCalendar
    | nodes.Funding
)


def format_lookup(item: Block, depth: int) -> tuple[str, Iterator[Line]]:
    """The header and the rows of a block."""
    match item:
        case nodes.Table():
            word = "标准" if item.standard else "表"
            header = f"{word} {format_name(item.name)} 按 {format_names(item.axes)}"
            return header, _table_rows(item, depth)
        case nodes.Classes():
            return f"分类 {format_name(item.name)}", (_class_row(row, depth) for row in item.rows)
        case nodes.Permitted():
            header = f"选择 {format_name(item.fact)} 由 {format_name(item.chooser)}"
            return header, (_permit_row(row, depth) for row in item.rows)
        case nodes.EntryList():
            return _list_header(item), (line_of(c, plain_fact(c), depth=depth) for c in item.columns)
        case nodes.Running():
            header = f"累计 {format_name(item.name)} 每笔 {format_name(item.entries)}"
            return f"{header} 自 {format_expr(item.start)}", (rule_row(row, depth) for row in item.rows)
        case nodes.WorkCalendar():
            return f"历法 {format_text(item.title)} {format_range(item.range)}", _day_rows(item, depth)
        case nodes.Funding():
            rounding = f" {format_closing(item.rounding)}" if item.rounding else ""
            rows = (_fund_row(row, depth) for row in item.rows)
            return f"出资 {format_name(item.name)}{rounding}", rows
        case _:
            assert_never(item)


# ---- tables -----------------------------------------------------------------------------------------
def _table_rows(item: nodes.Table, depth: int) -> Iterator[Line]:
    rows = [row for row in item.rows if isinstance(row, nodes.TableRow)]
    texts = [[_row_lead(row) + format_cell(row.cells[0]), *map(format_cell, row.cells[1:])] for row in rows]
    cells = {id(row): text for row, text in zip(rows, aligned(texts), strict=True)}
    for row in item.rows:
        if isinstance(row, nodes.Otherwise):
            yield otherwise(row, depth)
        elif isinstance(row, nodes.Stacking):
            yield stacking(row, depth)
        else:
            text = " ｜ ".join(cells[id(row)])
            yield line_of(row, text, format_outcome(row.outcome), beating(row.over), depth=depth)


def _row_lead(row: nodes.TableRow) -> str:
    return led_by(row.cite) + ("例外 " if row.exception else "")


def format_cell(cell: nodes.Cell) -> str:
    """任意, a value, A、B, low 至 high, 满 45 不满 90."""
    match cell:
        case nodes.AnyCell():
            return "任意"
        case nodes.IsCell():
            return format_expr(cell.value)
        case nodes.OneOfCell():
            return format_names(cell.names)
        case nodes.RangeCell():
            return (
                f"{format_expr(cell.low)} 至 {format_expr(cell.high)}"
                if cell.high
                else f"{format_expr(cell.low)} 起"
            )
        case nodes.BandCell():
            return " ".join(map(_band, cell.bands))
        case _:
            assert_never(cell)


def _band(band: nodes.Band) -> str:
    if band.years:
        return f"{'满' if band.word is nodes.BandWord.REACHES else '未满'}{format_expr(band.value)}周岁"
    if band.word in (nodes.BandWord.AND_UP, nodes.BandWord.AND_DOWN):
        return f"{format_expr(band.value)} {band.word.value}"
    return f"{band.word.value} {format_expr(band.value)}"


def aligned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The cells of each column padded to one width; rows may be of different lengths."""
    widths: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row):
            widths[column] = max(widths.get(column, 0), columns_of(cell))
    return [[pad(cell, widths[column]) for column, cell in enumerate(row)] for row in rows]


# ---- rows -------------------------------------------------------------------------------------------
def _class_row(row: nodes.ClassRow | nodes.ClassRest | nodes.Otherwise, depth: int) -> Line:
    match row:
        case nodes.Otherwise():
            return otherwise(row, depth)
        case nodes.ClassRest():
            return line_of(row, f"{led_by(row.cite)}其余 {format_name(row.name)}", depth=depth)
        case nodes.ClassRow():
            text = f"{led_by(row.cite)}{format_name(row.name)} = {format_expr(row.condition)}"
            return line_of(row, text, beating(row.over), depth=depth)
        case _:
            assert_never(row)


def _permit_row(row: nodes.PermitRow, depth: int) -> Line:
    condition = format_expr(row.condition) if row.condition else "其余"
    span = row.span_of
    options = f"{format_expr(span.low)} 至 {format_expr(span.high)}" if span else format_names(row.options)
    return line_of(row, f"{led_by(row.cite)}{condition}", f"可选 {options}", depth=depth)


def _list_header(item: nodes.EntryList) -> str:
    order = f" 先后 按 {format_names(item.order)}" if item.order else ""
    alias = f" 别名 {item.alias}" if item.alias else ""
    return f"清单 {format_name(item.name)} 不超过 {item.limit}{order}{alias}"


def _day_rows(item: nodes.WorkCalendar, depth: int) -> Iterator[Line]:
    for word, days in (("休", item.off), ("班", item.worked)):
        for day in days:
            end = f" 至 {format_expr(day.high)}" if day.high else ""
            yield line_of(day, f"{word} {format_expr(day.low)}{end}", depth=depth)


def _fund_row(row: nodes.FundRow, depth: int) -> Line:
    text = f"{led_by(row.cite)}{format_name(row.name)} {rate_text(row.rate)}"
    return line_of(row, text, "尾差" if row.remainder else "", depth=depth)


def plain_fact(item: nodes.Fact | nodes.Output) -> str:
    """事实 or 输出 on one line."""
    options = f"（{format_names(item.type.options)}）" if item.type.options else ""
    kind = f"{item.type.word.value}{options}"
    if isinstance(item, nodes.Fact):
        default = f" 默认 {format_expr(item.default)}" if item.default else ""
        head = f"事实 {format_name(item.name)}: {kind}{default}"
    else:
        entries = f"每笔 {format_name(item.entries)} " if item.entries else ""
        identity = f" = {format_expr(item.identity)}" if item.identity else ""
        head = f"输出 {format_name(item.name)}: {entries}{kind}{identity}"
    alias = f"别名 {item.alias}" if item.alias else ""
    return COLUMN.join(part for part in (head, alias, item.note and format_text(item.note)) if part)
