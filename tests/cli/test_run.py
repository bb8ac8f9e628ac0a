"""polc run: every row of a register is judged, in its place, in any format."""

from datetime import date
from pathlib import Path

import pytest
from cli.runs import Polc
from sheets import read, records, write_csv, write_parquet, write_xlsx

HEADER = ["姓名", "出生日期", "缴费日", "低保对象", "重度残疾人"]
PEOPLE = [
    ["居民甲", "1985-05-20", "2024-10-15", "否", ""],
    ["居民乙", "1985-05-20", "2025-03-01", "是", "否"],
    ["居民丙", "2007-03-01", "2025-03-01", "", "是"],
    ["居民丁", "1990-01-01", "2025-07-01", "", ""],
]
STATES = ["已判定", "已判定", "已判定", "待定"]
MONEY = ["应缴金额", "减免金额", "当场减免", "先缴后补退还", "窗口实缴"]
OUTPUTS = ["缴费时段", *MONEY[:4], "付款方", "窗口实缴"]
UNIT = {"xlsx": "元", "csv": "元", "parquet": "分"}
PAID = {
    "csv": ["400.00", "0.00", "200.00"],
    "xlsx": ["400.0", "0.0", "200.0"],
    "parquet": ["40000", "0", "20000"],
}


def ours(unit: str) -> list[str]:
    """The columns that are added."""
    values = [f"{name}（{unit}）" if name in MONEY else name for name in OUTPUTS]
    details = [f"{name}·{part}" for name in OUTPUTS for part in ("状态", "条款", "文字")]
    return ["状态", *values, "条款", "原因", *details]


def make(path: Path, lines: list[list[str]]) -> Path:
    if path.suffix == ".parquet":
        return write_parquet(path, dict(zip(lines[0], map(list, zip(*lines[1:], strict=True)), strict=True)))
    return write_csv(path, lines) if path.suffix == ".csv" else write_xlsx(path, lines)


@pytest.mark.parametrize("to", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_formats(polc: Polc, policy: Path, tmp_path: Path, form: str, to: str) -> None:
    register = make(tmp_path / f"名册.{form}", [HEADER, *PEOPLE])
    run = polc("run", policy, register, "-o", f"结果.{to}")
    assert run.status == 0, run.err
    header, *rows = read(tmp_path / f"结果.{to}")
    assert header == HEADER + ours(UNIT[to])
    assert [row[: len(HEADER)] for row in rows] == PEOPLE
    assert [row[len(HEADER)] for row in rows] == STATES
    assert [row[-1] for row in rows[:3]] == ["400元", "0元", "200元"]
    assert [row[header.index(f"窗口实缴（{UNIT[to]}）")] for row in rows] == [*PAID[to], ""]


def test_each_row_says_why(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [HEADER, *PEOPLE])
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    first, poor, _, late = records(tmp_path / "结果.csv")
    assert first["条款"] == "【二（一）】【三】"
    assert (poor["付款方"], poor["减免金额（元）"]) == ("医疗救助资金", "400.00")
    assert (late["缴费时段"], late["缴费时段·状态"], late["应缴金额（元）"]) == ("", "待定", "")
    assert late["缴费时段·文字"] == "待定（2025年7月1日以后能否缴费，通知未写明）"
    assert "缴费时段、应缴金额、窗口实缴 待定：2025年7月1日以后能否缴费，通知未写明" in late["原因"]


def test_facts_that_are_missing(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["姓名", "重度残疾人", "缴费日"], ["居民甲", "是", "2025-03-01"]])
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    (row,) = records(tmp_path / "结果.csv")
    assert (row["状态"], row["减免金额·状态"]) == ("缺资料", "缺资料")
    assert "减免金额、当场减免" in row["原因"]
    assert "缺资料：出生日期" in row["原因"]


def test_a_blank_cell_is_a_fact_not_given(polc: Polc, policy: Path, tmp_path: Path) -> None:
    lines = [["缴费日", "低保对象"], ["2025-03-01", ""], ["2025-03-01", "未知"], ["", "是"]]
    write_csv(tmp_path / "名册.csv", lines)
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    assert [row["状态"] for row in records(tmp_path / "结果.csv")] == ["已判定", "缺资料", "缺资料"]
    assert polc("run", policy, "名册.csv", "-o", "结果.csv", "--blank", "unknown").status == 0
    assert [row["状态"] for row in records(tmp_path / "结果.csv")] == ["缺资料", "缺资料", "缺资料"]


