"""Amounts that may not be a whole 分, numbers that may not be whole: found before they're computed.

Reports 305, for amounts but those of a 量 on the way, for numbers where they are results.

`grain` is the greatest amount of which an expression is always a multiple: 400元 的 90% has the grain
36000 分, a field has the grain of all its rows. A row whose value has a grain that is no whole number
of 分, and no 舍入, is an error. Parameters (不低于…) stay symbols and have no grain of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from polc.compiler.kernel import (
    Add,
    Choice,
    Clamp,
    Const,
    Divide,
    Elapsed,
    EntryOutput,
    EntryResult,
    Expr,
    FieldDecl,
    FieldRef,
    Fold,
    FoldHow,
    Form,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Pick,
    ReadingOf,
    Round,
    Scale,
    StateRef,
    Steps,
    Sub,
    parts,
)
from polc.dsl.diagnostics import kinds
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.text import yuan_text
from polc.dsl.values import Amount

# A share that is given as a fact has at most six decimals: 12.345678%.
_SHARE = Fraction(1, 10**8)
# What is divided by a fact can be any part: a third stands for them.
_ANYTHING = 3


def check_whole(kernel: Kernel, sink: Sink) -> None:
    """Report every row of a money field that can leave a fraction of a 分."""
    grains: dict[str, Fraction] = {}
    for choice in kernel.choices:
        for number, name in enumerate(choice.fields):
            values = [row.values[number] for row in choice.rows]
            found = [grain(value, kernel, grains) for value in values]
            grains[name] = _common([*found, grain(choice.otherwise[number], kernel, grains)])
            decl = kernel.field_by_name[name]
            passing = choice.form is Form.QUANTITY and not decl.public
            if (decl.type.kind is Kind.MONEY and not passing) or (decl.type.kind is Kind.INT and decl.public):
                _report(choice, decl, found, sink)

    for output in kernel.entry_outputs:
        if output.type.kind in (Kind.MONEY, Kind.INT):
            rule = kernel.entry_rule_by_name[output.rule]
            _report(rule, output, [grain(row.values[0], kernel, grains) for row in rule.rows], sink)


def _report(choice: Choice, decl: FieldDecl | EntryOutput, found: list[Fraction], sink: Sink) -> None:
    for row, value in zip(choice.rows, found, strict=True):
        if value.denominator != 1:
            facts = {"expression": row.outcome or decl.name}
            if decl.type.kind is Kind.INT:
                facts |= {"value": str(value), "rounding": "到 1 四舍五入", "share": decl.name}
            else:
                facts |= {"value": yuan_text(value), "rounding": "到 1分 四舍五入"}
            told = tuple(sorted(facts.items()))
            sink.add(Diagnostic(code=kinds.NOT_WHOLE_FEN, span=row.span, facts=told))


def grain(expr: Expr, kernel: Kernel, grains: Mapping[str, Fraction]) -> Fraction:
    """The greatest 分 amount that `expr` is always a multiple of; 0 for what is always nothing.

    `grains` holds the grains of the fields decided before.
    """
    match expr:
        case Const(Amount() as amount):
            return abs(amount.fen)
        case Const(Fraction() as number):
            return abs(number)
        case InputRef(name):
            return _SHARE if kernel.input_by_name[name].type.kind is Kind.RATE else Fraction(1)
        case ItemRef(type=type_):
            return _SHARE if type_.kind is Kind.RATE else Fraction(1)
        case Elapsed() | Steps():
            return Fraction(1)
        case StateRef():
            return Fraction(0)
        case EntryResult(rule):
            choice = kernel.entry_rule_by_name[rule]
            values = [row.values[0] for row in choice.rows]
            return _common([grain(v, kernel, grains) for v in (*values, choice.otherwise[0])])
        case Fold(how=FoldHow.FINAL, states=states):
            return _common([grain(e, kernel, grains) for state in states for e in (state.start, state.step)])
        case Fold(how=FoldHow.COUNT):
            return Fraction(1)
        case Fold(value=item, empty=empty):
            return _common([grain(item, kernel, grains), grain(empty, kernel, grains)])
        case FieldRef(name):
            return grains[name]
        case ReadingOf(name):
            meanings = [reading.meaning for reading in kernel.assumption_by_name[name].readings]
            return _common([grain(m, kernel, grains) for m in meanings if not isinstance(m, Pick)])
        case Scale(item, factor):
            return grain(item, kernel, grains) * grain(factor, kernel, grains)
        case Divide(item):
            return grain(item, kernel, grains) / _ANYTHING
        case Round(_, step):
            return Fraction(step)
        case Add() | Sub() | Clamp():
            return _common([grain(part, kernel, grains) for part in parts(expr)])
        case _:
            return Fraction(0)


def _common(grains: list[Fraction]) -> Fraction:
    """The greatest common divisor of exact amounts; 0 counts for nothing."""
    found = [g for g in grains if g]
    if not found:
        return Fraction(0)
    scale = lcm(*(g.denominator for g in found))
    return Fraction(gcd(*(int(g * scale) for g in found)), scale)
