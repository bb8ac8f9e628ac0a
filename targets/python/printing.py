"""One function being printed from a program: its statements, and where each value can be read.

In: values of a program. Out: expressions that read them; a value that is used more than once is assigned to a
variable first, in the block at hand, and known by it until the block ends. A value is printed when it's first
asked for, so what only one branch needs stands in that branch (dead code is never printed, the rest sinks).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager

import attrs

from polc.compiler.plan import ir
from polc.compiler.plan.ir import May, Value
from polc.compiler.plan.rows import certain_row
from polc.targets.python import pycode
from polc.targets.python.pycode import Pool

_DEEPEST = 12


@attrs.frozen
class Uses:
    """The values that the roots need, each after what it's made of, and how often each is read.

    `exact` are those that have to be true or false itself, not something as good in an `if`.
    """

    live: tuple[Value, ...]
    times: dict[Value, int]
    exact: frozenset[Value]

    @classmethod
    def of(cls, roots: Iterable[Value], tests: Iterable[Value] = ()) -> Uses:
        """Liveness from the outputs and tests backwards; a choice counts the uses of all its fields."""
        times: dict[Value, int] = {}
        waiting = [*roots, *tests]
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
        live = tuple(sorted(seen, key=lambda value: value.number))
        return cls(live, times, _exact(live, roots))


def _exact(live: tuple[Value, ...], roots: Iterable[Value]) -> frozenset[Value]:
    """From the outputs backwards; `and` and `or` hand on what their operands are."""
    exact = set(roots)
    for value in reversed(live):
        match value.op:
            case ir.AllOf() | ir.AnyOf() if value.status or value not in exact:
                exact.update(arg for arg in value.args if arg.status)
            case ir.Negated() if not value.status:
                continue
            case ir.Decided(rules):
                tests = {guard for guard in (rules.gate, *rules.guards) if guard and not guard.status}
                exact.update(set(rules.values) - tests)
            case _:
                exact.update(value.inputs)
    return frozenset(exact)


@attrs.define
class Printer:
    """The function; `emit` prints a value that nobody printed yet.

    `bits` are the word and the bit of each flag. `root` are the statements outside any branch, `body` those
    of the branch at hand. `telling` are the choices that keep what their clauses rest on.
    """

    pool: Pool
    uses: Uses
    emit: Callable[[Printer, Value], ast.expr]
    bits: Mapping[str, tuple[int, int]] = attrs.field(factory=dict)
    root: list[ast.stmt] = attrs.field(factory=list)
    body: list[ast.stmt] = attrs.field(init=False)
    scopes: list[dict[Value | str, ast.expr]] = attrs.field(factory=lambda: [{}])
    depths: dict[Value, int] = attrs.field(factory=dict)
    telling: set[Value] = attrs.field(factory=set)
    nested: int = 0

    @body.default
    def _at_root(self) -> list[ast.stmt]:
        return self.root

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
        return node if _quickly_read(node) else self._assigned(value, node)

    def constant(self, value: Value) -> ast.expr | None:
        """A constant as an expression; None for anything else."""
        match value.op:
            case ir.Known(known):
                return pycode.const(known) if isinstance(known, int) else self.pool.result(known)
            case ir.Stopped(status):
                return self.pool.result(status)
            case _:
                return None

    def early(self, variable: str, *statements: ast.stmt) -> ast.expr:
        """A variable that the statements fill, before the branch at hand: known everywhere from here."""
        if variable not in self.scopes[0]:
            self.root += statements
            self.scopes[0][variable] = pycode.name(variable)
        return self.scopes[0][variable]

    def bind_early(self, value: Value, node: ast.expr) -> ast.expr:
        """A value can be read everywhere from here."""
        self.scopes[0][value] = node
        return node

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
        """What is read in several places of a block, and costs: choices and lists, at its start."""
        for value in self.uses.live:
            if self.uses.times[value] < 2 or max(value.levels, default=0) != level or value not in within:
                continue
            match value.op:
                case ir.Decided(rules) if certain_row(rules) is not None:
                    pass
                case ir.Decided() | ir.Folded() if self.found(value) is None:
                    self.bind(value, self.emit(self, value))
                case _:
                    pass

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


def _quickly_read(node: ast.expr) -> bool:
    """A variable, a constant, or a fact where it is."""
    match node:
        case ast.Name() | ast.Constant() | ast.Attribute(value=ast.Name(id="person")):
            return True
        case _:
            return False


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
