"""不适用 reaches whatever is keyed on it, and every engine says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from agreement.databases import in_duckdb
from agreement.persons import persons
from agreement.python_module import differences, load
from agreement.sql_engines import differences as sql_differences
from compile import compile_text, kernel_of

from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.dsl.values import Missing, NotApplicable, Undetermined, yuan
from polc.targets.sql.register import Register

HEAD = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一、二、三】 }
事实 缴费额: 金额  别名 pays
事实 缴费日: 日期  别名 pay_date
事实 在册: 是非  别名 listed
输出 档: TYPE  别名 level
输出 补贴: 金额  别名 subsidy
"""
# What the key is, and what tells its values 一 and 二 apart.
KEYS = {
    "整数": ("1", "2"),
    "金额": ("100元", "200元"),
    "日期": ("2031-01-01", "2031-02-01"),
    "选项（高、低）": ("高", "低"),
    "是非": ("是", "否"),
}
BLOCKS = {
    "表": "【二】 表 补贴 按 档 { 【二】 ONE 为 30元 【三】 TWO 为 45元 }",
    "规定": "【二】 规定 补贴 { 【二】 档 是 ONE 且 在册 为 30元 【二】 档 是 ONE 且 非 在册 为 40元"
    " 【三】 档 是 TWO 为 45元 }",
}


def text(type_: str, block: str, rest: str) -> str:
    one, two = KEYS[type_]
    key = f"【一】 表 档 按 缴费额 {{ 【一】 200元 为 {one} 【一】 300元 为 {two} 【一】 其余 {rest} }}"
    said = BLOCKS[block].replace("ONE", one).replace("TWO", two)
    return f"{HEAD.replace('TYPE', type_)}{key}\n{said}\n"


def kernels() -> Iterator[Kernel]:
    for type_ in KEYS:
        for block in BLOCKS:
            yield kernel_of(text(type_, block, '不适用（选项不许） "没有这一档"'))


@pytest.mark.parametrize("type_", KEYS)
@pytest.mark.parametrize("block", BLOCKS)
def test_what_is_keyed_on_it_is_not_applicable_for_the_same_reason(type_: str, block: str) -> None:
    compiled = compile_text(text(type_, block, '不适用（选项不许） "没有这一档"'), analyse=True)
    assert [found.code.id for found in compiled.diagnostics] == []
    kernel = compiled.kernel
    assert kernel is not None
    wanted = NotApplicable(reason="没有这一档", kind="选项不许", clauses=("一",))
    assert evaluate(kernel, {"缴费额": yuan(250), "在册": True}).result("补贴") == wanted
    assert evaluate(kernel, {"缴费额": yuan(200), "在册": True}).result("补贴") == yuan(30)
    missing = evaluate(kernel, {"在册": True}).result("补贴")
    assert isinstance(missing, Missing)
    assert missing.inputs == ("缴费额",)


@pytest.mark.parametrize("block", BLOCKS)
def test_silence_stays_silence(block: str) -> None:
    found = evaluate(kernel_of(text("整数", block, '待定 "没有写"')), {"缴费额": yuan(250), "在册": True})
    assert isinstance(found.result("补贴"), Undetermined)
    assert found.result("补贴").reasons == ("没有写",)


def test_what_the_rest_says_stays() -> None:
    said = text("整数", "表", '不适用 "没有这一档"').replace("为 45元 }", "为 45元 【二】 其余 为 0元 }")
    assert evaluate(kernel_of(said), {"缴费额": yuan(250)}).result("补贴") == yuan(0)


def test_the_module_says_so_too() -> None:
    for kernel in kernels():
        module = load(kernel)
        for person in persons(kernel, 30):
            assert differences(kernel, module, person) == []


@pytest.mark.heavy
def test_duckdb_says_so_too() -> None:
    for kernel in kernels():
        people = list(persons(kernel, 30))
        assert sql_differences(kernel, people, in_duckdb(kernel, people, None, Register())) == []


WHYS = {
    "一种读法": """【一】 假定 怎么算 "未写明" { 照付：缴费额  不付：不适用 "照读法不付"  采用 不付 }
【一】 规定 档 { 【一】 在册 为 怎么算 【一】 其余 为 100元 }""",
    "一条记录": """清单 记录 至多 3 别名 l { 事实 额: 金额 别名 c }
【一】 规定 每项 每笔 记录 { 【一】 额 高于 1元 不适用 "照记录不付" 【一】 其余 为 额 }
【一】 规定 档 { 【一】 在册 为 总计 记录 的 每项 【一】 其余 为 100元 }""",
}


@pytest.mark.parametrize("why", WHYS)
def test_also_what_comes_through_a_reading_or_an_entry_is_passed_on(why: str) -> None:
    """Whatever makes the key 不适用, nobody who has no key has a row of what is keyed on it."""
    said = "【二】 规定 补贴 { 【二】 档 高于 200元 为 30元 }"
    kernel = kernel_of(f"{HEAD.replace('TYPE', '金额')}{WHYS[why]}\n{said}\n")
    seen = set()
    for person in persons(kernel, 60):
        fields = evaluate(kernel, person).fields
        if isinstance(fields["档"].result, NotApplicable):
            assert fields["补贴"].result == fields["档"].result
            seen.add(True)
    assert seen
