"""Where things begin: a file is cut into declarations, a declaration into its header and rows.

In: lexemes with matching braces. Out: slices of them. Layout means nothing to the language; here it
only decides how much is left out when something can't be read, so a file without errors never comes here.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from polc.dsl.brackets import BLOCK_WORDS, CLOSE, OPEN, TOP_WORDS, starts_line
from polc.dsl.lexer import Lexeme
from polc.dsl.source import Source

_CITED_BLOCKS = (
    *("GROUP", "WINDOW", "RULE", "GRANT", "TABLE", "STANDARD", "CLASSES", "RUNNING", "PERMITTED", "SHARED"),
)
# Rows of these begin with one of the words.
_VOCABULARY_ROWS = ("FACT", "OUTPUT", "AGES", "GRANT", "RELATION", "BENEFIT", "STANDARD", "GROUP", "LIST")
_POLICY_ROWS = (
    *("DOCUMENT", "AUTHORITY", "REGION", "ISSUED", "VALIDITY", "COVERAGE", "GATE", "MONTHLY", "LEAP"),
    "CLAUSES",
)
_ROW_WORDS = {
    "VOCABULARY": _VOCABULARY_ROWS,
    "POLICY": _POLICY_ROWS,
    "LIST": ("FACT",),
    "CALENDAR": ("OFF", "WORKED"),
    "USE": ("KEEP", "DROP"),
}
_READING_ENDS = ("ADOPT", "ADOPT_NONE")


@attrs.frozen(kw_only=True)
class Block:
    """A declaration with braces: `header` up to “{”, the rows, and what closes it."""

    word: str
    header: tuple[Lexeme, ...]
    rows: tuple[tuple[Lexeme, ...], ...]
    close: tuple[Lexeme, ...]

    @property
    def cited(self) -> bool:
        """True when every row starts with a citation."""
        return self.word in _CITED_BLOCKS

    @property
    def ends_reading(self) -> bool:
        """True unless this is an assumption without 采用: then another row isn't the one at fault."""
        return self.word != "ASSUME" or any(row[0].is_(*_READING_ENDS) for row in self.rows)

    def with_rows(self, rows: Sequence[Sequence[Lexeme]]) -> list[Lexeme]:
        """The lexemes of this block with other rows."""
        return [*self.header, *(lexeme for row in rows for lexeme in row), *self.close]

    def around(self, row: Sequence[Lexeme]) -> list[Lexeme]:
        """A block with this row only; a reading gets the word that closes an assumption."""
        place = row[-1].end
        alone = self.word == "ASSUME" and not row[0].is_(*_READING_ENDS)
        ending = [Lexeme(("ADOPT_NONE",), "都不采用", place, place)] if alone else []
        return [*self.header, *row, *ending, *self.close]


def cut(source: Source, lexemes: Sequence[Lexeme]) -> list[tuple[Lexeme, ...]]:
    """The declarations of a file, in order."""
    starts, depth = [0], 0
    for index, lexeme in enumerate(lexemes):
        if index and depth == 0 and _begins(source, lexemes, index):
            starts.append(index)
        depth += lexeme.is_(OPEN) - lexeme.is_(CLOSE)
    return [tuple(lexemes[a:b]) for a, b in zip(starts, [*starts[1:], len(lexemes)], strict=True)]


def _begins(source: Source, lexemes: Sequence[Lexeme], index: int) -> bool:
    lexeme, before = lexemes[index], lexemes[index - 1]
    if before.is_(CLOSE):
        return True
    if before.is_("CITE"):
        return False
    if _opens_citation(lexeme):
        return True
    if not starts_line(source, lexemes, index):
        return False
    return lexeme.is_(*TOP_WORDS) or (not lexeme.is_(OPEN) and _opens_block(source, lexemes, index))


def _opens_citation(lexeme: Lexeme) -> bool:
    return lexeme.is_("CITE") or lexeme.text in ("【", "[")


def _opens_block(source: Source, lexemes: Sequence[Lexeme], index: int) -> bool:
    """A line at the left margin that ends in “{” is a header, even when its first word is unknown."""
    first = lexemes[index]
    line = source.line_text(source.line_of(first.start))
    if source.column_of(first.start) != 1 or not line.rstrip().endswith(("{", "｛")):
        return False
    return not _first_of_line(source, lexemes, index - 1).is_(*BLOCK_WORDS)


def _first_of_line(source: Source, lexemes: Sequence[Lexeme], index: int) -> Lexeme:
    """The first lexeme, apart from a citation, of the line that holds the one at `index`."""
    while not starts_line(source, lexemes, index):
        index -= 1
    return lexemes[index]


def block_of(source: Source, section: Sequence[Lexeme]) -> Block | None:
    """The section as a block; None when it has no braces or isn't closed by the last one."""
    opening = next((i for i, lexeme in enumerate(section) if lexeme.is_(OPEN)), None)
    if opening is None or not section[-1].is_(CLOSE):
        return None
    word = section[1] if section[0].is_("CITE") else section[0]
    return Block(
        word=word.kinds[0],
        header=tuple(section[: opening + 1]),
        rows=_rows(source, word.kinds[0], section[opening + 1 : -1]),
        close=(section[-1],),
    )


def _rows(source: Source, word: str, body: Sequence[Lexeme]) -> tuple[tuple[Lexeme, ...], ...]:
    starts, depth = [0], 0
    for index, lexeme in enumerate(body):
        if index and depth == 0 and _row_begins(source, word, body, index):
            starts.append(index)
        depth += lexeme.is_(OPEN) - lexeme.is_(CLOSE)
    return tuple(tuple(body[a:b]) for a, b in zip(starts, [*starts[1:], len(body)], strict=True) if a < b)


def _row_begins(source: Source, word: str, body: Sequence[Lexeme], index: int) -> bool:
    lexeme, before = body[index], body[index - 1]
    if word == "ASSUME":
        return starts_line(source, body, index)
    if _opens_citation(lexeme):
        return not before.is_("OVER", "CLAUSES")
    rows = _ROW_WORDS.get(word, ())
    return lexeme.is_(*rows) and not before.is_("CITE")
