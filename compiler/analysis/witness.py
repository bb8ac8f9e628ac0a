"""From a formula to the smallest believable person who makes it true, replayed before anyone sees it.

In: a world, a formula, and what the interpreter must say about the person (`confirm`). Out: a `Witness`.
Smallest: as few facts as possible differ from what is usual (the default, else no). Believable: relations
hold, ages from 1 to 80 where the formula allows, payment days at the first day that matters. Deterministic:
facts are tried in the order of their declaration. Shown are only the facts without which the interpreter
would not say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.analysis.decide import World
from polc.compiler.analysis.entries import lists_for
from polc.compiler.analysis.formula import TRUE, AtLeast, Flag, Formula
from polc.compiler.analysis.regions import NotFinished, Region
from polc.compiler.analysis.related import excluded, fitted, related
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.combine import CONFLICT
from polc.compiler.expressions import value
from polc.compiler.interpret import Evaluation, Person, Verdict, evaluate
from polc.compiler.kernel import Case, Elapsed, Expr, InputDecl, InputRef, Kernel, Kind, Pick, Reached, walk
from polc.dsl.counting import Count
from polc.dsl.values import (
    Amount,
    Duration,
    Given,
    Missing,
    Plain,
    Records,
    Result,
    Undetermined,
    Unit,
)

Confirm: TypeAlias = Callable[[Evaluation], bool]
BELIEVABLE_AGES = (30, 65, 79, 8, 1, 0)
FEW_FLAGS = 40
LONG_AGO, RECENT = date(1950, 1, 1).toordinal(), date(2025, 1, 1).toordinal()
LIST_TRIES = 4


@attrs.frozen(kw_only=True)
class Witness:
    """One complete person with what the interpreter says of them, and the facts worth showing.

    `evaluation` is of the shown facts alone, `complete` of all.
    """

    person: Person
    shown: tuple[tuple[str, Given], ...]
    evaluation: Evaluation
    complete: Evaluation


class Disagreement(Exception):
    """The interpreter doesn't confirm what the analysis claims: a fault of polc."""


def find(world: World, formula: Formula, confirm: Confirm, unsure: str = "") -> Witness | None:
    """The smallest believable person who satisfies `formula`; None when there is nobody.

    Disagreement when the interpreter doesn't confirm it, NotFinished when the budget is spent. NotAnalysed
    when it depends on a list and none that was tried shows it, or (with the reason `unsure`) when the formula
    allows more than is meant and nobody who was tried is confirmed.
    """
    region = _small(world, formula)
    if region is None:
        return None
    doubt = unsure or world.doubt(formula)
    if doubt:
        return _tried(world, formula, region, confirm, doubt)
    person = _person(world, region)
    found = replayed(world, person, confirm)
    if found is None:
        if world.left_out:
            raise NotAnalysed(f"没有找到也符合关系“{world.left_out[0].relation.text}”的人")
        raise Disagreement
    return _shortest(world, formula, person, found, confirm)


def usual(world: World) -> dict[str, Given | None]:
    """Somebody without anything unusual, as far as the relations allow."""
    try:
        region = _small(world, TRUE)
    except NotFinished:
        region = None
    return _person(world, region or Region(world.pool))


def smallest(world: World, formula: Formula) -> dict[str, Given | None] | None:
    """The smallest believable person of a formula as the search finds him, not replayed; None for nobody."""
    region = _small(world, formula)
    return None if region is None else _person(world, region)


def shown(world: World, person: Person, confirm: Confirm) -> Witness | None:
    """Somebody who was tried as a witness, when the interpreter confirms the whole of it."""
    found = replayed(world, person, confirm)
    return None if found is None else _shortest(world, TRUE, person, found, confirm)


def shown_by_a_case(world: World, case: Case, confirm: Confirm) -> Witness | None:
    """The person of a 案例 as a witness, with what it tells and no more; None where it's not so for them."""
    told = dict(case.given)
    person = {decl.name: told.get(decl.name, decl.default) for decl in world.kernel.inputs}
    found = _replayed(world, person, confirm)
    if found is None or excluded(world, person, _results(found)):
        return None
    known = tuple((name, value) for name, value in case.given if value is not None)
    return Witness(person=person, shown=known, evaluation=found, complete=found)


def _tried(world: World, formula: Formula, first: Region, confirm: Confirm, reason: str) -> Witness:
    """The first person and list that the interpreter confirms, for a few ways in which lists can come out."""
    pool, wanted, region = world.pool, formula, first
    for _ in range(LIST_TRIES):
        alone = _person(world, region)
        for lists in lists_for(world.kernel, alone):
            person = alone | lists
            found = _replayed(world, person, confirm)
            if found is not None and related(world, person, _results(found)):
                return _shortest(world, formula, person, found, confirm)
        hidden = [atom for atom in pool.atoms(formula, world.search.known) if isinstance(atom, AtLeast)]
        seen = [
            pool.at_least(atom.var, atom.bound) * (1 if region.number(atom.var) >= atom.bound else -1)
            for atom in hidden
            if any(map(world.variables.is_hidden, pool.facts_of(atom)))
        ]
        wanted = pool.all_of((wanted, -pool.all_of(seen)))
        another = _small(world, wanted)
        if another is None:
            break
        region = another
    raise NotAnalysed(reason)


