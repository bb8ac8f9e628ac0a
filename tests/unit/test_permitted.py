"""选择: whom it speaks of, and what it bars."""

from __future__ import annotations

from fractions import Fraction

import pytest
from compile import compile_text, kernel_of

from polc.compiler.interpret import evaluate
from polc.dsl.values import NotApplicable

TEXT = """政策 "示例" { 文号 "示例〔2025〕1号"  条款 【一】 }
事实 士兵: 是非 默认 否  别名 soldier
事实 新生儿: 是非 默认 否  别名 newborn
事实 方式: 选项（随父、随母）  别名 way
输出 缴几个月: 整数  别名 months
【一】 选择 方式 由 监护人 { 【一】 新生儿 可选 随父 REST }
【一】 规定 缴几个月 {
  【一】 新生儿 且 方式 是 随父 且 非 士兵  为 1
  【一】 新生儿 且 方式 是 随母 且 非 士兵  为 2
  【一】 士兵  为 3
  【一】 其余 不适用 "不能中途参保"
}
"""
ALL = "【一】 其余 可选 随父、随母"


@pytest.mark.parametrize("rest", ["", ALL])
@pytest.mark.parametrize("way", [None, "随父", "随母"])
def test_a_choice_bars_nobody_it_does_not_speak_of(rest: str, way: str | None) -> None:
    kernel = kernel_of(TEXT.replace("REST", rest))
    assert evaluate(kernel, {"士兵": True, "方式": way}).result("缴几个月") == Fraction(3)


def test_a_choice_bars_whom_it_speaks_of() -> None:
    kernel = kernel_of(TEXT.replace("REST", ""))
    barred = evaluate(kernel, {"新生儿": True, "方式": "随母"}).result("缴几个月")
    assert isinstance(barred, NotApplicable)
    assert barred.kind == "选项不许"
    assert evaluate(kernel, {"新生儿": True, "方式": "随父"}).result("缴几个月") == Fraction(1)


@pytest.mark.parametrize(("rest", "codes"), [("", ["POL623"]), (ALL, [])])
def test_whom_a_choice_does_not_speak_of_is_told(rest: str, codes: list[str]) -> None:
    found = compile_text(TEXT.replace("REST", rest), analyse=True).diagnostics
    assert [each.code.id for each in found if each.code.id == "POL623"] == codes


STRETCH = """政策 "示例" { 文号 "示例〔2025〕1号"  条款 【一】 }
事实 年数: 整数  别名 years
事实 补年: 整数 默认 0  别名 extra
关系 年数 在 0 至 40
关系 补年 在 0 至 15
输出 补贴: 金额  别名 subsidy
【一】 选择 补年 由 参保人 { ROWS }
【一】 规定 补贴 { 【一】 为 10元 * 补年 }
"""


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("【一】 其余 可选 0 至 15 - 年数", ["POL624"]),
        ("【一】 年数 超过 3 可选 0 至 15 - 年数 【一】 其余 可选 0 至 15", ["POL624"]),
        ("【一】 年数 不超过 15 可选 0 至 15 - 年数 【一】 其余 可选 0 至 0", []),
        ("【一】 其余 可选 0 至 最高（0、15 - 年数）", []),
    ],
)
def test_a_stretch_without_a_number_is_told(rows: str, codes: list[str]) -> None:
    found = compile_text(STRETCH.replace("ROWS", rows), analyse=True).diagnostics
    assert [each.code.id for each in found] == codes
