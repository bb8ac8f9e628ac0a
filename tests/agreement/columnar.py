"""A generated columnar module compared with the interpreter, for columns of persons.

In: a kernel, its module, persons. Out: what differs, as text; nothing when all agrees. Expected results
are made from the interpreter's by a second hand, and never by the module's own code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from random import Random
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np

from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Column, InputDecl, Kernel, Kind
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.text import interval, result_text
from polc.dsl.values import (
    Amount,
    Duration,
    Given,
    Missing,
    NotApplicable,
    Plain,
    Records,
    Undetermined,
    Unit,
)
from polc.targets.api import NotExpressible, Options
from polc.targets.columnar.emit import computing_source, module_source

Person = Mapping[str, Given | None]
Known: TypeAlias = dict[tuple[str, FieldResult], Any]
__all__ = [
    "NotExpressible",
    "columns_of",
    "compared",
    "differences",
    "expected",
    "few_unknown",
    "load",
    "load_computing",
    "rows_by",
]
OPTIONS = Options(source_sha256="0" * 64, compiler_version="test")


def load(kernel: Kernel, name: str = "generated_columnar") -> ModuleType:
    """The module of a kernel, freshly made."""
    return _loaded(module_source(kernel, OPTIONS), name)


def load_computing(kernel: Kernel, name: str = "generated_computing") -> ModuleType:
    """The module of a kernel that computes, whether or not tables could answer."""
    return _loaded(computing_source(kernel, OPTIONS), name)


def _loaded(source: str, name: str) -> ModuleType:
    module = ModuleType(name)
    sys.modules[name] = module
    exec(compile(source, f"{name}.py", "exec"), module.__dict__)
    return module


def columns_of(kernel: Kernel, persons: Sequence[Person]) -> dict[str, Any]:
    """Persons as columns: (values, known) pairs, days as int32, lists as offsets with columns."""
    found = {}
    for decl in kernel.inputs:
        given = [person.get(decl.name, decl.default) for person in persons]
        found[decl.name] = _lists(decl, given) if decl.type.kind is Kind.LIST else _column(decl, given)
    return found


def _column(decl: InputDecl | Column, given: Sequence[Any]) -> tuple[Any, Any]:
    known = np.array([value is not None for value in given], dtype=bool)
    cells = [0 if value is None else _cell(decl, value) for value in given]
    match decl.type.kind:
        case Kind.DATE:
            return np.array(cells, np.int32), known
        case Kind.ENUM if not decl.type.options:
            return np.array([*cells, None], object)[:-1], known
        case Kind.BOOL | Kind.ENUM:
            return np.array(cells, np.uint8), known
        case Kind.MONEY | Kind.INT if all(isinstance(c, int) and abs(c) < 2**62 for c in cells):
            return np.array(cells, np.int64), known
        case _:
            return np.array([*cells, None], object)[:-1], known


def _lists(decl: InputDecl, given: Sequence[Any]) -> tuple[Any, Any, Any]:
    rows = [value.rows if isinstance(value, Records) else () for value in given]
    offsets = np.cumsum([0, *map(len, rows)])
    cells = [[row[n] for each in rows for row in each] for n in range(len(decl.columns))]
    columns = {c.name: _column(c, column) for c, column in zip(decl.columns, cells, strict=True)}
    return offsets, columns, np.array([value is not None for value in given], bool)


def _cell(decl: InputDecl | Column, value: Any) -> Any:
    match value:
        case date():
            return (value - date(1970, 1, 1)).days
        case bool():
            return int(value)
        case Duration():
            return value.text
        case str():
            return decl.type.options.index(value) if decl.type.options else value
        case Amount():
            return _whole(value.fen)
        case _:
            return _whole(value)


def _whole(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else Fraction(number)


def given_of(decl: InputDecl | Column, cell: Any) -> Given | None:
    """A fact as the module hands it over for judging alone, as the interpreter takes it."""
    match decl.type.kind:
        case _ if cell is None:
            return None
        case Kind.MONEY:
            return Amount(Fraction(cell))
        case Kind.INT | Kind.RATE:
            return Fraction(cell)
        case Kind.DURATION:
            count = cell.rstrip("日个月年工作")
            return Duration(int(count), Unit(cell.removeprefix(count)))
        case Kind.LIST:
            columns = decl.columns if isinstance(decl, InputDecl) else ()
            return Records(tuple(tuple(given_of(c, entry[c.name]) for c in columns) for entry in cell))
        case _:
            return cell


def expected(
    kernel: Kernel, module: ModuleType, found: Evaluation, known: Known | None = None
) -> dict[str, Any]:
    """Every output of one evaluation, as the module's own kind of record; `known` keeps records."""
    known = {} if known is None else known
    fields = {decl.name: found.fields[decl.name] for decl in kernel.outputs}
    for name, field in fields.items():
        if (name, field) not in known:
            known[name, field] = _expected(kernel, module, field)
    return {name: known[name, field] for name, field in fields.items()}


