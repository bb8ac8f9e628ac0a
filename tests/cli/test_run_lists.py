"""Lists beside a register: whose entries they are, what is counted, what is told of those that don't fit."""

import os
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from agreement.shipped import kernel_of
from checkout import ROOT
from cli.runs import Polc, Run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sheets import read, records, write_csv, write_parquet, write_xlsx

from polc.compiler.kernel import Kernel
from polc.refusals import Refusal
from polc.registers import judging
from polc.registers.answers import Composer
from polc.registers.engines import RowEngine
from polc.registers.judging import Job, run
from polc.registers.lists import Sources
from polc.registers.words import State

POLICY = ROOT / "examples" / "语言" / "10-额度" / "10-额度.pol"
KEY = "证件号码"
PEOPLE = [["姓名", KEY], ["甲", "990000199001010017"], ["乙", "007"], ["丙", "99000019900101003X"]]
HEADER = [KEY, "类别", "付款日", "实付（元）", "退货"]
ENTRIES = [
    ["007", "教材", "2031-03-02", "100", "否"],
    ["990000199001010017", "童书", "2031-03-01", "492.30", "否"],
    ["007", "童书", "2031/3/1", "10", "否"],
]
TOTALS = ["63.99元", "14.30元", "0元"]


def judge(polc: Polc, *words: str | Path) -> Run:
    return polc("run", POLICY, "名册.csv", "-o", "结果.csv", "--key", KEY, *words)


