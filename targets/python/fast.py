"""The fast path: the policy specialised to known facts and adopted readings, as one flat function.

In: a kernel. Out: `_quick`, which decides a person or gives up, and `_told`, which gives the reasons of the
same decision: looked up by what it kept, or by `_proof`, which goes the same way again. A choice becomes an
ordered selection: winners before losers, the highest amount first. Where two rows that aren't seen to exclude
each other could meet with different values, the code tests it and gives up, so the general path stays the
only place where conflicts, unknowns and silences are settled.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

import attrs

from polc.compiler.kernel import Choice, Expr, FieldRef, Kernel, Pick, ReadingOf, walk
from polc.targets.python import pycode
from polc.targets.python.branches import Branches
from polc.targets.python.conditions import Conditions, Leaves
from polc.targets.python.days import Days, Unsupported
from polc.targets.python.general import operands_of
from polc.targets.python.names import Names
from polc.targets.python.outcomes import looked_up
from polc.targets.python.outside import Outside
from polc.targets.python.people import flags_of
from polc.targets.python.proofs import Proofs
from polc.targets.python.pycode import Pool
from polc.targets.python.residual import residual
from polc.targets.python.tidy import tidy

_MOST_ROWS = 150


def fast_path(kernel: Kernel, names: Names, pool: Pool) -> list[ast.stmt]:
    """The functions; none where the policy is beyond the fast path."""
    if any(len(choice.rows) > _MOST_ROWS for choice in kernel.choices):
        return []
    try:
        decision, proof = FastPath(kernel, names, pool, False), FastPath(kernel, names, pool, True)
        return [decision.function(), proof.function(), decision.lookup()]
    except (Unsupported, RecursionError):  # a condition nested deeper than Python likes
        return []


@attrs.define
class FastPath:
    """One of the two functions being written."""

    kernel: Kernel
    names: Names
    pool: Pool
    proving: bool
    leaves: dict[str, Leaves] = attrs.field(factory=dict)
    looked_up: dict[str, Leaves] = attrs.field(factory=dict)
    results: dict[str, ast.expr] = attrs.field(factory=dict)
    reasons: dict[str, ast.expr] = attrs.field(factory=dict)
    body: list[ast.stmt] = attrs.field(factory=list)
    asked: set[str] = attrs.field(factory=set)
    written: list[Branches] = attrs.field(factory=list)
    by_field: dict[str, Branches] = attrs.field(factory=dict)
    basis: list[str] = attrs.field(factory=list)
    gate: Expr | None = None

    def function(self) -> ast.stmt:
        """def _quick, or def _proof."""
        rest = residual(self.kernel)
        flags = flags_of(self.kernel)
        days = Days(rest, self.names, self.pool, self.results)
        conditions = Conditions(rest, flags, days, self.leaves)
        proofs = Proofs(self.names, self.pool)
        read = _read_in_conditions(rest)
        needed = self._needed(rest)
        for place, number in enumerate(needed):
            choice = rest.choices[number]
            if self.gate is None and choice.gate is not None:
                self.body += self._outside(rest, needed[place:], conditions, proofs)
            if self.gate is not None and choice.gate == self.gate:
                choice = attrs.evolve(choice, gate=None)
            branches = Branches(self, number, choice, self.kernel.choices[number], conditions, read, proofs)
            self.body += branches.statements()
            self.written.append(branches)
            self.by_field |= dict.fromkeys(choice.fields, branches)
        unknown = pycode.when(
            pycode.compare(pycode.name("open_"), ">=", pycode.const(flags.other)), _give_up()
        )
        head = [pycode.assign("open_", pycode.dotted("person._open")), unknown]
        loads: list[ast.stmt] = [pycode.declare(variable, "Any", v) for variable, v in days.used.items()]
        self.basis = self._basis()
        ending = self._reasons(self.reasons) if self.proving else self._decision(conditions, self.results)
        body = tidy([*self.body, *ending])
        name, returns = ("_proof", "tuple[Reason, ...]") if self.proving else ("_quick", "Decision")
        return pycode.define(name, "person: Person", returns, [*head, *loads, *_declared(body)])

    def _basis(self) -> list[str]:
        """The variables of a decision that its reasons can be looked up by."""
        names: list[str] = []
        for branches in self.written:
            if branches.marking:
                names.append(f"s{branches.number}")
            elif branches.inherits and branches.finite is not None and not self.proving:
                leaves = self.leaves[branches.choice.fields[0]]
                if len(leaves.vectors) > 1 and leaves.variable not in names:
                    names.append(leaves.variable)
        return names

    def lookup(self) -> ast.stmt:
        """def _told: the reasons of a decision, looked up by what it kept, else proved again."""
        body = [statement for branches in self.written for statement in branches.lookup()]
        body.insert(0, pycode.assign("person", pycode.index(pycode.name("basis"), pycode.const(0))))
        proof = pycode.give(pycode.call("_proof", pycode.index(pycode.name("basis"), pycode.const(0))))
        length = pycode.call("len", pycode.name("basis"))
        short = pycode.when(pycode.compare(length, "==", pycode.const(1)), proof)
        targets: list[ast.expr] = [ast.Name(name, ast.Store()) for name in ("_", *self.basis)]
        unpacked = ast.Assign([ast.Tuple(targets, ast.Store())], pycode.name("basis"))
        ending = tidy([*body, *self._reasons(self.reasons)])
        told = "tuple[Reason, ...]"
        return pycode.define("_told", "basis: Any", told, [short, *_declared([unpacked, *ending])])

    def _needed(self, rest: Kernel) -> list[int]:
        """The choices that an output depends on, in order."""
        wanted = {decl.name for decl in self.kernel.outputs}
        self.asked = set(wanted)
        needed: list[int] = []
        for number in reversed(range(len(rest.choices))):
            choice = rest.choices[number]
            if wanted & set(choice.fields):
                needed.append(number)
                wanted |= _fields_in(_tops(choice), rest)
                if choice.cite is None and self.asked & set(choice.fields):
                    wanted |= set(operands_of(self.kernel.choices[number]))
                    self.asked |= set(operands_of(self.kernel.choices[number]))
        return needed[::-1]

    def _outside(
        self, rest: Kernel, following: list[int], conditions: Conditions, proofs: Proofs
    ) -> list[ast.stmt]:
        """Leave at once where the gate of all that follows is closed, if that gives everyone the same."""
        gate = rest.choices[following[0]].gate
        outside = Outside(attrs.evolve(conditions, leaves=dict(self.leaves)), proofs)
        if gate is None or any(rest.choices[n].gate not in (gate, None) for n in following):
            return []
        for number in following:
            known = outside.add(rest.choices[number], self.kernel.choices[number])
            if not known and any(self.kernel.field_by_name[f].public for f in rest.choices[number].fields):
                return []
        node = conditions.piece(gate).node
        if isinstance(node, bool):
            return []
        self.gate = gate
        if self.proving:
            ending = self._reasons(self.reasons | outside.reasons)
        else:
            ending = self._decision(conditions, self.results | outside.values)
        return [pycode.when(ast.UnaryOp(ast.Not(), node), *ending)]

    def _decision(self, conditions: Conditions, results: Mapping[str, ast.expr]) -> list[ast.stmt]:
        labels = [decl.name for decl in self.kernel.outputs]
        values = [
            results[label] if label in results else looked_up(self.leaves[label], label, conditions)
            for label in labels
        ]
        basis = pycode.row(pycode.name(name) for name in ("person", *self.basis))
        made = pycode.call("_DRAFT", *values, basis)
        frozen = ast.Assign(
            [ast.Attribute(pycode.name("decided"), "__class__", ast.Store())], pycode.name("_DECISION")
        )
        return [pycode.assign("decided", made), frozen, pycode.give(pycode.name("decided"))]

    def _reasons(self, reasons: Mapping[str, ast.expr]) -> list[ast.stmt]:
        parts: list[ast.expr] = [ast.Starred(reasons[decl.name], ast.Load()) for decl in self.kernel.outputs]
        return [pycode.give(pycode.row(parts))]


def _declared(body: list[ast.stmt]) -> list[ast.stmt]:
    """The body after the types of its variables; codes and flags have plain ones."""
    names = sorted(
        {
            node.id
            for statement in body
            for node in ast.walk(statement)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id != "_"
        }
    )
    hints = {"q": "Any", "d": "Decision"}
    return [*(pycode.declare(name, hints.get(name[0], "Any")) for name in names), *body]


def _give_up() -> ast.stmt:
    return ast.Expr(pycode.call("_give_up"))


def _tops(choice: Choice) -> Iterator[Expr]:
    for row in choice.rows:
        yield row.guard
        yield from row.values
    yield from choice.otherwise
    yield from (e for e in (choice.gate, choice.tie, choice.ceiling) if e is not None)


def _fields_in(tops: Iterable[Expr], rest: Kernel) -> set[str]:
    """The fields that expressions read, through readings that nobody chose too."""
    found: set[str] = set()
    stack = list(tops)
    seen: set[str] = set()
    while stack:
        for node in walk(stack.pop()):
            if isinstance(node, FieldRef):
                found.add(node.name)
            if isinstance(node, ReadingOf) and node.assumption not in seen:
                seen.add(node.assumption)
                readings = rest.assumption_by_name[node.assumption].readings
                stack += [r.meaning for r in readings if not isinstance(r.meaning, Pick)]
    return found


def _read_in_conditions(rest: Kernel) -> frozenset[str]:
    """The fields that some condition reads."""
    tops = [row.guard for choice in rest.choices for row in choice.rows]
    tops += [choice.gate for choice in rest.choices if choice.gate is not None]
    for decl in rest.assumptions:
        tops += [r.meaning for r in decl.readings if not isinstance(r.meaning, Pick)]
    return frozenset(e.name for top in tops for e in walk(top) if isinstance(e, FieldRef))
