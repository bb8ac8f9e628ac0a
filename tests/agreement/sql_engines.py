"""Generated SQL compared with the interpreter: the same persons, as rows of a table.

In: a kernel, persons, and the rows of answers. Out: what differs, as text; nothing when all agrees.
The interpreter's results are translated here, by a second hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import InputDecl, Kernel, Kind
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.text import interval, result_text
from polc.dsl.values import Amount, Missing, NotApplicable, Plain, Result, Undetermined
from polc.targets.sql.answers import CLAUSES
from polc.targets.sql.names import names_of
from polc.targets.sql.register import Register

# A result that can't be a bound has no such columns; its status is compared all the same.
BOUNDS = ("_low", "_high")

Person = dict[str, Plain | None]
Cell = bool | int | str | date | None
Answers: TypeAlias = list[dict[str, object]]
Assumed: TypeAlias = Mapping[str, str | None] | None
Engine: TypeAlias = Callable[[Kernel, Sequence[Person], Assumed, Register], Answers]
TYPES = {
    Kind.BOOL: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.MONEY: "BIGINT",
    Kind.INT: "BIGINT",
    Kind.ENUM: "VARCHAR",
}


def columns_of(kernel: Kernel) -> list[tuple[str, str, InputDecl]]:
    """Column, type and declaration of every fact that a register can hold."""
    names = names_of(kernel).columns
    return [(names[d.name], TYPES[d.type.kind], d) for d in kernel.inputs if d.type.kind in TYPES]


def row_of(kernel: Kernel, key: int, person: Person) -> list[Cell]:
    """One person as a row: key, then the facts."""
    return [key, *(_stored(person[decl.name]) for _, _, decl in columns_of(kernel))]


def _stored(value: Plain | None) -> Cell:
    match value:
        case Amount(fen):
            return _whole(fen)
        case Fraction():
            return _whole(value)
        case None | bool() | date() | str():
            return value
    raise TypeError(f"no column holds {value!r}")


def _whole(number: Fraction) -> int:
    if number.denominator != 1:
        raise TypeError(f"{number} is no whole number")
    return number.numerator


def differences(
    kernel: Kernel,
    persons: Sequence[Person],
    answers: Iterable[dict[str, object]],
    assume: dict[str, str | None] | None = None,
) -> list[str]:
    """What the statement answers differently, for every person, in every column."""
    found: list[str] = []
    seen: set[object] = set()
    for answer in answers:
        key = answer["id"]
        seen.add(key)
        assert isinstance(key, int)
        wanted = expected(kernel, evaluate(kernel, persons[key], assume))
        for column, value in wanted.items():
            if column not in answer and column.endswith(BOUNDS):
                continue
            if answer[column] != value:
                found.append(f"{key} {column}: expected {value!r}, found {answer[column]!r}")
        unexpected = answer.keys() - wanted.keys() - {"id"}
        found += [f"{key}: a column {name} that nothing was compared with" for name in sorted(unexpected)]
    if len(seen) != len(persons):
        found.append(f"{len(persons)} persons, {len(seen)} answers")
    return found


def expected(kernel: Kernel, evaluation: Evaluation) -> dict[str, object]:
    """The row of answers that the interpreter would give."""
    row: dict[str, object] = {}
    names = names_of(kernel).fields
    for decl in kernel.outputs:
        field, alias = evaluation.fields[decl.name], names[decl.name]
        row |= _field(kernel, alias, field, decl.type.kind is Kind.MONEY)
    row["missing"] = "、".join(evaluation.missing) or None
    return row


def _field(kernel: Kernel, alias: str, field: FieldResult, money: bool) -> dict[str, object]:
    result = field.result
    low, high = _bounds(kernel, result)
    value = low if isinstance(result, Amount) and low == high else None
    row: dict[str, object] = {
        alias: value if isinstance(result, Amount) else _plain(result),
        f"{alias}_status": _status(result, exact=low == high),
        f"{alias}_clauses": CLAUSES.join(field.clauses) if field.clauses else None,
        f"{alias}_text": result_text(result, bounds_of(kernel)),
    }
    return row | ({f"{alias}_low": low, f"{alias}_high": high} if money else {})


def _bounds(kernel: Kernel, result: Result) -> tuple[int | None, int | None]:
    if not isinstance(result, Amount):
        return None, None
    low, high = interval(result, bounds_of(kernel))
    return None if low is None else _whole(low), None if high is None else _whole(high)


def _plain(result: Result) -> Cell:
    match result:
        case bool() | date() | str():
            return result
        case Fraction():
            return _whole(result)
        case _:
            return None


def _status(result: Result, *, exact: bool) -> str:
    match result:
        case NotApplicable():
            return "not_applicable"
        case Missing():
            return "missing"
        case Undetermined():
            return "undetermined"
        case Amount() if not exact:
            return "bound"
        case _:
            return "value"
