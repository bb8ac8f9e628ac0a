"""The sentences of one finding, ready to show: what `render.py` and `export.py` both print.

In: a diagnostic and a language. Out: its message, label and suggestions with the facts filled in.
A label or suggestion that needs a fact which is absent or empty is left out, never shown with a hole.
"""

from __future__ import annotations

import re

from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity, Text

_FIELD = re.compile(r"\{([a-z_]+)\}")

# Closes the suggestions of a finding that only the authors of the notice can settle; it has no number.
POLICY_QUESTION = Text(
    "这是政策问题，请与起草科室确认；polc 不会自动改",
    "this is a question of policy: settle it with the drafting office; polc never decides it for you",
)

SEVERITY_WORD = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}


def fields(text: Text) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the {fields} of a text: of the Chinese one and of the English one."""
    return frozenset(_FIELD.findall(text.zh)), frozenset(_FIELD.findall(text.en))


def message(diagnostic: Diagnostic, lang: Lang) -> str:
    """The one sentence that states the finding."""
    return diagnostic.fill(diagnostic.code.message, lang)


def label(diagnostic: Diagnostic, lang: Lang) -> str:
    """What stands beside the carets; empty where the code has none or a fact is lacking."""
    text = diagnostic.code.label
    return diagnostic.fill(text, lang) if text is not None and _can_fill(diagnostic, text, lang) else ""


def suggestions(diagnostic: Diagnostic, lang: Lang) -> tuple[str, ...]:
    """The next steps, in order, without the closing remark."""
    return tuple(
        diagnostic.fill(text, lang)
        for text in diagnostic.code.suggestions
        if text != POLICY_QUESTION and _can_fill(diagnostic, text, lang)
    )


def remark(diagnostic: Diagnostic, lang: Lang) -> str:
    """The remark that closes the suggestions where only the authors of the notice can decide; else empty."""
    return POLICY_QUESTION.in_(lang) if POLICY_QUESTION in diagnostic.code.suggestions else ""


def _can_fill(diagnostic: Diagnostic, text: Text, lang: Lang) -> bool:
    facts = dict(diagnostic.facts)
    return all(facts.get(name) for name in _FIELD.findall(text.in_(lang)))
