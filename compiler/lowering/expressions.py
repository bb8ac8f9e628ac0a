"""Expressions: the author's tree → a kernel expression, typed on the way.

`elaborate(expr, scope, expected)` gives the expression with its type, or None after reporting 201, 215,
301, 302, 307, 311–313. `expected` steers names of options and is checked only by `require`.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from polc.compiler.kernel import (
    BOOL,
    DATE,
    DURATION,
    INT,
    MONEY,
    RATE,
    Add,
    And,
    Compare,
    Const,
    Expr,
    FieldRef,
    InputRef,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    Reached,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Sub,
    Type,
)
from polc.compiler.lowering.entries import lower_fold
from polc.compiler.lowering.measures import lower_measure, year_of
from polc.compiler.lowering.monthly import this_month, total_of_months
from polc.compiler.lowering.outcomes import closed
from polc.compiler.lowering.scope import Scope, Typed
from polc.compiler.lowering.typing import check_order, mismatch, require, times_length, unlike
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import ORDERED, fits, money_per, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import completeness, kinds, times
from polc.dsl.format import format_expr
from polc.dsl.text import yuan_text
from polc.dsl.values import Amount, Duration, MonthRule, Undetermined, Unit, longest

MAX_FEN = 10**15
MAX_INT = 10**12

_OPS: dict[nodes.Comparator, tuple[Op, tuple[Kind, ...]]] = {
    nodes.Comparator.BEFORE: (Op.LT, (Kind.DATE,)),
    nodes.Comparator.NOT_BEFORE: (Op.GE, (Kind.DATE,)),
    nodes.Comparator.AFTER: (Op.GT, (Kind.DATE,)),
    nodes.Comparator.NOT_AFTER: (Op.LE, (Kind.DATE,)),
    nodes.Comparator.BELOW: (Op.LT, (Kind.MONEY, Kind.RATE, Kind.INT)),
    nodes.Comparator.NOT_BELOW: (Op.GE, (Kind.MONEY, Kind.RATE, Kind.INT)),
    nodes.Comparator.ABOVE: (Op.GT, (Kind.MONEY, Kind.RATE, Kind.INT)),
    nodes.Comparator.NOT_ABOVE: (Op.LE, (Kind.MONEY, Kind.RATE, Kind.INT)),
    nodes.Comparator.IS: (Op.EQ, tuple(Kind)),
    nodes.Comparator.IS_NOT: (Op.NE, tuple(Kind)),
}


def elaborate(expr: nodes.Expr, scope: Scope, expected: Type | None) -> Typed | None:
    """The kernel expression for `expr`, with its type."""
    match expr:
        case nodes.Name():
            return scope.lookup(expr, expected)
        case nodes.Paren(inner=inner):
            return elaborate(inner, scope, expected)
        case nodes.YearOf():
            return year_of(expr, scope)
        case nodes.Closed():
            return _closed(expr, scope, expected)
        case nodes.DateLiteral() | nodes.RateLiteral() | nodes.BoolLiteral():
            return _literal(expr)
        case nodes.MoneyLiteral() | nodes.IntLiteral() | nodes.DurationLiteral():
            return _sized(expr, scope)
        case nodes.Sum() | nodes.Product() | nodes.ShareOf() | nodes.SnapOf():
            return _arithmetic(expr, scope, expected)
        case nodes.Quotient() | nodes.Excess() | nodes.StepsOf() | nodes.ElapsedOf() | nodes.Extreme():
            return lower_measure(expr, scope, expected)
        case nodes.Exists() | nodes.Every() | nodes.CountOf() | nodes.FoldOf():
            return lower_fold(expr, scope, expected)
        case nodes.ThisMonth():
            return this_month(expr, scope)
        case nodes.MonthTotal():
            return total_of_months(expr, scope)
        case _:
            found = _condition(expr, scope)
            return None if found is None else Typed(found, BOOL)


def _closed(expr: nodes.Closed, scope: Scope, expected: Type | None) -> Typed | None:
    """A value with 保底, 封顶 and 舍入 in a bracket; they need to know what it is a value of."""
    found = elaborate(expr.value, scope, expected)
    if found is None or found.type is None:
        return found
    value = found.expr
    for closing in expr.closings:
        value = closed(value, closing, found.type, scope)
    return Typed(value, found.type)


def _literal(expr: nodes.DateLiteral | nodes.RateLiteral | nodes.BoolLiteral) -> Typed:
    match expr:
        case nodes.DateLiteral(value=day):
            return _const(day, DATE)
        case nodes.RateLiteral(value=rate):
            return _const(rate, RATE)
        case nodes.BoolLiteral(value=held):
            return _const(held, BOOL)


def _const(value: bool | date | Amount | Fraction | Duration, type_: Type) -> Typed:
    return Typed(Const(value, type_), type_)


def _sized(expr: nodes.MoneyLiteral | nodes.IntLiteral | nodes.DurationLiteral, scope: Scope) -> Typed | None:
    """Amounts, numbers and durations, within what can be computed and stored exactly."""
    match expr:
        case nodes.MoneyLiteral(fen=fen, per=per):
            found, size, limit = _const(Amount(fen), money_per(per)), fen, Fraction(MAX_FEN)
        case nodes.IntLiteral(value=number):
            found, size, limit = _const(Fraction(number), INT), Fraction(number), Fraction(MAX_INT)
        case nodes.DurationLiteral(value=length):
            if length.unit is Unit.WORKDAY and not scope.has_calendar:
                scope.report(times.NO_CALENDAR, expr.span, expression=length.text)
            most = Fraction(longest(length.unit))
            found, size, limit = _const(length, DURATION), Fraction(length.count), most
    if size <= limit:
        return found
    high = yuan_text(limit) if isinstance(expr, nodes.MoneyLiteral) else str(limit)
    scope.report(kinds.AMOUNT_OUT_OF_RANGE, expr.span, amount=format_expr(expr), low="0", high=high)
    return None


# ---- values -----------------------------------------------------------------------------------------
def _arithmetic(
    expr: nodes.Sum | nodes.Product | nodes.ShareOf | nodes.SnapOf, scope: Scope, expected: Type | None
) -> Typed | None:
    match expr:
        case nodes.Sum():
            return _sum(expr, scope, expected)
        case nodes.Product(left=left, right=right):
            factors = elaborate(left, scope, None), elaborate(right, scope, None)
            return _product(*factors, expr, scope, expected)
        case nodes.ShareOf(base=base, rate=rate):
            return _product(elaborate(base, scope, None), _const(rate, RATE), expr, scope, None)
        case nodes.SnapOf(base=base, snap=to):
            day = require(base, scope, DATE)
            return None if day is None else Typed(SnapTo(day, to), DATE)


def _sum(expr: nodes.Sum, scope: Scope, expected: Type | None) -> Typed | None:
    left = elaborate(expr.left, scope, expected if expected in (INT, RATE) else None)
    right = elaborate(expr.right, scope, left.type if left and left.type else None)
    if left is None or right is None:
        return None
    if left.type == DATE and right.type == DURATION:
        return _shifted(left, right, expr, scope)
    if left.type and right.type and not (fits(right.type, left.type) and left.type.kind in _SUMMABLE):
        unlike(expr, left.type, right.type, scope)
        return None
    build = Add if expr.op is nodes.SumOp.PLUS else Sub
    return Typed(build(left.expr, right.expr), left.type or right.type)


_SUMMABLE = (Kind.MONEY, Kind.INT, Kind.RATE)


def _shifted(left: Typed, right: Typed, expr: nodes.Sum, scope: Scope) -> Typed | None:
    sign = 1 if expr.op is nodes.SumOp.PLUS else -1
    length = right.expr.value if isinstance(right.expr, Const) else None
    by_days = isinstance(length, Duration) and length.unit in (Unit.DAY, Unit.WORKDAY)
    if scope.months is None and not by_days:
        scope.report_convention(expr.span, format_expr(expr), "按月计算 当月末日")
        return None
    return Typed(Shift(left.expr, right.expr, sign, scope.months or MonthRule.MONTH_END), DATE)


def _product(
    left: Typed | None, right: Typed | None, expr: nodes.Expr, scope: Scope, expected: Type | None
) -> Typed | None:
    """A number times a share is a number or a share, whichever is wanted; else what stands first."""
    if left is None or right is None:
        return None
    if expected in (INT, RATE) and {left.type, right.type} == {INT, RATE}:
        return Typed(Scale(left.expr, right.expr), expected)
    if left.type in (INT, RATE) and right.type not in (INT, RATE):
        left, right = right, left
    item_ok = left.type is None or left.type.kind in _SUMMABLE
    if not item_ok or right.type not in (INT, RATE, None):
        bad = right.type if item_ok else left.type
        if DURATION in (left.type, right.type) and isinstance(expr, nodes.Product):
            times_length(expr, scope)
            return None
        mismatch(scope, expr, RATE, bad or RATE)
        return None
    return Typed(Scale(left.expr, right.expr), left.type)


# ---- conditions -------------------------------------------------------------------------------------
def _condition(expr: nodes.Expr, scope: Scope) -> Expr | None:
    match expr:
        case nodes.Chain(connective=connective, items=items):
            build = And if connective is nodes.Connective.AND else Or
            held = [require(item, scope, BOOL) for item in items]
            return None if None in held else build(tuple(h for h in held if h is not None))
        case nodes.Negation(item=item):
            inner = require(item, scope, BOOL)
            return None if inner is None else Not(inner)
        case nodes.Comparison():
            return _comparison(expr, scope)
        case nodes.IsAny():
            return _is_any(expr, scope)
        case nodes.Between():
            return _between(expr, scope)
        case nodes.InWindows(names=names):
            return _in_windows(names, scope)
        case nodes.Aged():
            return _aged(expr, scope)
        case nodes.Listed():
            return _listed(expr, scope)
        case _:
            raise TypeError(f"no condition: {expr!r}")


def _comparison(expr: nodes.Comparison, scope: Scope) -> Expr | None:
    if _entry_asked_outside(expr, scope):
        return None
    left = elaborate(expr.left, scope, _told_by(expr.left, expr.right, scope))
    if left is None and isinstance(expr.right, nodes.Name):
        return None  # what an option means rests on the left side, which was reported
    right = elaborate(expr.right, scope, left.type if left else None)
    if left is None or right is None:
        return None
    op, allowed = _OPS[expr.comparator]
    type_ = left.type or right.type
    if type_ is not None and type_.kind not in allowed:
        example = Type(allowed[0])
        mismatch(scope, expr.left, example, type_)
        return None
    if left.type and right.type and not fits(right.type, left.type):
        mismatch(scope, expr.right, left.type, right.type, beside=expr.left)
        return None
    return Compare(op, left.expr, right.expr)


def _told_by(left: nodes.Expr, right: nodes.Expr, scope: Scope) -> Type | None:
    """What a name that nobody declared must be, by the literal that it's compared with: 工龄 不低于 3."""
    if not isinstance(left, nodes.Name) or scope.knows(left.text):
        return None
    match right:
        case nodes.DateLiteral():
            return DATE
        case nodes.MoneyLiteral():
            return MONEY
        case nodes.RateLiteral():
            return RATE
        case nodes.IntLiteral():
            return INT
        case nodes.DurationLiteral():
            return DURATION
        case _:
            return None


