"""Compare engines with the interpreter on many persons.

    python tests/agreement/run.py --persons 1000000 --log agreement.log
    python tests/agreement/run.py --engine duckdb spark --policies 石狮2025 town
    python tests/agreement/run.py --policies examples

Each person is drawn once, decided once by the interpreter, and asked of every engine: values, statuses,
bounds, candidates, clauses, texts and missing facts. A policy that an engine has no words for is said so and
passed over; --persons counts those that each engine did answer, and where one answers few policies those
get most of them. The log has a line for each part; with a log of an earlier run the parts in it aren't done
again. Exit status 1 when anything differs, with the first persons that show it.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import attrs

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from agreement.shipped import HAND_MADE, examples, kernel_of, names
from agreement.together import ENGINES, Found, Ready, compared, drawn, installed, prepared

from polc.compiler.kernel import Kernel
from polc.dsl.values import distinct
from polc.targets.api import NotExpressible
from polc.targets.columnar.emit import explain_unsupported
from polc.targets.sql.dialects import DIALECTS
from polc.targets.sql.statement import unsupported

EVERY_EXAMPLE = "examples"
SHOWN = 3
PART = 20_000
PART_WITH_SPARK = 100_000  # it plans a statement anew for each part, for up to half a minute
SHARES = dict.fromkeys(names(), 10) | dict.fromkeys(HAND_MADE, 1)
SHARE_OF_EXAMPLE = 2
OF_EVERY_SHARE = 200  # each share of a policy is one part in so many of all that an engine answers


@attrs.frozen(kw_only=True)
class Unit:
    """Some persons of one policy; the same seed draws the same persons."""

    policy: str
    seed: int
    people: int

    @property
    def key(self) -> list[object]:
        """What tells it from others in a log."""
        return [self.policy, self.seed, self.people]


# ---- who is asked about what ------------------------------------------------------------------------
def units(
    policies: Sequence[str], engines: Sequence[str], total: int, seed: int, part: int = PART
) -> list[Unit]:
    """Parts of each policy, so that every engine answers at least `total` persons."""
    kernels = {name: kernel_of(name) for name in policies}
    able = [[name for name in policies if not refusal(kernels[name], engine)] for engine in engines]
    found = []
    for name, people in shared_out(policies, able, total).items():
        number = seed * 1000
        while people > 0:
            found.append(Unit(policy=name, seed=number, people=min(people, part)))
            people, number = people - part, number + 1
    return found


def shared_out(policies: Sequence[str], able: Sequence[Sequence[str]], total: int) -> dict[str, int]:
    """How many persons of each policy, where `able` has the policies that each engine answers.

    Every policy gets a few. What an engine then lacks is shared out among those that it answers; those of
    the engine that answers fewest come first, because they count for the others too.
    """
    shares = {name: SHARES.get(name, SHARE_OF_EXAMPLE) for name in policies}
    people = {name: -(-total * share // OF_EVERY_SHARE) for name, share in shares.items()}
    for answered in sorted(filter(None, able), key=len):
        lacking = max(0, total - sum(people[name] for name in answered))
        whole = sum(shares[name] for name in answered)
        for name in answered:
            people[name] += -(-lacking * shares[name] // whole)
    return people


def refusal(kernel: Kernel, engine: str) -> tuple[str, ...]:
    """Why an engine has no words for a policy; nothing when it has."""
    if engine in ("columnar", "numba"):
        return explain_unsupported(kernel)
    return () if engine in ("module", "js") else unsupported(kernel, DIALECTS[engine])


def _named(name: str) -> tuple[str, ...]:
    """One name, or those of all examples."""
    return examples() if name == EVERY_EXAMPLE else (name,)


# ---- the work ---------------------------------------------------------------------------------------
def work(todo: Iterable[Unit], engines: Sequence[str], log: Path) -> None:
    """Do some units, one after the other; a line goes to the log when one is done."""
    gc.disable()
    with ExitStack() as running:
        contenders = {name: running.enter_context(ENGINES[name]()) for name in engines}
        policies = groupby(todo, key=lambda unit: unit.policy)
        for kernel, units_of_it in ((kernel_of(name), group) for name, group in policies):
            ready = prepared(kernel, contenders)
            for unit in units_of_it:
                _compare(unit, kernel, ready, log)


def _compare(unit: Unit, kernel: Kernel, ready: Ready, log: Path) -> None:
    found = compared(drawn(kernel, unit.people, unit.seed), ready)
    _show(unit, found)
    line = json.dumps({"unit": unit.key, "found": _counted(found)}, ensure_ascii=False)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")  # a line before it may have been cut
    gc.collect()


def _counted(found: Found) -> dict[str, int | str]:
    """For each engine how much differs, or why it wasn't asked."""
    return {e: str(f) if isinstance(f, NotExpressible) else len(f) for e, f in found.items()}


