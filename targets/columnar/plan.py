"""The plan of a columnar module: which bits and tables answer every public field of a policy.

In: a kernel, and the date inputs that are unknown (a plan is made for each such set). Out: a `Plan`.
Each choice is decided by the interpreter's rules for every combination of what it depends on, under
every way to settle the open readings at once; so a person costs a few look-ups. Meaning is never
written twice: tables are filled by `condition`, `value`, `combine` and `merge`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from polc.compiler.expressions import Environment
from polc.compiler.kernel import (
    FALSE,
    TRUE,
    Choice,
    Expr,
    FieldRef,
    InputDecl,
    Kernel,
    Kind,
    Pick,
    ReadingOf,
    walk,
)
from polc.compiler.readings import bounds_of, chosen_readings, combinations
from polc.dsl.values import Plain
from polc.targets.api import NotExpressible
from polc.targets.columnar.bits import Bits
from polc.targets.columnar.days import ClassVar, Comparisons
from polc.targets.columnar.factors import Scope
from polc.targets.columnar.fill import Prepared, fill
from polc.targets.columnar.rewrite import Rewriter, bit_of
from polc.targets.columnar.stages import TooWide
from polc.targets.columnar.variables import Table
from polc.targets.constructs import Construct

INLINE_BITS = (8, 4, 0)


@attrs.frozen(kw_only=True)
class Plan:
    """Everything a module needs: bits, parts of the days, and the table of each field.

    `outputs` are the public fields, and those whose clauses an identity takes over. `railed` facts are read
    as bits: a row in which one is unknown and leaves a condition open is judged on its own.
    """

    kernel: Kernel
    railed: frozenset[str]
    runs: tuple[Mapping[str, str], ...]
    bits: Bits
    world: Comparisons
    options: Mapping[str, tuple[Plain, ...]]
    tables: Mapping[str, Table]
    outputs: tuple[str, ...]

    def is_open(self, decl: InputDecl) -> bool:
        """True for a fact whose tables have a place for "unknown"."""
        return decl.type.kind is Kind.ENUM or (decl.type.kind is Kind.BOOL and decl.default is None)

    def code_of(self, decl: InputDecl) -> int:
        """The default of a fact as a column holds it."""
        default = decl.default
        if isinstance(default, bool):
            return int(default)
        if isinstance(default, date):
            return default.toordinal() - date(1970, 1, 1).toordinal()
        return decl.type.options.index(default) if default in decl.type.options else 0


def make_plan(kernel: Kernel) -> Plan:
    """The plan of a kernel. NotExpressible when there is none."""
    readings = chosen_readings(kernel, {})
    try:
        runs = tuple(combinations(kernel, readings))
    except ValueError:
        raise NotExpressible("columnar", Construct.READINGS) from None
    railed: frozenset[str] = frozenset()
    while True:
        planner = _Planner(kernel=kernel, runs=runs, options=_options(kernel), railed=railed)
        planner.prepare()
        try:
            return planner.plan()
        except _Crowded as crowded:
            if crowded.facts <= railed:
                raise NotExpressible("columnar", Construct.CROWDED, crowded.choice) from None
            railed |= crowded.facts


class _Crowded(Exception):
    """A choice depends on too much; `facts` that may be unknown are part of it."""

    def __init__(self, choice: str, facts: frozenset[str]) -> None:
        super().__init__(choice)
        self.choice = choice
        self.facts = facts


def _options(kernel: Kernel) -> dict[str, tuple[Plain, ...]]:
    found: dict[str, tuple[Plain, ...]] = {}
    for decl in kernel.inputs:
        if decl.type.kind is Kind.BOOL:
            found[decl.name] = (False, True)
        elif decl.type.kind is Kind.ENUM:
            found[decl.name] = decl.type.options
    return found


@attrs.define(kw_only=True)
class _Planner:
    kernel: Kernel
    railed: frozenset[str]
    runs: tuple[Mapping[str, str], ...]
    options: Mapping[str, tuple[Plain, ...]]
    bits: Bits = attrs.Factory(Bits)
    world: Comparisons = attrs.Factory(Comparisons)
    tables: dict[str, Table] = attrs.Factory(dict)
    prepared: dict[tuple[str, int], Prepared | NotExpressible] = attrs.Factory(dict)
    clauses_read: set[str] = attrs.Factory(set)

    def prepare(self) -> None:
        """Rewrite every choice for every run, and find the fields that are one bit."""
        for choice in self.kernel.choices:
            if choice.cite is None:
                for row in choice.rows:
                    self.clauses_read |= _fields_in(row.values)
        for run, readings in enumerate(self.runs):
            rewriter = Rewriter(
                kernel=self.kernel, readings=readings, railed=self.railed, bits=self.bits, world=self.world
            )
            for choice in self.kernel.choices:
                self.prepared[choice.name, run] = self._prepare(rewriter, choice)

    def _prepare(self, rewriter: Rewriter, choice: Choice) -> Prepared | NotExpressible:
        try:
            found = _rewritten(rewriter, choice)
        except NotExpressible as problem:
            return problem.at(choice.name)
        bit = _as_bit(rewriter.bits, choice, found)
        if bit is not None:
            rewriter.plain[choice.fields[0]] = bit
        return found

    def table(self, field: str) -> Table:
        """The table of the choice that fills `field`."""
        if field not in self.tables:
            made = self._decide(self.kernel.choice_of[field])
            for name in made.choice.fields:
                self.tables[name] = made
        return self.tables[field]

    def _decide(self, choice: Choice) -> Table:
        runs = []
        for run in range(len(self.runs)):
            found = self.prepared[choice.name, run]
            if isinstance(found, NotExpressible):
                raise found
            for name in sorted(found.fields):
                self.table(name)
            runs.append(found)
        for limit in INLINE_BITS:
            inlined = frozenset(name for name, table in self.tables.items() if table.inlines(limit))
            scope = Scope(
                bits=self.bits,
                world=self.world,
                options=self.options,
                tables=self.tables,
                inlined=inlined,
            )
            try:
                public, full = self._public(choice), self._full(choice)
                return fill(scope, choice, runs, self._environments(), public, full)
            except TooWide:
                continue
        gate = {choice.gate.name} if isinstance(choice.gate, FieldRef) else set()
        raise _Crowded(choice.name, self._open_facts(set(choice.fields)) - self._open_facts(gate))

    def _open_facts(self, fields: set[str]) -> frozenset[str]:
        """The facts that may be unknown which fields depend on, through other fields too."""
        found: set[str] = set()
        left = sorted(fields)
        seen = set(left)
        while left:
            choice = self.kernel.choice_of[left.pop()]
            for run in range(len(self.runs)):
                prepared = self.prepared[choice.name, run]
                if isinstance(prepared, NotExpressible):
                    continue
                found |= prepared.facts
                left += sorted(prepared.fields - seen)
                seen |= prepared.fields
        return frozenset(found)

    def _environments(self) -> list[Environment]:
        bounds = bounds_of(self.kernel)
        return [
            Environment(kernel=self.kernel, inputs={}, readings=readings, bounds=bounds, fields={})
            for readings in self.runs
        ]

    def _public(self, choice: Choice) -> bool:
        return any(self.kernel.field_by_name[name].public for name in choice.fields)

    def _full(self, choice: Choice) -> bool:
        return self._public(choice) or not self.clauses_read.isdisjoint(choice.fields)

    def plan(self) -> Plan:
        """Tables for every public field, made again as long as they ask for finer parts of the days."""
        self.world.refine()
        grown = {""}
        while grown:
            for decl in self.kernel.outputs:
                self.table(decl.name)
            grown = self.world.refine()
            self._forget(grown)
        public = {decl.name for decl in self.kernel.outputs}
        made = {name for name in self.clauses_read if name in self.tables}
        return Plan(
            kernel=self.kernel,
            railed=self.railed,
            runs=self.runs,
            bits=self.bits,
            world=self.world,
            options=self.options,
            tables=dict(self.tables),
            outputs=tuple(sorted(public | made)),
        )

    def _forget(self, bases: set[str]) -> None:
        """Drop the tables that read parts of these inputs, and those that read dropped tables."""
        gone: set[str] = set()
        for choice in self.kernel.choices:
            table = self.tables.get(choice.fields[0])
            if table is None:
                continue
            read = [var for stage in table.stages for var in stage.support]
            stale = any(isinstance(var, ClassVar) and var.base in bases for var in read)
            if stale or gone & {name for run in range(len(self.runs)) for name in self._reads(choice, run)}:
                gone |= set(choice.fields)
        for name in gone:
            del self.tables[name]

    def _reads(self, choice: Choice, run: int) -> set[str]:
        found = self.prepared[choice.name, run]
        return set() if isinstance(found, NotExpressible) else found.fields


def _fields_in(values: tuple[Expr, ...]) -> set[str]:
    return {node.name for value in values for node in walk(value) if isinstance(node, FieldRef)}


def _rewritten(rewriter: Rewriter, choice: Choice) -> Prepared:
    identity = choice.cite is None

    def worth(expr: Expr) -> Expr:
        return rewriter.rewrite(expr, keep_fields=identity)

    pick = choice.pick
    if isinstance(pick, ReadingOf):
        meaning = (
            rewriter.kernel.assumption_by_name[pick.assumption]
            .reading(rewriter.readings[pick.assumption])
            .meaning
        )
        if not isinstance(meaning, Pick):
            raise NotExpressible("columnar", Construct.PICK, pick.assumption)
        pick = meaning
    if pick in (Pick.HIGHEST, Pick.LOWEST) and _picked_kind(rewriter.kernel, choice) is Kind.DATE:
        raise NotExpressible("columnar", Construct.BEST, pick.value)
    return Prepared(
        gate=TRUE if choice.gate is None else rewriter.rewrite(choice.gate),
        guards=tuple(rewriter.rewrite(row.guard) for row in choice.rows),
        rows=tuple(tuple(map(worth, row.values)) for row in choice.rows),
        otherwise=tuple(map(worth, choice.otherwise)),
        tie=None if choice.tie is None else worth(choice.tie),
        ceiling=None if choice.ceiling is None else worth(choice.ceiling),
        pick=pick,
        operands=_operands(choice),
    )


def _picked_kind(kernel: Kernel, choice: Choice) -> Kind:
    return kernel.field_by_name[choice.fields[choice.pick_field]].type.kind


def _operands(choice: Choice) -> tuple[str, ...]:
    """The fields whose clauses an identity rests on, in the order they are read."""
    if choice.cite is not None:
        return ()
    nodes = [node for row in choice.rows for value in row.values for node in walk(value)]
    return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, FieldRef)))


def _as_bit(bits: Bits, choice: Choice, found: Prepared) -> int | None:
    """The bit that a group is, where all its conditions are bits."""
    group = found.gate == TRUE and found.otherwise == (FALSE,) and all(v == (TRUE,) for v in found.rows)
    if not group or found.pick not in (Pick.UNIQUE, Pick.EXCLUSIVE) or not found.rows:
        return None
    guards = [bit_of(guard) for guard in found.guards]
    known = [guard for guard in guards if guard is not None]
    return bits.any_of(known) if len(known) == len(guards) else None
