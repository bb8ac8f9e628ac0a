"""Hover, fixes, formatting, outline, folding, colours and lenses, each on a text that shows it."""

from __future__ import annotations

import pytest
from service.editor import POLICIES, Editor, below, workspace

from polc.dsl.diagnostics.model import Lang, Severity
from polc.service.fixing import fixes
from polc.service.formatting import formatting
from polc.service.renaming import applied
from polc.service.tokens import TYPES

TEXT = """政策 "示例" { 条款 【一、二】 }

# ==== 情况 ====
事实 缴费日: 日期 别名 day
# 以民政部门的名单为准
事实 低保: 是非 默认 否 别名 poor
事实 户型: 选项（平房、楼房） 别名 kind
输出 补贴: 金额 别名 grant

# ==== 规定 ====
【一】 假定 起算 "没有写从哪天起" {
  当日: 缴费日 早于 2025-01-01 "按缴费那天"
  翌日: 缴费日 不晚于 2025-01-01
  采用 当日
}
【二】 标准 月标准 = 100元/月
【一】 规定 补贴 {
  【一】 低保 且 起算 为 10元
  【一】 其余 为 0元
}
案例 "低保" {
  低保
  缴费日 = 2024-10-15
  期望 补贴 = 10元
}
"""


@pytest.fixture
def editor() -> Editor:
    made = Editor(workspace())
    made.open("x.pol", TEXT)
    made.finish()
    return made


def hovered(editor: Editor, mark: str) -> str:
    found = editor.ask("textDocument/hover", editor.about("x.pol", mark))
    return "" if found is None else found["contents"]["value"]


# ---- hover ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("低保 且", ["**事实 低保**", "条件", "以民政部门的名单为准", "x.pol:6"]),
        ("户型", ["**事实 户型**", "选项（平房、楼房）"]),
        ("起算 为", ["**假定 起算**", "条款 【一】", "翌日: 缴费日", "采用 当日"]),
        ("月标准", ["**标准 月标准**", "条款 【二】", "100元/月"]),
        ("为 10元", ["**为**（结果）", "结果是什么"]),
        ("当日\n}", ["**读法 当日**", "按缴费那天"]),
        ("楼房", ["**选项 楼房**"]),
    ],
)
def test_hover_tells(editor: Editor, mark: str, told: list[str]) -> None:
    text = hovered(editor, mark)
    assert [part for part in told if part not in text] == []


def test_hover_on_a_finding_tells_its_page(editor: Editor) -> None:
    editor.change("x.pol", TEXT.replace("低保 且", "低宝 且"))
    editor.finish()
    assert "**POL201 没有定义的名称**" in hovered(editor, "低宝")


def test_hover_on_nothing_is_nothing(editor: Editor) -> None:
    assert hovered(editor, "\n# ====") == ""


# ---- fixes ----------------------------------------------------------------------------------------------
def fixed(text: str, title: str = "") -> list[str]:
    """What the fixes of the findings of a text make of it."""
    space = workspace()
    space.put("x.pol", text)
    found = space.front("x.pol").compiled().diagnostics
    mends = fixes(space, "x.pol", found, Lang.ZH)
    return [applied(text, fix.edits) for fix in mends if title in fix.title]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("低保 且 起算", "低宝 且 起算"),
        ("低保 且 起算", "低保 and 起算"),
        ("起算 为 10元", "起算 10元"),
        ("标准 月标准", "标准 「基数」"),
        ("户型 是 平房", "户型 是 平楼"),
        ("低保 且 起算", "低保 且\u200b 起算"),
    ],
)
def test_what_the_message_says_is_offered(wrong: str, right: str) -> None:
    text = TEXT.replace("低保 且", "户型 是 平房 且") if "户型" in wrong else TEXT
    text = text.replace("标准 月标准", "标准 「基数」") if "基数" in right else text
    wrong, right = ("「基数」", "基数") if "基数" in right else (wrong, right)
    broken = text.replace(wrong, right)
    assert broken != text
    assert text in fixed(broken)


@pytest.mark.parametrize(
    ("good", "bad"), [("且", "和且"), ("为 10元", "给 钱"), ("户型:", "户型"), ("采用", "用")]
)
def test_no_fix_leaves_as_many_errors(good: str, bad: str) -> None:
    broken = TEXT.replace(good, bad)
    space = workspace()
    space.put("x.pol", broken)
    errors = len(space.found_in_reading("x.pol"))
    for text in fixed(broken):
        there = workspace()
        there.put("x.pol", text)
        assert len(there.found_in_reading("x.pol")) < errors


