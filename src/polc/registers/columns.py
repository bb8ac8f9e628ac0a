"""The columnar engine: whole blocks at a time, each combination of codes told once.

In: a kernel that has a columnar form, and columns of facts. Out: the same tails as the row engine. Rows that
the columnar module leaves to others are judged by the row engine, and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from polc.compiler.kernel import Column, FieldDecl, InputDecl, Kernel, Kind
from polc.dsl.diagnostics.model import Lang
from polc.dsl.values import Amount, Duration, Given, Plain, Records, Unit
from polc.loaded import generated, options_of
from polc.refusals import Refusal
from polc.registers.answers import (
    Answered,
    Composer,
    Judged,
    Tail,
    bound,
    known,
    missing,
    outside,
    undetermined,
)
from polc.registers.cells import Coded, Derived, Facts
from polc.registers.engines import RowEngine
from polc.registers.libraries import library
from polc.targets.api import NotExpressible
from polc.targets.columnar.emit import module_source

REMEMBERED = 200_000
_EPOCH = date(1970, 1, 1).toordinal()
_LARGEST = 2**62

Key: TypeAlias = tuple[object, ...]


class ColumnEngine:
    """Blocks of rows, by the generated columnar module. NotExpressible when the kernel has no such form."""

    name, blocks = "columnar", 1

    def __init__(self, kernel: Kernel, composer: Composer, rows: RowEngine) -> None:
        library("numpy")
        self._module: Any = generated("polc_register_columns", module_source(kernel, options_of(kernel)))
        self._kernel, self._composer, self._rows = kernel, composer, rows
        self._columns = {decl.name: _column(decl) for decl in kernel.inputs}
        self._days = [decl.name for decl in kernel.inputs if decl.type.kind is Kind.DATE]
        self._loose = _loose_codes(self._module)
        self._known: dict[Key, Tail] = {}
        self.alone = 0

    def judge(self, facts: Facts, rows: int) -> Judged:
        """The tail of each row."""
        if not facts or not rows:
            return self._rows.judge(facts, rows)
        given = {name: self._columns[name].of(facts[name]) for name in facts}
        answers = self._module.judge(given, rows=self._alone)
        self.alone += len(answers.others)
        columns = [column.tolist() for column in answers.columns]
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

    def _alone(self, person: Mapping[str, Any]) -> list[Answered]:
        given = {decl.name: _given(decl, person.get(decl.name)) for decl in self._kernel.inputs}
        return self._rows.person({name: given[name] for name in person})

    def _loose_rows(self, answers: Any) -> list[int]:
        """The rows in which a text holds a person's day, which isn't in the answers' columns."""
        if not self._loose:
            return []
        numpy = library("numpy")
        found = [numpy.isin(answers.codes[name], sorted(codes)) for name, codes in self._loose.items()]
        loose = numpy.logical_or.reduce(found)
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


class _FactColumn:
    """A fact's values as the module takes them, each value once."""

    def __init__(self, decl: InputDecl | Column) -> None:
        self._kind = decl.type.kind
        self._option = {option: at for at, option in enumerate(decl.type.options)}
        self._cells, self._there = Derived(self._cell), Derived(lambda value: value is not None)

    def of(self, column: Coded[Given | None]) -> tuple[Any, Any]:
        """The cell of each row, and a byte that says whether it is known."""
        numpy = library("numpy")
        codes = numpy.frombuffer(column.codes, "int32")
        cells, there = self._array(self._cells.of(column)), self._there.of(column)
        return cells[codes], numpy.array(there, "uint8")[codes]

    def all(self, cells: Sequence[Given | None]) -> tuple[Any, Any]:
        """The same for single cells."""
        there = library("numpy").array([cell is not None for cell in cells], "uint8")
        return self._array(list(map(self._cell, cells))), there

    def _array(self, cells: Sequence[Any]) -> Any:
        numpy = library("numpy")
        match self._kind:
            case Kind.DATE:
                return numpy.array(cells, "int32")
            case Kind.BOOL:
                return numpy.array(cells, "uint8")
            case Kind.ENUM if self._option:
                return numpy.array(cells, "uint8")
            case Kind.MONEY | Kind.INT if all(type(c) is int and -_LARGEST < c < _LARGEST for c in cells):
                return numpy.array(cells, "int64")
            case _:
                found = numpy.empty(len(cells), object)
                found[:] = cells
                return found

    def _cell(self, value: Given | None) -> Any:
        match value:
            case bool() | None:
                return int(value is True)
            case date():
                return value.toordinal() - _EPOCH
            case Amount():
                return _whole(value.fen)
            case Fraction():
                return _whole(value)
            case Duration():
                return value.text
            case _:
                return self._option.get(value, value) if isinstance(value, str) else value


class _ListColumn:
    """The lists of some people as offsets, and a column for each of what an entry tells."""

    def __init__(self, decl: InputDecl) -> None:
        self._columns = {column.name: _FactColumn(column) for column in decl.columns}

    def of(self, column: Coded[Given | None]) -> tuple[Any, dict[str, Any], Any]:
        """Where each person's entries begin, the entries by column, and whose list is known."""
        numpy = library("numpy")
        given = column.each()
        rows = [records.rows if isinstance(records, Records) else () for records in given]
        cells = zip(*(row for each in rows for row in each), strict=True)
        told = list(cells) or [()] * len(self._columns)
        columns = {n: c.all(each) for (n, c), each in zip(self._columns.items(), told, strict=True)}
        known = numpy.array([records is not None for records in given], bool)
        return numpy.cumsum([0, *map(len, rows)]), columns, known


def _column(decl: InputDecl) -> _FactColumn | _ListColumn:
    return _ListColumn(decl) if decl.type.kind is Kind.LIST else _FactColumn(decl)


def _whole(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else Fraction(number)


def _given(decl: InputDecl, cell: Any) -> Given | None:
    """A fact that the module hands over for judging alone, as it was read."""
    if decl.type.kind is not Kind.LIST or cell is None:
        return _plainly(decl.type.kind, cell)
    rows = (tuple(_plainly(c.type.kind, entry[c.name]) for c in decl.columns) for entry in cell)
    return Records(tuple(rows))


def _plainly(kind: Kind, cell: Any) -> Plain | None:
    match kind:
        case Kind.MONEY if cell is not None:
            return Amount(Fraction(cell))
        case Kind.INT | Kind.RATE if cell is not None:
            return Fraction(cell)
        case Kind.DURATION if cell is not None:
            unit = next(unit for unit in Unit if str(cell).endswith(unit.value))
            return Duration(int(str(cell).removesuffix(unit.value)), unit)
        case _:
            given: Plain | None = cell
            return given


def column_engine(kernel: Kernel, composer: Composer, rows: RowEngine) -> ColumnEngine:
    """The engine; a refusal says why there is none."""
    try:
        return ColumnEngine(kernel, composer, rows)
    except NotExpressible as problem:
        raise Refusal("register_not_columnar", reason=problem.told(Lang.ZH)) from None


def _loose_codes(module: Any) -> dict[str, frozenset[int]]:
    """For each output the codes whose text depends on days that aren't in the answer's own columns."""
    found = {}
    tables = {name: each for name, each in module._POLICY.outputs.items() if hasattr(each, "results")}
    for name, output in tables.items():
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
        case "bound":
            return bound(result.low, result.high, result.text, clauses)
        case _:
            return known(decl, result.value, result.text, clauses)
