"""The commonest choice, said shortly: a group of persons is whoever one of its rows holds for.

In: a choice of one yes-or-no field whose rows all say yes, without gate or priority. Out: its field. It
is the OR of its guards: true where one holds, open where none does and one is open, else false.
"""

from __future__ import annotations

import attrs

from polc.compiler.kernel import FALSE, TRUE, Choice, Pick
from polc.targets.sql.branch import Branch, is_column
from polc.targets.sql.cells import Cell, tightened
from polc.targets.sql.combine import chosen_list, clause_list
from polc.targets.sql.settle import Decided, is_open
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


def group(branch: Branch, choice: Choice, name: str) -> Decided:
    """The field of a group, as columns that begin with `name`."""
    scope, tag = branch.scope, branch.tag
    cells = [condition(row.guard, scope) for row in choice.rows]
    compound = {
        f"{tag}_g{i}": c.value for i, c in enumerate(cells) if c.known is None and not is_column(c.value)
    }
    if len(cells) > 1:
        branch.add(compound)
        cells = [
            attrs.evolve(c, value=f"{tag}_g{i}") if f"{tag}_g{i}" in compound else c
            for i, c in enumerate(cells)
        ]
    loose = fold(cells, "OR", scope)
    if loose.known is not None:
        return Decided(cell=loose, by=_clauses(choice, cells, loose, branch))
    branch.add({name: loose.value})
    found = tightened(attrs.evolve(loose, value=name))
    added: dict[str, str] = {}
    if found.missing is not None:
        found = attrs.evolve(found, missing=scope.dialect.ordered(found.missing))
    found = branch.put(name, found, added)
    added[f"{name}_by"] = _clauses(choice, cells, found, branch) or scope.dialect.no_list()
    branch.add(added)
    if found.clauses is None:
        return Decided(cell=found, by=f"{name}_by")
    branch.add({f"{name}_all": scope.dialect.union([f"{name}_by", found.clauses])})
    return Decided(cell=found, by=f"{name}_all")


def _clauses(choice: Choice, cells: list[Cell], found: Cell, branch: Branch) -> str | None:
    """The clauses of the rows that hold; of the open ones where none does; else of what's said otherwise."""
    scope = branch.scope
    texts = [row.cite.text for row in choice.rows]
    held = [
        ("TRUE" if c.known is True else f"COALESCE({c.value}, FALSE)" if c.known is None else "FALSE", t)
        for c, t in zip(cells, texts, strict=True)
    ]
    open_ = [(is_open(c), t) for c, t in zip(cells, texts, strict=True)]
    holding = clause_list(scope, [(flag, text) for flag, text in held if text])
    cite = choice.otherwise_cite
    nothing = scope.list_of((cite.text,)) if cite is not None else None
    if isinstance(found.known, bool):
        return holding if found.known else nothing
    settled = chosen_list(found.value, holding, nothing)
    return chosen_list(f"{found.value} IS NULL", clause_list(scope, open_), settled)
