"""Which amounts can be known by a bound only: those that a parameter θ can end up in.

In: a kernel and the readings in force, None where nobody has decided. Out: for each field the parameters
that its amount can hold. What only decides whether a row applies isn't in the amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from polc.compiler.kernel import (
    Add,
    Choice,
    Clamp,
    Const,
    Divide,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    Kernel,
    Kind,
    ParamRef,
    Pick,
    ReadingOf,
    Scale,
    Sub,
)
from polc.compiler.kernel.expr import parts
from polc.dsl.values import Amount


def parameters(kernel: Kernel, readings: Mapping[str, str | None]) -> dict[str, frozenset[str]]:
    """The parameters in the amount of each field; what isn't money has none."""
    found: dict[str, frozenset[str]] = {}
    for choice in kernel.choices:
        for number, name in enumerate(choice.fields):
            values = _values(choice, number) if kernel.field_by_name[name].type.kind is Kind.MONEY else []
            found[name] = _held(kernel, readings, values, found)
    return found


def _values(choice: Choice, number: int) -> list[Expr]:
    """What a field can take its value from."""
    ends = [expr for expr in (choice.ceiling, choice.tie) if expr is not None]
    return [*(row.values[number] for row in choice.rows), choice.otherwise[number], *ends]


def _held(
    kernel: Kernel,
    readings: Mapping[str, str | None],
    values: Iterable[Expr],
    fields: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    found, rules, waiting = set[str](), set[str](), list(values)
    for expr in waiting:
        match expr:
            case ParamRef(name):
                found.add(name)
            case Const(Amount(_, terms)):
                found |= {name for name, _ in terms}
            case FieldRef(name):
                found |= fields.get(name, frozenset())
            case EntryResult(rule) if rule not in rules:
                rules.add(rule)
                waiting += _values(kernel.entry_rule_by_name[rule], 0)
            case ReadingOf(name):
                waiting += _meanings(kernel, name, readings[name])
            case Fold(_, _, _, value, empty, states):
                waiting += (value, empty, *(e for state in states for e in (state.start, state.step)))
            case Add() | Sub() | Clamp():
                waiting += parts(expr)
            case Scale(item) | Divide(item):
                waiting.append(item)
            case _:
                pass
    return frozenset(found)


def _meanings(kernel: Kernel, assumption: str, adopted: str | None) -> list[Expr]:
    decl = kernel.assumption_by_name[assumption]
    readings = decl.readings if adopted is None else (decl.reading(adopted),)
    return [reading.meaning for reading in readings if not isinstance(reading.meaning, Pick)]
