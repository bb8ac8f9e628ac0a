"""Sets of things known when the statement is written, as bits of integers.

In: trees. Out: `Bits`, one integer for every `WORD` members; `can` are the members that it can ever hold, so
that what can't be there is never written. `told` are those that are told in the order in which they come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from polc.targets.sql import tree as t
from polc.targets.sql.tree import Tree

WORD = 62  # of an integer with 64, sign left alone
_FULL = (1 << WORD) - 1


@attrs.frozen
class Bits:
    """A set; `words` are its integers by their number, those that are always 0 left out."""

    words: tuple[tuple[int, Tree], ...]
    can: int
    told: tuple[int, ...] = attrs.field(default=(), eq=False)

    def word(self, number: int) -> Tree:
        """One of the integers."""
        return dict(self.words).get(number, t.ZERO)


EMPTY = Bits((), 0)


def _made(words: Iterable[tuple[int, Tree]], can: int, told: Iterable[int] = ()) -> Bits:
    kept = tuple((n, w) for n, w in words if w is not t.ZERO and (can >> (n * WORD)) & _FULL)
    present = 0
    for number, _ in kept:
        present |= can & (_FULL << (number * WORD))
    return Bits(kept, present, tuple(dict.fromkeys(each for each in told if present >> each & 1)))


def _told(sets: Iterable[Bits]) -> Iterable[int]:
    return (each for one in sets for each in one.told)


def _parts(mask: int) -> Iterable[tuple[int, int]]:
    number = 0
    while mask:
        if mask & _FULL:
            yield number, mask & _FULL
        mask >>= WORD
        number += 1


def constant(mask: int, told: Iterable[int] = ()) -> Bits:
    """Always the same members."""
    return _made(((n, t.integer(part)) for n, part in _parts(mask)), mask, told)


def _numbers(sets: Iterable[Bits]) -> list[int]:
    return sorted({number for each in sets for number, _ in each.words})


def union(sets: Sequence[Bits]) -> Bits:
    """The members of all."""
    can = 0
    for each in sets:
        can |= each.can
    words = ((n, t.joined(each.word(n) for each in sets)) for n in _numbers(sets))
    return _made(words, can, _told(sets))


def choose(branches: Sequence[tuple[Tree, Bits]], otherwise: Bits) -> Bits:
    """The set of the first branch whose condition holds."""
    reached = [(condition, each) for condition, each in branches if condition is not t.FALSE]
    sets = [*(each for _, each in reached), otherwise]
    can = union(sets).can
    words = (
        (n, t.case([(c, each.word(n)) for c, each in reached], otherwise.word(n))) for n in _numbers(sets)
    )
    return _made(words, can, _told(sets))


def told_in(order: Sequence[int], members: Bits) -> Bits:
    """The same set; of its members those in `order` are told first, in that order."""
    first = [number for number in order if number in members.told]
    return attrs.evolve(members, told=tuple(dict.fromkeys([*first, *members.told])))


def when(condition: Tree, members: Bits) -> Bits:
    """The set where a condition holds, else nothing."""
    return choose([(condition, members)], EMPTY)


def only(members: Bits, mask: int) -> Bits:
    """The members that are in the mask."""
    if not members.can & ~mask:
        return members
    masks = dict(_parts(mask))
    return _made(
        ((n, t.bits(w, masks.get(n, 0))) for n, w in members.words), members.can & mask, members.told
    )


def without(members: Bits, mask: int) -> Bits:
    """The members that aren't in the mask."""
    return only(members, members.can & ~mask)


def has(members: Bits, mask: int) -> Tree:
    """One of these is a member."""
    mask &= members.can
    return t.or_(t.has(members.word(n), part) for n, part in _parts(mask))


def some(members: Bits) -> Tree:
    """It isn't empty."""
    return has(members, members.can)


def apart(one: Bits, other: Bits) -> Tree:
    """They aren't the same set."""
    return t.or_(
        t.FALSE if one.word(n) is other.word(n) else t.compared("<>", one.word(n), other.word(n))
        for n in _numbers([one, other])
    )


def first(members: Bits, mask: int) -> Bits:
    """The members, but of those in the mask the lowest alone."""
    among = members.can & mask
    if among.bit_count() < 2:
        return members
    words, before = dict(members.words), list[Tree]()
    for number, part in _parts(among):
        word, can = members.word(number), members.can >> (number * WORD) & _FULL
        lowest = t.function("lowest_bit", t.bits(word, part)) if part.bit_count() > 1 else t.bits(word, part)
        lowest = t.case([(t.or_(before), t.ZERO)], lowest)
        words[number] = t.joined([lowest, t.bits(word, can & ~part)])
        before.append(t.has(word, part))
    return _made(words.items(), members.can, members.told)
