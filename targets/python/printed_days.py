"""Days of a program as Python expressions, and tests of them on their ordinal numbers.

In: a value that is a day, or a test of two. Out: its expression. Numbers compare faster than dates do, so a
day that is asked about more than once is numbered first; whether a birthday or a day some months on has come
is seen from the days that lie between, save close to it, where the calendar is asked.
"""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction
from math import ceil, floor

from polc.compiler.kernel import Kind, Op
from polc.compiler.plan import ir
from polc.compiler.plan.ir import May, Value
from polc.dsl.counting import Count
from polc.dsl.values import Duration, LeapRule, MonthRule, Snap, Unit
from polc.targets.python import pycode
from polc.targets.python.printing import Printer, stopped

_A_MONTH = Fraction(146_097, 4_800)  # days, over the 400 years after which the calendar repeats
_AWAY = 5  # no number of months, up to two hundred years, is further from so many times that


# ---- tests -------------------------------------------------------------------------------------------
def aged(p: Printer, value: Value, years: int, rule: LeapRule) -> ast.expr:
    """Somebody born on the first day has so many years on the second."""
    born, on = value.args
    exact = pycode.filled(
        "B >= _birthday(A, Y, F)", A=p.ref(born), B=p.ref(on), Y=pycode.const(years), F=on_feb_28(rule)
    )
    if not (_numberable(p, born) and _numberable(p, on)):
        return exact
    before, now = _ordinal(p, born), _ordinal(p, on)
    ends = {"LOW": pycode.const(365 * years), "HIGH": pycode.const(366 * years)}
    return pycode.filled("D >= HIGH or (D >= LOW and EXACT)", D=_passed(p, before, now), EXACT=exact, **ends)


def compared(p: Printer, op: Op, left: Value, right: Value) -> ast.expr | None:
    """left OP right of two days by their numbers; None where that wouldn't be faster."""
    if Kind.DATE not in (left.kind, right.kind):
        return None
    one, other = _numberable(p, left), _numberable(p, right)
    if one and other:
        return pycode.compare(_ordinal(p, left), op.value, _ordinal(p, right))
    if op in _TURNED and one:
        return _by_months(p, op, left, right)
    if op in _TURNED and other:
        return _by_months(p, _TURNED[op], right, left)
    return None


_TURNED = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE}


def _by_months(p: Printer, op: Op, day_: Value, shifted: Value) -> ast.expr | None:
    """day OP a day that lies some months from another."""
    match shifted.op:
        case ir.Shifted(sign, rule) if p.found(shifted) is None:
            base, length = shifted.args
        case _:
            return None
    months = _months(length)
    if months is None or not _numberable(p, base):
        return None
    moved = _moved(p, base, sign * months, rule)
    exact = pycode.compare(p.ref(day_), op.value, moved)
    low, high = floor(sign * months * _A_MONTH) - _AWAY, ceil(sign * months * _A_MONTH) + _AWAY
    ends = {"LOW": pycode.const(low), "HIGH": pycode.const(high)}
    passed = _passed(p, _ordinal(p, base), _ordinal(p, day_))
    later = op in (Op.GT, Op.GE)
    pattern = "D > HIGH or (D >= LOW and EXACT)" if later else "D < LOW or (D <= HIGH and EXACT)"
    return pycode.filled(pattern, D=passed, EXACT=exact, **ends)


def _ordinal(p: Printer, value: Value) -> ast.expr:
    """The number of a day of which it's at hand."""
    match value.op:
        case ir.Known(date() as known):
            return pycode.const(known.toordinal())
        case ir.Shifted(sign):
            days = pycode.const(sign * (_days(value.args[1]) or 0))
            return pycode.filled("A + N", A=_ordinal(p, value.args[0]), N=days)
        case _:
            return _numbered(p, value)


def _numberable(p: Printer, value: Value) -> bool:
    """A day's number is at hand: of a constant, a fact read more than once, or days from one."""
    match value.op:
        case ir.Known(date()):
            return True
        case ir.Input():
            return p.uses.times[value] > 1
        case ir.Shifted() if p.found(value) is None:
            return _days(value.args[1]) is not None and _numberable(p, value.args[0])
        case _:
            return False


def _days(length: Value) -> int | None:
    match length.op:
        case ir.Known(Duration(count, Unit.DAY)):
            return count
        case _:
            return None


def _numbered(p: Printer, value: Value) -> ast.expr:
    """The variable that holds the number of a day that is given; 0 while it's unknown."""
    given = p.named(value)
    assert isinstance(given, ast.Name)
    number = pycode.filled("A.toordinal()", A=given)
    if May.MISSING in value.may:
        number = pycode.filled("0 if MISSING else N", MISSING=stopped(value, given), N=number)
    variable = f"n{given.id[1:]}"
    return p.early(variable, pycode.assign(variable, number))


def _passed(p: Printer, before: ast.expr, now: ast.expr) -> ast.expr:
    """The days between two, kept where both are facts."""
    passed = pycode.filled("NOW - BEFORE", NOW=now, BEFORE=before)
    match before, now:
        case ast.Name(id=one), ast.Name(id=other):
            variable = f"d{one[1:]}_{other[1:]}"
            return p.early(variable, pycode.assign(variable, passed))
        case _:
            return passed


def on_feb_28(rule: LeapRule) -> ast.expr:
    """Who was born on a 29 February is a year older on 28 February."""
    return pycode.const(rule is LeapRule.FEB_28)


# ---- days --------------------------------------------------------------------------------------------
_SNAPPED = {
    Snap.NEXT_DAY: "A + ONE",
    Snap.PREVIOUS_DAY: "A - ONE",
    Snap.MONTH_FIRST: "A.replace(day=1)",
    Snap.YEAR_FIRST: "date(A.year, 1, 1)",
    Snap.YEAR_LAST: "date(A.year, 12, 31)",
}


def day(p: Printer, value: Value) -> ast.expr:
    """A day, or what lies between two, where none of the operands is a status."""
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
                "_lying_between", *args, pycode.const(months is MonthRule.MONTH_END), on_feb_28(leap)
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
        case _ if (months := _months(length)) is not None:
            return _moved(p, day, sign * months, rule)
        case _:
            moved = [p.ref(day), p.ref(length), pycode.const(sign), to_month_end]
            return pycode.call("_shift_by", pycode.name("_WORKDAYS"), *moved)


def _months(length: Value) -> int | None:
    match length.op:
        case ir.Known(Duration(count, Unit.MONTH | Unit.YEAR as unit)):
            return count * (12 if unit is Unit.YEAR else 1)
        case _:
            return None


def _moved(p: Printer, day: Value, months: int, rule: MonthRule) -> ast.expr:
    return pycode.call(
        "_add_months", p.ref(day), pycode.const(months), pycode.const(rule is MonthRule.MONTH_END)
    )
