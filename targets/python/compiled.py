"""The compiled decision: the program of a policy as two flat functions.

In: a kernel and the names of its module. Out: `_wholly_known` for persons of whom every fact is known, and
`_partly_known` for the others; both are the same program printed, the first knowing that no fact is missing
and, once it has left those whom the gate of every output keeps out, that this gate is open. They decide every
construct of the language, under the readings in force, and keep what the clauses of their outputs rest on. A
policy with a choice of more than `MOST_ROWS` rows has the general path only: every row is held against every
other, in branches that nest.
"""

from __future__ import annotations

import ast
from collections import Counter

import attrs

from polc.compiler.kernel import Expr, FieldDecl, Kernel, Kind
from polc.compiler.plan import ir
from polc.compiler.plan.ir import LINEAR, How, May, Rules, Value
from polc.compiler.plan.lower import Given
from polc.compiler.plan.program import Program, program
from polc.compiler.plan.rows import finite
from polc.dsl.values import Missing
from polc.targets.python import pycode
from polc.targets.python.accounts import Accounts, ways_of
from polc.targets.python.names import Names
from polc.targets.python.people import flags_of
from polc.targets.python.printed_lists import entries, folded, untied
from polc.targets.python.printed_rows import decided
from polc.targets.python.printed_values import printed, whole
from polc.targets.python.printing import Printer, Uses, any_of, merged, stopped
from polc.targets.python.pycode import Pool

MOST_ROWS = 100
_OTHERWISE = pycode.give(pycode.filled("_partly_known(person)"))


def compiled(kernel: Kernel, names: Names, pool: Pool) -> list[ast.stmt]:
    """The two functions, after the constants that they need; nothing where they can't be written.

    Nor where a choice has more than `MOST_ROWS` rows: that takes minutes, or nests too deep for Python.
    """
    if any(len(choice.rows) > MOST_ROWS for choice in (*kernel.choices, *kernel.entry_rules)):
        return []
    try:
        functions = [_known(kernel, names, pool), _partly(kernel, names, pool)]
    except (ValueError, RecursionError):  # too many readings; a condition nested deeper than Python likes
        return []
    nobody = pycode.filled("_Env({}, _POLICY.labels, {}, _BOUNDS)")
    workdays = pycode.const(None) if kernel.calendar is None else pycode.name("_CALENDAR")
    used = {node.id for f in functions for node in ast.walk(f) if isinstance(node, ast.Name)}
    late = [pycode.declare("_NOBODY", "Final[_Env]", nobody)] if "_NOBODY" in used else []
    if "_WORKDAYS" in used:
        late.append(pycode.declare("_WORKDAYS", "Final[_Calendar | None]", workdays))
    return [*late, *pool.late_statements(), *functions]


def _known(kernel: Kernel, names: Names, pool: Pool) -> ast.FunctionDef:
    """For persons of whom every fact is known, their gate too and whatever conditions ask; else the other."""
    made = program(kernel, unknown=False)
    gate = _common_gate(made)
    given = None if gate is None else Given(gate.condition, True)
    inside = program(kernel, unknown=False, given=given, sure=True, values=made.values)
    return _Function(kernel, names, pool, inside, gate).function("_wholly_known")


def _partly(kernel: Kernel, names: Names, pool: Pool) -> ast.FunctionDef:
    """For the others: their gate may be open itself, so it's left only where it's closed."""
    made = program(kernel, unknown=True)
    return _Function(kernel, names, pool, made, _common_gate(made)).function("_partly_known")


@attrs.frozen
class _Gate:
    """A condition without which every output is a constant; `outside` is the program of that."""

    condition: Expr
    test: Value
    outside: Program


def _common_gate(made: Program) -> _Gate | None:
    """The gate that most choices have, if nobody gets anything outside."""
    found: dict[Expr, list[Value]] = {}
    for choice in made.choices:
        match choice.op:
            case ir.Decided(rules) if rules.gate is not None and rules.choice.gate is not None:
                found.setdefault(rules.choice.gate, []).append(rules.gate)
            case _:
                pass
    if not found:
        return None
    condition, tests = max(found.items(), key=lambda item: len(item[1]))
    unknown = any(May.MISSING in test.may for test in tests)
    outside = program(made.kernel, unknown=unknown, given=Given(condition, False), values=made.values)
    if len(set(tests)) > 1 or not all(map(_constant, outside.outputs.values())):
        return None
    return _Gate(condition, tests[0], outside)


def _constant(output: Value) -> bool:
    """A result that is the same for everybody, under every way to read."""
    return all(finite(field) == () for field in ways_of(output))


