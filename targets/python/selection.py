"""A selection of rows as one flat if … elif … else.

In: guards in the order in which they're tried, each with what it leads to. Out: statements; neighbours that
lead to the same are tested together, so that flags among them become one test of a mask.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import attrs

from polc.compiler.kernel import FALSE, TRUE, Expr, Or
from polc.targets.python import pycode
from polc.targets.python.conditions import Conditions
from polc.targets.python.residual import fold

Body = list[ast.stmt]


@attrs.define
class Selection:
    """The branches so far; nothing can follow a branch that is always taken."""

    conditions: Conditions
    branches: list[tuple[Expr, Body]] = attrs.field(factory=list)

    def add(self, guard: Expr, body: Body) -> None:
        """One more branch."""
        if guard == FALSE or (self.branches and self.branches[-1][0] == TRUE):
            return
        if self.branches and _same(self.branches[-1][1], body):
            before, _ = self.branches.pop()
            guard = fold(Or((before, guard)))
        self.branches.append((guard, body))

    def statements(self, otherwise: Body) -> Body:
        """The whole selection."""
        last = otherwise
        for guard, body in reversed(self.branches):
            piece = self.conditions.piece(guard)
            if isinstance(piece.node, bool):
                last = body if piece.node else last
            elif piece.gives_up or not _same(body, last):
                last = [pycode.when(piece.node, *(body or [ast.Pass()]), otherwise=last)]
        return last


def _same(left: Sequence[ast.stmt], right: Sequence[ast.stmt]) -> bool:
    if len(left) != len(right):
        return False
    return all(ast.dump(mine) == ast.dump(other) for mine, other in zip(left, right, strict=True))
