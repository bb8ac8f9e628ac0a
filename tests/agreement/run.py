"""Compare the generated Python modules with the interpreter on many persons.

    python tests/agreement/run.py --persons 100000 --policies 石狮2025 town

Values, statuses, candidates, clauses, texts and missing facts are compared for every person, the reasons
with their sentences for every tenth. Prints a line for each policy; exit status 1 when anything differs,
with the first persons that show it.
"""

from __future__ import annotations

import argparse
import sys
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from agreement.persons import persons, readings
from agreement.python_module import differences, load
from agreement.shipped import HAND_MADE, kernel_of, names

SHOWN = 3
PART = 5000


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


def compare_columns(name: str, number: int, seed: int) -> int:
    """How many answers of a columnar module differ, some thousand persons at a time."""
    from agreement import columnar

    kernel = kernel_of(name)
    try:
        module = columnar.load(kernel)
    except columnar.NotColumnar as refused:
        print(f"  {name} isn't columnar: {refused.reason}")
        return 0
    people, rng, differing = persons(kernel, number, seed), Random(seed), 0
    while part := columnar.few_unknown(kernel, islice(people, PART), rng):
        for found in columnar.differences(kernel, module, part):
            differing += 1
            if differing <= SHOWN:
                print(f"  {found}")
    return differing


def main() -> int:
    """Compare every policy asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--persons", type=int, default=10000)
    parser.add_argument("--policies", nargs="*", default=[*names(), *HAND_MADE])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("module", "columnar"), default="module")
    options = parser.parse_args()
    by_engine = compare_columns if options.engine == "columnar" else compare
    total = 0
    for name in options.policies:
        differing = by_engine(name, options.persons, options.seed)
        total += differing
        print(f"{name}: {options.persons} persons, {differing} differences", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
