"""What a generated module carries of the runtime: whole parts, all that it names, and nothing else."""

from __future__ import annotations

import ast
import builtins
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from agreement.python_module import OPTIONS, load
from agreement.shipped import kernel_of
from compile import kernel_of as kernel_of_text

from polc.targets.python import assemble
from polc.targets.python.assemble import runtime_of, switch_of
from polc.targets.python.emit import TARGET, module_source
from polc.targets.python.needs import switched_off

EXAMPLES = sorted(path.as_posix() for path in Path("examples/语言").glob("[01][24689]-*/[0-9]*.pol"))
NAMES = (*EXAMPLES, "bare", "town", "everything", "purchases")
ONE_RULE = """词汇 补贴 {
  事实 年龄: 整数  别名 age  "周岁"
  输出 津贴: 金额  别名 grant
}
政策 "某区高龄津贴" { 文号 "某政〔2031〕1号" 条款 【一】 }
【一】 规定 津贴 {
  【一】 年龄 不低于 80  为 100元
  【一】 其余 为 0元
}
"""


@cache
def source_of(name):
    return module_source(kernel_of(name), OPTIONS)


# ---- what is there -----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", NAMES)
def test_a_module_holds_parts_of_the_runtime_as_they_are(name):
    fixed, _ = source_of(name).split("# ---- the policy")
    parts = [part.text for part in runtime_of(switched_off(kernel_of(name))).parts]
    lines = fixed.splitlines()
    for node in ast.parse(fixed).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            assert any(part.endswith(text) for part in parts), node.name


@pytest.mark.parametrize("name", NAMES)
def test_a_module_has_all_that_it_names(name):
    used, bound = set(), {*dir(builtins), "__name__"}
    for node in ast.walk(ast.parse(source_of(name))):
        match node:
            case ast.Name(id=own, ctx=ast.Load()):
                used.add(own)
            case ast.Name(id=own) | ast.arg(arg=own) | ast.FunctionDef(name=own) | ast.ClassDef(name=own):
                bound.add(own)
            case ast.alias(name=own) | ast.ExceptHandler(name=str(own)):
                bound.add(own)
    assert sorted(used - bound) == []


def test_every_part_of_the_runtime_is_carried_by_some_policy():
    carried = {own for name in NAMES for own in re.findall(r"\w+", source_of(name))}
    assert sorted({name for part in runtime_of().parts for name in part.binds} - carried) == []


def test_what_a_policy_lacks_is_not_carried():
    for name, lacking in (
        ("town", ("_folded", "_elapsed", "_Calendar", "_blank_cells")),
        ("bare", ("_folded", "_merged", "_bounded", "furthest", "totals")),
    ):
        assert not [part for part in lacking if f"def {part}(" in source_of(name)]
    assert "def _folded(" in source_of("purchases")


# ---- switches ----------------------------------------------------------------------------------------
def test_a_switch_is_asked_only_where_it_can_be_cut_out():
    for path in sorted(Path(assemble.__file__).parent.glob("prelude*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        asked = [node for node in ast.walk(tree) if isinstance(node, ast.If) and switch_of(node)]
        named = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id.startswith("_HAS_")]
        assert len(asked) == sum(isinstance(node.ctx, ast.Load) for node in named), path.name


def test_no_switch_is_left_in_a_module():
    for name in NAMES:
        assert "_HAS_" not in source_of(name)


# ---- one runtime for many ----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Two policies that share their runtime, as a package."""
    place = tmp_path_factory.mktemp("offices") / "offices"
    place.mkdir()
    options = OPTIONS.with_option("runtime", "shared")
    for name, kernel in (("one", kernel_of_text(ONE_RULE)), ("town", kernel_of("town"))):
        made, shared = TARGET.emit(kernel, options.with_option("name", name))
        (place / made.name).write_bytes(made.content)
        (place / shared.name).write_bytes(shared.content)
    (place / "__init__.py").write_text("", "utf-8")
    return place


def python(folder, *words, given=""):
    command = [sys.executable, "-S", *words]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, check=False)


def test_modules_of_one_package_share_their_runtime(package):
    assert sorted(path.name for path in package.iterdir()) == [
        "__init__.py",
        "one.py",
        "polc_runtime.py",
        "town.py",
    ]
    assert len((package / "one.py").read_text("utf-8").splitlines()) <= 400
    tested = python(package.parent, "-m", "offices.town", "--self-test")
    cases = len(kernel_of("town").cases)
    assert (tested.returncode, tested.stdout, tested.stderr) == (0, f"{cases}/{cases}\n", "")
    asked = python(package.parent, "-m", "offices.one", given='{"age": 80}\n')
    assert '"text": "100元"' in asked.stdout
    both = "from offices import one, town; print(one.evaluate(one.Person()), one.Missing is town.Missing)"
    said = python(package.parent, "-c", both).stdout
    assert "Missing(inputs=('age',)" in said
    assert said.endswith("True\n")


def test_the_shared_runtime_of_another_build_is_refused(package, tmp_path):
    other = tmp_path / "offices"
    shutil.copytree(package, other)
    runtime = other / "polc_runtime.py"
    runtime.write_text(re.sub("RUNTIME = '....", "RUNTIME = '0000", runtime.read_text("utf-8")), "utf-8")
    refused = python(tmp_path, "-c", "import offices.one")
    assert refused.returncode == 1
    assert "polc_runtime.py is of another build" in refused.stderr


def test_type_checkers_accept_a_shared_runtime(package):
    for command in (
        ["mypy", "--strict", "--config-file=", "--cache-dir", str(package.parent / "cache"), "offices"],
        ["ruff", "check", "--isolated", "--no-cache", "offices"],
    ):
        run = [sys.executable, "-m", *command]
        checked = subprocess.run(run, cwd=package.parent, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


# ---- how small it is ---------------------------------------------------------------------------------
def test_a_policy_of_one_rule_is_a_small_module():
    kernel = kernel_of_text(ONE_RULE)
    assert len(module_source(kernel, OPTIONS).splitlines()) <= 1850
    module = load(kernel)
    known, unknown = module.evaluate(module.Person(age=80)), module.evaluate(module.Person())
    assert (known.grant, known.text("grant"), unknown.missing) == (10000, "100元", ("age",))
    assert module.explain(module.Person(age=79)).to_text().endswith("→ 津贴 = 0元【一】")
    with pytest.raises(module.PolicyInputError, match="至多18位的整数"):
        module.Person.from_mapping({"age": "八十"})
