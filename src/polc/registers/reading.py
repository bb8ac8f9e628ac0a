"""Opening a register: what the file is decides how it's read, not what it's called.

In: a path as typed. Out: a `Table` and its `Header`, or a refusal of the whole file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator

import attrs

from polc.refusals import Refusal
from polc.registers.blocks import ArrowBlock, Block, Cells, RowBlock, is_empty
from polc.registers.csv_reader import Score, open_csv
from polc.registers.header import Header, Headings, find_header
from polc.registers.model import Fault, is_blank, shown, text_of_cell
from polc.registers.parquet_reader import open_parquet
from polc.registers.table import Table
from polc.registers.workbook_reader import open_workbook

_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head|script|style)", re.IGNORECASE
)


@attrs.frozen
class Register:
    """A register whose header is known, and what its headings could mean; `below` are the blocks below it."""

    table: Table
    header: Header
    headings: Headings
    below: Iterable[Block]

    def blocks(self) -> Iterator[Block]:
        """The rows that hold something; blank ones are no rows."""
        for block in self.below:
            whole = block.without_blanks() if isinstance(block, ArrowBlock) else self._whole(block)
            if len(whole):
                yield whole

    def _whole(self, block: RowBlock) -> RowBlock:
        """The rows that hold something, as wide as the header; most of them are seen at a glance."""
        width, odd = self.header.width, dict[int, Cells]()
        faults = dict[int, Fault]()
        for place, cells in enumerate(block.rows):
            if len(cells) == width and cells[0] and type(cells[0]) is str and not cells[0].isspace():
                continue
            if is_empty(cells):
                odd[place] = ()
            elif len(cells) != width:
                odd[place] = self._fitted(cells, faults, place)
        if not odd:
            return block
        kept = [place for place in range(len(block)) if odd.get(place) != ()]
        rows = [odd.get(place, block.rows[place]) for place in kept]
        numbers = [block.numbers[place] for place in kept]
        told = {at: faults[place] for at, place in enumerate(kept) if place in faults}
        return RowBlock(numbers, rows, told, texts=block.texts)

    def _fitted(self, cells: Cells, faults: dict[int, Fault], place: int) -> Cells:
        """A row of csv as wide as the header; a fact that fell off, or a cell too many, is a fault."""
        width, length = self.header.width, len(cells)
        facts = {"found": str(length), "wanted": str(width)}
        left = [cell for cell in cells[width:] if not is_blank(cell)]
        if left:
            facts["value"] = shown("、".join(map(text_of_cell, left)))
            faults[place] = Fault("too_many", tuple(facts.items()))
        elif any(column >= length for column in self.header.columns.values()):
            faults[place] = Fault("too_few", tuple(facts.items()))
        return [*cells[:width], *[""] * (width - length)]


def open_register(path: str, sheet: str | None, headings: Headings) -> Register:
    """The register in a file."""
    try:
        table = _open(path, sheet, headings.score)
        header, blocks = find_header(table, headings, path)
    except OSError as error:
        raise _unreadable(path, error) from None
    return Register(table, header, headings, _guarded(path, blocks))


def _guarded(path: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a disk that fails half-way isn't taken for one that can't be written."""
    try:
        yield from blocks
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
