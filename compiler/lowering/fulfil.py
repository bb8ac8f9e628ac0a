"""落实: another file fills what this one leaves to a document.

A row that says 执行 "D" gives the status "D decides". Where a file that fulfils D decides the same
output, that row takes the value of D's rule instead, which is kept as a field of its own (kernel K7).
"""

from __future__ import annotations

import attrs

from polc.compiler.kernel import Choice, Expr, FieldDecl, FieldRef, Row, Silent
from polc.compiler.lowering.rules import lower_rule
from polc.compiler.lowering.scope import Scope
from polc.compiler.resolve import Resolved
from polc.compiler.symbol import SymbolKind
from polc.dsl.values import Undetermined


def fulfil(
    resolved: Resolved, choices: dict[str, Choice], fields: dict[str, FieldDecl], scope: Scope
) -> None:
    """Add the rules of fulfilling files and point the delegating rows at them, in place."""
    filled: dict[tuple[str, str], str] = {}
    for document, rule, cite in resolved.fulfilments:
        symbol = resolved.symbols.get(rule.name.text)
        if symbol is None or symbol.kind is not SymbolKind.OUTPUT:
            scope.report_unknown(rule.name)
            continue
        name = f"{rule.name.text}〔{document}〕"
        type_ = scope.type_of(symbol)
        choices[name] = lower_rule(rule, cite, name, type_, scope)
        fields[name] = FieldDecl(name=name, alias="", type=type_, public=False, span=rule.name.span)
        filled[document, rule.name.text] = name
    if filled:
        for name, choice in choices.items():
            choices[name] = _filled(choice, filled)


def _filled(choice: Choice, filled: dict[tuple[str, str], str]) -> Choice:
    return attrs.evolve(
        choice,
        rows=tuple(_row(row, choice.fields, filled) for row in choice.rows),
        otherwise=_values(choice.otherwise, choice.fields, filled),
    )


def _row(row: Row, fields: tuple[str, ...], filled: dict[tuple[str, str], str]) -> Row:
    return attrs.evolve(row, values=_values(row.values, fields, filled))


def _values(
    values: tuple[Expr, ...], fields: tuple[str, ...], filled: dict[tuple[str, str], str]
) -> tuple[Expr, ...]:
    return tuple(_value(value, field, filled) for value, field in zip(values, fields, strict=True))


def _value(value: Expr, field: str, filled: dict[tuple[str, str], str]) -> Expr:
    if isinstance(value, Silent) and isinstance(value.status, Undetermined):
        target = filled.get((value.status.document, field))
        return FieldRef(target) if target else value
    return value
