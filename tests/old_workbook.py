"""The smallest old workbook (xls): one sheet of texts and numbers, since no library here writes one.

In: rows. Out: the bytes of a compound file with a Workbook stream in BIFF8.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SHORTEST = 4096


def xls(
    rows: Sequence[Sequence[str | int]],
    name: str = "名册",
    also: Mapping[tuple[int, int], int] | None = None,
) -> bytes:
    """A workbook with one sheet; `also` are numbers in cells further off, by row and column from 0."""
    more = b"".join(_number(row, column, cell) for (row, column), cell in (also or {}).items())
    return _compound(_stream(rows, name, more))


def _number(row: int, column: int, cell: int) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _stream(rows: Sequence[Sequence[str | int]], name: str, more: bytes) -> bytes:
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0006))
    end = _record(0x000A, b"")
    bound = _record(0x0085, struct.pack("<IBB", 0, 0, 0) + title)
    offset = len(start) + len(bound) + len(end)
    bound = _record(0x0085, struct.pack("<IBB", offset, 0, 0) + title)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0006))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, int):
                sheet += _number(row, column, cell)
            elif cell:
                sheet += _record(0x0204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return start + bound + end + sheet + more + end


def _compound(stream: bytes) -> bytes:
    """A compound file: header, one sector of the table, one of the directory, then the stream."""
    stream = stream.ljust(max(_SHORTEST, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SHORTEST, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _NONE, 2, len(stream))
    return header + table + (directory + _entry("", 0, _NONE, 0, 0) * 2) + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", _NONE, _NONE, child) + b"\0" * 36 + struct.pack("<IQ", start, size)
