"""Findings as documents for other programs: one function per format, over the same values.

In: diagnostics in any order, and the sources they point into. Out: plain JSON values in stable order.
Paths are relative and POSIX, lines and columns start at 1 and count code points; no byte offset appears.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from polc.dsl.diagnostics.model import Diagnostic, Lang, Note, WitnessRow
from polc.dsl.diagnostics.places import path_of, region_of
from polc.dsl.diagnostics.render import count
from polc.dsl.diagnostics.wording import label, message, remark, suggestions
from polc.dsl.source import Source, Span, fold_width

CHECK_SCHEMA = "polc.check/1"

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None

# Facts that change without the finding changing: where reading stopped, and what happens to be defined.
_PASSING_FACTS = frozenset({"line", "column", "nearest", "split", "one_of", "new"})


def to_json(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang = Lang.ZH
) -> dict[str, Json]:
    """The document of `polc check --output-format json`; schemas/check.schema.json describes it."""
    found = sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)
    counts = count(found, len(sources))
    return {
        "schema": CHECK_SCHEMA,
        "lang": lang.value,
        "summary": {
            "files": counts.files,
            "errors": counts.errors,
            "warnings": counts.warnings,
            "notes": counts.notes,
        },
        "diagnostics": [_finding(diagnostic, sources, lang) for diagnostic in found],
    }


def fingerprint(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """The same for the same finding after lines moved or its file was renamed: 64 hexadecimal digits.

    Made of the code, the legal basis, the facts and the first line of the text pointed at, without spaces
    and in half width; never of a line number or a path.
    """
    source = sources.get(diagnostic.span.path)
    text = source.slice(diagnostic.span).strip().partition("\n")[0] if source else ""
    facts = sorted(fact for fact in diagnostic.facts if fact[0] not in _PASSING_FACTS)
    parts = [diagnostic.code.id, list(diagnostic.basis), facts, "".join(fold_width(text).split())]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()


def _finding(diagnostic: Diagnostic, sources: Mapping[str, Source], lang: Lang) -> dict[str, Json]:
    code = diagnostic.code
    return {
        "code": code.id,
        "severity": diagnostic.level.value,
        "title": code.title.in_(lang),
        "message": message(diagnostic, lang),
        "location": _location(diagnostic.span, sources),
        "label": label(diagnostic, lang),
        "facts": dict(sorted(diagnostic.facts)),
        "related": [_related(note, diagnostic, sources, lang) for note in diagnostic.notes],
        "witness": [person(row) for row in diagnostic.witness],
        "basis": list(diagnostic.basis),
        "suggestions": list(suggestions(diagnostic, lang)),
        "remark": remark(diagnostic, lang),
        "fingerprint": fingerprint(diagnostic, sources),
    }


def _related(
    note: Note, diagnostic: Diagnostic, sources: Mapping[str, Source], lang: Lang
) -> dict[str, Json]:
    return {"location": _location(note.span, sources), "message": diagnostic.fill(note.text, lang)}


def _location(span: Span, sources: Mapping[str, Source]) -> dict[str, Json] | None:
    """The place, its end exclusive; None without one; the path alone where the text isn't at hand."""
    if not span.path:
        return None
    region = region_of(span, sources)
    if region is None:
        return {"path": path_of(span)}
    return {
        "path": path_of(span),
        "start": {"line": region.line, "column": region.column},
        "end": {"line": region.end_line, "column": region.end_column},
    }


def person(row: WitnessRow) -> dict[str, Json]:
    """One example person."""
    return {
        "who": row.who,
        "facts": [{"name": name, "value": value} for name, value in row.facts],
        "outcome": [{"name": name, "value": value} for name, value in row.outcome],
        "clauses": list(row.clauses),
    }
