"""表, 标准 with versions, 分类, 选择, 量 and 出资 → one `Choice` each (a 出资 is one for every party).

A row of a table holds where every axis lies in its cell; a class where its condition holds. The checks
find overlaps and holes as in any other block. Reports 201, 213, 301, 302, 307 and 315–318.
"""

from __future__ import annotations

from fractions import Fraction

from polc.compiler.kernel import (
    BOOL,
    DATE,
    FALSE,
    INT,
    MONEY,
    RATE,
    TRUE,
    Add,
    And,
    Choice,
    Compare,
    Const,
    Expr,
    FieldRef,
    Form,
    InputRef,
    Kind,
    Not,
    OneOf,
    Op,
    Row,
    Scale,
    Sub,
    Type,
)
from polc.compiler.lowering.meeting import meeting_of_values
from polc.compiler.lowering.outcomes import LAST_RESORT, cited, closed, outcome_expr
from polc.compiler.lowering.priorities import Rank, beats
from polc.compiler.lowering.rounding import rounded
from polc.compiler.lowering.rules import lower_otherwise
from polc.compiler.lowering.scope import Scope, Typed
from polc.compiler.lowering.typing import check_order, mismatch, require
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import ORDERED, fits
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds, names
from polc.dsl.format import format_expr, format_outcome
from polc.dsl.format_lookup import format_cell
from polc.dsl.text import rate_text

_BAND_OPS = {
    nodes.BandWord.REACHES: Op.GE,
    nodes.BandWord.AND_UP: Op.GE,
    nodes.BandWord.SHORT_OF: Op.LT,
    nodes.BandWord.EXCEEDS: Op.GT,
    nodes.BandWord.AND_DOWN: Op.LE,
    nodes.BandWord.NOT_OVER: Op.LE,
}


# ---- quantities -------------------------------------------------------------------------------------
def lower_quantity(item: nodes.Quantity, cite: nodes.Cite | None, type_: Type, scope: Scope) -> Choice:
    """量 NAME = value."""
    value = require(item.value, scope, type_) or LAST_RESORT
    for closing in item.closings:
        value = closed(value, closing, type_, scope)
    return single(item.name, value, format_expr(item.value), cite)


def single(
    name: nodes.Name, value: Expr, text: str, cite: nodes.Cite | None, form: Form = Form.QUANTITY
) -> Choice:
    """A field that is one value for everybody in the rows' sense: a row without a guard."""
    row = Row(guard=TRUE, values=(value,), cite=cited(cite), span=name.span, outcome=text)
    return Choice(
        name=name.text,
        form=form,
        fields=(name.text,),
        rows=(row,),
        otherwise=(LAST_RESORT,),
        cite=cited(cite),
        span=name.span,
    )


# ---- tables -----------------------------------------------------------------------------------------
def lower_table(item: nodes.Table, cite: nodes.Cite | None, type_: Type, scope: Scope) -> Choice:
    """表 NAME 按 A、B: a row holds where each axis lies in its cell."""
    axes = [scope.lookup(name, None) for name in item.axes]
    written = [row for row in item.rows if isinstance(row, nodes.TableRow)]
    ranks = [Rank(row.cite.citation, row.exception, row.over) for row in written]
    otherwise, otherwise_cite = lower_otherwise(item.rows, type_, scope)
    met = meeting_of_values(item.rows, type_, scope)
    return Choice(
        name=item.name.text,
        form=Form.TABLE,
        fields=(item.name.text,),
        rows=tuple(_table_row(row, item.axes, axes, type_, scope) for row in written),
        otherwise=(otherwise or LAST_RESORT,),
        otherwise_cite=otherwise_cite,
        otherwise_written=otherwise is not None,
        cite=cited(cite),
        span=item.name.span,
        beats=beats(item.name, ranks, scope),
        pick=met.pick,
        tie=met.tie,
        tie_cite=met.tie_cite,
        axis=_only_day(axes),
        axes=tuple(name.text for name in item.axes),
    )


def _only_day(axes: list[Typed | None]) -> str | None:
    """The day that a table is looked up by, where it's a fact and the only axis."""
    if len(axes) != 1 or axes[0] is None or axes[0].type != DATE:
        return None
    return axes[0].expr.name if isinstance(axes[0].expr, InputRef) else None


