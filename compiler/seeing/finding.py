"""A person for each thing to see, or why there is none.

In: a viewer. Out: persons to choose from, and what nobody sees. The search names a person (`formulas.py`),
the viewer says what that person really sees; what no person sees is proved to be unreachable or said to be
not found. Deterministic, and bounded by numbers of persons, not by a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import islice

import attrs

from polc.compiler.analysis.decide import Ground, World
from polc.compiler.analysis.entries import lists_for
from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.related import related
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.analysis.trials import persons
from polc.compiler.analysis.witness import births, smallest, usual
from polc.compiler.kernel import Form, InputDecl, Kind
from polc.compiler.seeing.conditions import Leaf, leaves_of
from polc.compiler.seeing.formulas import Formulas
from polc.compiler.seeing.sights import Outcome, Sight, Sort
from polc.compiler.seeing.viewer import View, Viewer
from polc.dsl.values import Amount, Given, yuan

Person = dict[str, Given | None]
LISTS_TRIED, TRIED, WAYS_TRIED, _OLDEST = 24, 200, 6, 1940


class Why(Enum):
    """Why nobody sees a thing."""

    NOBODY = "没有人会在这里"
    NO_EFFECT = "在这里的人，换一个答案结果也一样"
    NOT_FOUND = "没有找到看得出的人"


@attrs.frozen(kw_only=True)
class Candidate:
    """A person, the readings that aren't the adopted ones, the answer, and what nobody before sees."""

    person: Person
    assume: tuple[tuple[str, str], ...]
    view: View
    new: tuple[Sight, ...]


