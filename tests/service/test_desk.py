"""What the desk asks: the verbs' own words, and a person who becomes a 案例 that passes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from checkout import ROOT
from service.editor import POLICIES, Editor, below, workspace

from polc.assumed import NO_READING
from polc.cli.main import run
from polc.compiler.kernel import Kernel
from polc.service.desk import Person, case_of, kernel_at
from polc.telling.answer import given_json

SHIPPED = [path for path in POLICIES if path.startswith("policies/") and "词汇" not in path]
PERSON = "examples/persons/南安尘肺.json"


def printed(capfdbinary: pytest.CaptureFixture[bytes], *words: str) -> str:
    """What the command prints, in the folder of the project."""
    capfdbinary.readouterr()
    run(list(words))
    return capfdbinary.readouterr().out.decode()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def asked(path: str, method: str, **more: Any) -> Any:
    editor = Editor(workspace())
    editor.open(path)
    return editor.ask(method, {**editor.about(path), **more})


@pytest.mark.parametrize("path", SHIPPED)
def test_the_report_is_that_of_polc_check(path: str, here: None, capfdbinary: Any) -> None:
    command = ("check", "--no-cache", "--output-format", "json", path)
    assert asked(path, "polc/report") == printed(capfdbinary, *command)


@pytest.mark.parametrize("audience", ["群众", "经办"])
def test_the_summary_is_that_of_polc_summary(audience: str, here: None, capfdbinary: Any) -> None:
    path = SHIPPED[0]
    command = ("summary", path, "--to", "html", "--for", audience)
    assert asked(path, "polc/summary", audience=audience) == printed(capfdbinary, *command)


def test_the_answer_is_that_of_polc_eval(here: None, capfdbinary: Any) -> None:
    path = next(path for path in SHIPPED if "南安" in path)
    facts = json.loads((ROOT / PERSON).read_text(encoding="utf-8"))
    found = asked(path, "polc/answer", person={"facts": facts, "readings": {}})
    assert found["text"] == printed(capfdbinary, "eval", path, "-i", PERSON, "--trace")
    document = printed(capfdbinary, "eval", path, "-i", PERSON, "--trace", "--output-format", "json")
    assert found["document"] == json.loads(document)


def test_what_is_wrong_with_a_person_is_told() -> None:
    path = SHIPPED[0]
    found = asked(path, "polc/answer", person={"facts": {"没有这项": 1, "出生日期": "昨天"}, "readings": {}})
    assert len(found["problems"]) == 2
    assert all(problem["message"] and problem["suggestions"] for problem in found["problems"])


def test_a_policy_with_errors_answers_nobody() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", "政策")
    found = editor.answer("polc/form", editor.about("x.pol"))
    assert found["error"]["message"] == "这份政策还有错误，改好以后才能算"


def persons(kernel: Kernel, seed: str) -> Iterator[Person]:
    """The persons of some of the policy's own 案例, and somebody of whom nothing is known."""
    yield Person(facts={}, readings={})
    cases = [case for case in kernel.cases if None not in dict(case.readings).values()]
    for case in Random(seed).sample(cases, min(4, len(cases))):
        facts = {name: given_json(kernel, name, value) for name, value in case.given}
        yield Person(facts=in_yuan(kernel, facts), readings=dict(case.readings))


def in_yuan(kernel: Kernel, facts: dict[str, Any]) -> dict[str, Any]:
    """Money as the form writes it: what an answer gives in 分 is typed with its unit."""

    def typed(kind: str, value: Any) -> Any:
        return f"{value}分" if kind == "金额" and value is not None else value

    found: dict[str, Any] = {}
    for name, value in facts.items():
        decl = kernel.input_by_name[name]
        if isinstance(value, list):
            kinds = {column.name: column.type.kind.value for column in decl.columns}
            found[name] = [{c: typed(kinds[c], cell) for c, cell in entry.items()} for entry in value]
        else:
            found[name] = typed(decl.type.kind.value, value)
    return found


@pytest.mark.parametrize("path", [p for p in POLICIES if "词汇" not in p])
def test_a_person_becomes_a_case_that_holds(path: str) -> None:
    space = workspace()
    kernel = kernel_at(space, path) if space.front(path).kernel else None
    for person in persons(kernel, path) if kernel else ():
        found = case_of(space, path, person, '某人 "试"')
        assert found["holds"], found["text"]
        assert '案例 "某人 ”试”" {' in found["text"]


def test_a_reading_chosen_goes_into_the_case() -> None:
    path = next(path for path in SHIPPED if "石狮" in path)
    space = workspace()
    decl = next(d for d in kernel_at(space, path).assumptions if len(d.readings) > 1)
    other = next(r.name for r in decl.readings if r.name != decl.adopted)
    found = case_of(space, path, Person(facts={}, readings={decl.name: other}), "某人")
    assert f"  假定 {decl.name} = {other}\n" in found["text"]
    assert found["holds"]
    left_open = case_of(space, path, Person(facts={}, readings={decl.name: NO_READING}), "某人")
    assert "假定" not in left_open["text"]
    assert below(path).text
