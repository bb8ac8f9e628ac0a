"""The documents for other programs: valid by their published schema, the same on every run."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from polc.dsl.diagnostics.export import fingerprint, to_json
from polc.dsl.diagnostics.model import Diagnostic, Lang, Note, Severity, Text, WitnessRow
from polc.dsl.diagnostics.names import UNKNOWN_NAME
from polc.dsl.diagnostics.windows import WINDOW_HOLE
from polc.dsl.source import NOWHERE, Source, Span

SCHEMA = json.loads(
    files("polc.dsl.diagnostics").joinpath("schemas", "check.schema.json").read_text(encoding="utf-8")
)
TEXT = "政策 “𠮷”\n【一】 甲  2025-07-01 至 2025-09-30\n"
SOURCE = Source(path="policies\\甲.pol", text=TEXT)
SOURCES = {SOURCE.path: SOURCE}


def at(text: str, source: Source = SOURCE) -> Span:
    start = source.text.index(text)
    return Span(source.path, start, start + len(text))


HOLE = Diagnostic(
    code=WINDOW_HOLE,
    span=at("2025-09-30"),
    facts=(("window", "缴费时段"), ("start", "2025-10-01"), ("end", "2025-12-31"), ("days", "92")),
    notes=(Note(at("甲"), Text("这一行", "this row")), Note(Span("乙.pol", 1, 2), Text("那里", "there"))),
    witness=(WitnessRow(who="示例甲", facts=(("缴费日", "2025-10-01"),), outcome=(("", "没有一行适用"),)),),
    basis=("示例〔2025〕1号 六（一）",),
)
NO_PLACE = Diagnostic(code=UNKNOWN_NAME, span=NOWHERE, facts=(("name", "低保户"),), severity=Severity.WARNING)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("found", [(), (HOLE,), (NO_PLACE, HOLE)])
def test_documents_are_valid(found: tuple[Diagnostic, ...], lang: Lang) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(to_json(found, SOURCES, lang))


def test_the_schema_is_strict() -> None:
    document = to_json([HOLE], SOURCES)
    for wrong in ({**document, "schema": "polc.check/2"}, {**document, "more": 1}):
        assert not Draft202012Validator(SCHEMA).is_valid(wrong)


def test_places_count_code_points_from_one() -> None:
    (finding,) = json.loads(json.dumps(to_json([HOLE], SOURCES)))["diagnostics"]
    assert finding["location"] == {
        "path": "policies/甲.pol",
        "start": {"line": 2, "column": 21},
        "end": {"line": 2, "column": 31},
    }
    assert finding["related"][1]["location"] == {"path": "乙.pol"}


def test_order_does_not_depend_on_the_order_of_finding() -> None:
    assert to_json([HOLE, NO_PLACE], SOURCES) == to_json([NO_PLACE, HOLE], SOURCES)


def test_summary_counts_by_level() -> None:
    assert to_json([HOLE, NO_PLACE], SOURCES)["summary"] == {
        "files": 1,
        "errors": 1,
        "warnings": 1,
        "notes": 0,
    }


def test_texts_come_in_the_wanted_language() -> None:
    (finding,) = json.loads(json.dumps(to_json([HOLE], SOURCES, Lang.EN)))["diagnostics"]
    assert finding["message"].startswith("缴费时段 has a hole")
    assert len(finding["suggestions"]) == 3
    assert "drafting office" in finding["remark"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("\n\n" + TEXT, SOURCE.path),
        ("政策\n【一】 甲 乙 丙   2025-09-30", SOURCE.path),
        (TEXT.replace("-", "－"), "别处.pol"),
    ],
)
def test_a_fingerprint_survives_moves(text: str, path: str) -> None:
    source = Source(path=path, text=text)
    start = source.folded.index("2025-09-30")
    diagnostic = Diagnostic(
        code=HOLE.code, span=Span(path, start, start + 10), facts=HOLE.facts, basis=HOLE.basis
    )
    assert fingerprint(diagnostic, {path: source}) == fingerprint(HOLE, SOURCES)


def test_a_fingerprint_tells_findings_apart() -> None:
    other_facts = Diagnostic(code=HOLE.code, span=HOLE.span, facts=(("window", "乙"),), basis=HOLE.basis)
    other_basis = Diagnostic(code=HOLE.code, span=HOLE.span, facts=HOLE.facts, basis=("七",))
    other_text = Diagnostic(code=HOLE.code, span=at("2025-07-01"), facts=HOLE.facts, basis=HOLE.basis)
    found = (HOLE, NO_PLACE, other_facts, other_basis, other_text)
    assert len({fingerprint(each, SOURCES) for each in found}) == len(found)