class Finder:
    """Looks for persons, sight by sight."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer, self.kernel = viewer, viewer.kernel
        self._ground = Ground(self.kernel)
        self._worlds: dict[tuple[tuple[str, str], ...], World] = {}
        self._formulas: dict[int, Formulas] = {}
        self._leaves: dict[object, list[Leaf]] = {}
        for leaf in leaves_of(self.kernel):
            self._leaves.setdefault(leaf.place, []).append(leaf)
        self.candidates: list[Candidate] = []
        self.seen: set[Sight] = set()
        self._all = frozenset(viewer.every)
        self._computed = True
        self._births = births(self.kernel)

    def look(self) -> dict[Sight, Why]:
        """Find persons for everything; what is left unseen, with the reason."""
        unseen: dict[Sight, Why] = {}
        self._plain_ones()
        for sight in sorted(self.viewer.every, key=lambda s: _ORDER[s.sort]):
            if sight not in self.seen:
                why = self._find(sight)
                if why is not None:
                    unseen[sight] = why
        if not self._computed:
            self._try_others()
        return {sight: why for sight, why in unseen.items() if sight not in self.seen}

    def _plain_ones(self) -> None:
        """Ordinary persons with one thing about them, in every window."""
        for base in self._ordinary():
            ways: list[Person] = [{}]
            for decl in self.kernel.inputs:
                ways += [{decl.name: value} for value in _others(decl, base[decl.name])]
            for way in ways:
                person = base | way
                view = self.viewer.view(person, {}, known=self.seen)
                if view.seen - self.seen and self._exists(person, view):
                    self._keep(person, {}, view)

    def _ordinary(self) -> Iterator[Person]:
        """Somebody ordinary in every window; one where there is none."""
        world = self._world({})
        found: list[Person] = []
        for choice in self.kernel.choices:
            if choice.form is Form.WINDOW:
                for number in range(len(choice.rows)):
                    try:
                        formula = next(self._formulas_of(world).who_has_row(choice, number))
                        person = smallest(world, formula)
                    except (NotAnalysed, NotFinished):
                        continue
                    if person is not None and self._rounder(person) not in found:
                        found.append(self._rounder(person))
        yield from found or [self._rounder(usual(world))]

    # ---- one sight -----------------------------------------------------------------------------------
    def _find(self, sight: Sight) -> Why | None:
        if sight.sort is Sort.RESULT and sight.at[1] == Outcome.MISSING.name:
            return self._leave_out(sight)
        why: Why | None = None
        depends = self._depends(sight)
        for assume in self._ways(sight):
            if why not in (None, Why.NOT_FOUND) and depends.isdisjoint(assume):
                continue  # proved already, whatever these readings are
            try:
                found = self._under(sight, assume)
            except (NotAnalysed, NotFinished):
                found, self._computed = Why.NOT_FOUND, False
            if found is None:
                return None
            why = found if why in (None, found) else Why.NOT_FOUND
        return why

    def _ways(self, sight: Sight) -> Iterator[dict[str, str]]:
        """Readings to ask under: those the sight needs; then with what nobody has decided decided."""
        wanted: dict[str, str] = {}
        match sight.sort:
            case Sort.READING:
                wanted = {str(sight.at[0]): str(sight.at[1])}
            case Sort.BOUND | Sort.CONDITION:
                wanted = dict(self._leaves[sight.at][0].under)
            case _:
                pass
        adopted = {decl.name: decl.adopted for decl in self.kernel.assumptions}
        wanted = {name: reading for name, reading in wanted.items() if adopted[name] != reading}
        yield wanted
        open_ = [d for d in self.kernel.assumptions if d.adopted is None and d.name not in wanted]
        for decl in open_[:WAYS_TRIED]:
            for reading in decl.readings:
                yield wanted | {decl.name: reading.name}

    def _depends(self, sight: Sight) -> frozenset[str]:
        """The assumptions that a sight hangs on."""
        name = sight.at[0]
        if sight.sort is Sort.RESULT:
            name = self.kernel.choice_of[str(name)].name
        return self.kernel.depends.get(str(name), frozenset())

    def _under(self, sight: Sight, assume: Mapping[str, str]) -> Why | None:
        world = self._world(assume)
        why = self._reason(sight, world, assume)
        if why is not Why.NOT_FOUND:
            return why
        for formula in self._who(sight, world, assume):
            if self._shown_by(sight, world, formula, assume):
                return None
        return Why.NOT_FOUND

    def _world(self, assume: Mapping[str, str]) -> World:
        readings = {
            decl.name: assume.get(decl.name, decl.adopted or decl.readings[0].name)
            for decl in self.kernel.assumptions
        }
        key = tuple(readings.items())
        if key not in self._worlds:
            self._worlds[key] = World(self._ground, readings)
        return self._worlds[key]

    def _formulas_of(self, world: World) -> Formulas:
        if id(world) not in self._formulas:
            self._formulas[id(world)] = Formulas(world)
        return self._formulas[id(world)]

    def _reason(self, sight: Sight, world: World, assume: Mapping[str, str]) -> Why:
        """NOT_FOUND while there may be somebody."""
        if sight.sort not in (Sort.BOUND, Sort.CONDITION):
            possible = any(self._possible(world, formula) for formula in self._who(sight, world, assume))
            return Why.NOT_FOUND if possible else Why.NOBODY
        formulas, pool = self._formulas_of(world), world.pool
        nobody = True
        for leaf in self._leaves[sight.at]:
            stands = formulas.who_stands(leaf, sight.side)
            if self._possible(world, stands):
                nobody = False
                if self._possible(world, pool.all_of((stands, formulas.who_turns(leaf)))):
                    return Why.NOT_FOUND
        return Why.NOBODY if nobody else Why.NO_EFFECT

    def _possible(self, world: World, formula: Formula) -> bool:
        return world.is_loose(formula) or world.search.possible(formula)

    def _who(self, sight: Sight, world: World, assume: Mapping[str, str]) -> Iterator[Formula]:
        formulas, choices = self._formulas_of(world), {c.name: c for c in self.kernel.choices}
        match sight.sort, sight.at:
            case Sort.ROW, (str(name), int(row)) if name in choices:
                yield from formulas.who_has_row(choices[name], row)
            case Sort.MEETING, (str(name), int(one), int(two)) if name in choices:
                yield from formulas.who_meets(choices[name], one, two)
            case Sort.RESULT, (str(output), str(outcome)):
                yield formulas.who_gets(output, Outcome[outcome])
            case Sort.READING, (str(name), _, str(other)):
                yield from formulas.who_differs(self._world({**assume, name: other}), name)
            case ((Sort.BOUND | Sort.CONDITION), _):
                for leaf in self._leaves[sight.at]:
                    stands = formulas.who_stands(leaf, sight.side)
                    yield world.pool.all_of((stands, formulas.who_notices(leaf)))
                    yield world.pool.all_of((stands, formulas.who_turns(leaf)))
            case _:
                raise NotAnalysed("逐条看的规定")

    # ---- persons -------------------------------------------------------------------------------------
    def _shown_by(self, sight: Sight, world: World, formula: Formula, assume: Mapping[str, str]) -> bool:
        person = smallest(world, formula)
        if person is None:
            return False
        ways: Iterator[Mapping[str, Given]] = iter(({},))
        if world.is_loose(formula):
            ways = islice(lists_for(self.kernel, person), LISTS_TRIED)
        return any(self._sees(sight, {**person, **way}, assume) for way in ways)

    def _sees(self, sight: Sight, person: Person, assume: Mapping[str, str]) -> bool:
        """The person sees it, and is kept."""
        rounder = self._rounder(person)
        if rounder != person and self._sees(sight, rounder, assume):
            return True
        view = self.viewer.view(person, dict(assume), known=self._all - {sight})
        if sight not in view.seen or not self._exists(person, view):
            return False
        self._keep(person, assume, self.viewer.view(person, dict(assume), known=self.seen))
        return True

    def _rounder(self, person: Person) -> Person:
        """With a sum and an age that people have, where the search takes the least there is."""
        made = dict(person)
        for name, value in person.items():
            if isinstance(value, Amount) and 0 < value.fen < 100:
                made[name] = yuan(1000)
            elif name in self._births and isinstance(value, date) and value.year < _OLDEST:
                made[name] = value.replace(year=_OLDEST + value.year % 4)
        return made

    def _exists(self, person: Person, view: View) -> bool:
        fields = {name: field.result for name, field in view.evaluation.fields.items()}
        return related(self._world({}), person, fields)

    def _keep(self, person: Person, assume: Mapping[str, str], view: View) -> None:
        new = tuple(sight for sight in self.viewer.every if sight in view.seen and sight not in self.seen)
        self.seen |= view.seen
        self.candidates.append(Candidate(person=person, assume=tuple(assume.items()), view=view, new=new))

    def _leave_out(self, sight: Sight) -> Why | None:
        """Somebody of whom one fact without a default isn't known."""
        world = self._world({})
        base = self._rounder(usual(world))
        for person in (base, *(candidate.person for candidate in self.candidates[:40])):
            for decl in self.kernel.inputs:
                if decl.default is None and decl.type.kind is not Kind.LIST:
                    less = {name: value for name, value in person.items() if name != decl.name}
                    view = self.viewer.view(less, {}, known=self.viewer.every)
                    if sight in view.seen:
                        self._keep(less, {}, self.viewer.view(less, {}, known=self.seen))
                        return None
        return Why.NOT_FOUND

    def _try_others(self) -> None:
        """What the search can't find, from persons near every number."""
        world = self._world({})
        for person in islice(persons(world, usual(world), self.kernel.choices), TRIED):
            view = self.viewer.view(person, {}, known=self.seen)
            if view.seen - self.seen:
                self._keep(person, {}, view)


def _others(decl: InputDecl, usual_one: Given | None) -> Iterator[Given]:
    """What else a plain fact can be."""
    if decl.type.kind is Kind.BOOL:
        yield usual_one is not True
    elif decl.type.kind is Kind.ENUM:
        yield from (option for option in decl.type.options if option != usual_one)


_ORDER = {
    Sort.BOUND: 0,
    Sort.CONDITION: 1,
    Sort.READING: 2,
    Sort.ROW: 3,
    Sort.MEETING: 4,
    Sort.RESULT: 5,
}
