"""The model agrees with the interpreter: on every shipped file, on random policies; and both can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from agreement.persons import persons, readings
from agreement.shipped import examples, kernel_of, names
from checkout import ROOT
from compile import CONVENTIONS, compile_text
from compile import kernel_of as kernel_of_text

from model.compare import both, differences
from model.files import program
from model.many import Met, met
from model.programs import policy
from polc.dsl.format import format_module
from polc.dsl.values import Given

SHIPPED = [f"policies/{name}/{name}.pol" for name in names()] + list(examples())
PERSONS = 4
SEEDS = range(24)
EACH = 6


def text_of(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("path", SHIPPED)
def test_every_case_and_some_persons_of_a_shipped_file(path: str) -> None:
    kernel, read, rng = kernel_of(path), program(path, text_of), Random(1)
    people: list[tuple[Mapping[str, Given | None], Mapping[str, str | None] | None]] = [
        (dict(case.given), dict(case.readings)) for case in kernel.cases
    ]
    people += [(person, readings(kernel, rng)) for person in persons(kernel, PERSONS)]
    for person, assumed in people:
        assert list(differences(kernel, read, person, assumed)) == [], (person, assumed)


@pytest.fixture(scope="module")
def random_policies() -> Met:
    """What some random policies come to, every eighth as a module too."""
    found = Met()
    for seed in SEEDS:
        found.add(met(seed, EACH, module=seed % 8 == 0))
    return found


def test_random_policies_mean_the_same(random_policies: Met) -> None:
    assert random_policies.wrong == []


def test_random_policies_are_worth_asking(random_policies: Met) -> None:
    """Most compile, their persons lack facts and stand on boundaries, and every kind of answer occurs."""
    counts = random_policies.counts
    assert counts["compiled"] >= len(SEEDS) * 9 // 10
    assert counts["with something unknown"] >= counts["persons"] // 4
    assert counts["on a boundary"] >= counts["persons"] // 4
    assert all(counts[what] >= counts["results"] // 20 for what in ("值", "不适用", "待定", "缺资料"))


def test_a_seed_makes_one_policy() -> None:
    assert policy(5) == policy(5) != policy(6)


def test_a_random_policy_survives_its_formatting() -> None:
    for seed in SEEDS:
        formatted = {path: _formatted(text) for path, text in policy(seed).items()}
        assert compile_text(formatted).kernel == compile_text(policy(seed)).kernel


def _formatted(text: str) -> str:
    return format_module(compile_text(text).module)


# Seeds whose policies the two once read otherwise.
FOUND = (1767, 2443, 3704, 6390, 7866, 7903, 8780, 9155)


@pytest.mark.parametrize("seed", FOUND)
def test_what_differed_once(seed: int) -> None:
    assert met(seed, 20, module=True).wrong == []


BOUNDED = f"""政策 "示例" {{ {CONVENTIONS} }}
事实 低保: 是非  别名 poor
输出 补贴: 金额  别名 subsidy
【一】 标准 起付线 不低于 100元
【二】 规定 补贴 {{
  【二】 并存 待定 "几行都符合的，未写明"
  【二（一）】 低保  为 起付线 舍入 到 1元
  【二（二）】 为 @ }}
"""


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ("起付线 舍入 到 1角", "待定"),  # the same can't be done, so both rows say the same
        ("起付线 封顶 500元", "缺资料"),
        ("（起付线 每满 3元 计 1元）", "缺资料"),
        ("（100元 * （100元 除以 起付线）） 舍入 到 1元", "缺资料"),
    ],
)
def test_what_cannot_be_done_with_a_bounded_amount_is_a_reason_of_its_own(other: str, what: str) -> None:
    text = BOUNDED.replace("@", other)
    kernel, read = kernel_of_text(text), program("main.pol", {"main.pol": text}.__getitem__)
    told = {name: theirs.what for name, theirs, ours in both(kernel, read, {"低保": None}) if theirs == ours}
    assert told["补贴"] == what


TEXT = f"""政策 "示例" {{ {CONVENTIONS} }}
事实 缴费日: 日期  别名 pay_date
事实 工资: 金额  别名 wage
事实 低保: 是非  别名 poor
输出 起始日: 日期  别名 since
输出 补贴: 金额  别名 subsidy
【一】 规定 起始日 {{ 【一】 为 缴费日 + 1个月 }}
【二】 规定 补贴 {{ 【二】 低保  为 工资 的 33% 舍入 到 1元  【三】 其余 待定 "未写明" }}
"""


def test_a_changed_meaning_is_seen() -> None:
    """A kernel that means something else, in a value, a status or a clause, differs from its text."""
    kernel, read = kernel_of_text(TEXT), program("main.pol", {"main.pol": TEXT}.__getitem__)
    person = {"缴费日": date(2026, 1, 31), "工资": None, "低保": False}
    assert list(differences(kernel, read, person)) == []
    for old, new in (
        ("1个月", "2个月"),
        ("其余 待定", "其余 不适用"),
        ("【三】 其余", "【四】 其余"),
        ("未写明", "没说"),
    ):
        other = kernel_of_text(TEXT.replace(old, new))
        assert len(list(differences(other, read, person))) == 1, new
    other = kernel_of_text(TEXT.replace("工资 的 33%", "100元 的 33%"))
    assert len(list(differences(other, read, person | {"低保": True}))) == 1
