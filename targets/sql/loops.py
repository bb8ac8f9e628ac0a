"""A look into a list as SQL: what is asked of each entry, and what all entries come to.

In: the lanes of one entry. Out: the lane of the whole. What belongs to the entries of one list is one loop;
sums, bits joined, the greatest and the least are taken over it. With running values a loop goes through the
entries in their order and everything asked of them is gathered on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import lcm

import attrs

from polc.compiler.kernel import FoldHow, Kind
from polc.compiler.plan import ir
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql import bits as b
from polc.targets.sql import lane as ln
from polc.targets.sql import tree as t
from polc.targets.sql.bits import Bits
from polc.targets.sql.lane import Lane
from polc.targets.sql.statuses import Statuses
from polc.targets.sql.tree import Tree


@attrs.frozen
class Cells:
    """What the entries of a list are: its column, and the aliases and kinds of what each tells."""

    list: str
    columns: tuple[tuple[str, Kind], ...]
    order: tuple[str, ...]


@attrs.frozen
class Going:
    """One loop: the entries that it goes through, and its running values with their kinds."""

    number: int
    level: int
    cells: Cells
    states: tuple[tuple[str, Kind], ...] = ()


def over(loop: Tree, how: str, body: Tree) -> Tree:
    """One number out of all entries: `sum`, `or` (bits), `most` or `least`."""
    going = loop.word
    assert isinstance(going, Going)
    return t.tree("agg", loop, body, word=how, bound=1 << going.level)


def bits_over(loop: Tree, members: Bits) -> Bits:
    """The members of the sets of all entries."""
    words = tuple((number, over(loop, "or", word)) for number, word in members.words)
    return Bits(words, members.can, members.told)


def any_of(loop: Tree, condition: Tree) -> Tree:
    """It holds for one entry at least."""
    return t.has(over(loop, "or", t.case([(condition, t.integer(1))], t.ZERO)), 1)


@attrs.frozen
class Asking:
    """One fold: its loop as a tree, and the lanes of what it asks of an entry."""

    fold: ir.Loop
    loop: Tree
    statuses: Statuses
    kind: Kind
    where: Lane
    value: Lane
    empty: Lane | None

    def result(self, entries: Lane) -> Lane:
        """The lane of the whole; `entries` is the status of the list itself."""
        match self.fold.how:
            case FoldHow.EXISTS:
                found = self._any(t.and_([self.where.value, self.value.value]))
            case FoldHow.EVERY:
                found = self._every()
            case FoldHow.COUNT:
                found = self._count()
            case _:
                found = self._together()
        status = b.choose([(b.some(entries.status), entries.status)], found.status)
        unknown = ln.open_(status, self.kind)
        return ln.choose([(b.some(status), unknown)], attrs.evolve(found, status=b.EMPTY))

    # ---- conditions ----------------------------------------------------------------------------------
    def _why(self, condition: Tree) -> Bits:
        """Why it's open for the entries for which it is."""
        status = b.union([self.where.status, self.value.status])
        return bits_over(self.loop, b.when(t.is_null(condition), status)) if status.can else b.EMPTY

    def _any(self, condition: Tree) -> Lane:
        found = any_of(self.loop, condition)
        why = self._why(condition)
        return Lane(Kind.BOOL, t.case([(found, t.TRUE)], t.FALSE), b.when(t.not_(found), why))

    def _every(self) -> Lane:
        condition = t.or_([t.not_(self.where.value), self.value.value])
        failed = any_of(self.loop, t.not_(condition))
        why = b.when(t.not_(failed), self._why(condition))
        asked = any_of(self.loop, t.or_([self.where.value, t.is_null(self.where.value)]))
        assert self.empty is not None
        return ln.choose([(t.not_(asked), self.empty)], Lane(Kind.BOOL, t.not_(failed), why))

    # ---- numbers -------------------------------------------------------------------------------------
    def _count(self) -> Lane:
        one = t.case([(self.where.value, t.integer(1))], t.ZERO)
        return Lane(Kind.INT, over(self.loop, "sum", one), bits_over(self.loop, self.where.status))

    def _together(self) -> Lane:
        """合计, 最高 or 最低; any status stands for all, but 不适用 of an entry that may not belong."""
        chosen, value = self.where, ln.settled(self.value, self.statuses)
        maybe = b.only(value.status, value.status.can & ~self.statuses.outside)
        status = b.choose(
            [(chosen.value, value.status), (t.is_null(chosen.value), b.union([chosen.status, maybe]))],
            b.EMPTY,
        )
        why = bits_over(self.loop, status)
        there = t.and_([chosen.value, t.not_(t.is_null(value.value))])
        assert self.empty is not None
        none = t.not_(any_of(self.loop, there))
        value, empty = ln.alike([value, self.empty])
        if value.never:
            return ln.choose([(b.some(why), ln.open_(why, self.kind))], empty)
        found = attrs.evolve(self._gathered(value, there), status=why)
        return ln.choose([(t.and_([none, t.not_(b.some(why))]), empty)], found)

    def _gathered(self, value: Lane, there: Tree) -> Lane:
        if self.fold.how is FoldHow.SUM:

            def total(part: Tree) -> Tree:
                return over(self.loop, "sum", t.case([(there, part)], t.ZERO))

            terms = tuple((name, total(factor)) for name, factor in value.terms)
            return attrs.evolve(value, value=total(value.value), terms=terms)
        if value.terms:
            raise NotExpressible("sql", Construct.BEST, self.fold.how.value)
        how = "most" if self.fold.how is FoldHow.GREATEST else "least"
        part = t.case([(there, value.value)], t.null(value.kind))
        found = t.tree("best", self.loop, part, word=(how, value.kind), bound=self.loop_bound)
        return attrs.evolve(value, value=found)

    @property
    def loop_bound(self) -> int:
        """The level that ends with the loop."""
        going = self.loop.word
        assert isinstance(going, Going)
        return 1 << going.level


