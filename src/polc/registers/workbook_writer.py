"""Writing a workbook with XlsxWriter, a row at a time.

In: rows, findings, the summary. Out: the sheets 结果, 问题 and 汇总. A full sheet is continued on a further
one. Memory holds one row of each sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from polc.dsl.diagnostics.model import Lang
from polc.dsl.values import FEN_PER_YUAN
from polc.registers.answers import Judged
from polc.registers.blocks import Block
from polc.registers.libraries import library
from polc.registers.model import Cell, Finding, text_of_cell
from polc.registers.results import Column, Form, Value
from polc.registers.summary import Section
from polc.registers.words import (
    CUT_MARK,
    FAULT_COLUMNS,
    FAULT_SHEET,
    REASONS_COLUMN,
    RESULT_SHEET,
    SUMMARY_SHEET,
)
from polc.registers.writers import Cut

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
# What XlsxWriter would escape twice in a text of several runs; no run holds it whole.
_ESCAPE = re.compile(r"(?<=_)(?=x[0-9a-fA-F]{4}_)")
_WIDTH = 14
_WIDTHS = {Form.DAY: 12, Form.TEXT: 16, REASONS_COLUMN: 44}
_NUMBERS = {Form.YUAN: "#,##0.00", Form.FEN: "#,##0", Form.WHOLE: "0", Form.SHARE: "0.######%"}
_DAY = "yyyy-mm-dd"
# Before it spreadsheet programs don't agree on the numbers of days.
_FIRST_DAY = date(1900, 3, 1)
_A4 = 9
# A workbook tells when it was made; the same register shall give the same bytes.
_MADE = datetime(2000, 1, 1)


def _too_long(text: str) -> bool:
    """True for a text that no cell holds: they are counted in units of UTF-16."""
    return len(text) * 2 > MAX_CELL and len(text.encode("utf-16-le", "replace")) > 2 * MAX_CELL


def _fitting(text: str) -> str:
    return _cut(text) if _too_long(text) else text


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "replace")[: 2 * (MAX_CELL - len(CUT_MARK))]
    return units.decode("utf-16-le", "ignore") + CUT_MARK


class WorkbookWriter:
    """An xlsx whose texts are all texts, also those that XlsxWriter would take for its own markup ("<r>")."""

    bare = False

    def __init__(self, path: str, own: Sequence[str], added: Sequence[Column], _schema: Any) -> None:
        self._book: Any = library("xlsxwriter").Workbook(path, _OPTIONS)
        self._book.set_properties({"created": _MADE})
        self._bold = self._book.add_format({"bold": True})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._day = self._book.add_format({"num_format": _DAY})
        self._moment = self._book.add_format({"num_format": f"{_DAY} hh:mm:ss"})
        self._formats = {form: self._book.add_format({"num_format": n}) for form, n in _NUMBERS.items()}
        self._own, self._added = own, added
        self._sheets = 0
        self._sheet, self._row = self._result()
        self._faults = self._new(FAULT_SHEET, FAULT_COLUMNS)
        self._fault = 1

    def _new(self, name: str, headings: Sequence[str]) -> Any:
        """A sheet under its head, which stays in sight and is printed on every page, across."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, max(len(headings) - 1, 0), _WIDTH)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading[:MAX_CELL], self._head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def _result(self) -> tuple[Any, int]:
        """The next sheet of results, and its first free row."""
        self._sheets += 1
        name = RESULT_SHEET if self._sheets == 1 else f"{RESULT_SHEET}{self._sheets}"
        sheet = self._new(name, [*self._own, *(column.heading for column in self._added)])
        for at, column in enumerate(self._added, len(self._own)):
            width = _WIDTHS.get(column.heading, _WIDTHS.get(column.form, _WIDTH))
            sheet.set_column(at, at, width, None, {"level": 1, "hidden": True} if column.detail else {})
        width = len(self._own) + len(self._added)
        sheet.set_column(width, width, None, None, {"collapsed": True})
        return sheet, 1

    def _filled(self) -> None:
        """What a sheet of results gets when its last row is known."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._own) + len(self._added) - 1)

    def rows(self, block: Block, judged: Judged) -> Sequence[Cut]:
        """Add rows."""
        cut: list[Cut] = []
        for place, (cells, number) in enumerate(zip(block.rows, judged.at, strict=True)):
            if self._row == MAX_ROWS:
                self._filled()
                self._sheet, self._row = self._result()
            sheet, row, write = self._sheet, self._row, self._sheet.write_string
            for column, cell in enumerate(cells):
                if type(cell) is not str:
                    self._odd(sheet, row, column, cell)
                elif _too_long(cell):
                    write(row, column, _cut(cell))
                    cut.append((place, column, len(cell.encode("utf-16-le", "replace")) // 2))
                elif cell.startswith("<r>") and cell.endswith("</r>"):
                    sheet.write_rich_string(row, column, cell[0], cell[1], *_ESCAPE.split(cell[2:]))
                elif cell:
                    write(row, column, cell)
            self._end(judged.tails[number].line)
            self._row += 1
        return cut

    def _end(self, line: Sequence[Value]) -> None:
        """The results of one row."""
        sheet, row = self._sheet, self._row
        for at, (column, cell) in enumerate(zip(self._added, line, strict=True), len(self._own)):
            match cell:
                case None | "":
                    continue
                case date() if cell >= _FIRST_DAY:
                    sheet.write_datetime(row, at, cell, self._day)
                case int() | Decimal():
                    number = cell / FEN_PER_YUAN if column.form is Form.YUAN else cell
                    sheet.write_number(row, at, number, self._formats[column.form])
                case _:
                    sheet.write_string(row, at, _fitting(str(cell)))

    def _odd(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        """Anything but a text."""
        match cell:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, cell)
            case int() | float() if abs(cell) < 10**15:
                sheet.write_number(row, column, cell)
            case datetime() if cell.tzinfo is None and cell.year >= 1900:
                sheet.write_datetime(row, column, cell, self._moment)
            case date() if not isinstance(cell, datetime) and cell.year >= 1900:
                sheet.write_datetime(row, column, cell, self._day)
            case _:
                sheet.write_string(row, column, text_of_cell(cell)[:MAX_CELL])

    def finding(self, finding: Finding) -> None:
        """Add a line to the list of problems, as long as it fits the sheet."""
        if self._fault < MAX_ROWS:
            line = (finding.address, finding.heading, finding.said.text(Lang.ZH))
            for column, text in enumerate(line):
                self._faults.write_string(self._fault, column, text[:MAX_CELL])
            self._fault += 1

    def close(self, summary: Sequence[Section]) -> None:
        """Add the summary and finish the file."""
        self._filled()
        sheet = self._book.add_worksheet(SUMMARY_SHEET)
        sheet.set_column(0, 8, _WIDTH + 4)
        row = 0
        for section in summary:
            sheet.write_string(row, 0, section.title, self._bold)
            for line in (section.columns, *section.rows):
                row += 1
                for column, text in enumerate(line):
                    self._summary_cell(sheet, row, column, text)
            row += 2
        try:
            self._book.close()
        except library("xlsxwriter.exceptions").XlsxFileError as error:
            reason = error.args[0] if error.args else error
            raise reason if isinstance(reason, OSError) else OSError(str(error)) from None

    def _summary_cell(self, sheet: Any, row: int, column: int, text: str) -> None:
        if text.isdecimal():
            sheet.write_number(row, column, int(text))
        elif text:
            sheet.write_string(row, column, text[:MAX_CELL])

    def abandon(self) -> None:
        """Throw away the sheets' temporary files."""
        for sheet in self._book.worksheets():
            handle = getattr(sheet, "row_data_fh", None)
            if handle is not None and not handle.closed:
                handle.close()
        self._book.fileclosed = True
