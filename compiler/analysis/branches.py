"""Arithmetic that comes in cases: the later of two facts, working days, amounts of two facts.

In: an arithmetic expression and its operands as symbols. Out: pairs (who, symbol) that together cover every
complete person. What is one function of facts has one case. Where two functions meet, the cases are told
apart by comparing them; where one of the operands has few values, each value is a case. What is left is
`Opaque`, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from polc.compiler.analysis.comparisons import TWO_FACTS, at_least, levels
from polc.compiler.analysis.curves import AtLeast, AtMost
from polc.compiler.analysis.formula import FALSE, TRUE, Formula, Formulas
from polc.compiler.analysis.links import added, multiplied, summed, taken_apart
from polc.compiler.analysis.symbols import (
    Arithmetic,
    Curved,
    Known,
    NotAnalysed,
    Opaque,
    Stat,
    Symbol,
    Term,
    compute,
    exact_number,
    followed,
    interpreted,
)
from polc.compiler.analysis.workdays import Workdays
from polc.compiler.expressions import Environment
from polc.compiler.kernel import INT, Add, Clamp, Const, Scale, Shift, Sub
from polc.dsl.counting import Calendar
from polc.dsl.values import FIRST_DAY, Amount, Duration, Unit, meet

Cases: TypeAlias = tuple[tuple[Formula, Symbol], ...]
BRANCH_LIMIT = 300
_PLACE = Const(Fraction(0), INT)  # stands where a known operand is put in
BOUNDED = "只写明上下限的金额与按事实算出的金额相比"


def branches(expr: Arithmetic, operands: tuple[Symbol, ...], env: Environment, pool: Formulas) -> Cases:
    """The symbols that an arithmetic expression comes to, each with who has it."""
    if isinstance(expr, Clamp):
        return _clamped(expr, operands, env, pool)
    if isinstance(expr, Shift) and isinstance(operands[0], Term) and isinstance(operands[1], Known):
        length = operands[1].value
        if isinstance(length, Duration) and length.unit is Unit.WORKDAY:
            return _by_workdays(expr, operands[0], length, env, pool)
    found = compute(expr, operands, env) or _falling(expr, operands, pool)
    return ((TRUE, found),) if found is not None else _value_by_value(expr, operands, env, pool)


def _falling(expr: Arithmetic, operands: tuple[Symbol, ...], pool: Formulas) -> Symbol | None:
    """A known amount minus a function of facts, or one times a number below 0."""
    some = [o for o in operands if isinstance(o, Curved)]
    return _linked(expr, operands, pool) if len(some) == 1 else None


def _linked(expr: Arithmetic, operands: tuple[Symbol, ...], pool: Formulas) -> Symbol | None:
    """A sum, difference or product of functions of facts, as a number linked to them; else None."""
    if not isinstance(expr, Add | Sub | Scale):
        return None
    left, right = (taken_apart(o, pool) if isinstance(o, Curved | Known) else None for o in operands)
    if left is None or right is None:
        return None
    money = any(
        o.money if isinstance(o, Curved) else isinstance(o, Known) and isinstance(o.value, Amount)
        for o in operands
    )
    if isinstance(expr, Scale):
        (parts, constant), (times, factor) = (left, right) if right[0] == {} else (right, left)
        if times:
            first, second = operands
            assert isinstance(first, Curved) and isinstance(second, Curved)
            return multiplied(first, second, pool)
        return summed(
            {item: f * factor for item, f in parts.items() if factor}, constant * factor, money, pool
        )
    sign = -1 if isinstance(expr, Sub) else 1
    parts = added((*left[0].items(), *((item, sign * factor) for item, factor in right[0].items())))
    return summed(parts, left[1] + sign * right[1], money, pool)


def _value_by_value(
    expr: Arithmetic, operands: tuple[Symbol, ...], env: Environment, pool: Formulas
) -> Cases:
    """The operand with the fewest values, taken value by value."""
    few = {at: found for at, o in enumerate(operands) if isinstance(o, Curved) and (found := levels(o, pool))}
    linked = _linked(expr, operands, pool) or Opaque(TWO_FACTS)
    if not few:
        return ((TRUE, linked),)
    at = min(few, key=lambda number: len(few[number]))
    cases: list[tuple[Formula, Symbol]] = []
    for guard, known in few[at]:
        some = branches(expr, (*operands[:at], known, *operands[at + 1 :]), env, pool)
        cases += [(pool.all_of((guard, inner)), symbol) for inner, symbol in some]
        if len(cases) > BRANCH_LIMIT:
            return ((TRUE, linked),)
    return tuple(cases)


# ---- 保底, 封顶, 最高, 最晚 ---------------------------------------------------------------------
def _clamped(expr: Clamp, operands: Sequence[Symbol], env: Environment, pool: Formulas) -> Cases:
    ends = iter(operands[1:])
    cases: Cases = ((TRUE, operands[0]),)
    for given, floor in ((expr.low, True), (expr.high, False)):
        if given is not None:
            limit = next(ends)
            cases = tuple(
                (pool.all_of((guard, inner)), symbol)
                for guard, item in cases
                for inner, symbol in _limited(item, limit, floor, env, pool)
            )
    return cases


def _limited(item: Symbol, limit: Symbol, floor: bool, env: Environment, pool: Formulas) -> Cases:
    """The item, but at least (or with `floor` false: at most) the limit: as `expressions._clamp`."""
    hidden = next((each for each in (item, limit) if isinstance(each, Opaque)), None)
    statuses = [each.status for each in (item, limit) if isinstance(each, Stat)]
    if hidden is not None or statuses:
        return ((TRUE, hidden or Stat(meet(statuses))),)
    if isinstance(item, Known) and isinstance(limit, Known):
        shape = Clamp(_PLACE, _PLACE, None) if floor else Clamp(_PLACE, None, _PLACE)
        return ((TRUE, interpreted(shape, [item, limit], env)),)
    if isinstance(item, Curved) and isinstance(limit, Curved):
        return _the_further(item, limit, floor, pool)
    curved, known = (item, limit) if isinstance(item, Curved) else (limit, item)
    number = exact_number(known)
    if number is None or not isinstance(curved, Curved):
        return ((TRUE, Opaque(BOUNDED)),)
    return ((TRUE, followed(curved, AtLeast(number) if floor else AtMost(number))),)


def _the_further(item: Curved, limit: Curved, floor: bool, pool: Formulas) -> Cases:
    try:
        kept = at_least(item, limit, pool) if floor else at_least(limit, item, pool)
    except NotAnalysed as problem:
        return ((TRUE, Opaque(problem.reason)),)
    return tuple((guard, symbol) for guard, symbol in ((kept, item), (-kept, limit)) if guard != FALSE)


# ---- working days -----------------------------------------------------------------------------------
def _by_workdays(expr: Shift, day: Term, length: Duration, env: Environment, pool: Formulas) -> Cases:
    """A table inside the calendar; before and after it the interpreter has no answer."""
    calendar = env.kernel.calendar
    stretch = Workdays(calendar, expr.sign * length.count).stretch() if calendar else None
    if calendar is None or stretch is None:
        return ((TRUE, _no_answer(expr, calendar, env)),)
    first, last = (Known(end) for end in stretch)
    inside = pool.all_of((at_least(day, first, pool), at_least(last, day, pool)))
    moved = followed(day, Workdays(calendar, expr.sign * length.count))
    cases = ((inside, moved), (-inside, _no_answer(expr, calendar, env)))
    return tuple((guard, symbol) for guard, symbol in cases if guard != FALSE)


def _no_answer(expr: Shift, calendar: Calendar | None, env: Environment) -> Symbol:
    """What the interpreter says where the calendar has no answer: more days than it has from its first on."""
    first, days = (calendar.first, (calendar.last - calendar.first).days + 2) if calendar else (FIRST_DAY, 1)
    return interpreted(expr, [Known(first), Known(Duration(days, Unit.WORKDAY))], env)
