"""Characters → lexemes, without regard to context.

In: folded text (one code point for one of the author's). Out: `Lexeme`s with offsets, and comments apart.
Every terminal of the grammar that isn't a word is one branch of one expression, so that starting up
costs one compilation. A run of Chinese characters is one lexeme; whether it is a keyword or a name is
settled by the parser's state. Nothing is lost: what no terminal begins with is a STRAY lexeme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from polc.dsl.keywords import KEYWORDS
from polc.dsl.retired_words import RETIRED

STRAY = "STRAY"
COMMENT = "COMMENT"
NAME = "NAME"
_SKIPPED = "SKIPPED"
_SIZES = ("MONEY", "DURATION")
_APART = re.compile(r"(?P<number>[0-9]+) +(?P<unit>[^/ ]+)")
_KEYWORDS = {keyword.word: keyword.terminal for keyword in KEYWORDS}
_WORDS = _KEYWORDS.keys() | RETIRED


@attrs.frozen
class Lexeme:
    """One piece of text: code points `start` to `end`. `kinds` are the terminals it can be, best first."""

    kinds: tuple[str, ...]
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> bool:
        """True when the whole word is one of the language's words."""
        return len(self.kinds) == 2

    def is_(self, *terminals: str) -> bool:
        """True when this can be one of the named terminals."""
        return self.kinds[0] in terminals


@attrs.frozen
class Lexer:
    """The terminals of the grammar as one expression; `marks` maps punctuation to its terminal."""

    pattern: re.Pattern[str]
    marks: Mapping[str, str]

    def lex(self, folded: str) -> tuple[list[Lexeme], list[Lexeme]]:
        """The lexemes of `folded` in order, and its comments."""
        found: list[Lexeme] = []
        comments: list[Lexeme] = []
        position = 0
        match = self.pattern.match
        while position < len(folded):
            hit = match(folded, position)
            assert hit is not None and hit.lastgroup is not None
            kind, text, start = hit.lastgroup, hit[0], position
            if kind == NAME:
                text = _without_text(text)
            elif kind in _SIZES and (apart := _APART.match(text)) and self._of_a_name(folded, start, apart):
                kind, text = "INT", apart["number"]
            position = start + len(text)
            if kind == COMMENT:
                comments.append(Lexeme((COMMENT,), text, start, position))
            elif kind != _SKIPPED:
                found.append(Lexeme(self._kinds(kind, text), text, start, position))
        return found, comments

    def _of_a_name(self, folded: str, start: int, size: re.Match[str]) -> bool:
        """True for `1  年度缴费`: a unit after spaces that begins a longer name is the name's."""
        unit = size["unit"]
        word = self.pattern.match(folded, start + size.start("unit"))
        if word is None or word.lastgroup != NAME:
            return False
        rest = word[0].removeprefix(unit)
        return rest != "" and rest not in _WORDS

    def _kinds(self, kind: str, text: str) -> tuple[str, ...]:
        if kind == NAME:
            return name_kinds(text)
        return (self.marks.get(text, STRAY),) if kind == STRAY else (kind,)


def name_kinds(text: str) -> tuple[str, ...]:
    """A keyword can be a name too, as far as the lexer knows."""
    return (_KEYWORDS[text], NAME) if text in _KEYWORDS else (NAME,)


def _without_text(word: str) -> str:
    """待定“没写” → 待定: Chinese quotes may stand inside a name, but not right after a keyword."""
    head, quote, _ = word.partition("“")
    return head if quote and head in _WORDS else word


def make_lexer(patterns: Mapping[str, str], marks: Mapping[str, str], ignored: str) -> Lexer:
    """`patterns`: terminal → expression, tried in this order; `ignored` is what separates lexemes."""
    branches = [f"(?P<{name}>{_anonymous(pattern)})" for name, pattern in patterns.items()]
    branches.append(f"(?P<{_SKIPPED}>{ignored})")
    branches.append(f"(?P<{STRAY}>[A-Za-z_][A-Za-z0-9_]*|(?s:.))")
    return Lexer(re.compile("|".join(branches)), dict(marks))


def _anonymous(pattern: str) -> str:
    """Plain groups as non-capturing ones, so that `lastgroup` names the terminal."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