def results(folder: Path) -> list[str]:
    return [row["全年补贴·文字"].partition("（")[0] or row["状态"] for row in records(folder / "结果.csv")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register and the entries of its people."""
    write_csv(tmp_path / "名册.csv", PEOPLE)
    write_csv(tmp_path / "购书.csv", [HEADER, *ENTRIES])
    return tmp_path


def made(path: Path, lines: list[list[str]]) -> None:
    match path.suffix:
        case ".csv":
            write_csv(path, lines)
        case ".xlsx":
            write_xlsx(path, lines)
        case _:
            write_parquet(path, dict(zip(lines[0], map(list, zip(*lines[1:], strict=True)), strict=True)))


# ---- whose entries they are ---------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_entries_in_any_format(polc: Polc, folder: Path, form: str) -> None:
    """Leading zeros and numbers of 18 digits stay; a person without entries has an empty list."""
    made(folder / f"明细.{form}", [HEADER, *ENTRIES])
    done = judge(polc, "--list", f"购书=明细.{form}")
    assert (done.status, done.err) == (0, "")
    assert results(folder) == TOTALS
    counts = done.out[done.out.index("\n清单\n") :].split()
    assert counts[-7:] == ["购书", f"明细.{form}", "3", "2", "1", "0", "0"]


def test_the_sheet_beside_the_register(polc: Polc, folder: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / "名册.xlsx")) as book:
        for name, lines in (
            ("人员", PEOPLE),
            ("明细", [HEADER, *ENTRIES[:2], ["007", "童书", "坏", "1", "否"]]),
        ):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell)
    words = ["run", POLICY, "名册.xlsx", "-o", "结果.csv", "--list", "购书=名册.xlsx", "--key", KEY]
    done = polc(*words)
    assert done.status == 1
    assert "还有别的工作表" not in done.err
    assert "  名册.xlsx（明细） C4  “付款日”要填日期，填的却是 “坏”" in done.err
    assert results(folder) == ["63.99元", "数据有误", "0元"]


def test_headings_and_keys_that_differ(polc: Polc, folder: Path) -> None:
    """The column of a list is named after the list; the same heading can mean something else elsewhere."""
    header = ["身份证", "种类", "备注", "金额（元）", "退货"]
    write_csv(folder / "购书.csv", [["购书明细"], header, *ENTRIES])
    named = [
        "--columns",
        "种类=购书.类别",
        "--columns",
        "备注=books.付款日",
        "--columns",
        "金额（元）=购书.paid",
    ]
    done = judge(polc, "--list", "books=购书.csv", "--key", f"{KEY}=身份证", *named)
    assert (done.status, done.err) == (0, "")
    assert results(folder) == TOTALS


def test_settings_of_the_project(polc: Polc, tmp_path: Path) -> None:
    """Files are the project's, columns and lists of other policies are no matter here."""
    project = tmp_path / "项目"
    (project / "数据").mkdir(parents=True)
    (project / "购书.pol").write_bytes(POLICY.read_bytes())
    (project / "polc.toml").write_text(
        f'[run]\nkey = "{KEY}"\n[run.lists]\n"购书" = "数据/购书.csv"\n"看病" = "没有.csv"\n'
        '[run.columns]\n"种类" = "购书.类别"\n"病种" = "看病.病种"\n',
        encoding="utf-8",
    )
    write_csv(project / "名册.csv", PEOPLE)
    write_csv(project / "数据" / "购书.csv", [[KEY, "种类", *HEADER[2:]], *ENTRIES])
    done = polc("run", project / "购书.pol", project / "名册.csv", "-o", "结果.csv")
    assert (done.status, done.err) == (0, "")
    assert results(tmp_path) == TOTALS


def test_numbers_of_a_workbook(polc: Polc, folder: Path) -> None:
    """A number is its digits; one that is too long for a workbook has lost some, and is nobody's."""
    lines = [PEOPLE[0], ["甲", 42], ["乙", 7], ["丙", 990000199001010033], ["丁", "9.9E+17"]]
    write_xlsx(folder / "名册.xlsx", lines)
    entries = [[key, "童书", "2031-03-01", "100", "否"] for key in (42, 990000199001010017, "007")]
    write_xlsx(folder / "购书.xlsx", [HEADER, *entries])
    words = ["run", POLICY, "名册.xlsx", "-o", "结果.csv", "--list", "购书=购书.xlsx", "--key", KEY]
    done = polc(*words)
    assert done.status == 1
    assert results(folder) == ["13元", "0元", "数据有误", "数据有误"]
    for place in ("B4  “证件号码”填的是", "B5  “证件号码”填的是", "购书.xlsx A3  “证件号码”填的是"):
        assert f"  {place}" in done.err
    assert "  购书.xlsx A4  名册里没有这个“证件号码”，1 条记录没有用上" in done.err


def test_the_order_of_the_file_matters_where_the_list_has_none(polc: Polc, folder: Path) -> None:
    text = """政策 "示例" { 文号 "示例〔2031〕1号" }
清单 缴费 不超过 9 别名 payments { 事实 缴清: 是非  别名 paid }
输出 连续: 整数  别名 run
【一】 累计 连续次数 每笔 缴费 自 0 { 【一】 缴清  为 连续次数 + 1   【一】 其余 为 0 }
【一】 规定 连续 { 【一】 为 连续次数 }
"""
    (folder / "连续.pol").write_text(text, encoding="utf-8")
    for cells, expected in ((["是", "否", "是", "是"], "2"), (["是", "是", "是", "否"], "0")):
        write_csv(folder / "缴费.csv", [[KEY, "缴清"], *(["007", cell] for cell in cells)])
        words = ["run", "连续.pol", "名册.csv", "-o", "结果.csv", "--list", "缴费=缴费.csv", "--key", KEY]
        assert polc(*words).status == 0
        assert [row["连续"] for row in records(folder / "结果.csv")] == ["0", expected, "0"]


# ---- what doesn't fit ---------------------------------------------------------------------------------
def test_what_is_wrong_is_told_and_nothing_is_lost(polc: Polc, folder: Path) -> None:
    people = [*PEOPLE, ["丁", "0042"], ["丁二", "0042"], ["戊", ""], ["合计", "", ""]]
    write_csv(folder / "名册.csv", [[*row, ""][:2] for row in people])
    bad = [
        ["007", "杂志", "3/1/2031", "1", "否"],
        ["404", "童书", "2031-03-01", "1", "否"],
        ["", "童书", "2031-03-01", "1", "否"],
        ["404", "童书", "2031-03-02", "1", "否"],
        ["0042", "童书", "2031-03-01", "1", "否"],
        ["99000019900101003x", "童书", "2031-03-01", "1"],
        ["合计", "", "", "605.30", ""],
        ["制表人：某某", "", "", "", ""],
    ]
    write_csv(folder / "购书.csv", [HEADER, *ENTRIES, *bad])
    done = judge(polc, "--list", "购书=购书.csv")
    assert done.status == 1
    faults = [line[2:].split("；")[0] for line in done.err.splitlines() if line.startswith("  ")]
    assert faults == [
        "购书.csv B5  “类别”要填“童书、教材、其他”之一，填的却是 “杂志”",
        "购书.csv C5  “付款日”填的是 “3/1/2031”，分不清哪个是月、哪个是日",
        "购书.csv A10  这一行只有 4 格，表头有 5 格",
        "B5  和第 6 行的“证件号码”相同，分不清清单里的记录是谁的",
        "B6  和第 5 行的“证件号码”相同，分不清清单里的记录是谁的",
        "B7  没有填“证件号码”，不知道是谁的，名册和清单对不上",
        "购书.csv A6  名册里没有这个“证件号码”，2 条记录没有用上",
        "购书.csv A7  没有填“证件号码”，不知道是谁的，名册和清单对不上",
        "B6  和第 5 行的证件号码相同，核对是不是同一个人",
    ]
    assert results(folder) == ["63.99元", *["数据有误"] * 5, "合计行"]
    counts = done.out[done.out.index("\n清单\n") :].split()
    assert counts[-7:] == ["购书", "购书.csv", "9", "5", "0", "3", "2"]
    assert "购书.csv B5" in records(folder / "结果.csv")[1]["原因"]
    assert judge(polc, "--list", "购书=购书.csv", "-o", "结果.xlsx").status == 1
    assert [row[0] for row in read(folder / "结果.xlsx", "问题")[1:3]] == ["购书.csv B5", "购书.csv C5"]


def test_an_entry_is_never_taken_for_a_total(polc: Polc, folder: Path) -> None:
    """A line with a key is somebody's, whatever its first cell says."""
    header, rows = ["摘要", *HEADER], [["合计", *ENTRIES[1]], ["小计", "", "", "", "492.30", ""]]
    write_csv(folder / "购书.csv", [header, *rows])
    assert judge(polc, "--list", "购书=购书.csv").status == 0
    assert results(folder) == ["63.99元", "0元", "0元"]


def test_a_line_of_totals_has_no_entries(polc: Polc, folder: Path) -> None:
    """The number of people that stands under their keys is nobody's key."""
    write_csv(folder / "名册.csv", [*PEOPLE, ["合计", "3"]])
    write_csv(folder / "购书.csv", [HEADER, *ENTRIES, ["3", "童书", "2031-03-01", "1", "否"]])
    done = judge(polc, "--list", "购书=购书.csv")
    assert (done.status, results(folder)) == (1, [*TOTALS, "合计行"])
    assert "  购书.csv A5  名册里没有这个“证件号码”，1 条记录没有用上" in done.err


def test_more_entries_than_the_policy_provides_for(polc: Polc, folder: Path) -> None:
    many = [["007", "童书", f"2031-03-{day:02}", "1", "否"] for day in range(1, 14)]
    write_csv(folder / "购书.csv", [HEADER, *many])
    done = judge(polc, "--list", "购书=购书.csv")
    assert done.status == 1
    assert "  B3  清单“购书”最多 12 条，填的却有 13 条" in done.err
    assert results(folder) == ["0元", "数据有误", "0元"]


def test_columns_that_a_file_lacks_and_blank_cells(polc: Polc, folder: Path) -> None:
    write_csv(
        folder / "购书.csv", [[KEY, "类别", "付款日期", "实付（元）"], ["007", "童书", "2031-03-01", ""]]
    )
    done = judge(polc, "--list", "购书=购书.csv")
    assert done.status == 0
    assert "若就是“购书.付款日”，加 --columns 付款日期=购书.付款日" in done.err
    assert "2 项事实的列，也没有默认值，当作未知：购书.退货、购书.付款日" in done.err
    assert results(folder) == ["0元", "缺资料", "0元"]


@pytest.mark.parametrize("word", ["未知", "unknown"])
def test_a_list_without_data(polc: Polc, folder: Path, word: str) -> None:
    done = judge(polc, "--list", f"购书={word}")
    assert done.status == 0
    assert "当作未知：购书" in done.err
    assert results(folder) == ["缺资料"] * 3


def test_a_long_register_is_judged_in_columns(
    polc: Polc, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "WORTH_COLUMNS", 0)
    done = judge(polc, "--list", "购书=购书.csv")
    assert done.status == 0
    assert "改为逐行" not in done.err
    assert results(folder) == TOTALS
    done = judge(polc, "--list", "购书=购书.csv", "--engine", "duckdb")
    assert (done.status, "这份政策不能用 DuckDB 判定（购书" in done.err) == (2, True)


# ---- refused whole ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--key", KEY], "清单“购书”一个人有多条，名册一行一人放不下"),
        (["--list", "购书=购书.csv"], "有清单“购书”，要写明名册和清单按哪一列对上：--key 列名"),
        (["--list", "看病=购书.csv", "--key", KEY], "“看病”不是这份政策的清单；政策的清单有：购书"),
        (["--list", "购书", "--key", KEY], "“购书” 要写成 名称=值 的样子"),
        (["--list", "购书=没有.csv", "--key", KEY], "读不了 没有.csv"),
        (["--list", "购书=.", "--key", KEY], "不是项目里的普通文件"),
        (["--list", "购书=购书.csv", "--list", "books=名册.csv", "--key", KEY], "“购书”给了两个文件"),
        (["--list", "购书=购书.csv", "--key", "工号"], "名册.csv 里没有“工号”这一列"),
        (["--list", "购书=购书.csv", "--key", f"{KEY}=工号"], "购书.csv 里没有“工号”这一列"),
        (["--list", "购书=名册.csv", "--key", KEY], "名册.csv 里没有一列是这份政策的事实"),
        (["--list", "购书=空.csv", "--key", KEY], "空.csv 里什么也没有"),
        (["--list", "购书=锁.xlsx", "--key", KEY], "锁.xlsx 加了密码"),
        (["--list", "购书=断.xlsx", "--key", KEY], "断.xlsx 不完整或已经损坏"),
        (["--list", "购书=两列.csv", "--key", KEY], "“证件号码”有两列（A1 和 C1）"),
        (["--list", "购书=别人.csv", "--key", KEY], "别人.csv 里没有一个“证件号码”和名册对得上"),
        (["--list", "购书=结果.csv", "--key", KEY], "结果不能写到要读的 结果.csv 自己身上"),
        (
            ["--list", "购书=购书.csv", "--key", KEY, "--columns", "类别=购书.类型"],
            "“购书.类型”不是这份政策的事实，是不是“购书.类别”",
        ),
        (
            ["--list", "购书=购书.csv", "--key", KEY, "--columns", "种类=购书.类别"],
            "购书.csv 里没有“种类”这一列，是不是“类别”",
        ),
        (["--list", "购书=未知"], "这份政策没有要从 名册.csv 里读的事实"),
    ],
)
def test_refused(polc: Polc, folder: Path, words: list[str], said: str) -> None:
    """Status 2, in one sentence, and the old result stays."""
    write_csv(folder / "两列.csv", [[KEY, "类别", f"*{KEY}"], ["007", "童书", "007"]])
    write_csv(folder / "别人.csv", [HEADER, ["7", "童书", "2031-03-01", "1", "否"]])
    (folder / "空.csv").write_bytes(b"")
    (folder / "断.xlsx").write_bytes(write_xlsx(folder / "整.xlsx", [HEADER, *ENTRIES]).read_bytes()[:900])
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999 + "EncryptedPackage".encode("utf-16-le")
    (folder / "锁.xlsx").write_bytes(locked)
    (folder / "结果.csv").write_text("old", encoding="utf-8")
    done = polc("run", POLICY, "名册.csv", "-o", "结果.csv", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err
    assert (folder / "结果.csv").read_text(encoding="utf-8") == "old"
    assert not [name for name in os.listdir(folder) if name.startswith(".")]


# ---- any entries --------------------------------------------------------------------------------------
CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "童书", "教材", "100元", "2031-03-01", "否", "合计", "小计：3人", "注：", "坏"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6),
)
KEYS = st.one_of(st.sampled_from(["007", " 007", "０07", "7", "404", "", "合计", "9E+17"]), CELLS)
NUMBERS = count()


