"""案例 run through the reference interpreter, and the rows that they reach.

In: a kernel. Out: for each case what differs from its expectations, and for the policy which operative
rows took part in the result of no case at all.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from polc.compiler.analysis.cases import found_for, meets
from polc.compiler.interpret import Evaluation, Step, Verdict, evaluate
from polc.compiler.kernel import Case, Choice, Expected, Form, Kernel
from polc.compiler.readings import bounds_of, chosen_readings, combinations
from polc.dsl.source import Span

_COMPUTED = (Form.STANDARD, Form.IDENTITY)


@attrs.frozen(kw_only=True)
class CaseRun:
    """One case with its evaluation and the expectations that it doesn't meet.

    `under` is the case under each way to read what is left undecided.
    """

    case: Case
    evaluation: Evaluation
    under: tuple[Evaluation, ...]
    failed: tuple[Expected, ...]


def run_cases(kernel: Kernel) -> tuple[CaseRun, ...]:
    """Every case of a policy, in order."""
    return tuple(_run(kernel, case) for case in kernel.cases)


def _run(kernel: Kernel, case: Case) -> CaseRun:
    evaluation = evaluate(kernel, dict(case.given), dict(case.readings))
    bounds = bounds_of(kernel)
    failed = tuple(e for e in case.expected if not meets(e, found_for(kernel, evaluation, e.field), bounds))
    ways = combinations(kernel, chosen_readings(kernel, dict(case.readings)))
    under = tuple(evaluate(kernel, dict(case.given), way) for way in ways)
    return CaseRun(case=case, evaluation=evaluation, under=under, failed=failed)


# ---- coverage ---------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Place:
    """An operative row: the block it stands in, its number (-1 is 其余), clause and text."""

    choice: str
    row: int
    form: str
    clause: str
    text: str


def places(kernel: Kernel) -> tuple[Place, ...]:
    """The rows that cases should reach: those read entry by entry (每笔), then in the order of evaluation."""
    choices = (*kernel.entry_rules, *kernel.choices)
    standing = _standing_for(kernel)
    return tuple(place for c in choices if standing.get(c.name, c.name) == c.name for place in _places_of(c))


def _standing_for(kernel: Kernel) -> dict[str, str]:
    """By choice the one that stands for it: a rule 每月 is one rule in however many months it's added up."""
    first: dict[Span, str] = {}
    months = {choice.span for choice in kernel.choices if choice.month is not None}
    return {c.name: first.setdefault(c.span, c.name) for c in kernel.choices if c.span in months}


def _places_of(choice: Choice) -> Iterable[Place]:
    if choice.form in _COMPUTED:
        return
    for number, row in enumerate(choice.rows):
        text = " ".join(part for part in (row.condition, row.outcome) if part)
        yield _place(choice, number, row.cite.text, text)
    if choice.form is not Form.GROUP and choice.otherwise_written and choice.otherwise_cite:
        yield _place(choice, -1, choice.otherwise_cite.text, "其余")


def _place(choice: Choice, row: int, clause: str, text: str) -> Place:
    return Place(choice=choice.name, row=row, form=choice.form.value, clause=clause, text=text)


def reached(kernel: Kernel, runs: Iterable[CaseRun]) -> frozenset[tuple[str, int]]:
    """Block and row of all that some case's result rests on, under whatever reading it was asked."""
    standing = _standing_for(kernel)
    evaluations = [found for run in runs for found in run.under]
    steps = (step for found in evaluations for step in (*found.entries, *found.steps))
    return frozenset((standing.get(name, name), row) for step in steps for name, row in _hits(step))


def _hits(step: Step) -> list[tuple[str, int]]:
    name = step.choice.name
    taken = [(name, n) for n, row in enumerate(step.rows) if row.verdict in (Verdict.TAKEN, Verdict.OPEN)]
    nothing_held = not step.gated and all(row.verdict is Verdict.FALSE for row in step.rows)
    return [*taken, *([(name, -1)] if nothing_held else [])]
