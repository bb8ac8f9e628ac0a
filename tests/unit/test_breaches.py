"""关系 that a person breaks, whatever they are written with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest
from agreement.javascript import module, person_json
from agreement.python_module import load, module_person
from compile import kernel_of

from polc.compiler.breaches import broken
from polc.compiler.kernel import Kernel
from polc.dsl.values import Records

TEXT = """政策 "示例" { 文号 "示例〔2031〕11号" 闰日生日 3月1日 条款 【一】 }
事实 出生日期: 日期  别名 birth
事实 缴费日: 日期  别名 pay_date
事实 低保对象: 是非 默认 否  别名 low
事实 特困人员: 是非 默认 否  别名 poor
事实 人数: 整数  别名 members
清单 孩子 不超过 9 别名 children { 事实 生日: 日期  别名 born }
周岁 按 出生日期
【一】 群体 困难人员 = 低保对象、特困人员
【一】 假定 几岁 "没有写明" { 成年 截至 缴费日 满18周岁  劳动 截至 缴费日 满16周岁  都不采用 }
关系 缴费日 不早于 出生日期
关系 低保对象、特困人员 互斥
关系 人数 在 1 至 10
关系 困难人员 蕴含 人数 低于 6
关系 几岁
关系 条数 孩子 低于 人数
输出 应缴: 金额  别名 due
【一】 规定 应缴 { 【一】 为 400元 }
"""

FINE = {
    "出生日期": date(2000, 1, 1),
    "缴费日": date(2031, 3, 1),
    "人数": Fraction(3),
    "孩子": Records(((date(2020, 1, 1),),)),
}


@pytest.fixture(scope="module")
def town() -> tuple[Kernel, ModuleType]:
    kernel = kernel_of(TEXT)
    return kernel, load(kernel)


BROKEN: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"出生日期": date(2040, 1, 1)}, ["缴费日 不早于 出生日期", "几岁"]),
    ({"出生日期": date(2014, 3, 1)}, []),  # 17: one reading of two
    ({"出生日期": date(2016, 3, 2)}, ["几岁"]),
    ({"低保对象": True, "特困人员": True}, ["低保对象、特困人员 互斥"]),
    ({"人数": Fraction(-7)}, ["人数 在 1 至 10", "条数 孩子 低于 人数"]),
    ({"人数": Fraction(8), "低保对象": True}, ["困难人员 蕴含 人数 低于 6"]),
    ({"人数": Fraction(1)}, ["条数 孩子 低于 人数"]),
    ({"人数": None, "低保对象": True, "孩子": None, "缴费日": None}, []),
]


@pytest.mark.parametrize(("facts", "said"), BROKEN)
def test_what_is_broken(town: tuple[Kernel, ModuleType], facts: dict[str, Any], said: list[str]) -> None:
    kernel, made = town
    person = {**FINE, **facts}
    assert [relation.text for relation in broken(kernel, person)] == said
    decision = made.evaluate(module_person(kernel, made, person))
    assert list(decision.broken_relations) == said
    assert decision.to_dict().get("broken_relations", []) == said


def test_the_javascript_module_says_it_too(town: tuple[Kernel, ModuleType]) -> None:
    kernel, _ = town
    with module(kernel) as made:
        calls = [("evaluate", [person_json(kernel, {**FINE, **facts}), {}]) for facts, _ in BROKEN]
        answers = made.ask(calls)
    assert [answer.get("broken_relations", []) for answer in answers] == [said for _, said in BROKEN]