@cache
def made_once() -> tuple[Kernel, RowEngine]:
    """They take longer than a short register."""
    kernel = kernel_of(str(POLICY.relative_to(ROOT)))
    return kernel, RowEngine(kernel, Composer(kernel))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(KEYS, CELLS, CELLS, CELLS), max_size=6))
@example([("007", "童书", "2031-03-01", "100元"), ("007", "合计", "", ""), ("", "合计", "", "100元")])
@example([("0０7 ", "坏", "", ""), ("404", "", "", "")])
def test_no_entry_is_lost(tmp_path: Path, entries: list[tuple[str, ...]]) -> None:
    """Every line that holds something is somebody's, or told, or a line of totals; the counts say so."""
    folder = tmp_path / str(next(NUMBERS))
    folder.mkdir()
    register = write_csv(folder / "名册.csv", PEOPLE)
    files = [("购书", str(write_csv(folder / "购书.csv", [[KEY, "类别", "付款日", "实付"], *entries])))]
    job = Job(
        register=str(register), output=str(folder / "结果.csv"), lists=Sources(named=files, key=(KEY, KEY))
    )
    kernel, engine = made_once()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(judging, "engine_for", lambda *_: (engine, None))
        try:
            report = run(kernel, job)
        except Refusal as refusal:
            assert refusal.name == "register_no_match"
            return
    (section,) = (section for section in report.sections if section.title == "清单")
    found, people, without, lost, passed_over = map(int, section.rows[0][2:])
    assert found + passed_over == sum(any(cell.strip() for cell in line) for line in entries)
    assert people + without == report.rows == len(PEOPLE) - 1
    assert (report.faults.count > 0) == (lost > 0 or report.counts.get(State.FAULTY, 0) > 0)
    own = [line for line in entries if line[0].strip() in ("007", "０07", "0０7")]
    assert found - lost == len(own)
    assert people == bool(own)
