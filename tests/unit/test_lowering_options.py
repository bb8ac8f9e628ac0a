"""居住地 是 甲、乙: an option that is any of several, seen through the interpreter."""

from __future__ import annotations

import pytest
from compile import codes_of, kernel_of, policy

from polc.compiler.interpret import evaluate
from polc.dsl.values import Missing, yuan

HOMES = """
事实 居住地: 选项（本市、本省、外省） 别名 home
【三】 规定 应缴金额 {{ 【三】 {condition} 为 400元 【三】 其余 为 0元 }}
"""


@pytest.mark.parametrize(
    ("condition", "who"),
    [
        ("居住地 是 本市、本省", {"本市", "本省"}),
        ("非（居住地 是 本市、本省）", {"外省"}),
        ("居住地 是 本市、外省 且 非 残疾人", {"本市", "外省"}),
    ],
)
def test_an_option_is_any_of_several(condition: str, who: set[str]) -> None:
    text = policy(HOMES.format(condition=condition))
    for home in ("本市", "本省", "外省"):
        found = evaluate(kernel_of(text), {"居住地": home, "残疾人": False}, {}).result("应缴金额")
        assert found == (yuan(400) if home in who else yuan(0))
    assert isinstance(evaluate(kernel_of(text), {"残疾人": False}, {}).result("应缴金额"), Missing)


@pytest.mark.parametrize(
    "condition", ["居住地 是 本市、外地", "低保对象 是 本市、本省", "居住地 不是 本市、本省"]
)
def test_only_options_are_any_of_several(condition: str) -> None:
    assert codes_of(policy(HOMES.format(condition=condition))) != []
