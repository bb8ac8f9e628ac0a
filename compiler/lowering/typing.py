"""What type an expression must have: asked of `elaborate`, reported where it doesn't fit.

Reports 301, 302, 307 and 316.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from polc.compiler.kernel import Const, Expr, Kind, Type
from polc.compiler.lowering.scope import Scope
from polc.compiler.ty import example_of, fits, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds
from polc.dsl.format import format_expr
from polc.dsl.source import Span
from polc.dsl.values import Amount


def require(expr: nodes.Expr, scope: Scope, expected: Type) -> Expr | None:
    """`expr` as a kernel expression of type `expected`; None after reporting what's wrong."""
    found = scope.elaborate(expr, scope, expected)
    if found is None:
        return None
    if found.type is None or fits(found.type, expected):
        return found.expr
    mismatch(scope, expr.span, expected, found.type, meant(expr, expected))
    return None


def mismatch(scope: Scope, span: Span, expected: Type, actual: Type, example: str = "") -> None:
    """Report that a value of another type, or of another unit, stands here; `example` is what was meant."""
    facts = {"left": type_text(expected), "right": type_text(actual)}
    if expected.kind is actual.kind:
        timed = actual.per and not expected.per
        instead = (
            {"plain": example, "unit": f"/{actual.per[-1]}"} if timed else {"one_unit": example_of(expected)}
        )
        scope.report(kinds.UNIT_MISMATCH, span, **facts, **instead)
        return
    facts = {"expected": facts["left"], "actual": facts["right"], "example": example or example_of(expected)}
    scope.report(kinds.TYPE_MISMATCH, span, **facts)


def meant(expr: nodes.Expr, expected: Type) -> str:
    """What the author may have meant, as 50元 for 50, 2026-01-01 for 20260101, 3 for 3个月; else empty."""
    text = format_expr(expr)
    if isinstance(expr, nodes.MoneyLiteral) and expected.kind is Kind.MONEY:
        return text.partition("/")[0]
    if isinstance(expr, nodes.DurationLiteral) and expected.kind is Kind.INT:
        return str(expr.value.count)
    if not isinstance(expr, nodes.IntLiteral):
        return ""
    if expected.kind is Kind.MONEY:
        return f"{text}元"
    whole = expected.kind is Kind.DATE and len(text) == 8
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if whole else ""


def check_order(low: Expr, high: Expr, low_node: nodes.Expr, high_node: nodes.Expr, scope: Scope) -> None:
    """Report a range of two known days, numbers or amounts that runs backwards."""
    if not isinstance(low, Const) or not isinstance(high, Const):
        return
    first, last = _plain(low.value), _plain(high.value)
    start, end = format_expr(low_node), format_expr(high_node)
    span = low_node.span.join(high_node.span)
    if isinstance(first, date) and isinstance(last, date) and last < first:
        scope.report(kinds.REVERSED_RANGE, span, start=start, end=end)
    elif isinstance(first, Fraction) and isinstance(last, Fraction) and last < first:
        scope.report(kinds.CROSSED_BOUNDS, span, cell=f"{start} 至 {end}")


def _plain(value: object) -> object:
    """An exact amount as its number of 分."""
    return value.fen if isinstance(value, Amount) and value.exact else value
