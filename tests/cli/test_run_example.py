"""The register of examples/: its result is what `polc run` writes. `make snapshots` rewrites it."""

from pathlib import Path

import pytest
from checkout import ROOT
from cli.runs import Polc

FOLDER = ROOT / "examples" / "register"
COLUMNS = ["--columns", "出生年月=出生日期", "--columns", "缴费时间=缴费日"]


@pytest.mark.parametrize("engine", ["rows", "columnar"])
def test_example(polc: Polc, tmp_path: Path, request: pytest.FixtureRequest, engine: str) -> None:
    policy = ROOT / "policies" / "石狮2025" / "石狮2025.pol"
    words = ["run", policy, FOLDER / "名册.csv", "-o", "结果.csv", *COLUMNS, "--engine", engine]
    assert polc(*words).status == 1
    written = (tmp_path / "结果.csv").read_bytes()
    if request.config.getoption("update_snapshots"):
        (FOLDER / "结果.csv").write_bytes(written)
    assert (FOLDER / "结果.csv").read_bytes() == written
