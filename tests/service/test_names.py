"""Which mentions mean which declaration, and renaming: proved on every policy, whatever is renamed."""

from __future__ import annotations

from random import Random

import pytest
from checkout import ROOT
from service.editor import POLICIES, Editor, below, workspace

from polc.compiler.data import to_data
from polc.compiler.driver import compile_file
from polc.dsl import nodes
from polc.dsl.diagnostics.model import Edit
from polc.dsl.source import Source, Span
from polc.service.names import Names, names_of
from polc.service.renaming import NotRenamed, applied, rename
from polc.service.workspace import Workspace

NEW = "全新名称"


def renamed(space: Workspace, edits: tuple[Edit, ...]) -> dict[str, str]:
    """The files that the edits change, as they are then."""
    paths = {edit.span.path for edit in edits}
    return {p: applied(space.source(p).text, [e for e in edits if e.span.path == p]) for p in paths}


def kernel_text(path: str, texts: dict[str, str]) -> str:
    """The kernel that the command would make of a policy, some files exchanged."""

    def read(name: str) -> Source:
        return Source(path=name, text=texts[name]) if name in texts else below(name)

    kernel = compile_file(path, read, analyse=False).kernel
    return "" if kernel is None else repr(to_data(kernel))


def holds(path: str, span: Span) -> None:
    """A declaration renamed: the policy's kernel is the same up to the name."""
    space = workspace(path)
    old = space.source(span.path).slice(span).strip("「」")
    texts = renamed(space, rename(space, span.path, span.start, NEW))
    assert any(NEW in text for text in texts.values())
    assert kernel_text(path, texts).replace(NEW, old) == kernel_text(path, {})


def declared(path: str) -> list[Span]:
    names = names_of(workspace(path), [path])
    return sorted(names.declared, key=lambda s: (s.path, s.start))


@pytest.mark.parametrize("path", POLICIES)
def test_a_renamed_policy_means_the_same(path: str) -> None:
    spans = declared(path)
    for span in Random(path).sample(spans, min(2, len(spans))):
        holds(path, span)


@pytest.mark.thorough
@pytest.mark.parametrize("path", POLICIES)
def test_every_name_of_a_policy_can_be_renamed(path: str) -> None:
    for span in declared(path):
        holds(path, span)


@pytest.mark.heavy
def test_a_shared_word_is_renamed_in_all_policies() -> None:
    shipped = tuple(path for path in POLICIES if path.startswith("policies/"))
    space = workspace(*shipped)
    users = [path for path in shipped if "参加职工医保" in space.source(path).text]
    vocabulary = "policies/词汇/居民医保.pol"
    start = space.source(vocabulary).text.index("参加职工医保")
    edits = rename(space, vocabulary, start, NEW)
    texts = renamed(space, edits)
    assert sorted(texts) == sorted(users)
    assert len(users) == 4
    for path in users:
        assert kernel_text(path, texts).replace(NEW, "参加职工医保") == kernel_text(path, {})


def test_names_alike_in_three_notices_are_three_names() -> None:
    """Each notice says for itself who is insured: renaming the one of 石狮 leaves the others alone."""
    shipped = tuple(path for path in POLICIES if path.startswith("policies/"))
    space = workspace(*shipped)
    path = "policies/石狮2025/石狮2025.pol"
    start = space.source(path).text.index("参保对象")
    assert {edit.span.path for edit in rename(space, path, start, NEW)} == {path}


TWO = {
    "a.pol": '政策 "甲" { 按月计算 当月末日 闰日生日 2月28日 }\n引用 "词"\n'
    "【一】 时段 缴费时段 按 缴费日 {\n  【一】 集中期 2024-10-01 至 2024-12-31\n}\n"
    "【一】 群体 早的 = 缴费日 早于 集中期末日\n【一】 群体 也早的 = 在 集中期\n"
    "【一】 规定 补贴 { 【一】 户型 是 平房 为 10元  【一】 其余 为 0元 }\n"
    '案例 "一" {\n  户型 = 平房\n  期望 补贴 = 10元\n}\n',
    "词.pol": "事实 缴费日: 日期 别名 day\n事实 户型: 选项（平房、楼房） 别名 kind\n"
    "事实 屋顶: 选项（平房、坡顶） 别名 roof\n输出 补贴: 金额 别名 grant\n",
}


