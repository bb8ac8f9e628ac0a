"""Cells as offices write them: what is read, what is refused with its address, and what isn't guessed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from cli.runs import Polc
from hypothesis import given
from hypothesis import strategies as st
from sheets import records, write_csv, write_xlsx

from polc.cells import MAX_DIGITS
from polc.compiler.kernel import InputDecl, Kind, Type
from polc.dsl.source import NOWHERE
from polc.dsl.values import Amount
from polc.registers.cells import READERS, FactColumn, Habits
from polc.registers.days import DateForm
from polc.registers.model import Fault, letters

KINDS = {kind.value: Type(kind, ("甲", "乙（一）") if kind is Kind.ENUM else ()) for kind in READERS}


def column(kind: str, *, unit: str = "", default: Any = None, **habits: Any) -> FactColumn:
    decl = InputDecl(name="某事", alias="it", type=KINDS[kind], default=default, span=NOWHERE)
    return FactColumn(decl=decl, unit=unit, habits=Habits(**habits))


@pytest.mark.parametrize(
    "cell", ["是", "√", "✓", "1", "１", "有", "Y", "ｙ", "yes", "TRUE", " 是 ", 1, 1.0, True]
)
def test_yes(cell: Any) -> None:
    assert column("是非").value(cell) is True


@pytest.mark.parametrize("cell", ["否", "×", "0", "无", "N", "no", "false", 0, 0.0, False])
def test_no(cell: Any) -> None:
    assert column("是非").value(cell) is False


@pytest.mark.parametrize("cell", ["是吗", "x", "2", 2.0, "是/否", "2025-03-01", date(2025, 3, 1)])
def test_neither(cell: Any) -> None:
    found = column("是非").value(cell)
    assert isinstance(found, Fault)
    assert found.name == "form"


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "选项"])
@pytest.mark.parametrize("cell", ["", "  ", "　", None])
def test_blank_is_the_default_or_unknown(kind: str, cell: Any) -> None:
    assert column(kind).value(cell) is None
    assert column("是非", default=False).value(cell) is False
    assert column("是非", default=False, blank_is_unknown=True).value(cell) is None


@pytest.mark.parametrize("cell", ["未知", "不详", "NULL", "\\N"])
def test_told_to_be_unknown(cell: str) -> None:
    assert column("是非", default=False).value(cell) is None
    assert column("日期").value(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2025-03-01",
        "2025-3-1",
        "2025/3/1",
        "2025.03.01",
        "2025年3月1日",
        "2025年03月01号",
        "2025 年 3 月 1 日",
        "20250301",
        "２０２５－０３－０１",
        "2025-03-01 08:30:00",
        "2025/3/1 8:30",
        "2025-03-01T08:30:00.000Z",
        20250301,
        20250301.0,
        date(2025, 3, 1),
        datetime(2025, 3, 1, 8, 30),
    ],
)
def test_days(cell: Any) -> None:
    assert column("日期").value(cell) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("3/1/2025", "ambiguous_day"),
        ("13/1/2025", "ambiguous_day"),
        ("25-3-1", "ambiguous_day"),
        ("45292", "serial_day"),
        (45292.0, "serial_day"),
        ("2025-03", "no_day"),
        ("2025年3月", "no_day"),
        ("2025", "no_day"),
        (2025.0, "no_day"),
        ("2025-02-30", "no_such_day"),
        ("20251301", "no_such_day"),
        ("1985-00-00", "no_such_day"),
        ("昨天", "form"),
        ("2025-03-01 左右", "form"),
        ("1700-01-01", "far_day"),
        ("9999-12-31", "far_day"),
        (date(9999, 12, 31), "far_day"),
        (True, "form"),
        (12345678901.0, "form"),
    ],
)
def test_no_certain_day(cell: Any, name: str) -> None:
    found = column("日期").value(cell)
    assert isinstance(found, Fault)
    assert found.name == name


def test_declared_forms() -> None:
    assert column("日期", date_form=DateForm.MDY).value("3/1/2025") == date(2025, 3, 1)
    assert column("日期", date_form=DateForm.DMY).value("3/1/2025") == date(2025, 1, 3)
    assert column("日期", date_form=DateForm.SERIAL).value("45292") == date(2024, 1, 1)
    assert isinstance(column("日期", date_form=DateForm.MDY).value("13/1/2025"), Fault)


def test_numbers_of_a_workbook_are_days_and_years_are_not() -> None:
    assert column("日期", serial_numbers=True).value(45292.0) == date(2024, 1, 1)
    assert isinstance(column("日期", serial_numbers=True).value("45292"), Fault)
    assert isinstance(column("日期", serial_numbers=True).value(2025.0), Fault)


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        ("400元", "", 40000),
        ("1,070.50元", "", 107050),
        ("１，０７０元", "", 107000),
        ("¥400元", "", 40000),
        ("1.5万元", "", 1500000),
        ("40000分", "", 40000),
        ("400", "元", 40000),
        (400.0, "元", 40000),
        (400.1, "元", 40010),
        (3, "万元", 3000000),
        ("1,070.50", "元", 107050),
    ],
)
def test_money(cell: Any, unit: str, fen: int) -> None:
    assert column("金额", unit=unit).value(cell) == Amount(fen)


@pytest.mark.parametrize(("cell", "name"), [("400", "no_unit"), (400.0, "no_unit"), ("四百元", "form")])
def test_money_without_a_unit_is_not_guessed(cell: Any, name: str) -> None:
    found = column("金额").value(cell)
    assert isinstance(found, Fault)
    assert found.name == name


def test_other_kinds() -> None:
    assert column("整数").value("1,234") == 1234
    assert column("整数").value(3.0) == 3
    assert isinstance(column("整数").value(3.5), Fault)
    assert isinstance(column("整数").value("9" * (MAX_DIGITS + 1)), Fault)
    assert str(column("比例").value("９０％")) == "9/10"
    assert str(column("比例").value(0.9)) == "9/10"
    assert str(column("比例").value(0.00001)) == "1/100000"
    assert [isinstance(column("比例").value(cell), Fault) for cell in ("0.9", 1.0, 90.0, -0.1)] == [True] * 4
    assert column("时长").value("3个月").text == "3个月"
    assert column("选项").value("甲") == "甲"
    assert column("选项").value("乙(一)") == "乙（一）"
    assert isinstance(column("选项").value("丙"), Fault)


def test_equal_keys_are_different_cells() -> None:
    whole = column("整数")
    codes, values = (coded := whole.read([1, True, 1.0, "1"])).codes, coded.values
    assert values[codes[0]] == 1
    assert [code in whole.faults for code in codes] == [False, True, False, False]


@given(
    st.sampled_from(list(KINDS)),
    st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes()),
)
def test_any_cell_is_a_value_unknown_or_a_fault(kind: str, cell: Any) -> None:
    found = column(kind, unit="元", serial_numbers=True).value(cell)
    if isinstance(found, Fault):
        assert "{" not in found.text(lang_of("zh")).replace(str(cell), "")


def lang_of(name: str) -> Any:
    from polc.dsl.diagnostics.model import Lang

    return Lang(name)


@given(st.integers(0, 20000))
def test_letters_of_columns(number: int) -> None:
    value = 0
    for letter in letters(number):
        value = value * 26 + ord(letter) - 64
    assert value == number + 1


# ---- in registers -----------------------------------------------------------------------------------
def test_bad_cells_have_addresses_and_other_rows_are_judged(polc: Polc, policy: Path, tmp_path: Path) -> None:
    lines = [
        ["姓名", "出生日期", "缴费日"],
        ["居民甲", "1985-05-20", "2024-10-15"],
        ["居民乙", "3/1/1985", "四月一日"],
        ["居民丙", "1985-05-20", "2024-10-15"],
    ]
    write_csv(tmp_path / "名册.csv", lines)
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert run.status == 1
    assert "2 处数据有误" in run.err
    assert "  C3  “缴费日”要填日期，填的却是 “四月一日”；改为 2025-03-01 这样的写法" in run.err
    rows = records(tmp_path / "结果.csv")
    assert [row["姓名"] for row in rows] == ["居民甲", "居民乙", "居民丙"]
    assert [row["状态"] for row in rows] == ["已判定", "数据有误", "已判定"]
    assert rows[1]["原因"].startswith("B3  “出生日期”填的是 “3/1/1985”，分不清")
    assert rows[1]["应缴金额（元）"] == rows[1]["应缴金额·状态"] == ""
    assert polc("run", policy, "名册.csv", "-o", "结果.csv", "--date-format", "mdy").status == 1
    assert records(tmp_path / "结果.csv")[1]["原因"].startswith("C3")


def test_a_type_that_changes_half_way(polc: Polc, policy: Path, tmp_path: Path) -> None:
    days = [date(2024, 10, 15), "2024-10-15", 45580, 20241015, "15/10/2024"]
    write_xlsx(tmp_path / "名册.xlsx", [["缴费日"], *([day] for day in days)])
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv")
    assert run.status == 1
    rows = records(tmp_path / "结果.csv")
    assert [row["缴费时段"] for row in rows] == ["集中缴费期"] * 4 + [""]
    assert rows[4]["原因"].startswith("A6")


def test_many_bad_cells_are_all_counted(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日"], *([f"坏{n}"] for n in range(50))])
    run = polc("run", policy, "名册.csv", "-o", "结果.xlsx")
    assert run.status == 1
    assert "50 处数据有误" in run.err
    assert "另有 30 处" in run.err


def test_a_formula_that_gave_nothing_is_no_blank_cell(polc: Polc, policy: Path, tmp_path: Path) -> None:
    """A blank cell would be the default; #N/A isn't, and a formula that nobody computed isn't either."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "名册.xlsx")) as book:
        other, sheet = book.add_worksheet("别的"), book.add_worksheet("名册")
        other.write_formula("B4", "=1/0", None, "#DIV/0!")
        sheet.write_row("A1", ["缴费日", "低保对象"])
        for row in range(2, 6):
            sheet.write(f"A{row}", "2024-10-15")
        sheet.write_formula("B2", "=VLOOKUP(1,A:A,1)", None, "#N/A")
        sheet.write_formula("B3", '=IF(1,"是","")', None, "")
        sheet.write_formula("B5", '="是"', None, "是")
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv", "--sheet", "名册")
    assert run.status == 1
    rows = records(tmp_path / "结果.csv")
    assert [row["状态"] for row in rows] == ["数据有误", "数据有误", "已判定", "已判定"]
    assert [row["减免金额·文字"] for row in rows] == ["", "", "0元", "400元"]
    assert "B2  “低保对象”要填是非，填的却是 “（公式没有算出结果）”" in run.err


