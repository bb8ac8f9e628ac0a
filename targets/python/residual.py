"""A kernel with what is settled put in: the first step of partial evaluation.

In: a kernel. Out: an equal kernel for the adopted readings, in which conditions read no private group and
no assumption that has an adopted reading: what those say stands in their place, flattened and folded.
It holds for persons whose facts are known; `fast.py` leaves everything else to the general path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import attrs

from polc.compiler.expressions import Environment, condition
from polc.compiler.kernel import (
    FALSE,
    TRUE,
    Add,
    And,
    AssumptionDecl,
    Choice,
    Clamp,
    Compare,
    Const,
    Divide,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Or,
    ParamRef,
    Pick,
    PolicyInfo,
    Reached,
    Reading,
    ReadingOf,
    Round,
    Row,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StateRef,
    Steps,
    Sub,
    walk,
)
from polc.dsl.source import NOWHERE

_MOST_INLINED = 40
_EMPTY = Kernel(
    info=PolicyInfo(title="", span=NOWHERE), inputs=(), params=(), assumptions=(), fields=(), choices=()
)


def residual(kernel: Kernel) -> Kernel:
    """The kernel with adopted readings and private groups put in."""
    settled = attrs.evolve(
        kernel,
        assumptions=_meanings(kernel.assumptions, lambda expr: _settle(expr, kernel)),
        choices=tuple(
            _mapped(choice, lambda expr: _settle(expr, kernel), _settled_pick(choice, kernel))
            for choice in kernel.choices
        ),
    )
    uses = _uses(settled)
    groups: dict[str, Expr] = {}
    choices = []
    for choice in settled.choices:
        made = _mapped(choice, lambda expr: fold(_inline(expr, groups)), choice.pick)
        choices.append(made)
        label = made.fields[0]
        if is_group(made) and not settled.field_by_name[label].public:
            whole = fold(Or(tuple(row.guard for row in made.rows)))
            if uses.get(label, 0) <= 1 or _only_flags(whole) or _doubtful(whole, settled):
                groups[label] = whole
    return attrs.evolve(
        settled,
        choices=tuple(choices),
        assumptions=_meanings(settled.assumptions, lambda expr: fold(_inline(expr, groups))),
    )


def _meanings(
    assumptions: tuple[AssumptionDecl, ...], change: Callable[[Expr], Expr]
) -> tuple[AssumptionDecl, ...]:
    """The assumptions with what their readings say changed."""

    def reading(old: Reading) -> Reading:
        return old if isinstance(old.meaning, Pick) else attrs.evolve(old, meaning=change(old.meaning))

    return tuple(attrs.evolve(decl, readings=tuple(map(reading, decl.readings))) for decl in assumptions)


def _uses(kernel: Kernel) -> Counter[str]:
    """How often each field is read."""
    tops = [e for choice in kernel.choices for row in choice.rows for e in (row.guard, *row.values)]
    tops += [choice.gate for choice in kernel.choices if choice.gate is not None]
    for decl in kernel.assumptions:
        if decl.adopted is None:
            tops += [r.meaning for r in decl.readings if not isinstance(r.meaning, Pick)]
    return Counter(e.name for top in tops for e in walk(top) if isinstance(e, FieldRef))


def _settled_pick(choice: Choice, kernel: Kernel) -> Pick | ReadingOf:
    if isinstance(choice.pick, Pick):
        return choice.pick
    decl = kernel.assumption_by_name[choice.pick.assumption]
    if decl.adopted is None:
        return choice.pick
    meaning = decl.reading(decl.adopted).meaning
    return meaning if isinstance(meaning, Pick) else choice.pick


def _settle(expr: Expr, kernel: Kernel) -> Expr:
    """Adopted readings in the place of their names."""

    def leaf(node: Expr) -> Expr:
        if not isinstance(node, ReadingOf):
            return node
        decl = kernel.assumption_by_name[node.assumption]
        if decl.adopted is None:
            return node
        meaning = decl.reading(decl.adopted).meaning
        return node if isinstance(meaning, Pick) else transform(meaning, leaf)

    return transform(expr, leaf)


def _inline(expr: Expr, groups: dict[str, Expr]) -> Expr:
    return transform(expr, lambda node: groups.get(node.name, node) if isinstance(node, FieldRef) else node)


def is_group(choice: Choice) -> bool:
    """True for a yes or no that holds when one of its rows does."""
    return (
        len(choice.fields) == 1
        and choice.gate is None
        and choice.pick is Pick.UNIQUE
        and choice.otherwise == (FALSE,)
        and all(row.values == (TRUE,) for row in choice.rows)
    )


def _only_flags(expr: Expr) -> bool:
    return all(isinstance(node, Or | InputRef) for node in walk(expr))


def _doubtful(expr: Expr, kernel: Kernel) -> bool:
    """True for a condition that can be open though all dates are known; it's small enough to repeat."""
    nodes = list(walk(expr))
    inputs = [kernel.input_by_name[node.name] for node in nodes if isinstance(node, InputRef)]
    open_ = any(decl.type.kind is Kind.BOOL and decl.default is None for decl in inputs)
    return len(nodes) <= _MOST_INLINED and (open_ or any(isinstance(node, ReadingOf) for node in nodes))


