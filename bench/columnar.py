"""How fast a columnar module is: time over the limit of memory, by numpy's calls and by machine code.

    python bench/columnar.py --rows 1e6 1e7 --policies 石狮2025
    python bench/columnar.py --counts --policies 石狮2025

The limit is to read every byte of the input once and to write every byte of the output once; fields whose
columns are one column count once. Answers are compared with the interpreter on a sample, and both ways with
each other on all rows, before anything is timed. One thread; ratios are made within a round, and the median
round is printed, because only ratios of one run mean something. Memory is the most that is held at once
beside the inputs. Making machine code isn't timed; without numba it is left out. `--counts` tells what a
row costs in operations instead: by numpy a look-up takes 0.6 ns, a widening to an index 0.2, an operation on
days 0.1, one on bytes 0.05.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
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
from polc.targets.columnar.build import build
from polc.targets.columnar.plan import make_plan

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


@dataclass(frozen=True)
class Measured:
    """One way to judge: its median ratio to the limit, the least ns a row, bytes a row beside the inputs."""

    ratio: float
    each: float
    held: float

    def __str__(self) -> str:
        return f"{self.ratio:.1f} × the limit ({self.each:.1f} ns and {self.held:.0f} B a row)"


def ways() -> dict[str, bool]:
    """The ways to judge that are here: their names, and whether they need compiling."""
    return {"numpy": False} | ({"numba": True} if find_spec("numba") else {})


def measure(name: str, size: int, rounds: int) -> tuple[str, dict[str, Measured]]:
    """One policy, one size: what was measured, and how each way fared."""
    kernel = kernel_of(name)
    module = load(kernel)
    columns = register(kernel, size)
    judges = {way: partial(module.judge, columns, rows=_nothing, compiled=c) for way, c in ways().items()}
    answers = judges["numpy"]()
    for way, judge in judges.items():
        _agree(kernel, module, columns, way, answers, judge())
    inputs = arrays_of(columns)
    outputs = list({id(a): a for a in (*answers.codes.values(), *answers.days.values())}.values())
    width = [sum(array.nbytes for array in arrays) // size for arrays in (inputs, outputs)]
    told = (
        f"{name}, {size:,} rows of {width[0]} B in and {width[1]} B out, {len(answers.others)} judged alone"
    )
    ratios: dict[str, list[float]] = {way: [] for way in judges}
    seconds: dict[str, list[float]] = {way: [] for way in judges}
    for _ in range(rounds):
        bound = timed(lambda: limit(inputs, outputs))
        for way, judge in judges.items():
            seconds[way].append(timed(judge))
            ratios[way].append(seconds[way][-1] / bound)
    found = {
        way: Measured(statistics.median(ratios[way]), min(seconds[way]) / size * 1e9, held(judge) / size)
        for way, judge in judges.items()
    }
    return told, found


def _agree(kernel: Kernel, module: Any, columns: dict[str, Any], way: str, one: Any, other: Any) -> None:
    """Stop where a way decides a sample unlike the interpreter, or any row unlike numpy."""
    wrong = list(differences(kernel, module, sample_of(kernel, columns, SAMPLE), compiled=ways()[way]))
    if wrong:
        raise SystemExit(f"{way}: {len(wrong)} differences\n{wrong[0]}")
    for mine, others in ((one.codes, other.codes), (one.days, other.days)):
        for field, column in mine.items():
            if not np.array_equal(column, others[field]):
                raise SystemExit(f"{way}: {field} differs from numpy's")


def held(judge: Callable[[], object]) -> int:
    """The most bytes that judging holds at once, its answers included."""
    tracemalloc.start()
    judge()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def rules_of(kernel: Kernel) -> int:
    """How many rules a policy has."""
    return sum(len(choice.rows) for choice in kernel.choices)


def counts(kernel: Kernel) -> str:
    """How many operations of each kind a row takes."""
    instructions = build(make_plan(kernel)).program.instructions
    kinds = Counter(f"{each.op} {each.out.dtype}" for each in instructions)
    return ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())


MUST = {"numpy": ("16", "8"), "numba": ("5", "2.5")}


def rows() -> Iterator[tuple[str, str, str, str]]:
    """For the table of all benchmarks: the limits, then how time grows with rows and with rules."""
    for size in (10**6, 10**7):
        told, found = measure("石狮2025", size, 7)
        for way, measured in found.items():
            yield f"columnar by {way}, {told}", str(measured), *MUST[way]
    for size in (10**4, 10**5):
        told, found = measure("石狮2025", size, 15)
        for way, measured in found.items():
            yield f"growth with rows: by {way}, {told}", str(measured), "", ""
    for name in ("town", "梅州2025", "南安2026"):
        told, found = measure(name, 10**6, 7)
        for way, measured in found.items():
            what = f"growth with rules: by {way}, {rules_of(kernel_of(name))} of them in {told}"
            yield what, str(measured), *MUST[way]


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
    parser.add_argument("--counts", action="store_true")
    options = parser.parse_args()
    for name in options.policies:
        if options.counts:
            print(f"{name}: {counts(kernel_of(name))}")
        for size in options.rows if not options.counts else ():
            told, found = measure(name, int(size), options.rounds)
            print(told, *(f"  by {way}: {measured}" for way, measured in found.items()), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
