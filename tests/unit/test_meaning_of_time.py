"""What time means: full years and months, ends that count, working days, the months of a sum."""

from __future__ import annotations

from datetime import date

import pytest
from compile import CONVENTIONS, kernel_of, policy

from polc.compiler.interpret import Person, evaluate
from polc.dsl.values import Missing, Result, Undetermined, is_status, yuan

HEAD = "事实 甲日: 日期 别名 first\n事实 乙日: 日期 别名 second\n输出 某数: 整数 别名 number\n"


def number(value: str, first: date, second: date, header: str = CONVENTIONS) -> Result:
    text = policy(f"{HEAD}【三】 规定 某数 {{ 【三】 为 {value} }}", header)
    return evaluate(kernel_of(text), {"甲日": first, "乙日": second}).result("某数")


@pytest.mark.parametrize(
    ("born", "day", "leap", "years"),
    [
        ((2000, 2, 29), (2001, 2, 27), "2月28日", 0),
        ((2000, 2, 29), (2001, 2, 28), "2月28日", 1),
        ((2000, 2, 29), (2001, 2, 28), "3月1日", 0),
        ((2000, 2, 29), (2001, 3, 1), "3月1日", 1),
        ((2000, 2, 29), (2004, 2, 28), "2月28日", 3),
        ((2000, 2, 29), (2004, 2, 29), "3月1日", 4),
        ((2000, 3, 1), (2000, 3, 1), "2月28日", 0),
        ((2000, 3, 1), (1999, 3, 1), "2月28日", 0),
    ],
)
def test_full_years(born: tuple[int, int, int], day: tuple[int, int, int], leap: str, years: int) -> None:
    header = CONVENTIONS.replace("2月28日", leap)
    assert number("满年数（甲日 至 乙日）", date(*born), date(*day), header) == years


@pytest.mark.parametrize(
    ("start", "end", "rule", "months"),
    [
        ((2031, 1, 31), (2031, 2, 27), "当月末日", 0),
        ((2031, 1, 31), (2031, 2, 28), "当月末日", 1),
        ((2031, 1, 31), (2031, 2, 28), "次月首日", 0),
        ((2031, 1, 31), (2031, 3, 1), "次月首日", 1),
        ((2031, 1, 31), (2031, 3, 30), "当月末日", 1),
        ((2031, 1, 31), (2031, 3, 31), "当月末日", 2),
        ((2031, 1, 31), (2030, 12, 31), "当月末日", 0),
        ((2031, 12, 15), (2032, 1, 15), "当月末日", 1),
    ],
)
def test_full_months(start: tuple[int, int, int], end: tuple[int, int, int], rule: str, months: int) -> None:
    header = CONVENTIONS.replace("当月末日", rule)
    assert number("满月数（甲日 至 乙日）", date(*start), date(*end), header) == months


@pytest.mark.parametrize(
    ("word", "first", "last", "expected"),
    [
        ("天数", "计入", "计入", 32),
        ("天数", "计入", "不计", 31),
        ("天数", "不计", "计入", 31),
        ("天数", "不计", "不计", 30),
        ("月数", "计入", "计入", 2),
        ("月数", "计入", "不计", 1),
        ("月数", "不计", "计入", 1),
        ("月数", "不计", "不计", 0),
    ],
)
def test_ends_that_count(word: str, first: str, last: str, expected: int) -> None:
    value = f"{word}（甲日 {first} 至 乙日 {last}）"
    assert number(value, date(2031, 1, 15), date(2031, 2, 15)) == expected
    one_day = number(value, date(2031, 1, 15), date(2031, 1, 15))
    assert one_day == max(0, ["不计", "计入"].index(first) + ["不计", "计入"].index(last) - 1)
    assert number(value, date(2031, 2, 15), date(2030, 1, 15)) == 0


# ---- working days -----------------------------------------------------------------------------------
CALENDAR = '历法 "放假" 2031-01-01 至 2031-01-31 { 休 2031-01-01、2031-01-22 至 2031-01-24 班 2031-01-04 }'


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (3, 0, 3),
        (4, 0, 4),
        (5, 0, 6),
        (1, 0, 2),
        (3, 1, 4),
        (4, 1, 6),
        (3, 2, 6),
        (21, 1, 27),
        (30, 1, 31),
        (31, 0, 31),
        (31, 1, None),
        (30, 2, None),
        (6, -1, 4),
        (2, -1, None),
    ],
)
def test_working_days(day: int, count: int, expected: int | None) -> None:
    sign = "-" if count < 0 else "+"
    rule = f"输出 某日: 日期 别名 day\n【三】 规定 某日 {{ 【三】 为 缴费日 {sign} {abs(count)}个工作日 }}"
    kernel = kernel_of(policy(f"【三】 {CALENDAR}\n{rule}"))
    found = evaluate(kernel, {"缴费日": date(2031, 1, day)}).result("某日")
    if expected is None:
        assert isinstance(found, Undetermined)
    else:
        assert found == date(2031, 1, expected)


def test_a_day_outside_the_calendar_has_no_working_days() -> None:
    rule = "输出 某日: 日期 别名 day\n【三】 规定 某日 { 【三】 为 缴费日 + 0个工作日 }"
    kernel = kernel_of(policy(f"【三】 {CALENDAR}\n{rule}"))
    for day in (date(2030, 6, 1), date(2031, 2, 1)):
        assert isinstance(evaluate(kernel, {"缴费日": day}).result("某日"), Undetermined)


# ---- months of a sum --------------------------------------------------------------------------------
MONTHLY = """
【三】 规定 月补 每月 {
  【三】 缴费日 晚于 当月末日 为 0元
  【三】 缴费日 不晚于 当月末日 为 40元
  【三】 例外 低保对象 且 2031-03-01 在 当月首日 至 当月末日 待定 "三月没有写"
}
【三】 规定 应缴金额 { 【三】 为 合计 月补 自 2031-01-15 至 2031-04-01 }
"""


def monthly(person: Person) -> Result:
    return evaluate(kernel_of(policy(MONTHLY)), person).result("应缴金额")


def test_both_months_at_the_ends_are_added() -> None:
    assert monthly({"缴费日": date(2030, 5, 1), "低保对象": False}) == yuan(160)
    assert monthly({"缴费日": date(2031, 2, 28), "低保对象": False}) == yuan(120)
    assert monthly({"缴费日": date(2032, 1, 1), "低保对象": False}) == yuan(0)


def test_one_month_that_is_not_settled_leaves_the_sum_open() -> None:
    found = monthly({"缴费日": date(2030, 5, 1), "低保对象": True})
    assert isinstance(found, Undetermined) and found.reasons == ("三月没有写",)


def test_an_unknown_day_is_asked_for_once() -> None:
    found = monthly({"低保对象": False})
    assert is_status(found) and found == Missing(inputs=("缴费日",))
