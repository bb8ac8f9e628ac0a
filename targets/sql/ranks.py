"""The rows of a choice with the highest or the lowest amount, as sets.

In: the amounts of the rows. Out: the rows that no other stands over, whatever the parameters are.
"""

from __future__ import annotations

import attrs

from polc.compiler.kernel import Op
from polc.targets.sql import bits as b
from polc.targets.sql import lane as ln
from polc.targets.sql import tree as t
from polc.targets.sql.bits import Bits
from polc.targets.sql.lane import Lane
from polc.targets.sql.tree import Tree
from polc.targets.sql.values import Arithmetic


@attrs.frozen
class Ranked:
    """The rows that count where the furthest is wanted: `every` one where `none` is, or one is unstated."""

    counted: Bits
    every: Tree
    wide: Tree
    none: Tree
    pending: Bits


@attrs.frozen
class Best:
    """The rows of a set with the highest or the lowest amount, as `Judge` needs them."""

    arithmetic: Arithmetic
    amounts: dict[int, Lane]
    rows: Bits
    highest: bool

    def top(self) -> Bits:
        """Those rows, none where none has a value or none stands over all others for every parameter."""
        stated = {row: lane for row, lane in self.amounts.items() if not lane.never}
        if all(lane.constant and not lane.status.can for lane in stated.values()):
            return self._by_rank(stated)
        if any(lane.terms for lane in stated.values()):
            return self._pairwise(stated)
        lanes = ln.alike(list(stated.values()))
        counted = [
            t.case([(b.has(self.rows, 1 << row), lane.value)], t.null(lane.kind))
            for row, lane in zip(stated, lanes, strict=True)
        ]
        best = t.furthest(counted, greatest=self.highest)
        return b.union(
            [
                b.when(t.compared("=", value, best), b.constant(1 << row))
                for row, value in zip(stated, counted, strict=True)
            ]
        )

    def _stands(self, lane: Lane, other: Lane) -> Tree:
        """One amount stands over another, or they are the same, whatever the parameters."""
        if lane == other:
            return t.TRUE
        return self.arithmetic.compared(Op.GE if self.highest else Op.LE, lane, other)[0]

    def _by_rank(self, stated: dict[int, Lane]) -> Bits:
        """Constants are put in order here: the first of them that is there, where it stands over the rest."""
        groups: dict[Lane, int] = {}
        for row, lane in stated.items():
            groups[lane] = groups.get(lane, 0) | 1 << row
        under = {
            lane: sum(mask for other, mask in groups.items() if self._stands(lane, other) is not t.TRUE)
            for lane in groups
        }
        branches, gone = list[tuple[Tree, Bits]](), 0
        for lane in sorted(groups, key=lambda lane: under[lane].bit_count()):
            rest = under[lane] & ~gone
            there = b.has(self.rows, groups[lane])
            branches.append(
                (t.and_([there, t.not_(b.has(self.rows, rest))]), b.only(self.rows, groups[lane]))
            )
            gone |= 0 if rest else groups[lane]
        return b.choose(branches, b.EMPTY)

    def _pairwise(self, stated: dict[int, Lane]) -> Bits:
        """Every amount held against every other."""
        found = []
        for row, lane in stated.items():
            over = [t.and_([b.has(self.rows, 1 << row), t.not_(t.is_null(lane.value))])]
            for other, limit in stated.items():
                if other != row:
                    passed = [t.not_(b.has(self.rows, 1 << other)), t.is_null(limit.value)]
                    over.append(t.or_([*passed, t.sure(self._stands(lane, limit))]))
            found.append(b.when(t.and_(over), b.constant(1 << row)))
        return b.union(found)
