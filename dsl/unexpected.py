"""Why reading stopped, and what to write instead: one `Stop` → one `Diagnostic`.

In: the lexemes of a row, the place where no rule goes on, and the terminals that could stand there. Out:
the finding with the facts of one suggestion; never the name of a terminal. Every hint is a function that
looks at the place and says one fact, or nothing; the first that speaks is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import attrs

from polc.dsl.diagnostics import cases, writing
from polc.dsl.diagnostics.model import Code, Diagnostic
from polc.dsl.diagnostics.slips import ENGLISH, EXAMPLES, SYMBOLS, SYNONYMS
from polc.dsl.keywords import BY_TERMINAL
from polc.dsl.lexer import NAME, STRAY, Lexeme
from polc.dsl.nearest import nearest
from polc.dsl.source import Source, Span

_VALUES = ("NAME", "MONEY", "DATE", "PERCENT", "DURATION", "INT", "LPAR")
_AGE_IN_YEARS = re.compile(r"(?:年满|满|未满|不满) {0,3}[0-9]{1,3} {0,3}岁")
_MONTH = re.compile(r"[0-9]{1,2} {0,3}月(?: {0,3}[0-9]{1,2} {0,3}[日号])?")
_SYMBOL = re.compile(r"[^\w\s一-鿿{}()【】「」、:]{1,2}")
_SHOWN = 24
_EXAMPLES_SHOWN = 4


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
        text = self.source.text[lexemes[0].start : lexemes[-1].end].strip()
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

    def found(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in this line that covers the start of the lexeme pointed at."""
        line = self.source.line_starts[self.source.line_of(self.at.start) - 1]
        end = self.source.folded.find("\n", line)
        matches = pattern.finditer(self.source.folded, line, len(self.source.folded) if end < 0 else end)
        return next((m for m in matches if m.start() <= self.at.start < m.end()), None)


def describe(place: Place) -> Diagnostic:
    """The finding for this place."""
    special = _date_without_year(place) or _age_in_years(place)
    if special is not None:
        return special
    if not place.incomplete and place.at.keyword and place.acceptable <= {NAME}:
        word = BY_TERMINAL[place.at.kinds[0]]
        return _diagnostic(writing.KEYWORD_AS_NAME, place, name=word.word, help=word.help)
    facts = next((facts for hint in _HINTS if (facts := hint(place))), None) or _expected(place)
    return _diagnostic(writing.UNEXPECTED, place, found=place.shown(place.at), **facts)


def no_citation(source: Source, row: Sequence[Lexeme]) -> Diagnostic:
    """The finding for a row that starts without 【…】."""
    text = " ".join(source.text[row[0].start : row[-1].end].split())
    example = f"【四（二）】 {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}"
    span = Span(source.path, row[0].start, row[0].end)
    return Diagnostic(code=cases.NO_CITATION, span=span, facts=(("example", example),))


def _diagnostic(code: Code, place: Place, **facts: str) -> Diagnostic:
    span = Span(place.source.path, place.at.start, place.at.end)
    return Diagnostic(code=code, span=span, facts=tuple(sorted(facts.items())))


def _date_without_year(place: Place) -> Diagnostic | None:
    match = place.found(_MONTH)
    if match is None or place.source.folded[: match.start()].rstrip().endswith("年"):
        return None
    dates = [x.text[:4] for x in place.lexemes[: place.index] if x.is_("DATE")]
    text = match[0].replace(" ", "")
    day = "" if text.endswith(("日", "号")) else "1日"
    span = Span(place.source.path, match.start(), match.end())
    facts = {"date": text, "example": f"{dates[-1] if dates else '2025'}年{text}{day}"}
    return Diagnostic(code=writing.DATE_WITHOUT_YEAR, span=span, facts=tuple(sorted(facts.items())))


def _age_in_years(place: Place) -> Diagnostic | None:
    """满66岁."""
    match = place.found(_AGE_IN_YEARS)
    if match is None:
        return None
    text = match[0].replace(" ", "")
    span = Span(place.source.path, match.start(), match.end())
    facts = (("age", text.replace("岁", "周岁")), ("found", text))
    return Diagnostic(code=writing.UNEXPECTED, span=span, facts=facts)


Facts = Mapping[str, str]


def _english(place: Place) -> Facts | None:
    word = place.at.text.lower()
    if not place.at.is_(STRAY, "IDENT") or not word.isascii() or not word[0].isalpha():
        return None
    return {"chinese": ENGLISH[word]} if word in ENGLISH else None


