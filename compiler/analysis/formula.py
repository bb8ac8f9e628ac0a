"""Formulas over the facts of one person: hash-consed, negation for free.

In: atoms over declared variables. Out: a formula is an `int`: 1 is true, -1 false, ±n a node or its
negation; equal formulas are equal numbers. Nodes are atoms and conjunctions; a disjunction is the
negation of a conjunction of negations, so every formula is in negation normal form when it's read with
its signs.

Variables are of three sorts, numbered each on its own: flags (是非), options (选项), and whole numbers
(days, money in 分, counts) with a domain of two ends. Atoms:
    Flag(v)                  the fact holds
    Option(v, mask)          the option's bit is in mask (never bit 0: the other half is its negation)
    AtLeast(v, c)            v ≥ c
    Difference(v, f, w, g)   f(v) ≥ g(w), both functions non-decreasing
A sum or product of several facts is a whole number too (`links.py`), numbered after the facts.
Invariant: `all_of` leaves no conjunction whose own literals contradict each other, and none with a
disjunction that its literals settle. So what is plainly true or false is 1 or -1 before any search.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable
from typing import TypeAlias

import attrs

from polc.compiler.analysis.curves import Curve, Moved
from polc.compiler.analysis.links import Link, vars_of
from polc.dsl.values import MonthRule, Unit

Formula: TypeAlias = int
TRUE: Formula = 1
FALSE: Formula = -1
TORN = 64
# How many boxes of facts are looked at (`linked.py`): for one question, in all, and then for one still.
BOXES, ALL_BOXES, FEWEST_BOXES = 1_000, 6_000, 40


@attrs.frozen
class Flag:
    """A fact that holds or doesn't."""

    var: int


@attrs.frozen
class Option:
    """A chosen option is one of those in `mask`."""

    var: int
    mask: int


@attrs.frozen
class AtLeast:
    """A whole number is at least `bound`."""

    var: int
    bound: int


@attrs.frozen(cache_hash=True)
class Difference:
    """upper(var) ≥ lower(other), for two different variables."""

    var: int
    upper: Curve
    other: int
    lower: Curve


Atom: TypeAlias = Flag | Option | AtLeast | Difference
Node: TypeAlias = Atom | tuple[int, ...]
Claim: TypeAlias = tuple[int, int, bool]


@attrs.define
class Domain:
    """What each variable can hold: all bits of an option, both ends of a whole number."""

    flags: int = 0
    options: list[int] = attrs.field(factory=list)
    lows: list[int] = attrs.field(factory=list)
    highs: list[int] = attrs.field(factory=list)


