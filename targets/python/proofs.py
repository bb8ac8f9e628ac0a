"""The reasons of the fast path: tables of `Reason`s, one entry for each way a choice can come out.

In: a choice and the row (or gate, or none) that decided it. Out: nodes of constants, a tuple of reasons for
each field of the choice. They say what `_reasons` of the general path says.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

import attrs

from polc.compiler.kernel import Choice, Row
from polc.dsl.citation import Citation
from polc.dsl.values import Result, distinct, is_status
from polc.targets.python import pycode
from polc.targets.python.names import Names
from polc.targets.python.pycode import Pool


@attrs.define
class Proofs:
    """Writes tables of reasons.

    `possible` collects the clauses that each field may rest on, `known` those in each constant, by field.
    """

    names: Names
    pool: Pool
    possible: dict[str, list[str]] = attrs.field(factory=dict)
    known: dict[str, tuple[tuple[str, ...], ...]] = attrs.field(factory=dict)

    def by_row(self, choice: Choice, row: Row, vector: Sequence[Result | None]) -> ast.expr:
        """A single row that decides; `vector` holds its results where they're known now."""
        own = (row.cite.text,) if row.cite.text else ()
        texts = {row.cite.text: "：".join(part for part in (row.condition, row.outcome) if part)}
        return self._told(choice, own, texts, vector)

    def by_clause(self, choice: Choice, cite: Citation | None, vector: Sequence[Result | None]) -> ast.expr:
        """No row: the gate, or the clause of 其余."""
        return self._told(choice, (cite.text,) if cite else (), {}, vector)

    def _told(
        self, choice: Choice, own: tuple[str, ...], texts: dict[str, str], vector: Sequence[Result | None]
    ) -> ast.expr:
        by_field = tuple(distinct((*own, *_clauses(result))) for result in vector)
        rows = (
            pycode.row(self.reason(label, clause, texts.get(clause, "")) for clause in clauses)
            for label, clauses in zip(choice.fields, by_field, strict=True)
        )
        node = self.pool.hoist(pycode.row(rows), "_Q")
        self.known[ast.unparse(node)] = by_field
        return node

    def joined(self, node: ast.expr) -> ast.expr:
        """A constant made of others at import; its clauses are theirs together."""
        if isinstance(node, ast.Name):
            return node
        made = self.pool.hoist(node, "_Q")
        parts = [self.known.get(ast.unparse(arg)) for arg in node.args] if isinstance(node, ast.Call) else []
        if parts and None not in parts:
            columns = zip(*(part for part in parts if part is not None), strict=True)
            self.known[ast.unparse(made)] = tuple(
                distinct(c for p in column for c in p) for column in columns
            )
        return made

    def reason(self, label: str, clause: str, text: str = "") -> ast.expr:
        """One reason of a field."""
        self.possible.setdefault(label, []).append(clause)
        alias = pycode.const(self.names.fields[label])
        return self.pool.hoist(pycode.call("Reason", alias, pycode.const(clause), pycode.const(text)), "_R")

    def tie(self, choice: Choice, number: int, result: Result) -> ast.expr:
        """The reasons of a field in which equally high rows differ."""
        own = (choice.tie_cite.text,) if choice.tie_cite else ()
        clauses = distinct((*own, *_clauses(result)))
        return pycode.row(self.reason(choice.fields[number], clause) for clause in clauses)

    def inherited(self, label: str, clauses: Iterable[str]) -> ast.expr:
        """The reasons of a field that rests on the clauses of others, by clause."""
        return self.pool.hoist(pycode.mapping({c: self.reason(label, c) for c in clauses}), "_I")


def _clauses(result: Result | None) -> tuple[str, ...]:
    return result.clauses if result is not None and is_status(result) else ()
