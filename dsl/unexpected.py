"""Why reading stopped, and what to write instead: one `Stop` → one `Diagnostic`.

In: the lexemes of a row, the place where no rule goes on, and the terminals that could stand there. Out:
the finding with the facts of one suggestion; never the name of a terminal. Every hint is a function that
looks at the place and says one fact, or nothing; the first that speaks is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

import attrs

from polc.dsl.diagnostics import cases, writing
from polc.dsl.diagnostics.model import Code, Diagnostic, Edit
from polc.dsl.diagnostics.slips import (
    ENGLISH,
    EXAMPLES,
    GIVEN,
    ON_DAYS,
    OPENERS,
    SIGNS,
    SYMBOLS,
    SYNONYMS,
)
from polc.dsl.habits import HABITS, VALUES, Facts, finished, sentences, texts
from polc.dsl.keywords import BY_TERMINAL
from polc.dsl.lexer import NAME, STRAY, Lexeme
from polc.dsl.nearest import nearest
from polc.dsl.source import HAN, Source, Span
from polc.dsl.stopped import Place, shortened
from polc.dsl.undeclared import DECLARED, equals, named

_NUMBERED = re.compile(r"(?P<clause>[一二三四五六七八九十]+)[、.，]\s*")
_AGE_IN_YEARS = re.compile(r"(?:年满|满|未满|不满) {0,3}[0-9]{1,3} {0,3}岁")
_MONTH = re.compile(r"[0-9]{1,2} {0,3}月(?: {0,3}[0-9]{1,2} {0,3}[日号])?")
_SYMBOL = re.compile(rf"[^\w\s{HAN}{{}}()【】「」、:]{{1,2}}")
_HAN = re.compile(f"[{HAN}]")
_TO_SIGNS = re.compile("(?:[~～〜∼—–－-]+|到)[ 　]*")
_OTHER_QUOTES = re.compile("['‘「『](?P<text>[^'‘’「」『』\"“”\\n]+)['’」』]")
_STATUSES = ("UNDETERMINED", "DELEGATED", "NOT_APPLICABLE")
_AND = ("和", "与", "及", "以及")
_EXAMPLES_SHOWN = 4


def describe(place: Place) -> Diagnostic:
    """The finding for this place."""
    special = _date_without_year(place) or _age_in_years(place)
    if special is not None:
        return special
    if not place.incomplete and place.at.keyword and place.acceptable <= {NAME}:
        word = BY_TERMINAL[place.at.kinds[0]]
        return _diagnostic(writing.KEYWORD_AS_NAME, place, name=word.word, help=word.help)
    facts = next((facts for hint in _HINTS if (facts := hint(place))), None) or _expected(place)
    finding = _diagnostic(writing.UNEXPECTED, place, found=place.shown(place.at), **facts)
    return attrs.evolve(finding, repair=tuple(_repairs(place, facts)))


def _repairs(place: Place, facts: Facts) -> Iterator[Edit]:
    """What is mended without a thought: another sign for 至, other quotes around a text."""
    text, start = place.source.text, place.at.start
    if "至" in (facts.get("symbol"), facts.get("keyword")):
        blank = len(text[:start]) - len(text[:start].rstrip(" 　"))
        sign = _TO_SIGNS.match(text, start)
        end = sign.end() if sign else place.at.end
        yield Edit(Span(place.source.path, start - blank, end), " 至 ")
    quoted = _OTHER_QUOTES.match(text, start) if "text" in facts else None
    if quoted is not None:
        yield Edit(Span(place.source.path, start, quoted.end()), f'"{quoted["text"]}"')


def no_citation(source: Source, row: Sequence[Lexeme]) -> Diagnostic:
    """The finding for a row that starts without 【…】."""
    text = " ".join(source.text[row[0].start : row[-1].end].split())
    number = _NUMBERED.match(text)
    inside = next((x.text for x in row if x.is_("CITE")), "【四（二）】")
    cite, said = (f"【{number['clause']}】", text[number.end() :]) if number else (inside, text)
    example = f"{cite} {shortened(said)}"
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


def _english(place: Place) -> Facts | None:
    word = place.at.text.lower()
    if not place.at.is_(STRAY, "IDENT") or not word.isascii() or not word[0].isalpha():
        return None
    return {"chinese": ENGLISH[word]} if word in ENGLISH else None


def _default_last(place: Place) -> Facts | None:
    """别名 a 默认 2024-05-01."""
    before = [lexeme.text for lexeme in place.lexemes[: place.index]]
    after = [lexeme.text for lexeme in place.lexemes[place.index + 1 :][:1]]
    if place.at.text != "默认" or before[-2:-1] != ["别名"] or not after:
        return None
    return {"ordered": f"默认 {after[0]} 别名 {before[-1]}"}


def _symbol(place: Place) -> Facts | None:
    plain = unicodedata.normalize("NFKC", place.at.text)
    if place.at.is_(STRAY) and plain != place.at.text and _HAN.fullmatch(plain):
        return {"symbol": plain}
    match = place.found(_SYMBOL)
    if place.incomplete or match is None or match.start() != place.at.start:
        return None
    for text in (match[0], match[0][0]):
        if text in SYMBOLS:
            word = SYMBOLS[text]
            return {"symbol": _on_days(place, word) if word in ON_DAYS else word}
    return None


def _on_days(place: Place, word: str) -> str:
    """低于 500元 but 早于 2026-01-01: by what is compared, or both where that can't be seen."""
    after = (x for x in place.lexemes[place.index + 1 : place.index + 3] if not x.is_(STRAY, "EQUAL"))
    compared = next(after, None)
    if compared is not None and compared.is_("DATE"):
        return ON_DAYS[word]
    return word if compared is not None and compared.is_(*VALUES) else f"{word}（日期写 {ON_DAYS[word]}）"