def test_summary(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [HEADER, *PEOPLE, ["坏", "昨天", "", "", ""]])
    run = polc("run", policy, "名册.csv", "-o", "结果.xlsx")
    assert run.status == 1
    words = [line.split() for line in run.out.splitlines()]
    assert ["人数", "5"] in words
    assert ["数据有误", "1"] in words
    assert ["医疗救助资金", "1", "400元", "400元", "400元", "0元", "0元"] in words
    assert ["补缴期", "2", "800元", "600元", "600元", "0元", "200元"] in words
    assert any("2025年7月1日以后能否缴费" in line for line in run.out.splitlines())
    sheet = [[cell for cell in row if cell] for row in read(tmp_path / "结果.xlsx", "汇总")]
    heads = next(row for row in sheet if row[:1] == ["付款方"])
    payer = next(dict(zip(heads, row, strict=True)) for row in sheet if row[:1] == ["医疗救助资金"])
    assert (payer["应缴金额（元）"], payer["应缴金额：没有准数的人数"]) == ("400.0", "0.0")
    assert (payer["人数"], payer["减免金额（元）"]) == ("1.0", "400.0")
    assert ["E", "重度残疾人", "重度残疾人", "2.0", "默认 否"] in sheet
    assert ["C", "缴费日", "缴费日", "0.0"] in sheet
    assert "4 个空格按政策写的默认值：低保对象、重度残疾人；空格表示不知道的，加 --blank unknown" in run.err
    run = polc("run", policy, "名册.csv", "-o", "结果.xlsx", "--blank", "unknown")
    assert "默认值：低保对象" not in run.err
    sheet = [[cell for cell in row if cell] for row in read(tmp_path / "结果.xlsx", "汇总")]
    assert ["E", "重度残疾人", "重度残疾人", "2.0", "未知"] in sheet
    assert read(tmp_path / "结果.xlsx", "问题")[1][0] == "B6"


def test_our_columns_never_hide_theirs(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["状态", "缴费日", "应缴金额（元）"], ["在册", "2024-10-15", "380"]])
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    (row,) = records(tmp_path / "结果.csv")
    assert (row["状态"], row["应缴金额（元）"]) == ("在册", "380")
    assert (row["状态（判定）"], row["应缴金额（元）（判定）"]) == ("已判定", "400.00")


def test_readings_can_be_switched(polc: Polc, tmp_path: Path) -> None:
    text = """政策 "示例" { 文号 "示例〔2025〕1号" }
事实 甲: 是非 默认 否 别名 first
输出 应缴: 金额 别名 due
【一】 标准 个人缴费 = 400元/人
【一】 标准 补助 不低于 670元/人
【二】 假定 所取基数 "通知未写明" {
  按个人  个人缴费
  按全额  个人缴费 + 补助
  采用 按个人
}
【二】 规定 应缴 { 【二】 为 所取基数 }
"""
    (tmp_path / "open.pol").write_text(text, encoding="utf-8")
    write_csv(tmp_path / "名册.csv", [["甲"], ["是"]])
    open_ = "待定（所取基数有不同读法）：按个人 → 400元；按全额 → 不低于1070元"
    for words, due, ends in [
        ([], "400元", ["400.00"]),
        (["--assume", "所取基数=按全额"], "不低于1070元", ["", "1070.00", ""]),
        (["--assume", "所取基数=都不采用"], open_, ["", "", ""]),
    ]:
        assert polc("run", "open.pol", "名册.csv", "-o", "结果.csv", *words).status == 0
        (row,) = records(tmp_path / "结果.csv")
        assert row["应缴·文字"] == due
        assert [cell for heading, cell in row.items() if heading.endswith("（元）")] == ends
    assert "按个人 → 400元；按全额 → 不低于1070元" in records(tmp_path / "结果.csv")[0]["原因"]


def test_id_numbers_stay_as_they_are(polc: Polc, policy: Path, tmp_path: Path) -> None:
    ids = ["990000198505200010", "000123", "99000019900101002X"]
    lines = [["身份证号", "缴费日"], *([number, "2024-10-15"] for number in ids)]
    for register in (write_csv(tmp_path / "名册.csv", lines), write_xlsx(tmp_path / "名册.xlsx", lines)):
        for to in ("结果.csv", "结果.xlsx", "结果.parquet"):
            assert polc("run", policy, register, "-o", to).status == 0
            assert [row["身份证号"] for row in records(tmp_path / to)] == ids