def _entry_asked_outside(expr: nodes.Comparison, scope: Scope) -> bool:
    """存在 购书 其 类别 是 童书: only a name or a bracket stands after 其, so this compares the 存在."""
    look = expr.left
    column = look.condition if isinstance(look, nodes.Exists | nodes.CountOf) else None
    if not isinstance(look, nodes.Exists | nodes.CountOf) or not isinstance(column, nodes.Name):
        return False
    here = scope.inside(look.list)
    type_ = here.entry.columns.get(column.text) if here and here.entry else None
    if type_ is None or type_ == BOOL:
        return False
    before = format_expr(look).removesuffix(format_expr(column)).rstrip()
    inside = format_expr(column) + format_expr(expr).removeprefix(format_expr(look))
    facts = {"expected": "条件", "actual": type_text(type_), "example": f"{before}（{inside}）"}
    scope.report(kinds.TYPE_MISMATCH, expr.span, **facts)
    return True


def _is_any(expr: nodes.IsAny, scope: Scope) -> Expr | None:
    """户型 是 甲、乙: only options are told apart by their names."""
    item = elaborate(expr.item, scope, None)
    if item is None or item.type is None:
        return None
    if item.type.kind is not Kind.ENUM:
        mismatch(scope, expr.item, Type(Kind.ENUM), item.type)
        return None
    options = [require(name, scope, item.type) for name in expr.names]
    known = [str(option.value) for option in options if isinstance(option, Const)]
    return OneOf(item.expr, tuple(dict.fromkeys(known))) if len(known) == len(options) else None


