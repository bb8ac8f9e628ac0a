"""Expressions of the kernel as cells: `compiler/expressions.py`, said in SQL.

In: an `Expr` and a `Scope`. Out: a `Cell`, loose. Arithmetic on NULL gives NULL, which is how a status
absorbs a value; AND, OR and NOT of SQL are strong Kleene logic, which is the kernel's. What made a value
NULL is carried beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from polc.compiler.kernel import (
    Add,
    And,
    Clamp,
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
    ParamRef,
    Pick,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Sub,
)
from polc.dsl.values import Amount, Duration, LeapRule, MonthRule, Unit
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.cells import Cell, at, choose
from polc.targets.sql.money import compared, plus, product, rounded
from polc.targets.sql.scope import Scope, amount_cell


def condition(expr: Expr, scope: Scope) -> Cell:
    """A condition: TRUE, FALSE, or NULL with what keeps it open. 不适用 doesn't hold."""
    return _holding(cell(expr, scope), scope)


def _holding(found: Cell, scope: Scope) -> Cell:
    if found.na is None:
        return found
    if found.hollow and found.missing is None and not found.silent:
        return Cell(kind=Kind.BOOL, value="FALSE", known=False)
    value = scope.flow.share(f"CASE WHEN {found.na} <> 0 THEN FALSE ELSE {found.value} END")
    return attrs.evolve(found, value=value, na=None, numbers=frozenset(), known=None)


def cell(expr: Expr, scope: Scope) -> Cell:
    """The value or status of any expression."""
    match expr:
        case Const(value, type_):
            return scope.constant(value, type_)
        case Silent(status):
            return scope.status(status, Kind.BOOL)
        case InputRef(name):
            return scope.input(scope.kernel.input_by_name[name])
        case FieldRef(name):
            return scope.fields[name]
        case ParamRef(name):
            return amount_cell(Amount(Fraction(0), ((name, Fraction(1)),)))
        case ReadingOf(name):
            meaning = scope.reading(name)
            if isinstance(meaning, Pick):
                raise NotExpressible("sql", Construct.PICK, name)
            return cell(meaning, scope)
        case And() | Or() | Not() | Compare() | Reached() | OneOf():
            return _logic(expr, scope)
        case _:
            return _arithmetic(expr, scope)


# ---- conditions -------------------------------------------------------------------------------------
def _logic(expr: And | Or | Not | Compare | Reached | OneOf, scope: Scope) -> Cell:
    match expr:
        case And(items):
            return fold([condition(item, scope) for item in items], "AND", scope)
        case Or(items):
            return fold([condition(item, scope) for item in items], "OR", scope)
        case Not(item):
            held = condition(item, scope)
            if isinstance(held.known, bool):
                return Cell(kind=Kind.BOOL, value="FALSE" if held.known else "TRUE", known=not held.known)
            return held if held.hollow else attrs.evolve(held, value=f"(NOT {held.value})", known=None)
        case Compare(op, left, right):
            return _compare(op, cell(left, scope), cell(right, scope), scope)
        case Reached(birth, years, day, rule):
            return _reached(cell(birth, scope), years, cell(day, scope), rule, scope)
        case OneOf(item, options):
            chosen = cell(item, scope)
            listed = ", ".join(scope.dialect.text(option) for option in options)
            test = f"({chosen.value} IN ({listed}))" if listed else f"({chosen.value} IS NULL AND NULL)"
            return _holding(absorbed([chosen], Kind.BOOL, test, scope), scope)


def fold(items: Sequence[Cell], word: str, scope: Scope) -> Cell:
    """AND or OR; what keeps it open is what keeps its open items open."""
    decisive = word == "OR"
    if any(item.known is decisive for item in items):
        return Cell(kind=Kind.BOOL, value=str(decisive).upper(), known=decisive)
    items = [item for item in items if not isinstance(item.known, bool)]
    if not items:
        return Cell(kind=Kind.BOOL, value=str(not decisive).upper(), known=not decisive)
    if len(items) == 1:
        return items[0]
    value = scope.flow.share(f"({f' {word} '.join(item.value for item in items)})")
    joined = attrs.evolve(_joined(items, scope), kind=Kind.BOOL, value=value)
    return scope.shared(_where_open(joined))


