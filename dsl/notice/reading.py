"""The text of a notice → `Notice`: every place with its labels, numbers and digest, and what was in doubt.

In: text, and what is known of the file it came from. Pure. Labels are those that citations use (第2句, 第1段,
末段). An unnumbered paragraph after the last item can be cited in two ways, and both are labels of its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import attrs

from polc.dsl.citation import CitationError, Clause, parse_citation
from polc.dsl.notice.doubts import of_numbers, of_references
from polc.dsl.notice.heads import Level
from polc.dsl.notice.lines import layout_of
from polc.dsl.notice.model import Doubt, DoubtKind, Label, Notice, Place, PlaceKind, Spot
from polc.dsl.notice.numbers import numbers_in
from polc.dsl.notice.paragraphs import Paragraph, paragraphs_of
from polc.dsl.notice.sentences import runs_in, sentences_of
from polc.dsl.notice.text import digest
from polc.dsl.notice.tree import Part, Tree, tree_of
from polc.dsl.numerals import write_numeral
from polc.dsl.source import fold_width

_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
_SENDERS = re.compile(r"(.{2,}?)(?:印发)?关于")
_LEADS_IN = re.compile(r"(?:如下|：)$")


def read_notice(text: str, source: str = "") -> Notice:
    """The notice that a text holds; `source` is the SHA-256 of its file."""
    layout = layout_of(text)
    tree = tree_of(paragraphs_of(layout))
    days = [found for day in tree.days for found in numbers_in(day).numbers]
    issued = next((n.value for n in days if isinstance(n.value, date)), None)
    titled = _YEAR.search(layout.title)
    reader = _Places(
        year=int(titled[1]) if titled else issued.year if issued else None, body=not tree.clauses
    )
    parts = (tree.preamble, *tree.clauses, *tree.annexes)
    for part in parts:
        _as_cited(part)
    places = tuple(place for part in parts for place in reader.of(part))
    doubts = (*tree.doubts, *reader.doubts, *of_references(places, reader.lines))
    sender = _SENDERS.match(layout.title)
    return Notice(
        title=layout.title,
        document=tree.document,
        issuer=tree.issuer or (sender[1] if sender else ""),
        issued=issued,
        source=source,
        places=places,
        doubts=tuple(sorted(set(doubts), key=lambda doubt: (doubt.line, doubt.kind.value, doubt.what))),
        headings=tuple(_headings(tree)),
    )


def _headings(tree: Tree) -> Iterator[tuple[str, str]]:
    for part in tree.clauses:
        yield Label(part.path, None, part.document).text, part.heading


def _as_cited(part: Part) -> None:
    """Give a part, and all below it, the path that a citation of it is read as: one place has one form."""
    try:
        clause = parse_citation(fold_width(Clause(part.path, "", part.document).text)).clauses[0]
        part.path, part.document = clause.path, clause.document
    except CitationError:
        pass
    for child in part.children:
        if part.level is Level.ARTICLE:
            child.subsection = f"第{write_numeral(max(1, len(part.paragraphs)))}款"
        elif part.subsection:
            child.subsection = part.subsection
        _as_cited(child)


@attrs.define
class _Sentence:
    """One sentence of a part: its number there (0 for a heading), its paragraph's, and its number in that."""

    text: str = ""
    number: int = 0
    paragraph: int = 0
    inner: int = 0
    line: int = 0


_SENTENCE = _Sentence()


