"""Generated SQL compared with the interpreter: the same persons, as rows of a table.

In: a kernel, persons, and the rows of answers. Out: what differs, as text; nothing when all agrees.
The interpreter's results are translated here, by a second hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import Any, TypeAlias

import attrs

from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import InputDecl, Kernel, Kind
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.text import interval, result_text
from polc.dsl.values import (
    Amount,
    Given,
    Missing,
    NotApplicable,
    Rate,
    Records,
    Result,
    Undetermined,
)
from polc.targets.sql.names import names_of
from polc.targets.sql.register import Register
from polc.targets.sql.wording import CLAUSES

BOUNDS = ("_low", "_high")

Person = dict[str, Given | None]
Cell: TypeAlias = bool | int | str | date | Decimal | list[dict[str, Any]] | None
Assumed: TypeAlias = Mapping[str, str | None] | None
Row: TypeAlias = dict[str, object]


@attrs.frozen
class Answers:
    """What a database answered: the names of the columns, and the rows in any order."""

    labels: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


Engine: TypeAlias = Callable[[Kernel, Sequence[Person], Assumed, Register], Answers]
TYPES = {
    Kind.BOOL: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.MONEY: "BIGINT",
    Kind.INT: "BIGINT",
    Kind.RATE: "DECIMAL(18, 9)",
    Kind.ENUM: "VARCHAR",
}
SHARE_DIGITS = Decimal(10) ** -9


def columns_of(kernel: Kernel, lists: Callable[[str], str]) -> list[tuple[str, str, InputDecl]]:
    """Column, type and declaration of every fact that a register can hold.

    `lists` gives the type of a list from what its entries are: "alias" TYPE, …
    """
    names, found = names_of(kernel), []
    for decl in kernel.inputs:
        if decl.type.kind in TYPES:
            found.append((names.columns[decl.name], TYPES[decl.type.kind], decl))
        elif decl.type.kind is Kind.LIST:
            cells = names.cells[decl.name]
            parts = [f'"{cells[column.name]}" {TYPES[column.type.kind]}' for column in decl.columns]
            found.append((names.columns[decl.name], lists(", ".join(parts)), decl))
    return found


def rows_of(kernel: Kernel, people: Sequence[Person]) -> list[list[Cell]]:
    """Persons as rows: key, then the facts; a list is the entries by the aliases of their cells."""
    facts = [decl for decl in kernel.inputs if decl.type.kind in (*TYPES, Kind.LIST)]
    cells = names_of(kernel).cells
    return [
        [key, *(_stored(person[fact.name], list(cells[fact.name].values())) for fact in facts)]
        for key, person in enumerate(people)
    ]


def _stored(value: Given | None, cells: Sequence[str] = ()) -> Cell:
    match value:
        case Records(rows):
            return [dict(zip(cells, map(_stored, row), strict=True)) for row in rows]
        case Amount(fen):
            return _whole(fen)
        case Rate():
            return _share(value)
        case Fraction():
            return _whole(value)
        case None | bool() | date() | str():
            return value
    raise TypeError(f"no column holds {value!r}")


def _share(share: Fraction) -> Decimal:
    found = (Decimal(share.numerator) / Decimal(share.denominator)).quantize(SHARE_DIGITS)
    if Fraction(found) != share:
        raise TypeError(f"{share} has more than nine digits")
    return found


def _whole(number: Fraction) -> int:
    if number.denominator != 1:
        raise TypeError(f"{number} is no whole number")
    return number.numerator


def differences(
    kernel: Kernel, persons: Sequence[Person], answers: Answers, assume: Assumed = None
) -> list[str]:
    """What the statement answers differently, for every person, in every column."""
    return compared(kernel, [evaluate(kernel, person, assume, traced=False) for person in persons], answers)


def compared(kernel: Kernel, wanted: Sequence[Evaluation], answers: Answers) -> list[str]:
    """What the rows say otherwise than the evaluations; a row's key is the place of its person."""
    known: dict[tuple[str, FieldResult], Row] = {}
    _, *labels = answers.labels
    aliases = names_of(kernel).fields
    columns = _columns(kernel, aliases, labels)
    if isinstance(columns, list):
        return columns
    found: list[str] = []
    seen: set[object] = set()
    for key, *given in answers.rows:
        seen.add(key)
        assert isinstance(key, int)
        told = columns(_expected(kernel, aliases, wanted[key], known))
        if told != tuple(given):
            found += [
                f"{key} {label}: expected {value!r}, found {actual!r}"
                for label, value, actual in zip(labels, told, given, strict=True)
                if value != actual
            ]
    if len(seen) != len(wanted) or len(answers.rows) != len(wanted):
        found.append(f"{len(wanted)} persons, {len(answers.rows)} answers to {len(seen)}")
    return found


def _columns(
    kernel: Kernel, aliases: Mapping[str, str], labels: Sequence[str]
) -> Callable[[Row], tuple[object, ...]] | list[str]:
    """What takes these columns out of an expected row, or which columns there are too many and too few.

    A result that can't be a bound has no such columns; its status is compared all the same.
    """
    nothing = FieldResult(Missing(inputs=()), ())
    rows = [_field(kernel, aliases[d.name], nothing, d.type.kind is Kind.MONEY) for d in kernel.outputs]
    wanted = {"missing", *(label for row in rows for label in row)}
    wrong = [label for label in wanted ^ set(labels) if label in labels or not label.endswith(BOUNDS)]
    return [f"column {label}" for label in sorted(wrong)] or itemgetter(*labels)


def _expected(
    kernel: Kernel,
    aliases: Mapping[str, str],
    evaluation: Evaluation,
    known: dict[tuple[str, FieldResult], Row],
) -> Row:
    """The row of answers that the interpreter would give; `known` keeps what is found out once."""
    row: Row = {}
    for decl in kernel.outputs:
        field = evaluation.fields[decl.name]
        cells = known.get((decl.name, field))
        if cells is None:
            money = decl.type.kind is Kind.MONEY
            cells = known[decl.name, field] = _field(kernel, aliases[decl.name], field, money)
        row |= cells
    row["missing"] = "、".join(evaluation.missing) or None
    return row


def _field(kernel: Kernel, alias: str, field: FieldResult, money: bool) -> Row:
    result = field.result
    low, high = _bounds(kernel, result)
    value = low if isinstance(result, Amount) and low == high else None
    row: Row = {
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
        case Rate():
            return Decimal(result.numerator) / Decimal(result.denominator)
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
