"""What a choice reads, and which assumptions it depends on in the end.

In: expressions, and what the readings of each assumption mean. Out: the names that they look up themselves,
and the assumptions that can change them through fields too. A choice is decided once for each way in which
what it reads comes out, and looked at by a check once for every way to read the assumptions it depends on.
Invariant: nothing that evaluation looks up is missing here; steps are shared on the strength of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from polc.compiler.kernel.expr import EntryResult, Expr, FieldRef, Fold, InputRef, ReadingOf, walk
from polc.compiler.kernel.rules import Choice

Meanings: TypeAlias = Mapping[str, Sequence[Expr]]


@attrs.frozen
class Reads:
    """The facts, fields and assumptions that expressions look up, those inside readings included."""

    inputs: tuple[str, ...]
    fields: tuple[str, ...]
    assumptions: tuple[str, ...]


def expressions_of(choice: Choice) -> Iterator[Expr]:
    """Every expression that a choice holds, its way to combine included."""
    for row in choice.rows:
        yield row.guard
        yield from row.values
    yield from choice.otherwise
    yield from (e for e in (choice.gate, choice.ceiling, choice.tie) if e is not None)
    if isinstance(choice.pick, ReadingOf):
        yield choice.pick


def reads_of(exprs: Iterable[Expr], meanings: Meanings, entry_rules: Mapping[str, Choice]) -> Reads:
    """Every name that the expressions look up, in the order they are met; in entry rules too."""
    judged: set[str] = set()
    inputs: dict[str, None] = {}
    fields: dict[str, None] = {}
    assumptions: dict[str, None] = {}
    waiting = list(exprs)
    for expr in waiting:
        for part in walk(expr):
            match part:
                case InputRef(name):
                    inputs[name] = None
                case Fold(name):
                    inputs[name] = None
                case FieldRef(name):
                    fields[name] = None
                case EntryResult(rule) if rule not in judged:
                    judged.add(rule)
                    waiting += expressions_of(entry_rules[rule])
                case ReadingOf(name) if name not in assumptions:
                    assumptions[name] = None
                    waiting += meanings[name]
                case _:
                    pass
    return Reads(tuple(inputs), tuple(fields), tuple(assumptions))


def assumptions_of(reads: Reads, by_field: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The assumptions that what `reads` this depends on, given those of each field."""
    return frozenset(reads.assumptions).union(*(by_field[name] for name in reads.fields))
