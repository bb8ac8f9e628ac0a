"""The generated columnar modules decide as the interpreter does: every policy, hand-made, random kernels."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from random import Random
from types import ModuleType
from typing import get_args

import attrs
import numpy as np
import pytest
from agreement.columnar import (
    OPTIONS,
    columns_of,
    differences,
    few_unknown,
    load,
    load_computing,
    rows_by,
)
from agreement.persons import persons
from agreement.random_kernels import random_kernel
from agreement.random_lists import random_list_kernel
from agreement.shipped import HAND_MADE, examples, kernel_of, names

from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kind
from polc.compiler.plan import ir
from polc.dsl.values import Amount, Undetermined
from polc.targets.columnar.emit import explain_unsupported, module_source
from polc.targets.columnar.prelude_program import _OPERATIONS

POLICY_PERSONS = 1000
RUNS = {"梅州2025": 9, "南安2026": 2}  # the interpreter takes about so many times as long
HEAVY = {name: () if name == "石狮2025" else pytest.mark.heavy for name in names()}
RANDOM_KERNELS = 24
RANDOM_PERSONS = 60
COMPUTED_PERSONS = 60
SEEDS = [
    *range(8),
    *(41, 125),  # 只取最高 of days beside a ceiling
    *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(8, 150) if seed not in (41, 125)),
]


@cache
def module_of(name: str) -> ModuleType:
    return load(kernel_of(name), f"columnar_{name}")


def first(found, number=3):
    return [each for each, _ in zip(found, range(number), strict=False)]


@pytest.mark.parametrize("name", [*(pytest.param(name, marks=HEAVY[name]) for name in names()), "town"])
def test_policy(name):
    kernel = kernel_of(name)
    people = few_unknown(kernel, persons(kernel, POLICY_PERSONS // RUNS.get(name, 1)), Random(3))
    assert first(differences(kernel, module_of(name), people)) == []


@pytest.mark.parametrize("seed", range(RANDOM_KERNELS))
def test_random_kernel(seed):
    kernel = random_kernel(seed)
    people = few_unknown(kernel, persons(kernel, RANDOM_PERSONS, seed), Random(seed))
    assert first(differences(kernel, load(kernel), people)) == []


@pytest.mark.parametrize("name", [*names(), *examples(), *sorted(HAND_MADE)])
def test_a_program_computes_every_policy(name):
    kernel, number = kernel_of(name), COMPUTED_PERSONS // RUNS.get(name, 1)
    people = few_unknown(kernel, persons(kernel, number), Random(5))
    assert first(differences(kernel, load_computing(kernel), people, block=37)) == []


@pytest.mark.parametrize("make", [random_kernel, random_list_kernel])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_program_computes_a_random_kernel(make, seed):
    kernel = make(seed)
    people = list(persons(kernel, COMPUTED_PERSONS // 2, seed))
    assert first(differences(kernel, load_computing(kernel), people, block=16)) == []


SLOW = {name: pytest.mark.heavy if name == "石狮2025" else pytest.mark.thorough for name in names()}


@pytest.mark.parametrize("name", [*(pytest.param(name, marks=SLOW[name]) for name in names()), "town"])
def test_machine_code_decides_a_policy_alike(name):
    kernel = kernel_of(name)
    people = few_unknown(kernel, persons(kernel, POLICY_PERSONS // RUNS.get(name, 1) + 3), Random(3))
    assert first(differences(kernel, module_of(name), people, block=64, compiled=True)) == []


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.heavy) for n in range(1, 12))])
def test_machine_code_decides_a_random_kernel_alike(seed):
    kernel = random_kernel(seed)
    people = few_unknown(kernel, persons(kernel, RANDOM_PERSONS + seed, seed), Random(seed))
    assert first(differences(kernel, load(kernel), people, compiled=True)) == []


@pytest.mark.parametrize("compiled", [False, True])
def test_an_option_that_some_left_out_keeps_its_number_for_others(compiled):
    whole = kernel_of("examples/语言/11-并存/11-并存.pol")
    choice, decl = whole.choice_of["护理补贴"], whole.field_by_name["护理补贴"]
    kernel = attrs.evolve(whole, choices=(choice,), fields=(attrs.evolve(decl, public=True),))
    options = [*whole.input_by_name["残疾等级"].type.options, None]
    people = [{"残疾等级": option} for option in options * 3]
    assert first(differences(kernel, load(kernel), people, compiled=compiled)) == []


def test_columns_of_any_layout_are_judged_by_machine_code():
    module, size = module_of("town"), 409
    days = np.arange(22100, 22100 + 2 * size, dtype=np.int32)
    born = np.arange(10000, 10000 + size).astype(">i8")
    local = np.ones(size + 1, dtype=np.uint8)
    local.flags.writeable = False
    columns = {"缴费日": days[::2], "出生日期": born, "本市户籍": local[1:]}
    one, two = (module.judge(columns, compiled=compiled) for compiled in (False, True))
    assert all(np.array_equal(one.codes[name], two.codes[name]) for name in one.codes)
    assert all(np.array_equal(one.days[name], two.days[name]) for name in one.days)


def test_an_unknown_day_counts_where_only_a_value_holds_it():
    kernel = random_kernel(4)
    person = {decl.name: False if decl.default is not None else None for decl in kernel.inputs}
    people = [person | {"缴费日": date(2031, 4, 4), "乙": False}]
    assert first(differences(kernel, load(kernel), people)) == []


@pytest.mark.heavy
@pytest.mark.parametrize("name", names())
def test_tables_cover_most_persons_whose_facts_are_known(name):
    """Agreement would mean little for the tables if most rows went round them."""
    kernel, module = kernel_of(name), module_of(name)
    drawn = persons(kernel, 400 // RUNS.get(name, 1), seed=5)
    known = [{k: v for k, v in person.items() if v is not None} for person in drawn]
    people = [person for person in known if {"缴费日", "出生日期"} <= person.keys()]
    seen = []
    module.judge(columns_of(kernel, people), rows=rows_by(kernel, module, seen))
    assert len(seen) < len(people) // 5


def test_blocks_of_any_size_give_the_same(name="town"):
    kernel, module = kernel_of(name), module_of(name)
    people = few_unknown(kernel, persons(kernel, 300), Random(1))
    rows, columns = rows_by(kernel, module, []), columns_of(kernel, people)
    whole = module.judge(columns, rows=rows)
    for block in (1, 7, 299, 300, 4096):
        again = module.judge(columns, rows=rows, block=block)
        assert all(np.array_equal(whole.codes[field], again.codes[field]) for field in whole.codes)
        assert all(np.array_equal(whole.days[field], again.days[field]) for field in whole.days)


def test_every_operation_of_the_program_is_carried_out():
    lists = {ir.Entries, ir.Untied}  # the folds over them take them in
    only_sure = {ir.Sure}  # of a program that isn't for everybody
    operations = {*get_args(ir.Operation)} - lists - only_sure
    assert {op.__name__ for op in operations} == set(_OPERATIONS)


def test_every_policy_and_example_has_a_columnar_form():
    for name in (*names(), *examples(), *HAND_MADE):
        kernel = kernel_of(name)
        each = {f"每一条的结果（输出“{output.name}”）" for output in kernel.entry_outputs[:1]}
        assert {*explain_unsupported(kernel)} == each


def test_a_program_asks_only_where_something_is_open():
    """Agreement would mean little for the program if rows that it could decide went round it."""
    for name in examples():
        kernel, seen = kernel_of(name), []
        people = [person for person in persons(kernel, 60) if all_known(person) and decided(kernel, person)]
        module = load_computing(kernel)
        module.judge(columns_of(kernel, people), rows=rows_by(kernel, module, seen))
        assert people
        assert seen == [], name


def decided(kernel, person):
    results = [field.result for field in evaluate(kernel, person).fields.values()]
    return not any(isinstance(result, Undetermined) for result in results)


def all_known(person):
    cells = [cell for value in person.values() for row in getattr(value, "rows", ()) for cell in row]
    return None not in [*person.values(), *cells]


def test_numbers_beyond_64_bits_and_fractions_stay_exact():
    kernel = kernel_of("examples/语言/02-算式与取整/02-算式与取整.pol")
    people = [person for person in persons(kernel, 40) if all_known(person)]
    money = [decl.name for decl in kernel.inputs if decl.type.kind is Kind.MONEY]
    huge = [person | dict.fromkeys(money, Amount(Fraction(10**25, 3))) for person in people]
    assert money
    assert first(differences(kernel, load_computing(kernel), huge)) == []
    large = [person | dict.fromkeys(money, Amount(Fraction(2**62 - 1))) for person in people]
    assert first(differences(kernel, load_computing(kernel), large)) == []


def test_rows_that_tables_leave_need_a_judge():
    module = module_of("town")
    columns = {"pay_date": np.array(["2031-03-01", "NaT"], "datetime64[D]"), "birth_date": np.array([0, 0])}
    columns |= {"local": np.array([True, False])}
    with pytest.raises(module.NotJudged) as refused:
        module.judge(columns)
    assert refused.value.numbers.tolist() == [1]
    kernel = kernel_of("town")
    answers = module.judge(columns, rows=rows_by(kernel, module, []))
    assert answers.result("应缴金额", 0).text == "380元"
    assert answers.result("待遇起始日", 0).text == "2031年6月1日"
    assert answers.row(1)["缴费时段"].missing == ("缴费日",)
    assert answers.amounts("应缴金额").tolist() == [38000, -1]
    assert [module.STATUSES[code] for code in answers.statuses("应缴金额")] == ["value", "not_applicable"]


def test_days_of_any_width_and_columns_by_alias_give_the_same():
    module = module_of("town")
    days, born = np.arange(22100, 22500), np.arange(10000, 10400)
    local = np.ones(400, dtype=np.int8)
    one = module.judge({"缴费日": days.astype(np.int32), "出生日期": born, "本市户籍": local})
    other = {"pay_date": days.astype("datetime64[D]"), "birth_date": born.astype(np.int16)}
    two = module.judge(other | {"local": (local, np.ones(400, dtype=bool))})
    assert all(np.array_equal(one.codes[name], two.codes[name]) for name in one.codes)
    assert all(np.array_equal(one.days[name], two.days[name]) for name in one.days)


def test_columns_that_make_no_sense_are_refused():
    judge = module_of("town").judge
    with pytest.raises(KeyError):
        judge({"没有这项": np.zeros(1)})
    with pytest.raises(ValueError, match="same length"):
        judge({"local": np.zeros(1, bool), "pay_date": np.zeros(2, np.int32)})
    with pytest.raises(ValueError, match="本市户籍"):
        judge({"local": np.array([2])})
    with pytest.raises(TypeError, match="缴费日"):
        judge({"pay_date": np.zeros(1)})


def test_the_same_kernel_gives_the_same_bytes():
    assert module_source(kernel_of("town"), OPTIONS) == module_source(kernel_of("town"), OPTIONS)
