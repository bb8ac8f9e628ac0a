"""What spreadsheet programs and exports do to a register: merged, hidden and far cells, formulas without
values, instants, nested columns, shares under a heading of %, and ID numbers.
"""

import io
import re
import resource
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from cli.runs import Polc, Run
from old_workbook import xls
from sheets import records, write_csv, write_parquet, write_xlsx

from polc.refusals import Refusal
from polc.registers.old_archive import check_old

POLICY = """\
政策 "示例登记" { 文号 "示例〔2031〕10号" 条款 【一、二】 }
事实 缴费日: 日期  别名 pay_date
事实 低保对象: 是非 默认 否  别名 low
事实 特困人员: 是非 默认 否  别名 poor
事实 人数: 整数 默认 1 别名 n
事实 比率: 比例 默认 50% 别名 rate
输出 应缴: 金额  别名 due
输出 从: 日期 别名 since
输出 分担: 比例 别名 share
【一】 规定 应缴 { 【一】 低保对象 为 40元 【二】 特困人员 为 0元 【二：其他】 其余 为 10元 * 人数 }
【一】 规定 从 { 【一】 为 缴费日 }
【二】 规定 分担 { 【二】 为 比率 }
"""
DAY = "2031-03-01"


@pytest.fixture
def judge(polc: Polc, tmp_path: Path) -> Any:
    """Run the policy over a file; the run and the rows of the result."""
    (tmp_path / "登记.pol").write_text(POLICY, encoding="utf-8")

    def call(path: Path, output: str = "结果.csv") -> tuple[Run, list[dict[str, str]]]:
        run = polc("run", "登记.pol", path, "-o", output)
        assert run.status in (0, 1, 2), run.err
        return run, records(tmp_path / output) if run.status != 2 else []

    return call


# ---- merged cells -----------------------------------------------------------------------------------
def test_a_cell_merged_downwards_holds_for_each_of_its_rows(judge: Any, tmp_path: Path) -> None:
    lines = [["姓名", "缴费日", "低保对象"], ["甲", DAY, "是"], ["乙", DAY], ["丙", DAY], ["丁", DAY, "否"]]
    run, rows = judge(write_xlsx(tmp_path / "名册.xlsx", lines, merged=["C2:C4"]))
    assert [row["应缴·文字"] for row in rows] == ["40元", "40元", "40元", "10元"]
    assert "2 行的值取自合并处的第一行：低保对象" in run.err


def test_a_day_and_a_number_merged_over_a_household(judge: Any, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "名册.xlsx")) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["姓名", "缴费日", "人数"])
        sheet.write_column(1, 0, ["甲", "乙", "丙"])
        sheet.merge_range("B2:B4", datetime(2031, 3, 1), day)
        sheet.merge_range("C2:C3", 3)
        sheet.write(3, 2, 5)
    _, rows = judge(tmp_path / "名册.xlsx")
    assert [(row["从·文字"], row["应缴·文字"]) for row in rows] == [
        ("2031年3月1日", f"{n}元") for n in (30, 30, 50)
    ]


def test_a_cell_merged_to_the_right_is_nobody_knows_whose(judge: Any, tmp_path: Path) -> None:
    lines = [["姓名", "缴费日", "低保对象", "特困人员"], ["甲", DAY, "是", ""], ["乙", DAY, "否", "是"]]
    run, rows = judge(write_xlsx(tmp_path / "名册.xlsx", lines, merged=["C2:D2"]))
    assert run.status == 1
    assert [row["状态"] for row in rows] == ["数据有误", "已判定"]
    assert rows[0]["原因"].startswith("D2  “特困人员”这一格和左边的格合并了")


def test_merged_titles_notes_and_totals_are_as_before(judge: Any, tmp_path: Path) -> None:
    lines = [["某县名册"], ["姓名", "缴费日", "情况"], ["", "", "低保对象"], ["甲", DAY, "是"], ["合计：1人"]]
    path = write_xlsx(tmp_path / "名册.xlsx", lines, merged=["A1:C1", "A2:A3", "B2:B3", "A5:C5"])
    run, rows = judge(path)
    assert run.status == 0, run.err
    assert [row["状态"] for row in rows] == ["已判定", "合计行"]


