"""The search against z3: to random questions about regions both give the same answer, and a person for yes.

    python tests/questions.py --number 100000 [--seed 0]

A question is a random formula over two or three days, up to eight flags and one choice: can it be true?
Each difference is printed as the seed that makes the question; exit status 1 when there is one.
"""

from __future__ import annotations

import argparse
import random

from unit import test_regions as regions

from polc.compiler.analysis.formula import Formulas
from polc.compiler.analysis.prover import ask
from polc.compiler.analysis.regions import Region
from polc.compiler.analysis.solve import Search


def question(seed: int) -> tuple[Formulas, int]:
    """A pool and the formula in it that is asked about."""
    rng = random.Random(seed)
    pool = regions.pool_of(rng, days=rng.choice((2, 3)), flags=rng.randint(1, 8), options=1)
    parts = [regions.formula(rng, pool, 3) for _ in range(rng.randint(1, 4))]
    return pool, pool.all_of(parts)


def _satisfies(pool: Formulas, formula: int, region: Region) -> bool:
    """Whether the one person a region holds makes the formula true."""
    assert region.lows == region.highs
    flags = tuple(region.held >> var & 1 for var in range(pool.domain.flags))
    options = tuple(mask.bit_length() - 1 for mask in region.options)
    return regions.holds(pool, formula, tuple(region.lows), flags, options)


def agree(seed: int) -> bool:
    """Whether the search and z3 give the same answer, and z3's person, if it found one, is right."""
    pool, formula = question(seed)
    found = ask(pool, formula)
    if (found is not None) is not Search(pool).possible(formula):
        return False
    return found is None or _satisfies(pool, formula, found)


def main() -> int:
    """Ask as many questions as wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    differing = [seed for seed in range(options.seed, options.seed + options.number) if not agree(seed)]
    for seed in differing:
        print(f"  seed {seed}")
    print(f"search and z3: {options.number} questions, {len(differing)} differences")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
