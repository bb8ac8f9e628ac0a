"""polc fmt: canonical text, nothing else changed, nothing lost."""

from pathlib import Path

import pytest
from cli.runs import Polc

UNTIDY = '政策 "甲"{文号 "一"}\n事实 缴费日:日期 别名 pay_date # 注\n输出 应缴: 金额 别名 due\n'
UNTIDY += "【一】规定 应缴{【一】为 400元}\n"


@pytest.fixture
def untidy(polc: Polc, tmp_path: Path) -> Path:
    path = tmp_path / "甲.pol"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_the_sample_is_canonical(polc: Polc, sample: Path) -> None:
    run = polc("fmt", "--check", sample)
    assert (run.status, run.out) == (0, "")
    assert "0 个文件需要整理，2 个不变" in run.err


def test_rewrites_once(polc: Polc, untidy: Path) -> None:
    run = polc("fmt", untidy)
    assert (run.status, run.out) == (0, "已整理 甲.pol\n")
    tidy = untidy.read_text(encoding="utf-8")
    assert "# 注" in tidy
    assert tidy != UNTIDY
    again = polc("fmt", untidy)
    assert (again.status, again.out) == (0, "")
    assert untidy.read_text(encoding="utf-8") == tidy


def test_check_and_diff_change_nothing(polc: Polc, untidy: Path) -> None:
    check = polc("fmt", "--check", untidy)
    assert (check.status, check.out) == (1, "需要整理 甲.pol\n")
    diff = polc("fmt", "--diff", untidy)
    assert diff.status == 1
    assert diff.out.startswith("--- a/甲.pol\n+++ b/甲.pol\n")
    assert '-政策 "甲"{文号 "一"}' in diff.out
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_stdin_to_stdout(polc: Polc, untidy: Path) -> None:
    run = polc("fmt", "-", stdin=UNTIDY.encode())
    assert (run.status, run.err) == (0, "")
    polc("fmt", untidy)
    assert run.written == untidy.read_bytes()


def test_stdin_with_errors_comes_back(polc: Polc) -> None:
    run = polc("fmt", "-", stdin='政策 "甲 {\n'.encode())
    assert (run.status, run.out) == (1, '政策 "甲 {\n')
    assert "POL106" in run.err


def test_stdin_stands_alone(polc: Polc, untidy: Path) -> None:
    assert polc("fmt", "-", untidy).status == 2


def test_other_encodings_become_utf8(polc: Polc, untidy: Path) -> None:
    """What no line shows is told in words: a difference of no line would be empty."""
    polc("fmt", untidy)
    tidy = untidy.read_bytes()
    mixed = tidy.replace(b"\n", b"\r\n", 1)
    for other in (
        tidy.decode().encode("gb18030"),
        mixed,
        b"\xef\xbb\xbf" + tidy,
        tidy.decode().encode("utf-16"),
    ):
        untidy.write_bytes(other)
        check = polc("fmt", "--check", "--diff", untidy)
        assert (check.status, check.out) == (1, "")
        assert "甲.pol 的文字不变，只有编码" in check.err
        assert polc("fmt", untidy).status == 0
        assert untidy.read_bytes() == tidy


def test_a_file_keeps_its_line_ends(polc: Polc, untidy: Path) -> None:
    polc("fmt", untidy)
    tidy = untidy.read_bytes()
    untidy.write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    assert polc("fmt", untidy).status == 0
    assert untidy.read_bytes() == tidy.replace(b"\n", b"\r\n")
    check = polc("fmt", "--check", untidy)
    assert (check.status, check.out) == (0, "")


def test_a_file_with_errors_stays(polc: Polc, untidy: Path) -> None:
    broken = untidy.parent / "乙.pol"
    broken.write_text('政策 "乙" { 文号 "一 }\n', encoding="utf-8")
    run = polc("fmt", untidy.parent)
    assert run.status == 1
    assert "乙.pol 有写法错误，没有整理" in run.err
    assert broken.read_text(encoding="utf-8") == '政策 "乙" { 文号 "一 }\n'
    assert untidy.read_text(encoding="utf-8") != UNTIDY
