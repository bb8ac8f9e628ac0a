"""polc doctor: what is there, what is lacking, what is broken, and what to do."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from checkout import ROOT
from cli.runs import Polc

from polc import __version__
from polc.cli import doctor
from polc.telling.wording import PHRASES


def test_the_extras_are_those_of_the_package():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for extra, modules in doctor.EXTRAS.items():
        names = {name.partition(">")[0] for name in declared[extra]}
        assert set(modules) <= names
        assert names - set(modules) <= {"numpy", "httptools", "uvloop"}
        assert f"doctor_{extra}" in PHRASES
    assert set(declared) - set(doctor.EXTRAS) <= {"test", "dev", "bench", "spark", "pages"}


def test_it_says_what_is_here(polc: Polc, sample: Path) -> None:
    run = polc("doctor")
    assert run.status == 0
    lines = dict(line.split(maxsplit=1) for line in run.out.splitlines())
    assert lines["polc"].startswith(f"{__version__}，Python 3.")
    assert set(lines) == {"polc", *doctor.EXTRAS, "duckdb", "cache", "stdout", "columns"}
    assert lines["cache"].startswith(".polc_cache，")
    assert "can use it" in polc("doctor", "--lang", "en").out


def test_what_is_lacking_comes_with_advice(polc: Polc, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", absent)
    run = polc("doctor")
    assert run.status == 0
    assert "没有装 pyarrow、python-calamine、XlsxWriter · polc run 读写 xlsx、parquet" in run.out
    assert "用不了：缺 duckdb、pyarrow" in run.out
    assert "python -m pip install 'polc[register]'" in run.err


def test_what_is_there_and_broken_fails(polc: Polc, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.importable(["json", "no_such_module"]) == {"json"}
    monkeypatch.setattr(doctor, "importable", lambda modules: frozenset(modules) - {"duckdb"})
    monkeypatch.setattr(doctor, "version", lambda name: "1")
    run = polc("doctor", "--lang", "en")
    assert run.status == 1
    assert "duckdb installed, and can't be imported" in run.out


def test_a_console_without_chinese_is_told() -> None:
    shown = {
        name: doctor.shows_chinese(name) for name in ("utf-8", "gbk", "gb18030", "ascii", "latin-1", "?")
    }
    assert shown == {
        "utf-8": True,
        "gbk": True,
        "gb18030": True,
        "ascii": False,
        "latin-1": False,
        "?": False,
    }


def test_a_cache_that_cannot_be_written_is_told(polc: Polc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.os, "access", lambda *_: False)
    assert "写不进去" in polc("doctor").out
