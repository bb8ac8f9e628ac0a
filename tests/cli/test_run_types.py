"""What the columns of a result are: one type each, the same in every format, as docs/run.md lists them."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow
import pytest
from checkout import ROOT
from cli.runs import Polc
from compile import kernel_of
from pyarrow import parquet
from python_calamine import load_workbook
from sheets import read, records, write_csv

from polc.compiler.kernel import Kernel, Kind
from polc.registers.results import Form, exact, result_columns
from polc.targets.columnar.prelude import Result
from polc.targets.sql.dialects import DUCKDB
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement

POLICY = """政策 "示例登记" { 文号 "示例〔2031〕12号" 条款 【一、二】 }
事实 缴费日: 日期  别名 pay_date
事实 人数: 整数  别名 n
事实 收入: 金额  别名 income
事实 比率: 比例  别名 rate
事实 低保对象: 是非 默认 否  别名 low
输出 应缴: 金额  别名 due
输出 所得: 金额  别名 earned
输出 从: 日期  别名 since
输出 几人: 整数  别名 count
输出 分担: 比例  别名 share
输出 三成: 比例  别名 third
输出 低保: 是非  别名 poor
输出 窗口: 选项(甲窗、乙窗)  别名 window
【一】 标准 个人缴费 = 400元/人
【一】 标准 补助 不低于 670元/人
【二】 规定 应缴 {
  【二（一）】 低保对象 为 个人缴费 + 补助
  【二（二）】 其余 为 个人缴费 * 人数
}
【一】 规定 所得 { 【一】 为 收入 }
【一】 规定 从 { 【一】 为 缴费日 }
【一】 规定 几人 { 【一】 为 人数 }
【一】 规定 分担 { 【一】 为 比率 }
【一】 规定 三成 { 【一】 为 比率 除以 人数 }
【一】 规定 低保 { 【一】 低保对象 为 是 【一】 其余 为 否 }
【一】 规定 窗口 { 【一】 低保对象 为 甲窗 【一】 其余 为 乙窗 }
"""
# A database takes no share as a fact, and divides by none.
SQL_TOO = re.sub("输出 三成.*\n|.*三成 {.*\n|事实 比率.*\n", "", POLICY).replace("为 比率", "为 90%")
FACTS = ["缴费日", "人数", "收入", "比率", "低保对象"]
LINES = [
    ["2031-03-01", "3", "0.05元", "90%", "否"],
    ["1899-12-31", "2", "500元", "12.5%", "是"],
    ["2031-03-02", "9999999999999", "500.5元", "50%", "否"],
]
# By heading: what each row is in csv, and as Python's own value in the other formats.
CSV = {
    "应缴（元）": ["1200.00", "", ""],
    "应缴不低于（元）": ["1200.00", "1070.00", ""],
    "应缴不高于（元）": ["1200.00", "", ""],
    "所得（元）": ["0.05", "500.00", "500.50"],
    "从": ["2031-03-01", "1899-12-31", "2031-03-02"],
    "几人": ["3", "2", "9999999999999"],
    "分担": ["0.9", "0.125", "0.5"],
    "三成": ["0.3", "0.0625", ""],
    "低保": ["否", "是", "否"],
    "窗口": ["乙窗", "甲窗", "乙窗"],
    "应缴·状态": ["准数", "上下限", "准数"],
    "应缴·条款": ["【二（二）】", "【二（一）】", "【二（二）】"],
    "应缴·文字": ["1200元", "不低于1070元", "3999999999999600元"],
    "所得·文字": ["0.05元", "500元", "500.50元"],
}


@pytest.fixture
def judge(polc: Polc, tmp_path: Path) -> Callable[..., Path]:
    """Run the policy over the lines, in a format."""
    (tmp_path / "登记.pol").write_text(POLICY, encoding="utf-8")
    write_csv(tmp_path / "名册.csv", [FACTS, *LINES])

    def call(output: str, *words: str) -> Path:
        run = polc("run", "登记.pol", "名册.csv", "-o", output, *words)
        assert run.status == 0, run.err
        return tmp_path / output

    return call


def by_heading(header: list[Any], rows: list[Any], wanted: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: [row[header.index(name)] for row in rows] for name in wanted}


def test_csv(judge: Callable[..., Path]) -> None:
    header, *rows = read(judge("结果.csv"))
    assert by_heading(header, rows, CSV) == CSV
    header, *rows = read(judge("结果.csv", "--money", "fen"))
    fen = {"应缴（分）": ["120000", "", ""], "应缴不低于（分）": ["120000", "107000", ""]}
    assert by_heading(header, rows, fen) == fen


def test_a_sheet_holds_numbers_and_days(judge: Callable[..., Path]) -> None:
    """What a sheet can't count stands as text: days before March 1900."""
    header, *rows = load_workbook(str(judge("结果.xlsx"))).get_sheet_by_name("结果").iter_rows()
    wanted = CSV | {
        "应缴（元）": [1200.0, "", ""],
        "应缴不低于（元）": [1200.0, 1070.0, ""],
        "应缴不高于（元）": [1200.0, "", ""],
        "所得（元）": [0.05, 500.0, 500.5],
        "从": [date(2031, 3, 1), "1899-12-31", date(2031, 3, 2)],
        "几人": [3.0, 2.0, 9999999999999.0],
        "分担": [0.9, 0.125, 0.5],
        "三成": [0.3, 0.0625, ""],
    }
    assert by_heading(header, rows, wanted) == wanted
    header, *rows = (
        load_workbook(str(judge("结果.xlsx", "--money", "fen"))).get_sheet_by_name("结果").iter_rows()
    )
    assert [row[header.index("应缴不低于（分）")] for row in rows] == [120000.0, 107000.0, ""]


