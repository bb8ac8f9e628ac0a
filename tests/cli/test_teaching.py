"""The small policies that teach the language: laid out, without errors, and each 案例 holds."""

from pathlib import Path

import pytest
from checkout import ROOT
from cli.runs import Polc

LESSONS = sorted((ROOT / "examples" / "语言").glob("*/*.pol"))


def test_there_are_lessons() -> None:
    assert len(LESSONS) >= 9


@pytest.mark.parametrize("verb", [("fmt", "--check"), ("check",), ("test",)], ids=lambda verb: verb[0])
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_is_in_order(polc: Polc, lesson: Path, verb: tuple[str, ...]) -> None:
    run = polc(*verb, lesson)
    assert run.status == 0, run.out + run.err
