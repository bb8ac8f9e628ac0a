"""The commonest choice, said shortly: a group of persons is whoever one of its rows holds for.

In: a choice of one yes-or-no field whose rows all say yes, without gate or priority. Out: its field. It
is the OR of its guards: true where one holds, open where none does and one is open, else false.
"""

from __future__ import annotations

from polc.compiler.kernel import FALSE, TRUE, Choice, Pick
from polc.targets.sql.cells import Cell, chosen_why
from polc.targets.sql.flags import certain, is_open
from polc.targets.sql.letters import Why
from polc.targets.sql.scope import Scope
from polc.targets.sql.settle import Decided, put, with_own
from polc.targets.sql.translate import condition, fold


def is_group(choice: Choice) -> bool:
    """True for the pattern above."""
    return (
        choice.pick in (Pick.UNIQUE, Pick.EXCLUSIVE)
        and choice.gate is None
        and choice.cite is not None
        and not choice.beats
        and choice.otherwise == (FALSE,)
        and bool(choice.rows)
        and all(row.values == (TRUE,) for row in choice.rows)
    )


def group(scope: Scope, choice: Choice, name: str) -> Decided:
    """The field of a group, as columns that begin with `name`."""
    cells = [scope.shared(condition(row.guard, scope)) for row in choice.rows]
    found = fold(cells, "OR", scope)
    if found.known is None:
        found = put(scope, name, found)
    return Decided(
        cell=found, by=with_own(name, found, _clauses(scope, choice, cells, found), scope, None, "")
    )


def _clauses(scope: Scope, choice: Choice, cells: list[Cell], found: Cell) -> Why | None:
    """The clauses of the rows that hold; of the open ones where none does; else of what's said otherwise."""
    cites = [scope.clauses([row.cite.text]) if row.cite.text else None for row in choice.rows]
    held = ["TRUE" if c.known is True else "FALSE" if c.known is False else certain(c) for c in cells]
    holding = scope.united(list(zip(held, cites, strict=True)))
    opened = scope.united([(is_open(c), cite) for c, cite in zip(cells, cites, strict=True)])
    cite = choice.otherwise_cite
    nothing = scope.clauses([cite.text]) if cite is not None else None
    if isinstance(found.known, bool):
        return holding if found.known else nothing
    branches = [(is_open(found), opened)] if not found.sure else []
    return chosen_why([*branches, (found.value, holding)], nothing)
