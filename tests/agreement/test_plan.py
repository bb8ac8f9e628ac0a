"""The program of a kernel means what the interpreter says: every field, its status and its clauses."""

from __future__ import annotations

from math import prod

import pytest
from agreement.persons import persons
from agreement.planned import results
from agreement.random_kernels import random_kernel
from agreement.random_lists import random_list_kernel
from agreement.shipped import HAND_MADE, examples, kernel_of, names

from polc.compiler.interpret import evaluate
from polc.compiler.plan.program import program

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
