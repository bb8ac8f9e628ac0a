"""What is known of a notice: its places, the numbers of each, and a digest instead of the words.

Out of `reading.py` or of a committed x.notice.json, into the ledger. A place is a sentence (or a heading, or
a whole annex) with every way to cite it; `text` is there only where the notice was at hand, and takes no part
in equality: what a ledger says is the same with and without it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import attrs

from polc.dsl.citation import Clause


class NumberKind(Enum):
    """What a number of a notice counts."""

    DATE = "date"
    MONEY = "money"
    RATE = "rate"
    AGE = "age"
    DURATION = "duration"
    DOCUMENT = "document"
    MONTH = "month"
    YEAR = "year"
    DAY_OF_YEAR = "day_of_year"
    TIMES = "times"
    COUNT = "count"
    FIGURE = "figure"


# What a row has to account for wherever it stands; the others count in annexes and tables only, by value.
STRONG = frozenset(
    {
        NumberKind.DATE,
        NumberKind.MONEY,
        NumberKind.RATE,
        NumberKind.AGE,
        NumberKind.DURATION,
        NumberKind.DOCUMENT,
    }
)
PLAIN = frozenset({NumberKind.TIMES, NumberKind.COUNT, NumberKind.FIGURE})

NumberValue: TypeAlias = date | Fraction | str


@attrs.frozen(kw_only=True)
class Number:
    """One number: money in 分, a rate as a fraction, a month as its first day, a 文号 as text.

    `before` and `after` are the words beside it that bound it (不低于, 满, 起, 前). `basis` marks the number
    of a document that the notice only rests on. `start` and `end` are its place in the sentence.
    """

    kind: NumberKind
    value: NumberValue
    unit: str = ""
    before: str = ""
    after: str = ""
    basis: bool = False
    start: int = attrs.field(default=0, eq=False)
    end: int = attrs.field(default=0, eq=False)


@attrs.frozen(slots=False)
class Spot:
    """Where a sentence stands: which of how many sentences, paragraphs, and sentences of its paragraph.

    A sentence that isn't counted (a heading, what closes a list) is number 0 of 0.
    """

    sentence: int
    sentences: int
    paragraph: int
    paragraphs: int
    inner: int
    inners: int

    @cached_property
    def tails(self) -> tuple[str, ...]:
        """Every tail that means the sentence or the paragraph that holds it, the plainest first."""
        paragraphs = _ordinals(self.paragraph, self.paragraphs, "段")
        inner = _ordinals(self.inner, self.inners, "句")
        both = (f"{paragraph}{sentence}" for paragraph in paragraphs for sentence in inner)
        return (*_ordinals(self.sentence, self.sentences, "句"), *paragraphs, *both)


def _ordinals(number: int, last: int, unit: str) -> tuple[str, ...]:
    """第2句, and 首句 or 末句 where it's the first or the last."""
    if not number:
        return ()
    first = (f"首{unit}",) if number == 1 else ()
    return (f"第{number}{unit}", *first, *((f"末{unit}",) if number == last else ()))


@attrs.frozen
class Label:
    """A way to cite a place: the clause, and where in it; without `spot` the place is the clause as such."""

    path: tuple[str, ...]
    spot: Spot | None = None
    document: str = ""

    @property
    def tails(self) -> tuple[str, ...]:
        """The tails that a citation of this clause can have to mean the place."""
        return self.spot.tails if self.spot else ()

    def meant_by(self, clause: Clause) -> bool:
        """True when the citation is of this place, or of what holds it."""
        if clause.document != self.document or self.path[: len(clause.path)] != clause.path:
            return False
        return not clause.tail or (clause.path == self.path and clause.tail in self.tails)

    @property
    def text(self) -> str:
        """四（二）: the clause, without a tail."""
        return Clause(self.path, "", self.document).text


class PlaceKind(Enum):
    """A heading is no sentence; an annex is one place whatever it holds, and its figures count by value."""

    SENTENCE = "sentence"
    LEAD_IN = "lead_in"
    HEADING = "heading"
    PREAMBLE = "preamble"
    ANNEX = "annex"


@attrs.frozen(kw_only=True)
class Place:
    """The smallest thing that can be cited: `at` is its name, without brackets; `labels` are all ways to cite
    it.

    The name bears a tail (第2句) only where the clause holds more than this one sentence.
    """

    at: str
    labels: tuple[Label, ...]
    kind: PlaceKind = PlaceKind.SENTENCE
    digest: str
    characters: int
    numbers: tuple[Number, ...] = ()
    text: str = attrs.field(default="", eq=False, repr=False)

    @property
    def label(self) -> Label:
        """The plainest way to cite the place."""
        return self.labels[0]

    def meant_by(self, clause: Clause) -> bool:
        """True when the citation is of this place, or of what holds it."""
        return any(label.meant_by(clause) for label in self.labels)

    @property
    def required(self) -> tuple[Number, ...]:
        """The numbers that some row must account for."""
        wanted = STRONG | PLAIN if self.kind is PlaceKind.ANNEX else STRONG
        return tuple(n for n in self.numbers if n.kind in wanted and not n.basis and n.value)


class DoubtKind(Enum):
    """What reading wasn't sure of, and what the notice itself has wrong."""

    LINE_END = "line_end"
    SECOND_DOCUMENT = "second_document"
    NUMBER_SKIPPED = "number_skipped"
    NUMBER_TWICE = "number_twice"
    NO_SUCH_CLAUSE = "no_such_clause"
    NO_SUCH_DAY = "no_such_day"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    WINDOW_TWICE = "window_twice"


UNSURE = frozenset({DoubtKind.LINE_END, DoubtKind.SECOND_DOCUMENT})


@attrs.frozen(kw_only=True)
class Doubt:
    """One such thing: the line of the text it was read from, the place, what is in question, against what."""

    kind: DoubtKind
    line: int
    at: str = ""
    what: str = ""
    other: str = ""


@attrs.frozen(kw_only=True)
class Notice:
    """A notice as the ledger sees it. `source` is the SHA-256 of the file it was read from."""

    title: str = ""
    document: str = ""
    issuer: str = ""
    issued: date | None = None
    source: str = ""
    places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    headings: tuple[tuple[str, str], ...] = attrs.field(default=(), eq=False, repr=False)
