"""No fact is asked whose every value gives the same result, and none is left out that changes one.

Held to all completions of small persons: every way to fill in every unknown fact, compared as people would
read it. Persons who wait for a fact that only some answer makes interesting are asked one question more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random

import pytest
from agreement.persons import Person, persons
from agreement.random_kernels import FLAGS, random_kernel
from compile import kernel_of

from polc.compiler.asking import asking
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.text import result_text
from polc.dsl.values import Undetermined, yuan

KERNELS, PERSONS, UNKNOWN = 24, 12, 3
HEAD = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一、二、三】 }
事实 甲: 是非  别名 a
事实 乙: 是非  别名 b
事实 缴费日: 日期  别名 pay_date
输出 缴费时段: 选项  别名 window
输出 补贴: 金额  别名 subsidy
【一】 时段 缴费时段 按 缴费日 {
  【一】 一期  2031-01-01 至 2031-06-30
  【一】 其余 待定 "一期以外未写明"
}
"""
WAYS = list(product((False, True), repeat=UNKNOWN))
OUTSIDE, INSIDE = {"缴费日": date(2032, 1, 1)}, {"缴费日": date(2031, 3, 1)}


def told(kernel: Kernel, person: Person) -> dict[str, str]:
    """Every output as text."""
    bounds, fields = bounds_of(kernel), evaluate(kernel, person, traced=False).fields
    return {decl.name: result_text(fields[decl.name].result, bounds) for decl in kernel.outputs}


def partly_known(kernel: Kernel, seed: int) -> Iterator[tuple[Person, list[str]]]:
    """Persons of whom a few flags aren't known and all else is, with these."""
    rng = Random(seed)
    given: Person = {}
    for person in persons(kernel, PERSONS, seed):
        given |= {name: value for name, value in person.items() if value is not None}
        unknown = sorted(rng.sample(FLAGS, UNKNOWN))
        if len(given) == len(kernel.inputs):
            yield {**given, **dict.fromkeys(unknown)}, unknown


@pytest.mark.parametrize("seed", range(KERNELS))
def test_what_is_asked_changes_a_result_and_nothing_else_does(seed: int) -> None:
    kernel = random_kernel(seed)
    for person, unknown in partly_known(kernel, seed):
        evaluation = evaluate(kernel, person, traced=False)
        found = asking(kernel, person, evaluation)
        assert {*found.facts, *found.needless} == set(evaluation.missing)
        if not evaluation.missing:
            continue
        ways = {way: told(kernel, {**person, **dict(zip(unknown, way, strict=True))}) for way in WAYS}
        bounds = bounds_of(kernel)
        for name, field in found.settled.items():
            assert {answer[name] for answer in ways.values()} == {result_text(field.result, bounds)}
        for name in evaluation.missing:
            if name not in unknown:
                continue
            place = unknown.index(name)
            useful = any(ways[way] != ways[(*way[:place], not way[place], *way[place + 1 :])] for way in ways)
            assert useful == (name in found.facts), (person, name)


@pytest.mark.parametrize(
    "rows",
    [
        "【二】 甲  为 300元\n【三】 在 一期  为 400元\n【三】 并存 合计",
        '【二】 在 一期 且 非 甲  为 300元\n【三】 在 一期 且 甲  为 400元\n【三】 其余 待定 "一期以外"',
    ],
    ids=["one row is open anyway", "otherwise says the same"],
)
def test_what_is_undetermined_whatever_a_fact_says_is_not_asked(rows: str) -> None:
    kernel = kernel_of(f"{HEAD}【二】 规定 补贴 {{\n{rows}\n}}\n")
    found = asking(kernel, OUTSIDE, evaluate(kernel, OUTSIDE))
    assert (found.facts, found.needless) == ((), ("甲",))
    assert isinstance(found.settled["补贴"].result, Undetermined)
    assert asking(kernel, INSIDE, evaluate(kernel, INSIDE)).facts == ("甲",)


def test_a_fact_that_settles_it_for_some_is_asked() -> None:
    rows = "【二】 在 一期 且 甲  为 300元\n【三】 其余 为 400元"
    kernel = kernel_of(f"{HEAD}【二】 规定 补贴 {{\n{rows}\n}}\n")
    assert asking(kernel, OUTSIDE, evaluate(kernel, OUTSIDE)).facts == ("甲",)


def test_two_rows_that_say_the_same_between_them_ask_nothing() -> None:
    kernel = kernel_of(f"{HEAD}【二】 规定 补贴 {{\n【二】 甲  为 400元\n【三】 非 甲  为 400元\n}}\n")
    found = asking(kernel, INSIDE, evaluate(kernel, INSIDE))
    assert (found.facts, found.needless) == ((), ("甲",))
    assert found.settled["补贴"].result == yuan(400)
    assert found.settled["补贴"].clauses == ("二", "三")


def test_what_the_relations_leave_no_choice_of_is_not_asked() -> None:
    rows = "【二】 甲 且 乙  为 300元\n【三】 其余 为 400元"
    kernel = kernel_of(f"{HEAD}关系 甲、乙 互斥\n【二】 规定 补贴 {{\n{rows}\n}}\n")
    assert asking(kernel, INSIDE, evaluate(kernel, INSIDE)).facts == ()
    sure = {**INSIDE, "甲": True}
    assert asking(kernel, sure, evaluate(kernel, sure)).settled["补贴"].result == yuan(400)


def test_whoever_waits_for_a_day_is_asked_everything() -> None:
    rows = "【二】 在 一期 且 甲  为 300元\n【三】 其余 为 400元"
    kernel = kernel_of(f"{HEAD}【二】 规定 补贴 {{\n{rows}\n}}\n")
    assert asking(kernel, {}, evaluate(kernel, {})).facts == ("甲", "缴费日")
