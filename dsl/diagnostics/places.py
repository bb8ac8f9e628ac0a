"""Where a finding is, for programs: relative POSIX paths, lines and columns from 1, ends exclusive.

In: a span and the sources. Out: `Region`, or None where the text isn't at hand. Columns count code points,
or the code units of UTF-16 for readers that ask for those: outside the basic plane (𠮷) the two differ.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.dsl.source import Source, Span


@attrs.frozen(kw_only=True)
class Region:
    """From a column of a line up to, not including, another; an empty region is one place."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def one_line(self) -> bool:
        """True when something is marked and it ends in the line where it began."""
        return self.line == self.end_line and self.column < self.end_column


def path_of(span: Span) -> str:
    """The span's file with slashes; empty for a finding without a place."""
    return span.path.replace("\\", "/")


def region_of(span: Span, sources: Mapping[str, Source], *, utf16: bool = False) -> Region | None:
    """The lines and columns of `span`; an offset past the end of the text counts as its end."""
    source = sources.get(span.path)
    if source is None:
        return None
    size = len(source.text)
    start, end = min(span.start, size), min(max(span.start, span.end), size)
    return Region(
        line=source.line_of(start),
        column=_column(start, source, utf16=utf16),
        end_line=source.line_of(end),
        end_column=_column(end, source, utf16=utf16),
    )


def _column(offset: int, source: Source, *, utf16: bool) -> int:
    column = source.column_of(offset)
    if not utf16:
        return column
    before = source.text[offset - column + 1 : offset]
    return column + sum(ord(char) > 0xFFFF for char in before)
