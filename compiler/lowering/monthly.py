"""规定 每月: a rule with a month put in, and its sum over the months of a stretch.

An index range is finite and written, so it's unrolled here: each month gets a field of its own, and the
kernel knows nothing of indices (K3). Reports 201, 203, 301, 306 and 307.
"""

from __future__ import annotations

from datetime import date
from functools import reduce

import attrs

from polc.compiler.kernel import DATE, Add, Choice, Const, Expr, FieldRef, SnapTo
from polc.compiler.lowering.scope import Scope, Typed
from polc.compiler.lowering.typing import require
from polc.compiler.symbol import SymbolKind
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds, writing
from polc.dsl.format import format_expr
from polc.dsl.values import Snap, snap

MAX_MONTHS = 240


def this_month(expr: nodes.ThisMonth, scope: Scope) -> Typed | None:
    """当月首日 or 当月末日 of the month at hand; None after reporting that there's none."""
    if scope.month is None:
        facts = {"found": expr.snap.value, "expected": f"缴费日 的 {expr.snap.value}"}
        scope.report(writing.UNEXPECTED, expr.span, **facts)
        return None
    return Typed(_snapped(scope.month, expr.snap), DATE)


def _snapped(month: Expr, to: Snap) -> Expr:
    if isinstance(month, Const) and isinstance(month.value, date):
        return Const(snap(month.value, to), DATE)
    return SnapTo(month.day if isinstance(month, SnapTo) else month, to)


def total_of_months(expr: nodes.MonthTotal, scope: Scope) -> Typed | None:
    """合计 RULE 自 A 至 B: the months from A's to B's, both included, added up."""
    symbol = scope.resolved.symbols.get(expr.rule.text)
    rule = scope.month_rules.get(expr.rule.text)
    if symbol is None:
        scope.report_unknown(expr.rule)
        return None
    if rule is None:
        scope.report_kind(expr.rule, symbol, "每月的规定")
        return None
    months = _months(expr, scope)
    if not months or symbol.name in scope.circular:
        return None
    type_ = scope.type_of(symbol)
    parts: list[Expr] = [FieldRef(_month_field(rule, month, scope)) for month in months]
    return Typed(reduce(Add, parts), type_)


def _months(expr: nodes.MonthTotal, scope: Scope) -> list[date]:
    """The first day of each month of the stretch; empty after reporting."""
    low, high = require(expr.low, scope, DATE), require(expr.high, scope, DATE)
    if not (isinstance(low, Const) and isinstance(high, Const)):
        node = expr.high if isinstance(low, Const) else expr.low
        facts = {"expected": "写明的日期", "actual": f"「{format_expr(node)}」", "example": "2031-01-01"}
        scope.report(kinds.TYPE_MISMATCH, node.span, **facts)
        return []
    first, last = low.value, high.value
    if not isinstance(first, date) or not isinstance(last, date):
        return []
    if last < first:
        facts = {"start": format_expr(expr.low), "end": format_expr(expr.high)}
        scope.report(kinds.REVERSED_RANGE, expr.span, **facts)
        return []
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > MAX_MONTHS:
        facts = {"amount": f"{count}个月", "low": "1个月", "high": f"{MAX_MONTHS}个月"}
        scope.report(kinds.AMOUNT_OUT_OF_RANGE, expr.span, **facts)
        return []
    start = first.year * 12 + first.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(start, start + count)]


def _month_field(rule: nodes.Rule, month: date, scope: Scope) -> str:
    """The name of the field that holds the rule's result for one month; made when it's first asked for."""
    if rule.name.text in scope.homes:
        return _month_field(rule, month, scope.homes[rule.name.text])
    name = f"{rule.name.text}〔{month.year}年{month.month}月〕"
    if name not in scope.made:
        type_ = scope.type_of(scope.resolved.symbols[rule.name.text])
        choice = month_choice(rule, name, Const(month, DATE), scope)
        scope.made[name] = attrs.evolve(choice, month=month), type_
    return name


def month_choice(rule: nodes.Rule, field: str, month: Expr, scope: Scope) -> Choice:
    """A rule 每月 for one month, which `month` gives as its first day."""
    type_ = scope.type_of(scope.resolved.symbols[rule.name.text])
    here = attrs.evolve(scope, month=month)
    return scope.lowerings.rows(rule, scope.cites.get(id(rule)), field, type_, here)


def month_of_output(rule: nodes.Rule, scope: Scope) -> Expr | None:
    """The first day of the month that 按 DATE names; None after reporting."""
    if rule.month is None:
        return None
    symbol = scope.resolved.symbols.get(rule.month.text)
    if symbol is not None and symbol.kind is SymbolKind.OPTION:
        scope.report_kind(rule.month, symbol, "一个日期")
        return None
    day = require(rule.month, scope, DATE)
    return None if day is None else SnapTo(day, Snap.MONTH_FIRST)
