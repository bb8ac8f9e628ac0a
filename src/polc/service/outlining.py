"""The shape of a file: its declarations under their headings, and what can be folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import attrs

from polc.dsl import nodes
from polc.dsl.expecting import lexemes_of
from polc.dsl.source import Source, Span
from polc.service.workspace import Workspace

_HEADING = re.compile(r"^[#=\-—\s]*[=\-—]{3,}\s*(?P<text>.*?)\s*[=\-—]*$")
_LONG = 24


@attrs.frozen(kw_only=True)
class Entry:
    """A declaration: how it's called, what it is, all of it and the place to go to."""

    name: str
    kind: type[nodes.Node]
    span: Span
    at: Span
    rows: tuple[Entry, ...] = ()


def outline(workspace: Workspace, path: str) -> tuple[Entry, ...]:
    """The declarations of a file in the author's order."""
    source = workspace.source(path)
    return tuple(_entry(source, item) for item in workspace.module(path).items)


def _entry(source: Source, item: nodes.Node) -> Entry:
    node = item.item if isinstance(item, nodes.Cited) else item
    name, at = _called(source, node)
    rows: tuple[nodes.Node, ...] = ()
    if isinstance(node, nodes.Vocabulary):
        rows = node.items
    elif isinstance(node, nodes.Window | nodes.Classes):
        rows = tuple(row for row in node.rows if not isinstance(row, nodes.Otherwise))
    elif isinstance(node, nodes.EntryList):
        rows = node.columns
    elif isinstance(node, nodes.Assumption):
        rows = node.readings
    inner = tuple(_entry(source, row) for row in rows)
    return Entry(name=name, kind=type(node), span=item.span, at=at, rows=inner)


def _called(source: Source, node: nodes.Node) -> tuple[str, Span]:
    """The name or the title of a declaration, else the beginning of its text."""
    name, title = getattr(node, "name", None), getattr(node, "title", None)
    if isinstance(name, nodes.Name):
        return name.text, name.span
    first = source.slice(node.span).split("\n", 1)[0].strip()
    text = title if isinstance(title, str) and title else first
    text = text if len(text) <= _LONG else text[: _LONG - 1] + "…"
    return text or "…", Span(
        node.span.path, node.span.start, min(node.span.end, node.span.start + len(first))
    )


def folds(workspace: Workspace, path: str) -> tuple[tuple[int, int], ...]:
    """Lines (from 0) that can be folded: blocks, comments that stand together, sections with a heading."""
    source = workspace.source(path)
    found = {*_blocks(source), *_runs_of_comments(source), *_sections(source)}
    return tuple(sorted((first, last) for first, last in found if first < last))


def _blocks(source: Source) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for lexeme in lexemes_of(source)[0]:
        if lexeme.is_("LBRACE"):
            opened.append(source.line_of(lexeme.start) - 1)
        elif lexeme.is_("RBRACE") and opened:
            yield opened.pop(), source.line_of(lexeme.start) - 2


def _own_lines(source: Source) -> list[int]:
    """The lines (from 0) that hold a comment and nothing else."""
    comments = lexemes_of(source)[1]
    lines = [source.line_of(comment.start) for comment in comments]
    return [line - 1 for line in lines if source.line_text(line).lstrip().startswith(("#", "＃"))]


def _runs_of_comments(source: Source) -> Iterator[tuple[int, int]]:
    lines = _own_lines(source)
    starts = [line for line in lines if line - 1 not in lines]
    ends = [line for line in lines if line + 1 not in lines]
    yield from zip(starts, ends, strict=True)


def _sections(source: Source) -> Iterator[tuple[int, int]]:
    heads = [line for line in _own_lines(source) if _HEADING.match(source.line_text(line + 1))]
    for first, after in pairwise((*heads, len(source.line_starts))):
        last = after - 1
        while last > first and not source.line_text(last + 1).strip():
            last -= 1
        yield first, last
