"""A real editor drives `polc lsp`: Neovim, set up by the lines that docs/editor.md tells people to write."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

BLOCK = re.compile(r"```lua\n(.*?)```", re.DOTALL)
PATIENCE = 180


@pytest.mark.heavy
def test_neovim(tmp_path: Path) -> None:
    folder = tmp_path / "政策"
    shutil.copytree(ROOT / "policies", folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / "polc.toml").write_text("", encoding="utf-8")
    settings = tmp_path / "init.lua"
    (block,) = BLOCK.findall((ROOT / "docs" / "editor.md").read_text(encoding="utf-8"))
    settings.write_text(block, encoding="utf-8")
    out = tmp_path / "out.json"
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "POLC_FILE": str(folder / "南安2026" / "南安2026.pol"),
        "POLC_OUT": str(out),
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
    }
    script = f"luafile {ROOT}/tests/lsp/neovim.lua"
    command = ["nvim", "--headless", "-i", "NONE", "-n", "-u", str(settings), "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    assert out.exists(), done.stderr.decode()
    seen = json.loads(out.read_text(encoding="utf-8"))
    assert "failed" not in seen, seen["failed"]
    assert len(seen["codes"]) == 7
    assert "**事实 参加职工医保**" in seen["hover"]
    assert seen["definition"].endswith(".pol") and "%E5%B1%85%E6%B0%91" in seen["definition"]
    assert "参加职工医保" in seen["items"]
    assert "POL105" in seen["broken"]
    assert seen["last"] == "# 末尾"
