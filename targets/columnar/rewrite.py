"""Expressions as tables see them: readings settled, days symbolic, plain conditions one bit.

In: an expression of the kernel and one way to settle the open readings. Out: an expression that the
interpreter's own `value` computes, in which `InputRef("#12")` is bit 12, `InputRef("名称")` a fact that may
be unknown, and a date is a `SymbolicDay`. What has no columnar form raises `NotExpressible`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from polc.compiler.kernel import (
    BOOL,
    DATE,
    FALSE,
    TRUE,
    Add,
    And,
    Clamp,
    Compare,
    Const,
    Expr,
    FieldRef,
    InputRef,
    Kernel,
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
from polc.dsl.values import Duration, LeapRule, Unit
from polc.targets.api import NotExpressible
from polc.targets.columnar.bits import Bits, Flag
from polc.targets.columnar.days import (
    Comparisons,
    DayForm,
    DayStep,
    DayTerm,
    Move,
    ToBirthday,
    ToSnap,
    advance,
    fact_of,
    term_of,
)
from polc.targets.constructs import Construct


def bit_ref(number: int) -> InputRef:
    """How an expression reads a bit."""
    return InputRef(f"#{number}")


def bit_of(expr: Expr) -> int | None:
    """The bit an expression is, if it is one."""
    return int(expr.name[1:]) if isinstance(expr, InputRef) and expr.name.startswith("#") else None


@attrs.define(kw_only=True)
class Rewriter:
    """Rewrites for one way to settle readings; `plain` are the fields that are one bit."""

    kernel: Kernel
    readings: Mapping[str, str]
    railed: frozenset[str]
    bits: Bits
    world: Comparisons
    plain: dict[str, int] = attrs.Factory(dict)

    def rewrite(self, expr: Expr, *, keep_fields: bool = False) -> Expr:
        """The expression for tables. `keep_fields` leaves fields fields, for the sake of their clauses."""
        match expr:
            case Const() | Silent() | ParamRef():
                return expr
            case InputRef(name):
                return self._input(name)
            case FieldRef(name):
                return expr if keep_fields or name not in self.plain else bit_ref(self.plain[name])
            case ReadingOf(name):
                meaning = self.kernel.assumption_by_name[name].reading(self.readings[name]).meaning
                if isinstance(meaning, Pick):
                    raise NotExpressible("columnar", Construct.PICK, name)
                return self.rewrite(meaning)
            case And(items) | Or(items):
                return self._fold([self.rewrite(item) for item in items], isinstance(expr, And))
            case Not(item):
                return self._not(self.rewrite(item))
            case Compare(op, left, right):
                return self._compare(op, self.rewrite(left), self.rewrite(right))
            case Reached(birth, years, day, rule):
                return self._reached(self.rewrite(birth), self.rewrite(day), years, rule)
            case Shift() | SnapTo():
                return self._day(expr)
            case _:
                return self._inside(expr, keep_fields)

    def _inside(self, expr: Expr, keep: bool) -> Expr:
        match expr:
            case Add(left, right):
                return Add(self.rewrite(left, keep_fields=keep), self.rewrite(right, keep_fields=keep))
            case Sub(left, right):
                return Sub(self.rewrite(left, keep_fields=keep), self.rewrite(right, keep_fields=keep))
            case Scale(item, factor):
                return Scale(self.rewrite(item, keep_fields=keep), self.rewrite(factor, keep_fields=keep))
            case Clamp(item, low, high):
                if self.kernel.kind_of(item) is Kind.DATE:
                    raise NotExpressible("columnar", Construct.TWO_DAYS)
                ends = [None if e is None else self.rewrite(e, keep_fields=keep) for e in (low, high)]
                return Clamp(self.rewrite(item, keep_fields=keep), *ends)
            case Round(item, step, mode):
                return Round(self.rewrite(item, keep_fields=keep), step, mode)
            case OneOf(item, options):
                return OneOf(self.rewrite(item, keep_fields=keep), options)
            case _:
                raise NotExpressible("columnar", Construct.EXPRESSION, type(expr).__name__)

    def _input(self, name: str) -> Expr:
        decl = self.kernel.input_by_name[name]
        match decl.type.kind:
            case Kind.DATE:
                return Const(self.world.symbol(DayForm(name)), DATE)
            case Kind.BOOL if decl.default is not None or name in self.railed:
                return bit_ref(self.bits.number(Flag(name)))
            case Kind.BOOL | Kind.ENUM:
                return InputRef(name)
            case _:
                raise NotExpressible("columnar", Construct.FACT, name)

    # ---- conditions ---------------------------------------------------------------------------------
    def _fold(self, items: list[Expr], conjunction: bool) -> Expr:
        """And, Or of rewritten items: bits become one bit, constants go."""
        neutral, decisive = (TRUE, FALSE) if conjunction else (FALSE, TRUE)
        if decisive in items:
            return decisive
        found = [bit_of(item) for item in items]
        bits = [number for number in found if number is not None]
        rest = [i for i, number in zip(items, found, strict=True) if number is None and i != neutral]
        if bits:
            joined = self.bits.all_of(bits) if conjunction else self.bits.any_of(bits)
            rest.append(bit_ref(joined))
        if len(rest) == 1:
            return rest[0]
        return And(tuple(rest)) if conjunction else Or(tuple(rest))

    def _not(self, item: Expr) -> Expr:
        bit = bit_of(item)
        if bit is not None:
            return bit_ref(self.bits.negated(bit))
        if item in (TRUE, FALSE):
            return Const(item == FALSE, BOOL)
        return Not(item)

    def _compare(self, op: Op, left: Expr, right: Expr) -> Expr:
        a, b = day_term(left), day_term(right)
        if a is None or b is None:
            return Compare(op, left, right)
        match op:
            case Op.LE:
                return self._at_most(a, b)
            case Op.GE:
                return self._at_most(b, a)
            case Op.GT:
                return self._not(self._at_most(a, b))
            case Op.LT:
                return self._not(self._at_most(b, a))
            case Op.EQ:
                return self._fold([self._at_most(a, b), self._at_most(b, a)], True)
            case Op.NE:
                return self._not(self._fold([self._at_most(a, b), self._at_most(b, a)], True))

    def _at_most(self, left: DayTerm, right: DayTerm) -> Expr:
        """left ≤ right: a constant, a part of the days of one input, or a bit."""
        if isinstance(left, date) and isinstance(right, date):
            return TRUE if left <= right else FALSE
        fact = fact_of(left, right)
        if fact is not None:
            return bit_ref(self.bits.number(fact))
        for base in {term.base for term in (left, right) if isinstance(term, DayForm)}:
            self.world.note(base, left, right)
        return Compare(Op.LE, self._term(left), self._term(right))

    def _term(self, term: DayTerm) -> Const:
        return Const(self.world.symbol(term) if isinstance(term, DayForm) else term, DATE)

    def _reached(self, birth: Expr, day: Expr, years: int, rule: LeapRule) -> Expr:
        born = day_term(birth)
        if born is not None and day_term(day) is not None:
            return self._compare(Op.GE, day, self._after(born, ToBirthday(years, rule)))
        if all(isinstance(side, Silent) or day_term(side) is not None for side in (birth, day)):
            return Reached(birth, years, day, rule)
        raise NotExpressible("columnar", Construct.FIELD_DAY)

    # ---- days ---------------------------------------------------------------------------------------
    def _day(self, expr: Shift | SnapTo) -> Expr:
        item = self.rewrite(expr.day)
        if isinstance(item, Silent):
            return item
        term = day_term(item)
        if term is None:
            raise NotExpressible("columnar", Construct.FIELD_DAY)
        return self._after(term, ToSnap(expr.to) if isinstance(expr, SnapTo) else self._move(expr))

    def _move(self, expr: Shift) -> Move:
        length = self.rewrite(expr.length)
        if not (isinstance(length, Const) and isinstance(length.value, Duration)):
            raise NotExpressible("columnar", Construct.LENGTH)
        if length.value.unit is Unit.WORKDAY:
            raise NotExpressible("columnar", Construct.WORKDAYS)
        return Move(expr.sign * length.value.count, length.value.unit, expr.rule)

    def _after(self, term: DayTerm, step: DayStep) -> Const:
        if isinstance(term, DayForm):
            return self._term(DayForm(term.base, (*term.steps, step)))
        return self._term(advance(term, step))


def day_term(expr: Expr) -> DayTerm | None:
    """What a date expression stands for; None where it isn't a date that is written or of an input."""
    return term_of(expr.value) if isinstance(expr, Const) and isinstance(expr.value, date) else None
