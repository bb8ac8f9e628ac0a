"""Persons to try where a question can't be answered for all: with values near every number of the file.

In: a world and the choices that the question is about. Out: complete persons, the same ones every time: those
of the 案例, then one fact changed after the other, then mixtures. Only facts that those choices read, or
that a relation ties to them, are varied. Values are the constants of the file and their neighbours, what they
come to added and taken away, days a written length before and after other days, every option. Nothing is
claimed about persons that aren't tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from typing import TypeAlias

import attrs

from polc.compiler.analysis.decide import World
from polc.compiler.analysis.entries import lists_for
from polc.compiler.analysis.related import related
from polc.compiler.kernel import (
    Choice,
    Const,
    Expr,
    FieldRef,
    Fold,
    InputDecl,
    InputRef,
    Kernel,
    Kind,
    Reached,
    walk,
)
from polc.dsl.values import (
    FIRST_DAY,
    LAST_DAY,
    Amount,
    Duration,
    Given,
    MonthRule,
    Plain,
    Unit,
    add_duration,
    distinct,
)

Person: TypeAlias = dict[str, Given | None]
DAYS, NUMBERS, LISTS = 80, 60, 40
# Persons for one set of questions at most, rows judged for them, and persons made for each who exists.
TRIED, WORK, MADE = 2_000, 30_000, 8
_MULTIPLIER, _STEP, _RANGE = 6364136223846793005, 1442695040888963407, 1 << 64


class Mixer:
    """Numbers without a pattern, the same ones every time."""

    def __init__(self) -> None:
        self._state = 1

    def below(self, end: int) -> int:
        """A number from 0 to end - 1."""
        self._state = (self._state * _MULTIPLIER + _STEP) % _RANGE
        return (self._state >> 33) % end


def persons(world: World, base: Person, choices: Sequence[Choice]) -> Iterator[Person]:
    """Persons to try who satisfy the relations, like `base` in the facts that these choices don't read."""
    number = max(200, min(TRIED, WORK // max(1, sum(len(choice.rows) for choice in choices))))
    reads = facts_behind(world.kernel, choices)
    made = islice(_made(world.kernel, base, _values(world, base, reads)), MADE * number)
    yield from islice((person for person in made if related(world, person)), number)


def _made(kernel: Kernel, base: Person, values: Mapping[str, Sequence[Given]]) -> Iterator[Person]:
    for case in kernel.cases:
        told = {name: value for name, value in case.given if value is not None}
        yield {name: told.get(name, usual) for name, usual in _filled(kernel, base).items()}
    yield base
    for name, some in values.items():
        yield from (base | {name: value} for value in some)
    if values:
        yield from _mixtures(base, values)


def _filled(kernel: Kernel, base: Person) -> Person:
    """What a 案例 leaves out: the default of a fact, else as in `base`."""
    defaults = {decl.name: decl.default for decl in kernel.inputs}
    return {name: base[name] if defaults[name] is None else defaults[name] for name in base}


def _mixtures(base: Person, values: Mapping[str, Sequence[Given]]) -> Iterator[Person]:
    mixer = Mixer()
    while True:
        changed = 2 + mixer.below(max(1, len(values) - 1))
        names = list(values)
        person = dict(base)
        for _ in range(changed):
            name = names[mixer.below(len(names))]
            person[name] = values[name][mixer.below(len(values[name]))]
        yield person


# ---- values -----------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Numbers:
    """The numbers of a file by kind."""

    days: tuple[date, ...]
    lengths: tuple[Duration, ...]
    fen: tuple[int, ...]
    counts: tuple[Fraction, ...]


def numbers_of(kernel: Kernel) -> Numbers:
    """Every number that the kernel writes."""
    exprs = [*kernel.expressions, *(relation.condition for relation in kernel.relations)]
    parts = [part for expr in exprs for part in walk(expr)]
    constants = distinct(part.value for part in parts if isinstance(part, Const))
    ages = tuple(Duration(part.years, Unit.YEAR) for part in parts if isinstance(part, Reached))
    spans = (kernel.info.coverage, kernel.info.validity)
    ends = [day for span in spans if span for day in span if day is not None]
    return Numbers(
        days=distinct((*(value for value in constants if isinstance(value, date)), *ends)),
        lengths=distinct((*(value for value in constants if isinstance(value, Duration)), *ages)),
        fen=distinct(int(v.fen) for v in constants if isinstance(v, Amount)),
        counts=distinct(v for v in constants if isinstance(v, Fraction)),
    )


def _values(world: World, base: Person, reads: frozenset[str]) -> dict[str, Sequence[Given]]:
    """What each varied fact is tried with."""
    numbers = numbers_of(world.kernel)
    near = [value for value in base.values() if isinstance(value, date)]
    found: dict[str, Sequence[Given]] = {}
    for decl in world.kernel.inputs:
        if decl.name in reads:
            if decl.type.kind is Kind.LIST:
                lists = lists_for(world.kernel, base)
                some: Sequence[Given] = distinct(
                    way[decl.name] for way in islice(lists, LISTS) if decl.name in way
                )
            else:
                some = [value for value in _of(decl, numbers, near) if _fits(world, decl.name, value)]
            if some:
                found[decl.name] = some
    return found


def _fits(world: World, name: str, value: Plain) -> bool:
    """The value is in what the relations plainly leave to the fact."""
    var = world.variables.numbers.get(name)
    if var is None:
        return True
    number = (
        value.toordinal() if isinstance(value, date) else value.fen if isinstance(value, Amount) else value
    )
    domain = world.pool.domain
    return isinstance(number, int | Fraction) and domain.lows[var] <= number <= domain.highs[var]


def _of(decl: InputDecl, numbers: Numbers, near: Sequence[date]) -> Sequence[Plain]:
    match decl.type.kind:
        case Kind.BOOL:
            return (False, True)
        case Kind.ENUM:
            return decl.type.options
        case Kind.DATE:
            return _days(numbers, near)[:DAYS]
        case Kind.MONEY:
            fen = _apart(numbers.fen, (0, 100, 100_00), (0, -1, 1, 100))
            return tuple(Amount(Fraction(n)) for n in fen[:NUMBERS])
        case Kind.INT:
            whole = [int(n) for n in numbers.counts if n.denominator == 1]
            return tuple(Fraction(n) for n in _apart(whole, (0, 1, 2), (0, -1, 1))[:NUMBERS])
        case Kind.RATE:
            return distinct((*numbers.counts, Fraction(0), Fraction(1, 2), Fraction(1)))
        case Kind.DURATION:
            return distinct((*numbers.lengths, Duration(0, Unit.DAY), Duration(1, Unit.MONTH)))
        case _:
            return ()


def _apart(written: Sequence[int], usual: Sequence[int], beside: Sequence[int]) -> tuple[int, ...]:
    """The numbers, their neighbours, and what two of them come to."""
    close = [number + more for more in beside for number in (*written, *usual)]
    sums = [one + two for one in written[:8] for two in written[:8]]
    less = [one - two for one in written[:8] for two in written[:8]]
    return tuple(number for number in distinct((*close, *less, *sums)) if number >= 0)


def _days(numbers: Numbers, near: Sequence[date]) -> tuple[date, ...]:
    """Written days and their neighbours, those a written length away, and month ends."""
    written = distinct((*numbers.days, *near)) or (date(2025, 1, 1),)
    moved = [
        day
        for start in written[:6]
        for length in numbers.lengths[:6]
        if length.unit is not Unit.WORKDAY
        for sign in (1, -1)
        if (day := _moved(start, sign * length.count, length.unit)) is not None
    ]
    ends = [
        day.replace(month=month, day=number) for day in written[:1] for month, number in ((1, 31), (8, 31))
    ]
    close = [_moved(day, more, Unit.DAY) for day in written for more in (0, -1, 1)]
    close += [_moved(day, more, Unit.DAY) for day in moved for more in (0, -1, 1)]
    every = (*close[:DAYS], *ends, *close[DAYS:])
    return distinct(day for day in every if day is not None and FIRST_DAY <= day <= LAST_DAY)


def _moved(day: date, count: int, unit: Unit) -> date | None:
    try:
        return (
            day + timedelta(days=count)
            if unit is Unit.DAY
            else add_duration(day, count, unit, MonthRule.MONTH_END)
        )
    except (OverflowError, ValueError):
        return None


# ---- what a question is about -----------------------------------------------------------------------
def choices_behind(kernel: Kernel, fields: Sequence[str]) -> tuple[Choice, ...]:
    """The choices that give some fields, and those they read, in order."""
    waiting = list(fields)
    waiting += [name for relation in kernel.relations for name in _fields_of(relation.condition)]
    wanted: dict[str, None] = {}
    for name in waiting:
        choice = kernel.choice_of[name]
        if choice.name not in wanted:
            wanted[choice.name] = None
            waiting += kernel.reads[choice.name].fields
    return tuple(choice for choice in kernel.choices if choice.name in wanted)


def _fields_of(expr: Expr) -> Iterator[str]:
    return (part.name for part in walk(expr) if isinstance(part, FieldRef))


def facts_behind(kernel: Kernel, choices: Sequence[Choice]) -> frozenset[str]:
    """The facts that some choices read, and those that relations tie to them."""
    found = {name for choice in choices for name in kernel.reads[choice.name].inputs}
    for relation in kernel.relations:
        tied = {
            p.list if isinstance(p, Fold) else p.name
            for p in walk(relation.condition)
            if isinstance(p, InputRef | Fold)
        }
        if tied & found:
            found |= tied
    return frozenset(found)


def only(kernel: Kernel, choices: Sequence[Choice]) -> Kernel:
    """The kernel with these choices alone, which read nothing of the others."""
    names = {name for choice in choices for name in choice.fields}
    fields = tuple(decl for decl in kernel.fields if decl.name in names)
    return attrs.evolve(kernel, choices=tuple(choices), fields=fields, benefits=())
