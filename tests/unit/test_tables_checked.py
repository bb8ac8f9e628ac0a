"""表, 标准 by a day, 分类 and 规定 每月 are checked for holes and clashes, whether or not they're outputs."""

from __future__ import annotations

from polc.compiler.driver import compile_file
from polc.dsl.diagnostics.model import Diagnostic
from polc.dsl.source import Source

HEAD = """词汇 丙 {
  事实 面积: 整数 别名 area
  事实 发放日: 日期 别名 paid_on
  事实 残疾: 是非 默认 否 别名 disabled
  输出 补贴: 金额 别名 subsidy
}
政策 "丙县" { 文号 "示例〔2031〕2号" 条款 【一、二】 }
关系 面积 在 1 至 500
"""
USE = "【二】 规定 补贴 { 【二】 为 每平方米标准 * 面积 }"
CLASSES = "【一】 分类 户型类 {{ 【一】 大户 = 面积 {} 【一】 小户 = 面积 低于 90 }} {}"
USE_CLASSES = "【二】 规定 补贴 { 【二】 在 大户 为 1元 【二】 在 小户 为 2元 }"


def found(text: str) -> list[Diagnostic]:
    return list(compile_file("甲.pol", lambda path: Source(path=path, text=HEAD + text)).diagnostics)


def test_a_hole_of_a_table_that_only_rules_read_is_shown_with_its_number() -> None:
    (hole,) = found(f"【一】 表 每平方米标准 按 面积 {{ 【一】 不满 45 为 2元 【一】 超过 45 为 3元 }} {USE}")
    assert (hole.code.id, hole.witness[0].facts[0]) == ("POL603", ("面积", "45"))


def test_an_overlap_of_bands_is_shown() -> None:
    rows = "【一】 45 以下 为 2元 【一】 45 以上 为 3元"
    (clash,) = found(f"【一】 表 每平方米标准 按 面积 {{ {rows} }} {USE}")
    assert (clash.code.id, clash.witness[0].facts[0]) == ("POL501", ("面积", "45"))


def test_a_gap_between_versions_is_a_hole_and_the_ends_are_silent() -> None:
    rows = "【一】 2031-01-01 至 2031-06-30 为 2元 【一】 {} 起 为 3元"
    table = f"【一】 标准 每平方米标准 按 发放日 {{{{ {rows} }}}} {USE.replace('{', '{{').replace('}', '}}')}"
    assert found(table.format("2031-07-01")) == []
    (hole,) = found(table.format("2031-08-01"))
    assert hole.code.id == "POL402"
    assert dict(hole.facts)["days"] == "31"


def test_classes_that_overlap_or_leave_somebody_out() -> None:
    assert found(CLASSES.format("不低于 90", USE_CLASSES)) == []
    assert {d.code.id for d in found(CLASSES.format("不低于 89", USE_CLASSES))} == {"POL501"}
    assert "POL603" in {d.code.id for d in found(CLASSES.format("不低于 91", USE_CLASSES))}


def test_a_clash_of_a_monthly_rule_is_told_once() -> None:
    rows = "【一】 残疾 为 3元 【一】 面积 超过 9 为 2元 【一】 其余 为 0元"
    total = "【二】 规定 补贴 { 【二】 为 合计 月额 自 2031-01-01 至 2031-06-30 }"
    (clash,) = found(f"【一】 规定 月额 每月 {{ {rows} }} {total}")
    assert clash.code.id == "POL501"
