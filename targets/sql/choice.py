"""One choice as steps of the statement: `compiler/interpret.py`, said in SQL.

In: a choice and a scope. Out: the cells of its fields, as columns of the main chain, in `scope.fields`,
and the lists of their clauses. The steps are those of the interpreter: gate, guards (TRUE, FALSE, or NULL
for open), rows beaten by a row that certainly holds, the rows left combined. Then every open row is added
in turn, on a branch that holds only persons with one: a field that it would change takes its status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polc.compiler.kernel import Choice, FieldRef, Kind, Pick, ReadingOf, walk
from polc.targets.sql.branch import Branch, any_of, both, negated, whole
from polc.targets.sql.cells import Cell
from polc.targets.sql.changes import changes_of
from polc.targets.sql.combine import Outcome, Work, as_kind, combined
from polc.targets.sql.flow import Flow
from polc.targets.sql.group import group, is_group
from polc.targets.sql.scope import Scope
from polc.targets.sql.settle import Decided, Judged, is_open, settle
from polc.targets.sql.text import Unsupported
from polc.targets.sql.translate import cell, condition


def decide(
    flow: Flow,
    scope: Scope,
    choice: Choice,
    tag: str,
    names: Sequence[str],
    clauses: Mapping[str, str | None],
    title: str,
) -> list[Decided]:
    """Add the steps of a choice; `names` are the columns of its fields, `clauses` those of earlier fields."""
    title = f"{title} [{choice.cite.text if choice.cite is not None else choice.form.value}]"
    branch = Branch(flow=flow, scope=scope, tag=tag, main=True, current=flow.current, title=title)
    if is_group(choice):
        return [group(branch, choice, names[0])]
    work, judged = _judged(branch, choice)
    some = any(flag == "TRUE" for _, flag in judged.holds)
    base = combined(work, branch, judged.holds, some=some)
    base = _held(branch, base, "b")
    changes = changes_of(branch, work, judged, base)
    operands = _operand_clauses(choice, clauses, scope) if choice.cite is None else None
    return settle(branch, work, judged, base, changes, names, operands)


def _operand_clauses(choice: Choice, clauses: Mapping[str, str | None], scope: Scope) -> str | None:
    """An identity has no clause of its own: the clauses of the fields that it reads."""
    values = [value for row in choice.rows for value in row.values]
    read = dict.fromkeys(e.name for value in values for e in walk(value) if isinstance(e, FieldRef))
    lists = [text for name in read if (text := clauses[name]) is not None]
    return scope.dialect.union(lists) if lists else None


def _held(branch: Branch, outcomes: list[Outcome], mark: str) -> list[Outcome]:
    """The results of the rows as columns."""
    added: dict[str, str] = {}
    held = []
    for number, outcome in enumerate(outcomes):
        name = f"{branch.tag}_{mark}{number}"
        found = outcome.cell
        simple = found.known is not None or not (found.value.startswith("CASE") or found.clauses)
        if not simple:
            found = whole(branch, name, found, added)
        by = outcome.by
        if by is not None and len(by) > 60:
            added[f"{name}_list"] = by
            by = f"{name}_list"
        held.append(Outcome(found, by))
    branch.add(added, "the rows that hold, combined")
    return held


# ---- rows -------------------------------------------------------------------------------------------
def _judged(branch: Branch, choice: Choice) -> tuple[Work, Judged]:
    scope, tag = branch.scope, branch.tag
    kinds = tuple(scope.kernel.field_by_name[name].type.kind for name in choice.fields)
    cells = {f"{tag}_g{i}": condition(row.guard, scope) for i, row in enumerate(choice.rows)}
    if choice.gate is not None:
        cells[f"{tag}_gate"] = condition(choice.gate, scope)
    for i, row in enumerate(choice.rows):
        for number, expr in enumerate(row.values):
            cells[f"{tag}_v{i}_{number}"] = as_kind(cell(expr, scope), kinds[number], scope)
    for number, expr in enumerate(choice.otherwise):
        cells[f"{tag}_else{number}"] = as_kind(cell(expr, scope), kinds[number], scope)
    for name, end in (("tie", choice.tie), ("ceiling", choice.ceiling)):
        if end is not None:
            cells[f"{tag}_{name}"] = cell(end, scope)
    held = dict(zip(cells, branch.hold(cells, "conditions and values"), strict=True))
    work = Work(
        choice=choice,
        pick=_pick(choice, kinds, scope),
        scope=scope,
        kinds=kinds,
        rows={i: tuple(held[f"{tag}_v{i}_{n}"] for n in range(len(kinds))) for i in range(len(choice.rows))},
        otherwise=tuple(held[f"{tag}_else{n}"] for n in range(len(kinds))),
        tie=held.get(f"{tag}_tie"),
        ceiling=held.get(f"{tag}_ceiling"),
    )
    guards = [held[f"{tag}_g{i}"] for i in range(len(choice.rows))]
    return work, _flags(branch, choice, guards, held.get(f"{tag}_gate"))


def _pick(choice: Choice, kinds: tuple[Kind, ...], scope: Scope) -> Pick:
    pick = scope.reading(choice.pick.assumption) if isinstance(choice.pick, ReadingOf) else choice.pick
    if not isinstance(pick, Pick):
        raise Unsupported(f"the way to combine the rows of {choice.name} is no way to combine")
    if pick is Pick.LOWEST or (pick is Pick.HIGHEST and kinds[choice.pick_field] is not Kind.MONEY):
        raise Unsupported(f"{pick.value} in {choice.name}")
    return pick


def _flags(branch: Branch, choice: Choice, guards: list[Cell], gate: Cell | None) -> Judged:
    """For each row: does it hold unbeaten, is it open unbeaten."""
    tag = branch.tag
    certain = [_certain(guard) for guard in guards]
    winners = {i: [w for w, loser in choice.beats if loser == i] for i in range(len(guards))}
    columns: dict[str, str] = {}
    holds: list[tuple[int, str]] = []
    open_: list[tuple[int, str]] = []
    for i, guard in enumerate(guards):
        beaten = any_of([certain[w] for w in winners[i]])
        for found, mark, flag in ((holds, "t", certain[i]), (open_, "o", is_open(guard))):
            flag = both(flag, negated(beaten))
            if flag in ("TRUE", "FALSE"):
                found.append((i, flag))
                continue
            columns[f"{tag}_{mark}{i}"] = flag
            found.append((i, f"{tag}_{mark}{i}"))
    branch.add(columns, "rows that hold (t) and rows that are open (o), those beaten left out")
    openable = tuple((i, flag) for i, flag in open_ if flag != "FALSE")
    causes = {i: guards[i] for i, _ in openable}
    return Judged(gate=gate, holds=tuple(holds), open=openable, causes=causes)


def _certain(guard: Cell) -> str:
    if guard.hollow:
        return "FALSE"
    return guard.value if guard.sure else f"COALESCE({guard.value}, FALSE)"
