"""The files of examples/ci: valid by the published schemas, and their commands do what they say.

The schemas of workflow files and of .gitlab-ci.yml are those that check-jsonschema ships. What only the
hosts can do (actions, images, installing polc) isn't run here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from checkout import ROOT
from cli.runs import Polc
from junit_form import read
from ruamel.yaml import YAML

CI = ROOT / "examples" / "ci"
INSTALL = "python -m pip install polc"
GITHUB: Any = YAML(typ="safe").load(CI / "github.yml")["jobs"]["policies"]["steps"]
GITLAB: Any = YAML(typ="safe").load(CI / "gitlab.yml")["policies"]


@pytest.fixture
def clean(polc: Polc, sample: Path) -> Path:
    """A repository with the sample project, its modules built, what it warns of recorded."""
    (sample / ".git").mkdir()
    assert polc("check", sample, "--write-baseline", sample / "polc-baseline.json").status == 0
    settings = (sample / "polc.toml").read_text(encoding="utf-8")
    known = settings.replace("[check]\n", '[check]\nbaseline = "polc-baseline.json"\n')
    (sample / "polc.toml").write_text(known, encoding="utf-8")
    assert polc("build", sample, "-o", sample / "build").status == 0
    return sample


@pytest.fixture
def broken(clean: Path) -> Path:
    """The same with a wrong name in the policy."""
    path = clean / "政策" / "样例2025.pol"
    path.write_text(path.read_text(encoding="utf-8").replace("为 个人缴费", "为 个人缴飞"), encoding="utf-8")
    return clean


def shell(folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the hosts do, `polc` being that of this Python."""
    bin_folder = folder.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    command = bin_folder / "polc"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m polc "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("POLC_", "GITHUB_"))}
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env=kept | {"PATH": f"{bin_folder}:{kept['PATH']}", "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("github.yml", ["--builtin-schema", "vendor.github-workflows"]),
        ("gitlab.yml", ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
    ],
)
def test_the_files_are_valid(tmp_path: Path, name: str, schema: list[str]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", *schema]
    assert subprocess.run([*command, CI / name], capture_output=True, check=False).returncode == 0
    wrong = tmp_path / name
    text = (CI / name).read_text(encoding="utf-8")
    wrong.write_text(text.replace("    - polc fmt", "    - 1: polc fmt").replace("runs-on", "runs-at"))
    assert subprocess.run([*command, wrong], capture_output=True, check=False).returncode == 1


def commands() -> list[str]:
    return [step["run"] for step in GITHUB if step.get("run", INSTALL) != INSTALL]


def test_the_first_step_installs_polc() -> None:
    assert INSTALL in [step.get("run") for step in GITHUB]
    assert GITLAB["before_script"] == [INSTALL]


def test_steps_of_github_pass_on_a_clean_project(clean: Path) -> None:
    for command in commands():
        run = shell(clean, command)
        assert run.returncode == 0, command + run.stdout + run.stderr
    uploads = [step["with"] for step in GITHUB if "upload" in step.get("uses", "")]
    named = [name for upload in uploads for name in (upload.get("sarif_file") or upload["path"]).split()]
    assert named == ["polc.sarif", "cases.xml", "polc.sarif"]
    assert [name for name in named if not (clean / name).is_file()] == []


def test_steps_of_github_show_what_is_wrong(broken: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    runs = [shell(broken, command, GITHUB_STEP_SUMMARY=str(page)) for command in commands()]
    fails = {command: bool(run.returncode) for command, run in zip(commands(), runs, strict=True)}
    assert [command for command, failed in fails.items() if not failed] == [
        "polc fmt --check --diff",
        "polc check --output-format sarif --output-file polc.sarif || test $? -eq 1",
    ]
    assert "::error file=政策/样例2025.pol,line=" in runs[1].stdout
    assert "| 错误 | POL201 | 政策/样例2025.pol:" in page.read_text(encoding="utf-8")
    found = json.loads((broken / "polc.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [result["ruleId"] for result in found] == ["POL201"]


def test_sarif_that_could_not_be_made_is_a_failure(clean: Path) -> None:
    (clean / "polc.toml").write_text("no = such\n", encoding="utf-8")
    assert shell(clean, commands()[2]).returncode != 0


def reports(folder: Path) -> tuple[list[Any], list[ElementTree.Element]]:
    """The artifacts that gitlab.yml names, read."""
    names = GITLAB["artifacts"]["reports"]
    quality = json.loads((folder / names["codequality"]).read_text(encoding="utf-8"))
    return quality, [read((folder / name).read_text(encoding="utf-8")) for name in names["junit"]]


def test_the_job_of_gitlab_passes_on_a_clean_project(clean: Path) -> None:
    run = shell(clean, "\n".join(GITLAB["script"]))
    assert run.returncode == 0, run.stdout + run.stderr
    quality, suites = reports(clean)
    assert quality == []
    assert [suite.get("failures") for root in suites for suite in root] == ["0", "0", "0"]


def test_the_job_of_gitlab_tells_all_and_fails(broken: Path) -> None:
    script = [line for line in GITLAB["script"] if "polc test" not in line]
    run = shell(broken, "\n".join(script))
    assert run.returncode == 1
    assert "错误[POL201]" in run.stdout
    names = GITLAB["artifacts"]["reports"]
    quality = json.loads((broken / names["codequality"]).read_text(encoding="utf-8"))
    assert [each["location"]["path"] for each in quality] == ["政策/样例2025.pol"]
    findings = read((broken / names["junit"][1]).read_text(encoding="utf-8"))
    assert [case.get("classname") for case in findings.iter("testcase") if len(case)] == ["政策/样例2025.pol"]
