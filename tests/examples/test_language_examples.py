"""The examples of the language teach what holds: they check, their cases pass, every target takes them.

The index page is tested too: it has every example, and changing what it says changes what check reports.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from agreement.persons import persons, readings
from agreement.python_module import differences, load
from agreement.shipped import examples
from checkout import ROOT

from polc.cases import run_cases
from polc.cli.main import run
from polc.compiler.driver import Compiled, compile_file
from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Severity
from polc.dsl.format import format_module
from polc.dsl.source import Source
from polc.targets.api import Options
from polc.targets.summary.emit import TARGET

PERSONS = 60
EXAMPLES = "examples/语言"
FILES = tuple(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / EXAMPLES).glob("*/*.pol")))
INDEX = (ROOT / EXAMPLES / "README.md").read_text(encoding="utf-8")
CHANGES = re.findall(r"^\| (\d\d) \| `([^`]+)` \| (?:`([^`]+)`|删去) \| (POL\d{3})：", INDEX, re.MULTILINE)
DOCUMENT_NUMBER = re.compile(r"〔\d{4}〕")
LEFT_OVER = re.compile(r"〔|\{\{|\}\}|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b(?:Const|Silent|None|True|False)\b")


def read(path: str) -> Source:
    return Source(path=path, text=(ROOT / path).read_text(encoding="utf-8"))


@cache
def compiled(path: str) -> Compiled:
    return compile_file(path, read)


def kernel(path: str) -> Kernel:
    found = compiled(path).kernel
    assert found is not None
    return found


@pytest.mark.parametrize("path", FILES)
def test_no_error_and_every_warning_announced(path: str) -> None:
    """A warning is what an example teaches, and its comment says so."""
    found = compiled(path).diagnostics
    assert [d.code.id for d in found if d.level is Severity.ERROR] == []
    comments = "".join(line for line in read(path).text.splitlines() if line.startswith("#"))
    warned = {d.code.id for d in found if d.level is Severity.WARNING}
    assert {code for code in warned if code not in comments} == set()


@pytest.mark.parametrize("path", FILES)
def test_says_that_it_is_invented(path: str) -> None:
    assert "都是虚构的" in read(path).text.partition("\n\n")[0]


@pytest.mark.parametrize("path", FILES)
def test_written_as_fmt_writes(path: str) -> None:
    assert format_module(compiled(path).module) == read(path).text


@pytest.mark.parametrize("path", FILES)
def test_cases_hold_in_interpreter_and_module(path: str) -> None:
    policy = kernel(path)
    assert policy.cases
    assert [run.case.title for run in run_cases(policy) if run.failed] == []
    module = load(policy)
    for case in policy.cases:
        assert differences(policy, module, dict(case.given), dict(case.readings) or None) == []


@pytest.mark.parametrize("path", FILES)
def test_module_agrees_on_random_persons(path: str) -> None:
    policy, rng = kernel(path), Random(1)
    module = load(policy)
    for person in persons(policy, PERSONS):
        assert differences(policy, module, person, readings(policy, rng)) == []


@pytest.mark.parametrize("path", FILES)
def test_summary_speaks_plainly(path: str) -> None:
    """No name that the compiler made and no word of the compiler reaches a reader."""
    extra = (("name", "摘要"), ("audience", "经办"))
    made = TARGET.emit(kernel(path), Options(source_sha256="0" * 64, compiler_version="测试", extra=extra))
    texts = {artifact.name.rpartition(".")[2]: artifact.content.decode() for artifact in made}
    assert set(texts) == {"md", "html"}
    said = DOCUMENT_NUMBER.sub("", texts["md"])
    assert LEFT_OVER.findall(said) == []
    body = texts["html"].partition("<body")[2]
    assert "〔" not in DOCUMENT_NUMBER.sub("", body)


@pytest.mark.parametrize("path", examples())
def test_builds(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["build", str(Path(path).parent), "-o", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""
    assert {made.suffix for made in tmp_path.iterdir()} == {".py", ".json", ".md", ".html"}


# ---- the index page ---------------------------------------------------------------------------------
def test_index_has_every_example_in_order() -> None:
    folders = sorted(path.name for path in (ROOT / EXAMPLES).iterdir() if path.is_dir())
    assert re.findall(r"^\| \[(.+?)\]", INDEX, re.MULTILINE) == folders
    assert [f"{EXAMPLES}/{link}" for link in re.findall(r"\]\((.+?\.pol)\)", INDEX)] == [
        path for path in examples() if path.startswith(EXAMPLES)
    ]
    assert [number for number, _, _, _ in CHANGES] == [folder[:2] for folder in folders]


@pytest.mark.parametrize(("number", "old", "new", "code"), CHANGES, ids=[row[0] for row in CHANGES])
def test_index_tells_what_check_reports(number: str, old: str, new: str, code: str) -> None:
    main = next(path for path in examples() if Path(path).name.startswith(number))
    found = re.compile(r"\s+".join(map(re.escape, old.split()))).search(read(main).text)
    assert found is not None
    assert code not in {d.code.id for d in compiled(main).diagnostics}

    def changed(path: str) -> Source:
        text = read(path).text
        return (
            Source(path=path, text=text[: found.start()] + new + text[found.end() :])
            if path == main
            else read(path)
        )

    assert code in {d.code.id for d in compile_file(main, changed).diagnostics}