def _show(unit: Unit, found: Found) -> None:
    """A line for each engine."""
    lines = []
    for engine, wrong in found.items():
        if isinstance(wrong, NotExpressible):
            lines.append(f"{unit.policy} {engine}: passed over, {wrong}")
        else:
            lines.append(f"{unit.policy} {engine}: {unit.people} persons, {len(wrong)} differences")
            lines += [f"  {each}" for each in wrong[:SHOWN]]
    print("\n".join(lines), flush=True)


def side_by_side(todo: Sequence[Unit], engines: Sequence[str], log: Path, jobs: int) -> None:
    """The work in some processes at once."""
    if jobs == 1:
        work(todo, engines, log)
        return
    context = multiprocessing.get_context("spawn")
    taken = context.Value("i", 0)
    started = [
        context.Process(target=_worker, args=(todo, taken, engines, log), daemon=True) for _ in range(jobs)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join()
    if any(process.exitcode for process in started):
        raise SystemExit(2)


def _worker(todo: Sequence[Unit], taken: Any, engines: Sequence[str], log: Path) -> None:
    _leave_nothing_behind()
    work(_next(todo, taken), engines, log)


def _next(todo: Sequence[Unit], taken: Any) -> Iterator[Unit]:
    """The units that no process has taken yet; `taken` counts, for all of them, those that are gone."""
    while True:
        with taken.get_lock():
            number, taken.value = taken.value, taken.value + 1
        if number >= len(todo):
            return
        yield todo[number]


def _leave_nothing_behind() -> None:
    """Let a kill end this process as an exit does: workers and servers are stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


# ---- what was found ---------------------------------------------------------------------------------
def lines_of(log: Path) -> Iterator[dict[str, Any]]:
    """The lines of a log, but for those that a kill has cut."""
    for line in log.read_text("utf-8").splitlines() if log.exists() else ():
        with suppress(json.JSONDecodeError):
            yield json.loads(line)


def totals(lines: Iterable[Mapping[str, Any]], engines: Sequence[str]) -> int:
    """Print a table of all that the log has; how much differs."""
    policies: dict[str, set[str]] = {engine: set() for engine in engines}
    people, differing = dict.fromkeys(engines, 0), dict.fromkeys(engines, 0)
    for line in lines:
        name, _, number = line["unit"]
        for engine, wrong in line["found"].items():
            if engine in people and isinstance(wrong, int):
                policies[engine].add(name)
                people[engine] += number
                differing[engine] += wrong
    print("\n| engine | policies and examples | persons | differences |\n|---|---|---|---|")
    for engine in engines:
        print(f"| {engine} | {len(policies[engine])} | {people[engine]:,} | {differing[engine]:,} |")
    return sum(differing.values())


def main() -> int:
    """Compare every policy asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--persons", type=int, default=10000, help="how many each engine answers in all")
    parser.add_argument("--policies", nargs="*", default=[*names(), EVERY_EXAMPLE, *HAND_MADE])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--engine", nargs="*", choices=tuple(ENGINES), help="all that are installed, but spark"
    )
    parser.add_argument("--part", type=int, help=f"at a time: {PART}, or {PART_WITH_SPARK} with Spark")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--log", type=Path, help="where the results of each part go")
    options = parser.parse_args()
    _leave_nothing_behind()
    engines = options.engine or installed()
    policies = distinct(n for asked in options.policies for n in _named(asked))
    with tempfile.TemporaryDirectory() as folder:
        log = options.log or Path(folder) / "agreement.log"
        done = [line["unit"] for line in lines_of(log)]
        part = options.part or (PART_WITH_SPARK if "spark" in engines else PART)
        asked = units(policies, engines, options.persons, options.seed, part)
        todo = [unit for unit in asked if unit.key not in done]
        side_by_side(todo, engines, log, options.jobs)
        keys = [unit.key for unit in asked]
        return 1 if totals([line for line in lines_of(log) if line["unit"] in keys], engines) else 0


if __name__ == "__main__":
    raise SystemExit(main())
