"""What POL690 says is English in English: every sentence of the analysis has its translation."""

import ast
import re

import pytest
from checkout import ROOT
from compile import compile_text, policy

from polc.compiler.analysis import unanswered
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.unfinished import english

HAN = re.compile(r"[\u4e00-\u9fff]")
FILES = sorted((ROOT / "compiler" / "analysis").glob("*.py"))
RAISED = {"NotAnalysed", "NotFinished", "Opaque"}


def text_of(node: ast.expr) -> str:
    """A sentence with a number wherever something is filled in."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in parts)
        case _:
            return ""


def sentences(source: str) -> list[str]:
    """Reasons as they're raised, and constants of a whole sentence or question."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(ast.Name(name), [first, *_]) if name in RAISED:
                found.append(text_of(first))
            case ast.Assign([ast.Name("CHECK" | "TWO_FACTS" | "BOUNDED" | "NO_LIST")], value):
                found.append(text_of(value))
    return [text for text in found if HAN.search(text)]


def test_every_reason_and_question_is_there_in_english() -> None:
    every = [text for path in FILES for text in sentences(path.read_text(encoding="utf-8"))]
    assert len(every) > 25
    assert [text for text in every if HAN.search(english(text))] == []


def test_what_would_help_is_there_in_english() -> None:
    advice = [unanswered.BLOCK, unanswered.READINGS, unanswered.LISTS, unanswered.RELATION]
    written = re.compile("「[^」]*」")
    assert [text for text in advice if HAN.search(written.sub("", english(text)))] == []


OPEN = """事实 份额: 比例 别名 share
事实 收入: 金额 别名 income
【一】 规定 应缴金额 { 【一】 为 收入 * 份额 舍入 到 1分 }
【一】 恒真 应缴金额 不超过 收入 * 份额 + 1元"""


@pytest.mark.parametrize(("lang", "words"), [(Lang.ZH, "试了"), (Lang.EN, "were tried")])
def test_persons_who_were_tried_are_counted(lang: Lang, words: str) -> None:
    note = next(d for d in compile_text(policy(OPEN), analyse=True).diagnostics if d.code.id == "POL690")
    message = note.fill(note.code.message, lang)
    assert words in message and "{" not in message
    assert lang is Lang.ZH or "没有" not in message


@pytest.mark.parametrize("lang", Lang)
def test_where_nobody_could_be_tried_no_number_is_told(lang: Lang) -> None:
    """A relation that has no form is no question that is put to persons."""
    body = """事实 份额: 比例 别名 share
事实 收入: 金额 别名 income
关系 收入 是 10000元 * 份额
【一】 规定 应缴金额 { 【一】 本市户籍 为 1元 【一】 其余 为 2元 }"""
    note = next(d for d in compile_text(policy(body), analyse=True).diagnostics if d.code.id == "POL690")
    message = note.fill(note.code.message, lang)
    assert not re.search(r"\b0 (个人|处)|: 0", message), message
    assert ("逐人试过" if lang is Lang.ZH else "nobody was tried") in message
