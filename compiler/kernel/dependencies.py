"""Which assumptions a choice depends on, through fields and readings.

In: choices in order, and what the readings of each assumption mean. Out: for each choice the names of all
assumptions that can change it. A choice is decided, and looked at by a check, once for every way to read
these, not for every way to read all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from polc.compiler.kernel.expr import Expr, FieldRef, ReadingOf, walk
from polc.compiler.kernel.rules import Choice

Meanings: TypeAlias = Mapping[str, Sequence[Expr]]


def expressions_of(choice: Choice) -> Iterator[Expr]:
    """Every expression that a choice holds, its way to combine included."""
    for row in choice.rows:
        yield row.guard
        yield from row.values
    yield from choice.otherwise
    yield from (e for e in (choice.gate, choice.ceiling, choice.tie) if e is not None)
    if isinstance(choice.pick, ReadingOf):
        yield choice.pick


def assumptions_of(choices: Sequence[Choice], meanings: Meanings) -> dict[str, frozenset[str]]:
    """The assumptions that each choice depends on, by the choice's name."""
    found: dict[str, frozenset[str]] = {}
    by_field: dict[str, frozenset[str]] = {}
    for choice in choices:
        names = (name for expr in expressions_of(choice) for name in read_by(expr, meanings, by_field))
        found[choice.name] = frozenset(names)
        by_field |= dict.fromkeys(choice.fields, found[choice.name])
    return found


def read_by(expr: Expr, meanings: Meanings, by_field: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The assumptions that an expression depends on, given those of each field."""
    names: set[str] = set()
    for part in walk(expr):
        if isinstance(part, FieldRef):
            names |= by_field[part.name]
        elif isinstance(part, ReadingOf) and part.assumption not in names:
            names.add(part.assumption)
            for meaning in meanings[part.assumption]:
                names |= read_by(meaning, meanings, by_field)
    return frozenset(names)
