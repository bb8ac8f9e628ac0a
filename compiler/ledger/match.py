"""Numbers of the notice against numbers of the rows, in both directions.

In: a notice and the evidence of a policy. Out: `Ledger`: for each number of the notice how it's accounted
for, for each number of a row where it comes from. A citation means a place, and only that place: nothing
counts for standing nearby. Findings are made of this in `findings.py`; the page shows it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from polc.compiler.ledger.evidence import Bound, Evidence, Figure, Row
from polc.compiler.ledger.keys import Key, differs_by_one, figure_of, is_edge, key_of, shifted
from polc.dsl import nodes
from polc.dsl.citation import Clause
from polc.dsl.notice.model import PLAIN, Notice, Number, NumberKind, Place, PlaceKind

_DEPTH = 3
_ONE_DAY = Number(kind=NumberKind.DURATION, value=Fraction(1), unit="日")


class How(Enum):
    """How a number of the notice is accounted for, the best first."""

    LITERAL = "literal"
    NAMED = "named"
    CONVERTED = "converted"
    WORDS = "words"
    EXCUSED = "excused"
    UNCITED = "uncited"
    MISSING = "missing"


class Where(Enum):
    """Where a number of a row comes from."""

    CITED = "cited"
    ISSUED = "issued"
    COMPUTED = "computed"
    SHIFTED = "shifted"
    NEAR = "near"
    OWN = "own"
    NOWHERE = "nowhere"


@attrs.frozen(kw_only=True)
class Account:
    """One number of the notice: how it's accounted for, and by which rows."""

    place: Place
    number: Number
    how: How
    rows: tuple[Row, ...] = ()


@attrs.frozen(kw_only=True)
class Traced:
    """One number of a row: where it comes from, and the number of the notice it was made from, if any."""

    row: Row
    figure: Figure
    where: Where
    number: Number | None = None
    place: Place | None = None


@attrs.frozen(kw_only=True)
class Ledger:
    """Both directions, and what they rest on."""

    notice: Notice
    evidence: Evidence
    accounts: tuple[Account, ...]
    traced: tuple[Traced, ...]

    def rows_of(self, place: Place) -> tuple[Row, ...]:
        """The rows that cite a place, or what holds it."""
        return tuple(row for row in self.evidence.rows if _cites(row.cites, place))

    def own_rows_of(self, place: Place) -> tuple[Row, ...]:
        """The rows that cite the place itself; those of what holds it where there are no others."""
        rows = self.rows_of(place)
        paths = {label.path for label in place.labels}
        own = tuple(row for row in rows if any(c.path in paths and place.meant_by(c) for c in row.cites))
        return own or rows


def ledger_of(notice: Notice, evidence: Evidence) -> Ledger:
    """The whole ledger."""
    books = _Books(notice, evidence)
    return Ledger(
        notice=notice,
        evidence=evidence,
        accounts=tuple(books.accounts()),
        traced=tuple(traced for row in evidence.rows for traced in books.trace(row)),
    )


def _cites(clauses: Iterable[Clause], place: Place) -> bool:
    return any(place.meant_by(clause) for clause in clauses)


def _keys(numbers: Iterable[Number]) -> frozenset[Key]:
    return frozenset(map(key_of, numbers))


