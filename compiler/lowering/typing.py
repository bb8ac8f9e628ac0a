"""What type an expression must have: asked of `elaborate`, reported where it doesn't fit (301, 302, 307)."""

from __future__ import annotations

from datetime import date

from polc.compiler.kernel import Const, Expr, Type
from polc.compiler.lowering.scope import Scope
from polc.compiler.ty import example_of, fits, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds
from polc.dsl.format import format_expr
from polc.dsl.source import Span


def require(expr: nodes.Expr, scope: Scope, expected: Type) -> Expr | None:
    """`expr` as a kernel expression of type `expected`; None after reporting what's wrong."""
    found = scope.elaborate(expr, scope, expected)
    if found is None:
        return None
    if found.type is None or fits(found.type, expected):
        return found.expr
    mismatch(scope, expr.span, expected, found.type)
    return None


def mismatch(scope: Scope, span: Span, expected: Type, actual: Type) -> None:
    """Report that a value of another type, or of another unit, stands here."""
    if expected.kind is actual.kind:
        scope.report(kinds.UNIT_MISMATCH, span, left=type_text(expected), right=type_text(actual))
        return
    facts = {"expected": type_text(expected), "actual": type_text(actual), "example": example_of(expected)}
    scope.report(kinds.TYPE_MISMATCH, span, **facts)


def check_order(low: Expr, high: Expr, low_node: nodes.Expr, high_node: nodes.Expr, scope: Scope) -> None:
    """Report a range of two known days that runs backwards."""
    if isinstance(low, Const) and isinstance(high, Const):
        first, last = low.value, high.value
        if isinstance(first, date) and isinstance(last, date) and last < first:
            span = low_node.span.join(high_node.span)
            facts = {"start": format_expr(low_node), "end": format_expr(high_node)}
            scope.report(kinds.REVERSED_RANGE, span, **facts)
