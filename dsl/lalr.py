"""The parsing machine: a LALR(1) table, and the loop that runs it.

In: lexemes. Out: what the `Reducer` made of them, or the `Stop` where no rule goes on. The table is data,
computed from grammar.lark once (see table.py); the loop doesn't recurse, so depth can't exhaust it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

import attrs

from polc.dsl.lexer import Lexeme

END = "$END"


@attrs.frozen
class Production:
    """One way to write `origin`: `size` symbols. `inlined` and `single` leave no node of their own."""

    origin: str
    name: str
    size: int
    inlined: bool
    single: bool


@attrs.frozen
class Table:
    """`states[s][symbol]` is t ≥ 0 (go to state t) or -1 - r (reduce by production r). State 0 starts."""

    states: tuple[Mapping[str, int], ...]
    productions: tuple[Production, ...]
    final: int


class Reducer(Protocol):
    """Makes values out of lexemes and of the values of a production's symbols."""

    def leaf(self, terminal: str, lexeme: Lexeme) -> object:
        """The value of one lexeme read as `terminal`."""

    def node(self, name: str, parts: Sequence[object]) -> object:
        """The value of a production, from the values of its symbols."""


class Inlined(list[object]):
    """The parts of a production that leaves no node: they become parts of the one around it."""


@attrs.frozen
class Done:
    """Everything was read; `value` is what the start rule's node gave."""

    value: object


@attrs.frozen
class Stop:
    """No rule goes on with the lexeme at `index` (one past the last means the end of the text)."""

    index: int
    states: tuple[int, ...]


Outcome: TypeAlias = Done | Stop


def run(table: Table, lexemes: Sequence[Lexeme], reducer: Reducer) -> Outcome:
    """Read `lexemes` from the first to the last."""
    states, values = [0], Inlined()
    for index, lexeme in enumerate(lexemes):
        actions = table.states[states[-1]]
        terminal = next((kind for kind in lexeme.kinds if kind in actions), None)
        if terminal is None:
            return Stop(index, tuple(states))
        before = tuple(states)
        if not _reduce_until(table, terminal, states, values, reducer):
            return Stop(index, before)
        states.append(table.states[states[-1]][terminal])
        values.append(reducer.leaf(terminal, lexeme))
    before = tuple(states)
    if not _reduce_until(table, END, states, values, reducer):
        return Stop(len(lexemes), before)
    return Done(values[-1])


def _reduce_until(
    table: Table, terminal: str, states: list[int], values: Inlined, reducer: Reducer | None
) -> bool:
    """Reduce until `terminal` can be shifted (at the end: until the start rule is complete)."""
    while not (terminal == END and states[-1] == table.final):
        action = table.states[states[-1]].get(terminal)
        if action is None or action >= 0:
            return action is not None
        production = table.productions[-1 - action]
        if reducer is not None:
            _fold(production, values, reducer)
        if production.size:
            del states[-production.size :]
        states.append(table.states[states[-1]][production.origin])
    return True


def _fold(production: Production, values: Inlined, reducer: Reducer) -> None:
    """Replace the values of a production's symbols by one."""
    cut = len(values) - production.size
    parts = _flat(values[cut:])
    del values[cut:]
    if production.inlined:
        values.append(parts)
    elif production.single and len(parts) == 1:
        values.append(parts[0])
    else:
        values.append(reducer.node(production.name, parts))


def _flat(parts: Sequence[object]) -> Inlined:
    """The parts with inlined ones spread out; the first list grows in place, so long lists stay linear."""
    first = parts[0] if parts else None
    flat = first if isinstance(first, Inlined) else Inlined(parts[:1])
    for part in parts[1:]:
        if isinstance(part, Inlined):
            flat.extend(part)
        else:
            flat.append(part)
    return flat


def acceptable(table: Table, states: Sequence[int]) -> frozenset[str]:
    """The terminals with which reading can go on from a stack of states; END when the text may end."""
    candidates = (symbol for symbol in table.states[states[-1]] if symbol == END or symbol.isupper())
    return frozenset(t for t in (*candidates, END) if _reduce_until(table, t, list(states), Inlined(), None))
