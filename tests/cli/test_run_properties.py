"""What stays true of every register: rows, cells and order; a whole file at any moment; small memory."""

import os
import signal
import subprocess
import sys
import time
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from agreement.shipped import kernel_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sheets import read, write_csv, write_xlsx

from polc.refusals import Refusal
from polc.registers import judging
from polc.registers.answers import Composer
from polc.registers.engines import RowEngine
from polc.registers.judging import Job, run
from polc.registers.report import Report
from polc.registers.words import State

NUMBERS = count()
IN_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)

CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "是", "否", "√", "2024-10-15", "3/1/2025", "45292", "合计", "=1+1", "未知", "缴费日"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
)
HEADER = ["姓名", "缴费日", "生日", "备注"]


@cache
def engine() -> RowEngine:
    """Made once: it takes longer than a short register."""
    kernel = kernel_of("town")
    return RowEngine(kernel, Composer(kernel))


def judged(folder: Path, register: Path, suffix: str) -> tuple[Report, list[list[str]]]:
    output = folder / f"结果{next(NUMBERS)}{suffix}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(judging, "engine_for", lambda *_: (engine(), None))
        report = run(kernel_of("town"), Job(register=str(register), output=str(output)))
    return report, read(output)


@IN_FOLDER
@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6),
    st.sampled_from([".csv", ".xlsx", ".parquet"]),
)
@example([["=a", "", "", ""], ["", "合计", "", ""], ["\ud7ff\r", "\n", '"', "'"]], ".csv")
def test_every_row_keeps_its_place_and_its_cells(tmp_path: Path, rows: list[list[str]], suffix: str) -> None:
    register = write_csv(tmp_path / f"名册{next(NUMBERS)}.csv", [HEADER, *rows])
    report, (header, *found) = judged(tmp_path, register, suffix)
    given_rows = [row for row in rows if any(cell.strip() for cell in row)]
    assert header[:4] == HEADER
    assert len(found) == report.rows == sum(report.counts.values()) == len(given_rows)
    for row, line in zip(given_rows, found, strict=True):
        plain = [cell.removeprefix("'") if suffix == ".csv" else cell for cell in line[:4]]
        wanted = [cell.removeprefix("'") if suffix == ".csv" else cell for cell in row]
        assert [_newlines(cell) for cell in plain] == [_newlines(cell) for cell in wanted]
        assert line[4] in [state.value for state in State]
        assert all(cell[:1] not in "=+@" or not cell for cell in line) or suffix != ".csv"
    assert (report.faults.count > 0) == (report.counts.get(State.FAULTY, 0) > 0)


def _newlines(text: str) -> str:
    """A workbook's XML knows one kind of newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@IN_FOLDER
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"PAR1PAR1")
@example("缴费日\n2024-10-15".encode("utf-16"))
def test_any_bytes_are_judged_or_refused(tmp_path: Path, content: bytes) -> None:
    register = tmp_path / f"名册{next(NUMBERS)}"
    register.write_bytes(content)
    try:
        report, rows = judged(tmp_path, register, ".csv")
    except Refusal:
        return
    assert len(rows) == report.rows + 1


@IN_FOLDER
@given(st.lists(CELLS, min_size=1, max_size=6))
def test_any_text_after_a_header_is_judged_or_refused(tmp_path: Path, lines: list[str]) -> None:
    register = tmp_path / f"名册{next(NUMBERS)}"
    register.write_text("\n".join(["缴费日,生日", *lines]), encoding="utf-8")
    try:
        report, rows = judged(tmp_path, register, ".csv")
    except Refusal as refusal:
        assert refusal.name == "register_quote"
        return
    assert len(rows) == report.rows + 1


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_killed_at_any_moment_it_leaves_a_whole_file(policy: Path, tmp_path: Path, form: str) -> None:
    """Killed while the new file is being written: what stands there is the old one or all of the new."""
    lines = [["姓名", "缴费日"], *([f"居民{n}", "2024-10-15"] for n in range(3000))]
    write_csv(tmp_path / "名册.csv", lines)
    result = tmp_path / f"结果.{form}"
    words = [sys.executable, "-m", "polc", "run", str(policy), "名册.csv", "-o", result.name]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
    whole = result.read_bytes()
    for wait in (0.0, 0.05, 0.3):
        result.write_bytes(b"old")
        with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            while running.poll() is None and not list(tmp_path.glob(".结果*.new")):
                time.sleep(0.001)
            time.sleep(wait)
            running.send_signal(signal.SIGKILL)
        assert result.read_bytes() in (b"old", whole)
        for left in tmp_path.glob(".结果*.new"):
            left.unlink()


PEAK = """
import resource, sys
from polc.cli.main import run
status = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(status)
"""


def test_memory_does_not_grow_with_the_rows(policy: Path, tmp_path: Path) -> None:
    peaks = []
    for rows in (40_000, 120_000):
        with (tmp_path / "名册.csv").open("w", encoding="utf-8") as file:
            file.write("身份证号,缴费日,出生日期,低保对象\n")
            for n in range(rows):
                file.write(f"99000019900101{n % 10000:04},2024-10-{n % 28 + 1:02},19{n % 90 + 10}-01-05,\n")
        words = ["run", str(policy), "名册.csv", "-o", "结果.csv", "--engine", "columnar"]
        words = [sys.executable, "-c", PEAK, *words]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout.split()[-1]))
    assert peaks[1] < peaks[0] * 1.15, peaks


def test_progress_on_a_terminal_only(policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日"], ["2024-10-15"]])
    ours, theirs = os.openpty()
    words = [sys.executable, "-m", "polc", "run", str(policy), "名册.csv", "-o", "结果.csv"]
    subprocess.run(words, cwd=tmp_path, check=True, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "\r已判定 1 行" in said
    done = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "\r" not in done.stderr


def test_a_reader_that_left(policy: Path, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "名册.xlsx", [["缴费日"], ["2024-10-15"]])
    words = [sys.executable, "-m", "polc", "run", str(policy), "名册.xlsx", "-o", "结果.csv"]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        said = running.stderr.read().decode()
    assert running.returncode == 1
    assert "Traceback" not in said
    assert len(read(tmp_path / "结果.csv")) == 2


def test_glyphs_that_the_console_lacks(policy: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "名册.csv", [["缴费日", "备注😀"], ["坏😀", ""]])
    words = [sys.executable, "-m", "polc", "run", str(policy), "名册.csv", "-o", "结果.csv"]
    environment = os.environ | {"PYTHONIOENCODING": "gbk"}
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert "A2  “缴费日”要填日期，填的却是 “坏?”" in done.stderr.decode("gbk")
