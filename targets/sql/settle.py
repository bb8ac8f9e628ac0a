"""What a choice comes to in the end: its gate, the rows that hold, and the open ones that matter.

In: the combined result, and for each field the flags of the open rows that would change it. Out: the
field's cell and clauses, in columns. An open gate or row gives its status; 缺资料 stands over 待定.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from polc.targets.sql.cells import NOTHING, Cell, case, choose, chosen_why
from polc.targets.sql.combine import Outcome, Work
from polc.targets.sql.flags import any_of, is_open, negated, refuted
from polc.targets.sql.letters import Why
from polc.targets.sql.scope import Scope, outside_gate


@attrs.frozen(kw_only=True)
class Decided:
    """A field: its cell, and the list of its clauses."""

    cell: Cell
    by: Why | None


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
    by: Why | None


def settle(
    work: Work,
    judged: Judged,
    base: Sequence[Outcome],
    changes: Sequence[Mapping[int, str]],
    names: Sequence[str],
    operands: Why | None,
) -> list[Decided]:
    """The fields of a choice as columns called `names`; `operands` are clauses for results without any."""
    decided = []
    for name, outcome, changing in zip(names, base, changes, strict=True):
        pending = _open_for(work, judged, outcome.cell, changing)
        result = _result(work, judged, outcome, pending)
        cell = result.cell if result.cell.known is not None else put(work.scope, name, result.cell)
        inside = negated(refuted(judged.gate)) if judged.gate is not None else "TRUE"
        decided.append(Decided(cell=cell, by=with_own(name, cell, result.by, work.scope, operands, inside)))
    return decided


def put(scope: Scope, name: str, cell: Cell) -> Cell:
    """The parts of a field as columns that begin with its name."""
    flow = scope.flow
    if not cell.hollow:
        cell = attrs.evolve(cell, value=flow.put(name, cell.value))
    terms = tuple((p, flow.put(f"{name}_t{place}", text)) for place, (p, text) in enumerate(cell.terms))
    why = cell.why
    return attrs.evolve(
        cell,
        terms=terms,
        na=None if cell.na is None else flow.put(f"{name}_na", cell.na),
        missing=None if cell.missing is None else flow.put(f"{name}_missing", cell.missing),
        why=None if why is None else attrs.evolve(why, text=flow.put(f"{name}_why", why.text)),
    )


def _open_for(work: Work, judged: Judged, base: Cell, changes: Mapping[int, str]) -> Pending | None:
    """The open gate first, then the open rows in their order."""
    scope, gate, choice = work.scope, judged.gate, work.choice
    gate_open = is_open(gate) if gate is not None else "FALSE"
    causes: list[tuple[str, Cell]] = []
    cites: list[tuple[str, Why | None]] = []
    if gate is not None and gate_open != "FALSE":
        causes.append((gate_open, gate))
        if choice.gate_cite is not None:
            cites.append((gate_open, scope.clauses([choice.gate_cite.text])))
    for row, flag in changes.items():
        causes.append((flag, judged.causes[row]))
        cites.append((flag, scope.clauses([choice.rows[row].cite.text])))
    if not causes:
        return None
    flag = scope.flow.share(any_of([flag for flag, _ in causes]))
    if gate_open != "FALSE" and base.missing is not None:
        only_missing = attrs.evolve(base, na=None, why=None, silent=False)
        causes.append((gate_open, only_missing))
    return Pending(flag=flag, cell=_met(causes, base, scope), by=scope.united(cites))


def _met(causes: list[tuple[str, Cell]], base: Cell, scope: Scope) -> Cell:
    """What several open conditions give together: 缺资料 over 待定, their lists joined."""
    lacking: dict[str, list[str]] = {}
    for flag, cell in causes:
        if cell.missing is not None:
            lacking.setdefault(cell.missing, []).append(flag)
    masks = [case([(any_of(flags), text)], "0") for text, flags in lacking.items()]
    missing = scope.flow.share(scope.dialect.bits(masks)) if masks else None
    why = scope.united([(flag, cell.why) for flag, cell in causes])
    if why is not None and missing is not None:
        why = attrs.evolve(why, text=case([(f"{missing} = 0", scope.shared_why(why).text)], NOTHING))
    return Cell(
        kind=base.kind,
        value=scope.dialect.null(base.kind),
        missing=missing,
        why=None if why is None else scope.shared_why(why),
        silent=any(cell.silent for _, cell in causes),
    )


def _result(work: Work, judged: Judged, base: Outcome, pending: Pending | None) -> Outcome:
    """不适用 outside the gate; the pending status where there's one; else what the rows gave."""
    scope, cite = work.scope, work.choice.gate_cite
    cell, by = base.cell, base.by
    if pending is not None:
        cell = choose([(pending.flag, pending.cell)], cell, scope.dialect)
        by = chosen_why([(pending.flag, pending.by)], by)
    if judged.gate is None:
        return Outcome(cell=cell, by=by)
    outside = scope.flow.share(refuted(judged.gate))
    clauses = (cite.text,) if cite is not None else ()
    status = scope.status(outside_gate(work.choice), cell.kind)
    result = choose([(outside, status)], cell, scope.dialect)
    return Outcome(cell=result, by=chosen_why([(outside, scope.clauses(clauses))], by))


def with_own(
    name: str, cell: Cell, by: Why | None, scope: Scope, operands: Why | None, inside: str
) -> Why | None:
    """The clauses that a status itself rests on after those of the rows; those of the operands for none."""
    by = None if by is None else scope.shared_why(by)
    lists = [("TRUE", by), ("TRUE", _own(cell, scope))]
    statuses = {number: status for status, number in scope.outside.items()}
    lists += [(f"{cell.na} = {n}", scope.clauses(statuses[n].clauses)) for n in sorted(cell.numbers)]
    found = scope.united(lists)
    if found is not None and found != by and not cell.hollow:
        found = chosen_why([(f"{cell.value} IS NULL", found)], by)
    if operands is not None:
        nothing = "TRUE" if found is None else negated(scope.dialect.differs(found.text, NOTHING))
        found = chosen_why([(nothing, chosen_why([(inside, operands)], None))], found)
    return None if found is None else attrs.evolve(found, text=scope.flow.put(f"{name}_by", found.text))


def _own(cell: Cell, scope: Scope) -> Why | None:
    """The clauses among what a status says."""
    if cell.why is None:
        return None
    clauses = cell.why.letters & frozenset(scope.letters.clauses.values())
    others = sorted(cell.why.letters - clauses)
    return Why(scope.dialect.without(cell.why.text, others), clauses) if clauses else None
