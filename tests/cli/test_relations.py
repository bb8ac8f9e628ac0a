"""Facts that break a 关系: eval and run judge them as given, and say which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.runs import Polc
from sheets import records, write_csv

POLICY = """政策 "示例登记" { 文号 "示例〔2031〕11号" 闰日生日 3月1日 条款 【一、二】 }
事实 出生日期: 日期  别名 birth
事实 缴费日: 日期  别名 pay_date
事实 低保对象: 是非 默认 否  别名 low
事实 特困人员: 是非 默认 否  别名 poor
周岁 按 出生日期
关系 缴费日 不早于 出生日期
关系 低保对象、特困人员 互斥
输出 应缴: 金额  别名 due
【一】 规定 应缴 {
  【一】 截至 缴费日 未满18周岁  为 10元
  【二】 其余 为 400元
}
"""
WRONG = ("--set", "出生日期=2040-01-01", "--set", "缴费日=2031-03-01")


@pytest.fixture
def registration(polc: Polc, tmp_path: Path) -> Path:
    (tmp_path / "登记.pol").write_text(POLICY, encoding="utf-8")
    return tmp_path / "登记.pol"


def test_eval_says_what_to_check(polc: Polc, registration: Path) -> None:
    said = polc("eval", registration, *WRONG)
    assert said.status == 0
    assert "应缴  10元" in said.out
    assert "请核对" in said.out
    assert "  缴费日 不早于 出生日期\n" in said.out
    assert "互斥" not in said.out


def test_eval_gives_it_to_programs(polc: Polc, registration: Path) -> None:
    said = json.loads(polc("eval", registration, *WRONG, "--output-format", "json").out)
    assert said["broken_relations"] == ["缴费日 不早于 出生日期"]
    fine = polc("eval", registration, "--set", "缴费日=2031-03-01", "--output-format", "json").out
    assert "broken_relations" not in json.loads(fine)


@pytest.mark.parametrize("engine", ["rows", "columnar"])
def test_run_lists_the_rows(polc: Polc, registration: Path, tmp_path: Path, engine: str) -> None:
    header = ["姓名", "出生日期", "缴费日", "低保对象", "特困人员"]
    rows = [
        ["甲", "2040-01-01", "2031-03-01", "是", "是"],
        ["乙", "2020-01-01", "2031-03-01", "是", ""],
        ["丙", "看不清", "2031-03-01", "是", "是"],
        ["丁", "", "2031-03-01", "是", "是"],
    ]
    write_csv(tmp_path / "名册.csv", [header, *rows])
    run = polc("run", registration, "名册.csv", "-o", "结果.csv", "--engine", engine)
    told = [line for line in run.err.splitlines() if "不符" in line]
    assert [line.split()[0] for line in told] == ["C2", "D2", "D5"]
    assert "缴费日 2031年3月1日、出生日期 2040年1月1日" in told[0]
    assert [row["应缴·文字"] for row in records(tmp_path / "结果.csv")] == [
        "10元",
        "10元",
        "",
        "缺资料（出生日期）",
    ]
