"""Another way to count months or birthdays is a difference, found on the days on which it shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.runs import Polc

COUNTS = """政策 "县" {{ 文号 "县〔2031〕1号" 按月计算 {months} 闰日生日 {leap} 条款 【一】 }}
事实 缴费日: 日期  别名 pay_date
事实 出生日期: 日期  别名 birth
周岁 按 出生日期
输出 起始日: 日期  别名 start
输出 成年: 是非  别名 adult
【一】 规定 起始日 {{ 【一】 为 缴费日 + 1个月 }}
【一】 规定 成年 {{ 【一】 截至 缴费日 满18周岁 为 是 【一】 其余 为 否 }}
"""


@pytest.mark.parametrize(
    ("months", "leap", "told"),
    [("次月首日", "2月28日", "起始日"), ("当月末日", "3月1日", "成年"), ("当月末日", "2月28日", None)],
)
def test_another_way_to_count_is_found(
    polc: Polc, tmp_path: Path, months: str, leap: str, told: str | None
) -> None:
    """Only on few days two ways to count differ: the ends of months and 29 February are tried."""
    (tmp_path / "甲.pol").write_text(COUNTS.format(months="当月末日", leap="2月28日"), encoding="utf-8")
    (tmp_path / "乙.pol").write_text(COUNTS.format(months=months, leap=leap), encoding="utf-8")
    run = polc("diff", "甲.pol", "乙.pol", "--output-format", "json")
    document = json.loads(run.out)
    found = {section["name"] for section in document["sections"] if section["differences"]}
    found |= {s["name"] for s in document["sections"] if s["tried"] and s["tried"]["old"]}
    assert found == ({told} if told else set())
    assert document["differs"] is bool(told)
