"""The results of single entries (输出 … 每笔) in eval, run, diff and inspect."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path

import pytest
from checkout import ROOT
from cli.runs import Polc
from jsonschema import Draft202012Validator

POLICY = ROOT / "examples/语言/19-一件一个数/19-一件一个数.pol"
REGISTER = "号,本地居民\n7,是\n8,否\n9,是\n10,也许\n"
ITEMS = """号,品类,能效,成交价（元）,购买日
7,冰箱,二级,4000,2031-03-02
7,冰箱,一级,10000.05,2031-03-01
8,空调,一级,1000,2031-03-01
10,空调,一级,1000,2031-03-01
"""


def validator(name: str) -> Draft202012Validator:
    text = files("polc").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def test_eval_tells_each_entry_in_text_and_json(polc: Polc, tmp_path: Path) -> None:
    bought = [
        {"品类": "空调", "能效": "一级", "成交价": "1000元", "购买日": "2031-03-02"},
        {"品类": "空调", "能效": "二级", "成交价": None, "购买日": "2031-03-01"},
    ]
    person = tmp_path / "人.json"
    person.write_text(json.dumps({"本地居民": True, "购置": bought}), encoding="utf-8")
    said = polc("eval", POLICY, "-i", person, "--trace").out
    assert "补贴（第1条）    200元           【二】" in said
    assert "补贴（第2条）    缺资料（购置）  【二】" in said
    assert "规定 补贴（第1条） → 200元" in said
    document = json.loads(polc("eval", POLICY, "-i", person, "--output-format", "json", "--trace").out)
    validator("eval").validate(document)
    rows = document["entry_outputs"]["subsidy"]
    assert (rows["list"], [row["value"] for row in rows["entries"]]) == ("bought", [20000, None])
    blank = json.loads(polc("eval", POLICY, "--output-format", "json").out)
    validator("eval").validate(blank)
    assert blank["entry_outputs"]["subsidy"]["entries"] is None
    assert blank["entry_outputs"]["subsidy"]["whole"]["status"] == "missing"


def lines(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "名册.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "购置.csv").write_text(ITEMS, encoding="utf-8")
    return tmp_path


def test_run_writes_a_line_for_each_entry_of_who_was_judged(polc: Polc, folder: Path) -> None:
    words = ["--list", f"购置={folder / '购置.csv'}", "--key", "号"]
    done = polc("run", POLICY, folder / "名册.csv", "-o", folder / "结果.xlsx", *words)
    assert done.status == 1  # 也许
    assert "3 条记录的结果，已写到" in done.out
    head, *rows = lines(folder / "结果.购置.csv")
    assert head[:7] == ["行", "号", "第几条", "品类", "能效", "成交价（元）", "购买日"]
    assert head[7:11] == ["补贴（元）", "补贴·状态", "补贴·条款", "补贴·文字"]
    assert [row[:11] for row in rows] == [
        ["2", "7", "1", "冰箱", "二级", "4000.00", "2031-03-02", "0.00", "准数", "【三】", "0元"],
        ["2", "7", "2", "冰箱", "一级", "10000.05", "2031-03-01", "2000.00", "准数", "【二】", "2000元"],
        ["3", "8", "1", "空调", "一级", "1000.00", "2031-03-01", "", "不适用", "【一】", rows[2][10]],
    ]


def test_run_refuses_engines_that_have_no_place_for_it(polc: Polc, folder: Path) -> None:
    words = ["--list", f"购置={folder / '购置.csv'}", "--key", "号", "--engine", "columnar"]
    done = polc("run", POLICY, folder / "名册.csv", "-o", folder / "结果.csv", *words)
    assert done.status == 2
    assert "输出“补贴”" in done.err
    assert sorted(path.name for path in folder.iterdir()) == ["名册.csv", "购置.csv"]


def test_run_never_writes_over_the_list_that_it_reads(polc: Polc, folder: Path) -> None:
    (folder / "购置.csv").rename(folder / "结果.购置.csv")
    words = ["--list", f"购置={folder / '结果.购置.csv'}", "--key", "号"]
    done = polc("run", POLICY, folder / "名册.csv", "-o", folder / "结果.csv", *words)
    assert done.status == 2
    assert (folder / "结果.购置.csv").read_text(encoding="utf-8") == ITEMS


def test_diff_says_that_single_entries_are_not_compared(polc: Polc, tmp_path: Path) -> None:
    (tmp_path / "新.pol").write_text(POLICY.read_text("utf-8").replace("2000元 舍入", "1500元 舍入"), "utf-8")
    assert "每一条的结果（补贴、第几件）没有比较" in polc("diff", POLICY, tmp_path / "新.pol").out
    document = json.loads(polc("diff", POLICY, tmp_path / "新.pol", "--output-format", "json").out)
    validator("diff").validate(document)
    assert (document["not_compared"], document["complete"]) == (["补贴", "第几件"], False)
    assert "没有比较" not in polc("diff", POLICY, POLICY).out


def test_inspect_lists_it_with_its_list(polc: Polc) -> None:
    assert "每笔 购置 金额" in polc("inspect", POLICY).out
