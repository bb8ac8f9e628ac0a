"""The shipped calendars: a year works its weekdays less its statutory holidays, whatever is moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from checkout import ROOT
from compile import kernel_of

STATUTORY = {2024: 11, 2025: 13, 2026: 13}  # 全国年节及纪念日放假办法, since 2025 two days more
VOCABULARY = ROOT / "policies" / "词汇"
POLICY = """引用 "放假2026"
引用 "放假2024"
引用 "放假2025"
政策 "受理时限" { 文号 "示例〔2025〕1号"  条款 【一】 }
事实 受理日: 日期 别名 accepted
输出 办结日: 日期 别名 done
【一】 规定 办结日 { 【一】 为 受理日 + 5个工作日 }
"""


def whole():
    files = {f"放假{year}.pol": (VOCABULARY / f"放假{year}.pol").read_text("utf-8") for year in STATUTORY}
    kernel = kernel_of(files | {"main.pol": POLICY})
    assert kernel.calendar is not None
    return kernel.calendar


@pytest.mark.parametrize("year", sorted(STATUTORY))
def test_a_year_works_its_weekdays_less_its_holidays(year: int) -> None:
    calendar = whole()
    days = [date(year, 1, 1) + timedelta(n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    weekdays = sum(day.weekday() < 5 for day in days)
    assert sum(map(calendar.works, days)) == weekdays - STATUTORY[year]


def test_every_listed_day_changes_something() -> None:
    """休 on a plain weekend is listed as the document lists it; 班 is always a weekend."""
    calendar = whole()
    assert all(day.weekday() >= 5 for day in calendar.on)
    assert not set(calendar.on) & set(calendar.off)
