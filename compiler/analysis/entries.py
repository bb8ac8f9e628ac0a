"""Lists to try on a person: none, one or two entries, or several alike, made of values that matter.

In: a kernel and a person. Out: lists, the smallest first, for the lists that a rule looks into. Cells are
the constants that the policy compares with and their neighbours, days of the person, every option. Nothing
is claimed about lists that aren't tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, islice, product
from typing import TypeAlias

from polc.compiler.kernel import (
    Column,
    Const,
    Fold,
    InputDecl,
    Kernel,
    Kind,
    walk,
)
from polc.dsl.values import Amount, Duration, Given, Plain, Records, Unit, distinct

Entry: TypeAlias = tuple[Plain | None, ...]
CELLS, ENTRIES, LISTS, TOGETHER = 8, 24, 200, 14


def lists_for(kernel: Kernel, person: Mapping[str, Given | None]) -> Iterator[dict[str, Given]]:
    """The lists to try, all that the kernel looks into at once."""
    exprs = list(kernel.expressions)
    read = {part.list for expr in exprs for part in walk(expr) if isinstance(part, Fold)}
    decls = [decl for decl in kernel.inputs if decl.name in read]
    constants = distinct(part.value for expr in exprs for part in walk(expr) if isinstance(part, Const))
    days = [value for value in person.values() if isinstance(value, date)]
    ways = [list(islice(_lists(decl, constants, days), LISTS)) for decl in decls]
    none: dict[str, Given] = {decl.name: Records(()) for decl in decls}
    yield none
    for decl, way in zip(decls, ways, strict=True):
        yield from (none | {decl.name: records} for records in way[1:])
    if len(decls) > 1:
        for together in islice(product(*(way[1:TOGETHER] for way in ways)), LISTS):
            yield {decl.name: records for decl, records in zip(decls, together, strict=True)}


def _lists(decl: InputDecl, constants: tuple[Plain, ...], days: list[date]) -> Iterator[Records]:
    cells = [_cells(column, constants, days)[:CELLS] for column in decl.columns]
    entries: list[Entry] = list(islice(_mixed(cells), ENTRIES))
    yield Records(())
    if decl.limit >= 1:
        yield from (Records((entry,)) for entry in entries)
    if decl.limit >= 2:
        yield from (Records((entry, entry)) for entry in entries)
    counts = [int(v) for v in constants if isinstance(v, Fraction) and 1 <= v < decl.limit]
    for count in sorted({c + more for c in counts for more in (0, 1)} - {1, 2}):
        yield from (Records((entry,) * count) for entry in entries[:4])
    if decl.limit >= 2:
        yield from map(Records, combinations(entries, 2))


def _mixed(cells: list[list[Plain]]) -> Iterator[Entry]:
    """Combinations of cells, those that differ in one cell from the first first."""
    first = tuple(column[0] for column in cells)
    yield first
    for at, column in enumerate(cells):
        yield from ((*first[:at], cell, *first[at + 1 :]) for cell in column[1:])
    for entry in product(*cells):
        if sum(a != b for a, b in zip(entry, first, strict=True)) > 1:
            yield entry


def _cells(column: Column, constants: tuple[Plain, ...], days: list[date]) -> list[Plain]:
    match column.type.kind:
        case Kind.BOOL:
            return [False, True]
        case Kind.ENUM:
            return list(column.type.options)
        case Kind.DATE:
            known = [value for value in (*constants, *days) if isinstance(value, date)]
            near = [day + timedelta(days=n) for day in known for n in (0, -1, 1)]
            return list(distinct(near)) or [date(2025, 1, 1)]
        case Kind.MONEY:
            fen = [v.fen for v in constants if isinstance(v, Amount) and v.exact and v.fen >= 0]
            return [Amount(n) for n in distinct((*fen, *(f - 100 for f in fen if f >= 100), Fraction(0)))]
        case Kind.INT:
            whole = [v for v in constants if isinstance(v, Fraction) and v >= 0 and v.denominator == 1]
            whole_near = [n + more for more in (0, -1, 1) for n in whole if n + more >= 0]
            return list(distinct((*whole_near, Fraction(0))))
        case Kind.RATE:
            return list(distinct((*(v for v in constants if isinstance(v, Fraction)), Fraction(0))))
        case _:
            return [Duration(0, Unit.DAY)]
