"""The generated JavaScript modules decide as the interpreter does: policies, hand-made and random kernels."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from agreement.javascript import differences, document, module, person_json
from agreement.persons import persons, readings
from agreement.python_module import load, module_person
from agreement.random_kernels import random_kernel
from agreement.random_lists import random_each_kernel, random_list_kernel
from agreement.shipped import HAND_MADE, examples, names
from agreement.shipped import kernel_of as compiled

from polc.compiler.interpret import evaluate

POLICY_PERSONS = 200
OTHER_PERSONS = 60
RANDOM_KERNELS = 16
RANDOM_LIST_KERNELS = 12
RANDOM_PERSONS = 25
kernel_of = cache(compiled)


def disagreements(kernel, number, seed=1):
    """What a module decides otherwise of some persons under drawn readings, and which steps it tells."""
    rng = Random(seed)
    people = [(person, readings(kernel, rng)) for person in persons(kernel, number, seed)]
    asked = [("evaluate", [person_json(kernel, person), {"assume": assume}]) for person, assume in people]
    with module(kernel) as made:
        found = made.ask(asked)
    wanted = [document(kernel, evaluate(kernel, person, assume, traced=False)) for person, assume in people]
    pairs = zip(people, wanted, found, strict=True)
    return [(person, wrong) for person, one, other in pairs if (wrong := differences(one, other))][:3]


@pytest.mark.parametrize("name", names())
def test_shipped_policy(name):
    assert disagreements(kernel_of(name), POLICY_PERSONS) == []


@pytest.mark.parametrize("name", [*examples(), *sorted(HAND_MADE)])
def test_examples_and_hand_made_kernels(name):
    assert disagreements(kernel_of(name), OTHER_PERSONS) == []


@pytest.mark.parametrize("seed", range(RANDOM_KERNELS))
def test_random_kernel(seed):
    assert disagreements(random_kernel(seed), RANDOM_PERSONS, seed) == []


@pytest.mark.parametrize("seed", range(RANDOM_LIST_KERNELS))
def test_random_kernel_with_lists(seed):
    make = random_list_kernel if seed % 3 else random_each_kernel
    assert disagreements(make(seed), RANDOM_PERSONS, seed) == []


@pytest.mark.parametrize("name", [*names(), *examples(), *sorted(HAND_MADE)])
def test_cases_are_decided_as_the_interpreter_decides_them(name):
    kernel = kernel_of(name)
    cases = [(dict(case.given), dict(case.readings)) for case in kernel.cases]
    with module(kernel) as made:
        found = made.ask([("evaluate", [person_json(kernel, p), {"assume": assume}]) for p, assume in cases])
    wanted = [document(kernel, evaluate(kernel, person, assume, traced=False)) for person, assume in cases]
    assert [differences(one, other) for one, other in zip(wanted, found, strict=True)] == [[]] * len(cases)


@pytest.mark.parametrize("name", [*names(), *examples(), *sorted(HAND_MADE)])
def test_steps_are_those_of_the_python_module(name):
    kernel = kernel_of(name)
    python, people = load(kernel), list(persons(kernel, 5, seed=3))
    with module(kernel) as made:
        found = made.ask([("explain", [person_json(kernel, person), {}]) for person in people])
    for person, explained in zip(people, found, strict=True):
        trace = python.explain(module_person(kernel, python, person))
        assert explained["steps"] == trace.to_dict()["steps"]
