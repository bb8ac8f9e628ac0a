"""What a summary says and what it never says: order, wording, audiences, hostile text."""

import re
from itertools import pairwise

import attrs
import kernels
import pytest
from summary.pages import AUDIENCES, NAMES, SHIPPED, body, kernel_of, read_html, summaries, summary, unescape

from polc.compiler.kernel import Kernel, Statement
from polc.dsl.source import NOWHERE

ORDER = [
    "我能不能参保",
    "什么时候缴",
    "缴多少",
    "从什么时候享受待遇",
    "减免和资助",
    "算给您看",
    "怎么办",
    "名词解释",
    "没有写明的事项和本摘要采用的假定",
    "条款对照表",
]
HOSTILE = '"引号"\'{{ 7*7 }}{% x %}<script>alert(1)</script>|*粗*_斜_`码`[链](javascript:0)<!-- &amp; \\ #$'


def headings(name: str, audience: str) -> list[str]:
    page = body(summary(name, audience, "html"))
    return [h.text for h in page.all("main")[0].all("h2") if h.text != "一句话"]


# ---- order and audiences ----------------------------------------------------------------------------
def test_sections_stand_in_their_order() -> None:
    assert headings("town", "经办") == ORDER


def test_sections_need_something_to_say() -> None:
    assert headings("bare", "经办") == ["怎么规定的", "条款对照表"]


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("name", ["town", "bare", "books", *SHIPPED])
def test_the_public_sees_no_identifiers_and_no_code(name: str, suffix: str) -> None:
    kernel = kernel_of(name)
    page = summary(name, "经办", suffix)
    text = body(page).text if suffix == "html" else unescape(page)
    aliases = {decl.alias for decl in (*kernel.inputs, *kernel.fields) if decl.alias}
    assert [word for word in re.findall(r"[a-z_]{3,}", text) if word in aliases] == []
    code = [row.condition for choice in kernel.choices for row in choice.rows if " 且 " in row.condition]
    assert [line for line in code if line in text] == []
    assert re.findall(r" (?:且|或|非|为|在|例外|优先于) ", text) == []


def test_a_bound_stays_a_bound() -> None:
    text = summary("town", "经办", "md")
    assert "应缴不低于1050元" in text
    assert set(re.findall(r"(.{3})1050元", text)) == {"不低于"}


def test_a_day_says_whether_it_counts() -> None:
    assert "2031年3月1日（含当天）至2031年12月31日（含当天）" in summary("town", "经办", "md")
    assert "2031年7月1日（含当天）以后" in summary("town", "经办", "md")


def test_ages_name_their_day() -> None:
    assert "年满60周岁（按缴费日算）" in summary("town", "经办", "md")
    assert "未满18周岁（按缴费日算）" in summary("town", "经办", "md")


def test_what_is_paid_for_nothing_is_said() -> None:
    assert "2031年10月1日（含当天）以后缴费的，到可以享受的那一天，已经过了2031年12月31日" in summary(
        "town", "经办", "md"
    )


def test_a_clause_that_nothing_accounts_for_is_shown() -> None:
    assert "| 【八】 | 没有交代 |" in summary("town", "经办", "md")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_policies_account_for_every_clause(name: str, audience: str) -> None:
    assert "没有交代" not in summary(name, audience, "md")


@pytest.mark.parametrize("name", SHIPPED)
def test_four_to_six_persons_are_worked_through(name: str) -> None:
    assert 4 <= len(re.findall(r"^### 例", summary(name, "经办", "md"), re.M)) <= 6


@pytest.mark.parametrize("name", SHIPPED)
def test_the_ordinary_person_comes_first_and_an_example_has_answers(name: str) -> None:
    worked = summary(name, "经办", "md").split("\n## 算给您看\n")[1].split("\n## ")[0]
    examples = worked.split("\n### 例")[1:]
    assert re.match(r"1 (本市居民|连续参保的居民)，集中", examples[0])
    assert "待定" not in examples[0]
    assert all(len(re.findall(r"^\|.*待定.*\|$", example, re.M)) <= 2 for example in examples)


def test_lines_of_one_table_are_told_apart_without_their_numbers() -> None:
    from polc.targets.summary.examples import _for_readers, _told_apart

    assert _for_readers("南安1甲 各类学生（第4行：高校新生）") == "各类学生：高校新生"
    assert _for_readers("月补贴的各个界（第2行）") == "月补贴的各个界"
    assert _told_apart(["界", "界", "别的"]) == ["界（一）", "界（二）", "别的"]


