"""What is left to know of a choice after some of its conditions have been read.

In: the numbers of what gate, guards and worth came to so far, -1 for what wasn't read yet. Out: the same
with everything that can't matter any more set to "doesn't hold": rows beaten by a row that certainly
holds, lower amounts where only the highest counts, and rows that say the same where clauses aren't asked
for. Persons with equal states get equal answers, so a choice of many rows is read in short stages.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from polc.compiler.kernel import Choice, Pick
from polc.dsl.values import Amount, Result

State = tuple[int, ...]
UNREAD = -1


@attrs.frozen(kw_only=True)
class Pruner:
    """For one version: slot 0 is the gate, slots 1 … n the guards; `holds` and `fails` are results."""

    kills: tuple[frozenset[int], ...]
    holds: int
    fails: int

    def prune(self, state: State) -> State:
        """The state without what can't matter."""
        if state[0] == self.fails:
            return (self.fails, *([self.fails] * len(self.kills)), *state[1 + len(self.kills) :])
        dead = {
            loser for row, kills in enumerate(self.kills) if state[1 + row] == self.holds for loser in kills
        }
        if not dead:
            return state
        return tuple(self.fails if slot - 1 in dead else number for slot, number in enumerate(state))


def pruner(
    choice: Choice,
    pick: Pick,
    worth: tuple[tuple[Result, ...], ...] | None,
    *,
    full: bool,
    holds: int,
    fails: int,
) -> Pruner:
    """Which rows each row kills; `worth` None when what rows say depends on the person."""
    count = len(choice.rows)
    beaters = [frozenset(w for w in range(count) if row in choice.losers[w]) for row in range(count)]
    kills = []
    for row in range(count):
        found = set(choice.losers[row])
        for other in range(count) if worth is not None else ():
            if other == row or not beaters[row] <= beaters[other]:
                continue
            if not choice.losers[other] <= choice.losers[row] or row in choice.losers[other]:
                continue
            if _covers(choice, pick, worth, row, other, full):
                found.add(other)
        kills.append(frozenset(found))
    return Pruner(kills=tuple(kills), holds=holds, fails=fails)


def _covers(
    choice: Choice,
    pick: Pick,
    worth: tuple[tuple[Result, ...], ...] | None,
    row: int,
    other: int,
    full: bool,
) -> bool:
    """True when `other` adds nothing where `row` certainly holds."""
    if worth is None or pick in (Pick.SUM, Pick.TOP_UP):
        return False
    if not full and worth[row] == worth[other] and row < other:
        return True
    if pick is not Pick.HIGHEST:
        return False
    amounts = [values[choice.pick_field] for values in worth]
    here, there = amounts[row], amounts[other]
    if not (_exact(here) and _exact(there)):
        return False
    stated = all(
        _exact(amount) or {row, other} <= choice.losers[number] for number, amount in enumerate(amounts)
    )
    return stated and _fen(there) < _fen(here)


def _exact(result: Result) -> bool:
    return isinstance(result, Amount) and result.exact


def _fen(result: Result) -> Fraction:
    return result.fen if isinstance(result, Amount) else Fraction(0)
