"""polc check --fix, --save-witness, --jobs, --require-complete, --watch."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from cli.runs import Polc

HEAD = '政策 "甲" { 文号 "一" 条款 【一】 保障年度 2025-01-01 至 2025-12-31 }\n'
FACTS = "事实 缴费日: 日期 别名 pay\n事实 低保: 是非 默认 否 别名 poor\n输出 应缴: 金额 别名 due\n"
GOOD = HEAD + FACTS + "【一】 规定 应缴 { 【一】 为 400元 }\n"
HOLE = (
    HEAD
    + FACTS
    + "【一】 时段 缴费时段 按 缴费日 { 【一】 甲期 2025-01-01 至 2025-03-31 }\n"
    + '【一】 规定 应缴 { 【一】 在 甲期 且 低保 为 40元 【一】 其余 待定 "未写明" }\n'
)
LISTED = (
    HEAD
    + FACTS
    + "清单 购书 不超过 9 别名 books { 事实 教材: 是非 默认 否 别名 textbook }\n"
    + "【一】 规定 应缴 { 【一】 存在 购书 其 教材 为 40元 【一】 低保 为 400元 }\n"
)
UNFINISHED = (
    HEAD
    + "事实 收入: 金额 别名 income\n事实 支出: 比例 别名 spent\n输出 应缴: 金额 别名 due\n"
    + "【一】 规定 应缴 { 【一】 为 收入 * 支出 舍入 到 1分 }\n"
    + "【一】 恒真 应缴 不超过 收入 * 支出 + 1元\n"
)


@pytest.fixture
def check(polc: Polc, tmp_path: Path) -> Any:
    """Check texts, each in a file of its own, with these options."""
    (tmp_path / "polc.toml").write_text("", encoding="utf-8")

    def call(*words: str, **texts: str | bytes) -> Any:
        for name, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            (tmp_path / f"{name}.pol").write_bytes(data)
        return polc("check", "--no-cache", *words)

    return call


def test_what_needs_no_thought_is_mended(check: Any, tmp_path: Path) -> None:
    text = GOOD.replace("低保", "低\u200b保").replace("400元", "400元\u00a0")
    text += "# polc: 忽略 POL605 早就改好了\n【一】 待定 “未写明”  # polc: 忽略 POL309 也改好了\n"
    run = check("--fix", 甲=text)
    assert (run.status, run.err) == (0, "已改 甲.pol：4 处\n")
    assert (tmp_path / "甲.pol").read_text(encoding="utf-8") == (
        GOOD.replace("400元", "400元 ") + "【一】 待定 “未写明”\n"
    )
    assert check("--fix").err == ""


def test_a_file_in_another_encoding_becomes_utf_8(check: Any, tmp_path: Path) -> None:
    assert check("--fix", 甲=GOOD.encode("gb18030")).status == 0
    assert (tmp_path / "甲.pol").read_text(encoding="utf-8") == GOOD


def test_only_what_is_asked_for_is_mended(check: Any, tmp_path: Path) -> None:
    text = GOOD.replace("低保", "低\u200b保")
    assert check("--fix", "--ignore", "POL103", 甲=text).err == ""
    assert (tmp_path / "甲.pol").read_text(encoding="utf-8") == text


def test_meaning_is_never_mended(check: Any, tmp_path: Path) -> None:
    assert check("--fix", 甲=HOLE).status == 1
    assert (tmp_path / "甲.pol").read_text(encoding="utf-8") == HOLE


def test_a_witness_becomes_a_case_that_holds(check: Any, polc: Polc, tmp_path: Path) -> None:
    run = check("--save-witness", 甲=HOLE)
    assert run.err == "甲.pol 加了 1 个案例\n"
    text = (tmp_path / "甲.pol").read_text(encoding="utf-8")
    assert text.startswith(HOLE)
    assert '案例 "POL402 ' in text
    assert polc("test", "甲.pol").status == 0
    assert check("--save-witness").err == ""
    assert (tmp_path / "甲.pol").read_text(encoding="utf-8") == text


def test_a_person_with_a_list_is_saved_with_its_entries(check: Any, polc: Polc, tmp_path: Path) -> None:
    run = check("--save-witness", 甲=LISTED)
    assert run.err == "甲.pol 加了 2 个案例\n"
    text = (tmp_path / "甲.pol").read_text(encoding="utf-8")
    assert "  购书 = 没有\n" in text
    assert "  一条 购书（教材 = 是）\n" in text
    assert polc("test", "甲.pol").status == 0


@pytest.mark.parametrize("form", ["full", "json", "junit"])
def test_processes_change_nothing(check: Any, form: str) -> None:
    texts = dict.fromkeys("子丑寅", GOOD) | {name: HOLE.replace("甲期", f"{name}期") for name in "卯辰巳"}
    alone = check("--output-format", form, **texts)
    assert check("--output-format", form, "--jobs", "2") == alone
    assert check("--output-format", form, "--jobs", "9") == alone


def test_a_refusal_of_another_process_is_the_runs(check: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "乙.pol")
    run = check("甲.pol", "乙.pol", "--jobs", "2", 甲=GOOD)
    assert (run.status, run.out) == (2, "")
    assert "乙.pol" in run.err


def test_an_unfinished_analysis_can_be_an_error(check: Any, tmp_path: Path) -> None:
    out = check(甲=UNFINISHED).out
    assert (out.count("POL690]"), "提示[POL690]" in out, "甲.pol:6:" in out) == (1, True, True)
    run = check("--require-complete")
    assert run.status == 1
    assert "错误[POL690]" in run.out
    (tmp_path / "polc.toml").write_text("[check]\nrequire-complete = true\n", encoding="utf-8")
    assert check().status == 1


def test_a_comment_doesnt_make_an_analysis_complete(check: Any) -> None:
    answered = UNFINISHED.replace("【一】 恒真", "# polc: 忽略 POL690 写了案例\n【一】 恒真")
    assert check(甲=answered).out.count("POL690") == 0
    assert "错误[POL690]" in check("--require-complete").out


@pytest.mark.parametrize("option", ["--watch", "--fix", "--save-witness"])
def test_what_needs_a_file_is_refused_for_stdin(check: Any, option: str) -> None:
    run = check(option, "--stdin-filename", "甲.pol")
    assert run.status == 2
    assert option in run.err


def test_watching_checks_again_until_interrupted(tmp_path: Path) -> None:
    policy = tmp_path / "甲.pol"
    policy.write_text(GOOD, encoding="utf-8")
    words = [sys.executable, "-m", "polc", "check", "--watch", "--output-format", "concise", str(policy)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=tmp_path,
        env=environment,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stdout is not None
        # Leaving this block waits for the command: it must not wait for one that nobody interrupts.
        guard = threading.Timer(60, running.kill)
        guard.start()
        assert "没有发现问题" in running.stdout.readline()
        assert "等待改动" in running.stdout.readline()
        whole = tmp_path / "整份.txt"
        whole.write_text(HOLE, encoding="utf-8")
        whole.replace(policy)  # at once, so that no half of it is checked
        assert "POL402" in running.stdout.readline()
        policy.unlink()
        said = [running.stdout.readline() for _ in range(3)]
        assert any("没有这个文件" in line for line in said)
        running.send_signal(signal.SIGINT)
        assert "已中断" in running.stdout.read()
        guard.cancel()
    assert running.returncode == 130


def notice(number: str, year: int, region: str = "甲市") -> str:
    """A notice of a place for one year of coverage."""
    head = GOOD.replace('文号 "一"', f'文号 "{number}" 地区 "{region}"')
    return head.replace("2025-01-01 至 2025-12-31", f"{year}-01-01 至 {year}-12-31")


def test_policies_of_one_place_and_time_are_told_together(check: Any) -> None:
    alone = {"子": notice("一", 2025), "丑": notice("二", 2026), "寅": notice("三", 2025, "乙市")}
    assert check(**alone).out.count("POL505") == 0
    run = check("--output-format", "concise", 卯=notice("四", 2025), 辰=notice("五", 2025))
    assert [line for line in run.out.splitlines() if "POL505" in line] == [
        "子.pol:1:1: POL505 警告 甲市有 3 份政策都定“应缴”，2025-01-01 至 2025-12-31 重合：四、一、五"
    ]
    assert check("--output-format", "concise", "--jobs", "2").out == run.out
    assert check("--select", "POL505").out.count("政策 ") >= 1


def test_a_comment_answers_what_policies_show_together(check: Any) -> None:
    texts = {"子": notice("一", 2025), "卯": notice("四", 2025)}
    second = max(texts)
    texts[second] = "# polc: 忽略 POL505 旧的一份随后废止\n" + texts[second]
    run = check("--strict", **texts)
    assert (run.status, run.out.count("POL505"), run.out.count("POL707")) == (0, 0, 0)
    assert "1" in run.err
