"""One policy of a comparison, for all persons at once: its worlds, and what each output comes to.

In: a kernel on the common calendar, the readings asked for, and the ground of facts that both share. Out:
for an output its results with who has them, where an assumption that nobody decided has been read in every
way: results that differ between the ways are 待定, as `readings.merge` says for one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import attrs

from polc.compiler.analysis.branches import Cases
from polc.compiler.analysis.comparisons import ALWAYS, Truth, differ
from polc.compiler.analysis.decide import Ground, World
from polc.compiler.analysis.formula import FALSE, TRUE, Formula
from polc.compiler.analysis.solve import Search
from polc.compiler.analysis.symbols import Stat, Symbol
from polc.compiler.comparing.align import on_old_calendar
from polc.compiler.comparing.lemmas import Verdicts, lemmas
from polc.compiler.comparing.model import Side
from polc.compiler.comparing.outcomes import APPLIES, NOT_APPLICABLE, UNDETERMINED
from polc.compiler.interpret import Decided, Evaluation
from polc.compiler.kernel import (
    Choice,
    EntryResult,
    Expr,
    FieldRef,
    Form,
    Kernel,
    Kind,
    Pick,
    ReadingOf,
    expressions_of,
    walk,
)
from polc.compiler.readings import chosen_readings, combinations
from polc.dsl.values import Undetermined, distinct

IN_SCOPE = (APPLIES, NOT_APPLICABLE, UNDETERMINED)
UNSETTLED = Stat(Undetermined(reasons=("读法不同，结果不同",)))


class Policy:
    """One of the two policies. `world` is that of the first way to read what is undecided."""

    def __init__(self, side: Side, years: int, facts: Ground) -> None:
        self.side = side
        self.kernel: Kernel = on_old_calendar(side.kernel, years)
        self._ground = Ground(self.kernel)
        self._ground.variables, self._ground.pool = facts.variables, facts.pool
        self._ground.search = facts.search
        self.chosen = chosen_readings(side.kernel, side.assume)
        self._worlds: dict[tuple[str, ...], World] = {}
        self._alone: dict[str, Kernel] = {}
        self.decided: Decided = {}  # a block comes out the same whichever others are left out
        self._first = next(combinations(self.kernel, self.chosen))
        self.world = self._world(self._first)

    def _world(self, readings: Mapping[str, str]) -> World:
        key = tuple(readings[decl.name] for decl in self.kernel.assumptions)
        if key not in self._worlds:
            self._worlds[key] = World(
                self._ground, {d.name: readings[d.name] for d in self.kernel.assumptions}
            )
        return self._worlds[key]

    def undecided(self, names: frozenset[str]) -> list[str]:
        """Those of the assumptions that have no reading in force."""
        return [
            decl.name for decl in self.kernel.assumptions if decl.name in names and not self.chosen[decl.name]
        ]

    def assume_for(self, output: str) -> dict[str, str | None]:
        """Readings that leave open only what can change this output: the same answer, sooner."""
        matter = self.undecided(self.kernel.depends[self.kernel.choice_of[output].name])
        return {n: reading or (None if n in matter else self._first[n]) for n, reading in self.chosen.items()}

    def alone(self, output: str) -> Kernel:
        """The policy as written with only the blocks that an output rests on: its answer, sooner."""
        if output not in self._alone:
            kernel = self.side.kernel
            wanted: dict[str, None] = dict.fromkeys((output,))
            for choice in reversed(kernel.choices):
                if not wanted.keys().isdisjoint(choice.fields):
                    wanted |= dict.fromkeys(choice.fields) | dict.fromkeys(_fields_read(kernel, choice))
            kept = tuple(c for c in kernel.choices if not wanted.keys().isdisjoint(c.fields))
            fields = tuple(decl for decl in kernel.fields if decl.name in wanted)
            self._alone[output] = attrs.evolve(kernel, choices=kept, fields=fields)
        return self._alone[output]

    def _worlds_for(self, names: frozenset[str]) -> list[World]:
        open_ = [self.kernel.assumption_by_name[name] for name in self.undecided(names)]
        ways = product(*([(decl.name, reading.name) for reading in decl.readings] for decl in open_))
        return [self._world(self._first | dict(way)) for way in ways]

    def results(self, output: str) -> Cases:
        """The results of an output, each with who has it."""
        worlds = self._worlds_for(self.kernel.depends[self.kernel.choice_of[output].name])
        found = list(worlds[0].field(output))
        torn: list[Formula] = []
        for world in worlds[1:]:
            others = world.field(output)
            agreed = []
            for guard, symbol in found:
                same = self._same(symbol, others)
                agreed.append((world.pool.all_of((guard, same)), symbol))
                torn.append(world.pool.all_of((guard, -same)))
            found = [case for case in agreed if case[0] != FALSE]
        unsettled = self.world.pool.any_of(torn)
        return (*found, (unsettled, UNSETTLED)) if unsettled != FALSE else tuple(found)

    def _same(self, symbol: Symbol, others: Cases) -> Formula:
        pool = self.world.pool
        return pool.any_of(pool.all_of((guard, -differ(symbol, other, pool))) for guard, other in others)

    def open_days(self) -> Formula:
        """Who pays inside a window, under some reading; everybody where no window is written."""
        windows = [choice for choice in self.kernel.choices if choice.form is Form.WINDOW and choice.axis]
        pool = self.world.pool
        return (
            pool.any_of(
                stands
                for choice in windows
                for world in self._worlds_for(self.kernel.depends[choice.name])
                for stands in world.standing(choice).stands
            )
            if windows
            else TRUE
        )

    # ---- the scope ----------------------------------------------------------------------------------
    @property
    def gate(self) -> Expr | None:
        """The condition of being in scope that the outputs share, None when there is none."""
        gates = [self.kernel.choice_of[decl.name].gate for decl in self.kernel.outputs]
        return next((gate for gate in gates if gate is not None), None)

    def scope(self) -> Truth:
        """Who is in scope and who isn't; whoever is so under some readings only is neither."""
        gate, pool = self.gate, self.world.pool
        if gate is None:
            return ALWAYS
        names = self.kernel.depends[self.gate_group.name] if self.gate_group else frozenset(self.chosen)
        truths = [world.translator.truth(gate) for world in self._worlds_for(names)]
        return Truth(pool.all_of(t.holds for t in truths), pool.all_of(t.fails for t in truths))

    def scope_is(self, kind: str) -> Formula:
        """Who is in scope, out of it, or neither."""
        truth = self.scope()
        open_ = self.world.pool.all_of((-truth.holds, -truth.fails))
        return {APPLIES: truth.holds, NOT_APPLICABLE: truth.fails, UNDETERMINED: open_}[kind]

    def is_gated(self, output: str) -> bool:
        """The scope closes this output."""
        return self.kernel.choice_of[output].gate is not None

    def scope_of(self, evaluation: Evaluation, output: str) -> str:
        """In scope, out of it, or neither, as the interpreter found for one person."""
        if self.gate_group is not None:
            result = evaluation.result(self.gate_group.fields[0])
            held = {True: APPLIES, False: NOT_APPLICABLE}
            return held[result] if isinstance(result, bool) else UNDETERMINED
        step = next(step for step in evaluation.steps if output in step.choice.fields)
        return NOT_APPLICABLE if step.gated else APPLIES

    @property
    def gate_group(self) -> Choice | None:
        """The group that the scope is, where it's one by name."""
        return self.kernel.choice_of.get(self.gate.name) if isinstance(self.gate, FieldRef) else None

    # ---- where an output comes from -----------------------------------------------------------------
    def derived_from(self, output: str) -> tuple[str, ...]:
        """The public outputs that an output is computed from; () when it has rules of its own."""
        choice = self.kernel.choice_of[output]
        if choice.form is not Form.IDENTITY:
            return ()
        values = [value for row in choice.rows for value in row.values]
        read = distinct(part.name for value in values for part in walk(value) if isinstance(part, FieldRef))
        return tuple(name for name in read if self.kernel.field_by_name[name].public)

    def deciders(self, output: str) -> tuple[Choice, ...]:
        """The blocks whose rows decide an output: its own, or those of what it's computed from."""
        derived = self.derived_from(output)
        if not derived:
            return (self.kernel.choice_of[output],)
        return distinct(choice for name in derived for choice in self.deciders(name))


