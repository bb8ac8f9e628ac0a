"""Ordinary persons: those with one identity, or with two that a rule itself joins.

In: both policies on one ground. Out: the formula of persons in whom no flag is unusual, one is, or two
that stand in different parts of one "且" of a rule (低保对象 且 放弃参保). A reader wants the differences
that show on such persons one by one. What shows only where somebody has several identities at once follows
from those, grows with their product, and is counted. A flag without a default is left open where a rule asks
for its absence (非 连续参保): it is a course of events and no identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.regions import Region
from polc.compiler.comparing.ground import Pair
from polc.compiler.kernel import (
    And,
    Expr,
    FieldRef,
    InputRef,
    Kernel,
    Kind,
    Not,
    Pick,
    ReadingOf,
    expressions_of,
    walk,
)
from polc.dsl.values import Plain


class Ordinary:
    """Ordinary persons: `kinds` from the plainest on, `anyone` all of them."""

    def __init__(self, pair: Pair) -> None:
        self.pool, self._numbers = pair.facts.pool, pair.facts.variables.flags
        decls = [d for d in pair.facts.kernel.inputs if d.type.kind is Kind.BOOL]
        negated = {name for policy in (pair.old, pair.new) for name in _negated(policy.kernel)}
        asked = [d for d in decls if _default(pair, d.name) is not None or d.name not in negated]
        self._usual = {d.name: self._is(d.name, d.default is True) for d in asked}
        pairs = {both for policy in (pair.old, pair.new) for both in _joined(policy.kernel)}
        joined = sorted(both for both in pairs if self._usual.keys() >= set(both))
        self.kinds: tuple[Formula, ...] = (
            self._only(),
            self.pool.any_of(self._only(name) for name in self._usual),
            self.pool.any_of(self._only(*names) for names in joined),
        )
        self.anyone = self.pool.any_of(self.kinds)

    def _is(self, name: str, value: bool) -> Formula:
        flag = self.pool.flag(self._numbers[name])
        return flag if value else -flag

    def _only(self, *names: str) -> Formula:
        return self.pool.all_of(-flag if name in names else flag for name, flag in self._usual.items())

    def like(self, region: Region) -> Formula:
        """Everybody with the same unusual flags as the region."""
        return self._only(*(name for name, usual in self._usual.items() if region.settles(usual) is False))


def _default(pair: Pair, name: str) -> Plain | None:
    policy = pair.old if name in pair.old.kernel.input_by_name else pair.new
    return policy.kernel.input_by_name[name].default


def _negated(kernel: Kernel) -> Iterator[str]:
    """Flags that a rule asks not to hold."""
    for choice in kernel.choices:
        for root in expressions_of(choice):
            for part in walk(root):
                if isinstance(part, Not) and isinstance(part.item, InputRef):
                    yield part.item.name


def _joined(kernel: Kernel) -> Iterator[tuple[str, str]]:
    """Flags that two parts of one "且" speak about, in alphabetical order."""
    flags: dict[str, frozenset[str]] = {}
    for choice in kernel.choices:
        guards = [row.guard for row in choice.rows]
        values = [value for row in choice.rows for value in (*row.values, *choice.otherwise)]
        for guard in guards:
            yield from _pairs(kernel, guard, flags)
        read = frozenset(name for expr in (*guards, *values) for name in _flags(kernel, expr, flags))
        flags |= dict.fromkeys(choice.fields, read)


def _pairs(kernel: Kernel, guard: Expr, flags: dict[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    for part in walk(guard):
        if isinstance(part, And):
            sides = [frozenset(_flags(kernel, item, flags)) for item in part.items]
            for left, right in combinations(sides, 2):
                for one in sorted(left):
                    yield from ((min(one, other), max(one, other)) for other in sorted(right - {one}))


def _flags(kernel: Kernel, expr: Expr, flags: dict[str, frozenset[str]]) -> Iterable[str]:
    """The flags that an expression speaks about, through fields and every reading."""
    for part in walk(expr):
        match part:
            case InputRef(name) if kernel.input_by_name[name].type.kind is Kind.BOOL:
                yield name
            case FieldRef(name):
                yield from flags[name]
            case ReadingOf(name):
                for reading in kernel.assumption_by_name[name].readings:
                    if not isinstance(reading.meaning, Pick):
                        yield from _flags(kernel, reading.meaning, flags)
            case _:
                pass
