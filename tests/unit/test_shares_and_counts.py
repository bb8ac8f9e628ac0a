"""Shares and counts: 1 is 100% where a share is meant, and a count is whole or says how it's rounded.

Every document that a person gets says the same: the interpreter's text and JSON, the module's, the run's.
"""

import json
from fractions import Fraction
from typing import Any

import pytest
from compile import codes_of, kernel_of

from polc.compiler.interpret import evaluate
from polc.dsl.values import Rate, round_fraction
from polc.dsl.values import RoundMode as Mode
from polc.loaded import generated, module_source, options_of
from polc.telling.answer import answer_document

POLICY = """\
政策 "示例" {{ 文号 "示例〔2031〕1号" 条款 【一】 }}
事实 人数: 整数 别名 n
事实 比: 比例 别名 r
输出 名额: 整数 别名 quota
输出 占比: 比例 别名 share
【一】 规定 名额 {{ 【一】 为 {count} }}
【一】 规定 占比 {{ 【一】 为 {share} }}
"""


def results(count: str, share: str, number: int, rate: Fraction) -> tuple[dict[str, Any], dict[str, Any]]:
    """The outputs of the interpreter and of the module, as JSON."""
    kernel = kernel_of(POLICY.format(count=count, share=share))
    facts = {"人数": Fraction(number), "比": Rate(rate)}
    mine = answer_document(kernel, evaluate(kernel, facts), trace=False)["outputs"]
    module: Any = generated("shares", module_source(kernel, options_of(kernel)))
    decision = module.evaluate(module.Person(n=number, r=rate))
    return json.loads(json.dumps(mine)), decision.to_dict()["outputs"]


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
        (Fraction(11, 2), "550%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(3, 2), "150%"),
        (Fraction(1, 3), "100/3%"),
        (Fraction(12345678, 10**8), "12.345678%"),
    ],
)
def test_a_share_is_written_as_a_share(rate: Fraction, text: str) -> None:
    mine, its = results("人数", "比", 7, rate)
    assert mine == its
    assert (mine["share"]["text"], mine["share"]["value"]) == (text, text)
    assert (mine["quota"]["text"], mine["quota"]["value"]) == ("7", 7)


@pytest.mark.parametrize("number", range(-5, 6))
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("written", ["人数 * 50%", "50% * 人数", "人数 的 50%"])
def test_a_count_is_rounded_as_amounts_are(number: int, mode: Mode, written: str) -> None:
    mine, its = results(f"{written} 舍入 到 1 {mode.value}", "比", number, Fraction(1))
    assert mine == its
    assert mine["quota"]["value"] == round_fraction(Fraction(number, 2), 1, mode)


@pytest.mark.parametrize(
    "share", ["50% + 人数 * 1%", "50% + 1% * 人数", "1% * 人数 + 50%", "人数 * 1% + 50%"]
)
def test_a_number_times_a_share_is_what_is_wanted(share: str) -> None:
    mine, its = results("人数", share, 5, Fraction(1))
    assert mine == its
    assert mine["share"]["text"] == "55%"


@pytest.mark.parametrize("count", ["人数 * 50%", "50% * 人数", "人数 的 5.5%", "人数 * 33.3%", "人数 * 比"])
def test_a_count_that_may_not_be_whole_is_an_error(count: str) -> None:
    assert "POL305" in codes_of(POLICY.format(count=count, share="比"))
    assert "POL305" not in codes_of(POLICY.format(count=f"{count} 舍入 到 1", share="比"))


def test_an_amount_times_a_share_that_is_a_fact_may_have_a_fraction() -> None:
    text = (
        POLICY.format(count="人数", share="比")
        + "输出 钱: 金额 别名 m\n【一】 规定 钱 { 【一】 为 100元 * 比 }"
    )
    assert codes_of(text) == ["POL305"]


def test_each_is_rounded_to_its_own() -> None:
    assert "POL301" in codes_of(POLICY.format(count="人数 舍入 到 1元", share="比"))
    money = "输出 钱: 金额 别名 m\n【一】 规定 钱 { 【一】 为 100元 舍入 到 1 }"
    assert "POL301" in codes_of(POLICY.format(count="人数", share="比") + money)
