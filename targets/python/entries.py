"""The classes of the entries of lists, and what `Person` does with a list.

In: a kernel, its names and tables. Out: a class for each list, typed and frozen as `Person` is, and the
table by which rows are read. A list is kept as a tuple of its class, whatever sequence it came in.
"""

from __future__ import annotations

import ast

import attrs

from polc.compiler.kernel import InputDecl, Kernel, Kind
from polc.targets.python import pycode
from polc.targets.python.names import Names
from polc.targets.python.tables import Tables, hint_of

FROZEN = (
    pycode.assign("__setattr__", pycode.name("_refuse_set")),
    pycode.assign("__delattr__", pycode.name("_refuse_delete")),
)


@attrs.frozen
class Entries:
    """Writes the entry classes of one kernel."""

    kernel: Kernel
    names: Names
    tables: Tables

    def classes(self) -> list[ast.stmt]:
        """A class for each list, then _ENTRIES; nothing where the policy has no lists."""
        lists = [(n, d) for n, d in enumerate(self.kernel.inputs) if d.type.kind is Kind.LIST]
        made = [self._class(number, decl) for number, decl in lists]
        kinds = {self.names.facts[d.name]: pycode.name(self.names.entries[d.name]) for _, d in lists}
        table = pycode.declare("_ENTRIES", "Final[Mapping[str, Any]]", pycode.mapping(kinds))
        return [*made, table] if made else []

    def hint(self, decl: InputDecl) -> str:
        """The type of a fact of `Person`."""
        if decl.type.kind is Kind.LIST:
            return f"tuple[{self.names.entries[decl.name]}, ...] | None"
        return f"{hint_of(decl.type)} | None"

    def accepted(self, decl: InputDecl) -> str:
        """The type that `Person` takes for it."""
        hint = self.hint(decl)
        if decl.type.kind is not Kind.LIST:
            return hint
        return f"list[{self.names.entries[decl.name]}] | {hint}"

    def check(self, number: int, decl: InputDecl) -> ast.stmt:
        """What refuses a wrong value of a fact; a list becomes a tuple."""
        info = pycode.index(pycode.name("FIELDS"), pycode.const(number))
        fact = self.names.facts[decl.name]
        if decl.type.kind is not Kind.LIST:
            return ast.Expr(pycode.call("_check", info, pycode.name(fact)))
        kind = pycode.name(self.names.entries[decl.name])
        return pycode.assign(fact, pycode.call("_listed", info, kind, pycode.name(fact)))

    def _class(self, number: int, decl: InputDecl) -> ast.stmt:
        cells = [(self.names.columns[decl.name][c.name], c) for c in decl.columns]
        hints = [pycode.declare(alias, f"{hint_of(column.type)} | None") for alias, column in cells]
        init = pycode.define("__init__", "self", "None", [])
        columns = pycode.attribute(pycode.index(pycode.name("FIELDS"), pycode.const(number)), "columns")
        for place, (alias, column) in enumerate(cells):
            hint = ast.parse(f"{hint_of(column.type)} | None", mode="eval").body
            init.args.kwonlyargs.append(ast.arg(alias, hint))
            given = pycode.const(None) if column.default is None else self.tables.plain(column.default)
            init.args.kw_defaults.append(given)
            info = pycode.index(columns, pycode.const(place))
            init.body.append(ast.Expr(pycode.call("_check", info, pycode.name(alias))))
        init.body.append(store([alias for alias, _ in cells]))
        doc = f"One entry of a list: what is known of {len(cells)} columns; None = unknown."
        body = [ast.Expr(pycode.const(doc)), *hints, *FROZEN, init]
        return ast.ClassDef(self.names.entries[decl.name], [pycode.name("_Fields")], [], body, [])


def store(ids: list[str]) -> ast.stmt:
    """The statement that keeps parameters as attributes of a frozen object."""
    given = {identifier: pycode.name(identifier) for identifier in ids}
    return ast.Expr(pycode.call("self.__dict__.update", pycode.mapping(given)))
