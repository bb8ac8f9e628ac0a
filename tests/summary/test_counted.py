"""Lists, lengths of time, steps and ends as short Chinese."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from books import AGE, APPLIED, BORN, LISTED, NONE, PAID, SORT, STUDIES, TIE, books, fold, whole
from kernels import day, money, silent

from polc.compiler.kernel import (
    DATE,
    DURATION,
    FALSE,
    INT,
    MONEY,
    RATE,
    TRUE,
    Add,
    Clamp,
    Compare,
    Const,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    ItemRef,
    Not,
    OneOf,
    Op,
    Pick,
    Round,
    Scale,
    Shift,
    StateRef,
    Steps,
    Sub,
)
from polc.dsl.counting import Count
from polc.dsl.values import Duration, MonthRule, Records, RoundMode, Unit
from polc.targets.summary.counted import limit_text
from polc.targets.summary.phrasing import Speaker, pick_text
from polc.targets.summary.rules import block_table
from polc.targets.summary.view import view_of

SPEAKER = Speaker(books())
CHILDREN = OneOf(TIE, ("子女",))
BOOKS = OneOf(SORT, ("童书",))
YEARS = Elapsed(Count.FULL_YEARS, LISTED, APPLIED)
EXISTS, EVERY = FoldHow.EXISTS, FoldHow.EVERY


def workdays(count: int, sign: int = 1) -> Expr:
    """So many working days from the day of application."""
    return Shift(APPLIED, Const(Duration(count, Unit.WORKDAY), DURATION), sign, MonthRule.MONTH_END)


CONDITIONS: list[tuple[Expr, str]] = [
    (fold("家庭成员", EXISTS, STUDIES), "家庭成员中至少有一名在读"),
    (fold("家庭成员", EXISTS, STUDIES, CHILDREN), "家庭成员中至少有一名符合“关系是子女，且在读”"),
    (Not(fold("家庭成员", EXISTS, STUDIES)), "家庭成员中没有一名在读"),
    (fold("家庭成员", EXISTS, CHILDREN), "家庭成员中至少有一名符合“关系是子女”"),
    (fold("购书", EXISTS, BOOKS), "购书中至少有一条符合“类别是童书”"),
    (fold("家庭成员", EVERY, STUDIES, empty=TRUE), "每一名家庭成员都在读（一名也没有的，也算）"),
    (fold("家庭成员", EVERY, STUDIES, empty=FALSE), "每一名家庭成员都在读（一名也没有的，不算）"),
    (
        fold("家庭成员", EVERY, STUDIES, CHILDREN, FALSE),
        "家庭成员中关系是子女的，每一名都在读（一名也没有的，不算）",
    ),
    (
        fold("家庭成员", EVERY, Not(STUDIES), empty=silent("未写明")),
        "每一名家庭成员都符合“没有在读”（一名也没有的，待定：未写明）",
    ),
    (Not(fold("家庭成员", EVERY, STUDIES, empty=TRUE)), "不是每一名家庭成员都在读（一名也没有的，也算）"),
    (Compare(Op.GE, fold("家庭成员", FoldHow.COUNT), whole(3)), "家庭成员的人数不少于3"),
    (Compare(Op.GE, AGE, whole(66)), "年满66周岁（按申请日算）"),
    (Compare(Op.LT, AGE, whole(14)), "未满14周岁（按申请日算）"),
    (Not(Compare(Op.LT, AGE, whole(14))), "年满14周岁（按申请日算）"),
    (Compare(Op.GT, AGE, whole(60)), "周岁（按申请日算）多于60岁"),
    (Compare(Op.GE, YEARS, whole(2)), "从登记日到申请日的满年数不少于2年"),
    (Compare(Op.LE, EntryResult("每笔应补", MONEY), money(64)), "每笔应补不高于64元"),
]

VALUES: list[tuple[Expr, str]] = [
    (Elapsed(Count.DAYS, LISTED, APPLIED, 1), "从登记日到申请日的天数（首尾都计）"),
    (Elapsed(Count.DAYS, LISTED, APPLIED, -1), "从登记日到申请日的天数（首尾都不计）"),
    (Elapsed(Count.DAYS, LISTED, APPLIED), "从登记日到申请日的天数（首尾只计其一）"),
    (Elapsed(Count.MONTHS, LISTED, APPLIED, 1), "从登记日所在月到申请日所在月的月数（首尾都计）"),
    (Elapsed(Count.FULL_MONTHS, LISTED, APPLIED), "从登记日到申请日的满月数"),
    (YEARS, "从登记日到申请日的满年数"),
    (AGE, "周岁（按申请日算）"),
    (Scale(money(37), Steps(YEARS, Fraction(1), False)), "从登记日到申请日的满年数，每满1年计37元"),
    (
        Scale(money(37), Steps(Sub(YEARS, whole(2)), Fraction(1), True)),
        "从登记日到申请日的满年数超过2年的部分，每1年计37元（不足1年的按1年计）",
    ),
    (Scale(money(5), Steps(PAID, Fraction(12500), False)), "实付，每满125元计5元"),
    (Steps(YEARS, Fraction(3), False), "从登记日到申请日的满年数，每满3年计1次"),
    (
        Add(NONE, Scale(money(1), Steps(YEARS, Fraction(1), False))),
        "0元 + （从登记日到申请日的满年数，每满1年计1元）",
    ),
    (Sub(FieldRef("实补"), Add(money(1), money(2))), "实补 － （1元 + 2元）"),
    (Clamp(LISTED, day("2031-03-01"), None), "登记日和2031年3月1日中较晚的一个"),
    (Clamp(LISTED, None, APPLIED), "登记日和申请日中较早的一个"),
    (Clamp(LISTED, BORN, APPLIED), "登记日（不早于出生日期，不晚于申请日）"),
    (Clamp(FieldRef("实补"), None, money(9)), "实补（最高9元）"),
    (
        Clamp(Round(FieldRef("实补"), 1000, RoundMode.HALF_UP), money(9), money(90)),
        "实补（以十元为单位四舍五入，最低9元，最高90元）",
    ),
    (Clamp(Add(FieldRef("实补"), money(9)), None, money(90)), "实补 + 9元（合计最高90元）"),
    (
        Clamp(Scale(money(2), Steps(FieldRef("子女人数"), Fraction(3), True)), None, money(9)),
        "子女人数，每3人计2元（不足3人的按3人计）（合计最高9元）",
    ),
    (
        Scale(money(37), Steps(Clamp(Sub(YEARS, whole(2)), whole(0), None), Fraction(1), False)),
        "从登记日到申请日的满年数超过2年的部分，每满1年计37元",
    ),
    (Clamp(Sub(PAID, money(100)), NONE, None), "实付超过100元的部分"),
    (Round(Scale(PAID, Const(Fraction(1, 12), RATE)), 100, RoundMode.DOWN), "实付 ÷ 12（以元为单位舍去）"),
    (
        Clamp(FieldRef("实补"), Add(FieldRef("全年应补"), money(9)), None),
        "实补和（全年应补 + 9元）中较高的一个",
    ),
    (fold("购书", FoldHow.SUM, PAID), "购书的实付合计"),
    (fold("购书", FoldHow.SUM, PAID, BOOKS), "购书中类别是童书的实付合计"),
    (fold("购书", FoldHow.SUM, Sub(PAID, money(1))), "购书的“实付 － 1元”合计"),
    (fold("家庭成员", FoldHow.COUNT, where=CHILDREN), "家庭成员中关系是子女的人数"),
    (fold("购书", FoldHow.COUNT), "购书的条数"),
    (fold("购书", FoldHow.LEAST, PAID), "购书的实付中最低的一项（一条也没有的，为0元）"),
    (
        fold("购书", FoldHow.GREATEST, ItemRef("购书", "付款日", DATE), empty=silent("没有购书")),
        "购书的付款日中最晚的一项（一条也没有的，待定：没有购书）",
    ),
    (
        Fold("家庭成员", FoldHow.FINAL, TRUE, StateRef("名次", INT), NONE),
        "把家庭成员逐名累计，最后的名次",
    ),
    (StateRef("已补", MONEY), "此前的已补"),
    (ItemRef("家庭成员", "实补", MONEY), "这一名的实补"),
    (workdays(7), "申请日后7个工作日（按某县2031年放假安排）"),
    (workdays(7, -1), "申请日前7个工作日（按某县2031年放假安排）"),
    (workdays(0), "申请日，遇休息日顺延到下一个工作日（按某县2031年放假安排）"),
]


@pytest.mark.parametrize("expr, text", CONDITIONS)
def test_condition(expr: Expr, text: str) -> None:
    assert SPEAKER.condition(expr) == text


@pytest.mark.parametrize("expr, text", VALUES)
def test_value(expr: Expr, text: str) -> None:
    assert SPEAKER.value(expr) == text


def test_facts_that_are_lists_stay_names() -> None:
    about = SPEAKER.about({"购书": Records(()), "登记日": date(2031, 1, 2)}, {})
    assert about.value(fold("购书", FoldHow.SUM, PAID)) == "购书的实付合计"
    assert about.value(YEARS) == "从登记日2031年1月2日到申请日的满年数"


def test_limits_name_their_order() -> None:
    purchases, household = (books().input_by_name[name] for name in ("购书", "家庭成员"))
    assert limit_text(purchases) == "最多150条，按付款日先后"
    assert limit_text(household) == "最多12名，不分先后"


def test_days_are_early_or_late() -> None:
    decl = books().field_by_name["先到日"]
    assert pick_text(Pick.LOWEST, decl) == "同时符合几项的，只取最早的一项"
    assert pick_text(Pick.LOWEST, None) == "同时符合几项的，只取最低的一项"


def test_a_table_has_a_column_for_each_thing_it_looks_at() -> None:
    view = view_of(books())
    heating = view.kernel.choice_of["取暖补贴"]
    table = block_table(view, heating, "取暖补贴")
    assert table.heads == ("面积", "户型", "取暖补贴")
    assert [row.cells for row in table.rows][:2] == [("少于45", "楼房", "215元"), ("少于45", "平房", "262元")]


def test_special_rows_of_a_table_stand_last_with_their_whole_condition() -> None:
    view = view_of(books())
    heating = view.kernel.choice_of["取暖补贴"]
    barred = attrs.evolve(
        heating.rows[0], guard=Compare(Op.GE, APPLIED, LISTED), exception=True, values=(silent("期外"),)
    )
    table = block_table(view, attrs.evolve(heating, rows=(barred, *heating.rows)), "取暖补贴")
    assert table.heads == ("面积", "户型", "取暖补贴")
    assert table.rows[-1].cells == ("特别情形：申请日不早于登记日", "不限", "待定：期外")


def test_a_table_that_asks_more_falls_back_to_conditions() -> None:
    view = view_of(books())
    heating = view.kernel.choice_of["取暖补贴"]
    asking = attrs.evolve(heating.rows[0], guard=Compare(Op.GE, APPLIED, LISTED))
    changed = attrs.evolve(heating, rows=(asking,))
    assert block_table(view, changed, "取暖补贴").heads == ("情形", "取暖补贴")
