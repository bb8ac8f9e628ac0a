"""What can't be right in a 表, 分类, 选择, 出资 or 案例 is told once, at its place, with what to write."""

from __future__ import annotations

import pytest
from compile import codes_of
from mistakes import FACTS, declaring, paying, policy, told


def table(axes: str, row: str) -> str:
    return paying("补贴", f"【三】 表 补贴 按 {axes} {{ 【三】 {row} 【三】 其余 为 2元 }}")


@pytest.mark.parametrize(
    ("axes", "row", "code", "at"),
    [
        ("面积", "满 45元 为 1元", "POL301", "45元"),
        ("价格", "满 45 为 1元", "POL301", "45"),
        ("价格", "满 45元/月 为 1元", "POL302", "45元/月"),
        ("户型", "满 3 为 1元", "POL301", "满 3"),
        ("等待", "满 3个月 为 1元", "POL301", "满 3个月"),
        ("面积", "是 为 1元", "POL301", "是"),
        ("残疾人", "1 为 1元", "POL301", "1"),
        ("面积、户型", "满 45 为 1元", "POL315", "【三】 满 45 为 1元"),
        ("面积", "满 45 ｜ 楼房 为 1元", "POL315", "【三】 满 45 ｜ 楼房 为 1元"),
        ("面积", "满 90 不满 45 为 1元", "POL316", "满 90 不满 45"),
        ("面积", "满 90 不满 90 为 1元", "POL316", "满 90 不满 90"),
        ("面积", "90 至 45 为 1元", "POL316", "90 至 45"),
        ("价格", "90元 至 45元 为 1元", "POL316", "90元 至 45元"),
        ("缴费日", "2031-04-01 至 2031-03-31 为 1元", "POL307", "2031-04-01 至 2031-03-31"),
        ("面稽", "满 45 为 1元", "POL201", "面稽"),
        ("购书", "满 45 为 1元", "POL215", "购书"),
        ("户型", "楼访 为 1元", "POL201", "楼访"),
        ("户型", "楼房、平方 为 1元", "POL201", "平方"),
    ],
)
def test_a_table(axes: str, row: str, code: str, at: str) -> None:
    assert told(table(axes, row)) == (code, at)


def test_the_rows_of_a_table_give_one_type() -> None:
    rows = "【三】 满 45 为 2日 【三】 其余 为 1元"
    assert told(declaring(f"【三】 表 补贴 按 面积 {{ {rows} }}")) == ("POL301", "1元")


def test_a_number_is_a_band_of_itself() -> None:
    assert codes_of(table("面积", "45 至 45 为 1元")) == codes_of(table("面积", "满 45 60 以下 为 1元"))


@pytest.mark.parametrize(
    ("rows", "code", "at"),
    [
        ("【三】 甲类 = 面积 【三】 其余 乙类", "POL301", "面积"),
        ("【三】 其余 甲类 【三】 其余 乙类", "POL217", "【三】 其余 乙类"),
        ('【三】 其余 甲类 【三】 其余 待定 "甲"', "POL217", "【三】 其余 甲类"),
    ],
)
def test_classes(rows: str, code: str, at: str) -> None:
    assert told(declaring(f"【三】 分类 住户 {{ {rows} }}")) == (code, at)


@pytest.mark.parametrize(
    ("fact", "rows", "code", "at"),
    [
        ("档位", "【三】 其余 可选 楼房", "POL201", "档位"),
        ("残疾人", "【三】 其余 可选 楼房", "POL301", "残疾人"),
        ("应缴金额", "【三】 其余 可选 楼房", "POL215", "应缴金额"),
        ("户型", "【三】 其余 可选 楼房、别墅", "POL201", "别墅"),
        ("户型", "【三】 其余 可选 1 至 3", "POL301", "【三】 其余 可选 1 至 3"),
        ("面积", "【三】 其余 可选 楼房", "POL301", "【三】 其余 可选 楼房"),
        ("面积", "【三】 其余 可选 3 至 1", "POL316", "3 至 1"),
        ("户型", "【三】 其余 可选 楼房 【四】 其余 可选 平房", "POL217", "【四】 其余 可选 平房"),
        ("户型", "【三】 面积 可选 楼房", "POL301", "面积"),
    ],
)
def test_a_choice(fact: str, rows: str, code: str, at: str) -> None:
    assert told(declaring(f"【三】 选择 {fact} 由 本人 {{ {rows} }}")) == (code, at)


def test_a_second_choice_of_one_fact() -> None:
    block = "【三】 选择 户型 由 本人 { 【三】 其余 可选 楼房 }\n"
    assert told(declaring(block * 2)) == ("POL217", "户型")


