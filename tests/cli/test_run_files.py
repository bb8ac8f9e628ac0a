"""Register files as they come: encodings, and what is refused whole with the old result untouched."""

import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from cli.runs import Polc
from old_workbook import xls
from sheets import records, write_csv, write_xlsx

LINES = [["姓名", "缴费日", "低保对象"], ["居民甲", "2024-10-15", "是"], ["居民乙", "2024-10-15", ""]]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_separators(
    polc: Polc, policy: Path, tmp_path: Path, encoding: str, separator: str
) -> None:
    write_csv(tmp_path / "名册.csv", LINES, encoding, separator)
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    assert [row["姓名"] for row in records(tmp_path / "结果.csv")] == ["居民甲", "居民乙"]
    assert (tmp_path / "结果.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_the_file_is_decides_not_its_name(polc: Polc, policy: Path, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "一.xlsx", LINES).rename(tmp_path / "一.csv")
    write_csv(tmp_path / "二.xlsx", LINES, "gb18030")
    for name in ("一.csv", "二.xlsx"):
        assert polc("run", policy, name, "-o", "结果.csv").status == 0
        assert [row["付款方"] for row in records(tmp_path / "结果.csv")] == ["医疗救助资金", ""]


def test_old_workbooks(polc: Polc, policy: Path, tmp_path: Path) -> None:
    """Numbers in them aren't taken for days: where they count from isn't plain."""
    rows = [["姓名", "缴费日", "低保对象"], ["甲", "2024-10-15", "√"], ["乙", 20241015, 1], ["丙", 45580, 0]]
    (tmp_path / "名册.xls").write_bytes(xls(rows))
    run = polc("run", policy, "名册.xls", "-o", "结果.csv")
    assert run.status == 1
    assert "旧格式的 xls 里，公式出错的格看上去和空格一样" in run.err
    assert "B4  “缴费日”填的是 “45580”，像表格软件的日期序号" in run.err
    assert [row["减免金额·文字"] for row in records(tmp_path / "结果.csv")] == ["400元", "400元", ""]
    assert polc("run", policy, "名册.xls", "-o", "结果.csv", "--date-format", "serial").status == 0


def test_days_of_a_workbook_that_counts_from_1904(polc: Polc, policy: Path, tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "名册.xlsx"), {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "缴费日")
        sheet.write_datetime(1, 0, date(2024, 10, 15), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(2, 0, 45580)
    assert polc("run", policy, "名册.xlsx", "-o", "结果.csv").status == 1
    rows = records(tmp_path / "结果.csv")
    assert [row["缴费时段"] for row in rows] == ["集中缴费期", ""]


def test_settings_of_the_project(polc: Polc, sample: Path, policy: Path, tmp_path: Path) -> None:
    config = sample / "polc.toml"
    settings = config.read_text(encoding="utf-8") + '\n[run]\ndate-format = "dmy"\nblank = "unknown"\n'
    config.write_text(settings, encoding="utf-8")
    write_csv(tmp_path / "名册.csv", [["缴费日", "低保对象"], ["3/1/2025", "是"], ["3/1/2025", ""]])
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0
    assert [row["状态"] for row in records(tmp_path / "结果.csv")] == ["已判定", "缺资料"]
    config.write_text(settings.replace("dmy", "ymd"), encoding="utf-8")
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert (run.status, "polc.toml: run.date-format 应为 mdy | dmy | serial" in run.err) == (2, True)


def workbook(lines: list[list[str]] = LINES) -> bytes:
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(lines):
            sheet.write_row(row, 0, cells)
    return content.getvalue()


def repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    content = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook())) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return content.getvalue()


def with_entities(name: str, part: bytes) -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return part.replace(b"?>", b"?>" + declared, 1) if name.endswith("sheet1.xml") else part


def bomb() -> bytes:
    return repacked(lambda name, part: part + b" " * 80_000_000 if name.endswith("sheet1.xml") else part)


def lying_bomb() -> bytes:
    """A bomb whose directory declares a small size."""
    content = bytearray(bomb())
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(content)


def many_parts() -> bytes:
    content = BytesIO(workbook())
    with zipfile.ZipFile(content, "a") as archive:
        for number in range(2001):
            archive.writestr(f"{number}.xml", "")
    return content.getvalue()


