"""Leaving at once where the gate of everything that follows is closed.

In: the choices from the first gated one on. Out: what each of their fields is when the gate is closed, and
why; or nothing, where that isn't the same for everyone.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import attrs

from polc.compiler.kernel import TRUE, Choice
from polc.dsl.values import NotApplicable, Result, is_status
from polc.targets.python import pycode
from polc.targets.python.conditions import Conditions, Leaves
from polc.targets.python.days import Unsupported
from polc.targets.python.outcomes import Results, public
from polc.targets.python.proofs import Proofs

OUTSIDE = "不属于适用对象"


@attrs.define
class Outside:
    """The results behind a closed gate, as code, by field."""

    conditions: Conditions
    proofs: Proofs
    values: dict[str, ast.expr] = attrs.field(factory=dict)
    reasons: dict[str, ast.expr] = attrs.field(factory=dict)

    def add(self, choice: Choice, original: Choice) -> bool:
        """One more choice; false when its results aren't known."""
        if choice.gate is not None:
            self._gated(original)
            return True
        if len(choice.rows) != 1 or choice.rows[0].guard != TRUE or original.cite is not None:
            return False
        try:
            table = Results(self.conditions, frozenset(), choice.fields)
            code_ = table.table(choice.rows[0].values).codes
        except Unsupported:
            return False
        if len(set(code_)) != 1 or code_[0] < 0:
            return False
        return self._passed_on(original, table.vectors[code_[0]])

    def _gated(self, choice: Choice) -> None:
        clauses = (choice.gate_cite.text,) if choice.gate_cite else ()
        closed: tuple[Result, ...] = (NotApplicable(reason=OUTSIDE, clauses=clauses),) * len(choice.fields)
        self._keep(choice, closed, self.proofs.by_clause(choice, choice.gate_cite, closed))

    def _passed_on(self, choice: Choice, vector: Sequence[Result]) -> bool:
        """An identity: the status of what it's computed from, with that status' clauses."""
        if any(not is_status(result) or not result.clauses for result in vector):
            return False
        self._keep(choice, vector, self.proofs.by_clause(choice, None, vector))
        return True

    def _keep(self, choice: Choice, vector: Sequence[Result], told: ast.expr) -> None:
        leaves = Leaves(f"outside {choice.fields[0]}", choice.fields, (tuple(vector),))
        for place, label in enumerate(choice.fields):
            self.conditions.leaves[label] = leaves
            self.values[label] = public(vector[place], self.conditions)
            self.reasons[label] = pycode.index(told, pycode.const(place))