def _table_row(
    row: nodes.TableRow, names: tuple[nodes.Name, ...], axes: list[Typed | None], type_: Type, scope: Scope
) -> Row:
    if len(row.cells) != len(names):
        facts = {"cells": str(len(row.cells)), "axes": "、".join(name.text for name in names)}
        scope.report(kinds.CELLS_DIFFER, row.span, count=str(len(names)), **facts)
    guards: list[Expr] = []
    for cell, axis in zip(row.cells, axes, strict=False):
        if axis is not None and not isinstance(cell, nodes.AnyCell):
            guards.append(_cell(cell, axis, scope) or FALSE)
    pairs = zip(names, row.cells, strict=False)
    told = [(name.text, format_cell(cell)) for name, cell in pairs if not isinstance(cell, nodes.AnyCell)]
    return Row(
        guard=guards[0] if len(guards) == 1 else And(tuple(guards)),
        values=(outcome_expr(row.outcome, row.cite.citation, type_, scope),),
        cite=row.cite.citation,
        span=row.span,
        exception=row.exception,
        condition=" 且 ".join(f"{name} {cell}" for name, cell in told),
        outcome=format_outcome(row.outcome),
        cells=tuple(format_cell(cell) for cell in row.cells),
    )


def _cell(cell: nodes.Cell, axis: Typed, scope: Scope) -> Expr | None:
    """The condition that the axis lies in a cell; None after reporting."""
    type_ = axis.type or BOOL
    match cell:
        case nodes.AnyCell():
            return TRUE
        case nodes.IsCell(value=value):
            if _minus_for_to(value, scope):
                return None
            return _is(axis.expr, require(value, scope, type_), type_)
        case nodes.OneOfCell(names=listed):
            options = [_option(name, type_, scope) for name in listed]
            return None if None in options else OneOf(axis.expr, tuple(o for o in options if o is not None))
        case nodes.RangeCell():
            return _range(cell, axis.expr, type_, scope)
        case nodes.BandCell():
            return _bands(cell, axis.expr, type_, scope)


def _is(axis: Expr, value: Expr | None, type_: Type) -> Expr | None:
    if value is None:
        return None
    if type_.kind is Kind.ENUM and isinstance(value, Const):
        return OneOf(axis, (str(value.value),))
    if type_.kind is Kind.BOOL and isinstance(value, Const):
        if value.value is True:
            return axis
        return Not(axis) if isinstance(axis, InputRef) else Compare(Op.EQ, axis, value)
    return Compare(Op.EQ, axis, value)


_FIGURES = (nodes.MoneyLiteral, nodes.IntLiteral, nodes.RateLiteral, nodes.DateLiteral)


def _minus_for_to(value: nodes.Expr, scope: Scope) -> bool:
    """100元-300元 in a cell: a range was meant, and a difference of two figures is never looked up."""
    if not isinstance(value, nodes.Sum) or value.op is not nodes.SumOp.MINUS:
        return False
    if not (isinstance(value.left, _FIGURES) and isinstance(value.right, _FIGURES)):
        return False
    low, high = format_expr(value.left), format_expr(value.right)
    facts = {"expected": "一个数或一段范围", "actual": f"相减「{low} - {high}」"}
    scope.report(kinds.TYPE_MISMATCH, value.span, **facts, example=f"{low} 至 {high}")
    return True


def _option(name: nodes.Name, type_: Type, scope: Scope) -> str | None:
    found = require(name, scope, type_)
    return str(found.value) if isinstance(found, Const) else None


def _range(cell: nodes.RangeCell, axis: Expr, type_: Type, scope: Scope) -> Expr | None:
    if type_.kind not in ORDERED:
        mismatch(scope, cell, INT, type_)
        return None
    low = require(cell.low, scope, type_)
    if cell.high is None:
        return None if low is None else Compare(Op.GE, axis, low)
    high = require(cell.high, scope, type_)
    if low is None or high is None:
        return None
    check_order(low, high, cell.low, cell.high, scope)
    return And((Compare(Op.GE, axis, low), Compare(Op.LE, axis, high)))


def _bands(cell: nodes.BandCell, axis: Expr, type_: Type, scope: Scope) -> Expr | None:
    """满 45 不满 90: every bound holds. Bounds that leave nothing between them are reported."""
    if type_.kind not in (Kind.INT, Kind.MONEY, Kind.RATE):
        mismatch(scope, cell, INT, type_)
        return None
    tests: list[Expr] = []
    for band in cell.bands:
        bound = require(band.value, scope, type_)
        if bound is None:
            return None
        tests.append(Compare(_BAND_OPS[band.word], axis, bound))
    _check_crossed(cell, tests, scope)
    return tests[0] if len(tests) == 1 else And(tuple(tests))