def _word_sign(place: Place) -> Facts | None:
    """：, 加, 减 where 为, =, + and - stand."""
    if place.incomplete:
        return None
    if place.at.text == ":":
        sign = "为" if place.can("GIVES") else "=" if place.can("EQUAL") else ""
        return {"symbol": sign} if sign else {"drop": "："}
    sign = SIGNS.get(place.at.text, "") if place.can("PLUS") else ""
    return {"symbol": sign} if sign else None


def _otherwise(place: Place) -> Facts | None:
    """其余 0元 and 否则 0元: the last row, with its clause and 为."""
    if place.incomplete or place.before is None:
        return None
    at, told = place.at, place.index
    if at.is_("OTHERWISE") and place.can("CITE"):
        told += 1
    elif SYNONYMS.get(place.before.text) != "其余" or not place.can("GIVES"):
        return None
    row = [x for x in _until_the_next(place.lexemes[told:]) if not x.is_("GIVES")]
    if not row:
        return None
    cite = next((x.text for x in reversed(place.lexemes[: place.index]) if x.is_("CITE")), "【四（二）】")
    gives = "" if row[0].is_(*_STATUSES) else "为 "
    return {"instead": f"{cite} 其余 {gives}{place.shown(*row)}"}


def _one_row(place: Place) -> Facts | None:
    """规定 补贴 = 100元: what is decided stands in a block, in a row of its own."""
    at, index = place.at, place.index
    if place.incomplete or not at.is_("EQUAL", "GIVES") or not place.can("LBRACE"):
        return None
    row = list(_until_the_next(place.lexemes[index + 1 :]))
    if index < 2 or not place.lexemes[index - 2].is_("RULE") or not row:
        return None
    before = place.lexemes[index - 3] if index > 2 else None
    cite = before.text if before is not None and before.is_("CITE") else "【四（二）】"
    return {"instead": f"{{ {cite} 为 {place.shown(*row)} }}"}


def _until_the_next(lexemes: Sequence[Lexeme]) -> Iterator[Lexeme]:
    """What is left of a row."""
    return takewhile(lambda x: not x.is_("CITE", "RBRACE"), lexemes)


def _dropped(place: Place) -> Facts | None:
    """如果 低保对象 则 …: the words that open a condition in the notice."""
    before = place.before
    if place.incomplete or before is None or before.text not in OPENERS:
        return None
    return {"drop": before.text}


def _split_as_of(place: Place) -> Facts | None:
    before = place.before
    if not place.at.is_("AGE") or place.can("AGE") or before is None or before.keyword:
        return None
    if not before.text.startswith("截至"):
        return None
    return {"split": f"截至 {before.text[2:]} {re.sub(' +', '', place.at.text)}"}


