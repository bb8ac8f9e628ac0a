"""A place in the statement where columns are added: the main chain, or a branch beside it.

In: cells. Out: the same cells, held in columns. Names begin with the branch's tag, so that a branch can
carry the columns of the chain that it left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from polc.targets.sql.cells import COMPONENTS, LISTS, Cell, tightened, with_parts
from polc.targets.sql.flow import Flow
from polc.targets.sql.scope import Scope

_COLUMN = re.compile(r"[a-z][a-z0-9_]*")


@attrs.define
class Branch:
    """Where columns are added; `main` moves the chain itself, else only this branch's end."""

    flow: Flow
    scope: Scope
    tag: str
    main: bool
    current: str
    title: str = ""
    count: int = 0

    def add(self, added: Mapping[str, str], note: str = "") -> None:
        """One more step, if it adds anything."""
        if not added:
            return
        self.count += 1
        source = self.flow.current if self.main else self.current
        told = ": ".join(text for text in (self.title, note) if text)
        self.current = self.flow.branch(f"{self.tag}_s{self.count}", source, dict(added), told)
        if self.main:
            self.flow.current = self.current

    def hold(self, cells: Mapping[str, Cell], note: str = "") -> list[Cell]:
        """The cells as columns named by their keys; those that are columns or constants stay."""
        values: dict[str, str] = {}
        rests: dict[str, str] = {}
        held = [self._held(name, cell, values, rests) for name, cell in cells.items()]
        self.add(values, note)
        self.add(rests)
        return held

    def _held(self, name: str, cell: Cell, values: dict[str, str], rests: dict[str, str]) -> Cell:
        if cell.tight and (cell.hollow or cell.known is not None or is_column(cell.value)):
            return cell
        if not cell.hollow:
            values[name] = cell.value
            cell = attrs.evolve(cell, value=name, terms=_stored(name, cell.terms, values))
        if cell.tight:
            return cell
        if cell.na is not None and not cell.na.isdigit():
            values[f"{name}_na"] = cell.na
            cell = attrs.evolve(cell, na=f"{name}_na")
        return self.put(name, self._distinct(tightened(cell)), rests, COMPONENTS[1:])

    def _distinct(self, cell: Cell) -> Cell:
        """Lists joined from several may hold one text twice."""
        form = self.scope.dialect.distinct
        lists = {part: form(text) for part in LISTS if (text := cell.part(part)) is not None}
        return with_parts(cell, lists)

    @staticmethod
    def put(name: str, cell: Cell, added: dict[str, str], parts: Sequence[str] = COMPONENTS) -> Cell:
        """Components of a cell as columns `name`_`component`, written to `added`."""
        columns = {part: f"{name}_{part}" for part in parts if cell.part(part) is not None}
        added.update((column, cell.part(part) or "NULL") for part, column in columns.items())
        return with_parts(cell, columns)


def _stored(
    name: str, terms: tuple[tuple[str, str], ...], values: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    stored = tuple((param, f"{name}_t{number}") for number, (param, _) in enumerate(terms))
    values.update((column, text) for (_, column), (_, text) in zip(stored, terms, strict=True))
    return stored


def whole(branch: Branch, name: str, cell: Cell, added: dict[str, str]) -> Cell:
    """Every part of a tight cell as a column, written to `added`."""
    if not cell.hollow:
        added[name] = cell.value
        cell = attrs.evolve(cell, value=name, terms=_stored(name, cell.terms, added))
    return branch.put(name, cell, added)


def is_column(text: str) -> bool:
    """True for the bare name of a column."""
    return _COLUMN.fullmatch(text) is not None


def any_of(flags: Sequence[str]) -> str:
    """At least one of the flags; flags are never NULL."""
    found = list(dict.fromkeys(flag for flag in flags if flag != "FALSE"))
    if "TRUE" in found:
        return "TRUE"
    return "FALSE" if not found else found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def both(*flags: str) -> str:
    """All of the flags."""
    if "FALSE" in flags:
        return "FALSE"
    found = list(dict.fromkeys(flag for flag in flags if flag != "TRUE"))
    return " AND ".join(found) if found else "TRUE"


def negated(flag: str) -> str:
    """The opposite of a flag."""
    return {"TRUE": "FALSE", "FALSE": "TRUE"}.get(flag, f"NOT {flag}" if is_column(flag) else f"NOT ({flag})")
