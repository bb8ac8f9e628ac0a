"""POL309: an output that is known only by a bound for some person ("不低于1070元").

Reported once for each parameter, at the row that brings it into an output; the example shows the other
outputs that it reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from polc.compiler.analysis.subject import Subject, Trial, clauses_of, taken
from polc.compiler.analysis.symbols import Known
from polc.compiler.analysis.witness import Witness
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, Form
from polc.compiler.parameters import parameters
from polc.dsl.diagnostics.kinds import BOUND_AS_EXACT
from polc.dsl.values import Amount

CHECK = "有没有只知道上下限的金额"


def check(subject: Subject) -> None:
    """The first output that each parameter reaches."""
    public = {decl.name for decl in subject.kernel.outputs}
    held = parameters(subject.kernel, subject.world.readings)
    for choice in subject.kernel.choices:
        params = frozenset[str]().union(*(held[name] for name in choice.fields))
        new = sorted(params - set(subject.told))
        shown = choice.form is not Form.STANDARD and public.intersection(choice.fields)
        if new and shown and subject.due(CHECK, choice.name):
            with subject.question(CHECK, choice.span, _trial(subject, choice, new)):
                for param in new:
                    if _check(subject, choice, param):
                        subject.keep(param)


def _check(subject: Subject, choice: Choice, param: str) -> bool:
    """Report the first field of the choice that the parameter reaches for somebody."""
    for name in choice.fields:
        bounded = subject.any_of(
            [
                guard
                for guard, symbol in subject.world.field(name)
                if isinstance(symbol, Known) and _bounded(symbol.value, param)
            ]
        )
        confirm = partial(_is_bounded, name, param)
        witness = subject.person(BOUND_AS_EXACT, choice.span, bounded, confirm)
        if witness is not None:
            _report(subject, choice, name, witness)
            return True
    return False


def _trial(subject: Subject, choice: Choice, params: Sequence[str]) -> Trial:
    """Somebody to whom one of the parameters comes through."""

    def has_one(evaluation: Evaluation) -> bool:
        return any(_is_bounded(name, param, evaluation) for name in choice.fields for param in params)

    def report(witness: Witness) -> bool:
        ways = ((name, param) for name in choice.fields for param in params)
        name, param = next(way for way in ways if _is_bounded(*way, witness.complete))
        _report(subject, choice, name, witness)
        subject.keep(param)
        return True

    return Trial(fields=choice.fields, confirm=has_one, report=report, whole=len(params) == 1)


def _is_bounded(field: str, param: str, evaluation: Evaluation) -> bool:
    return _bounded(evaluation.result(field), param)


def _bounded(result: object, param: str) -> bool:
    return isinstance(result, Amount) and any(name == param for name, _ in result.terms)


def _report(subject: Subject, choice: Choice, field: str, witness: Witness) -> None:
    numbers = sorted(taken(witness.complete, choice))
    row = choice.rows[numbers[0]] if numbers else None
    subject.focus = frozenset()  # said once, whatever readings bring it about
    subject.report(
        BOUND_AS_EXACT,
        row.span if row else choice.span,
        {"output": field, "bound": subject.text(witness.evaluation.result(field))},
        witness=(subject.row_of(0, witness, _reached(subject, witness.evaluation)),),
        basis=clauses_of(row) if row else (),
    )


def _reached(subject: Subject, evaluation: Evaluation) -> list[str]:
    results = {decl.name: evaluation.result(decl.name) for decl in subject.kernel.outputs}
    return [name for name, result in results.items() if isinstance(result, Amount) and not result.exact]
