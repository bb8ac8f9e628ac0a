"""Lists looked into from inside lists, against plain Python over the same entries."""

from __future__ import annotations

import random

import pytest
from agreement.python_module import differences, load
from compile import codes_of, kernel_of

from polc.compiler.interpret import evaluate
from polc.dsl.values import Amount, Fraction, NotApplicable, Records, Result

PERSONS = 120
POLICY = """政策 "看病" { 文号 "示例〔2031〕1号"  条款 【一、二】 }
清单 就诊 不超过 9 先后 按 次序 别名 visits {
  事实 次序: 整数  别名 place
  事实 费用: 金额  别名 cost
  事实 住院: 是非  别名 inpatient
}
清单 家人 不超过 9 别名 family {
  事实 年龄: 整数  别名 age
  事实 在读: 是非  别名 student
}
输出 大额: 整数  别名 large
输出 多数: 整数  别名 above
输出 占半: 是非  别名 half
输出 已报: 金额  别名 paid
输出 学生多: 整数  别名 students
【一】 规定 分摊 每笔 就诊 {
  【一】 住院 为 费用 的 50% 舍入 到 1分 舍去
  【一】 其余 为 10元 * （条数 家人 其 在读）
}
【一】 累计 用掉 每笔 就诊 自 0元 { 【一】 为 最低（用掉 + 分摊、100元 * （条数 就诊）） }
【一】 规定 实报 每笔 就诊 { 【一】 为 最低（分摊、100元 * （条数 就诊） - 用掉） }
【二】 规定 大额 { 【二】 为 条数 就诊 其 （费用 超过 （最高 就诊 的 费用） 的 50%） }
【二】 规定 多数 { 【二】 为 条数 就诊 其 （费用 * （条数 就诊） 超过 合计 就诊 的 费用） }
【二】 规定 占半 {
  【二】 存在 就诊 其 （（条数 家人 其 （年龄 低于 18）） 超过 次序） 为 是
  【二】 其余 为 否
}
【二】 规定 已报 { 【二】 为 合计 就诊 的 实报 }
【二】 规定 学生多 { 【二】 为 条数 家人 其 （年龄 超过 条数 就诊 其 住院） }
"""


def half(fen: int) -> int:
    return fen // 2


def plain(visits: list[tuple[int, int, bool]], family: list[tuple[int, bool]]) -> dict[str, object]:
    """The five outputs by loops: money in 分."""
    visits = sorted(visits)
    costs = [cost for _, cost, _ in visits]
    students = sum(student for _, student in family)
    cap, used, paid = 10_000 * len(visits), 0, 0
    for _, cost, inpatient in visits:
        share = half(cost) if inpatient else 1_000 * students
        paid += min(share, cap - used)
        used = min(used + share, cap)
    young = sum(age < 18 for age, _ in family)
    return {
        "大额": sum(2 * cost > max(costs) for cost in costs),
        "多数": sum(cost * len(costs) > sum(costs) for cost in costs),
        "占半": any(young > place for place, _, _ in visits),
        "已报": paid,
        "学生多": sum(age > sum(inpatient for _, _, inpatient in visits) for age, _ in family),
    }


def told(result: Result) -> object:
    match result:
        case Amount(fen):
            return fen
        case NotApplicable(kind=kind):
            return kind
        case _:
            return result


def people(seed: int) -> list[tuple[list[tuple[int, int, bool]], list[tuple[int, bool]]]]:
    rng = random.Random(seed)
    found = []
    for _ in range(PERSONS):
        places = rng.sample(range(1, 10), k=rng.randint(0, 5))
        visits = [(place, rng.randint(0, 60_000), rng.random() < 0.5) for place in places]
        family = [(rng.randint(0, 40), rng.random() < 0.5) for _ in range(rng.randint(0, 5))]
        found.append((visits, family))
    return found


def as_person(visits: list[tuple[int, int, bool]], family: list[tuple[int, bool]]) -> dict[str, Records]:
    return {
        "就诊": Records(tuple((Fraction(p), Amount(Fraction(c)), i) for p, c, i in visits)),
        "家人": Records(tuple((Fraction(age), student) for age, student in family)),
    }


@pytest.mark.parametrize("seed", range(4))
def test_lists_inside_lists_are_loops_inside_loops(seed: int) -> None:
    kernel = kernel_of(POLICY)
    for visits, family in people(seed):
        found = evaluate(kernel, as_person(visits, family), traced=False)
        assert {name: told(found.result(name)) for name in plain(visits, family)} == plain(visits, family)


def test_the_module_agrees() -> None:
    kernel = kernel_of(POLICY)
    module = load(kernel)
    for visits, family in people(9)[:40]:
        assert differences(kernel, module, as_person(visits, family), reasons=False) == []


@pytest.mark.parametrize(
    "inner",
    [
        "条数 就诊 其 （次序 低于 次序）",
        "合计 就诊 的 费用 其 住院",
        "最高 就诊 的 （费用 * 2）",
    ],
)
def test_an_entry_that_cannot_be_named_is_told(inner: str) -> None:
    value = f"30元 * （{inner}）" if inner.startswith("条数") else inner
    text = POLICY.replace(
        "【一】 其余 为 10元", f"【一】 非 住院 且 次序 超过 3 为 {value} 【一】 其余 为 10元"
    )
    assert "POL321" in codes_of(text)
