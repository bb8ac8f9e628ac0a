"""Steps, shares of time, months and calendars that can't be right are told once, at their place."""

from __future__ import annotations

import pytest
from compile import CONVENTIONS, kernel_of, policy
from mistakes import FACTS, asking, declaring, paying, told


@pytest.mark.parametrize(
    ("value", "code", "at"),
    [
        ("价格 每满 0元 计 1元", "POL301", "0元"),
        ("面积 每满 0 计 1元", "POL301", "0"),
        ("价格 每满 3 计 1元", "POL301", "3"),
        ("面积 每满 面积 计 1元", "POL301", "面积"),
        ("价格 除以 0", "POL301", "0"),
        ("面积 除以 3元", "POL301", "3元"),
        ("价格 超出 2 部分", "POL301", "2"),
        ("最高（价格、3）", "POL301", "3"),
        ("最晚（价格、3元）", "POL301", "价格"),
        ("1元 * 天数（出生日期 至 缴费日）", "POL105", "天数（出生日期 至 缴费日）"),
        ("1元 * 天数（出生日期 计入 至 缴费日）", "POL105", "天数（出生日期 计入 至 缴费日）"),
        ("1元 * 月数（出生日期 至 缴费日）", "POL105", "月数（出生日期 至 缴费日）"),
        (
            "1元 * 满月数（出生日期 计入 至 缴费日 计入）",
            "POL105",
            "满月数（出生日期 计入 至 缴费日 计入）",
        ),
        ("1元 * 天数（价格 计入 至 缴费日 计入）", "POL301", "价格"),
        ("价格 保底 100", "POL301", "100"),
        ("当月首日", "POL105", "当月首日"),
    ],
)
def test_a_measure(value: str, code: str, at: str) -> None:
    assert told(paying(value)) == (code, at)


@pytest.mark.parametrize(
    ("value", "at"),
    [("满年数（出生日期 至 缴费日）", "闰日生日"), ("满月数（出生日期 至 缴费日）", "按月计算")],
)
def test_full_years_and_months_need_a_rule_of_the_header(value: str, at: str) -> None:
    header = CONVENTIONS.replace("闰日生日 2月28日" if at == "闰日生日" else "按月计算 当月末日", "")
    text = policy(f"【三】 规定 应缴金额 {{ 【三】 为 1元 * {value} }}", header)
    assert told(text) == ("POL313", value)


def monthly(value: str, rule: str = "规定 月补 每月 { 【三】 为 1元 }") -> str:
    return paying(value, f"【三】 {rule}")


BACK, LONG = "合计 月补 自 2031-12-01 至 2031-01-01", "合计 月补 自 2001-01-01 至 2025-12-31"
YEAR = "合计 月补 自 2031-01-01 至 2031-12-31"


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        (monthly(BACK), "POL307", BACK),
        (monthly(LONG), "POL306", LONG),
        (monthly("合计 月补 自 缴费日 至 2031-12-31"), "POL301", "缴费日"),
        (monthly("月补"), "POL215", "月补"),
        (monthly(YEAR, "量 月补 = 1元"), "POL215", "月补"),
        (paying(YEAR), "POL201", "月补"),
        (monthly(YEAR, f"规定 月补 每月 {{ 【三】 为 {YEAR} }}"), "POL209", "月补"),
        (
            monthly(
                YEAR,
                f"规定 月补 每月 {{ 【三】 为 {YEAR.replace('月补', '另补')} }}"
                f"【三】 规定 另补 每月 {{ 【三】 为 {YEAR} }}",
            ),
            "POL209",
            "月补",
        ),
        (asking("缴费日 早于 当月首日"), "POL105", "当月首日"),
    ],
)
def test_months(text: str, code: str, at: str) -> None:
    assert told(text) == (code, at)


@pytest.mark.parametrize(
    ("rest", "code", "at"),
    [
        ("2031-01-01 起 { }", "POL105", "2031-01-01 起"),
        ("2031-12-31 至 2031-01-01 { }", "POL307", "2031-12-31 至 2031-01-01"),
        (
            "2031-01-01 至 2031-12-31 { 休 2031-02-03 至 2031-02-01 }",
            "POL307",
            "2031-02-03 至 2031-02-01",
        ),
        ("2031-01-01 至 2031-12-31 { 休 2032-02-03 }", "POL319", "2032-02-03"),
        (
            "2031-01-01 至 2031-12-31 { 班 2030-12-31 至 2031-01-02 }",
            "POL319",
            "2030-12-31 至 2031-01-02",
        ),
    ],
)
def test_a_calendar(rest: str, code: str, at: str) -> None:
    assert told(declaring(f'【三】 历法 "放假" {rest}')) == (code, at)


def test_a_day_is_either_off_or_worked() -> None:
    days = "2031-01-01 至 2031-12-31 { 休 2031-02-03 班 2031-02-03 }"
    assert told(declaring(f'【三】 历法 "放假" {days}'))[0] == "POL217"


def test_calendars_of_years_that_follow_are_one() -> None:
    of_year = '【三】 历法 "{0}" {0}-01-01 至 {0}-12-31 {{ 休 {0}-01-01 }}'
    calendar = kernel_of(declaring("".join(map(of_year.format, (2032, 2031, 2033))))).calendar
    assert calendar is not None
    assert (calendar.name, calendar.first.year, calendar.last.year) == ("2033", 2031, 2033)
    assert [day.year for day in calendar.off] == [2031, 2032, 2033]


@pytest.mark.parametrize("second", ["2031-12-31 至 2032-12-31", "2032-01-02 至 2032-12-31"])
def test_calendars_that_overlap_or_leave_a_gap_are_told(second: str) -> None:
    two = f'【三】 历法 "甲" 2031-01-01 至 2031-12-31 {{ }}【三】 历法 "乙" {second} {{ }}'
    assert told(declaring(two))[0] == "POL322"


def test_working_days_need_a_calendar() -> None:
    assert told(asking("缴费日 早于 缴费日 + 5个工作日")) == ("POL311", "5个工作日")


@pytest.mark.parametrize(
    ("validity", "code", "at"),
    [
        ("2031-01-01 至 2031-12-31 按 价格", "POL301", "价格"),
        ("2031-01-01 至 2031-12-31 按 没日", "POL201", "没日"),
        ("2031-12-31 至 2031-01-01 按 缴费日", "POL307", "2031-12-31 至 2031-01-01"),
    ],
)
def test_validity(validity: str, code: str, at: str) -> None:
    text = policy(f"{FACTS}【三】 规定 应缴金额 {{ 【三】 为 1元 }}", f"有效期 {validity} {CONVENTIONS}")
    assert told(text) == (code, at)


def test_reaching_back_goes_back() -> None:
    header = f"有效期 2031-01-01 至 2031-12-31 按 缴费日 自 2031-05-01 {CONVENTIONS}"
    assert told(policy("【三】 规定 应缴金额 { 【三】 为 1元 }", header))[0] == "POL307"
