"""Registers made to be slow or large: cells and headers that would take long to look at."""

from pathlib import Path
from time import process_time

import pytest
from sheets import write_csv

from polc.compiler.kernel import InputDecl, Kind, Type
from polc.dsl.source import NOWHERE
from polc.registers.cells import READERS, FactColumn, Habits
from polc.registers.header import bare_heading, plain_heading
from polc.registers.safe_text import harmless

LONG = 100_000
WORST = ["(", "（", "2025" + " ", "1,", "1", " ", "是", "√(", "2025-03-01 08:30:0", "=", "【)", "－1", "1元"]


@pytest.mark.parametrize("text", WORST)
def test_no_text_takes_long(text: str) -> None:
    kinds = [Type(kind, ("甲",) if kind is Kind.ENUM else ()) for kind in READERS]
    start = process_time()
    for worst in (text * LONG, text + "0" * LONG, text[:1] * LONG + "）", text + " " * LONG):
        plain_heading(worst), bare_heading(worst), harmless(worst)
        for type_ in kinds:
            decl = InputDecl(name="某事", alias="it", type=type_, span=NOWHERE)
            FactColumn(decl=decl, unit="元", habits=Habits()).read([worst])
    assert process_time() - start < 2


def test_long_cells_are_read_a_few_at_a_time(tmp_path: Path) -> None:
    from kernels import town

    from polc.registers.header import Headings
    from polc.registers.reading import open_register

    lines = [["缴费日", "备注"], *(["2024-10-15", "长" * 900_000] for _ in range(40))]
    register = open_register(str(write_csv(tmp_path / "名册.csv", lines)), None, Headings(town().inputs, {}))
    assert [len(block.rows) for block in register.blocks()] == [6, 6, 6, 6, 6, 6, 4]
