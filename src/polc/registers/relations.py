"""Rows that break a 关系 of the policy: judged all the same, and told, since what is proved isn't of them.

In: a block's facts. Out: the places in it with the relation that each breaks and what was given. A set of
facts that several rows have is looked at once a block.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from polc.compiler.breaches import Guarded, guarded
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.text import result_text
from polc.dsl.values import Given, Records
from polc.registers.cells import Facts
from polc.registers.model import Warned


class Relations:
    """The relations of a policy, asked of the rows of a register."""

    def __init__(self, kernel: Kernel) -> None:
        self._guarded = guarded(kernel)
        self._bounds = bounds_of(kernel)

    def look(self, facts: Facts, rows: int, unjudged: Collection[int]) -> Iterator[tuple[int, str, Warned]]:
        """(place, the fact to point at, what to say) for each relation that a row breaks."""
        for each in self._guarded:
            given = [name for name in each.facts if name in facts]
            codes = zip(*(facts[name].codes for name in given), strict=True) if given else iter(((),) * rows)
            known: dict[tuple[int, ...], bool] = {}
            for place, key in enumerate(codes):
                if key not in known:
                    known[key] = each.broken(self._values(facts, given, key))
                if known[key] and place not in unjudged:
                    values = self._values(facts, given, key)
                    yield place, next(iter(given), ""), Warned("relation", self._said(each, values))

    def _values(self, facts: Facts, names: list[str], key: tuple[int, ...]) -> dict[str, Given | None]:
        return {name: facts[name].values[code] for name, code in zip(names, key, strict=True)}

    def _said(self, each: Guarded, values: dict[str, Given | None]) -> tuple[tuple[str, str], ...]:
        told = "、".join(f"{name} {self._text(value)}" for name, value in values.items() if value is not None)
        return (("relation", each.relation.text), ("given", told))

    def _text(self, value: Given) -> str:
        return f"{len(value.rows)}条" if isinstance(value, Records) else result_text(value, self._bounds)