@attrs.define
class _Function:
    """One of the two functions; `gate` is what everybody has to pass."""

    kernel: Kernel
    names: Names
    pool: Pool
    program: Program
    gate: _Gate | None = None
    accounts: Accounts = attrs.field(init=False)

    @accounts.default
    def _for_outputs(self) -> Accounts:
        return Accounts(self.program, self.names, self.pool, self.table)

    def function(self, name: str) -> ast.FunctionDef:
        """The whole function."""
        body = merged(self.statements())
        return pycode.define(name, "person: Any", "Any", [*_declared(body), *body])

    def statements(self) -> list[ast.stmt]:
        """Its statements, to the end."""
        outputs = self.program.outputs
        gates = () if self.gate is None else (self.gate.test,)
        uses = Uses.of([*outputs.values(), *self.accounts.fields], gates)
        p = Printer(self.pool, uses, self._emit, flags_of(self.kernel).true)
        if self.gate is not None:
            self._leave(p, self.gate)
        p.ahead(0, p.uses.times)
        self.accounts.look_up(p, lambda decl: self._result(p, decl, outputs[decl.name]))
        answers = [self._answer(p, decl, outputs[decl.name]) for decl in self.kernel.outputs]
        p.assign("decided", pycode.call("_DRAFT", *answers, self.accounts.basis(p)))
        frozen = ast.Attribute(pycode.name("decided"), "__class__", ast.Store())
        p.put(ast.Assign([frozen], pycode.name("_DECISION")))
        p.put(pycode.give(pycode.name("decided")))
        return p.body

    def _leave(self, p: Printer, gate: _Gate) -> None:
        """Whom the gate keeps out gets his answer at once."""
        shut = _Function(self.kernel, self.names, self.pool, gate.outside).statements()
        if not gate.test.status:
            p.put(ast.If(pycode.filled("not A", A=p.ref(gate.test)), shut, []))
            return
        test = p.named(gate.test)
        p.put(ast.If(pycode.compare(test, "is", pycode.const(False)), shut, []))
        if May.MISSING not in gate.test.may:
            p.put(ast.If(stopped(gate.test, test), [_OTHERWISE], []))

    def _emit(self, p: Printer, value: Value) -> ast.expr:
        match value.op:
            case ir.Input(name):
                return self._input(p, value, name)
            case ir.Entries(name):
                return entries(p, value, self.kernel.input_by_name[name], self.names)
            case ir.Untied(name):
                return untied(p, value, self.kernel.input_by_name[name], self.names)
            case ir.Folded(loop):
                return folded(p, value, loop, self.names)
            case ir.Field():
                self._emit(p, value.args[0])
                return p.ref(value)
            case ir.Sure():
                node = p.named(value.args[0])
                p.put(ast.If(stopped(value.args[0], node), [_OTHERWISE], []))
                p.bind(value, node)
                return node
            case ir.Decided(rules):
                told = self.accounts.variable(p, value, rules)
                decided(p, value, rules, self.table(rules), told)
                p.bind(value, pycode.const(None))
                return pycode.const(None)
            case _:
                return printed(p, value)

    def _input(self, p: Printer, value: Value, name: str) -> ast.expr:
        """A fact; kept in a variable, save a flag, which is read as fast where it is."""
        given = pycode.attribute(pycode.name("person"), self.names.facts[name])
        if not value.status and (p.uses.times[value] < 2 or value.kind is Kind.BOOL):
            return p.bind_early(value, given)
        variable = f"f_{self.names.facts[name]}"
        read = [pycode.assign(variable, given)]
        if value.status:
            missing = pycode.assign(variable, self.pool.result(Missing(inputs=(name,))))
            read.append(pycode.when(pycode.compare(pycode.name(variable), "is", pycode.const(None)), missing))
        return p.bind_early(value, p.early(variable, *read))

    def table(self, rules: Rules) -> ast.expr:
        """The `_Choice` of a choice or of a rule for entries, which may have the same name."""
        for number, rule in enumerate(self.kernel.entry_rules):
            if rule is rules.choice:
                return pycode.name(f"_RULE_{number}")
        number = [choice.name for choice in self.kernel.choices].index(rules.name)
        return pycode.index(pycode.name("_CHOICES"), pycode.const(number))

    # ---- answers -------------------------------------------------------------------------------------
    def _answer(self, p: Printer, decl: FieldDecl, value: Value) -> ast.expr:
        """An output as the caller gets it."""
        if isinstance(value.op, ir.Merged) and not self.accounts.found(decl):
            self.accounts.keep(p, decl, self._result(p, decl, value))
        return self.accounts.found(decl) or self._given_out(decl, value, p.named(value))

    def _result(self, p: Printer, decl: FieldDecl, value: Value) -> ast.expr:
        """A result and its clauses; where ways to read it differ, what `_apart` makes of them."""
        ways = value.args if isinstance(value.op, ir.Merged) else (value,)
        first, *others = dict.fromkeys(ways)
        node = p.named(first)
        nodes = [other for other in map(p.named, others) if ast.dump(other) != ast.dump(node)]
        differ = any_of([pycode.filled("A is not B and A != B", A=node, B=other) for other in nodes])
        same = pycode.row([self._given_out(decl, first, node), self.accounts.cited(p, decl, value, node)])
        if isinstance(differ, ast.Constant):
            return same
        apart = self.accounts.apart(p, decl, value)
        return pycode.filled("APART if DIFFER else SAME", APART=apart, DIFFER=differ, SAME=same)

    def _given_out(self, decl: FieldDecl, value: Value, node: ast.expr) -> ast.expr:
        exact = value.rep == ir.ONES and (whole(value) or decl.type.kind is Kind.INT)
        as_it_is = exact or value.rep.how in (How.PLAIN, How.NONE)
        if as_it_is and May.MISSING not in value.may:
            return node
        parts = pycode.const(1 if value.rep == LINEAR else value.rep.per)
        out = pycode.call("_given_out", node, parts, pycode.dotted("_POLICY.labels"), pycode.name("_BOUNDS"))
        if as_it_is:
            return pycode.filled("OUT if A.__class__ is Missing else A", OUT=out, A=node)
        if value.rep == ir.ONES:
            return pycode.filled("A if A.__class__ is int else OUT", OUT=out, A=node)
        return out


def _declared(body: list[ast.stmt]) -> list[ast.stmt]:
    """The types of variables that are assigned more than once, or a status or something else.

    The plan holds them together, so any will do.
    """
    nodes = [node for statement in body for node in ast.walk(statement)]
    written = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    written += [node.target for node in nodes if isinstance(node, ast.For)]
    times = Counter(n.id for target in written for n in ast.walk(target) if isinstance(n, ast.Name))
    either = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [pycode.declare(name, "Any") for name in sorted(times) if times[name] > 1 or name in either]
