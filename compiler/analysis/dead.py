"""POL601, POL602, POL504: rows that nobody satisfies, rows that never get their turn, rows inside others.

A row is alive if for some person it is taken, or keeps the result open where no row that goes before it is
open as well: what is open under both stays so without the second. A row that is dead only under the
readings in force is no finding: another reading of an assumption it depends on may bring it to life. Nor is
one of a rule 每月 that is dead in some months only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product

from polc.compiler.analysis.decide import BEST, World
from polc.compiler.analysis.formula import FALSE, Formula
from polc.compiler.analysis.subject import DECIDING, Subject, Trial, at, clauses_of, rows_with
from polc.compiler.analysis.symbols import NO_LIST
from polc.compiler.analysis.witness import Confirm
from polc.compiler.interpret import Evaluation, Verdict
from polc.compiler.kernel import Choice, Expr, Form
from polc.dsl.diagnostics.completeness import ALL_PUT_OUTSIDE, COVERED_BY_OTHERS, NEVER_APPLIES
from polc.dsl.diagnostics.conflicts import CONDITION_INSIDE_ANOTHER
from polc.dsl.values import distinct

CHECK = "每一行是不是都有人适用"
READINGS_LIMIT = 64


def check(subject: Subject) -> None:
    """Every row of every choice that has conditions."""
    for choice in subject.choices(CHECK, Form.GROUP, Form.WINDOW, Form.GRANT, *DECIDING):
        same: dict[tuple[Expr, ...], list[int]] = {}
        for number, row in enumerate(choice.rows):
            same.setdefault(row.values, []).append(number)
        for number, row in enumerate(choice.rows):
            if row.bar:
                continue
            with subject.question(CHECK, choice.span, _trial(choice, number)):
                _check(subject, choice, number)
            others = [other for other in same[row.values] if other != number]
            if others and choice.form in (Form.GRANT, *DECIDING):
                with subject.question(CHECK, choice.span, _apart(choice, number, others)):
                    _inside(subject, choice, number, others)


def _trial(choice: Choice, number: int) -> Trial:
    """Somebody who has the row: then it is alive, and nothing is wrong with it."""

    has_turn = partial(_has_turn, choice, number)
    return Trial(fields=choice.fields, confirm=has_turn, report=lambda _: True, whole=True)


def _has_turn(choice: Choice, number: int, evaluation: Evaluation) -> bool:
    """The row is taken for a person, or it alone of those that go before it and itself is open."""
    open_ = rows_with(evaluation, choice, Verdict.OPEN)
    first = number in open_ and not any(number in choice.losers[winner] for winner in open_)
    return first or number in rows_with(evaluation, choice, Verdict.TAKEN)


def _apart(choice: Choice, number: int, others: Sequence[int]) -> Trial:
    """Somebody who stands under the row and under none of the others: then it isn't inside them."""

    def shows_it(evaluation: Evaluation) -> bool:
        stand = rows_with(evaluation, choice, Verdict.TAKEN, Verdict.LOWER)
        return number in stand and stand.isdisjoint(others)

    return Trial(fields=choice.fields, confirm=shows_it, report=lambda _: True, whole=True)


def _check(subject: Subject, choice: Choice, number: int) -> None:
    row = choice.rows[number]
    if _alive(subject.world, choice, number):
        _show(subject, choice, number)
    elif _in_another_month(subject, choice, number):
        return
    elif not any(_met(world, choice, number) for world in _worlds(subject, choice)):
        subject.report(
            NEVER_APPLIES, row.span, {"output": choice.name, "clause": row.cite.text}, basis=clauses_of(row)
        )
    elif any(_alive(world, choice, number) for world in _worlds(subject, choice)):
        _doubt(subject, choice, number)
    elif _is_met(subject, choice, number):
        _report_covered(subject, choice, number)


def _report_covered(subject: Subject, choice: Choice, number: int) -> None:
    """Said of the rows that come first; where none is the author's, of what puts people outside."""
    row, others = choice.rows[number], _winners(subject, choice, number)
    bars = bool(others) and all(choice.rows[n].bar for n in others)
    kinds = distinct(choice.rows[n].condition for n in others)
    subject.report(
        ALL_PUT_OUTSIDE if bars else COVERED_BY_OTHERS,
        row.span,
        {
            "output": choice.name,
            "clause": row.cite.text,
            "others": "、".join(distinct(f"【{choice.rows[n].cite.text}】" for n in others)),
            **({"kinds": "、".join(f"不适用（{kind}）" for kind in kinds)} if bars else {}),
        },
        notes=tuple(at(choice.rows[n], "先归这一行", "taken by this row") for n in others),
        basis=clauses_of(row, *(choice.rows[n] for n in others)),
    )


def _in_another_month(subject: Subject, choice: Choice, number: int) -> bool:
    """True where the same row of a rule 每月 is alive in another month, or is reported for an earlier one.

    The months that are added up and the one that a fact names are all one rule of the notice.
    """
    months = [c for c in subject.kernel.choices if c.span == choice.span and number < len(c.rows)]
    if len(months) < 2:
        return False
    others = [month for month in months if month is not choice]
    return months[0] is not choice or any(_alive(subject.world, month, number) for month in others)


def _met(world: World, choice: Choice, number: int) -> bool:
    """For somebody in scope the row doesn't fail."""
    standing = world.standing(choice)
    return world.search.possible(-standing.gate.fails, -standing.guards[number].fails)