def test_parquet(judge: Callable[..., Path]) -> None:
    table = parquet.read_table(judge("结果.parquet"))
    wanted = {
        "应缴（分）": [120000, None, None],
        "应缴不低于（分）": [120000, 107000, None],
        "应缴不高于（分）": [120000, None, None],
        "所得（分）": [5, 50000, 50050],
        "从": [date(2031, 3, 1), date(1899, 12, 31), date(2031, 3, 2)],
        "几人": [3, 2, 9999999999999],
        "分担": [Decimal("0.9"), Decimal("0.125"), Decimal("0.5")],
        "三成": [Decimal("0.3"), Decimal("0.0625"), None],
        "窗口": CSV["窗口"],
        "应缴·文字": CSV["应缴·文字"],
    }
    assert {name: table.column(name).to_pylist() for name in wanted} == wanted
    table = parquet.read_table(judge("结果.parquet", "--money", "yuan"))
    assert table.column("应缴不低于（元）").to_pylist() == [Decimal(1200), Decimal(1070), None]


def test_engines_agree_on_every_kind(judge: Callable[..., Path], tmp_path: Path) -> None:
    """The columns give every kind; DuckDB divides by no fact and takes no share."""
    for form in ("csv", "xlsx", "parquet"):
        by_rows = judge(f"逐行.{form}", "--engine", "rows").read_bytes()
        assert judge(f"成批.{form}", "--engine", "columnar").read_bytes() == by_rows
    (tmp_path / "登记.pol").write_text(SQL_TOO, encoding="utf-8")
    by_rows = judge("逐行.csv", "--engine", "rows").read_bytes()
    assert judge("数据库.csv", "--engine", "duckdb").read_bytes() == by_rows


def test_a_row_that_was_not_judged_has_no_results(
    polc: Polc, judge: Callable[..., Path], tmp_path: Path
) -> None:
    judge("结果.csv")
    write_csv(tmp_path / "名册.csv", [FACTS, ["3/1/2031", "3", "0.05元", "90%", "否"], LINES[0]])
    for form in ("csv", "xlsx", "parquet"):
        assert polc("run", "登记.pol", "名册.csv", "-o", f"结果.{form}").status == 1
        first, second = records(tmp_path / f"结果.{form}")
        told = {name: cell for name, cell in first.items() if cell and name not in FACTS}
        assert told.keys() == {"状态", "原因"}
        assert second["应缴·文字"] == "1200元"


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Kind.MONEY, 40000, 40000),
        (Kind.MONEY, Fraction(1, 2), None),
        (Kind.MONEY, 10**15, None),
        (Kind.MONEY, -(10**15) + 1, -(10**15) + 1),
        (Kind.INT, Fraction(5, 2), None),
        (Kind.RATE, Fraction(1, 3), None),
        (Kind.RATE, Fraction(1, 8), Decimal("0.125")),
        (Kind.RATE, 1, Decimal(1)),
        (Kind.RATE, Fraction(1, 10**9), None),
        (Kind.DURATION, "3个月", "3个月"),
        (Kind.BOOL, True, "是"),
    ],
)
def test_what_a_cell_cannot_hold_exactly_is_no_value(kind: Kind, value: object, cell: object) -> None:
    assert exact(kind, value, "是" if value is True else str(value)) == cell


