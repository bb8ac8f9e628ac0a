"""说明, 面向, 问 and 解释: what is kept of them, and what is refused."""

from __future__ import annotations

import pytest

from polc.compiler.driver import compile_file
from polc.compiler.kernel import Kernel
from polc.dsl.source import Source
from polc.dsl.values import Audience

WORDS = """词汇 甲 {
  事实 本地: 是非 别名 local
  说明 本地 "本地人" 否 "外地人" 问 "是本地人吗？" "看户口本"
}
"""
POLICY = """引用 "甲"
政策 "示例" {
  文号 "示例〔2031〕1号"
  【三】 解释 "示例市医保局"
  条款 【一至三】
}
输出 应缴: 金额 别名 due
事实 放弃: 是非 默认 否 别名 gave_up
%s
【二】 假定 起算 "没写" 面向 经办 { 次日算 400元 当日算 500元 采用 次日算 }
【一】 规定 应缴 { 【一】 本地 且 非 放弃 为 起算 【一】 其余 待定 "没写" 问 "外地人缴多少？" }
【二】 材料 "证件" 列明 "身份证" 限 非 本地 面向 群众
【二】 待定 "能不能退" 限 本地 面向 群众 问 "能退吗？"
【三】 程序 "报送"
案例 "一" 面向 群众 { 本地 期望 应缴 = 400元 }
"""


def compiled(extra: str) -> tuple[Kernel | None, list[tuple[str, dict[str, str]]]]:
    files = {"甲.pol": WORDS, "乙.pol": POLICY % extra}
    sources = {path: Source(path=path, text=text) for path, text in files.items()}
    found = compile_file("乙.pol", sources.get, analyse=False)
    return found.kernel, [(d.code.id, dict(d.facts)) for d in found.diagnostics]


def test_what_the_kernel_keeps() -> None:
    kernel, faults = compiled('说明 放弃 "不要了" 问 否\n【二】 说明 起算 的 次日算 "从第二天算"')
    assert kernel is not None and faults == []
    words = {(w.name, w.reading): w for w in kernel.wordings}
    local = words["本地", ""]
    assert (local.text, local.opposite, local.question) == ("本地人", "外地人", "是本地人吗？")
    assert (local.hint, local.asked, local.cite) == ("看户口本", True, None)
    assert not words["放弃", ""].asked
    of_reading = words["起算", "次日算"].cite
    assert of_reading is not None and of_reading.text == "二"
    assert kernel.info.contact == "示例市医保局"
    assert kernel.questions == (("没写", "外地人缴多少？"),)
    assert kernel.assumptions[0].audience is Audience.STAFF
    papers, silence, report = kernel.statements
    assert papers.guard is not None and papers.audience is Audience.PUBLIC
    assert (silence.question, report.audience, report.guard) == ("能退吗？", None, None)
    assert kernel.cases[0].audience is Audience.PUBLIC


def test_the_file_goes_before_its_vocabulary() -> None:
    kernel, faults = compiled('说明 本地 "户口在这里的人"')
    assert kernel is not None and faults == []
    assert [w.text for w in kernel.wordings if w.name == "本地"] == ["户口在这里的人"]


@pytest.mark.parametrize(
    ("extra", "code", "named"),
    [
        ('说明 本土 "本地人"', "POL201", "本土"),
        ('说明 本地 "甲"\n说明 本地 "乙"', "POL217", "说明 本地"),
        ('说明 本地 的 次日算 "甲"', "POL215", "本地"),
        ('说明 起算 的 第三日算 "甲"', "POL201", "第三日算"),
        ('【二】 程序 "办理" 面向 大众', "POL105", "大众"),
        ('【二】 程序 "办理" 面向 群众 面向 经办', "POL105", "面向"),
        ('【二】 程序 "办理" 限 起算', "POL301", ""),
        ('【二】 材料 "证件" 限 本地 不晚于 2031-01-01', "POL301", ""),
    ],
)
def test_what_is_refused(extra: str, code: str, named: str) -> None:
    _, faults = compiled(extra)
    assert faults and faults[0][0] == code, faults
    assert named in str(faults[0][1])
