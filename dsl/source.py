"""Text and places in it: what every diagnostic points at.

In: the text of one file, already decoded. Out: `Source` (text plus its folded twin) and `Span`
(a half-open range of code points in one file). Folding is one code point to one code point, so a
span found in the folded text is valid in the original.
"""

from __future__ import annotations

from bisect import bisect_right

import attrs

# Chinese characters as the inside of a class: also the rare ones of place and family names (𠮷, 﨑, 𬇙).
HAN = r"\u4e00-\u9fff\u3400-\u4dbf〇\uf900-\ufaff\U00020000-\U000323af"

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def fold_width(text: str) -> str:
    """Full-width punctuation, letters, digits and spaces as their half-width twins, same length."""
    return text.translate(_FOLD)


@attrs.frozen
class Span:
    """Code points `start` (inclusive) to `end` (exclusive) of the file `path`."""

    path: str
    start: int
    end: int

    def join(self, other: Span) -> Span:
        """The smallest span of this file that holds both."""
        return Span(self.path, min(self.start, other.start), max(self.end, other.end))


NOWHERE = Span("", 0, 0)


@attrs.frozen(kw_only=True)
class Source:
    """One file: `path` is relative and POSIX, `text` is what the author wrote (newlines are \\n)."""

    path: str
    text: str
    folded: str = attrs.field(init=False, repr=False)
    line_starts: tuple[int, ...] = attrs.field(init=False, repr=False)

    @folded.default
    def _fold(self) -> str:
        return fold_width(self.text)

    @line_starts.default
    def _starts(self) -> tuple[int, ...]:
        return (0, *(i + 1 for i, char in enumerate(self.text) if char == "\n"))

    def line_of(self, offset: int) -> int:
        """The line number, from 1, that holds the code point at `offset`."""
        return bisect_right(self.line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The column, from 1 and in code points, of `offset` in its line."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of line `line` (from 1) without its newline; empty past the end."""
        if not 1 <= line <= len(self.line_starts):
            return ""
        start = self.line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def slice(self, span: Span) -> str:
        """The author's text inside `span`."""
        return self.text[span.start : span.end]
