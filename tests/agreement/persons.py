"""Persons for any kernel: random ones, and those who stand on a boundary of one of its rules.

In: a kernel and a seed. Out: persons as the interpreter takes them. Dates are drawn at and around every
date of the kernel, and at and around the distances (90 days, 3 months, 18 years) between two dates. Lists
are empty, full and in between; their entries repeat, tie in the order, and lack cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import attrs

from polc.compiler.kernel import (
    Column,
    Compare,
    Const,
    Elapsed,
    Expr,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    OneOf,
    Pick,
    Reached,
    walk,
)
from polc.compiler.readings import chosen_readings, combinations
from polc.dsl.counting import Count
from polc.dsl.values import (
    FIRST_DAY,
    LAST_DAY,
    Amount,
    Duration,
    Given,
    MonthRule,
    Plain,
    Rate,
    Records,
    Unit,
    add_duration,
)

Person = dict[str, Given | None]
UNITS = {Count.DAYS: Unit.DAY, Count.MONTHS: Unit.MONTH, Count.FULL_MONTHS: Unit.MONTH}


@attrs.frozen(kw_only=True)
class Pools:
    """What the constants of a kernel make worth trying, by kind, and the distances between dates."""

    days: tuple[date, ...]
    amounts: tuple[Amount, ...]
    numbers: tuple[Fraction, ...]
    durations: tuple[Duration, ...]
    options: dict[str, tuple[str, ...]]


def expressions(kernel: Kernel) -> Iterator[Expr]:
    """Every expression of a kernel, inside ones too."""
    tops: list[Expr] = [relation.condition for relation in kernel.relations]
    for decl in kernel.assumptions:
        tops += [r.meaning for r in decl.readings if not isinstance(r.meaning, Pick)]
    for choice in (*kernel.choices, *kernel.entry_rules):
        tops += [e for row in choice.rows for e in (row.guard, *row.values)]
        tops += [*choice.otherwise, *(e for e in (choice.gate, choice.tie, choice.ceiling) if e is not None)]
    for top in tops:
        yield from walk(top)


def pools_of(kernel: Kernel) -> Pools:
    """The pools of a kernel."""
    found = list(expressions(kernel))
    values = list(dict.fromkeys(e.value for e in found if isinstance(e, Const)))
    ages = dict.fromkeys(Duration(e.years, Unit.YEAR) for e in found if isinstance(e, Reached))
    options: dict[str, tuple[str, ...]] = {}
    for expr in found:
        match expr:
            case OneOf(InputRef(name), listed):
                options[name] = (*options.get(name, ()), *listed)
            case OneOf(ItemRef(_, name), listed):
                options[name] = (*options.get(name, ()), *listed)
            case Compare(_, InputRef(name) | ItemRef(_, name), Const(str() as option)):
                options[name] = (*options.get(name, ()), option)
    return Pools(
        days=tuple(v for v in values if isinstance(v, date)) or (date(2025, 1, 1),),
        amounts=tuple(v for v in values if isinstance(v, Amount)),
        numbers=tuple(v for v in values if isinstance(v, Fraction)),
        durations=(*(v for v in values if isinstance(v, Duration)), *ages, *_counted(found, values)),
        options=options,
    )


def _counted(found: list[Expr], values: list[Plain]) -> Iterator[Duration]:
    """The distances at which a number of days, months or years changes what holds."""
    units = dict.fromkeys(UNITS.get(e.count, Unit.YEAR) for e in found if isinstance(e, Elapsed))
    for number in (v for v in values if isinstance(v, Fraction) and 0 < v < 100):
        yield from (Duration(number.numerator // number.denominator, unit) for unit in units)


def persons(kernel: Kernel, number: int, seed: int = 1) -> Iterator[Person]:
    """`number` persons, the same ones for the same seed."""
    rng, pools = Random(seed), pools_of(kernel)
    for _ in range(number):
        yield _person(kernel, pools, rng)


def _person(kernel: Kernel, pools: Pools, rng: Random) -> Person:
    unknown = rng.choice((0.0, 0.0, 0.0, 0.04, 0.15, 0.5))
    true = rng.choice((0.02, 0.08, 0.2, 0.5))
    anchor = _near(rng.choice(pools.days), pools, rng)
    person: Person = {}
    for decl in kernel.inputs:
        if rng.random() < unknown:
            person[decl.name] = None
        elif decl.type.kind is Kind.BOOL:
            person[decl.name] = rng.random() < true
        elif decl.type.kind is Kind.LIST:
            person[decl.name] = _records(decl, pools, anchor, rng)
        else:
            person[decl.name] = _value(decl, pools, anchor, rng)
    return person


def _records(decl: InputDecl, pools: Pools, anchor: date, rng: Random) -> Records:
    """Some entries; the later ones often repeat an earlier one, wholly or but for a few cells."""
    size = rng.choice((0, 1, 2, 3, rng.randrange(decl.limit + 1), decl.limit))
    unknown = rng.choice((0.0, 0.0, 0.0, 0.05, 0.3))
    rows: list[tuple[Plain | None, ...]] = []
    for _ in range(min(size, decl.limit)):
        like = rng.choice(rows) if rows and rng.random() < 0.4 else None
        kept = rng.choice((0.5, 0.9, 1.0))
        row: list[Plain | None] = []
        for place, column in enumerate(decl.columns):
            if like is not None and rng.random() < kept:
                row.append(like[place])
            else:
                row.append(None if rng.random() < unknown else _value(column, pools, anchor, rng))
        rows.append(tuple(row))
    return Records(tuple(rows))


def _value(decl: InputDecl | Column, pools: Pools, anchor: date, rng: Random) -> Plain:
    match decl.type.kind:
        case Kind.DATE:
            return anchor if rng.random() < 0.35 else _near(anchor, pools, rng)
        case Kind.MONEY:
            fen = rng.choice((*(a.fen for a in pools.amounts), Fraction(0))) + rng.choice((-1, 0, 1, 12345))
            return Amount(max(Fraction(0), Fraction(fen.numerator // fen.denominator)))
        case Kind.RATE:
            return Rate(rng.choice((*pools.numbers, Fraction(1, 3), Fraction(9, 10))))
        case Kind.INT:
            near = rng.choice((*pools.numbers, Fraction(0)))
            return Fraction(near.numerator // near.denominator + rng.choice((-1, 0, 1, 5)))
        case Kind.DURATION:
            return rng.choice((*pools.durations, Duration(1, Unit.MONTH)))
        case Kind.ENUM:
            return rng.choice(decl.type.options or (*pools.options.get(decl.name, ()), "别的"))
        case Kind.BOOL:
            return rng.random() < 0.5
        case Kind.LIST:
            raise ValueError(f"{decl.name} is a list")


def _near(day: date, pools: Pools, rng: Random) -> date:
    """A day at, just beside, or one distance away from a day; sometimes any day, sometimes a leap day."""
    step = timedelta(days=rng.choice((-1, 0, 0, 1)))
    match rng.randrange(10):
        case 0:
            near = date(1930, 1, 1) + timedelta(days=rng.randrange(36525))
        case 1:
            near = rng.choice((date(2024, 2, 29), date(2004, 2, 29), date(1964, 2, 29), date(2025, 8, 31)))
        case 2 | 3 | 4:
            near = rng.choice(pools.days) + step
        case 5:
            near = day + timedelta(days=rng.randrange(-200, 200))
        case _ if pools.durations:
            length = rng.choice(pools.durations)
            count = rng.choice((-1, 1)) * length.count
            unit = Unit.DAY if length.unit is Unit.WORKDAY else length.unit
            near = add_duration(day, count, unit, MonthRule.MONTH_END) + step
        case _:
            near = day + step
    return min(max(near, FIRST_DAY), LAST_DAY)


def readings(kernel: Kernel, rng: Random) -> dict[str, str | None] | None:
    """Readings to assume: none at all, or some chosen and some left undecided, within the limit."""
    if not kernel.assumptions or rng.random() < 0.3:
        return None
    chosen: dict[str, str | None] = {decl.name: rng.choice(decl.readings).name for decl in kernel.assumptions}
    for decl in rng.sample(kernel.assumptions, k=min(2, len(kernel.assumptions))):
        if rng.random() < 0.1:
            chosen[decl.name] = None
    for decl in kernel.assumptions:
        if decl.adopted is not None and rng.random() < 0.3:
            del chosen[decl.name]
    try:
        next(combinations(kernel, chosen_readings(kernel, chosen)))
    except ValueError:
        return None
    return chosen
