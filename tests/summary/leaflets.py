"""Leaflets for tests: of the shipped policies, and random people of whom a cell speaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from agreement.persons import Person, persons
from summary.pages import kernel_of

from polc.compiler.expressions import Environment, value
from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Expr, Kernel
from polc.compiler.readings import bounds_of
from polc.targets.api import Options
from polc.targets.summary.leaflet import leaflet
from polc.targets.summary.leaflet_model import Leaflet

OPTIONS = Options(source_sha256="0" * 64, compiler_version="测试")
MANY = 400


@cache
def leaflet_of(name: str) -> Leaflet:
    """The page of a shipped policy."""
    return leaflet(kernel_of(name), OPTIONS)


@cache
def everybody(name: str) -> tuple[Person, ...]:
    """Random people who may exist, each fact known."""
    kernel = kernel_of(name)
    known = (person for person in persons(kernel, 60 * MANY, seed=15) if None not in person.values())
    return tuple(person for person in known if may_exist(kernel, person))[: 8 * MANY]


def may_exist(kernel: Kernel, person: Person) -> bool:
    """Whether a person breaks no 关系."""
    env = environment(kernel, person, None)
    return all(value(relation.condition, env) is not False for relation in kernel.relations)


def environment(kernel: Kernel, person: Person, found: Evaluation | None) -> Environment:
    """What an expression sees of a person, with the results of an evaluation."""
    adopted = {decl.name: decl.adopted or decl.readings[0].name for decl in kernel.assumptions}
    return Environment(
        kernel=kernel,
        inputs=dict(person),
        readings=adopted,
        bounds=bounds_of(kernel),
        fields={} if found is None else {name: field.result for name, field in found.fields.items()},
    )


def holds(kernel: Kernel, expr: Expr, person: Person, found: Evaluation) -> bool:
    """Whether a condition is true of a person under the adopted readings."""
    return value(expr, environment(kernel, person, found)) is True


def paying(person: Person, axis: str, first: date, last: date, rng: Random) -> Person:
    """The same person, paying on some day of a stretch."""
    day = first + timedelta(days=rng.randrange((last - first).days + 1))
    return {**person, axis: rng.choice((first, last, day))}


def readings(kernel: Kernel) -> Iterator[tuple[str, str]]:
    """Every single change of reading."""
    for decl in kernel.assumptions:
        for reading in decl.readings:
            if reading.name != decl.adopted:
                yield decl.name, reading.name


def judged(kernel: Kernel, person: Person, change: tuple[str, str] | None = None) -> Evaluation:
    """A person's results, under a change of reading."""
    return evaluate(kernel, person, dict([change]) if change else None, traced=False)
