"""polc init: a project that passes every verb at once, and never at the cost of a file."""

from pathlib import Path

from cli.runs import Polc


def test_every_verb_passes_on_it(polc: Polc, sample: Path, policy: Path) -> None:
    for words in (["check"], ["fmt", "--check"], ["test", "--coverage", "--threshold", "100"], ["build"]):
        run = polc(*words, sample)
        assert run.status == 0, run.out + run.err
    names = sorted(path.name for path in (sample / "build").iterdir())
    assert names == [
        "sample2025.kernel.json",
        "sample2025.py",
        "sample2025.staff.html",
        "sample2025.staff.md",
    ]


def test_nothing_is_overwritten(polc: Polc, sample: Path) -> None:
    (sample / "polc.toml").write_text("lang = 'en'\n", encoding="utf-8")
    (sample / "词汇" / "样例.pol").unlink()
    run = polc("init", sample)
    assert (run.status, run.out) == (2, "")
    assert "已经存在" in run.err
    assert not (sample / "词汇" / "样例.pol").exists()
    assert (sample / "polc.toml").read_text(encoding="utf-8") == "lang = 'en'\n"


def test_a_file_in_the_way(polc: Polc, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    run = polc("init", "file/project")
    assert (run.status, run.out) == (2, "")
