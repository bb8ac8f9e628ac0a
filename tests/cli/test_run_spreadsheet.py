"""A spreadsheet program opens a result, adds up its columns and comes to polc's own figures."""

import csv
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from agreement.registers import register
from agreement.shipped import kernel_of
from sheets import write_csv

from polc.registers.judging import Job, run
from polc.registers.model import letters
from polc.registers.results import Form, result_columns
from polc.registers.summary import Total

ROWS, LAST = 1000, 40_000
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


@pytest.fixture
def office() -> str:
    """LibreOffice, which the machine must have: see CONTRIBUTING.md."""
    found = shutil.which("soffice")
    assert found is not None, "install libreoffice-calc for this test"
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["石狮2025", "town"])
def test_sums_by_libreoffice(office: str, name: str, tmp_path: Path) -> None:
    """SUM of each column of 元 is the total of 汇总 to the 分; days are days, which MAX shows."""
    kernel = kernel_of(name)
    lines = [line.cells for line in register(kernel, ROWS, seed=9)]
    path, result = write_csv(tmp_path / "名册.csv", lines), tmp_path / "结果.xlsx"
    report = run(kernel, Job(register=str(path), output=str(result)))
    columns = result_columns(kernel, Form.YUAN)
    at = {c.heading: letters(len(lines[0]) + place) for place, c in enumerate(columns)}
    wanted = {}
    (totals,) = (section for section in report.sections if section.title == "金额合计")
    for output, _, *sums in totals.rows:
        ends = zip(("", "不低于", "不高于"), sums, strict=False)
        wanted |= {f"{output}{end}（元）": total for end, total in ends if isinstance(total, Total)}
    assert wanted
    formulas = [f"SUM(结果!{at[name]}2:{at[name]}{LAST})" for name in wanted]
    formulas += [f"MAX(结果!{at[c.heading]}2:{at[c.heading]}{LAST})" for c in columns if c.form is Form.DAY]
    asked = with_formulas(result, formulas)
    subprocess.run([office, "--headless", "--convert-to", EVERY_SHEET, asked], cwd=tmp_path, check=True)
    with (tmp_path / "问-问题.csv").open(encoding="utf-8") as file:
        found = [row[0] for row in csv.reader(file)][-len(formulas) :]
    sums = [Decimal(cell).quantize(Decimal("0.01")) for cell in found[: len(wanted)]]
    assert sums == [Decimal(total.fen).scaleb(-2) for total in wanted.values()]
    assert all("2000-01-01" < cell < "2200" for cell in found[len(wanted) :])


def with_formulas(result: Path, formulas: list[str]) -> Path:
    """A copy of a result that has these formulas, not yet worked out, at the end of its sheet 问题."""
    with zipfile.ZipFile(result) as book, zipfile.ZipFile(result.with_name("问.xlsx"), "w") as copy:
        for name in book.namelist():
            text = book.read(name)
            if name == "xl/worksheets/sheet2.xml":
                rows = "".join(
                    f'<row r="{50_000 + n}"><c r="A{50_000 + n}"><f>{formula}</f></c></row>'
                    for n, formula in enumerate(formulas)
                )
                text = text.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
            copy.writestr(name, text)
    return result.with_name("问.xlsx")
