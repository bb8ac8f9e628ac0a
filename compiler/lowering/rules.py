"""标准, 群体, 时段 and 规定 → one `Choice` each.

A standard is one row without a guard; a group is a choice of 是非 whose true rows are the reasons; a
时段 is one row a window with the day between its ends; a 规定 is its rows as written.
"""

from __future__ import annotations

from polc.compiler.kernel import (
    BOOL,
    DATE,
    FALSE,
    MONEY,
    TRUE,
    And,
    Choice,
    Compare,
    Const,
    Expr,
    Form,
    InputRef,
    Op,
    ParamDecl,
    ParamRef,
    Row,
    Type,
)
from polc.compiler.lowering.expressions import elaborate
from polc.compiler.lowering.meeting import meeting_of_values
from polc.compiler.lowering.outcomes import LAST_RESORT, cited, outcome_expr
from polc.compiler.lowering.priorities import Rank, beats
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.typing import check_order, mismatch, require
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import fits
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.diagnostics import kinds, names
from polc.dsl.format import format_expr, format_outcome, format_range
from polc.dsl.source import Span
from polc.dsl.values import Amount


# ---- standards --------------------------------------------------------------------------------------
def lower_standard(item: nodes.Standard, cite: nodes.Cite | None, scope: Scope) -> tuple[Choice, Type]:
    """The choice and the type of a standard; a bound refers to the parameter of its name."""
    found = elaborate(item.value, scope, None)
    value: Expr = found.expr if found else LAST_RESORT
    type_ = (found.type if found else None) or MONEY
    if item.kind is not nodes.StandardKind.EQUALS:
        value = ParamRef(item.name.text)
    text = format_expr(item.value)
    row = Row(
        guard=TRUE,
        values=(value,),
        cite=cited(cite),
        span=item.span,
        outcome=text if item.kind is nodes.StandardKind.EQUALS else f"{item.kind.value}{text}",
    )
    choice = Choice(
        name=item.name.text,
        form=Form.STANDARD,
        fields=(item.name.text,),
        rows=(row,),
        otherwise=(LAST_RESORT,),
        cite=cited(cite),
        span=item.name.span,
    )
    return choice, type_


def param_of(item: nodes.Standard, cite: nodes.Cite | None, scope: Scope) -> ParamDecl | None:
    """The parameter that a bound declares; None for an exact standard."""
    if item.kind is nodes.StandardKind.EQUALS:
        return None
    found = elaborate(item.value, scope, MONEY)
    amount = found.expr.value if found and isinstance(found.expr, Const) else None
    if not isinstance(amount, Amount):
        if found is not None:
            mismatch(scope, item.value, MONEY, found.type or BOOL)
        return None
    low = amount.fen if item.kind is nodes.StandardKind.AT_LEAST else None
    high = amount.fen if item.kind is nodes.StandardKind.AT_MOST else None
    return ParamDecl(name=item.name.text, low_fen=low, high_fen=high, cite=cited(cite))


# ---- groups -----------------------------------------------------------------------------------------
def lower_group(item: nodes.Group, cite: nodes.Cite | None, scope: Scope) -> Choice:
    """群体 NAME = condition."""
    row = Row(
        guard=require(item.condition, scope, BOOL) or FALSE,
        values=(TRUE,),
        cite=cited(cite),
        span=item.span,
        condition=format_expr(item.condition),
        outcome="是",
    )
    return _group(item.name, (row,), cite)


def lower_group_rows(item: nodes.GroupRows, cite: nodes.Cite | None, scope: Scope) -> Choice:
    """任一: each row is a way in. 全部: one row that needs every condition, cited by all of them."""
    guards = [require(row.condition, scope, BOOL) or FALSE for row in item.rows]
    if item.quantifier is nodes.Quantifier.ALL:
        clauses = tuple(c for row in item.rows for c in row.cite.citation.clauses)
        texts = " 且 ".join(f"（{format_expr(row.condition)}）" for row in item.rows)
        everything = Row(
            guard=And(tuple(guards)),
            values=(TRUE,),
            cite=Citation(clauses),
            span=item.span,
            condition=texts,
            outcome="是",
        )
        return _group(item.name, (everything,), cite)
    rows = tuple(
        Row(
            guard=guard,
            values=(TRUE,),
            cite=row.cite.citation,
            span=row.span,
            condition=format_expr(row.condition),
            outcome="是",
        )
        for guard, row in zip(guards, item.rows, strict=True)
    )
    return _group(item.name, rows, cite)


def _group(name: nodes.Name, rows: tuple[Row, ...], cite: nodes.Cite | None) -> Choice:
    return Choice(
        name=name.text,
        form=Form.GROUP,
        fields=(name.text,),
        rows=rows,
        otherwise=(FALSE,),
        otherwise_cite=cite.citation if cite else None,
        otherwise_written=True,
        cite=cited(cite),
        span=name.span,
    )


