"""One function being printed from a program: its statements, and where each value can be read.

In: values of a program. Out: expressions that read them; a value that is used more than once is assigned to a
variable first, in the block at hand, and known by it until the block ends. A value is printed when it's first
asked for, so what only one branch needs stands in that branch (dead code is never printed, the rest sinks).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager

import attrs

from polc.compiler.plan import ir
from polc.compiler.plan.ir import May, Value
from polc.targets.python import pycode
from polc.targets.python.pycode import Pool

_DEEPEST = 12


@attrs.frozen
class Uses:
    """The values that the roots need, each after what it's made of, and how often each is read."""

    live: tuple[Value, ...]
    times: dict[Value, int]

    @classmethod
    def of(cls, roots: Iterable[Value]) -> Uses:
        """Liveness from the outputs backwards; a choice counts the uses of all its fields."""
        times: dict[Value, int] = {}
        waiting = list(roots)
        for root in waiting:
            times[root] = times.get(root, 0) + 1
        seen: set[Value] = set()
        while waiting:
            value = waiting.pop()
            if value in seen:
                continue
            seen.add(value)
            for part in value.inputs:
                times[part] = times.get(part, 0) + 1
                waiting.append(part)
        for value in seen:
            if isinstance(value.op, ir.Field):
                times[value.args[0]] += times[value] - 1
        return cls(tuple(sorted(seen, key=lambda value: value.number)), times)


@attrs.define
class Printer:
    """The function; `emit` prints a value that nobody printed yet."""

    pool: Pool
    uses: Uses
    emit: Callable[[Printer, Value], ast.expr]
    body: list[ast.stmt] = attrs.field(factory=list)
    scopes: list[dict[Value, ast.expr]] = attrs.field(factory=lambda: [{}])
    depths: dict[Value, int] = attrs.field(factory=dict)
    nested: int = 0

    # ---- reading -------------------------------------------------------------------------------------
    def ref(self, value: Value) -> ast.expr:
        """An expression that reads a value: read it once, or call `named`."""
        found = self.constant(value) or self.found(value)
        if found is not None:
            return found
        node = self.emit(self, value)
        found = self.found(value)
        if found is not None:
            return found
        if self.uses.times.get(value, 0) <= 1 and self._depth(value) < _DEEPEST:
            return node
        return self._assigned(value, node)

    def named(self, value: Value) -> ast.expr:
        """A variable or a constant that reads a value: it can be read again and again."""
        node = self.ref(value)
        return node if isinstance(node, ast.Name | ast.Constant) else self._assigned(value, node)

    def constant(self, value: Value) -> ast.expr | None:
        """A constant as an expression; None for anything else."""
        match value.op:
            case ir.Known(known):
                return pycode.const(known) if isinstance(known, int) else self.pool.result(known)
            case ir.Stopped(status):
                return self.pool.result(status)
            case _:
                return None

    def found(self, value: Value) -> ast.expr | None:
        """Where a value can be read already."""
        return next((scope[value] for scope in reversed(self.scopes) if value in scope), None)

    def bind(self, value: Value, node: ast.expr) -> None:
        """A value can be read here until the block ends."""
        self.scopes[-1][value] = node

    def _assigned(self, value: Value, node: ast.expr) -> ast.expr:
        variable = f"v{value.number}"
        self.assign(variable, node)
        self.bind(value, pycode.name(variable))
        self.depths[value] = 0
        return pycode.name(variable)

    def _depth(self, value: Value) -> int:
        depth = 1 + max((self.depths.get(arg, 0) for arg in value.args), default=0)
        self.depths[value] = depth
        return depth

    def ahead(self, level: int, within: Container[Value]) -> None:
        """What is read in several places of a block, and costs: facts, choices and lists, at its start."""
        for value in self.uses.live:
            if self.uses.times[value] < 2 or max(value.levels, default=0) != level or value not in within:
                continue
            if isinstance(value.op, ir.Input | ir.Decided | ir.Folded) and self.found(value) is None:
                self.bind(value, self.emit(self, value))

    # ---- writing -------------------------------------------------------------------------------------
    def put(self, statement: ast.stmt) -> None:
        """One more statement."""
        self.body.append(statement)

    def assign(self, variable: str, node: ast.expr) -> None:
        """variable = node."""
        self.put(pycode.assign(variable, node))

    @contextmanager
    def block(self) -> Iterator[list[ast.stmt]]:
        """A new block; what is printed meanwhile goes into the list that it gives."""
        outer, inner = self.body, list[ast.stmt]()
        self.body = inner
        self.scopes.append({})
        self.nested += 1
        yield inner
        self.nested -= 1
        self.scopes.pop()
        self.body = outer


# ---- statuses ----------------------------------------------------------------------------------------
_CLASSES = {May.OUTSIDE: "NotApplicable", May.MISSING: "Missing", May.OPEN: "Undetermined"}


def stopped(value: Value, node: ast.expr) -> ast.expr:
    """Tests whether a value that may be one is a status."""
    if value.kind is not None and value.kind.name == "BOOL":
        return pycode.filled("A.__class__ is not bool", A=node)
    if value.status in _CLASSES:
        return pycode.filled("A.__class__ is B", A=node, B=pycode.name(_CLASSES[value.status]))
    return pycode.filled("A.__class__ in _STATUSES", A=node)


def any_of(tests: list[ast.expr]) -> ast.expr:
    """One of the tests holds; false where there are none."""
    return _joined(ast.Or(), tests, False)


def all_of(tests: list[ast.expr]) -> ast.expr:
    """All tests hold; true where there are none."""
    return _joined(ast.And(), tests, True)


def _joined(op: ast.boolop, given: list[ast.expr], none: bool) -> ast.expr:
    known = [test.value for test in given if isinstance(test, ast.Constant)]
    if (not none) in known:
        return pycode.const(not none)
    tests = [test for test in given if not isinstance(test, ast.Constant)]
    if not tests:
        return pycode.const(none)
    return tests[0] if len(tests) == 1 else ast.BoolOp(op, tests)


def merged(statements: list[ast.stmt]) -> list[ast.stmt]:
    """The same statements with conditions put together, where branches do the same or hold one other."""
    return [_merged(statement) for statement in statements]


def _merged(statement: ast.stmt) -> ast.stmt:
    match statement:
        case ast.For(target=target, iter=entries, body=body):
            return ast.For(target, entries, merged(body), [], None)
        case ast.If(test=test, body=body, orelse=orelse):
            return _one_branch(ast.If(test, merged(body), merged(orelse)))
        case _:
            return statement


def _one_branch(branch: ast.If) -> ast.stmt:
    match branch:
        case ast.If(test=outer, body=[ast.If(test=inner, body=body, orelse=[])], orelse=[]):
            return ast.If(all_of([outer, inner]), body, [])
        case ast.If(test=one, body=body, orelse=[ast.If(test=other, body=same, orelse=rest)]):
            if len(body) == len(same) and all(
                ast.dump(a) == ast.dump(b) for a, b in zip(body, same, strict=True)
            ):
                return ast.If(any_of([one, other]), body, rest)
            return branch
        case _:
            return branch
