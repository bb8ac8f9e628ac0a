"""`polc check`: everything that can be wrong in the policies, proved where it can be proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs
import click

from polc.cli.group import one_of, output_file, verb
from polc.cli.known import answered_in_files, baseline_path, record, unknown
from polc.cli.outcome import Outcome, lines
from polc.cli.replay import remember
from polc.cli.report import findings_text
from polc.cli.session import Session
from polc.cli.wording import phrase
from polc.config import CHECK_FORMATS, HUMAN_FORMATS
from polc.dsl.diagnostics.completeness import ANALYSIS_NOT_FINISHED
from polc.dsl.diagnostics.model import Diagnostic, Severity
from polc.files import read_stdin
from polc.project import Checked, Project, compile_all, open_given, open_project
from polc.refusals import Refusal

_RANK = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@attrs.frozen(kw_only=True)
class Wanted:
    """Which findings are shown, in what form, and which of them fail the run."""

    output_format: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_level: Severity
    strict: bool
    statistics: bool
    baseline: str
    write_baseline: str

    def includes(self, code: str) -> bool:
        """True when findings of this code are shown."""
        return code.startswith(self.select or ("POL",)) and not code.startswith(self.ignore)

    def fails(self, found: Diagnostic) -> bool:
        """True when this finding fails the run."""
        unfinished = self.strict and found.code is ANALYSIS_NOT_FINISHED
        return unfinished or _RANK[found.level] >= _RANK[self.fail_level]

    @property
    def storable(self) -> bool:
        """True when the answer depends on the policies alone and only prints something.

        `github` also adds to the page of a job; `sarif` holds pages, which no stored answer is checked for.
        """
        return not (self.baseline or self.write_baseline or self.output_format in ("github", "sarif"))


@verb("check")
@click.argument("paths", nargs=-1)
@one_of("--output-format", *CHECK_FORMATS)
@click.option("--select", metavar="CODES")
@click.option("--ignore", metavar="CODES")
@one_of("--fail-level", "error", "warning")
@click.option("--strict", is_flag=True, default=None)
@click.option("--baseline", metavar="FILE")
@click.option("--write-baseline", metavar="FILE")
@click.option("--statistics", is_flag=True)
@click.option("--stdin-filename", metavar="FILE")
@click.option("--no-cache", is_flag=True)
@output_file
def command(
    session: Session,
    *,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    no_cache: bool,
    output_file: str | None,
    **given: str | bool | None,
) -> Outcome:
    """Check policies."""
    if stdin_filename is not None:
        project, path = open_given(stdin_filename, read_stdin())
        policies: tuple[str, ...] = (path,)
    else:
        project = open_project(paths)
        policies = project.policies()
    wanted = _wanted(project, given)
    checked = compile_all(project, policies, analyse=True)
    plain = attrs.evolve(session, colour=session.colour and output_file is None)
    outcome = _outcome(project, checked, wanted, plain)
    if not no_cache and outcome.status < 2 and not output_file and stdin_filename is None and wanted.storable:
        answer = (outcome.text, outcome.hints, outcome.machine, outcome.status)
        remember(session.arguments, project.root, project.paths, project.reader.hashes, answer)
    return attrs.evolve(outcome, output_file=output_file)


def _wanted(project: Project, given: dict[str, str | bool | None]) -> Wanted:
    """Options, and the project's settings where an option isn't given."""
    settings = project.settings
    strict = settings.strict if given["strict"] is None else bool(given["strict"])
    level = "warning" if strict else given["fail_level"] or settings.fail_level
    return Wanted(
        output_format=str(given["output_format"] or settings.output_format),
        select=_codes(given["select"], settings.select),
        ignore=_codes(given["ignore"], settings.ignore),
        fail_level=Severity(level),
        strict=strict,
        statistics=bool(given["statistics"]),
        baseline=baseline_path(str(given["baseline"] or ""), project),
        write_baseline=str(given["write_baseline"] or ""),
    )


def _codes(given: str | bool | None, configured: tuple[str, ...]) -> tuple[str, ...]:
    """Codes or beginnings of codes; one that no code starts with is a slip, and isn't passed over."""
    codes = str(given).split(",") if given else configured
    wanted = tuple(code.strip().upper() for code in codes if code.strip())
    if wanted:
        from polc.dsl.diagnostics.codes import BY_ID

        for code in wanted:
            if not any(known.startswith(code) for known in BY_ID):
                from difflib import get_close_matches

                near = get_close_matches(code, list(BY_ID), n=1, cutoff=0)
                raise Refusal("unknown_code", code=code, nearest=near[0])
    return wanted


def _outcome(project: Project, checked: Checked, wanted: Wanted, session: Session) -> Outcome:
    lang = session.lang
    shown = tuple(found for found in checked.diagnostics if wanted.includes(found.code.id))
    if wanted.write_baseline and not project.reader.unreadable:
        return record(shown, checked, wanted.write_baseline, lang)
    shown, known = unknown(shown, checked, wanted.baseline, project, lang, is_wanted=wanted.includes)
    hints = lines(answered_in_files(checked, lang, is_wanted=wanted.includes), known)
    status = 2 if project.reader.unreadable else int(any(wanted.fails(found) for found in shown))
    form = wanted.output_format
    if form not in HUMAN_FORMATS:
        from polc.cli.formats import machine_text

        text = machine_text(form, shown, checked.sources, lang, root=project.root, fails=wanted.fails)
        return Outcome(text=text, hints=hints, machine=True, status=status)
    wide = project.settings.wide
    text = findings_text(shown, checked.sources, session, concise=form == "concise", wide=wide)
    statistics = _statistics(shown, session) if wanted.statistics else ""
    return Outcome(text=lines(text, statistics), hints=hints, status=status)


def _statistics(shown: Iterable[Diagnostic], session: Session) -> str:
    counts = Counter(found.code for found in shown)
    rows = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].id))
    return lines(
        *(
            phrase("statistics", session.lang, code=code.id, count=number, title=code.title.in_(session.lang))
            for code, number in rows
        )
    )
