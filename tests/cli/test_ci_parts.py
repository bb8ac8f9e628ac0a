"""The action, the problem matcher and the container file: valid, and they say what polc does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from cli.runs import Polc
from ruamel.yaml import YAML

ACTION = ROOT / "action.yml"
MATCHERS: Any = json.loads((ROOT / "examples" / "ci" / "matcher.json").read_text("utf-8"))["problemMatcher"]
CONTAINER = ROOT / "Containerfile"


# ---- the action --------------------------------------------------------------------------------------
def test_the_action_is_valid(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    assert subprocess.run([*command, ACTION], capture_output=True, check=False).returncode == 0
    wrong = tmp_path / "action.yml"
    wrong.write_text(ACTION.read_text("utf-8").replace("using: composite", "using: nothing"), "utf-8")
    assert subprocess.run([*command, wrong], capture_output=True, check=False).returncode == 1


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = YAML(typ="safe").load(ACTION)["runs"]["steps"]
    return found


def test_what_a_caller_writes_never_becomes_a_command() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize(
    ("arguments", "status"), [("", 0), ("--strict", 1), ("--fail-level warning --ignore POL4", 0)]
)
def test_the_action_checks(sample: Path, arguments: str, status: int) -> None:
    script = str(steps()[-1]["run"]).replace("polc check", '"$PYTHON" -m polc check')
    run = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=sample,
        env={"PYTHON": sys.executable, "INPUT_PATHS": ".", "INPUT_ARGUMENTS": arguments, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == status, run.stderr
    assert ("::warning file=" in run.stdout) == ("--ignore" not in arguments)


# ---- the problem matcher -----------------------------------------------------------------------------
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_matcher_reads_every_line_of_concise(polc: Polc, sample: Path, policy: Path, lang: str) -> None:
    found = []
    for text in (policy.read_text("utf-8"), policy.read_text("utf-8").replace("为 个人缴费", "为 个人缴飞")):
        policy.write_text(text, encoding="utf-8")
        told = polc("check", sample, "--output-format", "concise", "--lang", lang).out
        for line in (line for line in told.splitlines() if re.search(r":\d+:\d+: POL", line)):
            matched = [m for m in MATCHERS if re.search(m["pattern"][0]["regexp"], line)]
            assert len(matched) == 1, line
            (pattern,) = matched[0]["pattern"]
            parts = re.search(pattern["regexp"], line)
            assert parts is not None
            assert Path(parts[pattern["file"]]).name.endswith(".pol")
            found.append((parts[pattern["code"]], matched[0]["severity"]))
    assert ("POL404", "warning") in found
    assert ("POL201", "error") in found


# ---- the container file ------------------------------------------------------------------------------
def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a container file, continued lines joined."""
    joined = re.sub(r"\\\n\s*", "", "\n".join(line for line in text.splitlines() if line[:1] != "#"))
    return [(line.split()[0], line.partition(" ")[2]) for line in joined.splitlines() if line.strip()]


def faults(text: str) -> list[str]:
    """What is wrong with a container file, by the rules that linters of such files agree on."""
    given = instructions(text)
    images = [rest.split(" AS ")[0] for name, rest in given if name == "FROM"]
    stages = {rest.split(" AS ")[1] for name, rest in given if name == "FROM" and " AS " in rest}
    users = [rest for name, rest in given if name == "USER"]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT", "CMD"}
    wrong = [f"unknown: {name}" for name, _ in given if name not in known]
    wrong += [f"no version: {image}" for image in images if ":" not in image or image.endswith(":latest")]
    wrong += ["runs as root"] if not users or users[-1] in ("root", "0") else []
    for name, rest in given:
        if name in ("ENTRYPOINT", "CMD") and not rest.startswith("["):
            wrong.append(f"shell form: {name}")
        if name == "RUN" and "pip " in rest and "--no-cache-dir" not in rest:
            wrong.append("keeps the cache of pip")
        if name == "COPY" and rest.startswith("--from=") and rest.split()[0][7:] not in stages:
            wrong.append(f"no such stage: {rest}")
    return wrong


def test_the_container_file_is_sound() -> None:
    text = CONTAINER.read_text("utf-8")
    assert faults(text) == []
    assert dict(instructions(text))["ENTRYPOINT"] == '["polc"]'
    ignored = (ROOT / ".containerignore").read_text("utf-8").split()
    assert {".git", ".venv"} <= set(ignored)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("FROM python:3.12-slim\n", "FROM python\n"),
        ("USER polc", "USER root"),
        ('ENTRYPOINT ["polc"]', "ENTRYPOINT polc"),
        ("--no-cache-dir --no-index", "--no-index"),
        ("--from=build", "--from=built"),
        ("ENV ", "ENVV "),
    ],
)
def test_the_lint_sees_mistakes(good: str, bad: str) -> None:
    assert good in CONTAINER.read_text("utf-8")
    assert len(faults(CONTAINER.read_text("utf-8").replace(good, bad))) == 1
