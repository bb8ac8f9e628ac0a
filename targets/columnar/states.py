"""What is left to know of a choice after some of its conditions have been read.

In: the numbers of what gate, guards and worth came to so far, UNREAD for what wasn't read yet; LOST
everywhere for persons that are the row engine's. Out: the same with everything that can't matter any more
set to "doesn't hold": rows beaten by a row that certainly holds, lower amounts where only the highest
counts, and rows that say the same where clauses aren't asked for. Persons with equal states get equal
answers, so a choice of many rows is read in short stages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

import attrs

from polc.compiler.kernel import Choice, Pick
from polc.dsl.values import Amount, Result

State = tuple[int, ...]
UNREAD, LOST = -1, -2


@attrs.frozen(kw_only=True)
class Pruner:
    """For one version: slot 0 is the gate, slots 1 … n the guards; `holds` and `fails` are results.

    `kills` are the rows that each row makes irrelevant; `outbids` those that it does once no row of
    `unstated`, whose amounts the notice doesn't say, can hold any more.
    """

    kills: tuple[frozenset[int], ...]
    outbids: tuple[frozenset[int], ...]
    unstated: frozenset[int]
    holds: int
    fails: int

    def prune(self, state: State) -> State:
        """The state without what can't matter."""
        if state[0] == self.fails:
            return (self.fails, *([self.fails] * len(self.kills)), *state[1 + len(self.kills) :])
        found = self._without(state, self.kills)
        stated = all(found[1 + row] == self.fails for row in self.unstated)
        return self._without(found, self.outbids) if stated else found

    def _without(self, state: State, kills: tuple[frozenset[int], ...]) -> State:
        dead = {loser for row, gone in enumerate(kills) if state[1 + row] == self.holds for loser in gone}
        if not dead:
            return state
        return tuple(self.fails if slot - 1 in dead else number for slot, number in enumerate(state))


@attrs.frozen(kw_only=True)
class Prunes:
    """Prunes the part of a state that belongs to each version; `waiting` are results that wait for a fact."""

    pruners: tuple[Pruner, ...]
    lengths: tuple[int, ...]
    waiting: frozenset[int]

    def __call__(self, state: State, read: Sequence[int]) -> State:
        """The state after these slots were read."""
        found = state
        for start, length, each in self._parts():
            if any(start <= slot < start + length for slot in read):
                part = each.prune(found[start : start + length])
                found = (*found[:start], *part, *found[start + length :])
        return found

    def _parts(self) -> Iterator[tuple[int, int, Pruner]]:
        start = 0
        for each, length in zip(self.pruners, self.lengths, strict=True):
            yield start, length, each
            start += length

    def waits(self, state: State) -> bool:
        """True where a gate or a guard waits for a fact."""
        conditions = (state[start : start + 1 + len(each.kills)] for start, _, each in self._parts())
        return any(not self.waiting.isdisjoint(part) for part in conditions)

    @property
    def first(self) -> frozenset[int]:
        """The places of rows without an amount: once they don't hold, the highest of the others counts."""
        parts = self._parts()
        return frozenset(start + 1 + row for start, _, each in parts for row in each.unstated)


Worths = tuple[tuple[Result, ...], ...]


def pruner(choice: Choice, pick: Pick, worth: Worths | None, *, full: bool, holds: int, fails: int) -> Pruner:
    """Which rows each row kills; `worth` None when what rows say depends on the person."""
    rows = range(len(choice.rows))
    kills, outbids = [set(choice.losers[row]) for row in rows], [set[int]() for _ in rows]
    for row, other in _comparable(choice) if worth is not None else ():
        if worth is None or pick in (Pick.SUM, Pick.TOP_UP):
            continue
        if not full and worth[row] == worth[other] and row < other:
            kills[row].add(other)
        if pick is Pick.HIGHEST and _below(worth[other][choice.pick_field], worth[row][choice.pick_field]):
            outbids[row].add(other)
    amounts = [] if worth is None else [values[choice.pick_field] for values in worth]
    return Pruner(
        kills=tuple(map(frozenset, kills)),
        outbids=tuple(map(frozenset, outbids)),
        unstated=frozenset(row for row, amount in enumerate(amounts) if not _exact(amount)),
        holds=holds,
        fails=fails,
    )


def _comparable(choice: Choice) -> Iterator[tuple[int, int]]:
    """Pairs of rows: what beats the first beats the second, which beats nothing that the first doesn't."""
    rows = range(len(choice.rows))
    beaters = [frozenset(w for w in rows if row in choice.losers[w]) for row in rows]
    for row, other in permutations(rows, 2):
        covered = beaters[row] <= beaters[other] and choice.losers[other] <= choice.losers[row]
        if covered and row not in choice.losers[other]:
            yield row, other


def _below(left: Result, right: Result) -> bool:
    return _exact(left) and _exact(right) and _fen(left) < _fen(right)


def _exact(result: Result) -> bool:
    return isinstance(result, Amount) and result.exact


def _fen(result: Result) -> Fraction:
    return result.fen if isinstance(result, Amount) else Fraction(0)
