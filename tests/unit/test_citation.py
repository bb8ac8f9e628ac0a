"""Clauses and citations: what people write, what it means, and back."""

import pytest

from polc.dsl.citation import (
    Citation,
    CitationError,
    Clause,
    numeral_value,
    parse_citation,
    write_numeral,
)
from polc.dsl.format_expressions import format_cite
from polc.dsl.nodes import Cite
from polc.dsl.source import NOWHERE, fold_width


def clauses(text: str) -> list[str]:
    return [clause.text for clause in parse_citation(fold_width(text)).clauses]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("四（二）", ["四（二）"]),
        ("四(二)", ["四（二）"]),
        ("二、五（三）、（四）", ["二", "五（三）", "五（四）"]),
        ("一（一）至（三）", ["一（一）", "一（二）", "一（三）"]),
        ("一（九）至（十一）", ["一（九）", "一（十）", "一（十一）"]),
        ("六（一）3", ["六（一）3"]),
        ("六（一）1至3", ["六（一）1", "六（一）2", "六（一）3"]),
        ("五（四）第2句", ["五（四）第2句"]),
        ("四末段", ["四末段"]),
        ("三第1句、第2句", ["三第1句", "三第2句"]),
        ("民法典二〇二", ["民法典二〇二"]),
        ("三至五", ["三", "四", "五"]),
    ],
)
def test_reads(written: str, meant: list[str]) -> None:
    assert clauses(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "、",
        "x",
        "（二）",
        "四（二",
        "四（x）",
        "三至二",
        "三至（二）",
        "四第2句至第3句",
        "第2句",
        "四，，五",
    ],
)
def test_refuses(written: str) -> None:
    with pytest.raises(CitationError):
        parse_citation(fold_width(written))


def test_label() -> None:
    citation = parse_citation("四(二):迟报")
    assert (citation.label, citation.text) == ("迟报", "四（二）：迟报")
    assert parse_citation(fold_width(citation.text)) == citation


@pytest.mark.parametrize(
    "text", ["四（二）", "二、五（三）、五（四）", "五（四）第2句", "民法典二〇二", "六（一）3"]
)
def test_text_reads_back(text: str) -> None:
    assert parse_citation(fold_width(parse_citation(fold_width(text)).text)) == parse_citation(
        fold_width(text)
    )


@pytest.mark.parametrize(
    ("upper", "lower", "covers"),
    [
        ("二", "二（一）", True),
        ("二", "二（三）第2句", True),
        ("二", "二末段", True),
        ("二", "三（一）", False),
        ("二（一）", "二", False),
        ("二（三）第1句", "二（三）第2句", False),
        ("二（三）第2句", "二（三）第2句", True),
        ("五（三）、五（四）", "五（四）第1句", True),
        ("民法典二", "二", False),
        ("二（一）", "二（十一）", False),
    ],
)
def test_covers(upper: str, lower: str, covers: bool) -> None:
    assert parse_citation(fold_width(upper)).covers(parse_citation(fold_width(lower))) is covers


def test_a_label_covers_only_its_own_row() -> None:
    labelled, plain = parse_citation("四:迟报"), parse_citation("四")
    assert plain.covers(labelled)
    assert not labelled.covers(plain)


def test_numerals() -> None:
    assert [numeral_value(write_numeral(n)) for n in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize(
    ("clauses_", "text"),
    [
        ("一（一）、一（二）、一（三）、二（一）", "【一（一）至（三）、二（一）】"),
        ("一（一）、一（二）", "【一（一）、一（二）】"),
        ("一（一）、一（三）、一（四）", "【一（一）、一（三）、一（四）】"),
        ("三、四、五、七", "【三至五、七】"),
        ("六（一）1、六（一）2、六（一）3", "【六（一）1至3】"),
        ("四第1句、四第2句、四第3句", "【四第1句、四第2句、四第3句】"),
    ],
)
def test_runs_are_written_short(clauses_: str, text: str) -> None:
    citation = parse_citation(fold_width(clauses_))
    written = format_cite(Cite(citation=citation, span=NOWHERE))
    assert written == text
    assert parse_citation(fold_width(written[1:-1])) == citation


def test_run_of_other_documents_stays_apart() -> None:
    citation = Citation((Clause(("一",), "", "甲"), Clause(("二",)), Clause(("三",))))
    assert format_cite(Cite(citation=citation, span=NOWHERE)) == "【甲一、二、三】"
