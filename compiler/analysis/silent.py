"""POL603: persons in scope for whom no row of a 规定 or 表 applies, and no 其余 is written.

Grants, windows, groups and standards have their own meaning of "no row"; outputs that nobody sees don't
count. A row that is only open (its window is 待定) decides: the result is 待定 for that reason.
"""

from __future__ import annotations

from polc.compiler.analysis.subject import DECIDING, Subject, none_applies
from polc.compiler.kernel import Choice
from polc.dsl.diagnostics.completeness import NOBODY_DECIDES

CHECK = "是不是每个人都有一行适用"


def check(subject: Subject) -> None:
    """Every 规定 or 表 without a 其余 that fills an output."""
    public = {decl.name for decl in subject.kernel.outputs}
    for choice in subject.choices(CHECK, *DECIDING):
        if not choice.otherwise_written and public.intersection(choice.fields):
            with subject.question(CHECK, choice.span):
                _check(subject, choice)


def _check(subject: Subject, choice: Choice) -> None:
    standing = subject.world.standing(choice)
    nobody = subject.all_of(standing.gate.holds, *(guard.fails for guard in standing.guards))

    witness = subject.person(NOBODY_DECIDES, choice.span, nobody, lambda e: none_applies(e, choice))
    if witness is not None:
        subject.report(
            NOBODY_DECIDES,
            choice.span,
            {"output": choice.name},
            witness=(subject.row_of(0, witness, choice.fields),),
            basis=(choice.cite.text,) if choice.cite else (),
        )
