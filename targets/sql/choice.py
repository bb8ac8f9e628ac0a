"""One choice as columns of the statement: `compiler/interpret.py`, said in SQL.

In: a choice and a scope. Out: the cells of its fields and the lists of their clauses. The order is that of
the interpreter: gate, guards (TRUE, FALSE, or NULL for open), rows beaten by a row that certainly holds, the
rows left combined. Then every open row is added in turn: a field that it would change takes its status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polc.compiler.kernel import Choice, Expr, FieldRef, Kind, Pick, ReadingOf, walk
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.cells import Cell
from polc.targets.sql.changes import changes_of
from polc.targets.sql.combine import Work, as_kind, combined
from polc.targets.sql.flags import any_of, both, certain, is_open, negated
from polc.targets.sql.group import group, is_group
from polc.targets.sql.letters import Why
from polc.targets.sql.scope import Scope
from polc.targets.sql.settle import Decided, Judged, settle
from polc.targets.sql.translate import cell, condition


def decide(
    scope: Scope, choice: Choice, names: Sequence[str], clauses: Mapping[str, Why | None]
) -> list[Decided]:
    """Add the columns of a choice; `names` are those of its fields, `clauses` the lists of earlier fields."""
    if is_group(choice):
        return [group(scope, choice, names[0])]
    work, judged = _judged(scope, choice)
    base = combined(work, judged.holds)
    changes = changes_of(work, judged, base)
    operands = _operand_clauses(choice, clauses, scope) if choice.cite is None else None
    return settle(work, judged, base, changes, names, operands)


def _operand_clauses(choice: Choice, clauses: Mapping[str, Why | None], scope: Scope) -> Why | None:
    """An identity has no clause of its own: the clauses of the fields that it reads."""
    values = [value for row in choice.rows for value in row.values]
    read = dict.fromkeys(e.name for value in values for e in walk(value) if isinstance(e, FieldRef))
    return scope.united([("TRUE", clauses[name]) for name in read])


# ---- rows -------------------------------------------------------------------------------------------
def _judged(scope: Scope, choice: Choice) -> tuple[Work, Judged]:
    kinds = tuple(scope.kernel.field_by_name[name].type.kind for name in choice.fields)
    guards = [scope.shared(condition(row.guard, scope)) for row in choice.rows]
    gate = None if choice.gate is None else scope.shared(condition(choice.gate, scope))

    def values(exprs: Sequence[Expr]) -> tuple[Cell, ...]:
        cells = zip(kinds, exprs, strict=True)
        return tuple(scope.shared(as_kind(cell(expr, scope), kind, scope)) for kind, expr in cells)

    work = Work(
        choice=choice,
        pick=_pick(choice, kinds, scope),
        scope=scope,
        kinds=kinds,
        rows={i: values(row.values) for i, row in enumerate(choice.rows)},
        otherwise=values(choice.otherwise),
        tie=None if choice.tie is None else scope.shared(cell(choice.tie, scope)),
        ceiling=None if choice.ceiling is None else scope.shared(cell(choice.ceiling, scope)),
    )
    return work, _flags(scope, choice, guards, gate)


def _pick(choice: Choice, kinds: tuple[Kind, ...], scope: Scope) -> Pick:
    pick = scope.reading(choice.pick.assumption) if isinstance(choice.pick, ReadingOf) else choice.pick
    if not isinstance(pick, Pick):
        raise NotExpressible("sql", Construct.PICK, choice.name)
    if pick in (Pick.HIGHEST, Pick.LOWEST) and kinds[choice.pick_field] is not Kind.MONEY:
        raise NotExpressible("sql", Construct.BEST, pick.value)
    return pick


def _flags(scope: Scope, choice: Choice, guards: list[Cell], gate: Cell | None) -> Judged:
    """For each row: does it hold unbeaten, is it open unbeaten."""
    share = scope.flow.share
    holding = [share(certain(guard)) for guard in guards]
    holds: list[tuple[int, str]] = []
    open_: list[tuple[int, str]] = []
    for i, guard in enumerate(guards):
        beaten = share(any_of([holding[winner] for winner, loser in choice.beats if loser == i]))
        holds.append((i, share(both(holding[i], negated(beaten)))))
        open_.append((i, share(both(is_open(guard), negated(beaten)))))
    openable = tuple((i, flag) for i, flag in open_ if flag != "FALSE")
    causes = {i: guards[i] for i, _ in openable}
    return Judged(gate=gate, holds=tuple(holds), open=openable, causes=causes)