# ---- the sheet ----------------------------------------------------------------------------------------
def test_a_sheet_is_ready_to_filter_and_print(judge: Callable[..., Path]) -> None:
    with zipfile.ZipFile(judge("结果.xlsx")) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        workbook = book.read("xl/workbook.xml").decode()
    columns = len(FACTS) + len(result_columns(kernel_of(POLICY), Form.YUAN))
    assert '<pane ySplit="1"' in sheet and 'state="frozen"' in sheet
    assert re.search(r'<autoFilter ref="A1:([A-Z]+)4"/>', sheet)
    assert re.search(r'<pageSetup paperSize="9" [^>]*fitToHeight="0"[^>]* orientation="landscape"', sheet)
    assert "_xlnm.Print_Titles" in workbook and "结果!$1:$1" in workbook
    hidden = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]* hidden="1"[^>]*outlineLevel="1"', sheet)
    assert sum(int(last) - int(first) + 1 for first, last in hidden) == 3 * 8
    assert int(hidden[-1][1]) == columns
    assert f'<col min="{columns + 1}" max="{columns + 1}"' in sheet and 'collapsed="1"' in sheet


def test_every_cell_stands_in_its_place(polc: Polc, judge: Callable[..., Path], tmp_path: Path) -> None:
    """The rows are written as XML here: well-formed, in order, each cell under its heading, texts whole."""
    judge("结果.csv")
    odd = ["<r>&amp;</r>", "_x0041_", "\x01", " 两头 ", "一\n二\t", "😀" * 3, "]]>", "'", '"', "=1+1"]
    write_csv(tmp_path / "名册.csv", [[*FACTS, "备注"], *([*LINES[0], text] for text in odd)])
    assert polc("run", "登记.pol", "名册.csv", "-o", "结果.xlsx").status == 0
    with zipfile.ZipFile(tmp_path / "结果.xlsx") as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for number, row in enumerate(sheet.iter(f"{space}row"), 1):
        places = [re.fullmatch("([A-Z]+)([0-9]+)", cell.attrib["r"]) for cell in row]
        assert row.attrib["r"] == str(number)
        assert {place[2] for place in places if place} == {str(number)}
        columns = [(len(place[1]), place[1]) for place in places if place]
        assert columns == sorted(set(columns)) and len(columns) == len(row)
    found = sheet.find(f"{space}dimension")
    assert found is not None and found.attrib["ref"].endswith(str(len(odd) + 1))
    by_csv = [row["备注"] for row in records(tmp_path / "名册.csv")]
    assert [row["备注"] for row in records(tmp_path / "结果.xlsx")] == by_csv == odd


