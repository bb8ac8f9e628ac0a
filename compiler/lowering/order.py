"""The order of choices: each after those it reads. Reports 209 with the circle where there's none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polc.compiler.kernel import (
    AssumptionDecl,
    Choice,
    EntryResult,
    Expr,
    FieldRef,
    InputRef,
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
    needs = _all_needs(choices, assumptions, entry_rules)
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


def facts_behind(
    choices: tuple[Choice, ...], assumptions: Iterable[AssumptionDecl], entry_rules: dict[str, Choice]
) -> dict[str, frozenset[str]]:
    """The facts that each choice depends on, whether it reads them itself or something that does."""
    meanings = _meanings(assumptions)
    own = {
        choice.name: {
            part.name for part in _parts(choice, meanings, entry_rules) if isinstance(part, InputRef)
        }
        for choice in choices
    }
    needs = _all_needs(choices, assumptions, entry_rules)
    return {name: frozenset(fact for one in _reached(name, needs) for fact in own[one]) for name in own}


def _reached(name: str, needs: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """`name` and everything it needs, each once; a circle, which is reported elsewhere, ends nothing."""
    seen, stack = {name}, [name]
    while stack:
        one = stack.pop()
        yield one
        fresh = [needed for needed in needs[one] if needed not in seen]
        seen.update(fresh)
        stack += fresh


def _meanings(assumptions: Iterable[AssumptionDecl]) -> dict[str, list[Expr]]:
    return {
        decl.name: [r.meaning for r in decl.readings if not isinstance(r.meaning, Pick)]
        for decl in assumptions
    }


def _all_needs(
    choices: tuple[Choice, ...], assumptions: Iterable[AssumptionDecl], entry_rules: dict[str, Choice]
) -> dict[str, tuple[str, ...]]:
    """Names of the choices that each one reads, as they're met."""
    meanings = _meanings(assumptions)
    owner = {field: choice.name for choice in choices for field in choice.fields}
    needs: dict[str, tuple[str, ...]] = {}
    for choice in choices:
        parts = _parts(choice, meanings, entry_rules)
        read = [owner[p.name] for p in parts if isinstance(p, FieldRef) and p.name in owner]
        needs[choice.name] = distinct(read)
    return needs


def _parts(choice: Choice, meanings: dict[str, list[Expr]], entry_rules: dict[str, Choice]) -> Iterator[Expr]:
    """Everything that a choice is made of, with the readings and the entry rules it reads."""
    seen: set[str] = set()
    stack = list(expressions_of(choice))
    while stack:
        for expr in walk(stack.pop()):
            yield expr
            if isinstance(expr, ReadingOf) and expr.assumption not in seen:
                seen.add(expr.assumption)
                stack += meanings.get(expr.assumption, [])
            elif isinstance(expr, EntryResult) and f"每笔 {expr.rule}" not in seen:
                seen.add(f"每笔 {expr.rule}")
                stack += expressions_of(entry_rules[expr.rule]) if expr.rule in entry_rules else ()


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
