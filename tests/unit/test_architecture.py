"""The house rules that a tool can hold: floors, sizes, exact arithmetic, nothing left half done."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checkout import ROOT, files, shown
from importlinter.cli import lint_imports

LINES_PER_FILE = 450
LINES_PER_FUNCTION = 50
EXACT_FLOORS = ("dsl", "compiler", "targets")

# The classes in brackets keep these patterns from finding themselves.
UNFINISHED = re.compile(
    r"\b(?:TOD[O]|FIXM[E]|XX[X]|NotImplemented[E]rror)\b"
    r"|type: [i]gnore|# noq[a]|pragma: no cove[r]"
    r"|(?:pytest|mark)\.(?:ski[p]|xfai[l])|assert Tru[e]\b"
)
# Preludes of generated modules set the name to False themselves, to spare their users an import of typing.
HIDDEN_CYCLE = re.compile(r"\bfrom typing import\b.*\bTYPE_CHECKIN[G]\b")
GENERATED = "Made by polc from the policy's text"
OUTSIDE = re.compile(
    rb"\.\./share[d]\b|/work/(?:share[d]|mai[n])\b|/home/[a-z]"
    rb"|pyp[i]\.|python[h]osted|index-ur[l]|npm[j]s|crates\.[i]o|anaconda\.[o]rg|/simple/[a-z]"
)

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def python_files(*below: str) -> Iterator[Path]:
    """What people write here: no test data, no module that polc made."""
    found = (path for path in files(*below) if path.suffix == ".py" and "corpus" not in path.parts)
    return (path for path in found if GENERATED not in path.read_text(encoding="utf-8")[:1000])


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > LINES_PER_FUNCTION:
                yield f"{node.lineno}: {node.name} has {lines} lines"


def inexact(source: str) -> Iterator[str]:
    """Where binary fractions come in: a literal with a point, or a call of `float`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float() | complex()):
                yield f"{node.lineno}: {ast.unparse(node)}"
            case ast.Call(func=ast.Name(id="float")):
                yield f"{node.lineno}: {ast.unparse(node)}"


def matching_lines(pattern: re.Pattern[str]) -> Callable[[str], Iterator[str]]:
    def find(source: str) -> Iterator[str]:
        for number, line in enumerate(source.splitlines(), 1):
            if pattern.search(line):
                yield f"{number}: {line.strip()}"

    return find


def found(rule: Callable[[str], Iterator[str]], paths: Iterator[Path]) -> list[str]:
    return [f"{shown(path)}:{hit}" for path in paths for hit in rule(path.read_text(encoding="utf-8"))]


def test_imports_go_down() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0


def test_files_are_short() -> None:
    lengths = {shown(p): len(p.read_bytes().splitlines()) for p in python_files() if "tests" not in p.parts}
    assert {path: lines for path, lines in lengths.items() if lines > LINES_PER_FILE} == {}


def test_functions_are_short() -> None:
    assert found(long_functions, python_files()) == []


def test_nothing_is_left_half_done() -> None:
    assert found(matching_lines(UNFINISHED), python_files()) == []


def test_no_cycle_is_hidden() -> None:
    assert found(matching_lines(HIDDEN_CYCLE), python_files()) == []


def test_money_never_meets_a_binary_fraction() -> None:
    assert found(inexact, python_files(*EXACT_FLOORS)) == []


def test_nothing_points_outside_the_project() -> None:
    assert [f"{shown(p)}: {hit!r}" for p in files() for hit in OUTSIDE.findall(p.read_bytes())] == []


@pytest.mark.parametrize("line", ["x = 0" + ".1", "x = 1" + "e3", "x = float" + "(y)", "x = 2" + "j"])
def test_inexact_sees(line: str) -> None:
    assert list(inexact(line)) == [f"1: {ast.unparse(ast.parse(line)).removeprefix('x = ')}"]


@pytest.mark.parametrize("line", ["# TO" + "DO later", "x = 1  # no" + "qa", "@pytest.mark.sk" + "ip"])
def test_unfinished_sees(line: str) -> None:
    assert UNFINISHED.search(line)


@pytest.mark.parametrize("text", [b"../sha" + b"red/x", b"https://py" + b"pi.org/simple"])
def test_outside_sees(text: bytes) -> None:
    assert OUTSIDE.search(text)


def test_long_functions_sees() -> None:
    source = "def f():\n" + "    pass\n" * LINES_PER_FUNCTION
    assert list(long_functions(source)) == [f"1: f has {LINES_PER_FUNCTION + 1} lines"]
