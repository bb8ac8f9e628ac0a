"""polc.pyz: one file, a Python with nothing installed, the same answers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

EXAMPLE = "16-有效期与工作日"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dist") / "polc.pyz"
    subprocess.run([sys.executable, "tools/pyz.py", str(made)], cwd=ROOT, check=True, capture_output=True)
    return made


def said(folder: Path, *words: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--output-format", "concise", "."),
        ("check", "--no-cache", "."),
        ("test", "."),
        ("rule", "POL304"),
        ("--lang", "en", "--help"),
        ("build", ".", "--target", "python", "-o", "made/python"),
        ("build", ".", "--target", "columnar", "-o", "made/columnar"),
        ("build", ".", "--target", "sql", "-o", "made/sql"),
        ("summary", f"{EXAMPLE}.pol", "--for", "经办"),
        ("eval", "missing.pol", "-i", "nobody.json"),
    ],
    ids=" ".join,
)
def test_it_says_what_an_installed_polc_says(archive: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        shutil.copytree(ROOT / "examples" / "语言" / EXAMPLE, folder)
    # -I -S: nothing beside the standard library can be imported from outside the file.
    assert said(folders[0], "-I", "-S", str(archive), *words) == said(folders[1], "-m", "polc", *words)
    for made in (folders[1] / "made").rglob("*"):
        if made.is_file():
            assert (folders[0] / made.relative_to(folders[1])).read_bytes() == made.read_bytes()


def test_built_twice_the_same(archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pyz"
    subprocess.run([sys.executable, "tools/pyz.py", str(again)], cwd=ROOT, check=True, capture_output=True)
    assert again.read_bytes() == archive.read_bytes()
