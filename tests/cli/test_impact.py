"""polc impact tells what two runs of polc run would, laid side by side."""

import json
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cli.runs import Polc
from sheets import records, write_csv

OLD = """政策 "示例登记" { 文号 "示例〔2031〕15号" 条款 【一】 按月计算 当月末日 【一】 适用于 本地 }
事实 缴费日: 日期  别名 pay_date
事实 低保对象: 是非 默认 否  别名 low
事实 本地: 是非  别名 here
输出 窗口: 选项(甲窗、乙窗)  别名 window
输出 应缴: 金额  别名 due
输出 补助: 金额  别名 aid
输出 从: 日期  别名 since
【一】 标准 个人缴费 = 400元/人
【一】 标准 财政补助 不低于 670元/人
【一】 假定 怎么算 "通知未写明" {
  算一半  个人缴费 * 50%
  算全额  个人缴费
  都不采用
}
【一】 规定 窗口 {
  【一】 缴费日 早于 2031-03-01 为 甲窗
  【一】 其余 为 乙窗
}
【一】 规定 应缴 {
  【一】 缴费日 早于 2031-06-01 为 个人缴费
  【一】 其余 为 个人缴费 + 财政补助
}
【一】 规定 补助 {
  【一】 低保对象 且 缴费日 早于 2031-03-01 为 个人缴费
  【一】 低保对象 为 怎么算
  【一】 其余 为 0元
}
【一】 规定 从 { 【一】 为 缴费日 + 3个月 }
"""
FACTS = ["缴费日", "低保对象", "本地"]
DAYS = ["2031-01-01", "2031-02-28", "2031-03-01", "2031-05-31", "2031-06-01", "3/1/2031", ""]
MONEY = ("应缴", "补助")


def changed(amount: int, start: str, months: int) -> str:
    """The policy of the next year."""
    text = OLD.replace("= 400元", f"= {amount}元").replace("早于 2031-03-01", f"早于 {start}")
    return text.replace("3个月", f"{months}个月")


