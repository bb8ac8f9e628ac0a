"""What causes a status is a set: in which order its causes are met changes no answer, in no engine."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from agreement.databases import in_duckdb
from agreement.mirrored import said_twice
from agreement.persons import persons
from agreement.python_module import differences, load
from agreement.random_kernels import random_kernel
from agreement.sql_engines import Answers, compared
from compile import kernel_of

from polc.compiler.interpret import Evaluation, evaluate
from polc.dsl.values import Amount, Missing, NotApplicable, Records, Result, Undetermined, meet, same
from polc.targets.sql.dialects import DUCKDB
from polc.targets.sql.register import Register
from polc.targets.sql.statement import unsupported
from polc.targets.sql.wording import CLAUSES

KERNELS = 30
PERSONS = 25
SUMS = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一、二】 }
事实 甲: 是非 默认 否  别名 a
事实 乙: 是非 默认 否  别名 b
事实 工资: 金额  别名 wage
事实 房租: 金额  别名 rent
输出 补贴: 金额  别名 subsidy
【一】 规定 补贴 {
  【一】 甲  为 工资 + 房租
  【二】 乙  为 房租 + 工资
  【二】 其余 为 0元
}
"""


@pytest.mark.parametrize("seed", range(KERNELS))
def test_said_twice_in_two_orders_means_the_same(seed: int) -> None:
    kernel = random_kernel(seed)
    twice = said_twice(kernel)
    for person in persons(kernel, PERSONS, seed):
        once, again = evaluate(kernel, person, traced=False), evaluate(twice, person, traced=False)
        for name, field in once.fields.items():
            assert same(field.result, again.fields[name].result), (name, person)
            assert set(field.clauses) == set(again.fields[name].clauses), (name, person)


@pytest.mark.parametrize("seed", range(0, KERNELS, 3))
def test_the_module_agrees_on_what_is_said_twice(seed: int) -> None:
    twice = said_twice(random_kernel(seed))
    module = load(twice)
    for person in persons(twice, PERSONS, seed):
        assert differences(twice, module, person, reasons=False) == []


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(1, KERNELS, 6))
def test_duckdb_agrees_on_what_is_said_twice(seed: int) -> None:
    twice = said_twice(random_kernel(seed))
    if unsupported(twice, DUCKDB):
        return
    people = list(persons(twice, PERSONS, seed))
    wanted = [evaluate(twice, person, traced=False) for person in people]
    found = in_duckdb(twice, people, None, Register())
    assert compared(twice, [in_one_order(each) for each in wanted], clauses_in_one_order(found)) == []


def in_one_order(evaluation: Evaluation) -> Evaluation:
    """Clauses sorted: of two waiting numbers, SQL may begin with either one's (decision 032)."""
    fields = {
        name: attrs.evolve(field, clauses=tuple(sorted(field.clauses)))
        for name, field in evaluation.fields.items()
    }
    return attrs.evolve(evaluation, fields=fields)


def clauses_in_one_order(answers: Answers) -> Answers:
    def cell(label: str, given: object) -> object:
        if label.endswith("_clauses") and isinstance(given, str):
            return CLAUSES.join(sorted(given.split(CLAUSES)))
        return given

    rows = [tuple(map(cell, answers.labels, row)) for row in answers.rows]
    return Answers(answers.labels, rows)


def test_missing_facts_in_another_order_are_no_difference() -> None:
    kernel = kernel_of(SUMS)
    wanted = Missing(inputs=("工资", "房租"))
    for known in ({"甲": True, "乙": True}, {"甲": True, "乙": None}, {"甲": None, "乙": True}):
        assert evaluate(kernel, known).result("补贴") == wanted


@pytest.mark.parametrize("way", [1, -1])
def test_statuses_meet_in_any_order(way: int) -> None:
    outside = [NotApplicable(reason="乙"), NotApplicable(reason="甲", kind="期外")][::way]
    assert meet(outside) == NotApplicable(reason="乙")
    silent = [Undetermined(reasons=("乙", "丙")), Undetermined(reasons=("甲",), document="省")]
    silent += [Undetermined(reasons=("乙",), document="市")]
    assert meet(silent[::way]) == Undetermined(reasons=("丙", "乙", "甲"), document="市")


HIGHER = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一】 }
事实 工资: 金额  别名 wage
事实 房租: 金额  别名 rent
【一】 标准 补助 不低于 670元
【一】 规定 限额 每笔 户 { 【一】 有房  不适用 "有房" 【一】 其余 为 100元 }
清单 户 不超过 1 别名 home { 事实 有房: 是非  别名 owned }
输出 高: 金额 = 最高（ONE、OTHER）  别名 high
输出 保: 金额  别名 floor
【一】 规定 保 { 【一】 为 ONE 保底 OTHER }
"""


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("工资", "房租", Missing(inputs=("工资", "房租"))),
        ("工资", "合计 户 的 限额", NotApplicable(reason="有房", clauses=("一",))),
        ("补助", "670元", Amount(Fraction(0), (("补助", Fraction(1)),))),
    ],
)
def test_of_two_the_higher_in_either_order(one: str, other: str, wanted: Result) -> None:
    for first, second in ((one, other), (other, one)):
        kernel = kernel_of(HIGHER.replace("ONE", first).replace("OTHER", second))
        evaluation = evaluate(kernel, {"户": Records(((True,),))})
        assert same(evaluation.result("高"), wanted)
        assert same(evaluation.result("保"), wanted)
