"""Many policies checked, one after the other or by several processes, and only what is shown kept.

In: a project and its policies. Out: `Found`, the same whatever the number of processes. A policy's tree and
kernel go as soon as its findings are there, and the text of a file is kept only where a finding points into
it: memory doesn't grow with the number of files that nothing is said about.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from polc.compiler.analysis.across import Outline, collisions, outline
from polc.compiler.driver import Compiled, compile_file
from polc.compiler.suppress import Suppression, suppressions
from polc.dsl.diagnostics.conflicts import POLICIES_COLLIDE
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.source import Source
from polc.files import note_read
from polc.kept import Kept, keep, recall
from polc.notices import notice_beside
from polc.project import Project
from polc.refusals import Refusal
from polc.sources import Reader

# A process is given this many parts of the work, so that one slow policy doesn't hold up the others.
PARTS = 4
CALLS = 10_000  # as in the first process


@attrs.frozen(kw_only=True)
class Judged:
    """What is kept of one policy: whether it has no error, and what its comments set aside."""

    ok: bool
    suppressed: tuple[Diagnostic, ...] = ()


@attrs.frozen(kw_only=True)
class Found:
    """All findings in stable order; `sources` names every file read, with its text where it's needed."""

    judged: Mapping[str, Judged]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]


@attrs.frozen(kw_only=True)
class Wanted:
    """What is asked of each policy, and whether stored findings answer it."""

    worth: bool
    stored: bool


@attrs.define
class _Gathered:
    """What a run has so far; what several processes have is put together in the order of the policies."""

    judged: dict[str, Judged] = attrs.field(factory=dict)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    sources: dict[str, Source] = attrs.field(factory=dict)
    outlines: list[Outline] = attrs.field(factory=list)
    answers: list[Suppression] = attrs.field(factory=list)
    hashes: dict[str, str] = attrs.field(factory=dict)
    unreadable: set[str] = attrs.field(factory=set)

    def join(self, part: _Gathered) -> None:
        """Add what another part of the work gave."""
        self.judged |= part.judged
        self.diagnostics += part.diagnostics
        self.outlines += part.outlines
        self.answers += part.answers
        for path, source in part.sources.items():
            if source.text or path not in self.sources:
                self.sources[path] = source
        self.hashes |= part.hashes
        self.unreadable |= part.unreadable


def check_all(
    project: Project, policies: Sequence[str], *, jobs: int = 1, worth: bool = False, stored: bool = False
) -> Found:
    """Check each policy. Where it or a file it imports can't be read, that is all that's said of it.

    With `stored` what was found before is read where nothing changed, and what is found is kept.
    """
    reader = project.reader
    wanted = Wanted(worth=worth, stored=stored and not reader.given)
    gathered = _Gathered()
    if jobs > 1 and len(policies) > 1:
        for part in _side_by_side(reader, policies, min(jobs, len(policies)), wanted):
            gathered.join(part)
        reader.hashes |= gathered.hashes
        for path in gathered.hashes:
            note_read(os.path.join(reader.root, path))
        reader.unreadable |= gathered.unreadable
    else:
        gathered = _check(reader, policies, wanted)
    _across(gathered, reader)
    diagnostics = Sink(gathered.diagnostics).sorted()
    sources = dict(sorted(gathered.sources.items()))
    return Found(judged=gathered.judged, diagnostics=diagnostics, sources=sources)


def _check(reader: Reader, policies: Iterable[str], wanted: Wanted) -> _Gathered:
    gathered = _Gathered(hashes=reader.hashes, unreadable=reader.unreadable)
    for path in policies:
        kept = recall(reader, path, worth=wanted.worth) if wanted.stored else None
        _add(gathered, path, kept or _checked(reader, path, wanted), reader)
        reader.sources.pop(path, None)
    return gathered


