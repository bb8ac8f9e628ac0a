"""POL613: a group and another block list people under one clause, and the lists aren't the same.

Compared are rows that name people and ask nothing else, of a group and of any other block, clause by clause:
a row that cites several is held against the rows that cite these together. Lists that share nobody speak of
other people; a block with a condition of another kind under the clause isn't compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import attrs

from polc.compiler.analysis.subject import DECIDING, Subject, at
from polc.compiler.kernel import Choice, Expr, FieldRef, Form, InputRef, Or, Row
from polc.dsl.diagnostics.left_out import LISTS_DIFFER
from polc.dsl.values import distinct


@attrs.frozen
class Listed:
    """A row with the clauses it cites and the people it names; None where it asks something else."""

    row: Row
    clauses: frozenset[str]
    names: tuple[str, ...] | None


def check(subject: Subject) -> None:
    """Every pair of blocks of which one is a group."""
    blocks = [(choice, list(_lists(choice))) for choice in subject.kernel.choices if _lists_people(choice)]
    told: set[tuple[str, ...]] = set()
    for (one, mine), (other, theirs) in combinations(blocks, 2):
        if Form.GROUP in (one.form, other.form):
            for clauses in distinct(row.clauses for row in (*mine, *theirs)):
                here, there = (one, _of(mine, clauses)), (other, _of(theirs, clauses))
                _compare(subject, here, there, told)
                _compare(subject, there, here, told)


def _lists_people(choice: Choice) -> bool:
    return choice.form in (Form.GROUP, Form.GRANT, *DECIDING) and choice.month is None


def _lists(choice: Choice) -> Iterator[Listed]:
    for row in choice.rows:
        if not row.bar and not row.document and row.cite.clauses:
            clauses = frozenset(clause.text for clause in row.cite.clauses)
            yield Listed(row, clauses, _names(row.guard))


def _names(guard: Expr) -> tuple[str, ...] | None:
    match guard:
        case InputRef(name) | FieldRef(name):
            return (name,)
        case Or(items):
            found = [_names(item) for item in items]
            return None if None in found else tuple(name for names in found for name in names or ())
        case _:
            return None


def _of(rows: Sequence[Listed], clauses: frozenset[str]) -> list[Listed]:
    """The rows that together cite these clauses and name people; none where one of them says more."""
    here = [row for row in rows if row.clauses & clauses]
    whole = frozenset[str]().union(*(row.clauses for row in here)) == clauses
    return here if whole and all(row.names is not None for row in here) else []


def _compare(
    subject: Subject,
    lacking: tuple[Choice, list[Listed]],
    having: tuple[Choice, list[Listed]],
    told: set[tuple[str, ...]],
) -> None:
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
    facts = {
        "clause": mine[0].row.cite.text,
        "here": one.name,
        "there": other.name,
        "names": "、".join(f"“{name}”" for name in missing),
    }
    note = at(first, f"“{other.name}”在这里写了", f"“{other.name}” names them here")
    subject.report(LISTS_DIFFER, mine[0].row.span, facts, notes=(note,), basis=(mine[0].row.cite.text,))
