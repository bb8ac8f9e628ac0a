"""Words of an older version: each is read as today's, told once, and mended by fmt and by its edits."""

from __future__ import annotations

import pytest

from polc.dsl.diagnostics.model import Sink
from polc.dsl.format import format_module
from polc.dsl.keywords import WORDS
from polc.dsl.nodes import Module
from polc.dsl.parser import parse
from polc.dsl.retired_words import RETIRED
from polc.dsl.source import Source

OLD_AND_NEW = [
    ("【一】 量 甲 = 较高者（乙、1元）", "【一】 量 甲 = 最高（乙、1元）"),
    ("【一】 量 甲 = 较低者（乙、1元）", "【一】 量 甲 = 最低（乙、1元）"),
    ("【一】 量 甲 = 较晚者（乙、丙）", "【一】 量 甲 = 最晚（乙、丙）"),
    ("【一】 量 甲 = 较早者（乙、丙）", "【一】 量 甲 = 最早（乙、丙）"),
    ("【一】 量 甲 = 总计 书 的 价 若无 1元", "【一】 量 甲 = 合计 书 的 价 若无 1元"),
    ("【一】 群体 甲 = 乙 高于 3 或 乙 不高于 1", "【一】 群体 甲 = 乙 超过 3 或 乙 不超过 1"),
    ("清单 书 至多 20 别名 books { }", "清单 书 不超过 20 别名 books {\n}"),
    ("【一】 累计 甲 每笔 书 起于 0 { }", "【一】 累计 甲 每笔 书 自 0 {\n}"),
    ("关系 日 限于 2025-01-01 至 2025-12-31", "关系 日 在 2025-01-01 至 2025-12-31"),
    ("待遇期 始 至 末 对价 价", "待遇期 始 至 末 按 价"),
    ("减免 甲 得出 乙、丙、丁、戊", "减免 甲 输出 乙、丙、丁、戊"),
    ('【一】 期限 "办" 于 2025-09-25', '【一】 期限 "办"  在 2025-09-25'),
    ('【一】 程序 "报" 每月 30日 前', '【一】 程序 "报"  每月 不晚于 30日'),
    ("【一】 量 甲 = 乙 每 （1000元） 计 2元 不足按一计", "【一】 量 甲 = 乙 每满 （1000元） 计 2元 进一"),
    (
        "【一】 群体 甲 = 每个 书（至少一个）其 （新 且 好）",
        "【一】 群体 甲 = 每个 书 其 （新 且 好） 若无 否",
    ),
    ("【一】 群体 甲 = 每个 书（可以没有）其 新", "【一】 群体 甲 = 每个 书 其 新 若无 是"),
    (
        "【一】 群体 甲 = 乙、丙 等（开放）",
        '【一】 群体 甲 = 乙、丙 等 待定 "名单以“等”结尾，没有写完"',
    ),
    ('案例 "一" { 无记录 书 }', '案例 "一" {\n  书 = 没有\n}'),
    ('案例表 "一" { 列 甲 期望 乙 ｜ 1 ｜ 2 }', '案例 "一" {\n  列 甲 期望 乙\n  ｜ 1 ｜ 2\n}'),
    (
        "【三】 规定 甲 只取最高 每笔 书 { 【四】 为 1元 }",
        "【三】 规定 甲 每笔 书 {\n  【三】 并存 只取 最高\n  【四】 为 1元\n}",
    ),
    ("【三】 规定 甲 合计 { }", "【三】 规定 甲 {\n  【三】 并存 合计\n}"),
    (
        '【一】 假定 甲 { 高 只取最高 和 合计 "都给" 采用 高 }',
        '【一】 假定 甲 {\n  高  并存 只取 最高\n  和  并存 合计  "都给"\n  采用 高\n}',
    ),
    (
        "【一】 减免 甲 { 【一】 乙 定额 5元 【一】 并存 只取最低 }",
        "【一】 减免 甲 {\n  【一】 乙  为 5元\n  【一】 并存 只取 最低\n}",
    ),
    ('政策 "甲" { 按月计算 取月末 }', '政策 "甲" {\n  按月计算 当月末日\n}'),
    ('政策 "甲" { 按月计算 取次月首日 }', '政策 "甲" {\n  按月计算 次月首日\n}'),
    (
        '政策 "甲" { 有效期 2025-01-01 起 按 日 溯及 2024-12-01 }',
        '政策 "甲" {\n  有效期 2025-01-01 起 按 日 自 2024-12-01\n}',
    ),
    (
        "【一】 量 甲 = 乙 舍入 到分 舍入 到角 进一 舍入 到元",
        "【一】 量 甲 = 乙 舍入 到 1分 舍入 到 1角 进一 舍入 到 1元",
    ),
    ("【一】 量 甲 = 乙 舍入 到十元 舍入 到整数 舍去", "【一】 量 甲 = 乙 舍入 到 10元 舍入 到 1 舍去"),
]


def read(text: str) -> tuple[Module, Sink]:
    sink = Sink()
    return parse(Source(path="政策.pol", text=text), sink), sink


@pytest.mark.parametrize(("old", "new"), OLD_AND_NEW)
def test_old_text_is_read_as_todays(old: str, new: str) -> None:
    module, sink = read(old)
    assert [found.code.id for found in sink.found] == ["POL119"]
    assert format_module(module) == new + "\n"
    again, quiet = read(new)
    assert again == module and not quiet.found


@pytest.mark.parametrize(("old", "new"), OLD_AND_NEW)
def test_the_edits_mend_the_text_and_nothing_else(old: str, new: str) -> None:
    found = read(old)[1].found[0]
    text = old
    for edit in sorted(found.repair, key=lambda e: (e.span.start, e.span.end), reverse=True):
        text = text[: edit.span.start] + edit.new + text[edit.span.end :]
    module, sink = read(text)
    assert not sink.found
    assert format_module(module) == new + "\n"


def test_every_retired_word_is_among_the_samples() -> None:
    assert not RETIRED & WORDS
    assert [word for word in sorted(RETIRED) if not any(word in old for old, _ in OLD_AND_NEW)] == []


def test_one_message_for_a_file_that_names_every_word() -> None:
    _, sink = read("【一】 量 甲 = 较高者（乙、总计 书 的 价）\n【一】 量 丁 = 较高者（乙、1元）\n")
    facts = dict(sink.found[0].facts)
    assert len(sink.found) == 1
    assert facts == {"count": "3", "words": "“较高者”现在写“最高”，“总计”现在写“合计”"}


def test_a_retired_word_is_no_name() -> None:
    """It's read as what stands for it, and never silently as a name."""
    _, sink = read("事实 限于: 是非 别名 bounded")
    assert "POL109" in [found.code.id for found in sink.found]
    named = read("事实 「限于」: 是非  别名 bounded\n")[0]
    assert format_module(named) == "事实 「限于」: 是非  别名 bounded\n"


def test_no_entries_is_said_by_a_word_that_names_may_have() -> None:
    text = '事实 情况: 选项（没有、有）  别名 state\n\n案例 "一" {\n  情况 = 没有\n}\n'
    module, sink = read(text)
    assert not sink.found and format_module(module) == text
