"""A kernel, a block or an expression with some of its expressions exchanged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from polc.compiler.kernel.expr import Expr, State
from polc.compiler.kernel.policy import AssumptionDecl, Claim, Reading, Relation
from polc.compiler.kernel.rules import Choice, Row


def rebuilt(node: Any, change: Callable[[Expr], Expr]) -> Any:
    """The node with every expression right inside it changed; itself where nothing changes."""
    held = {field.name: getattr(node, field.name) for field in attrs.fields(type(node))}
    made = {name: _changed(part, change) for name, part in held.items()}
    fresh = {name: part for name, part in made.items() if part is not held[name]}
    return attrs.evolve(node, **fresh) if fresh else node


def _changed(part: object, change: Callable[[Expr], Expr]) -> object:
    match part:
        case tuple():
            items = tuple(_changed(item, change) for item in part)
            return part if all(a is b for a, b in zip(items, part, strict=True)) else items
        case AssumptionDecl() | Choice() | Claim() | Reading() | Relation() | Row() | State():
            return rebuilt(part, change)
        case _:
            return change(part) if isinstance(part, Expr) else part


def exchanged(expr: Expr, wanted: Callable[[Expr], bool], new: Expr) -> Expr:
    """The expression with `new` in the place of everything `wanted` inside it, itself included."""

    def change(part: Expr) -> Expr:
        made: Expr = new if wanted(part) else rebuilt(part, change)
        return made

    return change(expr)
