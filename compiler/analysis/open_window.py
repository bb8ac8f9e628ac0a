"""POL615: days on which a 时段 is left 待定, while every amount is certain because none asks for the 时段.

Looked at are windows whose 其余 says 待定. Where some amount of the policy depends on the window, or on its
day, others needn't: a share of what is paid has no days of its own.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from polc.compiler.analysis.gap import left_open
from polc.compiler.analysis.subject import Subject
from polc.compiler.analysis.symbols import Stat
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, FieldDecl, Form, Kernel, Kind
from polc.dsl.diagnostics.left_out import CERTAIN_OUTSIDE_WINDOWS
from polc.dsl.values import Amount, Undetermined

CHECK = "时段待定时金额是不是也待定"


def check(subject: Subject) -> None:
    """Every 时段 that no amount depends on."""
    for choice in subject.choices(CHECK, Form.WINDOW):
        if choice.axis is not None and choice.otherwise_written and left_open(choice):
            amounts = _amounts(subject.kernel)
            if amounts and not any(_depends(subject.kernel, decl.name, choice) for decl in amounts):
                with subject.question(CHECK, choice.span):
                    _check(subject, choice, amounts[0])


def _amounts(kernel: Kernel) -> list[FieldDecl]:
    """The amounts that rules of the notice give."""
    decided = (Form.RULE, Form.TABLE, Form.GRANT)
    outputs = [decl for decl in kernel.outputs if decl.type.kind is Kind.MONEY]
    return [decl for decl in outputs if kernel.choice_of[decl.name].form in decided]


def _depends(kernel: Kernel, field: str, window: Choice) -> bool:
    """The field reads the window or its day, itself or through others."""
    seen, waiting = set[str](), [kernel.choice_of[field].name]
    while waiting:
        name = waiting.pop()
        reads = kernel.reads[name]
        if name == window.name or window.axis in reads.inputs:
            return True
        seen.add(name)
        waiting += (kernel.choice_of[f].name for f in reads.fields if kernel.choice_of[f].name not in seen)
    return False


def _check(subject: Subject, window: Choice, amount: FieldDecl) -> None:
    world, standing = subject.world, subject.world.standing(window)
    certain = [guard for guard, symbol in world.field(amount.name) if not isinstance(symbol, Stat)]
    nobody = subject.all_of(standing.gate.holds, *(guard.fails for guard in standing.guards))
    who = subject.all_of(nobody, subject.any_of(certain))
    given = subject.kernel.choice_of[amount.name]
    confirm = partial(_is_open, window, amount.name)
    witness = subject.person(CERTAIN_OUTSIDE_WINDOWS, given.span, who, confirm)
    if witness is not None:
        day = witness.person[window.axis or ""]
        facts = {
            "window": window.name,
            "amount": amount.name,
            "given": subject.text(witness.complete.result(amount.name)),
            "day": subject.text(day) if isinstance(day, date) else "",
        }
        row = subject.row_of(0, witness, (*window.fields, amount.name))
        basis = (given.cite.text,) if given.cite else ()
        subject.report(CERTAIN_OUTSIDE_WINDOWS, given.span, facts, witness=(row,), basis=basis)


def _is_open(window: Choice, amount: str, evaluation: Evaluation) -> bool:
    is_open = isinstance(evaluation.result(window.fields[0]), Undetermined)
    return is_open and isinstance(evaluation.result(amount), Amount)
