"""Undecided assumptions: which of them each choice depends on, and the ways to settle those.

In: a kernel and the readings in force. Out: for every choice its `Way`s, each the readings of the
undecided assumptions that can reach it; a choice is decided once a way, not once a combination.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import attrs

from polc.compiler.kernel import Choice, Expr, FieldRef, Kernel, Pick, ReadingOf, walk

Way = tuple[tuple[str, str], ...]


@attrs.frozen
class Variants:
    """For each field, the undecided assumptions that can change it, in declaration order."""

    kernel: Kernel
    readings: Mapping[str, str | None]
    reach: Mapping[str, tuple[str, ...]]

    def ways(self, field: str) -> tuple[Way, ...]:
        """Every way to settle what can change a field, first readings first."""
        decls = [self.kernel.assumption_by_name[name] for name in self.reach[field]]
        return tuple(product(*([(d.name, r.name) for r in d.readings] for d in decls)))

    def readings_of(self, way: Way) -> dict[str, str]:
        """The readings in force, with the undecided ones as `way` says; those it leaves out don't matter."""
        settled = {name: reading for name, reading in self.readings.items() if reading is not None}
        first = {d.name: d.readings[0].name for d in self.kernel.assumptions if d.name not in settled}
        return settled | first | dict(way)

    def within(self, field: str, way: Way) -> Way:
        """The part of a way that can change `field`."""
        return tuple(pair for pair in way if pair[0] in self.reach[field])


def variants_of(kernel: Kernel, readings: Mapping[str, str | None]) -> Variants:
    """The undecided assumptions that reach each field, through readings and through other fields."""
    undecided = [name for name, reading in readings.items() if reading is None]
    reach: dict[str, tuple[str, ...]] = {}
    for choice in kernel.choices:
        found: set[str] = set()
        for expr in _inside(kernel, choice):
            match expr:
                case ReadingOf(name) if name in undecided:
                    found.add(name)
                case FieldRef(name):
                    found.update(reach[name])
                case _:
                    pass
        reach.update(dict.fromkeys(choice.fields, tuple(name for name in undecided if name in found)))
    return Variants(kernel, readings, reach)


def _inside(kernel: Kernel, choice: Choice) -> Iterator[Expr]:
    """Every expression of a choice, also inside every reading of the assumptions it names."""
    tops: list[Expr] = [e for row in choice.rows for e in (row.guard, *row.values)]
    tops += [*choice.otherwise, *(e for e in (choice.tie, choice.ceiling, choice.gate) if e is not None)]
    tops += [choice.pick] if isinstance(choice.pick, ReadingOf) else []
    seen: set[str] = set()
    while tops:
        for expr in walk(tops.pop()):
            yield expr
            if isinstance(expr, ReadingOf) and expr.assumption not in seen:
                seen.add(expr.assumption)
                readings = kernel.assumption_by_name[expr.assumption].readings
                tops += [r.meaning for r in readings if not isinstance(r.meaning, Pick)]
