"""POL610: benefits that begin before the person is born.

The birth is the date that ages count from (周岁 按 …); without one, or without a 待遇期, nothing is said.
"""

from __future__ import annotations

from datetime import date

from polc.compiler.analysis.comparisons import compare
from polc.compiler.analysis.formula import FALSE, Formula
from polc.compiler.analysis.subject import Subject, clauses_of, taken
from polc.compiler.analysis.symbols import NO_LIST, Stat
from polc.compiler.analysis.witness import births
from polc.compiler.kernel import BenefitPeriod, InputRef, Op
from polc.dsl.diagnostics.completeness import BENEFIT_BEFORE_BIRTH

CHECK = "待遇会不会早于出生"


def check(subject: Subject) -> None:
    """Every period of benefits, against every birth."""
    for birth in sorted(births(subject.kernel)):
        for benefit in subject.kernel.benefits:
            choice = subject.kernel.choice_of[benefit.start]
            if subject.due(f"{CHECK}{birth}", choice.name):
                with subject.question(CHECK, choice.span):
                    _check(subject, benefit, birth)


def _check(subject: Subject, benefit: BenefitPeriod, birth: str) -> None:
    who = _early(subject, benefit, birth)
    if who == FALSE:
        return

    choice = subject.kernel.choice_of[benefit.start]
    witness = subject.person(
        BENEFIT_BEFORE_BIRTH, choice.span, who, lambda e: isinstance(e.result(benefit.start), date)
    )
    if witness is None:
        return
    born = witness.person[birth]
    start = witness.complete.result(benefit.start)
    if not isinstance(born, date) or not isinstance(start, date) or born <= start:
        if subject.world.is_listed(who):
            subject.leave_open(NO_LIST)
        return
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


def _early(subject: Subject, benefit: BenefitPeriod, birth: str) -> Formula:
    world = subject.world
    born = [symbol for _, symbol in world.translator.cases(InputRef(birth))]
    return subject.any_of(
        [
            subject.all_of(guard, compare(Op.LT, start, day, world.pool, world.translator.env).holds)
            for guard, start in world.field(benefit.start)
            for day in born
            if not isinstance(start, Stat) and not isinstance(day, Stat)
        ]
    )
