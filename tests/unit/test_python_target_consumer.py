"""The sample system that vendors a generated module: up to date, and running without polc."""

from __future__ import annotations

import subprocess
import sys

from checkout import ROOT

CONSUMER = ROOT / "examples" / "consumer"


def run(*arguments):
    command = [sys.executable, "-I", *arguments]
    return subprocess.run(command, cwd=CONSUMER, capture_output=True, check=True).stdout.decode()


def test_the_vendored_module_is_up_to_date(tmp_path):
    script = "import refresh; place, content = refresh.artefact(); print(place.read_bytes() == content)"
    command = [sys.executable, "-B", "-c", script]
    found = subprocess.run(command, cwd=CONSUMER, capture_output=True, text=True, check=True).stdout
    assert found.strip() == "True", "run: python examples/consumer/refresh.py"


def test_the_counter_decides_every_row():
    lines = run("-B", "main.py").splitlines()
    assert len(lines) == 1 + 7
    assert lines[1].startswith("001  窗口实缴 400元  待遇起始日 2025年1月1日")
    assert "不低于1070元" in lines[3]
    assert lines[5].startswith("005  pay_date：")
    assert lines[6] == "006  还要问：本市户籍"
    assert "待定" in lines[7]


def test_the_vendored_module_passes_its_own_cases():
    passed, number = run("-S", "-B", "shishi2025.py", "--self-test").split("/")
    assert int(passed) == int(number) > 0
