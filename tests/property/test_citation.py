"""Citations: what is drawn as clauses comes back from both of its written forms."""

from hypothesis import given
from hypothesis import strategies as st
from property.expressions import cites

from polc.dsl.citation import CitationError, parse_citation
from polc.dsl.source import fold_width


@given(cites)
def test_both_written_forms_read_back(cite):
    citation = cite.citation
    assert parse_citation(fold_width(citation.text)) == citation
    assert parse_citation(fold_width(citation.short)) == citation


PIECES = (
    *(
        "一",
        "四",
        "十条",
        "第十条",
        "之一",
        "第一款",
        "第2款",
        "（二）",
        "第三项",
        "2",
        "3.",
        "（1）",
        "附件",
        "附表",
    ),
    *(
        "附件一",
        "前言",
        "正文",
        "第2段",
        "末段",
        "第二句",
        "首句",
        "民法典",
        "《办法》",
        "《甲、乙：丙》",
        "至",
        "：",
        "，",
    ),
    *("、", "、", "、", "、"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_is_read_is_read_so_again(text):
    try:
        citation = parse_citation(fold_width(text))
    except CitationError:
        return
    assert parse_citation(fold_width(citation.text)) == citation
    assert parse_citation(fold_width(citation.short)) == citation
