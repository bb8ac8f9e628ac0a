"""A .docx → lines: paragraphs, rows of tables joined by ｜, and the numbers that the word processor shows.

Automatic numbers aren't in the text of a .docx: they're counted here as Word counts them. A form of number
that isn't known is refused with how many paragraphs use it, because every citation would be off.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import attrs

from polc.dsl.numerals import write_numeral
from polc.files import SIZE_LIMIT
from polc.refusals import Refusal

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNPACKED = 10 * SIZE_LIMIT
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
    }
)
_PLAIN = frozenset({"decimal", "decimalFullWidth", "decimalHalfWidth"})
_SILENT = frozenset({"none", "bullet"})


def docx_text(path: str, data: bytes) -> str:
    """The text of the document with its numbers."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise Refusal("notice_old_format", path=path)
            parts = {name: _part(archive, name, path) for name in _PARTS if name in names}
        numbering = _Numbering.of(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
        body = parts["word/document.xml"].find(f"{_W}body")
        lines = [] if body is None else list(_lines(body, numbering))
    except (*_DAMAGED, ValueError, EOFError, RuntimeError):
        raise Refusal("notice_damaged", path=path) from None
    if numbering.unknown:
        count, form = len(numbering.unknown), numbering.unknown[0]
        raise Refusal("notice_numbering", path=path, count=str(count), form=form)
    return "\n".join(lines)


_DAMAGED = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError)
_PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml")


def _part(archive: zipfile.ZipFile, name: str, path: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > _UNPACKED:
        raise Refusal("too_large", path=path)
    return ElementTree.fromstring(archive.read(name))


# ---- text -------------------------------------------------------------------------------------------
def _lines(parent: ElementTree.Element, numbering: _Numbering) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, numbering).split("\n")
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = (" ".join(_lines(cell, numbering)) for cell in row.findall(f"{_W}tc"))
                yield "｜".join(cell.strip() for cell in cells)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _lines(child, numbering)


def _paragraph(paragraph: ElementTree.Element, numbering: _Numbering) -> str:
    text = "".join(_runs(paragraph))
    return numbering.next(paragraph) + text if text.strip() else text


def _runs(element: ElementTree.Element) -> Iterator[str]:
    """Text in order; what is there only for old programs, and what was deleted, isn't."""
    for child in element:
        if child.tag in (_FALLBACK, f"{_W}del", f"{_W}instrText"):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}br":
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        else:
            yield from _runs(child)


# ---- numbers ----------------------------------------------------------------------------------------
@attrs.frozen
class _Level:
    """How one level of a list is numbered: `text` holds %1 for the number of the first level."""

    form: str
    text: str
    start: int


@attrs.define
class _Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, _Level]] = attrs.field(factory=dict)
    styles: dict[str, tuple[str, int]] = attrs.field(factory=dict)
    counts: dict[str, dict[int, int]] = attrs.field(factory=dict)
    unknown: list[str] = attrs.field(factory=list)

    @classmethod
    def of(cls, numbering: ElementTree.Element | None, styles: ElementTree.Element | None) -> _Numbering:
        """What the two parts of the file say."""
        made = cls()
        if numbering is None:
            return made
        abstract = {
            each.get(f"{_W}abstractNumId", ""): {
                int(level.get(f"{_W}ilvl", "0")): _level(level) for level in each.findall(f"{_W}lvl")
            }
            for each in numbering.findall(f"{_W}abstractNum")
        }
        for each in numbering.findall(f"{_W}num"):
            levels = dict(abstract.get(_value(each, "abstractNumId"), {}))
            for override in each.findall(f"{_W}lvlOverride"):
                at, start = int(override.get(f"{_W}ilvl", "0")), _value(override, "startOverride")
                if start.isdecimal() and at in levels:
                    levels[at] = attrs.evolve(levels[at], start=int(start))
            made.lists[each.get(f"{_W}numId", "")] = levels
        for style in styles.findall(f"{_W}style") if styles is not None else ():
            if found := _reference(style):
                made.styles[style.get(f"{_W}styleId", "")] = found
        return made

    def next(self, paragraph: ElementTree.Element) -> str:
        """The number that stands before a paragraph, as Word shows it; empty for most."""
        found = _reference(paragraph)
        if found is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            found = self.styles.get(style.get(f"{_W}val", "")) if style is not None else None
        if found is None or found[0] == "0":
            return ""
        name, at = found
        levels = self.lists.get(name, {})
        level = levels.get(at)
        if level is None or level.form in _SILENT:
            return ""
        counts = self.counts.setdefault(name, {})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]
        return re.sub("%([1-9])", lambda match: self._number(levels, counts, int(match[1]) - 1), level.text)

    def _number(self, levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
        level = levels.get(at)
        number = counts.get(at, level.start if level else 1)
        form = level.form if level else "decimal"
        if form in _PLAIN:
            return str(number)
        if form in _CHINESE and 0 < number < 100:
            return write_numeral(number)
        if form == "decimalEnclosedCircle" and 0 < number <= 20:
            return chr(0x245F + number)
        self.unknown.append(form)
        return "?"


def _level(level: ElementTree.Element) -> _Level:
    start = _value(level, "start")
    return _Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText"), int(start) if start else 1)


def _value(parent: ElementTree.Element, name: str) -> str:
    child = parent.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val", "")


def _reference(element: ElementTree.Element) -> tuple[str, int] | None:
    """The list and level that a paragraph or a style names."""
    number = element.find(f"{_W}pPr/{_W}numPr")
    if number is None or not _value(number, "numId"):
        return None
    return _value(number, "numId"), int(_value(number, "ilvl") or "0")
