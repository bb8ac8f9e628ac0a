"""polc eval: the answer for people and for programs, and the persons it refuses."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cli.runs import Polc
from jsonschema import Draft202012Validator

SCHEMA = json.loads(files("polc").joinpath("schemas", "eval.schema.json").read_text(encoding="utf-8"))
POOR = '{"低保对象": true, "birth_date": "1985-05-20", "缴费日": "2024-10-15"}'


def answer(text: str) -> Any:
    document = json.loads(text)
    Draft202012Validator(SCHEMA).validate(document)
    return document


def test_every_output_has_its_clauses(polc: Polc, policy: Path) -> None:
    run = polc("eval", policy, "-i", "-", stdin=POOR.encode())
    assert (run.status, run.err) == (0, "")
    lines = [line.split() for line in run.out.splitlines()]
    assert ["缴费时段", "集中缴费期", "【二（一）】"] in lines
    assert ["减免金额", "400元", "【四（一）】"] in lines
    assert ["窗口实缴", "0元", "【三】【四（一）】"] in lines


def test_a_person_in_a_file(polc: Polc, policy: Path, sample: Path) -> None:
    assert "0元" in polc("eval", policy, "-i", sample / "人员" / "低保对象.json").out


def test_single_facts_win_over_the_document(polc: Polc, policy: Path) -> None:
    facts = ["--set", "subsistence=否", "--set", "缴费日=2025-03-01"]
    run = polc("eval", policy, "-i", "-", *facts, stdin=POOR.encode())
    assert "补缴期" in run.out
    assert ["窗口实缴", "400元"] in [line.split()[:2] for line in run.out.splitlines()]


def test_document_for_programs(polc: Polc, policy: Path) -> None:
    run = polc("eval", policy, "-i", "-", "--output-format", "json", stdin=POOR.encode())
    document = answer(run.out)
    assert document["outputs"]["gross_due"] == {
        "name": "应缴金额",
        "status": "value",
        "value": 40000,
        "text": "400元",
        "clauses": ["三"],
        "reason": "",
    }
    assert (document["missing"], document["assumptions"]) == ([], [])
    assert "trace" not in document


def test_a_fact_that_changes_nothing_is_not_asked(polc: Polc, tmp_path: Path) -> None:
    text = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一】 }
事实 甲: 是非  别名 a
输出 补贴: 金额  别名 subsidy
【一】 规定 补贴 {
  【一】 甲  为 400元
  【一】 非 甲  为 400元
}
"""
    (tmp_path / "示例.pol").write_text(text, encoding="utf-8")
    said = polc("eval", tmp_path / "示例.pol").out
    assert "还缺的资料" not in said
    assert "不必问（填什么，结果都是下面这样）: 甲\n  补贴  400元\n" in said
    document = answer(polc("eval", tmp_path / "示例.pol", "--output-format", "json").out)
    assert (document["missing"], document["needless"]) == (["a"], ["a"])
    assert document["settled"]["subsidy"]["value"] == 40000


def test_statuses_for_programs(polc: Polc, policy: Path) -> None:
    set_ = ["--set", "缴费日=2025-07-01"]
    document = answer(polc("eval", policy, *set_, "--output-format", "json").out)
    window = document["outputs"]["pay_window"]
    assert (window["status"], window["value"]) == ("undetermined", None)
    assert "通知未写明" in window["reason"]
    unknown = answer(polc("eval", policy, "--output-format", "json").out)
    assert unknown["outputs"]["collected_now"]["status"] == "missing"
    assert unknown["missing"] == ["pay_date"]


def test_trace(polc: Polc, policy: Path) -> None:
    run = polc("eval", policy, "-i", "-", "--trace", stdin=POOR.encode())
    assert "√ 【四（一）】 低保对象" in run.out
    assert "× 不成立 【二（二）】" in run.out
    document = answer(
        polc("eval", policy, "-i", "-", "--trace", "--output-format", "json", stdin=POOR.encode()).out
    )
    verdicts = {row["clause"]: row["verdict"] for step in document["trace"] for row in step["rows"]}
    assert (verdicts["四（一）"], verdicts["四（二）"]) == ("taken", "false")


