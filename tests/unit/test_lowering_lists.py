"""What can't be right about a 清单, and about what is computed from its entries, is told once."""

from __future__ import annotations

import pytest
from compile import codes_of
from mistakes import asking, declaring, paying, told


@pytest.mark.parametrize(
    ("condition", "code", "at"),
    [
        ("存在 面积 其 （面积 低于 3）", "POL215", "面积"),
        ("存在 购树 其 （类别 是 童书）", "POL201", "购树"),
        ("类别 是 童书", "POL215", "类别"),
        ("存在 购书 其 （类比 是 童书）", "POL201", "类比"),
        ("存在 购书 其 （类别 是 童叔）", "POL201", "童叔"),
        ("存在 购书 其 实付", "POL301", "实付"),
        ("每个 购书 其 （实付 超过 3） 若无 否", "POL301", "3"),
        ("条数 购书 其 （实付 超过 3元） 超过 1元", "POL301", "1元"),
        ("最晚 购书 的 实付 早于 2031-01-01", "POL301", "实付"),
        ("最高（出生日期、缴费日） 早于 2031-01-01", "POL301", "出生日期"),
        (
            "存在 购书 其 （存在 购书 其 （实付 超过 3元））",
            "POL321",
            "存在 购书 其 （实付 超过 3元）",
        ),
        (
            "存在 购书 其 （实付 超过 最高 购书 的 实付 其 （付款日 早于 2031-01-01））",
            "POL321",
            "最高 购书 的 实付 其 （付款日 早于 2031-01-01）",
        ),
        (
            "存在 购书 其 （实付 超过 合计 购书 的 （实付 * 2））",
            "POL321",
            "合计 购书 的 （实付 * 2）",
        ),
    ],
)
def test_a_condition(condition: str, code: str, at: str) -> None:
    assert told(asking(condition)) == (code, at)


@pytest.mark.parametrize(
    ("value", "code", "at"),
    [
        ("实付", "POL215", "实付"),
        ("购书", "POL215", "购书"),
        ("合计 购书 的 付款日", "POL301", "付款日"),
        ("合计 购书 的 （类别 是 童书）", "POL301", "（类别 是 童书）"),
        ("最高 购书 的 实付 若无 3", "POL301", "3"),
        ("合计 购书 的 实价", "POL201", "实价"),
    ],
)
def test_a_value(value: str, code: str, at: str) -> None:
    assert told(paying(value)) == (code, at)


@pytest.mark.parametrize(
    ("rest", "code", "at"),
    [
        ("不超过 3 先后 按 甲类 别名 deposits { 事实 甲类: 选项（子、丑） 别名 x }", "POL301", "甲类"),
        ("不超过 3 先后 按 甲类 别名 deposits { 事实 额: 金额 别名 x }", "POL201", "甲类"),
        ("不超过 3 别名 deposits { 事实 面积: 金额 别名 x }", "POL202", "面积"),
        ("不超过 3 别名 deposits { 事实 额: 金额 别名 x 事实 额: 整数 别名 y }", "POL202", "额"),
        ("不超过 3 别名 deposits { 事实 额: 金额 别名 x 事实 数: 整数 别名 x }", "POL207", "数"),
        ("不超过 3 { 事实 额: 金额 别名 x }", "POL206", "存款"),
        ("不超过 3 别名 deposits { 事实 额: 金额 }", "POL206", "额"),
    ],
)
def test_a_list(rest: str, code: str, at: str) -> None:
    assert told(declaring(f"清单 存款 {rest}")) == (code, at)


@pytest.mark.parametrize("limit", [0, 1001, 10_000_000])
def test_a_list_has_a_limit_that_can_be_computed(limit: int) -> None:
    text = declaring(f"清单 存款 不超过 {limit} 别名 deposits {{ 事实 额: 金额 别名 x }}")
    assert told(text)[0] == "POL306"


@pytest.mark.parametrize(
    ("rules", "at"),
    [
        ("【三】 规定 甲额 每笔 购书 { 【三】 为 甲额 + 1元 }", "甲额"),
        (
            "【三】 规定 甲额 每笔 购书 { 【三】 为 乙额 }【三】 规定 乙额 每笔 购书 { 【三】 为 甲额 }",
            "甲额",
        ),
        ("【三】 规定 甲额 每笔 购书 { 【三】 为 合计 购书 的 甲额 }", "甲额"),
        ("【三】 规定 甲额 每笔 购书 { 【三】 为 应缴金额 }", "应缴金额"),
    ],
)
def test_entry_rules_that_wait_for_themselves(rules: str, at: str) -> None:
    assert told(paying("合计 购书 的 甲额", rules)) == ("POL209", at)


def test_a_running_value_may_read_a_rule_that_reads_it() -> None:
    rules = """【三】 规定 应补 每笔 购书 { 【三】 为 最低（实付、420元 - 已用） }
    【三】 累计 已用 每笔 购书 自 0元 { 【三】 为 已用 + 应补 }"""
    assert "POL209" not in codes_of(paying("已用", rules))


@pytest.mark.parametrize(
    ("rule", "value", "code", "at"),
    [
        ("每笔 购书 { 【三】 为 1元 }", "甲额", "POL215", "甲额"),
        ("每笔 购树 { 【三】 为 1元 }", "甲额", "POL201", "购树"),
        ("每笔 面积 { 【三】 为 1元 }", "1元", "POL215", "面积"),
        ("每笔 购书 { 【三】 为 1 }", "合计 购书 的 甲额", "POL301", "合计 购书 的 甲额"),
    ],
)
def test_an_entry_rule(rule: str, value: str, code: str, at: str) -> None:
    assert told(paying(value, f"【三】 规定 甲额 {rule}")) == (code, at)


@pytest.mark.parametrize(
    ("given", "code", "at"),
    [
        ("一条 购书（类比 = 童书）", "POL201", "类比"),
        ("一条 购书（实付 = 1）", "POL301", "1"),
        ("一条 购书（实付 = 1元，实付 = 2元）", "POL217", "实付 = 2元"),
        ("一条 面积（类别 = 童书）", "POL215", "面积"),
        ("一条 购树（类别 = 童书）", "POL201", "购树"),
        ("购鼠 = 没有", "POL201", "购鼠"),
        ("一条 购书（实付 = 1元） 购书 = 没有", "POL217", "购书 = 没有"),
        ("购书 = 1元", "POL215", "购书"),
    ],
)
def test_a_list_in_an_example(given: str, code: str, at: str) -> None:
    assert told(declaring(f'案例 "甲" {{ {given} 期望 应缴金额 = 1元 }}')) == (code, at)