def test_only_so_many_texts_are_kept_in_memory(
    judge: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook's table of strings is in memory: texts beyond the limit stand in their cells."""
    whole = records(judge("结果.xlsx"))
    monkeypatch.setattr("polc.registers.sheet_rows.SHARED", 5)
    assert records(judge("少.xlsx")) == whole
    with zipfile.ZipFile(judge("少.xlsx")) as book:
        assert book.read("xl/sharedStrings.xml").count(b"<si>") < 40


def test_a_result_is_a_register_for_the_next_policy(
    polc: Polc, judge: Callable[..., Path], tmp_path: Path
) -> None:
    """The heading of money says its unit, and the ends of bounds aren't taken for the fact."""
    (tmp_path / "退费.pol").write_text(
        """政策 "示例退费" { 文号 "示例〔2031〕13号" 条款 【一】 }
事实 应缴: 金额  别名 due
事实 从: 日期  别名 since
输出 退费: 金额  别名 back
【一】 规定 退费 { 【一】 从 早于 2031-03-02 为 应缴 【一】 其余 为 0元 }
""",
        encoding="utf-8",
    )
    for form in ("csv", "xlsx", "parquet"):
        run = polc("run", "退费.pol", judge(f"结果.{form}"), "-o", "退费.csv")
        assert run.status == 0, run.err
        assert [row["退费·文字"] for row in records(tmp_path / "退费.csv")] == [
            "1200元",
            "缺资料（应缴）",
            "0元",
        ]


# ---- what docs/run.md says ------------------------------------------------------------------------------
def table(head: str) -> list[list[str]]:
    """The cells of a table of docs/run.md."""
    lines = iter((ROOT / "docs" / "run.md").read_text(encoding="utf-8").splitlines())
    assert any(line == head for line in lines), head
    next(lines)
    rows = []
    for line in lines:
        if not line:
            return rows
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def names(cell: str) -> list[str]:
    return re.findall("`([^`]*)`", cell)


def kernel() -> Kernel:
    return kernel_of(SQL_TOO)


def test_the_names_in_the_documentation() -> None:
    """Columns of a result, of SQL and of a columnar module, side by side."""
    rows = table("| 名册的结果 | SQL | `Result` | 内容 |")
    for form, output in ((Form.YUAN, "应缴"), (Form.FEN, "应缴")):
        told = [name.replace("X", output) for row in rows for name in names(row[0])]
        found = [c.heading for c in result_columns(kernel(), form) if c.heading.startswith(output)]
        assert [name for name in told if name in found] == found
    told = [name.replace("X", "从") for row in rows for name in names(row[0])]
    found = [c.heading for c in result_columns(kernel(), Form.YUAN) if c.heading.startswith("从")]
    assert [name for name in told if name in found] == found
    sql = [re.sub("^x", "due", name) for row in rows for name in names(row[1])]
    assert sql == sql_columns("due")
    assert [
        re.sub("^x", "since", n) for row in rows for n in names(row[1]) if n not in ("x_low", "x_high")
    ] == sql_columns("since")
    fields = [name for row in rows for name in names(row[2])]
    assert [name for name in fields if name in Result._fields] == fields
    assert len(set(fields)) == len(rows)


def sql_columns(alias: str) -> list[str]:
    """The columns of an output in the statement for DuckDB, as the database names them."""
    import duckdb

    made = statement(kernel(), DUCKDB, Register(table="persons", keys=("k",)))
    facts = "k INTEGER, pay_date DATE, n BIGINT, income BIGINT, low BOOLEAN"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE persons ({facts})")
        found = connection.sql(made).columns
    return [name for name in found if name == alias or name.startswith(f"{alias}_")]


def test_the_types_in_the_documentation(judge: Callable[..., Path]) -> None:
    rows = {row[0]: row[1:] for row in table("| 输出的种类 | csv | xlsx | parquet | SQL |")}
    outputs = {"金额": "应缴不低于", "日期": "从", "整数": "几人", "比例": "分担", "是非、选项、时长": "窗口"}
    assert rows.keys() == outputs.keys() | {"金额，`--money fen`", "金额，`--money yuan`"}
    for kind, (csv, xlsx, typed, _) in rows.items():
        base, *option = kind.split("，")
        words = names(option[0])[0].split() if option else []
        name = outputs[base]
        schema = parquet.read_schema(judge("结果.parquet", *words))
        column = next(field for field in schema if field.name.split("（")[0] == name)
        assert str(column.type) == names(typed)[0]
        assert column.name == name + (f"（{typed[-1]}）" if base == "金额" else "")
        with zipfile.ZipFile(judge("结果.xlsx", *words)) as book:
            styles = book.read("xl/styles.xml").decode()
        assert all(
            form in ("0",) or f'formatCode="{form}"' in styles or form in BUILT_IN for form in names(xlsx)
        )
        header, *cells = read(judge("结果.csv", *words))
        at = next(at for at, heading in enumerate(header) if heading.split("（")[0] == name)
        assert not names(csv) or {len(c.partition(".")[2]) for c in [cells[0][at]]} == {
            len(names(csv)[0].partition(".")[2])
        }
        assert pyarrow.types.is_string(column.type) == (csv == "文字")


# Number formats of spreadsheets that have a number and aren't written out.
BUILT_IN = {"#,##0", "#,##0.00", "0"}
