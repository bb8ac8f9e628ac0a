"""The lines of source under a finding's headline, with carets below the place and dashes below its notes.

In: marks (a span, a glyph, a label) and the sources. Out: lines of text. Line numbers share one gutter;
a mark in the file and line just drawn goes under it without drawing that line again.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import attrs

from polc.dsl.diagnostics.width import Drawn, draw, printable
from polc.dsl.source import Source, Span

LONGEST_LINE = 400  # characters; of a longer line only a part is drawn


class Ink(Enum):
    """What a piece of a message is, with its ANSI code. Colour only repeats what the glyphs say."""

    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "1;36"
    GUTTER = "1;34"
    STRONG = "1"


@attrs.frozen(kw_only=True)
class Layout:
    """One finding's page: columns of the line numbers, colour or none, the width of ambiguous glyphs."""

    gutter: int
    colour: bool = False
    wide: bool = False

    def ink(self, ink: Ink, text: str) -> str:
        """`text` in a colour, where colour is wanted."""
        return f"\x1b[{ink.value}m{text}\x1b[0m" if self.colour and text else text

    def line(self, sign: str, text: str = "", number: str = "") -> str:
        """A line of the page: number, sign (| or =) and text."""
        left = self.ink(Ink.GUTTER, f"{number:>{self.gutter}} {sign}")
        return f"{left} {text}" if text else left


@attrs.frozen(kw_only=True)
class Mark:
    """A place to underline with `glyph`, and what to say beside the underline."""

    span: Span
    glyph: str
    ink: Ink
    label: str


@attrs.frozen(kw_only=True)
class _Lines:
    """The lines of a mark in its source, from 1, both included."""

    path: str
    first: int
    last: int


def gutter_of(marks: tuple[Mark, ...], sources: Mapping[str, Source]) -> int:
    """The digits of the greatest line number that the marks need."""
    found = [_lines(mark.span, sources[mark.span.path]) for mark in marks if mark.span.path in sources]
    return max((len(str(lines.last)) for lines in found), default=1)


def place(span: Span, sources: Mapping[str, Source]) -> str:
    """path:line:column, from 1 and in code points; the path alone where the text isn't at hand."""
    source = sources.get(span.path)
    if source is None:
        return printable(span.path)
    start = min(span.start, len(source.text))
    return f"{printable(span.path)}:{source.line_of(start)}:{source.column_of(start)}"


def excerpt(marks: tuple[Mark, ...], sources: Mapping[str, Source], layout: Layout) -> list[str]:
    """All marks in their order; the first gets the arrow with its place."""
    page: list[str] = []
    before: _Lines | None = None
    for mark in marks:
        source = sources.get(mark.span.path)
        lines = _lines(mark.span, source) if source else _Lines(path=mark.span.path, first=0, last=0)
        if before is None or before.path != lines.path:
            page.append(_arrow(mark.span, sources, layout, first=not page))
        if source is not None:
            short = len(source.line_text(lines.first)) <= LONGEST_LINE
            drawn = before is not None and before == lines and lines.first == lines.last and short
            page.extend([] if drawn else [layout.line("|")])
            page.extend(_underlined(mark, source, lines, layout, drawn=drawn))
        before = lines
    if before is not None and before.first:
        page.append(layout.line("|"))
    return page


def _arrow(span: Span, sources: Mapping[str, Source], layout: Layout, *, first: bool) -> str:
    sign = "-->" if first else ":::"
    return f"{' ' * layout.gutter}{layout.ink(Ink.GUTTER, sign)} {place(span, sources)}"


def _lines(span: Span, source: Source) -> _Lines:
    size = len(source.text)
    first = source.line_of(min(span.start, size))
    return _Lines(path=span.path, first=first, last=source.line_of(min(max(span.start, span.end - 1), size)))


def _underlined(mark: Mark, source: Source, lines: _Lines, layout: Layout, *, drawn: bool) -> list[str]:
    """The mark's first and last line, each with its underline; the label stands beside the last one."""
    page: list[str] = []
    for number in dict.fromkeys((lines.first, lines.last)):
        if number - lines.first > 1:
            page.append(layout.ink(Ink.GUTTER, "..."))
        start, end = _ends(mark, source, number, lines)
        shown, cut = _shown(source.line_text(number), start)
        text = draw(shown, layout.wide)
        if not drawn:
            page.append(layout.line("|", text.text, str(number)))
        last = number == lines.last
        page.append(layout.line("|", _underline(mark, text, start - cut, end - cut, layout, last=last)))
    return page


def _shown(line: str, start: int) -> tuple[str, int]:
    """What is drawn of a line, and how many characters go before it: of a very long one the part around."""
    if len(line) <= LONGEST_LINE:
        return line, 0
    first = max(0, min(start - LONGEST_LINE // 4, len(line) - LONGEST_LINE))
    part = line[first : first + LONGEST_LINE]
    before, after = "…" if first else "", "…" if first + LONGEST_LINE < len(line) else ""
    return before + part + after, first - len(before)


def _ends(mark: Mark, source: Source, number: int, lines: _Lines) -> tuple[int, int]:
    """Where the underline starts and ends in a line."""
    offset = source.line_starts[number - 1]
    line = source.line_text(number)
    start = mark.span.start - offset if number == lines.first else len(line) - len(line.lstrip())
    return start, mark.span.end - offset if number == lines.last else len(line.rstrip())


def _underline(mark: Mark, text: Drawn, start: int, end: int, layout: Layout, *, last: bool) -> str:
    left, right = (text.columns[max(0, min(at, len(text.columns) - 1))] for at in (start, end))
    below = mark.glyph * max(1, right - left)
    label = f" {mark.label}" if mark.label and last else ""
    return " " * left + layout.ink(mark.ink, below + label)
