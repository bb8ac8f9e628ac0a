"""Results as they are, and as every single other reading of the notice would have them.

In: people, a field and some days. Out: what holds under every reading, and which assumptions change it. What
the public is told without a mark is what no reading changes; marks are numbered by their first use on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from polc.compiler.interpret import Decided, Evaluation, evaluate
from polc.dsl.values import Result, distinct
from polc.targets.summary.plain import is_told
from polc.targets.summary.survey import ONE_DAY, People, Stretch

SYMBOLS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@attrs.define
class Marks:
    """The assumptions that a page has marked, in the order of their numbers."""

    names: list[str] = attrs.field(factory=list)

    def of(self, assumptions: Iterable[str]) -> str:
        """The marks of these assumptions, in the order of their numbers."""
        self.names += [name for name in distinct(assumptions) if name not in self.names]
        numbers = sorted(self.names.index(name) for name in set(assumptions))
        return "".join(SYMBOLS[number] if number < len(SYMBOLS) else "※" for number in numbers)


@attrs.frozen
class Reading:
    """A way to read the notice: one assumption read otherwise, or as the policy has it."""

    assumption: str = ""
    reading: str = ""

    @property
    def assume(self) -> dict[str, str | None]:
        """As an argument of `evaluate`."""
        return {self.assumption: self.reading} if self.assumption else {}


@attrs.frozen
class Varied:
    """People on the days of one stretch, under each reading."""

    people: People
    axis: str
    decided: Decided = attrs.field(factory=dict, eq=False, repr=False)

    def readings(self, fields: Iterable[str]) -> tuple[Reading, ...]:
        """As the policy has it, then every single other reading that these fields can depend on."""
        kernel = self.people.kernel
        names = {name for field in fields for name in kernel.depends[kernel.choice_of[field].name]}
        others = (
            Reading(decl.name, reading.name)
            for decl in kernel.assumptions
            if decl.name in names and is_told(kernel, decl.name)
            for reading in decl.readings
            if reading.name != decl.adopted
        )
        return (Reading(), *others)

    def on(self, day: date, reading: Reading) -> Evaluation:
        """What they get who pay on this day."""
        facts = {**self.people.facts, self.axis: day}
        return evaluate(self.people.kernel, facts, reading.assume, traced=False, decided=self.decided)

    def results(self, field: str, days: Iterable[date]) -> dict[Reading, tuple[Result, ...]]:
        """The results on each day, under each reading."""
        listed = tuple(days)
        return {r: tuple(self.on(day, r).result(field) for day in listed) for r in self.readings([field])}


def changing(found: dict[Reading, tuple[Result, ...]]) -> tuple[str, ...]:
    """The assumptions of which another reading changes some result."""
    plain = found[Reading()]
    return distinct(reading.assumption for reading, results in found.items() if results != plain)


def sampled(stretch: Stretch) -> tuple[date, ...]:
    """The first and the last day, and the ends of months between."""
    return tuple(sorted({stretch.first, stretch.last, *_month_ends(stretch.first, stretch.last)}))


def _month_ends(first: date, last: date) -> Iterator[date]:
    day = first.replace(day=1)
    while day <= last:
        following = (day + timedelta(days=31)).replace(day=1)
        yield from (d for d in (day, following - ONE_DAY, following - 2 * ONE_DAY) if first <= d <= last)
        day = following