def _expected(kernel: Kernel, module: ModuleType, field: FieldResult) -> Any:
    result = field.result
    parts: dict[str, Any] = dict.fromkeys(("value", "low", "high")) | dict.fromkeys(
        ("clauses", "reasons", "candidates", "missing"), ()
    )
    parts |= {"document": "", "kind": "", "status": "value", "clauses": field.clauses}
    parts["text"] = result_text(result, bounds_of(kernel))
    match result:
        case NotApplicable():
            parts |= {"status": "not_applicable", "reasons": (result.reason,), "kind": result.kind}
        case Missing():
            parts |= {"status": "missing", "missing": result.inputs}
        case Undetermined():
            parts |= {"status": "undetermined", "reasons": result.reasons}
            parts |= {"document": result.document, "candidates": result.candidates}
            parts["text"] = parts["text"] if not result.candidates else None
        case Amount():
            low, high = interval(result, bounds_of(kernel))
            if low is not None and low == high:
                parts["value"] = low
            else:
                parts |= {"status": "bound", "low": low, "high": high}
        case Duration():
            parts["value"] = result.text
        case _:
            parts["value"] = result
    return module.Result(**parts)


def rows_by(kernel: Kernel, module: ModuleType, seen: list[int]) -> Callable[[Any], dict[str, Any]]:
    """What judges rows that tables don't cover: the interpreter; `seen` counts them."""

    def judge(person: Any) -> dict[str, Any]:
        seen.append(1)
        facts = {
            decl.name: given_of(decl, person[decl.name]) for decl in kernel.inputs if decl.name in person
        }
        return expected(kernel, module, evaluate(kernel, facts, traced=False))

    return judge


def differences(
    kernel: Kernel, module: ModuleType, persons: Sequence[Person], block: int = 512, **how: Any
) -> Iterator[str]:
    """What the module decides differently: everything a result holds, and what is missing in all.

    `how` goes to `judge`.
    """
    wanted = [evaluate(kernel, person, traced=False) for person in persons]
    yield from compared(kernel, module, persons, wanted, block, **how)


def compared(
    kernel: Kernel,
    module: ModuleType,
    persons: Sequence[Person],
    evaluations: Sequence[Evaluation],
    block: int = 512,
    **how: Any,
) -> Iterator[str]:
    """What the module decides otherwise than these evaluations say."""
    known: Known = {}
    columns, rows = columns_of(kernel, persons), _told(kernel, module, persons, evaluations, known)
    answers = module.judge(columns, rows=rows, block=block, **how)
    for number, evaluation in enumerate(evaluations):
        given = answers.row(number)
        for name, result in expected(kernel, module, evaluation, known).items():
            found = given[name]
            if result.text is None:
                result = result._replace(text=found.text)
            if result != found or (
                type(result.value) is not type(found.value) and not _numbers(result, found)
            ):
                yield f"{name} of {number} {dict(persons[number])}:\n  wanted {result}\n  found  {found}"
        if evaluation.missing != answers.missing(number):
            yield f"missing of {number}: {evaluation.missing} {answers.missing(number)}"


def _told(
    kernel: Kernel,
    module: ModuleType,
    persons: Sequence[Person],
    evaluations: Sequence[Evaluation],
    known: Known,
) -> Callable[[Person], dict[str, Any]]:
    """What judges rows that tables don't cover: the evaluation of the person with just these facts."""
    by_facts = {
        tuple([person.get(decl.name, decl.default) for decl in kernel.inputs]): found
        for person, found in zip(persons, evaluations, strict=True)
    }

    def judge(person: Person) -> dict[str, Any]:
        facts = tuple([given_of(decl, person.get(decl.name)) for decl in kernel.inputs])
        return expected(kernel, module, by_facts[facts], known)

    return judge


def _numbers(one: Any, other: Any) -> bool:
    return all(
        isinstance(each.value, int | Fraction) and not isinstance(each.value, bool) for each in (one, other)
    )


def few_unknown(kernel: Kernel, persons: Iterable[dict[str, Plain | None]], rng: Random) -> list[Person]:
    """Persons of whom three in four leave blank only what has no default and isn't a day."""
    found: list[Person] = []
    days: dict[str, list[Plain]] = {}
    for number, person in enumerate(persons):
        for decl in kernel.inputs:
            value = person.get(decl.name)
            if decl.type.kind is Kind.DATE and value is not None:
                days.setdefault(decl.name, []).append(value)
            if value is not None or number % 4 == 0:
                continue
            if decl.default is not None:
                person[decl.name] = decl.default
            elif decl.type.kind is Kind.DATE and decl.name in days:
                person[decl.name] = rng.choice(days[decl.name])
        found.append(person)
    return found
