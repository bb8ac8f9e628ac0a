"""Running values are checked: the step for any value before it, the last value with a list."""

from __future__ import annotations

from polc.compiler.driver import compile_file
from polc.dsl.diagnostics.model import Diagnostic
from polc.dsl.source import Source

POLICY = """词汇 乙 {{
  清单 缴费记录 不超过 40 先后 按 年度 别名 years {{
    事实 年度: 整数 别名 year
    事实 状态: 选项（已缴、断缴、免缴） 别名 status
  }}
  输出 等待月数: 整数 别名 wait
}}
政策 "断保等待期" {{ 文号 "示例〔2031〕2号" 条款 【一至三】 }}
【一】 累计 断缴年数 每笔 缴费记录 自 0 {{
  【一】 状态 是 断缴 且 断缴年数 低于 4 为 断缴年数 + 1
  【一】 状态 是 断缴 且 断缴年数 {long} 4 为 4
  【二】 状态 是 已缴 为 0
  {exempt}
}}
【三】 规定 等待月数 {{
  【三】 断缴年数 低于 1 为 0
  【三】 断缴年数 {late} 1 为 2 + （断缴年数 超出 1 部分）
}}
"""
EXEMPT = "【二】 状态 是 免缴 为 断缴年数"


def found(long: str = "不低于", exempt: str = EXEMPT, late: str = "不低于") -> list[Diagnostic]:
    text = POLICY.format(long=long, exempt=exempt, late=late)
    return list(compile_file("甲.pol", lambda path: Source(path=path, text=text)).diagnostics)


def test_a_history_that_is_decided_for_everybody_has_no_finding() -> None:
    assert found() == []


def test_a_hole_of_the_step_is_shown_with_the_value_before() -> None:
    (hole,) = [d for d in found(long="超过") if d.code.id == "POL603"]
    assert ("此前的 断缴年数", "4") in hole.witness[0].facts


def test_a_status_without_a_step_is_shown() -> None:
    (hole,) = [d for d in found(exempt="") if d.code.id == "POL603"]
    assert ("缴费记录 的 状态", "免缴") in hole.witness[0].facts


def test_a_hole_of_a_rule_that_reads_the_last_value_is_shown_with_a_list() -> None:
    (hole,) = found(late="超过")
    assert hole.code.id == "POL603"
    assert dict(hole.witness[0].facts)["缴费记录"].startswith("1条")


def test_two_steps_for_one_entry_clash() -> None:
    both = f"{EXEMPT} 【三】 状态 是 免缴 为 3"
    assert "POL501" in {d.code.id for d in found(exempt=both)}
