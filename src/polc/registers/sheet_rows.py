"""Rows of a sheet written as XML, past XlsxWriter's cell-by-cell calls, into the file it keeps for them.

In: a worksheet of a workbook in constant memory, rows of cells. Out: the same elements as its own calls give,
each different cell and each different tail put into XML once: 27 calls a row are most of what a workbook
costs. XlsxWriter takes a text from "<r>" to "</r>" for its own markup; here every text is escaped.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from polc.registers.answers import Tail
from polc.registers.blocks import Cells
from polc.registers.model import Cell, letters, text_of_cell
from polc.registers.words import CUT_MARK

MAX_CELL = 32_767
REMEMBERED = 10_000
# Stands for the number of the row; a NUL in a text is written as _x0000_.
_ROW = "\0"


def too_long(text: str) -> bool:
    """True for a text that no cell holds: they are counted in units of UTF-16."""
    return len(text) * 2 > MAX_CELL and len(text.encode("utf-16-le", "replace")) > 2 * MAX_CELL


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "replace")[: 2 * (MAX_CELL - len(CUT_MARK))]
    return units.decode("utf-16-le", "ignore") + CUT_MARK


class _Column(dict[Cell, str]):
    """One column's texts as elements."""

    def __init__(self, rows: SheetRows, column: int) -> None:
        super().__init__()
        self._rows, self._start = rows, f'<c r="{letters(column)}{_ROW}"'

    def __missing__(self, text: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[text] = made = self.element(text)
        return made

    def element(self, cell: Cell) -> str:
        """A cell as an element; nothing for nothing."""
        start, rows = self._start, self._rows
        match cell:
            case None | "":
                return ""
            case bool():
                return f'{start} t="b"><v>{cell:d}</v></c>'
            case int() | float() if abs(cell) < 10**15:
                return f"{start}><v>{cell:.16G}</v></c>"
            case datetime() if cell.tzinfo is None and cell.year >= 1900:
                return f'{start} s="{rows.moment}"><v>{rows.serial(cell):.16G}</v></c>'
            case date() if not isinstance(cell, datetime) and cell.year >= 1900:
                return f'{start} s="{rows.day}"><v>{rows.serial(cell):.16G}</v></c>'
            case _:
                text = text_of_cell(cell)
                text = _cut(text) if too_long(text) else text
                space = ' xml:space="preserve"' if text != text.strip() else ""
                return f'{start} t="inlineStr"><is><t{space}>{rows.escaped(text)}</t></is></c>'


class SheetRows:
    """Adds rows below those that a worksheet has."""

    def __init__(self, sheet: Any, width: int, day: Any, moment: Any) -> None:
        self._sheet, self._width = sheet, width
        self.day, self.moment = day._get_xf_index(), moment._get_xf_index()
        self.serial = sheet._convert_date_time
        self._columns = [_Column(self, column) for column in range(width)]
        self._tails: dict[Tail, str] = {}

    def escaped(self, text: str) -> str:
        """A text as XML holds it."""
        return str(self._sheet._escape_data(self._sheet._escape_control_characters(text)))

    def add(self, row: int, cells: Cells, tail: Tail) -> None:
        """Add the row with this number, from 0."""
        elements = [
            column[cell] if type(cell) is str else column.element(cell)
            for column, cell in zip(self._columns, cells, strict=False)
        ]
        end = self._tails.get(tail)
        if end is None:
            if len(self._tails) >= REMEMBERED:
                self._tails.clear()
            ends = self._columns[len(cells) :]
            end = "".join([column.element(text) for column, text in zip(ends, tail.line, strict=True)])
            self._tails[tail] = end
        number = str(row + 1)
        line = f'<row r="{number}">{"".join(elements)}{end}</row>'.replace(_ROW, number)
        sheet = self._sheet
        if sheet.table:
            sheet._write_single_row(row)
        sheet.row_data_fh.write(line)
        sheet._check_dimensions(row, self._width - 1)
        sheet.previous_row = row + 1
