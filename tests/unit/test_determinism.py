"""The same input gives the same bytes: every target, and the check, under five orders of Python's sets."""

import json
import os
import subprocess
import sys

import pytest
from agreement.shipped import HAND_MADE, examples, names
from checkout import ROOT

SEEDS = ("0", "1", "2", "3", "4711")
# Run in a process of its own, because a seed is chosen when Python starts.
BUILD = """
import json, sys
from hashlib import sha256
from agreement.shipped import kernel_of
from polc.targets.api import NotExpressible, Options
from polc.targets.registry import names, target

found = {}
for policy in sys.argv[1:]:
    for name in names():
        options = Options(source_sha256="", compiler_version="", extra=(("module", "m"), ("name", "m")))
        try:
            for made in target(name).emit(kernel_of(policy), options):
                found[f"{policy} {name} {made.name}"] = sha256(made.content).hexdigest()
        except NotExpressible as refused:
            found[f"{policy} {name}"] = str(refused)
json.dump(found, sys.stdout)
"""
FEW = ("town", "everything")
ALL = tuple(name for name in (*names(), *examples(), *HAND_MADE) if name not in FEW)


def run(seed: str, *words: str) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(
        [sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("policies", [FEW, pytest.param(ALL, marks=pytest.mark.thorough)], ids=["few", "all"])
def test_every_target_under_five_seeds(policies: tuple[str, ...]) -> None:
    first, *others = (json.loads(run(seed, "-c", BUILD, *policies)) for seed in SEEDS)
    assert len(first) >= 5 * len(policies)
    for other in others:
        assert [name for name in first if first[name] != other[name]] == []


def test_a_check_under_five_seeds() -> None:
    """With what each assumption is worth, and the persons who show it."""
    words = (
        "-m",
        "polc",
        "check",
        "--worth",
        "--no-cache",
        "--output-format",
        "json",
        "examples/语言/08-清单与亲属",
    )
    assert len({run(seed, *words) for seed in SEEDS}) == 1
