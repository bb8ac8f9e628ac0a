"""The optional solver and the search: the same answer to every question, and a person who satisfies it."""

import random

import pytest
from unit import test_regions as regions

from polc.compiler.analysis.formula import Formulas
from polc.compiler.analysis.prover import ask
from polc.compiler.analysis.regions import Region
from polc.compiler.analysis.solve import Search


def question(seed: int) -> tuple[Formulas, int]:
    rng = random.Random(seed)
    pool = regions.pool_of(rng, days=rng.choice((2, 3)), flags=rng.randint(1, 8), options=1)
    parts = [regions.formula(rng, pool, 3) for _ in range(rng.randint(1, 4))]
    return pool, pool.all_of(parts)


def satisfies(pool: Formulas, formula: int, region: Region) -> bool:
    assert region.lows == region.highs
    flags = tuple(region.held >> var & 1 for var in range(pool.domain.flags))
    options = tuple(mask.bit_length() - 1 for mask in region.options)
    return regions.holds(pool, formula, tuple(region.lows), flags, options)


def agree(seed: int) -> bool:
    pool, formula = question(seed)
    found = ask(pool, formula)
    if (found is not None) is not Search(pool).possible(formula):
        return False
    return found is None or satisfies(pool, formula, found)


@pytest.mark.heavy
def test_the_search_and_the_solver_agree() -> None:
    assert [seed for seed in range(20_000) if not agree(seed)] == []


@pytest.mark.heavy
def test_what_is_past_the_budget_is_asked_of_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polc.compiler.analysis.solve.BUDGET", 0)
    for seed in range(50):
        pool, formula = question(seed)
        assert Search(pool, ask).possible(formula) is (ask(pool, formula) is not None)
