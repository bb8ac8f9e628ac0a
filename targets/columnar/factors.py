"""The expressions of one choice, each with the variables it depends on and its results for all their codes.

In: rewritten expressions and the tables of the choices before. Out: for every index of the choice's table
a small number per expression; equal numbers are equal results, so a choice is decided once for each
combination that differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import TypeVar

import attrs

from polc.compiler.expressions import Environment, condition, value
from polc.compiler.kernel import BOOL, And, Compare, Const, Expr, FieldRef, InputRef, Or, Silent, walk
from polc.dsl.values import Missing, Plain, Result, Undetermined
from polc.targets.columnar.bits import Bits
from polc.targets.columnar.days import ClassVar, Comparisons, DayForm, LessEq
from polc.targets.columnar.rewrite import bit_of, day_term
from polc.targets.columnar.variables import (
    BitVar,
    FactVar,
    FieldVar,
    Projection,
    Table,
    Var,
    project,
    spelled,
    spread,
    width_of,
)

_T = TypeVar("_T")


@attrs.define(kw_only=True)
class Scope:
    """What the variables of a choice stand for.

    `inlined` fields are read through their own support, the others through a column of their own.
    """

    bits: Bits
    world: Comparisons
    options: Mapping[str, tuple[Plain, ...]]
    tables: Mapping[str, Table]
    inlined: frozenset[str]
    _projections: dict[str, Projection] = attrs.Factory(dict)

    def projection(self, field: str) -> Projection:
        """The results of one field, without clauses."""
        if field not in self._projections:
            self._projections[field] = project(self.tables[field], field)
        return self._projections[field]

    def support(self, expr: Expr) -> tuple[Var, ...]:
        """The variables an expression depends on, in the order of their first appearance."""
        found: dict[Var, None] = {}
        for node in walk(expr):
            for var in self._read(node):
                found[var] = None
        return tuple(found)

    def _read(self, node: Expr) -> tuple[Var, ...]:
        match node:
            case InputRef(name):
                bit = bit_of(node)
                return (FactVar(name) if bit is None else BitVar(bit),)
            case FieldRef(name):
                return self.tables[name].stages[0].support if name in self.inlined else (FieldVar(name),)
            case Compare(_, left, right):
                terms = [day_term(left), day_term(right)]
                if None in terms:
                    return ()
                return tuple(ClassVar(term.base) for term in terms if isinstance(term, DayForm))
            case _:
                return ()

    def count(self, var: Var) -> int:
        """How many codes a variable has."""
        match var:
            case BitVar():
                return 2
            case FactVar(name):
                return len(self.options[name]) + 1
            case ClassVar(base):
                return len(self.world.parts(base))
            case FieldVar(field):
                return len(self.projection(field).domain)

    def width(self, var: Var) -> int:
        """The bits of a variable."""
        return width_of(self.count(var))

    # ---- one entry ----------------------------------------------------------------------------------
    def enter(self, codes: Mapping[Var, int]) -> None:
        """Let symbolic days compare as they do for these codes."""
        self.world.classes = {
            var.base: _at(self.world.parts(var.base), code)
            for var, code in codes.items()
            if isinstance(var, ClassVar)
        }
        self.world.facts = {}
        for var, code in codes.items():
            if isinstance(var, BitVar):
                node = self.bits.nodes[var.number]
                if isinstance(node, LessEq):
                    self.world.facts[node] = bool(code)

    def facts(self, codes: Mapping[Var, int]) -> dict[str, Plain | None]:
        """The inputs of an expression: bits, and facts that may be unknown."""
        found: dict[str, Plain | None] = {}
        for var, code in codes.items():
            match var:
                case BitVar(number):
                    found[f"#{number}"] = bool(code)
                case FactVar(name):
                    options = self.options[name]
                    found[name] = options[code] if code < len(options) else None
                case _:
                    pass
        return found

    def field(self, name: str, codes: Mapping[Var, int], run: int) -> Result:
        """What a field is in one run."""
        table = self.tables[name]
        if name not in self.inlined:
            return _at(self.projection(name).domain, codes[FieldVar(name)])[run]
        at = shift = 0
        stage = table.stages[0]
        for var, width in zip(stage.support, stage.widths, strict=True):
            at |= codes[var] << shift
            shift += width
        versions = table.domain[stage.codes[at]]
        return versions[table.version_of[run]][table.choice.fields.index(name)].result


def _at(items: tuple[_T, ...], number: int) -> _T:
    """The item, or the last one for a code that pads the table."""
    return items[min(number, len(items) - 1)]


# ---- expressions over a whole table ------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Factor:
    """One expression of a choice in one run: for each index over `support` the number of its result."""

    support: tuple[Var, ...]
    numbers: tuple[int, ...]


@attrs.define
class Results:
    """Results by number, each once; a number is small and equal results share it."""

    items: list[object] = attrs.Factory(list)
    _numbers: dict[tuple[type[object], object, object], int] = attrs.Factory(dict)

    def number(self, item: object) -> int:
        """The number of a result."""
        key = (type(item), item, spelled(item))
        if key not in self._numbers:
            self._numbers[key] = len(self.items)
            self.items.append(item)
        return self._numbers[key]


FEW_BITS = 6


def factor(scope: Scope, expr: Expr, env: Environment, run: int, results: Results, holds: bool) -> Factor:
    """An expression for all codes of its support: `holds` as a condition, else its value."""
    support = scope.support(expr)
    if isinstance(expr, And | Or) and sum(scope.width(var) for var in support) > FEW_BITS:
        parts = [factor(scope, item, env, run, results, True) for item in expr.items]
        return _folded(scope, expr, env, parts, results)
    compute = _result_of(scope, expr, env, run, holds)
    numbers = []
    widths = [scope.width(var) for var in reversed(support)]
    for codes in product(*(range(1 << width) for width in widths)):
        entry = dict(zip(reversed(support), codes, strict=True))
        scope.enter(entry)
        numbers.append(results.number(compute(entry)))
    return Factor(support=support, numbers=tuple(numbers))


def _folded(scope: Scope, expr: And | Or, env: Environment, parts: list[Factor], results: Results) -> Factor:
    """And, Or of conditions that were computed one by one: once for each combination that differs."""
    support = tuple(dict.fromkeys(var for part in parts for var in part.support))
    lists = [expand(scope, part, support, 0) for part in parts]
    known: dict[tuple[int, ...], int] = {}
    for key in dict.fromkeys(zip(*lists, strict=True)):
        items = tuple(_said(results.items[number]) for number in key)
        known[key] = results.number(condition(type(expr)(items), env))
    return Factor(support=support, numbers=tuple(known[key] for key in zip(*lists, strict=True)))


def _said(held: object) -> Expr:
    return Silent(held) if isinstance(held, Missing | Undetermined) else Const(held is True, BOOL)


def expand(scope: Scope, found: Factor, support: tuple[Var, ...], below: int) -> list[int]:
    """The numbers of a factor for each index over a larger support above `below` bits of something else."""
    strides: dict[Var, int] = {}
    at = 1
    for var in found.support:
        strides[var] = at
        at <<= scope.width(var)
    widths = (below, *(scope.width(var) for var in support))
    return [found.numbers[i] for i in spread(widths, (None, *(strides.get(var) for var in support)))]


def _result_of(
    scope: Scope, expr: Expr, env: Environment, run: int, holds: bool
) -> Callable[[Mapping[Var, int]], Result]:
    """How to compute an expression for one entry."""
    read = sorted({node.name for node in walk(expr) if isinstance(node, FieldRef)})

    def compute(codes: Mapping[Var, int]) -> Result:
        fields = {name: scope.field(name, codes, run) for name in read}
        here = attrs.evolve(env, inputs=scope.facts(codes), fields=fields)
        return condition(expr, here) if holds else value(expr, here)

    return compute