def _check_crossed(cell: nodes.BandCell, tests: list[Expr], scope: Scope) -> None:
    lows = [t for t in tests if isinstance(t, Compare) and t.op in (Op.GE, Op.GT)]
    highs = [t for t in tests if isinstance(t, Compare) and t.op in (Op.LT, Op.LE)]
    for low in lows:
        for high in highs:
            if isinstance(low.right, Const) and isinstance(high.right, Const):
                first, last = number_of(low.right), number_of(high.right)
                whole = low.op is Op.GE and high.op is Op.LE
                if last < first or (last == first and not whole):
                    scope.report(kinds.CROSSED_BOUNDS, cell.span, cell=format_cell(cell))


def number_of(const: Const) -> Fraction:
    """A number or an amount as a number; 0 for what is neither."""
    value = const.value
    fen = getattr(value, "fen", value)
    return fen if isinstance(fen, Fraction) else Fraction(0)


# ---- classes ----------------------------------------------------------------------------------------
def lower_classes(item: nodes.Classes, cite: nodes.Cite | None, type_: Type, scope: Scope) -> Choice:
    """分类 NAME: the class whose condition holds; 其余 is the class of everybody else."""
    written = [row for row in item.rows if isinstance(row, nodes.ClassRow)]
    rests = [row for row in item.rows if isinstance(row, nodes.ClassRest)]
    ranks = [Rank(row.cite.citation, False, row.over) for row in written]
    otherwise, otherwise_cite = lower_otherwise(item.rows, type_, scope)
    for extra in rests[1:] if otherwise is None else rests:
        scope.report(names.BLOCK_TWICE, extra.span, output="其余")
    if rests:
        otherwise, otherwise_cite = Const(rests[0].name.text, type_), rests[0].cite.citation
    return Choice(
        name=item.name.text,
        form=Form.CLASSES,
        fields=(item.name.text,),
        rows=tuple(_class_row(row, type_, scope) for row in written),
        otherwise=(otherwise or LAST_RESORT,),
        otherwise_cite=otherwise_cite,
        otherwise_written=otherwise is not None,
        cite=cited(cite),
        span=item.name.span,
        beats=beats(item.name, ranks, scope),
    )


def _class_row(row: nodes.ClassRow, type_: Type, scope: Scope) -> Row:
    return Row(
        guard=require(row.condition, scope, BOOL) or FALSE,
        values=(Const(row.name.text, type_),),
        cite=row.cite.citation,
        span=row.span,
        condition=format_expr(row.condition),
        outcome=row.name.text,
    )


# ---- choices ----------------------------------------------------------------------------------------
def permitted_field(fact: str) -> str:
    """The name of the field that says whether the person's choice of `fact` is one of theirs."""
    return f"可选〔{fact}〕"


def lower_permitted(item: nodes.Permitted, cite: nodes.Cite | None, scope: Scope) -> Choice | None:
    """选择 FACT 由 WHO: true where what was chosen is permitted; None after reporting."""
    symbol = scope.resolved.symbols.get(item.fact.text)
    if symbol is None:
        scope.report_unknown(item.fact)
        return None
    if symbol.kind is not SymbolKind.FACT:
        scope.report_kind(item.fact, symbol, "一项事实")
        return None
    type_ = scope.type_of(symbol)
    if type_.kind not in (Kind.ENUM, Kind.INT):
        mismatch(scope, item.fact, Type(Kind.ENUM), type_)
        return None
    written = [row for row in item.rows if row.condition is not None]
    offered = [_offers(row, type_, scope) for row in item.rows]
    if not all(offered):
        return None
    for extra in [row for row in item.rows if row.condition is None][1:]:
        scope.report(names.BLOCK_TWICE, extra.span, output="其余")
    rest = next((row for row in item.rows if row.condition is None), None)
    name = permitted_field(item.fact.text)
    return Choice(
        name=name,
        form=Form.PERMITTED,
        fields=(name,),
        rows=tuple(_permit_row(row, item.fact, type_, scope) for row in written),
        otherwise=(_permits(rest, item.fact, type_, scope) if rest else TRUE,),
        otherwise_cite=rest.cite.citation if rest else None,
        otherwise_written=rest is not None,
        cite=cited(cite),
        span=item.fact.span,
    )


