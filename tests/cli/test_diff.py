"""polc diff: the shipped policies side by side, every person in both generated modules, and its options."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from agreement.python_module import differences, load
from checkout import ROOT
from cli.runs import Polc
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from polc.compiler.comparing import Comparison, Side, compare
from polc.compiler.comparing.align import later
from polc.compiler.comparing.outcomes import seen
from polc.compiler.driver import compile_file
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.model import Lang
from polc.dsl.source import Source
from polc.telling.comparison import comparison_page
from polc.telling.diff_document import comparison_document
from polc.telling.diff_text import comparison_text
from polc.telling.diff_view import view_of
from polc.telling.diff_wording import TEXTS

pytestmark = pytest.mark.heavy

SCHEMA = json.loads(files("polc").joinpath("schemas", "diff.schema.json").read_text(encoding="utf-8"))
POLICIES = ROOT / "policies"
SIDES = ("old", "new")
PAIRS = [("石狮2025", "南安2026"), ("石狮2025", "梅州2025")]


def shipped(name: str) -> Kernel:
    def read(path: str) -> Source:
        return Source(path=path, text=(POLICIES / path).read_text(encoding="utf-8"))

    kernel = compile_file(f"{name}/{name}.pol", read, analyse=False).kernel
    assert kernel is not None
    return kernel


@attrs.frozen(kw_only=True)
class Compared:
    """Two shipped policies, compared once for all tests here."""

    names: tuple[str, str]
    found: Comparison


@pytest.fixture(scope="module", params=PAIRS, ids="-".join)
def compared(request: pytest.FixtureRequest) -> Compared:
    old, new = request.param
    return Compared(names=(old, new), found=compare(Side(kernel=shipped(old)), Side(kernel=shipped(new))))


def test_what_people_read(compared: Compared, snapshot: SnapshotAssertion) -> None:
    assert comparison_text(view_of(compared.found, compared.names, Lang.ZH), Lang.ZH) == snapshot
    assert compared.found.complete


def test_every_person_in_both_modules(compared: Compared) -> None:
    found = compared.found
    sides = (found.old.kernel, found.new.kernel)
    modules = [load(kernel) for kernel in sides]
    for section in found.sections:
        for item in (item for difference in section.differences for item in difference.situations):
            example = item.example
            results = []
            for number, facts in enumerate((example.old_facts, example.new_facts)):
                kernel, person = sides[number], dict(facts)
                assert differences(kernel, modules[number], person) == []
                if section.alias:
                    answer = evaluate(kernel, person).fields[section.name]
                    assert answer == (example.old, example.new)[number]
                    years = 0 if number else found.shift_years
                    results.append(seen(answer.result, bounds_of(kernel), years))
            assert len(set(map(str, results))) != 1, (section.name, facts)


def check_lines(document: Any, found: Comparison, side: str) -> int:
    """From the document alone: its facts into the generated module, its texts out of it; how many lines."""
    chosen: Side = getattr(found, side)
    module, lines = load(chosen.kernel), 0
    gated = next(decl.alias for decl in chosen.kernel.outputs if chosen.kernel.choice_of[decl.name].gate)
    for section in document["sections"]:
        alias = section["output"] or gated
        for difference, situation in ((d, s) for d in section["differences"] for s in d["situations"]):
            person, said = situation["example"][side], difference[side]
            decision = module.evaluate(
                module.Person.from_mapping(person["facts"]), assume=chosen.assume or None
            )
            assert decision.text(alias) == person["text"]
            assert list(decision.clauses[alias]) == person["clauses"]
            if section["output"] and said["kind"] in ("value", "bound"):
                assert decision.text(alias) == said["text"]
            if not section["output"] and said["kind"] in ("applies", "not_applicable"):
                closed = isinstance(getattr(decision, alias), module.NotApplicable)
                assert closed is (said["kind"] == "not_applicable")
            lines += 1
    return lines


@pytest.mark.parametrize("side", SIDES)
def test_what_each_line_says_is_what_the_module_answers(compared: Compared, side: str) -> None:
    document = json.loads(json.dumps(comparison_document(compared.found, compared.names)))
    assert check_lines(document, compared.found, side) > 50


@pytest.mark.parametrize(
    ("assumption", "readings"),
    [("年龄计算日", ("按缴费日", "按年度首日")), ("享受哪一种", ("取最高", "择一未写明"))],
)
def test_two_readings_are_what_the_module_answers(assumption: str, readings: tuple[str, str]) -> None:
    kernel = shipped("石狮2025")
    old, new = (Side(kernel=kernel, assume={assumption: reading}) for reading in readings)
    found = compare(old, new, only=("减免金额",))
    assert found.complete and found.differs
    document = json.loads(json.dumps(comparison_document(found, readings)))
    assert [check_lines(document, found, side) > 0 for side in SIDES] == [True, True]


def test_changes_are_the_distance_of_the_two_results(compared: Compared) -> None:
    """What a heading says of money or days follows from what the two modules answer for its person."""
    found = compared.found
    modules = load(found.old.kernel), load(found.new.kernel)
    document: Any = json.loads(json.dumps(comparison_document(found, compared.names)))
    counted = 0
    for section in document["sections"]:
        for situation in (s for d in section["differences"] for s in d["situations"]):
            example, alias = situation["example"], section["output"]
            if example["change"] is None or alias is None:
                continue
            persons = [
                m.Person.from_mapping(example[s]["facts"]) for m, s in zip(modules, SIDES, strict=True)
            ]
            old, new = (getattr(m.evaluate(p), alias) for m, p in zip(modules, persons, strict=True))
            if section["unit"] == "days":
                assert example["change"] == (new - later(old, found.shift_years)).days
            else:
                assert example["change"] == new - old
            counted += 1
    assert counted


def test_documents(compared: Compared) -> None:
    document = json.loads(json.dumps(comparison_document(compared.found, compared.names)))
    Draft202012Validator(SCHEMA).validate(document)
    assert document["differs"] is document["complete"] is True
    page = comparison_page(view_of(compared.found, compared.names, Lang.ZH), Lang.ZH)
    assert page.count('<section id="s') == len(compared.found.sections)
    assert len(re.findall(r'<a href="#s\d+">', page)) == len(compared.found.sections)
    assert "http" not in page
    assert "<script" not in page
    assert not re.search(r'(?<!class="whole">)\b\d{4}-\d{2}-\d{2}', page), "a date can break at its hyphens"
    matrix = page[page.index('class="matrix"') :].partition("</table>")[0]
    differences = sum(len(section.differences) for section in compared.found.sections)
    alone = sum(not section.differences for section in compared.found.sections)
    assert matrix.count("<tr") == 1 + differences + alone
    english = comparison_text(view_of(compared.found, compared.names, Lang.EN), Lang.EN)
    assert english.startswith(f"Comparison: {compared.names[0]} → {compared.names[1]}\n")


def test_texts_are_complete() -> None:
    for name, text in TEXTS.items():
        assert text.zh and text.en, name


# ---- options ----------------------------------------------------------------------------------------
@pytest.fixture
def changed(policy: Path) -> Path:
    """The sample policy with another amount."""
    path = policy.with_name("样例2026.pol")
    text = policy.read_text(encoding="utf-8")
    assert "400元" in text
    path.write_text(text.replace("400元", "420元"), encoding="utf-8")
    return path


def document(text: str) -> Any:
    found = json.loads(text)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_equal_policies(polc: Polc, policy: Path) -> None:
    run = polc("diff", policy, policy, "--exit-code")
    assert (run.status, run.err) == (0, "")
    assert "没有差别：每个人在两边的结果都一样" in run.out


def test_a_difference_and_its_status(polc: Polc, policy: Path, changed: Path) -> None:
    assert polc("diff", policy, changed).status == 0
    run = polc("diff", policy, changed, "--exit-code", "--output", "应缴金额")
    assert run.status == 1
    assert "样例2025 400元 → 样例2026 420元  样例2026 多 20元" in run.out
    assert "窗口实缴" not in run.out


def test_json_and_files(polc: Polc, policy: Path, changed: Path, tmp_path: Path) -> None:
    run = polc("diff", policy, changed, "--output", "gross_due", "--output-format", "json")
    (section,) = document(run.out)["sections"]
    assert (section["output"], section["unit"]) == ("gross_due", "fen")
    assert section["differences"][0]["change"] == 2000
    written = polc("diff", policy, changed, "--output-format", "html", "-o", tmp_path / "对照.html")
    assert (written.status, written.out) == (0, "")
    assert (tmp_path / "对照.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_alignment_can_be_chosen(polc: Polc, policy: Path) -> None:
    run = polc("diff", policy, policy, "--shift-years", "1", "--output-format", "json")
    assert document(run.out)["shift_years"] == 1


def test_readings(polc: Polc) -> None:
    file = POLICIES / "石狮2025" / "石狮2025.pol"
    words = ["--assume-old", "集中期起始日=年度首日", "--assume-new", "集中期起始日=缴费之日"]
    run = polc("diff", file, *words, "--output", "待遇起始日,待遇截止日")
    assert run.status == 0
    assert "石狮2025（年度首日） 2025年1月1日 → 石狮2025（缴费之日） 集中期起始日" in run.out
    assert "缴费日 2024-09-01 至 2024-12-31" in run.out
    assert run.out.rstrip().endswith("没有差别")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "还缺 NEW"),
        (["{}", "--output", "没有"], "两份政策没有都给出“没有”"),
        (["--assume-new", "没有=甲"], "没有“没有”这个假定"),
        (["{}", "--output-format", "pdf"], "text | json | html"),
    ],
)
def test_refusals(polc: Polc, policy: Path, words: list[str], said: str) -> None:
    run = polc("diff", policy, *(word.format(policy) for word in words))
    assert (run.status, run.out) == (2, "")
    assert said in run.err
