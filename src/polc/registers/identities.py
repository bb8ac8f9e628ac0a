"""ID numbers: the same one twice, one that contradicts the birth date, one that lost its digits.

In: the cells of the ID column with their rows, and the birth dates. Out: warnings. ID numbers are kept
nowhere: what is compared later is a keyed hash of each, with its row, in temporary files, so that memory
stays small however long the register is.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from hashlib import blake2b
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from polc.dsl.source import fold_width
from polc.dsl.values import Plain
from polc.registers.model import Cell, Fault, Warned, is_blank, text_of_cell

PARTS = 64
LISTED = 100_000
_IN_MEMORY = 1 << 17
_ENTRY = struct.Struct("<8sQ")
_RESIDENT = re.compile(r"[1-9][0-9]{5}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9X]")


@contextmanager
def identities() -> Iterator[Identities]:
    """An `Identities` whose temporary files go when it goes."""
    with ExitStack() as stack:
        yield Identities([stack.enter_context(SpooledTemporaryFile(_IN_MEMORY)) for _ in range(PARTS)])


class Identities:
    """Looks at the ID numbers of a register, block by block; then tells which came twice."""

    def __init__(self, parts: Sequence[IO[bytes]]) -> None:
        self._parts, self._key = parts, os.urandom(16)

    def look(
        self, numbers: Sequence[int], cells: Sequence[Cell], births: Sequence[Plain | Fault | None] | None
    ) -> Iterator[tuple[int, Warned]]:
        """The places in the block at which something looks wrong."""
        for place, (number, cell) in enumerate(zip(numbers, cells, strict=True)):
            if not cell or is_blank(cell):
                continue
            if isinstance(cell, int | float) and abs(cell) >= 10**15:
                yield place, Warned("number_lost", ())
                continue
            held = _normal(cell)
            digest = blake2b(held.encode("utf-8", "replace"), digest_size=8, key=self._key).digest()
            self._parts[digest[0] % PARTS].write(_ENTRY.pack(digest, number))
            birth = births[place] if births is not None else None
            if isinstance(birth, date) and held[6:14] != f"{birth.year:04}{birth.month:02}{birth.day:02}":
                said = _contradiction(held, birth)
                if said is not None:
                    yield place, said

    def twice(self) -> list[tuple[int, int]]:
        """(row, first row with the same number), in the order of the rows; no more than LISTED."""
        return sorted(islice(self._pairs(), LISTED))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        for part in self._parts:
            part.seek(0)
            first: dict[bytes, int] = {}
            while entry := part.read(_ENTRY.size):
                digest, number = _ENTRY.unpack(entry)
                if digest in first:
                    yield number, first[digest]
                else:
                    first[digest] = number


def _normal(cell: Cell) -> str:
    """A number without width, spaces and the apostrophe that keeps it a text."""
    if type(cell) is str and cell.isascii() and cell.isdecimal():
        return cell
    return fold_width(text_of_cell(cell)).strip().lstrip("'").upper()


def _contradiction(held: str, birth: date) -> Warned | None:
    """A resident's number holds the day of birth as its 7th to 14th digit."""
    found = _RESIDENT.fullmatch(held)
    if found is None:
        return None
    held_day = "-".join(found.groups())
    return Warned("birth_contradicts", (("given", birth.isoformat()), ("held", held_day)))
