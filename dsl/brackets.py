"""Brackets and braces: every one gets its partner, or is reported once and mended.

In: lexemes. Out: lexemes whose braces match. A missing “}” is put in before the next line that starts a
declaration at the left margin; a header without “{” is given one; other brackets make their row broken.
Reports 107 and 111 (nesting).
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from polc.dsl.characters import BROKEN, broken, report
from polc.dsl.diagnostics import writing
from polc.dsl.diagnostics.model import Sink
from polc.dsl.lexer import Lexeme
from polc.dsl.source import Source, Span

MAX_NESTING = 100
OPEN, CLOSE, LEFT, RIGHT = "LBRACE", "RBRACE", "LPAR", "RPAR"
# Words that start a declaration with a block: at the left margin they can't be part of another block.
BLOCK_WORDS = (
    *("VOCABULARY", "POLICY", "GROUP", "WINDOW", "RULE", "GRANT", "ASSUME", "EXAMPLE"),
    *("TABLE", "CLASSES", "LIST", "RUNNING", "PERMITTED", "CALENDAR", "SHARED"),
)
PLAIN_WORDS = ("USE", "STANDARD", "NOT_COMPUTED", "DEADLINE", "CHANNEL", "PAPERS", "FUNDING", "DUTY", "CLAIM")
TOP_WORDS = (
    *BLOCK_WORDS,
    *PLAIN_WORDS,
    *("DIVISION", "PROCEDURE", "UNDETERMINED", "FACT", "OUTPUT", "RELATION", "AGES", "BENEFIT", "EXPLAIN"),
)


@attrs.define
class _Matcher:
    """Walks over the lexemes; `blocks` and `rounds` are the places in `out` of what is open."""

    source: Source
    sink: Sink
    out: list[Lexeme] = attrs.field(factory=list)
    blocks: list[int] = attrs.field(factory=list)
    rounds: list[int] = attrs.field(factory=list)
    too_deep: int = 0
    round_blocks: int = 0

    def complain(self, lexeme: Lexeme, partner: str) -> None:
        span = Span(self.source.path, lexeme.start, lexeme.end)
        bracket = self.source.slice(span)
        report(self.sink, writing.UNCLOSED_BRACKET, span, bracket=bracket, partner=partner)

    def step(self, lexeme: Lexeme) -> None:
        """Take one lexeme."""
        if lexeme.is_("CITE") and self.rounds and self.rounds[-1] == len(self.out) - 1:
            self.open_round_block()
        if lexeme.is_(OPEN, CLOSE, "CITE"):
            self.end_rounds()
        match lexeme.kinds[0]:
            case "LPAR":
                lexeme = self.open_round(lexeme)
            case "RPAR":
                lexeme = self.close_round(lexeme)
            case "LBRACE":
                self.blocks.append(len(self.out))
            case "RBRACE" if self.blocks or self.open_header(lexeme):
                self.blocks.pop()
            case "RBRACE":
                return
            case _:
                pass
        self.out.append(lexeme)

    def open_round(self, lexeme: Lexeme) -> Lexeme:
        """Past the limit a bracket is broken, and its partner with it."""
        if len(self.rounds) < MAX_NESTING:
            self.rounds.append(len(self.out))
            return lexeme
        if not self.too_deep:
            span = Span(self.source.path, lexeme.start, lexeme.end)
            report(self.sink, writing.TOO_DEEP, span, limit=str(MAX_NESTING))
        self.too_deep += 1
        return broken(lexeme)

    def open_round_block(self) -> None:
        """群体 甲 任一 （【一】 …）: round brackets around rows are read as the braces they should be."""
        lexeme = self.out[self.rounds.pop()]
        span = Span(self.source.path, lexeme.start, lexeme.end)
        report(self.sink, writing.UNEXPECTED, span, found=self.source.slice(span), symbol="{ … }")
        self.out[-1] = Lexeme((OPEN,), "{", lexeme.start, lexeme.end)
        self.blocks.append(len(self.out) - 1)
        self.round_blocks += 1

    def close_round(self, lexeme: Lexeme) -> Lexeme:
        if self.too_deep:
            self.too_deep -= 1
            return broken(lexeme)
        if not self.rounds and self.round_blocks:
            self.round_blocks -= 1
            self.blocks.pop()
            return Lexeme((CLOSE,), "}", lexeme.start, lexeme.end)
        if not self.rounds:
            self.complain(lexeme, "（")
            return broken(lexeme)
        self.rounds.pop()
        return lexeme

    def end_rounds(self) -> None:
        """Round brackets end at the latest where a brace or a citation stands."""
        if self.rounds and not self.too_deep:
            self.complain(self.out[self.rounds[-1]], "）")
        for index in self.rounds:
            self.out[index] = broken(self.out[index])
        self.rounds, self.too_deep = [], 0

    def end_blocks(self) -> None:
        """Put in the braces that open blocks lack."""
        self.end_rounds()
        end = self.out[-1].end if self.out else 0
        while self.blocks:
            self.complain(self.out[self.blocks.pop()], "}")
            self.out.append(Lexeme((CLOSE,), "}", end, end))

    def open_header(self, lexeme: Lexeme) -> bool:
        """A block closes that was never opened: its header, if there is one, gets a broken brace."""
        self.complain(lexeme, "{")
        for index in range(len(self.out) - 1, -1, -1):
            if self.out[index].is_(CLOSE):
                break
            if self.out[index].is_(*BLOCK_WORDS) and starts_line(self.source, self.out, index):
                place = self.out[index].end
                self.out[index + 1 : index + 1] = [
                    Lexeme((BROKEN,), "{", place, place),
                    Lexeme((OPEN,), "{", place, place),
                ]
                self.blocks.append(index + 2)
                return True
        return False


def match_brackets(source: Source, lexemes: Sequence[Lexeme], sink: Sink) -> list[Lexeme]:
    """The lexemes with matching braces, and no round bracket open at the end of its row."""
    even = sum(x.is_(OPEN) for x in lexemes) == sum(x.is_(CLOSE) for x in lexemes)
    matcher = _Matcher(source, sink)
    for index, lexeme in enumerate(lexemes):
        if not even and starts_declaration(source, lexemes, index):
            matcher.end_blocks()
        matcher.step(lexeme)
    matcher.end_blocks()
    return matcher.out


def starts_line(source: Source, lexemes: Sequence[Lexeme], index: int) -> bool:
    """True when this lexeme, or the citation right before it, is the first of its line."""
    if index and lexemes[index - 1].is_("CITE"):
        index -= 1
    start = lexemes[index].start
    line = source.line_starts[source.line_of(start) - 1]
    return not source.text[line:start].strip()


def starts_declaration(source: Source, lexemes: Sequence[Lexeme], index: int) -> bool:
    """True for the first lexeme of a declaration that stands at the left margin."""
    first = lexemes[index]
    word = lexemes[index + 1] if first.is_("CITE") and index + 1 < len(lexemes) else first
    if source.column_of(first.start) != 1 or not word.is_(*BLOCK_WORDS, *PLAIN_WORDS):
        return False
    return index == 0 or not lexemes[index - 1].is_("CITE")