def _fields_read(kernel: Kernel, choice: Choice) -> Iterator[str]:
    """The fields that a block reads, through assumptions in any reading."""
    waiting = list(expressions_of(choice))
    seen: set[str] = set()
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, FieldRef):
                yield part.name
            elif isinstance(part, EntryResult) and part.rule not in seen:
                seen.add(part.rule)
                waiting += expressions_of(kernel.entry_rule_by_name[part.rule])
            elif isinstance(part, ReadingOf) and part.assumption not in seen:
                seen.add(part.assumption)
                readings = kernel.assumption_by_name[part.assumption].readings
                waiting += [r.meaning for r in readings if not isinstance(r.meaning, Pick)]


@attrs.frozen(kw_only=True)
class Pair:
    """Both policies on one ground; `facts` are the facts alone, `axis` the one that days are about."""

    old: Policy
    new: Policy
    facts: World
    years: int
    axis: str
    verdicts: Verdicts = attrs.field(factory=dict)

    def start_afresh(self) -> None:
        """Forget what the search learned: it serves one question, and slows down the ones after it."""
        search = Search(self.facts.pool)
        known = self.facts.search.known
        search.know(known)
        search.know(lemmas(self.facts.pool, self.verdicts))
        search.known = known  # a region needn't spell out lemmas: persons would be made to fit them
        search.met = self.facts.search.met
        self.facts.search = search


def usual(pair: Pair) -> Kernel:
    """The facts alone, with the one flag of no default set that puts an ordinary person in scope of both."""
    kernel, pool, numbers = pair.facts.kernel, pair.facts.pool, pair.facts.variables.flags
    flags = [(decl, pool.flag(numbers[decl.name])) for decl in kernel.inputs if decl.type.kind is Kind.BOOL]
    plain = {decl.name: flag if decl.default is True else -flag for decl, flag in flags}
    scope = (pair.old.scope_is(APPLIES), pair.new.scope_is(APPLIES))
    for decl, flag in flags:
        others = [literal for name, literal in plain.items() if name != decl.name]
        if decl.default is None and pair.facts.search.possible(pool.all_of((*scope, flag, *others))):
            inputs = (attrs.evolve(d, default=True) if d is decl else d for d in kernel.inputs)
            return attrs.evolve(kernel, inputs=tuple(inputs))
    return kernel
