"""A table as a reader opened it, its blocks unread.

In: nothing (this is data). Out: what finds the header and what reads the rows. Rows keep the numbers that the
file shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from polc.registers.blocks import Block
from polc.registers.model import letters
from polc.registers.words import ROW_ADDRESS


@attrs.frozen
class Merged:
    """The merged cells of a table, as far as its rows were read. A cell merged downwards has its value in
    each of its rows: `down` counts those by column. Whose value a cell merged to the right is can't be told:
    `across` are the further columns that it covers, by row.
    """

    down: Counter[int] = attrs.Factory(Counter)
    across: dict[int, frozenset[int]] = attrs.Factory(dict)


@attrs.frozen(kw_only=True)
class Table:
    """A table with its blocks unread.

    `sheet` is the one read, where there are sheets, and `others` are those that weren't. `rows` is about how
    many rows there are, 0 when nobody knows; `done` is the share read so far in thousandths. The rows of
    `texts` tables (csv) have any length and hold texts only. `schema` is the Arrow schema of a parquet file,
    whose first block is its column names. With `serial_days` a number can be a spreadsheet's day. `old`
    workbooks don't tell a failed formula from a blank cell. `hidden` are the rows that a spreadsheet program
    doesn't show.
    """

    blocks: Iterator[Block]
    sheet: str = ""
    rows: int = 0
    done: Callable[[], int] = lambda: 0
    first_column: int = 0
    texts: bool = False
    schema: Any = None
    serial_days: bool = False
    others: tuple[str, ...] = ()
    old: bool = False
    hidden: frozenset[int] = frozenset()
    merged: Merged = attrs.Factory(Merged)

    def address(self, row: int, column: int) -> str:
        """C17 as spreadsheet programs write it; in parquet only the row."""
        if self.schema is not None:
            return ROW_ADDRESS.format(row=row)
        return f"{letters(self.first_column + column)}{row}"