def _where_open(found: Cell) -> Cell:
    """The causes of the items count only where the whole is open, and 待定 only where nothing is missing."""
    there = f"{found.value} IS NULL"
    missing, why = found.missing, found.why
    if missing is not None:
        missing = f"CASE WHEN {there} THEN {missing} ELSE 0 END"
    if why is not None:
        there += f" AND {found.missing} = 0" if found.missing is not None else ""
        why = attrs.evolve(why, text=f"CASE WHEN {there} THEN {why.text} ELSE '' END")
    return attrs.evolve(found, missing=missing, why=why)


def _compare(op: Op, left: Cell, right: Cell, scope: Scope) -> Cell:
    if Kind.MONEY in (left.kind, right.kind) and not (left.hollow or right.hollow):
        test, reasons = compared(op, left, right, scope)
    else:
        den = left.den * right.den
        left, right = (at(left, den), at(right, den)) if left.den != right.den else (left, right)
        symbol = {Op.EQ: "=", Op.NE: "<>"}.get(op, op.value)
        test, reasons = f"({left.value} {symbol} {right.value})", None
    found = absorbed([left, right], Kind.BOOL, test, scope)
    if reasons is not None:
        why = scope.united([("TRUE", found.why), ("TRUE", reasons)])
        found = attrs.evolve(found, why=why, silent=True)
    return _holding(found, scope)


def _reached(birth: Cell, years: int, day: Cell, rule: LeapRule, scope: Scope) -> Cell:
    month_rule = MonthRule.MONTH_END if rule is LeapRule.FEB_28 else MonthRule.NEXT_DAY
    birthday = scope.flow.share(scope.dialect.add_months(birth.value, 12 * years, month_rule))
    return _holding(absorbed([birth, day], Kind.BOOL, f"({day.value} >= {birthday})", scope), scope)


# ---- arithmetic -------------------------------------------------------------------------------------
def _arithmetic(expr: Expr, scope: Scope) -> Cell:
    match expr:
        case Add(left, right):
            return _number([cell(left, scope), cell(right, scope)], 1, scope)
        case Sub(left, right):
            return _number([cell(left, scope), cell(right, scope)], -1, scope)
        case Scale(item, factor):
            parts = [cell(item, scope), cell(factor, scope)]
            return _with_statuses(product(parts[0], parts[1], scope), parts, scope)
        case Shift(day, length, sign, rule):
            start = cell(day, scope)
            return absorbed([start], Kind.DATE, _shifted(start.value, length, sign, rule, scope), scope)
        case SnapTo(day, to):
            start = cell(day, scope)
            return absorbed([start], Kind.DATE, scope.dialect.snap(start.value, to), scope)
        case Clamp(item, low, high):
            return _clamped(cell(item, scope), low, high, scope)
        case Round(item, step, mode):
            amount = cell(item, scope)
            return _with_statuses(rounded(amount, step, mode, scope), [amount], scope)
        case _:
            raise NotExpressible("sql", Construct.EXPRESSION, type(expr).__name__)


def _number(parts: list[Cell], sign: int, scope: Scope) -> Cell:
    return _with_statuses(plus(parts[0], parts[1], sign, scope), parts, scope)


def _shifted(day: str, length: Expr, sign: int, rule: MonthRule, scope: Scope) -> str:
    while isinstance(length, ReadingOf):
        meaning = scope.reading(length.assumption)
        if isinstance(meaning, Pick):
            raise NotExpressible("sql", Construct.PICK, length.assumption)
        length = meaning
    if not (isinstance(length, Const) and isinstance(length.value, Duration)):
        raise NotExpressible("sql", Construct.LENGTH)
    count, unit = sign * length.value.count, length.value.unit
    match unit:
        case Unit.DAY:
            return scope.dialect.add_days(day, count)
        case Unit.MONTH:
            return scope.dialect.add_months(day, count, rule)
        case Unit.YEAR:
            return scope.dialect.add_months(day, 12 * count, rule)
        case Unit.WORKDAY:
            raise NotExpressible("sql", Construct.WORKDAYS)


