"""Small random kernels: every way for rows to meet, win, tie, stay open or be silent.

In: a seed. Out: a kernel that evaluates for every person. They aren't policies: conflicts, statuses and
undecided readings occur far more often than a reviewed notice would let them.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import kernels as k

from polc.compiler.kernel import (
    BOOL,
    DATE,
    DURATION,
    FALSE,
    MONEY,
    RATE,
    TRUE,
    Add,
    And,
    AssumptionDecl,
    Choice,
    Clamp,
    Compare,
    Const,
    Expr,
    FieldRef,
    Form,
    InputRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    ParamDecl,
    ParamRef,
    Pick,
    PolicyInfo,
    Reached,
    Reading,
    ReadingOf,
    Row,
    Scale,
    Shift,
    Silent,
    SnapTo,
    Sub,
    Type,
)
from polc.dsl.citation import Citation
from polc.dsl.source import NOWHERE
from polc.dsl.values import Duration, LeapRule, MonthRule, NotApplicable, Snap, Undetermined, Unit, yuan

FLAGS = ("甲", "乙", "丙", "丁", "戊")
WINDOWS = ("一期", "二期", "三期")
START = date(2031, 1, 1)
ENUM = Type(Kind.ENUM, WINDOWS)
PAYERS = Type(Kind.ENUM, ("基金", "财政"))


class Maker:
    """Draws the parts of one kernel; `fields` are those that later choices may read."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.fields: dict[str, Type] = {}
        self.groups: list[str] = []

    # ---- conditions ----------------------------------------------------------------------------------
    def condition(self, depth: int = 2) -> Expr:
        kind = self.rng.randrange(12 if depth else 8)
        if kind < 3:
            return InputRef(self.rng.choice(FLAGS))
        if kind == 3:
            return self.comparison()
        if kind == 4 and "时段" in self.fields:
            return OneOf(FieldRef("时段"), tuple(self.rng.sample(WINDOWS, k=self.rng.choice((1, 2)))))
        if kind == 5 and self.groups:
            return FieldRef(self.rng.choice(self.groups))
        if kind == 6:
            years = self.rng.choice((1, 18, 60))
            day: Expr = InputRef("缴费日") if self.rng.random() < 0.5 else Const(START, DATE)
            return Reached(InputRef("生日"), years, day, self.rng.choice(list(LeapRule)))
        if kind == 7:
            return ReadingOf("读法") if self.rng.random() < 0.4 else Not(InputRef(self.rng.choice(FLAGS)))
        if kind == 8:
            return Not(self.condition(depth - 1))
        items = tuple(self.condition(depth - 1) for _ in range(self.rng.choice((1, 2, 3))))
        return And(items) if kind < 11 else Or(items)

    def comparison(self) -> Expr:
        op = self.rng.choice((Op.LT, Op.LE, Op.GT, Op.GE, Op.LE, Op.GE, Op.EQ, Op.NE))
        left, right = self.day(), self.day()
        if self.rng.random() < 0.15 and "数额" in self.fields:
            return Compare(op, FieldRef("数额"), Const(yuan(self.rng.choice((0, 100, 400))), MONEY))
        return Compare(op, left, right)

    # ---- values --------------------------------------------------------------------------------------
    def day(self) -> Expr:
        base: Expr = self.rng.choice(
            (InputRef("缴费日"), InputRef("生日"), Const(date(2031, self.rng.randrange(1, 13), 1), DATE))
        )
        kind = self.rng.randrange(8)
        if kind == 0:
            unit = self.rng.choice((Unit.DAY, Unit.MONTH, Unit.YEAR))
            length = Const(Duration(self.rng.choice((1, 3, 18)), unit), DURATION)
            return Shift(base, length, self.rng.choice((1, 1, -1)), self.rng.choice(list(MonthRule)))
        if kind == 1:
            return SnapTo(base, self.rng.choice(list(Snap)))
        return ReadingOf("哪天") if kind == 2 else base

    def money(self) -> Expr:
        base: Expr = Const(yuan(self.rng.choice((0, 100, 400))), MONEY)
        kind = self.rng.randrange(11)
        if kind == 0:
            return Add(base, ParamRef("下限"))
        if kind == 1 and "数额" in self.fields:
            return Scale(FieldRef("数额"), Const(Fraction(self.rng.choice((5, 9, 10)), 10), RATE))
        if kind == 2 and "数额" in self.fields:
            return Sub(FieldRef("数额"), base)
        if kind in (9, 10):
            item, limit = self.money(), self.money()
            return Clamp(item, limit, None) if kind == 9 else Clamp(item, None, limit)
        return ReadingOf("哪个数") if kind == 3 else base

    def silent(self) -> Expr:
        clauses = self.rng.choice(((), ("九",), ("九", "三")))
        if self.rng.random() < 0.4:
            reason, kind = self.rng.choice((("不办", "不在范围"), ("不办", "期外"), ("停办", "期外")))
            return Silent(NotApplicable(reason=reason, kind=kind, clauses=clauses))
        document = self.rng.choice(("", "省文件", "市文件"))
        reason = self.rng.choice(("未写明", "没有说"))
        return Silent(Undetermined(reasons=(reason,), document=document, clauses=clauses))

    def value(self, type_: Type) -> Expr:
        if self.rng.random() < 0.15:
            return self.silent()
        if type_.kind is Kind.MONEY:
            return self.money()
        if type_.kind is Kind.DATE:
            return self.day()
        if type_.kind is Kind.BOOL:
            return self.rng.choice((TRUE, FALSE))
        return Const(self.rng.choice(type_.options), type_)

    # ---- choices -------------------------------------------------------------------------------------
    def choice(self, fields: dict[str, Type], pick: Pick | ReadingOf) -> Choice:
        rows = tuple(self.row(tuple(fields.values())) for _ in range(self.rng.choice((1, 2, 3, 4, 5))))
        some = self.rng.random() < 0.6
        made = Choice(
            name=next(iter(fields)),
            form=Form.RULE,
            fields=tuple(fields),
            rows=rows,
            otherwise=tuple(self.value(type_) for type_ in fields.values()),
            cite=k.cite("四"),
            span=NOWHERE,
            otherwise_cite=k.cite("四末段") if some else None,
            beats=self.beats(len(rows)),
            pick=pick,
            tie=self.silent() if some else None,
            tie_cite=k.cite("五"),
            ceiling=Const(yuan(400), MONEY) if self.rng.random() < 0.3 else None,
            gate=FieldRef("范围") if "范围" in self.fields and self.rng.random() < 0.7 else None,
            gate_cite=k.cite("一"),
        )
        self.fields |= fields
        return made

    def row(self, types: tuple[Type, ...]) -> Row:
        clause = f"三（{self.rng.choice('一二三四五')}）"
        values = tuple(self.value(type_) for type_ in types)
        condition, outcome = self.rng.choice((("甲", "给"), ("", "给"), ("乙", "")))
        return k.row(clause, self.condition(), *values, condition=condition, outcome=outcome)

    def beats(self, rows: int) -> tuple[tuple[int, int], ...]:
        order = self.rng.sample(range(rows), k=rows)
        pairs = {(a, b) for n, a in enumerate(order) for b in order[n + 1 :] if self.rng.random() < 0.4}
        while True:
            more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
            if not more:
                return tuple(sorted(pairs))
            pairs |= more

    def group(self, label: str) -> Choice:
        rows = [k.row(f"二（{n}）", self.condition(), TRUE) for n in "一二三"[: self.rng.choice((1, 2, 3))]]
        self.fields[label] = BOOL
        self.groups.append(label)
        return k.choice(label, Form.GROUP, rows, [FALSE], cite=k.cite("二"))

    def window(self) -> Choice:
        edges = sorted(self.rng.sample(range(1, 13), k=4))
        days = [date(2031, month, 1) for month in edges]
        rows = []
        for label, low, high in zip(WINDOWS, days, days[1:], strict=False):
            inside = (
                Compare(Op.GE, InputRef("缴费日"), Const(low, DATE)),
                Compare(Op.LT, InputRef("缴费日"), Const(high, DATE)),
            )
            rows.append(k.row("六", And(inside), Const(label, ENUM)))
        self.fields["时段"] = ENUM
        return k.choice("时段", Form.WINDOW, rows, [self.silent()], cite=k.cite("六"))

    def identity(self) -> Choice:
        total = Sub(FieldRef("数额"), FieldRef("减免"))
        row = Row(guard=TRUE, values=(total,), cite=Citation(()), span=NOWHERE)
        return k.choice("实缴", Form.IDENTITY, [row], [total])