# ---- few facts --------------------------------------------------------------------------------------
def _usual(decl: InputDecl) -> bool:
    return decl.default is True


def _small(world: World, formula: Formula) -> Region | None:
    """A region in which as few flags as possible are unusual: none, else one, else no superfluous one."""
    pool, search = world.pool, world.search
    region = search.first(formula)
    if region is None:
        return None
    decls = [world.kernel.input_by_name[name] for name in world.variables.flags]
    usual = [pool.flag(var) if _usual(decl) else -pool.flag(var) for var, decl in enumerate(decls)]
    none = search.first(formula, *usual)
    if none is not None:
        return none
    inside = [atom.var for atom in pool.atoms(formula, search.known) if isinstance(atom, Flag)]
    guilty = search.at_odds(formula, *usual)
    for var in (v for v in sorted(inside)[:FEW_FLAGS] if usual[v] in guilty):
        one = search.first(formula, -usual[var], *(u for v, u in enumerate(usual) if v != var))
        if one is not None:
            return one
    return _without_superfluous(world, formula, region, usual)


def _without_superfluous(world: World, formula: Formula, region: Region, usual: list[Formula]) -> Region:
    unusual = [var for var, literal in enumerate(usual) if region.settles(literal) is False]
    for var in reversed(unusual):
        kept = [literal for v, literal in enumerate(usual) if v == var or v not in unusual]
        smaller = world.search.first(formula, *kept)
        if smaller is not None:
            region = smaller
            unusual = [v for v in unusual if smaller.settles(usual[v]) is False]
    return _plainer(world, formula, region, usual, unusual)


def _plainer(
    world: World, formula: Formula, region: Region, usual: list[Formula], unusual: list[int]
) -> Region:
    """The same number of unusual flags, each exchanged for the first declared one that also does."""
    inside = [atom.var for atom in world.pool.atoms(formula, world.search.known) if isinstance(atom, Flag)]
    for position, old in enumerate(unusual):
        kept = [literal for var, literal in enumerate(usual) if var == old or var not in unusual]
        guilty = world.search.at_odds(formula, *kept)
        candidates = sorted(var for var in inside if var < old and var not in unusual)[:FEW_FLAGS]
        for new in (var for var in candidates if usual[var] in guilty):
            wanted = {*unusual[:position], new, *unusual[position + 1 :]}
            literals = [-literal if var in wanted else literal for var, literal in enumerate(usual)]
            found = world.search.first(formula, *literals)
            if found is not None:
                region, unusual = found, [*unusual[:position], new, *unusual[position + 1 :]]
                break
    return region


# ---- believable values ------------------------------------------------------------------------------
def _person(world: World, region: Region) -> dict[str, Given | None]:
    person: dict[str, Given | None] = {}
    for name, number in _numbers(world, region).items():
        person[name] = _plain(number, world.variables.kinds[world.variables.numbers[name]])
    for decl in world.kernel.inputs:
        match decl.type.kind:
            case Kind.BOOL:
                settled = region.settles(world.pool.flag(world.variables.flags[decl.name]))
                person[decl.name] = _usual(decl) if settled is None else settled
            case Kind.ENUM:
                person[decl.name] = _option(world, region, decl)
            case Kind.RATE:
                person[decl.name] = decl.default if decl.default is not None else Fraction(0)
            case Kind.DURATION:
                person[decl.name] = decl.default or Duration(0, Unit.DAY)
            case Kind.LIST:
                person[decl.name] = Records(())
            case _:
                pass
    whole = {decl.name: person[decl.name] for decl in world.kernel.inputs}
    return fitted(world, whole, tuple(left.relation for left in world.left_out)) if world.left_out else whole


def _plain(number: int, kind: Kind) -> Plain:
    if kind is Kind.DATE:
        return date.fromordinal(number)
    return Amount(Fraction(number)) if kind is Kind.MONEY else Fraction(number)


def _option(world: World, region: Region, decl: InputDecl) -> Plain:
    left = region.options[world.variables.options[decl.name]]
    allowed = [option for n, option in enumerate(decl.type.options) if left >> n & 1]
    return decl.default if decl.default in allowed and decl.default is not None else allowed[0]


def _numbers(world: World, region: Region) -> dict[str, int]:
    """A value for every whole number, one by one, the days that windows are about first."""
    names = world.variables.number_names
    axes = [c.axis for c in world.kernel.choices if c.axis]
    born = births(world.kernel)
    order = sorted(names, key=lambda name: (name not in axes, not axes and name in born, names.index(name)))
    days = [name for name in (*axes, *order) if name not in born and _is_day(world, name)]
    chosen: dict[str, int] = {}
    world.pool.refill()
    for name in order:
        var = world.variables.numbers[name]
        reference = next((chosen[day] for day in days if day in chosen), None)
        for candidate in _candidates(world, region, name, reference, name in born):
            fixed = _fixed(world, region, var, candidate)
            if fixed is not None:
                region = fixed
                break
        chosen[name] = region.number(var)
    return {name: chosen[name] for name in names}


