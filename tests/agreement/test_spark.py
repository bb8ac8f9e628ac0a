"""Generated SQL, executed by Spark, answers as the interpreter does; so does the job of examples/spark."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from agreement.databases import spark_engine
from agreement.persons import persons
from agreement.shipped import kernel_of, names
from agreement.sql_engines import differences
from checkout import ROOT

from polc.targets.sql.register import Register

pytestmark = pytest.mark.spark

PERSONS = 150
ROWS = 2000
SHOWN = 6
EXAMPLE = ROOT / "examples" / "spark"


@pytest.fixture(scope="module")
def spark():
    """Spark in this process."""
    with spark_engine() as engine:
        yield engine


@pytest.mark.parametrize("name", [*names(), "town"])
def test_policy_in_spark(spark, name):
    kernel = kernel_of(name)
    people = list(persons(kernel, PERSONS, seed=3))
    assert differences(kernel, people, spark(kernel, people, None, Register()))[:SHOWN] == []


def ran(*words):
    """The output of one program of the example."""
    # Workers run the interpreter that runs this; Java compiles quickly rather than well, for few rows.
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYTHONIOENCODING": "utf-8"}
    env["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, cwd=EXAMPLE, env=env, check=True, capture_output=True).stdout.decode()


def test_both_jobs_of_the_example_give_the_same_totals(tmp_path):
    register, modules = tmp_path / "register", tmp_path / "modules"
    ran("register.py", register, ROWS)
    ran("make.py", "policies/石狮2025/石狮2025.pol", modules)
    columnar = ran("job.py", "columnar", modules, register, tmp_path / "columnar")
    assert ran("job.py", "sql", modules, register, tmp_path / "sql") == columnar
    counts = [line.split("\t") for line in columnar.splitlines()]
    assert sum(int(persons) for _, _, persons, _ in counts) == ROWS
    assert {status for _, status, _, _ in counts} >= {"value", "not_applicable"}
