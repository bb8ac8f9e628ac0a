"""The grammar: its words are those of keywords.py, it has no conflict, and no text makes it slow."""

import io
import json
import logging
import re
import time

import lark
import pytest
from lark import Lark

from polc.dsl.keywords import BY_TERMINAL, KEYWORDS, WORDS
from polc.dsl.lexer import NAME
from polc.dsl.parser import compute_table, the_machine
from polc.dsl.table import digest, grammar_text, read_table, stored_text

LENGTH = 100_000
PATTERNS = json.loads(stored_text())["patterns"]
WORST = {
    "CITE": ["【" * LENGTH, "【甲" * (LENGTH // 2), "【" + "四" * LENGTH, "[" * 1000 + "]" * LENGTH],
    "STRING": ['"' + "甲" * LENGTH, "“" * LENGTH, '"' * LENGTH],
    "IDENT": ["a" * LENGTH, "a_1" * (LENGTH // 3)],
    "AGE": ["满" * LENGTH, "满 " * (LENGTH // 2), "满   999   周" * (LENGTH // 10)],
    "DATE": [
        "1" * LENGTH,
        "2025年" * (LENGTH // 5),
        "2025-1-" * (LENGTH // 7),
        "2025   年   1   月   1   " * 4000,
    ],
    "MONTH_DAY": ["1月" * (LENGTH // 2), "12   月   31   " * (LENGTH // 13)],
    "DECIMAL": ["1" * LENGTH, "1.1" * (LENGTH // 3), "1." * (LENGTH // 2)],
    "MONEY": ["1," * (LENGTH // 2), "1.1" * (LENGTH // 3), "1元/" * (LENGTH // 3), "1   " * (LENGTH // 4)],
    "PERCENT": ["1" * LENGTH, "1.1" * (LENGTH // 3), "1   " * (LENGTH // 4)],
    "DURATION": ["1" * LENGTH, "1个" * (LENGTH // 2), "1   个" * (LENGTH // 5)],
    "INT": ["1" * LENGTH],
    "NAME": ["甲" * LENGTH, "甲“" * (LENGTH // 2), "「" * LENGTH, "「" + "甲" * LENGTH],
    "COMMENT": ["#" * LENGTH],
    "IGNORED": [" " * LENGTH, ",;" * (LENGTH // 2)],
}


def built(grammar: str) -> tuple[Lark, str]:
    """The parser that lark makes of a grammar, and what it says about conflicts."""
    heard, logger = io.StringIO(), lark.logger
    handler, level, disabled = logging.StreamHandler(heard), logger.level, logger.disabled
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.disabled = False
    try:
        parser = Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False, debug=True)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.disabled = disabled
    return parser, heard.getvalue()


@pytest.fixture(scope="module")
def debugged() -> tuple[Lark, str]:
    return built(grammar_text())


def test_no_conflict(debugged: tuple[Lark, str]) -> None:
    assert debugged[1] == ""


def test_a_conflict_is_heard() -> None:
    assert "conflict" in built('start: start "a" start | "b"')[1]


def test_keywords_are_the_table(debugged: tuple[Lark, str]) -> None:
    plain = {
        t.name: t.pattern.value for t in debugged[0].terminals if type(t.pattern).__name__ == "PatternStr"
    }
    words = {name: word for name, word in plain.items() if re.search(r"[一-鿿]", word)}
    assert words == {keyword.terminal: keyword.word for keyword in KEYWORDS}
    assert len(WORDS) == len(BY_TERMINAL) == len(KEYWORDS)


def test_every_keyword_is_used(debugged: tuple[Lark, str]) -> None:
    used = {symbol.name for rule in debugged[0].rules for symbol in rule.expansion}
    assert sorted({keyword.terminal for keyword in KEYWORDS} - used) == []


def test_the_stored_table_is_that_of_the_grammar() -> None:
    grammar = grammar_text()
    stored, computed = stored_text().splitlines(), compute_table(grammar).splitlines()
    different = [
        number for number, pair in enumerate(zip(stored, computed, strict=False), 1) if len({*pair}) > 1
    ]
    hint = "run: python -m polc.dsl.parser > dsl/grammar.table.json"
    assert (len(stored), different[:1]) == (len(computed), []), hint


def test_a_table_of_another_grammar_is_refused() -> None:
    assert read_table(stored_text(), grammar_text() + "\n") is None
    assert read_table("", grammar_text()) is None
    assert digest("a") != digest("b")


def test_lark_and_the_machine_agree(debugged: tuple[Lark, str]) -> None:
    """The machine's own terminals, in order, are those that lark's lexer finds in the same text."""
    text = "【二】 规定 甲 { 【二（一）】 例外 截至 甲 满60周岁 且 (乙 或 丙) 为 1,070元 + 9% 优先于 【三】}"
    found = [token.type for token in debugged[0].lex(text)]
    lexemes, _ = the_machine().lexer.lex(text)
    for kind, lexeme in zip(found, lexemes, strict=True):
        assert kind in lexeme.kinds


def test_keywords_are_whole_words() -> None:
    lexemes, _ = the_machine().lexer.lex("在校大学生 在 待定“没写” 由医疗救助资金")
    assert [x.kinds[0] for x in lexemes] == [NAME, "IN", "UNDETERMINED", "STRING", NAME]


@pytest.mark.parametrize("terminal", sorted(WORST))
def test_no_text_makes_a_terminal_slow(terminal: str) -> None:
    pattern = re.compile(PATTERNS[terminal])
    for text in WORST[terminal]:
        started = time.process_time()
        pattern.match(text)
        assert time.process_time() - started < 0.1


def test_every_expression_is_tried() -> None:
    assert sorted(PATTERNS) == sorted(WORST)


@pytest.mark.parametrize(
    "text", [text for texts in WORST.values() for text in texts], ids=lambda text: text[:4]
)
def test_no_text_makes_the_lexer_slow(text: str) -> None:
    started = time.process_time()
    the_machine().lexer.lex(text)
    assert time.process_time() - started < 2
