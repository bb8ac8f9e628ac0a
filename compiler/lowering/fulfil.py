"""落实 and 覆盖: another file fills what this one leaves to a document, or wins over its rules.

A row that says 执行 "D" gives the status "D decides". Where a file that fulfils D decides the same
output, that row takes the value of D's rule instead, which is kept as a field of its own (kernel K7).
The rows of a rule that 覆盖 names beat every row of this file's own rule: where they don't hold, the own
rule stays. Reports 201, 218, 219 and 221.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.compiler.kernel import Choice, Expr, FieldDecl, FieldRef, Form, Row, Silent
from polc.compiler.lowering.rules import lower_rule
from polc.compiler.lowering.scope import Scope
from polc.compiler.resolve import Resolved
from polc.compiler.symbol import SymbolKind
from polc.dsl.diagnostics import names
from polc.dsl.nearest import nearest
from polc.dsl.values import Undetermined


def fulfil(
    resolved: Resolved, choices: dict[str, Choice], fields: dict[str, FieldDecl], scope: Scope
) -> None:
    """Add the rules of fulfilling files and point the delegating rows at them, in place."""
    filled: dict[tuple[str, str], str] = {}
    told: set[str] = set()
    for document, rule, cite in resolved.fulfilments:
        symbol = resolved.symbols.get(rule.name.text)
        if symbol is None or symbol.kind is not SymbolKind.OUTPUT:
            scope.report_unknown(rule.name, declared="输出")
            told.add(document)
            continue
        if (document, rule.name.text) in filled:
            scope.report(names.FULFILLED_TWICE, rule.name.span, document=document, output=rule.name.text)
            continue
        name = f"{rule.name.text}〔{document}〕"
        type_ = scope.type_of(symbol)
        choices[name] = lower_rule(rule, cite, name, type_, scope)
        fields[name] = FieldDecl(name=name, alias="", type=type_, public=False, span=rule.name.span)
        filled[document, rule.name.text] = name
    _report_idle(resolved, choices, filled, told, scope)
    if filled:
        for name, choice in choices.items():
            choices[name] = _filled(choice, filled)


def _report_idle(
    resolved: Resolved,
    choices: dict[str, Choice],
    filled: dict[tuple[str, str], str],
    told: set[str],
    scope: Scope,
) -> None:
    """Report each 落实 of a document to which no row leaves what its file decides."""
    left = {place: None for choice in choices.values() for place in _delegated(choice)}
    busy = {document for document, field in left if (document, field) in filled}
    for use in resolved.fulfilling:
        if use.fulfils in busy | told:
            continue
        facts = {
            "nearest": nearest(use.fulfils, (document for document, _ in left)) or "",
            "left": "、".join(field for document, field in left if document == use.fulfils),
        }
        scope.report(names.FULFILS_NOTHING, use.span, document=use.fulfils, **facts)


def _delegated(choice: Choice) -> Iterator[tuple[str, str]]:
    """(document, field) of every place that a choice leaves to a document."""
    for values in (*(row.values for row in choice.rows), choice.otherwise):
        for value, field in zip(values, choice.fields, strict=True):
            if isinstance(value, Silent) and isinstance(value.status, Undetermined) and value.status.document:
                yield value.status.document, field


def override(resolved: Resolved, choices: dict[str, Choice], scope: Scope) -> None:
    """Put the rows of each overriding rule above those of this file's own, in place."""
    for found in resolved.overrides:
        own = choices.get(found.output.text)
        if found.rule is None or own is None or own.form is not Form.RULE:
            where = found.path if found.rule is None else "本文件"
            scope.report(names.OVERRIDES_NOTHING, found.output.span, output=found.output.text, where=where)
            continue
        type_ = scope.type_of(resolved.symbols[own.name])
        upper = lower_rule(found.rule, found.cite, own.name, type_, scope)
        choices[own.name] = _above(own, upper, found.document)


def _above(own: Choice, upper: Choice, document: str) -> Choice:
    count = len(own.rows)
    cited = ((row, attrs.evolve(row.cite, label=document)) for row in upper.rows)
    rows = tuple(attrs.evolve(row, cite=cite, document=document) for row, cite in cited)
    won = ((count + new, old) for new in range(len(rows)) for old in range(count))
    inner = ((count + winner, count + loser) for winner, loser in upper.beats)
    return attrs.evolve(own, rows=(*own.rows, *rows), beats=tuple(sorted((*own.beats, *won, *inner))))


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
