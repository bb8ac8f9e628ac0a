"""Reads the slots of a choice in stages, each short enough for one look-up.

In: slots (expressions with their numbers over their variables) and how to prune a state. Out: the stages,
and the states that the codes of the last one stand for.
"""

from __future__ import annotations

import attrs

from polc.targets.columnar.factors import Factor, Scope, expand
from polc.targets.columnar.states import LOST, UNREAD, Prunes, State
from polc.targets.columnar.variables import Stage, Var, width_of

WANTED_BITS = 14
MAX_BITS = 18
MOST_BITS = 28  # of all that a choice reads; more takes long to be found too wide after all
# Of more states than the first, those that wait for a fact are left to the row engine.
MANY_STATES, MOST_STATES = 512, 8192


class TooWide(Exception):
    """A look-up would have more than MAX_BITS bits of index, or there are more states than MOST_STATES."""


@attrs.frozen(kw_only=True)
class Staged:
    """The stages, and for each code of the last its state."""

    stages: tuple[Stage, ...]
    states: tuple[State, ...]


def stage_all(scope: Scope, slots: list[Factor], prune: Prunes) -> Staged:
    """All slots in stages. TooWide when one doesn't fit."""
    state = tuple(UNREAD if slot.support else slot.numbers[0] for slot in slots)
    states: tuple[State, ...] = (prune(state, range(len(slots))),)
    if _bits(scope, slots) > MOST_BITS:
        raise TooWide
    left = _order(scope, slots, prune.first)
    stages: list[Stage] = []
    while left or not stages:
        wanted = MAX_BITS if _bits(scope, slots) <= MAX_BITS else WANTED_BITS
        taken = _group(scope, slots, left, width_of(len(states)), wanted)
        stage, states = _read(scope, slots, taken, states, prune)
        stages.append(stage)
        left = [number for number in left if number not in taken]
    return Staged(stages=tuple(stages), states=states)


def _order(scope: Scope, slots: list[Factor], first: frozenset[int]) -> list[int]:
    """`first`, then slots that read the same together; the gate, slot 0, and what isn't a guard last."""
    left = [number for number in [*range(1, len(slots)), 0] if slots[number].support]
    found: list[int] = []
    known: dict[Var, None] = {}
    while left:
        number = min(left, key=lambda n: (n not in first, _more(scope, slots[n].support, known)))
        left.remove(number)
        found.append(number)
        known |= dict.fromkeys(slots[number].support)
    return found


def _bits(scope: Scope, slots: list[Factor]) -> int:
    return sum(scope.width(var) for var in {var: None for slot in slots for var in slot.support})


def _more(scope: Scope, support: tuple[Var, ...], known: dict[Var, None]) -> int:
    return sum(scope.width(var) for var in support if var not in known)


def _group(scope: Scope, slots: list[Factor], left: list[int], state: int, wanted: int) -> list[int]:
    """As many slots as one look-up can read, in order."""
    support: dict[Var, None] = {}
    taken: list[int] = []
    for number in left:
        more = support | dict.fromkeys(slots[number].support)
        bits = state + sum(scope.width(var) for var in more)
        if bits > (wanted if taken else MAX_BITS) and len(more) > len(support):
            if not taken:
                raise TooWide
            continue
        support = more
        taken.append(number)
    return taken


def _read(
    scope: Scope,
    slots: list[Factor],
    taken: list[int],
    states: tuple[State, ...],
    prune: Prunes,
) -> tuple[Stage, tuple[State, ...]]:
    """One stage: for each state and each index over the support, the state after it, slot by slot."""
    width = width_of(len(states))
    codes = [min(code, len(states) - 1) for code in range(1 << width)]
    support: tuple[Var, ...] = ()
    for factor, numbers in _alike(slots, taken):
        new = tuple(var for var in factor.support if var not in support)
        support += new
        codes = codes * (1 << sum(scope.width(var) for var in new))
        values = expand(scope, factor, support, width)
        codes, states = _step(numbers, codes, values, states, prune)
        if len(states) > MANY_STATES:
            codes, states = _without(codes, states, prune)
        if len(states) > MOST_STATES:
            raise TooWide
    widths = tuple(scope.width(var) for var in support)
    return Stage(state_width=width, support=support, widths=widths, codes=tuple(codes)), states


def _alike(slots: list[Factor], taken: list[int]) -> list[tuple[Factor, list[int]]]:
    """Slots that are the same under several readings are read together."""
    found: dict[tuple[object, ...], list[int]] = {}
    for number in taken:
        found.setdefault((slots[number].support, slots[number].numbers), []).append(number)
    return [(slots[numbers[0]], numbers) for numbers in found.values()]


def _without(
    codes: list[int], states: tuple[State, ...], prune: Prunes
) -> tuple[list[int], tuple[State, ...]]:
    """One state in the place of all in which a condition waits for a fact: the row engine judges those."""
    found: dict[State, int] = {}
    lost = (LOST,) * len(states[0])
    place = [found.setdefault(lost if prune.waits(state) else state, len(found)) for state in states]
    return [place[code] for code in codes], tuple(found)


def _step(
    slots: list[int],
    codes: list[int],
    values: list[int],
    states: tuple[State, ...],
    prune: Prunes,
) -> tuple[list[int], tuple[State, ...]]:
    """Every state with some more slots read; a slot that was pruned already stays as it is."""
    found: dict[State, int] = {}
    known: dict[tuple[int, int], int] = {}
    for code, value in dict.fromkeys(zip(codes, values, strict=True)):
        state = list(states[code])
        unread = [slot for slot in slots if state[slot] == UNREAD]
        for slot in unread:
            state[slot] = value
        known[code, value] = found.setdefault(prune(tuple(state), unread), len(found))
    return [known[pair] for pair in zip(codes, values, strict=True)], tuple(found)
