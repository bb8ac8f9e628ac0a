"""The colours of `.pol` for editors that know regular expressions: made from the table of words.

Out: editors/vscode/syntaxes/polc.tmLanguage.json, compared by a test. The expressions are those of the lexer,
written so that the engines of editors and Python's read them alike.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polc.dsl.keywords import BY_TERMINAL, DECLARING, KEYWORDS
from polc.dsl.source import HAN

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = ROOT / "editors" / "vscode" / "syntaxes" / "polc.tmLanguage.json"

# The characters themselves: editors' engines know no \u in an expression.
HAN_CHARS = HAN.encode("ascii", "backslashreplace").decode("unicode_escape")
LETTER = f"[{HAN_CHARS}A-Za-z“”‘’·_]"
BEFORE, AFTER = f"(?<![{HAN_CHARS}A-Za-z_])", f"(?![{HAN_CHARS}A-Za-z‘’”·_])"
NAME = f"[{HAN_CHARS}]{LETTER}*"
DIGIT = "[0-9０-９]"

SCOPES = {
    "声明": "keyword.declaration",
    "题头": "keyword.other.header",
    "词汇": "keyword.other.vocabulary",
    "类型": "support.type",
    "条件": "keyword.operator.word",
    "结果": "keyword.control.result",
    "减免": "keyword.other.grant",
    "假定": "keyword.other.assumption",
    "资料": "keyword.other.record",
    "取值": "support.function",
}
NUMBERS = (
    rf"{DIGIT}{{4}}\s{{0,3}}年\s{{0,3}}{DIGIT}{{1,2}}\s{{0,3}}月\s{{0,3}}{DIGIT}{{1,2}}\s{{0,3}}[日号]",
    rf"{DIGIT}{{4}}[-/.－／．]{DIGIT}{{1,2}}[-/.－／．]{DIGIT}{{1,2}}",
    rf"{DIGIT}{{1,2}}\s{{0,3}}月\s{{0,3}}{DIGIT}{{1,2}}\s{{0,3}}[日号]",
    rf"{DIGIT}(?:[0-9０-９,，]*{DIGIT})?(?:[.．]{DIGIT}+)?\s{{0,3}}(?:万元|元|角|分)(?:[/／][人户月年日])*",
    rf"{DIGIT}+(?:[.．]{DIGIT}+)?\s{{0,3}}[%％]",
    rf"{DIGIT}+\s{{0,3}}(?:个工作日|工作日|个月|日|天|年)",
    rf"{DIGIT}+",
)
AGE = rf"(?:年满|满|未满|不满)\s{{0,3}}{DIGIT}{{1,3}}\s{{0,3}}周岁"


def words(role: str) -> str:
    """The words of a role, longest first."""
    return "|".join(sorted((k.word for k in KEYWORDS if k.role == role), key=lambda w: (-len(w), w)))


def rules() -> Iterator[dict[str, Any]]:
    """The expressions with their scopes; the first that matches earliest wins."""
    yield {"name": "comment.line.number-sign.pol", "match": "[#＃].*$"}
    yield {"name": "string.quoted.double.pol", "match": '["＂][^"＂\\n]*["＂]|“[^“”\\n]*”'}
    yield {"name": "constant.other.citation.pol", "match": "[【\\[［][^【\\[］】\\]\\n]*[】\\]］]"}
    yield {"name": "variable.other.quoted.pol", "match": "「[^「」\\n]*」"}
    yield {"name": "constant.numeric.age.pol", "match": BEFORE + AGE}
    yield {"name": "constant.numeric.pol", "match": "|".join(NUMBERS)}
    declaring = "|".join(sorted((BY_TERMINAL[t].word for t in DECLARING), key=lambda w: (-len(w), w)))
    every = "|".join(sorted((k.word for k in KEYWORDS), key=lambda w: (-len(w), w)))
    yield {
        "match": f"{BEFORE}({declaring}){AFTER}[ \\t　]+(?!(?:{every}){AFTER})({NAME}|「[^「」\\n]*」)",
        "captures": {"1": {"name": "keyword.declaration.pol"}, "2": {"name": "entity.name.pol"}},
    }
    for role, scope in SCOPES.items():
        yield {"name": f"{scope}.pol", "match": f"{BEFORE}(?:{words(role)}){AFTER}"}
    yield {"name": "variable.other.pol", "match": NAME}


def grammar() -> dict[str, Any]:
    """The grammar as editors take it."""
    return {
        "name": "polc",
        "scopeName": "source.pol",
        "fileTypes": ["pol"],
        "patterns": list(rules()),
    }


def text() -> str:
    """The file."""
    return json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    GRAMMAR.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{GRAMMAR.relative_to(ROOT)}\n")
