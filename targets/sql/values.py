"""The operations of a program as SQL: numbers, days, conditions; one function a kind of operation.

In: lanes of the operands. Out: the lane of the result. Operations absorb statuses as sets that are joined;
conditions are SQL's own three-valued logic, which is strong Kleene, with the status of those left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

import attrs

from polc.compiler.arithmetic import ONLY_BOUNDED
from polc.compiler.kernel import Kernel, Kind, Op
from polc.compiler.plan import ir
from polc.compiler.readings import bounds_of
from polc.dsl.counting import Count
from polc.dsl.values import LeapRule, MonthRule, RoundMode, Snap
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql import bits as b
from polc.targets.sql import lane as ln
from polc.targets.sql import tree as t
from polc.targets.sql.bits import Bits
from polc.targets.sql.lane import UNITS, Lane
from polc.targets.sql.statuses import UNCOUNTED, UNROUNDED, Statuses, beyond
from polc.targets.sql.tree import Tree
from polc.targets.sql.workdays import moved

_SYMBOLS = {Op.EQ: "=", Op.NE: "<>"}
_TURNED = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE}


@attrs.frozen
class Arithmetic:
    """Operations for one kernel."""

    kernel: Kernel
    statuses: Statuses

    def operation(self, op: ir.Operation, kind: Kind, args: Sequence[Lane]) -> Lane:
        """The lane of an operation over lanes."""
        match op:
            case ir.AllOf() | ir.AnyOf():
                return _logic(args, all_=isinstance(op, ir.AllOf))
            case ir.Negated():
                return attrs.evolve(args[0], value=t.not_(args[0].value))
            case ir.Held():
                return self._held(args[0])
            case ir.Compared() | ir.Among() | ir.Aged():
                return self._test(op, args)
            case ir.Convert():
                return args[0]
            case _:
                found = self._computed(op, kind, args)
                status = b.union([*(arg.status for arg in args), found.status])
                if any(arg.never for arg in args):
                    return ln.open_(b.union([arg.status for arg in args]), kind)
                return attrs.evolve(found, status=status)

    # ---- conditions ----------------------------------------------------------------------------------
    def _held(self, item: Lane) -> Lane:
        """不适用 in a condition's place doesn't hold."""
        outside = b.has(item.status, self.statuses.outside)
        value = t.case([(outside, t.FALSE)], t.FALSE if item.never and outside is t.TRUE else item.value)
        return Lane(Kind.BOOL, value, _where_null(value, b.without(item.status, self.statuses.outside)))

    def _test(self, op: ir.Compared | ir.Among | ir.Aged, args: Sequence[Lane]) -> Lane:
        if any(arg.never for arg in args):
            status = b.union([arg.status for arg in args])
            return self._held(ln.open_(status, Kind.BOOL))
        own = b.EMPTY
        match op:
            case ir.Compared(sign):
                value, own = self.compared(sign, args[0], args[1])
            case ir.Among(options):
                value = t.among(args[0].value, options)
            case ir.Aged(years, rule):
                value = t.compared(">=", args[1].value, birthday(args[0].value, years, rule))
        status = b.union([*(arg.status for arg in args), own])
        return self._held(Lane(Kind.BOOL, value, _where_null(value, status) if own.can else status))

    def compared(self, op: Op, left: Lane, right: Lane) -> tuple[Tree, Bits]:
        """left OP right, and what leaves it open besides: amounts over parameters."""
        if not left.terms and not right.terms:
            if left.kind is Kind.ENUM or left.kind is Kind.BOOL or left.kind is Kind.DATE:
                return t.compared(_SYMBOLS.get(op, op.value), left.value, right.value), b.EMPTY
            left, right = ln.alike([left, right])
            return t.compared(_SYMBOLS.get(op, op.value), left.value, right.value), b.EMPTY
        apart = self.added(left, right, -1)
        low, high = self.ends(apart)
        below, above = _less(high, strict=True), _more(low, strict=True)
        not_above, not_below = _less(high), _more(low)
        same = t.and_([not_above, not_below])
        true, false = {
            Op.LT: (below, not_below),
            Op.LE: (not_above, above),
            Op.GT: (above, not_above),
            Op.GE: (not_below, below),
            Op.EQ: (same, t.or_([below, above])),
            Op.NE: (t.or_([below, above]), same),
        }[op]
        value = t.case([(true, t.TRUE), (false, t.FALSE)], t.null(Kind.BOOL))
        known = [left.value, right.value]
        there = t.and_([t.not_(t.is_null(part)) for part in known])
        open_ = b.when(t.and_([there, t.is_null(value)]), self._because(apart, ONLY_BOUNDED))
        return value, open_ if value.op != "bool" else b.EMPTY

    def _because(self, amount: Lane, what: str) -> Bits:
        """待定 because of the parameters that take part in an amount."""
        return b.union(
            [
                b.when(t.compared("<>", factor, t.ZERO), self.statuses.bounded([name], what))
                for name, factor in amount.terms
            ]
        )

    # ---- numbers -------------------------------------------------------------------------------------
    def _computed(self, op: ir.Operation, kind: Kind, args: Sequence[Lane]) -> Lane:
        match op:
            case ir.Plus():
                return self.added(args[0], args[1], 1)
            case ir.Minus():
                return self.added(args[0], args[1], -1)
            case ir.Times():
                return _product(args[0], args[1])
            case ir.Divided():
                return _quotient(args[0], args[1])
            case ir.Rounded(step, mode):
                return self._whole(args[0], kind, UNROUNDED, _rounded(args[0], step, mode), step)
            case ir.Stepped(size, up):
                return self._whole(args[0], kind, UNCOUNTED, _steps(args[0], size, up), 1)
            case ir.AtLeast() | ir.AtMost():
                return self._bounded(args[0], args[1], least=isinstance(op, ir.AtLeast))
            case ir.Shifted(sign, rule):
                return self._shifted(args[0].value, args[1].value, sign, rule)
            case ir.Snapped(to):
                return Lane(Kind.DATE, snapped(args[0].value, to))
            case ir.Between():
                return Lane(Kind.INT, _between(op, args[0].value, args[1].value))
            case _:
                raise NotExpressible("sql", Construct.EXPRESSION, type(op).__name__)

    def added(self, left: Lane, right: Lane, sign: int) -> Lane:
        """left ± right."""
        left, right = ln.alike([left, right])
        put = t.plus if sign > 0 else t.minus
        names = sorted(dict.fromkeys((*left.parameters, *right.parameters)))
        terms = [(name, put(left.term(name), right.term(name))) for name in names]
        kept = tuple((name, factor) for name, factor in terms if factor is not t.ZERO)
        step, term_step = gcd(left.step, right.step), gcd(left.term_step, right.term_step)
        value = put(left.value, right.value)
        return ln.reduced(Lane(left.kind, value, b.EMPTY, left.per, step, kept, term_step))

    def _whole(self, item: Lane, kind: Kind, what: str, number: Tree, step: int) -> Lane:
        """A whole number out of an exact one; 待定 where parameters take part."""
        if not item.terms:
            return Lane(kind, number, step=step)
        exact = t.and_([t.compared("=", factor, t.ZERO) for _, factor in item.terms])
        there = t.not_(t.is_null(item.value))
        status = b.when(t.and_([there, t.not_(exact)]), self._because(item, what))
        return Lane(kind, t.case([(exact, number)], t.null(kind)), status, step=step)

    def _bounded(self, item: Lane, limit: Lane, *, least: bool) -> Lane:
        """The item, but not beyond the limit; 待定 where that hangs on parameters."""
        item, limit = ln.alike([item, limit])
        if item.never or limit.never:
            return ln.open_(b.EMPTY, item.kind)
        if not item.terms and not limit.terms:
            within = t.compared(">=" if least else "<=", item.value, limit.value)
            chosen = t.case([(within, item.value)], limit.value)
            value = t.case(
                [(t.or_([t.is_null(x.value) for x in (item, limit) if x.status.can]), t.null(item.kind))],
                chosen,
            )
            return attrs.evolve(item, value=value, step=gcd(item.step, limit.step), status=b.EMPTY)
        inside, _ = self.compared(Op.GE if least else Op.LE, item, limit)
        beyond_, open_ = self.compared(Op.LE if least else Op.GE, item, limit)
        item, limit = (attrs.evolve(lane, status=b.EMPTY) for lane in (item, limit))
        nothing = ln.open_(b.when(t.TRUE, open_), item.kind)
        return ln.choose([(inside, item), (beyond_, limit)], nothing)

    def ends(self, amount: Lane) -> tuple[Lane | None, Lane | None]:
        """The least and the greatest that an amount can be; None where it has no end at all."""
        bounds = bounds_of(self.kernel)
        low: Tree | None = amount.value
        high: Tree | None = amount.value
        step = amount.step
        for name, factor in amount.terms:
            least, most = bounds[name]
            low, high = _end(low, factor, least, most), _end(high, factor, most, least)
            for bound in (each for each in (least, most) if each is not None):
                step = gcd(step, amount.term_step * bound.numerator)
        ends = (
            None if end is None else Lane(amount.kind, end, per=amount.per, step=step) for end in (low, high)
        )
        return next(ends), next(ends)

    # ---- days ----------------------------------------------------------------------------------------
    def _shifted(self, day: Tree, length: Tree, sign: int, rule: MonthRule) -> Lane:
        """A day moved by a length; working days by the calendar, 待定 where they leave it."""
        unit, number = t.function("rest", length, word=len(UNITS)), t.quotient(length, len(UNITS))
        if isinstance(length.word, int) and length.op == "int":
            unit, number = (t.integer(n) for n in (length.word % len(UNITS), length.word // len(UNITS)))
        unit_is = [t.compared("=", unit, t.integer(place)) for place in range(len(UNITS))]
        count = t.times(t.integer(sign), number)
        ways = [(unit_is[0], add_days(day, count)), (unit_is[1], add_months(day, count, rule))]
        if unit_is[2] is t.FALSE:
            return Lane(Kind.DATE, t.case(ways[:1], ways[1][1]))
        there = moved(self.kernel.calendar, day, count)
        lost = t.and_([unit_is[2], t.is_null(there), *(t.not_(t.is_null(x)) for x in (day, length))])
        status = b.when(lost, self.statuses.reason(beyond(self.kernel)))
        return Lane(Kind.DATE, t.case(ways, there), status)


def _where_null(value: Tree, status: Bits) -> Bits:
    return b.when(t.is_null(value), status) if status.can else status


def _logic(args: Sequence[Lane], *, all_: bool) -> Lane:
    """AND or OR of conditions; only open ones that matter tell why."""
    value = (t.and_ if all_ else t.or_)([arg.value for arg in args])
    status = b.union([arg.status for arg in args])
    alone = sum(bool(arg.status.can) for arg in args) == len(args) == 1
    return Lane(Kind.BOOL, value, status if alone else _where_null(value, status))


def _less(end: Lane | None, *, strict: bool = False) -> Tree:
    return t.FALSE if end is None else t.compared("<" if strict else "<=", end.value, t.ZERO)


def _more(end: Lane | None, *, strict: bool = False) -> Tree:
    return t.FALSE if end is None else t.compared(">" if strict else ">=", end.value, t.ZERO)


def _end(end: Tree | None, factor: Tree, least: Fraction | None, most: Fraction | None) -> Tree | None:
    """An end moved by factor × the parameter's own end: `least` for a positive factor, else `most`."""
    if end is None:
        return None
    if factor.op == "int" and isinstance(factor.word, int):
        bound = least if factor.word > 0 else most
        return None if bound is None else t.plus(end, _product_of(factor, bound))
    up = t.null(Kind.MONEY) if least is None else t.plus(end, _product_of(factor, least))
    down = t.null(Kind.MONEY) if most is None else t.plus(end, _product_of(factor, most))
    signs = [(t.compared(">", factor, t.ZERO), up), (t.compared("<", factor, t.ZERO), down)]
    return t.case(signs, end)


