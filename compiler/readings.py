"""Assumptions: which reading is in force, and what follows where none is.

In: a kernel and the readings somebody chose. Out: each way to settle the rest, and the merger of the
results under all of them: a field that comes out the same is plain, one that differs is 待定 with every
candidate (kernel K1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

import attrs

from polc.compiler.kernel import AssumptionDecl, Kernel, Kind
from polc.dsl.text import Bounds, result_text
from polc.dsl.values import Missing, Rate, Result, Undetermined, distinct, is_status, meet, same

MAX_COMBINATIONS = 64


class TooManyReadings(ValueError):
    """The assumptions that nobody has decided can be read in more ways together than are looked at."""

    def __init__(self, names: tuple[str, ...], ways: int) -> None:
        super().__init__(f"{ways} combinations of undecided readings, more than {MAX_COMBINATIONS}")
        self.names = names
        self.ways = ways


@attrs.frozen(cache_hash=True)
class FieldResult:
    """A field's result and the clauses it rests on, in the order of the rows."""

    result: Result
    clauses: tuple[str, ...]


# A result for each entry of a list, in the order as given; one for them all where the list is unknown.
EachResult: TypeAlias = FieldResult | tuple[FieldResult, ...]
Run: TypeAlias = tuple[Mapping[str, str], Mapping[str, FieldResult]]


def bounds_of(kernel: Kernel) -> Bounds:
    """The bounds of each parameter, in 分."""
    return {param.name: (param.low_fen, param.high_fen) for param in kernel.params}


def chosen_readings(kernel: Kernel, assume: Mapping[str, str | None]) -> dict[str, str | None]:
    """The reading in force for each assumption, None where none is; KeyError for an unknown name."""
    for name, reading in assume.items():
        decl = kernel.assumption_by_name[name]
        if reading is not None:
            decl.reading(reading)
    return {decl.name: assume.get(decl.name, decl.adopted) for decl in kernel.assumptions}


def combinations(kernel: Kernel, readings: Mapping[str, str | None]) -> Iterator[dict[str, str]]:
    """Each way to settle the undecided assumptions, first readings first.

    TooManyReadings when there are more than MAX_COMBINATIONS: nothing is left out silently.
    """
    undecided = [decl for decl in kernel.assumptions if readings[decl.name] is None]
    settled = {name: reading for name, reading in readings.items() if reading is not None}
    ways = prod(len(decl.readings) for decl in undecided)
    if ways > MAX_COMBINATIONS:
        raise TooManyReadings(tuple(decl.name for decl in undecided), ways)
    for way in product(*([(decl.name, r.name) for r in decl.readings] for decl in undecided)):
        yield settled | dict(way)


def as_row(found: EachResult) -> tuple[FieldResult, ...]:
    """The results for the entries of a list; the one for them all as the only one."""
    return found if isinstance(found, tuple) else (found,)


def merge(kernel: Kernel, runs: list[Run]) -> dict[str, FieldResult]:
    """The fields of all runs as one: plain where they agree, 待定 with candidates where they don't."""
    first = dict(runs[0][1])
    if len(runs) == 1:
        return first
    return {name: _merged(kernel, name, [(combo, fields[name]) for combo, fields in runs]) for name in first}


def merge_each(
    kernel: Kernel, runs: Sequence[tuple[Mapping[str, str], Mapping[str, EachResult]]]
) -> dict[str, EachResult]:
    """The results for each entry, of all runs as one."""
    first = dict(runs[0][1])
    if len(runs) == 1:
        return first
    merged: dict[str, EachResult] = {}
    for name, found in first.items():
        places = zip(*(as_row(each[name]) for _, each in runs), strict=True)
        ways = [combo for combo, _ in runs]
        row = tuple(_merged(kernel, name, list(zip(ways, place, strict=True))) for place in places)
        merged[name] = row if isinstance(found, tuple) else row[0]
    return merged


def _merged(kernel: Kernel, name: str, results: list[tuple[Mapping[str, str], FieldResult]]) -> FieldResult:
    first = results[0][1]
    if all(r is first or same(r.result, first.result) for _, r in results):
        return first
    clauses = distinct(c for _, r in results for c in r.clauses)
    missing = [r.result for _, r in results if isinstance(r.result, Missing)]
    if missing:
        return ordered(kernel, FieldResult(meet(missing), clauses))
    causes = [decl for decl in kernel.assumptions if _matters(decl.name, results)]
    bounds = bounds_of(kernel)
    told = ((c, as_declared(kernel, name, r).result) for c, r in results)
    candidates = distinct((_label(causes, c), result_text(result, bounds)) for c, result in told)
    reasons = tuple(sorted(f"{decl.name}有不同读法" for decl in causes))
    status = Undetermined(reasons=reasons, candidates=candidates, clauses=clauses)
    return FieldResult(status, clauses)


def as_declared(kernel: Kernel, name: str, field: FieldResult) -> FieldResult:
    """The result of a field with the kind it was declared with: a number that is a share says so."""
    return field if name not in kernel.field_by_name else of_kind(kernel.field_by_name[name].type.kind, field)


def of_kind(kind: Kind, field: FieldResult) -> FieldResult:
    """The same result; a number that is a share says so."""
    if not isinstance(field.result, Fraction) or kind is not Kind.RATE:
        return field
    return FieldResult(Rate(field.result), field.clauses)


def _matters(name: str, results: list[tuple[Mapping[str, str], FieldResult]]) -> bool:
    """True when two runs that differ in this assumption only give different results."""
    if len({combo[name] for combo, _ in results}) == 1:
        return False
    by_rest: dict[tuple[tuple[str, str], ...], Result] = {}
    for combo, field in results:
        rest = tuple((n, r) for n, r in combo.items() if n != name)
        if not same(by_rest.setdefault(rest, field.result), field.result):
            return True
    return False


def _label(causes: list[AssumptionDecl], combo: Mapping[str, str]) -> str:
    if len(causes) == 1:
        return combo[causes[0].name]
    return "，".join(f"{decl.name}：{combo[decl.name]}" for decl in causes)


def in_order(kernel: Kernel, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of inputs in declaration order."""
    wanted = frozenset(names)
    return tuple(decl.name for decl in kernel.inputs if decl.name in wanted)


def ordered(kernel: Kernel, field: FieldResult) -> FieldResult:
    """A status with its inputs in declaration order and its own clauses after the rows'."""
    if not is_status(field.result):
        return field
    clauses = distinct((*field.clauses, *field.result.clauses))
    if not isinstance(field.result, Missing):
        return FieldResult(field.result, clauses)
    inputs = in_order(kernel, field.result.inputs)
    return FieldResult(attrs.evolve(field.result, inputs=inputs), clauses)
