"""How fast a columnar module is: time over the limit of memory.

    python bench/columnar.py --rows 1e6 1e7 --policies 石狮2025

The limit is to read every byte of the input once and to write every byte of the output once. Answers are
compared with the interpreter on a sample before anything is timed. One thread; ratios are made within a
round, and the median round is printed, because only ratios of one run mean something.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import thread_time
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from agreement.columnar import differences, load
from agreement.shipped import kernel_of
from register import register

from polc.compiler.kernel import Kernel, Kind

SAMPLE = 300


def sample_of(kernel: Kernel, columns: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """Some rows of a register as the interpreter takes them."""
    from datetime import date, timedelta

    size = len(next(iter(columns.values())))
    found = []
    for row in np.linspace(0, size - 1, number, dtype=np.int64).tolist():
        person: dict[str, Any] = {}
        for decl in kernel.inputs:
            column = columns[decl.name]
            values, known = column if isinstance(column, tuple) else (column, None)
            if known is not None and not known[row]:
                person[decl.name] = None
            elif decl.type.kind is Kind.DATE:
                person[decl.name] = date(1970, 1, 1) + timedelta(days=int(values[row]))
            else:
                person[decl.name] = bool(values[row])
        found.append(person)
    return found


def arrays_of(columns: dict[str, Any]) -> list[Any]:
    """Every array of the input."""
    pairs = [column if isinstance(column, tuple) else (column,) for column in columns.values()]
    return [array for pair in pairs for array in pair]


def limit(inputs: list[Any], outputs: list[Any]) -> None:
    """Read the input bytes once, write the output bytes once, into new memory as whoever judges must."""
    for array in inputs:
        content = array.view(np.uint8)
        np.bitwise_or.reduce(content[: len(content) // 8 * 8].view(np.uint64))
    for array in outputs:
        np.empty_like(array).fill(0)


def timed(work: Callable[[], object]) -> float:
    """Seconds of one thread that `work` takes, whatever else the machine does."""
    start = thread_time()
    work()
    return thread_time() - start


def measure(name: str, size: int, rounds: int) -> tuple[str, float, float]:
    """One policy, one size: what was measured, its ratio to the limit, ns a row."""
    kernel = kernel_of(name)
    module = load(kernel)
    columns = register(kernel, size)
    wrong = list(differences(kernel, module, sample_of(kernel, columns, SAMPLE)))
    if wrong:
        raise SystemExit(f"{name}: {len(wrong)} differences\n{wrong[0]}")
    inputs = arrays_of(columns)
    answers = module.judge(columns, rows=_nothing)
    outputs = [*answers.codes.values(), *answers.days.values()]
    width = [sum(array.nbytes for array in arrays) // size for arrays in (inputs, outputs)]
    told = (
        f"{name}, {size:,} rows of {width[0]} B in and {width[1]} B out, {len(answers.others)} judged alone"
    )
    ratios, seconds = [], []
    for _ in range(rounds):
        bound = timed(lambda: limit(inputs, outputs))
        taken = timed(lambda: module.judge(columns, rows=_nothing))
        ratios.append(taken / bound)
        seconds.append(taken)
    return told, statistics.median(ratios), min(seconds) / size * 1e9


def rows() -> Iterator[tuple[str, str, str, str]]:
    """For the table of all benchmarks."""
    for size in (10**6, 10**7):
        told, ratio, each = measure("石狮2025", size, 5)
        yield f"columnar, {told}", f"{ratio:.1f} × the limit ({each:.0f} ns a row)", "16", "8"


def _nothing(person: Any) -> dict[str, Any]:
    """Rows that tables leave are another function's time; here only how many there are is told."""
    return {}


def main() -> int:
    """Every policy at every size."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--rows", type=float, nargs="*", default=[1e6, 1e7])
    parser.add_argument("--policies", nargs="*", default=["石狮2025"])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for name in options.policies:
        for size in options.rows:
            told, ratio, each = measure(name, int(size), options.rounds)
            print(f"{told}\n  {ratio:.1f} × the limit, {each:.1f} ns a row", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
