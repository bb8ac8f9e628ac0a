"""POL610, POL616: benefits that begin before the person is born, or before the day on which they pay.

The birth is the date that ages count from (周岁 按 …), the payment the day that windows are about (时段 按).
Without one, or without a 待遇期, nothing is said. Who pays may well have benefits from before, by a rule that
says so: a newborn from birth, who pays in a window from the first day of the year. So of the payment only
rows are asked that fix a day and do not ask when somebody pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

import attrs

from polc.compiler.analysis.comparisons import compare
from polc.compiler.analysis.empty_benefit import more_than
from polc.compiler.analysis.formula import FALSE, Formula
from polc.compiler.analysis.subject import Subject, Trial, asked, clauses_of, taken
from polc.compiler.analysis.symbols import Known, Stat, Symbol, Term
from polc.compiler.analysis.witness import Witness, births
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import BenefitPeriod, Choice, Expr, InputRef, Kernel, Op, expressions_of, reads_of
from polc.dsl.diagnostics.completeness import BENEFIT_BEFORE_BIRTH
from polc.dsl.diagnostics.left_out import BENEFIT_BEFORE_PAYMENT
from polc.dsl.diagnostics.model import Code
from polc.dsl.values import ZERO, Amount

BIRTH = "待遇会不会早于出生"
PAYMENT = "待遇会不会早于缴费"


@attrs.frozen(kw_only=True)
class Against:
    """A day that benefits shouldn't begin before; `paid`: of those who pay anything, by days written out."""

    fact: str
    check: str
    code: Code
    paid: bool = False


def check(subject: Subject) -> None:
    """Every period of benefits, against every birth and every day of payment."""
    for against in _days(subject.kernel):
        for benefit in subject.kernel.benefits:
            choices = [subject.kernel.choice_of[benefit.start]]
            choices += [subject.kernel.choice_of[benefit.price]] if against.paid else []
            if subject.due(f"{against.check}{against.fact}", *(choice.name for choice in choices)):
                with subject.question(against.check, choices[0].span, _trial(subject, benefit, against)):
                    _check(subject, benefit, against)


def _days(kernel: Kernel) -> Iterator[Against]:
    for birth in sorted(births(kernel)):
        yield Against(fact=birth, check=BIRTH, code=BENEFIT_BEFORE_BIRTH)
    for axis in dict.fromkeys(choice.axis for choice in kernel.choices if choice.axis is not None):
        yield Against(fact=axis, check=PAYMENT, code=BENEFIT_BEFORE_PAYMENT, paid=True)


def _check(subject: Subject, benefit: BenefitPeriod, against: Against) -> None:
    choice = subject.kernel.choice_of[benefit.start]
    if not subject.possible(_early_row(subject, choice, benefit, against)):
        return
    who = _before(subject, subject.world.field(benefit.start), against)
    if against.paid:
        fixing = _fixing(subject, choice, benefit, against)
        stands = subject.world.standing(choice).stands
        fixed = subject.any_of([stands[number] for number in fixing])
        who = subject.all_of(who, fixed, more_than(subject, benefit.price, ZERO))
    if who == FALSE:
        return
    witness = subject.person(against.code, choice.span, who, partial(_starts_early, benefit, against))
    if witness is not None and not _told(subject, benefit, against, witness) and subject.world.is_loose(who):
        subject.leave_open(subject.world.doubt(who))


def _starts_early(benefit: BenefitPeriod, against: Against, evaluation: Evaluation) -> bool:
    """Benefits begin on a day that is known, and something is known to be paid for them."""
    if not isinstance(evaluation.result(benefit.start), date):
        return False
    price = evaluation.result(benefit.price) if against.paid else None
    return not against.paid or (isinstance(price, Amount) and price != ZERO)


def _trial(subject: Subject, benefit: BenefitPeriod, against: Against) -> Trial:
    """Somebody whose benefits begin too early, as far as the rows asked for that day."""

    def early(evaluation: Evaluation) -> bool:
        start = evaluation.result(benefit.start)
        known = (asked(evaluation, step.choice).get(against.fact) for step in evaluation.steps)
        return (
            isinstance(start, date)
            and _starts_early(benefit, against, evaluation)
            and any(isinstance(day, date) and start < day for day in known)
        )

    return Trial(
        fields=(benefit.start, benefit.price) if against.paid else (benefit.start,),
        confirm=early,
        report=lambda witness: _told(subject, benefit, against, witness),
        whole=True,
    )


def _told(subject: Subject, benefit: BenefitPeriod, against: Against, witness: Witness) -> bool:
    """Report the person, if they show it."""
    choice = subject.kernel.choice_of[benefit.start]
    day, start = witness.person[against.fact], witness.complete.result(benefit.start)
    if not isinstance(day, date) or not isinstance(start, date) or day <= start:
        return False
    rows = sorted(taken(witness.complete, choice))
    if against.paid:
        fixing = _fixing(subject, choice, benefit, against)
        rows = [number for number in rows if number in fixing]
        if not rows:
            return False
    row = choice.rows[rows[0]] if rows else None
    subject.report(
        against.code,
        row.span if row else choice.span,
        {
            "output": benefit.start,
            "start": subject.text(start),
            **({"price": subject.text(witness.complete.result(benefit.price))} if against.paid else {}),
            "fact": against.fact,
            "day": subject.text(day),
        },
        witness=(subject.row_of(0, witness, (benefit.start,)),),
        basis=clauses_of(row) if row else (),
    )
    return True


def _fixing(subject: Subject, choice: Choice, benefit: BenefitPeriod, against: Against) -> list[int]:
    """The rows whose first day is written out, whenever somebody pays."""
    number = choice.fields.index(benefit.start)
    return [
        n
        for n, row in enumerate(choice.rows)
        if against.fact not in _read(subject.kernel, (row.guard,))
        and not any(
            isinstance(symbol, Term) for _, symbol in subject.world.translator.cases(row.values[number])
        )
    ]


def _read(kernel: Kernel, exprs: Iterable[Expr]) -> frozenset[str]:
    """The facts that expressions read, through whatever names."""
    found = reads_of(exprs, kernel.meanings, kernel.entry_rule_by_name)
    return frozenset(found.inputs).union(
        *(_read(kernel, expressions_of(kernel.choice_of[name])) for name in found.fields)
    )


def _early_row(subject: Subject, choice: Choice, benefit: BenefitPeriod, against: Against) -> Formula:
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
    return _before(subject, cases, against)


def _before(subject: Subject, starts: Sequence[tuple[Formula, Symbol]], against: Against) -> Formula:
    """Who has one of these starts before the day."""
    world = subject.world
    days = [symbol for _, symbol in world.translator.cases(InputRef(against.fact))]
    return subject.any_of(
        [
            subject.all_of(guard, compare(Op.LT, start, day, world.pool, world.translator.env).holds)
            for guard, start in starts
            for day in days
            if not isinstance(day, Stat) and _counts(start, against)
        ]
    )


def _counts(start: Symbol, against: Against) -> bool:
    return isinstance(start, Known) if against.paid else not isinstance(start, Stat)
