"""Regions with links: is there a person whose sums and products come out as asked.

In: a region whose differences are closed, and the links that it speaks about. Out: one person of it, by value
of each variable, or None. Every box of facts gives a link both ends (`links.py`); a box whose ends exclude
what is asked is empty, what a sum still needs narrows the facts in it, and where the box's least person
doesn't do, the widest fact of a link that fails is halved, its lower half first. Boxes are whole numbers, so
the halving ends; how many may be looked at is limited, and past that it's `NotFinished`, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Protocol, TypeAlias, TypeVar

from polc.compiler.analysis.curves import Curve, Number
from polc.compiler.analysis.links import Link, Sum, vars_of
from polc.compiler.analysis.symbols import Term

Point: TypeAlias = list[int]


class Box(Protocol):
    """A region, as far as it's looked at here."""

    lows: list[int]
    highs: list[int]


SomeBox = TypeVar("SomeBox", bound=Box)


def somebody(
    box: SomeBox,
    links: Sequence[tuple[int, Link]],
    closed: Callable[[SomeBox], bool],
    holds: Callable[[Point], bool],
    copied: Callable[[SomeBox], SomeBox],
    spend: Callable[[], None],
) -> Point | None:
    """A person of the box, the smallest by halves; the box is narrowed to what it can hold at all.

    `closed` narrows by the other constraints and is false for an empty box, `holds` asks them of one person,
    `spend` counts one box against the budget. Links come with their variable, inner ones first.
    """
    waiting = [box]
    while waiting:
        part = waiting.pop()
        spend()
        if not _narrowed(part, links, closed):
            continue
        point = valued(part.lows, links)
        failing = next((link for var, link in links if not _fits(part, var, point)), None)
        if failing is None and holds(point):
            return point
        wide = _widest(part, [failing] if failing else [link for _, link in links])
        wide = _widest(part, [link for _, link in links]) if wide is None else wide
        if wide is None:
            continue
        middle = (part.lows[wide] + part.highs[wide]) // 2
        lower, upper = copied(part), copied(part)
        lower.highs[wide], upper.lows[wide] = middle, middle + 1
        waiting += [upper, lower]
    return None


def valued(facts: Sequence[int], links: Sequence[tuple[int, Link]]) -> Point:
    """The facts with each link's own value in its place."""
    point = list(facts)
    for var, link in links:
        point[var] = link.at(point)
    return point


def _fits(box: Box, var: int, point: Point) -> bool:
    return box.lows[var] <= point[var] <= box.highs[var]


def _widest(box: Box, links: Sequence[Link]) -> int | None:
    """The variable inside some links that is least settled; None when all are."""
    inside = [var for link in links for item in link.items for var in vars_of(item)]
    open_ = [var for var in inside if box.lows[var] < box.highs[var]]
    return max(open_, key=lambda var: box.highs[var] - box.lows[var], default=None)


# ---- narrowing --------------------------------------------------------------------------------------
def _narrowed(box: SomeBox, links: Sequence[tuple[int, Link]], closed: Callable[[SomeBox], bool]) -> bool:
    """Narrow until nothing moves much any more; false when nobody is left."""
    for _ in range(2 + 2 * len(links)):
        before = (box.lows.copy(), box.highs.copy())
        if not all(_by_link(box, var, link) for var, link in links) or not closed(box):
            return False
        if (box.lows, box.highs) == before:
            break
    return True


def _by_link(box: Box, var: int, link: Link) -> bool:
    if not isinstance(link, Sum):
        return _within(box, var, *link.ends(box.lows, box.highs))
    ends = link.part_ends(box.lows, box.highs)
    low, high = sum(least for least, _ in ends), sum(most for _, most in ends)
    if not _within(box, var, int(low), int(high)):
        return False
    if box.lows[var] <= low and high <= box.highs[var]:
        return True
    return all(
        _bounded(box, item, factor, box.lows[var] - (high - most), box.highs[var] - (low - least))
        for (item, factor), (least, most) in zip(link.scaled, ends, strict=True)
        if isinstance(item, Term)
    )


def _within(box: Box, var: int, low: int, high: int) -> bool:
    box.lows[var], box.highs[var] = max(box.lows[var], low), min(box.highs[var], high)
    return box.lows[var] <= box.highs[var]


def _bounded(box: Box, item: Term, factor: Number, least: Number, most: Number) -> bool:
    """Keep to the facts whose function, times the factor, is from what the other parts leave to it."""
    needed, allowed = Fraction(least) / factor, Fraction(most) / factor
    if factor < 0:
        needed, allowed = allowed, needed
    var, curve = item.var, item.curve
    low, high = box.lows[var], box.highs[var]
    if curve.at(low) < needed:
        low = _least(curve, ceil(needed) if curve.dated else needed, low, high, above=False)
    if low <= high and curve.at(high) > allowed:
        high = _least(curve, floor(allowed) if curve.dated else allowed, low, high, above=True) - 1
    box.lows[var], box.highs[var] = low, high
    return low <= high


def _least(curve: Curve, target: Fraction | int, low: int, high: int, *, above: bool) -> int:
    return curve.least(target, low, high, above=above)
