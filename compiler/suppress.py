"""Findings that the author answers in the file: `# polc: 忽略 POL605 …` with the reason after the code.

In: the findings of a run, and the files read. Out: the findings that remain, and those set aside. The
comment stands at the end of the line that the finding points at, or on a line of its own right before it.
Errors remain, whatever a comment says; so do the findings about such comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from polc.dsl.diagnostics import cases as codes
from polc.dsl.diagnostics.codes import BY_ID
from polc.dsl.diagnostics.conflicts import POLICIES_COLLIDE
from polc.dsl.diagnostics.model import Diagnostic, Edit, Severity
from polc.dsl.nodes import Comment, Module
from polc.dsl.source import Source, Span, fold_width

_FORM = re.compile(rf"\s*polc\s*:\s*{codes.IGNORE}\s*([^\s,;:、。]*)(.*)", re.IGNORECASE)
_NO_CODE = "POL…"
_NEVER = frozenset({codes.SUPPRESSION_WITHOUT_REASON, codes.UNUSED_SUPPRESSION})


@attrs.frozen(kw_only=True)
class Suppression:
    """One comment that sets aside the findings of `code` in line `line` of its file."""

    code: str
    reason: str
    line: int
    span: Span

    def covers(self, found: Diagnostic, sources: Mapping[str, Source]) -> bool:
        """True when the comment is about this finding and may set it aside."""
        return (
            found.span.path == self.span.path
            and found.code.id == self.code
            and found.level is not Severity.ERROR
            and found.code not in _NEVER
            and sources[found.span.path].line_of(found.span.start) == self.line
        )


@attrs.frozen(kw_only=True)
class Kept:
    """What remains to be told, and what the author has answered."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...] = ()


def suppress(
    found: Iterable[Diagnostic],
    modules: Mapping[str, Module],
    sources: Mapping[str, Source],
    *,
    decided: str | None = None,
    unsought: frozenset[str] = frozenset(),
) -> Kept:
    """Apply the comments of all `modules`; those of the file `decided` that set nothing aside are reported.

    A file is decided when every check of it was run. What another policy may find in a shared file isn't
    known here, so comments there are never called unused; nor those about several policies together, nor
    those about codes that nobody looked for in this run (`unsought`).
    """
    comments = [each for path in modules for each in suppressions(modules[path].comments, sources[path])]
    if not comments:
        return Kept(diagnostics=tuple(found))
    remaining: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    used: set[Span] = set()
    for finding in found:
        answers = [comment.span for comment in comments if comment.covers(finding, sources)]
        (suppressed if answers else remaining).append(finding)
        used.update(answers)
    for comment in comments:
        of_one_file = comment.code != POLICIES_COLLIDE.id and comment.code not in unsought
        if comment.span.path == decided and comment.span not in used and of_one_file:
            remaining.append(_unused(comment))
        elif not comment.reason:
            remaining.append(_without_reason(comment))
    return Kept(diagnostics=tuple(remaining), suppressed=tuple(suppressed))


def suppressions(comments: Iterable[Comment], source: Source) -> Iterator[Suppression]:
    """The comments that are suppressions; several on lines of their own are about the same line below."""
    lines = {comment.span.start: source.line_of(comment.span.start) for comment in comments}
    own = {lines[comment.span.start] for comment in comments if not comment.trailing}
    for comment in comments:
        form = _FORM.match(fold_width(comment.text))
        if form is None:
            continue
        line = lines[comment.span.start]
        while line in own:
            line += 1
        reason = comment.text[form.start(2) :].strip() if _says_something(form[2]) else ""
        yield Suppression(code=form[1].upper() or _NO_CODE, reason=reason, line=line, span=comment.span)


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _without_reason(comment: Suppression) -> Diagnostic:
    facts = (("code", comment.code),)
    return Diagnostic(code=codes.SUPPRESSION_WITHOUT_REASON, span=comment.span, facts=facts)


def _unused(comment: Suppression) -> Diagnostic:
    from difflib import get_close_matches

    code = BY_ID.get(comment.code)
    near = [] if code else get_close_matches(comment.code, list(BY_ID), n=1)
    error = comment.code if code is not None and code.severity is Severity.ERROR else ""
    facts = (("code", comment.code), ("error", error), ("nearest", "".join(near)))
    repair = (Edit(comment.span, ""),)
    return Diagnostic(code=codes.UNUSED_SUPPRESSION, span=comment.span, facts=facts, repair=repair)
