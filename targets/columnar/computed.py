"""The program of a policy as data of its columnar module: what no table serves is computed.

In: a kernel. Out: JSON: instructions in an order in which each follows its operands, the facts and the
outputs. A status, and an amount over parameters, is a number in a list of what can be said; everything that
is one of them is told apart by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import attrs

from polc.compiler.expressions import in_no_order, outside_calendar
from polc.compiler.kernel import Column, Expr, InputDecl, Kernel, Kind, walk
from polc.compiler.kernel.dependencies import expressions_of
from polc.compiler.plan import ir
from polc.compiler.plan.ir import EXACT, LINEAR, How, Value
from polc.compiler.plan.program import Program, program
from polc.compiler.plan.rows import never
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.values import Amount, Duration, LeapRule, Missing, MonthRule, NotApplicable, Plain, Status
from polc.targets.api import NotExpressible
from polc.targets.columnar.build import EPOCH
from polc.targets.columnar.encode import SNAPS, TO_END, TO_NEXT, fraction, told
from polc.targets.constructs import Construct

KINDS = {
    Kind.BOOL: "flag",
    Kind.ENUM: "option",
    Kind.DATE: "day",
    Kind.MONEY: "money",
    Kind.INT: "whole",
    Kind.RATE: "rate",
    Kind.DURATION: "length",
    Kind.LIST: "list",
}


_NUMBERS = (ir.Plus, ir.Minus, ir.Times, ir.Divided, ir.AtLeast, ir.AtMost)
_BARE = (*_NUMBERS, ir.AllOf, ir.AnyOf, ir.Negated, ir.Held, ir.Merged)


def computed(kernel: Kernel) -> dict[str, Any]:
    """The data of a module that computes. NotExpressible when there can be none."""
    rules = (
        (choice.name, tuple(expressions_of(choice))) for choice in (*kernel.choices, *kernel.entry_rules)
    )
    for name, tops in (*rules, *kernel.meanings.items()):
        nodes: Iterable[object] = (node for top in tops for node in walk(top))
        for node in nodes:
            if not isinstance(node, Expr):
                raise NotExpressible("columnar", Construct.EXPRESSION, type(node).__name__, name)
    try:
        made = program(kernel, unknown=True)
    except ValueError:
        raise NotExpressible("columnar", Construct.READINGS) from None
    return _Writer(kernel, made).data()


@attrs.define
class _Writer:
    """Writes one program; values get numbers in the order in which they are made."""

    kernel: Kernel
    program: Program
    statuses: list[FieldResult] = attrs.Factory(list)
    options: list[str] = attrs.Factory(list)
    lengths: list[Duration] = attrs.Factory(list)
    number: dict[Value, int] = attrs.Factory(dict)
    linear: int = 1

    def data(self) -> dict[str, Any]:
        """Everything that the module keeps."""
        facts = [self._fact(decl) for decl in self.kernel.inputs]
        live = self._live()
        self.number = {value: number for number, value in enumerate(live)}
        self.linear = self._denominator(live)
        nodes = [self._node(value) for value in live]
        outputs = [self._output(decl.name) for decl in self.kernel.outputs]
        proofs = {each["field"] for output in outputs for each in _all_proofs(output["proof"])}
        bounds = bounds_of(self.kernel)
        return {
            "facts": facts,
            "nodes": nodes,
            "order": [number for value, number in self.number.items() if not value.levels],
            "outputs": outputs,
            "proofs": sorted(proofs),
            "statuses": [{"status": "value", "clauses": []}, *(told(each, bounds) for each in self.statuses)],
            "options": self.options,
            "lengths": [[length.count, length.unit.value] for length in self.lengths],
            "calendar": self._calendar(),
        }

    def _live(self) -> list[Value]:
        """Every value that outputs and their clauses need, each after what it's made of."""
        seen: dict[Value, None] = {}
        waiting = list(self.program.outputs.values())
        while waiting:
            value = waiting.pop()
            if value in seen:
                continue
            seen[value] = None
            waiting += value.inputs
            if isinstance(value.op, ir.Decided):
                waiting += value.op.rules.operands
        return sorted(seen, key=lambda value: value.number)

    def _denominator(self, live: Sequence[Value]) -> int:
        """What amounts over parameters are counted in where no parameter takes part; 0: in fractions."""
        sources = [
            value.args[0] for value in live if value.rep == LINEAR and isinstance(value.op, ir.Convert)
        ]
        exact = any(value.rep == LINEAR and isinstance(value.op, ir.Times | ir.Divided) for value in live)
        if exact or any(source.rep == EXACT for source in sources):
            return 0
        amounts = [value.op.value for value in live if value.rep == LINEAR and isinstance(value.op, ir.Known)]
        parts = [amount.fen.denominator for amount in amounts if isinstance(amount, Amount)]
        return lcm(*(source.rep.per for source in sources), *parts)

    def _status(self, result: Status | Amount) -> int:
        """The number of a status, or of an amount over parameters."""
        field = FieldResult(result, () if isinstance(result, Amount) else result.clauses)
        if field not in self.statuses:
            self.statuses.append(field)
        return 1 + self.statuses.index(field)

    def _option(self, option: str) -> int:
        if option not in self.options:
            self.options.append(option)
        return self.options.index(option)

    # ---- instructions --------------------------------------------------------------------------------
    def _node(self, value: Value) -> dict[str, Any]:
        args = [self.number[arg] for arg in value.args]
        found: dict[str, Any] = {"op": type(value.op).__name__, "args": args}
        match value.op:
            case ir.Known(constant):
                return found | self._constant(constant, value)
            case ir.Stopped(status):
                return found | {"value": 0, "status": self._status(status)}
            case ir.Input(name):
                return found | {"name": name}
            case ir.Entries() | ir.Untied():
                return {"op": "Known", "args": [], "value": 0}
            case ir.Item(_, name) | ir.Running(_, name) | ir.After(_, name):
                return found | {"name": name}
            case ir.Convert():
                return found | self._conversion(value)
            case ir.Rounded(step, mode):
                parts = step * self._per(value.args[0])
                step *= max(1, self.linear) if value.rep == LINEAR else 1
                return found | {"parts": parts, "step": step, "mode": mode.value}
            case ir.Stepped(size, up):
                size *= self._per(value.args[0])
                return found | {"size": [size.numerator, size.denominator], "up": up}
            case ir.Decided(rules):
                return found | {"rules": self._rules(rules)}
            case ir.Field(number):
                return found | {"number": number}
            case ir.Folded(loop):
                return found | self._loop(loop)
            case _:
                return found | self._more(value)

    def _more(self, value: Value) -> dict[str, Any]:
        match value.op:
            case ir.Shifted(sign, rule):
                out = self._status(outside_calendar(self.kernel.calendar))
                return {"sign": sign, "months": _over(rule), "out": out}
            case ir.Snapped(to):
                return {"to": SNAPS[to]}
            case ir.Between(count, extra, months, leap):
                ends = {"months": _over(months), "leap": _over(leap)}
                return {"count": count.value, "extra": extra} | ends
            case ir.Compared(op):
                lengths = Kind.DURATION in (arg.kind for arg in value.args)
                return {"test": op.value, "lengths": lengths}
            case ir.Among(options):
                return {"options": [self._option(option) for option in options]}
            case ir.Aged(years, rule):
                return {"years": years, "leap": _over(rule)}
            case _ if isinstance(value.op, _BARE):
                return {}
            case _:
                raise NotExpressible("columnar", Construct.EXPRESSION, type(value.op).__name__)

    def _constant(self, constant: Plain | int, value: Value) -> dict[str, Any]:
        match constant:
            case Amount() if constant.terms:
                return {"op": "Stopped", "value": 0, "status": self._status(constant)}
            case Amount():
                return {"value": self._linear(constant.fen)}
            case date():
                return {"value": constant.toordinal() - EPOCH}
            case Duration():
                self.lengths.append(constant)
                return {"value": len(self.lengths) - 1}
            case str():
                return {"value": self._option(constant)}
            case Fraction():
                return {"value": fraction(constant)}
            case _:
                return {"value": constant}

    def _linear(self, number: Fraction) -> object:
        return fraction(number * max(1, self.linear))

    def _per(self, value: Value) -> int:
        """How many parts make one of what a value counts."""
        return max(1, self.linear) if value.rep == LINEAR else value.rep.per

    def _conversion(self, value: Value) -> dict[str, Any]:
        """A number multiplied, or as a fraction of what it counts."""
        was, want = value.args[0].rep, value.rep
        exact = want == EXACT or (want == LINEAR and not self.linear)
        if exact:
            return {"exact": True, "factor": was.per if was.how is How.WHOLE else 1}
        return {"exact": False, "factor": (self.linear if want == LINEAR else want.per) // was.per}

    def _rules(self, rules: ir.Rules) -> dict[str, Any]:
        choice, number = rules.choice, self.number
        by_gate = (choice.gate_cite.text,) if choice.gate_cite else ()
        winners: list[list[int]] = [[] for _ in choice.rows]
        for winner, loser in choice.beats:
            winners[loser].append(winner)
        outside = NotApplicable(reason="不属于适用对象", clauses=by_gate)
        return {
            "pick": rules.pick.value,
            "picked": choice.pick_field,
            "gate": None if rules.gate is None else number[rules.gate],
            "outside": 0 if rules.gate is None else self._status(outside),
            "guards": [number[guard] for guard in rules.guards],
            "never": [row for row, guard in enumerate(rules.guards) if never(guard)],
            "rows": [[number[value] for value in row] for row in rules.rows],
            "otherwise": [number[value] for value in rules.otherwise],
            "winners": winners,
            "money": [kind is Kind.MONEY for kind in rules.kinds],
        }

    def _loop(self, loop: ir.Loop) -> dict[str, Any]:
        final = loop.how.value == "累计"
        steps = [step for _, _, step in loop.states]
        return {
            "list": loop.list,
            "how": loop.how.value,
            "tie": self._status(in_no_order(loop.list)) if isinstance(loop.entries.op, ir.Untied) else 0,
            "where": self.number[loop.where],
            "value": self.number[loop.value],
            "empty": None if loop.empty is None else self.number[loop.empty],
            "states": [[name, self.number[start], self.number[step]] for name, start, step in loop.states],
            "body": self._inside(loop, steps if final else [loop.where, loop.value, *steps]),
            "tail": self._inside(loop, [loop.value]) if final else [],
        }

    def _inside(self, loop: ir.Loop, roots: Sequence[Value]) -> list[int]:
        """The instructions that are carried out at each entry, but not those of loops inside."""
        seen: set[Value] = set()
        waiting = list(roots)
        while waiting:
            value = waiting.pop()
            if value not in seen and loop.level in value.levels:
                seen.add(value)
                waiting += value.inputs
        return sorted(self.number[value] for value in seen if max(value.levels) == loop.level)

    # ---- outputs and facts ---------------------------------------------------------------------------
    def _output(self, name: str) -> dict[str, Any]:
        value = self.program.outputs[name]
        first = self.program.runs[0][name]
        kind = self.kernel.field_by_name[name].type.kind
        per = self._per(value) if value.rep.number else 1
        return {
            "name": name,
            "alias": self.kernel.field_by_name[name].alias,
            "node": self.number[value],
            "kind": KINDS[kind],
            "per": per,
            "proof": self._proof(first),
        }

    def _proof(self, field: Value) -> dict[str, Any]:
        """Where the clauses of a field come from."""
        match field.op, field.args[0].op:
            case ir.Field(), ir.Decided(rules):
                choice = rules.choice
                return {
                    "field": self.number[field],
                    "cites": [row.cite.text for row in choice.rows],
                    "otherwise": choice.otherwise_cite.text if choice.otherwise_cite else "",
                    "gate": choice.gate_cite.text if choice.gate_cite else "",
                    "operands": [self._proof(operand) for operand in rules.operands],
                }
            case _:
                raise TypeError(field)

    def _fact(self, decl: InputDecl) -> dict[str, Any]:
        found = self._column(decl) | {"status": self._status(Missing(inputs=(decl.name,)))}
        columns = [self._column(column) for column in decl.columns]
        return found | {"columns": columns, "order": list(decl.order)}

    def _column(self, decl: InputDecl | Column) -> dict[str, Any]:
        options = decl.type.options if decl.type.kind is Kind.ENUM else ()
        for option in options:
            self._option(option)
        return {
            "name": decl.name,
            "alias": decl.alias,
            "kind": "text" if decl.type.kind is Kind.ENUM and not options else KINDS[decl.type.kind],
            "options": list(options),
            "limit": len(options) - 1,
            "default": None if decl.default is None else _given(decl.default, options),
        }

    def _calendar(self) -> list[Any] | None:
        calendar = self.kernel.calendar
        if calendar is None:
            return None
        first, last = calendar.first.toordinal(), calendar.last.toordinal()
        works = [day - EPOCH for day in range(first, last + 1) if calendar.works(date.fromordinal(day))]
        return [first - EPOCH, last - EPOCH, works]


def _all_proofs(proof: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield proof
    for each in proof["operands"]:
        yield from _all_proofs(each)


def _over(rule: MonthRule | LeapRule) -> str:
    """Where a day goes that a month doesn't have."""
    return TO_END if rule in (MonthRule.MONTH_END, LeapRule.FEB_28) else TO_NEXT


def _given(value: Plain, options: Sequence[str]) -> object:
    """A default as a column holds it."""
    match value:
        case bool():
            return int(value)
        case date():
            return value.toordinal() - EPOCH
        case Amount():
            return fraction(value.fen)
        case Fraction():
            return fraction(value)
        case Duration():
            return value.text
        case _:
            return options.index(value)