class Formulas:
    """The pool: makes nodes, and knows the domain that makes an atom plainly true or false."""

    def __init__(self, domain: Domain) -> None:
        self.domain = domain
        self.nodes: list[Node] = [(), ()]
        self._cones: list[int] = [0, 0]  # by node: the atoms inside, as bits
        # By node: the atoms that hold wherever it does, those that fail, as bits; and whether that is all.
        self._claims: list[Claim] = [(0, 0, True), (0, 0, True)]
        self._numbers: dict[Node, int] = {}
        self._bounds: dict[int, tuple[list[int], list[int]]] = {}  # by number: the bounds, and their atoms
        self._masks: dict[int, list[tuple[int, int]]] = {}  # by option: the masks, each with its atom as bit
        self._made: dict[tuple[int, ...], Formula] = {}
        self.scanned: dict[tuple[int, Curve, Curve], Formula] = {}  # by `comparisons.py`, day by day
        self.torn: deque[frozenset[Formula]] = deque(maxlen=TORN)  # by `solve.py`: contradict each other
        self.links: dict[int, Link] = {}
        self._linked: dict[Link, int] = {}
        self.boxes = BOXES  # how many more boxes of facts may be looked at for one question
        self._given, self._spent = BOXES, 0

    # ---- numbers made of several facts ---------------------------------------------------------------
    def linked(self, link: Link) -> int:
        """The variable of a link."""
        var = self._linked.get(link)
        if var is None:
            low, high = link.ends(self.domain.lows, self.domain.highs)
            var = self._linked[link] = len(self.domain.lows)
            self.links[var] = link
            self.domain.lows.append(low)
            self.domain.highs.append(high)
        return var

    def refill(self) -> None:
        """Another question begins: as many boxes as for each, fewer once many were looked at."""
        self._spent += self._given - self.boxes
        self._given = self.boxes = max(FEWEST_BOXES, min(BOXES, ALL_BOXES - self._spent))

    def facts_of(self, atom: Atom) -> tuple[int, ...]:
        """The whole numbers that an atom speaks about, through links down to facts."""
        match atom:
            case AtLeast(var):
                waiting = [var]
            case Difference(var, _, other):
                waiting = [var, other]
            case _:
                return ()
        found: dict[int, None] = {}
        for var in waiting:
            link = self.links.get(var)
            if link is None:
                found[var] = None
            else:
                waiting += [inner for item in link.items for inner in vars_of(item)]
        return tuple(found)

    def _number(self, node: Node) -> int:
        number = self._numbers.get(node)
        if number is None:
            number = len(self.nodes)
            self._numbers[node] = number
            self.nodes.append(node)
            if isinstance(node, tuple):
                self._add_conjunction(node)
            else:
                self._add_atom(node, 1 << number)
        return number

    def _add_conjunction(self, args: tuple[int, ...]) -> None:
        cone = 0
        for arg in args:
            cone |= self._cones[abs(arg)]
        self._cones.append(cone)
        held, denied = self._claimed(args)
        plain = not any(isinstance(self.nodes[abs(arg)], tuple) for arg in args)
        self._claims.append((held, denied, plain))

    def _add_atom(self, atom: Atom, bit: int) -> None:
        self._cones.append(bit)
        self._claims.append((bit, 0, True))
        if isinstance(atom, AtLeast):
            bounds, below = self._bounds.setdefault(atom.var, ([], [0]))
            at = bisect_left(bounds, atom.bound)
            bounds.insert(at, atom.bound)
            below[at + 1 :] = [bits | bit for bits in below[at:]]
        elif isinstance(atom, Option):
            self._masks.setdefault(atom.var, []).append((atom.mask, bit))

    def _claimed(self, items: Iterable[Formula]) -> tuple[int, int]:
        """The atoms that hold where all the items do, and those that fail, as bits."""
        held = denied = 0
        for item in items:
            yes, no, _ = self._claims[abs(item)]
            if item > 0:
                held |= yes
                denied |= no
            elif not isinstance(self.nodes[-item], tuple):
                denied |= yes
        return held, denied

    def settled(self, facts: Facts) -> tuple[int, int]:
        """The atoms that the literals imply, and those they contradict, as bits."""
        yes, no = self._claimed(facts.signed)
        for var, (low, high) in facts.ends.items():
            bounds, below = self._bounds[var]
            yes |= below[bisect_right(bounds, low)]
            no |= below[-1] & ~below[bisect_right(bounds, high)]
        for var, left in facts.masks.items():
            for mask, bit in self._masks[var]:
                if not left & ~mask:
                    yes |= bit
                elif not left & mask:
                    no |= bit
        return yes, no

    # ---- atoms --------------------------------------------------------------------------------------
    def flag(self, var: int) -> Formula:
        """The flag holds."""
        return self._number(Flag(var))

    def option(self, var: int, mask: int) -> Formula:
        """The option chosen is one of `mask`."""
        every = self.domain.options[var]
        mask &= every
        if not mask or mask == every:
            return TRUE if mask else FALSE
        return -self._number(Option(var, every & ~mask)) if mask & 1 else self._number(Option(var, mask))

    def at_least(self, var: int, bound: int) -> Formula:
        """The whole number is at least `bound`."""
        if bound <= self.domain.lows[var]:
            return TRUE
        return FALSE if bound > self.domain.highs[var] else self._number(AtLeast(var, bound))

    def at_most(self, var: int, bound: int) -> Formula:
        """The whole number is at most `bound`."""
        return -self.at_least(var, bound + 1)

    def between(self, var: int, low: int, high: int) -> Formula:
        """The whole number is in low … high."""
        return self.all_of((self.at_least(var, low), self.at_most(var, high)))

    def difference(self, var: int, upper: Curve, other: int, lower: Curve) -> Formula:
        """upper(var) ≥ lower(other); differences of days have one form whichever side they come from."""
        left, right = upper.shift, lower.shift
        if left is None or right is None:
            return self._number(Difference(var, upper, other, lower))
        gap = right - left
        if var > other:
            return -self._number(_days_apart(other, var, 1 - gap))
        return self._number(_days_apart(var, other, gap))

    # ---- connectives --------------------------------------------------------------------------------
    def any_of(self, items: Iterable[Formula]) -> Formula:
        """At least one holds."""
        return -self.all_of([-item for item in items])

    def all_of(self, items: Iterable[Formula]) -> Formula:
        """All hold."""
        key = tuple(items)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._all_of(key)
        return found

    def _all_of(self, items: tuple[Formula, ...]) -> Formula:
        held, denied = self._claimed(items)
        if held & denied:
            return FALSE
        facts = Facts(self)
        queue = list(items)
        choices: dict[int, None] = {}
        while queue:
            if not self._take(queue, facts, choices):
                return FALSE
            settled = self._settle(facts, choices)
            if settled is None:
                return FALSE
            queue = settled
        args = (*facts.literals(), *sorted(choices))
        if len(args) <= 1:
            return args[0] if args else TRUE
        return self._number(args)

    def _take(self, queue: list[Formula], facts: Facts, choices: dict[int, None]) -> bool:
        """Sort the queue into literals and disjunctions; false when the literals contradict."""
        nodes = self.nodes
        while queue:
            item = queue.pop()
            node = nodes[abs(item)]
            if not isinstance(node, tuple):
                if not facts.add(item, node):
                    return False
            elif item > 0:
                queue.extend(node)
            elif item == FALSE:
                return False
            else:
                choices[item] = None
        return True

    def _settle(self, facts: Facts, choices: dict[int, None]) -> list[Formula] | None:
        """Shorten each disjunction by what the literals say: the formulas to take up next; None when torn."""
        again: list[Formula] = []
        yes, no = self.settled(facts)
        for choice in list(choices):
            if not self._cones[-choice] & (yes | no):
                continue
            node = self.nodes[-choice]
            assert isinstance(node, tuple)
            left = []
            for arg in node:
                held, denied, plain = self._claims[abs(arg)]
                if held & no or denied & yes:
                    if arg > 0:
                        break
                elif plain and held & yes == held and denied & no == denied:
                    if arg < 0:
                        break
                else:
                    left.append(-arg)
            else:
                if len(left) == len(node):
                    continue
                if not left:
                    return None
                again.append(left[0] if len(left) == 1 else self.any_of(left))
            del choices[choice]
        return again

    def atom_numbers(self, *formulas: Formula) -> list[int]:
        """The nodes of every atom inside, in order."""
        cone = 0
        for formula in formulas:
            cone |= self._cones[abs(formula)]
        found = []
        while cone:
            lowest = cone & -cone
            found.append(lowest.bit_length() - 1)
            cone ^= lowest
        return found

    def atoms(self, *formulas: Formula) -> list[Atom]:
        """Every atom inside, in the order of their numbers."""
        found = (self.nodes[number] for number in self.atom_numbers(*formulas))
        return [node for node in found if not isinstance(node, tuple)]