def _mapped(choice: Choice, change: Callable[[Expr], Expr], pick: Pick | ReadingOf) -> Choice:
    def row(old: Row) -> Row:
        return attrs.evolve(old, guard=change(old.guard), values=tuple(map(change, old.values)))

    def maybe(expr: Expr | None) -> Expr | None:
        return None if expr is None else change(expr)

    return attrs.evolve(
        choice,
        rows=tuple(map(row, choice.rows)),
        otherwise=tuple(map(change, choice.otherwise)),
        gate=maybe(choice.gate),
        tie=maybe(choice.tie),
        ceiling=maybe(choice.ceiling),
        pick=pick,
    )


def transform(expr: Expr, leaf: Callable[[Expr], Expr]) -> Expr:
    """`expr` with every reference replaced by what `leaf` gives for it."""

    def go(node: Expr) -> Expr:
        return transform(node, leaf)

    match expr:
        case Const() | Silent() | ParamRef() | ItemRef() | StateRef() | EntryResult():
            return expr
        case Fold():
            return _within(expr, go)
        case InputRef() | FieldRef() | ReadingOf():
            return leaf(expr)
        case Add(left, right) | Sub(left, right) | Compare(_, left, right):
            return attrs.evolve(expr, left=go(left), right=go(right))
        case Scale(item, factor):
            return attrs.evolve(expr, item=go(item), factor=go(factor))
        case Divide(item, by):
            return attrs.evolve(expr, item=go(item), by=go(by))
        case Shift(day, length):
            return attrs.evolve(expr, day=go(day), length=go(length))
        case SnapTo(day):
            return attrs.evolve(expr, day=go(day))
        case Elapsed(_, start, end):
            return attrs.evolve(expr, start=go(start), end=go(end))
        case Clamp(item, low, high):
            low, high = (None if end is None else go(end) for end in (low, high))
            return attrs.evolve(expr, item=go(item), low=low, high=high)
        case And(items) | Or(items):
            return attrs.evolve(expr, items=tuple(map(go, items)))
        case Reached(birth, _, day):
            return attrs.evolve(expr, birth=go(birth), day=go(day))
        case Round(item) | Steps(item) | Not(item) | OneOf(item):
            return attrs.evolve(expr, item=go(item))


def _within(look: Fold, go: Callable[[Expr], Expr]) -> Fold:
    states = tuple(attrs.evolve(s, start=go(s.start), step=go(s.step)) for s in look.states)
    return attrs.evolve(look, where=go(look.where), value=go(look.value), empty=go(look.empty), states=states)


def fold(expr: Expr) -> Expr:
    """A condition with constants folded and 且, 或, 非 flattened; other expressions unchanged."""
    match expr:
        case And(items):
            return _joined(And, items, TRUE, FALSE)
        case Or(items):
            return _joined(Or, items, FALSE, TRUE)
        case Not(item):
            return negated(fold(item))
        case Compare() | Reached() | OneOf():
            return _known(expr)
        case _:
            return expr


def negated(expr: Expr) -> Expr:
    """非 `expr`, pushed inwards: the same truth for persons whose facts are known."""
    match expr:
        case Const(bool() as known):
            return FALSE if known else TRUE
        case Not(item):
            return item
        case And(items):
            return Or(tuple(map(negated, items)))
        case Or(items):
            return And(tuple(map(negated, items)))
        case _:
            return Not(expr)


def _joined(make: type[And] | type[Or], items: Iterable[Expr], neutral: Expr, decisive: Expr) -> Expr:
    flat: list[Expr] = []
    for item in map(fold, items):
        if item == decisive:
            return decisive
        inner = item.items if isinstance(item, And | Or) and type(item) is make else (item,)
        flat += [part for part in inner if part != neutral and part not in flat]
    if not flat:
        return neutral
    return flat[0] if len(flat) == 1 else make(tuple(flat))


def _known(expr: Expr) -> Expr:
    """A test of constants, decided."""
    unsettled = InputRef | FieldRef | ReadingOf | ParamRef | Fold | ItemRef | StateRef | EntryResult
    if any(isinstance(node, unsettled) for node in walk(expr)):
        return expr
    held = condition(expr, Environment(kernel=_EMPTY, inputs={}, readings={}, bounds={}, fields={}))
    if not isinstance(held, bool):
        return expr
    return TRUE if held else FALSE
