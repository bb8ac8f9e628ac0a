"""How a choice comes out, for all persons at once: the formula of each row and each result.

In: a kernel and one reading for every assumption. Out: for every choice who is in scope, which rows hold
and stand (hold, unbeaten by a row that holds), and for every field its `Cases`. The steps are those of
`interpret.py` and `combine.py`, one by one; only the person is missing. Rows with the same value are put
together first, so that formulas grow with the number of different values, not of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from polc.compiler.analysis.branches import Cases, branches
from polc.compiler.analysis.comparisons import ALWAYS, Truth, differ
from polc.compiler.analysis.formula import FALSE, TRUE, Flag, Formula, Formulas, Option
from polc.compiler.analysis.highest import Ranking, rank
from polc.compiler.analysis.prover import ask
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.solve import Search
from polc.compiler.analysis.symbols import NO_LIST, Known, NotAnalysed, Stat, Symbol
from polc.compiler.analysis.translate import Translator
from polc.compiler.analysis.variables import Variables, tied_to, variables_of
from polc.compiler.combine import CONFLICT, way_to_combine
from polc.compiler.interpret import NOT_IN_SCOPE, Decided
from polc.compiler.kernel import MONEY, Add, Choice, Const, Expr, Kernel, Kind, Op, Pick, Relation
from polc.dsl.values import ZERO, NotApplicable, Undetermined

CLASH = Stat(Undetermined(reasons=(CONFLICT,)))
SUM_LIMIT = 64
_PLUS = Add(Const(ZERO, MONEY), Const(ZERO, MONEY))
BEST = (Pick.HIGHEST, Pick.LOWEST)


@attrs.frozen(kw_only=True)
class Standing:
    """Who has which row: `guards` as conditions, `stands` holding and unbeaten, `waits` open and unbeaten."""

    gate: Truth
    guards: tuple[Truth, ...]
    stands: tuple[Formula, ...]
    waits: tuple[Formula, ...]


@attrs.frozen
class LeftOut:
    """A relation that has no form in the search, why, and the facts that it says something about."""

    relation: Relation
    reason: str
    tied: frozenset[str]


Way: TypeAlias = tuple[tuple[str, str], ...]


class Ground:
    """What all worlds of one kernel share: its facts, one pool of formulas, one search that learns."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.variables: Variables = variables_of(kernel)
        self.pool = Formulas(self.variables.domain)
        self.search = Search(self.pool, ask)
        self.depends = kernel.depends
        self.standing: dict[tuple[str, Way], Standing] = {}
        self.fields: dict[tuple[str, Way], Cases | NotAnalysed] = {}
        self.decided: Decided = {}

    def way(self, choice: Choice, readings: Mapping[str, str]) -> Way:
        """The readings that a choice depends on: worlds that agree on them decide it alike."""
        return tuple((name, readings[name]) for name in readings if name in self.depends[choice.name])


