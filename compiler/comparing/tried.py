"""Persons tried where not everybody could be compared.

In: a pair of policies and an output. Out: how many were tried, and the first whom the two treat differently.
Tried are the days on which months and birthdays are counted in more than one way (ends of months, 29
February), the days and numbers that the policies name, and every option, one or two facts at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, islice, product

from polc.compiler.analysis.formula import TRUE
from polc.compiler.breaches import Guarded, guarded
from polc.compiler.comparing.examples import Confirm, Facts, Judged, given, judge, person_of
from polc.compiler.comparing.ground import Pair
from polc.compiler.kernel import Const, InputDecl, Kernel, Kind, Reached, walk
from polc.dsl.values import FIRST_DAY, LAST_DAY, Amount, Given

TRIED = 2_000
ENDS = ((1, 29), (1, 30), (1, 31), (2, 28), (2, 29), (3, 1), (3, 31), (4, 30), (5, 31), (8, 31), (12, 31))


def try_some(pair: Pair, output: str, confirm: Confirm) -> tuple[int, Judged | None]:
    """How many persons were tried, and the first who is treated differently."""
    sides = [
        (side, years, guarded(side.side.kernel)) for side, years in ((pair.old, 0), (pair.new, pair.years))
    ]
    count = 0
    for facts in islice(_persons(pair), TRIED):
        if any(_breaks(relations, given(side, facts, years)) for side, years, relations in sides):
            continue
        count += 1
        judged = judge(pair, facts, output)
        if confirm(judged.old, judged.new):
            return count, judged
    return count, None


def _breaks(relations: tuple[Guarded, ...], facts: Facts) -> bool:
    return any(relation.broken(facts) for relation in relations)


def _persons(pair: Pair) -> Iterator[Facts]:
    """Somebody who fits, then the same with one fact otherwise, then with two."""
    region = pair.facts.search.first(TRUE)
    if region is None:
        return
    base, kernels = person_of(pair, region), (pair.old.kernel, pair.new.kernel)
    decls = {decl.name: decl for kernel in kernels for decl in kernel.inputs}
    others = {name: _values(decls[name], kernels) for name in base if name in decls}
    yield base
    for name, values in others.items():
        yield from ({**base, name: value} for value in values)
    days = [name for name in others if decls[name].type.kind is Kind.DATE]
    rest = [name for name in others if name not in days]
    for one, other in (*combinations(days, 2), *product(days, rest), *combinations(rest, 2)):
        yield from ({**base, one: a, other: b} for a, b in product(others[one], others[other]))


def _values(decl: InputDecl, kernels: tuple[Kernel, ...]) -> tuple[Given, ...]:
    """What is worth trying of a fact."""
    match decl.type.kind:
        case Kind.BOOL:
            return (True, False)
        case Kind.ENUM:
            return decl.type.options
        case Kind.DATE:
            return tuple(day for day in _days(kernels) if FIRST_DAY <= day <= LAST_DAY)
        case Kind.MONEY | Kind.INT:
            step = Fraction(1)
            near = [n for n in _numbers(kernels, decl.type.kind) for n in (n - step, n, n + step)]
            kept = dict.fromkeys(number for number in near if number >= 0)
            return tuple(Amount(n) if decl.type.kind is Kind.MONEY else n for n in kept)
        case _:
            return ()


def _numbers(kernels: tuple[Kernel, ...], kind: Kind) -> Iterator[Fraction]:
    """The numbers, or the amounts in 分, that the policies name."""
    for value in _constants(kernels):
        match value:
            case Amount(fen) if kind is Kind.MONEY:
                yield fen
            case Fraction() if kind is Kind.INT and value.denominator == 1:
                yield value


def _days(kernels: tuple[Kernel, ...]) -> tuple[date, ...]:
    """The days that the policies name, and those on which months and birthdays are counted in two ways."""
    named = [value for value in _constants(kernels) if isinstance(value, date)]
    covered = [k.info.coverage[0].year for k in kernels if k.info.coverage]
    year = max([*covered, *(day.year for day in named)], default=2025)
    leap = next(y for y in range(year - 3, year + 5) if y % 4 == 0 and y % 100)
    found = [_day(y, *end) for y in (year, leap) for end in ENDS]
    parts = (part for kernel in kernels for top in kernel.expressions for part in walk(top))
    for years in sorted({part.years for part in parts if isinstance(part, Reached)}):
        born = leap - years - (leap - years) % 4
        found += [_day(born, 2, 29), _day(born + years, 2, 28), _day(born + years, 3, 1)]
    found += [day + timedelta(days=n) for day in named for n in (-1, 0, 1)]
    return tuple(dict.fromkeys(day for day in found if day is not None))


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _constants(kernels: tuple[Kernel, ...]) -> Iterator[object]:
    tops = (top for kernel in kernels for top in kernel.expressions)
    yield from dict.fromkeys(part.value for top in tops for part in walk(top) if isinstance(part, Const))
