"""On which days something can happen: a formula seen along one whole number.

In: a formula and a variable with its range. Out: the runs of values that some person has. Between two
neighbouring ends that the formula names nothing changes, so one question a stretch is enough; where the
variable also stands in a difference, the first and the last value of the stretch are found by bisection.
"""

from __future__ import annotations

from polc.compiler.analysis.decide import World
from polc.compiler.analysis.formula import AtLeast, Formula
from polc.compiler.analysis.symbols import NO_LIST, NotAnalysed

Run = tuple[int, int]


def runs(world: World, formula: Formula, var: int, low: int, high: int) -> list[Run]:
    """The values of `var` from `low` to `high` that persons of `formula` have, neighbours joined.

    NotAnalysed where lists take part: their formulas allow more than there is.
    """
    if world.is_loose(formula) or var >= len(world.variables.numbers):
        if not world.search.possible(formula):
            return []
        raise NotAnalysed(world.doubt(formula) or NO_LIST)
    pool = world.pool
    atoms = pool.atoms(formula, world.search.known)
    cuts = sorted(
        {a.bound for a in atoms if isinstance(a, AtLeast) and a.var == var and low < a.bound <= high}
    )
    staircase = any(var in pool.facts_of(a) for a in atoms if not (isinstance(a, AtLeast) and a.var == var))
    found: list[Run] = []
    for first, after in zip((low, *cuts), (*cuts, high + 1), strict=True):
        run: Run | None = (first, after - 1)
        if staircase:
            run = _hull(world, formula, var, first, after - 1)
        elif not world.search.possible(formula, pool.between(var, first, after - 1)):
            run = None
        if run is not None:
            joined = found and found[-1][1] == run[0] - 1
            found.append((found.pop()[0], run[1]) if joined else run)
    return found


def _hull(world: World, formula: Formula, var: int, low: int, high: int) -> Run | None:
    """The first and the last value in a stretch."""
    pool, search = world.pool, world.search

    def some(first: int, last: int) -> bool:
        return search.possible(formula, pool.between(var, first, last))

    if not some(low, high):
        return None
    if some(low, low) and some(high, high):
        return low, high
    least, most = low, high
    end = high
    while least < end:
        middle = (least + end) // 2
        if some(low, middle):
            end = middle
        else:
            least = middle + 1
    start = least
    while start < most:
        middle = (start + most + 1) // 2
        if some(middle, high):
            start = middle
        else:
            most = middle - 1
    return least, most
