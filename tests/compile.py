"""Compile policy text in tests: one file, or a small project given as a mapping."""

from __future__ import annotations

from collections.abc import Mapping

from polc.compiler.driver import Compiled, compile_file
from polc.compiler.kernel import Kernel
from polc.dsl.source import Source

CONVENTIONS = "按月计算 当月末日 闰日生日 2月28日"


def compile_text(text: str | Mapping[str, str], *, analyse: bool = False) -> Compiled:
    """The result of compiling `text`, or the file main.pol of a mapping from paths to texts."""
    files = {"main.pol": text} if isinstance(text, str) else text

    def read(path: str) -> Source:
        if path not in files:
            raise FileNotFoundError(path)
        return Source(path=path, text=files[path])

    return compile_file("main.pol", read, analyse=analyse)


def kernel_of(text: str | Mapping[str, str]) -> Kernel:
    """The kernel of a text that has no errors."""
    compiled = compile_text(text)
    assert compiled.kernel is not None, [(d.code.id, d.facts) for d in compiled.diagnostics]
    return compiled.kernel


def codes_of(text: str | Mapping[str, str], *, analyse: bool = False) -> list[str]:
    """The codes found in a text, sorted by place."""
    return [d.code.id for d in compile_text(text, analyse=analyse).diagnostics]


def policy(body: str, header: str = CONVENTIONS) -> str:
    """A policy with the facts and outputs that most tests need."""
    return f"""政策 "示例" {{ {header} }}
事实 缴费日: 日期 别名 pay_date
事实 出生日期: 日期 别名 birth_date
事实 本市户籍: 是非 别名 local
事实 低保对象: 是非 默认 否 别名 subsistence
事实 残疾人: 是非 默认 否 别名 disabled
周岁 按 出生日期
输出 应缴金额: 金额 别名 gross_due
{body}
"""


GRANT = """
输出 减免金额: 金额 别名 relief
输出 当场减免: 金额 别名 relief_now
输出 先缴后补退还: 金额 别名 refund
输出 付款方: 选项 别名 payer
输出 认定机关: 选项 别名 office
减免 个人缴费减免 输出 减免金额、当场减免、先缴后补退还、付款方、认定机关
【三】 标准 个人缴费 = 400元/人
【三】 规定 应缴金额 { 【三】 为 个人缴费 }
"""
