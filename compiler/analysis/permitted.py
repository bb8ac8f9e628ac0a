"""POL623, POL624: what a 选择 leaves unsaid: persons for whom no row speaks, and stretches without a number.

For whom no row of a 选择 holds, and no 其余 is written, it says nothing: nothing is barred, which is told.
A stretch `可选 A 至 B` with B below A permits nothing, so that whatever is chosen is barred; where a list
decides how far it goes, that isn't asked.
"""

from __future__ import annotations

from functools import partial

from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.subject import Subject, clauses_of, none_applies
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import And, Choice, Compare, Expr, Form, Not, Op, Or, Row
from polc.dsl.citation import Citation
from polc.dsl.diagnostics.completeness import NOTHING_PERMITTED, UNSAID_CHOICE

CHECK = "选择是不是对每个人都写明"


def check(subject: Subject) -> None:
    """Every 选择: who isn't spoken of, then each stretch."""
    for choice in subject.choices(CHECK, Form.PERMITTED):
        with subject.question(CHECK, choice.span):
            if not choice.otherwise_written:
                _unsaid(subject, choice)
            nobody = Not(Or(tuple(row.guard for row in choice.rows)))
            for row in choice.rows:
                _empty(subject, choice, row.guard, row.values[0], row)
            _empty(subject, choice, nobody, choice.otherwise[0], None)


def _unsaid(subject: Subject, choice: Choice) -> None:
    nobody = subject.all_of(*(guard.fails for guard in subject.world.standing(choice).guards))
    confirm = partial(none_applies, choice=choice)
    witness = subject.person(UNSAID_CHOICE, choice.span, nobody, confirm)
    if witness is not None:
        subject.report(
            UNSAID_CHOICE,
            choice.span,
            {"fact": chosen(choice)},
            witness=(subject.row_of(0, witness, ()),),
            basis=(choice.cite.text,) if choice.cite else (),
        )


def _empty(subject: Subject, choice: Choice, guard: Expr, permits: Expr, row: Row | None) -> None:
    match permits:
        case And((Compare(Op.GE, _, low), Compare(Op.LE, _, high))):
            pass
        case _:
            return
    meant = subject.world.translator.truth(guard).holds
    who = subject.all_of(meant, _above(subject, low, high))
    if subject.world.is_loose(who):
        return

    def bars(evaluation: Evaluation) -> bool:
        return evaluation.result(choice.fields[0]) is not True

    span = row.span if row else choice.span
    witness = subject.person(NOTHING_PERMITTED, span, who, bars)
    if witness is None:
        return
    ends = (subject.text(subject.value(witness, end)) for end in (low, high))
    cite = choice.otherwise_cite or Citation(())
    subject.report(
        NOTHING_PERMITTED,
        span,
        {"fact": chosen(choice), **dict(zip(("low", "high"), ends, strict=True))},
        witness=(subject.row_of(0, witness, ()),),
        basis=clauses_of(row) if row else (cite.text,),
    )


def _above(subject: Subject, low: Expr, high: Expr) -> Formula:
    """Who has the lower end above the upper one."""
    return subject.world.translator.truth(Compare(Op.GT, low, high)).holds


def chosen(choice: Choice) -> str:
    """The fact whose choice it is about."""
    return choice.name.partition("〔")[2].partition("〕")[0]
