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
from polc.targets.sql.cells import Cell, at, choose, tightened
from polc.targets.sql.money import compared, plus, product, rounded
from polc.targets.sql.scope import Scope, amount_cell
from polc.targets.sql.text import Unsupported


def condition(expr: Expr, scope: Scope) -> Cell:
    """A condition: TRUE, FALSE, or NULL with what keeps it open. 不适用 doesn't hold."""
    return _holding(cell(expr, scope))


def _holding(found: Cell) -> Cell:
    if found.na is None:
        return found
    if found.hollow and found.missing is None and not found.silent:
        return Cell(kind=Kind.BOOL, value="FALSE", known=False)
    value = f"CASE WHEN {found.na} IS NOT NULL THEN FALSE ELSE {found.value} END"
    return attrs.evolve(found, value=value, na=None, known=None)


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
                raise Unsupported(f"{name} is a way to combine, not a value")
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
            known = (not held.known) if isinstance(held.known, bool) else held.known
            if isinstance(held.known, bool):
                return Cell(kind=Kind.BOOL, value="FALSE" if held.known else "TRUE", known=known)
            return attrs.evolve(held, value=f"(NOT {held.value})", known=None)
        case Compare(op, left, right):
            return _compare(op, cell(left, scope), cell(right, scope), scope)
        case Reached(birth, years, day, rule):
            return _reached(cell(birth, scope), years, cell(day, scope), rule, scope)
        case OneOf(item, options):
            chosen = cell(item, scope)
            listed = ", ".join(scope.dialect.text(option) for option in options)
            test = f"({chosen.value} IN ({listed}))" if listed else f"({chosen.value} IS NULL AND NULL)"
            return _holding(absorbed([chosen], Kind.BOOL, test, scope))


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
    opened = [_opened(item) for item in items]
    value = f" {word} ".join(item.value for item in items)
    return attrs.evolve(_joined(opened, scope), kind=Kind.BOOL, value=f"({value})", tight=False)


def _opened(item: Cell) -> Cell:
    """A condition whose causes are NULL where it's settled."""
    if item.tight:
        return item

    def only(text: str | None) -> str | None:
        return None if text is None else f"CASE WHEN {item.value} IS NULL THEN {text} END"

    return attrs.evolve(
        item,
        missing=only(item.missing),
        reasons=only(item.reasons),
        document=only(item.document),
        clauses=only(item.clauses),
    )


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
        every = [x for x in (found.reasons, reasons) if x is not None]
        found = attrs.evolve(found, reasons=scope.dialect.union(every), silent=True, tight=False)
    return _holding(found)


def _reached(birth: Cell, years: int, day: Cell, rule: LeapRule, scope: Scope) -> Cell:
    month_rule = MonthRule.MONTH_END if rule is LeapRule.FEB_28 else MonthRule.NEXT_DAY
    birthday = scope.dialect.add_months(birth.value, 12 * years, month_rule)
    return _holding(absorbed([birth, day], Kind.BOOL, f"({day.value} >= {birthday})", scope))


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
            raise Unsupported(f"the expression {type(expr).__name__}")


def _number(parts: list[Cell], sign: int, scope: Scope) -> Cell:
    return _with_statuses(plus(parts[0], parts[1], sign, scope), parts, scope)


def _shifted(day: str, length: Expr, sign: int, rule: MonthRule, scope: Scope) -> str:
    while isinstance(length, ReadingOf):
        meaning = scope.reading(length.assumption)
        if isinstance(meaning, Pick):
            raise Unsupported(f"{length.assumption} is a way to combine, not a value")
        length = meaning
    if not (isinstance(length, Const) and isinstance(length.value, Duration)):
        raise Unsupported("a length of time that isn't written in the policy")
    count, unit = sign * length.value.count, length.value.unit
    match unit:
        case Unit.DAY:
            return scope.dialect.add_days(day, count)
        case Unit.MONTH:
            return scope.dialect.add_months(day, count, rule)
        case Unit.YEAR:
            return scope.dialect.add_months(day, 12 * count, rule)
        case Unit.WORKDAY:
            raise Unsupported("working days need a calendar")


def _clamped(item: Cell, low: Expr | None, high: Expr | None, scope: Scope) -> Cell:
    """First the floor, then the cap; a bound that has a status, or can't be compared, gives its status."""
    if item.kind is Kind.DATE:
        raise Unsupported("the earlier or the later of two days")
    for op, end in ((Op.LT, low), (Op.GT, high)):
        if end is not None:
            item = _bounded(op, item, cell(end, scope), scope)
    return item


def _bounded(op: Op, item: Cell, limit: Cell, scope: Scope) -> Cell:
    item, limit = tightened(item), tightened(limit)
    if item.hollow:
        return item
    if limit.hollow:
        there = f"{item.value} IS NOT NULL"
        return _chosen([(there, limit)], item, scope)
    test, reasons = compared(op, item, limit, scope)
    open_ = f"({item.value} IS NOT NULL AND {limit.value} IS NOT NULL AND {test} IS NULL)"
    unclear = Cell(kind=item.kind, value=scope.dialect.null(item.kind), reasons=reasons, silent=True)
    branches = [(f"{item.value} IS NULL", item), (f"{limit.value} IS NULL", limit)]
    branches += [(open_, unclear)] if reasons is not None else []
    return _chosen([*branches, (test, limit)], item, scope)


def _chosen(branches: list[tuple[str, Cell]], otherwise: Cell, scope: Scope) -> Cell:
    return choose(branches, otherwise, scope.dialect)


# ---- statuses ---------------------------------------------------------------------------------------
def absorbed(operands: Sequence[Cell], kind: Kind, value: str, scope: Scope) -> Cell:
    """A value that is NULL where an operand is, with the operands' statuses joined."""
    if any(operand.hollow for operand in operands):
        value = scope.dialect.null(kind)
    return _with_statuses(Cell(kind=kind, value=value), operands, scope)


def _with_statuses(computed: Cell, operands: Sequence[Cell], scope: Scope) -> Cell:
    if any(operand.hollow for operand in operands):
        computed = Cell(kind=computed.kind, value=scope.dialect.null(computed.kind))
    statuses = _joined(operands, scope)
    own = [x for x in (statuses.reasons, computed.reasons) if x is not None]
    return attrs.evolve(
        statuses,
        kind=computed.kind,
        value=computed.value,
        den=computed.den,
        terms=computed.terms,
        forms=computed.forms,
        reasons=scope.dialect.union(own) if own else None,
        silent=statuses.silent or computed.silent,
    )


def _joined(operands: Sequence[Cell], scope: Scope) -> Cell:
    """The statuses of several operands as one: each list joined, the first 不适用 and document taken."""
    unsure = [operand for operand in operands if not operand.sure]

    def first(name: str) -> str | None:
        found = list(dict.fromkeys(x for c in unsure if (x := c.part(name)) is not None))
        return None if not found else found[0] if len(found) == 1 else f"COALESCE({', '.join(found)})"

    def every(name: str) -> str | None:
        found = list(dict.fromkeys(x for c in unsure if (x := c.part(name)) is not None))
        return scope.dialect.concat(found) if found else None

    return Cell(
        kind=Kind.BOOL,
        value="",
        na=first("na"),
        missing=every("missing"),
        reasons=every("reasons"),
        document=first("document"),
        clauses=every("clauses"),
        silent=any(c.silent for c in unsure),
        tight=all(c.tight for c in unsure) and len(unsure) <= 1,
    )
