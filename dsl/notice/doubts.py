"""What a notice has wrong in itself, as far as its text alone settles it.

In: its places. Out: `Doubt`s. Only what can't be meant is said: a day that no calendar has, an end before its
beginning, a span of days given twice under the same name, a clause referred to that isn't there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from polc.dsl.notice.model import Doubt, DoubtKind, NumberKind, Place, PlaceKind
from polc.dsl.notice.numbers import Found
from polc.dsl.notice.numerals import whole

_TO = re.compile(r"(?:\([^()]*\)|起)?[—~\-至到]+(?:当年|同年)?")
_CN = "[一二三四五六七八九十百]+"
_THIS = "本(?:办法|规定|细则|通知|方案|意见|公告|条例)"
_ARTICLES = re.compile(rf"(?:{_THIS}|(?<![》\u4e00-\u9fff]))第({_CN})条")
_OWN = re.compile(rf"{_THIS}第({_CN})条")
_ABOVE = re.compile(rf"(?:以上|上述|前述|本条|本款)(?:第)?\(({_CN})\)(?:至|到|—)(?:第)?\(({_CN})\)")
_NAME = re.compile(r"^(?:\([^)]*\))?(?!其中)([\u4e00-\u9fff]{2,10}?)(?:：|为(?=[0-9]))")


def of_numbers(place: Place, found: Found, line: int) -> Iterator[Doubt]:
    """Days that don't exist, and spans that end before they begin."""
    for text in found.impossible:
        yield Doubt(kind=DoubtKind.NO_SUCH_DAY, line=line, at=place.at, what=text)
    for first, second in spans_of(place):
        if second < first:
            kind = DoubtKind.ENDS_BEFORE_IT_BEGINS
            yield Doubt(kind=kind, line=line, at=place.at, what=first.isoformat(), other=second.isoformat())


def spans_of(place: Place) -> Iterator[tuple[date, date]]:
    """The first and last days of what the place writes as a span."""
    dates = [number for number in place.numbers if number.kind is NumberKind.DATE]
    for one, two in pairwise(dates):
        if _TO.fullmatch(place.text[one.end : two.start]) and one.end <= two.start:
            assert isinstance(one.value, date) and isinstance(two.value, date)
            yield one.value, two.value


def name_of(place: Place) -> str:
    """集中参保缴费期：…: what the sentence is about, where it says so first."""
    match = _NAME.match(place.text)
    return match[1] if match else ""


def of_references(places: Iterable[Place], lines: Mapping[str, int]) -> Iterator[Doubt]:
    """References to clauses that aren't there, and two spans under one name."""
    known = list(places)
    yield from _articles(known, lines)
    yield from _items(known, lines)
    windows: dict[str, Place] = {}
    for place in known:
        name = name_of(place)
        if not name or not list(spans_of(place)):
            continue
        if name in windows and list(spans_of(windows[name])) != list(spans_of(place)):
            kind = DoubtKind.WINDOW_TWICE
            yield Doubt(
                kind=kind, line=lines.get(place.at, 0), at=place.at, what=name, other=windows[name].at
            )
        windows.setdefault(name, place)


def _articles(places: list[Place], lines: Mapping[str, int]) -> Iterator[Doubt]:
    """本办法第九条 in a document whose last article is the eighth."""
    for place in places:
        own = [p for p in places if p.label.document == place.label.document]
        articles = {whole(p.label.path[0].strip("第条")) for p in own if p.kind is not PlaceKind.PREAMBLE}
        by_article = any(p.label.path[0].endswith("条") for p in own)
        pattern = _ARTICLES if by_article else _OWN
        for match in pattern.finditer(place.text):
            if whole(match[1]) not in articles:
                kind, line = DoubtKind.NO_SUCH_CLAUSE, lines.get(place.at, 0)
                yield Doubt(kind=kind, line=line, at=place.at, what=f"第{match[1]}条")


def _items(places: list[Place], lines: Mapping[str, int]) -> Iterator[Doubt]:
    """以上（一）至（五）: items beside the one that speaks, or below it."""
    for place in places:
        for match in _ABOVE.finditer(place.text):
            path = place.label.path
            holders = [path, path[:-1]]
            there = {p.label.path[: len(h) + 1][-1] for h in holders for p in places if _below(p, h)}
            for piece in (match[1], match[2]):
                if f"({piece})" not in there:
                    kind, line = DoubtKind.NO_SUCH_CLAUSE, lines.get(place.at, 0)
                    yield Doubt(kind=kind, line=line, at=place.at, what=f"（{piece}）")


def _below(place: Place, holder: tuple[str, ...]) -> bool:
    path = place.label.path
    return len(path) > len(holder) and path[: len(holder)] == holder
