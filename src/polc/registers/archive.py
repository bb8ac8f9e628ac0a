"""A workbook's archive, looked at before anything reads it.

In: a path. Out: what the reader needs to know, or a refusal: not whole, packed to burst, or XML that declares
entities. Every part is unpacked once, a piece at a time, because the sizes that an archive declares may lie.
What the reader doesn't tell is found here: cells whose formula failed or was never computed, which it would
take for blank ones, rows that are hidden, and a cell so far from the others that the reader, which holds a
sheet as a rectangle, would need the memory of millions of blank ones.
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

import attrs

from polc.refusals import Refusal

MAX_PARTS = 2000
MAX_UNPACKED = 4_000_000_000
SMALL = 50_000_000
MAX_RATIO = 200
_PIECE = 1 << 20
_OVERLAP = 1 << 14
MAX_BROKEN = 100_000
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DECLARATIONS = tuple(m.encode(code) for m in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_FROM_1904 = (b'date1904="1"', b'date1904="true"')
_FAILED = re.compile(rb"<c\s([^<>]*\bt=[\"']e[\"'][^<>]*)>")
_NOT_COMPUTED = re.compile(rb"<c\s([^<>]*)>\s*<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,10})[\"']")
# Columns from BA on: few registers have any, so they are quickly looked for.
_FAR_RIGHT = re.compile(rb"\br=[\"']([B-Z][A-Z]|[A-Z]{3})([0-9]{1,10})[\"']")
_HIDDEN = re.compile(rb"<row\s(?=[^<>]*\bhidden=[\"'](?:1|true)[\"'])[^<>]*?\br=[\"']([0-9]{1,7})[\"']")
_WHOLLY_LOOKED_AT = 4
_LAST_CELLS = 4096
MAX_SPARSE = 4_000_000
MAX_BLANKS = 8

Place = tuple[int, int]


@attrs.frozen(kw_only=True)
class Checked:
    """A sound workbook: whether its serial days count from 1904; by sheet the cells (row from 1, column from
    0) whose formula gave nothing, and the rows that are hidden.
    """

    from_1904: bool
    broken: dict[str, set[Place]] = attrs.field(factory=dict)
    hidden: dict[str, set[int]] = attrs.field(factory=dict)


@attrs.define
class _Extent:
    """How far a sheet reaches, as far as seen: its last row and column, about how many cells it has."""

    pieces: int = 0
    row: int = 0
    column: int = 0
    cells: int = 0

    def look(self, window: bytes) -> None:
        """The first pieces are looked at wholly, of later ones the last cells and those far to the right."""
        near = window if self.pieces < _WHOLLY_LOOKED_AT else window[-_LAST_CELLS:]
        for letters, digits in (*_ADDRESS.findall(near), *_FAR_RIGHT.findall(window)):
            self.row, self.column = max(self.row, int(digits)), max(self.column, _column(letters) + 1)
        self.pieces += 1
        self.cells += window.count(b"<c ")

    @property
    def sparse(self) -> bool:
        """True where nearly all of the rectangle would be blank."""
        return self.row * self.column > max(MAX_SPARSE, MAX_BLANKS * self.cells)


class _Damaged(Exception):
    """The archive isn't whole."""


def check_archive(path: str) -> Checked:
    """Refuse what isn't a sound workbook."""
    try:
        with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
            parts = _Parts(path)
            parts.look(archive.infolist(), file)
            names = _sheet_parts(archive)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, KeyError, SyntaxError, _Damaged):
        raise Refusal("register_damaged", path=path) from None
    for name, part in names.items():
        extent = parts.extents.get(part, _Extent())
        if extent.sparse:
            raise Refusal("register_far_cell", path=path, name=name, row=str(extent.row))
    broken = {name: parts.broken[part] for name, part in names.items() if part in parts.broken}
    hidden = {name: parts.hidden[part] for name, part in names.items() if part in parts.hidden}
    return Checked(from_1904=parts.from_1904, broken=broken, hidden=hidden)


class _Parts:
    """Looks through the parts of one archive, and keeps what it finds."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.from_1904 = False
        self.broken: dict[str, set[Place]] = {}
        self.hidden: dict[str, set[int]] = {}
        self.extents: dict[str, _Extent] = {}

    def look(self, parts: list[zipfile.ZipInfo], file: BinaryIO) -> None:
        """Unpack everything once."""
        if len(parts) > MAX_PARTS:
            raise Refusal("register_bomb", path=self._path)
        if any(part.flag_bits & 1 for part in parts):
            raise Refusal("register_encrypted", path=self._path)
        limit = min(MAX_UNPACKED, max(SMALL, MAX_RATIO * os.path.getsize(self._path)))
        unpacked = 0
        for part in parts:
            rest = b""
            for piece in _pieces(file, part):
                unpacked += len(piece)
                if unpacked > limit:
                    raise Refusal("register_bomb", path=self._path)
                self._window(part.filename, rest + piece)
                rest = (rest + piece)[-_OVERLAP:]

    def _window(self, name: str, window: bytes) -> None:
        if not name.endswith((".xml", ".rels")):
            return
        if any(mark in window for mark in _DECLARATIONS):
            raise Refusal("register_entities", path=self._path)
        if name == _WORKBOOK:
            self.from_1904 |= any(mark in window for mark in _FROM_1904)
        elif name.startswith("xl/worksheets/"):
            self.extents.setdefault(name, _Extent()).look(window)
            if b"hidden=" in window:
                self.hidden.setdefault(name, set()).update(map(int, _HIDDEN.findall(window)))
            failed = _FAILED.findall(window) if b't="e"' in window or b"t='e'" in window else []
            empty = _NOT_COMPUTED.findall(window) if b"<f" in window else []
            for cell in (*failed, *empty):
                self._break(name, cell)

    def _break(self, name: str, cell: bytes) -> None:
        address = _ADDRESS.search(cell)
        places = self.broken.setdefault(name, set())
        if address is None or len(places) >= MAX_BROKEN:
            raise Refusal("register_formulas", path=self._path)
        places.add((int(address[2]), _column(address[1])))


def _column(letters: bytes) -> int:
    """A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    relations = ElementTree.fromstring(archive.read(_RELATIONS))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    found = {}
    for node in ElementTree.fromstring(archive.read(_WORKBOOK)).iter():
        if node.tag.rpartition("}")[2] == "sheet":
            ids = [value for key, value in node.attrib.items() if key.rpartition("}")[2] == "id"]
            target = targets.get(ids[0], "") if ids else ""
            found[node.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


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
