"""What type an expression must have: asked of `elaborate`, reported where it doesn't fit.

Reports 301, 302, 307 and 316.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from polc.compiler.kernel import DATE, INT, MONEY, Const, Expr, Kind, Type
from polc.compiler.lowering.scope import Scope
from polc.compiler.ty import example_of, fits, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds
from polc.dsl.format import format_expr
from polc.dsl.values import Amount


def require(expr: nodes.Expr, scope: Scope, expected: Type, beside: nodes.Node | None = None) -> Expr | None:
    """`expr` as a kernel expression of type `expected`; None after reporting what's wrong."""
    found = scope.elaborate(expr, scope, expected)
    if found is None:
        return None
    if found.type is None or fits(found.type, expected):
        return found.expr
    mismatch(scope, expr, expected, found.type, beside)
    return None


def mismatch(
    scope: Scope, node: nodes.Node, expected: Type, actual: Type, beside: nodes.Node | None = None
) -> None:
    """Report that a value of another type, or of another unit, stands here.

    Where a number lost its unit, here, `beside` it or in a 标准, that is said at the number.
    """
    if expected == INT and actual.kind is Kind.MONEY and beside is not None and bare_number(beside, scope):
        node, expected, actual = beside, MONEY, INT
    bare = bare_number(node, scope) if expected.kind is Kind.MONEY and actual == INT else None
    node = bare or node
    span, example = node.span, meant(node, expected)
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


def bare_number(node: nodes.Node, scope: Scope) -> nodes.IntLiteral | None:
    """A number without a unit: written here, or as what a 标准 is that is named here."""
    if isinstance(node, nodes.Name):
        symbol = scope.resolved.symbols.get(node.text)
        node = symbol.node.value if symbol and isinstance(symbol.node, nodes.Standard) else node
    return node if isinstance(node, nodes.IntLiteral) else None


def unlike(expr: nodes.Sum, left: Type, right: Type, scope: Scope) -> None:
    """Report a sum of two kinds: at the number that lost its unit, or with what would make both one kind."""
    facts = {"left": type_text(left), "right": type_text(right)}
    number = expr.left if left == INT else expr.right
    if {left, right} == {MONEY, INT} and bare_number(number, scope):
        mismatch(scope, number, MONEY, INT)
        return
    if left == DATE and right == INT:
        scope.report(kinds.UNIT_MISMATCH, expr.span, **facts, **_as_length(expr.right, scope))
        return
    scope.report(kinds.UNIT_MISMATCH, expr.span, **facts, one_unit=example_of(left))


def times_length(expr: nodes.Product, scope: Scope) -> None:
    """Report a number of months that is worked out as 等待月数 * 1个月."""
    count = expr.right if isinstance(expr.left, nodes.DurationLiteral) else expr.left
    facts = {"left": Kind.INT.value, "right": Kind.DURATION.value}
    scope.report(kinds.UNIT_MISMATCH, expr.span, **facts, **_as_length(count, scope))


def _as_length(count: nodes.Expr, scope: Scope) -> dict[str, str]:
    """How what is added to a day is written: 3个月, a fact of type 时长, or a table of lengths."""
    if isinstance(count, nodes.IntLiteral):
        return {"length": f"{count.value}个月", "days": f"{count.value}日"}
    symbol = scope.resolved.symbols.get(count.text) if isinstance(count, nodes.Name) else None
    given = symbol is not None and isinstance(symbol.node, nodes.Fact)
    return {"fact" if given else "computed": format_expr(count)}


def meant(expr: nodes.Node, expected: Type) -> str:
    """What the author may have meant, as 50元 for 50, 2026-01-01 for 20260101, 3 for 3个月; else empty."""
    if not isinstance(expr, nodes.MoneyLiteral | nodes.DurationLiteral | nodes.IntLiteral):
        return ""
    text = format_expr(expr)
    if isinstance(expr, nodes.MoneyLiteral) and expected.kind is Kind.MONEY:
        return text.partition("/")[0]
    if isinstance(expr, nodes.DurationLiteral) and expected.kind is Kind.INT:
        return str(expr.value.count)
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
