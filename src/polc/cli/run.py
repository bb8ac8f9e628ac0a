"""`polc run`: a register judged row by row, and written back with states, results, clauses and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs
import click

from polc.assumed import readings_of
from polc.cli.group import one_of, verb
from polc.cli.outcome import Outcome, lines
from polc.cli.policy import policy_of
from polc.cli.progress import Progress
from polc.cli.reading import Reading, reads_register
from polc.cli.session import Session
from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad
from polc.registers.judging import run
from polc.registers.model import Findings
from polc.registers.report import Report
from polc.registers.summary import Section
from polc.telling.wording import phrase

NAMED = 12


@verb("run")
@click.argument("file")
@click.argument("register")
@click.option("-o", "--output", metavar="FILE", required=True)
@one_of("--money", "yuan", "fen")
@click.option("--assume", multiple=True, metavar="NAME=READING")
@reads_register
def command(
    session: Session,
    *,
    file: str,
    register: str,
    output: str,
    money: str | None,
    assume: tuple[str, ...],
    reading: Reading,
) -> Outcome:
    """Judge a register."""
    policy = policy_of(file, session)
    if isinstance(policy, Outcome):
        return policy
    kernel = adopting(policy.kernel, assume)
    progress = Progress(session.lang)
    job = attrs.evolve(reading.job(policy.project, register, output, progress.tell), money=money)
    try:
        report = run(kernel, job)
    finally:
        progress.clear()
    written = [phrase("run_written", session.lang, rows=report.rows, path=output)]
    written += [phrase("run_entries", session.lang, lines=n, path=path) for path, n in report.entries]
    text = lines(*written, *_summary(report))
    hints = lines(*_notes(report, session.lang), *_findings(report, session.lang))
    return Outcome(text=text, hints=hints, status=int(report.faults.count > 0))


def adopting(kernel: Kernel, assume: tuple[str, ...]) -> Kernel:
    """The policy with the readings that the command line chooses."""
    chosen = readings_of(kernel, assume)
    assumptions = tuple(
        attrs.evolve(decl, adopted=chosen.get(decl.name, decl.adopted)) for decl in kernel.assumptions
    )
    return attrs.evolve(kernel, assumptions=assumptions) if chosen else kernel


# ---- what is said -----------------------------------------------------------------------------------
def _notes(report: Report, lang: Lang) -> Iterator[str]:
    header = report.header
    if header.above:
        rows = "–".join(dict.fromkeys((str(header.rows[0]), str(header.rows[-1]))))
        yield phrase("run_header", lang, rows=rows, above=header.above)
    for name, fact in report.near:
        yield phrase("run_near", lang, name=name, fact=fact)
    for kind, facts in (("run_unknown", report.unknown), ("run_defaults", report.defaults)):
        if facts:
            yield phrase(kind, lang, count=len(facts), names=_named(facts))
    if report.blanks:
        blank = [name for name, _ in report.blanks]
        yield phrase("run_blanks", lang, count=sum(n for _, n in report.blanks), names=_named(blank))
    if report.merged:
        names = _named([name for name, _ in report.merged])
        yield phrase("run_merged", lang, count=sum(n for _, n in report.merged), names=names)
    if report.hidden:
        yield phrase("run_hidden", lang, count=report.hidden)
    if report.bare_ids:
        yield phrase("run_bare_ids", lang, name=report.bare_ids)
    if report.doubled:
        yield phrase("run_doubled", lang, names="、".join(report.doubled))
    if report.others:
        yield phrase("run_others", lang, names="、".join(report.others))
    if report.old_workbook:
        yield phrase("run_old_workbook", lang)
    if report.alone:
        yield phrase("run_alone", lang, count=report.alone)
    if report.instead is not None:
        missing = report.instead.name == "register_library"
        yield phrase("run_no_columns" if missing else "run_rows_instead", lang, **report.instead.facts)


def _named(facts: Sequence[str]) -> str:
    return "、".join(facts[:NAMED]) + ("…" if len(facts) > NAMED else "")


def _findings(report: Report, lang: Lang) -> Iterator[str]:
    for name, found in (("run_faults", report.faults), ("run_warnings", report.warnings)):
        yield from _listed(name, found, lang)


def _listed(name: str, found: Findings, lang: Lang) -> Iterator[str]:
    if not found.count:
        return
    yield phrase(name, lang, count=found.count)
    yield from (f"  {finding.text(lang)}" for finding in found.first)
    if found.count > len(found.first):
        yield f"  {phrase('run_more', lang, count=found.count - len(found.first))}"


def _summary(report: Report) -> Iterator[str]:
    """The sections about people; which column is which fact is in the workbook's sheet."""
    for section in report.sections[: report.about_people]:
        yield f"\n{section.title}"
        yield from section_lines(section)


def section_lines(section: Section) -> Iterable[str]:
    """A table as aligned lines."""
    rows = [[str(cell) for cell in row] for row in (section.columns, *section.rows)]
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    return [
        "  " + "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