def _moved(place: Place) -> Facts | None:
    """低保对象 例外 为 …: 例外 stands before the condition."""
    if place.incomplete or not place.at.is_("EXCEPT") or place.before is None:
        return None
    return {"instead": f"例外 {place.before.text}"}


def _quoted(place: Place) -> Facts | None:
    """A name that goes on with a figure or a Latin letter: 脱贫2020户."""
    before, at = place.before, place.at
    if place.incomplete or before is None or before.end != at.start or before.kinds[-1] != NAME:
        return None
    numbered = at.is_("MONEY", "PERCENT", "DECIMAL")
    if not at.text[0].isascii() or not at.text[0].isalnum() or before.keyword or numbered:
        return None
    tail = re.match(rf"[\w{HAN}]+", place.source.folded[at.start :])
    return {"quoted": f"「{before.text}{tail[0]}」"} if tail else None


def _list(place: Place) -> Facts | None:
    """甲，乙; 甲 和 乙; 甲 不是 乙、丙."""
    before, at, index = place.before, place.at, place.index
    either = not place.incomplete and index > 2 and at.text == "、" and place.lexemes[index - 2].is_("IS_NOT")
    if before is not None and before.is_(*VALUES):
        return None
    if either and before is not None and place.next is not None:
        subject = place.lexemes[index - 3].text
        return {"instead": f"非（{subject} 是 {before.text}、{place.next.text}）"}
    if place.incomplete or before is None or not _both_names(before, at):
        return None
    if at.text in _AND and place.next is not None and place.next.kinds[-1] == NAME:
        return {"list": f"{before.text}、{place.next.text}"}
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
    at = place.at
    words = tuple(sorted(BY_TERMINAL[t].word for t in place.acceptable if t in BY_TERMINAL))
    meant = next((word for word in SYNONYMS.get(at.text, "").split() if word in words), None)
    if meant in ON_DAYS and place.next is not None and place.next.is_("DATE"):
        meant = ON_DAYS[meant]
    close = meant or (None if at.keyword else nearest(at.text, words))
    return {"keyword": close} if close and close != at.text else None


def _split(place: Place) -> Facts | None:
    """A word of the language without a space beside it: 由医疗救助资金, 月收入不超过500元."""
    here = {BY_TERMINAL[t].word: BY_TERMINAL[t].word for t in place.acceptable if t in BY_TERMINAL}
    meant = {said: word for said, words in SYNONYMS.items() for word in words.split() if word in here}
    words = sorted((here | meant).items(), key=lambda pair: (-len(pair[0]), pair[0]))
    at = place.at
    if not place.incomplete and at.kinds == (NAME,):
        glued = next((word for word in here if at.text.startswith(word)), None)
        if glued and at.text not in SYNONYMS:
            return {"split": f"{glued} {at.text[len(glued) :]}"}
    candidate = at if place.incomplete else place.before
    if candidate is None or candidate.kinds != (NAME,):
        return None
    text = candidate.text
    said, word = next((pair for pair in words if text.endswith(pair[0]) and text != pair[0]), ("", ""))
    if not said or text == f"不{said}":
        return None
    joined = not place.incomplete and candidate.end == at.start
    return {"split": f"{text[: -len(said)]} {word}{' ' + place.shown(at) if joined else ''}"}


def _given(place: Place) -> Facts | None:
    """发给 50元, 不发: a result in the words of the notice."""
    known = not place.incomplete and place.can("GIVES") and place.at.text in GIVEN
    return {"instead": GIVEN[place.at.text]} if known else None


def _gives(place: Place) -> Facts | None:
    """A result without 为 before it."""
    at, after = place.at, place.next
    if not place.can("GIVES") or at.keyword or (place.incomplete and not place.in_table):
        return None
    ends_row = after is None or after.is_("CITE", "RBRACE")
    is_value = at.is_(*VALUES) or (at.is_(NAME) and ends_row and not place.incomplete)
    return {"gives": f"为 {place.shown(at)}"} if is_value else None


_HINTS: tuple[Callable[[Place], Facts | None], ...] = (
    _english,
    _otherwise,
    _one_row,
    _default_last,
    _split_as_of,
    named,
    *HABITS,
    *DECLARED,
    texts,
    _word_sign,
    _dropped,
    _moved,
    _given,
    _split,
    _quoted,
    _list,
    _negated,
    _keyword,
    equals,
    _gives,
    _symbol,
    sentences,
    finished,
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
