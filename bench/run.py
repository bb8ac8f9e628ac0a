"""Run the benchmarks and print their results as a Markdown table.

    python bench/run.py [module …]

Each benchmark is a module beside this file with a function `rows`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

BENCH = Path(__file__).resolve().parent
sys.path[:0] = [str(BENCH), str(BENCH.parent / "tests")]

BENCHMARKS = ("module", "check", "columnar", "growth", "peers", "prover")


def main() -> None:
    """Print one table for the benchmarks named, or for all."""
    print("| measured | result | must | aim |")
    print("|---|---|---|---|")
    for name in sys.argv[1:] or BENCHMARKS:
        for cells in import_module(name).rows():
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
