"""Making values: hash-consing, constants folded, numbers brought to one representation.

In: operations and values. Out: values, the same one for the same operation (value numbering, which is common
subexpression elimination). What a value can be and how it's held is found here, as it's made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import ge, gt, le, lt, or_

import attrs

from polc.compiler.kernel import Kind, Op
from polc.compiler.plan import ir
from polc.compiler.plan.ir import EXACT, LINEAR, NONE, PLAIN, How, May, Rep, Value
from polc.dsl.values import Amount, Missing, NotApplicable, Plain, Status

_TESTS: dict[Op, Callable[..., bool]] = {Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge}
_FOLDED = (How.PLAIN, How.WHOLE)
_NOWHERE: frozenset[int] = frozenset()


def may_of(values: Sequence[Value]) -> May:
    """Every status that one of the values can be."""
    return reduce(or_, (value.status for value in values), May.NOTHING)


def common(reps: Sequence[Rep]) -> Rep:
    """The representation that can hold what all of these hold."""
    numbers = [rep for rep in reps if rep.number]
    if not numbers:
        return next((rep for rep in reps if rep.how is not How.NONE), NONE)
    if LINEAR in numbers:
        return LINEAR
    if EXACT in numbers:
        return EXACT
    return Rep(How.WHOLE, lcm(*(rep.per for rep in numbers)))


def causes_of(value: Value) -> tuple[Value, ...]:
    """The values behind which a status of this one can first come from."""
    found: dict[Value, None] = {}
    waiting = [value]
    for each in waiting:
        if each.status & ~may_of(each.args) or isinstance(each.op, ir.Folded | ir.Field | ir.Merged):
            found[each] = None
        else:
            waiting += [arg for arg in each.args if arg.status and arg not in waiting]
    return tuple(found)


@attrs.define
class Values:
    """The values made so far."""

    _made: dict[tuple[object, ...], Value] = attrs.field(init=False, factory=dict)

    def make(
        self,
        op: ir.Operation,
        args: Sequence[Value] = (),
        *,
        kind: Kind | None,
        rep: Rep,
        may: May = May.VALUE,
        levels: frozenset[int] | None = None,
    ) -> Value:
        """The value of this operation: the one that is there already, or a new one."""
        key = (type(op), op, tuple(args), kind, rep, may)
        if key not in self._made:
            around = _NOWHERE.union(*(arg.levels for arg in args)) if levels is None else levels
            self._made[key] = Value(len(self._made), op, tuple(args), kind, rep, may, around)
        return self._made[key]

    # ---- constants -----------------------------------------------------------------------------------
    def known(self, value: Plain, kind: Kind) -> Value:
        """A constant."""
        if isinstance(value, Amount) and value.terms:
            return self.make(ir.Known(value), kind=kind, rep=LINEAR)
        number = value.fen if isinstance(value, Amount) else value
        if isinstance(number, Fraction):
            rep = Rep(How.WHOLE, number.denominator)
            return self.make(ir.Known(number.numerator), kind=kind, rep=rep)
        return self.make(ir.Known(number), kind=kind, rep=PLAIN)

    def truth(self, value: bool) -> Value:
        """True or false."""
        return self.known(value, Kind.BOOL)

    def stopped(self, status: Status) -> Value:
        """A status."""
        may = May.OPEN
        if isinstance(status, NotApplicable | Missing):
            may = May.OUTSIDE if isinstance(status, NotApplicable) else May.MISSING
        return self.make(ir.Stopped(status), kind=None, rep=NONE, may=may)

    # ---- representations -----------------------------------------------------------------------------
    def alike(self, values: Sequence[Value]) -> list[Value]:
        """The values in one representation, in which they can be added and compared."""
        want = common([value.rep for value in values])
        return [self.converted(value, want) for value in values]

    def converted(self, value: Value, want: Rep) -> Value:
        """The same number in another representation; statuses and other values stay as they are."""
        if value.rep == want or not value.rep.number:
            return value
        match value.op:
            case ir.Known(int() as count):
                number = Fraction(count, value.rep.per)
                held: Plain | int = number
                if want.how is How.WHOLE:
                    held = (number * want.per).numerator
                elif want == LINEAR:
                    held = Amount(number)
                return self.make(ir.Known(held), kind=value.kind, rep=want)
            case _:
                return self.make(ir.Convert(), [value], kind=value.kind, rep=want, may=value.may)

    # ---- operations ----------------------------------------------------------------------------------
    def strict(
        self, op: ir.Operation, args: Sequence[Value], kind: Kind | None, rep: Rep, more: May = May.NOTHING
    ) -> Value:
        """An operation that absorbs statuses; `more` is what it can come to by itself."""
        settled = self._settled(args)
        if settled is not None:
            return settled
        may = may_of(args)
        if all(May.VALUE in arg.may for arg in args):
            return self.make(op, args, kind=kind, rep=rep, may=may | May.VALUE | more)
        return self.make(op, args, kind=kind, rep=NONE, may=may)

    def _settled(self, args: Sequence[Value]) -> Value | None:
        """不适用 where an operand is nothing else and no other can be: it goes before everything."""
        first, *others = dict.fromkeys(arg for arg in args if May.OUTSIDE in arg.may) or (None,)
        return first if first is not None and not others and isinstance(first.op, ir.Stopped) else None

    def added(self, op: ir.Plus | ir.Minus, left: Value, right: Value) -> Value:
        """left + right or left - right."""
        left, right = self.alike([left, right])
        kind, rep = left.kind or right.kind, common([left.rep, right.rep])
        match left.op, right.op:
            case ir.Known(int() as one), ir.Known(int() as other) if rep.how is How.WHOLE:
                total = one + other if isinstance(op, ir.Plus) else one - other
                return self.make(ir.Known(total), kind=kind, rep=rep)
            case ir.Known(Amount() as one), ir.Known(Amount() as other):
                amount = one.plus(other) if isinstance(op, ir.Plus) else one.minus(other)
                return self.make(ir.Known(amount), kind=kind, rep=rep)
            case _:
                return self.strict(op, [left, right], kind, rep)

    def times(self, item: Value, factor: Value) -> Value:
        """item × factor; wholes multiply without a division, and the product counts smaller parts."""
        if factor.op == ir.Known(factor.rep.per) and factor.rep.how is How.WHOLE:
            return item
        if item.rep == LINEAR:
            return self.strict(ir.Times(), [item, self.converted(factor, EXACT)], item.kind, LINEAR)
        if EXACT in (item.rep, factor.rep):
            both = [self.converted(item, EXACT), self.converted(factor, EXACT)]
            return self.strict(ir.Times(), both, item.kind, EXACT)
        per = item.rep.per * factor.rep.per
        match item.op, factor.op:
            case ir.Known(int() as one), ir.Known(int() as other):
                product = Fraction(one * other, per)
                rep = Rep(How.WHOLE, product.denominator)
                return self.make(ir.Known(product.numerator), kind=item.kind, rep=rep)
            case _:
                return self.strict(ir.Times(), [item, factor], item.kind, Rep(How.WHOLE, per))

    def divided(self, item: Value, by: Value) -> Value:
        """item ÷ by; of two amounts it's a rate, and one that has parameters can't be divided by."""
        of_amounts = item.kind is Kind.MONEY and by.kind is Kind.MONEY
        if of_amounts and LINEAR in (item.rep, by.rep):
            both = [self.converted(item, LINEAR), self.converted(by, LINEAR)]
            return self.strict(ir.Divided(), both, Kind.RATE, EXACT, May.OPEN)
        kind = item.kind if item.kind is Kind.MONEY and not of_amounts else Kind.RATE
        rep = LINEAR if item.rep == LINEAR else EXACT
        both = [self.converted(item, rep), self.converted(by, EXACT)]
        return self.strict(ir.Divided(), both, kind, rep, May.OPEN)

    def bounded(self, op: ir.AtLeast | ir.AtMost, item: Value, limit: Value) -> Value:
        """item, but not beyond the limit."""
        item, limit = self.alike([item, limit])
        rep = common([item.rep, limit.rep])
        more = May.OPEN if rep == LINEAR else May.NOTHING
        return self.strict(op, [item, limit], item.kind or limit.kind, rep, more)

    # ---- conditions ----------------------------------------------------------------------------------
    def held(self, value: Value) -> Value:
        """A value in a condition's place."""
        if May.OUTSIDE not in value.may:
            return value
        if isinstance(value.op, ir.Stopped):
            return self.truth(False)
        may = (value.may & ~May.OUTSIDE) | May.VALUE
        return self.make(ir.Held(), [value], kind=Kind.BOOL, rep=PLAIN, may=may)

    def test(self, op: ir.Operation, args: Sequence[Value], more: May = May.NOTHING) -> Value:
        """A test over values: open where one of them is, false where one is 不适用."""
        if self._settled(args) is not None:
            return self.truth(False)
        may = may_of(args)
        if May.OUTSIDE in may or all(May.VALUE in arg.may for arg in args):
            may = (may & ~May.OUTSIDE) | May.VALUE | more
        return self.make(op, args, kind=Kind.BOOL, rep=PLAIN, may=may)

    def compared(self, op: Op, left: Value, right: Value) -> Value:
        """left OP right."""
        left, right = self.alike([left, right])
        match left.op, right.op:
            case ir.Known(one), ir.Known(other) if left.rep == right.rep and left.rep.how in _FOLDED:
                return self.truth(_compare(op, one, other))
            case _:
                more = May.OPEN if LINEAR in (left.rep, right.rep) else May.NOTHING
                return self.test(ir.Compared(op), [left, right], more)

    def among(self, item: Value, options: tuple[str, ...]) -> Value:
        """An option is one of several."""
        match item.op:
            case ir.Known(option):
                return self.truth(option in options)
            case _:
                return self.test(ir.Among(options), [item])

    def negated(self, condition: Value) -> Value:
        """A condition's contrary."""
        match condition.op:
            case ir.Known(value):
                return self.truth(not value)
            case ir.Negated():
                return condition.args[0]
            case _:
                args = [condition]
                return self.make(ir.Negated(), args, kind=Kind.BOOL, rep=PLAIN, may=condition.may)

    def joined(self, op: ir.AllOf | ir.AnyOf, conditions: Sequence[Value]) -> Value:
        """All of them, or any of them; flattened, each once, constants put in."""
        decisive = isinstance(op, ir.AnyOf)
        parts: dict[Value, None] = {}
        for condition in conditions:
            match condition.op:
                case ir.Known(value):
                    if value is decisive:
                        return condition
                case inner if inner == op:
                    parts |= dict.fromkeys(condition.args)
                case _:
                    parts[condition] = None
        if not parts:
            return self.truth(not decisive)
        if len(parts) == 1:
            return next(iter(parts))
        may = may_of(list(parts)) | May.VALUE
        return self.make(op, list(parts), kind=Kind.BOOL, rep=PLAIN, may=may)


def _compare(op: Op, one: object, other: object) -> bool:
    match one, other:
        case _ if op in (Op.EQ, Op.NE):
            return (one == other) is (op is Op.EQ)
        case (int(), int()) | (date(), date()):
            return _TESTS[op](one, other)
        case _:
            raise TypeError(f"no order: {one!r}, {other!r}")
