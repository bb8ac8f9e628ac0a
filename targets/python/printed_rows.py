"""A choice of a program as Python: a chain of branches, winners before losers.

In: a choice as a value. Out: statements that fill a variable for each field that is read. Where a condition
is open, or two rows hold together that say different things, what was found of all rows goes to `_Settler`,
and so to the one place where rows are combined.
"""

from __future__ import annotations

import ast
from fractions import Fraction

from polc.compiler.interpret import NOT_IN_SCOPE
from polc.compiler.kernel import Kind, Pick
from polc.compiler.plan import ir
from polc.compiler.plan.ir import LINEAR, How, Rules, Value
from polc.compiler.plan.rows import never
from polc.dsl.values import Amount, NotApplicable
from polc.targets.python import pycode
from polc.targets.python.printing import Printer, all_of, any_of, stopped

_DEEPEST = 8
_TOGETHER = {
    Pick.SUM: "X if N is None else N + X",
    Pick.HIGHEST: "X if N is None or X > N else N",
    Pick.LOWEST: "X if N is None or X < N else N",
}


def decided(p: Printer, value: Value, rules: Rules, table: ast.expr) -> None:
    """Prints a choice; `table` is its `_Choice` in the module."""
    fields = {v.op.number: v for v in p.uses.live if isinstance(v.op, ir.Field) and v.args[0] is value}
    variables = {number: f"c{value.number}_{number}" for number in sorted(fields)}
    rows = _Rows(p, value, rules, variables, table)
    if rules.gate is None:
        rows.write(pycode.const(True))
    else:
        rows.behind_gate(rules.gate)
    for number, field in fields.items():
        p.bind(field, pycode.name(variables[number]))


