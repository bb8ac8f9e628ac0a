"""What was found in a policy is kept until something that it rests on changes, however it's shown."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.runs import Polc
from corpus.pages import compiled as compiled_page
from corpus.pages import project as page_files
from corpus.test_pages import SHOWN

from polc import checking
from polc.kept import Kept, keep, recall
from polc.sources import Reader

FORMS = [
    ["--output-format", "concise"],
    ["--output-format", "json"],
    ["--output-format", "sarif"],
    ["--output-format", "gitlab"],
    ["--strict", "--statistics"],
    ["--jobs", "2"],
    ["--lang", "en", "--select", "POL7"],
]
FAULTY = """引用 "../词汇/样例"
政策 "另一份" { 文号 "示例〔2025〕9号"  条款 【一、二】 }
事实 岁数: 整数  别名 years
【一】 群体 老人 = 岁数 不低于 60
"""


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The policies that were really compiled."""
    counted: list[str] = []
    compile_file = checking.compile_file

    def counting(path: str, *arguments: object, **options: object) -> object:
        counted.append(path)
        return compile_file(path, *arguments, **options)

    monkeypatch.setattr(checking, "compile_file", counting)
    return counted


@pytest.fixture
def two(sample: Path) -> Path:
    """A project of two policies that share a vocabulary."""
    (sample / "政策" / "另一份.pol").write_text(FAULTY, encoding="utf-8")
    return sample


def change(path: Path, text: str = "# 多一行\n") -> None:
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.parametrize("words", FORMS)
def test_every_form_is_made_of_what_was_kept(
    polc: Polc, two: Path, compiled: list[str], words: list[str]
) -> None:
    polc("check", two)
    done = len(compiled)
    again = polc("check", two, *words)
    assert len(compiled) == done
    assert again == polc("check", two, *words, "--no-cache")
    assert again.out


def test_a_file_for_the_answer_changes_nothing_of_that(polc: Polc, two: Path, compiled: list[str]) -> None:
    polc("check", two, "-o", two / "甲.txt")
    done = len(compiled)
    polc("check", two, "-o", two / "乙.txt")
    assert len(compiled) == done
    assert (two / "甲.txt").read_bytes() == (two / "乙.txt").read_bytes()


def test_only_what_changed_is_checked_again(polc: Polc, two: Path, compiled: list[str]) -> None:
    polc("check", two)
    compiled.clear()
    change(two / "政策" / "另一份.pol")
    assert polc("check", two) == polc("check", two, "--no-cache")
    assert compiled[:1] == ["政策/另一份.pol"]
    assert compiled.count("政策/样例2025.pol") == 1  # by --no-cache
    compiled.clear()
    change(two / "词汇" / "样例.pol")
    polc("check", two)
    assert len(compiled) >= 2


def test_what_was_looked_for_and_not_found_counts(polc: Polc, two: Path, compiled: list[str]) -> None:
    words = two / "词汇" / "样例.pol"
    words.rename(two / "样例.pol")
    assert "POL203" in polc("check", two / "政策").out
    shutil.copy(two / "样例.pol", words)
    assert "POL203" not in polc("check", two / "政策", "--output-format", "concise").out


def test_a_note_about_a_shared_file_is_each_policys_own(polc: Polc, two: Path, compiled: list[str]) -> None:
    """The vocabulary is read once in a run, and what is noticed then belongs to whoever imports it."""
    words = two / "词汇" / "样例.pol"
    words.write_bytes(words.read_text(encoding="utf-8").encode("gb18030"))
    polc("check", two)
    compiled.clear()
    for policy in ("另一份", "样例2025"):
        said = polc("check", two / "政策" / f"{policy}.pol")
        assert "POL102" in said.out
        assert said == polc("check", two / "政策" / f"{policy}.pol", "--no-cache")


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9] + b"xxxxxxxxx", lambda data: b"", lambda data: b"\xff" * 50]
)
def test_a_damaged_record_counts_as_none(polc: Polc, two: Path, compiled: list[str], damage: object) -> None:
    assert callable(damage)
    polc("check", two)
    for record in (two / ".polc_cache").glob("*-*"):
        record.write_bytes(damage(record.read_bytes()))
    compiled.clear()
    again = polc("check", two)
    assert len(compiled) >= 2
    assert again == polc("check", two, "--no-cache")


def test_another_polc_and_other_questions_are_asked_anew(
    polc: Polc, two: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    polc("check", two)
    compiled.clear()
    polc("check", two, "--worth")
    asked = len(compiled)
    assert asked >= 2
    monkeypatch.setattr("polc.kept.stamp", lambda: "another")
    polc("check", two, "--output-format", "json")
    assert len(compiled) == 2 * asked


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "甲.pol").write_text("# 一\n", encoding="utf-8")
    reader = Reader(str(tmp_path))
    reader.read("甲.pol")
    reader.sources.clear()
    (tmp_path / "甲.pol").write_text("# 二\n", encoding="utf-8")
    reader.read("甲.pol")
    kept = Kept(ok=True, diagnostics=(), suppressed=(), outline=None, answers=(), sources=("甲.pol",))
    keep(reader, "甲.pol", ["甲.pol"], kept, worth=False)
    assert recall(Reader(str(tmp_path)), "甲.pol", worth=False) is None


def test_every_finding_comes_back_as_it_was(tmp_path: Path) -> None:
    for code in SHOWN[::6]:
        diagnostics = compiled_page(page_files(code, "错误示例")).diagnostics
        kept = Kept(
            ok=False,
            diagnostics=diagnostics,
            suppressed=diagnostics[:1],
            outline=None,
            answers=(),
            sources=(),
        )
        keep(Reader(str(tmp_path)), code, [], kept, worth=False)
        assert recall(Reader(str(tmp_path)), code, worth=False) == kept


def test_two_at_once(two: Path) -> None:
    command = [sys.executable, "-m", "polc", "check", "--output-format", "json", str(two)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    first, second = (run.communicate()[0] for run in runs)
    after = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout
    assert first == second == after
    assert first.startswith(b"{")


def test_the_setting_for_pages_needs_an_address_with_a_place_for_the_code(polc: Polc, two: Path) -> None:
    (two / "polc.toml").write_text('[check]\nhelp-uri = "https://example.gov.cn/{code}"\n', encoding="utf-8")
    assert "https://example.gov.cn/POL" in polc("check", two, "--output-format", "sarif").out
    (two / "polc.toml").write_text('[check]\nhelp-uri = "example"\n', encoding="utf-8")
    refused = polc("check", two, "--output-format", "sarif")
    assert (refused.status, "https://…/{code}" in refused.err) == (2, True)
