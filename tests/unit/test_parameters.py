"""Which amounts can hold a parameter: whatever comes out as a bound is among them."""

import pytest
from agreement.persons import persons
from agreement.random_kernels import random_kernel
from agreement.random_lists import random_list_kernel
from compile import kernel_of

from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.parameters import parameters
from polc.dsl.values import Amount

POLICY = """政策 "示例" { 文号 "示例〔2031〕14号" }
事实 收入: 金额  别名 income
输出 人均: 金额  别名 each
输出 档次: 是非  别名 class
输出 应缴: 金额  别名 due
输出 取整: 金额  别名 whole
【一】 标准 个人缴费 = 400元/人
【一】 标准 补助 不低于 670元/人
【二】 假定 所取基数 "通知未写明" {
  按个人  个人缴费
  按全额  个人缴费 + 补助
  ADOPTED
}
【二】 规定 人均 { 【二】 收入 低于 补助 为 100元 【二：其他】 其余 为 200元 }
【二】 规定 档次 { 【二】 收入 低于 补助 为 是 【二：其他】 其余 为 否 }
【二】 规定 应缴 { 【二】 为 所取基数 * 2 }
【二】 规定 取整 { 【二】 为 所取基数 舍入 到 1元 四舍五入 }
"""


@pytest.mark.parametrize(
    ("adopted", "held"), [("都不采用", {"补助"}), ("采用 按全额", {"补助"}), ("采用 按个人", set[str]())]
)
def test_where_a_parameter_ends_up(adopted: str, held: set[str]) -> None:
    """In what it's added to; not in what it only decides, nor in what is rounded, which is 待定 with it."""
    kernel = kernel_of(POLICY.replace("ADOPTED", adopted))
    found = parameters(kernel, {decl.name: decl.adopted for decl in kernel.assumptions})
    assert {name: found[name] for name in ("人均", "档次", "取整")} == dict.fromkeys(
        ("人均", "档次", "取整"), frozenset()
    )
    assert found["应缴"] == held


@pytest.mark.parametrize("kernel", [*map(random_kernel, range(8)), *map(random_list_kernel, range(4))])
def test_bounds_are_foreseen(kernel: Kernel) -> None:
    found = parameters(kernel, {decl.name: decl.adopted for decl in kernel.assumptions})
    for person in persons(kernel, 60, seed=7):
        for name, field in evaluate(kernel, person, traced=False).fields.items():
            if isinstance(field.result, Amount):
                assert {param for param, _ in field.result.terms} <= found[name]
