"""Clauses as letters: inside the statement one letter stands for a clause, a list of them is a string.

In: conditions with clauses. Out: `Clauses`. A letter occurs nowhere in the policy, so the last steps can put
the clauses for the letters, all results at once: each clause stands in the statement once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from polc.compiler.kernel import Kernel, Kind
from polc.targets.sql import tree as t
from polc.targets.sql.tree import Tree

GAP = "；"
# Greek, Cyrillic, then syllables of Hangul: none of them is met in a notice.
_RANGES = ((0x3B1, 0x3CA), (0x430, 0x450), (0x391, 0x3AA), (0x410, 0x430), (0xAC00, 0xD7A4))


@attrs.frozen
class Clauses:
    """A list of clauses as a string of letters; `letters` are all that can stand there, each as often."""

    text: Tree
    letters: str

    @property
    def apart(self) -> Tree:
        """The list with each clause once, where it first stands."""
        twice = len(set(self.letters)) < len(self.letters)
        return t.function("distinct", self.text) if twice else self.text


def all_of(lists: Sequence[Clauses]) -> Clauses:
    """Lists one after another."""
    return Clauses(t.concat(each.text for each in lists), "".join(each.letters for each in lists))


@attrs.define
class Letters:
    """The letters given so far, by clause."""

    free: Iterator[str]
    gap: str
    given: dict[str, str] = attrs.field(factory=dict)

    def letter(self, clause: str) -> str:
        """The letter of a clause."""
        if clause not in self.given:
            self.given[clause] = next(self.free)
        return self.given[clause]

    def listed(self, told: Sequence[tuple[Tree, str]]) -> Clauses:
        """Clauses, each where its condition holds."""
        kept: list[tuple[Tree, str]] = []
        for condition, clause in told:
            if condition is not t.FALSE:
                if kept and kept[-1][1] == clause:
                    condition = t.or_([kept.pop()[0], condition])
                kept.append((condition, clause))
        parts = [t.case([(c, t.text(self.letter(clause)))], t.NOTHING) for c, clause in kept]
        return Clauses(t.concat(parts), "".join(self.letter(clause) for _, clause in kept))

    def in_words(self, lists: Sequence[Clauses]) -> list[Tree]:
        """Each list with its letters put into words; NULL where it's empty."""
        there = [place for place, each in enumerate(lists) if each.letters]
        whole = t.concat(part for place in there for part in (lists[place].apart, t.text(self.gap)))
        used = set("".join(each.letters for each in lists))
        for clause, letter in self.given.items():
            if letter in used:
                whole = t.function("put", whole, t.text(letter), t.text(GAP + clause))
        found = [t.null(Kind.ENUM)] * len(lists)
        for number, place in enumerate(there, start=1):
            found[place] = t.function("piece", whole, word=(self.gap, number))
        return found


def letters_of(kernel: Kernel) -> Letters:
    """Letters for a kernel, the same ones every time."""
    taken = repr(kernel)
    free = (
        c for first, last in _RANGES for c in map(chr, range(first, last)) if c.isalpha() and c not in taken
    )
    return Letters(free, next(free))
