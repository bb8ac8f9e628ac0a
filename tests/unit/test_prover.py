"""The optional solver and the search: the same answer to every question."""

import pytest
from questions import agree, question

from polc.compiler.analysis.prover import ask
from polc.compiler.analysis.solve import Search


@pytest.mark.heavy
def test_the_search_and_the_solver_agree() -> None:
    assert [seed for seed in range(5_000) if not agree(seed)] == []


@pytest.mark.heavy
def test_what_is_past_the_budget_is_asked_of_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polc.compiler.analysis.solve.BUDGET", 0)
    for seed in range(50):
        pool, formula = question(seed)
        assert Search(pool, ask).possible(formula) is (ask(pool, formula) is not None)
