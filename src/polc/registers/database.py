"""The engine of DuckDB: the generated statement runs over blocks of rows, its answers become tails.

In: a kernel that can be said in SQL, and columns of facts. Out: the same tails as the row engine, taken apart
from the statement's own texts. Numbers that a column of whole 分 can't hold are left to the row engine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from polc.compiler.kernel import FieldDecl, InputDecl, Kernel, Kind
from polc.dsl.diagnostics.model import Lang
from polc.dsl.values import Amount, Given
from polc.refusals import Refusal
from polc.registers.answers import Answered, Composer, Judged, Status, Tail, bound, known, missing, outside
from polc.registers.cells import Derived, Facts
from polc.registers.engines import RowEngine
from polc.registers.libraries import library
from polc.targets.api import NotExpressible
from polc.targets.sql.dialects import DUCKDB
from polc.targets.sql.names import names_of
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement
from polc.targets.sql.wording import CLAUSES

PLACE = "polc_place"
_TYPES = {
    Kind.BOOL: "bool_",
    Kind.DATE: "date32",
    Kind.MONEY: "int64",
    Kind.INT: "int64",
    Kind.ENUM: "string",
}
_LARGEST = 2**62
_PARTS = ("_status", "_clauses", "_text", "", "_low", "_high")
_NUMBERS = (Kind.MONEY, Kind.INT)


class DatabaseEngine:
    """Blocks of rows, by the statement for DuckDB. NotExpressible when the kernel has no such form.

    Planning the statement costs as much as judging thousands of rows, so it wants large blocks.
    """

    name, blocks, alone = "duckdb", 16, 0

    def __init__(self, kernel: Kernel, composer: Composer, rows: RowEngine, given: Sequence[str]) -> None:
        self._duckdb, self._arrow = library("duckdb"), library("pyarrow")
        self._composer, self._rows = composer, rows
        names = names_of(kernel)
        self._columns = {name: names.columns[name] for name in given}
        self._decls = [kernel.input_by_name[name] for name in given]
        self._outputs = [(names.fields[decl.name], _Words(decl, kernel)) for decl in kernel.outputs]
        self._stored = {name: Derived(_stored) for name in given}
        absent = frozenset(names.columns.values()) - frozenset(self._columns.values())
        table = Register(table="persons", keys=(PLACE,), absent=absent)
        self._statement = f"SELECT * FROM ({statement(kernel, DUCKDB, table)}) ORDER BY {PLACE}"

    def judge(self, facts: Facts, rows: int) -> Judged:
        """The tail of each row."""
        if not rows:
            return Judged((), ())
        found = self._answers(facts, rows)
        there, none = set(found.column_names), [None] * rows
        columns = [
            found.column(name).to_pylist() if name in there else none
            for alias, words in self._outputs
            for name in words.columns(alias)
        ]
        alone = self._alone(facts)
        keys = [alone.get(row, key) for row, key in enumerate(zip(*columns, strict=True))]
        numbers, tails = dict[Any, int](), dict[Tail, int]()
        for key in dict.fromkeys(keys):
            tail = key if isinstance(key, Tail) else self._tail(key)
            numbers[key] = tails.setdefault(tail, len(tails))
        return Judged(list(tails), list(map(numbers.__getitem__, keys)))

    def _answers(self, facts: Facts, rows: int) -> Any:
        """What the statement gives, in the order of the rows."""
        arrow = self._arrow
        table = {PLACE: arrow.array(range(rows), arrow.int32())}
        for decl in self._decls:
            stored = arrow.array(self._stored[decl.name].of(facts[decl.name]), _type(arrow, decl))
            places = arrow.array(facts[decl.name].codes, arrow.int32())
            table[self._columns[decl.name]] = stored.take(places)
        with self._duckdb.connect(config={"threads": 1}) as connection:
            connection.register("persons", arrow.table(table))
            return connection.sql(self._statement).to_arrow_table()

    def _alone(self, facts: Facts) -> dict[int, Tail]:
        """The rows with a number that no column holds, judged by the row engine."""
        places = set[int]()
        for column in facts.values():
            odd = {n for n, value in enumerate(column.values) if value is not None and _stored(value) is None}
            places |= {place for place, code in enumerate(column.codes) if code in odd} if odd else set()
        return {
            place: self._composer.tail(
                self._rows.person({name: c.values[c.codes[place]] for name, c in facts.items()})
            )
            for place in places
        }

    def _tail(self, key: Sequence[Any]) -> Tail:
        parts = zip(*[iter(key)] * len(_PARTS), strict=True)
        return self._composer.tail(
            [words.answered(*part) for (_, words), part in zip(self._outputs, parts, strict=True)]
        )


def database_engine(
    kernel: Kernel, composer: Composer, rows: RowEngine, given: Sequence[str]
) -> DatabaseEngine:
    """The engine; a refusal says why there is none."""
    try:
        for decl in kernel.inputs:
            kind = decl.type.kind
            if kind not in _TYPES and (decl.name in given or kind is Kind.LIST):
                raise Refusal("register_not_sql", reason=f"{decl.name}：{kind.value}")
        return DatabaseEngine(kernel, composer, rows, given)
    except NotExpressible as problem:
        raise Refusal("register_not_sql", reason=problem.told(Lang.ZH)) from None


def _type(arrow: Any, decl: InputDecl) -> Any:
    return getattr(arrow, _TYPES[decl.type.kind])()


def _stored(value: Given | None) -> Any:
    """A value as a column holds it; None too where none can."""
    if isinstance(value, Amount):
        value = value.fen
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 and abs(value) < _LARGEST else None
    return value


class _Words:
    """Reads one output's answers from what the statement says of it."""

    def __init__(self, decl: FieldDecl, kernel: Kernel) -> None:
        self._decl = decl
        names = [reading.name for decl in kernel.assumptions for reading in decl.readings]
        names += [decl.name for decl in kernel.assumptions]
        known = "|".join(map(re.escape, names)) or "(?!)"
        self._open = re.compile(rf"待定（(.*?)）(?:：((?:{known})[^；]* → .*))?", re.DOTALL)
        self._way = re.compile(rf"；(?=(?:{known})[^；]* → )")

    def columns(self, alias: str) -> list[str]:
        """What the columns of an output are called; those of bounds are there where it can be one."""
        return [f"{alias}{part}" for part in _PARTS]

    def answered(
        self, status: str, cited: str | None, text: str, value: Any, low: int | None, high: int | None
    ) -> Answered:
        """One answer."""
        clauses = tuple(cited.split(CLAUSES)) if cited else ()
        match status:
            case "not_applicable":
                return outside(_inner(text), clauses)
            case "missing":
                return missing(_inner(text).split("、"), clauses)
            case "undetermined":
                return self._undetermined(text, clauses)
            case "bound":
                return bound(_whole(low), _whole(high), text, clauses)
            case _:
                number = _whole(value) if self._decl.type.kind in _NUMBERS else value
                return known(self._decl, number, text, clauses)

    def _undetermined(self, text: str, clauses: tuple[str, ...]) -> Answered:
        found = self._open.fullmatch(text)
        cause, told = (found[1], found[2]) if found is not None else (_inner(text), None)
        detail = f"{cause}（{told}）" if told else cause
        parts = (part.partition(" → ") for part in self._way.split(told)) if told else ()
        return Answered(
            status=Status.UNDETERMINED,
            text=text,
            clauses=clauses,
            cause=cause,
            detail=detail,
            ways=tuple((reading, result) for reading, _, result in parts),
        )


def _whole(number: Any) -> int | None:
    """A whole number: large ones come as decimals."""
    return None if number is None else int(number)


def _inner(text: str) -> str:
    """What stands in the brackets after a status."""
    return text[text.index("（") + 1 : -1]
