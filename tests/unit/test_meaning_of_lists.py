"""What lists and bounded amounts mean: empty, unknown and partly unknown entries, order, rounding."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from compile import codes_of, kernel_of
from mistakes import asking, declaring, paying

from polc.compiler.interpret import evaluate
from polc.dsl.values import Amount, Given, Missing, NotApplicable, Plain, Records, Result, Undetermined, yuan

Entry = tuple[Plain | None, ...]
FIRST: Entry = ("童书", yuan(30), date(2031, 1, 1))
SECOND: Entry = ("教材", yuan(50), date(2031, 2, 1))
UNPAID: Entry = ("童书", None, date(2031, 3, 1))
UNKIND: Entry = (None, yuan(80), date(2031, 4, 1))
NONE = Records(())


def records(*entries: Entry) -> Records:
    return Records(entries)


def due(text: str, books: Records | None, **more: Given) -> Result:
    person: dict[str, Given | None] = {**more}
    if books is not None:
        person["购书"] = books
    return evaluate(kernel_of(text), person).result("应缴金额")


@pytest.mark.parametrize(
    ("condition", "books", "held"),
    [
        ("存在 购书 其 （类别 是 童书）", NONE, False),
        ("存在 购书 其 （类别 是 童书）", records(SECOND), False),
        ("存在 购书 其 （类别 是 童书）", records(SECOND, FIRST), True),
        ("存在 购书 其 （类别 是 童书）", records(UNKIND, FIRST), True),
        ("存在 购书 其 （类别 是 童书）", records(UNKIND, SECOND), None),
        ("存在 购书 其 （类别 是 童书）", None, None),
        ("每个 购书 其 （类别 是 童书） 若无 否", NONE, False),
        ("每个 购书 其 （类别 是 童书） 若无 是", NONE, True),
        ("每个 购书 其 （类别 是 童书） 若无 是", records(UNKIND, SECOND), False),
        ("每个 购书 其 （类别 是 童书） 若无 是", records(UNKIND, FIRST), None),
        ("每个 购书 其 （类别 是 童书） 若无 否", records(FIRST), True),
        ("条数 购书 其 （类别 是 童书） 不低于 1", records(UNKIND, FIRST), None),
        ("条数 购书 其 （类别 是 童书） 不低于 2", records(UNKIND, FIRST), None),
        ("条数 购书 不低于 2", records(UNKIND, UNPAID), True),
    ],
)
def test_conditions_over_a_list(condition: str, books: Records | None, held: bool | None) -> None:
    found = due(asking(condition), books)
    if held is None:
        assert isinstance(found, Missing)
    else:
        assert found == yuan(1 if held else 2)


@pytest.mark.parametrize(
    ("value", "books", "expected"),
    [
        ("合计 购书 的 实付", NONE, yuan(0)),
        ("合计 购书 的 实付", records(FIRST, SECOND), yuan(80)),
        ("合计 购书 的 实付 其 （类别 是 童书）", records(FIRST, SECOND), yuan(30)),
        ("最高 购书 的 实付", records(FIRST, SECOND), yuan(50)),
        ("最低 购书 的 实付", records(FIRST, SECOND), yuan(30)),
        ("最高 购书 的 实付 若无 7元", NONE, yuan(7)),
        ("最高 购书 的 实付 其 （付款日 晚于 2031-06-01） 若无 7元", records(FIRST), yuan(7)),
    ],
)
def test_values_over_a_list(value: str, books: Records, expected: Amount) -> None:
    assert due(paying(value), books) == expected


def test_the_highest_of_nothing_is_not_applicable() -> None:
    assert isinstance(due(paying("最高 购书 的 实付"), NONE), NotApplicable)


@pytest.mark.parametrize("books", [None, records(UNPAID), records(FIRST, UNPAID)])
def test_an_amount_that_is_not_known_is_asked_for(books: Records | None) -> None:
    assert isinstance(due(paying("合计 购书 的 实付"), books), Missing)


def test_what_does_not_count_need_not_be_known() -> None:
    books = records(SECOND, UNPAID)
    assert due(paying("合计 购书 的 实付 其 （类别 是 教材）"), books) == yuan(50)


QUOTA = """
【三】 规定 应补 每笔 购书 { 【三】 为 最低（实付、100元 - 已用） }
【三】 累计 已用 每笔 购书 自 0元 { 【三】 为 已用 + 应补 }
"""
LATER: Entry = ("童书", yuan(90), date(2031, 5, 1))


def test_a_running_value_is_carried_in_the_order_of_the_days() -> None:
    for books in (records(FIRST, LATER), records(LATER, FIRST)):
        assert due(paying("已用", QUOTA), books) == yuan(100)
        assert due(paying("合计 购书 的 应补 其 （实付 超过 80元）", QUOTA), books) == yuan(70)
    assert due(paying("已用", QUOTA), NONE) == yuan(0)


def test_a_tie_matters_only_where_the_order_does() -> None:
    twin: Entry = ("教材", yuan(90), FIRST[2])
    ties = records(FIRST, twin)
    assert due(paying("合计 购书 的 实付"), ties) == yuan(120)
    assert isinstance(due(paying("合计 购书 的 应补 其 （类别 是 教材）", QUOTA), ties), Undetermined)


# ---- amounts ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("closings", "price", "expected"),
    [
        ("保底 50元 封顶 100元", 30, 50),
        ("封顶 100元 保底 50元", 130, 100),
        ("封顶 50元", 50, 50),
        ("保底 100元", 100, 100),
        ("封顶 95元 舍入 到 10元 进一", 99, 100),
        ("舍入 到 10元 进一 封顶 95元", 99, 95),
    ],
)
def test_closings_act_in_the_order_written(closings: str, price: int, expected: int) -> None:
    assert due(paying(f"价格 {closings}"), None, 价格=yuan(price)) == yuan(expected)


@pytest.mark.parametrize(
    ("unit", "mode", "price", "expected"),
    [
        ("到 1元", "四舍五入", 250, 300),
        ("到 1元", "四舍五入", 249, 200),
        ("到 1元", "五成双", 250, 200),
        ("到 1元", "五成双", 350, 400),
        ("到 1元", "进一", 201, 300),
        ("到 1元", "进一", 200, 200),
        ("到 1元", "舍去", 299, 200),
        ("到 1角", "四舍五入", 255, 260),
        ("到 10元", "五成双", 1500, 2000),
        ("到 10元", "五成双", 2500, 2000),
    ],
)
def test_rounding(unit: str, mode: str, price: int, expected: int) -> None:
    found = due(paying(f"价格 舍入 {unit} {mode}"), None, 价格=Amount(Fraction(price)))
    assert found == Amount(Fraction(expected))


@pytest.mark.parametrize(
    ("value", "price", "expected"),
    [
        ("价格 每满 1000元 计 2元", 999, 0),
        ("价格 每满 1000元 计 2元", 1000, 2),
        ("价格 每 1000元 计 2元 进一", 1001, 4),
        ("价格 每 1000元 计 2元 进一", 0, 0),
        ("价格 超出 200元 部分", 199, 0),
        ("价格 超出 200元 部分", 201, 1),
        ("最高（价格、200元、100元）", 150, 200),
        ("最低（价格、200元、100元）", 150, 100),
    ],
)
def test_steps_and_bounds(value: str, price: int, expected: int) -> None:
    assert due(paying(value), None, 价格=yuan(price)) == yuan(expected)


def test_the_odd_cent_goes_to_whoever_takes_it() -> None:
    shares = """输出 甲出: 金额 别名 one
    输出 乙出: 金额 别名 two
    【三】 出资 价格 舍入 到 1分 { 【三】 甲出 62% 【三】 乙出 38% 尾差 }"""
    found = evaluate(kernel_of(declaring(shares)), {"价格": Amount(Fraction(101))})
    assert (found.result("甲出"), found.result("乙出")) == (Amount(Fraction(63)), Amount(Fraction(38)))


OUTSIDE = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一】 }
清单 户 不超过 3 别名 homes { 事实 有房: 是非  别名 owned  事实 在册: 是非  别名 listed }
输出 合计数: 金额 = 合计 户 的 限额 其 在册  别名 total
【一】 规定 限额 每笔 户 { 【一】 有房  不适用 "有房" 【一】 其余 为 100元 }
"""


