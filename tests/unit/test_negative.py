"""POL622: amounts below 0, on small policies; random ones are counted in `tests/soundness.py`."""

from __future__ import annotations

import pytest
from compile import compile_text, policy

CODES = ("POL622", "POL690")
DUE = "本次费用 封顶 12000元 - 今年已领"


def found(rows: str, more: str = "") -> list[tuple[str, str]]:
    """The findings about amounts below 0, each with the amount or what wasn't finished."""
    text = f"""
事实 甲类: 是非 默认 否 别名 first
事实 本次费用: 金额 别名 cost
事实 今年已领: 金额 别名 given
【一】 标准 基本补助 不低于 100元
输出 补助金额: 金额 别名 aid
{more}
【一】 规定 补助金额 {{
{rows}
}}
"""
    compiled = compile_text(policy(text), analyse=True)
    assert compiled.kernel is not None
    facts = [(d.code.id, dict(d.facts)) for d in compiled.diagnostics if d.code.id in CODES]
    return [(code, told.get("amount") or told["check"]) for code, told in facts]


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (DUE, "-100元"),
        ("300元 - 今年已领", "-100元"),
        ("0元 - 50元", "-50元"),
        ("最低（本次费用、12000元 - 今年已领）", "-100元"),
        (f"{DUE} 封顶 300元", "-100元"),
        ("本次费用 - 今年已领 舍入 到 1元 舍去", "-100元"),
    ],
)
def test_somebody_is_below_zero(value: str, amount: str) -> None:
    assert found(f"  【一】 为 {value}") == [("POL622", amount)]


@pytest.mark.parametrize(
    "value",
    [
        f"{DUE} 保底 0元",
        "最高（12000元 - 今年已领、0元）",
        "本次费用 - 本次费用 的 60% 舍入 到 1分 四舍五入",
        "本次费用 - 最低（本次费用、今年已领）",
        "500元 - 200元",
        "本次费用 * 3",
    ],
)
def test_nobody_is_below_zero(value: str) -> None:
    assert found(f"  【一】 为 {value}") == []


def test_a_condition_or_a_higher_row_keeps_it_up() -> None:
    assert found("  【一】 今年已领 不超过 12000元  为 12000元 - 今年已领\n  【一】 其余 为 0元") == []
    both = "  【一】 甲类 为 300元 - 今年已领\n  【一】 为 0元"
    assert found(both.replace("为 0元", "其余 为 0元"))[0][0] == "POL622"


def test_only_a_bound_that_lies_below_zero_counts() -> None:
    assert found("  【一】 为 基本补助 - 200元") == []
    assert found("  【一】 为 50元 - 基本补助") == [("POL622", "不高于-50元")]


def test_what_is_left_open_is_no_amount() -> None:
    assert found('  【一】 甲类 待定 "没有写明"\n  【一】 其余 为 0元 - 0元') == []


def test_whoever_an_output_tells_of_is_not_told_again() -> None:
    """补助总额 falls below 0 only where 补助金额 does."""
    total = "输出 补助总额: 金额 = 补助金额 + 10元 别名 total"
    assert found("  【一】 为 300元 - 今年已领", total) == [("POL622", "-100元")]
    apart = "输出 本人负担: 金额 = 补助金额 - 50元 别名 own"
    assert len(found("  【一】 为 300元 - 今年已领", apart)) == 2


def test_what_cannot_be_told_is_said() -> None:
    sum_of_facts = "  【一】 为 本次费用 + 今年已领 - 最低（本次费用、今年已领） * 2"
    assert found(sum_of_facts) == [("POL690", "有没有人的金额低于零")]
