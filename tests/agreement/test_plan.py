"""The program of a kernel means what the interpreter says: every field, its status and its clauses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from agreement.persons import persons
from agreement.planned import results
from agreement.random_kernels import random_kernel
from agreement.random_lists import random_list_kernel
from agreement.shipped import HAND_MADE, examples, kernel_of, names
from compile import CONVENTIONS
from compile import kernel_of as kernel_of_text

from polc.compiler.interpret import evaluate
from polc.compiler.plan.program import program
from polc.dsl.values import yuan

POLICY_PERSONS = 20
RANDOM_KERNELS = 24
RANDOM_LIST_KERNELS = 24
RANDOM_PERSONS = 12
MOST_WAYS = 16


def all_ways(kernel):
    """As many assumptions left undecided as come to few ways to read."""
    assume, ways = {}, 1
    for decl in kernel.assumptions:
        here = prod([ways, len(decl.readings)])
        if here <= MOST_WAYS:
            assume[decl.name], ways = None, here
        elif decl.adopted is None:
            assume[decl.name] = decl.readings[0].name
    return assume


def disagreements(kernel, number, seed=1, assume=None):
    """The first few fields that the program gives otherwise than the interpreter."""
    full = program(kernel, assume, unknown=True, asked=kernel.fields)
    known = program(kernel, assume, unknown=False, asked=kernel.fields)
    found = []
    for person in persons(kernel, number, seed):
        wanted = evaluate(kernel, person, assume, traced=False).fields
        for plan in (full, *([known] if certain(person) else [])):
            given = results(plan, person)
            found += [(person, n, wanted[n], given[n]) for n in given if wanted[n] != given[n]]
        if len(found) > 2:
            break
    return found[:3]


def certain(person):
    """Every fact is known, and every column of every entry."""
    return not any(
        v is None or None in [c for r in getattr(v, "rows", ()) for c in r] for v in person.values()
    )


@pytest.mark.parametrize("name", [*names(), *examples(), *sorted(HAND_MADE)])
def test_policy(name):
    kernel = kernel_of(name)
    assert disagreements(kernel, POLICY_PERSONS) == []
    assert disagreements(kernel, POLICY_PERSONS, 2, all_ways(kernel)) == []


@pytest.mark.parametrize("seed", range(RANDOM_KERNELS))
def test_random_kernel(seed):
    kernel = random_kernel(seed)
    assert disagreements(kernel, RANDOM_PERSONS, seed) == []
    assert disagreements(kernel, RANDOM_PERSONS, seed, all_ways(kernel)) == []


@pytest.mark.parametrize("seed", range(RANDOM_LIST_KERNELS))
def test_random_kernel_with_lists(seed):
    kernel = random_list_kernel(seed)
    assert disagreements(kernel, RANDOM_PERSONS, seed) == []
    assert disagreements(kernel, RANDOM_PERSONS, seed, all_ways(kernel)) == []


BY_SIZE = ("低于", "不超过", "超过", "不低于", "是", "不是")
BY_DAY = ("早于", "不晚于", "晚于", "不早于", "是", "不是")


@pytest.mark.parametrize(
    ("type_", "words", "limits", "values"),
    [
        ("整数", BY_SIZE, ("1", "2"), [Fraction(n) for n in range(4)]),
        ("金额", BY_SIZE, ("1元", "2元"), [yuan(n) for n in (0, 1, Fraction(3, 2), 2, 3)]),
        (
            "日期",
            BY_DAY,
            ("2026-01-01", "2026-01-02"),
            [date(2025, 12, 31), *(date(2026, 1, n) for n in (1, 2, 3))],
        ),
    ],
)
def test_which_rows_can_meet(type_, words, limits, values):
    """Two rows, each with one comparison of the same fact: all pairs, at and beside each limit."""
    tests = [f"甲 {word} {limit}" for word, limit in product(words, limits)]
    rules = [
        f"输出 果{chr(0x4E00 + n)}: 金额 别名 r{n}\n"
        f"【一】 规定 果{chr(0x4E00 + n)} {{ 【一】 {one} 为 1元 【二】 {other} 为 2元 【三】 其余 为 3元 }}"
        for n, (one, other) in enumerate(product(tests, tests))
    ]
    text = f'政策 "示例" {{ {CONVENTIONS} }}\n事实 甲: {type_} 别名 a\n' + "\n".join(rules)
    kernel = kernel_of_text(text)
    plan = program(kernel, None, unknown=True, asked=kernel.fields)
    for value in [*values, None]:
        wanted, given = evaluate(kernel, {"甲": value}, traced=False).fields, results(plan, {"甲": value})
        assert {name: (wanted[name], found) for name, found in given.items() if wanted[name] != found} == {}
