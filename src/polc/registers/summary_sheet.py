"""Tables of figures as a sheet: sums are numbers of 元, with how many people have none in a column beside.

In: a workbook and sections. Out: one more sheet in it, a table under the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from polc.registers.libraries import library
from polc.registers.summary import Figure, Section, Total
from polc.registers.words import SUMMARY_SHEET

_WIDTH = 18
_COLUMNS = 12
MAX_CELL = 32_767
# A workbook tells when it was made; the same register shall give the same bytes.
MADE = datetime(2000, 1, 1)


def write_sections(book: Any, name: str, sections: Sequence[Section], bold: Any, money: Any) -> None:
    """Add the sheet; `bold` and `money` are formats of the workbook."""
    sheet = book.add_worksheet(name)
    sheet.set_column(0, _COLUMNS, _WIDTH)
    row = 0
    for section in sections:
        sheet.write_string(row, 0, section.title, bold)
        for cells in _lines(section):
            row += 1
            for column, cell in enumerate(cells):
                match cell:
                    case Total():
                        sheet.write_number(row, column, Decimal(cell.fen).scaleb(-2), money)
                    case int():
                        sheet.write_number(row, column, cell)
                    case str():
                        sheet.write_string(row, column, cell[:MAX_CELL])
        row += 2


def sections_workbook(path: str, title: str, sections: Sequence[Section]) -> None:
    """A workbook of nothing but tables of figures."""
    with library("xlsxwriter").Workbook(path, {"strings_to_formulas": False}) as book:
        book.set_properties({"title": title, "created": MADE})
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        write_sections(book, SUMMARY_SHEET, sections, bold, money)


def _lines(section: Section) -> list[list[Figure]]:
    """The heading and the rows, a column of sums made two where some people have no amount."""
    lines: list[list[Figure]] = [[] for _ in range(1 + len(section.rows))]
    for heading, *cells in zip(section.columns, *section.rows, strict=True):
        totals = [cell for cell in cells if isinstance(cell, Total)]
        for line, cell in zip(lines, [f"{heading}（元）" if totals else heading, *cells], strict=True):
            line.append(cell)
        if any(total.open for total in totals):
            lacking = "、".join(dict.fromkeys(total.lacking for total in totals if total.open))
            counts = [cell.open if isinstance(cell, Total) else "" for cell in cells]
            for line, cell in zip(lines, [f"{heading}：没有{lacking}的人数", *counts], strict=True):
                line.append(cell)
    return lines
