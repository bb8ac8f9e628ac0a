"""Whatever the text: the parser answers, points into the file, and says each thing once."""

import re

from hypothesis import given
from hypothesis import strategies as st
from property.strategies import modules

from polc.dsl.diagnostics.model import Lang, Severity, Sink
from polc.dsl.diagnostics.wording import message, suggestions
from polc.dsl.format import format_module
from polc.dsl.keywords import BY_TERMINAL, KEYWORDS
from polc.dsl.nodes import Module
from polc.dsl.parser import parse
from polc.dsl.source import Source

UNFILLED = re.compile(r"\{[a-z_]+\}")
PIECES = [
    *(keyword.word for keyword in KEYWORDS),
    *(
        "【二（三）】",
        "【",
        "】",
        "[",
        "（",
        "）",
        "(",
        ")",
        "{",
        "}",
        "{",
        "}",
        "「",
        "」",
        '"',
        "“",
        "”",
        '"文字"',
    ),
    *(
        "甲",
        "乙",
        "、",
        "，",
        "=",
        ":",
        "+",
        "-",
        "*",
        "#",
        "\n",
        "\n",
        "\n  ",
        " ",
        " ",
        ">=",
        "!",
        "if",
        "Pay",
    ),
    *("400元", "90%", "2025-02-29", "2025-03-01", "8月31日", "3个月", "满60周岁", "满66岁", "12", "9" * 30),
    *("\u200b", "\u202e", "\u00a0", "\ufeff", "\r", "\ud800", "𠀀", "😀"),
]
soups = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
tight = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def check(text: str) -> None:
    source, sink = Source(path="x.pol", text=text), Sink()
    module = parse(source, sink)
    for found in sink.found:
        assert found.span.path == "x.pol"
        assert 0 <= found.span.start <= found.span.end <= len(text)
        for lang in Lang:
            said = [message(found, lang), *suggestions(found, lang)]
            assert not any(UNFILLED.search(line) for line in said)
            assert not any(f" {terminal} " in line for line in said for terminal in BY_TERMINAL)
            assert len(said) > 1, found
    format_module(module)


@given(st.one_of(soups, tight, st.text()))
def test_the_parser_answers(text: str) -> None:
    check(text)


@given(modules, st.data())
def test_a_broken_file_is_answered(module: Module, data: st.DataObject) -> None:
    text = format_module(module)
    place = data.draw(st.integers(0, len(text)))
    piece = data.draw(st.sampled_from(PIECES))
    check(text[:place] + piece + text[place:])
    check(text[:place] + text[place + 1 :])


@given(st.one_of(soups, tight))
def test_what_is_read_without_error_reads_back(text: str) -> None:
    sink = Sink()
    module = parse(Source(path="x.pol", text=text), sink)
    if all(found.level is not Severity.ERROR for found in sink.found):
        again = parse(Source(path="x.pol", text=format_module(module)), Sink())
        assert again == module
