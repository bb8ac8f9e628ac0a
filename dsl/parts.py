"""What a production's function gets: the values of its symbols, and ways to pick them by kind.

The grammar guarantees what is picked; a pick that finds nothing is a fault of polc, not of the author.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, get_args

import attrs

from polc.dsl import nodes
from polc.dsl.literals import Leaves, Quoted, Word
from polc.dsl.source import Span
from polc.dsl.values import Audience

T = TypeVar("T")
EXPRESSIONS: tuple[type, ...] = get_args(nodes.Expr)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tagged(nodes.Node):
    """A part of a row with the name of its production, for the row's own function to place."""

    tag: str
    value: object


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Names(nodes.Node):
    """A、B、C."""

    names: tuple[nodes.Name, ...]


@attrs.frozen(kw_only=True)
class Parts:
    """The values of one production's symbols, in order, and the place they fill together."""

    leaves: Leaves
    items: Sequence[object]
    span: Span

    @staticmethod
    def of(leaves: Leaves, items: Sequence[object]) -> Parts:
        """Parts with the span from the first to the last."""
        placed = (
            [item.span for item in (items[0], items[-1]) if isinstance(item, nodes.Node)] if items else []
        )
        end = len(leaves.source.text)
        span = placed[0].join(placed[-1]) if placed else Span(leaves.source.path, end, end)
        return Parts(leaves=leaves, items=items, span=span)

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Every part of one kind."""
        return tuple(item for item in self.items if isinstance(item, kind))

    def maybe(self, kind: type[T]) -> T | None:
        """The first part of one kind, if any."""
        return next((item for item in self.items if isinstance(item, kind)), None)

    def one(self, kind: type[T]) -> T:
        """The first part of one kind."""
        return next(item for item in self.items if isinstance(item, kind))

    def expressions(self) -> tuple[nodes.Expr, ...]:
        """The parts that are expressions."""
        return tuple(item for item in self.items if isinstance(item, nodes.Expr))

    def text(self) -> str:
        """The first quoted text; empty where none is written."""
        quoted = self.maybe(Quoted)
        return quoted.text if quoted else ""

    def word(self) -> Word:
        """The first keyword or mark."""
        return self.one(Word)

    def tagged(self, tag: str) -> object:
        """The value of the part that the production `tag` made; None where it isn't written."""
        return next((part.value for part in self.all(Tagged) if part.tag == tag), None)


def tag(name: str) -> Callable[[Parts], Tagged]:
    """The function of a production whose meaning is one part, or just that it is there."""

    def make(parts: Parts) -> Tagged:
        value = next((part for part in parts.items if not isinstance(part, Word)), True)
        return Tagged(tag=name, value=value, span=parts.span)

    return make


def expression(value: object) -> nodes.Expr | None:
    """`value` when it is an expression."""
    return value if isinstance(value, nodes.Expr) else None


def text_of(parts: Parts, tag_: str) -> str:
    """The quoted text after a word; empty where it isn't written."""
    value = parts.tagged(tag_)
    return value.text if isinstance(value, Quoted) else ""


def audience_of(parts: Parts) -> Audience | None:
    """For whom a part says that it is meant."""
    value = parts.tagged("audience")
    return value if isinstance(value, Audience) else None


def range_of(parts: Parts) -> nodes.Range:
    """The range among the parts."""
    return next(item for item in parts.items if isinstance(item, nodes.Range))
