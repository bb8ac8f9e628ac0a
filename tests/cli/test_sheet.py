"""polc cases: the sheet of persons to be signed, made and taken back."""

import re
from functools import cache
from pathlib import Path

import pytest
from cli.runs import Polc
from compile import kernel_of
from sheets import read, write_xlsx

from polc.cli.sheet_book import CASE, DAY, NUMBER, ROLE, write_book
from polc.cli.sheet_text import case_of
from polc.compiler.seeing import Sheet, sheet_of

# Small, so that a sheet is made in a second.
POLICY = """政策 "示例县补贴" { 文号 "示例〔2031〕1号"  按月计算 当月末日 闰日生日 2月28日 }
事实 申请日: 日期  别名 asked_on  "申请当天"
事实 出生日期: 日期  别名 birth_date  "按身份证"
事实 低保: 是非 默认 否  别名 poor  "低保证"
事实 收入: 金额  别名 income  "上年收入"
输出 补贴: 金额  别名 benefit  "发多少"
周岁 按 出生日期
【二】 假定 算到哪天 "算到哪天没有写" { 申请那天 申请日  年初 2031-01-01  采用 申请那天 }
【二】 群体 老人 = 截至 算到哪天 满80周岁
【一】 规定 补贴 {
  【一（一）】 申请日 不晚于 2031-06-30 且 收入 不超过 12000元  为 200元
  【一（二）】 例外 低保  为 400元
  【二】 例外 老人  为 600元  优先于 【一（二）】
  【三】 其余 为 0元
}
【四】 关系 申请日 在 2031-01-01 至 2031-12-31
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "补贴.pol"
    path.write_text(POLICY, encoding="utf-8")
    return path


def sign(
    book: Path, *rows: int, role: str = "县医保局待遇科科长", day: str = "2031-02-03", **others: str
) -> Path:
    """The sheet as an office hands it back: some rows signed, saved by another program."""
    found = read(book, "签认")
    heads = found[0]
    for row in rows:
        found[row][heads.index(ROLE)] = role
        found[row][heads.index(DAY)] = day
        for heading, text in others.items():
            found[row][heads.index(heading)] = text
    return write_xlsx(book.with_name("签好.xlsx"), found)


@cache
def made() -> Sheet:
    return sheet_of(kernel_of(POLICY))


@pytest.fixture
def book(file: Path) -> Path:
    path = file.with_name("表.xlsx")
    write_book(str(path), made())
    return path


def test_the_sheet_shows_everything_there_is_to_see(polc: Polc, file: Path) -> None:
    """What `polc test --coverage` counts of its persons, when they are the 案例 of the policy."""
    out = file.with_name("人.pol")
    run = polc("cases", file, "--cover", "-o", out)
    lost = re.findall(r"没有找到 (\d+)", run.out)
    assert lost == ["0"] * 6
    file.write_text(POLICY + out.read_text(encoding="utf-8"), encoding="utf-8")
    tested = polc("test", "--coverage", file)
    assert tested.status == 0
    assert re.findall(r"（(\d+)%）", tested.out) == ["100", "100", "100"]


def test_every_person_is_believable() -> None:
    text = "\n".join(case_of(made().kernel, told) for told in made().told)
    born = [int(year) for year in re.findall(r"出生日期 = (\d{4})", text)]
    asked = re.findall(r"申请日 = (\d{4})", text)
    assert set(asked) == {"2031"}
    assert all(1931 <= year <= 2031 for year in born)
    assert not re.search(r"(?<![0-9])0\.01元", text)


def test_the_sheet_is_the_same_every_time(polc: Polc, file: Path, book: Path) -> None:
    other = file.with_name("又.xlsx")
    run = polc("cases", file, "--cover", "-o", other)
    assert (run.status, run.err) == (0, "")
    assert other.read_bytes() == book.read_bytes()


def test_signed_rows_become_cases_with_role_and_day(polc: Polc, file: Path, book: Path) -> None:
    run = polc("cases", file, "--signed", sign(book, 1, 3, day="2031年2月3日"), "-o", file)
    assert (run.status, run.err) == (0, "")
    assert "签认 2 行：2 行现在还是这样，0 行变了；新的案例 2 个" in run.out
    tested = polc("test", file)
    assert tested.status == 0
    assert tested.out.count("（县医保局待遇科科长签认 2031-02-03）") == 2
    again = polc("cases", file, "--signed", sign(book, 1, 3), "-o", file)
    assert "新的案例 0 个" in again.out
    assert polc("test", file).out.count("签认 2031-02-03") == 2


def test_a_policy_that_changed_shows_which_rows_moved(polc: Polc, file: Path, book: Path) -> None:
    rows = range(1, len(read(book, "签认")))
    file.write_text(POLICY.replace("为 400元", "为 450元"), encoding="utf-8")
    out = file.with_name("新.pol")
    run = polc("cases", file, "--signed", sign(book, *rows), "-o", out)
    assert run.status == 1
    moved = [line for line in run.out.splitlines() if line.startswith("编号")]
    assert moved and all(
        "签认的是 400元" in line and "现在是 450元 依据【一（二）】" in line for line in moved
    )
    file.write_text(out.read_text(encoding="utf-8"), encoding="utf-8")
    assert polc("test", file).status == 0


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"role": ""}, ROLE),
        ({"day": ""}, DAY),
        ({"day": "二月三日"}, DAY),
        ({CASE: '案例 "假的" { 期望 补贴'}, CASE),
        ({CASE: "【九】 标准 假的 = 1元"}, CASE),
        ({CASE: ""}, CASE),
    ],
)
def test_a_row_that_lacks_something_isnt_taken_back(
    polc: Polc, file: Path, book: Path, changes: dict[str, str], column: str
) -> None:
    out = file.with_name("新.pol")
    run = polc("cases", file, "--signed", sign(book, 1, **changes), "-o", out)
    assert run.status == 1
    assert f"第2行没有收回：{column}没有填，或者填的看不懂" in run.out
    assert "案例" not in out.read_text(encoding="utf-8")


def test_quotes_and_line_ends_in_a_role_stay_out_of_the_title(polc: Polc, file: Path, book: Path) -> None:
    polc("cases", file, "--signed", sign(book, 1, role='科"长\n" {'), "-o", file)
    run = polc("test", file)
    assert run.status == 0 and "（科长 {签认 2031-02-03）" in run.out


def test_a_workbook_that_is_no_sheet_is_refused(polc: Polc, file: Path) -> None:
    other = write_xlsx(file.with_name("别的.xlsx"), [["姓名", "金额"], ["甲", "1"]])
    run = polc("cases", file, "--signed", other)
    assert run.status == 2 and "不是 polc cases --cover 做的表" in run.err
    assert polc("cases", file, "--signed", file.with_name("没有.xlsx")).status == 2


def test_what_to_do_must_be_said(polc: Polc, file: Path) -> None:
    assert polc("cases", file).status == 2
    assert polc("cases", file, "--cover", "--signed", "x.xlsx").status == 2
    assert "*.xlsx | *.html | *.pol" in polc("cases", file, "--cover", "-o", "x.txt").err


def test_since_an_older_policy_only_those_whose_answer_differs(polc: Polc, file: Path) -> None:
    old = file.with_name("旧.pol")
    old.write_text(POLICY.replace("满80周岁", "满75周岁"), encoding="utf-8")
    page = file.with_name("变.html")
    run = polc("cases", file, "--cover", "--since", old, "-o", page)
    assert run.status == 0
    text = page.read_text(encoding="utf-8")
    rows = text.count('<th scope="row" id="p')
    assert 0 < rows == text.count("原来：")
    same = polc("cases", file, "--cover", "--since", file)
    assert "0 个人" in same.out


def test_what_cannot_be_seen_is_named_with_the_reason(polc: Polc, file: Path) -> None:
    """Whoever is old gets 600元 before it matters whether they're poor: the third row is inside the first."""
    text = POLICY.replace(
        "【三】 其余", "【二】 例外 老人 且 低保  为 600元  优先于 【一（二）】\n  【三】 其余"
    )
    file.write_text(text, encoding="utf-8")
    page = file.with_name("表.html")
    assert polc("cases", file, "--cover", "-o", page).status == 0
    shown = page.read_text(encoding="utf-8")
    reasons = shown[shown.index('id="unseen"') :]
    assert "换一个答案结果也一样" in reasons or "没有找到看得出的人" in reasons
    assert NUMBER in shown
