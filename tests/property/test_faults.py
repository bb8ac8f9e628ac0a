"""Single slips in the shipped policies: a sample. `make faults` judges all of them."""

import pytest
from faults import POLICIES, Bench

SAMPLE = 60


@pytest.mark.parametrize("name", POLICIES)
def test_slips_are_found(name: str) -> None:
    bench = Bench.of(name)
    assert bench.errors() == []
    verdicts = [
        bench.judge(fault, every_way=False)
        for fault in bench.faults()[::SAMPLE]
        if fault.kind not in ("citation changed", "condition narrowed", "condition widened")
    ]
    assert [v.fault.told(bench.text) for v in verdicts if v.found_by == "missed" and not v.harmless] == []


@pytest.mark.parametrize("name", POLICIES)
def test_a_fault_is_one_change(name: str) -> None:
    bench = Bench.of(name)
    for fault in bench.faults():
        assert fault.applied(bench.text) != bench.text
        assert bench.text[: fault.start] == fault.applied(bench.text)[: fault.start]
