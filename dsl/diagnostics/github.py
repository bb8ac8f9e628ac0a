"""Findings as GitHub Actions reads them from a log: annotations, and a table for the summary of the job.

In: diagnostics in any order, and the sources they point into. Out: text. A step shows ten annotations of a
kind, so the most severe come first and those past the limit follow as plain lines: none is lost. No text of
an author can pass as a command of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity, Text
from polc.dsl.diagnostics.places import path_of, region_of
from polc.dsl.diagnostics.render import count, render_concise, summary_line
from polc.dsl.diagnostics.width import printable
from polc.dsl.diagnostics.wording import SEVERITY_WORD, message, remark, suggestions
from polc.dsl.source import Source

ANNOTATIONS_PER_KIND = 10
SUMMARY_BYTES = 900_000

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MARKDOWN = {ord(char): f"\\{char}" for char in "\\`*_[]|~#@"} | {ord("&"): "&amp;", ord("<"): "&lt;"}

_BASIS = Text("依据：{basis}", "basis: {basis}")
_HELP = Text("建议：{step}", "help: {step}")
_HEAD = Text("| 级别 | 编号 | 位置 | 说明 |", "| level | code | place | finding |")
_REST = Text("另有 {number} 个没有列出", "{number} more aren't listed")


def to_github(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang = Lang.ZH) -> str:
    """What `polc check --output-format github` prints: annotations, the rest, one line of counts."""
    found = most_severe_first(diagnostics)
    kinds = [[finding for finding in found if finding.level is level] for level in Severity]
    shown = [finding for kind in kinds for finding in islice(kind, ANNOTATIONS_PER_KIND)]
    rest = [finding for kind in kinds for finding in kind[ANNOTATIONS_PER_KIND:]]
    page = [_annotation(finding, sources, lang) for finding in shown]
    page += [_plain(f"- {render_concise(finding, sources, lang)}") for finding in rest]
    page.append(summary_line(count(found, len(sources)), lang))
    return "".join(f"{line}\n" for line in page)


def to_github_summary(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang = Lang.ZH
) -> str:
    """A Markdown table of all findings; past SUMMARY_BYTES only their number, for a longer one is refused."""
    found = most_severe_first(diagnostics)
    page = [f"### polc: {summary_line(count(found, len(sources)), lang)}", ""]
    if found:
        page += [_HEAD.in_(lang), "|---|---|---|---|"]
    room = SUMMARY_BYTES
    for at, finding in enumerate(found):
        row = _row(finding, sources, lang)
        room -= len(row.encode("utf-8", "replace"))
        if room < 0:
            page += ["", _REST.in_(lang).replace("{number}", str(len(found) - at))]
            break
        page.append(row)
    return "".join(f"{line}\n" for line in page)


def most_severe_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors, then warnings, then notes; each in the order of files and places."""
    ranks = {level: rank for rank, level in enumerate(Severity)}
    return sorted(diagnostics, key=lambda finding: (ranks[finding.level], finding.sort_key))


# ---- annotations ------------------------------------------------------------------------------------
def _annotation(diagnostic: Diagnostic, sources: Mapping[str, Source], lang: Lang) -> str:
    title = f"{diagnostic.code.id} {diagnostic.code.title.in_(lang)}"
    properties = ",".join(
        f"{name}={_property(value)}" for name, value in (*_place(diagnostic, sources), ("title", title))
    )
    return f"::{_COMMAND[diagnostic.level]} {properties}::{_data(_message(diagnostic, lang))}"


def _place(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    """Columns only within one line: GitHub refuses them otherwise."""
    if not diagnostic.span.path:
        return []
    place = [("file", path_of(diagnostic.span))]
    region = region_of(diagnostic.span, sources)
    if region is None:
        return place
    place.append(("line", str(region.line)))
    if region.one_line:
        return [*place, ("col", str(region.column)), ("endColumn", str(region.end_column))]
    return [*place, ("endLine", str(region.end_line))]


def _message(diagnostic: Diagnostic, lang: Lang) -> str:
    lines = [printable(message(diagnostic, lang))]
    if diagnostic.basis:
        lines.append(_BASIS.in_(lang).replace("{basis}", printable("; ".join(diagnostic.basis))))
    steps = [*suggestions(diagnostic, lang), remark(diagnostic, lang)]
    lines += [_HELP.in_(lang).replace("{step}", printable(step)) for step in steps if step]
    return "\n".join([*lines, f"polc rule {diagnostic.code.id}"])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    """A line that is no command: the older form of one is read anywhere in a line."""
    return line.replace("##[", "## [")


# ---- the table --------------------------------------------------------------------------------------
def _row(diagnostic: Diagnostic, sources: Mapping[str, Source], lang: Lang) -> str:
    region = region_of(diagnostic.span, sources)
    place = path_of(diagnostic.span) + (f":{region.line}:{region.column}" if region else "")
    level = SEVERITY_WORD[diagnostic.level].in_(lang)
    cells = (level, diagnostic.code.id, place, message(diagnostic, lang))
    return f"| {' | '.join(printable(cell).translate(_MARKDOWN) for cell in cells)} |"
