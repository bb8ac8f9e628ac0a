"""Cases as a JUnit report: one suite a policy, one test a case.

In: policies with their cases run. Out: UTF-8 XML without times or host names, so that it's reproducible.
"""

from __future__ import annotations

from collections.abc import Iterable

from polc.cases import CaseRun
from polc.compiler.analysis.cases import expected_text, found_for
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.junit import Case, Failure, Suite, report
from polc.dsl.text import result_text


def junit(policies: Iterable[tuple[str, Kernel, tuple[CaseRun, ...]]]) -> bytes:
    """The whole report."""
    suites = (Suite(path, tuple(_case(path, kernel, run) for run in runs)) for path, kernel, runs in policies)
    return report(suites).encode("utf-8")


def _case(path: str, kernel: Kernel, run: CaseRun) -> Case:
    if not run.failed:
        return Case(classname=path, name=run.case.title)
    bounds = bounds_of(kernel)
    found = [(e, found_for(kernel, run.evaluation, e).result) for e in run.failed]
    said = [f"{e.told}: {expected_text(e, bounds)} / {result_text(result, bounds)}" for e, result in found]
    return Case(classname=path, name=run.case.title, failure=Failure(said[0], "\n".join(said)))
