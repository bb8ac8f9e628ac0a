"""The columnar engine: whole blocks at a time, each combination of codes told once.

In: a kernel that has a columnar form, and columns of facts. Out: the same tails as the row engine. Rows that
the columnar module leaves to others are judged by the row engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from polc.compiler.kernel import FieldDecl, InputDecl, Kernel, Kind
from polc.dsl.diagnostics.model import Lang
from polc.dsl.values import Given
from polc.refusals import Refusal
from polc.registers.answers import Answered, Composer, Judged, Status, Tail, missing, outside, undetermined
from polc.registers.cells import Coded, Derived, Facts
from polc.registers.engines import RowEngine, generated, options_of
from polc.registers.libraries import library
from polc.targets.api import NotExpressible
from polc.targets.columnar.emit import module_source

REMEMBERED = 200_000
_EPOCH = date(1970, 1, 1).toordinal()
_COLUMNAR = (Kind.BOOL, Kind.DATE, Kind.ENUM)

Key: TypeAlias = tuple[object, ...]


class ColumnEngine:
    """Blocks of rows, by the generated columnar module. NotExpressible when the kernel has no such form."""

    name, blocks = "columnar", 1

    def __init__(self, kernel: Kernel, composer: Composer, rows: RowEngine) -> None:
        library("numpy")
        self._module: Any = generated("polc_register_columns", module_source(kernel, options_of(kernel)))
        self._kernel, self._composer, self._rows = kernel, composer, rows
        self._numbers = {decl.name: _Numbers(decl) for decl in kernel.inputs if decl.type.kind in _COLUMNAR}
        self._days = [decl.name for decl in kernel.inputs if decl.type.kind is Kind.DATE]
        self._loose = _loose_codes(self._module)
        self._known: dict[Key, Tail] = {}

    def judge(self, facts: Facts, rows: int) -> Judged:
        """The tail of each row."""
        given = {name: self._numbers[name].of(facts[name]) for name in facts if name in self._numbers}
        if not given or not rows:
            return self._rows.judge(facts, rows)
        answers = self._module.judge(given, rows=self._alone)
        columns = [column.tolist() for column in (*answers.codes.values(), *answers.days.values())]
        keys: list[Key] = list(zip(*columns, strict=True))
        for row in answers.others:
            keys[row] = ("alone", row)
        days = [given[name][0] for name in self._days if name in given]
        for row in self._loose_rows(answers):
            keys[row] = (*keys[row], "days", *(int(column[row]) for column in days))
        first = dict(zip(reversed(keys), range(rows - 1, -1, -1), strict=True))
        numbers, tails = dict[Key, int](), dict[Tail, int]()
        for key in dict.fromkeys(keys):
            tail = self._tail(answers, first[key], key)
            numbers[key] = tails.setdefault(tail, len(tails))
        return Judged(list(tails), list(map(numbers.__getitem__, keys)))

    def _alone(self, person: Mapping[str, Given | None]) -> list[Answered]:
        return self._rows.person(person)

    def _loose_rows(self, answers: Any) -> list[int]:
        """The rows in which a text holds a person's day, which isn't in the answers' columns."""
        numpy = library("numpy")
        found = [numpy.isin(answers.codes[name], sorted(codes)) for name, codes in self._loose.items()]
        loose = numpy.logical_or.reduce(found) if found else numpy.zeros(0, bool)
        return [row for row in numpy.flatnonzero(loose).tolist() if row not in answers.others]

    def _tail(self, answers: Any, row: int, key: Key) -> Tail:
        """The tail of one combination of codes, made once."""
        if row in answers.others:
            return self._composer.tail(answers.others[row])
        tail = self._known.get(key)
        if tail is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            results = [_answered(answers.result(decl.name, row), decl) for decl in self._kernel.outputs]
            tail = self._known[key] = self._composer.tail(results)
        return tail


class _Numbers:
    """A fact's values as numbers for the module, each value once."""

    def __init__(self, decl: InputDecl) -> None:
        self._option = {option: at for at, option in enumerate(decl.type.options)}
        self._dtype = "int32" if decl.type.kind is Kind.DATE else "uint8"
        self._numbers, self._there = Derived(self._number), Derived(lambda value: value is not None)

    def of(self, column: Coded[Given | None]) -> tuple[Any, Any]:
        """The number of each row, and a byte that says whether it is known."""
        numpy = library("numpy")
        codes = numpy.frombuffer(column.codes, "int32")
        numbers, there = self._numbers.of(column), self._there.of(column)
        return numpy.array(numbers, self._dtype)[codes], numpy.array(there, "uint8")[codes]

    def _number(self, value: Given | None) -> int:
        if isinstance(value, date):
            return value.toordinal() - _EPOCH
        return self._option.get(value, 0) if isinstance(value, str) else int(value is True)


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
