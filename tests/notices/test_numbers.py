"""What numbers of notices mean: one table of texts and values, and Chinese numerals from 1 to 9999."""

from __future__ import annotations

import pytest

from polc.dsl.notice.model import NumberKind
from polc.dsl.notice.numbers import numbers_in
from polc.dsl.notice.numerals import enclosed, whole
from polc.dsl.notice.text import alike, squeezed
from polc.dsl.notice.wording import bounded_text

CASES = {
    # dates, with their years from before or from the notice
    "2024年 9月 1日—12月 31日": "2024年9月1日 2024年12月31日",
    "9月1日至次年2月28日": "2030年9月1日 2031年2月28日",
    "2024年12月5-9日": "2024年12月5日 2024年12月9日",
    "二〇三〇年八月二十日": "2030年8月20日",
    "2026年3月1日（含）后": "2026年3月1日 后",
    "2024年10月底前": "2024年10月31日 前",
    "2025年10月底至12月底": "2025年10月31日 2025年12月31日",
    "2024年9-10月": "2024年9月1日 2024年10月31日",
    "2024年11-12月底前": "2024年11月1日 2024年12月31日 前",
    "2024年2月底": "2024年2月29日",
    "截至2024年8月31日": "截至 2024年8月31日",
    "2025年度": "2025年",
    "2024年9月高校入学": "2024年9月",
    "2030-09-01": "2030年9月1日",
    "2030.9.1": "2030年9月1日",
    # money
    "不低于 670元/人": "不低于 670元",
    "1,070.5元": "1070.50元",
    "２万元": "20000元",
    "每人二百元": "200元",
    "三千五百元": "3500元",
    "0元": "0元",
    "最高不超过5000元": "不超过 5000元",
    "1.2亿元": "120000000元",
    # rates
    "90%": "90%",
    "百分之二十": "20%",
    "0.5‰": "0.05%",
    "千分之三": "0.3%",
    "提高5个百分点": "5%",
    # ages and durations
    "年满 60周岁": "年满 60周岁",
    "未满18周岁": "未满 18周岁",
    "一周岁以内": "1周岁 以内",
    "14岁": "14周岁",
    "80—89周岁": "80周岁 89周岁",
    "80周岁至89周岁": "80周岁 89周岁",
    "出生 90 日（含）内": "90日 内",
    "等3个月": "3个月",
    "三个月": "3个月",
    "两年内": "2年 内",
    "5个工作日内": "5个工作日 内",
    "2周": "2周",
    "24小时": "24小时",
    "15天": "15日",
    # documents
    "（国办发〔2024〕38号）": "国办发〔2024〕38号",
    "根据狮政办规[2024]5号": "狮政办规〔2024〕5号",
    "闽政办(2025)3号": "闽政办〔2025〕3号",
    # the rest
    "1.5倍": "1.5倍",
    "3人以上": "3人 以上",
    "7:3": "7 3",
    # words that count nothing
    "统一思想，一次性缴清": "",
    "当月、次年、每年": "",
    "二十世纪六十年代": "",
    "后一日、每一年": "",
    "革命“五老”人员": "",
}


def said(text: str) -> str:
    return " ".join(map(bounded_text, numbers_in(squeezed(alike(text)), 2030).numbers))


@pytest.mark.parametrize(("text", "values"), CASES.items())
def test_values(text: str, values: str) -> None:
    assert said(text) == values


@pytest.mark.parametrize("text", ["2月30日", "2025年2月29日", "13月1日", "2024年13月", "9月0日"])
def test_days_that_do_not_exist(text: str) -> None:
    found = numbers_in(text, 2025)
    assert found.impossible == (text,)
    assert found.numbers == ()


def test_a_date_of_no_year_stays_one() -> None:
    (number,) = numbers_in("每年3月31日前").numbers
    assert (number.kind, number.value, number.after) == (NumberKind.DAY_OF_YEAR, "03-31", "前")


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("根据《通知》（医保发〔2024〕19号）规定，缴费标准为400元。", True),
        ("按照《通知》（医保发〔2024〕19号）等文件精神，结合实际。", True),
        ("按照《通知》（医保发〔2024〕19号）执行。", False),
        ("符合《通知》（医保发〔2024〕19号）规定条件的。", False),
        ("根据实际情况办理，按照《通知》（医保发〔2024〕19号）执行。", False),
    ],
)
def test_a_basis_is_no_delegation(text: str, basis: bool) -> None:
    (document,) = [n for n in numbers_in(squeezed(alike(text))).numbers if n.kind is NumberKind.DOCUMENT]
    assert document.basis is basis


def spoken(number: int) -> str:
    """1 to 9999 as people say it."""
    said, zero = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        said += ("零" if zero and digit else "") + ("零一二三四五六七八九"[digit] + word if digit else "")
        zero = (zero and not digit) or (bool(said) and not digit)
    return said


def test_numerals() -> None:
    assert [n for n in range(1, 10_000) if whole(spoken(n)) != n] == []
    assert [n for n in range(10, 20) if whole(spoken(n).removeprefix("一")) != n] == []
    assert whole("二〇二四") == 2024
    assert whole("一万二千") == 12_000
    assert whole("三亿") == 300_000_000
    assert whole("三个") is None
    assert whole("") is None
    assert [enclosed(char) for char in "㈢⑶③三"] == [3, 3, 3, None]
