"""The statement's columns: each said once, none too many, and texts of the policy never touched."""

from __future__ import annotations

import math
import re

import attrs
import pytest
from agreement.shipped import kernel_of, names

from polc.targets.sql.dialects import DIALECTS, DUCKDB
from polc.targets.sql.flow import Flow, names_in
from polc.targets.sql.letters import letters_of
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement

SUM = "(in_one + in_two + in_three)"
ADDED = re.compile(r" AS ([a-z][a-z0-9_]*),?$", re.MULTILINE)


@pytest.fixture
def flow():
    return Flow(DUCKDB, '"persons"', {name: f'"{name}"' for name in ("in_one", "in_two", "in_three")})


def test_the_same_text_is_one_column(flow):
    assert flow.share(SUM) == flow.share(SUM) != flow.share(f"{SUM} * 2")


def test_what_stands_alone_is_no_column(flow):
    assert [flow.share(text) for text in ("in_one", "12", "'文字'", "TRUE")] == [
        "in_one",
        "12",
        "'文字'",
        "TRUE",
    ]
    assert flow.columns == {}


def test_what_is_read_once_stands_where_it_is_read(flow):
    steps, last = flow.written(f"SELECT {flow.share(SUM)} FROM {{source}}")
    assert (len(steps), last) == (1, f"SELECT ({SUM}) FROM persons_read")


def test_what_is_read_twice_is_said_once_and_what_nobody_reads_not_at_all(flow):
    column = flow.share(SUM)
    flow.share("(in_one * in_one * in_one)")
    steps, last = flow.written(f"SELECT {column} + {column} FROM {{source}}")
    assert "\n".join([*steps, last]).count(SUM) == 1
    assert "in_one * in_one" not in "\n".join(steps)


def test_names_in_quotes_are_texts(flow):
    column = flow.put("x1", SUM)
    assert names_in(f"CASE WHEN '{column}' = \"{column}\" THEN {column} END") == [column]
    _, last = flow.written(f"SELECT '{column}' || {column} FROM {{source}}")
    assert last == f"SELECT '{column}' || ({SUM}) FROM persons_read"


@pytest.mark.parametrize("name", [*names(), "town"])
def test_letters_occur_nowhere_in_a_policy(name):
    kernel = kernel_of(name)
    letters = letters_of(kernel)
    given = [letters.end, letters.stop, letters.gap, *(letters.reason(str(n)) for n in range(150))]
    assert len(set(given)) == len(given)
    assert not set(given) & set(repr(kernel))


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_a_statement_says_every_column_once_and_reads_every_step_once(dialect):
    sql = statement(kernel_of("town"), dialect, Register())
    added = ADDED.findall(sql)
    assert len(added) == len(set(added))
    steps = re.findall(r"^(\w+) AS \($", sql, re.MULTILINE)
    assert steps == ["persons_read", *(f"step_{number}" for number in range(1, len(steps)))]
    assert all(len(re.findall(rf"FROM {step}\b", sql)) == 1 for step in steps)


def test_a_statement_is_not_much_larger_than_its_rules():
    """Growth with the product of rules would show here first; every reading is adopted."""
    for name in names():
        kernel = kernel_of(name)
        settled = tuple(
            attrs.evolve(each, adopted=each.adopted or each.readings[0].name) for each in kernel.assumptions
        )
        text = statement(attrs.evolve(kernel, assumptions=settled), DUCKDB, Register())
        assert len(text) < 3_500 * sum(len(choice.rows) for choice in kernel.choices), name


def test_a_statement_is_not_much_larger_than_its_rules_under_each_way_to_read():
    """A row is said once for each way to read that its choice depends on, not for each way there is."""
    for name in names():
        kernel = kernel_of(name)
        ways = {each.name: len(each.readings) for each in kernel.assumptions if each.adopted is None}
        rows = sum(
            len(choice.rows) * math.prod(ways[each] for each in kernel.depends[choice.name] & ways.keys())
            for choice in kernel.choices
        )
        assert len(statement(kernel, DUCKDB, Register())) < 4_500 * rows, name