def _alive(world: World, choice: Choice, number: int) -> bool:
    """For somebody in scope the row is taken or open."""
    standing = world.standing(choice)
    if world.search.possible(-standing.gate.fails, _first_open(world, choice, number)):
        return True
    return world.search.possible(-standing.gate.fails, _taken(world, choice, number))


def _first_open(world: World, choice: Choice, number: int) -> Formula:
    """The row is open, and none that goes before it holds or is open."""
    standing = world.standing(choice)
    before = [guard.fails for n, guard in enumerate(standing.guards) if number in choice.losers[n]]
    return world.pool.all_of((standing.waits[number], *before))


def _show(subject: Subject, choice: Choice, number: int) -> None:
    """Where lists decide, somebody has to be found who has the row: else the question stays open."""
    turn = _turn(subject.world, choice, number)
    _is_shown(subject, choice, number, turn, partial(_has_turn, choice, number))


def _is_met(subject: Subject, choice: Choice, number: int) -> bool:
    """Somebody satisfies the row; where lists decide and nobody is found the question stays open."""
    fails = subject.world.standing(choice).guards[number].fails

    def is_met(evaluation: Evaluation) -> bool:
        return number not in rows_with(evaluation, choice, Verdict.FALSE)

    return _is_shown(subject, choice, number, -fails, is_met)


def _is_shown(subject: Subject, choice: Choice, number: int, formula: Formula, confirm: Confirm) -> bool:
    """Somebody in scope of the formula has the row so; taken as shown where no list decides it."""
    world = subject.world
    who = world.pool.all_of((-world.standing(choice).gate.fails, formula))
    if not world.is_loose(who) or not subject.possible(who):
        return True
    return subject.person(NEVER_APPLIES, choice.rows[number].span, who, confirm) is not None


def _doubt(subject: Subject, choice: Choice, number: int) -> None:
    """A row that is alive under other readings only: where lists decide under each, nobody has shown it."""
    for world in _worlds(subject, choice):
        who = world.pool.all_of((-world.standing(choice).gate.fails, _turn(world, choice, number)))
        if world.search.possible(who) and not world.is_loose(who):
            return
    subject.leave_open(NO_LIST)


def _turn(world: World, choice: Choice, number: int) -> Formula:
    """The row is taken or open."""
    return world.pool.any_of((_first_open(world, choice, number), _taken(world, choice, number)))


def _taken(world: World, choice: Choice, number: int) -> Formula:
    stands = world.standing(choice).stands
    if world.pick(choice) not in BEST or stands[number] == FALSE:
        return stands[number]
    return world.taken_among_best(choice, number)


def _worlds(subject: Subject, choice: Choice) -> Iterator[World]:
    """The worlds of all readings that the choice depends on, the present one first."""
    yield subject.world
    decls = [d for d in subject.kernel.assumptions if d.name in subject.kernel.depends[choice.name]]
    ways = product(*([(d.name, r.name) for r in d.readings] for d in decls))
    for tried, way in enumerate(ways):
        if tried < READINGS_LIMIT and dict(way).items() - subject.world.readings.items():
            yield subject.world_under(dict(way))


def _winners(subject: Subject, choice: Choice, number: int) -> list[int]:
    """The rows that take whoever satisfies this one: those that beat it, else those with a higher amount."""
    standing = subject.world.standing(choice)
    mine = standing.guards[number].holds
    together = [
        other
        for other in range(len(choice.rows))
        if other != number and subject.possible(subject.all_of(mine, standing.stands[other]))
    ]
    beaten_by = [other for other in together if number in choice.losers[other]]
    return beaten_by or together


def _inside(subject: Subject, choice: Choice, number: int, same: Sequence[int]) -> None:
    """A note where everyone under this row, which is alive, is also under another with the same result."""
    if not _alive(subject.world, choice, number):
        return
    standing, row = subject.world.standing(choice), choice.rows[number]
    mine = subject.all_of(standing.gate.holds, standing.stands[number])
    if _alone(subject, choice, number, same) or not subject.possible(mine):
        return
    for other in same:
        outer = choice.rows[other]
        if _alone(subject, choice, number, [other]):
            continue
        both_ways = not subject.possible(
            subject.all_of(standing.gate.holds, standing.stands[other], -standing.stands[number])
        )
        if not both_ways or other < number:
            subject.report(
                CONDITION_INSIDE_ANOTHER,
                row.span,
                {
                    "output": choice.name,
                    "inner": row.condition,
                    "outer": outer.condition,
                    "inner_clause": row.cite.text,
                    "outer_clause": outer.cite.text,
                },
                notes=(at(outer, "包含它的那一行", "the row that contains it"),),
                basis=clauses_of(row, outer),
            )
            return


def _alone(subject: Subject, choice: Choice, number: int, others: Sequence[int]) -> bool:
    """Somebody stands under this row and under none of the others.

    Where lists decide, the formulas allow more than there is: with nobody to show it the question stays open.
    """
    standing = subject.world.standing(choice)
    who = subject.all_of(
        standing.gate.holds, standing.stands[number], *(-standing.stands[other] for other in others)
    )
    trial = _apart(choice, number, others)
    with subject.question(CHECK, choice.span, trial):
        if not subject.possible(who):
            return False
        if subject.world.is_loose(who):
            subject.person(CONDITION_INSIDE_ANOTHER, choice.rows[number].span, who, trial.confirm)
    return True
