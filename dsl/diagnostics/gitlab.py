"""Findings as a Code Quality report of GitLab.

In: diagnostics in any order, and the sources they point into. Out: a plain JSON list in stable order.
GitLab shows one finding a fingerprint, so equal ones are numbered; the first keeps its own.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from polc.dsl.diagnostics.export import Json, fingerprint
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity
from polc.dsl.diagnostics.places import path_of, region_of
from polc.dsl.diagnostics.wording import message
from polc.dsl.source import Source

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}
_NO_FILE = "."


def to_gitlab(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang = Lang.ZH
) -> list[Json]:
    """The document of `polc check --output-format gitlab`."""
    seen: Counter[str] = Counter()
    report: list[Json] = []
    for diagnostic in sorted(diagnostics, key=lambda finding: finding.sort_key):
        mark = fingerprint(diagnostic, sources)
        seen[mark] += 1
        report.append(
            {
                "description": f"{diagnostic.code.id} {message(diagnostic, lang)}",
                "check_name": diagnostic.code.id,
                "fingerprint": _numbered(mark, seen[mark]),
                "severity": _SEVERITY[diagnostic.level],
                "location": _location(diagnostic, sources),
            }
        )
    return report


def _numbered(mark: str, number: int) -> str:
    return mark if number == 1 else hashlib.sha256(f"{mark}:{number}".encode("ascii")).hexdigest()


def _location(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> dict[str, Json]:
    """GitLab wants a file and a line for everything: the first line where there is no better one."""
    path = path_of(diagnostic.span) or _NO_FILE
    region = region_of(diagnostic.span, sources)
    if region is None:
        return {"path": path, "positions": {"begin": {"line": 1, "column": 1}}}
    begin: dict[str, Json] = {"line": region.line, "column": region.column}
    end: dict[str, Json] = {"line": region.end_line, "column": region.end_column}
    return {"path": path, "positions": {"begin": begin, "end": end}}
