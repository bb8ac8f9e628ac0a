"""Generated SQL, executed by DuckDB and by PostgreSQL, answers as the interpreter does."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import attrs
import psycopg
import pytest
from agreement.databases import in_duckdb, postgres_engine
from agreement.persons import persons, readings
from agreement.postgres import program, running
from agreement.random_kernels import random_kernel
from agreement.shipped import kernel_of, names
from agreement.sql_engines import differences
from checkout import ROOT

from polc.targets.api import NotExpressible
from polc.targets.sql.dialects import DUCKDB
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement, unsupported

pytestmark = pytest.mark.heavy

POLICY_PERSONS = 250
TOWN_PERSONS = 200
RANDOM_KERNELS = 8
RANDOM_PERSONS = 25
SHOWN = 6


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL server of our own."""
    with postgres_engine() as engine:
        yield engine


def found(engine, kernel, number, seed=1, assume=None):
    """The first differences between an engine and the interpreter."""
    people = list(persons(kernel, number, seed))
    return differences(kernel, people, engine(kernel, people, assume, Register()), assume)[:SHOWN]


@pytest.mark.parametrize("name", names())
def test_policy_in_duckdb(name):
    assert found(in_duckdb, kernel_of(name), POLICY_PERSONS) == []


@pytest.mark.parametrize("name", names())
def test_policy_in_postgres(server, name):
    assert found(server, kernel_of(name), POLICY_PERSONS, seed=2) == []


@pytest.mark.parametrize("name", ["town", "bare"])
def test_hand_made_kernel(server, name):
    kernel = kernel_of(name)
    assert found(in_duckdb, kernel, TOWN_PERSONS) == []
    assert found(server, kernel, TOWN_PERSONS) == []


def test_readings_chosen_for_the_statement(server):
    """Every assumption of the town undecided at once: amounts with parameters meet in "the highest"."""
    kernel = kernel_of("town")
    assume = dict.fromkeys(kernel.assumption_by_name)
    assert found(in_duckdb, kernel, TOWN_PERSONS, assume=assume) == []
    assert found(server, kernel, TOWN_PERSONS, assume=assume) == []


@pytest.mark.parametrize("seed", range(RANDOM_KERNELS))
def test_random_kernel(server, seed):
    """Conflicts, ties and silences in numbers that no policy has; a kernel is refused or answered rightly."""
    kernel = random_kernel(seed)
    if unsupported(kernel, DUCKDB):
        with pytest.raises(NotExpressible):
            statement(kernel, DUCKDB, Register())
        return
    assume = readings(kernel, Random(seed))
    assert found(in_duckdb, kernel, RANDOM_PERSONS, seed, assume) == []
    assert found(server, kernel, RANDOM_PERSONS, seed, assume) == []


def test_most_random_kernels_are_supported():
    """Refusing would be the easy way to agree."""
    refused = [seed for seed in range(40) if unsupported(random_kernel(seed), DUCKDB)]
    assert len(refused) <= 6


def test_a_default_counts_only_where_the_register_has_no_column():
    kernel = kernel_of("town")
    people = [person | {"在校学生": None} for person in persons(kernel, 50)]
    assert differences(kernel, people, in_duckdb(kernel, people)) == []
    told = [{**person, "在校学生": False} for person in people]
    register = Register(absent=frozenset({"student"}))
    assert differences(kernel, told, in_duckdb(kernel, people, register=register)) == []


def test_two_persons_with_one_key_are_two_answers():
    """Rows are told apart by their place, not by what the register calls its key."""
    kernel = kernel_of("town")
    people = list(persons(kernel, 60))
    assert len(in_duckdb(kernel, people, register=Register(keys=("student",))).rows) == len(people)


def test_the_same_kernel_gives_the_same_text():
    kernel = kernel_of("town")
    again = attrs.evolve(kernel)
    assert statement(kernel, DUCKDB, Register()) == statement(again, DUCKDB, Register())


def test_the_example_runs_on_a_server():
    """examples/postgres as its README says: the table, the file, the statement."""
    folder = ROOT / "examples" / "postgres"
    made = subprocess.run(
        [sys.executable, "make.py", "policies/石狮2025/石狮2025.pol"],
        cwd=folder,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    with running() as address:
        register = [program("psql"), address, "-v", "ON_ERROR_STOP=1", "-q", "-f", "register.sql"]
        subprocess.run(register, cwd=folder, check=True, capture_output=True)
        with psycopg.connect(address) as connection:
            found = connection.execute(made.stdout)
            labels = [column.name for column in found.description]
            rows = [dict(zip(labels, row, strict=True)) for row in found.fetchall()]
    answers = {row["id"]: (row["collected_now_text"], row["missing"]) for row in rows}
    assert answers[1][0] == "400元"
    assert answers[2][0] == "40元"
    assert answers[3][0] == "不低于1070元"
    assert answers[4][0].startswith("缺资料（缴费日")
    assert "本市户籍" in answers[5][1]