def _checked(reader: Reader, path: str, wanted: Wanted) -> Kept:
    """One policy, checked now; kept where that is wanted and all of it could be read."""
    looked_at: dict[str, None] = {}

    def read(name: str) -> Source:
        looked_at[name] = None
        return reader.read(name)

    compiled = _compile(path, read, wanted.worth)
    readable = reader.unreadable.isdisjoint(looked_at)
    found = compiled.diagnostics if readable else ()
    mine = suppressions(compiled.module.comments, compiled.sources[path])
    kept = Kept(
        ok=compiled.ok,
        diagnostics=Sink([*found, *(each for each in reader.found if each.span.path in looked_at)]).sorted(),
        suppressed=compiled.suppressed,
        outline=None if compiled.kernel is None else outline(compiled.kernel),
        answers=tuple(comment for comment in mine if comment.code == POLICIES_COLLIDE.id),
        sources=tuple(compiled.sources),
    )
    if wanted.stored and readable:
        keep(reader, path, looked_at, kept, worth=wanted.worth)
    return kept


def _add(gathered: _Gathered, path: str, kept: Kept, reader: Reader) -> None:
    """Take in what was found in one policy, and the texts that it points into."""
    gathered.judged[path] = Judged(ok=kept.ok, suppressed=kept.suppressed)
    gathered.diagnostics += kept.diagnostics
    gathered.outlines += [kept.outline] if kept.outline is not None else []
    gathered.answers += kept.answers
    needed = frozenset(_places((*kept.diagnostics, *kept.suppressed)))
    for name in kept.sources:
        if name in needed or name not in gathered.sources:
            gathered.sources[name] = reader.read(name) if name in needed else Source(path=name, text="")


def _across(gathered: _Gathered, reader: Reader) -> None:
    """Add what only several policies together show; a comment in the second of them answers it."""
    for finding in collisions(gathered.outlines):
        gathered.sources |= {path: reader.read(path) for path in _places([finding])}
        path = finding.span.path
        if any(comment.covers(finding, gathered.sources) for comment in gathered.answers):
            judged = gathered.judged[path]
            gathered.judged[path] = attrs.evolve(judged, suppressed=(*judged.suppressed, finding))
        else:
            gathered.diagnostics.append(finding)


def _compile(path: str, read: Callable[[str], Source], worth: bool) -> Compiled:
    """One policy, held against its notice where x.notice.json lies beside it."""
    try:
        against, found = notice_beside(path, read)
        compiled = compile_file(path, read, worth=worth, against=against)
    except FileNotFoundError:
        raise Refusal("no_such_path", path=path) from None
    if not found:
        return compiled
    sources = {**compiled.sources, found[0].span.path: read(found[0].span.path)}
    diagnostics = Sink([*compiled.diagnostics, *found]).sorted()
    return attrs.evolve(compiled, diagnostics=diagnostics, sources=sources)


def _places(found: Iterable[Diagnostic]) -> Iterator[str]:
    """The files that findings point into."""
    for finding in found:
        yield finding.span.path
        yield from (note.span.path for note in finding.notes)


# ---- several processes ------------------------------------------------------------------------------
_Refused = tuple[str, dict[str, str]]


def _side_by_side(reader: Reader, policies: Sequence[str], jobs: int, wanted: Wanted) -> Iterator[_Gathered]:
    """The parts of the work, in order; a refusal in one of them is the run's."""
    from concurrent.futures import ProcessPoolExecutor

    size = -(-len(policies) // (jobs * PARTS))
    parts = [tuple(policies[at : at + size]) for at in range(0, len(policies), size)]
    with ProcessPoolExecutor(max_workers=jobs, initializer=_quietly) as pool:
        for part in pool.map(_part, [(reader.root, dict(reader.given), paths, wanted) for paths in parts]):
            if isinstance(part, tuple):
                raise Refusal(part[0], **part[1])
            yield part


def _quietly() -> None:
    """An interruption is the first process's to tell; the others just end."""
    import signal
    import sys

    sys.setrecursionlimit(max(CALLS, sys.getrecursionlimit()))
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _part(work: tuple[str, dict[str, bytes], tuple[str, ...], Wanted]) -> _Gathered | _Refused:
    root, given, paths, wanted = work
    try:
        return _check(Reader(root, given), paths, wanted)
    except Refusal as refused:
        return refused.name, refused.facts
