"""Blocks of a register: rows in order with their numbers, seen as rows or as columns.

In: rows as csv and workbooks give them, or a record batch of Arrow. Out: whichever of the two is asked for:
cells of a batch become Python's own only then. Columns of a batch go by few distinct cells where they can.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import Any, TypeAlias

from polc.registers.libraries import library
from polc.registers.model import Cell, Fault, is_blank

BLOCK = 8192
BLOCK_SIZE = 16_000_000  # bytes of csv, for registers with long cells

Cells: TypeAlias = Sequence[Cell]


class RowBlock:
    """Rows as wide as the header, or as they come where the header isn't known yet.

    `faults` are those of whole rows, by place; `texts` says that every cell is a text.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        rows: Sequence[Cells],
        faults: dict[int, Fault] | None = None,
        *,
        texts: bool = False,
    ) -> None:
        self.numbers, self.rows, self.faults, self.texts = numbers, rows, faults or {}, texts

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def columns(self) -> Sequence[Cells]:
        """The cells of each column."""
        return list(zip(*self.rows, strict=True))

    def column(self, number: int) -> Cells:
        """The cells of one column."""
        return self.columns[number]

    def coded(self, column: int) -> tuple[Cells, Any]:
        """The cells of a column, each by itself."""
        return self.columns[column], None

    def starting(self, column: int, letters: frozenset[str]) -> list[int]:
        """The places of texts that begin, after spaces, with one of these; usually none."""
        cells = self.columns[column]
        if {cell[:1] for cell in cells if type(cell) is str}.isdisjoint(letters | _SPACES):
            return []
        return [p for p, cell in enumerate(cells) if type(cell) is str and cell.lstrip()[:1] in letters]


class ArrowBlock:
    """A record batch of parquet; nothing is wrong with its rows as such."""

    texts = False

    def __init__(self, numbers: Sequence[int], batch: Any) -> None:
        self.numbers, self.batch = numbers, batch
        self.faults: dict[int, Fault] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def rows(self) -> Sequence[Cells]:
        """The rows; only writers of rows ask for them all."""
        return list(zip(*self.columns, strict=True))

    @cached_property
    def columns(self) -> Sequence[Cells]:
        """The cells of each column."""
        return [column.to_pylist() for column in self.batch.columns]

    def column(self, number: int) -> Cells:
        """The cells of one column."""
        cells: list[Cell] = self.batch.column(number).to_pylist()
        return cells

    def coded(self, column: int) -> tuple[Cells, Any]:
        """The different cells of a column, and as an Arrow column the place of each row's among them."""
        arrow, cells = library("pyarrow"), _decoded(self.batch.column(column))
        if arrow.types.is_nested(cells.type):
            return [cell if cell is None else str(cell) for cell in cells.to_pylist()], None
        try:
            coded = cells.dictionary_encode(null_encoding="encode")
        except (arrow.ArrowNotImplementedError, arrow.ArrowTypeError):
            return cells.to_pylist(), None
        return coded.dictionary.to_pylist(), coded.indices

    def starting(self, column: int, letters: frozenset[str]) -> list[int]:
        """The places of texts that begin, after spaces, with one of these."""
        arrow, compute = library("pyarrow"), library("pyarrow.compute")
        cells = _decoded(self.batch.column(column))
        if not arrow.types.is_string(cells.type):
            return []
        first = compute.utf8_slice_codeunits(compute.utf8_ltrim_whitespace(cells), 0, 1)
        found = compute.is_in(first, value_set=arrow.array(sorted(letters), arrow.string()))
        places: list[int] = compute.indices_nonzero(found).to_pylist()
        return places

    def without_blanks(self) -> ArrowBlock:
        """The rows that hold something; a glance at the first column is usually enough."""
        compute, blank = library("pyarrow.compute"), None
        for column in self.batch.columns:
            blank = _blank(column) if blank is None else compute.and_(blank, _blank(column))
            if not compute.any(blank).as_py():
                return self
        kept = compute.invert(blank)
        places = compute.indices_nonzero(kept).to_pylist()
        return ArrowBlock([self.numbers[place] for place in places], self.batch.filter(kept))


Block: TypeAlias = RowBlock | ArrowBlock
_SPACES = frozenset(" \t\r\n\u3000\u00a0")


def taken(numbers: array[int], places: Any) -> array[int]:
    """The numbers at the places of an Arrow column, none of them null."""
    arrow, found = library("pyarrow"), array("i")
    column = arrow.array(numbers, arrow.int32()).take(places)
    found.frombytes(column.buffers()[1].slice(column.offset * found.itemsize, len(column) * found.itemsize))
    return found


def row_blocks(rows: Iterable[Cells], first: int) -> Iterator[RowBlock]:
    """Rows in blocks, numbered from `first`."""
    block: list[Cells] = []
    for row in rows:
        block.append(row)
        if len(block) == BLOCK:
            yield RowBlock(range(first, first + BLOCK), block)
            first, block = first + BLOCK, []
    if block:
        yield RowBlock(range(first, first + len(block)), block)


def gathered(blocks: Iterable[Block], many: int) -> Iterator[Block]:
    """As many blocks as one at a time."""
    rest = iter(blocks)
    while waiting := list(islice(rest, many)):
        yield waiting[0] if len(waiting) == 1 else _joined(waiting)


def _joined(blocks: Sequence[Block]) -> Block:
    numbers = [number for block in blocks for number in block.numbers]
    batches = [block.batch for block in blocks if isinstance(block, ArrowBlock)]
    if batches:
        return ArrowBlock(numbers, library("pyarrow").concat_batches(batches))
    starts = accumulate(map(len, blocks), initial=0)
    faults = {
        at + place: f for at, block in zip(starts, blocks, strict=False) for place, f in block.faults.items()
    }
    rows = [row for block in blocks for row in block.rows]
    return RowBlock(numbers, rows, faults, texts=all(block.texts for block in blocks))


def some(block: Block, places: Sequence[int]) -> Block:
    """The rows at these places."""
    numbers = [block.numbers[place] for place in places]
    if isinstance(block, ArrowBlock):
        return ArrowBlock(numbers, block.batch.take(library("pyarrow").array(places, "int32")))
    return RowBlock(numbers, [block.rows[place] for place in places], texts=block.texts)


def is_empty(cells: Cells) -> bool:
    """True for a row of nothing and spaces; quick for cells that are all ''."""
    return cells.count("") == len(cells) or all(map(is_blank, cells))


def _decoded(column: Any) -> Any:
    """A column of texts by number as the texts."""
    arrow = library("pyarrow")
    return column.dictionary_decode() if arrow.types.is_dictionary(column.type) else column


def _blank(column: Any) -> Any:
    """Where a column holds nothing or spaces."""
    arrow, compute = library("pyarrow"), library("pyarrow.compute")
    cells = _decoded(column)
    nothing = cells.is_null()
    if not arrow.types.is_string(cells.type):
        return nothing
    spaces = compute.equal(compute.utf8_trim_whitespace(cells), "")
    return compute.or_(nothing, spaces.fill_null(fill_value=True))
