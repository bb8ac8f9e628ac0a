"""Names that lowering makes are told as people say them, and tables say only what holds for everybody."""

import pytest
from compile import kernel_of, policy

from polc.targets.summary.naming import from_another_file, said_name
from polc.targets.summary.rules import block_table
from polc.targets.summary.view import view_of


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("月补贴〔2031年12月〕", "月补贴"),
        ("可选〔缴费档次〕", "缴费档次"),
        ("起始日〔岭东省暂行规定〕", "“岭东省暂行规定”规定的起始日"),
        ("起始日〔示例〔2031〕1号〕", "“示例〔2031〕1号”规定的起始日"),
        ("起始日〔省一号〕〔市二号〕", "“省一号”规定的起始日"),
        ("月补贴〔2031年12月〕〔省一号〕", "“省一号”规定的月补贴"),
        ("起始日", "起始日"),
    ],
)
def test_said_name(made: str, said: str) -> None:
    assert said_name(made) == said
    assert from_another_file(made) == said.startswith("“")


def rows(files: dict[str, str], field: str) -> list[tuple[str, ...]]:
    kernel = kernel_of(files)
    table = block_table(view_of(kernel), kernel.choice_of[field], "")
    return [row.cells for row in table.rows]


def test_a_row_of_the_higher_level_says_what_it_goes_before() -> None:
    upper = policy("【八】 规定 应缴金额 { 【八】 低保对象 为 0元 }").replace("示例", "上级办法")
    own = """政策 "本级办法" { 文号 "示例〔2025〕1号" }
【三】 规定 应缴金额 { 【三】 本市户籍 为 400元 【四】 其余 为 500元 }"""
    files = {
        "main.pol": f'引用 "upper" 覆盖 应缴金额\n输出 应缴金额: 金额 别名 gross_due\n{own}',
        "upper.pol": upper,
    }
    assert ("低保对象（同时符合三的，按本条）", "0元") in rows(files, "应缴金额")


def test_a_default_isn_t_taken_for_what_holds_for_everybody() -> None:
    body = """
输出 补贴: 金额 别名 grant
【三】 规定 补贴 { 【三】 低保对象 为 100元 【三】 其余 为 0元 }
【四】 规定 应缴金额 { 【四】 为 补贴 }
"""
    assert rows({"main.pol": policy(body)}, "应缴金额") == [("所有情形", "补贴")]
