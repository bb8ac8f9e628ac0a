"""Fills the table of one choice: every combination of what it depends on, under every run at once.

In: a choice as rewritten for each run, and the scope of its variables. Out: its `Table`. Runs in which
the choice says the same share one version. Comparisons of symbolic days that turn up on the way become
part of the support, and the table is begun again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias, cast

import attrs

from polc.compiler.expressions import Environment, Holds
from polc.compiler.kernel import Choice, Expr, FieldRef, InputRef, Pick, walk
from polc.compiler.readings import FieldResult, Run, merge
from polc.dsl.values import Missing, Result
from polc.targets.api import NotExpressible
from polc.targets.columnar.days import ClassVar, LessEq, Needed, SymbolicDay, form_number
from polc.targets.columnar.decide import Decider, Worth
from polc.targets.columnar.factors import Factor, Results, Scope, factor
from polc.targets.columnar.rewrite import bit_of
from polc.targets.columnar.stages import stage_all
from polc.targets.columnar.states import LOST, Pruner, Prunes, State, pruner
from polc.targets.columnar.variables import Table, Var
from polc.targets.constructs import Construct

# Stands among clauses for those of the fields that an identity reads, in the run whose number follows.
OPERANDS = "\0"
# Of a choice with more results than these, those in which a field waits for a fact are the row engine's.
MANY_CODES = 100
_Fields: TypeAlias = tuple[FieldResult, ...]
_Made: TypeAlias = tuple[int, bool]
_Item: TypeAlias = tuple[tuple[_Fields, ...], _Fields, bool]


@attrs.frozen(kw_only=True)
class Prepared:
    """A choice as rewritten for one run; `operands` are the fields whose clauses an identity takes."""

    gate: Expr
    guards: tuple[Expr, ...]
    rows: tuple[tuple[Expr, ...], ...]
    otherwise: tuple[Expr, ...]
    tie: Expr | None
    ceiling: Expr | None
    pick: Pick
    operands: tuple[str, ...]

    @property
    def worth(self) -> tuple[Expr, ...]:
        """All expressions that aren't conditions, in the order that `_worth` takes them apart."""
        ends = tuple(expr for expr in (self.tie, self.ceiling) if expr is not None)
        return (*(value for row in self.rows for value in row), *self.otherwise, *ends)

    @property
    def fields(self) -> set[str]:
        """The fields that are read."""
        return {node.name for node in self._nodes() if isinstance(node, FieldRef)}

    @property
    def facts(self) -> set[str]:
        """The facts that are read as such: those that may be unknown."""
        return {n.name for n in self._nodes() if isinstance(n, InputRef) and bit_of(n) is None}

    def _nodes(self) -> list[Expr]:
        return [node for expr in (self.gate, *self.guards, *self.worth) for node in walk(expr)]


def fill(
    scope: Scope,
    choice: Choice,
    runs: Sequence[Prepared],
    environments: Sequence[Environment],
    public: bool,
    full: bool,
) -> Table:
    """The table of a choice. TooWide when the index is too long for this scope."""
    extra: dict[ClassVar, None] = {}
    while True:
        filler = _Filler(scope, choice, tuple(runs), tuple(environments), tuple(extra), public, full)
        try:
            return filler.table()
        except Needed as needed:
            if isinstance(needed.var, LessEq) or needed.var in extra:
                raise NotExpressible("columnar", Construct.FIELD_DAY) from None
            extra[needed.var] = None