def test_same_id_twice_and_a_birth_date_that_contradicts_it(polc: Polc, policy: Path, tmp_path: Path) -> None:
    rows = [
        ["990000198505200010", "1985-05-20", "2024-10-15"],
        ["990000198505200029", "1985-05-21", "2024-10-15"],
        ["990000198505200010", "1985-05-20", "2024-10-15"],
    ]
    write_csv(tmp_path / "名册.csv", [["身份证号", "出生日期", "缴费日"], *rows])
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert run.status == 0
    assert "A3  出生日期填的是 1985-05-21，证件号码里是 1985-05-20" in run.err
    assert "A4  和第 2 行的证件号码相同" in run.err
    assert "9900001985" not in run.err


def test_an_id_stored_as_a_number_is_told(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "名册.xlsx", [["身份证号", "缴费日"], [990000198505200010, date(2024, 10, 15)]])
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv")
    assert run.status == 0
    assert "A2  证件号码存成了数字，末几位已经丢失" in run.err


def test_a_text_never_becomes_a_formula(polc: Polc, policy: Path, tmp_path: Path) -> None:
    texts = ["=cmd|'/c calc'!A0", "+1+1", "-1+1", "@sum", "\t=1", "＝1", "-5", "+8613800000000", "普通"]
    write_csv(tmp_path / "名册.csv", [["=备注", "缴费日"], *([text, "2024-10-15"] for text in texts)])
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    header, *rows = read(tmp_path / "结果.csv")
    assert header[0] == "'=备注"
    assert [row[0] for row in rows] == [f"'{text}" for text in texts[:6]] + texts[6:]
    assert polc("run", policy, "名册.csv", "-o", "结果.xlsx").status == 0
    assert [row[0] for row in read(tmp_path / "结果.xlsx")[1:]] == texts
    content = (tmp_path / "结果.xlsx").read_bytes()
    assert b"<f>" not in content


def test_columns_of_parquet_keep_their_types(polc: Polc, policy: Path, tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    columns = {
        "编号": pyarrow.array([1, 2], pyarrow.int64()),
        "缴费日": pyarrow.array([date(2024, 10, 15), None], pyarrow.date32()),
        "低保对象": pyarrow.array([True, None], pyarrow.bool_()),
        "村": pyarrow.array(["甲村", "乙村"]).dictionary_encode(),
    }
    write_parquet(tmp_path / "名册.parquet", columns)
    assert polc("run", policy, "名册.parquet", "-o", "结果.parquet").status == 0
    table = parquet.read_table(tmp_path / "结果.parquet")
    assert [table.schema.field(name).type for name in columns] == [a.type for a in columns.values()]
    assert table.column("编号").to_pylist() == [1, 2]
    assert table.column("状态").to_pylist() == ["已判定", "缺资料"]


def test_texts_of_a_workbook_are_texts(polc: Polc, policy: Path, tmp_path: Path) -> None:
    """Markup, spaces, control characters and what begins as a formula; glyphs of two units count twice."""
    texts = [
        "<r><t>甲</t></r>",
        "<r>_x0041_a_x000a__x0042_</r>",
        "<r>_x0041_",
        "&amp;",
        " 两头 ",
        "一\n二",
        "_x0041_",
        "\x01",
        "=1+1",
        '"',
        "😀" * 100,
    ]
    lines = [["备注", "缴费日"], *([text, "2024-10-15"] for text in [*texts, "😀" * 20_000])]
    write_csv(tmp_path / "名册.csv", lines)
    run = polc("run", policy, "名册.csv", "-o", "结果.xlsx")
    assert "A13  内容有 40000 个字" in run.err
    *found, last = (row["备注"] for row in records(tmp_path / "结果.xlsx"))
    assert found == texts
    assert last.startswith("😀" * 16_000) and last.endswith("…（太长，没有写完）")
    assert len(last.encode("utf-16-le")) <= 2 * 32_767


def test_the_same_register_gives_the_same_bytes(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [HEADER, *PEOPLE])
    for to in ("csv", "xlsx", "parquet"):
        written = []
        for name in (f"一.{to}", f"二.{to}"):
            assert polc("run", policy, "名册.csv", "-o", name).status == 0
            written.append((tmp_path / name).read_bytes())
        assert written[0] == written[1]


def test_english(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日", "低保对像"], ["3/1/2025", "是"]])
    run = polc("run", policy, "名册.csv", "-o", "结果.csv", "--lang", "en")
    assert run.status == 1
    assert "A2  “缴费日” is “3/1/2025”, and which part is the month isn't certain" in run.err
    assert "add --columns 低保对像=低保对象" in run.err
