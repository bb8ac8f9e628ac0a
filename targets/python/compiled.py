"""The compiled decision: the program of a policy as two flat functions.

In: a kernel and the names of its module. Out: `_wholly_known` for persons of whom every fact is known, and
`_partly_known` for the others; both are the same program printed, the first knowing that no fact is missing.
They decide every construct of the language, under the readings in force. Where results differ by a reading
that nobody chose, they give up: the general path writes the candidates. A policy with a choice of more than
`MOST_ROWS` rows has the general path only: every row is held against every other, in branches that nest.
"""

from __future__ import annotations

import ast

import attrs

from polc.compiler.kernel import FieldDecl, Kernel, Kind
from polc.compiler.plan import ir
from polc.compiler.plan.ir import LINEAR, How, May, Value
from polc.compiler.plan.program import Program, program
from polc.dsl.values import Missing
from polc.targets.python import pycode
from polc.targets.python.names import Names
from polc.targets.python.printed_lists import entries, folded, untied
from polc.targets.python.printed_rows import decided
from polc.targets.python.printed_values import printed, whole
from polc.targets.python.printing import Printer, Uses, any_of, merged
from polc.targets.python.pycode import Pool

MOST_ROWS = 100


def compiled(kernel: Kernel, names: Names, pool: Pool) -> list[ast.stmt]:
    """The two functions, after the constants that they need; nothing where they can't be written.

    Nor where a choice has more than `MOST_ROWS` rows: that takes minutes, or nests too deep for Python.
    """
    if any(len(choice.rows) > MOST_ROWS for choice in (*kernel.choices, *kernel.entry_rules)):
        return []
    try:
        programs = [program(kernel, unknown=unknown) for unknown in (False, True)]
        known, partly = (_Function(kernel, names, pool, each) for each in programs)
        functions = [known.function("_wholly_known"), partly.function("_partly_known")]
    except (ValueError, RecursionError):  # too many readings; a condition nested deeper than Python likes
        return []
    nobody = pycode.filled("_Env({}, _POLICY.labels, {}, _BOUNDS)")
    workdays = pycode.const(None) if kernel.calendar is None else pycode.name("_CALENDAR")
    used = {node.id for f in functions for node in ast.walk(f) if isinstance(node, ast.Name)}
    late = [pycode.declare("_NOBODY", "Final[_Env]", nobody)] if "_NOBODY" in used else []
    if "_WORKDAYS" in used:
        late.append(pycode.declare("_WORKDAYS", "Final[_Calendar | None]", workdays))
    return [*late, *pool.late_statements(), *functions]


@attrs.define
class _Function:
    """One of the two functions."""

    kernel: Kernel
    names: Names
    pool: Pool
    program: Program

    def function(self, name: str) -> ast.FunctionDef:
        """The whole function."""
        outputs = self.program.outputs
        p = Printer(self.pool, Uses.of(outputs.values()), self._emit)
        p.ahead(0, p.uses.times)
        answers = [self._answer(p, decl, outputs[decl.name]) for decl in self.kernel.outputs]
        made = pycode.call("_DRAFT", *answers, pycode.filled("(person,)"))
        p.assign("decided", made)
        frozen = ast.Attribute(pycode.name("decided"), "__class__", ast.Store())
        p.put(ast.Assign([frozen], pycode.name("_DECISION")))
        p.put(pycode.give(pycode.name("decided")))
        body = merged(p.body)
        return pycode.define(name, "person: Any", "Any", [*_declared(body), *body])

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
            case ir.Decided(rules):
                decided(p, value, rules, self._table(rules.name))
                p.bind(value, pycode.const(None))
                return pycode.const(None)
            case _:
                return printed(p, value)

    def _input(self, p: Printer, value: Value, name: str) -> ast.expr:
        """A fact; kept in a variable, because an attribute takes longer."""
        if p.uses.times[value] < 2 and not value.status:
            return pycode.attribute(pycode.name("person"), self.names.facts[name])
        variable = f"f_{self.names.facts[name]}"
        p.assign(variable, pycode.attribute(pycode.name("person"), self.names.facts[name]))
        if value.status:
            missing = pycode.assign(variable, self.pool.result(Missing(inputs=(name,))))
            p.put(pycode.when(pycode.compare(pycode.name(variable), "is", pycode.const(None)), missing))
        p.bind(value, pycode.name(variable))
        return pycode.name(variable)

    def _table(self, name: str) -> ast.expr:
        rules = [rule.name for rule in self.kernel.entry_rules]
        if name in rules:
            return pycode.name(f"_RULE_{rules.index(name)}")
        number = [choice.name for choice in self.kernel.choices].index(name)
        return pycode.index(pycode.name("_CHOICES"), pycode.const(number))

    # ---- answers -------------------------------------------------------------------------------------
    def _answer(self, p: Printer, decl: FieldDecl, value: Value) -> ast.expr:
        """An output as the caller gets it."""
        if isinstance(value.op, ir.Merged):
            return self._merged(p, decl, value)
        return self._given_out(decl, value, p.named(value))

    def _merged(self, p: Printer, decl: FieldDecl, value: Value) -> ast.expr:
        """The result under every way to read, where it's the same; else it's given up."""
        first, *others = dict.fromkeys(value.args)
        node = p.named(first)
        differ = any_of([pycode.compare(node, "!=", p.named(other)) for other in others])
        if not isinstance(differ, ast.Constant):
            p.put(ast.If(differ, [ast.Expr(pycode.call("_give_up"))], []))
        return self._given_out(decl, first, node)

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
    """The types of the variables: of a program that is held together by the plan, none need be checked."""
    nodes = [node for statement in body for node in ast.walk(statement)]
    written = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    written += [node.target for node in nodes if isinstance(node, ast.For)]
    names = {node.id for target in written for node in ast.walk(target) if isinstance(node, ast.Name)}
    return [pycode.declare(name, "Any") for name in sorted(names)]