@attrs.define
class _Filler:
    scope: Scope
    choice: Choice
    runs: tuple[Prepared, ...]
    environments: tuple[Environment, ...]
    extra: tuple[Var, ...]
    public: bool
    full: bool
    results: Results = attrs.Factory(Results)
    worths: dict[tuple[int, State], Worth] = attrs.Factory(dict)

    def table(self) -> Table:
        version_of, leaders = self._versions()
        versions = [self._version(run) for run in leaders]
        slots = [slot for version in versions for slot in version.slots]
        context = self._context(slots)
        prunes = Prunes(
            pruners=tuple(version.pruner for version in versions),
            lengths=tuple(len(version.slots) for version in versions),
            waiting=frozenset(n for n, item in enumerate(self.results.items) if isinstance(item, Missing)),
        )
        staged = stage_all(self.scope, [*slots, *context], prunes)
        codes, decided = self._decided(versions, version_of, staged.states, context)
        last = attrs.evolve(staged.stages[-1], codes=tuple(codes[c] for c in staged.stages[-1].codes))
        return Table(
            choice=self.choice,
            stages=(*staged.stages[:-1], last),
            version_of=version_of,
            domain=decided.domain,
            merged=decided.merged,
            covered=decided.covered,
        )

    def _versions(self) -> tuple[tuple[int, ...], list[int]]:
        """For each run the number of its version, and for each version one of its runs."""
        found: dict[tuple[object, ...], int] = {}
        numbers, leaders = [], []
        for run, prepared in enumerate(self.runs):
            tables = self.scope.tables
            upstream = tuple((name, tables[name].version_of[run]) for name in sorted(prepared.fields))
            key = (repr(prepared), upstream)
            if key not in found:
                found[key] = len(found)
                leaders.append(run)
            numbers.append(found[key])
        return tuple(numbers), leaders

    def _version(self, run: int) -> _Version:
        prepared, env = self.runs[run], self.environments[run]
        slots = []
        for number, expr in enumerate((prepared.gate, *prepared.guards, *prepared.worth)):
            holds = number <= len(prepared.guards)
            slots.append(factor(self.scope, expr, env, run, self.results, holds))
        return _Version(
            run=run,
            prepared=prepared,
            slots=tuple(slots),
            pruner=pruner(
                self.choice,
                prepared.pick,
                self._constant_worth(prepared, slots),
                full=self.full,
                holds=self.results.number(True),
                fails=self.results.number(False),
            ),
        )

    def _constant_worth(
        self, prepared: Prepared, slots: list[Factor]
    ) -> tuple[tuple[Result, ...], ...] | None:
        """What the rows say, where that is the same for everybody."""
        first = 1 + len(prepared.guards)
        said = slots[first : first + sum(map(len, prepared.rows))]
        if any(slot.support for slot in said):
            return None
        values = [self.results.items[slot.numbers[0]] for slot in said]
        if any(isinstance(value, SymbolicDay) for value in values):
            return None
        return _worth(prepared, [*values, *([False] * len(prepared.worth))]).rows

    def _context(self, slots: list[Factor]) -> list[Factor]:
        """The parts of days by which symbolic days compare, as slots of their own.

        Where a choice gives such days, those parts that it reads anyhow; others when they are needed.
        """
        used = {number for slot in slots for number in slot.numbers}
        symbolic = any(isinstance(self.results.items[number], SymbolicDay) for number in used)
        read = [var for slot in slots for var in slot.support] if symbolic else []
        found = dict.fromkeys((*self.extra, *(var for var in read if isinstance(var, ClassVar))))
        return [Factor(support=(var,), numbers=tuple(range(1 << self.scope.width(var)))) for var in found]

    # ---- the last states ----------------------------------------------------------------------------
    def _decided(
        self,
        versions: list[_Version],
        version_of: tuple[int, ...],
        states: tuple[State, ...],
        context: list[Factor],
    ) -> tuple[list[int], _Decided]:
        """For each state the code of what is decided, and what codes stand for."""
        joint, made = Results(), Results()
        codes = []
        decide = [self._decider(version, made) for version in versions]
        known: dict[tuple[object, ...], int] = {}
        for state in states:
            if state[0] == LOST:
                codes.append(joint.number(self._nothing(len(versions))))
                continue
            here = state[len(state) - len(context) :]
            self.scope.enter({slot.support[0]: code for slot, code in zip(context, here, strict=True)})
            found, at = [], 0
            for each, version in zip(decide, versions, strict=True):
                found.append(each(state[at : at + len(version.slots)], here))
                at += len(version.slots)
            key = (here, *found)
            if key not in known:
                known[key] = joint.number(self._item(found, made, version_of))
            codes.append(known[key])
        items = cast("list[_Item]", joint.items)
        if len(items) > MANY_CODES:
            nothing = self._nothing(len(versions))
            codes = [joint.number(nothing) if _waits(items[code]) else code for code in codes]
            used = dict.fromkeys(codes)
            place = {code: at for at, code in enumerate(used)}
            items, codes = [items[code] for code in used], [place[code] for code in codes]
        order = sorted(range(len(items)), key=lambda code: _rank(items[code]))
        place = {code: at for at, code in enumerate(order)}
        return [place[code] for code in codes], _Decided(
            domain=tuple(items[code][0] for code in order),
            merged=tuple(items[code][1] for code in order),
            covered=sum(not alone for _, _, alone in items),
        )

    def _nothing(self, versions: int) -> _Item:
        """What stands for persons that are judged alone because a condition waits for a fact."""
        nothing = tuple(FieldResult(Missing(inputs=()), ()) for _ in self.choice.fields)
        return (nothing,) * versions, nothing if self.public else (), True

    def _item(self, found: Sequence[_Made], made: Results, version_of: tuple[int, ...]) -> _Item:
        """What the versions say together, where `found` are numbers in `made`."""
        fields = tuple(cast("_Fields", made.items[number]) for number, _ in found)
        merge_all = partial(self._merged, fields, version_of)
        merged, alone = self._assuming(merge_all) if self.public else ((), False)
        return fields, merged, alone or any(open_ for _, open_ in found)

    def _decider(self, version: _Version, made: Results) -> Callable[[State, State], _Made]:
        """Decides one version for its part of a state, once for each part and parts of days.

        It gives the number in `made` of what the fields are, and whether the person is judged alone.
        """
        decider = Decider(self.choice, self.environments[version.run])
        known: dict[State, _Made] = {}

        def decide(key: State, here: State) -> _Made:
            if key + here not in known:
                fields, alone = self._assuming(partial(self._decide, decider, version, key))
                known[key + here] = made.number(fields), alone
            return known[key + here]

        return decide

    def _assuming(self, compute: Callable[[], _Fields]) -> tuple[_Fields, bool]:
        """What is computed; True when days of two inputs had to be compared: such a row is judged alone."""
        alone = False
        self.scope.world.facts = {}
        while True:
            try:
                return compute(), alone
            except Needed as needed:
                if not isinstance(needed.var, LessEq):
                    raise
                self.scope.world.facts[needed.var] = False
                alone = True

    def _decide(self, decider: Decider, version: _Version, key: State) -> tuple[FieldResult, ...]:
        prepared, run = version.prepared, version.run
        items = [self.results.items[number] for number in key]
        guards = len(prepared.guards)
        holds = cast("list[Holds]", items[: 1 + guards])
        said = key[1 + guards :]
        if (run, said) not in self.worths:
            self.worths[run, said] = _worth(prepared, items[1 + guards :])
        worth = self.worths[run, said]
        operands = (f"{OPERANDS}{run}",) if prepared.operands else ()
        made = decider.decide(holds[0], tuple(holds[1:]), worth, operands)
        return made if self.full else tuple(FieldResult(each.result, ()) for each in made)

    def _merged(
        self, versions: tuple[tuple[FieldResult, ...], ...], version_of: tuple[int, ...]
    ) -> tuple[FieldResult, ...]:
        if len(versions) == 1:
            return versions[0]
        runs: list[Run] = [
            (env.readings, dict(zip(self.choice.fields, versions[v], strict=True)))
            for env, v in zip(self.environments, version_of, strict=True)
        ]
        return tuple(merge(self.environments[0].kernel, runs).values())


