"""Parts → nodes, one function for each production of the grammar that leaves a node.

In: the values of a production's symbols, from the parsing machine. Out: the nodes of `nodes.py`. The
machine works from the leaves up, so nothing here recurses. Reports what the grammar can't refuse:
mixed connectives, too deep an expression, a part written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from polc.dsl import build_expressions, build_header, build_items, build_lookup, nodes
from polc.dsl.diagnostics import writing
from polc.dsl.diagnostics.model import Sink
from polc.dsl.lexer import Lexeme
from polc.dsl.literals import Leaves
from polc.dsl.parts import EXPRESSIONS, Parts
from polc.dsl.source import Source, Span

MAX_DEPTH = 100
_ACTIONS: Mapping[str, Callable[[Parts], object]] = {
    **build_expressions.ACTIONS,
    **build_header.ACTIONS,
    **build_items.ACTIONS,
    **build_lookup.ACTIONS,
}


@attrs.define
class Builder:
    """The reducer of the parsing machine for one section of a file. `depths` is by identity of node."""

    leaves: Leaves
    depths: dict[int, int] = attrs.field(factory=dict)
    kept: list[object] = attrs.field(factory=list)
    deepest: int = -1

    def leaf(self, terminal: str, lexeme: Lexeme) -> object:
        """The value of one lexeme."""
        return self.leaves.read(terminal, lexeme)

    def node(self, name: str, parts: Sequence[object]) -> object:
        """The value of the production `name`."""
        ready = Parts.of(self.leaves, parts)
        return self._measured(_ACTIONS[name](ready), ready)

    def _measured(self, value: object, parts: Parts) -> object:
        """`value`, or a stand-in where it would nest deeper than passes over the tree can follow."""
        if not isinstance(value, EXPRESSIONS):
            return value
        depth = 1 + max((self.depths.get(id(part), 0) for part in parts.items), default=0)
        if depth > MAX_DEPTH:
            if self.deepest != parts.span.start:
                self.deepest = parts.span.start
                self.leaves.report(writing.TOO_DEEP, parts.span, limit=str(MAX_DEPTH))
            return nodes.Name(text="…", span=parts.span)
        self.depths[id(value)] = depth
        self.kept.append(value)
        return value


def make_builder(source: Source, sink: Sink) -> Builder:
    """A builder that reports into `sink`."""
    return Builder(Leaves(source, sink))


def gaps_of(source: Source) -> tuple[int, ...]:
    """Where the author left a line blank."""
    return tuple(
        start
        for line, start in enumerate(source.line_starts[:-1], 1)
        if not source.line_text(line).strip(" \t\r\u3000")
    )


def comment_of(source: Source, lexeme: Lexeme) -> nodes.Comment:
    """The comment that `lexeme` holds, in the author's own characters."""
    line = source.line_of(lexeme.start)
    before = source.text[source.line_starts[line - 1] : lexeme.start]
    return nodes.Comment(
        text=source.text[lexeme.start + 1 : lexeme.end].rstrip(),
        trailing=bool(before.strip()),
        span=Span(source.path, lexeme.start, lexeme.end),
    )
