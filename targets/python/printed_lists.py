"""Looks into lists as Python loops: what doesn't vary is found before, running values are variables.

In: a fold as a value. Out: statements that leave its result in a variable. Where an entry's condition or
value may be open, or amounts may be incomparable, what was found of each entry goes to `_gathered`, which
says what entries give together.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from polc.compiler.kernel import FoldHow, InputDecl
from polc.compiler.plan import ir
from polc.compiler.plan.ir import LINEAR, Loop, Value
from polc.dsl.values import Missing
from polc.targets.python import pycode
from polc.targets.python.names import Names
from polc.targets.python.printing import Printer

_KEEPING = {
    FoldHow.COUNT: "N + 1",
    FoldHow.SUM: "X if N is None else N + X",
    FoldHow.GREATEST: "X if N is None or X > N else N",
    FoldHow.LEAST: "X if N is None or X < N else N",
}


def folded(p: Printer, value: Value, loop: Loop, names: Names) -> ast.expr:
    """Prints a fold; gives the variable that holds it."""
    walk = _Walk(p, value, loop, names)
    entries = p.named(loop.entries)
    if loop.entries.status:
        with p.block() as unknown:
            p.assign(walk.result, entries)
        with p.block() as given:
            walk.write(entries)
        p.put(ast.If(pycode.filled("A.__class__ is not tuple", A=entries), unknown, given))
    else:
        walk.write(entries)
    p.bind(value, pycode.name(walk.result))
    return pycode.name(walk.result)


def entries(p: Printer, value: Value, decl: InputDecl, names: Names) -> ast.expr:
    """The entries of a list in its order, or the status that stands in their place."""
    variable, given = f"l{value.number}", pycode.name(f"l{value.number}")
    p.assign(variable, pycode.attribute(pycode.name("person"), names.facts[decl.name]))
    missing = p.pool.result(Missing(inputs=(decl.name,))) if value.status else pycode.const(None)
    in_order: list[ast.stmt] = []
    if decl.order:
        ordered = pycode.call("_entries_of", given, _keys(decl, given, names), missing)
        in_order = [pycode.assign(variable, ordered)]
    if value.status:
        unknown = pycode.compare(given, "is", pycode.const(None))
        p.put(pycode.when(unknown, pycode.assign(variable, missing), otherwise=in_order))
    else:
        p.body += in_order
    p.bind(value, given)
    return given


def untied(p: Printer, value: Value, decl: InputDecl, names: Names) -> ast.expr:
    """The same entries, or 待定 where two that differ come at the same place."""
    given = p.named(value.args[0])
    found = pycode.call("_untied", given, _keys(decl, given, names), pycode.const(decl.name))
    if not value.args[0].status:
        return found
    return pycode.filled("F if A.__class__ is tuple else A", F=found, A=given)


def _keys(decl: InputDecl, entries: ast.expr, names: Names) -> ast.expr:
    """What each entry is put in order by."""
    columns = (names.columns[decl.name][name] for name in decl.order)
    key = pycode.row(pycode.attribute(pycode.name("entry"), alias) for alias in columns)
    return pycode.filled("[KEY for entry in ENTRIES]", KEY=key, ENTRIES=entries)


class _Walk:
    """One loop being printed."""

    def __init__(self, p: Printer, value: Value, loop: Loop, names: Names) -> None:
        self.p, self.loop, self.names = p, loop, names
        self.result, self.entry = f"v{value.number}", f"e{value.number}"
        self.heard = f"a{value.number}"
        self.states = {name: f"s{value.number}_{n}" for n, (name, _, _) in enumerate(loop.states)}
        summing = loop.how in (FoldHow.SUM, FoldHow.GREATEST, FoldHow.LEAST)
        open_ = loop.where.status or (loop.value.status and loop.how is not FoldHow.COUNT)
        self.read = self._read()
        self.plain = not open_ and not (summing and loop.value.rep == LINEAR)

    def write(self, entries: ast.expr) -> None:
        """The loop and what follows it, in a block where the entries are there."""
        p, loop = self.p, self.loop
        for value in self._invariants():
            p.named(value)
        for name, start, _ in loop.states:
            p.assign(self.states[name], p.ref(start))
        if loop.how is not FoldHow.FINAL:
            p.assign(*self._start())
        with p.block() as body:
            self._bind(ir.Running)
            p.ahead(loop.level, self.read)
            self._body()
        target = ast.Name(self.entry, ast.Store())
        p.put(ast.For(target, entries, body or [ast.Pass()], [], None))
        self._finish()

    def _invariants(self) -> Iterator[Value]:
        """What the loop reads and what is the same for every entry."""
        seen: set[Value] = set()
        steps = [step for _, _, step in self.loop.states]
        waiting = [self.loop.where, self.loop.value, *steps]
        for value in waiting:
            if value in seen or value.constant:
                continue
            seen.add(value)
            if self.loop.level in value.levels:
                waiting += value.inputs
            elif not isinstance(value.op, ir.Item | ir.Running | ir.After):
                yield value

    def _start(self) -> tuple[str, ast.expr]:
        if not self.plain:
            return self.heard, ast.List([], ast.Load())
        first = {FoldHow.COUNT: 0, FoldHow.EXISTS: False}.get(self.loop.how)
        return self.result, pycode.const(first)

    def _body(self) -> None:
        if self.loop.how is not FoldHow.FINAL:
            if self.plain:
                self._keep_plain()
            else:
                self._keep_heard()
        steps = [(self.states[name], self.p.ref(step)) for name, _, step in self.loop.states]
        if len(steps) == 1:
            self.p.assign(*steps[0])
        elif steps:
            targets: list[ast.expr] = [ast.Name(variable, ast.Store()) for variable, _ in steps]
            new = pycode.row(node for _, node in steps)
            self.p.put(ast.Assign([ast.Tuple(targets, ast.Store())], new))

    def _bind(self, kind: type[ir.Running] | type[ir.After]) -> None:
        for value in self.p.uses.live:
            if isinstance(value.op, kind) and value.op.level == self.loop.level:
                if value.op.name in self.states:
                    self.p.bind(value, pycode.name(self.states[value.op.name]))
            elif kind is ir.Running and isinstance(value.op, ir.Item) and value.op.level == self.loop.level:
                self._bind_column(value, value.op.column)

    def _bind_column(self, value: Value, column: str) -> None:
        """A column of the entry; an unknown cell stands for the list."""
        alias = self.names.columns[self.loop.list].get(column)
        if alias is None:
            return
        cell = pycode.attribute(pycode.name(self.entry), alias)
        if value.status:
            missing = self.p.pool.result(Missing(inputs=(self.loop.list,)))
            cell = pycode.filled("M if A is None else A", M=missing, A=cell)
        if value in self.read:
            variable = f"{self.entry}_{alias}"
            self.p.assign(variable, cell)
            cell = pycode.name(variable)
        self.p.bind(value, cell)

    def _read(self) -> frozenset[Value]:
        """Every value that is found anew at each entry."""
        steps = [step for _, _, step in self.loop.states]
        seen = dict.fromkeys([self.loop.where, self.loop.value, *steps])
        waiting = list(seen)
        for value in waiting:
            fresh = [v for v in value.inputs if self.loop.level in v.levels and v not in seen]
            seen |= dict.fromkeys(fresh)
            waiting += fresh
        return frozenset(seen)

    def _keep_plain(self) -> None:
        p, loop = self.p, self.loop
        test = p.ref(loop.where)
        with p.block() as kept:
            self._keep()
        self._where(test, test, kept)

    def _keep(self) -> None:
        """One entry more, with nothing open."""
        p, loop, result = self.p, self.loop, pycode.name(self.result)
        leave: list[ast.stmt] = [] if loop.states else [ast.Break()]
        match loop.how:
            case FoldHow.EXISTS:
                found = [pycode.assign(self.result, pycode.const(True)), *leave]
                p.put(ast.If(p.ref(loop.value), found, []))
            case FoldHow.EVERY:
                missed = [pycode.assign(self.result, pycode.const(False)), *leave]
                first = pycode.filled("True if N is None else N", N=result)
                p.put(ast.If(p.ref(loop.value), [pycode.assign(self.result, first)], missed))
            case FoldHow.COUNT:
                p.assign(self.result, pycode.filled(_KEEPING[loop.how], N=result))
            case _:
                item = p.named(loop.value)
                p.assign(self.result, pycode.filled(_KEEPING[loop.how], N=result, X=item))

    def _keep_heard(self) -> None:
        """One entry more: whether it belongs, and its value, for `_gathered`."""
        p, loop = self.p, self.loop
        belongs = p.named(loop.where)
        with p.block() as kept:
            pair = pycode.row([belongs, p.ref(loop.value)])
            p.put(ast.Expr(pycode.filled("A.append(B)", A=pycode.name(self.heard), B=pair)))
        self._where(belongs, pycode.filled("A is not False", A=belongs), kept)

    def _where(self, belongs: ast.expr, test: ast.expr, kept: list[ast.stmt]) -> None:
        """What is done with an entry that belongs; nothing where the file itself says that none does."""
        if not isinstance(belongs, ast.Constant):
            self.p.put(ast.If(test, kept, []))
        elif belongs.value is not False:
            self.p.body += kept

    def _finish(self) -> None:
        """What the entries give, or what is left after the last."""
        p, loop = self.p, self.loop
        if loop.how is FoldHow.FINAL:
            with p.block() as after:
                self._bind(ir.After)
                p.assign(self.result, p.ref(loop.value))
            p.body += after
            return
        empty = pycode.const(None) if loop.empty is None else p.ref(loop.empty)
        if not self.plain:
            args = [pycode.const(loop.how.value), pycode.name(self.heard), empty]
            known = [pycode.dotted("_POLICY.labels"), pycode.name("_BOUNDS")]
            p.assign(self.result, pycode.call("_gathered", *args, *known))
        elif loop.empty is not None:
            result = pycode.name(self.result)
            none = pycode.compare(result, "is", pycode.const(None))
            p.put(pycode.when(none, pycode.assign(self.result, empty)))
