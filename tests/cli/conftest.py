"""Runs of the command inside this process, and the sample project that `polc init` makes."""

import io
import os
import sys
from pathlib import Path

import pytest
from cli.runs import Polc, Run

from polc.cli.main import run


@pytest.fixture
def polc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Polc:
    """Run `polc` with these words and this input, in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("POLC_")]:
        monkeypatch.delenv(name)

    def call(*words: str | Path, stdin: bytes = b"") -> Run:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as streams:
            streams.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            streams.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8", write_through=True))
            streams.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8", write_through=True))
            status = run([str(word) for word in words])
            sys.stdout.flush()
            return Run(status, out.getvalue().decode(), err.getvalue().decode(), out.getvalue())

    return call


@pytest.fixture
def sample(polc: Polc, tmp_path: Path) -> Path:
    """A fresh sample project."""
    folder = tmp_path / "样例项目"
    assert polc("init", folder).status == 0
    return folder


@pytest.fixture
def policy(sample: Path) -> Path:
    """The policy of the sample project."""
    return sample / "政策" / "样例2025.pol"
