"""`polc impact`: what a change of policy does to a register: who, how many, how much."""

from __future__ import annotations

import os
from collections.abc import Sequence

import attrs
import click

from polc.assumed import readings_of
from polc.cli.group import verb
from polc.cli.impact_page import impact_page
from polc.cli.outcome import Outcome, lines
from polc.cli.policy import Policy, policy_of
from polc.cli.progress import Progress
from polc.cli.reading import Reading, reads_register
from polc.cli.run import adopting, section_lines
from polc.cli.session import Session
from polc.compiler.comparing import Side
from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Lang
from polc.files import same_file
from polc.refusals import Refusal
from polc.registers.changes import sections
from polc.registers.impact import Asked, Impact, impact
from polc.registers.judging import Job
from polc.registers.summary import Figure, Section, Total
from polc.registers.summary_sheet import sections_workbook
from polc.telling.answer import Json
from polc.telling.comparison import labels
from polc.telling.lines import as_json
from polc.telling.wording import phrase
from polc.writing import replacing, write_one

SCHEMA = "polc.impact/1"
FORMS = (".html", ".xlsx", ".json")


@verb("impact")
@click.argument("old")
@click.argument("new")
@click.argument("register")
@click.option("-o", "--output", metavar="FILE", required=True)
@click.option("--by", multiple=True, metavar="HEADING")
@click.option("--persons", metavar="FILE")
@click.option("--assume-old", multiple=True, metavar="NAME=READING")
@click.option("--assume-new", multiple=True, metavar="NAME=READING")
@reads_register
def command(
    session: Session,
    *,
    old: str,
    new: str,
    register: str,
    output: str,
    by: tuple[str, ...],
    persons: str | None,
    assume_old: tuple[str, ...],
    assume_new: tuple[str, ...],
    reading: Reading,
) -> Outcome:
    """Compare two policies on a register."""
    form = _form(register, output, persons)
    before, after = policy_of(old, session), policy_of(new, session)
    for policy in (before, after):
        if isinstance(policy, Outcome):
            return policy
    assert isinstance(before, Policy)
    assert isinstance(after, Policy)
    progress = Progress(session.lang)
    job = reading.job(after.project, register, output, progress.tell)
    kernels = adopting(before.kernel, assume_old), adopting(after.kernel, assume_new)
    try:
        found = impact(Asked(kernels=kernels, jobs=_jobs(kernels, job), by=by, persons=persons))
    finally:
        progress.clear()
    sides = _side(before.kernel, assume_old), _side(after.kernel, assume_new)
    tables, names = sections(found), labels((before.path, after.path), sides, session.lang)
    _write(output, form, found, names, tables)
    return _outcome(found, tables, output, persons, session.lang)


def _form(register: str, output: str, persons: str | None) -> str:
    """The suffix of the output; no file is written over another one of this run."""
    form = os.path.splitext(output)[1].lower()
    if form not in FORMS:
        raise Refusal("register_suffix", path=output, known=" ".join(FORMS))
    taken = [register]
    for path in (output, persons):
        if path is not None:
            if any(same_file(path, other) for other in taken):
                raise Refusal("register_same_file", path=path)
            taken.append(path)
    return form


def _side(kernel: Kernel, given: tuple[str, ...]) -> Side:
    return Side(kernel=kernel, assume=readings_of(kernel, given))


def _jobs(kernels: tuple[Kernel, Kernel], job: Job) -> tuple[Job, Job]:
    """What the command line says of columns and lists goes to the policies that have such a fact or list;
    what neither has goes to the new one, which says so.
    """
    old, new = ({key for d in kernel.inputs for key in (d.name, d.alias)} for kernel in kernels)
    first, second = (
        attrs.evolve(
            job,
            columns=[pair for pair in job.columns if wanted(pair[1].partition(".")[0])],
            lists=attrs.evolve(job.lists, named=[pair for pair in job.lists.named if wanted(pair[0])]),
        )
        for wanted in (old.__contains__, lambda name: name in new or name not in old)
    )
    return first, second


# ---- what is written ----------------------------------------------------------------------------------
def _write(path: str, form: str, found: Impact, names: tuple[str, str], tables: Sequence[Section]) -> None:
    match form:
        case ".html":
            write_one(path, impact_page(found, names, tables).encode())
        case ".json":
            write_one(path, as_json(_document(found, names, tables)).encode())
        case _:
            with replacing(path) as temporary:
                sections_workbook(temporary, f"{names[0]} → {names[1]}", tables)


def _document(found: Impact, names: tuple[str, str], tables: Sequence[Section]) -> dict[str, Json]:
    return {
        "schema": SCHEMA,
        "old": names[0],
        "new": names[1],
        "rows": found.rows,
        "differing": found.differing,
        "tables": [
            {
                "title": section.title,
                "columns": list(section.columns),
                "rows": [[_figure(cell) for cell in row] for row in section.rows],
            }
            for section in tables
        ],
    }


def _figure(cell: Figure) -> Json:
    return {"fen": cell.fen, "without": cell.open} if isinstance(cell, Total) else cell


def _outcome(found: Impact, tables: Sequence[Section], path: str, persons: str | None, lang: Lang) -> Outcome:
    """The first tables for the screen, and what is to be known of the register."""
    text = [phrase("impact_written", lang, rows=found.rows, path=path, count=found.differing)]
    for section in tables[:3]:
        text += [f"\n{section.title}", *section_lines(section)]
    hints = [] if persons is None else [phrase("impact_listed", lang, count=found.differing, path=persons)]
    if found.faults.count:
        hints.append(phrase("impact_faults", lang, count=found.faults.count))
    return Outcome(text=lines(*text), hints=lines(*hints), status=int(found.faults.count > 0))
