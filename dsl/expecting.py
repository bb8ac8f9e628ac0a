"""What can stand at one place of a file that isn't finished: the words and kinds that the parser would take.

In: a source and an offset. Out: the terminals of the grammar that go on from there, told by the parser's own
table, with what stands before them. What is broken above the cursor hides nothing: the declaration that the
cursor stands in is read by itself, and where that fails, the row alone in its header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from polc.dsl.brackets import OPEN, starts_declaration
from polc.dsl.lalr import END, acceptable, run
from polc.dsl.lexer import NAME, STRAY, Lexeme
from polc.dsl.parser import the_machine
from polc.dsl.sections import cut
from polc.dsl.source import Source

_CITE_OPENS, _CITE_CLOSES = "【[", "】]"
_TEXT = ("STRING", "COMMENT")


@attrs.frozen(kw_only=True)
class Expected:
    """What may be written from `start` on. `before` are the lexemes of the declaration up to there.

    `terminals` is empty inside a text or a comment, and {CITE} inside a citation that isn't closed.
    """

    start: int
    terminals: frozenset[str]
    before: tuple[Lexeme, ...]


class _Nothing:
    """Reads without making anything."""

    def leaf(self, terminal: str, lexeme: Lexeme) -> object:
        """No value."""

    def node(self, name: str, parts: Sequence[object]) -> object:
        """No value."""


@lru_cache(maxsize=8)
def lexemes_of(source: Source) -> tuple[tuple[Lexeme, ...], tuple[Lexeme, ...]]:
    """The lexemes of a file and its comments; those of the last few files are kept."""
    read, comments = the_machine().lexer.lex(source.folded)
    return tuple(read), tuple(comments)


def expected_at(source: Source, offset: int) -> Expected:
    """What can stand at `offset`, in the place of the word that is begun there."""
    lexemes, comments = lexemes_of(source)
    before = [x for x in lexemes if x.end <= offset]
    inside = next((x for x in (*lexemes, *comments) if x.start < offset < x.end), None)
    if (inside is not None and inside.kinds[-1] in _TEXT) or _ends_in_comment(comments, offset, source):
        return Expected(start=offset, terminals=frozenset(), before=())
    opening = _open_citation(source, offset)
    if opening is not None:
        row = _declaration(source, [x for x in before if x.end <= opening])
        can = "CITE" in _accepted(row)
        return Expected(start=opening, terminals=frozenset({"CITE"} if can else ()), before=tuple(row))
    start = _begun(source, lexemes, offset)
    row = _declaration(source, [x for x in lexemes if x.end <= start])
    return Expected(start=start, terminals=_accepted(row), before=tuple(row))


def _ends_in_comment(comments: Sequence[Lexeme], offset: int, source: Source) -> bool:
    """True at the end of a comment's line: what is typed there goes on with the comment."""
    return any(comment.start < offset == comment.end for comment in comments)


def _begun(source: Source, lexemes: Sequence[Lexeme], offset: int) -> int:
    """Where the word at `offset` begins; `offset` where none does."""
    word = next((x for x in lexemes if x.start < offset <= x.end and x.kinds[-1] == NAME), None)
    return word.start if word else offset


def _open_citation(source: Source, offset: int) -> int | None:
    """Where the citation begins that the cursor is in, closed behind it or not closed."""
    line = source.line_starts[source.line_of(offset) - 1]
    opened = max(source.text.rfind(mark, line, offset) for mark in _CITE_OPENS)
    closed = max(source.text.rfind(mark, line, offset) for mark in _CITE_CLOSES)
    return opened if opened > closed else None


def _declaration(source: Source, before: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes of the declaration that isn't finished, whatever is broken above it."""
    if not before:
        return []
    for row in _candidates(source, before):
        if _stack(row) is not None:
            return row
    return list(before[-1:])


def _candidates(source: Source, before: Sequence[Lexeme]) -> Iterator[list[Lexeme]]:
    yield list(cut(source, before)[-1])
    begins = (i for i in range(len(before) - 1, -1, -1) if starts_declaration(source, before, i))
    section = list(before[next(begins, 0) :])
    yield section
    opening = next((i for i, lexeme in enumerate(section) if lexeme.is_(OPEN)), None)
    if opening is not None:
        for last in range(len(section) - 1, opening, -1):
            if section[last].is_("CITE"):
                yield section[: opening + 1] + section[last:]
        yield section[: opening + 1]


def _stack(row: Sequence[Lexeme]) -> tuple[int, ...] | None:
    """The states after all of `row`, or None where reading stops before its end."""
    table = the_machine().table
    nothing = Lexeme((STRAY,), "", row[-1].end if row else 0, row[-1].end if row else 0)
    stop = run(table, [*row, nothing], _Nothing())
    index = getattr(stop, "index", None)
    return getattr(stop, "states", None) if index == len(row) else None


def _accepted(row: Sequence[Lexeme]) -> frozenset[str]:
    states = _stack(row)
    return frozenset() if states is None else acceptable(the_machine().table, states) - {END}
