"""案例 → `Case`: given facts, chosen readings, expected results. Reports 201, 213, 215, 301."""

from __future__ import annotations

from polc.compiler.kernel import BOOL, Case, Expected, FieldDecl, Op, StatusKind, Type
from polc.compiler.lowering.declarations import constant
from polc.compiler.lowering.scope import Scope
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import fits, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds, names
from polc.dsl.nearest import nearest
from polc.dsl.values import Plain

_OPS = {
    nodes.StandardKind.EQUALS: Op.EQ,
    nodes.StandardKind.AT_LEAST: Op.GE,
    nodes.StandardKind.AT_MOST: Op.LE,
}


def lower_case(example: nodes.Example, fields: dict[str, FieldDecl], scope: Scope) -> Case:
    """One 案例; what's wrong in it is reported and left out."""
    given: list[tuple[str, Plain | None]] = []
    readings: list[tuple[str, str]] = []
    for item in example.given:
        match item:
            case nodes.Given(names=listed, holds=holds):
                given += [(name.text, holds) for name in listed if _fact_type(name, BOOL, scope)]
            case nodes.GivenValue(name=name, value=value):
                given += _given_value(name, value, scope)
            case nodes.GivenReading():
                readings += _given_reading(item, scope)
    return Case(
        title=example.title,
        given=tuple(given),
        readings=tuple(readings),
        expected=tuple(e for item in example.expected for e in _expected(item, fields, scope)),
        span=example.span,
    )


def _fact_type(name: nodes.Name, expected: Type | None, scope: Scope) -> Type | None:
    symbol = scope.resolved.symbols.get(name.text)
    if symbol is None:
        scope.report_unknown(name)
        return None
    if symbol.kind is not SymbolKind.FACT:
        scope.report_kind(name, symbol, "一项事实")
        return None
    type_ = scope.type_of(symbol)
    if expected is not None and not fits(type_, expected):
        facts = {"expected": type_text(expected), "actual": type_text(type_), "example": f"{name.text} = …"}
        scope.report(kinds.TYPE_MISMATCH, name.span, **facts)
        return None
    return type_


def _given_value(name: nodes.Name, value: nodes.Expr | None, scope: Scope) -> list[tuple[str, Plain | None]]:
    type_ = _fact_type(name, None, scope)
    if type_ is None:
        return []
    if value is None:
        return [(name.text, None)]
    found = constant(value, type_, scope)
    return [] if found is None else [(name.text, found)]


def _given_reading(item: nodes.GivenReading, scope: Scope) -> list[tuple[str, str]]:
    symbol = scope.resolved.symbols.get(item.assumption.text)
    if symbol is None:
        scope.report_unknown(item.assumption)
        return []
    if not isinstance(symbol.node, nodes.Assumption):
        scope.report_kind(item.assumption, symbol, "一个假定")
        return []
    return [(symbol.name, item.reading.text)] if check_reading(symbol.node, item.reading, scope) else []


def check_reading(assumption: nodes.Assumption, reading: nodes.Name, scope: Scope) -> bool:
    """True when the assumption has this reading; else it's reported."""
    known = [r.name.text for r in assumption.readings]
    if reading.text in known:
        return True
    facts = {
        "assumption": assumption.name.text,
        "reading": reading.text,
        "readings": "、".join(known),
        "nearest": nearest(reading.text, known) or "",
    }
    scope.report(names.UNKNOWN_READING, reading.span, **facts)
    return False


def _expected(item: nodes.Expectation, fields: dict[str, FieldDecl], scope: Scope) -> list[Expected]:
    field = fields.get(item.name.text)
    if field is None:
        symbol = scope.resolved.symbols.get(item.name.text)
        if symbol is None:
            scope.report_unknown(item.name)
        else:
            scope.report_kind(item.name, symbol, "一项输出、群体或时段")
        return []
    value: Plain | StatusKind | None
    if isinstance(item.value, nodes.ExpectedStatus):
        value, text = StatusKind(item.value.word.value), item.value.text
    else:
        value, text = constant(item.value, field.type, scope), ""
    if value is None:
        return []
    return [Expected(field=field.name, op=_OPS[item.kind], value=value, text=text, span=item.span)]
