"""What `polc check` leaves out because somebody has answered it: in the file, or in the baseline.

In: the findings of a run. Out: those to show, and one line for each kind of answer, so that nothing is left
out in silence.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from polc.baseline import Compared, Known, compare, document, load
from polc.checking import Found
from polc.cli.outcome import Outcome, lines
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.project import Project
from polc.telling.wording import phrase, quoted
from polc.writing import write_one

LISTED = 10


def unknown(
    shown: tuple[Diagnostic, ...],
    checked: Found,
    path: str,
    project: Project,
    lang: Lang,
    *,
    is_wanted: Callable[[str], bool],
) -> tuple[tuple[Diagnostic, ...], str]:
    """The findings that the baseline at `path` doesn't know, and what to say about the others."""
    if not path:
        return shown, ""
    compared = compare(shown, load(path), checked.sources)
    vanished = tuple(
        entry for entry in compared.vanished if is_wanted(entry.code) and _was_sought(entry, checked, project)
    )
    return compared.new, _said(compared, vanished, path, lang)


def baseline_path(given: str, project: Project) -> str:
    """The baseline in force: as typed, else the project's; empty when there's none."""
    configured = project.settings.baseline
    return given or (os.path.join(project.root, configured) if configured else "")


def record(shown: tuple[Diagnostic, ...], checked: Found, path: str, lang: Lang) -> Outcome:
    """Write the baseline; the run then fails for nothing that is in it."""
    write_one(path, document(shown, checked.sources).encode("utf-8", "replace"))
    return Outcome(hints=lines(phrase("baseline_written", lang, count=len(shown), path=path)))


def answered_in_files(checked: Found, lang: Lang, *, is_wanted: Callable[[str], bool]) -> str:
    """How many findings comments in the files set aside."""
    suppressed = {finding for judged in checked.judged.values() for finding in judged.suppressed}
    findings = [finding for finding in suppressed if is_wanted(finding.code.id)]
    return lines(phrase("answered_in_files", lang, count=len(findings))) if findings else ""


def _was_sought(entry: Known, checked: Found, project: Project) -> bool:
    """False where this run can't tell: another file's finding, or a file whose errors stopped the checks."""
    if entry.path in checked.judged:
        return checked.judged[entry.path].ok
    return not os.path.exists(os.path.join(project.root, *entry.path.split("/")))


def _said(compared: Compared, vanished: tuple[Known, ...], path: str, lang: Lang) -> str:
    said = [phrase("in_baseline", lang, count=len(compared.known), path=path)] if compared.known else []
    said += [
        phrase("vanished", lang, code=entry.code, path=entry.path, message=entry.message)
        for entry in vanished[:LISTED]
    ]
    if len(vanished) > LISTED:
        said.append(phrase("more_vanished", lang, count=len(vanished) - LISTED))
    if vanished:
        said.append(phrase("renew_baseline", lang, path=quoted(path)))
    return lines(*said)
