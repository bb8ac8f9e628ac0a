"""Many random policies, each asked of the model, the interpreter and (of some) the generated module.

In: a seed and a number of persons. Out: what differs, and what was met: shares that say whether the policies
and the persons are worth asking.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import attrs
from agreement.persons import Pools, persons, pools_of, readings
from agreement.python_module import differences as module_differences
from agreement.python_module import load
from compile import compile_text

from model.compare import both
from model.files import Program, program
from model.programs import policy
from polc.compiler.kernel import Kernel
from polc.dsl.values import Given, Records


@attrs.define
class Met:
    """What came of some policies: how many of what, and a line for each person with a difference."""

    counts: Counter[str] = attrs.field(factory=Counter)
    wrong: list[str] = attrs.field(factory=list)

    def add(self, other: Met) -> None:
        self.counts += other.counts
        self.wrong += other.wrong

    def shares(self) -> Iterator[str]:
        """How many policies compiled, where their persons stood and what they were told."""
        for whole, some in (
            ("policies", ["compiled", "with other files", "also as a module"]),
            ("persons", ["with something unknown", "on a boundary", "with readings of their own"]),
            ("results", ["值", "不适用", "待定", "缺资料"]),
        ):
            parts = (f"{self.counts[part]} {part}" for part in some)
            yield f"{self.counts[whole]} {whole}: {', '.join(parts)}"


def met(seed: int, number: int, *, module: bool = False) -> Met:
    """What the policy of a seed and `number` persons come to."""
    files, found = policy(seed), Met()
    compiled = compile_text(files)
    kernel = compiled.kernel
    found.counts["policies"] += 1
    if kernel is None or not compiled.ok:
        return found
    found.counts["compiled"] += 1
    found.counts["with other files"] += len(files) > 1
    found.counts["also as a module"] += module
    read, rng = program("main.pol", files.__getitem__), Random(seed)
    generated = load(kernel) if module else None
    for person in persons(kernel, number, seed):
        assumed = readings(kernel, rng)
        try:
            lines = _asked(kernel, read, person, assumed, found)
            if generated is not None:
                lines += module_differences(kernel, generated, person, assumed, reasons=False)
        except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
            lines = [f"ends with {error!r}, at {_place(error)}"]
        found.wrong += [f"seed {seed}: {line}\n  {person} {assumed}" for line in lines]
    return found


def _asked(
    kernel: Kernel, read: Program, person: Mapping[str, Given | None], assumed: Mapping | None, found: Met
) -> list[str]:
    """The differences of one person, who is counted."""
    counts, pools = found.counts, read.once("pools", lambda: pools_of(kernel))
    counts["persons"] += 1
    counts["with something unknown"] += None in _given(person)
    counts["on a boundary"] += _on_a_boundary(person, pools)
    counts["with readings of their own"] += assumed is not None
    told = list(both(kernel, read, person, assumed))
    for _, theirs, _ in told:
        counts["results"] += 1
        counts[theirs.what] += 1
    return [f"{name}: interpreter {theirs}, model {ours}" for name, theirs, ours in told if theirs != ours]


def _place(error: Exception) -> str:
    """The function that an error comes from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _given(person: Mapping[str, Given | None]) -> list[object]:
    """Everything known of a person, the cells of lists among it."""
    found: list[object] = []
    for value in person.values():
        found += [cell for row in value.rows for cell in row] if isinstance(value, Records) else [value]
    return found


def _on_a_boundary(person: Mapping[str, Given | None], pools: Pools) -> bool:
    """Whether a day or an amount of theirs is one that the policy names."""
    named = {*pools.days, *pools.amounts}
    return any(value in named for value in _given(person) if value is not None)
