"""polc check --baseline: known findings don't fail a run, new ones do, and gone ones are said."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cli.runs import Polc
from jsonschema import Draft202012Validator

SCHEMA = json.loads(files("polc").joinpath("schemas", "baseline.schema.json").read_text(encoding="utf-8"))
HEAD = '政策 "甲" { 文号 "一" 条款 【一】 }\n输出 应缴: 金额 别名 due\n'
RULE = "【一】 规定 应缴 { 【一】 为 400元 }\n"
OPEN = "输出 没有定的: 金额 别名 open\n"
WRONG = "【一】 规定 应缴 { 【一】 为 没有的 }\n"
NAME = "polc-baseline.json"


@pytest.fixture
def check(polc: Polc, tmp_path: Path) -> Any:
    """Check texts, each in a file of its own, with these options."""
    (tmp_path / "polc.toml").write_text("", encoding="utf-8")

    def call(*words: str, **texts: str) -> Any:
        for name, text in texts.items():
            (tmp_path / f"{name}.pol").write_text(text, encoding="utf-8")
        return polc("check", *words)

    return call


def written(folder: Path) -> Any:
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(document)
    return document


def test_what_is_written(check: Any, tmp_path: Path) -> None:
    run = check("--write-baseline", NAME, "--strict", 甲=HEAD + RULE + OPEN, 乙=HEAD + WRONG)
    assert (run.status, run.out, run.err) == (0, "", f"2 个发现记进了 {NAME}\n")
    findings = written(tmp_path)["findings"]
    assert [(each["path"], each["code"]) for each in findings] == [("乙.pol", "POL201"), ("甲.pol", "POL216")]
    before = (tmp_path / NAME).read_bytes()
    check("--write-baseline", NAME, "--lang", "en")
    assert (tmp_path / NAME).read_bytes() == before


def test_known_ones_do_not_fail(check: Any) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN, 乙=HEAD + WRONG)
    assert check("--strict").status == 1
    run = check("--strict", "--baseline", NAME)
    assert run.status == 0
    assert run.out == "2 个文件，没有发现问题\n"
    assert run.err == f"2 个发现在基线 {NAME} 里，没有列出\n"


def test_moved_lines_and_renamed_files_stay_known(check: Any, tmp_path: Path) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN)
    (tmp_path / "甲.pol").unlink()
    run = check("--strict", "--baseline", NAME, 丙="# 上面多了\n\n" + HEAD + OPEN + RULE)
    assert run.status == 0
    assert "没有了" not in run.err


def test_a_second_one_of_a_kind_is_new(check: Any) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN)
    run = check("--strict", "--baseline", NAME, 乙=HEAD + RULE + OPEN)
    assert run.status == 1
    assert run.out.count("[POL216]") == 1


def test_new_ones_fail_in_every_form(check: Any) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN)
    run = check("--baseline", NAME, "--output-format", "gitlab", 乙=HEAD + WRONG)
    assert run.status == 1
    assert [each["check_name"] for each in json.loads(run.out)] == ["POL201"]


def test_gone_ones_are_said(check: Any, tmp_path: Path) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN, 乙=HEAD + RULE + OPEN.replace("没有", "还没"))
    (tmp_path / "乙.pol").unlink()
    run = check("--baseline", NAME, 甲=HEAD + RULE)
    assert run.status == 0
    lines = run.err.splitlines()
    assert [line.partition("：")[0] for line in lines[:2]] == ["基线里的 POL216 已经没有了"] * 2
    assert "乙.pol" in lines[0] and "甲.pol" in lines[1]
    assert lines[2] == f"运行 polc check --write-baseline {NAME} 更新基线"


def test_many_gone_ones_are_counted(check: Any) -> None:
    many = "".join(f"输出 没有定的{'甲' * n}: 金额 别名 open_{n}\n" for n in range(1, 14))
    check("--write-baseline", NAME, 甲=HEAD + RULE + many)
    assert check("--baseline", NAME, 甲=HEAD + RULE).err.splitlines()[10] == "另有 3 个也没有了"


@pytest.mark.parametrize("words", [("--select", "POL4"), ("--ignore", "POL216"), ("乙.pol",)])
def test_what_was_not_sought_has_not_gone(check: Any, words: tuple[str, ...]) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN, 乙=HEAD + RULE)
    assert check("--baseline", NAME, *words, 甲=HEAD + RULE).err == ""


def test_nothing_has_gone_from_a_file_with_errors(check: Any) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN)
    run = check("--baseline", NAME, 甲=HEAD + WRONG)
    assert run.status == 1
    assert "没有了" not in run.err


def test_the_project_can_name_its_baseline(check: Any, tmp_path: Path) -> None:
    check("--write-baseline", NAME, 甲=HEAD + RULE + OPEN)
    (tmp_path / "polc.toml").write_text(f'[check]\nbaseline = "{NAME}"\nstrict = true\n', encoding="utf-8")
    assert check().status == 0
    (tmp_path / NAME).write_text('{"schema": "polc.baseline/1", "findings": []}', encoding="utf-8")
    assert check().status == 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"schema": "polc.baseline/2", "findings": []}', '{"schema": "polc.baseline/1"}',
     '{"schema": "polc.baseline/1", "findings": [{"path": 1}]}', "[" * 100_000],
)  # fmt: skip
def test_another_file_is_no_baseline(check: Any, tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    run = check("--baseline", NAME, 甲=HEAD + RULE)
    assert (run.status, run.out) == (2, "")
    assert NAME in run.err


def test_a_baseline_that_is_not_there(check: Any) -> None:
    assert check("--baseline", "none.json", 甲=HEAD + RULE).status == 2


def test_nothing_is_written_where_a_file_cannot_be_read(check: Any, tmp_path: Path) -> None:
    (tmp_path / "乙.pol").write_bytes(b"\xff\xff")
    assert check("--write-baseline", NAME, 甲=HEAD + RULE).status == 2
    assert not (tmp_path / NAME).exists()