# ---- cells far away, hidden, not computed -------------------------------------------------------------
@pytest.mark.parametrize("place", ["XFD1048576", "XFD300", "H1048576", "B4294967295"])
def test_one_far_cell_is_refused_without_memory(polc: Polc, tmp_path: Path, place: str) -> None:
    """Made from a sound workbook by hand, since what it takes to write one is what is refused."""
    path, made = tmp_path / "远.xlsx", io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "缴费日", "低保对象"])
        sheet.write_string(1, 0, "甲")
    cell = f'<row r="{re.sub("[A-Z]", "", place)}"><c r="{place}"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, text.replace(b"</sheetData>", cell.encode()))
    (tmp_path / "登记.pol").write_text(POLICY, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run = polc("run", "登记.pol", path, "-o", "结果.csv")
    assert run.status == 2
    assert "离表格很远的格" in run.err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize("place", [(65535, 255), (65535, 80), (30000, 255)])
def test_one_far_cell_of_an_old_workbook_is_refused_too(
    polc: Polc, tmp_path: Path, place: tuple[int, int]
) -> None:
    rows = [["姓名", "缴费日", "低保对象"], ["甲", "2031-03-01", "是"]]
    (tmp_path / "远.xls").write_bytes(xls(rows, also={place: 1}))
    (tmp_path / "近.xls").write_bytes(xls(rows, also={(2000, 100): 1}))
    (tmp_path / "登记.pol").write_text(POLICY, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run = polc("run", "登记.pol", "远.xls", "-o", "结果.csv")
    assert run.status == 2
    assert f"工作表“名册”里有离表格很远的格（到第 {place[0] + 1} 行）" in run.err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
    assert "离表格很远" not in polc("run", "登记.pol", "近.xls", "-o", "结果.csv").err


def test_a_spoilt_old_workbook_is_looked_at_without_harm(tmp_path: Path) -> None:
    """Any byte of header, table and directory may be another: what is refused is refused in words."""
    sound, rng = xls([["姓名", "缴费日"], ["甲", "2031-03-01"]]), Random(20311205)
    for _ in range(400):
        spoilt = bytearray(sound[: rng.choice([len(sound), rng.randrange(len(sound))])])
        for at in rng.sample(range(len(spoilt)), min(4, len(spoilt))):
            spoilt[at] = rng.choice([0, 1, 0xFF, rng.randrange(256)])
        (tmp_path / "坏.xls").write_bytes(spoilt)
        with suppress(Refusal):
            check_old(str(tmp_path / "坏.xls"))


def test_hidden_rows_are_told(judge: Any, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "名册.xlsx")) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["姓名", "缴费日"], ["甲", DAY], ["乙", DAY], ["丙", DAY]]):
            sheet.write_row(row, 0, cells)
        sheet.set_row(2, options={"hidden": True})
    run, rows = judge(tmp_path / "名册.xlsx")
    assert len(rows) == 3
    assert "有 1 行在表格里是隐藏的" in run.err


def test_rows_of_formulas_without_values_do_not_vanish(judge: Any, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "名册.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "缴费日"])
        sheet.write_row(1, 0, ["甲", DAY])
        for row in (2, 4):
            sheet.write_formula(row, 0, "=A2", None, "")
            sheet.write_formula(row, 1, "=B2", None, "")
    run, rows = judge(tmp_path / "名册.xlsx")
    assert run.status == 1
    assert [row["状态"] for row in rows] == ["已判定", "数据有误", "数据有误"]
    assert "B5  " in run.err


def test_serial_60_is_a_day_that_never_was(judge: Any, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "名册.xlsx")) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["姓名", "缴费日"])
        for row, serial in enumerate((58, 59, 60, 61), 1):
            sheet.write_number(row, 1, serial, day)
    _, rows = judge(tmp_path / "名册.xlsx")
    assert [row["从·文字"] for row in rows] == ["1900年2月27日", "", "", "1900年3月1日"]


# ---- instants and nested columns ------------------------------------------------------------------------
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York", "+08:00"])
def test_an_instant_is_the_day_it_is_in_china(judge: Any, tmp_path: Path, zone: str) -> None:
    """Midnight there, also in the years of summer time, however the file keeps it."""
    import pyarrow

    days = [date(2025, 3, 1), date(1988, 7, 1), date(2024, 2, 29)]
    midnight = [datetime(d.year, d.month, d.day, tzinfo=ZoneInfo("Asia/Shanghai")) for d in days]
    stamps = pyarrow.array([m.astimezone(UTC) for m in midnight], pyarrow.timestamp("us", zone))
    _, rows = judge(write_parquet(tmp_path / "名册.parquet", {"缴费日": stamps}))
    assert [row["从·文字"] for row in rows] == [f"{d.year}年{d.month}月{d.day}日" for d in days]
    texts = [m.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for m in midnight]
    _, rows = judge(write_csv(tmp_path / "名册.csv", [["缴费日"], *([text] for text in texts)]))
    assert [row["从·文字"] for row in rows] == [f"{d.year}年{d.month}月{d.day}日" for d in days]