@pytest.fixture
def compared(polc: Polc, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """The figures of a register under the old policy and a new one."""

    def call(new: str, rows: list[tuple[str, ...]], *words: str) -> dict[str, Any]:
        (tmp_path / "旧.pol").write_text(OLD, encoding="utf-8")
        (tmp_path / "新.pol").write_text(new, encoding="utf-8")
        write_csv(tmp_path / "名册.csv", [["姓名", "乡镇", *FACTS], *(["居民甲", *row] for row in rows)])
        run = polc("impact", "旧.pol", "新.pol", "名册.csv", "-o", "影响.json", "--by", "乡镇", *words)
        assert run.status in (0, 1), run.err
        assert "错误" not in run.out + run.err, run.out
        found: dict[str, Any] = json.loads((tmp_path / "影响.json").read_text("utf-8"))
        found["by_title"] = {table["title"]: table for table in found["tables"]}
        return found

    return call


@pytest.mark.parametrize("seed", range(5))
def test_equal_to_two_runs_joined(
    polc: Polc, compared: Callable[..., dict[str, Any]], tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)
    rows = [
        (rng.choice("东西南"), rng.choice(DAYS), rng.choice(["是", "否", ""]), rng.choice(["是", "是", "否"]))
        for _ in range(rng.choice([1, 12, 60]))
    ]
    amount, start = rng.choice([400, 399, 700]), rng.choice(DAYS[1:4])
    found = compared(changed(amount, start, 5), rows, "--persons", "人.csv")
    for side in ("旧", "新"):
        polc("run", f"{side}.pol", "名册.csv", "-o", f"{side}.csv")
    pairs = list(zip(records(tmp_path / "旧.csv"), records(tmp_path / "新.csv"), strict=True))
    assert found["rows"] == len(pairs)
    check_states(found, pairs)
    judged = [(old, new) for old, new in pairs if new["状态"] != "数据有误"]
    texts = [name for name in pairs[0][0] if name.endswith("·文字")]
    differing = [(o, n) for o, n in judged if any(o[name] != n[name] for name in texts)]
    assert found["differing"] == len(differing)
    assert rows_of(found, "结果变了的人") == [
        [name.removesuffix("·文字"), sum(o[name] != n[name] for o, n in judged)] for name in texts
    ]
    check_amounts(found, judged)
    for title, key in (
        ("按乡镇", lambda old, _: (old["乡镇"],)),
        ("按窗口", lambda old, new: (word(old, "窗口"), word(new, "窗口"))),
    ):
        check_groups(found, judged, title, key)
    listed = [
        (row["乡镇"], row["缴费日"], row["应缴·原"], row["应缴·新"]) for row in records(tmp_path / "人.csv")
    ]
    assert listed == [(o["乡镇"], o["缴费日"], o["应缴·文字"], n["应缴·文字"]) for o, n in differing]


Row = dict[str, str]
Rows = list[tuple[Row, Row]]


def rows_of(found: dict[str, Any], title: str) -> list[list[Any]]:
    return found["by_title"][title]["rows"] if title in found["by_title"] else []


def check_states(found: dict[str, Any], pairs: Rows) -> None:
    states = Counter((old["状态"], new["状态"]) for old, new in pairs)
    told = {(old, new): n for old, new, n in rows_of(found, "人数")}
    assert told == {tuple(s.replace("数据有误", "没有判定") for s in pair): n for pair, n in states.items()}


def fen(row: Row, name: str) -> int | None:
    if row[f"{name}·状态"] == "不适用":
        return 0
    return int(Decimal(row[f"{name}（元）"]) * 100) if row[f"{name}（元）"] else None


def differences(judged: Rows, name: str) -> list[int | None]:
    ends = [(fen(old, name), fen(new, name)) for old, new in judged]
    return [None if old is None or new is None else new - old for old, new in ends]


def total(by: list[int | None]) -> dict[str, int]:
    return {"fen": sum(each for each in by if each is not None), "without": by.count(None)}


def check_amounts(found: dict[str, Any], judged: Rows) -> None:
    told = {row[0]: row[1:] for row in rows_of(found, "金额的变化")}
    assert list(told) == list(MONEY)
    for name in MONEY:
        by = differences(judged, name)
        more, less = ([each for each in by if each and sign * each > 0] for sign in (1, -1))
        sums = [len(more), total(more), len(less), total(less), by.count(0), by.count(None), total(by)]
        outside = [(o[f"{name}·状态"] == "不适用", n[f"{name}·状态"] == "不适用") for o, n in judged]
        exact = [pair for pair, each in zip(outside, by, strict=True) if each is not None]
        assert told[name] == [*sums, exact.count((True, False)), exact.count((False, True))]
        steps = rows_of(found, f"{name}：从多少变为多少")
        assert sum(row[3] for row in steps) == len(more) + len(less)
        assert sum(row[4]["fen"] for row in steps) == total(by)["fen"]


def word(row: Row, name: str) -> str:
    return row[name] or row[f"{name}·状态"]


def check_groups(found: dict[str, Any], judged: Rows, title: str, key: Callable[..., Any]) -> None:
    groups: dict[Any, Rows] = {}
    for pair in judged:
        groups.setdefault(key(*pair), []).append(pair)
    size = len(next(iter(groups), ()))
    told = {tuple(row[:size]): row[size:] for row in rows_of(found, title)}
    assert told == {
        name: [len(rows), *(total(differences(rows, money)) for money in MONEY)]
        for name, rows in groups.items()
    }


def test_what_each_reading_is_worth(compared: Callable[..., dict[str, Any]]) -> None:
    rows = [("东", "2031-04-01", "是", "是")] * 3 + [("西", "2031-04-01", "否", "是")]
    found = compared(changed(700, "2031-03-01", 3), rows)
    for side, amount in (("原来", 400), ("现在", 700)):
        assert rows_of(found, f"{side}：待定的金额按每一种读法合多少") == [
            ["补助", "怎么算有不同读法", "算一半", 3, {"fen": amount * 150, "without": 0}],
            ["补助", "怎么算有不同读法", "算全额", 3, {"fen": amount * 300, "without": 0}],
        ]
    found = compared(OLD, rows, "--assume-old", "怎么算=算一半", "--assume-new", "怎么算=算全额")
    (aid,) = (row for row in rows_of(found, "金额的变化") if row[0] == "补助")
    assert aid[1:3] == [3, {"fen": 60000, "without": 0}]


def test_pages_and_workbooks_hold_the_same_figures_and_no_person(
    polc: Polc, compared: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    rows = [("东", "2031-01-01", "是", "是"), ("西", "2031-04-01", "否", "是")]
    found = compared(changed(700, "2031-03-01", 5), rows)
    words = ["旧.pol", "新.pol", "名册.csv", "--by", "乡镇"]
    assert polc("impact", *words, "-o", "影响.html").status == 0
    assert polc("impact", *words, "-o", "影响.xlsx").status == 0
    page = (tmp_path / "影响.html").read_text("utf-8")
    assert re.findall("<h2[^>]*>(.*?)</h2>", page) == [table["title"] for table in found["tables"]]
    assert "600元" in page and "居民甲" not in page and "http" not in page.replace("http://www.w3.org", "")
    assert page.count("<svg") > 4 and "居民甲" not in (tmp_path / "影响.json").read_text("utf-8")


def test_engines_agree(compared: Callable[..., dict[str, Any]]) -> None:
    rows = [(town, day, low, "是") for town in "东西" for day in DAYS[:5] for low in ("是", "否", "")]
    new = changed(700, "2031-03-01", 5)
    by_rows, *others = (compared(new, rows, "--engine", e) for e in ("rows", "columnar", "duckdb"))
    assert others == [by_rows] * 2


def test_what_is_refused(polc: Polc, compared: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    compared(OLD, [("东", "2031-01-01", "是", "是")])
    lines = [
        ["身份证号", "村", *FACTS],
        *([f"99{n}", f"村{n}", "2031-01-01", "是", "是"] for n in range(301)),
    ]
    write_csv(tmp_path / "大.csv", lines)
    before = (tmp_path / "影响.json").read_bytes()
    for words, told in (
        (["大.csv", "-o", "影响.json", "--by", "身份证号"], "--persons"),
        (["大.csv", "-o", "影响.json", "--by", "村"], "300"),
        (["大.csv", "-o", "影响.json", "--by", "镇"], "没有“镇”这一列"),
        (["大.csv", "-o", "影响.txt"], ".html .xlsx .json"),
        (["大.csv", "-o", "大.csv"], ".html .xlsx .json"),
        (["大.csv", "-o", "影响.json", "--persons", "大.csv"], "要读的"),
        (["大.csv", "-o", "影响.json", "--persons", "人.txt"], ".csv .xlsx .parquet"),
        (["大.csv", "-o", "影响.json", "--columns", "村=谁也没有"], "不是这份政策的事实"),
    ):
        run = polc("impact", "旧.pol", "新.pol", *words)
        assert run.status == 2 and told in run.err, (words, run.err)
    assert (tmp_path / "影响.json").read_bytes() == before


def test_a_fact_that_only_one_policy_has(
    polc: Polc, compared: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    """A heading may stand for a fact of one side; the other carries the column over."""
    new = OLD.replace("事实 本地", "事实 残疾: 是非 默认 否  别名 disabled\n事实 本地").replace(
        "  【一】 其余 为 0元", "  【一】 残疾 为 100元\n  【一】 其余 为 0元"
    )
    compared(new, [("东", "2031-01-01", "否", "是")])
    write_csv(tmp_path / "名册.csv", [["有残疾证", *FACTS], ["是", "2031-01-01", "否", "是"]])
    words = ["名册.csv", "-o", "影响.json", "--columns", "有残疾证=残疾"]
    run = polc("impact", "旧.pol", "新.pol", *words)
    assert run.status == 0, run.err
    tables = json.loads((tmp_path / "影响.json").read_text("utf-8"))["tables"]
    (aid,) = (
        row
        for table in tables
        for row in table["rows"]
        if table["title"] == "金额的变化" and row[0] == "补助"
    )
    assert aid[2] == {"fen": 10000, "without": 0}