def two() -> Workspace:
    space = Workspace(listed=lambda: ("a.pol",))
    for path, text in TWO.items():
        space.put(path, text)
    return space


def after(path: str, mark: str, new: str) -> dict[str, str]:
    space = two()
    return renamed(space, rename(space, path, space.source(path).text.index(mark), new))


def test_days_made_of_a_name_go_with_it() -> None:
    (text,) = after("a.pol", "集中期末日", "秋季").values()
    assert "早于 秋季末日" in text
    assert "在 秋季\n" in text
    assert "【一】 秋季 2024-10-01" in text


def test_an_option_is_its_facts_alone() -> None:
    texts = after("词.pol", "平房、楼房", "砖房")
    assert "选项（砖房、楼房）" in texts["词.pol"]
    assert "选项（平房、坡顶）" in texts["词.pol"]
    assert "户型 是 砖房" in texts["a.pol"]
    assert "户型 = 砖房" in texts["a.pol"]


def test_last_years_names_go_along() -> None:
    path = "examples/语言/15-沿用与衔接/15-沿用与衔接.pol"
    space = workspace(path)
    uses = [item for item in space.module(path).items if isinstance(item, nodes.Use)]
    kept = next(use.inherits.kept[0] for use in uses if use.inherits is not None)
    edits = rename(space, path, kept.span.start, NEW)
    assert {edit.span.path for edit in edits} == {path, "examples/语言/15-沿用与衔接/去年.pol"}


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("规定", "语言的词"),
        ("屋顶", "已经有"),
        ("平房", "已经有"),
        ("集中期首日", "已经有"),
        ("1号", "不能作名称"),
        ("甲 乙", "不能作名称"),
        ("", "不能作名称"),
    ],
)
def test_what_no_name_can_be_is_refused(new: str, why: str) -> None:
    with pytest.raises(NotRenamed, match=why):
        after("词.pol", "户型", new)


def test_nothing_to_rename_is_told() -> None:
    editor = Editor(two())
    found = editor.answer("textDocument/rename", editor.about("a.pol", "政策", newName=NEW))
    assert found["error"]["message"] == "这里没有可以改名的名称"


def test_definition_and_references() -> None:
    editor = Editor(two())
    (there,) = editor.ask("textDocument/definition", editor.about("a.pol", "户型"))
    assert there["uri"] == "pol:/词.pol"
    assert there["range"]["start"] == {"line": 1, "character": 3}
    found = editor.ask("textDocument/references", editor.about("词.pol", "户型"))
    assert [(f["uri"], f["range"]["start"]["line"]) for f in found] == [
        ("pol:/a.pol", 7),
        ("pol:/a.pol", 9),
        ("pol:/词.pol", 1),
    ]
    without = {"context": {"includeDeclaration": False}}
    assert len(editor.ask("textDocument/references", editor.about("词.pol", "户型", **without))) == 2


@pytest.mark.parametrize("path", POLICIES)
def test_mentions_are_where_their_names_stand(path: str) -> None:
    """Every mention covers text that is a name, and mentions that hang together have one name."""
    names: Names = names_of(workspace(path), [path])
    texts = {m.span.path: (ROOT / m.span.path).read_text(encoding="utf-8") for m in names.mentions.values()}
    for declaration in names.declared:
        words = {
            texts[m.span.path][m.span.start : m.span.end].strip("「」").removesuffix(m.suffix)
            for m in names.together(declaration)
        }
        assert len(words) == 1, words