def test_nested_columns_are_faults_of_their_cells(judge: Any, tmp_path: Path) -> None:
    columns = {
        "缴费日": [date(2031, 3, 1)] * 2,
        "低保对象": [["是"], None],
        "人数": [{"几": 1}, None],
    }
    run, rows = judge(write_parquet(tmp_path / "名册.parquet", columns))
    assert run.status == 1
    assert [row["状态"] for row in rows] == ["数据有误", "已判定"]
    assert "“人数”要填整数，填的却是 “{'几': 1}”" in rows[0]["原因"]


# ---- shares and multiples in headings -----------------------------------------------------------------
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_numbers_under_a_heading_of_percent(judge: Any, tmp_path: Path, form: str) -> None:
    """In a csv 0.5 is what the heading says; a workbook holds 50% as 0.5, and doesn't tell."""
    cells = [50, 0.5, 1, 100, 0, "0.5", "1", "12.5%"]
    lines = [["缴费日", "比率（%）"], *([DAY, cell] for cell in cells)]
    path = tmp_path / f"名册.{form}"
    write_csv(path, lines) if form == "csv" else write_xlsx(path, lines)
    _, rows = judge(path)
    unclear = form == "xlsx"
    percent = ["50%", "" if unclear else "0.5%", "" if unclear else "1%", "100%", "0%", "0.5%", "1%", "12.5%"]
    assert [row["分担·文字"] for row in rows] == percent


def test_a_multiple_in_the_heading_of_a_count_is_not_ignored(judge: Any, tmp_path: Path) -> None:
    run, rows = judge(write_csv(tmp_path / "名册.csv", [["缴费日", "人数（万人）"], [DAY, "3"], [DAY, ""]]))
    assert run.status == 1
    assert [row["应缴·文字"] for row in rows] == ["", "10元"]


# ---- ID numbers ---------------------------------------------------------------------------------------
def test_numbers_that_lost_digits_are_told_and_shown_as_spreadsheets_do(judge: Any, tmp_path: Path) -> None:
    lines = [
        ["证件号码", "缴费日"],
        [990000199001010017.0, DAY],
        ["9.90E+17", DAY],
        ["990000199001010025", DAY],
    ]
    run, rows = judge(write_xlsx(tmp_path / "名册.xlsx", lines))
    assert [row["证件号码"] for row in rows] == ["990000199001010000", "9.90E+17", "990000199001010025"]
    assert run.err.count("证件号码存成了数字") == 2
    assert "用表格软件直接打开 csv，“证件号码”的末几位会变成 0" in run.err
    run, rows = judge(tmp_path / "名册.xlsx", "结果.xlsx")
    assert [row["证件号码"] for row in rows] == ["990000199001010000", "9.90E+17", "990000199001010025"]
    assert "末几位会变成 0" not in run.err


def test_a_number_kept_as_text_is_the_number(judge: Any, tmp_path: Path) -> None:
    """However exports keep it; two spellings of one number are one person."""
    number = "990000199001010017"
    wide = number.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    forms = [f'="{number}"', f"'{number}", f"\t{number}", wide]
    lines = [["证件号码", "缴费日"], *([form, f'="{DAY}"'] for form in forms)]
    run, rows = judge(write_csv(tmp_path / "名册.csv", lines))
    assert [row["从·文字"] for row in rows] == ["2031年3月1日"] * 4
    assert run.err.count("和第 2 行的证件号码相同") == 3
    assert rows[0]["证件号码"] == forms[0]


def test_two_byte_order_marks(judge: Any, tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text(f"\ufeff\ufeff缴费日,低保对象\n{DAY},是\n", encoding="utf-8")
    run, rows = judge(tmp_path / "名册.csv")
    assert (run.status, rows[0]["应缴·文字"]) == (0, "40元")


def test_a_cell_of_emoji_is_counted_as_spreadsheets_count(judge: Any, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日", "备注"], [DAY, "😀" * 16384]])
    run, _ = judge(tmp_path / "名册.csv", "结果.xlsx")
    assert "内容有 32768 个字（生僻字和表情一个算两个）" in run.err
