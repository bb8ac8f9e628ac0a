"""Random small policies: worlds so small that every person in them can be counted.

A world has a few flags, one or two days in a narrow range (the relations say so), an option, a small number,
now and then a short list; one seed makes one world, always the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import attrs
import kernels
from kernels import all_of, any_of, cite, fact, field, money, silent

from polc.compiler.kernel import (
    BOOL,
    DATE,
    DURATION,
    FALSE,
    INT,
    LIST,
    MONEY,
    RATE,
    TRUE,
    AssumptionDecl,
    BenefitPeriod,
    Choice,
    Claim,
    Clamp,
    Column,
    Compare,
    Const,
    Elapsed,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    Form,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Op,
    ParamDecl,
    ParamRef,
    Pick,
    PolicyInfo,
    Reached,
    Reading,
    ReadingOf,
    Relation,
    Row,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Steps,
    Sub,
    Type,
    walk,
)
from polc.dsl.counting import Calendar, Count
from polc.dsl.source import NOWHERE, Span
from polc.dsl.values import Duration, LeapRule, MonthRule, NotApplicable, Snap, Unit

STARTS = (date(2024, 2, 25), date(2025, 1, 28), date(2024, 12, 28), date(2025, 2, 26), date(2024, 8, 29))
PAY_DAYS, BIRTH_DAYS = 9, 6
HOUSE = Type(Kind.ENUM, ("楼房", "平房", "窑洞"))


@attrs.define
class Author:
    """Writes one random policy; `names` of what can be referred to grow as it goes."""

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

    # ---- conditions ---------------------------------------------------------------------------------
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
        """存在, 每个, 条数 or 总计, of entries with a yes or no and a small number."""
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

    # ---- values -------------------------------------------------------------------------------------
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

    def order(self, rows: list[Row]) -> tuple[tuple[int, int], ...]:
        """Exceptions beat plain rows; closed transitively because there are only two ranks and chains."""
        ranks = [self.rng.randrange(3) if self.rng.random() < 0.5 else 0 for _ in rows]
        return tuple((a, b) for a in range(len(rows)) for b in range(len(rows)) if ranks[a] > ranks[b])

    # ---- choices ------------------------------------------------------------------------------------
    def window(self, number: int) -> Choice:
        """A few windows of days; mostly end to end, sometimes overlapping or with a hole, some limited."""
        rows, names = [], []
        day = self.start + timedelta(days=self.rng.randint(0, 1))
        for index in range(self.rng.randint(1, 3)):
            low = Const(day + timedelta(days=self.rng.choice((0, 0, 0, 1, -1))), DATE)
            high = Const(low.value + timedelta(days=self.rng.randint(0, 3)), DATE)
            pay = InputRef("缴费日")
            guard = all_of(Compare(Op.GE, pay, low), Compare(Op.LE, pay, high))
            if self.rng.random() < 0.3:
                guard = all_of(guard, self.condition(1))
            name = f"期{index}" if self.rng.random() < 0.9 else "期0"
            names.append(name)
            rows.append(
                kernels.row(f"二（{'一二三'[index]}）", guard, Const(name, HOUSE), low=low, high=high)
            )
            day = high.value + timedelta(days=1)
        self.windows.append((f"时段{number}", tuple(dict.fromkeys(names))))
        written = self.rng.random() < 0.5
        return kernels.choice(
            f"时段{number}",
            Form.WINDOW,
            rows,
            [silent("不在时段内")],
            axis="缴费日",
            otherwise_written=written,
        )

    def group(self, number: int) -> Choice:
        rows = [kernels.row("一", self.condition(), TRUE) for _ in range(self.rng.randint(1, 3))]
        self.groups.append(f"群体{number}")
        return kernels.choice(f"群体{number}", Form.GROUP, rows, [FALSE])

    def rule(self, number: int) -> Choice:
        rows = [
            kernels.row(f"三（{c}）", self.condition(), self.amount())
            for c in "一二三四"[: self.rng.randint(1, 4)]
        ]
        made = kernels.choice(
            f"金额{number}",
            Form.RULE,
            rows,
            [self.status() if self.rng.random() < 0.5 else money(0)],
            beats=self.order(rows),
            otherwise_written=self.rng.random() < 0.5,
            gate=self.condition(1) if self.rng.random() < 0.3 else None,
            gate_cite=cite("一"),
        )
        self.amounts.append(f"金额{number}")
        return made

    def table(self, number: int) -> Choice:
        """Bands of a counted number; mostly end to end, sometimes overlapping or with a hole."""
        counted, rows, low = self.number(), [], 0
        for clause in "一二三"[: self.rng.randint(2, 3)]:
            high = low + self.rng.randint(0, 2)
            ends = (Const(Fraction(end), INT) for end in (low, high))
            guard = all_of(*(Compare(op, counted, end) for op, end in zip((Op.GE, Op.LE), ends, strict=True)))
            rows.append(kernels.row(f"六（{clause}）", guard, self.amount()))
            low = high + self.rng.choice((1, 1, 1, 0, 2))
        self.amounts.append(f"金额{number}")
        return kernels.choice(
            f"金额{number}",
            Form.TABLE,
            rows,
            [silent("表上没有")],
            pick=self.rng.choice((Pick.UNIQUE, Pick.UNIQUE, Pick.HIGHEST, Pick.LOWEST)),
        )

    def days(self, number: int) -> Choice:
        values: list[Expr] = [
            InputRef("缴费日"),
            self.pay_day(),
            self.moved(InputRef("缴费日")),
            self.status(),
        ]
        rows = [
            kernels.row("五", self.condition(1), self.rng.choice(values))
            for _ in range(self.rng.randint(1, 3))
        ]
        return kernels.choice(
            f"起始日{number}",
            Form.RULE,
            rows,
            [self.status()],
            beats=self.order(rows),
            pick=self.rng.choice((Pick.UNIQUE, Pick.HIGHEST, Pick.LOWEST)),
        )

    def grant(self, number: int) -> Choice:
        base = FieldRef(self.rng.choice(self.amounts)) if self.amounts else money(200)
        rows = []
        for clause in "一二三四"[: self.rng.randint(1, 4)]:
            rate = self.rng.choice((Fraction(1, 2), Fraction(9, 10), Fraction(1)))
            amount = self.status() if self.rng.random() < 0.1 else Scale(base, Const(rate, RATE))
            payer = Const(self.rng.choice(("市", "县")), HOUSE) if self.rng.random() < 0.9 else self.status()
            rows.append(kernels.row(f"四（{clause}）", self.condition(1), amount, payer, rate=rate))
        fields = (f"减免{number}", f"付款方{number}")
        return kernels.choice(
            f"补助{number}",
            Form.GRANT,
            rows,
            [money(0), Silent(NotApplicable(reason="没有减免"))],
            fields=fields,
            beats=self.order(rows),
            pick=self.rng.choice((*Pick, Pick.HIGHEST, Pick.HIGHEST, ReadingOf("并存"))),
            ceiling=base if self.rng.random() < 0.7 else None,
            tie=silent("同额未写明") if self.rng.random() < 0.5 else None,
        )


def policy(seed: int) -> Kernel:
    """The random policy of one seed."""
    rng = random.Random(seed)
    start = rng.choice(STARTS)
    has_birth = rng.random() < 0.5
    author = Author(
        rng=rng,
        start=start,
        birth=start - timedelta(days=rng.choice((60, 90, 366))),
        flags=tuple("甲乙丙丁"[: rng.randint(1, 3)]),
        has_birth=has_birth,
        has_house=rng.random() < 0.2,
        has_count=rng.random() < 0.2,
        has_list=not has_birth and rng.random() < 0.3,
    )
    makers = [author.group, author.window, author.rule, author.rule, author.grant, author.days, author.table]
    choices = [rng.choice(makers)(number) for number in range(rng.randint(2, 5))]
    types = {"群体": BOOL, "时段": HOUSE, "金额": MONEY, "减免": MONEY, "付款方": HOUSE, "起始日": DATE}
    names = [name for made in choices for name in made.fields]
    fields = tuple(field(n, f"f{i}", types[n.rstrip("0123456789")]) for i, n in enumerate(names))
    inputs = [fact("缴费日", "pay", DATE), *(fact(f, f, BOOL) for f in author.flags)]
    inputs += [fact("出生日期", "birth", DATE)] * author.has_birth
    inputs += [BOOKS] * author.has_list
    inputs += [fact("户型", "house", HOUSE)] * author.has_house + [fact("人数", "n", INT)] * author.has_count
    return Kernel(
        info=PolicyInfo(title=f"第{seed}号", clauses=cite("一"), span=NOWHERE),
        inputs=tuple(inputs),
        params=(ParamDecl(name="补助", low_fen=Fraction(15000), high_fen=None, cite=None),),
        assumptions=_assumptions(rng, author),
        fields=fields,
        choices=tuple(_placed(made, number) for number, made in enumerate(choices)),
        benefits=_benefits(names),
        relations=_relations(rng, author),
        calendar=_calendar(rng, start),
        claims=tuple(
            Claim(condition=item, text=f"第{n}句", cite=None, span=Span("world.pol", 9000 + n, 9001 + n))
            for n, item in enumerate(_claims(author))
        ),
    )


def _claims(author: Author) -> Iterator[Expr]:
    """Conditions at random, and some that are likely to hold."""
    yield any_of(author.condition(), author.condition())
    test = author.condition(1)
    yield any_of(test, Not(test))
    if author.amounts:
        amount = FieldRef(author.rng.choice(author.amounts))
        yield Compare(Op.LE, amount, money(author.rng.choice((200, 300, 3000))))


def _calendar(rng: random.Random, start: date) -> Calendar | None:
    """Working days of about the days of payment, often not all of them."""
    first = start + timedelta(days=rng.randint(-10, 2))
    days = [first + timedelta(days=n) for n in range(rng.choice((8, 15, 30)))]
    off, on = rng.sample(days, 2), rng.sample(days, 1)
    made = Calendar(name="放假安排", first=first, last=days[-1], off=tuple(off), on=tuple(on))
    return made if rng.random() < 0.8 else None


BOOKS = InputDecl(
    name="购书",
    alias="books",
    type=LIST,
    columns=(
        Column(name="教材", alias="textbook", type=BOOL, span=NOWHERE),
        Column(name="本数", alias="copies", type=INT, span=NOWHERE),
    ),
    limit=2,
    span=NOWHERE,
)


def _placed(made: Choice, number: int) -> Choice:
    """The choice with a place and a clause of its own for every row, so that findings can be told apart."""
    rows = tuple(
        attrs.evolve(
            r, span=Span("world.pol", 100 * number + n + 1, 100 * number + n + 2), cite=cite(f"一（{c}）")
        )
        for n, (r, c) in enumerate(zip(made.rows, "一二三四", strict=False))
    )
    return attrs.evolve(made, rows=rows, span=Span("world.pol", 100 * number, 100 * number + 1))


def _benefits(names: list[str]) -> tuple[BenefitPeriod, ...]:
    days, amounts = ([n for n in names if n.startswith(kind)] for kind in ("起始日", "金额"))
    if len(days) < 2 or not amounts:
        return ()
    return (BenefitPeriod(start=days[0], end=days[1], price=amounts[0], span=NOWHERE),)


def _assumptions(rng: random.Random, author: Author) -> tuple[AssumptionDecl, ...]:
    lists = (
        Reading(name="有", meaning=InputRef(author.flags[0])),
        Reading(name="未定", meaning=silent("名单")),
    )
    ways = (Reading(name="高", meaning=Pick.HIGHEST), Reading(name="一", meaning=Pick.UNIQUE))
    return tuple(
        AssumptionDecl(
            name=name,
            reason="未写明",
            readings=readings,
            adopted=rng.choice(readings).name,
            cite=None,
            span=NOWHERE,
        )
        for name, readings in (("名单", lists), ("并存", ways))
    )


def _relations(rng: random.Random, author: Author) -> tuple[Relation, ...]:
    """The narrow ranges that make enumeration possible, and now and then a real relation."""
    pay = _within("缴费日", author.start, PAY_DAYS)
    made = [pay] + [_within("出生日期", author.birth, BIRTH_DAYS)] * author.has_birth
    if author.has_count:
        made.append(Compare(Op.LE, InputRef("人数"), Const(Fraction(2), INT)))
    if author.has_list:
        few = Compare(Op.LE, ItemRef("购书", "本数", INT), Const(Fraction(1), INT))
        made.append(Fold("购书", FoldHow.EVERY, TRUE, few, TRUE))
    if rng.random() < 0.4:
        made.append(any_of(*(Not(InputRef(f)) for f in author.flags)))
    if rng.random() < 0.2:
        made.append(any_of(Not(InputRef(author.flags[0])), author.test()))
    if any(isinstance(e, FieldRef) for item in made for e in walk(item)):
        made = made[:-1]
    return tuple(Relation(condition=item, text="关系", span=NOWHERE) for item in made)


def _within(name: str, first: date, days: int) -> Expr:
    last = first + timedelta(days=days - 1)
    item = InputRef(name)
    return all_of(Compare(Op.GE, item, Const(first, DATE)), Compare(Op.LE, item, Const(last, DATE)))
