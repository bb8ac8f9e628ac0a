"""`polc eval --compare`: one person under every option of a fact, only what differs."""

from __future__ import annotations

import json
from pathlib import Path

from cli.runs import Polc

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "policies" / "石狮2025" / "石狮2025.pol"
PERSON = ROOT / "examples" / "persons" / "石狮低保.json"


def test_what_differs_is_a_table(polc: Polc) -> None:
    run = polc("eval", POLICY, "-i", PERSON, "--compare", "低保对象")
    heading, *rows = run.out.splitlines()
    assert run.status == 0
    assert heading.split() == ["低保对象", "是", "否"]
    assert ["窗口实缴", "40元", "400元"] in [row.split() for row in rows]
    assert not any(row.startswith("应缴金额") for row in rows)


def test_a_choice_that_changes_nothing_is_said(polc: Polc) -> None:
    run = polc("eval", POLICY, "--set", "放弃参保=是", "--set", "本市户籍=否", "--compare", "低保对象")
    assert run.status == 0
    assert "各项结果都一样" in run.out


def test_each_option_has_its_whole_answer_as_data(polc: Polc) -> None:
    run = polc("eval", POLICY, "-i", PERSON, "--compare", "subsistence", "--output-format", "json")
    document = json.loads(run.out)
    assert document["fact"] == "低保对象"
    assert [entry["option"] for entry in document["options"]] == ["是", "否"]


def test_a_fact_without_options_is_refused_with_those_that_have(polc: Polc) -> None:
    run = polc("eval", POLICY, "--compare", "缴费日")
    assert (run.status, run.out) == (2, "")
    assert "低保对象" in run.err
