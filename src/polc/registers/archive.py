"""A workbook's archive, looked at before anything reads it.

In: a path. Out: nothing, or a refusal: not whole, packed to burst, or XML that declares entities. Every part
is unpacked once, a piece at a time, because the sizes that an archive declares may lie.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from polc.refusals import Refusal

MAX_PARTS = 2000
MAX_UNPACKED = 4_000_000_000
SMALL = 50_000_000
MAX_RATIO = 200
_PIECE = 1 << 20
_OVERLAP = 32
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DECLARATIONS = tuple(m.encode(code) for m in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))
_WORKBOOK = "xl/workbook.xml"
_FROM_1904 = (b'date1904="1"', b'date1904="true"')


class _Damaged(Exception):
    """The archive isn't whole."""


def check_archive(path: str) -> bool:
    """Refuse what isn't a sound workbook; true when its serial days count from 1904."""
    try:
        with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
            return _checked(path, archive.infolist(), file)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, _Damaged):
        raise Refusal("register_damaged", path=path) from None


def _checked(path: str, parts: list[zipfile.ZipInfo], file: BinaryIO) -> bool:
    if len(parts) > MAX_PARTS:
        raise Refusal("register_bomb", path=path)
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("register_encrypted", path=path)
    limit = min(MAX_UNPACKED, max(SMALL, MAX_RATIO * os.path.getsize(path)))
    unpacked, from_1904 = 0, False
    for part in parts:
        rest = b""
        for piece in _pieces(file, part):
            unpacked += len(piece)
            if unpacked > limit:
                raise Refusal("register_bomb", path=path)
            window = rest + piece
            if part.filename.endswith((".xml", ".rels")) and any(mark in window for mark in _DECLARATIONS):
                raise Refusal("register_entities", path=path)
            from_1904 |= part.filename == _WORKBOOK and any(mark in window for mark in _FROM_1904)
            rest = piece[-_OVERLAP:]
    return from_1904


def _pieces(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's content, whatever size it declares."""
    file.seek(part.header_offset)
    mark, name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if mark != b"PK\3\4":
        raise _Damaged
    file.seek(name + extra, os.SEEK_CUR)
    left = part.compress_size
    unpack = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    if unpack is None and part.compress_type != zipfile.ZIP_STORED:
        raise _Damaged
    while left:
        packed = file.read(min(_PIECE, left))
        if not packed:
            raise _Damaged
        left -= len(packed)
        if unpack is None:
            yield packed
            continue
        while packed and not unpack.eof:
            yield unpack.decompress(packed, _PIECE)
            packed = unpack.unconsumed_tail
    if unpack is not None and not unpack.eof:
        raise _Damaged
