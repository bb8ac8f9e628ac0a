"""Writing the result: csv, a workbook, or parquet, whatever -o is called.

In: rows in order, each with its tail, then the findings and the summary. Out: one file, complete when `close`
returns. What stood in a cell stands there still; a text never becomes a formula, a number or a link.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, Protocol

from polc.registers.answers import Tail
from polc.registers.libraries import library
from polc.registers.model import Cell, Finding, text_of_cell
from polc.registers.safe_text import RISKY, harmless
from polc.registers.summary import Section

Rows = Iterable[tuple[Sequence[Cell], Tail]]
Cut = tuple[int, int, int]


class Writer(Protocol):
    """Takes the register in order."""

    def rows(self, rows: Rows) -> Sequence[Cut]:
        """Add rows; the row, the column and the length of each cell that was too long and is cut."""

    def finding(self, finding: Finding) -> None:
        """Add a line to the list of problems, where the file has one."""

    def close(self, summary: Sequence[Section]) -> None:
        """Finish the file."""

    def abandon(self) -> None:
        """Let go of everything; the file is of no use."""


Open = Callable[[str, Sequence[str], Any], Writer]


class CsvWriter:
    """UTF-8 with a byte order mark, so that spreadsheet programs read it right."""

    def __init__(self, path: str, headings: Sequence[str], _schema: Any) -> None:
        raw = BufferedWriter(FileIO(path, "w"))
        self._file = TextIOWrapper(raw, "utf-8-sig", errors="replace", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(map(harmless, headings))

    def rows(self, rows: Rows) -> Sequence[Cut]:
        """Add rows."""
        self._csv.writerows(
            [
                cell
                if type(cell) is str and (not cell or cell[0] not in RISKY)
                else harmless(text_of_cell(cell))
                for cell in cells
            ]
            + list(map(harmless, tail.line))
            for cells, tail in rows
        )
        return ()

    def finding(self, finding: Finding) -> None:
        """A csv has no second sheet; each row names its own faults."""

    def close(self, summary: Sequence[Section]) -> None:
        """Finish the file."""
        self._file.close()

    def abandon(self) -> None:
        """Close what is there."""
        self._file.close()


class ParquetWriter:
    """Columns as the register's own parquet has them, text otherwise; results are text."""

    def __init__(self, path: str, headings: Sequence[str], schema: Any) -> None:
        self._arrow: Any = library("pyarrow")
        parquet = library("pyarrow.parquet")
        types = [field.type for field in schema] if schema is not None else []
        text = self._arrow.string()
        self._text = len(types) == 0
        types += [text] * (len(headings) - len(types))
        self._schema = self._arrow.schema(list(zip(_unlike(headings), types, strict=True)))
        self._file = parquet.ParquetWriter(path, self._schema)

    def rows(self, rows: Rows) -> Sequence[Cut]:
        """Add rows."""
        lines = [(*cells, *tail.line) for cells, tail in rows]
        arrays = [
            self._arrow.array(self._column(cells, field.type), field.type)
            for cells, field in zip(zip(*lines, strict=True), self._schema, strict=True)
        ]
        self._file.write_batch(self._arrow.record_batch(arrays, schema=self._schema))
        return ()

    def _column(self, cells: Sequence[Cell], type_: Any) -> Sequence[Cell]:
        """A workbook's and a csv's cells as text, blank ones as nothing."""
        return [text_of_cell(cell) or None for cell in cells] if self._text else cells

    def finding(self, finding: Finding) -> None:
        """Parquet has no second sheet; each row names its own faults."""

    def close(self, summary: Sequence[Section]) -> None:
        """Finish the file."""
        self._file.close()

    def abandon(self) -> None:
        """Close what is there."""
        self._file.close()


def _unlike(headings: Sequence[str]) -> list[str]:
    """Headings as names of columns: none empty, none twice."""
    found: dict[str, None] = {}
    for number, heading in enumerate(headings, 1):
        name = base = heading or f"第{number}列"
        again = 2
        while name in found:
            name, again = f"{base}_{again}", again + 1
        found[name] = None
    return list(found)
