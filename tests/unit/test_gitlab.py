"""GitLab's Code Quality report.

GitLab publishes no schema of it that a package ships. The one here is ours, written from GitLab's
documentation of the format and stricter than what GitLab itself checks: only the keys that it reads.
"""

import json
from typing import Any

import pytest
from findings import ALL, HOLE, NO_PLACE, NOTE, PATH, SOURCES, TEXT, UNREAD, WARNING
from jsonschema import Draft202012Validator

from polc.dsl.diagnostics.gitlab import to_gitlab
from polc.dsl.diagnostics.model import Diagnostic, Lang

COUNT = {"type": "integer", "minimum": 1}
POINT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["line", "column"],
    "properties": {"line": COUNT, "column": COUNT},
}
FINDING = {
    "type": "object",
    "additionalProperties": False,
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "pattern": "^POL[1-9][0-9]{2}$"},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "additionalProperties": False,
            "required": ["path", "positions"],
            "properties": {
                "path": {"type": "string", "pattern": r"^(?!\./|/)[^\\]+$"},
                "positions": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["begin"],
                    "properties": {"begin": POINT, "end": POINT},
                },
            },
        },
    },
}
SCHEMA = {"type": "array", "items": FINDING}


def report_of(*found: Diagnostic, lang: Lang = Lang.ZH) -> Any:
    report = json.loads(json.dumps(to_gitlab(found, SOURCES, lang)))
    Draft202012Validator(SCHEMA).validate(report)
    return report


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("found", [(), (HOLE,), ALL])
def test_reports_are_valid(found: tuple[Diagnostic, ...], lang: Lang) -> None:
    assert len(report_of(*found, lang=lang)) == len(found)


def test_the_schema_sees_mistakes() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    (finding,) = report_of(HOLE)
    for wrong in ({**finding, "severity": "error"}, {**finding, "line": 1}, {**finding, "location": {}}):
        assert not Draft202012Validator(SCHEMA).is_valid([wrong])


def test_place_and_severity() -> None:
    report = {finding["check_name"]: finding for finding in report_of(HOLE, WARNING, NOTE)}
    column = TEXT.splitlines()[1].index("2025") + 1
    assert report["POL402"]["location"] == {
        "path": PATH,
        "positions": {"begin": {"line": 2, "column": column}, "end": {"line": 2, "column": column + 10}},
    }
    severities = [report[code]["severity"] for code in ("POL402", "POL605", "POL102")]
    assert severities == ["critical", "major", "info"]


def test_every_finding_has_a_file_and_a_line() -> None:
    places = [finding["location"] for finding in report_of(UNREAD, NO_PLACE)]
    first_line = {"begin": {"line": 1, "column": 1}}
    assert places == [
        {"path": ".", "positions": first_line},
        {"path": "没有读到.pol", "positions": first_line},
    ]


def test_equal_findings_keep_apart_and_stable() -> None:
    once = report_of(HOLE)[0]["fingerprint"]
    twice = [finding["fingerprint"] for finding in report_of(HOLE, HOLE)]
    assert twice[0] == once
    assert len(set(twice)) == 2
    assert twice == [finding["fingerprint"] for finding in report_of(HOLE, HOLE)]
