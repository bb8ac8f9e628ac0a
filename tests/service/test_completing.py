"""Completion: what the parser's table takes, and the names that fit, in files that aren't finished."""

import pytest
from service.editor import POLICIES, Editor, Nothing, below, workspace
from service.test_every_method import drawn, prefixes

from polc.dsl.expecting import Expected, expected_at
from polc.dsl.keywords import BY_TERMINAL, WORDS
from polc.dsl.lalr import Stop, run
from polc.dsl.lexer import Lexeme
from polc.dsl.parser import the_machine
from polc.dsl.source import Source
from polc.service.completing import Offers, completion


def is_taken(expected: Expected, terminal: str) -> bool:
    """Whether reading goes on past `terminal` where it was offered."""
    word = BY_TERMINAL[terminal].word if terminal in BY_TERMINAL else "【一】"
    row = [*expected.before, Lexeme((terminal,), word, expected.start, expected.start)]
    stop = run(the_machine().table, row, Nothing())
    return not isinstance(stop, Stop) or stop.index == len(row)


def offered(text: str, mark: str = "▮", path: str = "x.pol") -> Offers:
    """What is offered at the mark."""
    space = workspace()
    space.put(path, text.replace(mark, ""))
    return completion(space, path, text.index(mark))


def words(found: Offers) -> set[str]:
    return {offer.text for offer in found.offers if offer.kind == "词"}


def names(found: Offers) -> set[str]:
    return {offer.text for offer in found.offers if offer.kind != "词"}


def holds(path: str, offset: int) -> None:
    source = Source(path=path, text=below(path).text[:offset])
    expected = expected_at(source, offset)
    assert all(is_taken(expected, terminal) for terminal in expected.terminals), (path, offset)
    space = workspace()
    space.put(path, source.text)
    found = completion(space, path, offset)
    accepted = {BY_TERMINAL[t].word for t in expected.terminals if t in BY_TERMINAL}
    assert words(found) == accepted


@pytest.mark.parametrize("path", POLICIES)
def test_only_what_the_table_takes_is_offered(path: str) -> None:
    for offset in drawn(path, 6):
        holds(path, offset)


@pytest.mark.thorough
@pytest.mark.parametrize("path", POLICIES)
def test_only_what_the_table_takes_is_offered_anywhere(path: str) -> None:
    for offset in prefixes(path):
        holds(path, offset)


@pytest.mark.parametrize("path", POLICIES)
def test_the_word_that_stands_there_is_offered(path: str) -> None:
    """Where a word of the language stands in a good file, a file cut off before it offers the word."""
    text = below(path).text
    lexemes = the_machine().lexer.lex(Source(path=path, text=text).folded)[0]
    keywords = [x for x in lexemes if x.keyword and x.text in WORDS]
    for lexeme in keywords[:: max(1, len(keywords) // 25)]:
        expected = expected_at(Source(path=path, text=text[: lexeme.start]), lexeme.start)
        assert expected.terminals & set(lexeme.kinds), (path, lexeme)


VOCABULARY = """政策 "示例" { 条款 【一、二、三】 }
事实 缴费日: 日期 别名 day
事实 户型: 选项（平房、楼房） 别名 kind
清单 购书 不超过 3 别名 books { 事实 实付: 金额 别名 paid }
输出 补贴: 金额 别名 grant
【一】 假定 起算 "没有写明" { 当日: 缴费日  翌日: 缴费日 的 次日  采用 当日 }
【一】 群体 平房户 = 户型 是 平房
"""


@pytest.mark.parametrize(
    ("typed", "has", "lacks"),
    [
        ("【二】 规定 补贴 {\n  【二】 平房户 ▮", {"为", "且", "或"}, {"规定", "非"}),
        ("【二】 规定 补贴 {\n  【二】 平房户 且 ▮", {"非", "在", "截至"}, {"为", "且"}),
        ("【三】 ▮", {"规定", "群体", "标准", "待定"}, {"且", "案例", "引用"}),
        ("▮", {"规定", "案例", "引用", "且"}, {"采用", "期望"}),
        ("案例 “甲” {\n  户型 = 平房\n  ▮", {"期望", "假定", "非"}, {"规定"}),
    ],
)
def test_words(typed: str, has: set[str], lacks: set[str]) -> None:
    found = words(offered(VOCABULARY + typed))
    assert has <= found
    assert not lacks & found


@pytest.mark.parametrize(
    ("typed", "has", "lacks"),
    [
        ("【二】 规定 ▮", {"补贴"}, {"缴费日", "平房户"}),
        ("【二】 群体 甲 = 户型 是 ▮", {"平房", "楼房"}, set()),
        ("【二】 群体 甲 = 存在 ▮", {"购书"}, {"补贴", "缴费日"}),
        ("【二】 群体 甲 = 存在 购书 其 （▮", {"实付"}, set()),
        ("【二】 群体 甲 = 平▮", {"平房户", "缴费日"}, {"购书平"}),
        ("【▮", {"【二】", "【三】"}, {"缴费日"}),
        ("案例 “甲” {\n  假定 起算 = ▮", {"当日", "翌日"}, {"缴费日"}),
        ("事实 ▮", set(), {"缴费日", "补贴"}),
    ],
)
def test_names(typed: str, has: set[str], lacks: set[str]) -> None:
    found = names(offered(VOCABULARY + typed))
    assert has <= found
    assert not lacks & found


def test_clauses_without_an_answer_come_first() -> None:
    found = [offer.text for offer in offered(VOCABULARY + "【▮").offers if offer.kind == "条款"]
    assert found == ["【二】", "【三】", "【一】"]


@pytest.mark.parametrize("typed", ["# 说▮明", '政策 "示▮例" { }', '政策 "示例" { }  # ▮'])
def test_nothing_is_offered_in_texts_and_comments(typed: str) -> None:
    assert offered(typed).offers == ()


def test_a_broken_row_above_hides_nothing() -> None:
    typed = "【二】 规定 补贴 {\n  【二】 平房户 平房户 等等 为\n  【三】 平房户 且 ▮"
    assert {"非", "在"} <= words(offered(VOCABULARY + typed))


def test_a_block_that_was_never_closed_hides_nothing() -> None:
    typed = "【二】 规定 补贴 {\n  【二】 平房户 为 1元\n\n【三】 群体 乙 = ▮"
    assert {"非", "截至"} <= words(offered(VOCABULARY + typed))


def test_what_is_replaced_is_the_word_begun() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", VOCABULARY + "【二】 群体 甲 = 平")
    found = editor.ask("textDocument/completion", editor.about("x.pol", len(VOCABULARY) + 12))
    edit = next(i["textEdit"] for i in found["items"] if i["label"] == "平房户")
    assert edit["range"]["end"]["character"] - edit["range"]["start"]["character"] == 1
