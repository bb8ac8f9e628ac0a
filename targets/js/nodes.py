"""Expressions as data of a JavaScript module: a list of nodes, each after its operands, equal ones once.

In: expressions. Out: their numbers in `Nodes.made`. A node is the word of its operation, then the numbers of
its operands, then what is settled; `runtime.mjs` makes a function of each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, assert_never

import attrs

from polc.compiler.kernel import (
    Add,
    And,
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
    Not,
    OneOf,
    Or,
    ParamRef,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StateRef,
    Steps,
    Sub,
)
from polc.dsl.values import (
    Amount,
    Duration,
    LeapRule,
    Missing,
    MonthRule,
    NotApplicable,
    Plain,
    Status,
    Undetermined,
)
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct

EPOCH = date(1970, 1, 1).toordinal()
MOST = 2**53 - 1


@attrs.define
class Nodes:
    """The nodes of one kernel, made as they're asked for."""

    kernel: Kernel
    made: list[list[Any]] = attrs.field(factory=list)
    _numbers: dict[str, int] = attrs.field(init=False, factory=dict)
    _seen: dict[int, tuple[Expr, int]] = attrs.field(init=False, factory=dict)

    def number(self, expr: Expr) -> int:
        """The number of an expression."""
        if id(expr) not in self._seen:
            self._seen[id(expr)] = expr, self._kept(self._node(expr))
        return self._seen[id(expr)][1]

    def optional(self, expr: Expr | None) -> int | None:
        """The same; null where there's none."""
        return None if expr is None else self.number(expr)

    def _kept(self, node: list[Any]) -> int:
        key = json.dumps(node, ensure_ascii=False)
        if key not in self._numbers:
            self._numbers[key] = len(self.made)
            self.made.append(node)
        return self._numbers[key]

    def _all(self, exprs: Sequence[Expr]) -> list[int]:
        return [self.number(expr) for expr in exprs]

    def _node(self, expr: Expr) -> list[Any]:
        match expr:
            case Const(value):
                return ["是", *self._constant(value)]
            case Silent(status):
                return ["是", *self._status(status)]
            case InputRef(name):
                return ["事实", self.facts[name]]
            case FieldRef(name):
                return ["结果", self.fields[name]]
            case ParamRef(name):
                return ["是", *self._constant(Amount(Fraction(0), ((name, Fraction(1)),)))]
            case ReadingOf(name):
                return ["读法", self.assumptions[name]]
            case ItemRef(name, column):
                columns = self.kernel.input_by_name[name].columns
                return ["列", [each.name for each in columns].index(column)]
            case StateRef(name):
                return ["累计值", name]
            case EntryResult(name):
                return ["逐条", [rule.name for rule in self.kernel.entry_rules].index(name)]
            case Fold(name, how, where, value, empty, states):
                running = [each for state in states for each in (state.start, state.step)]
                operands = self._all([where, value, empty, *running])
                return ["清单", operands, self.facts[name], how.value, [state.name for state in states]]
            case And() | Or() | Not() | Compare() | Reached() | OneOf():
                return self._logic(expr)
            case Shift() | SnapTo() | Elapsed():
                return self._day(expr)
            case _:
                return self._number(expr)

    def _logic(self, expr: And | Or | Not | Compare | Reached | OneOf) -> list[Any]:
        match expr:
            case And(items):
                return ["且", self._all(items)]
            case Or(items):
                return ["或", self._all(items)]
            case Not(item):
                return ["非", self._all([item])]
            case Compare(op, left, right):
                return ["比", self._all([left, right]), op.value]
            case Reached(birth, years, day, rule):
                return ["满", self._all([birth, day]), years, rule is LeapRule.FEB_28]
            case OneOf(item, options):
                return ["属于", self._all([item]), list(options)]

    def _day(self, expr: Shift | SnapTo | Elapsed) -> list[Any]:
        match expr:
            case Shift(day, length, sign, rule):
                return ["移", self._all([day, length]), sign, rule is MonthRule.MONTH_END]
            case SnapTo(day, to):
                return ["取日", self._all([day]), to.value]
            case Elapsed(count, start, end, extra, months, leap):
                rules = [months is MonthRule.MONTH_END, leap is LeapRule.FEB_28]
                return ["相距", self._all([start, end]), count.value, extra, *rules]

    def _number(self, expr: Expr) -> list[Any]:
        match expr:
            case Add(left, right):
                return ["+", self._all([left, right])]
            case Sub(left, right):
                return ["-", self._all([left, right])]
            case Scale(item, factor):
                return ["×", self._all([item, factor])]
            case Divide(item, by):
                return ["÷", self._all([item, by])]
            case Steps(item, size, up):
                return ["每满", self._all([item]), exact(size), up]
            case Round(item, step, mode):
                return ["取整", self._all([item]), step, mode.value]
            case Clamp(item, low, high):
                return self._clamp(self.number(item), low, high)
            case _:
                raise NotExpressible("js", Construct.EXPRESSION, type(expr).__name__)

    def _clamp(self, item: int, low: Expr | None, high: Expr | None) -> list[Any]:
        """At least the one, then at most the other; without either just the item, at least itself."""
        if low is not None and high is not None:
            item = self._kept(["不低于", [item, self.number(low)]])
            return ["不高于", [item, self.number(high)]]
        end = low if low is not None else high
        return ["不高于" if low is None else "不低于", [item, item if end is None else self.number(end)]]

    # ---- constants -----------------------------------------------------------------------------------
    def _constant(self, value: Plain) -> list[Any]:
        match value:
            case bool():
                return ["真假", value]
            case date():
                return ["日", value.toordinal() - EPOCH]
            case Amount(fen, terms):
                return ["钱", exact(fen), [[self.params[name], exact(factor)] for name, factor in terms]]
            case Fraction():
                return ["数", *exact(value)]
            case Duration(count, unit):
                return ["时长", count, unit.value]
            case str():
                return ["字", value]
            case _:
                assert_never(value)

    def _status(self, status: Status) -> list[Any]:
        match status:
            case NotApplicable(reason=reason, kind=kind, clauses=clauses):
                return ["不适用", reason, kind, list(clauses)]
            case Missing(inputs=inputs, clauses=clauses):
                return ["缺资料", [self.facts[name] for name in inputs], list(clauses)]
            case Undetermined(reasons=reasons, document=document, candidates=candidates, clauses=clauses):
                return ["待定", list(reasons), document, list(map(list, candidates)), list(clauses)]
            case _:
                assert_never(status)

    # ---- names ---------------------------------------------------------------------------------------
    @cached_property
    def facts(self) -> Mapping[str, int]:
        """The number of each fact."""
        return {decl.name: number for number, decl in enumerate(self.kernel.inputs)}

    @cached_property
    def fields(self) -> Mapping[str, int]:
        """The number of each field."""
        return {decl.name: number for number, decl in enumerate(self.kernel.fields)}

    @cached_property
    def assumptions(self) -> Mapping[str, int]:
        """The number of each assumption."""
        return {decl.name: number for number, decl in enumerate(self.kernel.assumptions)}

    @cached_property
    def params(self) -> Mapping[str, int]:
        """The number of each parameter, in the order of their names."""
        return {name: number for number, name in enumerate(sorted(p.name for p in self.kernel.params))}


def exact(number: Fraction) -> list[int]:
    """A fraction as its two numbers. NotExpressible beyond what JavaScript counts exactly."""
    if max(abs(number.numerator), number.denominator) > MOST:
        raise NotExpressible("js", Construct.BEYOND, str(number))
    return [number.numerator, number.denominator]
