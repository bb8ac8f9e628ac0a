"""`polc check --fix`: mend what can be mended without a thought, and leave everything else.

In: findings that carry a repair. Out: the files rewritten, all or none, and how many places changed. Only
policies that the run is about are touched, never a file that they import from elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256

from polc.checking import Found
from polc.cli.outcome import lines
from polc.dsl.diagnostics.model import Edit, Lang
from polc.files import read_inside
from polc.project import Project
from polc.refusals import Refusal
from polc.service.fixing import widened
from polc.service.renaming import applied
from polc.telling.wording import phrase
from polc.writing import write_all


def repair(
    project: Project, policies: Iterable[str], found: Found, *, is_wanted: Callable[[str], bool]
) -> Counter[str]:
    """Rewrite the files; how many places were mended in each."""
    edits: dict[str, dict[Edit, None]] = {}
    for finding in found.diagnostics:
        if finding.span.path in policies and is_wanted(finding.code.id):
            for edit in finding.repair:
                edits.setdefault(edit.span.path, {})[edit] = None
    write_all(
        project.root,
        [(path, _mended(project, found, path, mine)) for path, mine in edits.items()],
        rewriting=True,
    )
    return Counter({path: len(mine) for path, mine in edits.items()})


def told(mended: Counter[str], lang: Lang) -> str:
    """What was done, a line for each file."""
    return lines(*(phrase("mended", lang, path=path, count=n) for path, n in sorted(mended.items())))


def _mended(project: Project, found: Found, path: str, edits: Iterable[Edit]) -> bytes:
    """The file with its repairs, as UTF-8; one that changed since it was read isn't overwritten."""
    if sha256(read_inside(project.root, path)).hexdigest() != project.reader.hashes[path]:
        raise Refusal("changed_meanwhile", path=path)
    text, free = found.sources[path].text, len(found.sources[path].text)
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end), reverse=True):
        if edit.span.end <= free:
            free = edit.span.start
            kept.append(widened(text, edit))
    return project.reader.encoded(path, applied(text, kept))