class World:
    """One kernel under one choice of readings: its choices decided for all persons at once."""

    def __init__(self, ground: Ground, readings: Mapping[str, str]) -> None:
        self.kernel: Kernel = ground.kernel
        self.readings = dict(readings)
        self.variables, self.pool, self.search = ground.variables, ground.pool, ground.search
        self.translator = Translator(self.kernel, readings, self.variables, self.search, self.field)
        self.decided = ground.decided
        self._ground = ground
        self._differ: dict[tuple[int, int], Formula] = {}
        self._rankings: dict[tuple[str, tuple[Formula, ...]], Ranking] = {}
        self.left_out: tuple[LeftOut, ...] = ()
        self.search.know(self.pool.all_of(list(self._relations())))

    def _relations(self) -> Iterator[Formula]:
        """The relations as formulas; one that has no form is left out of the search."""
        for relation in self.kernel.relations:
            try:
                yield self.translator.truth(relation.condition).holds
            except (NotAnalysed, NotFinished) as problem:
                tied = tied_to(self.kernel, relation)
                self.left_out += (LeftOut(relation, problem.reason, tied),)

    def standing(self, choice: Choice) -> Standing:
        """The rows of a choice."""
        key = (choice.name, self._ground.way(choice, self.readings))
        found = self._ground.standing.get(key)
        if found is None:
            found = self._ground.standing[key] = self._stand(choice)
        return found

    def _stand(self, choice: Choice) -> Standing:
        translator, pool = self.translator, self.pool
        gate = ALWAYS if choice.gate is None else translator.truth(choice.gate)
        guards = tuple(translator.truth(row.guard) for row in choice.rows)
        winners: list[list[Formula]] = [[] for _ in choice.rows]
        for winner, loser in choice.beats:
            winners[loser].append(-guards[winner].holds)
        return Standing(
            gate=gate,
            guards=guards,
            stands=tuple(pool.all_of((g.holds, *lost)) for g, lost in zip(guards, winners, strict=True)),
            waits=tuple(
                pool.all_of((-g.holds, -g.fails, *lost)) for g, lost in zip(guards, winners, strict=True)
            ),
        )

    def pick(self, choice: Choice) -> Pick:
        """How the rows of a choice combine under these readings."""
        return way_to_combine(choice, self.translator.env)

    def differ(self, left: Expr, right: Expr) -> Formula:
        """Who gets different results from two expressions."""
        if left is right or left == right:
            return FALSE
        key = (id(left), id(right))
        if key not in self._differ:
            cases = self.translator.joint((left, right))
            self._differ[key] = self.pool.any_of(
                self.pool.all_of((guard, differ(a, b, self.pool))) for guard, (a, b) in cases
            )
        return self._differ[key]

    def is_loose(self, formula: Formula) -> bool:
        """The formula may allow persons who don't exist: who shows it must be found, not only computed."""
        return bool(self.doubt(formula))

    def doubt(self, formula: Formula) -> str:
        """Why it's loose: it depends on what lists hold, or on facts tied to a relation left out; else ""."""
        atoms = self.pool.atoms(formula, self.search.known) if self.variables.folds else ()
        if any(self.variables.is_hidden(var) for atom in atoms for var in self.pool.facts_of(atom)):
            return NO_LIST
        for left in self.left_out:
            if not left.tied.isdisjoint(self.names_in(formula)):
                return f"它所涉及的关系“{left.relation.text}”没有用在推算里"
        return ""

    def names_in(self, formula: Formula) -> frozenset[str]:
        """The facts that a formula speaks about."""
        variables, found = self.variables, set[str]()
        for atom in self.pool.atoms(formula):
            match atom:
                case Flag(var):
                    found.add(variables.flag_names[var])
                case Option(var):
                    found.add(list(variables.options)[var])
                case _:
                    facts = self.pool.facts_of(atom)
                    found.update(variables.number_names[var] for var in facts if not variables.is_hidden(var))
        return frozenset(found)

    def ranking(self, choice: Choice, stands: Sequence[Formula]) -> Ranking:
        """Which of the standing rows are highest, or lowest under 只取 最低."""
        key = (choice.name, tuple(stands))
        if key not in self._rankings:
            op = Op.LE if self.pick(choice) is Pick.LOWEST else Op.GE
            self._rankings[key] = rank(choice, stands, op, self.translator)
        return self._rankings[key]

    def taken_among_best(self, choice: Choice, row: int) -> Formula:
        """Who gets the result of this row under 只取 最高 or 只取 最低: it's best, or nothing is settled."""
        stands, pool = self.standing(choice).stands, self.pool
        ranking = self.ranking(choice, stands)
        best = [pool.all_of((guard, top[row])) for guard, top in ranking.levels]
        unsettled = [pool.all_of((guard, stands[row])) for guard, _ in ranking.unsettled]
        return pool.any_of((*best, *unsettled))

    # ---- results ------------------------------------------------------------------------------------
    def field(self, name: str) -> Cases:
        """The results a field can have, each with who has it. NotAnalysed where they have no form."""
        choice = self.kernel.choice_of[name]
        key = (name, self._ground.way(choice, self.readings))
        found = self._ground.fields.get(key)
        if found is None:
            try:
                found = self._results(choice, choice.fields.index(name))
            except NotAnalysed as problem:
                found = problem
            self._ground.fields[key] = found
        if isinstance(found, NotAnalysed):
            raise found
        return found

    def _results(self, choice: Choice, number: int) -> Cases:
        pool, standing = self.pool, self.standing(choice)
        base = self._combined(choice, number, standing.stands)
        changes = [
            self._changed(choice, number, base, standing, row)
            for row, waits in enumerate(standing.waits)
            if waits != FALSE
        ]
        open_gate = pool.all_of((-standing.gate.holds, -standing.gate.fails))
        decided = pool.all_of((standing.gate.holds, *(-change for change in changes)))
        waiting = pool.any_of((open_gate, pool.all_of((standing.gate.holds, pool.any_of(changes)))))
        pending = Undetermined(reasons=(f"{choice.fields[number]}",))
        clauses = (choice.gate_cite.text,) if choice.gate_cite else ()
        outside = NotApplicable(reason=NOT_IN_SCOPE, clauses=clauses)
        cases = [(pool.all_of((decided, guard)), symbol) for guard, symbol in base]
        cases += [(waiting, Stat(pending)), (standing.gate.fails, Stat(outside))]
        return merged(cases, pool)

    def _changed(self, choice: Choice, number: int, base: Cases, standing: Standing, row: int) -> Formula:
        """The open row would change the field if it held."""
        pool, beaten = self.pool, choice.losers[row]
        if self.pick(choice) in (Pick.UNIQUE, Pick.EXCLUSIVE):
            return self._unlike(base, choice.rows[row].values[number], standing.waits[row])
        stands = [FALSE if n in beaten else s for n, s in enumerate(standing.stands)]
        stands[row] = TRUE
        other = self._combined(choice, number, stands)
        changed = [
            pool.all_of((mine, its, differ(symbol, its_symbol, pool)))
            for mine, symbol in base
            for its, its_symbol in other
            if symbol != its_symbol
        ]
        return pool.all_of((standing.waits[row], pool.any_of(changed)))

    def _unlike(self, base: Cases, value: Expr, waits: Formula) -> Formula:
        """Among equals a row more changes the result exactly when its own value is another one."""
        pool = self.pool
        apart = [
            pool.all_of((guard, waits, case, differ(symbol, other, pool)))
            for guard, symbol in base
            for case, other in self.translator.cases(value)
            if symbol != other
        ]
        return pool.any_of(apart)

    def _combined(self, choice: Choice, number: int, stands: Sequence[Formula]) -> Cases:
        """The field when the rows stand as told: `combine.combine`."""
        pick = self.pick(choice)
        if pick in BEST or (pick is Pick.TOP_UP and self._is_money(choice, number)):
            cases = self._best(choice, number, stands)
        elif pick is Pick.SUM and self._is_money(choice, number):
            cases = self._summed(choice, number, stands)
        else:
            tie = self._tie(choice) if pick in (Pick.SUM, Pick.TOP_UP, Pick.SETTLED) else ((TRUE, CLASH),)
            cases = self._agreed(choice, number, list(enumerate(stands)), tie)
        nobody = self.pool.all_of(-stand for stand in stands)
        otherwise = self.translator.cases(choice.otherwise[number])
        cases += [(self.pool.all_of((nobody, guard)), symbol) for guard, symbol in otherwise]
        return merged(cases, self.pool)

    def _is_money(self, choice: Choice, number: int) -> bool:
        return self.kernel.field_by_name[choice.fields[number]].type.kind is Kind.MONEY

    def _tie(self, choice: Choice) -> Cases:
        return ((TRUE, CLASH),) if choice.tie is None else self.translator.cases(choice.tie)

    def _agreed(
        self, choice: Choice, number: int, rows: Sequence[tuple[int, Formula]], tie: Cases
    ) -> list[tuple[Formula, Symbol]]:
        """The value on which all rows that stand agree, else the tie's; `rows` with who has them."""
        pool = self.pool
        groups: dict[Expr, list[Formula]] = {}
        for row, stands in rows:
            if stands != FALSE:
                groups.setdefault(choice.rows[row].values[number], []).append(stands)
        some = {value: pool.any_of(stands) for value, stands in groups.items()}
        against = {
            value: pool.any_of(
                pool.all_of((stands, self.differ(value, other)))
                for other, stands in some.items()
                if other is not value and pool.all_of((mine, stands)) != FALSE
            )
            for value, mine in some.items()
        }
        cases = []
        for value, mine in some.items():
            alone = pool.all_of((mine, -against[value]))
            cases += [(pool.all_of((alone, guard)), symbol) for guard, symbol in self.translator.cases(value)]
        torn = pool.any_of(pool.all_of((mine, against[value])) for value, mine in some.items())
        return cases + [(pool.all_of((torn, guard)), symbol) for guard, symbol in tie]

    def _best(self, choice: Choice, number: int, stands: Sequence[Formula]) -> list[tuple[Formula, Symbol]]:
        ranking, pool = self.ranking(choice, stands), self.pool
        tie = self._tie(choice)
        cases: list[tuple[Formula, Symbol]] = []
        for best, top in ranking.levels:
            found = self._agreed(choice, number, list(enumerate(top)), tie)
            cases += [(pool.all_of((best, guard)), symbol) for guard, symbol in found]
        for guard, status in ranking.unsettled:
            found = self._agreed(choice, number, list(enumerate(stands)), ((TRUE, status),))
            cases += [(pool.all_of((guard, inner)), symbol) for inner, symbol in found]
        return cases

    def _summed(self, choice: Choice, number: int, stands: Sequence[Formula]) -> list[tuple[Formula, Symbol]]:
        """Every total that can arise, by adding one row after the other."""
        pool = self.pool
        totals: dict[Symbol, Formula] = {Known(ZERO): pool.any_of(stands)}
        for row, stand in zip(choice.rows, stands, strict=True):
            if stand == FALSE:
                continue
            grown: dict[Symbol, list[Formula]] = {}
            for total, guard in totals.items():
                grown.setdefault(total, []).append(pool.all_of((guard, -stand)))
                for case, symbol in self.translator.cases(row.values[number]):
                    more = branches(_PLUS, (total, symbol), self.translator.env, pool)
                    for inner, grown_total in more:
                        every = pool.all_of((guard, stand, case, inner))
                        grown.setdefault(grown_total, []).append(every)
            totals = {total: pool.any_of(guards) for total, guards in grown.items()}
            totals = {total: guard for total, guard in totals.items() if guard != FALSE}
            if len(totals) > SUM_LIMIT:
                raise NotAnalysed(f"合计可能的数额超过 {SUM_LIMIT} 种")
        return [(guard, total) for total, guard in totals.items()]


def merged(cases: Sequence[tuple[Formula, Symbol]], pool: Formulas) -> Cases:
    """Cases of one symbol as one, impossible ones left out."""
    found: dict[Symbol, list[Formula]] = {}
    for guard, symbol in cases:
        if guard != FALSE:
            found.setdefault(symbol, []).append(guard)
    return tuple((pool.any_of(guards), symbol) for symbol, guards in found.items())
