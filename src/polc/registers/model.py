"""What a register is made of: cells, lines, the table as a reader opened it, blocks, faults.

In: nothing (this is data). Out: everything in this package. Rows keep the numbers that the file shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from polc.dsl.diagnostics.model import Lang
from polc.registers.words import FAULTS, FIX, ROW_ADDRESS, WARNINGS, fill

# str, int, float, bool, date, datetime, time, timedelta, Decimal or None, as the readers give them.
Cell: TypeAlias = Any
Line: TypeAlias = tuple[int, Sequence[Cell]]

BLOCK = 16384
BLOCK_SIZE = 16_000_000  # characters, for registers with long cells


@attrs.frozen(kw_only=True)
class Table:
    """A table with its lines unread.

    `rows` is about how many there are, 0 when nobody knows; `done` is the share read so far in thousandths.
    `ragged` tables (csv) have lines of any length. `schema` is the Arrow schema of a parquet file, whose
    first line is its column names. With `serial_days` a number can be a spreadsheet's day. `others` are
    sheets that weren't read. `old` workbooks don't tell a failed formula from a blank cell.
    """

    lines: Iterator[Line]
    rows: int = 0
    done: Callable[[], int] = lambda: 0
    first_column: int = 0
    ragged: bool = False
    schema: Any = None
    serial_days: bool = False
    others: tuple[str, ...] = ()
    old: bool = False

    def address(self, row: int, column: int) -> str:
        """C17 as spreadsheet programs write it; in parquet only the row."""
        if self.schema is not None:
            return ROW_ADDRESS.format(row=row)
        return f"{letters(self.first_column + column)}{row}"


@attrs.frozen
class Fault:
    """What is wrong with a cell or a row; `name` is a text of `words.FAULTS`."""

    name: str
    facts: tuple[tuple[str, str], ...]

    def text(self, lang: Lang) -> str:
        """The sentence, with an example of what to write where there is one."""
        facts = dict(self.facts)
        said = fill(FAULTS[self.name], lang, facts)
        return said + fill(FIX, lang, facts) if "example" in facts else said


@attrs.frozen
class Block:
    """Rows in order with their numbers, each as wide as the header; faults of whole rows by place."""

    numbers: list[int] = attrs.field(factory=list)
    rows: list[Sequence[Cell]] = attrs.field(factory=list)
    faults: dict[int, Fault] = attrs.field(factory=dict)


@attrs.frozen
class Finding:
    """One line of the list of problems: an address, the column's heading, and what there is to say."""

    address: str
    heading: str
    said: Fault | Warned

    def text(self, lang: Lang) -> str:
        """C17 and the sentence."""
        return f"{self.address}  {self.said.text(lang)}"


@attrs.frozen
class Warned:
    """Something that looks wrong and stops nothing; `name` is a text of `words.WARNINGS`."""

    name: str
    facts: tuple[tuple[str, str], ...]

    def text(self, lang: Lang) -> str:
        """The sentence."""
        return fill(WARNINGS[self.name], lang, dict(self.facts))


def letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    found = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        found = chr(65 + rest) + found
        column -= 1
    return found


def is_blank(cell: Cell) -> bool:
    """True for nothing and for spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: Cell) -> str:
    """A cell in quotes, shortened, for a message."""
    text = text_of_cell(cell)
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"


def text_of_cell(cell: Cell) -> str:
    """A cell as text: a whole number without a point, a day as 2025-03-01, nothing as ''."""
    kind = type(cell)
    if kind is str:
        return str(cell)
    if cell is None:
        return ""
    if kind is bool:
        return "是" if cell else "否"
    if kind is float:
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    return str(cell)
