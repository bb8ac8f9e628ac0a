"""`polc outline`: the skeleton and what is kept beside it; what can't be read is refused with the way out."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from cli.runs import Polc
from notices import forms
from notices.policies import NOTICE

SCHEMA = json.loads(files("polc").joinpath("schemas", "notice.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_the_skeleton_and_its_work_list(polc: Polc, notice: Path, tmp_path: Path) -> None:
    run = polc("outline", notice, "-o", "缴费.pol")
    assert (run.status, run.out) == (0, "")
    assert "已写 缴费.pol 和 缴费.notice.json：6 处要交代，12 个数" in run.err
    kept = json.loads((tmp_path / "缴费.notice.json").read_text(encoding="utf-8"))
    jsonschema.validate(kept, SCHEMA)
    checked = polc("check", "缴费.pol", "--output-format", "json")
    found = json.loads(checked.out)["diagnostics"]
    assert [each["code"] for each in found] == ["POL702"] * 6
    assert "#   建议 时段的一行：【一（一）】 集中缴费期  2030-09-01 至 2030-12-31" in (
        tmp_path / "缴费.pol"
    ).read_text(encoding="utf-8")


def test_without_a_file_it_is_only_shown(polc: Polc, notice: Path, tmp_path: Path) -> None:
    run = polc("outline", notice)
    assert run.status == 0
    assert '文号 "示医保〔2030〕5号"' in run.out
    assert [path.name for path in tmp_path.iterdir()] == ["通知.txt"]


def test_faults_of_the_notice_stand_at_its_lines(polc: Polc, notice: Path) -> None:
    notice.write_text(NOTICE.replace("2030年9月1日至12月31日", "2030年9月31日至12月31日"), encoding="utf-8")
    run = polc("outline", notice, "-o", "缴费.pol")
    assert run.status == 0
    assert "警告[POL721] 原文第 6 行的【一（一）】有一处说不通：2030年9月31日" in run.err
    assert "历法里没有 2030年9月31日 这一天" in run.err


def test_nothing_is_overwritten(polc: Polc, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "缴费.pol").write_text("# 写了一半\n", encoding="utf-8")
    run = polc("outline", notice, "-o", "缴费.pol")
    assert run.status == 2
    assert "缴费.pol 已经存在，没有改动" in run.err
    assert (tmp_path / "缴费.pol").read_text(encoding="utf-8") == "# 写了一半\n"
    assert not (tmp_path / "缴费.notice.json").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空的"),
        (b"  \r\n", "是空的"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "另存为 .docx 或 .txt"),
        (b"{\\rtf1 x}", "另存为 .docx 或 .txt"),
        (b"\x89PNG\r\n\x1a\n", "扫描件"),
        (b"%PDF-1.4 nothing", "打不开，文件不完整"),
        (b"PK\x03\x04 nothing", "打不开，文件不完整"),
        (forms.archive({"OFD.xml": "<x/>"}), "另存为 .docx 或 .txt"),
        (forms.archive({"word/document.xml": "<x>"}), "打不开，文件不完整"),
        (("缴费标准按照规定执行" * 50).encode(), "标点多半在复制时丢了"),
        (b"\xff\xfe\x00", "不是文本文件"),
        (
            forms.docx(NOTICE, automatic=True, form="koreanCounting"),
            "7 段用了读不懂的自动编号（koreanCounting）",
        ),
        (forms.pdf(""), "扫描件"),
    ],
)
def test_what_cannot_be_read_is_refused(polc: Polc, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "通知"
    path.write_bytes(content)
    run = polc("outline", path, "-o", "x.pol")
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert "Traceback" not in run.err
    assert [each.name for each in tmp_path.iterdir()] == ["通知"]


@pytest.mark.parametrize(
    "words", [("没有.txt",), (".",), ("通知.txt", "-o", "x.txt"), ("通知.txt", "-o", "无/x.pol")]
)
def test_wrong_names(polc: Polc, notice: Path, words: tuple[str, ...]) -> None:
    run = polc("outline", *words)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("错误：")
    assert "Traceback" not in run.err
