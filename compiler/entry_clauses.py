"""What decided the entries of a list that a result rests on, and which of their columns count.

In: a kernel and a traced evaluation. Out: for a field the steps of the rules 每笔 and 累计 that it reads,
itself or through other fields, each entry once; and the clauses of their rows. A field's own clauses say
by which rule its entries were put together, these by which rows each entry was decided.
"""

from __future__ import annotations

from collections.abc import Iterable

from polc.compiler.interpret import Evaluation, Step
from polc.compiler.kernel import EntryResult, ItemRef, Kernel, expressions_of, walk
from polc.dsl.values import distinct


def columns_read(kernel: Kernel) -> frozenset[tuple[str, str]]:
    """The columns that something reads or that put their list in order, each with its list."""
    parts = (part for top in kernel.expressions for part in walk(top))
    read = frozenset((part.list, part.column) for part in parts if isinstance(part, ItemRef))
    return read | {(decl.name, column) for decl in kernel.inputs for column in decl.order}


def entry_steps(evaluation: Evaluation) -> tuple[Step, ...]:
    """Every rule of an entry as it was decided, once for each entry."""
    return _once((*evaluation.entries, *evaluation.singly))


def _once(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple({(step.choice.name, step.entry): step for step in steps}.values())


def entry_clauses(kernel: Kernel, evaluation: Evaluation, field: str) -> tuple[str, ...]:
    """The clauses that decided the entries behind a field, in the order of rules and entries."""
    if not evaluation.entries:
        return ()
    heard = sorted(_once(evaluation.entries), key=lambda step: step.entry)
    behind = (step for rule in rules_behind(kernel, field) for step in heard if step.choice.name == rule)
    return distinct(clause for step in behind for clause in step.results[0].clauses)


def rules_behind(kernel: Kernel, field: str) -> tuple[str, ...]:
    """The rules of single entries that a field reads, itself or through other fields, in their order."""
    choices, rules, waiting = set[str](), set[str](), [field]
    for name in waiting:
        choice = kernel.choice_of[name]
        if choice.name in choices:
            continue
        choices.add(choice.name)
        waiting += kernel.reads[choice.name].fields
        exprs = list(expressions_of(choice))
        exprs += [e for a in kernel.reads[choice.name].assumptions for e in kernel.meanings[a]]
        for expr in exprs:
            for part in walk(expr):
                if isinstance(part, EntryResult) and part.rule not in rules:
                    rules.add(part.rule)
                    exprs += expressions_of(kernel.entry_rule_by_name[part.rule])
    return tuple(rule.name for rule in kernel.entry_rules if rule.name in rules)
