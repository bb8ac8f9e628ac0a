"""Writing a workbook with XlsxWriter, a row at a time.

In: rows, findings, the summary. Out: the sheets 结果, 问题 and 汇总. A full sheet is continued on a further
one. Memory holds one row of each sheet, and the different texts of results.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polc.dsl.diagnostics.model import Lang
from polc.registers.answers import Judged
from polc.registers.blocks import Block
from polc.registers.libraries import library
from polc.registers.model import Cell, Finding
from polc.registers.results import Column, Form
from polc.registers.sheet_rows import SheetRows
from polc.registers.summary import Section
from polc.registers.summary_sheet import MADE, MAX_CELL, write_sections
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
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
_WIDTH = 14
_WIDTHS = {Form.DAY: 12, Form.TEXT: 16, REASONS_COLUMN: 44}
_NUMBERS: dict[object, str] = {
    Form.YUAN: "#,##0.00",
    Form.FEN: "#,##0",
    Form.WHOLE: "0",
    Form.SHARE: "0.######%",
    Form.DAY: "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm:ss",
}
_A4 = 9


def _too_long(text: str) -> bool:
    """True for a text that no cell holds: they are counted in units of UTF-16."""
    return len(text) * 2 > MAX_CELL and len(text.encode("utf-16-le", "replace")) > 2 * MAX_CELL


def _fitting(text: str) -> str:
    return _cut(text) if _too_long(text) else text


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "replace")[: 2 * (MAX_CELL - len(CUT_MARK))]
    return units.decode("utf-16-le", "ignore") + CUT_MARK


def _is_text(cell: Cell) -> bool:
    return type(cell) is str


def _all_fitting(cells: Sequence[Cell]) -> tuple[list[Cell], list[tuple[int, int]]]:
    """The cells of a row with long texts cut, and the place and length of each that was."""
    long = [at for at, cell in enumerate(cells) if type(cell) is str and _too_long(cell)]
    lengths = [(at, len(cells[at].encode("utf-16-le", "replace")) // 2) for at in long]
    return [_cut(cell) if at in long else cell for at, cell in enumerate(cells)], lengths


class WorkbookWriter:
    """An xlsx whose texts are all texts, also those that XlsxWriter would take for its own markup ("<r>")."""

    bare = False

    def __init__(self, path: str, own: Sequence[str], added: Sequence[Column], _schema: Any) -> None:
        self._book: Any = library("xlsxwriter").Workbook(path, _OPTIONS)
        self._book.set_properties({"created": MADE})
        self._bold = self._book.add_format({"bold": True})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._book.use_zip64()
        self._styles = {name: self._book.add_format({"num_format": n}) for name, n in _NUMBERS.items()}
        self._own, self._added = own, added
        self._sheets = 0
        self._sheet, self._row, self._rows = self._result()
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

    def _result(self) -> tuple[Any, int, SheetRows]:
        """The next sheet of results, its first free row, and what writes its rows."""
        self._sheets += 1
        name = RESULT_SHEET if self._sheets == 1 else f"{RESULT_SHEET}{self._sheets}"
        sheet = self._new(name, [*self._own, *(column.heading for column in self._added)])
        for at, column in enumerate(self._added, len(self._own)):
            width = _WIDTHS.get(column.heading, _WIDTHS.get(column.form, _WIDTH))
            sheet.set_column(at, at, width, None, {"level": 1, "hidden": True} if column.detail else {})
        width = len(self._own) + len(self._added)
        sheet.set_column(width, width, None, None, {"collapsed": True})
        return sheet, 1, SheetRows(sheet, len(self._own), self._added, self._styles, _fitting)

    def _filled(self) -> None:
        """What a sheet of results gets when its last row is known."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._own) + len(self._added) - 1)

    def rows(self, block: Block, judged: Judged) -> Sequence[Cut]:
        """Add rows."""
        cut: list[Cut] = []
        ends = [self._rows.end(tail.line) for tail in judged.tails]
        for place, (cells, number) in enumerate(zip(block.rows, judged.at, strict=True)):
            if self._row == MAX_ROWS:
                self._filled()
                self._sheet, self._row, self._rows = self._result()
            if max(map(len, filter(_is_text, cells)), default=0) > MAX_CELL // 2:
                cells, found = _all_fitting(cells)
                cut += [(place, column, length) for column, length in found]
            self._rows.write(self._row, cells, ends[number])
            self._row += 1
        return cut

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
        write_sections(self._book, SUMMARY_SHEET, summary, self._bold, self._styles[Form.YUAN])
        try:
            self._book.close()
        except library("xlsxwriter.exceptions").XlsxFileError as error:
            reason = error.args[0] if error.args else error
            raise reason if isinstance(reason, OSError) else OSError(str(error)) from None

    def abandon(self) -> None:
        """Throw away the sheets' temporary files."""
        for sheet in self._book.worksheets():
            handle = getattr(sheet, "row_data_fh", None)
            if handle is not None and not handle.closed:
                handle.close()
        self._book.fileclosed = True