def _permit_row(row: nodes.PermitRow, fact: nodes.Name, type_: Type, scope: Scope) -> Row:
    assert row.condition is not None
    return Row(
        guard=require(row.condition, scope, BOOL) or FALSE,
        values=(_permits(row, fact, type_, scope),),
        cite=row.cite.citation,
        span=row.span,
        condition=format_expr(row.condition),
        outcome=f"可选 {permit_text(row)}",
    )


def _offers(row: nodes.PermitRow, type_: Type, scope: Scope) -> bool:
    """True for names where an option is chosen and a stretch where a number is; else it's reported."""
    offered = Type(Kind.ENUM) if row.span_of is None else INT
    if offered.kind is not type_.kind:
        mismatch(scope, row, type_, offered)
    return offered.kind is type_.kind


def rest_text(item: nodes.Permitted) -> str:
    """What the 其余 of a 选择 permits, as text; empty where there's none."""
    return next((permit_text(row) for row in item.rows if row.condition is None), "")


def permit_text(row: nodes.PermitRow) -> str:
    """What a row of a 选择 permits, as text."""
    if row.span_of is not None:
        return f"{format_expr(row.span_of.low)} 至 {format_expr(row.span_of.high)}"
    return "、".join(name.text for name in row.options)


def _permits(row: nodes.PermitRow, fact: nodes.Name, type_: Type, scope: Scope) -> Expr:
    chosen = InputRef(fact.text)
    if row.span_of is None:
        options = [_option(name, type_, scope) for name in row.options]
        if set(options) == set(type_.options):
            return TRUE
        return OneOf(chosen, tuple(option for option in options if option is not None))
    low = require(row.span_of.low, scope, type_) or LAST_RESORT
    high = require(row.span_of.high, scope, type_) or LAST_RESORT
    check_order(low, high, row.span_of.low, row.span_of.high, scope)
    return And((Compare(Op.GE, chosen, low), Compare(Op.LE, chosen, high)))


# ---- shared payments --------------------------------------------------------------------------------
def lower_funding(item: nodes.Funding, scope: Scope) -> list[tuple[nodes.Name, Choice]]:
    """出资 AMOUNT: the share of each party; 尾差 takes what rounding the others leaves over."""
    total = scope.lookup(item.name, MONEY)
    if total is None or total.type is None or not fits(total.type, MONEY):
        if total is not None:
            mismatch(scope, item.name, MONEY, total.type or BOOL)
        return []
    whole = sum((row.rate for row in item.rows), Fraction(0))
    if whole != 1:
        scope.report(kinds.SHARES_NOT_WHOLE, item.name.span, total=rate_text(whole), name=item.name.text)
    keepers = [row for row in item.rows if row.remainder]
    if (len(keepers) != 1) if item.rounding else keepers:
        scope.report(kinds.REMAINDER_UNCLEAR, item.name.span, name=item.name.text, count=str(len(keepers)))
        parts = [(row, _part(row, item, total.expr, scope)) for row in item.rows]
        return [(row.name, single(row.name, part, "", row.cite)) for row, part in parts]
    for row in item.rows:
        type_ = scope.type_of(scope.resolved.symbols[row.name.text])
        if not fits(type_, MONEY):
            mismatch(scope, row.name, MONEY, type_)
    return [(row.name, _share(row, item, total.expr, scope)) for row in item.rows]


def _share(row: nodes.FundRow, item: nodes.Funding, total: Expr, scope: Scope) -> Choice:
    text = f"{item.name.text} 的 {rate_text(row.rate)}"
    if not row.remainder:
        return single(row.name, _part(row, item, total, scope), text, row.cite)
    others: Expr | None = None
    for other in item.rows:
        if other is not row:
            part = FieldRef(other.name.text)
            others = part if others is None else Add(others, part)
    value = total if others is None else Sub(total, others)
    return single(row.name, value, f"{text}，并承担尾差", row.cite)


def _part(row: nodes.FundRow, item: nodes.Funding, total: Expr, scope: Scope) -> Expr:
    part = Scale(total, Const(row.rate, RATE))
    if item.rounding is None:
        return part
    return rounded(part, item.rounding, MONEY, scope)
