"""The generated Python modules decide as the interpreter does: every policy, hand-made and random kernels."""

from __future__ import annotations

from math import prod
from random import Random

import pytest
from agreement.persons import persons, readings
from agreement.python_module import complete, differences, load, module_person
from agreement.random_kernels import random_kernel
from agreement.random_lists import random_each_kernel, random_list_kernel
from agreement.shipped import HAND_MADE, examples, kernel_of, names
from compile import CONVENTIONS
from compile import kernel_of as kernel_of_text
from kernel_of_lists import counting

POLICY_PERSONS = 500
EXAMPLE_PERSONS = 60
HAND_MADE_PERSONS = {"town": 1000, "everything": 80, "bare": 50, "books": 150, "purchases": 150}
RANDOM_KERNELS = 16
RANDOM_LIST_KERNELS = 12
RANDOM_PERSONS = 25


def disagreements(kernel, number, seed=1):
    """The first few persons that a module decides differently, with what differs."""
    module, rng, found = load(kernel), Random(seed), []
    for person in persons(kernel, number, seed):
        assume = readings(kernel, rng)
        different = differences(kernel, module, person, assume)
        if different:
            found.append((person, assume, different))
        if len(found) == 3:
            break
    return found


@pytest.mark.parametrize("name", names())
def test_shipped_policy(name):
    assert disagreements(kernel_of(name), POLICY_PERSONS) == []


@pytest.mark.parametrize("name", sorted(HAND_MADE))
def test_hand_made_kernel(name):
    assert disagreements(kernel_of(name), HAND_MADE_PERSONS[name]) == []


@pytest.mark.parametrize("seed", range(RANDOM_KERNELS))
def test_random_kernel(seed):
    assert disagreements(random_kernel(seed), RANDOM_PERSONS, seed) == []


@pytest.mark.parametrize("seed", range(RANDOM_LIST_KERNELS))
def test_random_kernel_with_lists(seed):
    make = random_list_kernel if seed % 3 else random_each_kernel
    assert disagreements(make(seed), RANDOM_PERSONS, seed) == []


@pytest.mark.parametrize("which", ["2026-01-02 是 2026-01-01", "2026-01-01 是 2026-01-01"])
@pytest.mark.parametrize(
    "asked",
    [
        "最低 单 的 数 其 （{0}） 若无 7",
        "最高 单 的 甲 其 （{0} 且 符） 若无 7",
        "总计 单 的 数 其 （{0}）",
        "条数 单 其 （{0} 且 符）",
    ],
)
def test_entries_that_the_file_itself_chooses_or_leaves_out(asked, which):
    """A condition that is the same for every entry of everybody counts all of them, or none."""
    text = f"""政策 "示例" {{ {CONVENTIONS} }}
事实 甲: 整数 别名 a
清单 单 至多 4 别名 l {{ 事实 数: 整数 别名 c  事实 符: 是非 别名 f }}
输出 结: 整数 = {asked.format(which)} 别名 b
"""
    assert disagreements(kernel_of_text(text), 40) == []


@pytest.mark.parametrize("name", [*names(), *examples(), *sorted(HAND_MADE)])
def test_compiled_code_decides_everybody(name):
    """Agreement would mean little for compiled code if the general path stood in for it."""
    kernel = kernel_of(name)
    module = load(kernel)
    everybody = [module_person(kernel, module, person) for person in persons(kernel, 60, seed=4)]
    everybody += complete(kernel, module, persons(kernel, 40, seed=5))
    for facts in everybody:
        general, decided = module._general(facts, None), module._fast(facts)
        assert type(decided._basis) is tuple
        assert decided == general
        assert decided.missing == general.missing
        for _ in "the first time, and as remembered":
            assert decided.reasons == general.reasons
            assert decided.clauses == general.clauses


@pytest.mark.parametrize("name", names())
def test_persons_of_whom_everything_is_known_are_decided_without_the_code_for_the_others(name):
    """Being sure would gain little if most were sent on."""
    kernel = kernel_of(name)
    module = load(kernel)
    known = list(complete(kernel, module, persons(kernel, 200, seed=5)))
    sent_on = []
    module._partly_known = lambda person: sent_on.append(person) or module._general(person, None)
    for person in known:
        module._wholly_known(person)
    assert len(sent_on) < 2 / 3 * len(known)


@pytest.mark.parametrize("name", examples())
def test_example(name):
    assert disagreements(kernel_of(name), EXAMPLE_PERSONS) == []


def test_a_choice_is_decided_once_for_each_way_to_read_what_can_change_it():
    kernel = kernel_of("everything")
    module = load(kernel)
    decide, decided = module._decide, []
    module._decide = lambda choice, env: (decided.append(choice.name), decide(choice, env))[1]
    module._general(module.Person(), dict.fromkeys(decl.name for decl in kernel.assumptions))
    readings = {decl.name: len(decl.readings) for decl in kernel.assumptions}
    for choice in kernel.choices:
        ways = prod(readings[name] for name in kernel.depends[choice.name])
        assert decided.count(choice.name) == ways


def test_compiled_code_counts_time():
    """Days between two others, months and years that have passed, and steps of them."""
    kernel = counting()
    assert disagreements(kernel, 300) == []
    module = load(kernel)
    for person in complete(kernel, module, persons(kernel, 200, seed=5)):
        assert module._fast(person) == module._general(person, None)


@pytest.mark.parametrize("other", ["否", "是", '待定 "没写"', '不适用 "不算"', "日 是 2026-03-03"])
@pytest.mark.parametrize("asked", ["读法", "非 读法"])
def test_one_way_to_read_waits_for_what_the_other_settles(other, asked):
    """A window that is 待定 for some: under one reading a row waits for it, under the other it's settled."""
    text = f"""政策 "示例" {{ {CONVENTIONS} }}
事实 日: 日期 别名 d
事实 数: 整数 别名 n
输出 补贴: 金额 别名 subsidy
输出 时候: 选项 别名 w
【一】 时段 时候 按 日 {{ 【一】 期内 2026-01-01 至 2026-02-01 }}
【二】 假定 读法 "未写明" {{ 甲：非 （时候 是 期内）  乙：{other}  都不采用 }}
【三】 规定 补贴 {{ 【三（一）】 数 是 1 为 5元 【三（二）】 {asked} 为 1元 }}
"""
    assert disagreements(kernel_of_text(text), 60) == []