OPEN = """
政策 "示例" { 文号 "示例〔2025〕1号" }
事实 甲: 是非 默认 否 别名 first
输出 应缴: 金额 别名 due
【一】 标准 个人缴费 = 400元/人
【一】 标准 补助 不低于 670元/人
【二】 假定 所取基数 "通知未写明" {
  按个人  个人缴费
  按全额  个人缴费 + 补助
  采用 按个人
}
【二】 规定 应缴 { 【二】 为 所取基数 }
"""


@pytest.fixture
def open_policy(polc: Polc, tmp_path: Path) -> Path:
    path = tmp_path / "open.pol"
    path.write_text(OPEN, encoding="utf-8")
    return path


def test_readings_can_be_switched(polc: Polc, open_policy: Path) -> None:
    assert "400元" in polc("eval", open_policy).out
    assert "不低于1070元" in polc("eval", open_policy, "--assume", "所取基数=按全额").out
    both = polc("eval", open_policy, "--assume", "所取基数=都不采用", "--trace").out
    assert "按个人 → 400元；按全额 → 不低于1070元" in both
    assert "这里先按：所取基数 = 按个人" in both


def test_bounds_and_readings_for_programs(polc: Polc, open_policy: Path) -> None:
    words = ["eval", open_policy, "--assume", "所取基数=按全额", "--output-format", "json"]
    document = answer(polc(*words).out)
    assert document["outputs"]["due"]["status"] == "bound"
    assert document["outputs"]["due"]["value"] == {"at_least": 107000}
    (assumption,) = document["assumptions"]
    assert (assumption["name"], assumption["reading"]) == ("所取基数", "按全额")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--assume", "所取=按全额"], "没有“所取”这个假定，有的是：所取基数"),
        (["--assume", "所取基数=全"], "假定“所取基数”没有“全”这种读法，有的是：按个人、按全额、都不采用"),
        (["--assume", "所取基数"], "“所取基数” 要写成 名称=值 的样子"),
        (["-i", "没有.json"], "读不了 没有.json"),
    ],
)
def test_refused(polc: Polc, open_policy: Path, words: list[str], said: str) -> None:
    run = polc("eval", open_policy, *words)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


@pytest.mark.parametrize(
    ("person", "code", "said"),
    [
        ('{"低保对像": true}', "POL801", "改为「低保对象」"),
        ('{"x": 1}', "POL801", "polc inspect"),
        ('{"低保对象": 1}', "POL802", "填的却是 1"),
        ('{"缴费日": "2025-02-29"}', "POL802", '"2025-02-29"'),
        ('{"缴费日": "1800-01-01"}', "POL802", "日期"),
        ('{"缴费日": 20250101}', "POL802", "日期"),
        ('{"低保对象": true, "subsistence": false}', "POL802", "不止一个值"),
        ('{"缴费日": ' + "9" * 4301 + "}", "POL802", "4301 位"),
        ('{"缴费日": ', "POL803", "第 1 行"),
        ("", "POL803", "第 1 行"),
        ("[1]", "POL804", "一个列表"),
        ("[" * 100_000, "POL804", "太多层"),
        ("NaN", "POL804", "一个数"),
    ],
)
def test_persons_that_are_refused(polc: Polc, policy: Path, person: str, code: str, said: str) -> None:
    run = polc("eval", policy, "-i", "-", stdin=person.encode())
    assert (run.status, run.out) == (2, "")
    assert f"[{code}]" in run.err
    assert said in run.err


def test_a_policy_with_errors_is_not_evaluated(polc: Polc, tmp_path: Path) -> None:
    path = tmp_path / "bad.pol"
    path.write_text('政策 "甲" { 文号 "一" }\n【一】 规定 乙 { 【一】 为 1元 }\n', encoding="utf-8")
    run = polc("eval", path)
    assert (run.status, run.out) == (1, "")
    assert "POL201" in run.err


def test_words_alone_are_no_policy(polc: Polc, sample: Path) -> None:
    run = polc("eval", sample / "词汇" / "样例.pol")
    assert run.status == 2
    assert "没有政策" in run.err


def test_into_a_file(polc: Polc, policy: Path, tmp_path: Path) -> None:
    run = polc("eval", policy, "--set", "缴费日=2024-10-15", "-o", "answer.txt")
    assert (run.status, run.out) == (0, "")
    assert "集中缴费期" in (tmp_path / "answer.txt").read_text(encoding="utf-8")
