"""Reading csv: the encoding and the separator are found, never declared; then block by block.

In: a path. Out: a `Table`. A byte order mark decides the encoding, else the whole file is strict UTF-8, else
the whole file is strict GB18030, else it's refused with the line. Memory holds one block.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from itertools import islice

import attrs

from polc.refusals import Refusal
from polc.registers.blocks import BLOCK, BLOCK_SIZE, RowBlock
from polc.registers.model import Cell
from polc.registers.table import Table

MAX_CELL = 1_000_000
SEPARATORS = (",", "\t", ";")
_CHUNK = 1 << 20
_SAMPLE_RECORDS = 30
_LONG_LINE = 1 << 24
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Chinese in UTF-8 is three bytes a character; in a line of GB18030 several such triples hardly come together.
_UTF8_CHINESE = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){2}")

Score = Callable[[Iterable[Cell]], int]


@attrs.frozen
class _Survey:
    """What one pass over the bytes tells."""

    encoding: str
    lines: int


@attrs.define
class _Progress:
    """How much of a file is read, in thousandths."""

    size: int
    position: int = 0

    def share(self) -> int:
        """Thousandths of the file's bytes."""
        return self.position * 1000 // max(self.size, 1)


def open_csv(path: str, score: Score) -> Table:
    """The table in a text file; `score` says how much a line looks like a header."""
    survey = _survey(path)
    separator = _separator(path, survey.encoding, score)
    progress = _Progress(os.path.getsize(path))
    blocks = _blocks(path, survey.encoding, separator, progress)
    return Table(blocks=blocks, rows=survey.lines, done=progress.share, texts=True)


def _blocks(path: str, encoding: str, separator: str, progress: _Progress) -> Iterator[RowBlock]:
    """The records, as many at a time as memory shall hold, numbered as a spreadsheet program counts them."""
    before = csv.field_size_limit(MAX_CELL)
    first, rows, full = 1, list[list[str]](), BLOCK_SIZE
    try:
        with open(path, "rb") as raw, TextIOWrapper(raw, encoding, newline="") as file:
            for record in csv.reader(file, delimiter=separator, strict=True):
                rows.append(record)
                if len(rows) == BLOCK or raw.tell() > full:
                    progress.position = raw.tell()
                    yield RowBlock(range(first, first + len(rows)), rows, texts=True)
                    first, rows, full = first + len(rows), [], raw.tell() + BLOCK_SIZE
        if rows:
            yield RowBlock(range(first, first + len(rows)), rows, texts=True)
    except csv.Error:
        for _ in _records(path, encoding, separator):
            pass  # the same records again, which tell where it is
        raise
    finally:
        csv.field_size_limit(before)


def _records(path: str, encoding: str, separator: str) -> Iterator[list[str]]:
    """The records; a refusal says in which line and record something is wrong."""
    before = csv.field_size_limit(MAX_CELL)
    number, started = 0, 1
    try:
        with open(path, "rb") as raw, TextIOWrapper(raw, encoding, newline="") as file:
            records = csv.reader(file, delimiter=separator, strict=True)
            for record in records:
                number, started = number + 1, records.line_num + 1
                yield record
    except csv.Error as error:
        line, row = str(started), str(number + 1)
        if "limit" in str(error):
            raise Refusal("register_long_cell", path=path, line=line, row=row) from None
        raise Refusal("register_quote", path=path, line=line, row=row) from None
    finally:
        csv.field_size_limit(before)


def _separator(path: str, encoding: str, score: Score) -> str:
    """The separator with which the first lines look most like a header, then that gives most columns."""
    tried = []
    for separator in SEPARATORS:
        try:
            sample = list(islice(_records(path, encoding, separator), _SAMPLE_RECORDS))
        except Refusal:
            sample = []
        tried.append((max(map(score, sample), default=-1), max(map(len, sample), default=0)))
    return SEPARATORS[tried.index(max(tried))]


# ---- encoding ---------------------------------------------------------------------------------------
def _survey(path: str) -> _Survey:
    """One pass, or two, over the whole file: a single byte that doesn't fit must not turn up half-way."""
    with open(path, "rb") as file:
        start = file.read(4)
    encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")
    try:
        return _Survey(encoding, _decoded(path, encoding))
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise Refusal("register_not_text", path=path, line="1") from None
    return _Survey("gb18030", _as_gb18030(path))


def _decoded(path: str, encoding: str) -> int:
    """The number of lines of a text in one encoding. UnicodeDecodeError; NUL is refused."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines = 0
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            lines += _counted(path, decoder.decode(chunk), lines)
        _counted(path, decoder.decode(b"", final=True), lines)
    return lines


def _counted(path: str, text: str, before: int) -> int:
    if "\0" in text:
        line = before + text.count("\n", 0, text.index("\0")) + 1
        raise Refusal("register_nul", path=path, line=str(line))
    return text.count("\n")


def _as_gb18030(path: str) -> int:
    """The number of lines; refused where a line is something else, or UTF-8 among lines that aren't."""
    number = 0
    with open(path, "rb") as file:
        while line := file.readline(_LONG_LINE):
            number += 1
            if line.isascii():
                _counted(path, line.decode("ascii"), number - 1)
                continue
            try:
                text = line.decode("gb18030")
            except UnicodeDecodeError:
                raise Refusal("register_not_text", path=path, line=str(number)) from None
            _counted(path, text, number - 1)
            if _UTF8_CHINESE.search(line) and _is_utf8(line):
                raise Refusal("register_mixed", path=path, line=str(number))
    return number


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
