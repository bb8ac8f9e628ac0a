"""The reasons of one branch of the fast path, as code.

In: where a branch's reasons come from (`Told`) and its results. Out: an expression that gives a tuple of
reasons for each field, mostly a constant. Where the order of clauses would depend on more, it gives up.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Protocol

import attrs

from polc.compiler.kernel import Choice, Expr
from polc.dsl.citation import Citation
from polc.dsl.values import Result, distinct, is_status
from polc.targets.python import pycode
from polc.targets.python.conditions import Conditions, Leaves
from polc.targets.python.general import operands_of
from polc.targets.python.proofs import Proofs

_MOST_PAIRS = 400


@attrs.frozen(kw_only=True)
class Told:
    """Rows that surely decide, rows that may decide with them, or a clause alone, the gate's with `gate`.

    `tie` holds the fields in which the rows differ, and the result they get.
    """

    sure: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()
    cite: Citation | None = None
    gate: bool = False
    tie: tuple[tuple[int, ...], Result] | None = None

    @classmethod
    def rows(cls, sure: Sequence[int], maybe: Sequence[int]) -> Told:
        """Reasons of rows."""
        return cls(sure=tuple(sure), maybe=tuple(maybe))

    @classmethod
    def clause(cls, cite: Citation | None, *, gate: bool = False) -> Told:
        """Reasons without a row."""
        return cls(cite=cite, gate=gate)


class Owner(Protocol):
    """The choice whose branch this is."""

    @property
    def original(self) -> Choice: ...

    @property
    def conditions(self) -> Conditions: ...

    @property
    def proofs(self) -> Proofs: ...

    @property
    def told(self) -> str: ...

    @property
    def operands(self) -> Sequence[ast.expr]: ...

    @property
    def operand_marks(self) -> Sequence[tuple[str, list[tuple[str, ...] | None]]]: ...

    def unbeaten(self, row: int) -> Expr: ...


@attrs.frozen
class Reasons:
    """Writes the reasons of one branch."""

    owner: Owner
    told: Told

    def statements(self, vector: Sequence[Result | None]) -> list[ast.stmt]:
        """q = the reasons."""
        node = self.node(vector)
        body = [pycode.assign(self.owner.told, node)]
        if self.told.tie is not None:
            of = pycode.name(self.owner.told)
            body.append(pycode.assign(self.owner.told, self._tied(*self.told.tie, of=of)))
        return body

    def node(self, vector: Sequence[Result | None]) -> ast.expr:
        """A tuple of reasons for each field."""
        choice, proofs = self.owner.original, self.owner.proofs
        rows = sorted({*self.told.sure, *self.told.maybe})
        if not rows:
            if self._inherits(self.told.cite):
                return self._inherited(vector)
            return proofs.by_clause(choice, self.told.cite, vector)
        if len(rows) == 1:
            row = choice.rows[rows[0]]
            if self._inherits(row.cite):
                return self._inherited(vector)
            return proofs.by_row(choice, row, vector)
        if self._has_status(vector) or self._without_clause(rows):
            return pycode.call("_give_up")
        return pycode.call("_joined", *(self._part(row, vector) for row in rows))

    def constant(self, vector: Sequence[Result | None]) -> ast.expr | None:
        """The reasons as a constant of the module; None where they can only be found by a proof."""
        node = self.node(vector)
        if self.told.tie is not None:
            node = self._tied(*self.told.tie, of=node)
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        if names & {"_give_up", "_inherited"}:
            return None
        return self.owner.proofs.joined(node)

    def passed_on(self, leaves: Leaves) -> ast.expr:
        """The reasons of an identity: a status' own, else those of the fields it's computed from."""
        statuses = any(is_status(result) for vector in leaves.vectors for result in vector)
        if len(leaves.vectors) > 1 and statuses:
            return self.by_code(leaves.vectors, pycode.name(leaves.variable))
        return self._inherited(leaves.vectors[0])

    def _has_status(self, vector: Sequence[Result | None]) -> bool:
        """True when a field on which the rows agree is a status, whose clauses come after all the rows'."""
        differing = self.told.tie[0] if self.told.tie else ()
        return any(r is not None and is_status(r) for n, r in enumerate(vector) if n not in differing)

    def _without_clause(self, rows: Sequence[int]) -> bool:
        return any(not self.owner.original.rows[row].cite.text for row in rows)

    def _part(self, row: int, vector: Sequence[Result | None]) -> ast.expr:
        """The reasons of one of several rows, or nothing where it doesn't hold."""
        told = self.owner.proofs.by_row(self.owner.original, self.owner.original.rows[row], vector)
        if row in self.told.sure:
            return told
        node = self.owner.conditions.piece(self.owner.unbeaten(row)).node
        if isinstance(node, bool):
            return told if node else pycode.const(None)
        return ast.IfExp(node, told, pycode.const(None))

    def _tied(self, differing: Sequence[int], tie: Result, *, of: ast.expr) -> ast.expr:
        choice = self.owner.original
        cites = {row.cite.text for row in choice.rows}
        if choice.tie_cite is not None and choice.tie_cite.text in cites:
            return pycode.call("_give_up")
        return pycode.row(
            self.owner.proofs.tie(choice, place, tie)
            if place in differing
            else pycode.index(of, pycode.const(place))
            for place in range(len(choice.fields))
        )

    def by_code(self, vectors: Sequence[Sequence[Result]], variable: ast.expr) -> ast.expr:
        """The reasons where a result is looked up: they depend on its code when one is a status."""
        rows = (*self.told.sure, *self.told.maybe)
        cite = self.owner.original.rows[rows[0]].cite if len(rows) == 1 else self.told.cite
        if not self._inherits(cite):
            return pycode.index(pycode.row(map(self.node, vectors)), variable)
        fields = range(len(self.owner.original.fields))
        return pycode.row(
            self._own_or_inherited(place, [v[place] for v in vectors], variable) for place in fields
        )

    def _own_or_inherited(self, place: int, results: Sequence[Result], variable: ast.expr) -> ast.expr:
        label, proofs = self.owner.original.fields[place], self.owner.proofs
        own = [
            pycode.row(proofs.reason(label, clause) for clause in (r.clauses if is_status(r) else ()))
            for r in results
        ]
        table = pycode.index(proofs.pool.hoist(pycode.row(own), "_S"), variable)
        return ast.BoolOp(ast.Or(), [table, self._field(label, None)])

    # ---- results without a clause of their own -------------------------------------------------------
    def _inherits(self, cite: Citation | None) -> bool:
        own = cite is not None and bool(cite.text)
        return self.owner.original.cite is None and not self.told.gate and not own

    def _inherited(self, vector: Sequence[Result | None]) -> ast.expr:
        return pycode.row(
            self._field(label, result)
            for label, result in zip(self.owner.original.fields, vector, strict=True)
        )

    def _field(self, label: str, result: Result | None) -> ast.expr:
        """A status' own clauses, else those of the fields that the value is computed from."""
        proofs = self.owner.proofs
        if result is not None and is_status(result) and result.clauses:
            return pycode.row(proofs.reason(label, clause) for clause in result.clauses)
        read = operands_of(self.owner.original)
        clauses = list(dict.fromkeys(c for operand in read for c in proofs.possible.get(operand, [])))
        collected = pycode.call("_inherited", proofs.inherited(label, clauses), *self.owner.operands)
        looked_up = self._looked_up(label)
        return collected if looked_up is None else ast.BoolOp(ast.Or(), [looked_up, collected])

    def _looked_up(self, label: str) -> ast.expr | None:
        """The reasons by the marks of two operands; nothing for marks whose clauses aren't known now."""
        marks = self.owner.operand_marks
        if len(marks) != 2:
            return None
        (first, ones), (second, others) = marks
        if len(ones) * len(others) > _MOST_PAIRS:
            return None
        table = pycode.row(pycode.row(self._pair(label, one, other) for other in others) for one in ones)
        proofs = self.owner.proofs
        return pycode.index(
            pycode.index(proofs.pool.hoist(table, "_X"), pycode.name(first)), pycode.name(second)
        )

    def _pair(self, label: str, *parts: tuple[str, ...] | None) -> ast.expr:
        known = all(part is not None for part in parts)
        clauses = distinct(clause for part in parts if known for clause in part or ())
        return pycode.row(self.owner.proofs.reason(label, clause) for clause in clauses)
