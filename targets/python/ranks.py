"""只取最高 without comparing at run time: rows in levels of equal amounts, the highest first.

In: the tables of a choice's rows. Out: levels, and the rows whose amount is a status; or nothing where the
order isn't the same for every person, which the fast path then leaves to the general one.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.arithmetic import compare_amounts
from polc.compiler.kernel import Choice, Op
from polc.dsl.text import Bounds
from polc.dsl.values import Amount, Result
from polc.targets.python.outcomes import Results, Table


@attrs.frozen
class Ranks:
    """`open_rows` have no stated amount; each level holds rows of one amount, the highest level first."""

    open_rows: tuple[int, ...]
    levels: tuple[tuple[int, ...], ...]


def ranks_of(choice: Choice, tables: Mapping[int, Table], results: Results, bounds: Bounds) -> Ranks | None:
    """The ranks of the rows in `tables`; None when they differ from person to person or aren't certain."""
    depends = {table.depends for table in tables.values() if table.depends}
    if len(depends) > 1 or any(-1 in table.codes for table in tables.values()):
        return None
    ways = max((len(table.codes) for table in tables.values()), default=1)
    found = {_ranked(choice, _amounts(choice, tables, results, way), bounds) for way in range(ways)}
    return found.pop() if len(found) == 1 else None


def _amounts(choice: Choice, tables: Mapping[int, Table], results: Results, way: int) -> dict[int, Result]:
    amounts: dict[int, Result] = {}
    for row, table in tables.items():
        code = table.codes[way if table.depends else 0]
        amounts[row] = results.vectors[code][choice.pick_field]
    return amounts


def _ranked(choice: Choice, amounts: Mapping[int, Result], bounds: Bounds) -> Ranks | None:
    stated = {row: amount for row, amount in amounts.items() if isinstance(amount, Amount)}
    open_rows = tuple(row for row in amounts if row not in stated)
    if any(loser in open_rows for row in stated for loser in choice.losers[row]):
        return None
    levels: list[tuple[int, ...]] = []
    left = dict(stated)
    while left:
        top = tuple(row for row in left if _tops(left[row], left, bounds))
        if not top or any(left[row] != left[top[0]] for row in top):
            return None
        levels.append(top)
        for row in top:
            del left[row]
    return Ranks(open_rows, tuple(levels))


def _tops(amount: Amount, others: Mapping[int, Amount], bounds: Bounds) -> bool:
    return all(compare_amounts(Op.GE, amount, other, bounds) is True for other in others.values())