class _Rows:
    """One choice being printed."""

    def __init__(
        self, p: Printer, value: Value, rules: Rules, variables: dict[int, str], table: ast.expr
    ) -> None:
        self.p, self.value, self.rules, self.variables, self.table = p, value, rules, variables, table
        self.live = [row for row in rules.order if not never(rules.guards[row])]
        self.names: dict[int, ast.expr] = {}
        self.cold = f"x{value.number}"

    def behind_gate(self, gate: Value) -> None:
        """Everything is 不适用 where the gate is closed."""
        cite = self.rules.choice.gate_cite
        outside = NotApplicable(reason=NOT_IN_SCOPE, clauses=(cite.text,) if cite else ())
        closed, test = self._gate_test(gate)
        with self.p.block() as shut:
            for variable in self.variables.values():
                self.p.assign(variable, self.p.pool.result(outside))
        with self.p.block() as open_:
            self.write(test)
        self.p.put(ast.If(closed, shut or [ast.Pass()], open_))

    def _gate_test(self, gate: Value) -> tuple[ast.expr, ast.expr]:
        if gate.status:
            name = self.p.named(gate)
            return pycode.compare(name, "is", pycode.const(False)), name
        return pycode.filled("not A", A=self.p.ref(gate)), pycode.const(True)

    def write(self, gate: ast.expr) -> None:
        """The rows, in a block where the gate isn't closed."""
        rules, numeric = self.rules, self._numeric()
        opened = [rules.guards[row] for row in self.live if rules.guards[row].status]
        tests = [] if rules.gate is None or not rules.gate.status else [stopped(rules.gate, gate)]
        told = {rival for row in self.live for rival in rules.rivals[row] if self._clash(row, rival)}
        for row in self.live:
            if opened or row in told or numeric:
                self.names[row] = self.p.named(rules.guards[row])
        tests += [stopped(guard, self.p.named(guard)) for guard in dict.fromkeys(opened)]
        cold = any(rules.rows[row][0].status for row in self.live) if numeric else bool(told)
        if tests or cold:
            self.p.assign(self.cold, any_of(tests))
        with self.p.block() as chain:
            if numeric:
                self._together()
            else:
                self._chain(self.live)
        if tests:
            self.p.put(ast.If(ast.UnaryOp(ast.Not(), pycode.name(self.cold)), chain, []))
        else:
            self.p.body += chain
        if tests or cold:
            with self.p.block() as settling:
                self._settle(gate)
            self.p.put(ast.If(pycode.name(self.cold), settling, []))

    def _numeric(self) -> bool:
        """One amount or day that several rows add up to, or the highest or lowest of them."""
        rules = self.rules
        if len(rules.otherwise) != 1 or not any(rules.rivals):
            return False
        values = [row[0] for row in rules.rows]
        if any(value.rep == LINEAR for value in values):
            return False
        match rules.pick:
            case Pick.SUM:
                return rules.kinds[0] is Kind.MONEY
            case Pick.HIGHEST | Pick.LOWEST:
                return rules.kinds[0] in (Kind.MONEY, Kind.INT, Kind.DATE)
            case _:
                return False

    def _together(self) -> None:
        """The rows that hold and that none beats, taken together; a status among them makes it cold."""
        p, rules, total = self.p, self.rules, f"n{self.value.number}"
        p.assign(total, pycode.const(None))
        for row in sorted(self.live):
            winners = [other for other in self.live if row in rules.choice.losers[other]]
            free = [pycode.filled("not A", A=self.names[winner]) for winner in winners]
            with p.block() as kept:
                self._one_more(total, rules.rows[row][0])
            p.put(ast.If(all_of([self.names[row], *free]), kept, []))
        with p.block() as none:
            self._outcome(rules.otherwise)
        some = [pycode.assign(variable, pycode.name(total)) for variable in self.variables.values()]
        p.put(ast.If(pycode.compare(pycode.name(total), "is", pycode.const(None)), none, some))

    def _one_more(self, total: str, value: Value) -> None:
        item = self.p.named(value)
        kept = pycode.filled(_TOGETHER[self.rules.pick], N=pycode.name(total), X=item)
        if not value.status:
            self.p.assign(total, kept)
            return
        cold = [pycode.assign(self.cold, pycode.const(True))]
        self.p.put(ast.If(stopped(value, item), cold, [pycode.assign(total, kept)]))

    def _clash(self, row: int, rival: int) -> bool:
        """Two rows that may hold together, and then don't simply say the same."""
        one, other = self.rules.rows[row], self.rules.rows[rival]
        if self.rules.pick not in (Pick.UNIQUE, Pick.EXCLUSIVE):
            return self.rules.pick not in (Pick.HIGHEST, Pick.LOWEST) or one != other
        return any(one[number] is not other[number] for number in self.variables)

    def _chain(self, rows: list[int]) -> None:
        """if … elif … else: the first row that holds, then what is said otherwise."""
        if not rows:
            self._outcome(self.rules.otherwise)
            return
        row, *rest = rows
        guard = self.rules.guards[row]
        if self.p.nested > _DEEPEST and row not in self.names:
            self.names |= {other: self.p.named(self.rules.guards[other]) for other in rows}
        test = self.names.get(row) or self.p.ref(guard)
        with self.p.block() as holds:
            self._row(row)
        if isinstance(guard.op, ir.Known):
            self.p.body += holds
            return
        with self.p.block() as otherwise:
            self._chain(rest)
        self.p.put(ast.If(test, holds or [ast.Pass()], otherwise))

    def _row(self, row: int) -> None:
        """A row that holds and that no row beats: its values, or `cold` where it meets a rival."""
        rivals = [rival for rival in self.rules.rivals[row] if self._clash(row, rival)]
        if self.rules.pick not in (Pick.UNIQUE, Pick.EXCLUSIVE):
            if rivals:
                met = any_of([self.names[rival] for rival in rivals])
                self.p.assign(self.cold, met)
            self._outcome(self.rules.rows[row])
            return
        self._outcome(self.rules.rows[row])
        for rival in rivals:
            self._against(row, rival)

    def _against(self, row: int, rival: int) -> None:
        """A rival that holds too, and says something else, makes it cold."""
        theirs = self.rules.rows[rival]
        with self.p.block() as both:
            differ = [
                pycode.filled("A != B", A=pycode.name(variable), B=self.p.ref(theirs[number]))
                for number, variable in self.variables.items()
                if self.rules.rows[row][number] is not theirs[number]
            ]
            self.p.put(pycode.when(any_of(differ), pycode.assign(self.cold, pycode.const(True))))
        self.p.put(ast.If(self.names[rival], both, []))

    def _outcome(self, values: tuple[Value, ...]) -> None:
        for number, variable in self.variables.items():
            self.p.assign(variable, self.p.ref(values[number]))

    def _settle(self, gate: ast.expr) -> None:
        """All rows, as far as they're known, to the settler."""
        p, rules = self.p, self.rules
        held = [self._guard(row) for row in range(len(rules.guards))]
        table = [*rules.rows, rules.otherwise, rules.ties or rules.otherwise]
        ceiling = pycode.const(None) if rules.ceiling is None else p.ref(rules.ceiling)
        told = [pycode.row(pycode.row(self._told(n, v) for n, v in enumerate(row)) for row in table), ceiling]
        values = [*(value for row in table for value in row), *filter(None, [rules.ceiling])]
        method = "settle"
        if all(value.constant for value in values):
            method, told = "settle_constants", [p.pool.hoist(pycode.row(told))]
        settled = ast.Call(pycode.attribute(self._settler(), method), [gate, pycode.row(held), *told], [])
        if len(rules.otherwise) == 1:
            for variable in self.variables.values():
                p.assign(variable, pycode.index(settled, pycode.const(0)))
            return
        p.assign(f"y{self.value.number}", settled)
        for number, variable in self.variables.items():
            p.assign(variable, pycode.index(pycode.name(f"y{self.value.number}"), pycode.const(number)))

    def _settler(self) -> ast.expr:
        made = pycode.call(
            "_Settler",
            self.table,
            pycode.dotted("_POLICY.labels"),
            pycode.name("_BOUNDS"),
            pycode.const(self.rules.pick.value),
            pycode.data(tuple(map(self._parts, range(len(self.rules.otherwise))))),
        )
        return self.p.pool.late(made)

    def _told(self, number: int, value: Value) -> ast.expr:
        """A value of a field; a constant amount as the general path holds it."""
        match value.op:
            case ir.Known(int() as count) if self._parts(number):
                return self.p.pool.result(Amount(Fraction(count, value.rep.per)))
            case _:
                return self.p.ref(value)

    def _guard(self, row: int) -> ast.expr:
        return pycode.const(False) if row not in self.live else self.p.ref(self.rules.guards[row])

    def _parts(self, number: int) -> int:
        """How a field is held, for `_Settler`."""
        values = [*(row[number] for row in self.rules.rows), self.rules.otherwise[number]]
        rep = next((value.rep for value in values if value.rep.how is not How.NONE), ir.NONE)
        return rep.per if self.rules.kinds[number] is Kind.MONEY and rep.how in (How.WHOLE, How.EXACT) else 0
