"""Writing the result: csv, a workbook, or parquet, whatever -o is called.

In: blocks in order, with the tails of their rows, then the findings and the summary. Out: one file, complete
when `close` returns. What stood in a cell stands there still; a text never becomes a formula, a number or a
link.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from io import BufferedWriter, FileIO, TextIOWrapper
from operator import add
from typing import Any, Protocol

import attrs

from polc.registers.answers import Judged
from polc.registers.blocks import ArrowBlock, Block
from polc.registers.libraries import library
from polc.registers.model import Finding, text_of_cell
from polc.registers.results import DIGITS, SHARE_DIGITS, Column, Form, Value, cell_text
from polc.registers.safe_text import RISKY, harmless
from polc.registers.summary import Section

Cut = tuple[int, int, int]


class Writer(Protocol):
    """Takes the register in order. In a `bare` one nothing marks a text as a text."""

    bare: bool

    def rows(self, block: Block, judged: Judged) -> Sequence[Cut]:
        """Add rows; the row, the column and the length of each cell that was too long and is cut."""

    def finding(self, finding: Finding) -> None:
        """Add a line to the list of problems, where the file has one."""

    def close(self, summary: Sequence[Section]) -> None:
        """Finish the file."""

    def abandon(self) -> None:
        """Let go of everything; the file is of no use."""


# A line of csv in which some cell may begin as a formula does.
_PERHAPS_RISKY = re.compile(f'[,\\n]"?[{re.escape("".join(sorted(RISKY)))}]')

# The path, the register's own headings, the columns that are added, and the schema of a parquet register.
Open = Callable[[str, Sequence[str], Sequence[Column], Any], Writer]


@attrs.frozen
class _Sink:
    """Takes what csv writes, a line at a time."""

    write: Callable[[str], object]


class CsvWriter:
    """UTF-8 with a byte order mark, so that spreadsheet programs read it right."""

    bare = True

    def __init__(self, path: str, own: Sequence[str], added: Sequence[Column], _schema: Any) -> None:
        raw = BufferedWriter(FileIO(path, "w"))
        self._file = TextIOWrapper(raw, "utf-8-sig", errors="replace", newline="")
        self._lines: list[str] = []
        self._csv = csv.writer(_Sink(self._lines.append))
        self._forms = [column.form for column in added]
        headings = (*own, *(column.heading for column in added))
        self._file.write(self._written([map(harmless, headings)])[0] + "\r\n")

    def rows(self, block: Block, judged: Judged) -> Sequence[Cut]:
        """Add rows: each different tail is written once, and joined to the rows that have it."""
        rows = block.rows if block.texts else [list(map(text_of_cell, row)) for row in block.rows]
        lines = self._written(rows)
        if _PERHAPS_RISKY.search("\n" + "\n".join(lines)):
            lines = self._written(map(harmless, row) for row in rows)
        tails = self._written(map(harmless, map(cell_text, self._forms, tail.line)) for tail in judged.tails)
        ends = [f",{tail}\r\n" for tail in tails]
        self._file.write("".join(map(add, lines, map(ends.__getitem__, judged.at))))
        return ()

    def _written(self, rows: Iterable[Iterable[str]]) -> list[str]:
        """Each row as a line of csv without its end."""
        self._csv.writerows(rows)
        lines = [line.removesuffix("\r\n") for line in self._lines]
        self._lines.clear()
        return lines

    def finding(self, finding: Finding) -> None:
        """A csv has no second sheet; each row names its own faults."""

    def close(self, summary: Sequence[Section]) -> None:
        """Finish the file."""
        self._file.close()

    def abandon(self) -> None:
        """Close what is there."""
        self._file.close()


class ParquetWriter:
    """Columns as the register's own parquet has them, text otherwise; results are of types of their own."""

    bare = False

    def __init__(self, path: str, own: Sequence[str], added: Sequence[Column], schema: Any) -> None:
        self._arrow: Any = library("pyarrow")
        parquet = library("pyarrow.parquet")
        types = [self._arrow.string()] * len(own) if schema is None else [field.type for field in schema]
        self._forms = [column.form for column in added]
        self._types = [_arrow_type(self._arrow, form) for form in self._forms]
        names = _unlike([*own, *(column.heading for column in added)])
        self._schema = self._arrow.schema(list(zip(names, types + self._types, strict=True)))
        self._file = parquet.ParquetWriter(path, self._schema)

    def rows(self, block: Block, judged: Judged) -> Sequence[Cut]:
        """Add rows: a batch of Arrow goes through as it is, tails by their number."""
        arrow, text = self._arrow, self._arrow.string()
        if isinstance(block, ArrowBlock):
            columns = block.batch.columns
        else:
            columns = [arrow.array([text_of_cell(c) or None for c in cells], text) for cells in block.columns]
        at = arrow.array(judged.at, arrow.int32())
        cells = zip(*(tail.line for tail in judged.tails), strict=True)
        for form, kind, values in zip(self._forms, self._types, cells, strict=True):
            made = [_in_yuan(fen) for fen in values] if form is Form.YUAN else values
            columns.append(arrow.array(made, kind).take(at))
        self._file.write_batch(arrow.record_batch(columns, schema=self._schema))
        return ()

    def finding(self, finding: Finding) -> None:
        """Parquet has no second sheet; each row names its own faults."""

    def close(self, summary: Sequence[Section]) -> None:
        """Finish the file."""
        self._file.close()

    def abandon(self) -> None:
        """Close what is there."""
        self._file.close()


def _arrow_type(arrow: Any, form: Form) -> Any:
    """int64 分 or a decimal of 元, days, int64, a decimal, texts."""
    match form:
        case Form.TEXT:
            return arrow.string()
        case Form.DAY:
            return arrow.date32()
        case Form.FEN | Form.WHOLE:
            return arrow.int64()
        case Form.YUAN:
            return arrow.decimal128(DIGITS + 3, 2)
        case Form.SHARE:
            return arrow.decimal128(DIGITS + 3, SHARE_DIGITS)


def _in_yuan(fen: Value) -> Decimal | None:
    return Decimal(fen).scaleb(-2) if isinstance(fen, int) else None


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
