"""A 保底 above a 封顶 is told where both are the same for everybody, and nowhere else."""

import pytest
from compile import compile_text, policy

from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.wording import message

FACT = "事实 收入: 金额 别名 income\n【一】 标准 起点 = 500元\n"
ROW = "【二】 规定 应缴金额 {{ 【二】 为 收入 的 10% {} }}"


def told(tails: str) -> list[str]:
    found = compile_text(policy(FACT + ROW.format(tails))).diagnostics
    assert {d.code.id for d in found} <= {"POL316"}
    return [message(d, Lang.ZH) for d in found]


@pytest.mark.parametrize(
    "tails",
    [
        "保底 500元 封顶 400元 舍入 到 1分",
        "封顶 400元 舍入 到 1分 保底 500元",
        "舍入 到 1元 保底 起点 封顶 499元",
        "保底 100元 保底 500元 封顶 400元 舍入 到 1分",
    ],
)
def test_crossed(tails: str) -> None:
    (said,) = told(tails)
    assert said.startswith("「保底 500元 封顶 4")


@pytest.mark.parametrize(
    "tails",
    [
        "保底 400元 封顶 500元 舍入 到 1分",
        "保底 500元 封顶 500元 舍入 到 1分",
        "保底 500元 封顶 收入 舍入 到 1分",
        "舍入 到 1分 保底 500元",
    ],
)
def test_not_crossed(tails: str) -> None:
    assert told(tails) == []


def test_a_quantity() -> None:
    text = "【二】 量 缴费底数 = 收入 保底 500元 封顶 400元\n【二】 规定 应缴金额 { 【二】 为 缴费底数 }"
    found = compile_text(policy(FACT + text)).diagnostics
    assert "POL316" in [d.code.id for d in found]
