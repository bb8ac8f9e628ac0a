"""One value as SQL: the value itself, and beside it what stands in its way.

In: trees. Out: `Lane`s. `value` is NULL exactly where there's a status; a number counts parts of which `per`
make one, and is always a multiple of `step` parts; `terms` are the factors of parameters, in the same parts,
and multiples of `term_step`.
`status` is a set (`statuses.py`), empty where there's a value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

import attrs

from polc.compiler.kernel import Kind
from polc.dsl.values import Amount, Duration, Plain, Status, Unit
from polc.targets.sql import bits as b
from polc.targets.sql import tree as t
from polc.targets.sql.bits import EMPTY, Bits
from polc.targets.sql.statuses import Statuses
from polc.targets.sql.tree import Tree

UNITS = (Unit.DAY, Unit.MONTH, Unit.WORKDAY)


@attrs.frozen
class Lane:
    """One value; see above."""

    kind: Kind
    value: Tree
    status: Bits = EMPTY
    per: int = 1
    step: int = 1
    terms: tuple[tuple[str, Tree], ...] = ()
    term_step: int = 0

    @property
    def never(self) -> bool:
        """It can only be a status."""
        return self.value.op == "null"

    @property
    def constant(self) -> bool:
        """The same for everybody."""
        parts = (self.value, *(factor for _, factor in self.terms), *(word for _, word in self.status.words))
        return all(part.op == "null" or t.is_constant(part) for part in parts)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that can take part."""
        return tuple(name for name, _ in self.terms)

    def term(self, name: str) -> Tree:
        """The factor of a parameter."""
        return dict(self.terms).get(name, t.ZERO)


# ---- constants ---------------------------------------------------------------------------------------
def known(value: Plain, kind: Kind) -> Lane:
    """A constant."""
    match value:
        case bool():
            return Lane(kind, t.truth(value))
        case date():
            return Lane(kind, t.day(value))
        case str():
            return Lane(kind, t.text(value))
        case Duration(count, Unit.YEAR):
            return known(Duration(12 * count, Unit.MONTH), kind)
        case Duration(count, unit):
            return Lane(kind, t.integer(count * len(UNITS) + UNITS.index(unit)))
        case Amount():
            return _number(kind, value.fen, value.terms)
        case _:
            return _number(kind, value, ())


def _number(kind: Kind, number: Fraction, terms: Sequence[tuple[str, Fraction]]) -> Lane:
    per = lcm(number.denominator, *(factor.denominator for _, factor in terms))
    count = (number * per).numerator
    factors = tuple((name, t.integer((factor * per).numerator)) for name, factor in terms)
    term_step = reduce(gcd, ((factor * per).numerator for _, factor in terms), 0)
    return Lane(kind, t.integer(count), per=per, step=abs(count), terms=factors, term_step=term_step)


def stopped(status: Status, kind: Kind, statuses: Statuses) -> Lane:
    """A status."""
    return Lane(kind, t.null(kind), statuses.status(status), step=0)


def open_(status: Bits, kind: Kind) -> Lane:
    """Nothing but a status."""
    return Lane(kind, t.null(kind), status, step=0)


# ---- numbers -----------------------------------------------------------------------------------------
def at(lane: Lane, per: int) -> Lane:
    """The same number, counted in smaller parts."""
    factor = per // lane.per
    if factor == 1 or lane.never:
        return lane if lane.per == per else attrs.evolve(lane, per=per)
    scaled = _scaled(lane, lambda number: t.times(number, t.integer(factor)))
    return attrs.evolve(scaled, per=per, step=lane.step * factor, term_step=lane.term_step * factor)


def _scaled(lane: Lane, scale: Callable[[Tree], Tree]) -> Lane:
    terms = tuple((name, scale(factor)) for name, factor in lane.terms)
    return attrs.evolve(lane, value=scale(lane.value), terms=terms)


def reduced(lane: Lane) -> Lane:
    """The same number in the largest parts that keep it whole."""
    factor = gcd(lane.step, lane.term_step, lane.per)
    if factor == 1 or lane.never:
        return lane
    scaled = _scaled(lane, lambda number: t.quotient(number, factor))
    step, term_step = lane.step // factor, lane.term_step // factor
    return attrs.evolve(scaled, per=lane.per // factor, step=step, term_step=term_step)


def alike(lanes: Sequence[Lane]) -> list[Lane]:
    """Numbers counted in the same parts."""
    per = lcm(*(lane.per for lane in lanes if not lane.never))
    return [at(lane, per) for lane in lanes]


# ---- choosing ----------------------------------------------------------------------------------------
def choose(branches: Sequence[tuple[Tree, Lane]], otherwise: Lane) -> Lane:
    """The lane of the first branch whose condition holds."""
    reached = [(condition, lane) for condition, lane in branches if condition is not t.FALSE]
    for place, (condition, lane) in enumerate(reached):
        if condition is t.TRUE:
            reached, otherwise = reached[:place], lane
            break
    if not reached:
        return otherwise
    conditions = [condition for condition, _ in reached]
    *lanes, last = alike([*(lane for _, lane in reached), otherwise])

    def chosen(part: Callable[[Lane], Tree]) -> Tree:
        values = [part(lane) for lane in (*lanes, last)]
        if all(value.op == "null" for value in values):
            return values[-1]
        return t.case(zip(conditions, values, strict=False), values[-1])

    def term_of(name: str) -> Callable[[Lane], Tree]:
        return lambda lane: lane.term(name)

    names = dict.fromkeys(name for lane in (*lanes, last) for name in lane.parameters)
    return Lane(
        kind=last.kind if not last.never else next((x.kind for x in lanes if not x.never), last.kind),
        value=chosen(lambda lane: lane.value),
        status=b.choose([(c, lane.status) for c, lane in zip(conditions, lanes, strict=True)], last.status),
        per=last.per,
        step=reduce(gcd, (lane.step for lane in (*lanes, last))),
        term_step=reduce(gcd, (lane.term_step for lane in (*lanes, last))),
        terms=tuple((name, chosen(term_of(name))) for name in sorted(names)),
    )


def settled(lane: Lane, statuses: Statuses) -> Lane:
    """The lane with nothing in its status that doesn't count."""
    return attrs.evolve(lane, status=statuses.settled(lane.status))


def differ(one: Lane, other: Lane) -> Tree:
    """True where two settled lanes aren't the same result."""
    if one == other:
        return t.FALSE
    numbers = [lane.terms or lane.kind in (Kind.MONEY, Kind.INT, Kind.RATE) for lane in (one, other)]
    if all(numbers):
        one, other = alike([one, other])
    tests = [_differ(one, other, one.value, other.value), b.apart(one.status, other.status)]
    for name in dict.fromkeys((*one.parameters, *other.parameters)):
        apart = _differ(one, other, one.term(name), other.term(name))
        there = [t.not_(t.is_null(lane.value)) for lane in (one, other) if lane.status.can]
        tests.append(t.and_([apart, *there]))
    return t.or_(tests)


def _differ(one: Lane, other: Lane, left: Tree, right: Tree) -> Tree:
    if left is right:
        return t.FALSE
    if one.status.can or other.status.can or t.is_constant(left) == t.is_constant(right) is True:
        return t.differ(left, right)
    return t.compared("<>", left, right)
