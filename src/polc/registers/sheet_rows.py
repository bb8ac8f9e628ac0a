"""The rows of a sheet as XML, in place of XlsxWriter's inner loop: a cell at a time is too slow here.

In: a sheet whose head is written, and rows. Out: the same elements, in the sheet's own temporary file. Rows
that end alike are put together from one text: a mark stands for the number of the row. Texts of a register
are inline, those of results are in the workbook's table of strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from polc.registers.model import Cell, letters, text_of_cell
from polc.registers.results import Column, Form, Value, cell_text

# Stands for the number of the row; control characters in texts are written in another way.
_ROW = "\0"
_ODD = re.compile(r"[<>&_\x00-\x1f\x7f\ufffe\uffff]|^\s|\s$")
# Before it spreadsheet programs don't agree on the numbers of days.
FIRST_DAY = date(1900, 3, 1)
_DAY_ZERO = date(1899, 12, 30)
# Different texts in the table of strings.
SHARED = 100_000


class SheetRows:
    """Takes the rows below the head; `styles` are the formats of days, of moments and of results."""

    def __init__(
        self,
        sheet: Any,
        own: int,
        added: Sequence[Column],
        styles: Mapping[object, Any],
        fitting: Callable[[str], str],
    ) -> None:
        self._sheet, self._added, self._fitting = sheet, added, fitting
        self._styles = {name: style._get_xf_index() for name, style in styles.items()}
        self._heads = [f'<c r="{letters(column)}{_ROW}"' for column in range(own + len(added))]
        self._own = own
        sheet._write_single_row(1)

    def write(self, row: int, cells: Sequence[Cell], end: str) -> None:
        """One row: the register's cells and what `end` made of its results."""
        own = [self._cell(head, cell) for head, cell in zip(self._heads, cells, strict=False) if cell != ""]
        text = f'<row r="{_ROW}">{"".join(own)}{end}</row>'
        self._sheet.row_data_fh.write(text.replace(_ROW, str(row + 1)))
        self._sheet.dim_rowmax = row

    def end(self, line: Sequence[Value]) -> str:
        """The results of a row, which many rows can have."""
        heads = self._heads[self._own :]
        cells = zip(heads, self._added, line, strict=True)
        return "".join(self._result(head, column.form, cell) for head, column, cell in cells)

    def _result(self, head: str, form: Form, cell: Value) -> str:
        match cell:
            case None | "":
                return ""
            case date() if cell >= FIRST_DAY:
                return f'{head} s="{self._styles[Form.DAY]}"><v>{(cell - _DAY_ZERO).days}</v></c>'
            case int() | Decimal():
                return f'{head} s="{self._styles[form]}"><v>{cell_text(form, cell)}</v></c>'
            case _:
                return self._shared(head, self._fitting(str(cell)))

    def _shared(self, head: str, text: str) -> str:
        """A text in the workbook's table, which stays in memory: inline once there are too many."""
        table = self._sheet.str_table
        full = table.unique_count >= SHARED and text not in table.string_table
        if full or text.startswith("<r>"):
            return self._text(head, text)
        return f'{head} t="s"><v>{table._get_shared_string_index(text)}</v></c>'

    def _cell(self, head: str, cell: Cell) -> str:
        if type(cell) is str:
            return self._text(head, cell)
        match cell:
            case None:
                return ""
            case bool():
                return f'{head} t="b"><v>{int(cell)}</v></c>'
            case int() | float() if abs(cell) < 10**15:
                return f"{head}><v>{cell:.16G}</v></c>"
            case datetime() if cell.tzinfo is None and cell.date() >= FIRST_DAY:
                return self._moment(head, cell, "moment")
            case date() if not isinstance(cell, datetime) and cell >= FIRST_DAY:
                return self._moment(head, cell, Form.DAY)
            case _:
                return self._text(head, self._fitting(text_of_cell(cell)))

    def _moment(self, head: str, cell: date, style: object) -> str:
        number = self._sheet._convert_date_time(cell)
        return f'{head} s="{self._styles[style]}"><v>{number:.16G}</v></c>'

    def _text(self, head: str, text: str) -> str:
        if not _ODD.search(text):
            return f'{head} t="inlineStr"><is><t>{text}</t></is></c>'
        kept = ' xml:space="preserve"' if text.strip() != text else ""
        text = self._sheet._escape_data(self._sheet._escape_control_characters(text))
        return f'{head} t="inlineStr"><is><t{kept}>{text}</t></is></c>'
