"""Comments that set findings aside: where they work, what they can't do, and what is said about them."""

import pytest

from polc.compiler.driver import Compiled, compile_file
from polc.dsl.diagnostics.model import Severity
from polc.dsl.format import format_module
from polc.dsl.source import Source

HEAD = '政策 "示例" { 文号 "示例〔2025〕1号" }\n'  # POL705, a warning
REST = "输出 应缴金额: 金额 别名 gross_due\n【一】 规定 应缴金额 { 【一】 为 400元 }\n"
OPEN = "输出 没有定的: 金额 别名 open\n"  # POL216, a warning
REASON = "原文没有编号"


def compiled(text: str, analyse: bool = True, **others: str) -> Compiled:
    texts = {"示例.pol": text, **{f"{name}.pol": other for name, other in others.items()}}

    def read(path: str) -> Source:
        if path not in texts:
            raise FileNotFoundError(path)
        return Source(path=path, text=texts[path])

    return compile_file("示例.pol", read, analyse=analyse)


def outcome(text: str, **others: str) -> tuple[list[str], list[str]]:
    """The codes told, and the codes set aside."""
    result = compiled(text, **others)
    return [d.code.id for d in result.diagnostics], [d.code.id for d in result.suppressed]


@pytest.mark.parametrize(
    "text",
    [
        f"# polc: 忽略 POL705 {REASON}\n{HEAD}{REST}",
        f"{HEAD.rstrip()}  # polc: 忽略 POL705 {REASON}\n{REST}",
        f"# polc: 忽略 POL705 {REASON}\n# 别的说明\n{HEAD}{REST}",
        f"＃ｐｏｌｃ：忽略ＰＯＬ７０５　{REASON}\n{HEAD}{REST}",
        f"#polc:忽略 pol705，{REASON}\n{HEAD}{REST}",
    ],
)
def test_where_and_how_a_comment_works(text: str) -> None:
    assert outcome(text) == ([], ["POL705"])


@pytest.mark.parametrize(
    "text",
    [
        f"# polc: 忽略 POL705 {REASON}\n\n{HEAD}{REST}",
        f"{HEAD}# polc: 忽略 POL705 {REASON}\n{REST}",
        f"{OPEN.rstrip()} # polc: 忽略 POL705 {REASON}\n{HEAD}{REST}",
    ],
)
def test_elsewhere_it_does_nothing_and_is_reported(text: str) -> None:
    told, aside = outcome(text)
    assert {"POL705", "POL707"} <= set(told)
    assert aside == []


def test_several_above_one_line() -> None:
    both = f"# polc: 忽略 POL216 起草中\n# polc: 忽略 POL705 {REASON}\n"
    assert outcome(HEAD + REST + both + OPEN) == (["POL705", "POL707"], ["POL216"])


def test_one_comment_leaves_other_findings_alone() -> None:
    assert outcome(f"# polc: 忽略 POL705 {REASON}\n{HEAD}{REST}{OPEN}") == (["POL216"], ["POL705"])


@pytest.mark.parametrize("reason", ["", " ", "。", "……"])
def test_a_reason_is_needed(reason: str) -> None:
    assert outcome(f"# polc: 忽略 POL705 {reason}\n{HEAD}{REST}") == (["POL706"], ["POL705"])


@pytest.mark.parametrize(
    ("comment", "code", "error", "nearest"),
    [
        ("POL605 没有这回事", "POL605", "", ""),
        ("705 编号不全", "705", "", "POL705"),
        ("POL201 想忽略错误", "POL201", "POL201", ""),
        ("。", "POL…", "", "POL"),
    ],
)
def test_what_sets_nothing_aside_is_told(comment: str, code: str, error: str, nearest: str) -> None:
    found = compiled(f"{HEAD}{REST.rstrip()} # polc: 忽略 {comment}\n").diagnostics
    (facts,) = [dict(d.facts) for d in found if d.code.id == "POL707"]
    assert (facts["code"], facts["error"]) == (code, error)
    assert facts["nearest"].startswith(nearest) and bool(facts["nearest"]) == bool(nearest)


def test_errors_stay() -> None:
    wrong = REST.replace("400元", "没有的")
    result = compiled(HEAD + wrong.rstrip() + " # polc: 忽略 POL201 以后再改\n")
    assert [d.level for d in result.diagnostics if d.code.id == "POL201"] == [Severity.ERROR]
    assert result.suppressed == ()


def test_the_findings_about_comments_stay() -> None:
    text = f"# polc: 忽略 POL706 不想写\n# polc: 忽略 POL707 不想写\n# polc: 忽略 POL705\n{HEAD}{REST}"
    told, aside = outcome(text)
    assert sorted(told) == ["POL706", "POL707", "POL707"]
    assert aside == ["POL705"]


def test_unused_only_where_every_check_was_run() -> None:
    unused = f"# polc: 忽略 POL605 {REASON}\n"
    assert "POL707" in outcome(HEAD + unused + REST)[0]
    assert "POL707" not in outcome(HEAD + unused + REST.replace("400元", "没有的"))[0]
    assert "POL707" not in [d.code.id for d in compiled(HEAD + unused + REST, analyse=False).diagnostics]


def test_a_shared_file_keeps_its_comments() -> None:
    shared = f"词汇 甲 {{\n# polc: 忽略 POL605 {REASON}\n事实 低保对象: 是非 默认 否 别名 subsistence\n}}\n"
    told, _ = outcome(f'引用 "通用"\n{HEAD}{REST}', 通用=shared)
    assert told == ["POL705"]


def test_other_comments_are_only_comments() -> None:
    text = f"# polc 忽略 POL705 {REASON}\n{HEAD}{REST}# 忽略 POL705\n# polc: 说明\n"
    assert outcome(text) == (["POL705"], [])


def test_canonical_text_keeps_them_working() -> None:
    text = f"# polc: 忽略 POL705 {REASON}\n{HEAD}{REST}{OPEN.rstrip()} # polc: 忽略 POL216 起草中\n"
    first = compiled(text)
    again = compiled(format_module(first.module))
    assert [d.code.id for d in again.diagnostics] == []
    assert sorted(d.code.id for d in again.suppressed) == ["POL216", "POL705"]
