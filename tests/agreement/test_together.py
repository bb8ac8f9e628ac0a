"""The comparison of all engines at once: it agrees, it can disagree, and it says what it passes over."""

from __future__ import annotations

import json

import attrs
import pytest
from agreement.run import lines_of, refusal, shared_out, totals, units, work
from agreement.shipped import HAND_MADE, kernel_of
from agreement.together import ENGINES, compared, drawn, prepared

from polc.targets.api import NotExpressible

PERSONS = 60
QUICK = ("module", "columnar", "duckdb")


@pytest.fixture(scope="module", params=QUICK)
def engine(request):
    """One engine, by its name."""
    with ENGINES[request.param]() as contender:
        yield {request.param: contender}


@pytest.mark.parametrize("seed", [1000, 1001])
def test_an_engine_agrees_and_is_caught_when_it_answers_about_another_person(engine, seed):
    kernel = kernel_of("town")
    part = drawn(kernel, PERSONS, seed)
    ready = prepared(kernel, engine)
    assert list(compared(part, ready).values()) == [[]]
    exchanged = attrs.evolve(part, wanted=[*part.wanted[1:], part.wanted[0]])
    (found,) = compared(exchanged, ready).values()
    differing = sum(
        one.fields != other.fields for one, other in zip(part.wanted, exchanged.wanted, strict=True)
    )
    assert len(found) >= differing > PERSONS // 2


def test_every_second_part_leaves_little_blank():
    kernel = kernel_of("town")
    blank = [sum(v is None for p in drawn(kernel, 200, seed).people for v in p.values()) for seed in (2, 3)]
    assert blank[1] < blank[0] // 2


def test_what_an_engine_has_no_words_for_is_passed_over_by_name(tmp_path, capsys):
    kernel, log = kernel_of("everything"), tmp_path / "log"
    with ENGINES["duckdb"]() as contender:
        (found,) = prepared(kernel, {"duckdb": contender}).values()
    assert isinstance(found, NotExpressible)
    (unit,) = units(["everything"], ["module"], 5, 1)
    work([unit], ["module", "duckdb"], log)
    assert "everything duckdb: passed over, " in capsys.readouterr().out
    assert totals(lines_of(log), ["module", "duckdb"]) == 0
    assert "| module | 1 | 5 | 0 |\n| duckdb | 0 | 0 | 0 |\n" in capsys.readouterr().out


def test_every_engine_answers_at_least_so_many():
    policies = tuple(HAND_MADE)
    asked = units(policies, QUICK, 1000, 1)
    for engine in QUICK:
        able = [name for name in policies if not refusal(kernel_of(name), engine)]
        assert able
        assert sum(unit.people for unit in asked if unit.policy in able) >= 1000
    assert len({tuple(unit.key) for unit in asked}) == len(asked)


def test_what_the_engine_with_fewest_policies_answers_counts_for_the_others():
    able = [["a", "b", "c"], ["b"], []]
    assert shared_out(["a", "b", "c"], able, 1000) == {"a": 10, "b": 1000, "c": 10}


def test_a_log_that_was_cut_goes_on_and_counts_its_whole_lines(tmp_path, capsys):
    log = tmp_path / "log"
    line = json.dumps({"unit": ["town", 1000, 7], "found": {"module": 2, "columnar": "columnar: a reason"}})
    log.write_text(f"{line}\n{line[:-9]}", "utf-8")
    (unit,) = units(["bare"], ["module"], 5, 1)
    work([unit], ["module"], log)
    assert totals(lines_of(log), ["module", "columnar"]) == 2
    assert "| module | 2 | 12 | 2 |" in capsys.readouterr().out
