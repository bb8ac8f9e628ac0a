"""Numbers made of several facts: sums, differences and products, as whole numbers of their own.

In: functions of facts, and what of them is added or multiplied. Out: `Sum` and `Product`, links between a
number that nobody states and the facts. A link has a variable of the pool like a fact; its bounds over any
box of facts are those of the box's corners, because each part only rises or only falls. So a region with
links is searched box by box (`linked.py`); what is plain is left plain: one part alone is a bound on a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Protocol, TypeAlias

import attrs

from polc.compiler.analysis.curves import (
    AtLeast,
    AtMost,
    Curve,
    Number,
    Plus,
    Rounded,
    Since,
    Stepped,
    Times,
)
from polc.compiler.analysis.symbols import AS_IT_IS, Curved, Known, Term
from polc.dsl.counting import elapsed
from polc.dsl.values import Amount

Ends: TypeAlias = tuple[Number, Number]
Parts: TypeAlias = dict[Curved, Fraction]


@attrs.frozen(cache_hash=True)
class Sum:
    """`grain` times the sum of all parts, each times its factor: a whole number."""

    parts: tuple[tuple[Curved, Fraction], ...]
    grain: int

    @property
    def items(self) -> Iterator[Curved]:
        """The functions of facts in it."""
        return (item for item, _ in self.parts)

    def at(self, numbers: Numbers) -> int:
        """The value for one person."""
        return self.ends(numbers, numbers)[0]

    @cached_property
    def scaled(self) -> tuple[tuple[Curved, Number], ...]:
        """The parts with what each counts in the whole number."""
        times = ((item, factor * self.grain) for item, factor in self.parts)
        return tuple((item, n.numerator if n.denominator == 1 else n) for item, n in times)

    def part_ends(self, lows: Numbers, highs: Numbers) -> list[Ends]:
        """The least and the greatest that each part can add over a box."""
        found = []
        for item, factor in self.scaled:
            first, last = ends_of(item, lows, highs)
            found.append((factor * first, factor * last) if factor > 0 else (factor * last, factor * first))
        return found

    def ends(self, lows: Numbers, highs: Numbers) -> tuple[int, int]:
        """The least and the greatest value over a box."""
        ends = self.part_ends(lows, highs)
        return int(sum(low for low, _ in ends)), int(sum(high for _, high in ends))


@attrs.frozen(cache_hash=True)
class Product:
    """`grain` times the product of two functions of facts: a whole number."""

    left: Curved
    right: Curved
    grain: int

    @property
    def items(self) -> Iterator[Curved]:
        """The functions of facts in it."""
        yield from (self.left, self.right)

    def at(self, numbers: Numbers) -> int:
        """The value for one person."""
        return self.ends(numbers, numbers)[0]

    def ends(self, lows: Numbers, highs: Numbers) -> tuple[int, int]:
        """The least and the greatest value over a box."""
        left, right = ends_of(self.left, lows, highs), ends_of(self.right, lows, highs)
        corners = [a * b for a in left for b in right]
        return int(min(corners) * self.grain), int(max(corners) * self.grain)


Link: TypeAlias = Sum | Product


class Numbers(Protocol):
    """A whole number for each variable."""

    def __getitem__(self, var: int, /) -> int:
        """The number of one variable."""
        ...


class Linking(Protocol):
    """What a link is made in: the pool."""

    links: dict[int, Link]

    def linked(self, link: Link) -> int:
        """The variable of a link."""
        ...


# ---- bounds -----------------------------------------------------------------------------------------
def ends_of(item: Curved, lows: Numbers, highs: Numbers) -> Ends:
    """The least and the greatest value of a function of facts over a box."""
    if isinstance(item, Term):
        return item.curve.at(lows[item.var]), item.curve.at(highs[item.var])
    first, last = ends_of(item.start, lows, highs)
    begin, end = (item.end.value,) * 2 if isinstance(item.end, Known) else _days(item.end, lows, highs)
    assert isinstance(begin, date) and isinstance(end, date)
    least = elapsed(item.count, _day(last), begin, item.extra, item.months, item.leap)
    most = elapsed(item.count, _day(first), end, item.extra, item.months, item.leap)
    return item.curve.at(least), item.curve.at(most)


def _days(term: Term, lows: Numbers, highs: Numbers) -> tuple[date, date]:
    first, last = ends_of(term, lows, highs)
    return _day(first), _day(last)


def _day(number: Number) -> date:
    return date.fromordinal(int(number))


def vars_of(item: Curved) -> tuple[int, ...]:
    """The variables that a function reads."""
    if isinstance(item, Term):
        return (item.var,)
    return (item.start.var, item.end.var) if isinstance(item.end, Term) else (item.start.var,)


# ---- making -----------------------------------------------------------------------------------------
def taken_apart(symbol: Curved | Known, pool: Linking) -> tuple[Parts, Fraction] | None:
    """A number as parts with factors and a constant; None for days, options and amounts without a number."""
    if isinstance(symbol, Known):
        match symbol.value:
            case Amount(fen) if symbol.value.exact:
                return {}, Fraction(fen)
            case Fraction() as number:
                return {}, number
            case _:
                return None
    if isinstance(symbol, Term) and symbol.curve.dated:
        return None
    factor, constant, steps = Fraction(1), Fraction(0), list(symbol.curve.steps)
    while steps and isinstance(step := steps[-1], Times | Plus):
        steps.pop()
        if isinstance(step, Times):
            factor *= step.factor
        else:
            constant += factor * step.term
    item = attrs.evolve(symbol, curve=Curve(symbol.curve.days, tuple(steps)), money=False)
    link = pool.links.get(item.var) if isinstance(item, Term) and not steps else None
    if not isinstance(link, Sum):
        return {item: factor} if factor else {}, constant
    return added((part, factor * link.grain * times) for part, times in link.parts), constant


def added(parts: Iterable[tuple[Curved, Fraction]]) -> Parts:
    """The parts with the factors of equal ones added up; what comes to nothing is left out."""
    found: Parts = {}
    for item, factor in parts:
        found[item] = found.get(item, Fraction(0)) + factor
    return {item: factor for item, factor in found.items() if factor}


def summed(
    parts: Mapping[Curved, Fraction], constant: Fraction, money: bool, pool: Linking
) -> Curved | Known:
    """The sum of some parts and a constant as a symbol again."""
    if not parts:
        return Known(Amount(constant) if money else constant)
    (item, factor), *others = parts.items()
    if others or factor < 0:
        item, factor = _linked(parts, pool), Fraction(1)
    curve = item.curve if factor == 1 else item.curve.then(Times(factor))
    return attrs.evolve(item, curve=curve.then(Plus(constant)), money=money)


def _linked(parts: Mapping[Curved, Fraction], pool: Linking) -> Term:
    link = sum_of(parts)
    curve = AS_IT_IS if link.grain == 1 else AS_IT_IS.then(Times(Fraction(1, link.grain)))
    return Term(pool.linked(link), curve)


def sum_of(parts: Mapping[Curved, Fraction]) -> Sum:
    """The link of some parts; the same one in whatever order they are told."""
    ordered = tuple(sorted(parts.items(), key=_order))
    return Sum(ordered, lcm(*(factor.denominator * _grain(item.curve) for item, factor in ordered)))


def _order(part: tuple[Curved, Fraction]) -> tuple[tuple[int, ...], str]:
    return vars_of(part[0]), repr(part[0])


def multiplied(left: Curved, right: Curved, pool: Linking) -> Term:
    """The product of two functions of facts."""
    first, second = sorted((left, right), key=lambda item: _order((item, Fraction(1))))
    first, second = (attrs.evolve(item, money=False) for item in (first, second))
    grain = _grain(first.curve) * _grain(second.curve)
    curve = AS_IT_IS if grain == 1 else AS_IT_IS.then(Times(Fraction(1, grain)))
    return Term(pool.linked(Product(first, second, grain)), curve, left.money or right.money)


def _grain(curve: Curve) -> int:
    """A number that makes every value of the curve whole when it's multiplied by it."""
    grain = 1
    for step in curve.steps:
        match step:
            case Times(factor):
                grain *= factor.denominator
            case Plus(number) | AtLeast(number) | AtMost(number):
                grain = lcm(grain, number.denominator)
            case Rounded() | Stepped() | Since():
                grain = 1
            case _:
                pass
    return grain