# ---- hostile text -----------------------------------------------------------------------------------
def hostile() -> Kernel:
    town = kernels.town()
    info = attrs.evolve(town.info, title=HOSTILE, document=HOSTILE)
    said = Statement(kind="渠道", text=HOSTILE, cite=kernels.cite("六（一）"), span=NOWHERE)
    return attrs.evolve(town, info=info, statements=(said,))


def test_hostile_text_stays_text_in_html() -> None:
    page = read_html(summaries(hostile(), "经办")["html"])
    assert page.all("script", "img", "iframe", "link") == []
    assert page.all("h1")[0].text == HOSTILE
    assert HOSTILE + "。" in page.all("body")[0].text
    assert [a.attributes["href"] for a in page.all("a") if not a.attributes["href"].startswith("#")] == []


def test_hostile_text_stays_text_in_markdown() -> None:
    text = summaries(hostile(), "经办")["md"]
    title = text.splitlines()[0]
    assert unescape(title) == f"# {HOSTILE}"
    assert not re.search(r"(?<!\\)[<>`*_\[\]|{}]", title)


@pytest.mark.parametrize("text", ["一行\n# 另一行", "1. 号", "- 点", "+ 加", "=== 线"])
def test_text_starts_no_block(text: str) -> None:
    info = attrs.evolve(kernels.bare().info, title=text)
    lines = summaries(attrs.evolve(kernels.bare(), info=info), "经办")["md"].splitlines()
    assert unescape(lines[0]) == f"# {' '.join(text.split())}" and lines[1] == ""


# ---- the page ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_whole_and_small(name: str, audience: str) -> None:
    text = summary(name, audience, "html")
    page = read_html(text)
    assert len(text.encode()) < 300_000
    assert page.all("html")[0].attributes["lang"] == "zh-CN"
    assert page.all("script", "link", "img") == []
    assert not re.search(r"@import|url\((?!#)", text)
    assert len(page.all("h1")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_headings_skip_no_level(name: str) -> None:
    levels = [int(h.tag[1]) for h in read_html(summary(name, "经办", "html")).all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_tables_can_be_read_aloud(name: str) -> None:
    for table in read_html(summary(name, "经办", "html")).all("table"):
        assert table.all("caption")[0].text
        assert all(head.attributes["scope"] in ("col", "row") for head in table.all("th"))
        heads = len(table.all("thead")[0].all("th"))
        assert {len(row.all("th", "td")) for row in table.all("tbody")[0].all("tr")} <= {heads}


def test_identifiers_of_the_page_are_unique() -> None:
    page = read_html(summary(SHIPPED[0], "经办", "html"))
    found = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(found) == len(set(found))


# ---- the timeline -----------------------------------------------------------------------------------
def test_the_timeline_can_be_read_without_colour() -> None:
    (drawing,) = read_html(summary("town", "经办", "html")).all("svg")
    assert drawing.all("title")[0].text and drawing.all("desc")[0].text
    fills = [bar.attributes["fill"] for bar in drawing.all("rect") if bar.attributes.get("class") == "bar"]
    assert len(fills) == len(set(fills)) == 3
    assert [t.text for t in drawing.all("text")][::2] == ["集中缴费期", "延长缴费期", "补缴期"]


@pytest.mark.parametrize("name", ["town", *SHIPPED])
def test_labels_of_the_timeline_stay_inside_and_apart(name: str) -> None:
    for drawing in read_html(summary(name, "经办", "html")).all("svg"):
        width = int(drawing.attributes["viewbox"].split()[2])
        lines = [int(t.attributes["y"]) for t in drawing.all("text")]
        assert len(lines) == len(set(lines)) and min(b - a for a, b in pairwise(lines)) >= 14
        for label in drawing.all("text"):
            assert 0 <= int(label.attributes["x"]) < width


# ---- contrast ---------------------------------------------------------------------------------------
PAIRS = [
    ("ink", "paper"),
    ("ink", "tint"),
    ("soft", "paper"),
    ("soft", "tint"),
    ("red", "paper"),
    ("clause", "paper"),
    ("clause", "tint"),
    ("link", "paper"),
]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("text, ground", PAIRS)
def test_text_contrasts_with_its_ground(text: str, ground: str) -> None:
    style = summary("bare", "经办", "html")
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", style))
    light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
