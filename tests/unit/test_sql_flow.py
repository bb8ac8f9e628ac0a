"""The statement's columns: each said once, none too many, and texts of the policy never touched."""

from __future__ import annotations

import re

import pytest
from agreement.shipped import kernel_of, names

from polc.targets.sql import tree as t
from polc.targets.sql.dialect import Writer
from polc.targets.sql.dialects import DIALECTS, DUCKDB
from polc.targets.sql.layout import Namer, laid_out
from polc.targets.sql.letters import letters_of
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement

ONE, TWO, THREE = (t.column(f"in_{name}") for name in ("one", "two", "three"))
SUM = t.plus(t.plus(ONE, TWO), THREE)
ADDED = re.compile(r" AS ([a-z][a-z0-9_]*),?$", re.MULTILINE)


def said(*trees):
    """The columns of all steps, as text."""
    steps = laid_out(trees, Namer())
    return [Writer(DUCKDB, steps.names).outer(tree) for columns in steps.columns for tree in columns.values()]


def test_equal_trees_are_one_tree():
    assert t.plus(t.plus(ONE, TWO), THREE) is SUM
    assert t.truth(True) is not t.integer(1)


def test_what_is_read_once_stands_where_it_is_read():
    assert said(t.times(SUM, ONE)) == []


def test_what_is_read_twice_is_said_once_and_what_nobody_reads_not_at_all():
    t.times(t.times(ONE, ONE), ONE)
    assert said(t.times(SUM, ONE), t.times(SUM, TWO)) == ["(in_one + in_two) + in_three"]


def test_what_stands_alone_is_no_column():
    assert said(ONE, ONE, t.text("文字"), t.text("文字"), t.TRUE, t.TRUE) == []


@pytest.mark.parametrize(
    ("made", "simple"),
    [
        (t.and_([t.TRUE, ONE]), ONE),
        (t.or_([ONE, t.TRUE]), t.TRUE),
        (t.not_(t.not_(ONE)), ONE),
        (t.or_([t.has(ONE, 1), t.has(ONE, 4)]), t.has(ONE, 5)),
        (t.and_([t.not_(t.has(ONE, 1)), t.not_(t.has(ONE, 4))]), t.not_(t.has(ONE, 5))),
        (t.has(t.joined([t.bits(ONE, 6), t.integer(1)]), 4), t.has(ONE, 4)),
        (t.has(t.case([(t.has(TWO, 1), t.integer(1))], t.ZERO), 1), t.has(TWO, 1)),
        (t.case([(ONE, TWO), (TWO, TWO)], THREE), t.case([(t.or_([ONE, TWO]), TWO)], THREE)),
        (t.case([(t.FALSE, ONE), (t.TRUE, TWO)], THREE), TWO),
        (t.is_null(t.not_(ONE)), t.is_null(ONE)),
        (t.is_null(t.has(ONE, 1)), t.FALSE),
        (t.concat([t.text("甲"), t.NOTHING, t.text("乙")]), t.text("甲乙")),
        (t.quotient(t.integer(40000), 100), t.integer(400)),
    ],
)
def test_trees_are_made_simpler(made, simple):
    assert made is simple


@pytest.mark.parametrize("name", [*names(), "town"])
def test_letters_occur_nowhere_in_a_policy(name):
    kernel = kernel_of(name)
    letters = letters_of(kernel)
    given = [letters.gap, *(letters.letter(str(n)) for n in range(150))]
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
