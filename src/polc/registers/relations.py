"""Rows that break a 关系 of the policy: judged all the same, and told, since what is proved isn't of them.

In: a block's facts. Out: the places in it with the relation that each breaks and what was given. A set of
facts that several rows have is looked at once; where those of few values settle a relation, as who isn't
meant by 蕴含 does, the others aren't looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from operator import is_

from polc.compiler.breaches import Guarded, guarded
from polc.compiler.kernel import Kernel, Kind
from polc.compiler.readings import bounds_of
from polc.dsl.text import result_text
from polc.dsl.values import Given, Records
from polc.registers.cells import Facts
from polc.registers.model import Warned

REMEMBERED = 100_000
_FEW = (Kind.BOOL, Kind.ENUM)


class Relations:
    """The relations of a policy, asked of the rows of a register."""

    def __init__(self, kernel: Kernel) -> None:
        self._guarded = guarded(kernel)
        self._bounds = bounds_of(kernel)
        self._few = frozenset(decl.name for decl in kernel.inputs if decl.type.kind in _FEW)
        self._known = [_Known() for _ in self._guarded]

    def look(self, facts: Facts, rows: int, unjudged: Collection[int]) -> Iterator[tuple[int, str, Warned]]:
        """(place, the fact to point at, what to say) for each relation that a row breaks."""
        for each, known in zip(self._guarded, self._known, strict=True):
            given = [name for name in each.facts if name in facts]
            told = known.of(facts, given)
            for place, key in self._doubtful(each, facts, given, rows):
                broken = told.get(key)
                if broken is None:
                    broken = told[key] = each.broken(self._values(facts, given, key))
                if broken and place not in unjudged:
                    values = self._values(facts, given, key)
                    yield place, next(iter(given), ""), Warned("relation", self._said(each, values))

    def _doubtful(
        self, each: Guarded, facts: Facts, given: list[str], rows: int
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The rows that what is 是 or 否 of them doesn't settle, whatever their days and amounts are."""
        few = [name for name in given if name in self._few]
        rest = dict.fromkeys(name for name in given if name not in self._few)
        keys, heads = (_keys(facts, names, rows) for names in (given, few))
        if not rest:
            return iter(enumerate(keys))
        kept = {head: each.kept({**rest, **self._values(facts, few, head)}) for head in set(heads)}
        return ((place, keys[place]) for place, head in enumerate(heads) if not kept[head])

    def _values(self, facts: Facts, names: list[str], key: tuple[int, ...]) -> dict[str, Given | None]:
        return {name: facts[name].values[code] for name, code in zip(names, key, strict=True)}

    def _said(self, each: Guarded, values: dict[str, Given | None]) -> tuple[tuple[str, str], ...]:
        told = "、".join(f"{name} {self._text(value)}" for name, value in values.items() if value is not None)
        return (("relation", each.relation.text), ("given", told))

    def _text(self, value: Given) -> str:
        return f"{len(value.rows)}条" if isinstance(value, Records) else result_text(value, self._bounds)


def _keys(facts: Facts, names: Sequence[str], rows: int) -> list[tuple[int, ...]]:
    """The codes of each row."""
    return list(zip(*(facts[name].codes for name in names), strict=True)) if names else [()] * rows


class _Known:
    """What is known of sets of codes, as long as they stand for the same values."""

    def __init__(self) -> None:
        self._values: list[Sequence[Given | None]] = []
        self._told: dict[tuple[int, ...], bool] = {}

    def of(self, facts: Facts, names: Sequence[str]) -> dict[tuple[int, ...], bool]:
        """For these facts."""
        values = [facts[name].values for name in names]
        same = len(values) == len(self._values) and all(map(is_, values, self._values))
        if not same or len(self._told) >= REMEMBERED:
            self._values, self._told = values, {}
        return self._told
