"""A choice of a program as Python: a chain of branches, winners before losers.

In: a choice as a value. Out: statements that fill a variable for each field that is read, and where somebody
asks for its clauses one for what they rest on (`_Account` in `prelude_plan`). Where a condition is open, or
two rows hold together that say different things, what was found of all rows goes to `_Settler`, and so to the
one place where rows are combined.
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from fractions import Fraction

from polc.compiler.kernel import Kind, Pick
from polc.compiler.plan import ir
from polc.compiler.plan.ir import LINEAR, How, Rules, Value
from polc.compiler.plan.lower import outside
from polc.compiler.plan.rows import certain_row, never
from polc.compiler.plan.values import causes_of
from polc.dsl.values import Amount
from polc.targets.python import pycode
from polc.targets.python.printed_values import packed
from polc.targets.python.printing import Printer, all_of, any_of, stopped

_DEEPEST = 8
_BEYOND = {Pick.HIGHEST: "X > N", Pick.LOWEST: "X < N"}
_AGREEING = (Pick.UNIQUE, Pick.EXCLUSIVE, Pick.SETTLED)  # rows that hold together must say the same
_GATED = -1
_MANY = 5  # flags that are asked together before the rows one by one
_FEW = 3  # conditions that are compared faster than the choice is decided again


def decided(p: Printer, value: Value, rules: Rules, table: ast.expr, told: str | None) -> None:
    """Prints a choice; `table` is its `_Choice` in the module, `told` the variable its clauses rest on."""
    fields = {v.op.number: v for v in p.uses.live if isinstance(v.op, ir.Field) and v.args[0] is value}
    variables = {number: f"c{value.number}_{number}" for number in sorted(fields)}
    rows = _Rows(p, value, rules, variables, table, told)
    if rows.settled(fields):
        return
    twin = _twin(p, value, rules, fields)
    if twin is None or (told is not None and twin[0] not in p.telling):
        rows.write_all()
    else:
        rows.write_beside(*twin)
    if told is not None:
        p.telling.add(value)
    for number, field in fields.items():
        p.bind(field, pycode.name(variables[number]))


def _twin(p: Printer, value: Value, rules: Rules, fields: Collection[int]) -> tuple[Value, Rules] | None:
    """The same choice as it was read another way, if only conditions differ and its results are here."""
    for other in p.uses.live:
        match other.op:
            case ir.Decided(twin) if other is not value and p.found(other) is not None:
                pass
            case _:
                continue
        told = {v.op.number for v in p.uses.live if isinstance(v.op, ir.Field) and v.args[0] is other}
        if all(number in told for number in fields) and _alike(rules, twin):
            return other, twin
    return None


def _alike(rules: Rules, twin: Rules) -> bool:
    """The same choice, save a few conditions of rows."""
    apart = sum(one is not other for one, other in zip(rules.guards, twin.guards, strict=False))
    said = rules.name == twin.name and rules.pick is twin.pick and rules.gate is twin.gate
    return said and rules.told == twin.told and apart <= _FEW


def _flags(condition: Value) -> tuple[Value, ...] | None:
    """Flags of which one at least is true where a condition holds; None where there are none such."""
    if condition.status:
        return None
    found = [_flags(arg) for arg in condition.args]
    match condition.op:
        case ir.Input() if condition.kind is Kind.BOOL:
            return (condition,)
        case ir.AnyOf() if None not in found:
            return tuple(flag for flags in found for flag in flags or ())
        case ir.AllOf():
            return min((flags for flags in found if flags is not None), key=len, default=None)
        case _:
            return None


def _agree(p: Printer, one: Value, other: Value) -> ast.expr:
    """Both hold, neither does, or both wait for the same: a status is neither true nor false."""
    match bool(one.status), bool(other.status):
        case True, True:
            form = "A is B"
        case True, False:
            form = "A is (not not B)"
        case False, True:
            form = "(not not A) is B"
        case _:
            form = "(not A) is (not B)"
    return pycode.filled(form, A=p.named(one), B=p.named(other))


class _Rows:
    """One choice being printed."""

    def __init__(
        self,
        p: Printer,
        value: Value,
        rules: Rules,
        variables: dict[int, str],
        table: ast.expr,
        told: str | None,
    ) -> None:
        self.p, self.value, self.rules, self.variables, self.table = p, value, rules, variables, table
        self.told = told
        self.live = [row for row in rules.chain if not never(rules.guards[row])]
        self.names: dict[int, ast.expr] = {}
        self.cold = f"x{value.number}"

    def settled(self, fields: dict[int, Value]) -> bool:
        """The same row is taken for everybody: its values are read in its place."""
        p, row = self.p, certain_row(self.rules)
        if row is None:
            return False
        closed = p.pool.result(outside(self.rules.choice))
        for number, field in fields.items():
            p.bind(field, closed if row == _GATED else p.named(self.rules.rows[row][number]))
        return True

    def write_all(self) -> None:
        """The whole choice."""
        if self.rules.gate is None:
            self.write(pycode.const(True))
        else:
            self.behind_gate(self.rules.gate)

    def write_beside(self, twin: Value, rules: Rules) -> None:
        """What the twin came to, where the conditions agree that differ between the two."""
        pairs = [pair for pair in zip(self.rules.guards, rules.guards, strict=True) if pair[0] is not pair[1]]
        agree = [_agree(self.p, one, other) for one, other in pairs]
        same = [
            pycode.assign(variable, pycode.name(f"c{twin.number}_{number}"))
            for number, variable in self.variables.items()
        ]
        if self.told is not None:
            same.append(pycode.assign(self.told, pycode.name(f"r{twin.number}")))
        with self.p.block() as whole:
            self.write_all()
        self.p.put(ast.If(all_of(agree), same, whole))

    def behind_gate(self, gate: Value) -> None:
        """Everything is 不适用 where the gate is closed."""
        closed, test = self._gate_test(gate)
        with self.p.block() as shut:
            for variable in self.variables.values():
                self.p.assign(variable, self.p.pool.result(outside(self.rules.choice)))
            self._rests_on(pycode.const(_GATED))
        with self.p.block() as open_:
            self.write(test)
        self.p.put(ast.If(closed, shut or [ast.Pass()], open_))

    def _gate_test(self, gate: Value) -> tuple[ast.expr, ast.expr]:
        if gate.status:
            name = self.p.named(gate)
            return pycode.compare(name, "is", pycode.const(False)), name
        return pycode.filled("not A", A=self.p.ref(gate)), pycode.const(True)

    def write(self, gate: ast.expr) -> None:
        """The rows, in a block where the gate isn't closed; at once where none of their flags is true."""
        flags = dict.fromkeys(flag for row in self.live for flag in _flags(self.rules.guards[row]) or (None,))
        if len(flags) < _MANY or None in flags:
            self._write(gate)
            return
        with self.p.block() as some:
            self._write(gate)
        with self.p.block() as none:
            self._outcome(self.rules.otherwise)
            self._rests_on(pycode.const(len(self.rules.guards)))
        given = [flag for flag in flags if flag is not None]
        self.p.put(ast.If(any_of(packed(self.p, given, True, exact=False)), some, none))

    def _write(self, gate: ast.expr) -> None:
        rules, numeric = self.rules, self._numeric()
        opened = [rules.guards[row] for row in self.live if rules.guards[row].status]
        tests = [] if rules.gate is None or not rules.gate.status else [stopped(rules.gate, gate)]
        met = {rival for row in self.live for rival in rules.meets[row] if self._clash(row, rival)}
        for row in self.live:
            if opened or row in met or numeric:
                self.names[row] = self.p.named(rules.guards[row])
        tests += self._opened(list(dict.fromkeys(opened)))
        cold = any(rules.rows[row][0].status for row in self.live) if numeric else bool(met)
        if tests or cold:
            self.p.assign(self.cold, any_of(tests))
        if tests:
            with self.p.block() as chain:
                self._rows(numeric)
            self.p.put(ast.If(ast.UnaryOp(ast.Not(), pycode.name(self.cold)), chain, []))
        else:
            self._rows(numeric)
        if tests or cold:
            with self.p.block() as settling:
                self._settle(gate)
            self.p.put(ast.If(pycode.name(self.cold), settling, []))

    def _rows(self, numeric: bool) -> None:
        if numeric:
            self._together()
        else:
            self._chain(self.live)

    def _opened(self, guards: list[Value]) -> list[ast.expr]:
        """Tests for an open guard; where few values can be the cause of it, these are asked first."""
        tests = [stopped(guard, self.p.named(guard)) for guard in guards]
        causes = dict.fromkeys(cause for guard in guards for cause in causes_of(guard))
        if len(causes) >= len(tests):
            return tests
        return [all_of([any_of([stopped(c, self.p.named(c)) for c in causes]), any_of(tests)])]

    def _numeric(self) -> bool:
        """One amount or day that several rows add up to, or the highest or lowest of them."""
        rules = self.rules
        if len(rules.otherwise) != 1 or not any(rules.rivals) or rules.stated:
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
        if self.told:
            p.assign(self.told, pycode.const(0))
        for row in sorted(self.live):
            winners = [other for other in self.live if row in rules.choice.losers[other]]
            free = [pycode.filled("not A", A=self.names[winner]) for winner in winners]
            with p.block() as kept:
                self._one_more(total, row)
            p.put(ast.If(all_of([self.names[row], *free]), kept, []))
        with p.block() as none:
            self._outcome(rules.otherwise)
            self._rests_on(pycode.const(len(rules.guards)))
        some = [pycode.assign(variable, pycode.name(total)) for variable in self.variables.values()]
        if self.told:
            some.append(pycode.assign(self.told, pycode.filled("-1 - T", T=pycode.name(self.told))))
        p.put(ast.If(pycode.compare(pycode.name(total), "is", pycode.const(None)), none, some))

    def _one_more(self, total: str, row: int) -> None:
        value = self.rules.rows[row][0]
        parts = {"N": pycode.name(total), "X": self.p.named(value)}
        kept = self._added(total, row, parts)
        if value.status:
            cold = [pycode.assign(self.cold, pycode.const(True))]
            kept = [ast.If(stopped(value, parts["X"]), cold, kept)]
        self.p.body += kept

    def _added(self, total: str, row: int, parts: dict[str, ast.expr]) -> list[ast.stmt]:
        """The total, or what is furthest, with one row more; and a bit for each row that it comes from."""
        bit = pycode.const(1 << row)
        rests = [] if self.told is None else [pycode.assign(self.told, bit)]
        more = []
        if self.told is not None:
            more = [pycode.assign(self.told, pycode.filled("T + BIT", T=pycode.name(self.told), BIT=bit))]
        if self.rules.pick is Pick.SUM:
            return [pycode.assign(total, pycode.filled("X if N is None else N + X", **parts)), *more]
        beyond = pycode.filled(f"N is None or {_BEYOND[self.rules.pick]}", **parts)
        as_far: list[ast.stmt] = [pycode.when(pycode.filled("X == N", **parts), *more)] if more else []
        return [pycode.when(beyond, pycode.assign(total, parts["X"]), *rests, otherwise=as_far)]

    def _clash(self, row: int, rival: int) -> bool:
        """Two rows that may hold together, and then don't simply say the same."""
        one, other = self.rules.rows[row], self.rules.rows[rival]
        differ = any(one[number] is not other[number] for number in self.variables)
        match self.rules.pick:
            case Pick.UNIQUE | Pick.EXCLUSIVE | Pick.SETTLED:
                return differ
            case Pick.HIGHEST | Pick.LOWEST:
                picked = self.rules.choice.pick_field
                return differ or one[picked] is not other[picked]
            case Pick.SUM | Pick.TOP_UP:
                return True

    def _chain(self, rows: list[int]) -> None:
        """if … elif … else: the first row that holds, then what is said otherwise."""
        if not rows:
            self._outcome(self.rules.otherwise)
            self._rests_on(pycode.const(len(self.rules.guards)))
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
        rivals = [rival for rival in self.rules.meets[row] if self._clash(row, rival)]
        if self.rules.pick not in _AGREEING:
            if rivals:
                met = any_of([self.names[rival] for rival in rivals])
                self.p.assign(self.cold, met)
            self._outcome(self.rules.rows[row])
        else:
            self._outcome(self.rules.rows[row])
            for rival in rivals:
                self._against(row, rival)
        self._rests_on_rows(row)

    def _rests_on(self, what: ast.expr) -> None:
        if self.told is not None:
            self.p.assign(self.told, what)

    def _rests_on_rows(self, row: int) -> None:
        """A row, and those that hold with it and say the same; rows before it in the chain don't hold."""
        self._rests_on(pycode.const(row))
        if self.told is None:
            return
        others = [other for other in self.live if other in self.rules.meets[row]]
        if self.rules.pick not in _AGREEING:
            others = [other for other in others if not self._clash(row, other)]
        pairs = [pycode.row([pycode.const(other), self._unbeaten(row, other)]) for other in others]
        if pairs:
            some = any_of([pair.elts[1] for pair in pairs if isinstance(pair, ast.Tuple)])
            both = pycode.call("_rows_together", pycode.const(row), *pairs)
            self.p.put(pycode.when(some, pycode.assign(self.told, both)))

    def _unbeaten(self, row: int, other: int) -> ast.expr:
        """A later row of the chain holds, and none that would beat it."""
        later = self.live[self.live.index(row) + 1 :]
        winners = [winner for winner in later if other in self.rules.choice.losers[winner]]
        tests = [self.p.named(self.rules.guards[other])]
        tests += [pycode.filled("not A", A=self.p.named(self.rules.guards[winner])) for winner in winners]
        return all_of(tests)

    def _against(self, row: int, rival: int) -> None:
        """A rival that holds too, and says something else, makes it cold."""
        theirs = self.rules.rows[rival]
        with self.p.block() as both:
            ours = self.rules.rows[row]
            differ = [
                pycode.const(True)
                if ours[number].constant and theirs[number].constant
                else pycode.filled("A != B", A=pycode.name(variable), B=self.p.ref(theirs[number]))
                for number, variable in self.variables.items()
                if ours[number] is not theirs[number]
            ]
            cold, met = pycode.assign(self.cold, pycode.const(True)), any_of(differ)
            self.p.put(cold if isinstance(met, ast.Constant) else pycode.when(met, cold))
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
        if len(rules.otherwise) == 1 and self.told is None:
            for variable in self.variables.values():
                p.assign(variable, pycode.index(settled, pycode.const(0)))
            return
        p.assign(f"y{self.value.number}", settled)
        for number, variable in self.variables.items():
            p.assign(variable, pycode.index(pycode.name(f"y{self.value.number}"), pycode.const(number)))
        width = len(rules.otherwise)
        self._rests_on(pycode.index(pycode.name(f"y{self.value.number}"), pycode.const(width)))

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
        """True, false or a status, which the settler tells apart."""
        if row not in self.live:
            return pycode.const(False)
        guard = self.rules.guards[row]
        node = self.p.ref(guard)
        if guard.status or guard in self.p.uses.exact or not isinstance(guard.op, ir.AllOf | ir.AnyOf):
            return node
        return pycode.call("bool", node)

    def _parts(self, number: int) -> int:
        """How a field is held, for `_Settler`."""
        values = [*(row[number] for row in self.rules.rows), self.rules.otherwise[number]]
        rep = next((value.rep for value in values if value.rep.how is not How.NONE), ir.NONE)
        return rep.per if self.rules.kinds[number] is Kind.MONEY and rep.how in (How.WHOLE, How.EXACT) else 0