@pytest.mark.parametrize(
    ("homes", "wanted"),
    [
        (((True, None),), Missing(inputs=("户",))),
        (((True, None), (True, True)), NotApplicable(reason="有房", clauses=("一",))),
        (((True, False), (False, True)), yuan(100)),
        (((False, None), (True, True)), NotApplicable(reason="有房", clauses=("一",))),
    ],
)
def test_what_may_not_belong_settles_nothing(homes: tuple[Entry, ...], wanted: Result) -> None:
    assert evaluate(kernel_of(OUTSIDE), {"户": Records(homes)}).result("合计数") == wanted


READING = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一】 }
清单 年份 不超过 9 别名 years { 事实 缴费: 是非  别名 paid }
ORDER
【一】 累计 连续 每笔 年份 自 0 { 【一】 缴费  为 连续 + 1  【一】 其余 为 0 }
"""
LATE = ("输出 此前: 整数 = 合计 年份 的 起点  别名 before", "输出 结果: 整数 = 起点  别名 last")
SAYS = '【一】 假定 起点 "未写明" { 已有  连续  加一  连续 + 1  采用 已有 }'


@pytest.mark.parametrize("order", [LATE, LATE[::-1]])
def test_a_reading_means_the_same_inside_a_list(order: tuple[str, str]) -> None:
    kernel = kernel_of(READING.replace("ORDER", "\n".join((*order, SAYS))))
    evaluation = evaluate(kernel, {"年份": Records(((True,), (True,)))})
    assert (evaluation.result("此前"), evaluation.result("结果")) == (4, 2)


def test_a_reading_of_the_entry_is_read_at_the_entry() -> None:
    order = (LATE[0], '【一】 假定 起点 "未写明" { 此前  连续  本年  总数 + 0  采用 此前 }')
    text = READING.replace("ORDER", "\n".join(order)) + "【一】 规定 总数 每笔 年份 { 【一】 为 连续 }"
    assert evaluate(kernel_of(text), {"年份": Records(((True,), (True,)))}).result("此前") == 1
    outside = READING.replace("ORDER", "\n".join((LATE[1], order[1])))
    assert "POL215" in codes_of(outside + "【一】 规定 总数 每笔 年份 { 【一】 为 连续 }")


BOTH_LISTS = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一】 }
清单 年份 不超过 9 别名 years { 事实 缴费: 是非  别名 paid }
清单 购物 不超过 9 别名 bought { 事实 价: 金额  别名 price }
输出 笔数: 整数 = 条数 购物 其 （MANY）  别名 count
【一】 累计 连续 每笔 年份 自 0 { 【一】 缴费  为 连续 + 1  【一】 其余 为 0 }
【一】 假定 断过 "未写明" { 有断  存在 年份 其 （缴费 且 连续 是 0）  没断  否  采用 有断 }
"""


