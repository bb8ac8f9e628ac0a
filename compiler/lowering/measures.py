"""除以, 超出…部分, 每满…计…, 天数（…） and 最高（…） → kernel expressions.

Everything here is a combination of a few kernel nodes, each monotone: a clamp, a count of steps, a
product. Reports 301, 302, 306 and 309.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import TypeAlias, assert_never

from polc.compiler.kernel import (
    DATE,
    INT,
    MONEY,
    RATE,
    Add,
    Clamp,
    Const,
    Divide,
    Elapsed,
    Expr,
    InputRef,
    ItemRef,
    Kind,
    Scale,
    SnapTo,
    Steps,
    Sub,
    Type,
)
from polc.compiler.lowering.scope import Scope, Typed
from polc.compiler.lowering.typing import mismatch, require
from polc.compiler.ty import fits
from polc.dsl import nodes
from polc.dsl.counting import Count
from polc.dsl.diagnostics import kinds
from polc.dsl.format import format_expr
from polc.dsl.values import FIRST_DAY, ZERO, Amount, LeapRule, MonthRule, Snap

Measure: TypeAlias = nodes.Quotient | nodes.Excess | nodes.StepsOf | nodes.ElapsedOf | nodes.Extreme
_NUMBERS = (Kind.MONEY, Kind.INT, Kind.RATE)
_EXTRA = {nodes.Ends.BOTH: 1, nodes.Ends.FIRST: 0, nodes.Ends.LAST: 0, nodes.Ends.NEITHER: -1, None: 0}


def lower_measure(expr: Measure, scope: Scope, expected: Type | None) -> Typed | None:
    """The kernel expression of a measure with its type; None after reporting."""
    match expr:
        case nodes.Quotient():
            return _quotient(expr, scope)
        case nodes.Excess():
            return _excess(expr, scope)
        case nodes.StepsOf():
            return _steps(expr, scope)
        case nodes.ElapsedOf():
            return _elapsed(expr, scope)
        case nodes.Extreme():
            return _extreme(expr, scope, expected)
        case _:
            assert_never(expr)


def zero_of(type_: Type) -> Const:
    """Nothing, as a value of a type of numbers."""
    return Const(ZERO if type_.kind is Kind.MONEY else Fraction(0), type_)


def _number(expr: nodes.Expr, scope: Scope, allowed: tuple[Kind, ...]) -> tuple[Expr, Type] | None:
    """An expression of one of these types, with its type."""
    found = scope.elaborate(expr, scope, None)
    if found is None or found.type is None:
        return None
    if found.type.kind not in allowed:
        mismatch(scope, expr, Type(allowed[0]), found.type)
        return None
    return found.expr, found.type


def _quotient(expr: nodes.Quotient, scope: Scope) -> Typed | None:
    """除以: over a number written out it's a share; else what remains of 0 is decided person by person."""
    left, right = _number(expr.left, scope, _NUMBERS), _number(expr.divisor, scope, _NUMBERS)
    if left is None or right is None:
        return None
    if isinstance(right[0], Const):
        number = _positive(right[0], expr.divisor, scope)
        if number is None:
            return None
        if right[1].kind is Kind.INT and left[1].kind is not Kind.INT:
            return Typed(Scale(left[0], Const(1 / number, RATE)), left[1])
    type_ = _quotient_type(left[1], right[1])
    if type_ is None:
        mismatch(scope, expr.divisor, left[1], right[1])
        return None
    return Typed(Divide(left[0], right[0]), type_)


def _quotient_type(item: Type, by: Type) -> Type | None:
    """Money over a count or a share is money; like over like, and a share over a count, is a share."""
    if item.kind is Kind.MONEY and by.kind is not Kind.MONEY:
        return item
    alike = fits(by, item) if by.kind is Kind.MONEY else by.kind in (item.kind, Kind.INT)
    return RATE if alike else None


