"""polc check: what it shows, in which form, and the status it ends with."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cli.runs import Polc
from jsonschema import Draft202012Validator

from polc.files import SIZE_LIMIT

SCHEMA = json.loads(
    files("polc.dsl.diagnostics").joinpath("schemas", "check.schema.json").read_text(encoding="utf-8")
)
HEAD = '政策 "甲" { 文号 "一" 条款 【一】 }\n输出 应缴: 金额 别名 due\n'
GOOD = HEAD + "【一】 规定 应缴 { 【一】 为 400元 }\n"
UNKNOWN = HEAD + "【一】 规定 应缴 { 【一】 为 没有的 }\n"
WARNS = GOOD + "输出 没有定的: 金额 别名 open\n"


@pytest.fixture
def check(polc: Polc, tmp_path: Path) -> Any:
    """Check one text, in a file of its own."""

    def call(text: str | bytes, *words: str) -> Any:
        data = text.encode("utf-8") if isinstance(text, str) else text
        (tmp_path / "甲.pol").write_bytes(data)
        return polc("check", "甲.pol", *words)

    return call


def document(text: str) -> Any:
    found = json.loads(text)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_nothing_found(check: Any) -> None:
    run = check(GOOD)
    assert (run.status, run.out, run.err) == (0, "1 个文件，没有发现问题\n", "")


def test_an_error_in_every_form(check: Any) -> None:
    full = check(UNKNOWN)
    assert full.status == 1
    assert full.out.startswith("错误[POL201] ")
    assert " --> 甲.pol:3:" in full.out
    concise = check(UNKNOWN, "--output-format", "concise")
    assert concise.status == 1
    assert concise.out.startswith("甲.pol:3:")
    found = document(check(UNKNOWN, "--output-format", "json").out)
    assert [item["code"] for item in found["diagnostics"]] == ["POL201"]
    assert found["diagnostics"][0]["location"]["path"] == "甲.pol"
    assert "error[POL201]" in check(UNKNOWN, "--lang", "en").out


def test_clean_as_a_document(check: Any) -> None:
    found = document(check(GOOD, "--output-format", "json").out)
    assert found["summary"] == {"files": 1, "errors": 0, "warnings": 0, "notes": 0}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ([], 0),
        (["--fail-level", "warning"], 1),
        (["--strict"], 1),
        (["--strict", "--ignore", "POL216"], 0),
        (["--strict", "--ignore", "pol2"], 0),
        (["--strict", "--select", "POL4,POL5"], 0),
        (["--strict", "--select", "POL216"], 1),
    ],
)
def test_fail_level(check: Any, words: list[str], status: int) -> None:
    assert check(WARNS, *words).status == status


def test_statistics(check: Any) -> None:
    assert "POL201  1 处  " in check(UNKNOWN, "--statistics").out


def test_settings_of_the_project(check: Any, tmp_path: Path) -> None:
    (tmp_path / "polc.toml").write_text(
        '[check]\nstrict = true\noutput-format = "concise"\n', encoding="utf-8"
    )
    run = check(WARNS)
    assert run.status == 1
    assert run.out.startswith("甲.pol:")
    assert check(WARNS, "--output-format", "full").out.startswith("警告[POL216]")


def test_stdin_stands_for_a_file(polc: Polc, sample: Path, policy: Path) -> None:
    text = policy.read_text(encoding="utf-8").replace("为 个人缴费", "为 个人缴飞")
    run = polc("check", "--stdin-filename", policy, stdin=text.encode())
    assert run.status == 1
    assert "--> 样例项目/政策/样例2025.pol:" in run.out
    assert polc("check", policy).status == 0


def test_into_a_file(check: Any, tmp_path: Path) -> None:
    run = check(UNKNOWN, "--output-format", "json", "-o", "report.json")
    assert (run.status, run.out) == (1, "")
    document((tmp_path / "report.json").read_text(encoding="utf-8"))


def test_a_report_that_cannot_be_written(check: Any) -> None:
    run = check(GOOD, "-o", "none/report.txt")
    assert (run.status, run.out) == (2, "")
    assert "没有这个文件夹" in run.err


def test_gbk_is_read_with_a_note(check: Any) -> None:
    run = check(GOOD.encode("gbk"))
    assert run.status == 0
    assert "提示[POL102]" in run.out


DEEP = HEAD + "【一】 规定 应缴 { 【一】 为 " + "(" * 100 + "400元" + ")" * 100 + " }\n"
BAD = {
    "not text": (b"\xff\xfe\xff", "POL101", 2),
    "a document": (b"PK\x03\x04abc\x00", "POL101", 2),
    "too large": (b"# " + b"a" * SIZE_LIMIT, "POL114", 2),
    "invisible": (GOOD.replace("应缴", "应\u200b缴"), "POL103", 1),
    "bidi": (GOOD.replace("甲", "\u202e甲"), "POL104", 1),
    "unclosed quote": (GOOD.replace('"甲"', '"甲'), "POL106", 1),
    "deep": (DEEP, "POL111", 1),
    "long number": (GOOD.replace("400", "4" * 4301), "POL112", 1),
    "no such day": (GOOD.replace('"一"', '"一" 印发 2025-02-29'), "POL303", 1),
    "outside": ('引用 "../乙"\n' + GOOD, "POL205", 1),
    "not there": ('引用 "乙"\n' + GOOD, "POL203", 1),
    "empty": ("", "POL113", 1),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(check: Any, name: str) -> None:
    text, code, status = BAD[name]
    run = check(text)
    assert run.status == status, run.out
    assert f"[{code}]" in run.out
    assert run.err == ""
    found = document(check(text, "--output-format", "json").out)
    assert code in [item["code"] for item in found["diagnostics"]]


@pytest.mark.parametrize(
    "title",
    ["{{ 7*7 }}", "{0.__class__}", "__import__('os')", "%s%n", "</script>", "\\\\u0000", "$(id)", "\x1b[31m"],
)
def test_hostile_titles_stay_text(check: Any, title: str) -> None:
    run = check(
        UNKNOWN.replace('"甲"', f'"{title}"').replace("没有的", "「" + title.replace(chr(27), "") + "」")
    )
    assert run.status in (1, 2)
    assert "\x1b" not in run.out
    assert "49" not in run.out


def test_a_pipe_is_not_read(polc: Polc, tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.pol")
    run = polc("check", "pipe.pol")
    assert (run.status, run.out) == (2, "")
    assert "不是项目里的普通文件" in run.err


def test_words_that_cannot_be_read_are_the_only_finding(polc: Polc, sample: Path) -> None:
    (sample / "词汇" / "样例.pol").write_bytes(b"\xff\xff")
    found = document(polc("check", sample, "--output-format", "json").out)
    assert [item["code"] for item in found["diagnostics"]] == ["POL101"]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_misspelt_code_is_refused(check: Any, option: str) -> None:
    run = check(UNKNOWN, option, "POL4,PLO5")
    assert (run.status, run.out) == (2, "")
    assert "没有 PLO5 这个编号" in run.err


def test_too_much_on_stdin(polc: Polc) -> None:
    run = polc("check", "--stdin-filename", "甲.pol", stdin=b" " * (SIZE_LIMIT + 1))
    assert (run.status, run.out) == (2, "")
    assert "超过 5 MB" in run.err


def test_one_unreadable_file_hides_no_other(polc: Polc, tmp_path: Path) -> None:
    (tmp_path / "a.pol").write_bytes(b"\xff\xff")
    (tmp_path / "b.pol").write_text(UNKNOWN, encoding="utf-8")
    run = polc("check")
    assert run.status == 2
    assert "[POL101]" in run.out
    assert "[POL113]" not in run.out
    assert "[POL201]" in run.out