def _waits(item: _Item) -> bool:
    """True where a field waits for a fact, however the notice is read."""
    return any(isinstance(field.result, Missing) for fields in item[0] for field in fields)


@attrs.frozen(kw_only=True)
class _Decided:
    """What codes stand for; rows with a code from `covered` on are judged on their own."""

    domain: tuple[tuple[tuple[FieldResult, ...], ...], ...]
    merged: tuple[tuple[FieldResult, ...], ...]
    covered: int


def _rank(item: _Item) -> tuple[bool, int]:
    """Puts what has to be judged alone last, and the same day of a person side by side."""
    made, merged, alone = item
    return alone, form_number((merged or made[0])[0].result)


@attrs.frozen(kw_only=True)
class _Version:
    """What a choice says in some runs: `run` is one of them."""

    run: int
    prepared: Prepared
    slots: tuple[Factor, ...]
    pruner: Pruner


def _worth(prepared: Prepared, items: list[object]) -> Worth:
    """The results of `prepared.worth` put back in their places."""
    left = iter(cast("list[Result]", items))
    rows = tuple(tuple(next(left) for _ in row) for row in prepared.rows)
    otherwise = tuple(next(left) for _ in prepared.otherwise)
    tie = None if prepared.tie is None else next(left)
    ceiling = None if prepared.ceiling is None else next(left)
    return Worth(rows=rows, otherwise=otherwise, tie=tie, ceiling=ceiling)
