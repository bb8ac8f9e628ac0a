"""Rules that are read entry by entry (每笔, 累计), checked like any other: one entry at hand, its columns and
the running values before it as facts.

In: a kernel. Out: a kernel in which every entry rule is a choice over the facts of the person, the columns of
one entry and the running values, so that overlaps, holes and dead rows are found exactly: any entry can stand
in a list. A running value is free in its type, from 0 up, whether or not a list leads there: what holds for
all of them holds for every history (class C), and an example may show one that no history reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from polc.compiler.kernel import (
    Choice,
    EntryResult,
    FieldDecl,
    FieldRef,
    Fold,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    StateRef,
    Type,
    walk,
)


def one_entry(kernel: Kernel) -> tuple[Kernel, frozenset[str]]:
    """The kernel with its entry rules as choices, and their names."""
    types = dict(_types(kernel))
    read = [choice for choice in kernel.entry_rules if choice.name in types]
    rules = [_as_field(choice, kernel) for choice in read]
    fields = tuple(attrs.evolve(decl, public=False) for decl in kernel.fields)
    made = tuple(
        FieldDecl(name=rule.name, alias=rule.name, type=types[choice.name], public=True, span=choice.span)
        for rule, choice in zip(rules, read, strict=True)
    )
    columns = tuple(
        InputDecl(name=_name(decl.name, c.name), alias=c.alias, type=c.type, default=c.default, span=c.span)
        for decl in kernel.inputs
        for c in decl.columns
    )
    sub = attrs.evolve(
        kernel,
        inputs=(*kernel.inputs, *columns, *_running(kernel)),
        fields=(*fields, *made),
        choices=(*kernel.choices, *rules),
        assumptions=tuple(_on_facts(decl) for decl in kernel.assumptions),
        cases=(),
        claims=(),
    )
    return sub, frozenset(choice.name for choice in rules)


def _as_field(choice: Choice, kernel: Kernel) -> Choice:
    """The rule as a choice of its own: a 累计 under another name, since its last value is a field too."""
    found: Choice = _on_facts(choice)
    if choice.name not in kernel.field_by_name:
        return found
    name = f"{choice.name}（每笔之后）"
    return attrs.evolve(found, name=name, fields=(name,))


def _name(list_: str, column: str) -> str:
    return f"{list_} 的 {column}"


def _types(kernel: Kernel) -> Iterator[tuple[str, Type]]:
    """What the entry rules give, as whoever reads them says."""
    for expr in kernel.expressions:
        for part in walk(expr):
            if isinstance(part, EntryResult):
                yield part.rule, part.type


def _running(kernel: Kernel) -> Iterator[InputDecl]:
    """Each running value that is read, as it stands before the entry at hand."""
    parts = (part for expr in kernel.expressions for part in walk(expr))
    types = {part.name: part.type for part in parts if isinstance(part, StateRef)}
    for name, type_ in types.items():
        rule = kernel.entry_rule_by_name.get(name)
        span = rule.span if rule else kernel.info.span
        yield InputDecl(name=_before(name), alias=f"before {name}", type=type_, span=span)


def _before(name: str) -> str:
    return f"此前的 {name}"


def _on_facts(node: Any) -> Any:
    """The node with columns as facts and entry rules as fields, itself where it has neither."""
    match node:
        case ItemRef(list_, column):
            return InputRef(_name(list_, column))
        case EntryResult(rule):
            return FieldRef(rule)
        case StateRef(name):
            return InputRef(_before(name))
        case Fold():
            return node
        case tuple():
            items = tuple(map(_on_facts, node))
            return node if all(a is b for a, b in zip(items, node, strict=True)) else items
        case _ if attrs.has(type(node)):
            held = {field.name: getattr(node, field.name) for field in attrs.fields(type(node))}
            made = {name: _on_facts(part) for name, part in held.items()}
            fresh = {name: part for name, part in made.items() if part is not held[name]}
            return attrs.evolve(node, **fresh) if fresh else node
        case _:
            return node