def encrypted() -> bytes:
    """The shape of a workbook with a password: a compound file with a part of this name."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 2000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 99
    )


def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    content = BytesIO()
    parquet.write_table(pyarrow.table({"缴费日": ["2024-10-15"]}), content)
    return content.getvalue()


CSV = "姓名,缴费日\n居民甲,2024-10-15\n"
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "里什么也没有"),
    "spaces": (b"\n \r\n", "里什么也没有"),
    "separators": (b",,,\n,,,\n", "里什么也没有"),
    "no header": ("甲,乙\n丙,丁\n".encode(), "没有一列是这份政策的事实"),
    "quote": ((CSV + '"居民乙,2024-10-15\n居民丙,2024-10-15\n').encode(), "第 3 行（第 3 条）起引号没有配对"),
    "quote in a long file": (('"' + CSV + "居民,2024-10-15\n" * 200_000).encode(), "超过 100 万字"),
    "text after a quote": ((CSV + '"居民乙"丙,2024-10-15\n').encode(), "第 3 行（第 3 条）起引号没有配对"),
    "NUL": ((CSV + "居民\0乙,2024-10-15\n").encode(), "第 3 行有空字符"),
    "NUL in GB18030": ((CSV + "居民\0乙,2024-10-15\n").encode("gb18030"), "第 3 行有空字符"),
    "mixed": (CSV.encode("gb18030") + "居民乙丙,2024-10-15\n".encode(), "第 3 行是 UTF-8，别的行是 GB18030"),
    "neither": (CSV.encode("gb18030") + b"\xff\xff,2024-10-15\n", "第 3 行既不是 UTF-8 也不是 GB18030"),
    "cut UTF-16": ("缴费日".encode("utf-16") + b"\0", "既不是 UTF-8"),
    "web page": ("<html><table><tr><td>缴费日".encode(), "其实是网页"),
    "cut xlsx": (workbook()[:-400], "不完整或已经损坏"),
    "cut early": (workbook()[:300], "不完整或已经损坏"),
    "spoilt xlsx": (workbook()[:1500] + b"\0" * 200 + workbook()[1700:], "不完整或已经损坏"),
    "no workbook": (repacked(lambda name, part: b""), "不完整或已经损坏"),
    "entities": (repacked(with_entities), "声明了实体"),
    "bomb": (bomb(), "大得不像一份名册"),
    "lying bomb": (lying_bomb(), "大得不像一份名册"),
    "many parts": (many_parts(), "大得不像一份名册"),
    "encrypted": (encrypted(), "加了密码"),
    "spoilt xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不完整或已经损坏"),
    "empty xlsx": (workbook([]), "里什么也没有"),
    "cut parquet": (parquet()[:-20], "不完整或已经损坏"),
}


@pytest.mark.parametrize("name", BAD)
def test_refused_whole(polc: Polc, policy: Path, tmp_path: Path, name: str) -> None:
    content, said = BAD[name]
    (tmp_path / "名册").write_bytes(content)
    (tmp_path / "结果.csv").write_text("旧的", encoding="utf-8")
    run = polc("run", policy, "名册", "-o", "结果.csv")
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert run.err.startswith("错误：名册 ")
    assert run.err.count("\n") == 1
    assert (tmp_path / "结果.csv").read_text(encoding="utf-8") == "旧的"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["名册", "样例项目", "结果.csv"]


def test_a_single_line_of_gb18030_that_could_be_utf8(polc: Polc, policy: Path, tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_bytes((CSV + "一心,2024-10-15\n").encode("gb18030"))
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0


@pytest.mark.parametrize(
    ("register", "output", "said"),
    [
        ("没有.csv", "结果.csv", "读不了 没有.csv"),
        ("样例项目", "结果.csv", "不是项目里的普通文件"),
        ("名册.csv", "结果.txt", "请用这些后缀之一：.csv .xlsx .parquet"),
        ("名册.csv", "名册.csv", "不能写到要读的 名册.csv 自己身上"),
        ("名册.csv", "没有/结果.csv", "没有这个文件夹"),
        ("名册.csv", "链接.csv", "是链接"),
        ("名册.csv", "夹.csv", "是文件夹"),
    ],
)
def test_paths_refused(
    polc: Polc, policy: Path, tmp_path: Path, register: str, output: str, said: str
) -> None:
    write_csv(tmp_path / "名册.csv", LINES)
    (tmp_path / "链接.csv").symlink_to(tmp_path / "别处.csv")
    (tmp_path / "夹.csv").mkdir()
    run = polc("run", policy, register, "-o", output)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_full_disk(
    polc: Polc, policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """The file system is out of space as soon as anything is synced."""
    write_csv(tmp_path / "名册.csv", LINES)
    (tmp_path / f"结果.{form}").write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    run = polc("run", policy, "名册.csv", "-o", f"结果.{form}")
    assert run.status == 2
    assert f"写不了 结果.{form}：No space left on device；原有的文件都没有动" in run.err
    assert (tmp_path / f"结果.{form}").read_bytes() == b"old"
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]


def test_a_folder_that_nobody_may_write(
    polc: Polc, policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(tmp_path / "名册.csv", LINES)
    plain = os.open

    def read_only(path: str, flags: int, *rest: int) -> int:
        if str(path).endswith(".new"):
            raise OSError(30, "Read-only file system", path)
        return plain(path, flags, *rest)

    monkeypatch.setattr(os, "open", read_only)
    run = polc("run", policy, "名册.csv", "-o", "结果.csv")
    assert run.status == 2
    assert "写不了 结果.csv：Read-only file system" in run.err


LIMITED = """
import resource, signal, sys
from polc.cli.main import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_disk_that_fills_on_the_way(policy: Path, tmp_path: Path, form: str) -> None:
    lines = [LINES[0], *([f"居民{n * 7919}", "2024-10-15", ""] for n in range(4000))]
    write_csv(tmp_path / "名册.csv", lines)
    (tmp_path / f"结果.{form}").write_bytes(b"old")
    words = [sys.executable, "-c", LIMITED, "run", str(policy), "名册.csv", "-o", f"结果.{form}"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "写不了" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / f"结果.{form}").read_bytes() == b"old"
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]


def test_a_library_that_is_not_installed(
    polc: Polc, policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(tmp_path / "名册.csv", LINES)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    run = polc("run", policy, "名册.csv", "-o", "结果.xlsx")
    assert run.status == 2
    assert "要先安装 XlsxWriter：python -m pip install 'polc[register]'" in run.err
    assert polc("run", policy, "名册.csv", "-o", "结果.csv").status == 0


def test_csv_needs_no_library() -> None:
    heavy = "{'pyarrow', 'xlsxwriter', 'numpy'}"
    code = f"import polc.cli.run, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
