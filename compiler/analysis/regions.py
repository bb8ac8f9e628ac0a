"""Regions: the persons that satisfy one conjunction of atoms, and whether there is one.

A region is a box with staircases in it: flags that must hold or not hold, the options left for each
choice, both ends of every whole number (days, money, counts), and difference constraints between two of
them ("the payment day is at least the birthday's 90th day after").

Why emptiness is decided exactly. Flags, options and ends are independent of each other, so only the
difference constraints are of interest. Each is f(x) ≥ g(y) with f and g non-decreasing, or its negation
f(x) < g(y). Read as a demand on one variable, the first says

        x ≥ least { v : f(v) ≥ g(y) }              and the second          y ≥ least { w : g(w) > f(x) },

because a non-decreasing function reaches a value from some point on and never loses it again. Both right
sides are non-decreasing functions of the other variable. So every constraint of a region, lower ends
included, has the form "one variable is at least a non-decreasing function of another", and upper ends
cap variables from above. The lower bounds of all variables together form a finite lattice (each runs
over its domain), and raising every lower bound to what its constraints demand is a monotone map on it.
By Tarski's theorem it has a least fixpoint, and iteration from the bottom reaches it, in any order.
    - If a person satisfies the region, that person is a fixpoint (a pre-fixpoint is enough), so the least
      fixpoint lies at or below that person in every variable and hence respects all upper ends.
    - If the least fixpoint respects all upper ends, it is itself a person in the region.
So the region is empty exactly when the iteration pushes a lower end above its upper end, for any number of
variables and any mixture of months, month ends and birthdays, and no solver is needed. The least fixpoint
is also the componentwise smallest member, which is where witnesses start from.

Why it ends. Every step raises one lower end by at least one, and ends are integers below a fixed top. Two
constraints that chase each other (x ≥ y + 1, y ≥ x) could climb day by day through three centuries, so
cycles are cut short first: that neither f(x) ≥ g(y) nor g(y) ≥ f(x) is a contradiction, and each constraint
on days implies x ≥ y + d for a fixed d (the least distance its functions can make), where a cycle of such
distances with a positive sum has no solution. What remains climbs only over month ends and leap days; a
budget bounds that too, and past it the answer is
`NotFinished`, never a guess.

A number made of several facts (`links.py`) is the exception: neither rising in all facts nor falling. A
region that speaks of one is searched box by box (`linked.py`) for a `point`; its lower ends are still bounds
of everybody in it, but no longer a person themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from polc.compiler.analysis.formula import (
    FALSE,
    TRUE,
    AtLeast,
    Difference,
    Domain,
    Flag,
    Formula,
    Formulas,
    Option,
)
from polc.compiler.analysis.linked import somebody
from polc.compiler.analysis.links import Link, vars_of

MAX_CLIMB = 20_000


class NotFinished(Exception):
    """A budget ran out; `reason` is Chinese text for the finding that says so."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Region:
    """One conjunction: `held` and `denied` flags as bits, `options` as masks, `lows` to `highs` closed."""

    __slots__ = ("denied", "differences", "held", "highs", "linked", "lows", "options", "point", "pool")

    def __init__(self, pool: Formulas) -> None:
        domain: Domain = pool.domain
        self.pool = pool
        self.held = 0
        self.denied = 0
        self.options = list(domain.options)
        self.lows = list(domain.lows)
        self.highs = list(domain.highs)
        self.differences: tuple[int, ...] = ()
        self.linked: tuple[int, ...] = ()  # the links spoken of, inner ones first
        self.point: list[int] | None = None

    def copy(self) -> Region:
        """A region that can be narrowed without touching this one."""
        twin = Region.__new__(Region)
        twin.pool = self.pool
        twin.held, twin.denied = self.held, self.denied
        twin.options = self.options.copy()
        twin.lows, twin.highs = self.lows.copy(), self.highs.copy()
        twin.differences = self.differences
        twin.linked, twin.point = self.linked, self.point
        return twin

    def number(self, var: int) -> int:
        """A whole number of one person in the region: the smallest one, or the one found."""
        link = self.pool.links.get(var)
        if link is None:
            return (self.point or self.lows)[var]
        return link.at({inner: self.number(inner) for item in link.items for inner in vars_of(item)})

    def assume(self, literal: Formula) -> bool:
        """Narrow to where the literal holds; false when nobody is left (differences wait for `close`)."""
        atom = self.pool.nodes[abs(literal)]
        if isinstance(atom, Flag):
            return self._set(1 << atom.var, literal > 0)
        if isinstance(atom, AtLeast):
            self._speak_of(atom.var)
            return self._bound(atom.var, atom.bound, literal > 0)
        if isinstance(atom, Option):
            self.options[atom.var] &= atom.mask if literal > 0 else ~atom.mask
            return self.options[atom.var] != 0
        if -literal in self.differences:
            return False
        if literal not in self.differences:
            self.differences = (*self.differences, literal)
            assert isinstance(atom, Difference)
            self._speak_of(atom.var)
            self._speak_of(atom.other)
        return True

    def _speak_of(self, var: int) -> None:
        """Take a link into account, and those inside it before it."""
        link = self.pool.links.get(var)
        if link is not None and var not in self.linked:
            self._reach(var)
            for item in link.items:
                for inner in vars_of(item):
                    self._speak_of(inner)
            self.linked = (*self.linked, var)

    def _reach(self, var: int) -> None:
        """Variables that were made after this region hold what they can."""
        domain = self.pool.domain
        self.lows += domain.lows[len(self.lows) :]
        self.highs += domain.highs[len(self.highs) :]
        assert var < len(self.lows)

    def _set(self, bit: int, value: bool) -> bool:
        if value:
            self.held |= bit
        else:
            self.denied |= bit
        return not self.held & self.denied

    def _bound(self, var: int, bound: int, at_least: bool) -> bool:
        if at_least:
            self.lows[var] = max(self.lows[var], bound)
        else:
            self.highs[var] = min(self.highs[var], bound - 1)
        return self.lows[var] <= self.highs[var]

    def settles(self, literal: Formula) -> bool | None:
        """True or false where the region leaves no choice about the literal."""
        atom = self.pool.nodes[abs(literal)]
        if isinstance(atom, Flag):
            bit = 1 << atom.var
            found = True if self.held & bit else False if self.denied & bit else None
        elif isinstance(atom, AtLeast):
            var, bound = atom.var, atom.bound
            if var >= len(self.lows):
                self._reach(var)
            found = True if self.lows[var] >= bound else False if self.highs[var] < bound else None
        elif isinstance(atom, Option):
            left = self.options[atom.var]
            found = True if not left & ~atom.mask else False if not left & atom.mask else None
        else:
            assert isinstance(atom, Difference)
            found = self._settles_difference(abs(literal), atom)
        return found if literal > 0 or found is None else not found

    def _settles_difference(self, number: int, atom: Difference) -> bool | None:
        if number in self.differences:
            return True
        if -number in self.differences:
            return False
        self._reach(max(atom.var, atom.other))
        if atom.upper.at(self.lows[atom.var]) >= atom.lower.at(self.highs[atom.other]):
            return True
        if atom.upper.at(self.highs[atom.var]) < atom.lower.at(self.lows[atom.other]):
            return False
        return None

    def close(self) -> bool:
        """Find somebody: the lower ends raised as needed, or with links a point; false where nobody is."""
        self.point = None
        if not self._climb():
            return False
        if not self.linked:
            return True
        links: list[tuple[int, Link]] = [(var, self.pool.links[var]) for var in self.linked]
        self.point = somebody(
            self, links, Region._climb, self._has_differences, Region.copy, self._look_at_a_box
        )
        return self.point is not None

    def _look_at_a_box(self) -> None:
        self.pool.boxes -= 1
        if self.pool.boxes < 0:
            raise NotFinished("几项事实的和、差或积互相牵制，要看的范围太多")

    def _has_differences(self, point: list[int]) -> bool:
        """One person satisfies every difference."""
        for literal in self.differences:
            atom = self.pool.nodes[abs(literal)]
            assert isinstance(atom, Difference)
            holds = atom.upper.at(point[atom.var]) >= atom.lower.at(point[atom.other])
            if holds is not (literal > 0):
                return False
        return True

    def _climb(self) -> bool:
        """Raise the lower ends to the least fixpoint of the differences; false when the region is empty."""
        if not self.differences:
            return True
        if self._has_two_opposites() or self._has_positive_cycle():
            return False
        steps = 0
        changed = True
        while changed:
            changed = False
            for literal in self.differences:
                var, needed = self._demand(literal)
                if needed > self.lows[var]:
                    self.lows[var] = needed
                    changed = True
                    if needed > self.highs[var]:
                        return False
            steps += len(self.differences)
            if steps > MAX_CLIMB:
                raise NotFinished("几个日期互相牵制，推算的步数超过限额")
        return True

    def _demand(self, literal: Formula) -> tuple[int, int]:
        """The variable that a difference bounds from below, and the bound as the region stands."""
        atom = self.pool.nodes[abs(literal)]
        assert isinstance(atom, Difference)
        if literal > 0:
            var, target = atom.var, atom.lower.at(self.lows[atom.other])
            return var, atom.upper.least(target, self.pool.domain.lows[var], self.highs[var])
        var, target = atom.other, atom.upper.at(self.lows[atom.var])
        return var, atom.lower.least(target, self.pool.domain.lows[var], self.highs[var], above=True)

    def _has_two_opposites(self) -> bool:
        """Neither f(x) ≥ g(y) nor g(y) ≥ f(x): one of them always holds, and climbing would take long."""
        denied = [self.pool.nodes[-literal] for literal in self.differences if literal < 0]
        opposites = {(d.var, d.upper, d.other, d.lower) for d in denied if isinstance(d, Difference)}
        return any((other, lower, var, upper) in opposites for var, upper, other, lower in opposites)

    def _has_positive_cycle(self) -> bool:
        """Bellman and Ford over the least distances: true only when the differences can't all hold."""
        edges = [edge for literal in self.differences for edge in _distance(self.pool, literal)]
        best: dict[int, int] = {}
        for _ in range(len(edges) + 1):
            changed = False
            for source, target, distance in edges:
                reached = best.get(source, 0) + distance
                if reached > best.get(target, 0):
                    best[target] = reached
                    changed = True
            if not changed:
                return False
        return True

    def within(self, literals: Iterable[Formula]) -> Region | None:
        """The part where further literals hold, closed; None when it's empty."""
        part = self.copy()
        wanted = [literal for literal in literals if literal != TRUE]
        if FALSE in wanted:
            return None
        if all(part.assume(literal) for literal in wanted) and part.close():
            return part
        return None


def _distance(pool: Formulas, literal: Formula) -> list[tuple[int, int, int]]:
    """(y, x, d) with x ≥ y + d implied by a difference of days; nothing for numbers."""
    atom = pool.nodes[abs(literal)]
    assert isinstance(atom, Difference)
    upper, lower = atom.upper.reach, atom.lower.reach
    if upper is None or lower is None:
        return []
    if literal > 0:
        return [(atom.other, atom.var, lower[0] - upper[1])]
    return [(atom.var, atom.other, upper[0] + 1 - lower[1])]