def _between(expr: nodes.Between, scope: Scope) -> Expr | None:
    item = elaborate(expr.item, scope, _told_by(expr.item, expr.low, scope))
    if item is None or item.type is None:
        return None
    if item.type.kind not in ORDERED:
        mismatch(scope, expr.item, DATE, item.type)
        return None
    low, high = require(expr.low, scope, item.type), require(expr.high, scope, item.type)
    if low is None or high is None:
        return None
    check_order(low, high, expr.low, expr.high, scope)
    return And((Compare(Op.GE, item.expr, low), Compare(Op.LE, item.expr, high)))


def _in_windows(names: tuple[nodes.Name, ...], scope: Scope) -> Expr | None:
    """在 A、B: one test for each 时段 that the names belong to, in the order of their first name."""
    chosen: dict[str, list[str]] = {}
    for name in names:
        symbol = scope.resolved.symbols.get(name.text)
        if symbol is None:
            scope.report_unknown(name)
            return None
        if symbol.kind is SymbolKind.OPTION:
            chosen.setdefault(symbol.owner, []).append(name.text)
        elif symbol.name in scope.options and scope.type_of(symbol).kind is Kind.ENUM:
            chosen.setdefault(symbol.name, []).extend(scope.options[symbol.name])
        else:
            scope.report_kind(name, symbol, "时段的名称")
            return None
    tests = tuple(OneOf(FieldRef(owner), tuple(dict.fromkeys(options))) for owner, options in chosen.items())
    return tests[0] if len(tests) == 1 else Or(tests)


def _aged(expr: nodes.Aged, scope: Scope) -> Expr | None:
    day = require(expr.day, scope, DATE)
    text = format_expr(expr)
    if scope.birth is None:
        scope.report_no_birth(expr.span, text)
        return None
    if scope.leap is None:
        scope.report_convention(expr.span, text, "闰日生日 2月28日")
        return None
    if day is None:
        return None
    reached = Reached(InputRef(scope.birth), expr.years, day, scope.leap)
    return reached if expr.reached else Not(reached)


def _listed(expr: nodes.Listed, scope: Scope) -> Expr | None:
    """A、B 等 X: any of them. 等 待定 "…": whoever isn't listed stays 待定."""
    names = [*expr.names, *([expr.closing] if expr.closing else [])]
    held = [require(name, scope, BOOL) for name in names]
    if None in held:
        return None
    items = [h for h in held if h is not None]
    if expr.open is not None:
        listed = format_expr(attrs.evolve(expr, open=None))
        scope.report(completeness.OPEN_LIST, expr.span, group=listed)
        items.append(Silent(Undetermined(reasons=(expr.open,))))
    return Or(tuple(items))