def test_a_row_of_another_width(polc: Polc, policy: Path, tmp_path: Path) -> None:
    text = "姓名,缴费日,备注\n甲,2024-10-15\n乙\n丙,2024-10-15,好,多余,\n丁,2024-10-15,好,,\n"
    (tmp_path / "名册.csv").write_text(text, encoding="utf-8")
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert run.status == 1
    assert [row["状态"] for row in records(tmp_path / "结果.csv")] == [
        "已判定",
        "数据有误",
        "数据有误",
        "已判定",
    ]
    assert "A3  这一行只有 1 格，表头有 3 格" in run.err
    assert "A4  这一行有 5 格，表头只有 3 格，多出 “多余”" in run.err


def test_totals_and_repeated_headers_keep_their_place(polc: Polc, policy: Path, tmp_path: Path) -> None:
    header = ["序号", "姓名", "缴费日", "低保对象"]
    lines = [
        header,
        ["1", "居民甲", "2024-10-15", "是"],
        ["", "本页小计", "1人", ""],
        header,
        ["2", "居民乙", "2024-10-15", ""],
        ["合 计：2人", "", "", ""],
    ]
    write_csv(tmp_path / "名册.csv", lines)
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert run.status == 0, run.err
    rows = records(tmp_path / "结果.csv")
    assert [row["状态"] for row in rows] == ["已判定", "合计行", "表头行", "已判定", "合计行"]
    assert rows[1]["缴费日"] == "1人"
    assert ["人数", "2"] in [line.split() for line in run.out.splitlines()]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_notes_under_the_table_are_no_people(polc: Polc, policy: Path, tmp_path: Path, form: str) -> None:
    lines = [
        ["姓名", "缴费日", "低保对象"],
        ["居民甲", "2024-10-15", "是"],
        ["注某", "", ""],
        ["注：低保对象以民政部门认定为准", "2024-10-15", ""],
        ["制表人：某某    审核人：某某", "", ""],
        ["制表人：某某", "审核人：某某", ""],
        ["注：低保对象以民政部门认定为准", "", ""],
    ]
    path = tmp_path / f"名册.{form}"
    write_csv(path, lines) if form == "csv" else write_xlsx(path, lines)
    run = polc("run", policy, path, "-o", "结果.csv")
    assert run.status == 0, run.err
    states = [row["状态"] for row in records(tmp_path / "结果.csv")]
    assert states == ["已判定", "缺资料", "已判定", "备注行", "备注行", "备注行"]
    assert ["人数", "3"] in [line.split() for line in run.out.splitlines()]