def _clamped(item: Cell, low: Expr | None, high: Expr | None, scope: Scope) -> Cell:
    """First the floor, then the cap; a bound that has a status, or can't be compared, gives its status."""
    if item.kind is Kind.DATE:
        raise NotExpressible("sql", Construct.TWO_DAYS)
    for end, beyond, within in ((low, Op.LE, Op.GE), (high, Op.GE, Op.LE)):
        if end is not None:
            item = _bounded(beyond, within, item, cell(end, scope), scope)
    return item


def _bounded(beyond: Op, within: Op, item: Cell, limit: Cell, scope: Scope) -> Cell:
    joined = absorbed([item, limit], item.kind, scope.dialect.null(item.kind), scope)
    if item.hollow or limit.hollow:
        return joined
    stays, _ = compared(within, item, limit, scope)
    out, reasons = compared(beyond, item, limit, scope)
    lacking = [f"{cell.value} IS NULL" for cell in (item, limit) if not cell.sure]
    unclear = Cell(kind=item.kind, value=scope.dialect.null(item.kind), why=reasons, silent=True)
    branches = [(f"({' OR '.join(lacking)})", joined)] if lacking else []
    if reasons is None:
        return scope.shared(choose([*branches, (stays, item.bare)], limit.bare, scope.dialect))
    branches += [(f"COALESCE({stays}, FALSE)", item.bare), (f"COALESCE({out}, FALSE)", limit.bare)]
    return scope.shared(choose(branches, unclear, scope.dialect))


# ---- statuses ---------------------------------------------------------------------------------------
def absorbed(operands: Sequence[Cell], kind: Kind, value: str, scope: Scope) -> Cell:
    """A value that is NULL where an operand is, with the operands' statuses joined."""
    return _with_statuses(Cell(kind=kind, value=value), operands, scope)


def _with_statuses(computed: Cell, operands: Sequence[Cell], scope: Scope) -> Cell:
    if any(operand.hollow for operand in operands):
        computed = Cell(kind=computed.kind, value=scope.dialect.null(computed.kind))
    statuses = _joined(operands, scope)
    joined = attrs.evolve(
        statuses,
        kind=computed.kind,
        value=computed.value,
        den=computed.den,
        terms=computed.terms,
        forms=computed.forms,
        why=scope.united([("TRUE", statuses.why), ("TRUE", computed.why)]),
        silent=statuses.silent or computed.silent,
    )
    return scope.shared(joined)


def _joined(operands: Sequence[Cell], scope: Scope) -> Cell:
    """The statuses of several operands as one: 不适用 over 缺资料 over 待定, equal ones joined."""
    unsure = [operand for operand in operands if not operand.sure]
    outside = list(dict.fromkeys(c.na for c in unsure if c.na is not None))
    missing = list(dict.fromkeys(c.missing for c in unsure if c.missing is not None))
    why = scope.united([("TRUE", c.why) for c in unsure])
    if len(unsure) == 1:
        (one,) = unsure
        return attrs.evolve(one, kind=Kind.BOOL, value="", known=None, forms=None, ends=None, terms=(), den=1)
    na = scope.flow.share(first_number(outside)) if outside else None
    lacking = scope.flow.share(scope.dialect.bits(missing)) if missing else None
    nowhere = f"{na} = 0" if na is not None else ""
    nothing = " AND ".join(t for t in (nowhere, f"{lacking} = 0" if lacking is not None else "") if t)
    if lacking is not None and nowhere:
        lacking = f"CASE WHEN {nowhere} THEN {lacking} ELSE 0 END"
    if why is not None and nothing:
        why = attrs.evolve(why, text=f"CASE WHEN {nothing} THEN {why.text} ELSE '' END")
    return Cell(
        kind=Kind.BOOL,
        value="",
        na=na,
        missing=lacking,
        why=why,
        silent=any(c.silent for c in unsure),
        numbers=frozenset().union(*(c.numbers for c in unsure)),
    )


def first_number(numbers: Sequence[str]) -> str:
    """The number of the 不适用 that speaks for all: what comes first has the greatest, and 0 is none."""
    return numbers[0] if len(numbers) == 1 else f"GREATEST({', '.join(numbers)})"