@pytest.mark.parametrize("many", ["断过", "存在 年份 其 （缴费 且 连续 是 0）", "断过 且 价 超过 1元"])
def test_a_list_inside_another_carries_its_own_values(many: str) -> None:
    kernel = kernel_of(BOTH_LISTS.replace("MANY", many))
    person = {"年份": Records(((True,), (True,))), "购物": Records(((yuan(2),), (yuan(3),)))}
    assert evaluate(kernel, person).result("笔数") == 2


def test_a_tie_matters_only_where_the_running_value_itself_is_read() -> None:
    """A reading that looks through the list by itself carries its own running value."""
    text = (
        asking("条数 购书 其 （算法） 不低于 2")
        + """【三】 累计 张数 每笔 购书 自 0 { 【三】 为 张数 + 1 }
【三】 假定 算法 "未写明" {
  读甲：（每个 购书 其 （张数 低于 1） 若无 是）
  读乙：是
  采用 @
}"""
    )
    tied = records(FIRST, ("教材", yuan(50), date(2031, 1, 1)))
    assert due(text.replace("@", "读乙"), tied) == yuan(1)
    assert isinstance(due(text.replace("@", "读甲"), tied), Undetermined)
    assert due(text.replace("@", "读甲"), records(FIRST, SECOND)) == yuan(2)
