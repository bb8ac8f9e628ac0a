"""Who is treated differently by two policies, output by output.

In: two sides and the years between their calendars. Out: a `Comparison`. First the scope; then, for whoever
is in scope of both or of neither, every output that both have. In a section each pair of outcomes that
somebody has is one difference; its situations are found one by one: the smallest person not described yet,
the rules that decide for that person, everybody for whom the same rules decide, until nobody is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import permutations, product
from typing import TypeAlias

import attrs

from polc.compiler.analysis.decide import Ground, World
from polc.compiler.analysis.formula import FALSE, TRUE, Formula
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.analysis.witness import Disagreement
from polc.compiler.comparing.align import NotComparable, axis_of, facts_of, on_old_calendar, years_between
from polc.compiler.comparing.days import days_of
from polc.compiler.comparing.examples import Confirm, Judged, NotConfirmed, anybody, example, shown
from polc.compiler.comparing.ground import IN_SCOPE, Pair, Policy, usual
from polc.compiler.comparing.hull import within_windows
from polc.compiler.comparing.identities import Ordinary
from polc.compiler.comparing.model import (
    Comparison,
    Deciders,
    Difference,
    Example,
    Part,
    Section,
    Side,
    Situation,
)
from polc.compiler.comparing.outcomes import (
    APPLIES,
    BOUND,
    VALUE,
    VARIES,
    Outcome,
    apart,
    change,
    gain,
    kind_of_outcome,
    outcomes,
    seen,
)
from polc.compiler.comparing.roles import Role, part_of, roles_of, who
from polc.compiler.comparing.tried import try_some
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, FieldDecl, Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.text import result_text

# How much is listed with a person; of further situations the rules are named, further differences counted.
DIFFERENCES, SITUATIONS, SILENT_SITUATIONS, NAMED = 24, 8, 4, 30
Order: TypeAlias = tuple[int, ...]
STATED = frozenset({VALUE, BOUND, VARIES})


def compare(old: Side, new: Side, *, shift_years: int | None = None, only: Sequence[str] = ()) -> Comparison:
    """Compare two policies; `shift_years` None takes the difference of the coverage years.

    `only` restricts the outputs by name. ValueError when too many assumptions are undecided.
    """
    years = years_between(old.kernel, new.kernel) if shift_years is None else shift_years
    axis = axis_of(old.kernel, new.kernel)
    empty = _empty(old, new, years, axis)
    try:
        pair = _pair(old, new, years, axis)
        if not pair.facts.search.possible(TRUE):
            raise NotComparable("这样对齐，没有一个人同时符合两份政策的关系")
    except (NotComparable, NotAnalysed, NotFinished) as problem:
        return attrs.evolve(empty, unfinished=problem.reason)
    return attrs.evolve(empty, sections=tuple(Comparer(pair).sections(only)))


def _empty(old: Side, new: Side, years: int, axis: str) -> Comparison:
    mine, its = old.kernel, new.kernel
    return Comparison(
        old=old,
        new=new,
        shift_years=years,
        axis=axis,
        old_facts=tuple(d.name for d in mine.inputs if d.name not in its.input_by_name),
        new_facts=tuple(d.name for d in its.inputs if d.name not in mine.input_by_name),
        old_outputs=_only(mine, its),
        new_outputs=_only(its, mine),
        sections=(),
        per_entry=_per_entry(mine, its),
    )


def _only(one: Kernel, other: Kernel) -> tuple[str, ...]:
    """The outputs that only the first has."""
    whole = {decl.name for decl in other.outputs}
    each = {decl.name for decl in other.entry_outputs}
    found = [decl.name for decl in one.outputs if decl.name not in whole]
    return (*found, *(decl.name for decl in one.entry_outputs if decl.name not in each))


def _per_entry(mine: Kernel, its: Kernel) -> tuple[str, ...]:
    """The outputs 每笔 of both, where anything that decides differs."""
    decided = [(k.entry_rules, k.choices, k.assumptions, k.params) for k in (mine, its)]
    known = {output.name for output in its.entry_outputs}
    return tuple(o.name for o in mine.entry_outputs if o.name in known) if decided[0] != decided[1] else ()


def _pair(old: Side, new: Side, years: int, axis: str) -> Pair:
    facts = facts_of(old.kernel, on_old_calendar(new.kernel, years), axis)
    inside = within_windows(old.kernel, new.kernel, axis, years)
    ground = Ground(attrs.evolve(facts, relations=(*facts.relations, *inside)))
    world = World(ground, {})
    pair = Pair(
        old=Policy(old, 0, ground), new=Policy(new, years, ground), facts=world, years=years, axis=axis
    )
    world.kernel = usual(pair)
    return pair


@attrs.frozen(kw_only=True)
class Question:
    """One pair of outcomes: `who` has it, what decides it on either side, what a replay must show."""

    output: str
    outcomes: tuple[str, str, Fraction | None]
    old: tuple[Choice, ...]
    new: tuple[Choice, ...]
    who: Formula
    confirm: Confirm
    derived: bool = False

    @property
    def cap(self) -> int:
        """How many situations are worth listing."""
        if self.derived:
            return 1
        kinds = {self.outcomes[0], self.outcomes[1]}
        return SITUATIONS if kinds <= STATED or APPLIES in kinds else SILENT_SITUATIONS


class Comparer:
    """Goes through the sections of one comparison."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.pool = pair.facts.pool
        self.bounds = bounds_of(pair.old.side.kernel), bounds_of(pair.new.side.kernel)
        self.shared = [decl for decl in pair.old.kernel.outputs if _in_both(pair, decl)]
        self.open_days = self.pool.any_of((pair.old.open_days(), pair.new.open_days()))
        self.ordinary = Ordinary(pair)
        self.asked: dict[str, list[tuple[Outcome, Outcome, Formula]]] = {}

    def _possible(self, *formulas: Formula) -> bool:
        return self.pair.facts.search.possible(self.pool.all_of(formulas))

    def sections(self, only: Sequence[str]) -> Iterator[Section]:
        """The scope, then each output that both have."""
        pair = self.pair
        gated = [d.name for d in self.shared if pair.old.is_gated(d.name) and pair.new.is_gated(d.name)]
        if gated:
            scope = self._section("", "", (), partial(self._scope, gated[0]))
            if scope.differs or scope.unfinished:
                yield scope
        for decl in self.shared:
            if not only or decl.name in only:
                derived = pair.old.derived_from(decl.name)
                yield self._section(decl.name, decl.alias, derived, partial(self._questions, decl.name))

    def _section(
        self, name: str, alias: str, derived: tuple[str, ...], ask: Callable[[], list[Question]]
    ) -> Section:
        """The section as far as it came; a question that can't be answered ends it, and it says so."""
        found: list[Difference] = []
        reason, same_as, more, overlaps = "", "", 0, 0
        try:
            self.pair.start_afresh()
            questions = ask()
            same_as = self._same_as(name)
            if not same_as:
                plain = [q for q in questions if self._possible(q.who, self.ordinary.anyone)]
                found.extend(self._difference(question) for question in plain[:DIFFERENCES])
                more, overlaps = len(plain[DIFFERENCES:]), len(questions) - len(plain)
        except (NotAnalysed, NotFinished) as problem:
            reason = problem.reason
        except (Disagreement, NotConfirmed):
            reason = "解释器没有证实分析的结果，这是 polc 的差错"
        found.sort(key=_order)
        tried, judged = (
            try_some(self.pair, name, partial(self._confirmed, name)) if reason and name else (0, None)
        )
        return Section(
            name=name,
            alias=alias,
            derived=derived,
            differences=tuple(found),
            more=more,
            overlaps=overlaps,
            same_as=same_as,
            unfinished=reason,
            tried=tried,
            example=None if judged is None else self._example(judged, name),
        )

    def _same_as(self, output: str) -> str:
        """An earlier output of the same block that differs for the same persons in the same way."""
        mine = self.asked.get(output, [])
        for other, asked in self.asked.items():
            if other == output or not mine:
                break
            pairs = zip(mine, asked, strict=False)
            if len(mine) == len(asked) and all(a[:2] == b[:2] and self._alike(a[2], b[2]) for a, b in pairs):
                return other
        return ""

    def _alike(self, left: Formula, right: Formula) -> bool:
        pool = self.pool
        return left == right or not self._possible(
            pool.any_of((pool.all_of((left, -right)), pool.all_of((right, -left))))
        )

    # ---- the scope ----------------------------------------------------------------------------------
    def _scope(self, output: str) -> list[Question]:
        """Who is in scope of one policy and not of the other, shown on an output that the scope closes."""
        pair, pool = self.pair, self.pool
        old, new = ((g,) if g else () for g in (pair.old.gate_group, pair.new.gate_group))
        found = [
            Question(
                output=output,
                outcomes=(left, right, None),
                old=old,
                new=new,
                who=pool.all_of((self.open_days, pair.old.scope_is(left), pair.new.scope_is(right))),
                confirm=partial(_scope_confirmed, pair, (left, right), output),
            )
            for left, right in permutations(IN_SCOPE, 2)
        ]
        return [question for question in found if self._possible(question.who)]

    def _same_scope(self) -> Formula:
        old, new = self.pair.old, self.pair.new
        return self.pool.any_of(
            self.pool.all_of((old.scope_is(kind), new.scope_is(kind))) for kind in IN_SCOPE
        )

    # ---- an output ----------------------------------------------------------------------------------
    def _questions(self, output: str) -> list[Question]:
        """Every pair of outcomes that somebody has, those that both policies state first."""
        pair, pool = self.pair, self.pool
        within = pool.all_of((self._same_scope(), self.open_days))
        mine = outcomes(pair.old.results(output), self.bounds[0], pair.years, pool)
        its = outcomes(pair.new.results(output), self.bounds[1], 0, pool)
        asked = self.asked[output] = []
        for (have, left), (get, right) in product(mine, its):
            both = pool.all_of((within, have, get))
            if left == right or both == FALSE or not self._possible(both):
                continue
            who_ = pool.all_of((both, apart(left, right, pool)))
            if self._possible(who_):
                asked.append((left, right, who_))
        questions = [self._question(output, *item) for item in asked]
        return sorted(questions, key=lambda q: not {q.outcomes[0], q.outcomes[1]} <= STATED)

    def _question(self, output: str, left: Outcome, right: Outcome, who_: Formula) -> Question:
        old, new = self.pair.old, self.pair.new
        return Question(
            output=output,
            outcomes=(kind_of_outcome(left), kind_of_outcome(right), gain(left, right)),
            old=old.deciders(output),
            new=new.deciders(output),
            who=who_,
            confirm=partial(self._confirmed, output),
            derived=bool(old.derived_from(output)),
        )

    def _confirmed(self, output: str, old: Evaluation, new: Evaluation) -> bool:
        left, right = old.result(output), new.result(output)
        return seen(left, self.bounds[0], self.pair.years) != seen(right, self.bounds[1], 0)

    # ---- situations ---------------------------------------------------------------------------------
    def _difference(self, question: Question) -> Difference:
        """The difference with its situations on ordinary persons, those with one identity first."""
        left, found = question.who, list[tuple[Order, Situation]]()
        self.pair.start_afresh()
        while len(found) < question.cap:
            judged = example(self.pair, left, self.ordinary, question.output, question.confirm)
            if judged is None:
                break
            mine, its = roles_of(judged.old, question.old), roles_of(judged.new, question.new)
            alike = self.pool.all_of((left, self._who(mine, its)))
            order = tuple(role.row for role in (*mine, *its))
            found.append((order, self._situation(question, judged, mine, its, alike)))
            left = self.pool.all_of((left, -alike))
        more, left = ((), left) if question.derived else self._more(question, left)
        situations = tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))
        first = situations[0].example
        return Difference(
            old=result_text(first.old.result, self.bounds[0]),
            new=result_text(first.new.result, self.bounds[1]),
            old_kind=question.outcomes[0],
            new_kind=question.outcomes[1],
            situations=situations,
            more=more,
            overlaps=not question.derived and self._possible(left),
            days=days_of(self.pair.facts, question.who, self.pair.axis),
            change=question.outcomes[2],
        )

    def _who(self, old: tuple[Role, ...], new: tuple[Role, ...]) -> Formula:
        mine = (who(self.pair.old.world, role) for role in old)
        its = (who(self.pair.new.world, role) for role in new)
        return self.pool.all_of((*mine, *its))

    def _situation(
        self,
        question: Question,
        judged: Judged,
        old: tuple[Role, ...],
        new: tuple[Role, ...],
        alike: Formula,
    ) -> Situation:
        pair, output = self.pair, question.output
        left, right = judged.old.result(output), judged.new.result(output)
        return Situation(
            old=_parts(question.old, old),
            new=_parts(question.new, new),
            days=days_of(pair.facts, alike, pair.axis),
            example=self._example(judged, output),
            change=change(left, right, self.bounds, pair.years),
        )

    def _example(self, judged: Judged, output: str) -> Example:
        return Example(
            old_facts=shown(self.pair.old, judged.facts, 0),
            new_facts=shown(self.pair.new, judged.facts, self.pair.years),
            old=judged.old.fields[output],
            new=judged.new.fields[output],
        )

    def _more(self, question: Question, left: Formula) -> tuple[tuple[Deciders, ...], Formula]:
        """Further situations of ordinary persons, up to a limit, and who is left after them."""
        found = list[Deciders]()
        while len(found) < NAMED:
            judged = anybody(self.pair, self.pool.all_of((left, self.ordinary.anyone)), question.output)
            if judged is None:
                break
            mine, its = roles_of(judged.old, question.old), roles_of(judged.new, question.new)
            found.append(Deciders(_parts(question.old, mine), _parts(question.new, its)))
            left = self.pool.all_of((left, -self._who(mine, its)))
        return tuple(found), left


def _parts(choices: Sequence[Choice], roles: tuple[Role, ...]) -> tuple[Part, ...]:
    return tuple(part_of(choice, role) for choice, role in zip(choices, roles, strict=True))


def _in_both(pair: Pair, decl: FieldDecl) -> bool:
    other = pair.new.kernel.field_by_name.get(decl.name)
    return other is not None and other.public and other.type.kind is decl.type.kind


def _scope_confirmed(
    pair: Pair, kinds: tuple[str, str], output: str, old: Evaluation, new: Evaluation
) -> bool:
    return pair.old.scope_of(old, output) == kinds[0] and pair.new.scope_of(new, output) == kinds[1]


def _order(difference: Difference) -> tuple[bool, date, str, str]:
    """Results that are stated first, then by the first day."""
    first = difference.days[0][0] if difference.days else date.min
    stated = {difference.old_kind, difference.new_kind} <= STATED
    return not stated, first, difference.old, difference.new
