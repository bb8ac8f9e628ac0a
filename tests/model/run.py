"""The model and the interpreter on many random policies.

    python tests/model/run.py --policies 10000 --persons 20
    python tests/model/run.py --first 93 --policies 1

Every tenth policy is asked of its generated module as well. A difference is printed with the seed that makes
the policy (`--show` prints its files); exit status 1 when there's any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from model.many import Met, met
from model.programs import policy

EVERY = 10
SHOWN = 10
TOLD = 500


def one(persons: int, seed: int) -> Met:
    """The policy of a seed."""
    return met(seed, persons, module=seed % EVERY == 0)


def all_of(seeds: range, persons: int, jobs: int) -> Iterator[Met]:
    """What each policy comes to, in some processes at once."""
    if jobs == 1:
        yield from map(partial(one, persons), seeds)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(partial(one, persons), seeds, chunksize=20)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the model with the interpreter.")
    parser.add_argument("--policies", type=int, default=1000)
    parser.add_argument("--persons", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print the files of the first policy and stop")
    asked = parser.parse_args()
    if asked.show:
        print("\n".join(f"# ==== {path} ====\n{text}" for path, text in policy(asked.first).items()))
        return 0
    total, wrong, seeds = Met(), 0, range(asked.first, asked.first + asked.policies)
    for number, found in enumerate(all_of(seeds, asked.persons, asked.jobs), 1):
        total.add(found)
        wrong += bool(found.wrong)
        if found.wrong and wrong <= SHOWN:
            print(found.wrong[0], flush=True)
        if number % TOLD == 0:
            print(f"{number} policies, {wrong} with differences", flush=True)
    print("\n".join([*total.shares(), f"{len(total.wrong)} differences in {wrong} policies"]))
    return 1 if total.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
