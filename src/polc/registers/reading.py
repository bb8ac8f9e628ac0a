"""Opening a register: what the file is decides how it's read, not what it's called.

In: a path as typed. Out: a `Table` and its `Header`, or a refusal of the whole file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence

import attrs

from polc.refusals import Refusal
from polc.registers.csv_reader import Score, open_csv
from polc.registers.header import Header, Headings, find_header
from polc.registers.model import (
    BLOCK,
    BLOCK_SIZE,
    Block,
    Cell,
    Fault,
    Line,
    Table,
    is_blank,
    shown,
    text_of_cell,
)
from polc.registers.parquet_reader import open_parquet
from polc.registers.workbook_reader import open_workbook

_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head|script|style)", re.IGNORECASE
)


@attrs.frozen
class Register:
    """A register whose header is known; `lines` are those below it."""

    table: Table
    header: Header
    lines: Iterable[Line]

    def blocks(self) -> Iterator[Block]:
        """The rows that hold something, as many at a time as memory shall hold; blank ones are no rows."""
        width = self.header.width
        block, size = Block(), 0
        for number, cells in self.lines:
            if _is_empty(cells):
                continue
            if len(cells) != width:
                cells = self._fitted(cells, block)
            block.numbers.append(number)
            block.rows.append(cells)
            if self.table.ragged:
                size += sum(map(len, cells))
            if len(block.rows) == BLOCK or size > BLOCK_SIZE:
                yield block
                block, size = Block(), 0
        if block.rows:
            yield block

    def _fitted(self, cells: Sequence[Cell], block: Block) -> Sequence[Cell]:
        """A row of csv as wide as the header; a fact that fell off, or a cell too many, is a fault."""
        width, length = self.header.width, len(cells)
        facts = {"found": str(length), "wanted": str(width)}
        left = [cell for cell in cells[width:] if not is_blank(cell)]
        if left:
            facts["value"] = shown("、".join(map(text_of_cell, left)))
            block.faults[len(block.rows)] = Fault("too_many", tuple(facts.items()))
        elif any(column >= length for column in self.header.columns.values()):
            block.faults[len(block.rows)] = Fault("too_few", tuple(facts.items()))
        return [*cells[:width], *[""] * (width - length)]


def _is_empty(cells: Sequence[Cell]) -> bool:
    """Quick for the first cell that holds something, and for rows of empty cells."""
    if not cells:
        return True
    first = cells[0]
    if type(first) is str and first and not first.isspace():
        return False
    return cells.count("") == len(cells) or all(map(is_blank, cells))


def open_register(path: str, sheet: str | None, headings: Headings) -> Register:
    """The register in a file."""
    try:
        table = _open(path, sheet, headings.score)
        header, lines = find_header(table, headings, path)
    except OSError as error:
        raise _unreadable(path, error) from None
    return Register(table, header, _guarded(path, lines))


def _guarded(path: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; a disk that fails half-way isn't taken for one that can't be written."""
    try:
        yield from lines
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: OSError) -> Refusal:
    return Refusal("cannot_read", path=path, reason=error.strerror or type(error).__name__)


def _open(path: str, sheet: str | None, score: Score) -> Table:
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise Refusal("not_regular", path=path)
    with open(path, "rb") as file:
        start = file.read(1024)
    if not start.strip():
        raise Refusal("register_empty", path=path)
    if start.startswith(b"PK"):
        return open_workbook(path, sheet, score, packed=True)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return open_workbook(path, sheet, score, packed=False)
    if start.startswith(b"PAR1"):
        return open_parquet(path)
    if path.lower().endswith((".xlsx", ".xls", ".parquet")) and b"\0" in start:
        raise Refusal("register_damaged", path=path)
    if _MARKUP.match(start):
        raise Refusal("register_web_page", path=path)
    return open_csv(path, score)