def test_a_huge_cell(polc: Polc, policy: Path, tmp_path: Path) -> None:
    huge = "长" * 200_000
    write_csv(tmp_path / "名册.csv", [["备注", "缴费日"], [huge, "2024-10-15"], ["短", huge]])
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert run.status == 1
    rows = records(tmp_path / "结果.csv")
    assert [row["备注"] for row in rows] == [huge, "短"]
    assert len(rows[1]["原因"]) < 200
    run = polc("run", policy, "名册.csv", "-o", "结果.xlsx")
    assert "A2  内容有 200000 个字" in run.err
    cell = records(tmp_path / "结果.xlsx")[0]["备注"]
    assert len(cell) == 32767
    assert cell.endswith("…（太长，没有写完）")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_blank_rows_are_no_rows(polc: Polc, policy: Path, tmp_path: Path, form: str) -> None:
    blank = ["", "", ""]
    lines = [["姓名", "缴费日", "备注"], ["甲", "2024-10-15", ""], *[blank] * 20000, ["乙", "坏", ""]]
    path = tmp_path / f"名册.{form}"
    write_csv(path, lines) if form == "csv" else write_xlsx(path, lines)
    run = polc("run", policy, path, "-o", "结果.csv")
    assert "2 行，已写到" in run.out
    assert "B20003" in run.err
