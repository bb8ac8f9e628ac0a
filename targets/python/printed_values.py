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
from polc.targets.python import printed_days as days
from polc.targets.python import pycode
from polc.targets.python.printing import Printer, all_of, any_of, stopped

_DEAR = 8  # as much as asking for an age
_FEWEST = 3  # flags that are asked faster together
_SIGNS = {Op.LT: "<", Op.LE: "<=", Op.GT: ">", Op.GE: ">=", Op.EQ: "==", Op.NE: "!="}


def printed(p: Printer, value: Value) -> ast.expr:
    """The expression of a value."""
    match value.op:
        case ir.AllOf() | ir.AnyOf() if p.uses.times[value] > 1 and not value.status:
            return _in_two(p, value, decisive=isinstance(value.op, ir.AnyOf))
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
            return _strict(p, value, lambda: days.day(p, value), tested=False)


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
    settled = packed(p, closed, decisive, exact=value in p.uses.exact and not value.status)
    open_ = [p.named(arg) for arg in value.args if arg.status]
    if not open_:
        return join(settled)
    if len(open_) == 1:
        return _after(join(settled), open_[0], decisive)
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
    return _after(join(settled), rest, decisive)


def _in_two(p: Printer, value: Value, *, decisive: bool) -> ast.expr:
    """A condition that is read again: what takes long is found only where the rest doesn't decide."""
    dear = [arg for arg in value.args if _cost(p, arg, 3) >= _DEAR]
    cheap = [arg for arg in value.args if arg not in dear]
    if not dear or not cheap:
        return _logic(p, value, decisive=decisive)
    join, exact = any_of if decisive else all_of, value in p.uses.exact
    variable = pycode.name(f"v{value.number}")
    p.assign(f"v{value.number}", join(packed(p, cheap, decisive, exact=exact)))
    with p.block() as more:
        p.assign(f"v{value.number}", join(packed(p, dear, decisive, exact=exact)))
    p.put(ast.If(pycode.filled("not A", A=variable) if decisive else variable, more, []))
    p.bind(value, variable)
    return variable


def _after(settled: ast.expr, rest: ast.expr, decisive: bool) -> ast.expr:
    """What an open part says, where the settled one doesn't decide."""
    if isinstance(settled, ast.Constant):
        return rest if settled.value is not decisive else settled
    pattern = "True if SETTLED else REST" if decisive else "REST if SETTLED else False"
    return pycode.filled(pattern, SETTLED=settled, REST=rest)


def packed(p: Printer, conditions: list[Value], decisive: bool, *, exact: bool) -> list[ast.expr]:
    """The conditions, flags of one word asked together; `exact` where each must be true or false itself."""
    groups: dict[tuple[int, bool], dict[Value, int]] = {}
    for condition in conditions:
        flag = condition.args[0] if isinstance(condition.op, ir.Negated) else condition
        match flag.op:
            case ir.Input(name) if name in p.bits:
                word, bit = p.bits[name]
                groups.setdefault((word, flag is condition), {})[condition] = bit
            case _:
                pass
    tests, alone = [], dict.fromkeys(conditions)
    for (word, positive), bits in groups.items():
        if len(bits) >= _FEWEST:
            tests.append(_of_word(p, word, sum(bits.values()), positive, decisive, exact=exact))
            alone = {condition: None for condition in alone if condition not in bits}
    return [*tests, *(p.ref(condition) for condition in alone)]


def _of_word(p: Printer, word: int, bits: int, positive: bool, decisive: bool, *, exact: bool) -> ast.expr:
    """Any or all of some flags of a word, or of their contraries."""
    variable = f"w{word}"
    held = p.early(variable, pycode.assign(variable, pycode.attribute(pycode.name("person"), f"_w{word}")))
    pattern = {
        (True, True): "W & BITS != 0" if exact else "W & BITS",
        (True, False): "W & BITS == BITS",
        (False, True): "W & BITS != BITS",
        (False, False): "not W & BITS",
    }[positive, decisive]
    return pycode.filled(pattern, W=held, BITS=pycode.const(bits))


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
    match value.op:
        case ir.Compared(op) if (numbered := days.compared(p, op, *value.args)) is not None:
            return numbered
        case ir.Aged(years, rule):
            return days.aged(p, value, years, rule)
        case _:
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
        case _:
            raise TypeError(f"no test: {value!r}")


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