OUTPUTS = "输出 甲出: 金额 别名 first\n输出 乙出: 金额 别名 second\n"


@pytest.mark.parametrize(
    ("head", "rows", "code", "at"),
    [
        ("应缴金额", "【三】 甲出 60% 【三】 乙出 30%", "POL317", "应缴金额"),
        ("应缴金额 舍入 到 1分", "【三】 甲出 60% 【三】 乙出 40%", "POL318", "应缴金额"),
        ("应缴金额 舍入 到 1分", "【三】 甲出 60% 尾差 【三】 乙出 40% 尾差", "POL318", "应缴金额"),
        ("应缴金额", "【三】 甲出 60% 尾差 【三】 乙出 40%", "POL318", "应缴金额"),
        ("面积", "【三】 甲出 60% 【三】 乙出 40%", "POL301", "面积"),
        ("应缴金客", "【三】 甲出 60% 【三】 乙出 40%", "POL201", "应缴金客"),
        ("应缴金额", "【三】 丙出 60% 【三】 丙出 40%", "POL202", "丙出"),
        ("应缴金额", "【三】 面积 60% 【三】 甲出 40%", "POL202", "面积"),
    ],
)
def test_shares(head: str, rows: str, code: str, at: str) -> None:
    assert told(declaring(f"{OUTPUTS}【三】 出资 {head} {{ {rows} }}")) == (code, at)


def test_a_share_fills_an_amount_only() -> None:
    shares = "【三】 出资 应缴金额 { 【三】 甲出 60% 【三】 乙出 40% }"
    assert told(declaring(f"输出 甲出: 整数 别名 first\n{shares}")) == ("POL301", "甲出")


COLUMNS = "列 面积、户型 期望 应缴金额"


@pytest.mark.parametrize(
    ("columns", "rows", "code", "at"),
    [
        (COLUMNS, "｜ 44 ｜ 楼房 ｜ 1元\n ｜ 45 ｜ 楼房\n ｜ 46 ｜ 楼房 ｜ 1元", "POL105", "｜ 45 ｜ 楼房"),
        (COLUMNS, "｜ 44 ｜ 楼房 ｜ 1元 ｜ 2元", "POL105", "｜ 44 ｜ 楼房 ｜ 1元 ｜ 2元"),
        (COLUMNS, "｜ 待定 ｜ 楼房 ｜ 1元", "POL105", "｜ 待定"),
        (COLUMNS, "｜ 不低于 3 ｜ 楼房 ｜ 1元", "POL105", "｜ 不低于 3"),
        (COLUMNS, "｜ 44元 ｜ 楼房 ｜ 1元", "POL301", "44元"),
        (COLUMNS, "｜ 44 ｜ 楼访 ｜ 1元", "POL201", "楼访"),
        (COLUMNS, "｜ 44  依据 【三】 ｜ 楼房 ｜ 1元", "POL105", "｜ 44  依据 【三】"),
        (COLUMNS, "残疾人 ｜ 44 ｜ 楼房", "POL105", "｜ 44 ｜ 楼房"),
        (COLUMNS, "残疾人 ｜ 44 ｜ 楼房 ｜ 1元\n 非 残疾人", "POL105", "非 残疾人"),
        (COLUMNS, "残废人 ｜ 44 ｜ 楼房 ｜ 1元", "POL201", "残废人"),
        ("列 面记 期望 应缴金额", "｜ 44 ｜ 1元\n ｜ 45 ｜ 1元", "POL201", "面记"),
        ("列 面积 期望 应缴", "｜ 44 ｜ 1元\n ｜ 45 ｜ 1元", "POL201", "应缴"),
    ],
)
def test_a_table_of_examples(columns: str, rows: str, code: str, at: str) -> None:
    found, place = told(declaring(f'案例 "面积" {{ {columns}\n {rows}\n}}'))
    assert (found, place) == (code, at) or (found, f"｜ {place}") == (code, at)


def test_a_claim_is_a_condition() -> None:
    assert told(declaring("【三】 恒真 应缴金额")) == ("POL301", "应缴金额")
    assert told(declaring("【三】 恒真 应缴 不低于 1元")) == ("POL201", "应缴")


def test_a_version_of_a_standard_is_told_like_any_cell() -> None:
    text = "【三】 标准 月租 按 缴费日 { 【三】 2031-04-01 至 2031-03-31 为 165元 }"
    assert told(policy(f"{FACTS}{text}【三】 规定 应缴金额 {{ 【三】 为 月租 }}"))[0] == "POL307"
