"""Dates on the fast path: day numbers to compare, `date` objects to give, and what lies between them.

In: date expressions of the residual kernel, and whole numbers. Out: code. A date that may be a status, or
that nobody can compute from facts alone, makes the fast path give up or isn't supported.
"""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction

import attrs

from polc.compiler.kernel import (
    Clamp,
    Const,
    Elapsed,
    Expr,
    FieldRef,
    InputRef,
    Kernel,
    Kind,
    Pick,
    ReadingOf,
    Shift,
    SnapTo,
    Steps,
)
from polc.dsl.counting import Count
from polc.dsl.values import Duration, LeapRule, MonthRule, Snap, Unit
from polc.targets.python import pycode
from polc.targets.python.names import Names
from polc.targets.python.pycode import Pool


class Unsupported(Exception):
    """The fast path has no code for this; the general path has."""


@attrs.define
class Days:
    """Compiles dates; `used` collects the local variables that the function must fill first."""

    kernel: Kernel
    names: Names
    pool: Pool
    results: dict[str, ast.expr]
    used: dict[str, ast.expr] = attrs.field(factory=dict)

    def word(self, number: int) -> ast.expr:
        """A word of packed flags."""
        return self._local(f"w{number}", pycode.dotted(f"person._w{number}"))

    def fact(self, label: str) -> ast.expr:
        """A fact as the person holds it."""
        alias = self.names.facts[label]
        return self._local(f"x_{alias}", pycode.attribute(pycode.name("person"), alias))

    def _local(self, variable: str, value: ast.expr) -> ast.expr:
        self.used.setdefault(variable, value)
        return pycode.name(variable)

    def number(self, expr: Expr) -> ast.expr:
        """The day as a number, 1 January of year 1 being 1."""
        match expr:
            case Const(date() as day):
                return pycode.const(day.toordinal())
            case InputRef(label):
                self.fact(label)
                alias = self.names.facts[label]
                return self._local(f"n_{alias}", pycode.call(f"x_{alias}.toordinal"))
            case Shift(day, Const(Duration(count, Unit.DAY)), sign):
                return _plus(self.number(day), sign * count)
            case SnapTo(day, Snap.NEXT_DAY):
                return _plus(self.number(day), 1)
            case SnapTo(day, Snap.PREVIOUS_DAY):
                return _plus(self.number(day), -1)
            case _:
                return ast.Call(pycode.attribute(self.moment(expr), "toordinal"), [], [])

    def moment(self, expr: Expr) -> ast.expr:
        """The day as a `date`."""
        match expr:
            case Const(date() as day):
                return self.pool.day(day)
            case InputRef(label) if self.kernel.input_by_name[label].type.kind is Kind.DATE:
                return self.fact(label)
            case Shift(_, Const(Duration(_, Unit.DAY))) | SnapTo(_, Snap.NEXT_DAY | Snap.PREVIOUS_DAY):
                return pycode.call("date.fromordinal", self.number(expr))
            case Shift(day, Const(Duration(count, Unit.MONTH | Unit.YEAR as unit)), sign, rule):
                months = sign * count * (1 if unit is Unit.MONTH else 12)
                to_month_end = pycode.const(rule is MonthRule.MONTH_END)
                return pycode.call("_add_months", self.moment(day), pycode.const(months), to_month_end)
            case SnapTo(day, to):
                return pycode.call("_snapped", self.moment(day), pycode.const(to.value))
            case Clamp(item, low, high):
                return self._clamped(item, low, high)
            case FieldRef(label) if label in self.results:
                return pycode.call("_sure_day", self.results[label])
            case ReadingOf(assumption):
                return self._undecided(assumption)
            case _:
                raise Unsupported(type(expr).__name__)

    def _clamped(self, item: Expr, low: Expr | None, high: Expr | None) -> ast.expr:
        """First the floor, then the cap."""
        node = self.moment(item)
        if low is not None:
            node = pycode.call("max", node, self.moment(low))
        return node if high is None else pycode.call("min", node, self.moment(high))

    def whole(self, expr: Expr) -> ast.expr:
        """A whole number that is counted between days, given, or stated."""
        match expr:
            case Const(Fraction(denominator=1) as number):
                return pycode.const(number.numerator)
            case InputRef(label) if self.kernel.input_by_name[label].type.kind is Kind.INT:
                return self.fact(label)
            case Steps(item, size, up) if self.kernel.kind_of(item) is Kind.INT and size.denominator == 1:
                return pycode.call("_steps", self.whole(item), pycode.number(size), pycode.const(up))
            case Elapsed(Count.DAYS, start, end, extra):
                between = ast.BinOp(self.number(end), ast.Sub(), self.number(start))
                return pycode.call("max", pycode.const(0), _plus(between, extra) if extra else between)
            case Elapsed(count, start, end, extra, months, leap):
                settled = (extra, months is MonthRule.MONTH_END, leap is LeapRule.FEB_28)
                ends = self.moment(start), self.moment(end)
                name = pycode.const(count.value)
                return pycode.call("_lying_between", name, *ends, *map(pycode.const, settled))
            case _:
                raise Unsupported(type(expr).__name__)

    def _undecided(self, assumption: str) -> ast.expr:
        """A date that nobody chose a reading for: the one that all readings give."""
        readings = self.kernel.assumption_by_name[assumption].readings
        moments = [self.moment(r.meaning) for r in readings if not isinstance(r.meaning, Pick)]
        return pycode.call("_same_day", *moments)


def _plus(number: ast.expr, days: int) -> ast.expr:
    if isinstance(number, ast.Constant) and isinstance(number.value, int):
        return pycode.const(number.value + days)
    op: ast.operator = ast.Add() if days >= 0 else ast.Sub()
    return ast.BinOp(number, op, pycode.const(abs(days)))
