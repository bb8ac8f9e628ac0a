"""ID numbers: the same one twice, one that contradicts the birth date, one that lost its digits.

In: the cells of the ID column with their rows, and the birth dates. Out: warnings. ID numbers are kept
nowhere: what is compared later is a keyed hash of each, with its row, in temporary files, so that memory
stays small however long the register is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from hashlib import blake2b
from itertools import islice
from tempfile import SpooledTemporaryFile
from types import NoneType
from typing import IO

from polc.dsl.values import Given
from polc.registers.blocks import Cells
from polc.registers.cells import Coded, Derived
from polc.registers.model import Cell, Warned, plain_text

PARTS = 64
LISTED = 100_000
_IN_MEMORY = 1 << 17
DIGEST, ROW = 8, 8
LONGEST_SAFE = 15  # digits that a spreadsheet program keeps of a number
EXACT = 10**15  # from here on a workbook's number isn't what was typed
SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")
_RESIDENT = re.compile(r"[1-9][0-9]{5}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9X]")


@contextmanager
def identities() -> Iterator[Identities]:
    """An `Identities` whose temporary files go when it goes."""
    with ExitStack() as stack:
        yield Identities([stack.enter_context(SpooledTemporaryFile(_IN_MEMORY)) for _ in range(PARTS)])


class Identities:
    """Looks at the ID numbers of a register, block by block; then tells which came twice.

    `long` says that some have more digits than a spreadsheet program keeps of a number.
    """

    def __init__(self, parts: Sequence[IO[bytes]]) -> None:
        self._parts = parts
        self._start = blake2b(digest_size=DIGEST, key=os.urandom(16))
        self._days = Derived(_day)
        self.long = False

    def look(
        self, numbers: Sequence[int], cells: Cells, births: Coded[Given | None] | None
    ) -> Iterator[tuple[int, Warned]]:
        """The places in the block at which something looks wrong."""
        held = [
            cell if type(cell) is str and cell.isdecimal() and cell.isascii() else number_text(cell)
            for cell in cells
        ]
        self.long = self.long or any(len(text) > LONGEST_SAFE for text in held)
        for place in self._lost(held, cells):
            held[place] = ""
            yield place, Warned("number_lost", ())
        self._keep(held, numbers)
        if births is not None:
            yield from self._contradictions(held, births)

    def _lost(self, held: Sequence[str], cells: Cells) -> list[int]:
        """The places of numbers that lost digits: a workbook's own, and those written as 9.90E+17."""
        short = [place for place, text in enumerate(held) if "E" in text and SHORTENED.fullmatch(text)]
        if {str, NoneType}.issuperset(map(type, cells)):
            return short
        numbers = [p for p, cell in enumerate(cells) if isinstance(cell, int | float) and abs(cell) >= EXACT]
        return sorted({*short, *numbers})

    def _contradictions(
        self, held: Sequence[str], births: Coded[Given | None]
    ) -> Iterator[tuple[int, Warned]]:
        """Where a resident's number holds another day of birth, as its 7th to 14th digit."""
        days = self._days.of(births)
        for place, (text, code) in enumerate(zip(held, births.codes, strict=True)):
            day = days[code]
            if text[6:14] != day and day and (said := _contradiction(text, births.values[code])):
                yield place, said

    def _keep(self, held: Sequence[str], numbers: Sequence[int]) -> None:
        """Put away the hash of each number, with its row; equal ones meet in one part."""
        parts: list[list[bytes]] = [[] for _ in self._parts]
        for text, number in zip(held, numbers, strict=True):
            if text:
                hashing = self._start.copy()
                hashing.update(text.encode("utf-8", "replace"))
                digest = hashing.digest()
                parts[digest[0] % PARTS].append(digest + number.to_bytes(ROW, "big"))
        for file, entries in zip(self._parts, parts, strict=True):
            file.write(b"".join(entries))

    def twice(self) -> list[tuple[int, int]]:
        """(row, first row with the same number), in the order of the rows; no more than LISTED."""
        return sorted(islice(self._pairs(), LISTED))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        for part in self._parts:
            part.seek(0)
            entries = part.read()
            starts = range(0, len(entries), DIGEST + ROW)
            digests = [entries[start : start + DIGEST] for start in starts]
            if len(set(digests)) == len(digests):
                continue
            first: dict[bytes, int] = {}
            for start, digest in zip(starts, digests, strict=True):
                row = int.from_bytes(entries[start + DIGEST : start + DIGEST + ROW], "big")
                if first.setdefault(digest, row) != row:
                    yield row, first[digest]


def _day(birth: Given | None) -> str:
    """A day as ID numbers hold it."""
    return f"{birth.year:04}{birth.month:02}{birth.day:02}" if isinstance(birth, date) else ""


def number_text(cell: Cell) -> str:
    """A number without width, spaces and what keeps it a text."""
    return plain_text(cell).lstrip("'").upper()


def _contradiction(held: str, birth: Given | None) -> Warned | None:
    found = _RESIDENT.fullmatch(held)
    if found is None or not isinstance(birth, date):
        return None
    held_day = "-".join(found.groups())
    return Warned("birth_contradicts", (("given", birth.isoformat()), ("held", held_day)))
