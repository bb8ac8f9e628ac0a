"""A kernel made by hand that uses the wider nodes: lists, folds, entry rules, a calendar, tables, claims.

`books()` is an invented notice about money for books bought in a year: each purchase is worth something,
the year has a ceiling, and a few results look at the household and at days.
"""

from datetime import date
from fractions import Fraction

import attrs
from kernels import all_of, any_of, choice, cite, day, fact, field, money, option, row, silent
from kernels import case as made_case

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
    Add,
    Case,
    Choice,
    Claim,
    Clamp,
    Column,
    Compare,
    Const,
    Elapsed,
    EntryResult,
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
    Pick,
    PolicyInfo,
    Round,
    Scale,
    Shift,
    State,
    StateRef,
    Steps,
    Sub,
    Type,
)
from polc.dsl.counting import Calendar, Count
from polc.dsl.source import NOWHERE
from polc.dsl.values import Duration, MonthRule, Plain, Records, RoundMode, Unit, yuan

SORTS = Type(Kind.ENUM, ("童书", "教材", "其他"))
KIN = Type(Kind.ENUM, ("子女", "父母", "配偶"))
HOUSES = Type(Kind.ENUM, ("楼房", "平房"))
PLACES = Type(Kind.ENUM, ("小型", "加宽", "无障碍"))
CLASSES = Type(Kind.ENUM, ("学童", "长者", "成人"))

APPLIED, BORN, LISTED = InputRef("申请日"), InputRef("出生日期"), InputRef("登记日")
AREA, HOUSE = InputRef("面积"), InputRef("户型")
SORT, PAID = ItemRef("购书", "类别", SORTS), ItemRef("购书", "实付", MONEY)
TIE, STUDIES = ItemRef("家庭成员", "关系", KIN), ItemRef("家庭成员", "在读", BOOL)
AGE = Elapsed(Count.FULL_YEARS, BORN, APPLIED)
NONE = money(0)


def whole(count: int) -> Const:
    """A number."""
    return Const(Fraction(count), INT)


def column(name: str, alias: str, type_: Type, default: Plain | None = None) -> Column:
    """A column of a list."""
    return Column(name=name, alias=alias, type=type_, default=default, span=NOWHERE)


def listed(name: str, alias: str, limit: int, *columns: Column, order: tuple[str, ...] = ()) -> InputDecl:
    """A list input."""
    made = fact(name, alias, LIST)
    return attrs.evolve(made, columns=columns, limit=limit, order=order)


def fold(list_: str, how: FoldHow, value: Expr = TRUE, where: Expr = TRUE, empty: Expr = NONE) -> Fold:
    """A fold without running values."""
    return Fold(list_, how, where, value, empty)


def facts() -> tuple[InputDecl, ...]:
    """What the notice asks."""
    return (
        fact("申请日", "applied", DATE),
        fact("出生日期", "born", DATE),
        fact("登记日", "listed", DATE),
        fact("面积", "area", INT),
        fact("户型", "house", HOUSES),
        fact("残疾", "disabled", BOOL, False),
        fact("车位", "place", PLACES),
        listed(
            "购书",
            "purchases",
            150,
            column("类别", "sort", SORTS),
            column("实付", "paid", MONEY),
            column("付款日", "paid_on", DATE),
            column("补录", "late_entry", BOOL, False),
            order=("付款日",),
        ),
        listed("家庭成员", "household", 12, column("关系", "tie", KIN), column("在读", "studies", BOOL)),
    )


def entry_rules() -> tuple[Choice, ...]:
    """What each purchase is worth, and what is paid of it."""
    worth = Clamp(Round(Scale(PAID, Const(Fraction(13, 100), RATE)), 1, RoundMode.DOWN), None, money(64))
    left = Sub(money(420), StateRef("已补", MONEY))
    due = EntryResult("每笔应补", MONEY)
    return (
        choice(
            "每笔应补",
            Form.RULE,
            [row("三（一）", OneOf(SORT, ("童书", "教材")), worth)],
            [NONE],
            cite=cite("三"),
            otherwise_cite=cite("三（二）"),
            otherwise_written=True,
        ),
        choice(
            "每笔实补",
            Form.RULE,
            [
                row("四（一）", Compare(Op.LE, due, left), due),
                row("四（二）", Compare(Op.GT, due, left), left),
            ],
            [NONE],
            cite=cite("四"),
        ),
    )


def quantity(name: str, clause: str, value: Expr) -> Choice:
    """A number that is worked out."""
    return choice(name, Form.QUANTITY, [row(clause, TRUE, value)], [silent("未写明")], cite=cite(clause))


def quantities() -> tuple[Choice, ...]:
    """量."""
    so_far = StateRef("已补", MONEY)
    running = State("已补", MONEY, NONE, Add(so_far, EntryResult("每笔实补", MONEY)))
    children = OneOf(SORT, ("童书",))
    return (
        quantity("童书合计", "二（一）", fold("购书", FoldHow.SUM, PAID, children)),
        quantity("最高一笔", "二（二）", fold("购书", FoldHow.GREATEST, PAID)),
        quantity("子女人数", "二（三）", fold("家庭成员", FoldHow.COUNT, TRUE, OneOf(TIE, ("子女",)))),
        quantity("等候天数", "二（四）", Elapsed(Count.DAYS, LISTED, APPLIED, 1)),
        quantity("登记月数", "二（五）", Elapsed(Count.FULL_MONTHS, LISTED, APPLIED)),
        quantity("全年应补", "四", Fold("购书", FoldHow.FINAL, TRUE, so_far, NONE, (running,))),
    )


def groups() -> tuple[Choice, ...]:
    """Who counts as what."""
    own_child = fold("家庭成员", FoldHow.EXISTS, STUDIES, OneOf(TIE, ("子女",)), FALSE)
    return (
        choice("有在读子女", Form.GROUP, [row("五（一）", own_child, TRUE)], [FALSE], cite=cite("五（一）")),
        choice(
            "全家在读",
            Form.GROUP,
            [row("五（二）", fold("家庭成员", FoldHow.EVERY, STUDIES, TRUE, FALSE), TRUE)],
            [FALSE],
            cite=cite("五（二）"),
        ),
        choice(
            "乘客",
            Form.CLASSES,
            [
                row("五（三）", Compare(Op.LT, AGE, whole(14)), option("学童"), outcome="学童"),
                row("五（四）", Compare(Op.GE, AGE, whole(66)), option("长者"), outcome="长者"),
            ],
            [option("成人")],
            cite=cite("五"),
            otherwise_cite=cite("五（五）"),
            otherwise_written=True,
        ),
    )


def heating() -> Choice:
    """表: what heating is worth by floor space and kind of house."""
    small, large = Compare(Op.LT, AREA, whole(45)), Compare(Op.GE, AREA, whole(45))
    flat, cottage = OneOf(HOUSE, ("楼房",)), OneOf(HOUSE, ("平房",))
    cells = (
        (small, flat, money(215)),
        (small, cottage, money(262)),
        (large, flat, money(338)),
        (large, cottage, silent("", "平房标准")),
    )
    rows = [
        row("六（一）" if low is small else "六（二）", all_of(low, kind), worth)
        for low, kind, worth in cells
    ]
    return choice("取暖补贴", Form.TABLE, rows, [silent("未写明")], cite=cite("六"))


def permitted() -> Choice:
    """选择: what the person may choose."""
    chosen = InputRef("车位")
    return choice(
        "可选〔车位〕",
        Form.PERMITTED,
        [row("七（一）", InputRef("残疾"), OneOf(chosen, PLACES.options), outcome="可选 小型、加宽、无障碍")],
        [OneOf(chosen, PLACES.options[:2])],
        cite=cite("七"),
        otherwise_cite=cite("七（二）"),
        otherwise_written=True,
    )


def rules() -> tuple[Choice, ...]:
    """What is paid, and by when it's done."""
    wait = Const(Duration(7, Unit.WORKDAY), DURATION)
    yearly = Scale(
        money(37), Steps(Sub(Elapsed(Count.FULL_YEARS, LISTED, APPLIED), whole(2)), Fraction(1), False)
    )
    both = any_of(FieldRef("有在读子女"), FieldRef("全家在读"))
    return (
        choice(
            "实补",
            Form.RULE,
            [
                row("八（一）", both, Add(FieldRef("全年应补"), yearly)),
                row("八（二）", Not(both), FieldRef("全年应补")),
            ],
            [NONE],
            cite=cite("八"),
        ),
        choice(
            "起算日",
            Form.RULE,
            [row("九（一）", TRUE, Clamp(LISTED, day("2031-03-01"), None))],
            [silent("未写明")],
            cite=cite("九"),
        ),
        choice(
            "办结日",
            Form.RULE,
            [row("九（二）", TRUE, Shift(Clamp(APPLIED, LISTED, None), wait, 1, MonthRule.MONTH_END))],
            [silent("未写明")],
            cite=cite("九"),
        ),
        choice(
            "先到日",
            Form.RULE,
            [row("九（三）", TRUE, APPLIED), row("九（四）", TRUE, LISTED)],
            [silent("未写明")],
            cite=cite("九"),
            pick=Pick.LOWEST,
        ),
    )


PURCHASES = Records(
    (
        ("童书", yuan(100), date(2031, 2, 3), False),
        ("教材", yuan(600), date(2031, 2, 1), False),
        ("其他", yuan(50), date(2031, 5, 6), True),
    )
)
FAMILY = Records((("子女", True), ("配偶", False)))
GIVEN = {
    "申请日": date(2031, 9, 10),
    "登记日": date(2027, 9, 10),
    "出生日期": date(1990, 5, 1),
    "面积": Fraction(50),
    "户型": "楼房",
    "车位": "小型",
    "购书": PURCHASES,
    "家庭成员": FAMILY,
}


def cases() -> tuple[Case, ...]:
    """Two households: one with entries, one with none."""
    nobody = {**GIVEN, "购书": Records(()), "家庭成员": Records(())}
    return (
        made_case("三笔购书", GIVEN, 全年应补=yuan(77), 实补=yuan(151)),
        made_case("一笔也没有", nobody, 全年应补=yuan(0)),
    )


def books() -> Kernel:
    """The whole notice."""
    kinds = {"乘客": CLASSES, "可选〔车位〕": BOOL, "有在读子女": BOOL, "全家在读": BOOL}
    kinds |= dict.fromkeys(("子女人数", "等候天数", "登记月数"), INT)
    kinds |= dict.fromkeys(("起算日", "办结日", "先到日"), DATE)
    choices = (*quantities(), *groups(), heating(), permitted(), *rules())
    public = ("乘客", "取暖补贴", "全年应补", "实补", "起算日", "办结日", "先到日")
    return Kernel(
        info=PolicyInfo(
            title="某县购书补贴办法",
            document="某政〔2031〕5号",
            clauses=cite("二至九"),
            validity=(date(2031, 1, 1), date(2031, 12, 31)),
            span=NOWHERE,
        ),
        inputs=facts(),
        params=(),
        assumptions=(),
        fields=tuple(
            field(c.name, f"f{n}", kinds.get(c.name, MONEY), public=c.name in public)
            for n, c in enumerate(choices)
        ),
        choices=choices,
        cases=cases(),
        entry_rules=entry_rules(),
        calendar=Calendar(
            name="某县2031年放假安排",
            first=date(2031, 1, 1),
            last=date(2031, 12, 31),
            off=(date(2031, 1, 1), date(2031, 10, 1)),
            on=(date(2031, 9, 13),),
        ),
        claims=(
            Claim(
                condition=Compare(Op.LE, FieldRef("全年应补"), money(420)),
                text="全年应补 不超过 420元",
                cite=cite("四"),
                span=NOWHERE,
            ),
        ),
    )
