"""Numbers, days and conditions of a program as Python expressions.

In: a value whose operation is none of choices and lists. Out: its expression. A status among the operands is
tested for where one can come, and handed on; in conditions 不适用 becomes false.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from polc.compiler.kernel import Kind, Op
from polc.compiler.plan import ir
from polc.compiler.plan.ir import LINEAR, How, May, Value
from polc.dsl.counting import Count
from polc.dsl.values import Duration, LeapRule, MonthRule, Snap, Unit
from polc.targets.python import pycode
from polc.targets.python.printing import Printer, all_of, any_of, stopped

_SIGNS = {Op.LT: "<", Op.LE: "<=", Op.GT: ">", Op.GE: ">=", Op.EQ: "==", Op.NE: "!="}


def printed(p: Printer, value: Value) -> ast.expr:
    """The expression of a value."""
    match value.op:
        case ir.AllOf() | ir.AnyOf():
            return _logic(p, value, decisive=isinstance(value.op, ir.AnyOf))
        case ir.Negated():
            return _negated(p, value.args[0])
        case ir.Held():
            return pycode.call("_narrowed", p.ref(value.args[0]))
        case ir.AtLeast() | ir.AtMost():
            return _strict(p, value, lambda: _bounded(p, value), tested=False)
        case ir.Compared() | ir.Among() | ir.Aged():
            return _strict(p, value, lambda: _test(p, value), tested=True)
        case ir.Convert() if value.args[0].rep == ir.ONES and value.rep == ir.EXACT:
            return p.ref(value.args[0])
        case ir.Plus() | ir.Minus() | ir.Times() | ir.Divided() | ir.Convert() | ir.Rounded() | ir.Stepped():
            return _strict(p, value, lambda: _number(p, value), tested=False)
        case _:
            return _strict(p, value, lambda: _day(p, value), tested=False)


def _strict(p: Printer, value: Value, body: Callable[[], ast.expr], *, tested: bool) -> ast.expr:
    """`body` where no operand is a status, else what the statuses give together."""
    open_ = [arg for arg in value.args if arg.status]
    if not open_:
        return body()
    names = [p.named(arg) for arg in open_]
    met = names[0] if len(names) == 1 else pycode.call("_met", *names)
    if tested and any(May.OUTSIDE in arg.status for arg in open_):
        met = pycode.call("_narrowed", met)
    if not all(May.VALUE in arg.may for arg in value.args):
        return met
    tests = [stopped(arg, name) for arg, name in zip(open_, names, strict=True)]
    return ast.IfExp(any_of(tests), met, body())


# ---- conditions --------------------------------------------------------------------------------------
def _logic(p: Printer, value: Value, *, decisive: bool) -> ast.expr:
    closed = sorted((arg for arg in value.args if not arg.status), key=lambda arg: _cost(p, arg, 3))
    join = any_of if decisive else all_of
    settled = [p.ref(arg) for arg in closed]
    open_ = [p.named(arg) for arg in value.args if arg.status]
    if not open_:
        return join(settled)
    if len(open_) == 1:
        return join([*settled, open_[0]])
    decided = pycode.const(decisive)
    one = any_of([pycode.compare(name, "is", decided) for name in open_])
    others = all_of([pycode.compare(name, "is", pycode.const(not decisive)) for name in open_])
    opened = pycode.call("_opened", *open_)
    rest = pycode.filled(
        "D if ONE else N if OTHERS else OPENED",
        D=decided,
        ONE=one,
        N=pycode.const(not decisive),
        OTHERS=others,
        OPENED=opened,
    )
    return join([*settled, rest]) if settled else rest


def _cost(p: Printer, value: Value, depth: int) -> int:
    """Roughly what it takes to find a value: cheap conditions are asked first."""
    if p.constant(value) is not None or p.found(value) is not None or isinstance(value.op, ir.Input):
        return 0
    match value.op:
        case ir.Decided() | ir.Folded():
            return 40
        case ir.Aged() | ir.Between():
            own = 8
        case _:
            own = 1
    return own + (sum(_cost(p, arg, depth - 1) for arg in value.args) if depth else 0)


def _negated(p: Printer, item: Value) -> ast.expr:
    if not item.status:
        return pycode.filled("not A", A=p.ref(item))
    name = p.named(item)
    return pycode.filled("A if STOPPED else not A", A=name, STOPPED=stopped(item, name))


def _test(p: Printer, value: Value) -> ast.expr:
    args = [p.ref(arg) for arg in value.args]
    match value.op:
        case ir.Compared(op) if value.args[0].rep == LINEAR:
            return pycode.call("_compare_amounts", pycode.const(op.value), *args, pycode.name("_BOUNDS"))
        case ir.Compared(op):
            return pycode.filled(f"A {_SIGNS[op]} B", A=args[0], B=args[1])
        case ir.Among(options) if len(options) == 1:
            return pycode.filled("A == B", A=args[0], B=pycode.const(options[0]))
        case ir.Among(options):
            return pycode.filled("A in B", A=args[0], B=pycode.texts(options))
        case ir.Aged(years, rule):
            born = pycode.call("_birthday", args[0], pycode.const(years), _on_feb_28(rule))
            return pycode.filled("B >= A", A=born, B=args[1])
        case _:
            raise TypeError(f"no test: {value!r}")


def _on_feb_28(rule: LeapRule) -> ast.expr:
    return pycode.const(rule is LeapRule.FEB_28)


# ---- numbers -----------------------------------------------------------------------------------------
def _number(p: Printer, value: Value) -> ast.expr:
    args = [p.ref(arg) for arg in value.args]
    match value.op:
        case ir.Plus() | ir.Minus() | ir.Times() if value.rep == LINEAR:
            patterns = {ir.Plus: "_plus(A, B)", ir.Minus: "_plus(A, _times(B, -1))", ir.Times: "_times(A, B)"}
            return pycode.filled(patterns[type(value.op)], A=args[0], B=args[1])
        case ir.Plus() | ir.Minus() | ir.Times():
            sign = {ir.Plus: "+", ir.Minus: "-", ir.Times: "*"}[type(value.op)]
            return pycode.filled(f"A {sign} B", A=args[0], B=args[1])
        case ir.Divided():
            return pycode.call("_divided", *args)
        case ir.Convert():
            return _converted(args[0], value.args[0].rep, value.rep)
        case ir.Rounded(step, mode) if value.args[0].rep == LINEAR:
            return pycode.call("_rounded", args[0], pycode.const(step), pycode.const(mode.value))
        case ir.Rounded(step, mode):
            parts = pycode.const(step * value.args[0].rep.per)
            return pycode.call("_rounded_parts", args[0], parts, pycode.const(step), pycode.const(mode.value))
        case ir.Stepped(size, up) if value.args[0].rep == LINEAR:
            return pycode.call("_steps", args[0], pycode.number(size), pycode.const(up))
        case ir.Stepped(size, up):
            scaled = size * value.args[0].rep.per
            pattern = "int(-(-max(0, A) * D // N))" if up else "int(max(0, A) * D // N)"
            whole, part = pycode.const(scaled.numerator), pycode.const(scaled.denominator)
            return pycode.filled(pattern, A=args[0], N=whole, D=part)
        case _:
            raise TypeError(f"no number: {value!r}")


def _converted(node: ast.expr, was: ir.Rep, want: ir.Rep) -> ast.expr:
    if was.how is How.WHOLE and want.how is How.WHOLE:
        return pycode.filled("A * B", A=node, B=pycode.const(want.per // was.per))
    if was.how is How.WHOLE and was.per != 1:
        node = pycode.call("_divide", node, pycode.const(was.per))
    return pycode.call("_Amount", node) if want == LINEAR else node


def _bounded(p: Printer, value: Value) -> ast.expr:
    """The first operand but not beyond the second."""
    one, other = (p.ref(arg) for arg in value.args)
    least = isinstance(value.op, ir.AtLeast)
    if LINEAR in (value.args[0].rep, value.args[1].rep):
        ends = [other, pycode.const(None)] if least else [pycode.const(None), other]
        return pycode.call("_clamp", pycode.name("_NOBODY"), one, *ends)
    return pycode.call("max" if least else "min", one, other)


# ---- days --------------------------------------------------------------------------------------------
_SNAPPED = {
    Snap.NEXT_DAY: "A + ONE",
    Snap.PREVIOUS_DAY: "A - ONE",
    Snap.MONTH_FIRST: "A.replace(day=1)",
    Snap.YEAR_FIRST: "date(A.year, 1, 1)",
    Snap.YEAR_LAST: "date(A.year, 12, 31)",
}


def _day(p: Printer, value: Value) -> ast.expr:
    match value.op:
        case ir.Shifted(sign, rule):
            return _shifted(p, value, sign, rule)
        case ir.Snapped(to) if to in _SNAPPED:
            one = p.pool.hoist(pycode.filled("timedelta(days=1)"))
            return pycode.filled(_SNAPPED[to], A=p.ref(value.args[0]), ONE=one)
        case ir.Snapped(to):
            return pycode.call("_snapped", p.ref(value.args[0]), pycode.const(to.value))
        case ir.Between(Count.DAYS, extra):
            start, end = (p.ref(arg) for arg in value.args)
            return pycode.filled("max(0, (B - A).days + N)", A=start, B=end, N=pycode.const(extra))
        case ir.Between(Count.MONTHS, extra):
            start, end = (p.named(arg) for arg in value.args)
            months = "max(0, (B.year - A.year) * 12 + B.month - A.month + N)"
            return pycode.filled(months, A=start, B=end, N=pycode.const(extra))
        case ir.Between(count, extra, months, leap):
            args = [pycode.const(count.value), *(p.ref(arg) for arg in value.args), pycode.const(extra)]
            return pycode.call(
                "_lying_between", *args, pycode.const(months is MonthRule.MONTH_END), _on_feb_28(leap)
            )
        case _:
            raise TypeError(f"no day: {value!r}")


def _shifted(p: Printer, value: Value, sign: int, rule: MonthRule) -> ast.expr:
    day, length = value.args
    to_month_end = pycode.const(rule is MonthRule.MONTH_END)
    match length.op:
        case ir.Known(Duration(count, Unit.DAY)):
            days = p.pool.hoist(pycode.call("timedelta", days=pycode.const(sign * count)))
            return pycode.filled("A + B", A=p.ref(day), B=days)
        case ir.Known(Duration(count, Unit.MONTH | Unit.YEAR as unit)):
            months = sign * count * (12 if unit is Unit.YEAR else 1)
            return pycode.call("_add_months", p.ref(day), pycode.const(months), to_month_end)
        case _:
            moved = [p.ref(day), p.ref(length), pycode.const(sign), to_month_end]
            return pycode.call("_shift_by", pycode.name("_WORKDAYS"), *moved)


def fields_of(decided: Value, number: int) -> list[Value]:
    """What a field of a choice can be."""
    match decided.op:
        case ir.Decided(rules):
            ties = () if rules.ties is None else (rules.ties[number],)
            return [*(row[number] for row in rules.rows), rules.otherwise[number], *ties]
        case _:
            raise TypeError(f"no choice: {decided!r}")


def whole(value: Value) -> bool:
    """True for a number that is seen to be an integer: an amount that is given may have parts of a 分."""
    match value.op:
        case ir.Known():
            return True
        case ir.Input() | ir.Item():
            return value.kind is Kind.INT
        case ir.Plus() | ir.Minus() | ir.Times() | ir.Convert() | ir.AtLeast() | ir.AtMost():
            return all(map(whole, value.args))
        case ir.Rounded() | ir.Stepped() | ir.Between():
            return True
        case ir.Field(number):
            return all(map(whole, fields_of(value.args[0], number)))
        case _:
            return value.rep.how is How.NONE
