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
    Clamp,
    Compare,
    Const,
    Expr,
    Form,
    InputRef,
    Kind,
    Op,
    ParamDecl,
    ParamRef,
    Pick,
    Row,
    Silent,
    Type,
)
from polc.compiler.lowering.expressions import elaborate
from polc.compiler.lowering.priorities import Rank, beats
from polc.compiler.lowering.rounding import rounded
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.typing import check_order, mismatch, require
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import ORDERED, fits
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.diagnostics import kinds, names
from polc.dsl.format import format_expr, format_outcome, format_range
from polc.dsl.source import Span
from polc.dsl.values import KINDS, Amount, NotApplicable, Status, Undetermined

NO_RULE = "没有一条规定适用于这种情形"
NOT_DECIDED = Silent(Undetermined(reasons=("本政策没有规定这一项",)))
LAST_RESORT = Silent(Undetermined(reasons=(NO_RULE,)))


def status_of(outcome: nodes.StatusOutcome, cite: Citation, scope: Scope) -> Status:
    """待定, 执行 or 不适用 as a status that carries its clause."""
    clauses = (cite.text,) if cite.text else ()
    match outcome:
        case nodes.SaysUndetermined(reason=reason):
            return Undetermined(reasons=(reason,), clauses=clauses)
        case nodes.SaysDelegated(document=document):
            return Undetermined(reasons=(), document=document, clauses=clauses)
        case nodes.SaysNotApplicable(reason=reason, kind=kind):
            if kind and kind not in KINDS:
                scope.report_none_of(kind, outcome.span, KINDS)
            return NotApplicable(reason=reason, kind=kind or KINDS[0], clauses=clauses)


def outcome_expr(outcome: nodes.Outcome, cite: Citation, type_: Type, scope: Scope) -> Expr:
    """The value or the status that a row gives; a reported mistake leaves a status behind."""
    if not isinstance(outcome, nodes.Gives):
        return Silent(status_of(outcome, cite, scope))
    value = require(outcome.value, scope, type_) or LAST_RESORT
    for closing in outcome.closings:
        value = closed(value, closing, type_, scope)
    return value


def closed(value: Expr, closing: nodes.Closing, type_: Type, scope: Scope) -> Expr:
    """`value` after 保底, 封顶 or 舍入."""
    match closing:
        case nodes.Floor(value=limit):
            return Clamp(value, require(limit, scope, type_) or LAST_RESORT, None)
        case nodes.Cap(value=limit):
            return Clamp(value, None, require(limit, scope, type_) or LAST_RESORT)
        case nodes.Rounding():
            return rounded(value, closing, type_, scope)


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
            mismatch(scope, item.value.span, MONEY, found.type or BOOL)
        return None
    low = amount.fen if item.kind is nodes.StandardKind.AT_LEAST else None
    high = amount.fen if item.kind is nodes.StandardKind.AT_MOST else None
    return ParamDecl(name=item.name.text, low_fen=low, high_fen=high, cite=cited(cite))


def cited(cite: nodes.Cite | None) -> Citation:
    """The citation of an operative line; empty where it is missing, which is reported elsewhere."""
    return cite.citation if cite else Citation(())


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
        pick=_pick(item, type_, scope),
    )


def _pick(item: nodes.Rule | nodes.Running, type_: Type, scope: Scope) -> Pick:
    """只取最高, 只取最低 or 合计 after the name: 合计 of amounts, the others of what has an order."""
    word = item.stack if isinstance(item, nodes.Rule) else None
    if word is None:
        return Pick.UNIQUE
    if word not in RULE_PICKS:
        facts = {"expected": "、".join(w.value for w in RULE_PICKS), "actual": word.value, "example": ""}
        scope.report(kinds.TYPE_MISMATCH, item.name.span, **facts)
        return Pick.UNIQUE
    if type_.kind not in ((Kind.MONEY,) if word is nodes.StackWord.SUM else ORDERED):
        mismatch(scope, item.name.span, MONEY, type_)
    return RULE_PICKS[word]


RULE_PICKS = {
    nodes.StackWord.HIGHEST: Pick.HIGHEST,
    nodes.StackWord.LOWEST: Pick.LOWEST,
    nodes.StackWord.SUM: Pick.SUM,
}


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