def _symbol(place: Place) -> Facts | None:
    match = place.found(_SYMBOL)
    if place.incomplete or match is None or match.start() != place.at.start:
        return None
    for text in (match[0], match[0][0]):
        if text in SYMBOLS:
            return {"symbol": SYMBOLS[text]}
    return None


def _as_of(place: Place) -> Facts | None:
    if not place.at.is_("AGE") or "AGE" in place.acceptable:
        return None
    age = re.sub(r" +", "", place.at.text)
    if place.before is not None and place.before.text.startswith("截至"):
        return {"split": f"截至 {place.before.text[2:]} {age}"}
    return {"as_of": f"截至 缴费日 {age}"}


def _quoted(place: Place) -> Facts | None:
    """A name that goes on with a figure or a Latin letter: 脱贫2020户."""
    before, at = place.before, place.at
    if place.incomplete or before is None or before.end != at.start or before.kinds[-1] != NAME:
        return None
    if not at.text[0].isascii() or not at.text[0].isalnum() or before.keyword:
        return None
    tail = re.match(r"[\w一-鿿]+", place.source.folded[at.start :])
    return {"quoted": f"「{before.text}{tail[0]}」"} if tail else None


def _list(place: Place) -> Facts | None:
    before, at = place.before, place.at
    if place.incomplete or before is None or not _both_names(before, at):
        return None
    between = place.source.folded[before.end : at.start]
    if "," in between or ";" in between:
        return {"list": f"{before.text}、{at.text}"}
    return None


def _both_names(before: Lexeme, at: Lexeme) -> bool:
    return before.kinds[-1] == NAME and at.kinds[-1] == NAME


def _negated(place: Place) -> Facts | None:
    """非 甲、乙; 非 在 集中期."""
    lexemes, index = place.lexemes, place.index
    if not place.incomplete and index > 1 and lexemes[index - 1].is_("IN") and lexemes[index - 2].is_("NOT"):
        return {"negated": f"非（在 {place.at.text}）"}
    if place.incomplete or index < 2 or place.at.text != "、" or not lexemes[index - 2].is_("NOT"):
        return None
    after = lexemes[index + 1].text if index + 1 < len(lexemes) else "…"
    return {"negated": f"非（{lexemes[index - 1].text}、{after}）"}


def _keyword(place: Place) -> Facts | None:
    """A word that is close to one that could stand here, or means the same."""
    if place.incomplete or place.at.kinds[-1] != NAME:
        return None
    words = tuple(sorted(BY_TERMINAL[t].word for t in place.acceptable if t in BY_TERMINAL))
    meant = SYNONYMS.get(place.at.text)
    close = meant if meant in words else nearest(place.at.text, words)
    if place.at.text == "等于" and "EQUAL" in place.acceptable:
        close = "="
    return {"keyword": close} if close and close != place.at.text else None


def _split(place: Place) -> Facts | None:
    """A keyword without a space beside it: 由医疗救助资金, 缴费日不早于."""
    words = sorted(
        (BY_TERMINAL[t].word for t in place.acceptable if t in BY_TERMINAL), key=lambda w: (-len(w), w)
    )
    at, before = place.at.text, place.before
    if not place.incomplete and place.at.kinds == (NAME,):
        glued = next((word for word in words if at.startswith(word)), None)
        if glued:
            return {"split": f"{glued} {at[len(glued) :]}"}
    candidate = place.at if place.incomplete else before
    if candidate is not None and candidate.kinds == (NAME,):
        text = candidate.text
        glued = next((word for word in words if text.endswith(word) and len(text) > len(word)), None)
        if glued:
            return {"split": f"{text[: -len(glued)]} {glued}"}
    return None


def _gives(place: Place) -> Facts | None:
    if place.incomplete or "GIVES" not in place.acceptable or place.at.kinds[-1] not in _VALUES:
        return None
    return {"gives": f"为 {place.shown(place.at)}"}


_HINTS: tuple[Callable[[Place], Facts | None], ...] = (
    _english,
    _as_of,
    _quoted,
    _list,
    _negated,
    _keyword,
    _split,
    _gives,
    _symbol,
)


def _expected(place: Place) -> Facts:
    """Examples of what could stand here."""
    examples = [text for terminal, text in EXAMPLES.items() if terminal in place.acceptable]
    if not examples:
        words = (BY_TERMINAL[terminal].word for terminal in place.acceptable if terminal in BY_TERMINAL)
        examples = sorted(words)
    listed = "；".join(examples[:_EXAMPLES_SHOWN])
    if place.incomplete:
        return {"after": place.shown(place.at), "next": listed}
    return {"expected": listed}
