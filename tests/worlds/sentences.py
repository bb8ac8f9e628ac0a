"""Random conditions and values: days near each other, ages, counts, lists, amounts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import attrs
from kernels import all_of, any_of, money, silent

from polc.compiler.kernel import (
    BOOL,
    DATE,
    DURATION,
    FALSE,
    INT,
    RATE,
    TRUE,
    Clamp,
    Compare,
    Const,
    Elapsed,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    InputRef,
    ItemRef,
    Kind,
    Not,
    OneOf,
    Op,
    ParamRef,
    Reached,
    ReadingOf,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Steps,
    Sub,
    Type,
)
from polc.dsl.counting import Count
from polc.dsl.values import Duration, LeapRule, MonthRule, NotApplicable, Snap, Unit

STARTS = (date(2024, 2, 25), date(2025, 1, 28), date(2024, 12, 28), date(2025, 2, 26), date(2024, 8, 29))
PAY_DAYS, BIRTH_DAYS = 9, 6
HOUSE = Type(Kind.ENUM, ("楼房", "平房", "窑洞"))


@attrs.define
class Sentences:
    """Writes conditions and values; the names that they can refer to grow as a policy is written."""

    rng: random.Random
    start: date
    birth: date
    flags: tuple[str, ...]
    has_birth: bool
    has_house: bool
    has_count: bool
    has_list: bool
    groups: list[str] = attrs.field(factory=list)
    windows: list[tuple[str, tuple[str, ...]]] = attrs.field(factory=list)
    amounts: list[str] = attrs.field(factory=list)

    def pay_day(self) -> Const:
        return Const(self.start + timedelta(days=self.rng.randint(-1, PAY_DAYS)), DATE)

    def length(self) -> Const:
        unit = self.rng.choice((Unit.DAY, Unit.DAY, Unit.MONTH))
        return Const(Duration(self.rng.randint(0, 3), unit), DURATION)

    def moved(self, item: Expr) -> Expr:
        rule = self.rng.choice(tuple(MonthRule))
        match self.rng.randrange(6):
            case 0:
                return item
            case 4:
                days = Const(Duration(self.rng.randint(0, 4), Unit.WORKDAY), DURATION)
                return Shift(item, days, self.rng.choice((1, -1)), rule)
            case 5:
                return self.clamped(item)
            case 1:
                return SnapTo(item, self.rng.choice(tuple(Snap)))
            case 2:
                return Shift(item, self.length(), self.rng.choice((1, -1)), rule)
            case _:
                return Shift(Shift(item, self.length(), 1, rule), self.length(), -1, rule)

    def clamped(self, day: Expr) -> Expr:
        """A day, but not before or after another one, which may be computed as well."""
        limits = [self.pay_day(), self.pay_day(), SnapTo(InputRef("缴费日"), self.rng.choice(tuple(Snap)))]
        limits += [self.grown_up()] * self.has_birth
        low, high = self.rng.choice(limits), self.rng.choice(limits)
        return Clamp(day, low if self.rng.random() < 0.6 else None, high if self.rng.random() < 0.5 else None)

    def grown_up(self) -> Expr:
        """A day computed from the birth, near the days of payment."""
        length = Const(Duration((self.start - self.birth).days, Unit.DAY), DURATION)
        return Shift(InputRef("出生日期"), length, 1, MonthRule.MONTH_END)

    def number(self) -> Expr:
        """A whole number that is counted: the time between two days, steps of it, a number of persons."""
        pay, rng = InputRef("缴费日"), self.rng
        ends: list[Expr] = [pay, self.pay_day(), self.moved(pay)]
        ends += [self.moved(InputRef("出生日期")), InputRef("出生日期")] * self.has_birth
        count = rng.choice(tuple(Count))
        extra = rng.choice((0, 0, 1, -1)) if count in (Count.DAYS, Count.MONTHS) else 0
        rules = rng.choice(tuple(MonthRule)), rng.choice(tuple(LeapRule))
        found: Expr = Elapsed(count, rng.choice(ends), rng.choice(ends), extra, *rules)
        if self.has_count and rng.random() < 0.3:
            found = InputRef("人数")
        whole = Const(Fraction(rng.randint(0, 3)), INT)
        match rng.randrange(8):
            case 0:
                return Steps(found, Fraction(rng.choice((2, 3, 7))), rng.random() < 0.5)
            case 1:
                return Clamp(found, whole if rng.random() < 0.5 else None, Const(Fraction(4), INT))
            case 2:
                return Sub(Const(Fraction(5), INT), found)
            case 3:
                return Sub(found, whole)
            case 4 if self.has_count:
                return Clamp(found, InputRef("人数"), None)
            case _:
                return found

    def asked_of_list(self, op: Op) -> Expr:
        """存在, 每个, 条数 or 合计, of entries with a yes or no and a small number."""
        used, worth = ItemRef("购书", "教材", BOOL), ItemRef("购书", "本数", INT)
        limit = Const(Fraction(self.rng.randint(1, 2)), INT)
        holds: Expr = self.rng.choice((used, Not(used), Compare(op, worth, limit)))
        where = TRUE if self.rng.random() < 0.6 else used
        match self.rng.randrange(4):
            case 0:
                return Fold("购书", FoldHow.EXISTS, where, holds, FALSE)
            case 1:
                return Fold("购书", FoldHow.EVERY, where, holds, self.rng.choice((TRUE, FALSE)))
            case 2:
                return Compare(op, Fold("购书", FoldHow.COUNT, holds, TRUE, FALSE), limit)
            case _:
                how = self.rng.choice((FoldHow.SUM, FoldHow.GREATEST, FoldHow.LEAST))
                empty: Expr = Const(Fraction(0), INT) if how is FoldHow.SUM else self.status()
                return Compare(op, Fold("购书", how, where, worth, empty), limit)

    def test(self) -> Expr:
        """One comparison of days, or of another fact."""
        op = self.rng.choice((Op.LT, Op.LE, Op.GT, Op.GE, Op.EQ, Op.NE))
        pay = InputRef("缴费日")
        kinds = ["day", "same", "number", "number"]
        kinds += ["birth", "birth", "age"] * self.has_birth
        kinds += ["list", "list"] * self.has_list
        kinds += ["house"] * self.has_house + ["count"] * self.has_count + ["money"] * bool(self.amounts)
        match self.rng.choice(kinds):
            case "birth":
                return Compare(op, self.moved(pay), self.moved(self.grown_up()))
            case "list":
                return self.asked_of_list(op)
            case "number":
                far = self.rng.choice((0, 1, 2, 3, 5, (self.start - self.birth).days))
                other = self.number() if self.rng.random() < 0.2 else Const(Fraction(far), INT)
                return Compare(op, self.number(), other)
            case "age":
                years = self.start.year - self.birth.year
                rule = self.rng.choice(tuple(LeapRule))
                return Reached(self.moved(InputRef("出生日期")), years, self.moved(pay), rule)
            case "house":
                return OneOf(InputRef("户型"), tuple(self.rng.sample(HOUSE.options, 2)))
            case "count":
                scaled = Scale(InputRef("人数"), Const(Fraction(self.rng.randint(1, 2)), INT))
                return Compare(op, scaled, Const(Fraction(self.rng.randint(0, 4)), INT))
            case "money":
                return Compare(
                    op, FieldRef(self.rng.choice(self.amounts)), money(self.rng.choice((100, 300)))
                )
            case "same":
                return Compare(op, self.moved(pay), self.moved(pay))
            case _:
                return Compare(op, self.moved(pay), self.pay_day())

    def atom(self) -> Expr:
        kind = self.rng.randrange(10)
        if kind < 5:
            return InputRef(self.rng.choice(self.flags))
        if kind < 6 and self.groups:
            return FieldRef(self.rng.choice(self.groups))
        if kind < 8 and self.windows:
            name, options = self.rng.choice(self.windows)
            return OneOf(FieldRef(name), tuple(self.rng.sample(options, self.rng.randint(1, len(options)))))
        if kind == 8 and self.rng.random() < 0.2:
            return ReadingOf("名单")
        return self.test()

    def condition(self, depth: int = 2) -> Expr:
        kind = self.rng.randrange(5) if depth else 4
        if kind == 0:
            return all_of(*(self.condition(depth - 1) for _ in range(self.rng.randint(2, 3))))
        if kind == 1:
            return any_of(*(self.condition(depth - 1) for _ in range(self.rng.randint(2, 3))))
        return Not(self.condition(depth - 1)) if kind == 2 else self.atom()

    def status(self) -> Expr:
        if self.rng.random() < 0.5:
            return silent(self.rng.choice(("甲处未写明", "乙处未写明")))
        return Silent(NotApplicable(reason=self.rng.choice(("不受理", "已截止"))))

    def amount(self) -> Expr:
        match self.rng.randrange(12):
            case 0:
                return self.status()
            case 9:
                return Scale(money(100), self.number())
            case 10:
                return Clamp(Scale(money(50), self.number()), money(100), money(self.rng.choice((100, 200))))
            case 11 if self.amounts:
                return Clamp(FieldRef(self.rng.choice(self.amounts)), Scale(money(100), self.number()), None)
            case 1:
                return ParamRef("补助")
            case 2 if self.amounts:
                return FieldRef(self.rng.choice(self.amounts))
            case 3 if self.amounts:
                rate = Const(self.rng.choice((Fraction(1, 2), Fraction(1))), RATE)
                return Scale(FieldRef(self.rng.choice(self.amounts)), rate)
            case 4 if self.has_count:
                return Scale(money(100), InputRef("人数"))
            case 5 if self.amounts:
                return Clamp(FieldRef(self.rng.choice(self.amounts)), money(150), money(250))
            case _:
                return money(self.rng.choice((0, 100, 200, 300)))
