"""What can be mended at a place: repairs that findings carry, and what their messages say to write.

In: findings of a file. Out: `Fix`es. What a message says is tried first: it's offered only where it leaves
the file with fewer errors, so nothing is offered that makes another error of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from polc.dsl.diagnostics.cases import IGNORE
from polc.dsl.diagnostics.model import Diagnostic, Edit, Lang, Severity, Text
from polc.dsl.diagnostics.wording import fields
from polc.dsl.source import Source, Span
from polc.service.renaming import applied
from polc.service.workspace import Workspace

BLANK = " 　\t"
_PASTED = re.compile(r"「\{([a-z_]+)\}」|\{(one_of|drop)\}")
_TRIED = 12
_MEND = Text("改正：{title}", "mend: {title}")
_ANSWER = Text(
    "这一处有意如此：写注释忽略 {code}（理由要补上）",
    "it's meant so: ignore {code} in a comment (add the reason)",
)


@attrs.frozen(kw_only=True)
class Fix:
    """What it does, in words; which finding it answers; what it writes."""

    title: str
    finding: Diagnostic
    edits: tuple[Edit, ...]
    preferred: bool = False


def fixes(workspace: Workspace, path: str, found: Iterable[Diagnostic], lang: Lang) -> Iterator[Fix]:
    """The fixes of some findings of a file."""
    source = workspace.source(path)
    for finding in found:
        if finding.repair:
            edits = tuple(widened(source.text, edit) for edit in finding.repair if edit.span.path == path)
            title = _MEND.in_(lang).format(title=finding.code.title.in_(lang))
            yield Fix(title=title, finding=finding, edits=edits, preferred=True)
        tried = list(_said(finding, source.slice(finding.span), lang))[:_TRIED]
        good = [fix for fix in tried if _fewer_errors(workspace, source, fix)]
        for number, fix in enumerate(good):
            yield attrs.evolve(fix, preferred=number == 0 and len(good) == 1)
        if finding.level is not Severity.ERROR:
            yield _answered(source, finding, lang)


def widened(text: str, edit: Edit) -> Edit:
    """The edit with the blanks that a deletion at the end of a line leaves, and the line if it was alone."""
    start, end = edit.span.start, edit.span.end
    if edit.new or not text[:start].strip(BLANK) or text[end : end + 1] not in ("", "\n"):
        return edit
    while start and text[start - 1] in BLANK:
        start -= 1
    if text[start - 1 : start] == "\n" and end < len(text):
        end += 1
    return Edit(Span(edit.span.path, start, end), "")


def _said(finding: Diagnostic, seen: str, lang: Lang) -> Iterator[Fix]:
    """What the suggestions of a finding say to write in place of what is `seen` there."""
    facts = dict(finding.facts)
    for suggestion in finding.code.suggestions:
        if not all(facts.get(name) for name in fields(suggestion)[0]):
            continue
        for hit in _PASTED.finditer(suggestion.zh):
            name = hit[1] or hit[2]
            choices = facts[name].split("、") if name == "one_of" else ["" if name == "drop" else facts[name]]
            for choice in choices + ([f"「{choices[0]}」"] if choices[0] == seen else []):
                title = f"→ {choice}" if name == "one_of" else finding.fill(suggestion, lang)
                yield Fix(title=title, finding=finding, edits=(Edit(finding.span, choice),))


def _fewer_errors(workspace: Workspace, source: Source, fix: Fix) -> bool:
    """Whether the file has fewer errors of the kind that this one is: of writing, or of meaning too.

    What can be read for the first time may show errors that nobody could see before.
    """
    (edit,) = fix.edits
    there = Workspace(below=workspace.source)
    there.put(source.path, applied(source.text, (edit,)))
    of_writing = fix.finding in workspace.found_in_reading(source.path)
    try:
        before, after = (_errors(space, source.path, of_writing) for space in (workspace, there))
    except (FileNotFoundError, RecursionError):
        return False
    return after < before or (before == 0 and after == 0)


def _errors(workspace: Workspace, path: str, of_writing: bool) -> int:
    found = workspace.found_in_reading(path) if of_writing else workspace.front(path).loader.sink.found
    return sum(each.level is Severity.ERROR for each in found)


def _answered(source: Source, finding: Diagnostic, lang: Lang) -> Fix:
    """The comment that answers a finding, still without its reason."""
    line = source.line_of(finding.span.start)
    end = source.line_starts[line - 1] + len(source.line_text(line))
    edit = Edit(Span(source.path, end, end), f"  # polc: {IGNORE} {finding.code.id} ")
    return Fix(title=_ANSWER.in_(lang).format(code=finding.code.id), finding=finding, edits=(edit,))
