"""The glossary knows every keyword, and the reference's table of keywords is the one in keywords.py."""

import re

import pytest
from checkout import ROOT
from docs.blocks import blocks_of

from polc.dsl.keywords import KEYWORDS
from polc.dsl.source import fold_width

REFERENCE = ROOT / "docs" / "language.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
_TABLE = re.compile(r"(?<=<!-- keywords -->\n).*?(?=<!-- end of keywords -->)", re.DOTALL)


def keyword_table() -> str:
    """The words in the order of keywords.py, with the group each belongs to."""
    rows = [f"| {k.word} | {k.role} | {k.help} |\n" for k in KEYWORDS]
    return "| word | group | |\n|---|---|---|\n" + "".join(rows)


def test_reference_lists_the_keywords(request: pytest.FixtureRequest) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    if request.config.getoption("update_snapshots"):
        text = _TABLE.sub(lambda _: keyword_table(), text)
        REFERENCE.write_text(text, encoding="utf-8")
    assert _TABLE.findall(text) == [keyword_table()]


def test_glossary_has_every_keyword() -> None:
    entries = re.findall(r"^\| ([^|]+) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    words = {word for entry in entries for word in re.split(r"[、：（）\s，]+", entry)}
    assert [k.word for k in KEYWORDS if k.word not in words] == []


def test_every_keyword_is_shown_in_the_reference() -> None:
    """A construct without a compiled example can't be trusted to be described right."""
    shown = "\n".join(block.body for block in blocks_of((REFERENCE,)) if block.kind == "pol")
    words = set(re.findall(r"[\u4e00-\u9fff]+", fold_width(re.sub(r"[\"“].*?[\"”]", "", shown))))
    assert [k.word for k in KEYWORDS if k.word not in words] == []
