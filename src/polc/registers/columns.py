"""The columnar engine: whole blocks at a time, each combination of codes told once.

In: a kernel that has a columnar form, and columns of facts. Out: the same tails as the row engine. Rows that
the columnar module leaves to others are judged by the row engine.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from polc.compiler.kernel import FieldDecl, InputDecl, Kernel, Kind
from polc.dsl.diagnostics.model import Lang
from polc.dsl.values import Plain
from polc.refusals import Refusal
from polc.registers.answers import Answered, Composer, Status, Tail, missing, outside, undetermined
from polc.registers.engines import Facts, RowEngine, generated, options_of
from polc.registers.libraries import library
from polc.targets.api import NotExpressible
from polc.targets.columnar.emit import module_source

REMEMBERED = 200_000
_EPOCH = date(1970, 1, 1).toordinal()
_COLUMNAR = (Kind.BOOL, Kind.DATE, Kind.ENUM)


class ColumnEngine:
    """Blocks of rows, by the generated columnar module. NotExpressible when the kernel has no such form."""

    name = "columnar"

    def __init__(self, kernel: Kernel, composer: Composer, rows: RowEngine) -> None:
        library("numpy")
        self._module: Any = generated("polc_register_columns", module_source(kernel, options_of(kernel)))
        self._kernel, self._composer, self._rows = kernel, composer, rows
        self._days = [decl.name for decl in kernel.inputs if decl.type.kind is Kind.DATE]
        self._loose = _loose_codes(self._module)
        self._known: dict[tuple[object, ...], Tail] = {}

    def judge(self, facts: Facts, rows: int) -> list[Tail]:
        """A tail for each row."""
        decls = [self._kernel.input_by_name[name] for name in facts]
        given = {d.name: _column(d, facts[d.name]) for d in decls if d.type.kind in _COLUMNAR}
        if not given or not rows:
            return self._rows.judge(facts, rows)
        answers = self._module.judge(given, rows=self._alone)
        names = list(answers.codes)
        columns = [column.tolist() for column in (*answers.codes.values(), *answers.days.values())]
        days = [given[name][0] for name in self._days if name in given]
        found = []
        for row, key in enumerate(zip(*columns, strict=True)):
            if row in answers.others:
                found.append(self._composer.tail(answers.others[row]))
                continue
            tail = self._known.get(key)
            found.append(tail if tail is not None else self._new(answers, row, names, key, days))
        return found

    def _alone(self, person: Mapping[str, Plain | None]) -> list[Answered]:
        return self._rows.person(person)

    def _new(
        self, answers: Any, row: int, names: list[str], key: tuple[Any, ...], days: list[array[int]]
    ) -> Tail:
        """The tail of codes not met before; where a text holds a person's day, the days belong to the key."""
        loose = any(code in self._loose.get(name, ()) for name, code in zip(names, key, strict=False))
        if loose:
            key = (*key, "days", *(column[row] for column in days))
            if key in self._known:
                return self._known[key]
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        results = [_answered(answers.result(decl.name, row), decl) for decl in self._kernel.outputs]
        tail = self._known[key] = self._composer.tail(results)
        return tail


def column_engine(kernel: Kernel, composer: Composer, rows: RowEngine) -> ColumnEngine:
    """The engine; a refusal says why there is none."""
    try:
        return ColumnEngine(kernel, composer, rows)
    except NotExpressible as problem:
        raise Refusal("register_not_columnar", reason=problem.told(Lang.ZH)) from None


def _loose_codes(module: Any) -> dict[str, frozenset[int]]:
    """For each output the codes whose text depends on days that aren't in the answer's own columns."""
    found = {}
    for name, output in module._POLICY.outputs.items():
        found[name] = frozenset(
            code
            for code, entry in enumerate(output.results)
            if any(isinstance(text, dict) and "form" in text for _, text in entry.get("candidates", ()))
            or (isinstance(entry.get("value"), dict) and "form" in entry["value"] and not output.days)
        )
    return {name: codes for name, codes in found.items() if codes}


def _column(decl: InputDecl, cells: Sequence[Plain | None]) -> tuple[array[int], array[int]]:
    """Values and what is known of them, a byte or a day number a row."""
    known = array("B", [cell is not None for cell in cells])
    match decl.type.kind:
        case Kind.DATE:
            return array("i", [_day_number(cell) for cell in cells]), known
        case Kind.ENUM:
            number = {option: at for at, option in enumerate(decl.type.options)}
            return array("B", [number.get(str(cell), 0) for cell in cells]), known
        case _:
            return array("B", [cell is True for cell in cells]), known


def _day_number(cell: Plain | None) -> int:
    return cell.toordinal() - _EPOCH if isinstance(cell, date) else 0


def _answered(result: Any, decl: FieldDecl) -> Answered:
    clauses: tuple[str, ...] = result.clauses
    match result.status:
        case "not_applicable":
            return outside("；".join(result.reasons), clauses)
        case "missing":
            return missing(result.missing, clauses)
        case "undetermined":
            return undetermined(result.reasons, result.document, result.candidates, clauses)
        case _:
            exact = (
                result.status == "value" and decl.type.kind is Kind.MONEY and isinstance(result.value, int)
            )
            return Answered(
                status=Status(result.status),
                text=result.text,
                clauses=clauses,
                fen=result.value if exact else None,
            )
