"""The fixed part of every generated module: the prelude files, joined into one text.

In: the sources beside this file, as package data, and which of the optional ones a policy needs. Out: their
text without the imports among themselves, with one block of imports at the head. Nothing else is changed,
so what was type-checked is what is shipped.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib.resources import files

import attrs

_FILES = (
    "prelude",
    "prelude_reading",
    "prelude_decide",
    "prelude_run",
    "prelude_people",
    "prelude_answer",
    "prelude_plan",
    "prelude_main",
)
COUNTING = "prelude_counting"
LISTS = "prelude_lists"
_OURS = "polc."
_HINTS_OF_THE_EMITTER = {"collections.abc": {"Iterator"}, "typing": {"Final", "Literal"}}


@attrs.frozen
class Prelude:
    """The joined text: imports that run, imports and aliases for type checkers, and the code."""

    imports: tuple[str, ...]
    hints: tuple[str, ...]
    aliases: str
    body: str

    @property
    def text(self) -> str:
        """All of it, from `from __future__` on."""
        hints = "\n".join(f"    {line}" for line in self.hints)
        head = ["from __future__ import annotations", "", *self.imports, "", "TYPE_CHECKING = False"]
        return "\n".join([*head, "if TYPE_CHECKING:", hints, "", self.aliases, "", "", self.body])


@cache
def prelude(*more: str) -> Prelude:
    """The prelude of this version, with the optional parts COUNTING and LISTS where they're asked for."""
    imports: dict[str, set[str]] = {}
    hints = {module: set(names) for module, names in _HINTS_OF_THE_EMITTER.items()}
    aliases: list[str] = []
    bodies: list[str] = []
    for name in (*_FILES, *more):
        source = files("polc.targets.python").joinpath(f"{name}.py").read_text("utf-8")
        bodies.append(_split(source, imports, hints, aliases))
    for module, names in imports.items():
        hints[module] = hints.get(module, set()) - names
    return Prelude(_lines(imports), _lines(hints), "\n".join(aliases), "\n\n\n".join(bodies))


def _split(source: str, imports: dict[str, set[str]], hints: dict[str, set[str]], aliases: list[str]) -> str:
    """The code of one file; its imports and aliases go where they belong."""
    lines = source.splitlines()
    tree = ast.parse(source)
    for number, node in enumerate(tree.body):
        match node:
            case ast.ImportFrom():
                _collect(node, imports)
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=body):
                for inner in body:
                    if isinstance(inner, ast.ImportFrom):
                        _collect(inner, hints)
                    else:
                        aliases += lines[inner.lineno - 1 : inner.end_lineno]
            case ast.Expr(value=ast.Constant()) if number == 0:
                pass
            case ast.Assign(targets=[ast.Name(id="TYPE_CHECKING")]):
                pass
            case _:
                continue
        for line in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[line] = ""
    return "\n".join(lines).strip("\n")


def _collect(node: ast.ImportFrom, into: dict[str, set[str]]) -> None:
    module = node.module or ""
    if module != "__future__" and not module.startswith(_OURS):
        into.setdefault(module, set()).update(alias.name for alias in node.names)


def _lines(imports: dict[str, set[str]]) -> tuple[str, ...]:
    return tuple(
        f"from {module} import {', '.join(sorted(imports[module]))}"
        for module in sorted(imports)
        if imports[module]
    )
