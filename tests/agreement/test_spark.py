"""Generated SQL, executed by Spark, answers as the interpreter does; so do the jobs of examples/spark.

The example is run as its README says, once; what it printed and wrote is then looked at.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pyarrow.dataset as files
import pytest
from agreement.databases import spark_engine
from agreement.persons import persons
from agreement.shipped import kernel_of, names
from agreement.sql_engines import differences
from checkout import ROOT

from polc.targets.sql.register import Register

pytestmark = pytest.mark.spark

PERSONS = 150
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


# ---- the example ------------------------------------------------------------------------------------
@attrs.frozen
class Shown:
    """The README's output, what came instead, and the folder that was written."""

    wanted: str
    printed: str
    folder: Path


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The example, run as its README says."""
    commands, wanted = re.findall(r"```(?:sh)?\n(.*?)```", (EXAMPLE / "README.md").read_text("utf-8"), re.S)
    folder = tmp_path_factory.mktemp("example")
    # Java compiles quickly rather than well, for few rows.
    java = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "TMPDIR": str(folder), "JAVA_TOOL_OPTIONS": java}
    env |= {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src")}
    words = ["bash", "-euo", "pipefail", "-c", commands]
    done = subprocess.run(words, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    (written,) = (path.parent for path in folder.glob("*/columnar.tsv"))
    return Shown(wanted, done.stdout.decode(), written)


def test_both_jobs_of_the_example_give_the_totals_of_polc_run(shown):
    assert shown.printed == shown.wanted


def test_both_jobs_write_the_same_rows(shown):
    columnar, sql = (
        files.dataset(shown.folder / way, partitioning="hive").to_table().sort_by("id")
        for way in ("columnar", "sql")
    )
    assert columnar.num_rows == 20000
    assert columnar.to_pylist() == sql.select(columnar.column_names).to_pylist()


def altered(text: str) -> Iterator[str]:
    """A job's totals with one figure of a town too high, too low or left out; without a town; empty."""
    lines = text.splitlines(keepends=True)
    town = lines[0].split("\t")[0]
    for number, line in enumerate(lines):
        before, after = "".join(lines[:number]), "".join(lines[number + 1 :])
        place, figure = line.rsplit("\t", 1)
        if line.startswith(town):
            yield f"{before}{place}\t{int(figure) + 1}\n{after}"
            yield f"{before}{place}\t{int(figure) - 1}\n{after}"
            if int(figure):
                yield before + after
    yield "".join(line for line in lines if not line.startswith(town))
    yield ""


def test_no_figure_may_differ_by_one(shown, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(EXAMPLE)
    import check

    totals, runs = (shown.folder / "sql.tsv").read_text("utf-8"), shown.folder / "runs"
    given = tmp_path / "totals.tsv"
    for text in (totals, *altered(totals)):
        given.write_text(text, "utf-8")
        assert check.main(given, runs) == (0 if text == totals else 1)


def test_a_town_that_polc_run_has_not_judged_is_no_agreement(shown, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(EXAMPLE)
    import check

    assert check.main(shown.folder / "sql.tsv", tmp_path) == 1
