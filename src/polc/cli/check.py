"""`polc check`: everything that can be wrong in the policies, proved where it can be proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs
import click

from polc.checking import Found, check_all
from polc.cli.group import one_of, output_file, verb
from polc.cli.known import answered_in_files, baseline_path, record, unknown
from polc.cli.levels import Levels, levels_of
from polc.cli.outcome import Outcome, lines
from polc.cli.replay import remember
from polc.cli.report import findings_text, from_folder, from_here
from polc.cli.session import Session
from polc.config import CHECK_FORMATS, HUMAN_FORMATS
from polc.dsl.diagnostics.completeness import ANALYSIS_NOT_FINISHED
from polc.dsl.diagnostics.model import Diagnostic, Severity, Sink
from polc.files import read_stdin
from polc.project import Project, open_given, open_project
from polc.refusals import Refusal
from polc.sources import Reader
from polc.telling.wording import phrase

Given = str | bool | int | tuple[str, ...] | None
_RANK = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@attrs.frozen(kw_only=True)
class Wanted:
    """Which findings are shown, in what form, which of them fail the run, and what else is done."""

    output_format: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_level: Severity
    strict: bool
    require_complete: bool
    statistics: bool
    baseline: str
    write_baseline: str
    fix: bool
    save_witness: bool
    jobs: int
    worth: bool
    stored: bool
    levels: Levels

    def includes(self, code: str) -> bool:
        """True when findings of this code are shown."""
        return code.startswith(self.select or ("POL",)) and not code.startswith(self.ignore)

    def fails(self, found: Diagnostic) -> bool:
        """True when this finding fails the run."""
        unfinished = self.strict and found.code == ANALYSIS_NOT_FINISHED
        return unfinished or _RANK[found.level] >= _RANK[self.fail_level]

    @property
    def storable(self) -> bool:
        """True when the answer depends on the policies alone and only prints something.

        `github` also adds to the page of a job; `sarif` holds pages and `html` is filled into one, which no
        stored answer is checked for.
        """
        writes = self.write_baseline or self.fix or self.save_witness
        return not (self.baseline or writes or self.output_format in ("github", "sarif", "html"))


@verb("check")
@click.argument("paths", nargs=-1)
@one_of("--output-format", *CHECK_FORMATS)
@click.option("--select", multiple=True, metavar="CODES")
@click.option("--ignore", multiple=True, metavar="CODES")
@one_of("--fail-level", "error", "warning")
@click.option("--strict", is_flag=True, default=None)
@click.option("--require-complete", is_flag=True, default=None)
@click.option("--baseline", metavar="FILE")
@click.option("--write-baseline", metavar="FILE")
@click.option("--worth", is_flag=True)
@click.option("--fix", is_flag=True)
@click.option("--save-witness", is_flag=True)
@click.option("--statistics", is_flag=True)
@click.option("--watch", is_flag=True)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", default=1)
@click.option("--stdin-filename", metavar="FILE")
@click.option("--no-cache", is_flag=True)
@click.option("--show-settings", is_flag=True)
@output_file
def command(
    session: Session,
    *,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    show_settings: bool,
    watch: bool,
    output_file: str | None,
    **given: Given,
) -> Outcome:
    """Check policies."""
    if show_settings:
        from polc.cli.levels import settings_text

        return Outcome(text=settings_text(open_project(paths).root, session.lang), output_file=output_file)
    plain = attrs.evolve(session, colour=session.colour and output_file is None)
    if stdin_filename is not None:
        for option in ("watch", "fix", "save_witness"):
            if watch if option == "watch" else given[option]:
                raise Refusal("not_with_stdin", option="--" + option.replace("_", "-"))
        project, path = open_given(stdin_filename, read_stdin())
        return attrs.evolve(_checked(project, (path,), given, plain)[0], output_file=output_file)
    if watch:
        from polc.cli.watch import watch_project

        watch_project(paths, lambda project: _checked(project, project.policies(), given, plain)[0], session)
    project = open_project(paths)
    outcome, wanted = _checked(project, project.policies(), given, plain)
    if wanted.stored and outcome.status < 2 and not output_file and wanted.storable:
        answer = (outcome.text, outcome.hints, outcome.machine, outcome.status)
        remember(session.arguments, project.root, project.paths, project.reader.hashes, answer)
    return attrs.evolve(outcome, output_file=output_file)


def _checked(
    project: Project, policies: tuple[str, ...], given: dict[str, Given], session: Session
) -> tuple[Outcome, Wanted]:
    wanted = _wanted(project, given)
    found = check_all(project, policies, jobs=wanted.jobs, worth=wanted.worth, stored=wanted.stored)
    said = ""
    if wanted.fix:
        from polc.cli.repair import repair, told

        mended = Counter[str]()
        while more := repair(project, policies, found, is_wanted=wanted.includes):
            mended += more
            project = attrs.evolve(project, reader=Reader(project.root))
            found = check_all(project, policies, jobs=wanted.jobs, worth=wanted.worth, stored=wanted.stored)
        said = told(mended, session.lang)
    if wanted.save_witness:
        from polc.cli.save import save_witnesses

        said += save_witnesses(project, policies, found, session.lang, is_wanted=wanted.includes)
    outcome = _outcome(project, found, wanted, session)
    return attrs.evolve(outcome, hints=said + outcome.hints), wanted


def _wanted(project: Project, given: dict[str, Given]) -> Wanted:
    """Options, and the project's settings where an option isn't given."""
    settings = project.settings
    strict = _flag(given["strict"], settings.strict)
    level = "warning" if strict else given["fail_level"] or settings.fail_level
    return Wanted(
        output_format=str(given["output_format"] or settings.output_format),
        select=_codes(given["select"], settings.select),
        ignore=_codes(given["ignore"], settings.ignore),
        fail_level=Severity(level),
        strict=strict,
        require_complete=_flag(given["require_complete"], settings.require_complete),
        statistics=bool(given["statistics"]),
        baseline=baseline_path(str(given["baseline"] or ""), project),
        write_baseline=str(given["write_baseline"] or ""),
        fix=bool(given["fix"]),
        save_witness=bool(given["save_witness"]),
        jobs=given["jobs"] if isinstance(given["jobs"], int) else 1,
        worth=bool(given["worth"]),
        stored=not given["no_cache"],
        levels=levels_of(settings.severity, _codes),
    )


def _flag(given: Given, configured: bool) -> bool:
    return configured if given is None else bool(given)


def _codes(given: Given, configured: tuple[str, ...]) -> tuple[str, ...]:
    """Codes or beginnings of codes, with commas or several times; one that no code starts with is a slip."""
    codes = ",".join(given).split(",") if isinstance(given, tuple) and given else configured
    wanted = tuple(code.strip().upper() for code in codes if code.strip())
    if wanted:
        from polc.dsl.diagnostics.codes import BY_ID

        for code in wanted:
            if not any(known.startswith(code) for known in BY_ID):
                from difflib import get_close_matches

                near = get_close_matches(code, list(BY_ID), n=1, cutoff=0)
                raise Refusal("unknown_code", code=code, nearest=near[0])
    return wanted


def _outcome(project: Project, checked: Found, wanted: Wanted, session: Session) -> Outcome:
    lang = session.lang
    told = wanted.levels.applied(_told(checked, wanted))
    shown = tuple(found for found in told if wanted.includes(found.code.id))
    if wanted.write_baseline and not project.reader.unreadable:
        return record(shown, checked, wanted.write_baseline, lang)
    shown, known = unknown(shown, checked, wanted.baseline, project, lang, is_wanted=wanted.includes)
    hints = lines(answered_in_files(checked, lang, is_wanted=wanted.includes), known)
    status = 2 if project.reader.unreadable else int(any(wanted.fails(found) for found in shown))
    form = wanted.output_format
    if form not in HUMAN_FORMATS:
        from polc.cli.formats import machine_text

        judged = checked.judged.values()
        answered = tuple(a for each in judged for a in each.suppressed if wanted.includes(a.code.id))
        text = machine_text(
            form,
            shown,
            checked.sources,
            lang,
            root=project.root,
            fails=wanted.fails,
            answered=answered,
            help_uri=project.settings.help_uri,
        )
        return Outcome(text=text, hints=hints, machine=True, status=status)
    wide = project.settings.wide
    seen, sources = from_folder(shown, checked.sources, from_here(project.root))
    text = findings_text(seen, sources, session, concise=form == "concise", wide=wide)
    statistics = _statistics(shown, session) if wanted.statistics else ""
    return Outcome(text=lines(text, statistics), hints=hints, status=status)


def _told(checked: Found, wanted: Wanted) -> Iterable[Diagnostic]:
    """All findings; where the analysis must be complete, whatever stopped it is an error."""
    if not wanted.require_complete:
        return checked.diagnostics
    answered = (found for judged in checked.judged.values() for found in judged.suppressed)
    stopped = [found for found in answered if found.code == ANALYSIS_NOT_FINISHED]
    return tuple(
        attrs.evolve(found, severity=Severity.ERROR) if found.code == ANALYSIS_NOT_FINISHED else found
        for found in Sink([*checked.diagnostics, *stopped]).sorted()
    )


def _statistics(shown: Iterable[Diagnostic], session: Session) -> str:
    counts = Counter(found.code for found in shown)
    rows = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].id))
    return lines(
        *(
            phrase("statistics", session.lang, code=code.id, count=number, title=code.title.in_(session.lang))
            for code, number in rows
        )
    )
