"""The sheet as a workbook that an office fills in, and the rows of it that come back signed.

In: a sheet. Out: an xlsx with one row a person, blank columns 签认, 日期 and 意见 and the 案例 as text
at the far right. Back: of each row with something in 签认 or 日期, the number, both, and the 案例.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import attrs

from polc.cli.sheet_text import (
    answer_told,
    before_told,
    case_of,
    facts_told,
    readings_told,
    shows_told,
    sight_told,
)
from polc.compiler.seeing import Sheet, Told
from polc.dsl.diagnostics.width import columns_of
from polc.refusals import Refusal
from polc.registers.days import Unclear, day_of
from polc.registers.libraries import library
from polc.registers.model import Cell, text_of_cell
from polc.registers.workbook_reader import open_workbook

NUMBER, ROLE, DAY, REMARK, CASE = "编号", "签认（职务）", "日期", "意见", "案例"
SHEET, UNSEEN = "签认", "看不出的"
_WIDTH, _LINE, _HIGHEST = 15, 15, 400
_MADE = datetime(2000, 1, 1)
_LEAD = (NUMBER, "问什么", "这个人", "读法")
_WIDTHS = {
    NUMBER: 6,
    "问什么": 12,
    "这个人": 38,
    "读法": 16,
    "只有这个人看得出": 36,
    ROLE: 18,
    DAY: 12,
    REMARK: 20,
}


@attrs.frozen(kw_only=True)
class Signed:
    """A row that came back: its line in the workbook, the role and the day as an ISO text, the 案例.

    `wrong` names the column that lacks something, empty where nothing does.
    """

    line: int
    number: str
    role: str
    day: str
    case: str
    wrong: str = ""


def write_book(path: str, sheet: Sheet) -> None:
    """The workbook; the same sheet gives the same bytes."""
    book: Any = library("xlsxwriter").Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    outputs = [decl.name for decl in sheet.kernel.outputs]
    heads = (*_LEAD, *outputs, "只有这个人看得出", ROLE, DAY, REMARK, CASE)
    page = _page(book, SHEET, heads)
    blank = book.add_format({"bg_color": "#FFF3D6", "border": 1, "text_wrap": True, "valign": "top"})
    for row, told in enumerate(sheet.told, 1):
        cells = list(_cells(sheet, told))
        page.set_row(row, _height(zip(cells, heads, strict=False)))
        for column, text in enumerate(cells):
            _write(page, row, column, text, book.wrapped)
        for column in (heads.index(ROLE), heads.index(DAY), heads.index(REMARK)):
            page.write_blank(row, column, None, blank)
        page.write_string(row, heads.index(CASE), case_of(sheet.kernel, told))
    others = _page(book, UNSEEN, ("条款和条件", "为什么"))
    for row, (sight, why) in enumerate(sheet.unseen, 1):
        others.write_string(row, 0, sight_told(sight), book.wrapped)
        others.write_string(row, 1, why.value, book.wrapped)
    try:
        book.close()
    except library("xlsxwriter.exceptions").XlsxFileError as error:
        raise OSError(str(error)) from None


def _height(cells: Iterable[tuple[str, str]]) -> int:
    """As high as the cell with the most lines: not every program works it out when it opens the file."""
    most = max(
        sum(-(-max(columns_of(line), 1) // (_WIDTHS.get(head, _WIDTH) - 1)) for line in text.split("\n"))
        for text, head in cells
    )
    return min(_LINE * most + 3, _HIGHEST)


def _page(book: Any, name: str, heads: Sequence[str]) -> Any:
    book.wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#F6F3EE"}
    )
    page = book.add_worksheet(name)
    for column, text in enumerate(heads):
        page.set_column(column, column, _WIDTHS.get(text, 40 if name == UNSEEN else _WIDTH))
        page.write_string(0, column, text, head)
    page.freeze_panes(1, 3 if name == SHEET else 0)
    page.set_landscape()
    page.set_paper(8 if name == SHEET else 9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if name == SHEET:
        page.set_column(len(heads) - 1, len(heads) - 1, 12, None, {"hidden": True})
    return page


def _write(page: Any, row: int, column: int, text: str, style: Any) -> None:
    if text.isdecimal() and not column:
        page.write_number(row, column, int(text), style)
    else:
        page.write_string(row, column, text, style)


def _cells(sheet: Sheet, told: Told) -> Iterator[str]:
    kernel = sheet.kernel
    yield from (str(told.number), told.group.value, facts_told(kernel, told), readings_told(told))
    for expected in told.expected:
        result, clauses = answer_told(kernel, expected, told)
        before = before_told(kernel, expected.field, told)
        yield f"{result}{clauses}" + (f"\n原来：{before}" if before else "")
    yield shows_told(told.shows)


# ---- back from the office ---------------------------------------------------------------------------
def read_book(path: str) -> tuple[Signed, ...]:
    """The rows in which the office wrote something; a refusal where it isn't a sheet of polc."""
    if not os.path.isfile(path):
        raise Refusal("no_such_path", path=path)
    table = open_workbook(path, None, _score, packed=True)
    rows = chain.from_iterable(zip(block.numbers, block.rows, strict=True) for block in table.blocks)
    columns: dict[str, int] = {}
    found: list[Signed] = []
    for line, cells in rows:
        if not columns:
            columns = _columns(cells)
        elif any(text_of_cell(cells[columns[name]]).strip() for name in (ROLE, DAY)):
            found.append(_signed(line, cells, columns))
    if not columns:
        raise Refusal("no_sheet", path=path)
    return tuple(found)


def _score(cells: Iterable[Cell]) -> int:
    return len({text_of_cell(cell) for cell in cells} & {NUMBER, ROLE, DAY, CASE})


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    """Where each column stands; nothing for a row that isn't the head."""
    texts = [text_of_cell(cell) for cell in cells]
    wanted = (NUMBER, ROLE, DAY, CASE)
    return {name: texts.index(name) for name in wanted} if all(name in texts for name in wanted) else {}


def _signed(line: int, cells: Sequence[Cell], columns: Mapping[str, int]) -> Signed:
    text = {name: text_of_cell(cells[at]).strip() for name, at in columns.items()}
    wrong, day = "", ""
    try:
        day = day_of(cells[columns[DAY]], text[DAY], None, serial_numbers=True) if text[DAY] else ""
    except Unclear:
        day = ""
    if not text[ROLE]:
        wrong = ROLE
    elif not day:
        wrong = DAY
    return Signed(line=line, number=text[NUMBER], role=text[ROLE], day=day, case=text[CASE], wrong=wrong)
