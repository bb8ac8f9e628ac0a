"""The general path as code: each choice's conditions and values as functions over `_Env`.

In: a kernel. Out: function definitions and tables: the folds, the entry rules, `_CHOICES`. Every
expression becomes a call of a prelude function, so that unknown facts and silences travel as in the
reference interpreter. Deep expressions are cut into steps, because CPython refuses deep nesting.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import assert_never

import attrs

from polc.compiler.interpret import input_of
from polc.compiler.kernel import (
    FALSE,
    TRUE,
    Add,
    And,
    Choice,
    Clamp,
    Compare,
    Const,
    Divide,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Or,
    ParamRef,
    Pick,
    Reached,
    ReadingOf,
    Round,
    Row,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StateRef,
    Steps,
    Sub,
    walk,
)
from polc.dsl.citation import Citation
from polc.dsl.values import Duration, LeapRule, MonthRule, Unit, distinct
from polc.targets.python import pycode
from polc.targets.python.folds import Folds
from polc.targets.python.names import Names
from polc.targets.python.pycode import Pool

_DEEPEST = 20


@attrs.define
class _Body:
    """One function being written: `steps` come before the expression that is returned."""

    writer: Writer
    steps: list[ast.stmt] = attrs.field(factory=list)

    def expr(self, expr: Expr) -> ast.expr:
        """The code of an expression."""
        return self._node(expr)[0]

    def _node(self, expr: Expr) -> tuple[ast.expr, int]:
        """Code and its depth; code that is deep enough is kept in a variable first."""
        parts = [self._node(part) for part in _operands(expr)]
        node = self.writer.node(expr, [part for part, _ in parts])
        depth = 1 + max((depth for _, depth in parts), default=0)
        if depth <= _DEEPEST:
            return node, depth
        variable = f"t{len(self.steps)}"
        self.steps.append(pycode.assign(variable, node))
        return pycode.name(variable), 0

    def function(self, name: str, returns: str, result: ast.expr) -> ast.FunctionDef:
        """The whole function."""
        return pycode.define(name, "e: _Env", returns, [*self.steps, pycode.give(result)])


def _operands(expr: Expr) -> tuple[Expr, ...]:
    match expr:
        case Clamp(item, low, high):
            return (item, *(end for end in (low, high) if end is not None))
        case And(items) | Or(items):
            return items
        case Add(left, right) | Sub(left, right) | Compare(_, left, right):
            return (left, right)
        case Scale(item, factor) | Divide(item, factor):
            return (item, factor)
        case Shift(day, length):
            return (day, length)
        case Reached(birth, _, day):
            return (birth, day)
        case Elapsed(_, start, end):
            return (start, end)
        case SnapTo(item) | Round(item) | Steps(item) | Not(item) | OneOf(item):
            return (item,)
        case Const() | Silent() | InputRef() | FieldRef() | ParamRef() | ReadingOf():
            return ()
        case ItemRef() | StateRef() | EntryResult() | Fold():
            return ()
        case _:
            assert_never(expr)


@attrs.frozen
class Writer:
    """Writes the general path of one kernel."""

    kernel: Kernel
    names: Names
    pool: Pool
    folds: Folds = attrs.field(init=False)

    @folds.default
    def _no_folds(self) -> Folds:
        return Folds(self.kernel)

    # ---- expressions ---------------------------------------------------------------------------------
    def node(self, expr: Expr, parts: list[ast.expr]) -> ast.expr:
        """The code of one node whose operands are `parts`."""
        match expr:
            case Const(value):
                return self.pool.result(value)
            case Silent(status):
                return self.pool.result(status)
            case InputRef(label):
                return pycode.call("e.fact", pycode.const(self.names.facts[label]))
            case FieldRef(label):
                return pycode.index(pycode.dotted("e.fields"), pycode.const(self.names.fields[label]))
            case ParamRef(label):
                return self.pool.hoist(pycode.call("_Amount", pycode.const(0), pycode.data(((label, 1),))))
            case ReadingOf(label):
                return pycode.call(f"_reading_{self._assumption(label)}", pycode.name("e"))
            case ItemRef() | StateRef() | EntryResult() | Fold():
                return self._in_list(expr)
            case _:
                return self._operation(expr, parts)

    def _in_list(self, expr: ItemRef | StateRef | EntryResult | Fold) -> ast.expr:
        match expr:
            case ItemRef(label, column):
                alias = pycode.const(self.names.columns[label][column])
                return pycode.index(pycode.dotted("e.entry"), alias)
            case StateRef(label):
                return pycode.index(pycode.dotted("e.states"), pycode.const(label))
            case EntryResult(label):
                number = [rule.name for rule in self.kernel.entry_rules].index(label)
                return pycode.call("_judged", pycode.name("e"), pycode.name(f"_RULE_{number}"))
            case Fold():
                return pycode.call("_folded", pycode.name("e"), self.folds.constant(expr, self._function))

    def _function(self, name: str, expr: Expr) -> ast.stmt:
        return pycode.define(name, "e: _Env", "_Result", self._returning([expr], single=True))

    def _operation(self, expr: Expr, parts: list[ast.expr]) -> ast.expr:
        match expr:
            case And():
                return pycode.call("_all_of", *parts)
            case Or():
                return pycode.call("_any_of", *parts)
            case Not():
                return pycode.call("_not", *parts)
            case Compare(op):
                return pycode.call("_compare", pycode.name("e"), pycode.const(op.value), *parts)
            case Reached(_, years, _, rule):
                on_feb_28 = pycode.const(rule is LeapRule.FEB_28)
                return pycode.call("_reached", parts[0], pycode.const(years), parts[1], on_feb_28)
            case OneOf(_, options):
                return pycode.call("_one_of", *parts, pycode.texts(options))
            case _:
                return self._arithmetic(expr, parts)

    def _arithmetic(self, expr: Expr, parts: list[ast.expr]) -> ast.expr:
        match expr:
            case Add():
                return pycode.call("_add", *parts)
            case Sub():
                return pycode.call("_subtract", *parts)
            case Scale():
                return pycode.call("_scale", *parts)
            case Divide():
                return pycode.call("_divide_by", *parts)
            case Shift(_, _, sign, rule):
                more = pycode.const(sign), pycode.const(rule is MonthRule.MONTH_END)
                if not may_count_workdays(expr):
                    return pycode.call("_shift", *parts, *more)
                calendar = pycode.const(None) if self.kernel.calendar is None else pycode.name("_CALENDAR")
                return pycode.call("_shift_by", calendar, *parts, *more)
            case Elapsed(count, _, _, extra, months, leap):
                to_month_end, on_feb_28 = months is MonthRule.MONTH_END, leap is LeapRule.FEB_28
                settled = map(pycode.const, (extra, to_month_end, on_feb_28))
                return pycode.call("_elapsed", pycode.const(count.value), *parts, *settled)
            case Steps(_, size, up):
                return pycode.call("_steps", *parts, pycode.number(size), pycode.const(up))
            case SnapTo(_, to):
                return pycode.call("_snap_to", *parts, pycode.const(to.value))
            case Clamp(_, low, high):
                item, *ends = parts
                given = iter(ends)
                both = [pycode.const(None) if end is None else next(given) for end in (low, high)]
                return pycode.call("_clamp", pycode.name("e"), item, *both)
            case Round(_, step, mode):
                return pycode.call("_rounded", *parts, pycode.const(step), pycode.const(mode.value))
            case _:
                raise TypeError(f"no code for {type(expr).__name__}")

    def _assumption(self, label: str) -> int:
        return [decl.name for decl in self.kernel.assumptions].index(label)

    # ---- functions -----------------------------------------------------------------------------------
    def functions(self) -> list[ast.stmt]:
        """The readings, then the functions of every choice."""
        made: list[ast.stmt] = []
        for number, decl in enumerate(self.kernel.assumptions):
            cases = [(r.name, r.meaning) for r in decl.readings if not isinstance(r.meaning, Pick)]
            if len(cases) == len(decl.readings):
                made.append(self._reading(number, decl.name, cases))
        for number, choice in enumerate(self.kernel.choices):
            made += self._choice_functions(str(number), choice)
        for number, choice in enumerate(self.kernel.entry_rules):
            made += self._choice_functions(f"entry_{number}", choice)
        for number, relation in enumerate(self.kernel.relations):
            holds = self._returning([relation.condition], single=True)
            made.append(pycode.define(f"_relation_{number}", "e: _Env", "_Result", holds))
        return [*made, *self.folds.functions]

    def _reading(self, number: int, label: str, cases: list[tuple[str, Expr]]) -> ast.stmt:
        body: list[ast.stmt] = []
        chosen = pycode.index(pycode.dotted("e.readings"), pycode.const(label))
        if [meaning for _, meaning in cases] in ([TRUE, FALSE], [FALSE, TRUE]):
            yes = next(reading for reading, meaning in cases if meaning == TRUE)
            body.append(pycode.give(pycode.compare(chosen, "==", pycode.const(yes))))
            return pycode.define(f"_reading_{number}", "e: _Env", "_Result", body)
        for reading, meaning in cases[:-1]:
            test = pycode.compare(chosen, "==", pycode.const(reading))
            body.append(pycode.when(test, *self._returning([meaning], single=True)))
        body += self._returning([cases[-1][1]], single=True)
        return pycode.define(f"_reading_{number}", "e: _Env", "_Result", body)

    def _returning(self, values: Iterable[Expr], *, single: bool = False) -> list[ast.stmt]:
        body = _Body(self)
        nodes = [body.expr(value) for value in values]
        return [*body.steps, pycode.give(nodes[0] if single else pycode.row(nodes))]

    def _choice_functions(self, number: str, choice: Choice) -> Iterable[ast.stmt]:
        if choice.gate is not None:
            gate = self._returning([choice.gate], single=True)
            yield pycode.define(f"_gate_{number}", "e: _Env", "_Result", gate)
        guards = self._returning(row.guard for row in choice.rows)
        yield pycode.define(f"_guards_{number}", "e: _Env", "_Results", guards)
        yield pycode.define(f"_values_{number}", "e: _Env, row: int", "_Results", self._values(choice))

    def _values(self, choice: Choice) -> list[ast.stmt]:
        """Row by row, flat; rows with the same values share a branch."""
        last = len(choice.rows)
        extras = {last + 1: choice.tie, last + 2: choice.ceiling}
        branches: dict[tuple[Expr, ...], list[int]] = {}
        for number, row in enumerate(choice.rows):
            branches.setdefault(row.values, []).append(number)
        for number, extra in extras.items():
            if extra is not None:
                branches.setdefault((extra,), []).append(number)
        body: list[ast.stmt] = []
        for values, numbers in branches.items():
            wanted = pycode.row(pycode.const(number) for number in numbers)
            test = pycode.compare(pycode.name("row"), "in", wanted)
            if len(numbers) == 1:
                test = pycode.compare(pycode.name("row"), "==", pycode.const(numbers[0]))
            body.append(pycode.when(test, *self._returning(values)))
        return [*body, *self._returning(choice.otherwise)]

    # ---- tables --------------------------------------------------------------------------------------
    def tables(self) -> list[ast.stmt]:
        """The folds, the entry rules and _CHOICES, the data of every choice."""
        rules = [
            pycode.declare(f"_RULE_{n}", "Final[_Choice]", self._choice_table(f"entry_{n}", rule))
            for n, rule in enumerate(self.kernel.entry_rules)
        ]
        rows = [self._choice_table(str(n), choice) for n, choice in enumerate(self.kernel.choices)]
        choices = pycode.declare("_CHOICES", "Final[tuple[_Choice, ...]]", pycode.row(rows))
        listed = [self.folds.constant(o.fold, self._function) for o in self.kernel.entry_outputs]
        each = [pycode.declare("_EACH", "Final[tuple[_Each, ...]]", self._each(listed))] if listed else []
        return [*self.folds.tables, *rules, choices, *each]

    def _each(self, folds: list[ast.expr]) -> ast.expr:
        """The outputs for each entry, which stand after the fields of the policy."""
        first, rules = len(self.kernel.fields), [rule.name for rule in self.kernel.entry_rules]
        return pycode.row(
            pycode.call(
                "_Each",
                pycode.index(pycode.name("_RESULTS"), pycode.const(first + number)),
                pycode.const(self.names.fields[output.field]),
                fold,
                pycode.name(f"_RULE_{rules.index(output.rule)}"),
            )
            for number, (output, fold) in enumerate(zip(self.kernel.entry_outputs, folds, strict=True))
        )

    def _choice_table(self, number: str, choice: Choice) -> ast.expr:
        money = (self.kernel.kind_filled(choice, n) is Kind.MONEY for n in range(len(choice.fields)))
        aliases = (self.names.fields.get(label, label) for label in choice.fields)
        given: dict[str, ast.expr] = {
            "name": pycode.const(choice.name),
            "fields": pycode.texts(aliases),
            "money": pycode.row(pycode.const(is_money) for is_money in money),
            "rows": pycode.row(self._row_table(row) for row in choice.rows),
            "losers": pycode.data(tuple(tuple(sorted(choice.losers[n])) for n in range(len(choice.rows)))),
            "guards": pycode.name(f"_guards_{number}"),
            "values": pycode.name(f"_values_{number}"),
            **self._pick(choice),
        }
        if choice.gate is not None:
            given |= {"gate": pycode.name(f"_gate_{number}"), "gate_clauses": clauses(choice.gate_cite)}
        if choice.otherwise_cite is not None:
            given["otherwise_clauses"] = clauses(choice.otherwise_cite)
        if choice.tie is not None:
            given |= {"tie": pycode.const(True), "tie_clauses": clauses(choice.tie_cite)}
        if choice.ceiling is not None:
            given["ceiling"] = pycode.const(True)
        if choice.cite is None:
            given["operands"] = pycode.texts(self.names.fields[label] for label in operands_of(choice))
        depends = self.kernel.depends.get(choice.name, frozenset())
        if depends:
            named = (decl.name for decl in self.kernel.assumptions if decl.name in depends)
            given["assumptions"] = pycode.texts(named)
        return pycode.call("_Choice", **given)

    def _pick(self, choice: Choice) -> dict[str, ast.expr]:
        given: dict[str, ast.expr] = {}
        if isinstance(choice.pick, Pick):
            given["pick"] = pycode.const(choice.pick.value)
        else:
            decl = self.kernel.assumption_by_name[choice.pick.assumption]
            picks = {r.name: r.meaning.value for r in decl.readings if isinstance(r.meaning, Pick)}
            given |= {"pick": pycode.const(decl.name), "picks": pycode.data(picks)}
        if choice.pick_field:
            given["pick_field"] = pycode.const(choice.pick_field)
        return given

    def _row_table(self, row: Row) -> ast.expr:
        facts = distinct(input_of(e) for e in walk(row.guard) if isinstance(e, InputRef | Fold))
        return pycode.call(
            "_Row",
            pycode.const(row.cite.text),
            pycode.const(row.condition),
            pycode.const(row.outcome),
            pycode.texts(self.names.facts[label] for label in facts),
        )


def may_count_workdays(shift: Shift) -> bool:
    """True for a shift by working days, or by a length of time that isn't known now."""
    match shift.length:
        case Const(Duration(_, unit)):
            return unit is Unit.WORKDAY
        case _:
            return True


def clauses(cite: Citation | None) -> ast.expr:
    """The clauses of an optional citation, as the general path keeps them."""
    return pycode.texts((cite.text,) if cite else ())


def operands_of(choice: Choice) -> tuple[str, ...]:
    """The fields whose clauses a choice without a clause of its own rests on."""
    values = [value for row in choice.rows for value in row.values]
    return distinct(e.name for value in values for e in walk(value) if isinstance(e, FieldRef))
