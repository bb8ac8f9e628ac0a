"""Faults that a notice's own text shows, readings that are easy to get wrong, and random trees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notices import forms

from polc.dsl.notice.model import DoubtKind, Notice, PlaceKind
from polc.dsl.notice.reading import read_notice

HEAD = "示例市关于办理补贴的通知\n示例〔2030〕1号\n各有关单位：\n"
TAIL = "示例市医疗保障局\n2030年2月20日\n"


def body(*paragraphs: str) -> Notice:
    """A notice with these paragraphs."""
    return read_notice(HEAD + "\n".join(paragraphs) + "\n" + TAIL)


def doubts(*paragraphs: str) -> list[tuple[DoubtKind, str]]:
    return [(doubt.kind, doubt.what) for doubt in body(*paragraphs).doubts]


def names(notice: Notice) -> list[str]:
    return [place.at for place in notice.places if place.kind is not PlaceKind.HEADING]


# ---- faults of the notice ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("paragraphs", "kind", "what"),
    [
        (("一、2030年2月30日前申请。",), DoubtKind.NO_SUCH_DAY, "2030年2月30日"),
        (("一、从2030年9月1日至8月31日办理。",), DoubtKind.ENDS_BEFORE_IT_BEGINS, "2030-09-01"),
        (("一、对象", "二、标准", "四、时间"), DoubtKind.NUMBER_SKIPPED, "四"),
        (("一、对象", "（一）甲；", "（二）乙；", "（二）丙。"), DoubtKind.NUMBER_TWICE, "(二)"),
        (("第一条 本办法适用于甲。", "第二条 按照本办法第九条办理。"), DoubtKind.NO_SUCH_CLAUSE, "第九条"),
        (
            ("一、对象", "（一）甲；", "（二）乙；", "（三）符合以上（一）至（五）条件的丙。"),
            DoubtKind.NO_SUCH_CLAUSE,
            "（五）",
        ),
        (
            (
                "一、时间",
                "（一）集中缴费期：2030年9月1日至12月31日。",
                "二、办理",
                "（一）集中缴费期：2030年9月1日至11月30日。",
            ),
            DoubtKind.WINDOW_TWICE,
            "集中缴费期",
        ),
    ],
)
def test_faults_of_the_notice(paragraphs: tuple[str, ...], kind: DoubtKind, what: str) -> None:
    assert doubts(*paragraphs) == [(kind, what)]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("一、2032年2月29日前申请。",),
        ("一、从2030年9月1日至次年2月28日办理。",),
        ("一、从2030年9月1日起办理，2030年3月1日前的不算。",),
        ("一、对象", "（一）甲；", "（二）乙。", "二、标准", "（三）丙；", "（四）丁。"),
        ("第一条 按照《条例》第九条、民法典第二百零二条办理。",),
        ("一、符合本通知规定的。", "二、按照国务院令第12号第三条执行。"),
        ("一、时间", "（一）集中缴费期：2030年9月1日至12月31日。", "二、集中缴费期内不等待。"),
        ("一、对象", "（一）甲；", "（二）乙；", "（三）符合以上（一）至（二）条件的丙。"),
    ],
)
def test_what_is_no_fault(paragraphs: tuple[str, ...]) -> None:
    assert [kind for kind, _ in doubts(*paragraphs) if kind is not DoubtKind.NUMBER_SKIPPED] == []


# ---- easy to get wrong ------------------------------------------------------------------------------
def test_a_semicolon_ends_no_sentence() -> None:
    notice = body("一、甲的免缴；乙的减半；丙的不减。丁另行规定。")
    assert names(notice) == ["一第1句", "一第2句"]


def test_full_stops_in_quotes_and_brackets_end_no_sentence() -> None:
    notice = body("一、写明“本人自愿。特此申请。”的，可以办理（见附件。下同）。逾期不办。")
    assert names(notice) == ["一第1句", "一第2句"]


def test_a_heading_that_runs_in_is_no_sentence() -> None:
    notice = body("（一）普通居民缴费。按年缴纳，不退。", "（二）按400元缴费。逾期不补。")
    assert [place.text for place in notice.places if place.kind is PlaceKind.HEADING] == ["普通居民缴费。"]
    assert names(notice) == ["（一）", "（二）第1句", "（二）第2句"]


def test_a_paragraph_behind_the_last_item_has_two_names() -> None:
    notice = body("一、对象", "（一）甲；", "（二）乙。", "以上对象只享受一种。")
    place = notice.places[-1]
    assert place.at == "一末段"
    assert [label.text for label in place.labels] == ["一", "一（二）"]


def test_items_numbered_through_all_articles() -> None:
    notice = body("一、对象", "（一）甲；", "（二）乙。", "二、标准", "（三）丙；", "（四）丁。")
    assert names(notice) == ["一（一）", "一（二）", "二（三）", "二（四）"]


def test_a_reference_at_the_beginning_of_a_line_is_no_article() -> None:
    text = "第一条 对象按照规定确定，具体办法由市医疗保障部门会同有关部门另行制定并公布，其中符合本办法\n"
    text += "第三条第一款规定的，按照本办法的规定办理，具体办法由市医疗保障部门会同有关部门另行制定公\n"
    text += "布后执行，本办法没有规定的按照国家和省有关规定执行，国家和省没有规定的由市人民政府决定。\n"
    text += "第二条 标准按照规定确定，具体办法由市医疗保障部门会同有关部门另行制定并公布后按照规定执行。\n"
    text += "第三条 时间按照规定确定，具体办法由市医疗保障部门会同有关部门另行制定并公布后按照规定执行。\n"
    assert len({place.label.path for place in read_notice(text * 1).places}) == 3


def test_names_of_an_annex_without_figures_do_not_enter() -> None:
    notice = read_notice(HEAD + "一、办理。\n附件：名单\n" + TAIL + "附件\n领导小组名单\n组长甲、副组长乙\n")
    annex = notice.places[-1]
    assert (annex.kind, annex.digest, annex.characters) == (PlaceKind.ANNEX, "", 0)


def test_any_text_is_read_without_a_fault() -> None:
    for text in (
        "",
        "\n\n",
        "一、",
        "（）",
        "第条",
        "附件1",
        "。。。",
        "\ufeff\u3000",
        "一、\n" * 50,
        "（一）" * 400,
    ):
        read_notice(text)


@given(st.text(alphabet="一二三四（）()、。；：第条款1２．附件年月日元%“”《》\n 甲乙", max_size=200))
def test_reading_never_fails(text: str) -> None:
    notice = read_notice(text)
    assert read_notice(text) == notice


# ---- random trees -----------------------------------------------------------------------------------
_WORDS = (
    "参保居民",
    "困难群众",
    "符合条件的人员",
    "各县区",
    "医疗保障部门",
    "补贴资金",
    "申请材料",
    "缴费标准",
)
_VERBS = (
    "按照规定办理",
    "由财政部门拨付",
    "应当及时审核",
    "可以享受补贴",
    "每人每年400元",
    "不低于670元",
    "自2030年7月1日起执行",
    "满60周岁的减免90%",
)
_sentence = st.builds(
    lambda subjects, verbs: "，".join(f"{s}{v}" for s, v in zip(subjects, verbs, strict=True)),
    st.lists(st.sampled_from(_WORDS), min_size=2, max_size=2),
    st.lists(st.sampled_from(_VERBS), min_size=2, max_size=2),
)
_text = st.lists(_sentence, min_size=1, max_size=3).map(lambda parts: "".join(f"{part}。" for part in parts))
_item = st.tuples(_text, st.lists(_text, max_size=2))
_article = st.tuples(
    st.sampled_from(("对象", "标准", "时间", "办理")), st.lists(_item, min_size=1, max_size=3)
)
_CN = "零一二三四五六七八九"


def rendered(articles: list[tuple[str, list[tuple[str, list[str]]]]], style: int) -> tuple[str, list[str]]:
    """The text of a tree, and how its sentences are cited."""
    lines, cited = [], []
    paren = ("（{}）", "({})")[style % 2]
    dot = ("．", "、", ".")[style % 3]
    for a, (heading, items) in enumerate(articles, 1):
        lines.append(f"{_CN[a]}、{heading}")
        for b, (text, points) in enumerate(items, 1):
            lines.append(paren.format(_CN[b]) + text)
            count = text.count("。")
            tails = [f"第{n}句" for n in range(1, count + 1)] if count > 1 or points else [""]
            cited += [f"{_CN[a]}（{_CN[b]}）{tail}" for tail in tails]
            for c, point in enumerate(points, 1):
                lines.append(f"{c}{dot}{point}")
                several = point.count("。")
                ends = [f"第{n}句" for n in range(1, several + 1)] if several > 1 else [""]
                cited += [f"{_CN[a]}（{_CN[b]}）{c}{end}" for end in ends]
    return "\n".join(lines) + "\n", cited


@given(st.lists(_article, min_size=1, max_size=4), st.integers(0, 5), st.sampled_from((0, 44, 56, 70)))
def test_random_trees_parse_back(
    articles: list[tuple[str, list[tuple[str, list[str]]]]], style: int, width: int
) -> None:
    text, cited = rendered(articles, style)
    whole = HEAD + text + TAIL
    notice = read_notice(forms.wrapped(whole, width) if width else whole)
    assert names(notice) == cited
    assert notice.doubts == ()
    assert (notice.document, notice.title) == ("示例〔2030〕1号", "示例市关于办理补贴的通知")
