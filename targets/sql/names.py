"""Names of columns: the declared aliases where they fit the fixed alphabet, numbers elsewhere.

In: a kernel. Out: `Names`. Inside the statement every name has a prefix of its own (`in_`, `v_`, `g3_`),
so none can be a word of SQL or meet another.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from polc.compiler.kernel import Kernel
from polc.targets.sql.text import is_identifier


@attrs.frozen
class Names:
    """By Chinese name: the register's column, the column inside, the alias of a field, a list's cells."""

    columns: dict[str, str]
    inputs: dict[str, str]
    fields: dict[str, str]
    cells: dict[str, dict[str, str]]


def names_of(kernel: Kernel) -> Names:
    """Names for a kernel. Inputs and fields may share an alias: they never stand in one place."""
    columns = _taken("input", ((decl.name, decl.alias) for decl in kernel.inputs))
    fields = _taken("field", ((decl.name, decl.alias) for decl in kernel.fields))
    cells = {
        decl.name: _taken("cell", ((column.name, column.alias) for column in decl.columns))
        for decl in kernel.inputs
    }
    return Names(columns, {name: f"in_{column}" for name, column in columns.items()}, fields, cells)


def _taken(prefix: str, declared: Iterable[tuple[str, str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    used: set[str] = set()
    for number, (label, alias) in enumerate(declared, start=1):
        fits = is_identifier(alias) and alias.lower() not in used
        name = alias.lower() if fits else f"{prefix}_{number}"
        while not fits and name in used:
            name += "_"
        used.add(name)
        names[label] = name
    return names
