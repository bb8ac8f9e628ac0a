"""X 的 年份: the year of any day, also of one that is worked out and lies before every fact."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from compile import codes_of, kernel_of, policy

from polc.compiler.interpret import evaluate

RULE = "【三】 规定 应缴金额 { 【三】 为 1元 }"


@pytest.mark.parametrize("day", [date(1850, 1, 1), date(1999, 12, 31), date(2024, 2, 29), date(2199, 12, 31)])
@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("缴费日 的 年份", 0),
        ("（缴费日 - 1日 + 1日） 的 年份", 0),
        ("（缴费日 - 200年） 的 年份", 200),
        ("（缴费日 的 当年首日） 的 年份 - 1", 1),
    ],
)
def test_the_year_of_a_day(day: date, text: str, less: int) -> None:
    kernel = kernel_of(policy(f"【三】 量 年 = {text}\n{RULE}"))
    assert evaluate(kernel, {"缴费日": day}).result("年") == Fraction(day.year - less)


def test_only_a_day_has_a_year() -> None:
    assert "POL301" in codes_of(policy(f"【三】 量 年 = 2026 的 年份\n{RULE}"))


def test_a_list_may_still_be_called_so() -> None:
    text = "清单 年份 不超过 3 别名 years { 事实 缴费: 是非  别名 paid }\n【三】 量 数 = 条数 年份\n"
    assert [code for code in codes_of(policy(text + RULE)) if code != "POL705"] == []
