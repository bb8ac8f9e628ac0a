"""The notices of examples/通知, written from public knowledge: they compile, hold, and build.

What a notice leaves open stays open: the findings of each file are exactly those that the README explains.
"""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from agreement.persons import persons, readings
from agreement.python_module import differences, load
from checkout import ROOT

from polc.cases import run_cases, seen_by_cases
from polc.compiler.driver import Compiled, compile_file
from polc.compiler.kernel import Kernel
from polc.compiler.seeing.sights import Sort
from polc.dsl.format import format_module
from polc.dsl.source import Source

FOLDER = "examples/通知"
PERSONS = 200
FINDINGS = {
    "居民养老2014": ["POL304", "POL309", "POL608", "POL690"],
    "高温津贴2021": [],
    "生育津贴2012": ["POL608"],
    "汽车报废更新2025": ["POL309", "POL608"],
    "育儿补贴2025": ["POL304", "POL608", "POL690"],
}
FIRST_LINES = ("# 来源：", "没有对照原文")


def read(path: str) -> Source:
    return Source(path=path, text=(ROOT / path).read_text("utf-8"))


def path_of(name: str) -> str:
    return f"{FOLDER}/{name}/{name}.pol"


@cache
def compiled(name: str) -> Compiled:
    return compile_file(path_of(name), read)


def kernel_of(name: str) -> Kernel:
    kernel = compiled(name).kernel
    assert kernel is not None
    return kernel


def test_every_notice_is_tried() -> None:
    folders = sorted(path.name for path in (ROOT / FOLDER).iterdir() if path.is_dir())
    assert folders == sorted(FINDINGS)


@pytest.mark.parametrize("name", FINDINGS)
def test_findings_are_those_the_readme_explains(name: str) -> None:
    found = compiled(name)
    assert found.ok
    assert sorted({d.code.id for d in found.diagnostics}) == FINDINGS[name]
    assert found.suppressed == ()
    readme = (ROOT / FOLDER / "README.md").read_text("utf-8")
    section = readme.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert [code for code in FINDINGS[name] if code not in section] == []


@pytest.mark.parametrize("name", FINDINGS)
def test_source_and_doubts_are_told_first(name: str) -> None:
    """Facts without a source can't be checked by anyone."""
    text = read(path_of(name)).text
    header = text[: text.index("\n\n")]
    assert all(words in header for words in FIRST_LINES)


@pytest.mark.parametrize("name", FINDINGS)
def test_text_is_canonical(name: str) -> None:
    assert format_module(compiled(name).module) == read(path_of(name)).text


@pytest.mark.parametrize("name", FINDINGS)
def test_cases_hold_and_reach_every_row(name: str) -> None:
    kernel = kernel_of(name)
    runs = run_cases(kernel)
    assert [run.case.title for run in runs if run.failed] == []
    wanted, seen = seen_by_cases(kernel, frozenset({Sort.ROW}))
    assert [sight for sight in wanted if sight not in seen] == []


@pytest.mark.parametrize("name", FINDINGS)
def test_module_tests_itself(name: str) -> None:
    kernel = kernel_of(name)
    number, failures = load(kernel)._self_test()
    assert (number, list(failures)) == (len(kernel.cases), [])


@pytest.mark.parametrize("name", FINDINGS)
def test_module_decides_as_the_interpreter(name: str) -> None:
    kernel, rng = kernel_of(name), Random(3)
    module = load(kernel)
    for person in persons(kernel, PERSONS, seed=3):
        assume = readings(kernel, rng)
        assert differences(kernel, module, person, assume) == [], (person, assume)
