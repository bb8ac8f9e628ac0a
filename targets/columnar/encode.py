"""What codes stand for, as data of the module.

In: results of the interpreter, in which days may be symbolic. Out: JSON: texts as people read them, 分 as
whole numbers, days that depend on the person by the number of their form.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

import attrs

from polc.compiler.kernel import FieldRef, walk
from polc.compiler.readings import FieldResult, as_declared, bounds_of
from polc.dsl.text import Bounds, date_text, interval, result_text
from polc.dsl.values import (
    Amount,
    Duration,
    LeapRule,
    Missing,
    MonthRule,
    NotApplicable,
    Result,
    Snap,
    Undetermined,
    Unit,
)
from polc.targets.columnar.build import EPOCH, Output
from polc.targets.columnar.days import DayForm, DayStep, Move, SymbolicDay, ToBirthday, ToSnap
from polc.targets.columnar.plan import Plan
from polc.targets.columnar.program import DayTable, TableData

SNAPS: Mapping[Snap, tuple[str, int]] = {
    Snap.NEXT_DAY: ("days", 1),
    Snap.PREVIOUS_DAY: ("days", -1),
    Snap.MONTH_FIRST: ("month", 0),
    Snap.MONTH_LAST: ("month end", 0),
    Snap.NEXT_MONTH_FIRST: ("month", 1),
    Snap.YEAR_FIRST: ("year", 0),
    Snap.YEAR_LAST: ("year end", 0),
}
TO_END, TO_NEXT = "months to the end", "months to the next"


@attrs.define
class Encoder:
    """Encodes for one plan; `forms` are the days of persons that results name."""

    plan: Plan
    forms: list[dict[str, Any]] = attrs.Factory(list)
    _numbers: dict[DayForm, int] = attrs.Factory(dict)

    # ---- outputs ------------------------------------------------------------------------------------
    def output(self, output: Output) -> dict[str, Any]:
        """One output with all that its codes stand for."""
        decl = self.plan.kernel.field_by_name[output.field]
        return {
            "name": output.field,
            "alias": decl.alias,
            "public": decl.public,
            "dtype": output.dtype,
            "results": [
                self._result(as_declared(self.plan.kernel, output.field, merged)) for merged in output.merged
            ],
            "clauses": [self._clauses(runs) for runs in output.runs],
            "operands": list(self._operands(output.field)),
            "days": output.days,
        }

    def _operands(self, field: str) -> tuple[str, ...]:
        choice = self.plan.kernel.choice_of[field]
        if choice.cite is not None:
            return ()
        nodes = [node for row in choice.rows for value in row.values for node in walk(value)]
        return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, FieldRef)))

    def _clauses(self, runs: tuple[FieldResult, ...]) -> list[list[str]]:
        by_run = [list(each.clauses) for each in runs]
        return by_run[:1] if all(clauses == by_run[0] for clauses in by_run) else by_run

    def _result(self, field: FieldResult) -> dict[str, Any]:
        match field.result:
            case NotApplicable() | Missing() | Amount():
                return told(field, bounds_of(self.plan.kernel))
            case Undetermined():
                found = told(field, bounds_of(self.plan.kernel))
                candidates = [[label, self._candidate(text)] for label, text in found["candidates"]]
                return found | {"candidates": candidates}
            case value:
                said = {"status": "value", "value": self._value(value), "text": self._text(value)}
                return {"clauses": list(field.clauses)} | said

    def _value(self, value: bool | date | Fraction | Duration | str) -> object:
        match value:
            case bool() | str():
                return value
            case SymbolicDay():
                return {"form": self.form(value.form)}
            case date():
                return {"day": value.toordinal() - EPOCH}
            case Fraction():
                return fraction(value)
            case Duration():
                return value.text
            case _:
                assert_never(value)

    def _text(self, result: Result) -> str:
        return "" if isinstance(result, SymbolicDay) else result_text(result, bounds_of(self.plan.kernel))

    def _candidate(self, text: str) -> object:
        """A candidate's text; one that is a symbolic day's label becomes its form."""
        form = self._labels().get(text)
        return text if form is None else {"form": self.form(form)}

    def _labels(self) -> dict[str, DayForm]:
        return {date_text(symbol): symbol.form for symbol in self.plan.world.symbols}

    # ---- days ---------------------------------------------------------------------------------------
    def form(self, form: DayForm) -> int:
        """The number of a form."""
        if form not in self._numbers:
            self._numbers[form] = len(self.forms)
            self.forms.append({"base": form.base, "steps": steps(form)})
        return self._numbers[form]

    def table(self, table: TableData | DayTable) -> dict[str, Any]:
        """How a table is kept: codes are packed elsewhere, tables by day are made from this."""
        if isinstance(table, TableData):
            return {"dtype": table.dtype, "count": len(table.items)}
        found: dict[str, Any] = {"kind": table.kind}
        if table.form is not None:
            found["form"] = steps(table.form)
        if table.fact is not None:
            found |= {"left": steps(table.fact.left), "right": steps(table.fact.right)}
        if table.kind == "class":
            found["starts"] = list(table.starts)
        return found


def told(field: FieldResult, bounds: Bounds) -> dict[str, Any]:
    """A status or an amount, with its clauses."""
    result = field.result
    found: dict[str, Any] = {"clauses": list(field.clauses), "text": result_text(result, bounds)}
    match result:
        case NotApplicable():
            return found | {"status": "not_applicable", "reasons": [result.reason], "kind": result.kind}
        case Missing():
            return found | {"status": "missing", "missing": list(result.inputs)}
        case Undetermined():
            candidates = [[label, text] for label, text in result.candidates]
            more = {"document": result.document, "candidates": candidates}
            return found | {"status": "undetermined", "reasons": list(result.reasons)} | more
        case Amount():
            low, high = interval(result, bounds)
            if low is not None and low == high:
                return found | {"status": "value", "value": fraction(low)}
            ends = {"low": low, "high": high}
            return found | {"status": "bound"} | {k: fraction(e) for k, e in ends.items() if e is not None}
        case _:
            raise TypeError(result)


def steps(form: DayForm) -> list[tuple[str, int]]:
    """A form's steps as the prelude takes them."""
    return [_step(step) for step in form.steps]


def _step(step: DayStep) -> tuple[str, int]:
    match step:
        case Move(count, Unit.DAY, _):
            return "days", count
        case Move(count, unit, rule):
            months = count * 12 if unit is Unit.YEAR else count
            return (TO_END if rule is MonthRule.MONTH_END else TO_NEXT), months
        case ToSnap(to):
            return SNAPS[to]
        case ToBirthday(years, rule):
            return (TO_END if rule is LeapRule.FEB_28 else TO_NEXT), 12 * years
        case _:
            assert_never(step)


def fraction(value: Fraction) -> object:
    """A number as JSON holds it."""
    return value.numerator if value.denominator == 1 else {"fraction": str(value)}
