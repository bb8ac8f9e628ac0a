"""Where the header is and which column is which fact."""

from pathlib import Path

import pytest
from cli.runs import Polc
from sheets import read, records, write_csv, write_xlsx

PAYING = ["2024-10-15", "是"]


def test_rows_above_the_header(polc: Polc, policy: Path, tmp_path: Path) -> None:
    lines = [
        ["样例市2025年度参保名册", "", ""],
        ["", "", ""],
        ["填报单位：某村", "", "2024年9月"],
        ["姓名", "缴费日", "低保对象"],
        ["甲", *PAYING],
    ]
    for path in (
        write_csv(tmp_path / "名册.csv", lines),
        write_xlsx(tmp_path / "名册.xlsx", lines, ["A1:C1"]),
    ):
        run = polc("run", policy, path, "-o", "结果.csv")
        assert run.status == 0, run.err
        assert "表头在第 4 行，上面 2 行没有带到结果里" in run.err
        assert records(tmp_path / "结果.csv")[0]["付款方"] == "医疗救助资金"


def test_merged_headings(polc: Polc, policy: Path, tmp_path: Path) -> None:
    lines = [
        ["样例市名册", None, None, None],
        ["姓名", "缴费日", "身份", None],
        [None, None, "低保对象", "重度残疾人"],
        ["甲", "2024-10-15", "√", None],
    ]
    write_xlsx(tmp_path / "名册.xlsx", lines, ["A1:D1", "A2:A3", "B2:B3", "C2:D2"])
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv")
    assert run.status == 0, run.err
    assert read(tmp_path / "结果.csv")[0][:4] == ["姓名", "缴费日", "低保对象", "重度残疾人"]
    assert len(read(tmp_path / "结果.csv")) == 2
    assert records(tmp_path / "结果.csv")[0]["付款方"] == "医疗救助资金"


def test_headings_merged_downwards(polc: Polc, policy: Path, tmp_path: Path) -> None:
    """The facts stand in the lower line alone; the other headings come from the cells merged above it."""
    lines = [
        ["样例市名册", None, None, None, None],
        ["填报单位：某村", None, None, None, "2024年12月20日"],
        ["姓名", "身份证号", "日期", "身份", "备注"],
        [None, None, "缴费日", "低保对象", None],
        ["甲", "990000199001010011", "2024-10-15", "√", None],
        ["乙", "990000199001010011", "2024-10-15", "", None],
    ]
    write_xlsx(tmp_path / "名册.xlsx", lines, ["A1:E1", "A3:A4", "B3:B4", "E3:E4"])
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv")
    assert run.status == 0, run.err
    assert read(tmp_path / "结果.csv")[0][:5] == ["姓名", "身份证号", "缴费日", "低保对象", "备注"]
    assert "B6  和第 5 行的证件号码相同" in run.err


def test_a_table_that_starts_elsewhere(polc: Polc, policy: Path, tmp_path: Path) -> None:
    lines = [[None] * 4, [None] * 4, [None, None, "缴费日", "低保对象"], [None, None, "坏", "是"]]
    write_xlsx(tmp_path / "名册.xlsx", lines)
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv")
    assert run.status == 1
    assert "  C4  " in run.err


@pytest.mark.parametrize(
    "heading",
    [
        "缴费日",
        " 缴 费 日 ",
        "缴费日（必填）",
        "*缴费日",
        "缴费日：",
        "pay_date",
        "Pay_Date",
        "缴费日\n(年月日)",
    ],
)
def test_headings_that_name_a_fact(polc: Polc, policy: Path, tmp_path: Path, heading: str) -> None:
    write_csv(tmp_path / "名册.csv", [[heading], ["2024-10-15"]])
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    assert records(tmp_path / "结果.csv")[0]["缴费时段"] == "集中缴费期"


def test_columns_named_by_the_user(polc: Polc, sample: Path, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["出生年月", "交费日期"], ["1985-05-20", "2024-10-15"]])
    words = ["run", policy, tmp_path / "名册.csv", "-o", "结果.csv"]
    assert polc(*words).status == 2
    assert polc(*words, "--columns", "交费日期=缴费日", "--columns", "出生年月=birth_date").status == 0
    assert records(tmp_path / "结果.csv")[0]["缴费时段"] == "集中缴费期"
    config = sample / "polc.toml"
    settings = (
        '\n[run.columns]\n"交费日期" = "缴费日"\n"别处的表头" = "出生日期"\n"又一个" = "别的政策的事实"\n'
    )
    config.write_text(config.read_text(encoding="utf-8") + settings, encoding="utf-8")
    assert polc(*words).status == 0
    assert records(tmp_path / "结果.csv")[0]["缴费时段"] == "集中缴费期"


