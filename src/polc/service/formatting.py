"""The canonical text as the fewest lines exchanged, so that the cursor and what is folded stay."""

from __future__ import annotations

from difflib import SequenceMatcher

from polc.dsl.diagnostics.model import Edit, Severity
from polc.dsl.format import format_module
from polc.dsl.source import Span
from polc.service.workspace import Workspace


def formatting(workspace: Workspace, path: str) -> tuple[Edit, ...]:
    """The edits that make a file canonical; none while something in it can't be read."""
    if any(found.level is Severity.ERROR for found in workspace.found_in_reading(path)):
        return ()
    old = workspace.source(path).text
    return line_edits(path, old, format_module(workspace.module(path)))


def line_edits(path: str, old: str, new: str) -> tuple[Edit, ...]:
    """What turns one text into another, in whole lines."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        Edit(Span(path, starts[a], starts[b]), "".join(after[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )
