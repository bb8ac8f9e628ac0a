"""A kernel made by hand that looks into lists in every way there is.

`purchases()` is an invented refund for books: two lists, one in an order, entry rules that read running
values and each other, every fold with and without a condition, time counted in every way, working days.
It isn't a sensible policy: silences, conflicts and amounts with parameters occur everywhere.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
from kernels import (
    all_of,
    any_of,
    choice,
    cite,
    day,
    fact,
    field,
    money,
    row,
    silent,
)

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
    AssumptionDecl,
    Case,
    Choice,
    Clamp,
    Column,
    Compare,
    Const,
    Elapsed,
    EntryResult,
    Expected,
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
    Round,
    Row,
    Scale,
    Shift,
    Silent,
    State,
    StateRef,
    StatusKind,
    Steps,
    Sub,
    Type,
)
from polc.dsl.citation import Citation
from polc.dsl.counting import Calendar, Count
from polc.dsl.source import NOWHERE
from polc.dsl.values import (
    Duration,
    LeapRule,
    MonthRule,
    NotApplicable,
    Records,
    RoundMode,
    Unit,
    yuan,
)

CLASSES = Type(Kind.ENUM, ("童书", "教材", "其他"))
KINSHIP = Type(Kind.ENUM, ("配偶", "子女", "父母"))
BUYS, FAMILY = "购书", "同住人"
PAID = ItemRef(BUYS, "实付", MONEY)
PIECES = ItemRef(BUYS, "件数", INT)
CLASS = ItemRef(BUYS, "类别", CLASSES)
BOUGHT = ItemRef(BUYS, "付款日", DATE)
GIVEN_BACK = ItemRef(BUYS, "已退", BOOL)
STUDIES = ItemRef(FAMILY, "在读", BOOL)
BIRTH = ItemRef(FAMILY, "出生日", DATE)
SPENT = StateRef("已用额度", MONEY)
STREAK = StateRef("连续笔数", INT)
LATEST = StateRef("上一笔", DATE)
APPLIED = InputRef("申请日")


def number(value: int) -> Const:
    return Const(Fraction(value), INT)


def percent(value: int) -> Const:
    return Const(Fraction(value, 100), RATE)


def column(name: str, alias: str, type_: Type, default: object = None) -> Column:
    return attrs.evolve(Column(name=name, alias=alias, type=type_, span=NOWHERE), default=default)


def _facts() -> tuple[InputDecl, ...]:
    buys = InputDecl(
        name=BUYS,
        alias="buys",
        type=LIST,
        note="同一人的每一笔",
        columns=(
            column("付款日", "paid_on", DATE),
            column("单号", "number", Type(Kind.ENUM)),
            column("类别", "kind", CLASSES),
            column("实付", "paid", MONEY),
            column("件数", "pieces", INT, Fraction(1)),
            column("已退", "given_back", BOOL, False),
        ),
        limit=5,
        order=("付款日", "单号"),
        span=NOWHERE,
    )
    family = InputDecl(
        name=FAMILY,
        alias="family_members",
        type=LIST,
        columns=(
            column("关系", "kinship", KINSHIP),
            column("出生日", "birth", DATE),
            column("在读", "studies", BOOL),
            column("补贴率", "rate", RATE),
            column("等待期", "wait", DURATION),
        ),
        limit=3,
        span=NOWHERE,
    )
    return (
        buys,
        fact("申请日", "applied", DATE),
        fact("入职日", "joined", DATE),
        family,
        fact("本县户籍", "local", BOOL),
        fact("低收入", "poor", BOOL, False),
        fact("额度", "quota", MONEY, yuan(420)),
        fact("人数", "count", INT),
        fact("办理时限", "time_limit", DURATION, Duration(7, Unit.WORKDAY)),
    )


# ---- entry rules ------------------------------------------------------------------------------------
def _entry_rule(name: str, rows: list[Row], otherwise: Expr, **more: object) -> Choice:
    return choice(name, Form.RULE, rows, [otherwise], **{"cite": cite("三"), **more})


def _entry_rules() -> tuple[Choice, ...]:
    due = _due()
    added = [row("七", TRUE, Round(Scale(PAID, percent(13)), 1, RoundMode.DOWN)), *due.rows[1:]]
    someone = Fold(FAMILY, FoldHow.COUNT, STUDIES, TRUE, number(0))
    again = any_of(Compare(Op.NE, BOUGHT, LATEST), Compare(Op.GE, someone, PIECES))
    days = [
        row("六（一）", TRUE, Shift(BOUGHT, InputRef("办理时限"), 1, MonthRule.MONTH_END)),
        row("六（二）", InputRef("本县户籍"), LATEST),
    ]
    return (
        due,
        _paid_out(),
        *_grades(),
        _entry_rule("叠加", added, money(0), pick=Pick.SUM),
        _entry_rule("到期", days, BOUGHT, pick=Pick.LOWEST),
        _entry_rule("连续", [row("七", again, Clamp(Add(STREAK, number(1)), None, number(4)))], number(0)),
    )


def _due() -> Choice:
    refund = Round(Scale(PAID, percent(13)), 1, RoundMode.DOWN)
    return _entry_rule(
        "应补",
        [
            row("三（一）", OneOf(CLASS, ("童书", "教材")), Clamp(refund, None, money(64))),
            row("三（二）", all_of(OneOf(CLASS, ("教材",)), InputRef("低收入")), PAID, exception=True),
            row("三（三）", all_of(InputRef("低收入"), ReadingOf("从宽")), Add(PAID, ParamRef("加发"))),
        ],
        Silent(NotApplicable(reason="其他书不补", clauses=("三（四）",))),
        beats=((1, 0),),
        otherwise_cite=cite("三（四）"),
        gate=Not(GIVEN_BACK),
        gate_cite=cite("二"),
    )


def _paid_out() -> Choice:
    left = Clamp(Sub(InputRef("额度"), SPENT), money(0), None)
    due = EntryResult("应补", MONEY)
    return _entry_rule(
        "实补",
        [
            row("四（一）", Compare(Op.GE, STREAK, number(3)), Scale(due, percent(50))),
            row("四（二）", TRUE, due),
            row("四（三）", Compare(Op.LT, left, due), left),
        ],
        money(0),
        beats=((0, 1), (2, 1)),
        pick=ReadingOf("怎么并"),
        tie=silent("同额"),
        tie_cite=cite("四末段"),
        ceiling=money(64),
    )


def _grades() -> tuple[Choice, ...]:
    rows = [
        row("五（一）", Compare(Op.GE, PIECES, number(2)), Steps(PAID, Fraction(3700), False)),
        row("五（二）", FieldRef("享受"), Add(STREAK, number(1))),
        row("五（三）", InputRef("本县户籍"), number(2)),
    ]
    more = {"cite": cite("五"), "tie": silent("同档")}
    return (
        _entry_rule("高档", rows, number(0), pick=Pick.HIGHEST, **more),
        _entry_rule("低档", rows, number(0), pick=Pick.LOWEST, **more),
    )


def _states() -> tuple[State, ...]:
    counted = Fold(BUYS, FoldHow.COUNT, GIVEN_BACK, TRUE, number(0))
    return (
        State("已用额度", MONEY, money(0), Add(SPENT, EntryResult("实补", MONEY))),
        State("连续笔数", INT, counted, EntryResult("连续", INT)),
        State("上一笔", DATE, day("2031-01-01"), Clamp(BOUGHT, LATEST, day("2031-12-31"))),
    )


# ---- folds ------------------------------------------------------------------------------------------
def _of_buys(how: FoldHow, where: Expr, value: Expr, empty: Expr) -> Fold:
    return Fold(BUYS, how, where, value, empty, _states())


def _folds() -> dict[str, tuple[Type, Expr]]:
    """Every way to look into a list, by the field that holds the result."""
    young = Not(Reached(BIRTH, 18, APPLIED, LeapRule.MAR_1))
    late = Compare(Op.GT, BOUGHT, APPLIED)
    age = Elapsed(Count.FULL_YEARS, BIRTH, APPLIED, 0, MonthRule.MONTH_END, LeapRule.MAR_1)
    anybody = TRUE
    none_left = silent("没有这样的书")
    child = all_of(OneOf(ItemRef(FAMILY, "关系", KINSHIP), ("子女",)), young)
    grade, due = EntryResult("高档", INT), EntryResult("应补", MONEY)
    return {
        "有在读": (BOOL, Fold(FAMILY, FoldHow.EXISTS, child, STUDIES, FALSE)),
        "都在读": (BOOL, Fold(FAMILY, FoldHow.EVERY, child, STUDIES, FALSE)),
        "都成年": (BOOL, Fold(FAMILY, FoldHow.EVERY, anybody, Not(young), silent("没有同住人"))),
        "子女数": (INT, Fold(FAMILY, FoldHow.COUNT, child, TRUE, number(0))),
        "年龄和": (INT, Fold(FAMILY, FoldHow.SUM, anybody, age, number(0))),
        "最长等待": (DATE, Fold(FAMILY, FoldHow.GREATEST, STUDIES, _wait(), APPLIED)),
        "最低率": (RATE, Fold(FAMILY, FoldHow.LEAST, anybody, ItemRef(FAMILY, "补贴率", RATE), percent(5))),
        "有晚付": (BOOL, _of_buys(FoldHow.EXISTS, late, Compare(Op.GT, due, money(10)), FALSE)),
        "都有连续": (BOOL, _of_buys(FoldHow.EVERY, Not(late), Compare(Op.GE, STREAK, number(1)), TRUE)),
        "笔数": (
            INT,
            _of_buys(FoldHow.COUNT, Compare(Op.GT, EntryResult("实补", MONEY), money(0)), TRUE, TRUE),
        ),
        "应补合计": (MONEY, _of_buys(FoldHow.SUM, OneOf(CLASS, ("童书", "教材")), due, money(0))),
        "叠加合计": (MONEY, _of_buys(FoldHow.SUM, TRUE, EntryResult("叠加", MONEY), ParamRef("加发"))),
        "最高实补": (MONEY, _of_buys(FoldHow.GREATEST, TRUE, EntryResult("实补", MONEY), none_left)),
        "最低应补": (MONEY, _of_buys(FoldHow.LEAST, Not(GIVEN_BACK), due, none_left)),
        "最高档": (INT, _of_buys(FoldHow.GREATEST, TRUE, grade, number(-1))),
        "最低档": (INT, _of_buys(FoldHow.LEAST, late, EntryResult("低档", INT), number(-1))),
        "末次到期": (DATE, _of_buys(FoldHow.GREATEST, TRUE, EntryResult("到期", DATE), APPLIED)),
        "件数": (INT, Fold(BUYS, FoldHow.SUM, GIVEN_BACK, PIECES, number(0))),
        "实补合计": (MONEY, _of_buys(FoldHow.FINAL, TRUE, SPENT, money(0))),
        "连续": (INT, _of_buys(FoldHow.FINAL, TRUE, STREAK, number(0))),
        "最后一笔": (DATE, _of_buys(FoldHow.FINAL, TRUE, LATEST, money(0))),
    }


def _wait() -> Expr:
    return Shift(APPLIED, ItemRef(FAMILY, "等待期", DURATION), 1, MonthRule.NEXT_DAY)


# ---- fields -----------------------------------------------------------------------------------------
def _counted() -> dict[str, tuple[Type, Expr]]:
    """Time counted in every way, steps, working days, and days between two others."""
    joined = InputRef("入职日")
    whole = Elapsed(Count.FULL_MONTHS, joined, APPLIED, 0, MonthRule.NEXT_DAY)
    years = Elapsed(Count.FULL_YEARS, joined, APPLIED)
    over = Sub(Elapsed(Count.MONTHS, joined, APPLIED, 1), number(20))
    return {
        "天数": (INT, Elapsed(Count.DAYS, joined, APPLIED, -1)),
        "满月数": (INT, whole),
        "满年数": (INT, years),
        "档数": (INT, Steps(over, Fraction(3), True)),
        "每满": (
            INT,
            Steps(Add(InputRef("额度"), Scale(ParamRef("加发"), InputRef("人数"))), Fraction(12500), False),
        ),
        "办结日": (DATE, Shift(APPLIED, InputRef("办理时限"), 1, MonthRule.MONTH_END)),
        "倒推日": (
            DATE,
            Shift(APPLIED, Const(Duration(10, Unit.WORKDAY), DURATION), -1, MonthRule.MONTH_END),
        ),
        "工作日": (DATE, Shift(APPLIED, Const(Duration(0, Unit.WORKDAY), DURATION), 1, MonthRule.MONTH_END)),
        "起算日": (DATE, Clamp(joined, day("2030-07-01"), APPLIED)),
    }


def _choices() -> tuple[Choice, ...]:
    found = {**_counted(), **_folds()}
    simple = [_plain(label, value) for label, (_, value) in found.items()]
    ways = [
        row("八（一）", FieldRef("有在读"), FieldRef("子女数"), condition="有子女在读"),
        row("八（二）", Fold(FAMILY, FoldHow.EXISTS, TRUE, STUDIES, FALSE), number(3)),
        row("八（三）", Compare(Op.GE, FieldRef("满月数"), number(6)), FieldRef("满年数")),
        row("八（四）", InputRef("低收入"), silent("另定")),
    ]
    dates = [
        row("九（一）", InputRef("本县户籍"), FieldRef("办结日")),
        row("九（二）", Compare(Op.LT, FieldRef("满年数"), number(3)), FieldRef("起算日")),
        row("九（三）", InputRef("低收入"), APPLIED),
    ]
    amounts = [
        row("十二（一）", InputRef("低收入"), money(500)),
        row("十二（二）", InputRef("本县户籍"), silent("金额另定")),
    ]
    tie = {"tie": silent("一样"), "tie_cite": cite("八末段"), "cite": cite("八")}
    kinds = {"高者": Pick.HIGHEST, "低者": Pick.LOWEST}
    return (
        choice(
            "享受", Form.GROUP, [row("一", any_of(InputRef("本县户籍"), InputRef("低收入")), TRUE)], [FALSE]
        ),
        *simple,
        *(choice(label, Form.QUANTITY, ways, [number(0)], pick=p, **tie) for label, p in kinds.items()),
        choice("最早", Form.RULE, dates, [APPLIED], pick=Pick.LOWEST, **tie),
        choice("最晚", Form.RULE, dates, [APPLIED], pick=Pick.HIGHEST, gate=FieldRef("享受"), **tie),
        *(
            choice(label, Form.GRANT, amounts, [money(0)], pick=p, ceiling=money(400), **tie)
            for label, p in {"高额": Pick.HIGHEST, "低额": Pick.LOWEST}.items()
        ),
        choice("余额", Form.IDENTITY, [_identity()], [money(0)]),
    )


def _identity() -> Row:
    made = row("十", TRUE, Sub(FieldRef("应补合计"), FieldRef("实补合计")))
    return attrs.evolve(made, cite=Citation(()))


def _plain(label: str, value: Expr) -> Choice:
    return choice(label, Form.QUANTITY, [row("十一", TRUE, value)], [value], cite=cite("十一"))


def _assumptions() -> tuple[AssumptionDecl, ...]:
    def decl(name: str, adopted: str | None, **meanings: Expr | Pick) -> AssumptionDecl:
        readings = tuple(Reading(name=reading, meaning=meaning) for reading, meaning in meanings.items())
        return AssumptionDecl(
            name=name, reason="未写明", readings=readings, adopted=adopted, cite=None, span=NOWHERE
        )

    anybody = Fold(FAMILY, FoldHow.EXISTS, TRUE, STUDIES, FALSE)
    return (
        decl("从宽", "有人在读", 有人在读=anybody, 不从宽=FALSE),
        decl("怎么并", None, 取低=Pick.LOWEST, 取高=Pick.HIGHEST),
    )


def _calendar() -> Calendar:
    return Calendar(
        name="2030至2031放假安排",
        first=date(2030, 1, 1),
        last=date(2031, 12, 31),
        off=(date(2030, 1, 1), *(date(2030, 10, n) for n in range(1, 8)), date(2031, 5, 1), date(2031, 5, 2)),
        on=(date(2030, 9, 29), date(2031, 5, 10)),
    )


def _cases() -> tuple[Case, ...]:
    first = (date(2031, 3, 3), "1", "童书", yuan(100), Fraction(1), False)
    second = (date(2031, 3, 4), "2", "教材", yuan(600), Fraction(2), False)
    person = (
        ("申请日", date(2031, 4, 1)),
        ("入职日", date(2030, 1, 31)),
        ("本县户籍", True),
        ("人数", Fraction(2)),
        (FAMILY, Records((("子女", date(2020, 2, 29), True, None, None),))),
    )

    def one(title: str, *buys: tuple[object, ...], **expected: object) -> Case:
        wanted = tuple(
            Expected(field=name, op=Op.EQ, value=value, span=NOWHERE) for name, value in expected.items()
        )
        given = (*person, (BUYS, Records(tuple(buys))))
        return Case(title=title, given=given, readings=(), expected=wanted, span=NOWHERE)

    return (
        one("两本书", second, first, 应补合计=yuan(77), 笔数=Fraction(2), 最后一笔=date(2031, 3, 4)),
        one("没有书", 应补合计=yuan(0), 最高实补=StatusKind.UNDETERMINED, 子女数=Fraction(1)),
        one("类别没填", (*first[:2], None, *first[3:]), 应补合计=StatusKind.MISSING, 件数=Fraction(0)),
    )


def purchases() -> Kernel:
    """The kernel."""
    declared = {"享受": BOOL} | {label: type_ for label, (type_, _) in {**_counted(), **_folds()}.items()}
    declared |= {
        "高者": INT,
        "低者": INT,
        "最早": DATE,
        "最晚": DATE,
        "高额": MONEY,
        "低额": MONEY,
        "余额": MONEY,
    }
    return Kernel(
        info=PolicyInfo(title="购书补助", span=NOWHERE),
        inputs=_facts(),
        params=(ParamDecl(name="加发", low_fen=Fraction(1000), high_fen=None, cite=None),),
        assumptions=_assumptions(),
        fields=tuple(
            field(label, f"out_{n}", type_, public=label != "享受")
            for n, (label, type_) in enumerate(declared.items())
        ),
        choices=_choices(),
        cases=_cases(),
        entry_rules=_entry_rules(),
        calendar=_calendar(),
    )


def counting() -> Kernel:
    """Time counted in every way and nothing else: no list, no working days, no money."""
    joined = InputRef("入职日")
    whole = Elapsed(Count.FULL_MONTHS, joined, APPLIED, 0, MonthRule.NEXT_DAY)
    years = Elapsed(Count.FULL_YEARS, joined, APPLIED, 0, MonthRule.MONTH_END, LeapRule.MAR_1)
    found: dict[str, tuple[Type, Expr]] = {
        "天数": (INT, Elapsed(Count.DAYS, joined, APPLIED, 1)),
        "满月数": (INT, whole),
        "月数": (INT, Elapsed(Count.MONTHS, joined, APPLIED, -1)),
        "档数": (INT, Steps(whole, Fraction(3), True)),
        "起算日": (DATE, Clamp(joined, day("2030-07-01"), APPLIED)),
        "满三年": (BOOL, Compare(Op.GE, years, InputRef("年数"))),
        "早到": (BOOL, Compare(Op.LT, Clamp(joined, None, APPLIED), day("2030-07-01"))),
    }
    return Kernel(
        info=PolicyInfo(title="计时", span=NOWHERE),
        inputs=(fact("申请日", "applied", DATE), fact("入职日", "joined", DATE), fact("年数", "years", INT)),
        params=(),
        assumptions=(),
        fields=tuple(field(label, f"out_{n}", t) for n, (label, (t, _)) in enumerate(found.items())),
        choices=tuple(_plain(label, value) for label, (_, value) in found.items()),
    )


def with_aliases(kernel: Kernel, aliases: dict[str, str]) -> Kernel:
    """The kernel with other aliases of some facts."""
    inputs = tuple(attrs.evolve(d, alias=aliases.get(d.name, d.alias)) for d in kernel.inputs)
    return attrs.evolve(kernel, inputs=inputs)
