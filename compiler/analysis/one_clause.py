"""POL613: a group and another block list people under one clause, and the lists aren't the same.

Compared are rows that name people and ask nothing else, of a group and of another block, clause by clause:
a row that cites several is held against the rows that cite these together. People that one row names under
a clause belong together: a row that cites this clause with others names all of them or none. Blocks of a
clause that go through it point by point go through the same points. Lists that share nobody speak of other
people; a block with a condition of another kind under the clause isn't compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

import attrs

from polc.compiler.analysis.subject import DECIDING, Subject, at
from polc.compiler.kernel import Choice, Expr, FieldRef, Form, InputRef, Or, Row
from polc.dsl.diagnostics.left_out import LISTS_DIFFER
from polc.dsl.source import Span
from polc.dsl.values import distinct

POINTS = 4


@attrs.frozen
class Listed:
    """A row with the clauses it cites and the people it names; None where it asks something else."""

    row: Row
    clauses: frozenset[str]
    names: tuple[str, ...] | None


Block: TypeAlias = tuple[Choice, list[Listed]]


def check(subject: Subject) -> None:
    """Every pair of blocks of which one is a group."""
    blocks = [(choice, list(_lists(choice))) for choice in subject.kernel.choices if _lists_people(choice)]
    told: set[tuple[str, ...]] = set()
    pairs = [pair for pair in combinations(blocks, 2) if Form.GROUP in (pair[0][0].form, pair[1][0].form)]
    for (one, mine), (other, theirs) in pairs:
        for clauses in distinct(row.clauses for row in (*mine, *theirs)):
            here, there = (one, _of(mine, clauses)), (other, _of(theirs, clauses))
            _compare(subject, here, there, told)
            _compare(subject, there, here, told)
    for first, second in pairs:
        for lacking, having in ((first, second), (second, first)):
            _named_together(subject, lacking, having, told)
            _point_by_point(subject, lacking, having, told)


def _lists_people(choice: Choice) -> bool:
    return choice.form in (Form.GROUP, Form.GRANT, *DECIDING) and choice.month is None


def _lists(choice: Choice) -> Iterator[Listed]:
    for row in choice.rows:
        if not row.bar and not row.document and row.cite.clauses:
            clauses = frozenset(clause.text for clause in row.cite.clauses)
            yield Listed(row, clauses, names_in(row.guard))


def names_in(guard: Expr) -> tuple[str, ...] | None:
    match guard:
        case InputRef(name) | FieldRef(name):
            return (name,)
        case Or(items):
            found = [names_in(item) for item in items]
            return None if None in found else tuple(name for names in found for name in names or ())
        case _:
            return None


def _of(rows: Sequence[Listed], clauses: frozenset[str]) -> list[Listed]:
    """The rows that together cite these clauses and name people; none where one of them says more."""
    here = [row for row in rows if row.clauses & clauses]
    whole = frozenset[str]().union(*(row.clauses for row in here)) == clauses
    return here if whole and all(row.names is not None for row in here) else []


def _named_together(subject: Subject, lacking: Block, having: Block, told: set[tuple[str, ...]]) -> None:
    """Rows that cite the clause of one list together with others: all the people of the list, or none."""
    (one, mine), (other, theirs) = lacking, having
    for row in theirs:
        if len(row.clauses) == 1 and len(row.names or ()) > 1:
            here = [each for each in mine if row.clauses <= each.clauses]
            if here and all(each.names is not None for each in here):
                _compare(subject, (one, here), (other, [row]), told)


def _point_by_point(subject: Subject, lacking: Block, having: Block, told: set[tuple[str, ...]]) -> None:
    """Two blocks of one clause, of which one goes through a point more than the other."""
    (one, mine), (other, theirs) = lacking, having
    if one.cite is None or other.cite is None or one.cite.text != other.cite.text:
        return
    here, there = _points(one, mine), _points(other, theirs)
    further = [point for point in there if point not in here]
    names = {name for row in mine for name in row.names or ()}
    if len(here.keys() & there.keys()) < POINTS or len(further) != 1:
        return
    row = there[further[0]]
    if names.isdisjoint(row.names or ()) and (one.name, other.name, *(row.names or ())) not in told:
        _report(subject, one, (other, row.row), row.names or (), one.span)


def _points(choice: Choice, rows: Sequence[Listed]) -> dict[str, Listed]:
    """The clauses that a block goes through, one a row, without its exceptions."""
    beaten = {id(choice.rows[winner]) for winner, losers in choice.losers.items() if losers}
    plain = (row for row in rows if len(row.clauses) == 1 and row.names and id(row.row) not in beaten)
    return {min(row.clauses): row for row in plain}


def _compare(subject: Subject, lacking: Block, having: Block, told: set[tuple[str, ...]]) -> None:
    """Report whom the one block names and the other doesn't, where they share somebody."""
    (one, mine), (other, theirs) = lacking, having
    here = distinct(name for row in mine for name in row.names or ())
    there = distinct(name for row in theirs for name in row.names or ())
    missing = [name for name in there if name not in here]
    key = (one.name, other.name, *missing)
    if not missing or set(here).isdisjoint(there) or key in told:
        return
    told.add(key)
    first = next(row.row for row in theirs if set(row.names or ()) & set(missing))
    few = mine[0].row if len(mine[0].clauses) <= len(theirs[0].clauses) else theirs[0].row
    _report(subject, one, (other, first), missing, mine[0].row.span, few.cite.text)


def _report(
    subject: Subject,
    lacking: Choice,
    having: tuple[Choice, Row],
    names: Sequence[str],
    span: Span,
    clause: str = "",
) -> None:
    other, row = having
    clause = clause or row.cite.text
    facts = {
        "clause": clause,
        "here": lacking.name,
        "there": other.name,
        "names": "、".join(f"“{name}”" for name in names),
    }
    note = at(row, f"“{other.name}”在这里写了", f"“{other.name}” names them here")
    subject.report(LISTS_DIFFER, span, facts, notes=(note,), basis=(clause,))
