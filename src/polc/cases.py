"""案例 run through the reference interpreter, and what they see of their policy.

In: a kernel. Out: for each case what differs from its expectations; and what no case at all sees of what
there is to see (`polc.compiler.seeing`).
"""

from __future__ import annotations

import attrs

from polc.compiler.analysis.cases import found_for, meets
from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Case, Expected, Kernel
from polc.compiler.readings import bounds_of
from polc.compiler.seeing import Sight, Sort, Viewer


@attrs.frozen(kw_only=True)
class CaseRun:
    """One case with its evaluation and the expectations that it doesn't meet."""

    case: Case
    evaluation: Evaluation
    failed: tuple[Expected, ...]


def run_cases(kernel: Kernel) -> tuple[CaseRun, ...]:
    """Every case of a policy, in order."""
    return tuple(_run(kernel, case) for case in kernel.cases)


def _run(kernel: Kernel, case: Case) -> CaseRun:
    evaluation = evaluate(kernel, dict(case.given), dict(case.readings))
    bounds = bounds_of(kernel)
    failed = tuple(e for e in case.expected if not meets(e, found_for(kernel, evaluation, e), bounds))
    return CaseRun(case=case, evaluation=evaluation, failed=failed)


def seen_by_cases(kernel: Kernel, sorts: frozenset[Sort]) -> tuple[tuple[Sight, ...], frozenset[Sight]]:
    """What there is to see of some sorts, and what of it the cases see."""
    viewer = Viewer(kernel)
    wanted = tuple(sight for sight in viewer.every if sight.sort in sorts)
    seen = set(viewer.every) - set(wanted)
    for case in kernel.cases:
        seen |= viewer.view(dict(case.given), dict(case.readings), case.expected, known=seen).seen
    return wanted, frozenset(seen)
