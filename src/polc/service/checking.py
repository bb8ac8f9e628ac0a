"""The findings of a policy in instalments: what reading it finds at once, what is proved as time allows.

In: a workspace and a path. Out: `Stage`s, with a pause (None) after each check; who has a newer text drops
the rest. Where a text has changed since its last full check, what was found then is carried over and marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.source import Source, Span
from polc.notices import notice_beside
from polc.service.workspace import Workspace


@attrs.frozen(kw_only=True)
class Stage:
    """What is known of a policy; `done` when there's nothing more to find in this text."""

    path: str
    done: bool
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    has_kernel: bool


def steps(workspace: Workspace, path: str) -> Iterator[Stage | None]:
    """First what reading the file finds, in the end everything: the same that `polc check` says of it."""
    against, told = notice_beside(path, workspace.source)
    known = workspace.front_against(path, against)
    beside = {each.span.path: workspace.source(each.span.path) for each in told}

    def stage(done: bool) -> Stage:
        compiled = known.compiled(held=done)
        return Stage(
            path=path,
            done=done,
            diagnostics=Sink([*compiled.diagnostics, *told]).sorted(),
            sources={**compiled.sources, **beside},
            has_kernel=known.kernel is not None,
        )

    yield stage(known.kernel is None)
    if known.kernel is not None:
        yield from known.analysed()
        yield stage(True)


def checked(workspace: Workspace, path: str) -> Stage:
    """Everything, without pauses."""
    *_, last = (found for found in steps(workspace, path) if found is not None)
    return last


def carried(last: Stage, now: Stage) -> tuple[Diagnostic, ...]:
    """The findings of an older full check at their places in the text of now.

    What lies before or behind the change has moved with its text; what the change touches is dropped, and so
    is what is said now anyway.
    """
    said = {(found.code.id, found.span) for found in now.diagnostics}
    moved: list[Diagnostic] = []
    for found in last.diagnostics:
        new = now.sources.get(found.span.path)
        span = _moved(found.span, last.sources[found.span.path], new) if new is not None else None
        if span is not None and (found.code.id, span) not in said:
            notes = (attrs.evolve(n, span=s) for n in found.notes if (s := _note(n.span, last, now)))
            moved.append(attrs.evolve(found, span=span, notes=tuple(notes), repair=()))
    return tuple(moved)


def _note(span: Span, last: Stage, now: Stage) -> Span | None:
    old, new = last.sources.get(span.path), now.sources.get(span.path)
    return _moved(span, old, new) if old is not None and new is not None else None


def _moved(span: Span, old: Source, new: Source) -> Span | None:
    """Where a span lies after the one stretch in which the texts differ was exchanged."""
    if old.text == new.text:
        return span
    first, last = _same_ends(old.text, new.text)
    if span.end <= first:
        return span
    if span.start >= len(old.text) - last:
        by = len(new.text) - len(old.text)
        return Span(span.path, span.start + by, span.end + by)
    return None


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at their beginning, and at their end besides."""
    shorter = min(len(old), len(new))
    first = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    left = shorter - first
    last = next((i for i in range(left) if old[-1 - i] != new[-1 - i]), left)
    return first, last
