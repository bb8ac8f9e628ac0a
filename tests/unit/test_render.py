"""What people read in a terminal: fixed parts in fixed order, carets under the right characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from wcwidth import wcwidth

from polc.dsl.diagnostics.codes import ALL
from polc.dsl.diagnostics.conflicts import RULES_CONFLICT
from polc.dsl.diagnostics.model import Code, Diagnostic, Lang, Note, Severity, Text, WitnessRow
from polc.dsl.diagnostics.names import UNKNOWN_NAME
from polc.dsl.diagnostics.render import Counts, count, render, render_concise, summary_line
from polc.dsl.diagnostics.width import columns_of
from polc.dsl.diagnostics.windows import WINDOW_HOLE
from polc.dsl.diagnostics.wording import fields
from polc.dsl.source import NOWHERE, Source, Span

POLICY = Source(
    path="policies/示例/示例.pol",
    text="""政策 "示例" {
  文号 "示例〔2025〕1号"
  【四】 保障年度  2025-01-01 至 2025-12-31
}
【六】 时段 缴费时段 按 缴费日 {
  【六（一）】 补缴一  2025-01-01 至 2025-06-30
  【六（一）】 补缴二  2025-07-01 至 2025-09-30
}
""",
)
WORDS = Source(path="词汇/居民医保.pol", text="词汇 居民医保 {\n\t输出 缴费时段: 选项  别名 pay_window\n}\n")
SOURCES = {source.path: source for source in (POLICY, WORDS)}
PLAIN = Code(id="POL999", severity=Severity.ERROR, title=Text("题", "title"), message=Text("句", "sentence"))


def at(text: str, source: Source = POLICY) -> Span:
    start = source.text.index(text)
    return Span(source.path, start, start + len(text))


HOLE = Diagnostic(
    code=WINDOW_HOLE,
    span=at("2025-09-30"),
    facts=(("days", "92"), ("end", "2025-12-31"), ("start", "2025-10-01"), ("window", "缴费时段")),
    notes=(
        Note(at("2025-12-31"), Text("而保障年度到这一天才结束", "yet the year only ends on this day")),
        Note(at("缴费时段", WORDS), Text("“{window}”在这里定义", "“{window}” is defined here")),
    ),
    witness=(
        WitnessRow(
            who="示例甲",
            facts=(("缴费日", "2025-09-30"), ("低保对象", "是"), ("残疾人", "否")),
            outcome=(("应缴", "1070.00 元"),),
            clauses=("六（一）",),
        ),
        WitnessRow(who="示例乙", facts=(("缴费日", "2025-10-01"),), outcome=(("", "没有一行适用"),)),
    ),
    basis=("示例〔2025〕1号 六（一）",),
)


def find(text: str, before: str, marked: str) -> tuple[Source, Diagnostic]:
    source = Source(path="甲.pol", text=text)
    start = text.index(before) + len(before)
    return source, Diagnostic(code=PLAIN, span=Span(source.path, start, start + len(marked)))


def cells(text: str, wide: bool = False) -> int:
    """Columns of printed text, counted without the code under test."""
    ambiguous = "“”…·—" if wide else ""
    return sum(2 if char in ambiguous else max(wcwidth(char), 0) for char in text)


def underlined(page: str, wide: bool = False) -> str:
    """The printed characters of the first source line that have a caret below them."""
    line, carets = page.splitlines()[3:5]
    shown, below = line.partition("| ")[2], carets.partition("| ")[2]
    left, right = len(below) - len(below.lstrip()), len(below.rstrip())
    found, column = "", 0
    for char in shown:
        if left <= column < right:
            found += char
        column += cells(char, wide)
    return found


def test_parts_stand_in_their_order(snapshot: SnapshotAssertion) -> None:
    assert render(HOLE, SOURCES) == snapshot


def test_english(snapshot: SnapshotAssertion) -> None:
    assert render(HOLE, SOURCES, Lang.EN) == snapshot


def test_many_lines_are_shown_by_their_ends(snapshot: SnapshotAssertion) -> None:
    start = POLICY.text.index("【六】")
    block = Span(POLICY.path, start, len(POLICY.text) - 1)
    diagnostic = Diagnostic(
        code=WINDOW_HOLE, span=block, facts=HOLE.facts, notes=(Note(at("补缴一"), Text("一", "1")),)
    )
    assert render(diagnostic, SOURCES) == snapshot


def test_two_places_on_a_line_share_it(snapshot: SnapshotAssertion) -> None:
    note = Note(at("补缴二"), Text("这一行", "this row"))
    assert (
        render(Diagnostic(code=WINDOW_HOLE, span=HOLE.span, facts=HOLE.facts, notes=(note,)), SOURCES)
        == snapshot
    )


def test_a_finding_without_a_place(snapshot: SnapshotAssertion) -> None:
    assert render(Diagnostic(code=UNKNOWN_NAME, span=NOWHERE, facts=(("name", "低保户"),)), {}) == snapshot


def test_a_suggestion_without_its_fact_is_left_out() -> None:
    with_nearest = (("name", "低保户"), ("nearest", "低保对象"))
    empty = (("name", "低保户"), ("nearest", ""))
    assert "低保对象" in render(Diagnostic(code=UNKNOWN_NAME, span=NOWHERE, facts=with_nearest), {})
    assert "改为" not in render(Diagnostic(code=UNKNOWN_NAME, span=NOWHERE, facts=empty), {})


def test_colour_only_adds_codes() -> None:
    coloured = render(HOLE, SOURCES, colour=True)
    assert "\x1b[1;31m错误[POL402]\x1b[0m" in coloured
    for ink in ("1;31", "1;34", "1", "0"):
        coloured = coloured.replace(f"\x1b[{ink}m", "")
    assert coloured == render(HOLE, SOURCES)


@pytest.mark.parametrize(
    ("text", "before", "marked"),
    [
        ("【一】 低保户  为 40元", "【一】 ", "低保户"),
        ("\t【一】\t低保户  为 40元", "【一】\t", "低保户"),
        ("  \t 甲\t\t乙", "\t\t", "乙"),
        ("“𠮷𠮷”家 低保户", "家 ", "低保户"),
        ("ＡＢ，４０元　低保户", "　", "低保户"),
        ("e\u0301e\u0301 x 低保户", "x ", "低保户"),
        ("ab低", "", "ab低"),
        ("一行\n二行 甲", "", "一行"),
    ],
)
def test_carets_stand_below_the_place(text: str, before: str, marked: str) -> None:
    source, diagnostic = find(text, before, marked)
    assert underlined(render(diagnostic, {source.path: source})) == marked


@pytest.mark.parametrize("wide", [False, True])
def test_carets_in_both_widths_of_ambiguous_characters(wide: bool) -> None:
    source, diagnostic = find("革命“五老”人员·遗属……  全额", "……  ", "全额")
    assert underlined(render(diagnostic, {source.path: source}, wide=wide), wide) == "全额"


def test_common_characters_are_as_wide_as_the_tables_say() -> None:
    """The tables are asked only about the others."""
    chars = [chr(point) for point in range(0x20, 0x110000)]
    assert [char for char in chars if columns_of(char) != max(wcwidth(char), 0)] == []


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\x1b", "\u00a0", "\ufeff"])
def test_unseen_characters_are_drawn(hidden: str) -> None:
    source, diagnostic = find(f"低保{hidden}对象 甲", "象 ", "甲")
    page = render(diagnostic, {source.path: source})
    assert hidden not in page
    assert f"<U+{ord(hidden):04X}>" in page
    assert underlined(page) == "甲"


def test_facts_and_paths_cannot_drive_the_terminal() -> None:
    span = Span("a\x1b[2J.pol", 0, 1)
    diagnostic = Diagnostic(code=UNKNOWN_NAME, span=span, facts=(("name", "\x1b]0;x\x07\n低保"),))
    sources = {span.path: Source(path=span.path, text="低")}
    for text in (render(diagnostic, sources), render_concise(diagnostic, sources)):
        assert text.replace("\n", "").isprintable()


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_any_text_can_be_drawn(text: str, start: int, length: int) -> None:
    source = Source(path="甲.pol", text=text)
    diagnostic = Diagnostic(code=PLAIN, span=Span(source.path, start, start + length))
    page = render(diagnostic, {source.path: source})
    assert page.count("^") >= 1
    assert page.endswith("= 说明：polc rule POL999")


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("code", ALL, ids=lambda code: code.id)
def test_a_chinese_console_can_show_everything(code: Code, lang: Lang) -> None:
    texts = (code.message, *code.suggestions, *([code.label] if code.label else []))
    names = sorted(frozenset().union(*(each for text in texts for each in fields(text))))
    diagnostic = Diagnostic(
        code=code,
        span=HOLE.span,
        facts=tuple((name, "值") for name in names),
        notes=HOLE.notes,
        witness=HOLE.witness,
        basis=HOLE.basis,
    )
    page = render(diagnostic, SOURCES, lang, colour=True)
    assert page.encode("gbk").decode("gbk") == page
    assert "{" not in page.replace('政策 "', "").split("\n")[0]


def test_concise_is_one_line() -> None:
    expected = (
        "policies/示例/示例.pol:7:28: POL402 错误 缴费时段有空档：2025-10-01 至 2025-12-31（92 天）"
        "没有任何一行说明该怎么办"
    )
    assert render_concise(HOLE, SOURCES) == expected
    assert render_concise(Diagnostic(code=PLAIN, span=NOWHERE), {}) == "POL999 错误 句"
    assert render_concise(Diagnostic(code=PLAIN, span=Span("无.pol", 3, 4)), {}) == "无.pol: POL999 错误 句"


def test_summary_line() -> None:
    warning = Diagnostic(code=RULES_CONFLICT, span=NOWHERE, severity=Severity.WARNING)
    counts = count([HOLE, warning, warning], files=3)
    assert summary_line(counts) == "3 个文件：1 个错误，2 个警告，0 个提示"
    assert summary_line(counts, Lang.EN) == "3 files: 1 error, 2 warnings, 0 notes"
    assert summary_line(Counts(files=1), Lang.EN) == "1 file: 0 errors, 0 warnings, 0 notes"
