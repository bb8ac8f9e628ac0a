"""docs/compared.md: every “yes” of polc names a test that is there."""

from __future__ import annotations

import ast
import re

from checkout import ROOT

PAGE = (ROOT / "docs" / "compared.md").read_text("utf-8")


def rows() -> list[list[str]]:
    """The cells of every row of the tables, without their heads."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ") and "polc | run by" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def missing(test: str) -> bool:
    """True when no such test is there."""
    path, _, name = test.partition("::")
    if not (ROOT / path).is_file():
        return True
    defined = ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
    functions = {node.name for node in defined if isinstance(node, ast.FunctionDef)}
    return name not in functions if name else not any(each.startswith("test_") for each in functions)


def test_each_yes_is_run_by_a_test() -> None:
    assert len(rows()) > 30
    for what, _, polc, tests in rows():
        named = re.findall(r"`(tests/[^`]+)`", tests)
        assert bool(named) == polc.startswith("yes"), what
        assert [test for test in named if missing(test)] == [], what
    assert missing("tests/docs/test_compared.py::test_that_is_not_there")