def _is_day(world: World, name: str) -> bool:
    return world.variables.kinds[world.variables.numbers[name]] is Kind.DATE


def births(kernel: Kernel) -> frozenset[str]:
    """Facts that ages count from."""
    meanings = (r.meaning for decl in kernel.assumptions for r in decl.readings)
    roots = [row.guard for choice in kernel.choices for row in choice.rows]
    roots += [meaning for meaning in meanings if not isinstance(meaning, Pick)]
    parts = [part for root in roots for part in walk(root)]
    found = [part.birth for part in parts if isinstance(part, Reached)]
    found += [e.start for e in parts if isinstance(e, Elapsed) and e.count is Count.FULL_YEARS]
    return frozenset(e.name for e in found if isinstance(e, InputRef))


def _candidates(world: World, region: Region, name: str, reference: int | None, born: bool) -> Iterator[int]:
    """Values to try, best first; each is taken as "this or the next one that fits"."""
    var = world.variables.numbers[name]
    low, high = region.lows[var], region.highs[var]
    if world.variables.kinds[var] is not Kind.DATE:
        yield max(low, min(1, high))
    elif reference is not None:
        for years in BELIEVABLE_AGES if born else (0, *BELIEVABLE_AGES):
            yield max(low, min(reference - years * 365 - years // 4, high))
    else:
        domain, coverage = world.pool.domain, world.kernel.info.coverage
        if low < LONG_AGO and coverage is None and not born:
            yield max(low, min(RECENT, high))
        if low > domain.lows[var]:
            yield low
        if high < domain.highs[var]:
            yield high
        if coverage is not None:
            yield max(low, min(coverage[0].toordinal(), high))
    yield low


def _fixed(world: World, region: Region, var: int, at_least: int) -> Region | None:
    """The region with the number fixed at the first value from `at_least` on that fits."""
    pool = world.pool
    part = region.within([pool.at_least(var, at_least)])
    if part is None:
        return None
    if not part.linked:
        return part.within([pool.at_most(var, part.lows[var])])
    number = part.number(var)
    return part.within([pool.at_least(var, number), pool.at_most(var, number)])


# ---- replay -----------------------------------------------------------------------------------------
def replayed(world: World, person: Person, confirm: Confirm) -> Evaluation | None:
    """What the interpreter says of a complete person; None when it isn't the claim, or no such person is."""
    found = _replayed(world, person, confirm)
    return found if found is not None and related(world, person, _results(found)) else None


def _results(found: Evaluation) -> dict[str, Result]:
    return {name: field.result for name, field in found.fields.items()}


def _replayed(world: World, person: Person, confirm: Confirm) -> Evaluation | None:
    found = evaluate(world.kernel, person, world.readings, decided=world.decided)
    return found if confirm(found) else None


def _shortest(world: World, formula: Formula, person: Person, found: Evaluation, confirm: Confirm) -> Witness:
    """Leave out what makes no difference: the facts left still give every output an answer."""
    defaults: Mapping[str, Plain | None] = {decl.name: decl.default for decl in world.kernel.inputs}
    inside = world.names_in(formula)
    shown = {n: v for n, v in person.items() if v != defaults[n] and (n in inside or v is not False)}
    if not _answers_all(world, shown, confirm):
        shown = {n: v for n, v in person.items() if v != defaults[n]}
    for name in sorted(shown, key=lambda n: (shown[n] is not False, n in inside)):
        less = {n: v for n, v in shown.items() if n != name}
        if _answers_all(world, less, confirm):
            shown = less
    return Witness(
        person=person,
        shown=tuple((n, v) for n, v in shown.items() if v is not None),
        evaluation=_replayed(world, shown, confirm) or found,
        complete=found,
    )


def _answers_all(world: World, person: Person, confirm: Confirm) -> bool:
    """These facts alone show it, give every output an answer, and every row that clashes a known value."""
    found = _replayed(world, person, confirm)
    if found is None or found.missing:
        return False
    given = {decl.name: person.get(decl.name, decl.default) for decl in world.kernel.inputs}
    env = attrs.evolve(world.translator.env, inputs=given, fields=_results(found))
    return not any(isinstance(value(expr, env), Missing) for expr in _clashing(found))


def _clashing(found: Evaluation) -> Iterator[Expr]:
    """What the rows give whose results contradict each other."""
    for step in found.steps:
        results = [field.result for field in step.results]
        if any(isinstance(result, Undetermined) and CONFLICT in result.reasons for result in results):
            taken = (traced.row for traced in step.rows if traced.verdict is Verdict.TAKEN)
            yield from (expr for row in taken for expr in row.values)
