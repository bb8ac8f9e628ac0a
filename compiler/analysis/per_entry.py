"""Rules that are read entry by entry (每笔), checked like any other: one entry at hand, its columns as facts.

In: a kernel. Out: a kernel in which every entry rule is a choice over the facts of the person and the columns
of one entry, so that overlaps, holes and dead rows are found exactly: any entry can stand in a list. A rule
that reads running values (累计) depends on the entries before; that isn't analysed, and is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from polc.compiler.analysis.subject import Subject
from polc.compiler.kernel import (
    Choice,
    EntryResult,
    Expr,
    FieldDecl,
    FieldRef,
    Fold,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Pick,
    ReadingOf,
    StateRef,
    Type,
    expressions_of,
    walk,
)

CHECK = "每笔的规定有没有重叠和空档"
RUNNING = "它要看前面各笔累计的数"


def check(subject: Subject) -> None:
    """Say which entry rules are left out."""
    for choice in subject.kernel.entry_rules:
        if _reads_states(subject.kernel, choice) and subject.is_due(f"{CHECK}、{choice.name}", frozenset()):
            subject.focus = frozenset()
            subject.asking = (CHECK, choice.span)
            subject.leave_open(RUNNING)


def one_entry(kernel: Kernel) -> tuple[Kernel, frozenset[str]]:
    """The kernel with its entry rules as choices, and their names; without those that read running values."""
    rules = [choice for choice in kernel.entry_rules if not _reads_states(kernel, choice)]
    types = dict(_types(kernel))
    rules = [choice for choice in rules if choice.name in types]
    fields = tuple(attrs.evolve(decl, public=False) for decl in kernel.fields if decl.name not in types)
    made = tuple(
        FieldDecl(name=choice.name, alias=choice.name, type=types[choice.name], public=True, span=choice.span)
        for choice in rules
    )
    columns = tuple(
        InputDecl(name=_name(decl.name, c.name), alias=c.alias, type=c.type, default=c.default, span=c.span)
        for decl in kernel.inputs
        for c in decl.columns
    )
    sub = attrs.evolve(
        kernel,
        inputs=(*kernel.inputs, *columns),
        fields=(*fields, *made),
        choices=(*kernel.choices, *(_on_facts(choice) for choice in rules)),
        assumptions=tuple(_on_facts(decl) for decl in kernel.assumptions),
        cases=(),
        claims=(),
    )
    return sub, frozenset(choice.name for choice in rules)


def _name(list_: str, column: str) -> str:
    return f"{list_} 的 {column}"


def _types(kernel: Kernel) -> Iterator[tuple[str, Type]]:
    """What the entry rules give, as whoever reads them says."""
    for expr in _expressions(kernel):
        for part in walk(expr):
            if isinstance(part, EntryResult):
                yield part.rule, part.type


def _expressions(kernel: Kernel) -> Iterator[Expr]:
    for choice in (*kernel.choices, *kernel.entry_rules):
        yield from expressions_of(choice)
    for decl in kernel.assumptions:
        yield from (r.meaning for r in decl.readings if not isinstance(r.meaning, Pick))


def _reads_states(kernel: Kernel, choice: Choice) -> bool:
    waiting, seen = list(expressions_of(choice)), {choice.name}
    while waiting:
        for part in walk(waiting.pop()):
            match part:
                case StateRef():
                    return True
                case EntryResult(rule) if rule not in seen:
                    seen.add(rule)
                    waiting += expressions_of(kernel.entry_rule_by_name[rule])
                case ReadingOf(name) if name not in seen:
                    seen.add(name)
                    readings = kernel.assumption_by_name[name].readings
                    waiting += [r.meaning for r in readings if not isinstance(r.meaning, Pick)]
                case _:
                    pass
    return False


def _on_facts(node: Any) -> Any:
    """The node with columns as facts and entry rules as fields, itself where it has neither."""
    match node:
        case ItemRef(list_, column):
            return InputRef(_name(list_, column))
        case EntryResult(rule):
            return FieldRef(rule)
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