@attrs.define
class _Places:
    """Makes places of parts; the year of a date goes on from clause to clause only within one clause."""

    year: int | None
    body: bool
    doubts: list[Doubt] = attrs.field(factory=list)
    lines: dict[str, int] = attrs.field(factory=dict)

    def of(self, part: Part) -> Iterator[Place]:
        """The places of one part and of all below it, in order."""
        path = ("正文",) if self.body and part.path == ("前言",) else part.path
        if path[0].startswith("附件"):
            yield from self._annex(part)
            return
        self.doubts += (
            Doubt(kind=DoubtKind.LINE_END, line=p.unsure, at=Label(path, None, part.document).text)
            for p in part.paragraphs
            if p.unsure
        )
        sentences = list(_sentences(part.paragraphs, headed=bool(part.heading)))
        year = self.year
        bare = not (sentences or part.children or part.closing)
        if part.heading and (bare or numbers_in(part.heading).numbers):
            heading = attrs.evolve(_SENTENCE, text=part.heading, line=part.line)
            yield self._place(part, heading, (Label(path, None, part.document),), "", year)[0]
        several = _numbered(sentences) > 1 or bool(part.children or part.closing)
        for sentence in sentences:
            spot = _spot(sentence, sentences)
            labels = tuple(_labels(path, part, spot))
            tail = f"第{sentence.number}句" if several and sentence.number else ""
            place, year = self._place(part, sentence, labels, tail, year)
            yield place
        for child in part.children:
            yield from self.of(child)
        yield from self._closing(part, year)

    def _closing(self, part: Part, year: int | None) -> Iterator[Place]:
        """What closes a list of items: 【四末段】, and the last item's own second paragraph."""
        if part.closes is None:
            return
        last, before = part.closes, len(part.paragraphs)
        all_ = list(_sentences([*last.paragraphs, *part.closing]))
        for sentence in all_[len(list(_sentences(last.paragraphs))) :]:
            at = sentence.paragraph - len(last.paragraphs)
            own = _spot(sentence, all_)
            spot = Spot(0, 0, before + at, before + len(part.closing), own.inner, own.inners)
            paragraph = "末段" if at == len(part.closing) else f"第{before + at}段"
            tail = paragraph + (f"第{own.inner}句" if own.inners > 1 else "")
            labels = (*_labels(part.path, part, spot), Label(last.path, own, part.document))
            place, year = self._place(part, sentence, labels, tail, year)
            yield place

    def _annex(self, part: Part) -> Iterator[Place]:
        """One place, whatever it holds; of one without figures not even how long it is."""
        text = "\n".join(paragraph.text for paragraph in part.paragraphs)
        found = numbers_in(text, self.year)
        label = Label(part.path, None, part.document)
        yield Place(
            at=label.text,
            labels=(label,),
            kind=PlaceKind.ANNEX,
            digest=digest(text) if found.numbers else "",
            characters=sum(char.isalnum() for char in text) if found.numbers else 0,
            numbers=found.numbers,
            text=text,
        )

    def _place(
        self, part: Part, sentence: _Sentence, labels: tuple[Label, ...], tail: str, year: int | None
    ) -> tuple[Place, int | None]:
        found = numbers_in(sentence.text, year)
        place = Place(
            at=labels[0].text + tail,
            labels=labels,
            kind=_kind(part, sentence, body=self.body),
            digest=digest(sentence.text),
            characters=sum(char.isalnum() for char in sentence.text),
            numbers=found.numbers,
            text=sentence.text,
        )
        self.lines[place.at] = sentence.line
        self.doubts += of_numbers(place, found, sentence.line)
        return place, found.year or year


def _labels(path: tuple[str, ...], part: Part, spot: Spot) -> Iterator[Label]:
    """The clause with its sentence; in an article a paragraph is a 款, too, and items stand in one."""
    yield Label(path, spot, part.document)
    if part.level is Level.ARTICLE:
        inside = Spot(spot.inner, spot.inners, 1, 1, spot.inner, spot.inners)
        yield Label((*path, f"第{write_numeral(spot.paragraph)}款"), inside, part.document)
    elif part.subsection:
        yield Label((path[0], part.subsection, *path[1:]), spot, part.document)


def _kind(part: Part, sentence: _Sentence, *, body: bool) -> PlaceKind:
    if not sentence.number:
        return PlaceKind.HEADING
    if part.path == ("前言",) and not body:
        return PlaceKind.PREAMBLE
    return PlaceKind.LEAD_IN if part.children and _LEADS_IN.search(sentence.text) else PlaceKind.SENTENCE


def _sentences(paragraphs: list[Paragraph], *, headed: bool = False) -> Iterator[_Sentence]:
    number = 0
    for at, paragraph in enumerate(paragraphs, 1):
        texts = sentences_of(paragraph.text)
        inner = 0
        for text in texts:
            heading = not headed and at == 1 and text is texts[0] and len(texts) > 1
            counted = not (heading and runs_in(text))
            number, inner = number + counted, inner + counted
            yield _Sentence(text, number if counted else 0, at, inner if counted else 0, paragraph.line)


def _numbered(sentences: list[_Sentence]) -> int:
    return max((sentence.number for sentence in sentences), default=0)


def _spot(sentence: _Sentence, beside: list[_Sentence]) -> Spot:
    """Where a sentence stands among those of its clause."""
    return Spot(
        sentence=sentence.number,
        sentences=_numbered(beside) if sentence.number else 0,
        paragraph=sentence.paragraph,
        paragraphs=max(each.paragraph for each in beside),
        inner=sentence.inner,
        inners=max(each.inner for each in beside if each.paragraph == sentence.paragraph),
    )
