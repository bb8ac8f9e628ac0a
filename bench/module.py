"""The generated module against the same policy written by hand: time a decision, and time of import.

In: 石狮2025, its generated module, `by_hand.decide`, and persons drawn as a counter sees them. Out: rows for
the table. Answers are compared before anything is timed; ratios are taken within one round, and the median
of the rounds counts, because the machine isn't quiet.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from types import ModuleType
from typing import Any

import by_hand
from agreement.python_module import OPTIONS
from agreement.shipped import kernel_of

from polc.targets.python.emit import module_source

POLICY = "石狮2025"
PERSONS = 300
ROUNDS = 9
LOOPS = 20
COVERED = ("local_household", "student_here", "migrant_child", "residence_permit")


def population(module: ModuleType, number: int, seed: int = 7) -> list[Any]:
    """Persons of whom every fact is known: of all ages, paying in a window, a few with a grant."""
    rng, flags = Random(seed), [f.alias for f in module.FIELDS if f.type == "是非"]
    found: list[Any] = []
    while len(found) < number:
        facts: dict[str, Any] = {flag: rng.random() < 0.015 for flag in flags}
        facts[rng.choice(COVERED)] = rng.random() < 0.97
        facts["pay_date"] = date(2024, 9, 1) + timedelta(days=rng.randrange(487))
        oldest = 500 if rng.random() < 0.1 else 32000
        facts["birth_date"] = facts["pay_date"] - timedelta(days=rng.randrange(oldest))
        found.append(module.Person(**facts))
    return found


def decided_by_both(module: ModuleType, persons: list[Any]) -> list[Any]:
    """Those who get an answer from the hand-written function; both must say the same of each."""
    both = []
    for person in persons:
        answer = by_hand.decide(person)
        if answer is None:
            continue
        found = tuple(_plain(module, value) for value in module.evaluate(person).outputs.values())
        if found != answer:
            raise SystemExit(f"by hand {answer}\nmodule  {found}\n{person}")
        both.append(person)
    return both


def _plain(module: ModuleType, value: object) -> object:
    if isinstance(value, module.AtLeast):
        return f"≥{value.fen}"
    if isinstance(value, module.Undetermined):
        return by_hand.OPEN
    return by_hand.OUTSIDE if isinstance(value, module.NotApplicable) else value


def ratios(persons: list[Any], measured: Callable[[Any], object]) -> tuple[float, float]:
    """The median ratio to the hand-written function, and the microseconds of that function."""
    found, base = [], []
    for _ in range(ROUNDS):
        by_hand_time = _time(persons, by_hand.decide)
        found.append(_time(persons, measured) / by_hand_time)
        base.append(by_hand_time)
    return median(found), min(base) * 1e6


def _time(persons: list[Any], decide: Callable[[Any], object]) -> float:
    start = perf_counter()
    for _ in range(LOOPS):
        for person in persons:
            decide(person)
    return (perf_counter() - start) / (LOOPS * len(persons))


def import_time(folder: Path, name: str) -> tuple[float, float]:
    """Milliseconds that importing the module adds to a bare interpreter, and that interpreter's own."""
    load = f"import sys; sys.path.insert(0, {str(folder)!r}); import {name}"
    _start(load)
    bare, loaded = [], []
    for _ in range(15):
        bare.append(_start("import sys"))
        loaded.append(_start(load))
    return (min(loaded) - min(bare)) * 1e3, min(bare) * 1e3


def _start(command: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-I", "-c", command], check=True)
    return perf_counter() - start


def rows() -> list[tuple[str, str, str, str]]:
    """What was measured, the result, what must be reached, and the aim."""
    source = module_source(kernel_of(POLICY), OPTIONS)
    module = ModuleType("generated")
    exec(compile(source, "generated.py", "exec"), module.__dict__)
    drawn = population(module, PERSONS)
    persons = decided_by_both(module, drawn)
    values, micro = ratios(persons, module.evaluate)
    reasons, _ = ratios(persons, lambda person: module.evaluate(person).reasons)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "generated.py").write_text(source, "utf-8")
        added, bare = import_time(Path(folder), "generated")
    share = f"{len(persons)} of {len(drawn)} persons"
    return [
        (f"one decision, by hand ({share})", f"{micro:.2f} µs", "", ""),
        ("one decision, generated module", f"{values:.2f} ×", "1.5 ×", "0.9 ×"),
        ("the same with reasons", f"{reasons:.2f} ×", "3 ×", "1.15 ×"),
        (f"import, over a bare interpreter of {bare:.0f} ms", f"+ {added:.1f} ms", "+ 20 ms", "+ 3 ms"),
    ]
