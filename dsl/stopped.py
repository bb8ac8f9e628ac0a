"""Where reading stopped: the place that every hint looks at.

In: the lexemes of a row, the place where no rule goes on, and the terminals that could stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from polc.dsl.lexer import Lexeme
from polc.dsl.source import Source

_SHOWN = 24
# How far around the place hints look: a file may be one line of two million characters.
_NEAR = 80
_DATE_FACT = re.compile(r"事实 +([^\s:]+) *: *日期")


@attrs.frozen(kw_only=True)
class Place:
    """Where reading stopped. `incomplete`: the row ended too early, at the lexeme before `index`."""

    source: Source
    lexemes: Sequence[Lexeme]
    index: int
    acceptable: frozenset[str]
    incomplete: bool

    @property
    def at(self) -> Lexeme:
        """The lexeme to point at."""
        return self.lexemes[self.index - 1 if self.incomplete else self.index]

    @property
    def before(self) -> Lexeme | None:
        """The lexeme before it."""
        place = self.index - 2 if self.incomplete else self.index - 1
        return self.lexemes[place] if place >= 0 else None

    def shown(self, *lexemes: Lexeme) -> str:
        """The author's text of these lexemes, shortened."""
        return shortened(self.source.text[lexemes[0].start : lexemes[-1].end].strip())

    def found(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in this line that covers the start of the lexeme pointed at."""
        matches = pattern.finditer(self.source.folded, *self.line)
        return next((m for m in matches if m.start() <= self.at.start < m.end()), None)

    @property
    def next(self) -> Lexeme | None:
        """The lexeme after it."""
        after = self.index if self.incomplete else self.index + 1
        return self.lexemes[after] if after < len(self.lexemes) else None

    @property
    def line(self) -> tuple[int, int]:
        """Where the line of the lexeme pointed at begins and ends, as far as hints look."""
        at = self.at.start
        start = self.source.line_starts[self.source.line_of(at) - 1]
        end = self.source.folded.find("\n", at, at + _NEAR)
        return max(start, at - _NEAR), min(len(self.source.folded), at + _NEAR) if end < 0 else end

    @property
    def first(self) -> bool:
        """True when nothing but blanks stands before it in its line."""
        start = self.source.line_starts[self.source.line_of(self.at.start) - 1]
        return not self.source.text[start : self.at.start].strip()

    @property
    def rest(self) -> str:
        """The author's text from the lexeme pointed at to the end of its line, shortened."""
        return shortened(self.source.text[self.at.start : self.line[1]].strip())

    @property
    def day(self) -> str:
        """A date that this file knows of a person, to be used in an example."""
        dates = (name for name in _DATE_FACT.findall(self.source.folded) if "出生" not in name)
        return next(dates, "缴费日")

    @property
    def in_table(self) -> bool:
        """True inside a 表, whose axes are named in its header."""
        return any(lexeme.is_("TABLE") for lexeme in self.lexemes[:2])

    def can(self, *terminals: str) -> bool:
        """True when one of these could stand here."""
        return not self.acceptable.isdisjoint(terminals)


def shortened(text: str) -> str:
    """At most as much of a text as a suggestion shows."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