class Facts:
    """The literals of one conjunction: flags and differences signed, options and numbers as what is left."""

    def __init__(self, pool: Formulas) -> None:
        self.pool = pool
        self.signed: set[int] = set()
        self.masks: dict[int, int] = {}
        self.ends: dict[int, tuple[int, int]] = {}

    def add(self, literal: Formula, atom: Atom) -> bool:
        """Take one literal in; false when it contradicts the others."""
        match atom:
            case Flag() | Difference():
                if -literal in self.signed:
                    return False
                self.signed.add(literal)
                return True
            case Option(var, mask):
                every = self.pool.domain.options[var]
                left = self.masks.get(var, every) & (mask if literal > 0 else every & ~mask)
                self.masks[var] = left
                return bool(left)
            case AtLeast(var, bound):
                domain = self.pool.domain
                low, high = self.ends.get(var) or (domain.lows[var], domain.highs[var])
                low, high = (max(low, bound), high) if literal > 0 else (low, min(high, bound - 1))
                self.ends[var] = (low, high)
                return low <= high

    def literals(self) -> list[Formula]:
        """The literals again, each bound once, in a fixed order."""
        found = set(self.signed)
        for var, mask in self.masks.items():
            found.add(self.pool.option(var, mask))
        for var, (low, high) in self.ends.items():
            found.update((self.pool.at_least(var, low), self.pool.at_most(var, high)))
        return sorted(found - {TRUE})


def _days_apart(var: int, other: int, gap: int) -> Difference:
    plain = Curve(days=True)
    return Difference(
        var, plain, other, plain.then(Moved(gap, Unit.DAY, MonthRule.MONTH_END)) if gap else plain
    )
