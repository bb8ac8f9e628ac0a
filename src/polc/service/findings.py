"""A finding as an editor takes it: range, level, the sentences of the terminal, and all it knows as data."""

from __future__ import annotations

from collections.abc import Mapping

from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity, Text
from polc.dsl.diagnostics.wording import label, message, remark, suggestions
from polc.dsl.source import Source
from polc.service.positions import Data, range_of

LEVELS = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.NOTE: 3}
_GREY = 1
_STALE = Text("（按上一次查完的文本，正在重新检查）", "(of the text checked last; being checked again)")


def as_data(finding: Diagnostic, sources: Mapping[str, Source], lang: Lang, *, stale: bool = False) -> Data:
    """The finding; `stale` marks one of an older text that isn't confirmed yet."""
    related = [
        {
            "location": {"uri": n.span.path, "range": range_of(sources[n.span.path], n.span)},
            "message": finding.fill(n.text, lang),
        }
        for n in finding.notes
        if n.span.path in sources
    ]
    return {
        "range": range_of(sources[finding.span.path], finding.span),
        "severity": LEVELS[finding.level],
        "code": finding.code.id,
        "source": "polc",
        "message": "\n".join(_sentences(finding, lang, stale)),
        "relatedInformation": related,
        **({"tags": [_GREY]} if stale else {}),
        "data": {
            "title": finding.code.title.in_(lang),
            "stale": stale,
            "basis": list(finding.basis),
            "witness": [
                {"who": w.who, "facts": w.facts, "outcome": w.outcome, "clauses": list(w.clauses)}
                for w in finding.witness
            ],
        },
    }


def _sentences(finding: Diagnostic, lang: Lang, stale: bool) -> list[str]:
    """What `polc check` prints of it, without the lines of the file."""
    persons = [
        f"{row.who}{'：' if row.who else ''}{'，'.join(f'{k} {v}' for k, v in (*row.facts, *row.outcome))}"
        for row in finding.witness
    ]
    found = [
        message(finding, lang) + (_STALE.in_(lang) if stale else ""),
        label(finding, lang),
        *persons,
        *(f"→ {text}" for text in suggestions(finding, lang)),
        remark(finding, lang),
    ]
    return [text for text in found if text]
