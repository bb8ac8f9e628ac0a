"""Looks into lists as code: a constant for each fold, its conditions and values as functions over `_Env`.

In: folds, one after the other. Out: the name of each one's constant, and the statements that define them.
Equal folds share one.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Expr, Fold, Kernel, State
from polc.targets.python import pycode

Define: TypeAlias = Callable[[str, Expr], ast.stmt]


@attrs.frozen
class Folds:
    """The folds of one kernel; `functions` and `tables` grow as they're met."""

    kernel: Kernel
    functions: list[ast.stmt] = attrs.field(factory=list)
    tables: list[ast.stmt] = attrs.field(factory=list)
    _numbers: dict[Fold, int] = attrs.field(factory=dict)
    _running: dict[tuple[State, ...], str] = attrs.field(factory=dict)

    def constant(self, fold: Fold, define: Define) -> ast.expr:
        """The constant that holds a fold; `define` writes a function for an expression."""
        if fold not in self._numbers:
            self._numbers[fold] = len(self._numbers)
            self._write(fold, self._numbers[fold], define)
        return pycode.name(f"_FOLD_{self._numbers[fold]}")

    def _write(self, fold: Fold, number: int, define: Define) -> None:
        def function(part: str, expr: Expr) -> ast.expr:
            self.functions.append(define(f"_fold_{number}_{part}", expr))
            return pycode.name(f"_fold_{number}_{part}")

        lists = [decl.name for decl in self.kernel.inputs]
        made = pycode.call(
            "_ListFold",
            pycode.index(pycode.name("FIELDS"), pycode.const(lists.index(fold.list))),
            pycode.const(fold.how.value),
            where=function("where", fold.where),
            value=function("value", fold.value),
            empty=function("empty", fold.empty),
            **({"states": self._states(fold.states, define)} if fold.states else {}),
        )
        self.tables.append(pycode.declare(f"_FOLD_{number}", "Final[_ListFold]", made))

    def _states(self, states: tuple[State, ...], define: Define) -> ast.expr:
        """The constant that holds running values; folds with the same ones share it, and what it costs."""
        if states not in self._running:
            self._running[states] = f"_STATES_{len(self._running)}"
            self._write_states(states, self._running[states], define)
        return pycode.name(self._running[states])

    def _write_states(self, states: tuple[State, ...], name: str, define: Define) -> None:
        rows = []
        for place, state in enumerate(states):
            parts = {f"{name.lower()}_{place}_start": state.start, f"{name.lower()}_{place}_step": state.step}
            self.functions.extend(define(part, expr) for part, expr in parts.items())
            rows.append(pycode.row([pycode.const(state.name), *map(pycode.name, parts)]))
        self.tables.append(pycode.declare(name, "Final[_States]", pycode.row(rows)))