# ---- running values ----------------------------------------------------------------------------------
@attrs.frozen
class Shape:
    """How a running value is held: in how many parts, with which parameters, and what status it can be."""

    kind: Kind
    per: int
    parameters: tuple[str, ...]
    can: int
    told: tuple[int, ...] = attrs.field(eq=False)

    @classmethod
    def of(cls, lanes: Sequence[Lane]) -> Shape:
        """The shape that holds all of these."""
        status = b.union([lane.status for lane in lanes])
        names = sorted({name for lane in lanes for name in lane.parameters})
        kinds = [lane.kind for lane in lanes if not lane.never] or [lanes[0].kind]
        per = lcm(*(lane.per for lane in lanes if not lane.never))
        return cls(kinds[0], per, tuple(names), status.can, status.told)

    def columns(self, name: str) -> list[tuple[str, Kind]]:
        """The columns of a running value of this name."""
        words = [(f"{name}_w{number}", Kind.INT) for number, _ in b.constant(self.can).words]
        terms = [(f"{name}_t{number}", Kind.INT) for number in range(len(self.parameters))]
        return [(name, self.kind), *words, *terms]

    def lane(self, name: str, column: Callable[[str, str], Tree]) -> Lane:
        """The running value as a lane; `column` gives a column of it, "state" or, never NULL, "mask"."""
        words = tuple((n, column("mask", f"{name}_w{n}")) for n, _ in b.constant(self.can).words)
        terms = ((each, column("state", f"{name}_t{n}")) for n, each in enumerate(self.parameters))
        status = Bits(words, self.can, self.told)
        return Lane(self.kind, column("state", name), status, per=self.per, terms=tuple(terms))

    def parts(self, lane: Lane) -> list[Tree]:
        """What its columns are for a value."""
        lane = ln.at(lane, self.per) if not lane.never else lane
        words = [lane.status.word(n) for n, _ in b.constant(self.can).words]
        return [lane.value, *words, *(lane.term(name) for name in self.parameters)]
