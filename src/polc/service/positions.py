"""Places as editors count them: lines from 0, and UTF-16 units in a line.

polc counts code points; only characters beyond the first plane (𠮷, 𬇙) count twice for an editor.
"""

from __future__ import annotations

from typing import Any

from polc.dsl.source import Source, Span

Data = dict[str, Any]


def position(source: Source, offset: int) -> Data:
    """The place of a code point."""
    line = source.line_of(offset)
    before = source.text[source.line_starts[line - 1] : offset]
    return {"line": line - 1, "character": len(before) + sum(char > "\uffff" for char in before)}


def range_of(source: Source, span: Span) -> Data:
    """The two ends of a span."""
    return {"start": position(source, span.start), "end": position(source, max(span.start, span.end))}


def offset_of(source: Source, place: Data) -> int:
    """The code point of a place; one past the end of its line or of the file is the nearest there is."""
    line = place["line"]
    if line >= len(source.line_starts):
        return len(source.text)
    at, units = source.line_starts[line], place["character"]
    while units > 0 and at < len(source.text) and source.text[at] != "\n":
        units -= 2 if source.text[at] > "\uffff" else 1
        at += 1
    return at
