"""Stored answers of polc check: the same bytes, and gone as soon as anything changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.runs import Polc, Run

from polc.cli import check as check_verb

WORDS = [[], ["--output-format", "json"], ["--output-format=concise", "--strict"], ["--lang", "en"]]


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that policies were really checked."""
    counted: list[int] = []
    check_all = check_verb.check_all

    def counting(*arguments: object, **options: object) -> object:
        counted.append(1)
        return check_all(*arguments, **options)

    monkeypatch.setattr(check_verb, "check_all", counting)
    return counted


@pytest.mark.parametrize("words", WORDS)
def test_a_hit_is_the_cold_answer(polc: Polc, sample: Path, works: list[int], words: list[str]) -> None:
    policy = sample / "政策" / "样例2025.pol"
    policy.write_text(policy.read_text(encoding="utf-8").replace("条款", "# 条款"), encoding="utf-8")
    cold, hit = polc("check", sample, *words), polc("check", sample, *words)
    never = polc("check", sample, *words, "--no-cache")
    assert cold == hit == never
    assert len(works) == 2
    assert (sample / ".polc_cache" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def change_policy(sample: Path) -> None:
    with open(sample / "政策" / "样例2025.pol", "a", encoding="utf-8") as file:
        file.write("# 多一行\n")


def change_imported(sample: Path) -> None:
    with open(sample / "词汇" / "样例.pol", "a", encoding="utf-8") as file:
        file.write("# 多一行\n")


def add_policy(sample: Path) -> None:
    shutil.copy(sample / "政策" / "样例2025.pol", sample / "政策" / "样例2026.pol")


def remove_policy(sample: Path) -> None:
    (sample / "政策" / "样例2025.pol").unlink()


def change_settings(sample: Path) -> None:
    (sample / "polc.toml").write_text("[check]\nstrict = true\n", encoding="utf-8")


def damage_records(sample: Path) -> None:
    for path in (sample / ".polc_cache").glob("check-*"):
        path.write_bytes(path.read_bytes()[:-9] + b"xxxxxxxxx")


def empty_records(sample: Path) -> None:
    for path in (sample / ".polc_cache").glob("check-*"):
        path.write_bytes(b"")


@pytest.mark.parametrize(
    "change",
    [
        change_policy,
        change_imported,
        add_policy,
        remove_policy,
        change_settings,
        damage_records,
        empty_records,
    ],
)
def test_anything_that_changed_is_checked_again(
    polc: Polc, sample: Path, works: list[int], change: object
) -> None:
    assert callable(change)
    polc("check", sample)
    polc("check", sample)
    assert len(works) == 1
    change(sample)
    again = polc("check", sample)
    assert len(works) == 2
    assert again == polc("check", sample, "--no-cache")


def test_a_missing_import_that_appears(polc: Polc, sample: Path, works: list[int]) -> None:
    words = sample / "词汇" / "样例.pol"
    words.rename(sample / "词汇" / "别的.pol")
    assert "[POL203]" in polc("check", sample / "政策").out
    (sample / "词汇" / "别的.pol").rename(words)
    assert polc("check", sample / "政策").status == 0
    assert len(works) == 2


def test_another_polc(polc: Polc, sample: Path, works: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    polc("check", sample)
    monkeypatch.setattr("polc.cli.replay.stamp", lambda: "another")
    polc("check", sample)
    assert len(works) == 2


def test_where_nothing_can_be_stored(polc: Polc, sample: Path, works: list[int]) -> None:
    (sample / ".polc_cache").write_text("a file", encoding="utf-8")
    first, second = polc("check", sample), polc("check", sample)
    assert (first.status, first.err, first) == (0, "", second)
    assert len(works) == 2


def test_a_stored_answer_needs_little(sample: Path) -> None:
    """A hit imports none of what makes a check expensive."""
    source = (
        "import sys; from polc.cli.main import run; status = run(['check']);"
        "print(sorted({'click', 'attr', 'lark', 'jinja2', 'polc.compiler', 'polc.dsl'} & set(sys.modules)))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POLC_")}
    runs = [
        subprocess.run(
            [sys.executable, "-c", source],
            cwd=sample,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(2)
    ]
    assert runs[0].stdout.splitlines()[:-1] == runs[1].stdout.splitlines()[:-1]
    assert runs[1].stdout.splitlines()[-1] == "[]"


def test_runs_compare_by_what_was_written() -> None:
    assert Run(0, "a", "", b"a") != Run(0, "a", "", b"b")