def _positive(expr: Expr, node: nodes.Expr, scope: Scope) -> Fraction | None:
    """A number or an amount written out that is more than nothing; None after reporting."""
    value = expr.value if isinstance(expr, Const) else None
    number = value.fen if isinstance(value, Amount) and value.exact else value
    if isinstance(number, Fraction) and number > 0:
        return number
    facts = {"expected": "写明的正数", "actual": f"「{format_expr(node)}」", "example": "12"}
    scope.report(kinds.TYPE_MISMATCH, node.span, **facts)
    return None


def _excess(expr: nodes.Excess, scope: Scope) -> Typed | None:
    item = _number(expr.item, scope, _NUMBERS)
    limit = None if item is None else require(expr.limit, scope, item[1])
    if item is None or limit is None:
        return None
    return Typed(Clamp(Sub(item[0], limit), zero_of(item[1]), None), item[1])


def _steps(expr: nodes.StepsOf, scope: Scope) -> Typed | None:
    item = _number(expr.item, scope, (Kind.INT, Kind.MONEY))
    each = _number(expr.each, scope, _NUMBERS)
    size = None if item is None else require(expr.size, scope, item[1])
    if item is None or each is None or size is None:
        return None
    number = _positive(size, expr.size, scope)
    return None if number is None else Typed(Scale(each[0], Steps(item[0], number, expr.up)), each[1])


def _elapsed(expr: nodes.ElapsedOf, scope: Scope) -> Typed | None:
    if expr.count is Count.FULL_MONTHS and scope.months is None:
        scope.report_convention(expr.span, format_expr(expr), "按月计算 当月末日")
        return None
    if expr.count is Count.FULL_YEARS and scope.leap is None:
        scope.report_convention(expr.span, format_expr(expr), "闰日生日 2月28日")
        return None
    start, end = require(expr.start, scope, DATE), require(expr.end, scope, DATE)
    if start is None or end is None:
        return None
    months = scope.months if scope.months and expr.count is Count.FULL_MONTHS else MonthRule.MONTH_END
    leap = scope.leap if scope.leap and expr.count is Count.FULL_YEARS else LeapRule.FEB_28
    return Typed(Elapsed(expr.count, start, end, _EXTRA[expr.ends], months, leap), INT)


def year_of(expr: nodes.YearOf, scope: Scope) -> Typed | None:
    """The year of a day: the years since the first day that a fact can be, and that day's year.

    A day that is worked out may lie before: then the years up to there are taken off.
    """
    day = require(expr.base, scope, DATE)
    if day is None:
        return None
    first, year = Const(FIRST_DAY, DATE), Const(Fraction(FIRST_DAY.year), INT)
    if isinstance(day, InputRef | ItemRef | Const):
        return Typed(Add(Elapsed(Count.FULL_YEARS, first, day), year), INT)
    start = SnapTo(day, Snap.YEAR_FIRST)
    since, before = Elapsed(Count.FULL_YEARS, first, start), Elapsed(Count.FULL_YEARS, start, first)
    return Typed(Sub(Add(since, year), before), INT)


def _extreme(expr: nodes.Extreme, scope: Scope, expected: Type | None) -> Typed | None:
    """The greatest or least of several values: each but the first is a bound for the ones before."""
    days = expr.which in (nodes.Furthest.LATER, nodes.Furthest.EARLIER)
    first = scope.elaborate(expr.items[0], scope, DATE if days else expected)
    type_ = first.type if first else None
    if first is None or type_ is None:
        return None
    if days != fits(type_, DATE) or type_.kind not in (*_NUMBERS, Kind.DATE):
        mismatch(scope, expr.items[0], DATE if days else MONEY, type_)
        return None
    rest = [require(item, scope, type_, beside=expr.items[0]) for item in expr.items[1:]]
    found = [item for item in rest if item is not None]
    if len(found) < len(rest):
        return None
    at_least = expr.which in (nodes.Furthest.GREATER, nodes.Furthest.LATER)
    bound: Callable[[Expr, Expr], Expr] = _at_least if at_least else _at_most
    return Typed(reduce(bound, found, first.expr), type_)


def _at_least(item: Expr, low: Expr) -> Expr:
    return Clamp(item, low, None)


def _at_most(item: Expr, high: Expr) -> Expr:
    return Clamp(item, None, high)
