"""An old workbook (xls), looked at before anything reads it.

In: a path. Out: a refusal where it's encrypted, or where a cell stands so far from the others that a reader,
which holds a sheet as a rectangle, would need the memory of millions of blank ones. An xls is a compound
file: sectors chained by a table, a directory that says where the stream with the sheets begins, and in the
stream records, each with its kind and its length. What isn't laid out so is left to the reader to refuse.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

import attrs

from polc.refusals import Refusal
from polc.registers.archive import MAX_BLANKS, MAX_SPARSE, Checked

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTRY, _SHORTEST, _NO_SECTOR = 128, 4096, 0xFFFFFFFA
_SECTORS = {9: 512, 12: 4096}
_STREAMS = ("Workbook", "Book")
_BOUND_SHEET, _BEGIN, _PASSWORD, _SHEET = 0x0085, 0x0809, 0x002F, 0x0010
_SEVERAL = (0x00BD, 0x00BE)
_CELLS = (0x0006, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, *_SEVERAL)


@attrs.define
class _Reach:
    """How far the cells of a sheet reach, and how many records of cells there are."""

    row: int = 0
    column: int = 0
    cells: int = 0

    @property
    def sparse(self) -> bool:
        """True where nearly all of the rectangle would be blank."""
        return self.row * self.column > max(MAX_SPARSE, MAX_BLANKS * self.cells)


def check_old(path: str) -> Checked:
    """Refuse what can't be read. Numbers aren't read as days: the file doesn't say where they count from."""
    with open(path, "rb") as file:
        content = file.read()
    if _ENCRYPTED in content:
        raise Refusal("register_encrypted", path=path)
    try:
        reaches = _sheets(_stream(content))
    except (struct.error, IndexError):
        reaches = {}
    for name, reach in reaches.items():
        if reach.sparse:
            raise Refusal("register_far_cell", path=path, name=name, row=str(reach.row))
    return Checked(from_1904=False)


def _sheets(stream: bytes) -> dict[str, _Reach]:
    """How far each sheet of a workbook's stream reaches, by its name; none where they are encrypted."""
    names: dict[int, str] = {}
    reaches: dict[str, _Reach] = {}
    here: _Reach | None = None
    for kind, at, size in _records(stream):
        if kind == _PASSWORD:
            return {}
        if kind == _BOUND_SHEET:
            names[struct.unpack_from("<I", stream, at)[0]] = _name(stream[at : at + size])
        elif kind == _BEGIN:
            sheet = struct.unpack_from("<H", stream, at + 2)[0] == _SHEET
            here = reaches.setdefault(names.get(at - 4, ""), _Reach()) if sheet else None
        elif here is not None and kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, at)
            last = struct.unpack_from("<H", stream, at + size - 2)[0] if kind in _SEVERAL else column
            here.row, here.column = max(here.row, row + 1), max(here.column, last + 1)
            here.cells += last - column + 1
    return reaches


def _name(record: bytes) -> str:
    """The name of a sheet: its length, whether its letters take two bytes, the letters."""
    letters = record[8:].decode("utf-16-le" if record[7] & 1 else "latin-1", "replace")
    return letters[: record[6]]


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record: its kind, where its content begins, its length."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, size
        at += 4 + size


def _stream(content: bytes) -> bytes:
    """The stream that holds the sheets; empty where there's none."""
    size = _SECTORS.get(struct.unpack_from("<H", content, 30)[0], 0)
    if not size:
        return b""
    chain = [
        n for sector in _tables(content, size) for n in _numbers(content, (sector + 1) * size, size // 4)
    ]
    entries = _joined(content, chain, _numbers(content, 48, 1)[0], size)
    for place in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", entries, place + 64)[0]
        name = entries[place : place + max(length - 2, 0)].decode("utf-16-le", "replace")
        first, whole = _numbers(entries, place + 116, 2)
        if name in _STREAMS and whole >= _SHORTEST:
            return _joined(content, chain, first, size)
    return b""


def _tables(content: bytes, size: int) -> list[int]:
    """The sectors that hold the table: 109 in the header, more in sectors of their own."""
    found = _numbers(content, 76, 109)
    sector, left = _numbers(content, 68, 2)
    for _ in range(min(left, len(content) // size)):
        *more, sector = _numbers(content, (sector + 1) * size, size // 4)
        found += more
    return [number for number in found if number < _NO_SECTOR]


def _numbers(content: bytes, at: int, count: int) -> list[int]:
    return list(struct.unpack_from(f"<{count}I", content, at))


def _joined(content: bytes, chain: list[int], first: int, size: int) -> bytes:
    """The sectors of a chain one after the other; a chain that goes in a circle ends."""
    sectors = islice(_chained(chain, first), len(chain))
    return b"".join(content[(n + 1) * size : (n + 2) * size] for n in sectors)


def _chained(chain: list[int], first: int) -> Iterator[int]:
    while first < len(chain):
        yield first
        first = chain[first]
