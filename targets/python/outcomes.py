"""What a row gives, on the fast path: a code where the results are few, else an object for each field.

In: value expressions of a residual choice. Out: statements. Results that depend on nothing but other codes
are computed now, by the interpreter itself, and become tables indexed by those codes.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

import attrs

from polc.compiler.expressions import value
from polc.compiler.kernel import Expr, FieldRef, InputRef, Kind
from polc.compiler.readings import bounds_of
from polc.dsl.text import interval
from polc.dsl.values import Amount, Result, Undetermined
from polc.targets.python import pycode
from polc.targets.python.conditions import Conditions, Leaves
from polc.targets.python.days import Unsupported

_MOST_COMBINATIONS = 512
GIVING_UP = ast.Expr(pycode.call("_give_up"))

Vector = tuple[Result, ...]


@attrs.frozen
class Table:
    """Codes of results by the codes of the choices they depend on; one entry where they depend on none."""

    depends: tuple[Leaves, ...]
    codes: tuple[int, ...]

    def node(self) -> ast.expr:
        """The code that looks the result up."""
        node = _nested(self.codes, [len(leaves.vectors) for leaves in self.depends])
        for leaves in self.depends:
            node = pycode.index(node, pycode.name(leaves.variable))
        return node


def _nested(codes: Sequence[int], sizes: Sequence[int]) -> ast.expr:
    if not sizes:
        return pycode.const(codes[0])
    step = len(codes) // sizes[0]
    return pycode.row(_nested(codes[n * step : (n + 1) * step], sizes[1:]) for n in range(sizes[0]))


@attrs.define
class Results:
    """The results of one choice: `vectors` grows as tables are made."""

    conditions: Conditions
    read: frozenset[str]
    fields: tuple[str, ...]
    vectors: list[Vector] = attrs.field(factory=list)

    def table(self, exprs: Sequence[Expr]) -> Table:
        """The table of value expressions that depend on codes only."""
        read: dict[str, Leaves] = {}
        for expr in exprs:
            finite = self.conditions.finite(expr)
            if finite is None:
                raise Unsupported("a value that isn't finite")
            read |= {leaves.variable: leaves for leaves in finite}
        varying = tuple(leaves for leaves in read.values() if len(leaves.vectors) > 1)
        if prod(len(leaves.vectors) for leaves in varying) > _MOST_COMBINATIONS:
            raise Unsupported("too many combinations")
        ways = product(*(range(len(leaves.vectors)) for leaves in varying))
        constant = {variable: (leaves, 0) for variable, leaves in read.items()}
        codes = []
        for way in ways:
            chosen = {leaves.variable: (leaves, n) for leaves, n in zip(varying, way, strict=True)}
            codes.append(self._code(exprs, constant | chosen))
        return Table(varying, tuple(codes)) if len(set(codes)) > 1 else Table((), (codes[0],))

    def _code(self, exprs: Sequence[Expr], codes: Mapping[str, tuple[Leaves, int]]) -> int:
        """The code of some values; -1 where readings that nobody chose give different ones."""
        environments = self.conditions.environments(exprs, codes)
        first, *others = [tuple(value(expr, env) for expr in exprs) for env in environments]
        return self.code_of(first) if all(vector == first for vector in others) else -1

    def code_of(self, vector: Vector) -> int:
        """The code of a vector; -1 for one that would leave a later condition open."""
        for field, result in zip(self.fields, vector, strict=True):
            if isinstance(result, Undetermined) and field in self.read:
                return -1
        if vector not in self.vectors:
            self.vectors.append(vector)
        return self.vectors.index(vector)


def public(result: Result, conditions: Conditions) -> ast.expr:
    """A result as the caller gets it."""
    pool = conditions.days.pool
    if not isinstance(result, Amount):
        return pool.result(result)
    low, high = interval(result, bounds_of(conditions.kernel))
    if any(end is not None and end.denominator != 1 for end in (low, high)):
        raise Unsupported("part of a 分")
    if low is not None and low == high:
        return pycode.number(low)
    if low is not None and high is not None:
        return pool.hoist(pycode.call("Between", pycode.number(low), pycode.number(high)))
    if low is not None:
        return pool.hoist(pycode.call("AtLeast", pycode.number(low)))
    if high is not None:
        return pool.hoist(pycode.call("AtMost", pycode.number(high)))
    return pool.hoist(pycode.call("Between", pycode.const(None), pycode.const(None)))


def looked_up(leaves: Leaves, field: str, conditions: Conditions) -> ast.expr:
    """One field of a choice with few results, as the caller gets it."""
    number = leaves.fields.index(field)
    if not all(leaves.vectors):
        raise Unsupported("a result that readings always leave open")
    nodes = [public(vector[number], conditions) for vector in leaves.vectors]
    if len({ast.unparse(node) for node in nodes}) == 1:
        return nodes[0]
    return pycode.index(conditions.days.pool.hoist(pycode.row(nodes), "_T"), pycode.name(leaves.variable))


def computed(expr: Expr, kind: Kind, conditions: Conditions) -> ast.expr:
    """One value that depends on facts, as the caller gets it; statuses pass through."""
    days = conditions.days
    finite = conditions.finite(expr)
    if finite is not None:
        results = Results(conditions, frozenset(), ("",))
        table = results.table([expr])
        if -1 in table.codes:
            raise Unsupported("a value that readings leave open")
        nodes = [public(results.vectors[number][0], conditions) for number in table.codes]
        if not table.depends:
            return nodes[0]
        if len(table.depends) > 1:
            raise Unsupported("a value of several codes")
        return pycode.index(days.pool.hoist(pycode.row(nodes), "_T"), pycode.name(table.depends[0].variable))
    match expr:
        case FieldRef(label) if label in days.results:
            return days.results[label]
        case InputRef(label) if kind in (Kind.ENUM, Kind.DATE):
            return days.fact(label)
        case _ if kind is Kind.DATE:
            return days.moment(expr)
        case _ if kind is Kind.INT:
            return days.whole(expr)
        case _ if kind is Kind.BOOL:
            node = conditions.piece(expr).node
            return pycode.const(node) if isinstance(node, bool) else pycode.call("bool", node)
        case _:
            raise Unsupported(f"a computed {kind.value}")
