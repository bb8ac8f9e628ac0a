"""What a command line or polc.toml asks of a check, and what reaches a terminal."""

import json
from pathlib import Path

import pytest
from cli.runs import Polc
from click.shell_completion import ShellComplete

from polc.cli.group import polc as group
from polc.cli.layout import wrapped
from polc.cli.main import shown
from polc.dsl.diagnostics.width import columns_of


def codes(polc: Polc, *words: str | Path) -> list[tuple[str, str]]:
    document = json.loads(polc("check", *words, "--output-format", "json").out)
    return [(found["code"], found["severity"]) for found in document["diagnostics"]]


def test_repeated_options_add_up(polc: Polc, sample: Path) -> None:
    """All of them count, with commas or without: the last one used to win in silence."""
    assert codes(polc, sample) == [("POL404", "warning")]
    assert codes(polc, sample, "--select", "POL404", "--select", "POL3") == [("POL404", "warning")]
    assert codes(polc, sample, "--ignore", "POL404", "--ignore", "POL3") == []
    assert codes(polc, sample, "--select", "POL2,POL4", "--select", "POL3") == [("POL404", "warning")]


@pytest.mark.parametrize(
    ("table", "level"),
    [
        ('"POL404" = "error"', "error"),
        ('"POL4" = "note"', "note"),
        ('"POL4" = "note"\n"政策/*:POL4" = "error"\n"POL404" = "warning"', "error"),
        ('"词汇/*:POL4" = "error"', "warning"),
        ('"POL404" = "off"', None),
    ],
)
def test_severity_by_code_and_path(polc: Polc, sample: Path, table: str, level: str | None) -> None:
    """The more special entry wins: a path before none, a longer code before a shorter one."""
    config = sample / "polc.toml"
    config.write_text(config.read_text("utf-8") + f"\n[check.severity]\n{table}\n", encoding="utf-8")
    assert codes(polc, sample) == ([("POL404", level)] if level else [])
    assert polc("check", sample).status == int(level == "error")


def test_an_error_stays_an_error(polc: Polc, sample: Path, policy: Path) -> None:
    policy.write_text(policy.read_text("utf-8").replace("为 个人缴费", "为 个人缴飞"), encoding="utf-8")
    (sample / "polc.toml").write_text('[check.severity]\n"POL201" = "note"\n', encoding="utf-8")
    assert codes(polc, sample) == [("POL201", "error")]


@pytest.mark.parametrize("table", ['"POL999" = "note"', '"POL404" = "mild"', '"政策/*" = "note"'])
def test_a_slip_in_the_table_is_told(polc: Polc, sample: Path, table: str) -> None:
    (sample / "polc.toml").write_text(f"[check.severity]\n{table}\n", encoding="utf-8")
    assert polc("check", sample).status == 2


def test_show_settings(polc: Polc, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLC_CHECK_STRICT", "1")
    lines = polc("check", sample, "--show-settings").out.splitlines()
    assert "check.strict = true  # POLC_CHECK_STRICT" in lines
    assert "test.threshold = 80  # polc.toml" in lines
    assert 'run.blank = "default"  # 默认' in lines
    assert 'build.names = { "样例2025" = "sample2025" }  # polc.toml' in lines


def test_paths_open_from_where_one_stands(polc: Polc, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (sample.parent, sample, sample / "政策", sample / "词汇"):
        monkeypatch.chdir(folder)
        line = polc("check", sample, "--output-format", "concise").out.splitlines()[0]
        assert Path(line.partition(":")[0]).is_file()
        page = polc("check", sample, "--output-format", "full").out
        assert Path(page.partition("--> ")[2].partition(":")[0]).is_file()


def test_sarif_for_a_code_host(polc: Polc, sample: Path, policy: Path) -> None:
    """What it compares findings by, and findings that comments answer, which are there and suppressed."""
    found = json.loads(polc("check", sample, "--output-format", "sarif").out)["runs"][0]
    assert found["automationDetails"]["id"].startswith("polc/")
    (result,) = found["results"]
    mark = result["partialFingerprints"]
    assert mark["primaryLocationLineHash"] == mark["polcFinding/v1"][:16] + ":1"
    assert result["suppressions"] == []
    text = policy.read_text("utf-8").replace(
        "  【二（二）】 补缴期", "  # polc: 忽略 POL404 已核对\n  【二（二）】 补缴期"
    )
    policy.write_text(text, encoding="utf-8")
    (result,) = json.loads(polc("check", sample, "--output-format", "sarif").out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "status": "accepted"}]


def test_words_of_options_complete() -> None:
    complete = ShellComplete(group, {}, "polc", "_POLC_COMPLETE")
    offered = [item.value for item in complete.get_completions(["check", "--output-format"], "s")]
    assert offered == ["sarif"]


HELP = ["只看这些编号，可以只写开头，如 POL4；不看的写 --ignore", "only these codes, or beginnings such"]


@pytest.mark.parametrize("text", HELP)
def test_help_is_wrapped(text: str) -> None:
    for columns in (20, 30, 200):
        lines = wrapped(text, columns)
        assert max(map(columns_of, lines)) <= columns + 2
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_nothing_raw_reaches_a_terminal(polc: Polc, tmp_path: Path) -> None:
    """A file name with an escape sequence or a bidirectional mark, a cell with line ends."""
    assert shown("\x1b[1;31m错误\x1b[0m \x1b[2J\u202e", True) == "\x1b[1;31m错误\x1b[0m <U+001B>[2J<U+202E>"
    assert shown("\x1b[2J\u202e", False) == "\x1b[2J\u202e"
    run = polc("check", "没有\x1b[2J\u202e\n.pol")
    assert (run.status, run.err) == (2, "错误：没有这个文件或文件夹：没有<U+001B>[2J<U+202E> .pol\n")


def test_cells_stay_in_their_line(polc: Polc, policy: Path, tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text('缴费日\n"昨天\r\n\x1b[2J今天"\n', encoding="utf-8", newline="")
    run = polc("run", policy, "名册.csv", "-o", "果.csv")
    assert run.status == 1
    assert "昨天 <U+001B>[2J今天" in run.err


def test_paths_in_hints_are_quoted(polc: Polc, tmp_path: Path) -> None:
    assert "cd '新 项目'，" in polc("init", "新 项目").err
    assert "cd 新项目，" in polc("init", "新项目").err
