"""除以 by what is worked out: exact to the end, 待定 over 0; 舍入, 保底 and 封顶 in brackets."""

from __future__ import annotations

from fractions import Fraction

import pytest
from compile import codes_of, kernel_of, policy

from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Divide, Scale, walk
from polc.dsl.values import Amount, Missing, Undetermined, yuan
from polc.targets.api import NotExpressible, Options
from polc.targets.columnar.emit import TARGET as COLUMNAR
from polc.targets.sql.emit import TARGET as SQL

FACTS = """事实 收入: 金额 别名 income
事实 支出: 金额 别名 spent
事实 人数: 整数 别名 people
事实 份额: 比例 别名 share
"""


def quantity(text: str) -> str:
    return policy(f"{FACTS}【三】 量 甲 = {text}\n【三】 规定 应缴金额 {{ 【三】 为 1元 }}")


def result(text: str, **given: object) -> object:
    person = {"收入": yuan(100), "支出": yuan(400), "人数": Fraction(3), "份额": Fraction(1, 2)} | given
    return evaluate(kernel_of(quantity(text)), person).result("甲")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入 除以 人数 * 3", yuan(100)),
        ("收入 除以 人数 * 3 除以 人数 * 人数", yuan(100)),
        ("收入 除以 份额", yuan(200)),
        ("收入 除以 支出", Fraction(1, 4)),
        ("人数 除以 7", Fraction(3, 7)),
        ("人数 除以 （人数 + 1）", Fraction(3, 4)),
        ("份额 除以 人数", Fraction(1, 6)),
        ("支出 * （收入 除以 支出）", yuan(100)),
        ("收入 除以 人数 舍入 到 1元 进一", yuan(34)),
        ("收入 除以 人数 舍入 到 100元", Amount(Fraction(0))),
        ("人数 * 7 舍入 到 10 进一", Fraction(30)),
        ("人数 * 7 舍入 到 10", Fraction(20)),
        ("（收入 除以 人数 舍入 到 1元） * 3", yuan(99)),
        ("（收入 保底 150元） 除以 （人数 封顶 2）", yuan(75)),
    ],
)
def test_a_quotient_is_exact(text: str, expected: object) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    "text", ["收入 除以 人数", "人数 除以 人数", "收入 除以 （收入 - 收入）", "份额 除以 人数"]
)
def test_over_nothing_it_is_open_and_says_why(text: str) -> None:
    found = result(text, 人数=Fraction(0))
    assert isinstance(found, Undetermined) and found.reasons == ("除数是零，除不了",)


def test_an_unknown_divisor_is_asked_for() -> None:
    assert result("收入 除以 人数", 人数=None) == Missing(inputs=("人数",))


@pytest.mark.parametrize(
    "text",
    ["人数 除以 收入", "人数 除以 份额", "份额 除以 收入", "收入 除以 缴费日", "收入 除以 0", "人数 除以 0"],
)
def test_what_can_not_be_divided(text: str) -> None:
    assert "POL301" in codes_of(quantity(text)) or "POL302" in codes_of(quantity(text))


def test_a_result_says_how_it_is_rounded() -> None:
    rule = FACTS + "【三】 规定 应缴金额 {{ 【三】 为 收入 除以 人数{} }}"
    assert "POL305" in codes_of(policy(rule.format("")))
    assert "POL305" not in codes_of(policy(rule.format(" 舍入 到 1分")))


def test_a_number_written_out_stays_a_share() -> None:
    """The kernel of what could be said before is the same."""
    kernel = kernel_of(quantity("收入 除以 12"))
    nodes = [e for choice in kernel.choices for row in choice.rows for v in row.values for e in walk(v)]
    assert any(isinstance(e, Scale) for e in nodes) and not any(isinstance(e, Divide) for e in nodes)


def test_a_bound_can_be_divided_and_not_divided_by() -> None:
    text = "【三】 标准 补助 不低于 300元\n" + FACTS
    rule = text + "【三】 量 甲 = {}\n【三】 规定 应缴金额 {{ 【三】 为 1元 }}"
    person = {"人数": Fraction(3), "收入": yuan(100)}
    half = evaluate(kernel_of(policy(rule.format("补助 除以 人数"))), person).result("甲")
    assert half == Amount(Fraction(0), (("补助", Fraction(1, 3)),))
    over = evaluate(kernel_of(policy(rule.format("收入 除以 补助"))), person).result("甲")
    assert isinstance(over, Undetermined) and "补助" in over.reasons[0]


IN_A_ROW = "【三】 规定 应缴金额 { 【三】 为 收入 除以 人数 舍入 到 1分 }"
IN_A_READING = """【三】 假定 读 "未写明" { 甲 （收入 除以 人数 舍入 到 1元） 乙 2元 采用 甲 }
【三】 规定 应缴金额 { 【三】 为 读 }"""


@pytest.mark.parametrize("rule", [IN_A_ROW, IN_A_READING])
def test_engines_that_can_not_divide_say_so(rule: str) -> None:
    kernel = kernel_of(policy(FACTS + rule))
    options = Options(source_sha256="0" * 64, compiler_version="test")
    with pytest.raises(NotExpressible, match=r"Divide|dividing"):
        list(SQL.emit(kernel, options))
    assert list(COLUMNAR.emit(kernel, options))
