"""Which engine judges, and what is said when it isn't the fast one."""

import sys
from pathlib import Path

import pytest
from cli.runs import Polc
from sheets import read, write_csv

from polc.registers import judging

POLICY = """政策 "示例" { 文号 "示例〔2025〕3号" }
事实 收入: 金额  别名 income
事实 低保对象: 是非 默认 否  别名 subsistence
输出 应缴: 金额  别名 due
【一】 标准 个人缴费 = 400元/人
【一】 规定 应缴 {
  【一】 收入 不超过 1000元  为 个人缴费
  【二】 其余 待定 "收入高的缴多少，通知未写明"
}
"""
WAITING = """政策 "示例" { 文号 "示例〔2025〕4号" }
事实 工资: 金额  别名 wage
事实 房租: 金额  别名 rent
输出 合计收入: 金额  别名 total
【一】 规定 合计收入 {
  【一】 为 工资 + 房租
}
"""
LINES = [["收入（元）", "低保对象"], ["900", ""], ["1000.01", ""], ["", "是"]]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    (tmp_path / "政策.pol").write_text(POLICY, encoding="utf-8")
    return write_csv(tmp_path / "名册.csv", LINES)


def test_what_no_table_answers_is_computed_in_columns(
    polc: Polc, tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["run", "政策.pol", register, "-o", "结果.csv"]
    assert polc(*words).status == 0
    by_rows = read(tmp_path / "结果.csv")
    assert [[row[2], row[3], row[6]] for row in by_rows[1:]] == [
        ["已判定", "400.00", "准数"],
        ["待定", "", "待定"],
        ["缺资料", "", "缺资料"],
    ]
    assert polc(*words, "--engine", "columnar").status == 0
    assert read(tmp_path / "结果.csv") == by_rows
    monkeypatch.setattr(judging, "WORTH_COLUMNS", 0)
    run = polc(*words)
    assert run.status == 0
    assert "改为逐行" not in run.err
    assert read(tmp_path / "结果.csv") == by_rows


def test_rows_that_columns_leave_are_counted(polc: Polc, tmp_path: Path) -> None:
    (tmp_path / "政策.pol").write_text(WAITING, encoding="utf-8")
    lines = [["工资", "房租"], ["1元", "2元"], ["未知", "未知"], ["3元", "未知"]]
    register = write_csv(tmp_path / "名册.csv", lines)
    run = polc("run", "政策.pol", register, "-o", "结果.csv", "--engine", "columnar")
    assert "有 1 行是逐行判定的" in run.err
    states = [row[2:4] for row in read(tmp_path / "结果.csv")[1:]]
    assert states == [["已判定", "3.00"], ["缺资料", ""], ["缺资料", ""]]


def test_columns_need_numpy(
    polc: Polc, tmp_path: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日"], ["2024-10-15"]])
    monkeypatch.setitem(sys.modules, "numpy", None)
    words = ["run", policy, "名册.csv", "-o", "结果.csv"]
    run = polc(*words, "--engine", "columnar")
    assert run.status == 2
    assert "要先安装 numpy：python -m pip install 'polc[columnar]'" in run.err
    monkeypatch.setattr(judging, "WORTH_COLUMNS", 0)
    run = polc(*words)
    assert run.status == 0
    assert "没有 numpy，不能成批判定，改为逐行" in run.err


def test_a_long_register_is_judged_in_columns(
    polc: Polc, tmp_path: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日"], ["2024-10-15"], ["2025-07-01"]])
    words = ["run", policy, "名册.csv", "-o", "结果.csv"]
    assert polc(*words).status == 0
    by_rows = (tmp_path / "结果.csv").read_bytes()

    def none(*_: object) -> None:
        raise AssertionError("the row engine judged")

    monkeypatch.setattr(judging, "WORTH_COLUMNS", 2)
    monkeypatch.setattr(judging.RowEngine, "judge", none)
    assert polc(*words).status == 0
    assert (tmp_path / "结果.csv").read_bytes() == by_rows


def test_the_database_judges_as_rows_do(polc: Polc, tmp_path: Path, register: Path) -> None:
    """Half a 分 fits no column of whole 分, and is judged all the same; what has no column is unknown."""
    write_csv(register, [*LINES, ["1000.005", "是"], ["坏", ""]])
    words = ["run", "政策.pol", register, "-o", "结果.csv"]
    assert polc(*words).status == 1
    by_rows = (tmp_path / "结果.csv").read_bytes()
    assert polc(*words, "--engine", "duckdb").status == 1
    assert (tmp_path / "结果.csv").read_bytes() == by_rows
    write_csv(register, [["低保对象"], ["是"]])
    assert polc(*words, "--engine", "duckdb").status == 0
    assert [row[1:3] for row in read(tmp_path / "结果.csv")[1:]] == [["缺资料", ""]]


def test_the_database_must_be_installed(
    polc: Polc, tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    run = polc("run", "政策.pol", register, "-o", "结果.csv", "--engine", "duckdb")
    assert run.status == 2
    assert "要先安装 duckdb：python -m pip install 'polc[sql]'" in run.err
    assert not (tmp_path / "结果.csv").exists()


def test_what_no_column_holds_is_refused(polc: Polc, tmp_path: Path) -> None:
    rate = POLICY.replace("收入: 金额", "比重: 比例").replace("收入 不超过 1000元", "比重 不超过 50%")
    (tmp_path / "政策.pol").write_text(rate.replace("收入高的", "比重高的"), encoding="utf-8")
    write_csv(tmp_path / "名册.csv", [["比重"], ["40%"]])
    words = ["run", "政策.pol", "名册.csv", "-o", "结果.csv"]
    assert polc(*words).status == 0
    run = polc(*words, "--engine", "duckdb")
    assert run.status == 2
    assert "这份政策不能用 DuckDB 判定（比重：比例）；去掉 --engine duckdb" in run.err


@pytest.mark.parametrize("engine", ["rows", "columnar", "duckdb"])
def test_engines_take_many_blocks(
    polc: Polc, tmp_path: Path, policy: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """Rows of many blocks keep their numbers and faults, whatever an engine wants at a time."""
    from polc.registers import csv_reader

    monkeypatch.setattr(csv_reader, "BLOCK", 3)
    days = ["2024-10-15", "2025-03-01", "坏", "2025-07-01", "", "2024-10-15"]
    lines = [["姓名", "缴费日"], *([f"居民{n}", days[n % 6]] for n in range(100)), ["断"], ["合计", ""]]
    write_csv(tmp_path / "名册.csv", lines)
    run = polc("run", policy, "名册.csv", "-o", "结果.csv", "--engine", engine)
    assert run.status == 1
    assert "A102  这一行只有 1 格" in run.err and "B4  “缴费日”" in run.err
    _, *rows = read(tmp_path / "结果.csv")
    assert [row[0] for row in rows] == [*(f"居民{n}" for n in range(100)), "断", "合计"]
    states = ["已判定", "已判定", "数据有误", "待定", "缺资料", "已判定"]
    assert [row[2] for row in rows] == [*(states[n % 6] for n in range(100)), "数据有误", "合计行"]
