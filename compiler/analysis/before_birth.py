"""POL610: benefits that begin before the person is born.

The birth is the date that ages count from (周岁 按 …); without one, or without a 待遇期, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from polc.compiler.analysis.comparisons import compare
from polc.compiler.analysis.formula import FALSE, Formula
from polc.compiler.analysis.subject import Subject, Trial, asked, clauses_of, taken
from polc.compiler.analysis.symbols import Stat, Symbol
from polc.compiler.analysis.witness import Witness, births
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import BenefitPeriod, Choice, InputRef, Op
from polc.dsl.diagnostics.completeness import BENEFIT_BEFORE_BIRTH

CHECK = "待遇会不会早于出生"


def check(subject: Subject) -> None:
    """Every period of benefits, against every birth."""
    for birth in sorted(births(subject.kernel)):
        for benefit in subject.kernel.benefits:
            choice = subject.kernel.choice_of[benefit.start]
            if subject.due(f"{CHECK}{birth}", choice.name):
                with subject.question(CHECK, choice.span, _trial(subject, benefit, birth)):
                    _check(subject, benefit, birth)


def _check(subject: Subject, benefit: BenefitPeriod, birth: str) -> None:
    choice = subject.kernel.choice_of[benefit.start]
    if not subject.possible(_early_row(subject, choice, benefit, birth)):
        return
    who = _before(subject, subject.world.field(benefit.start), birth)
    if who == FALSE:
        return

    witness = subject.person(
        BENEFIT_BEFORE_BIRTH, choice.span, who, lambda e: isinstance(e.result(benefit.start), date)
    )
    if witness is not None and not _told(subject, benefit, birth, witness) and subject.world.is_loose(who):
        subject.leave_open(subject.world.doubt(who))


def _trial(subject: Subject, benefit: BenefitPeriod, birth: str) -> Trial:
    """Somebody whose benefits begin before they are born, as far as the rows asked for the birth."""

    def early(evaluation: Evaluation) -> bool:
        start = evaluation.result(benefit.start)
        known = (asked(evaluation, step.choice).get(birth) for step in evaluation.steps)
        return isinstance(start, date) and any(isinstance(born, date) and start < born for born in known)

    return Trial(
        fields=(benefit.start,),
        confirm=early,
        report=lambda witness: _told(subject, benefit, birth, witness),
        whole=True,
    )


def _told(subject: Subject, benefit: BenefitPeriod, birth: str, witness: Witness) -> bool:
    """Report the person, if they show it."""
    choice = subject.kernel.choice_of[benefit.start]
    born, start = witness.person[birth], witness.complete.result(benefit.start)
    if not isinstance(born, date) or not isinstance(start, date) or born <= start:
        return False
    rows = sorted(taken(witness.complete, choice))
    row = choice.rows[rows[0]] if rows else None
    subject.report(
        BENEFIT_BEFORE_BIRTH,
        row.span if row else choice.span,
        {
            "output": benefit.start,
            "start": subject.text(start),
            "birth": birth,
            "born": subject.text(born),
        },
        witness=(subject.row_of(0, witness, (benefit.start,)),),
        basis=clauses_of(row) if row else (),
    )
    return True


def _early_row(subject: Subject, choice: Choice, benefit: BenefitPeriod, birth: str) -> Formula:
    """Who has a row that begins too early, whatever becomes of it: more than get one, and soon told."""
    world, number = subject.world, choice.fields.index(benefit.start)
    stands = world.standing(choice).stands
    nobody = subject.all_of(*(-stand for stand in stands))
    values = [(stand, row.values[number]) for stand, row in zip(stands, choice.rows, strict=True)]
    values += [(nobody, choice.otherwise[number])]
    values += [] if choice.tie is None else [(-nobody, choice.tie)]
    cases = [
        (subject.all_of(who, guard), start)
        for who, value in values
        if who != FALSE
        for guard, start in world.translator.cases(value)
    ]
    return _before(subject, cases, birth)


def _before(subject: Subject, starts: Sequence[tuple[Formula, Symbol]], birth: str) -> Formula:
    """Who has one of these starts before the birth."""
    world = subject.world
    born = [symbol for _, symbol in world.translator.cases(InputRef(birth))]
    return subject.any_of(
        [
            subject.all_of(guard, compare(Op.LT, start, day, world.pool, world.translator.env).holds)
            for guard, start in starts
            for day in born
            if not isinstance(start, Stat) and not isinstance(day, Stat)
        ]
    )
