"""POL401, POL403: one day in two windows of a 时段, for one person.

Two rows that give the same window don't clash. A row with a 限 is special: where it meets a row without
one, what lacks is an order, not another day.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from itertools import combinations

from polc.compiler.analysis.days import Run, runs
from polc.compiler.analysis.formula import FALSE, AtLeast, Formula
from polc.compiler.analysis.subject import Subject, Trial, at, clauses_of, taken
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.analysis.witness import Witness
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, Form
from polc.dsl.diagnostics.model import Code
from polc.dsl.diagnostics.windows import SPECIAL_WINDOW_WITHOUT_PRIORITY, WINDOWS_OVERLAP

CHECK = "时段有没有重叠"


def check(subject: Subject) -> None:
    """Every pair of windows of every 时段."""
    for choice in subject.choices(CHECK, Form.WINDOW):
        told: set[tuple[int, int]] = set()
        with subject.question(CHECK, choice.span, _trial(subject, choice, told)):
            standing = subject.world.standing(choice)
            for first, second in combinations(range(len(choice.rows)), 2):
                values = choice.rows[first].values[0], choice.rows[second].values[0]
                both = subject.all_of(standing.gate.holds, standing.stands[first], standing.stands[second])
                if both != FALSE:
                    clash = subject.all_of(both, subject.world.differ(*values))
                    if _report(subject, choice, first, second, clash):
                        told.add((first, second))


def _trial(subject: Subject, choice: Choice, told: Set[tuple[int, int]]) -> Trial:
    """Somebody who stands in two windows that aren't one and aren't told yet, on the day that is theirs."""

    def pairs(evaluation: Evaluation) -> list[tuple[int, int]]:
        both = combinations(sorted(taken(evaluation, choice)), 2)
        unlike = [pair for pair in both if choice.rows[pair[0]].values != choice.rows[pair[1]].values]
        return [pair for pair in unlike if pair not in told]

    def report(witness: Witness) -> bool:
        day = witness.person[choice.axis or ""]
        if not isinstance(day, date):
            return False
        first, second = pairs(witness.complete)[0]
        _told(subject, choice, (first, second), witness, (day.toordinal(), day.toordinal()))
        return True

    return Trial(fields=choice.fields, confirm=lambda e: bool(pairs(e)), report=report, whole=False)


def _code(subject: Subject, choice: Choice, first: int, second: int) -> Code:
    special, _ = _special(subject, choice, first, second)
    return WINDOWS_OVERLAP if special is None else SPECIAL_WINDOW_WITHOUT_PRIORITY


def _report(subject: Subject, choice: Choice, first: int, second: int, clash: Formula) -> bool:
    """Report a pair, if somebody shows it."""
    assert choice.axis is not None
    code, row = _code(subject, choice, first, second), choice.rows[second]
    witness = subject.person(code, row.span, clash, lambda e: {first, second} <= taken(e, choice))
    if witness is None:
        return False
    var = subject.world.variables.numbers[choice.axis]
    domain = subject.world.pool.domain
    days = runs(subject.world, clash, var, domain.lows[var], domain.highs[var])[0]
    _told(subject, choice, (first, second), witness, days)
    return True


def _told(subject: Subject, choice: Choice, pair: tuple[int, int], witness: Witness, days: Run) -> None:
    first, second = pair
    special, general = _special(subject, choice, first, second)
    code, row, other = _code(subject, choice, first, second), choice.rows[second], choice.rows[first]
    start, end = (date.fromordinal(day).isoformat() for day in days)
    subject.report(
        code,
        row.span,
        {
            "window": choice.name,
            "first": other.outcome,
            "second": row.outcome,
            "special": choice.rows[second if special is None else special].outcome,
            "general": choice.rows[first if general is None else general].outcome,
            "start": start,
            "end": end,
            "days": str(days[1] - days[0] + 1),
        },
        notes=(at(other, f"“{other.outcome}”在这里", f"“{other.outcome}” is here"),),
        witness=(subject.row_of_two(0, witness, choice.fields[0], other, row),),
        basis=clauses_of(other, row),
    )


def _special(subject: Subject, choice: Choice, first: int, second: int) -> tuple[int | None, int | None]:
    """The row with a 限 and the one without; two Nones where both or neither has one."""
    limited = [row for row in (first, second) if _limited(subject, choice, row)]
    if len(limited) != 1:
        return None, None
    return limited[0], second if limited[0] == first else first


def _limited(subject: Subject, choice: Choice, row: int) -> bool:
    try:
        holds = subject.world.translator.truth(choice.rows[row].guard).holds
    except NotAnalysed:
        return True  # days always have a form
    return any(not isinstance(atom, AtLeast) for atom in subject.world.pool.atoms(holds))