def _product_of(factor: Tree, bound: Fraction) -> Tree:
    if bound.denominator != 1:
        raise NotExpressible("sql", Construct.BOUND, str(bound))
    return t.times(factor, t.integer(bound.numerator))


def _product(item: Lane, factor: Lane) -> Lane:
    """item × factor."""
    per = item.per * factor.per
    terms = tuple((name, t.times(each, factor.value)) for name, each in item.terms)
    kept = tuple((name, each) for name, each in terms if each is not t.ZERO)
    value = t.times(item.value, factor.value)
    for one, other in ((item, factor), (factor, item)):  # a constant is divided while it's written
        if one.value.op == "int" and not item.terms and isinstance(one.value.word, int):
            common = gcd(one.value.word, per)
            value = t.times(other.value, t.integer(one.value.word // common))
            return Lane(item.kind, value, per=per // common, step=item.step * factor.step // common)
    steps = item.step * factor.step, item.term_step * factor.step
    return ln.reduced(Lane(item.kind, value, b.EMPTY, per, steps[0], kept, steps[1]))


def _quotient(item: Lane, by: Lane) -> Lane:
    """item ÷ a number that is written. Raises NotExpressible for any other: parts of any size."""
    if by.value.op != "int" or not isinstance(by.value.word, int) or by.terms or not by.value.word:
        raise NotExpressible("sql", Construct.DIVISION)
    return _product(item, ln.known(Fraction(by.per, by.value.word), Kind.INT))


def _rounded(item: Lane, step_fen: int, mode: RoundMode) -> Tree:
    """An exact amount as a multiple of so many 分."""
    parts = step_fen * item.per
    if parts == 1 or (item.step % parts == 0 and item.step):
        return ln.reduced(item).value
    size = t.function("absolute", item.value)
    whole = t.quotient(size, parts)
    match mode:
        case RoundMode.DOWN:
            return t.times(t.quotient(item.value, parts), t.integer(step_fen))
        case RoundMode.UP:
            whole = t.quotient(t.plus(size, t.integer(parts - 1)), parts)
        case RoundMode.HALF_UP:
            whole = t.quotient(t.plus(t.times(size, t.integer(2)), t.integer(parts)), 2 * parts)
        case RoundMode.HALF_EVEN:
            rest = t.times(t.function("rest", size, word=parts), t.integer(2))
            odd = t.compared("=", t.function("rest", whole, word=2), t.integer(1))
            half = t.and_([t.compared("=", rest, t.integer(parts)), odd])
            up = t.or_([t.compared(">", rest, t.integer(parts)), half])
            whole = t.plus(whole, t.case([(up, t.integer(1))], t.ZERO))
    signed = t.case([(t.compared("<", item.value, t.ZERO), t.minus(t.ZERO, whole))], whole)
    return t.times(signed, t.integer(step_fen))


def _steps(item: Lane, size: Fraction, up: bool) -> Tree:
    """How often the size goes into a number that counts as 0 below 0."""
    scaled = size * item.per
    number = t.times(item.value, t.integer(scaled.denominator))
    if up:
        number = t.plus(number, t.integer(scaled.numerator - 1))
    whole = t.quotient(number, scaled.numerator)
    return t.case([(t.compared("<", item.value, t.ZERO), t.ZERO)], whole)


# ---- days --------------------------------------------------------------------------------------------
def add_days(day: Tree, count: Tree) -> Tree:
    """A day so many days later."""
    return day if count is t.ZERO else t.function("add_days", day, count)


def add_months(day: Tree, count: Tree, rule: MonthRule) -> Tree:
    """The corresponding day so many months later."""
    if count is t.ZERO:
        return day
    end = t.function("add_months", day, count)
    if rule is MonthRule.MONTH_END:
        return end
    kept = t.compared("=", part("DAY", end), part("DAY", day))
    return t.case([(kept, end)], add_days(end, t.integer(1)))


def birthday(birth: Tree, years: int | Tree, rule: LeapRule) -> Tree:
    """The day on which somebody completes so many years."""
    months = t.integer(12 * years) if isinstance(years, int) else t.times(years, t.integer(12))
    later = MonthRule.MONTH_END if rule is LeapRule.FEB_28 else MonthRule.NEXT_DAY
    return add_months(birth, months, later)


def part(unit: str, day: Tree) -> Tree:
    """YEAR, MONTH or DAY of a day."""
    return t.function("part", day, word=unit)


def snapped(day: Tree, to: Snap) -> Tree:
    """次日, 当月末日 and the like."""
    one, month = t.integer(1), t.function("first", day, word="month")
    match to:
        case Snap.NEXT_DAY:
            return add_days(day, one)
        case Snap.PREVIOUS_DAY:
            return add_days(day, t.integer(-1))
        case Snap.MONTH_FIRST:
            return month
        case Snap.NEXT_MONTH_FIRST:
            return t.function("add_months", month, one)
        case Snap.MONTH_LAST:
            return add_days(t.function("add_months", month, one), t.integer(-1))
        case Snap.YEAR_FIRST:
            return t.function("first", day, word="year")
        case Snap.YEAR_LAST:
            year = t.function("first", day, word="year")
            return add_days(t.function("add_months", year, t.integer(12)), t.integer(-1))


def _between(op: ir.Between, start: Tree, end: Tree) -> Tree:
    """How many days, months or years lie between two days; NULL where one of them is."""
    years = t.minus(part("YEAR", end), part("YEAR", start))
    months = t.plus(t.times(years, t.integer(12)), t.minus(part("MONTH", end), part("MONTH", start)))
    match op.count:
        case Count.DAYS:
            return _at_least_zero(t.plus(t.function("days", end, start), t.integer(op.extra)))
        case Count.MONTHS:
            return _at_least_zero(t.plus(months, t.integer(op.extra)))
        case Count.FULL_MONTHS:
            return _full(months, add_months(start, months, op.months), end)
        case Count.FULL_YEARS:
            return _full(years, birthday(start, years, op.leap), end)


def _at_least_zero(number: Tree) -> Tree:
    return t.case([(t.compared("<", number, t.ZERO), t.ZERO)], number)


def _full(whole: Tree, reached: Tree, end: Tree) -> Tree:
    """So many, or one less where the corresponding day isn't reached; 0 where it's less than one."""
    none = t.compared("<=", whole, t.ZERO)
    return t.case([(none, t.ZERO), (t.compared(">", reached, end), t.minus(whole, t.integer(1)))], whole)