def test_a_question_of_policy_can_be_answered() -> None:
    path = "policies/南安2026/南安2026.pol"
    editor = Editor(workspace())
    editor.open(path)
    editor.finish()
    warning = next(found for found in editor.shown(path) if found["severity"] == 2)
    params = {**editor.about(path), "range": warning["range"], "context": {"diagnostics": []}}
    actions = editor.ask("textDocument/codeAction", params)
    (edit,) = next(a for a in actions if "忽略" in a["title"])["edit"]["changes"][f"pol:/{path}"]
    assert edit["newText"] == f"  # polc: 忽略 {warning['code']} "


# ---- formatting -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", POLICIES)
def test_canonical_text_needs_no_edit(path: str) -> None:
    space = workspace()
    assert formatting(space, path) == ()


def test_only_lines_that_differ_are_exchanged() -> None:
    space = workspace()
    text = TEXT.replace("低保 且 起算 为", "低保   且   起算   为")
    space.put("x.pol", text)
    edits = formatting(space, "x.pol")
    lines = {space.source("x.pol").line_of(edit.span.start) for edit in edits}
    assert all("且" not in line or number in lines for number, line in enumerate(text.split("\n"), 1))
    again = applied(text, edits)
    space.put("x.pol", again)
    assert formatting(space, "x.pol") == ()
    assert "  【一】 低保 且 起算  为 10元\n" in again


def test_what_can_not_be_read_is_not_formatted() -> None:
    space = workspace()
    space.put("x.pol", TEXT.replace("  低保\n", "     低保 ???\n"))
    assert any(d.level is Severity.ERROR for d in space.found_in_reading("x.pol"))
    assert formatting(space, "x.pol") == ()


# ---- shape ----------------------------------------------------------------------------------------------
def test_outline(editor: Editor) -> None:
    found = editor.ask("textDocument/documentSymbol", editor.about("x.pol"))
    assert [entry["name"] for entry in found] == [
        *("示例", "缴费日", "低保", "户型", "补贴", "起算", "月标准", "补贴", "低保"),
    ]
    assert [row["name"] for row in found[5]["children"]] == ["当日", "翌日"]
    for entry in found:
        outer, inner = entry["range"], entry["selectionRange"]
        assert (outer["start"]["line"], outer["start"]["character"]) <= tuple(inner["start"].values())
        assert tuple(inner["end"].values()) <= tuple(outer["end"].values())


def test_folding(editor: Editor) -> None:
    found = editor.ask("textDocument/foldingRange", editor.about("x.pol"))
    assert [(f["startLine"], f["endLine"]) for f in found] == [(2, 7), (9, 24), (10, 13), (16, 18), (20, 23)]


def test_colours_cover_names_and_words(editor: Editor) -> None:
    data = editor.ask("textDocument/semanticTokens/full", editor.about("x.pol"))["data"]
    lines, line, character, seen = TEXT.split("\n"), 0, 0, []
    for down, right, length, kind, _ in zip(*[iter(data)] * 5, strict=True):
        line, character = line + down, right if down else character + right
        seen.append((lines[line][character : character + length], TYPES[kind]))
    assert ("政策", "keyword") in seen
    assert ("低保", "variable") in seen
    assert ("补贴", "function") in seen
    assert ("楼房", "enumMember") in seen
    assert ("2025-01-01", "number") in seen
    assert ("起算", "parameter") in seen


def test_lenses(editor: Editor) -> None:
    def titles() -> list[str]:
        return [x["command"]["title"] for x in editor.ask("textDocument/codeLens", editor.about("x.pol"))]

    assert titles()[0] == "案例 1/1 ✓"
    assert "3 处引用" in titles()
    editor.change("x.pol", TEXT.replace("期望 补贴 = 10元", "期望 补贴 = 11元"))
    editor.dispatcher.tick()
    assert not any("案例" in title for title in titles())
    editor.finish()
    assert titles()[0] == "案例 0/1 ✗"


@pytest.mark.parametrize("path", POLICIES)
def test_the_outline_lies_in_the_file(path: str) -> None:
    editor = Editor(workspace())
    editor.open(path)
    lines = len(below(path).text.split("\n"))
    for entry in editor.ask("textDocument/documentSymbol", editor.about(path)):
        assert 0 <= entry["range"]["start"]["line"] <= entry["range"]["end"]["line"] <= lines
