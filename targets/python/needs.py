"""What a policy's results can depend on: its expressions, the facts they read, the preludes they call.

In: a kernel. Out: the same for everybody who asks, in the order of the kernel.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from polc.compiler.interpret import input_of
from polc.compiler.kernel import Choice, Expr, Fold, InputRef, Kernel, Kind, Pick, Shift, Type, walk
from polc.targets.python.general import may_count_workdays

_KINDS = {
    Kind.BOOL: "_HAS_FLAGS",
    Kind.DATE: "_HAS_DAYS",
    Kind.MONEY: "_HAS_MONEY",
    Kind.RATE: "_HAS_SHARES",
    Kind.INT: "_HAS_NUMBERS",
    Kind.DURATION: "_HAS_LENGTHS",
    Kind.ENUM: "_HAS_OPTIONS",
    Kind.LIST: "_HAS_LISTS",
}


def read_facts(kernel: Kernel) -> frozenset[str]:
    """The facts that any result can depend on."""
    return frozenset(input_of(part) for part in _nodes(kernel) if isinstance(part, InputRef | Fold))


def expressions(kernel: Kernel) -> Iterator[Expr]:
    """Every expression that takes part in a result."""
    for decl in kernel.assumptions:
        yield from (r.meaning for r in decl.readings if not isinstance(r.meaning, Pick))
    for choice in (*kernel.choices, *kernel.entry_rules):
        for row in choice.rows:
            yield row.guard
            yield from row.values
        yield from choice.otherwise
        yield from (e for e in (choice.gate, choice.tie, choice.ceiling) if e is not None)


def counts_workdays(kernel: Kernel) -> bool:
    """True for a policy that may have to look at its calendar."""
    related = (part for relation in kernel.relations for part in walk(relation.condition))
    return any(isinstance(p, Shift) and may_count_workdays(p) for p in chain(_nodes(kernel), related))


def switched_off(kernel: Kernel) -> frozenset[str]:
    """The switches of the runtime for what nobody can meet in this policy."""
    kinds = {type_.kind for type_ in _types(kernel)} | ({Kind.DATE} if counts_workdays(kernel) else set())
    choices = (*kernel.choices, *kernel.entry_rules)
    picks = {pick for choice in choices for pick in _picks(kernel, choice)}
    there = {
        **{switch: kind in kinds for kind, switch in _KINDS.items()},
        "_HAS_READINGS": bool(kernel.assumptions),
        "_HAS_RELATIONS": bool(kernel.relations),
        "_HAS_TERMS": bool(kernel.params),
        "_HAS_RIVALS": any(len(choice.rows) > 1 for choice in choices),
        "_HAS_FURTHEST": not picks.isdisjoint({Pick.HIGHEST, Pick.LOWEST, Pick.TOP_UP}),
        "_HAS_TOP_UP": Pick.TOP_UP in picks,
        "_HAS_TOTALS": not picks.isdisjoint({Pick.SUM, Pick.TOP_UP}),
    }
    return frozenset(switch for switch, on in there.items() if not on)


def _types(kernel: Kernel) -> Iterator[Type]:
    """The types of all that is told to a person or by one."""
    for fact in kernel.inputs:
        yield fact.type
        yield from (column.type for column in fact.columns)
    yield from (field.type for field in kernel.fields)
    yield from (output.type for output in kernel.entry_outputs)


def _picks(kernel: Kernel, choice: Choice) -> Iterator[Pick]:
    """The ways in which the rows of a choice can combine."""
    if isinstance(choice.pick, Pick):
        yield choice.pick
    else:
        readings = kernel.assumption_by_name[choice.pick.assumption].readings
        yield from (reading.meaning for reading in readings if isinstance(reading.meaning, Pick))


def _nodes(kernel: Kernel) -> Iterator[Expr]:
    return (part for expr in expressions(kernel) for part in walk(expr))
