"""Which assumptions and parameters a choice depends on, through fields and readings.

In: a kernel. Out: for each choice the names of all assumptions that can change it. A check looks at a
choice once for every way to read these, not for every way to read all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from polc.compiler.kernel import Choice, EntryResult, Expr, FieldRef, Kernel, Pick, ReadingOf, walk


def expressions_of(choice: Choice) -> Iterator[Expr]:
    """Every expression that a choice holds, its way to combine included."""
    for row in choice.rows:
        yield row.guard
        yield from row.values
    yield from choice.otherwise
    yield from (e for e in (choice.gate, choice.ceiling, choice.tie) if e is not None)
    if isinstance(choice.pick, ReadingOf):
        yield choice.pick


def assumptions_of(kernel: Kernel) -> dict[str, frozenset[str]]:
    """The assumptions that each choice depends on, by the choice's name."""
    found: dict[str, frozenset[str]] = {}
    for choice in kernel.choices:
        names: set[str] = set()
        for expr in expressions_of(choice):
            names |= _read(kernel, expr, found)
        found[choice.name] = frozenset(names)
    return found


def read_by(kernel: Kernel, expr: Expr, depends: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The assumptions that an expression depends on, given those of each choice."""
    return frozenset(_read(kernel, expr, depends))


def _read(kernel: Kernel, expr: Expr, earlier: Mapping[str, frozenset[str]]) -> set[str]:
    names: set[str] = set()
    for part in walk(expr):
        if isinstance(part, FieldRef):
            names |= earlier[kernel.choice_of[part.name].name]
        elif isinstance(part, EntryResult):
            for inner in expressions_of(kernel.entry_rule_by_name[part.rule]):
                names |= _read(kernel, inner, earlier)
        elif isinstance(part, ReadingOf) and part.assumption not in names:
            names.add(part.assumption)
            for reading in kernel.assumption_by_name[part.assumption].readings:
                if not isinstance(reading.meaning, Pick):
                    names |= _read(kernel, reading.meaning, earlier)
    return names
