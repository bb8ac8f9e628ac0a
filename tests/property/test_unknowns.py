"""An answer given while facts are unknown never changes when they become known.

Persons are drawn for the shipped policies with a share of their facts unknown, then completed at random.
A value stays that value, 不适用 stays 不适用, and whatever was 缺资料 named a fact that was unknown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from polc.compiler.driver import compile_file
from polc.compiler.interpret import Decided, evaluate
from polc.compiler.kernel import Const, Kernel, Kind, Pick, expressions_of, walk
from polc.compiler.readings import chosen_readings, combinations
from polc.dsl.source import Source
from polc.dsl.values import Missing, Plain, Undetermined

ROOT = Path(__file__).parents[2]
POLICIES = sorted(ROOT.glob("policies/*20*/*.pol"))


def read(path: str) -> Source:
    return Source(path=path, text=(ROOT / path).read_text("utf-8"))


def load(path: Path) -> Kernel:
    kernel = compile_file(path.relative_to(ROOT).as_posix(), read, analyse=False).kernel
    assert kernel is not None
    return kernel


def days_of(kernel: Kernel) -> list[date]:
    """Every day the policy names, with its neighbours."""
    readings = [r.meaning for a in kernel.assumptions for r in a.readings if not isinstance(r.meaning, Pick)]
    expressions = [*readings, *(e for choice in kernel.choices for e in expressions_of(choice))]
    named = {node.value for e in expressions for node in walk(e) if isinstance(node, Const)}
    found = {day + timedelta(days=n) for day in named if isinstance(day, date) for n in (-90, -1, 0, 1)}
    return sorted(found)


def draw(kernel: Kernel, days: list[date], rng: random.Random) -> dict[str, Plain]:
    """A person whose every fact is known."""
    person: dict[str, Plain] = {}
    for decl in kernel.inputs:
        match decl.type.kind:
            case Kind.BOOL:
                person[decl.name] = rng.random() < 0.2
            case Kind.DATE:
                person[decl.name] = rng.choice(days)
            case kind:
                raise AssertionError(f"the shipped policies have no fact of kind {kind}")
    return person


def persons(kernel: Kernel, count: int) -> Iterator[tuple[dict[str, Plain], dict[str, Plain | None]]]:
    """Complete persons, each with a version in which some facts are unknown."""
    rng = random.Random(20261122)
    days = days_of(kernel)
    for _ in range(count):
        whole = draw(kernel, days, rng)
        share = rng.choice([0.05, 0.3])
        yield whole, {name: None if rng.random() < share else value for name, value in whole.items()}


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_knowing_more_never_changes_an_answer(path: Path) -> None:
    kernel = load(path)
    for whole, partial in persons(kernel, 150):
        known, guessed = evaluate(kernel, whole).fields, evaluate(kernel, partial).fields
        for name, field in guessed.items():
            if isinstance(field.result, Missing):
                assert field.result.inputs
                assert all(partial[fact] is None for fact in field.result.inputs), (name, partial)
            elif not isinstance(field.result, Undetermined):
                assert known[name].result == field.result, (name, partial)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_nothing_is_missing_when_every_fact_is_known(path: Path) -> None:
    kernel = load(path)
    for whole, _ in persons(kernel, 50):
        assert evaluate(kernel, whole).missing == ()


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_steps_of_earlier_evaluations_change_nothing(path: Path) -> None:
    """What a choice reads is all that can change it, whoever the person is and whatever is assumed."""
    kernel = load(path)
    decided: Decided = {}
    for _, partial in persons(kernel, 12):
        for way in combinations(kernel, chosen_readings(kernel, {})):
            assert evaluate(kernel, partial, way, decided=decided) == evaluate(kernel, partial, way)
