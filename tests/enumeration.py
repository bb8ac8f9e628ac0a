"""What is so in a small world, found by counting every person in it with the interpreter.

In: a kernel whose facts have few values. Out: `Counted`, claims that can be compared with the findings:
which rows are met, alive, in conflict, which days nobody decides, on which days people pay for nothing,
how claims come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

import attrs

from polc.compiler.analysis.decide import World
from polc.compiler.analysis.formula import AtLeast, Difference, Flag, Formula, Option
from polc.compiler.analysis.links import vars_of
from polc.compiler.analysis.symbols import Known, NotAnalysed, Stat, Symbol, Term, plain_of
from polc.compiler.analysis.symbols import Span as Lapse
from polc.compiler.combine import CONFLICT, combine, way_to_combine
from polc.compiler.expressions import Environment, condition, value
from polc.compiler.interpret import Evaluation, Person, RowTrace, Step, Verdict, evaluate
from polc.compiler.kernel import (
    TRUE,
    Expr,
    FieldRef,
    Fold,
    InputDecl,
    InputRef,
    Kernel,
    Kind,
    Pick,
    Relation,
    expressions_of,
    walk,
)
from polc.compiler.readings import bounds_of
from polc.dsl.counting import elapsed
from polc.dsl.text import interval
from polc.dsl.values import Amount, Given, NotApplicable, Records, Result, Undetermined, is_status


# ---- every person -----------------------------------------------------------------------------------
def persons(kernel: Kernel, world: World) -> Iterator[dict[str, Given | None]]:
    """Every complete person within the relations; a fact that decides nothing has one value."""
    seen = _deciding(kernel)
    names = [decl.name for decl in kernel.inputs]
    ranges = [
        _values(world, decl) if decl.name in seen else _one_value(kernel, world, decl)
        for decl in kernel.inputs
    ]
    for values in product(*ranges):
        person: dict[str, Given | None] = dict(zip(names, values, strict=True))
        if _related(kernel, world, person, kernel.relations):
            yield person


def _values(world: World, decl: InputDecl) -> list[Given]:
    match decl.type.kind:
        case Kind.BOOL:
            return [False, True]
        case Kind.ENUM:
            return list(decl.type.options)
        case Kind.LIST:
            return list(every_list())
        case kind:
            var = world.variables.numbers[decl.name]
            numbers = range(world.variables.domain.lows[var], world.variables.domain.highs[var] + 1)
            return [date.fromordinal(n) if kind is Kind.DATE else Fraction(n) for n in numbers]


def every_list() -> Iterator[Records]:
    """Lists of at most two entries; their order makes no difference."""
    entries = [(used, Fraction(copies)) for used in (False, True) for copies in range(2)]
    for length in range(3):
        yield from map(Records, combinations_with_replacement(entries, length))


def _one_value(kernel: Kernel, world: World, decl: InputDecl) -> list[Given]:
    """The first value that the relations about this fact alone allow."""
    own = [relation for relation in kernel.relations if _facts(relation.condition) == {decl.name}]
    fitting = (v for v in _values(world, decl) if _related(kernel, world, {decl.name: v}, own))
    return [first] if (first := next(fitting, None)) is not None else []


def _deciding(kernel: Kernel) -> frozenset[str]:
    """Facts that a rule or claim reads, a relation ties to another one, or the checks count by (缴费日)."""
    roots = [expr for choice in kernel.choices for expr in expressions_of(choice)]
    roots += [claim.condition for claim in kernel.claims]
    meanings = [reading.meaning for decl in kernel.assumptions for reading in decl.readings]
    roots += [meaning for meaning in meanings if not isinstance(meaning, Pick)]
    found = {name for root in roots for name in _facts(root)}
    for relation in kernel.relations:
        tied = _facts(relation.condition)
        found |= tied if len(tied) > 1 else frozenset()
    return frozenset(found | {"缴费日"})


def _facts(expr: Expr) -> frozenset[str]:
    folded = (part.list for part in walk(expr) if isinstance(part, Fold))
    return frozenset(part.name for part in walk(expr) if isinstance(part, InputRef)) | frozenset(folded)


def _related(kernel: Kernel, world: World, person: Person, relations: Iterable[Relation]) -> bool:
    env = attrs.evolve(world.translator.env, inputs=person)
    return all(condition(relation.condition, env) is True for relation in relations)


def truth_for(world: World, formula: Formula, person: Person) -> bool:
    """Whether a formula holds for one person."""
    node = world.pool.nodes[abs(formula)]
    match node:
        case Flag(var):
            found = person[world.variables.flag_names[var]] is True
        case Option(var, mask):
            name = list(world.variables.options)[var]
            found = bool(mask >> world.variables.choices[var].index(str(person[name])) & 1)
        case AtLeast(var, bound):
            found = number_for(world, var, person) >= bound
        case Difference(var, upper, other, lower):
            left, right = number_for(world, var, person), number_for(world, other, person)
            found = upper.at(left) >= lower.at(right)
        case _:
            found = all(truth_for(world, arg, person) for arg in node)
    return found if formula > 0 else not found


def number_for(world: World, var: int, person: Person) -> int:
    """A whole number of one person."""
    if var in world.pool.links:
        link = world.pool.links[var]
        return link.at({each: number_for(world, each, person) for i in link.items for each in vars_of(i)})
    if var >= len(world.variables.numbers):
        return hidden_for(world, var, person)
    value = person[world.variables.number_names[var]]
    return value.toordinal() if isinstance(value, date) else int(value) if isinstance(value, Fraction) else 0


def hidden_for(world: World, var: int, person: Person) -> int:
    """What the fold behind a hidden number comes to for one person."""
    env = attrs.evolve(world.translator.env, inputs=person)
    for fold, hidden in world.variables.folds.items():
        if var in (hidden.main, hidden.open, hidden.none):
            found = value(fold, env)
            if var == hidden.open:
                return int(isinstance(found, Undetermined))
            if var == hidden.none:
                return int(is_status(found))
            return int(found) if isinstance(found, bool | Fraction) else 0
    raise KeyError(var)


def lapse_for(world: World, symbol: Lapse, person: Person) -> int:
    """What lies between the two days of a span for one person."""
    ends = []
    for end in (symbol.start, symbol.end):
        match end:
            case Term(var, curve):
                ends.append(date.fromordinal(int(curve.at(number_for(world, var, person)))))
            case Known(date() as day):
                ends.append(day)
    return elapsed(symbol.count, ends[0], ends[1], symbol.extra, symbol.months, symbol.leap)


def same(world: World, symbol: Symbol, result: Result, person: Person) -> bool:
    """The symbol stands for this result; of a status only the kind is compared."""
    match symbol:
        case Known(value):
            return value == result
        case Stat(status):
            return type(status) is type(result)
        case Term(var, curve):
            return result == plain_of(symbol, curve.at(number_for(world, var, person)))
        case Lapse():
            return result == plain_of(symbol, symbol.curve.at(lapse_for(world, symbol, person)))
        case _:
            return True  # a value without a form claims nothing


def compare_results(kernel: Kernel, world: World, person: Person, found: Evaluation) -> Iterator[str]:
    """Fields whose cases don't give this person the interpreter's result."""
    for decl in kernel.fields:
        try:
            cases = world.field(decl.name)
        except NotAnalysed:
            continue
        mine = [symbol for guard, symbol in cases if truth_for(world, guard, person)]
        if not mine or not all(same(world, symbol, found.result(decl.name), person) for symbol in mine):
            yield f"{decl.name}: {mine} instead of {found.result(decl.name)}"


# ---- the checks against enumeration -----------------------------------------------------------------
Sighting = tuple[object, ...]


@attrs.define
class Counted:
    """What enumeration finds, as claims that can be compared with the findings."""

    kernel: Kernel
    claims: set[Sighting] = attrs.field(factory=set)
    stands: dict[tuple[str, int], set[int]] = attrs.field(factory=dict)
    holes: dict[str, set[int]] = attrs.field(factory=dict)
    covered: dict[str, set[int]] = attrs.field(factory=dict)
    empty_days: set[int] = attrs.field(factory=set)
    held: dict[int, set[bool | None]] = attrs.field(factory=dict)

    def add(self, number: int, person: Person, found: Evaluation) -> None:
        """Count one person."""
        pay = person["缴费日"]
        assert isinstance(pay, date)
        env = Environment(
            kernel=self.kernel,
            inputs=person,
            readings={name: str(reading) for name, reading in found.readings},
            bounds=bounds_of(self.kernel),
            fields={name: f.result for name, f in found.fields.items()},
        )
        scope = next((choice.gate for choice in self.kernel.choices if choice.gate is not None), TRUE)
        for step in found.steps:
            self.alive(step)
            if self._is_silent(step) and condition(step.choice.gate or scope, env) is True:
                self.claims.add(("silent", step.choice.name))
            if step.choice.gate is None or condition(step.choice.gate, env) is True:
                self._rows(step, number, pay.toordinal())
                self._clashes(step, env)
        if any(isinstance(r := found.result(d.name), Amount) and r.terms for d in self.kernel.outputs):
            self.claims.add(("bounded",))
        if any(self._is_below(found.result(d.name)) for d in self.kernel.outputs):
            self.claims.add(("below zero",))
        self._benefits(found, pay.toordinal())
        self._hold(found, env)

    def alive(self, step: Step) -> None:
        """Count which rows of a choice this person meets, and which decide."""
        open_ = [row for row, trace in enumerate(step.rows) if trace.verdict is Verdict.OPEN]
        for row, trace in enumerate(step.rows):
            first = row in open_ and all((winner, row) not in step.choice.beats for winner in open_)
            if trace.verdict is not Verdict.FALSE:
                self.claims.add(("met", step.choice.name, row))
            if trace.verdict is Verdict.TAKEN or first:
                self.claims.add(("alive", step.choice.name, row))

    def _is_silent(self, step: Step) -> bool:
        return all(trace.verdict is Verdict.FALSE for trace in step.rows)

    def _rows(self, step: Step, number: int, day: int) -> None:
        name = step.choice.name
        for row, trace in enumerate(step.rows):
            if trace.verdict in (Verdict.TAKEN, Verdict.LOWER):
                self.stands.setdefault((name, row), set()).add(number)
        if self._is_silent(step):
            self.holes.setdefault(name, set()).add(day)
        if Verdict.TAKEN in {trace.verdict for trace in step.rows}:
            self.covered.setdefault(name, set()).add(day)

    def _clashes(self, step: Step, env: Environment) -> None:
        """Pairs of rows that certainly hold and are combined into a conflict."""
        choice = step.choice
        certain = frozenset(n for n, row in enumerate(step.rows) if _certain(row, env))
        if len(certain) < 2:
            return
        base = combine(choice, certain, env)
        pick = way_to_combine(choice, env)
        for number, result in enumerate(base.results):
            source = choice.pick_field if pick in (Pick.HIGHEST, Pick.LOWEST) else number
            inherited = pick not in (Pick.UNIQUE, Pick.EXCLUSIVE) and any(
                torn_apart(value(choice.rows[n].values[source], env)) for n in base.taken
            )
            added = pick in (Pick.SUM, Pick.TOP_UP) and self._is_money(choice.fields[number])
            torn = torn_apart(result) and not inherited and not added
            for first, second in combinations(sorted(base.taken), 2) if torn else ():
                values = [value(choice.rows[row].values[number], env) for row in (first, second)]
                undecided = all(isinstance(found, Undetermined) for found in values)
                if values[0] != values[1] and not undecided:
                    self.claims.add(("clash", choice.name, first, second))

    def _is_money(self, field: str) -> bool:
        return self.kernel.field_by_name[field].type.kind is Kind.MONEY

    def _is_below(self, result: Result) -> bool:
        high = interval(result, bounds_of(self.kernel))[1] if isinstance(result, Amount) else None
        return high is not None and high < 0

    def _benefits(self, found: Evaluation, day: int) -> None:
        for benefit in self.kernel.benefits:
            start, end, price = (found.result(n) for n in (benefit.start, benefit.end, benefit.price))
            if isinstance(start, date) and isinstance(end, date) and isinstance(price, Amount):
                low, _ = interval(price, bounds_of(self.kernel))
                if start > end and low is not None and low > 0:
                    self.empty_days.add(day)

    def _hold(self, found: Evaluation, env: Environment) -> None:
        """How each claim comes out; true too where a result that it speaks of doesn't apply."""
        for number, claim in enumerate(self.kernel.claims):
            holds = condition(claim.condition, env)
            named = (part.name for part in walk(claim.condition) if isinstance(part, FieldRef))
            spoken_of = not any(isinstance(found.result(name), NotApplicable) for name in named)
            settled = holds or not spoken_of if isinstance(holds, bool) else None
            self.held.setdefault(number, set()).add(settled)


def _certain(row: RowTrace, env: Environment) -> bool:
    if row.verdict is Verdict.BEATEN:
        return condition(row.row.guard, env) is True
    return row.verdict in (Verdict.TAKEN, Verdict.LOWER)


def torn_apart(result: Result) -> bool:
    """The result is a conflict, of this choice or of one that it reads."""
    return isinstance(result, Undetermined) and CONFLICT in result.reasons


def met_somewhere(kernel: Kernel, adopted: Counted, world: World) -> set[Sighting]:
    """Claims of met and alive rows under every choice of readings."""
    claims, counted = set(adopted.claims), Counted(kernel)
    rows = {("alive", c.name, n) for c in kernel.choices for n in range(len(c.rows))}
    read = frozenset(name for names in kernel.depends.values() for name in names)
    decls = [decl for decl in kernel.assumptions if decl.name in read]
    for way in product(*([(d.name, r.name) for r in d.readings] for d in decls)):
        if rows <= claims:
            break
        if all(kernel.assumption_by_name[name].adopted == reading for name, reading in way):
            continue
        for person in persons(kernel, world):
            for step in evaluate(kernel, person, dict(way)).steps:
                counted.alive(step)
        claims |= counted.claims
    return claims
