"""What an open row would change: each is added by itself to the rows that certainly hold.

In: the rows of a choice as judged, and what those that hold give. Out: for each field the open rows that
would change it, as flags. Rows that give the same are added once, unless amounts are added up: what they
would change differs only in the clauses of a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from polc.compiler.kernel import Pick
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.cells import Cell, case, differs
from polc.targets.sql.combine import Flags, Outcome, Work, combined, conflict
from polc.targets.sql.flags import any_of, both
from polc.targets.sql.settle import Judged

MAX_ROWS = 200


def changes_of(work: Work, judged: Judged, base: list[Outcome]) -> list[dict[int, str]]:
    """For each field, the flag of every open row that would change it."""
    if len(judged.open) > MAX_ROWS:
        raise NotExpressible("sql", Construct.OPEN_ROWS, str(len(judged.open)))
    if work.pick in (Pick.UNIQUE, Pick.EXCLUSIVE):
        return [_if_added(work, judged, base[number].cell, number) for number in range(len(work.kinds))]
    return _added_in_turn(work, judged) if judged.open else [{} for _ in base]


# ---- where rows must agree --------------------------------------------------------------------------
def _if_added(work: Work, judged: Judged, base: Cell, number: int) -> dict[int, str]:
    """An added row's own value stands, or it conflicts with one of the rows that it leaves."""
    scope = work.scope
    changes: dict[int, str] = {}
    for row, flag in judged.open:
        value = work.rows[row][number]
        left = [(j, t) for j, t in judged.holds if j != row and j not in work.choice.losers[row]]
        groups = _by_value(work, left, number)
        against = scope.flow.share(
            any_of([both(t, scope.flow.share(differs(cell, value, scope.dialect))) for cell, t in groups])
        )
        alone = scope.flow.share(differs(value, base, scope.dialect))
        clash = "FALSE" if against == "FALSE" else _conflict_differs(work, row, left, base, number)
        text = both(flag, scope.flow.share(_if(against, clash, alone)))
        if text != "FALSE":
            changes[row] = scope.flow.share(text)
    return changes


def _if(flag: str, one: str, other: str) -> str:
    """One flag where the first holds, the other elsewhere."""
    if one == "TRUE":
        return any_of([flag, other])
    return case([(flag, one)], other)


def _by_value(work: Work, flags: Flags, number: int) -> list[tuple[Cell, str]]:
    groups: list[tuple[Cell, list[str]]] = []
    for row, flag in flags:
        cell = work.rows[row][number]
        found = next((g for c, g in groups if differs(c, cell, work.scope.dialect) == "FALSE"), None)
        if found is None:
            groups.append((cell, [flag]))
        else:
            found.append(flag)
    return [(cell, work.scope.flow.share(any_of(found))) for cell, found in groups]


def _conflict_differs(work: Work, row: int, left: Flags, base: Cell, number: int) -> str:
    """The conflict of an added row isn't the base result; it can't be where no other row has its clause."""
    cites = [r.cite.text for r in work.choice.rows]
    borrowed = any(
        cells[number].why is not None and cells[number].known is None for cells in work.rows.values()
    )
    if (
        cites[row]
        and cites.count(cites[row]) == 1
        and not borrowed
        and work.otherwise[number].known is not None
    ):
        return "TRUE"
    flags = sorted([*((j, t) for j, t in left if t != "FALSE"), (row, "TRUE")])
    cell = conflict(work, work.kinds[number], work.cites(flags)).cell
    return work.scope.flow.share(differs(cell, base, work.scope.dialect))


# ---- where amounts are compared or added up ---------------------------------------------------------
def _added_in_turn(work: Work, judged: Judged) -> list[dict[int, str]]:
    """The rows combined anew with each open row, and compared; clauses of conflicts apart."""
    bare = attrs.evolve(work, cited=False)
    base = combined(bare, _grouped(work, judged.holds))
    changes: list[dict[int, str]] = [{} for _ in base]
    added: dict[tuple[int, frozenset[int]], list[Outcome]] = {}
    for row, flag in judged.open:
        losers = work.choice.losers[row]
        first = _first_alike(work, row)
        kept = [(j, t) for j, t in judged.holds if j not in losers]
        if (first, losers) not in added:
            added[first, losers] = combined(bare, _grouped(work, kept, first))
        for number, (old, new) in enumerate(zip(base, added[first, losers], strict=True)):
            text = differs(new.cell, old.cell, work.scope.dialect)
            cites = _cites_change(work, row, judged.holds, kept, old, new)
            text = work.scope.flow.share(any_of([text, cites]))
            if text != "FALSE":
                changes[number][row] = work.scope.flow.share(both(flag, text))
    return changes


def _first_alike(work: Work, row: int) -> int:
    """The first row that gives the same results; where amounts are added up every row counts by itself."""
    if work.pick is Pick.SUM:
        return row
    return next(j for j, cells in work.rows.items() if _alike(work, cells, work.rows[row]))


def _alike(work: Work, one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    return all(differs(a, b, work.scope.dialect) == "FALSE" for a, b in zip(one, other, strict=True))


def _grouped(work: Work, flags: Flags, added: int | None = None) -> Flags:
    """Rows that give the same as one: the first of them, where any of them counts."""
    groups: dict[int, list[str]] = {}
    for row, flag in flags:
        groups.setdefault(_first_alike(work, row), []).append(flag)
    if added is not None:
        groups.setdefault(added, []).append("TRUE")
    return [(row, work.scope.flow.share(any_of(found))) for row, found in sorted(groups.items())]


def _cites_change(work: Work, row: int, holds: Flags, kept: Flags, old: Outcome, new: Outcome) -> str:
    """Both are conflicts, and the rows that conflict don't have the same clauses."""
    conflicts = both(old.clash, new.clash)
    if conflicts == "FALSE":
        return "FALSE"
    before, after = _basis(work, old, holds), _basis(work, new, [*kept, (row, "TRUE")])
    one, other = work.cites(before), work.cites(after)
    if one == other:
        return "FALSE"
    texts = [why.text if why is not None else "''" for why in (one, other)]
    return both(conflicts, work.scope.dialect.differs(texts[0], texts[1]))


def _basis(work: Work, outcome: Outcome, flags: Flags) -> Flags:
    """The rows that a conflict rests on: those that count, of the groups that it rests on."""
    within: Mapping[int, str] = dict(outcome.basis)
    return [
        (row, both(flag, text))
        for row, flag in sorted(flags)
        if (text := within.get(_first_alike(work, row), "FALSE")) != "FALSE"
    ]
