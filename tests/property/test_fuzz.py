"""A short run of tests/fuzz.py: the seeds in the tests are always the same; `make fuzz` takes longer ones."""

from itertools import count

import pytest
from fuzz import Found, fuzz


def test_nothing_breaks() -> None:
    finds: list[Found] = []
    seeds = count()
    tried = fuzz(iter(range(6)), finds.append, lambda: next(seeds) > 100)
    assert (tried, finds) == (6, [])


def test_the_fuzzer_sees_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("polc.cli.fmt.format_module", fail)
    finds: list[Found] = []
    seeds = count()
    fuzz(iter(range(12)), finds.append, lambda: next(seeds) > 11)
    assert {found.words[0] for found in finds} == {"fmt"}
