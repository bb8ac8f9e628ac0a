"""Compare a target with the interpreter on many persons.

    python tests/agreement/run.py --persons 100000 --policies 石狮2025 town
    python tests/agreement/run.py --engine duckdb
    python tests/agreement/run.py --policies examples

Values, statuses, candidates, clauses, texts and missing facts are compared for every person; for modules
also the reasons with their sentences, for every tenth. A policy that the engine has no words for is said so
and passed over. Prints a line for each policy; exit status 1 when anything differs,
with the first persons that show it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from agreement.persons import persons, readings
from agreement.python_module import differences, load
from agreement.shipped import HAND_MADE, examples, kernel_of, names
from agreement.sql_engines import Engine
from agreement.sql_engines import differences as in_rows

from polc.dsl.values import distinct
from polc.targets.api import NotExpressible
from polc.targets.sql.register import Register

EVERY_EXAMPLE = "examples"
SHOWN = 3
PART = 5000
SQL_PART = 20000
SPARK_PART = 100000
COLUMNAR = ("columnar", "numba")  # the same module, by numpy's calls and by machine code
DATABASES = ("duckdb", "postgres", "spark")


def compare(name: str, number: int, seed: int) -> int:
    """How many of `number` persons differ; the first few are shown."""
    kernel = kernel_of(name)
    module = load(kernel)
    rng, differing = Random(seed), 0
    for count, person in enumerate(persons(kernel, number, seed)):
        assume = readings(kernel, rng)
        found = differences(kernel, module, person, assume, reasons=count % 10 == 0)
        differing += bool(found)
        if found and differing <= SHOWN:
            told = {label: value for label, value in person.items() if value is not False}
            print(f"  {told}\n  assume {assume}", *found, sep="\n    ")
    return differing


def compare_columns(name: str, number: int, seed: int, compiled: bool) -> int:
    """How many answers of a columnar module differ, some thousand persons at a time."""
    from agreement import columnar

    kernel = kernel_of(name)
    try:
        module = columnar.load(kernel)
    except NotExpressible as refused:
        print(f"  {refused}")
        return 0
    people, rng, differing = persons(kernel, number, seed), Random(seed), 0
    while part := columnar.few_unknown(kernel, islice(people, PART), rng):
        for found in columnar.differences(kernel, module, part, compiled=compiled):
            differing += 1
            if differing <= SHOWN:
                print(f"  {found}")
    return differing


def compare_rows(name: str, number: int, seed: int, engine: Engine, part: int) -> int:
    """How many cells a database answers differently, many persons at a time."""
    kernel, differing = kernel_of(name), 0
    people = persons(kernel, number, seed)
    while some := list(islice(people, part)):
        try:
            answers = engine(kernel, some, None, Register())
        except NotExpressible as refused:
            print(f"  {refused}")
            return 0
        found = in_rows(kernel, some, answers)
        differing += len(found)
        for each in found[:SHOWN]:
            print(f"  {each}")
    return differing


@contextmanager
def comparing(engine: str) -> Iterator[Callable[[str, int, int], int]]:
    """How to compare with this engine, which runs meanwhile."""
    if engine == "module":
        yield compare
        return
    if engine in COLUMNAR:
        yield lambda name, number, seed: compare_columns(name, number, seed, engine == "numba")
        return
    from agreement.databases import ENGINES

    # A statement is planned once a part, and Spark takes most of a minute for that.
    part = SPARK_PART if engine == "spark" else SQL_PART
    with ENGINES[engine]() as running:
        yield lambda name, number, seed: compare_rows(name, number, seed, running, part)


def _named(name: str) -> tuple[str, ...]:
    """One name, or those of all examples."""
    return examples() if name == EVERY_EXAMPLE else (name,)


def main() -> int:
    """Compare every policy asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--persons", type=int, default=10000)
    parser.add_argument("--policies", nargs="*", default=[*names(), *HAND_MADE, EVERY_EXAMPLE])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("module", *COLUMNAR, *DATABASES), default="module")
    options = parser.parse_args()
    total = 0
    with comparing(options.engine) as differing_in:
        for name in distinct(n for asked in options.policies for n in _named(asked)):
            differing = differing_in(name, options.persons, options.seed)
            total += differing
            print(f"{name}: {options.persons} persons, {differing} differences", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
