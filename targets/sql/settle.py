"""What a choice comes to in the end: its gate, the rows that hold, and the open ones that matter.

In: the combined result, and for each field the flags of the open rows that would change it. Out: the
field's cell and clauses, in columns. An open gate or row gives its status; 缺资料 stands over 待定.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from polc.dsl.values import NotApplicable
from polc.targets.sql.branch import Branch, any_of, is_column, negated, whole
from polc.targets.sql.cells import Cell, choose
from polc.targets.sql.combine import Outcome, Work, chosen_list, clause_list
from polc.targets.sql.scope import Scope


@attrs.frozen(kw_only=True)
class Decided:
    """A field: its cell, tight and held in columns, and the list of its clauses."""

    cell: Cell
    by: str | None


@attrs.frozen(kw_only=True)
class Judged:
    """The rows of a choice: which hold and aren't beaten, which are open and aren't, and why they're open."""

    gate: Cell | None
    holds: tuple[tuple[int, str], ...]
    open: tuple[tuple[int, str], ...]
    causes: Mapping[int, Cell]


@attrs.frozen(kw_only=True)
class Pending:
    """What is open for one field: `flag` where anything is, the status it gives, the clauses of it."""

    flag: str
    cell: Cell
    by: str | None


def is_open(condition: Cell) -> str:
    """Where a condition is neither true nor false."""
    if condition.sure:
        return "FALSE"
    return "TRUE" if condition.hollow else f"{condition.value} IS NULL"


def settle(
    branch: Branch,
    work: Work,
    judged: Judged,
    base: Sequence[Outcome],
    changes: Sequence[dict[int, str]],
    names: Sequence[str],
    operands: str | None,
) -> list[Decided]:
    """The fields of a choice as columns called `names`; `operands` are clauses for results without any."""
    pending = _pending(branch, work, judged, base, changes)
    added: dict[str, str] = {}
    outcomes = []
    for name, outcome, open_ in zip(names, base, pending, strict=True):
        result = _result(work, judged, outcome, open_)
        if result.cell.missing is not None and not _is_field(result.cell.missing):
            ordered = work.scope.dialect.ordered(result.cell.missing)
            result = Outcome(attrs.evolve(result.cell, missing=ordered), result.by)
        cell = result.cell if result.cell.known is not None else whole(branch, name, result.cell, added)
        by = result.by
        if by is not None:
            added[f"{name}_by"], by = by, f"{name}_by"
        outcomes.append(Outcome(cell, by))
    branch.add(added, "the result")
    last: dict[str, str] = {}
    inside = negated(_outside(judged.gate)) if judged.gate is not None else "TRUE"
    decided = [
        _with_own(n, o, last, work.scope, operands, inside) for n, o in zip(names, outcomes, strict=True)
    ]
    branch.add(last)
    return decided


def _pending(
    branch: Branch, work: Work, judged: Judged, base: Sequence[Outcome], changes: Sequence[dict[int, str]]
) -> list[Pending | None]:
    added: dict[str, str] = {}
    found = [
        _open_for(f"{branch.tag}_p{number}", work, judged, base[number].cell, changes[number], added)
        for number in range(len(base))
    ]
    branch.add(added, "open rows that would change the result")
    loose: dict[str, str] = {}
    tight: list[Pending | None] = []
    for number, one in enumerate(found):
        if one is not None:
            cell = one.cell
            if cell.missing is not None:
                name = f"{branch.tag}_p{number}_missing"
                loose[name] = cell.missing
                cell = attrs.evolve(cell, missing=name)
            one = attrs.evolve(one, cell=_silenced(cell))
        tight.append(one)
    branch.add(loose)
    return tight


def _silenced(cell: Cell) -> Cell:
    """待定 only where nothing is missing."""
    if cell.missing is None:
        return attrs.evolve(cell, tight=True)

    def only(text: str | None) -> str | None:
        return None if text is None else f"CASE WHEN {cell.missing} IS NULL THEN {text} END"

    return attrs.evolve(
        cell,
        reasons=only(cell.reasons),
        document=only(cell.document),
        clauses=only(cell.clauses),
        tight=True,
    )


