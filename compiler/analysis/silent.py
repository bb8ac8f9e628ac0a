"""POL603: persons in scope for whom no row of a 规定 or 表 applies, and no 其余 is written.

Grants, windows, groups and standards have their own meaning of "no row". Of what nobody sees, only 表 and
分类 count: they are looked up by name, for everybody in scope; before its first and after its last version
a 标准 by a day is silent, and days between are POL404. A row that is only open (its window is 待定) decides:
the result is 待定 for that reason.
"""

from __future__ import annotations

from polc.compiler.analysis.formula import TRUE
from polc.compiler.analysis.subject import DECIDING, Subject, Trial, in_scope, none_applies
from polc.compiler.analysis.witness import Witness
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, Form
from polc.dsl.diagnostics.completeness import NOBODY_DECIDES

CHECK = "是不是每个人都有一行适用"
LOOKED_UP = (Form.TABLE, Form.CLASSES)


def check(subject: Subject) -> None:
    """Every 规定 without a 其余 that fills an output, and every 表 or 分类 without one."""
    public = {decl.name for decl in subject.kernel.outputs}
    for choice in subject.choices(CHECK, *DECIDING):
        looked_up = choice.form in LOOKED_UP and choice.axis is None
        counts = looked_up or choice.month is not None or public.intersection(choice.fields)
        if counts and not choice.otherwise_written:
            with subject.question(CHECK, choice.span, _trial(subject, choice)):
                _check(subject, choice)


def _scoped(subject: Subject, choice: Choice) -> Choice | None:
    """The choice whose gate says who is in scope: its own, else the first of all; None where there's none."""
    gated = (other for other in subject.kernel.choices if other.gate is not None)
    return choice if choice.gate is not None else next(gated, None)


def _check(subject: Subject, choice: Choice) -> None:
    trial, scoped = _trial(subject, choice), _scoped(subject, choice)
    standing = subject.world.standing(choice)
    scope = TRUE if scoped is None else subject.world.standing(scoped).gate.holds
    nobody = subject.all_of(scope, *(guard.fails for guard in standing.guards))
    witness = subject.person(NOBODY_DECIDES, choice.span, nobody, trial.confirm)
    if witness is not None:
        trial.report(witness)


def _trial(subject: Subject, choice: Choice) -> Trial:
    """Somebody in scope for whom no row applies."""
    scoped = _scoped(subject, choice)

    def shows_it(evaluation: Evaluation) -> bool:
        return none_applies(evaluation, choice) and (scoped is None or in_scope(evaluation, scoped))

    def report(witness: Witness) -> bool:
        subject.report(
            NOBODY_DECIDES,
            choice.span,
            {"output": choice.name},
            witness=(subject.row_of(0, witness, choice.fields),),
            basis=(choice.cite.text,) if choice.cite else (),
        )
        return True

    fields = (*choice.fields, *(scoped.fields if scoped else ()))
    return Trial(fields=fields, confirm=shows_it, report=report, whole=True)
