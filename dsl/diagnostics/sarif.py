"""Findings as SARIF 2.1.0, for code scanning and editors that read it.

In: diagnostics in any order, and the sources they point into. Out: one run as plain JSON values in stable
order. Only rules with a result are described, with their whole page in both languages. Columns count UTF-16
code units; URIs are relative and percent-encoded; fingerprints hold neither lines nor paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from polc.dsl.diagnostics.explain import page, sections
from polc.dsl.diagnostics.export import Json, fingerprint, person
from polc.dsl.diagnostics.model import Code, Diagnostic, Lang, Note
from polc.dsl.diagnostics.places import path_of, region_of
from polc.dsl.diagnostics.wording import message, remark, suggestions
from polc.dsl.source import Source, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "polcFinding/v1"
LINE_HASH = "primaryLocationLineHash"

_ROOT = "SRCROOT"
_LANGUAGE = {Lang.ZH: "zh-CN", Lang.EN: "en-US"}
_SUMMARY = {Lang.ZH: "概要", Lang.EN: "In English"}
_HELP = ("概要", "原因", "In English")


def to_sarif(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    lang: Lang = Lang.ZH,
    version: str = "0",
    *,
    answered: Iterable[Diagnostic] = (),
    folder: str = "",
    help_uri: str = "",
) -> dict[str, Json]:
    """The document of `polc check --output-format sarif`; `version` is that of polc.

    `answered` are findings that comments in the files set aside: results too, marked as suppressed. `folder`
    tells the projects of one repository apart. `help_uri` is where the page of a {code} is, if anywhere.
    """
    aside = frozenset(answered)
    found = sorted({*diagnostics, *aside}, key=lambda diagnostic: diagnostic.sort_key)
    codes = sorted({diagnostic.code for diagnostic in found}, key=lambda code: code.id)
    driver: dict[str, Json] = {
        "name": "polc",
        "version": version,
        "language": _LANGUAGE[lang],
        "rules": [_rule(code, lang) | _page(code, help_uri) for code in codes],
    }
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "language": _LANGUAGE[lang],
        "columnKind": "utf16CodeUnits",
        "automationDetails": {"id": f"polc/{_uri(folder)}"},
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder that the paths start from"}}},
        "results": [
            _result(diagnostic, codes, sources, lang) | _suppression(diagnostic in aside)
            for diagnostic in found
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code, lang: Lang) -> dict[str, Json]:
    parts = sections(code.id)
    return {
        "id": code.id,
        "shortDescription": {"text": code.title.in_(lang)},
        "fullDescription": {"text": parts[_SUMMARY[lang]]},
        "help": {"text": "\n\n".join(parts[name] for name in _HELP), "markdown": page(code.id)},
        "defaultConfiguration": {"level": code.severity.value},
        "properties": {"title": {"zh": code.title.zh, "en": code.title.en}},
    }


def _page(code: Code, help_uri: str) -> dict[str, Json]:
    return {"helpUri": help_uri.replace("{code}", code.id)} if help_uri else {}


def _result(
    diagnostic: Diagnostic, codes: Sequence[Code], sources: Mapping[str, Source], lang: Lang
) -> dict[str, Json]:
    notes = enumerate(diagnostic.notes, 1)
    return {
        "ruleId": diagnostic.code.id,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.level.value,
        "message": {"text": message(diagnostic, lang)},
        "locations": [_location(diagnostic.span, sources)] if diagnostic.span.path else [],
        "relatedLocations": [_related(number, note, diagnostic, sources, lang) for number, note in notes],
        "partialFingerprints": _fingerprints(fingerprint(diagnostic, sources)),
        "properties": _properties(diagnostic, lang),
    }


def _fingerprints(mark: str) -> dict[str, Json]:
    """Ours, also under the name that GitHub compares: it then works out none of its own from line numbers."""
    return {FINGERPRINT: mark, LINE_HASH: f"{mark[:16]}:1"}


def _suppression(answered: bool) -> dict[str, Json]:
    """Every result says whether it's suppressed, as soon as one could be."""
    return {"suppressions": [{"kind": "inSource", "status": "accepted"}] if answered else []}


def _properties(diagnostic: Diagnostic, lang: Lang) -> dict[str, Json]:
    """What SARIF has no field for; the message and the rest of the result stand without it."""
    return {
        "facts": dict(sorted(diagnostic.facts)),
        "witness": [person(row) for row in diagnostic.witness],
        "basis": list(diagnostic.basis),
        "suggestions": list(suggestions(diagnostic, lang)),
        "remark": remark(diagnostic, lang),
    }


def _related(
    number: int, note: Note, diagnostic: Diagnostic, sources: Mapping[str, Source], lang: Lang
) -> dict[str, Json]:
    said: dict[str, Json] = {"text": diagnostic.fill(note.text, lang)}
    place = _location(note.span, sources) if note.span.path else {}
    return {"id": number, **place, "message": said}


def _location(span: Span, sources: Mapping[str, Source]) -> dict[str, Json]:
    physical: dict[str, Json] = {"artifactLocation": {"uri": _uri(path_of(span)), "uriBaseId": _ROOT}}
    region = region_of(span, sources, utf16=True)
    if region is not None:
        physical["region"] = {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """A relative reference: every byte that isn't a plain letter, digit, or one of -._~/ is %XX.

    A colon in a first segment would make it a scheme, so colons are encoded as well.
    """
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
