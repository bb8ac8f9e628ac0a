"""`polc test`: the cases of the policies, and what they leave untried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import click

from polc.cases import CaseRun, run_cases, seen_by_cases
from polc.cli.group import output_file, verb
from polc.cli.junit import junit
from polc.cli.outcome import Outcome, lines
from polc.cli.policy import stopped
from polc.cli.session import Session
from polc.compiler.analysis.cases import expected_text, found_for
from polc.compiler.entry_clauses import entry_steps
from polc.compiler.kernel import Expected, Kernel
from polc.compiler.readings import bounds_of
from polc.compiler.seeing import Sight, Sort
from polc.dsl.text import result_text
from polc.project import compile_all, open_project
from polc.refusals import Refusal
from polc.telling.steps import cited, fact_text, steps_of
from polc.telling.wording import phrase
from polc.writing import write_one

# What `--coverage` counts: how the count is told, and what is told of each that no case sees.
COUNTED = {
    Sort.ROW: ("coverage", "not_reached"),
    Sort.BOUND: ("coverage_bounds", "bound_not_seen"),
    Sort.READING: ("coverage_readings", "reading_not_seen"),
}


@attrs.frozen(kw_only=True)
class Tested:
    """One policy with its cases run."""

    path: str
    kernel: Kernel
    runs: tuple[CaseRun, ...]


def _percent(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    if value is None or (value.isdecimal() and len(value) < 4 and int(value) <= 100):
        return None if value is None else int(value)
    raise Refusal("bad_value", option="--threshold", value=value, expected="0 … 100")


@verb("test")
@click.argument("paths", nargs=-1)
@click.option("--coverage", is_flag=True)
@click.option("--threshold", metavar="0-100", callback=_percent)
@click.option("--junit", "junit_file", metavar="FILE")
@output_file
def command(
    session: Session,
    *,
    paths: tuple[str, ...],
    coverage: bool,
    threshold: int | None,
    junit_file: str | None,
    output_file: str | None,
) -> Outcome:
    """Run the cases."""
    project = open_project(paths)
    checked = compile_all(project, project.policies(), analyse=False)
    if checked.has_errors:
        return stopped(project, checked, session)
    tested = [Tested(path=p, kernel=k, runs=run_cases(k)) for p, k in checked.kernels.items()]
    if junit_file is not None:
        write_one(junit_file, junit((t.path, t.kernel, t.runs) for t in tested))
    failed = any(run.failed for t in tested for run in t.runs)
    required = project.settings.threshold if threshold is None else threshold
    text, low = _coverage(tested, required, session) if coverage or threshold else ("", False)
    page = lines(*(_policy(t, session) for t in tested), text, _counts(tested, session))
    return Outcome(text=page, output_file=output_file, status=int(failed or low))


def _policy(tested: Tested, session: Session) -> str:
    title = tested.kernel.info.title
    if not tested.runs:
        return phrase("no_cases", session.lang, path=tested.path)
    return lines(f"{tested.path}  {title}", *(_case(tested.kernel, run, session) for run in tested.runs))


def _case(kernel: Kernel, run: CaseRun, session: Session) -> str:
    """One line; for a case that fails its facts, every difference, and the steps that led to it."""
    if not run.failed:
        return f"  {phrase('case_passed', session.lang, case=run.case.title)}"
    wanted = {expected.field for expected in run.failed}
    decided = (*entry_steps(run.evaluation), *run.evaluation.steps)
    steps = [step for step in decided if wanted & set(step.choice.fields)]
    return lines(
        f"  {phrase('case_failed', session.lang, case=run.case.title)}",
        f"    {phrase('given', session.lang)}: {_given(kernel, run, session)}",
        *(f"    {_difference(kernel, expected, run, session)}" for expected in run.failed),
        *(f"  {line}" for line in steps_of(steps, kernel, session.lang)),
    )


def _given(kernel: Kernel, run: CaseRun, session: Session) -> str:
    facts = ((name, fact_text(name, value, kernel, session.lang)) for name, value in run.case.given)
    return "，".join(f"{name} {said}" for name, said in facts)


def _difference(kernel: Kernel, expected: Expected, run: CaseRun, session: Session) -> str:
    field = found_for(kernel, run.evaluation, expected)
    said = phrase(
        "expected_actual",
        session.lang,
        field=expected.told,
        expected=expected_text(expected, bounds_of(kernel)),
        actual=result_text(field.result, bounds_of(kernel)),
    )
    return f"{said} {cited(field.clauses)}".rstrip()


def _counts(tested: Sequence[Tested], session: Session) -> str:
    runs = [run for t in tested for run in t.runs]
    failed = sum(bool(run.failed) for run in runs)
    counts = {"policies": len(tested), "cases": len(runs), "passed": len(runs) - failed, "failed": failed}
    return phrase("test_counts", session.lang, **counts)


def _coverage(tested: Iterable[Tested], required: int, session: Session) -> tuple[str, bool]:
    """The report, and whether some policy is below the share of rows that is required."""
    page: list[str] = []
    low = False
    for t in tested:
        wanted, seen = seen_by_cases(t.kernel, frozenset(COUNTED))
        page.append("\n")
        for sort, (counted, missed) in COUNTED.items():
            some = [sight for sight in wanted if sight.sort is sort]
            unseen = [sight for sight in some if sight not in seen]
            percent = 100 if not some else (len(some) - len(unseen)) * 100 // len(some)
            counts = {"total": len(some), "reached": len(some) - len(unseen), "percent": percent}
            page.append(phrase(counted, session.lang, path=t.path, **counts))
            page += [f"  {line}" for line in _missed(unseen, missed, session)]
            if sort is Sort.ROW and percent < required:
                low = True
                page.append(phrase("below_threshold", session.lang, percent=percent, threshold=required))
    return lines(*page, "\n"), low


def _missed(unseen: Iterable[Sight], name: str, session: Session) -> list[str]:
    """A line for each thing that no case sees; the sides of one bound together."""
    sides: dict[tuple[object, ...], list[Sight]] = {}
    for sight in unseen:
        sides.setdefault(sight.at, []).append(sight)
    return [
        phrase(
            name,
            session.lang,
            clause=cited([some[0].clause] if some[0].clause else []),
            block=some[0].block,
            row=some[0].text,
            sides="、".join(sight.side.value for sight in some if sight.side),
        )
        for some in sides.values()
    ]