def test_a_column_named_by_the_user_wins(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日", "实际缴费日"], ["2024-10-15", "2025-03-01"]])
    run = polc("run", policy, "名册.csv", "-o", "结果.csv", "--columns", "实际缴费日=缴费日")
    assert run.status == 0, run.err
    assert records(tmp_path / "结果.csv")[0]["缴费时段"] == "补缴期"


def test_near_headings_are_offered_and_not_used(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日", "低保对像", "备注"], [*PAYING, ""]])
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert run.status == 0
    assert (
        "“低保对像”这一列没有当作事实，原样带过；若就是“低保对象”，加 --columns 低保对像=低保对象" in run.err
    )
    row = records(tmp_path / "结果.csv")[0]
    assert (row["低保对像"], row["减免金额·文字"]) == ("是", "0元")
    assert "名册里没有 1 项事实的列，也没有默认值，当作未知：出生日期" in run.err
    assert "名册里没有 2 项事实的列，按政策写的默认值：低保对象、重度残疾人" in run.err


@pytest.mark.parametrize(
    ("lines", "words", "said"),
    [
        ([["缴费日", "姓名", "缴费日"], ["", "", ""]], [], "“缴费日”有两列（A1 和 C1）"),
        ([["缴费日", "pay_date"], ["", ""]], [], "“缴费日”有两列（A1 和 B1）"),
        (
            [["姓名", "村"], ["甲", "乙"]],
            [],
            "没有一列是这份政策的事实；见到的是：姓名、村；要有的是：缴费日",
        ),
        ([["姓名", "缴费曰"], ["甲", "乙"]], [], "--columns 缴费曰=缴费日"),
        (
            [["缴费日"], [""]],
            ["--columns", "出生=出生曰期"],
            "“出生曰期”不是这份政策的事实，是不是“出生日期”",
        ),
        ([["缴费日", "出生"], ["", ""]], ["--columns", "出身=出生日期"], "没有“出身”这一列，是不是“出生”"),
        ([["缴费日"], [""]], ["--columns", "出生"], "“出生” 要写成 名称=值 的样子"),
    ],
)
def test_headers_refused(
    polc: Polc, policy: Path, tmp_path: Path, lines: list[list[str]], words: list[str], said: str
) -> None:
    write_csv(tmp_path / "名册.csv", lines)
    run = polc("run", policy, "名册.csv", "-o", "结果.csv", *words)
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert not (tmp_path / "结果.csv").exists()


def test_columns_that_share_a_heading_are_carried_over(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["备注", "缴费日", "备注", ""], ["一", "2024-10-15", "二", "三"]])
    for to in ("结果.csv", "结果.xlsx", "结果.parquet"):
        run = polc("run", policy, "名册.csv", "-o", to)
        assert run.status == 0
        assert "有几列的表头相同：备注" in run.err
        assert read(tmp_path / to)[1][:4] == ["一", "2024-10-15", "二", "三"]
    assert read(tmp_path / "结果.parquet")[0][:4] == ["备注", "缴费日", "备注_2", "第4列"]


def test_the_sheet_with_the_header_is_read(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "名册.xlsx", [["缴费日"], ["2024-10-15"]], others=["说明"])
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv")
    assert run.status == 0
    assert "还有别的工作表，没有读：说明" in run.err
    assert polc("run", policy, "名册.xlsx", "-o", "结果.csv", "--sheet", "名册").status == 0
    run = polc("run", policy, "名册.xlsx", "-o", "结果.csv", "--sheet", "第三张")
    assert run.status == 2
    assert "没有“第三张”这张工作表，有的是：名册、说明" in run.err
    assert polc("run", policy, "名册.xlsx", "-o", "结果.csv", "--sheet", "说明").status == 2


def test_money_headings_give_the_unit() -> None:
    from polc.compiler.kernel import Kind
    from polc.registers.header import _unit

    assert [_unit(h, Kind.MONEY) for h in ("收入（元）", "收入(单位：万元)", "收入", "收入（年）")] == [
        "元",
        "万元",
        "",
        "",
    ]