def random_kernel(seed: int) -> Kernel:
    """The kernel of a seed."""
    make = Maker(seed)
    choices = [make.group("范围"), make.window(), make.group("群体一")]
    choices.append(make.choice({"数额": MONEY}, Pick.UNIQUE))
    choices.append(make.group("群体二"))
    pick = make.rng.choice((*Pick, Pick.HIGHEST, Pick.HIGHEST, ReadingOf("怎么并")))
    choices.append(make.choice({"减免": MONEY, "付款方": PAYERS}, pick))
    choices.append(make.choice({"起始日": DATE}, make.rng.choice((Pick.UNIQUE, Pick.EXCLUSIVE))))
    choices.append(make.identity())
    public = {"范围", "时段", "数额", "减免", "付款方", "起始日", "实缴"}
    if make.rng.random() < 0.5:
        public -= {"范围", "付款方"}
    fields = {**make.fields, "实缴": MONEY}
    return Kernel(
        info=PolicyInfo(title=f"随机{seed}", span=NOWHERE),
        inputs=(
            k.fact("缴费日", "pay_date", DATE),
            k.fact("生日", "birth", DATE),
            *(k.fact(f, f"flag_{n}", BOOL, default=None if n < 2 else False) for n, f in enumerate(FLAGS)),
        ),
        params=(ParamDecl(name="下限", low_fen=Fraction(67000), high_fen=None, cite=None),),
        assumptions=assumptions(make.rng),
        fields=tuple(
            k.field(label, f"out_{n}", type_, public=label in public)
            for n, (label, type_) in enumerate(fields.items())
        ),
        choices=tuple(choices),
    )


def assumptions(rng: Random) -> tuple[AssumptionDecl, ...]:
    """The assumptions that conditions and values refer to, some of them undecided."""
    meanings = {
        "读法": (InputRef("甲"), Or((InputRef("甲"), InputRef("丙")))),
        "哪天": (InputRef("缴费日"), SnapTo(InputRef("缴费日"), Snap.MONTH_FIRST)),
        "哪个数": (Const(yuan(400), MONEY), Const(yuan(rng.choice((400, 1070))), MONEY)),
        "怎么并": (Pick.HIGHEST, Pick.SUM),
    }
    return tuple(
        AssumptionDecl(
            name=label,
            reason="未写明",
            readings=tuple(Reading(name=f"读{n}", meaning=m) for n, m in enumerate(both)),
            adopted=rng.choice((None, "读0", "读1")),
            cite=None,
            span=NOWHERE,
        )
        for label, both in meanings.items()
    )
