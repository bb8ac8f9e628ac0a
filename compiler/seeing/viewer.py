"""What one person sees of a policy, and so what would be noticed if it were written otherwise.

In: a kernel; a person, readings and what a 案例 expects. Out: the evaluation and the sights. A condition is
seen from the side on which the person stands when, turned round, it would give another answer than is
expected: so a slip there is caught by this 案例. Of a bound the person must stand right at it or one step
away: a day, a count of one, one 元, one percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs

from polc.compiler.analysis.cases import expected_now, found_for, meets
from polc.compiler.expressions import Environment, condition, value
from polc.compiler.interpret import Decided, Evaluation, Person, Step, Verdict, evaluate, judge
from polc.compiler.kernel import Compare, Expected, Kernel, Reached
from polc.compiler.readings import bounds_of, chosen_readings, combinations
from polc.compiler.seeing.conditions import Home, Leaf, leaves_of, standing_for, turned
from polc.compiler.seeing.sights import Outcome, Side, Sight, Sort, asks_entries, reading_pairs, sides, sights
from polc.dsl.values import (
    Amount,
    Missing,
    NotApplicable,
    Rate,
    Result,
    Undetermined,
    birthday,
)

_MET = (Verdict.TAKEN, Verdict.BEATEN, Verdict.LOWER)


@attrs.frozen(kw_only=True)
class View:
    """What a person gets and sees."""

    evaluation: Evaluation
    expected: tuple[Expected, ...]
    seen: frozenset[Sight]


class Viewer:
    """One kernel, ready to be seen by many persons."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.every = sights(kernel)
        self._listed = {sight: sight for sight in self.every}
        self._leaves = [(leaf, {s.side: s for s in sides(kernel, leaf)}) for leaf in leaves_of(kernel)]
        self._standing = standing_for(kernel)
        self._bounds = bounds_of(kernel)
        self._decided: Decided = {}
        # What entries of lists were asked isn't remembered: it has to be heard each time.
        self._traced: Decided | None = None if kernel.entry_rules else {}
        self._variants: dict[int, tuple[Kernel, Decided | None]] = {}

    def view(
        self,
        person: Person,
        assume: Mapping[str, str | None] | None = None,
        expected: Sequence[Expected] | None = None,
        known: Iterable[Sight] = (),
    ) -> View:
        """What a person sees; of `known` sights, seen by others, only what costs nothing to find out.

        Without `expected` everything is expected that the policy gives now.
        """
        readings = dict(assume or {})
        found = evaluate(self.kernel, person, readings, decided=self._traced)
        if expected is None:
            expected = tuple(expected_now(self.kernel, found))
        holding = tuple(each for each in expected if self._meets(found, each))
        seen = {s for s in self._plainly(found, person, readings, holding) if s in self._listed}
        skip = frozenset(known) | seen
        env = self._environment(found, person)
        for leaf, ways in self._leaves:
            if skip.issuperset(ways.values()):
                continue
            sight = self._side(leaf, ways, found, env)
            new = sight is not None and sight not in skip and sight not in seen
            if sight is not None and new and self._notices(leaf, person, readings, holding):
                seen.add(sight)
        seen.update(self._of_readings(person, readings, found, holding, skip))
        return View(evaluation=found, expected=holding, seen=frozenset(seen))

    def _meets(self, found: Evaluation, expected: Expected) -> bool:
        return meets(expected, found_for(self.kernel, found, expected), self._bounds)

    # ---- rows, meetings, results ---------------------------------------------------------------------
    def _plainly(
        self, found: Evaluation, person: Person, readings: dict[str, str | None], expected: Sequence[Expected]
    ) -> Iterator[Sight]:
        """What an evaluation shows by itself."""
        ways = combinations(self.kernel, chosen_readings(self.kernel, readings))
        _, *others = ways
        traces = [found]
        traces += [evaluate(self.kernel, person, way, decided=self._traced) for way in others]
        for trace in traces:
            for step in (*trace.entries, *trace.singly, *trace.steps):
                yield from self._of_step(step)
        for each in expected:
            outcome = outcome_of(found_for(self.kernel, found, each).result)
            yield Sight(sort=Sort.RESULT, at=(each.field, outcome.name))

    def _of_step(self, step: Step) -> Iterator[Sight]:
        name = self._standing.get(step.choice.name, step.choice.name)
        for number, row in enumerate(step.rows):
            if row.verdict in (Verdict.TAKEN, Verdict.OPEN):
                yield Sight(sort=Sort.ROW, at=(name, number))
        if not step.gated and all(row.verdict is Verdict.FALSE for row in step.rows):
            yield Sight(sort=Sort.ROW, at=(name, -1))
        met = [number for number, row in enumerate(step.rows) if row.verdict in _MET]
        for place, one in enumerate(met):
            yield from (Sight(sort=Sort.MEETING, at=(name, one, two)) for two in met[place + 1 :])

    # ---- conditions ----------------------------------------------------------------------------------
    def _side(
        self, leaf: Leaf, ways: Mapping[Side | None, Sight], found: Evaluation, env: Environment
    ) -> Sight | None:
        in_force = dict(found.readings)
        if any(in_force[name] != reading for name, reading in leaf.under):
            return None
        if asks_entries(leaf.expr):
            return ways[Side.DECIDES]
        side = side_of(leaf, env)
        return None if side is None else ways[side]

    def _environment(self, found: Evaluation, person: Person) -> Environment:
        readings = {
            name: reading or self.kernel.assumption_by_name[name].readings[0].name
            for name, reading in found.readings
        }
        return Environment(
            kernel=self.kernel,
            inputs={decl.name: person.get(decl.name, decl.default) for decl in self.kernel.inputs},
            readings=readings,
            bounds=self._bounds,
            fields={name: field.result for name, field in found.fields.items()},
            judge=judge,
        )

    def _notices(
        self, leaf: Leaf, person: Person, readings: dict[str, str | None], expected: Sequence[Expected]
    ) -> bool:
        """With the condition turned round, something would come out otherwise than expected."""
        kernel, decided = self._variant(leaf)
        traced = bool(kernel.entry_rules)
        found = evaluate(kernel, person, readings, traced=traced, decided=decided)
        return any(not meets(each, found_for(kernel, found, each), self._bounds) for each in expected)

    def _variant(self, leaf: Leaf) -> tuple[Kernel, Decided | None]:
        """What is remembered of blocks that read nothing turned round is shared."""
        key = id(leaf)
        if key not in self._variants:
            self._variants[key] = (turned(self.kernel, leaf), self._memory(leaf))
        return self._variants[key]

    def _memory(self, leaf: Leaf) -> Decided | None:
        if self.kernel.entry_rules:
            return None
        return self._decided if leaf.home is Home.ROW else {}

    # ---- readings ------------------------------------------------------------------------------------
    def _of_readings(
        self,
        person: Person,
        readings: dict[str, str | None],
        found: Evaluation,
        expected: Sequence[Expected],
        skip: frozenset[Sight],
    ) -> Iterator[Sight]:
        """The reading in force of each assumption, against each in whose place something is otherwise."""
        for name, reading in found.readings:
            for mine, other in reading_pairs(self.kernel.assumption_by_name[name]):
                sight = Sight(sort=Sort.READING, at=(name, mine, other))
                wanted = mine == reading and sight not in skip
                if wanted and self._differs(person, readings | {name: other}, expected):
                    yield sight

    def _differs(self, person: Person, readings: dict[str, str | None], expected: Sequence[Expected]) -> bool:
        traced = bool(self.kernel.entry_rules)
        decided = self._traced if traced else self._decided
        found = evaluate(self.kernel, person, readings, traced=traced, decided=decided)
        return any(not self._meets(found, each) for each in expected)