@attrs.define(slots=False, eq=False)
class _Books:
    """A notice and a policy, with what is asked of them more than once."""

    notice: Notice
    evidence: Evidence

    # ---- notice → rows -------------------------------------------------------------------------------
    def accounts(self) -> Iterator[Account]:
        """Each number that a row has to account for."""
        for place in self.notice.places:
            if not place.required:
                continue
            rows = self._citing(place)
            for number in place.required:
                how, by = self._account(place, number, rows)
                yield Account(place=place, number=number, how=how, rows=by)

    def _citing(self, place: Place) -> tuple[Row, ...]:
        """The rows that cite a place; none where a clause of the list still waits for its line (POL702)."""
        rows = tuple(row for row in self.evidence.rows if _cites(row.cites, place))
        listed = self.evidence.listed.cite.citation.clauses if self.evidence.listed else ()
        meant = [clause for clause in listed if place.meant_by(clause)]
        done = any(clause.covers(cited) for clause in meant for row in rows for cited in row.cites)
        return rows if done or not meant else ()

    def _account(self, place: Place, number: Number, rows: tuple[Row, ...]) -> tuple[How, tuple[Row, ...]]:
        if not rows:
            return How.UNCITED, ()
        if by := tuple(row for row in rows if self._writes(row, number, place)):
            return How.LITERAL, by
        if by := tuple(row for row in rows if key_of(number) in self._behind(row)[0]):
            return How.NAMED, by
        if by := tuple(r for r in rows if any(shifted(f.number, number) for f in r.figures)):
            return How.CONVERTED, by
        if by := tuple(row for row in rows if self._says(row, number, place)):
            return How.WORDS, by
        return (How.EXCUSED, rows) if all(row.excuses for row in rows) else (How.MISSING, rows)

    def _writes(self, row: Row, number: Number, place: Place) -> bool:
        if key_of(number) in _keys(figure.number for figure in row.figures):
            return True
        by_value = place.kind is PlaceKind.ANNEX and number.kind in PLAIN
        return by_value and figure_of(number) in {figure_of(f.number) for f in row.figures}

    def _says(self, row: Row, number: Number, place: Place) -> bool:
        said = _keys(row.said) | self._behind(row)[1]
        if key_of(number) in said:
            return True
        by_value = place.kind is PlaceKind.ANNEX and number.kind in PLAIN
        return by_value and figure_of(number) in {figure_of(each) for each in row.said}

    def _behind(self, row: Row) -> tuple[frozenset[Key], frozenset[Key]]:
        """The numbers behind the names that a row uses: written as numbers, and said in words."""
        if row not in self._known:
            self._known[row] = self._follow(row)
        return self._known[row]

    @cached_property
    def _known(self) -> dict[Row, tuple[frozenset[Key], frozenset[Key]]]:
        return {}

    def _follow(self, row: Row) -> tuple[frozenset[Key], frozenset[Key]]:
        written: set[Key] = set()
        said: set[Key] = set()
        waiting, seen = [(name, 1) for name in row.names], {row.name}
        while waiting:
            name, depth = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            for other in self.evidence.declared.get(name, ()):
                if other.kind is nodes.WindowRow and row.kind in (nodes.WindowRow, nodes.Window):
                    continue
                written |= _keys(figure.number for figure in other.figures)
                said |= _keys(other.said)
                if depth < _DEPTH and other.kind is not nodes.WindowRow:
                    waiting += [(each, depth + 1) for each in other.names]
        return frozenset(written), frozenset(said)

    # ---- rows → notice -------------------------------------------------------------------------------
    def trace(self, row: Row) -> Iterator[Traced]:
        """Each number of a row; none for a row that cites other documents only."""
        if not any(self._is_own(clause) for clause in row.cites):
            return
        cited = [place for place in self.notice.places if _cites(row.cites, place)]
        for figure in row.figures:
            where, number, place = self._origin(row, figure, cited)
            yield Traced(row=row, figure=figure, where=where, number=number, place=place)

    def _is_own(self, clause: Clause) -> bool:
        return not clause.document or any(clause.document == p.label.document for p in self.notice.places)

    def _origin(
        self, row: Row, figure: Figure, cited: list[Place]
    ) -> tuple[Where, Number | None, Place | None]:
        mine = figure.number
        there = [(number, place) for place in cited for number in place.numbers]
        for number, place in there:
            if self._same(mine, number, place):
                return Where.CITED, number, place
        for number, place in there:
            if shifted(mine, number):
                return Where.SHIFTED, number, place
            if is_edge(mine, number):
                return Where.COMPUTED, number, place
        if self._computed(row, figure):
            return Where.COMPUTED, None, None
        if mine.value == self.notice.issued and row.kind in (nodes.HeaderRange, nodes.Assumption):
            return Where.ISSUED, None, None
        if row.is_reading and (own := self._reading(row, mine, there)) is not None:
            return own
        return Where.NOWHERE, None, None

    def _same(self, mine: Number, number: Number, place: Place) -> bool:
        if key_of(mine) == key_of(number):
            return True
        if mine.kind is NumberKind.FIGURE or place.kind is PlaceKind.ANNEX:
            return figure_of(mine) is not None and figure_of(mine) == figure_of(number)
        return False

    def _computed(self, row: Row, figure: Figure) -> bool:
        """+ 1日 steps to the next day; a window may begin on the day after the one before it ends."""
        day = figure.number.value
        if key_of(figure.number) == key_of(_ONE_DAY):
            return True
        if row.kind is not nodes.WindowRow or figure.bound is not Bound.FROM or not isinstance(day, date):
            return False
        ends = (
            other.number.value
            for each in self.evidence.rows
            if each.kind is nodes.WindowRow and each.name == row.name and each is not row
            for other in each.figures
            if other.bound is Bound.UNTIL
        )
        return day - timedelta(days=1) in ends

    def _reading(
        self, row: Row, mine: Number, there: list[tuple[Number, Place]]
    ) -> tuple[Where, Number | None, Place | None] | None:
        """A reading one off a number that another reading has, or of a kind that the clause doesn't have."""
        if not any(number.kind is mine.kind for number, _ in there):
            return Where.OWN, None, None
        written = _keys(figure.number for figure in row.figures)
        for number, place in there:
            if key_of(number) in written and differs_by_one(mine, number):
                return Where.NEAR, number, place
        return None
