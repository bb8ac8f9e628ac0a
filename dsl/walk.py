"""Any tree of nodes, without a line for each kind: what is inside comes from the attrs fields.

Nothing here recurses, so depth is no limit. `transform` rebuilds only what changed; trees stay frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import attrs

from polc.dsl.nodes import Module, Node

Tree: TypeAlias = Node | Module


def _fields(node: Tree) -> Iterator[str]:
    return (field.name for field in attrs.fields(type(node)) if field.name != "span")


def children(node: Tree) -> tuple[Node, ...]:
    """The nodes directly below `node`, in the order of its fields."""
    found: list[Node] = []
    for name in _fields(node):
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            found.extend(item for item in value if isinstance(item, Node))
    return tuple(found)


def walk(node: Tree) -> Iterator[Tree]:
    """`node` and every node below it, parents before children, in the author's order."""
    waiting: list[Tree] = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def transform(node: Tree, change: Callable[[Node], Node]) -> Tree:
    """The tree with `change` applied to every node below `node` and, unless it's a module, to `node`.

    From the leaves up: `change` sees a node whose children are changed already.
    """
    done: dict[int, Tree] = {}
    order = list(walk(node))
    for current in reversed(order):
        rebuilt = _with_children(current, done)
        done[id(current)] = change(rebuilt) if isinstance(rebuilt, Node) else rebuilt
    return done[id(node)]


def _with_children(node: Tree, done: dict[int, Tree]) -> Tree:
    changed: dict[str, Any] = {}
    for name in _fields(node):
        value = getattr(node, name)
        new = _replaced(value, done)
        if new is not value:
            changed[name] = new
    return attrs.evolve(node, **changed) if changed else node


def _replaced(value: object, done: dict[int, Tree]) -> object:
    if isinstance(value, Node):
        return done[id(value)]
    if isinstance(value, tuple):
        items = tuple(done[id(item)] if isinstance(item, Node) else item for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value
