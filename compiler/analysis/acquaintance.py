"""Persons met in earlier searches: they answer most questions of the kind "is there somebody" at once.

In: the region of each answer. Out: whether one of the last few persons, the componentwise smallest of each
region, satisfies some formulas. A no says nothing: then the search has to look.
"""

from __future__ import annotations

from collections.abc import Iterable

from polc.compiler.analysis.formula import TRUE, AtLeast, Atom, Difference, Flag, Formula, Formulas, Option
from polc.compiler.analysis.regions import Region

REMEMBERED = 64


class Acquaintance:
    """The last persons met, the one who answered last in front."""

    def __init__(self) -> None:
        self._persons: list[_Person] = []

    def meet(self, region: Region) -> None:
        """Remember the smallest person of a region."""
        self._persons.insert(0, _Person(region))
        del self._persons[REMEMBERED:]

    def anyone(self, formulas: Iterable[Formula]) -> bool:
        """One of the persons satisfies all the formulas."""
        for at, person in enumerate(self._persons):
            if all(person.satisfies(formula) for formula in formulas):
                self._persons.insert(0, self._persons.pop(at))
                return True
        return False


class _Person:
    """The smallest member of a region: flags that it leaves open don't hold."""

    def __init__(self, region: Region) -> None:
        self._pool: Formulas = region.pool
        self._region = region
        self._known: dict[int, bool] = {TRUE: True}

    def satisfies(self, formula: Formula) -> bool:
        number = abs(formula)
        holds = self._known.get(number)
        if holds is None:
            node = self._pool.nodes[number]
            if isinstance(node, tuple):
                holds = True
                for arg in node:
                    holds = self.satisfies(arg)
                    if not holds:
                        break
            else:
                holds = self._has(node)
            self._known[number] = holds
        return holds is (formula > 0)

    def _has(self, atom: Atom) -> bool:
        region = self._region
        match atom:
            case Flag(var):
                return bool(region.held >> var & 1)
            case AtLeast(var, bound):
                return region.number(var) >= bound
            case Option(var, mask):
                left = region.options[var]
                return bool(left & -left & mask)
            case Difference(var, upper, other, lower):
                return upper.at(region.number(var)) >= lower.at(region.number(other))