def outcome_of(result: Result) -> Outcome:
    """The kind of a result."""
    match result:
        case Missing():
            return Outcome.MISSING
        case NotApplicable():
            return Outcome.NOT_APPLICABLE
        case Undetermined():
            return Outcome.UNDETERMINED
        case Amount() if not result.exact:
            return Outcome.BOUND
        case _:
            return Outcome.VALUE


def side_of(leaf: Leaf, env: Environment) -> Side | None:
    """On which side of a condition somebody stands; None where it's open, or too far from a bound."""
    if not leaf.bound:
        held = condition(leaf.expr, env)
        return {True: Side.HOLDS, False: Side.FAILS}[held] if isinstance(held, bool) else None
    ends = _ends(leaf, env)
    gap = None if ends is None else gap_between(*ends)
    if gap is None:
        return None
    return Side.ON if gap == 0 else Side.ABOVE if 0 < gap <= 1 else Side.BELOW if -1 <= gap < 0 else None


def _ends(leaf: Leaf, env: Environment) -> tuple[Result, Result] | None:
    """What is compared; of an age the day that is looked at and the birthday."""
    match leaf.expr:
        case Compare(_, left, right):
            return value(left, env), value(right, env)
        case Reached(birth, years, day, rule):
            born = value(birth, env)
            return (value(day, env), birthday(born, years, rule)) if isinstance(born, date) else None
        case _:
            return None


def gap_between(left: Result, right: Result) -> Fraction | None:
    """By how many steps the first is beyond the second; None where they have no distance."""
    match left, right:
        case date(), date():
            return Fraction((left - right).days)
        case Amount(), Amount() if left.exact and right.exact:
            return (left.fen - right.fen) / 100
        case Rate(), Fraction():
            return (Fraction(left) - right) * 100
        case Fraction(), Fraction():
            return left - right
        case _:
            return None
