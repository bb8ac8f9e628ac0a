"""All engines compared with one evaluation of the same persons by the interpreter.

In: a kernel and a part: so many persons drawn from a seed. Out: for each engine what it decides otherwise, or
that it has no words for the policy. The interpreter decides each person once, under the adopted readings;
a module is also asked about every tenth under drawn readings, with its texts and reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from random import Random
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import attrs
from agreement import python_module
from agreement.persons import Person, persons, readings

from polc.compiler.interpret import Decided, Evaluation, evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.readings import FieldResult
from polc.targets.api import NotExpressible
from polc.targets.sql.register import Register

TOLD_EVERY = 10
REMEMBERED = 20_000


@attrs.frozen(kw_only=True)
class Part:
    """`people` persons of a policy, drawn from `seed`, and what the interpreter decides of each."""

    people: Sequence[Person]
    wanted: Sequence[Evaluation]
    seed: int


Compare: TypeAlias = Callable[[Part], Sequence[str]]
Contender: TypeAlias = Callable[[Kernel], Compare]
Ready: TypeAlias = Mapping[str, Compare | NotExpressible]
Found: TypeAlias = Mapping[str, Sequence[str] | NotExpressible]


def drawn(kernel: Kernel, number: int, seed: int) -> Part:
    """A part; in every second one three persons in four leave little blank, as people in a register do."""
    people = list(persons(kernel, number, seed))
    if seed % 2:
        few_unknown(kernel, people, Random(seed))
    return Part(people=people, wanted=_wanted(kernel, people), seed=seed)


def few_unknown(kernel: Kernel, people: Sequence[Person], rng: Random) -> None:
    """Fill in most of what three persons in four leave blank, with a value that somebody has."""
    for decl in kernel.inputs:
        given = [value for person in people if (value := person[decl.name]) is not None]
        for number, person in enumerate(people):
            if number % 4 and person[decl.name] is None and given and rng.random() < 0.9:
                person[decl.name] = rng.choice(given)


def _wanted(kernel: Kernel, people: Sequence[Person]) -> list[Evaluation]:
    """What the interpreter decides, without its steps; equal results are one object."""
    known: dict[tuple[str, FieldResult], FieldResult] = {}
    decided: Decided = {}
    wanted: list[Evaluation] = []
    for person in people:
        if len(decided) > REMEMBERED:  # what many persons share is soon there again
            decided.clear()
        full = evaluate(kernel, person, traced=False, decided=decided)
        fields = {decl.name: full.fields[decl.name] for decl in kernel.outputs}
        fields = {name: known.setdefault((name, field), field) for name, field in fields.items()}
        wanted.append(attrs.evolve(full, fields=fields, steps=()))
    return wanted


def prepared(kernel: Kernel, contenders: Mapping[str, Contender]) -> Ready:
    """The contenders ready for one policy, or why they can't be asked about it."""
    ready: dict[str, Compare | NotExpressible] = {}
    for name, contender in contenders.items():
        try:
            ready[name] = contender(kernel)
        except NotExpressible as refused:
            ready[name] = refused
    return ready


def compared(part: Part, ready: Ready) -> Found:
    """What each decides otherwise, or why it can't be asked."""
    return {n: each if isinstance(each, NotExpressible) else each(part) for n, each in ready.items()}


# ---- the engines ------------------------------------------------------------------------------------
def _module(kernel: Kernel) -> Compare:
    module = python_module.load(kernel)

    def compare(part: Part) -> list[str]:
        known: python_module.Known = {}
        rng = Random(part.seed)
        found: list[str] = []
        for number, (person, wanted) in enumerate(zip(part.people, part.wanted, strict=True)):
            decision = module.evaluate(python_module.module_person(kernel, module, person))
            wrong = python_module.compared(kernel, module, wanted, decision, known)
            if number % TOLD_EVERY == 0:
                assume = readings(kernel, rng)
                wrong += python_module.differences(kernel, module, person, assume)
            found += [f"{dict(person)}: {each}" for each in wrong]
        return found

    return compare


def _columnar(kernel: Kernel, **how: Any) -> Compare:
    from agreement import columnar

    module = columnar.load(kernel)
    return lambda part: list(columnar.compared(kernel, module, part.people, part.wanted, **how))


@contextmanager
def _in_process(contender: Contender) -> Iterator[Contender]:
    yield contender


def _database(name: str) -> Callable[[], AbstractContextManager[Contender]]:
    @contextmanager
    def running() -> Iterator[Contender]:
        from agreement.databases import ENGINES
        from agreement.sql_engines import compared

        from polc.targets.sql.dialects import DIALECTS
        from polc.targets.sql.statement import statement

        with ENGINES[name]() as engine:

            def contender(kernel: Kernel) -> Compare:
                statement(kernel, DIALECTS[name], Register())
                return lambda part: compared(
                    kernel, part.wanted, engine(kernel, part.people, None, Register())
                )

            yield contender

    return running


@contextmanager
def _javascript() -> Iterator[Contender]:
    from agreement import javascript

    with TemporaryDirectory() as folder:
        numbers = count()

        def contender(kernel: Kernel) -> Compare:
            place = Path(folder, str(next(numbers)))
            place.mkdir()
            module = javascript.written(kernel, place)
            return lambda part: list(javascript.compared(kernel, module, part.people, part.wanted))

        yield contender


ENGINES: dict[str, Callable[[], AbstractContextManager[Contender]]] = {
    "module": lambda: _in_process(_module),
    "columnar": lambda: _in_process(_columnar),
    "numba": lambda: _in_process(partial(_columnar, compiled=True)),
    "js": _javascript,
    "duckdb": _database("duckdb"),
    "postgres": _database("postgres"),
    "spark": _database("spark"),
}


def installed() -> tuple[str, ...]:
    """The engines that are there, but for Spark, which is only run when it's asked for."""
    from agreement.postgres import program

    needed = {
        "columnar": ("numpy",),
        "numba": ("numpy", "numba"),
        "duckdb": ("duckdb",),
        "postgres": ("psycopg",),
    }
    found = [name for name in ENGINES if name != "spark" and all(map(find_spec, needed.get(name, ())))]
    if which("node") is None:
        found.remove("js")
    try:
        program("initdb")
    except FileNotFoundError:
        found.remove("postgres")
    return tuple(found)
