"""The command as a process: encodings, signals, pipes, colour, faults."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.runs import Polc

from polc.cli.help_texts import EXAMPLES, OPTIONS, VERBS
from polc.cli.session import wants_colour
from polc.dsl.diagnostics.model import Text
from polc.telling.wording import PHRASES, REFUSALS

COMMAND = [sys.executable, "-m", "polc"]
FACTS = ["--set", "缴费日=2024-10-15", "--set", "出生日期=1985-05-20"]


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLC_")}
    return kept | {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"} | changes


def process(folder: Path, *words: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


VERB_RUNS = {
    "init": ["init", "新项目"],
    "check": ["check"],
    "fmt": ["fmt", "--diff"],
    "test": ["test", "--coverage"],
    "cases": ["cases", "政策/样例2025.pol", "--cover"],
    "eval": ["eval", "政策/样例2025.pol", *FACTS, "--trace"],
    "build": ["build"],
    "summary": ["summary", "政策/样例2025.pol"],
    "prove": ["prove", "政策/样例2025.pol", "低保对象 或 非 低保对象"],
    "rule": ["rule", "POL402"],
    "inspect": ["inspect", "政策/样例2025.pol"],
    "diff": ["diff", "政策/样例2025.pol", "政策/样例2025.pol"],
    "run": ["run", "政策/样例2025.pol", "名册.csv", "-o", "结果.csv"],
    "impact": ["impact", *["政策/样例2025.pol"] * 2, "名册.csv", "-o", "影响.json"],
    "outline": ["outline", "通知.txt"],
    "ledger": ["ledger", "补贴.pol", "--notice", "通知.txt"],
    "doctor": ["doctor"],
    "lsp": ["lsp", "--help"],  # its stream is a protocol, and UTF-8 (tests/lsp)
    "serve": ["serve", "--help"],  # it answers over HTTP (tests/serving)
    "desk": ["desk", "--page", "工作台.html", "--one-file", "打出.html", "政策"],
}
DESK = '<html><script type="text/plain" id="sample">{}</script></html>'
NOTICE = """示例县人民政府办公室关于发放补贴的通知
示例〔2031〕1号
一、每人每年补贴400元。
二、本通知自2031年1月1日起施行。
"""
ITS_POLICY = """政策 "示例县人民政府办公室关于发放补贴的通知" { 文号 "示例〔2031〕1号"  条款 【一、二】 }
输出 补贴: 金额  别名 subsidy
【一】 规定 补贴 { 【一】 为 400元 }
【二】 程序 "施行" 不早于 2031-01-01
"""


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_on_a_gbk_console(sample: Path, verb: str) -> None:
    (sample / "名册.csv").write_text("姓名,缴费日\n示例甲,2024-10-15\n", encoding="utf-8")
    if verb in ("outline", "ledger"):
        (sample / "通知.txt").write_text(NOTICE, encoding="utf-8")
        (sample / "补贴.pol").write_text(ITS_POLICY, encoding="utf-8")
    (sample / "工作台.html").write_text(DESK, encoding="utf-8")
    run = process(sample, *VERB_RUNS[verb])
    assert run.returncode == 0, run.stderr.decode("gbk")
    shutil.rmtree(sample / "新项目", ignore_errors=True)
    same = process(sample, *VERB_RUNS[verb], PYTHONIOENCODING="utf-8")
    text = (same.stdout + same.stderr).decode("utf-8")
    assert re.search(r"[\u4e00-\u9fff]", text)
    assert (run.stdout + run.stderr).decode("gbk") == text


@pytest.mark.parametrize("words", [["check", "--output-format"], ["eval", *FACTS, "--output-format"]])
def test_documents_are_utf8_on_any_console(sample: Path, words: list[str]) -> None:
    run = process(sample, *words, "json", "政策/样例2025.pol")
    assert json.loads(run.stdout.decode("utf-8"))["schema"].startswith("polc.")


def test_a_glyph_the_console_lacks(sample: Path) -> None:
    policy = sample / "政策" / "样例2025.pol"
    policy.write_text(policy.read_text(encoding="utf-8").replace("普通居民", "𠮷居民"), encoding="utf-8")
    run = process(sample, "test", "政策/样例2025.pol")
    assert run.returncode == 0
    assert "?居民" in run.stdout.decode("gbk")


@pytest.mark.parametrize("catalogue", [VERBS, OPTIONS, PHRASES, REFUSALS], ids=str.__name__.join)
def test_our_own_glyphs_are_in_gbk(catalogue: dict[str, Text]) -> None:
    for text in catalogue.values():
        text.zh.encode("gbk")
        text.en.encode("gbk")
    for lines in EXAMPLES.values():
        "".join(lines).encode("gbk")


def test_interrupted(sample: Path) -> None:
    """Ctrl-C while stdin is awaited, also where the tests themselves run in the background."""
    words = [*COMMAND, "eval", "政策/样例2025.pol", "-i", "-"]
    child = subprocess.Popen(
        words,
        cwd=sample,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    _wait_until_reading(child.pid)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert (out, err.decode("gbk").strip()) == (b"", "已中断")


def _wait_until_reading(pid: int) -> None:
    """Until the process sleeps with stdin's pipe as what it waits for, or a while has passed."""
    calls = Path(f"/proc/{pid}/wchan")
    for _ in range(100):
        time.sleep(0.05)
        if calls.exists() and "pipe" in calls.read_text(encoding="ascii"):
            return
    time.sleep(1)


def test_a_reader_that_leaves(sample: Path) -> None:
    """A pipe closed early is no fault and leaves no traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        child = subprocess.run(
            [*COMMAND, "rule", "--all"],
            cwd=sample,
            env=environment(),
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (child.returncode, child.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("environ", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour(environ: dict[str, str], terminal: bool, wanted: bool) -> None:
    assert wants_colour(environ, terminal) is wanted


def test_a_fault_is_one_line_with_an_id(polc: Polc, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("张三 350583198505200000")

    monkeypatch.setattr("polc.cli.testing.run_cases", fail)
    first, second = polc("test", sample), polc("test", sample)
    assert (first.status, first.out) == (3, "")
    assert re.fullmatch(
        r"polc 自身出错（编号 [0-9a-f]{8}，ZeroDivisionError，test_streams.py:\d+）：.*\n", first.err
    )
    assert first.err == second.err
    assert "张三" not in first.err
    assert "Traceback" in polc("test", sample, "-v").err


def test_a_module_run_without_installing(tmp_path: Path) -> None:
    assert shutil.which(sys.executable)
    run = process(tmp_path, "--version")
    assert run.stdout.startswith(b"polc ")
