"""On which days somebody satisfies a formula: stretches with exact ends.

In: a formula and the fact that days are about. Out: stretches in order; on the first and on the last day of
each there is somebody, and outside them there is nobody. A region found by the search holds one stretch;
the next one is looked for outside those found, until there is none.
"""

from __future__ import annotations

from datetime import date

from polc.compiler.analysis.decide import World
from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.regions import Region
from polc.compiler.comparing.model import Days


def days_of(world: World, formula: Formula, axis: str) -> Days:
    """The stretches of days on which somebody satisfies the formula."""
    if axis not in world.variables.numbers:
        return ()
    var, pool = world.variables.numbers[axis], world.pool
    found: list[tuple[int, int]] = []
    while True:
        others = [-pool.between(var, low, high) for low, high in found]
        region = world.search.first(pool.all_of((formula, *others)))
        if region is None:
            return tuple((date.fromordinal(low), date.fromordinal(high)) for low, high in _joined(found))
        found.append((_first(world, region, var), _last(world, region, var)))


def _first(world: World, region: Region, var: int) -> int:
    """The first day that a person of the region can have: its lower end, where no sums take part."""
    low, high = region.lows[var], region.number(var)
    while low < high:
        middle = (low + high) // 2
        part = region.within([world.pool.at_most(var, middle)])
        if part is None:
            low = middle + 1
        else:
            low, high = max(low, part.lows[var]), part.number(var)
    return high


def _last(world: World, region: Region, var: int) -> int:
    """The last day that a person of the region can have."""
    low, high = region.lows[var], region.highs[var]
    if not region.differences and not region.linked:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        part = region.within([world.pool.at_least(var, middle)])
        if part is None:
            high = middle - 1
        else:
            low = part.number(var)
    return low


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(found):
        if joined and joined[-1][1] >= low - 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