# ---- windows ----------------------------------------------------------------------------------------
def lower_window(item: nodes.Window, cite: nodes.Cite | None, type_: Type, scope: Scope) -> Choice | None:
    """时段 NAME 按 DATE: each row's guard is the day between its ends, and its 限."""
    axis = scope.resolved.symbols.get(item.by.text)
    if axis is None:
        scope.report_unknown(item.by, expected=DATE)
        return None
    if axis.kind is not SymbolKind.FACT or not fits(scope.type_of(axis), DATE):
        scope.report_kind(item.by, axis, "日期的事实")
        return None
    windows = [row for row in item.rows if isinstance(row, nodes.WindowRow)]
    rows = tuple(_window_row(row, InputRef(item.by.text), type_, scope) for row in windows)
    otherwise, otherwise_cite = lower_otherwise(item.rows, type_, scope)
    return Choice(
        name=item.name.text,
        form=Form.WINDOW,
        fields=(item.name.text,),
        rows=rows,
        otherwise=(otherwise or LAST_RESORT,),
        otherwise_cite=otherwise_cite,
        otherwise_written=otherwise is not None,
        cite=cited(cite),
        span=item.name.span,
        axis=item.by.text,
    )


def _window_row(row: nodes.WindowRow, axis: Expr, type_: Type, scope: Scope) -> Row:
    if type_.options and row.name.text not in type_.options:
        scope.report_none_of(row.name.text, row.name.span, type_.options)
    low = require(row.range.low, scope, DATE) or LAST_RESORT
    guard: list[Expr] = [Compare(Op.GE, axis, low)]
    high: Expr | None = None
    if isinstance(row.range, nodes.ClosedRange):
        high = require(row.range.high, scope, DATE) or LAST_RESORT
        guard.append(Compare(Op.LE, axis, high))
        check_order(low, high, row.range.low, row.range.high, scope)
    text = format_range(row.range)
    if row.limit is not None:
        guard.append(require(row.limit, scope, BOOL) or FALSE)
        text += f" 限 {format_expr(row.limit)}"
    return Row(
        guard=And(tuple(guard)),
        values=(Const(row.name.text, type_),),
        cite=row.cite.citation,
        span=row.span,
        condition=text,
        outcome=row.name.text,
        low=low,
        high=high,
    )


def lower_otherwise(
    rows: tuple[nodes.Node, ...], type_: Type, scope: Scope
) -> tuple[Expr | None, Citation | None]:
    """The outcome of the 其余 row with its citation; a second one is reported."""
    found = [row for row in rows if isinstance(row, nodes.Otherwise)]
    for extra in found[1:]:
        scope.report(names.BLOCK_TWICE, extra.span, output="其余")
    if not found:
        return None, None
    cite = found[0].cite.citation
    return outcome_expr(found[0].outcome, cite, type_, scope), cite


# ---- rules ------------------------------------------------------------------------------------------
def lower_rule(
    item: nodes.Rule | nodes.Running, cite: nodes.Cite | None, field: str, type_: Type, scope: Scope
) -> Choice:
    """规定 or 累计 NAME: the rows as written, in a choice that fills `field`."""
    written = [row for row in item.rows if isinstance(row, nodes.RuleRow)]
    ranks = [Rank(row.cite.citation, row.exception, row.over) for row in written]
    otherwise, otherwise_cite = lower_otherwise(item.rows, type_, scope)
    met = meeting_of_values(item.rows, type_, scope)
    return Choice(
        name=field,
        form=Form.RULE,
        fields=(field,),
        rows=tuple(_rule_row(row, type_, scope) for row in written),
        otherwise=(otherwise or LAST_RESORT,),
        otherwise_cite=otherwise_cite,
        otherwise_written=otherwise is not None,
        cite=cited(cite),
        span=item.name.span,
        beats=beats(item.name, ranks, scope),
        pick=met.pick,
        tie=met.tie,
        tie_cite=met.tie_cite,
    )


def _rule_row(row: nodes.RuleRow, type_: Type, scope: Scope) -> Row:
    guard = TRUE if row.condition is None else require(row.condition, scope, BOOL) or FALSE
    return Row(
        guard=guard,
        values=(outcome_expr(row.outcome, row.cite.citation, type_, scope),),
        cite=row.cite.citation,
        span=row.span,
        exception=row.exception,
        condition=format_expr(row.condition) if row.condition else "",
        outcome=format_outcome(row.outcome),
    )


def report_rate(rate_text: str, span: Span, scope: Scope) -> None:
    """Say that a share isn't between 0% and 100%."""
    scope.report(kinds.RATE_OUT_OF_RANGE, span, rate=rate_text)
