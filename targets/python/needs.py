"""What a policy's results can depend on: its expressions, the facts they read, the preludes they call.

In: a kernel. Out: the same for everybody who asks, in the order of the kernel.
"""

from __future__ import annotations

from collections.abc import Iterator

from polc.compiler.interpret import input_of
from polc.compiler.kernel import Elapsed, Expr, Fold, InputRef, Kernel, Kind, Pick, Shift, Steps, walk
from polc.targets.python.assemble import COUNTING, LISTS
from polc.targets.python.general import may_count_workdays


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


def parts_of(kernel: Kernel) -> tuple[str, ...]:
    """The optional preludes that the policy's module needs."""
    counting = any(map(_counts, _nodes(kernel)))
    lists = any(decl.type.kind is Kind.LIST for decl in kernel.inputs)
    return (*((COUNTING,) if counting else ()), *((LISTS,) if lists else ()))


def _nodes(kernel: Kernel) -> Iterator[Expr]:
    return (part for expr in expressions(kernel) for part in walk(expr))


def _counts(part: Expr) -> bool:
    return isinstance(part, Elapsed | Steps) or (isinstance(part, Shift) and may_count_workdays(part))
