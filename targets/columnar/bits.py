"""Conditions that are plainly true or false for every person: one byte a row, computed by numpy's logic.

In: facts that are always known, and comparisons of two days. Out: `Bit`s, shared where they are equal,
numbered so that each is made of lower numbers only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from polc.targets.columnar.days import LessEq


@attrs.frozen
class Flag:
    """A 是非 fact that is known."""

    name: str


@attrs.frozen
class AllOf:
    """All of these bits."""

    items: tuple[int, ...]


@attrs.frozen
class AnyOf:
    """One of these bits."""

    items: tuple[int, ...]


@attrs.frozen
class Negated:
    """Not this bit."""

    item: int


Bit: TypeAlias = Flag | LessEq | AllOf | AnyOf | Negated


@attrs.define
class Bits:
    """All bits of a plan, each once."""

    nodes: list[Bit] = attrs.Factory(list)
    _numbers: dict[Bit, int] = attrs.Factory(dict)

    def number(self, bit: Bit) -> int:
        """The number of a bit, new if it wasn't there."""
        if bit not in self._numbers:
            self._numbers[bit] = len(self.nodes)
            self.nodes.append(bit)
        return self._numbers[bit]

    def all_of(self, items: Iterable[int]) -> int:
        """The bit that all of `items` hold; one item is itself."""
        found = self._flat(items, AllOf)
        return found[0] if len(found) == 1 else self.number(AllOf(found))

    def any_of(self, items: Iterable[int]) -> int:
        """The bit that one of `items` holds; one item is itself."""
        found = self._flat(items, AnyOf)
        return found[0] if len(found) == 1 else self.number(AnyOf(found))

    def negated(self, item: int) -> int:
        """The opposite bit."""
        node = self.nodes[item]
        return node.item if isinstance(node, Negated) else self.number(Negated(item))

    def _flat(self, items: Iterable[int], kind: type[AllOf] | type[AnyOf]) -> tuple[int, ...]:
        found: set[int] = set()
        for item in items:
            node = self.nodes[item]
            same = isinstance(node, AllOf | AnyOf) and isinstance(node, kind)
            found.update(node.items if same and isinstance(node, AllOf | AnyOf) else (item,))
        return tuple(sorted(found))
