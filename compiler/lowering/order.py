"""The order of choices: each after those it reads. Reports 209 with the circle where there's none."""

from __future__ import annotations

from polc.compiler.kernel import (
    AssumptionDecl,
    Choice,
    EntryResult,
    Expr,
    FieldRef,
    Pick,
    ReadingOf,
    expressions_of,
    walk,
)
from polc.compiler.lowering.scope import Scope
from polc.dsl.diagnostics import names
from polc.dsl.values import distinct


def in_order(
    choices: tuple[Choice, ...],
    assumptions: tuple[AssumptionDecl, ...],
    entry_rules: dict[str, Choice],
    scope: Scope,
) -> tuple[Choice, ...]:
    """The choices sorted so that fields are decided before they're read, else in the order given."""
    meanings = {
        decl.name: [r.meaning for r in decl.readings if not isinstance(r.meaning, Pick)]
        for decl in assumptions
    }
    owner = {field: choice.name for choice in choices for field in choice.fields}
    needs = {choice.name: _needs(choice, meanings, owner, entry_rules) for choice in choices}
    by_name = {choice.name: choice for choice in choices}
    ordered: list[Choice] = []
    done: set[str] = set()
    for choice in choices:
        _visit(choice.name, needs, done, [], ordered, by_name, scope)
    return tuple(ordered)


def entry_rules_in_order(rules: dict[str, Choice], scope: Scope) -> tuple[Choice, ...]:
    """The entry rules sorted so that each reads only earlier ones."""
    needs = {name: _judged(choice, rules) for name, choice in rules.items()}
    ordered: list[Choice] = []
    done: set[str] = set()
    for name in rules:
        _visit(name, needs, done, [], ordered, rules, scope)
    return tuple(ordered)


def _judged(choice: Choice, rules: dict[str, Choice]) -> tuple[str, ...]:
    parts = (part for expr in expressions_of(choice) for part in walk(expr))
    return distinct(part.rule for part in parts if isinstance(part, EntryResult) and part.rule in rules)


def _needs(
    choice: Choice, meanings: dict[str, list[Expr]], owner: dict[str, str], entry_rules: dict[str, Choice]
) -> tuple[str, ...]:
    """Names of the choices that this one reads, through readings and entry rules too, as they're met."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    stack = list(expressions_of(choice))
    while stack:
        for expr in walk(stack.pop()):
            if isinstance(expr, FieldRef) and expr.name in owner:
                found.setdefault(owner[expr.name])
            elif isinstance(expr, ReadingOf) and expr.assumption not in seen:
                seen.add(expr.assumption)
                stack += meanings.get(expr.assumption, [])
            elif isinstance(expr, EntryResult) and f"每笔 {expr.rule}" not in seen:
                seen.add(f"每笔 {expr.rule}")
                stack += expressions_of(entry_rules[expr.rule])
    return tuple(found)


def _visit(
    name: str,
    needs: dict[str, tuple[str, ...]],
    done: set[str],
    trail: list[str],
    ordered: list[Choice],
    by_name: dict[str, Choice],
    scope: Scope,
) -> None:
    if name in done:
        return
    if name in trail:
        chain = " → ".join([*trail[trail.index(name) :], name])
        scope.report(names.OUTPUT_CYCLE, by_name[name].span, chain=chain)
        return
    for needed in needs[name]:
        _visit(needed, needs, done, [*trail, name], ordered, by_name, scope)
    if name not in done:
        done.add(name)
        ordered.append(by_name[name])
