"""Clauses and citations: what people write, what it means, and back."""

import pytest

from polc.dsl.citation import (
    Citation,
    CitationError,
    Clause,
    parse_citation,
)
from polc.dsl.format_expressions import format_cite
from polc.dsl.nodes import Cite
from polc.dsl.numerals import numeral_value, write_numeral
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
        ("二、四1、2、3", ["二", "四1", "四2", "四3"]),
        ("四1至3", ["四1", "四2", "四3"]),
        ("四1、（二）、3", ["四1", "四（二）", "四（二）3"]),
        ("四3（1）、（2）、4", ["四3（1）", "四3（2）", "四4"]),
        ("四（二）（1）至（3）", ["四（二）（1）", "四（二）（2）", "四（二）（3）"]),
        ("1、2（一）、3．", ["1", "2（一）", "3"]),
        ("前言、正文第2段、1至3", ["前言", "正文第2段", "1", "2", "3"]),
        ("前言第1句、一", ["前言第1句", "一"]),
        ("第十条第一款", ["十第一款"]),
        ("第十条第1款第（三）项、第四项", ["十第一款（三）", "十第一款（四）"]),
        ("第十条第一款、第二款", ["十第一款", "十第二款"]),
        ("第一百三十三条之一", ["一百三十三之一"]),
        ("第六十六条至第六十八条", ["六十六", "六十七", "六十八"]),
        ("九十九至一百零一", ["九十九", "一百", "一百零一"]),
        ("二第2段第3句", ["二第2段第3句"]),
        ("二第二段第三句、第4句、第3段", ["二第2段第3句", "二第2段第4句", "二第3段"]),
        ("四第1句至第3句", ["四第1句", "四第2句", "四第3句"]),
        ("附件1、2", ["附件1", "附件2"]),
        ("附件1至3", ["附件1", "附件2", "附件3"]),
        ("附表一至三", ["附表一", "附表二", "附表三"]),
        ("附件一2、3", ["附件一2", "附件一3"]),
        ("《补充通知》三", ["补充通知三"]),
        ("《补充通知》1、2", ["《补充通知》1", "《补充通知》2"]),
        ("《关于甲、乙的通知：试行》四", ["《关于甲、乙的通知:试行》四"]),
        ("民法典二〇二至二〇四", ["民法典二〇二", "民法典二〇三", "民法典二〇四"]),
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
        "四第3句至第2句",
        "四第2句至第3段",
        "前言（一）",
        "前言、（一）",
        "第十条第一",
        "十之一至十之三",
        "四1至（三）",
        "一至九千九百",
        "四1.2",
        "《补充通知》",
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
    "text",
    [
        "四（二）",
        "二、五（三）、五（四）",
        "五（四）第2句",
        "民法典二〇二",
        "六（一）3",
        "四1、四2、四3",
        "《文件二》三",
        "《补充通知》1",
        "《办法（试行）》十第一款（三）",
        "附件一2、附件一3",
    ],
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
        ("第十条", "十第一款（三）", True),
        ("二第1段", "二第1段第3句", True),
        ("二第1段", "二第11段第3句", False),
        ("二第1段第3句", "二第1段", False),
        ("《补充通知》三", "三", False),
    ],
)
def test_covers(upper: str, lower: str, covers: bool) -> None:
    assert parse_citation(fold_width(upper)).covers(parse_citation(fold_width(lower))) is covers


def test_a_label_covers_only_its_own_row() -> None:
    labelled, plain = parse_citation("四:迟报"), parse_citation("四")
    assert plain.covers(labelled)
    assert not labelled.covers(plain)


def test_numerals() -> None:
    assert [numeral_value(write_numeral(n)) for n in range(1, 10_000)] == list(range(1, 10_000))
    assert [numeral_value(text) for text in ("", "三四", "一百一", "十百", "万", "二零五", "一十五")] == [
        *(None,) * 5,
        205,
        15,
    ]


@pytest.mark.parametrize(
    ("clauses_", "text"),
    [
        ("一（一）、一（二）、一（三）、二（一）", "【一（一）至（三）、二（一）】"),
        ("一（一）、一（二）", "【一（一）、一（二）】"),
        ("一（一）、一（三）、一（四）", "【一（一）、一（三）、一（四）】"),
        ("三、四、五、七", "【三至五、七】"),
        ("六（一）1、六（一）2、六（一）3", "【六（一）1至3】"),
        ("四第1句、四第2句、四第3句", "【四第1句、四第2句、四第3句】"),
        ("四1、2、3", "【四1至3】"),
        ("四1、2", "【四1、四2】"),
        ("前言、1、2、3", "【前言、1至3】"),
        ("附件一、附件二、附件三", "【附件一至附件三】"),
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