def _open_for(
    name: str, work: Work, judged: Judged, base: Cell, changes: dict[int, str], added: dict[str, str]
) -> Pending | None:
    """The open gate first, then the open rows in their order."""
    gate, choice = judged.gate, work.choice
    gate_open = is_open(gate) if gate is not None else "FALSE"
    causes: list[tuple[str, Cell]] = []
    cites: list[tuple[str, str]] = []
    if gate is not None and gate_open != "FALSE":
        causes.append((gate_open, gate))
        if choice.gate_cite is not None:
            cites.append((gate_open, choice.gate_cite.text))
    for row, flag in changes.items():
        if not is_column(flag) and flag != "TRUE":
            added[f"{name}_{row}"], flag = flag, f"{name}_{row}"
        causes.append((flag, judged.causes[row]))
        cites.append((flag, choice.rows[row].cite.text))
    if not causes:
        return None
    flag = any_of([flag for flag, _ in causes])
    if gate_open != "FALSE" and base.missing is not None:
        causes.append(
            (gate_open, attrs.evolve(base, na=None, reasons=None, document=None, clauses=None, silent=False))
        )
    return Pending(flag=flag, cell=_met(causes, base, work.scope), by=clause_list(work.scope, cites))


def _met(causes: list[tuple[str, Cell]], base: Cell, scope: Scope) -> Cell:
    """What several open conditions give together, their lists joined."""
    dialect = scope.dialect

    def parts(name: str) -> list[str]:
        found = [(flag, text) for flag, cell in causes if (text := cell.part(name)) is not None]
        return [text if flag == "TRUE" else f"CASE WHEN {flag} THEN {text} END" for flag, text in found]

    documents = parts("document") or [""]
    missing, reasons, clauses = parts("missing"), parts("reasons"), parts("clauses")
    return Cell(
        kind=base.kind,
        value=dialect.null(base.kind),
        missing=dialect.union(missing) if missing else None,
        reasons=dialect.union(reasons) if reasons else None,
        document=f"COALESCE({', '.join(documents)})" if len(documents) > 1 else documents[0] or None,
        clauses=dialect.union(clauses) if clauses else None,
        silent=any(cell.silent for _, cell in causes),
        tight=False,
    )


def _result(work: Work, judged: Judged, base: Outcome, pending: Pending | None) -> Outcome:
    """不适用 outside the gate; the pending status where there's one; else what the rows gave."""
    scope, cite = work.scope, work.choice.gate_cite
    cell, by = base.cell, base.by
    if pending is not None:
        cell = choose([(pending.flag, pending.cell)], cell, scope.dialect)
        by = chosen_list(pending.flag, pending.by, by)
    if judged.gate is None:
        return Outcome(cell, by)
    outside = _outside(judged.gate)
    clauses = (cite.text,) if cite is not None else ()
    status = scope.status(NotApplicable(reason="不属于适用对象", clauses=clauses), cell.kind)
    result = choose([(outside, status)], cell, scope.dialect)
    return Outcome(result, chosen_list(outside, scope.list_of(clauses), by))


def _outside(gate: Cell) -> str:
    if gate.hollow:
        return "FALSE"
    return f"NOT {gate.value}" if gate.sure else f"COALESCE(NOT {gate.value}, FALSE)"


def _with_own(
    name: str, outcome: Outcome, added: dict[str, str], scope: Scope, operands: str | None, inside: str
) -> Decided:
    """The clauses that a status itself rests on after those of the rows; those of the operands for none."""
    lists = [outcome.by] if outcome.by is not None else []
    if outcome.cell.clauses is not None:
        lists.append(outcome.cell.clauses)
    if outcome.cell.na is not None:
        own = [
            f"WHEN {number} THEN {scope.list_of(status.clauses)}"
            for status, number in scope.outside.items()
            if status.clauses
        ]
        lists += [f"CASE {outcome.cell.na} {' '.join(own)} END"] if own else []
    by = scope.dialect.union(lists) if lists else None
    if operands is not None:
        operands = chosen_list(inside, operands, None)
        by = f"COALESCE({by}, {operands})" if by is not None else operands
    if by is not None and not is_column(by):
        added[f"{name}_all"], by = by, f"{name}_all"
    return Decided(cell=outcome.cell, by=by)


def _is_field(text: str) -> bool:
    """True for a column of an earlier field: its inputs are in order already."""
    return is_column(text) and text.startswith("f")
