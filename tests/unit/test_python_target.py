"""What a generated Python module is made of: allowed nodes, names, imports; text stays text; how it runs."""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys

import attrs
import kernels
import pytest
from agreement.python_module import OPTIONS, load
from agreement.shipped import kernel_of, names

from polc.compiler.kernel import FALSE, TRUE, Const, InputRef, Not, Or
from polc.dsl.values import yuan
from polc.targets.python.compiled import MOST_ROWS
from polc.targets.python.emit import TARGET, module_source

IMPORTS = {
    "__future__",
    "collections.abc",
    "dataclasses",
    "datetime",
    "difflib",
    "fractions",
    "hashlib",
    "json",
    "re",
    "sys",
    "typing",
    "typing_extensions",
}
NODES = {
    "Add",
    "And",
    "AnnAssign",
    "Assign",
    "Attribute",
    "AugAssign",
    "BinOp",
    "BitAnd",
    "BitOr",
    "BoolOp",
    "Call",
    "ClassDef",
    "Compare",
    "Constant",
    "Break",
    "Continue",
    "Del",
    "Dict",
    "DictComp",
    "Div",
    "Eq",
    "ExceptHandler",
    "Expr",
    "FloorDiv",
    "For",
    "FormattedValue",
    "FunctionDef",
    "GeneratorExp",
    "Gt",
    "GtE",
    "If",
    "IfExp",
    "ImportFrom",
    "Import",
    "In",
    "Is",
    "IsNot",
    "JoinedStr",
    "List",
    "ListComp",
    "Load",
    "Lt",
    "LtE",
    "Mod",
    "Module",
    "Mult",
    "Name",
    "Not",
    "NotEq",
    "NotIn",
    "Or",
    "Pass",
    "Pow",
    "Raise",
    "Return",
    "SetComp",
    "Set",
    "Slice",
    "Starred",
    "Store",
    "Sub",
    "Subscript",
    "Try",
    "Tuple",
    "UAdd",
    "USub",
    "UnaryOp",
    "Yield",
    "alias",
    "arg",
    "arguments",
    "comprehension",
    "keyword",
}
FORBIDDEN_NAMES = {
    "__import__",
    "breakpoint",
    "compile",
    "delattr",
    "eval",
    "exec",
    "globals",
    "input",
    "locals",
    "open",
    "print",
    "setattr",
}
DUNDERS = {
    "__annotations__",
    "__class__",
    "__delattr__",
    "__dict__",
    "__init__",
    "__name__",
    "__new__",
    "__setattr__",
    "__slots__",
}
SLOW = "typing", "dataclasses", "re", "fractions", "decimal", "json", "hashlib", "inspect", "enum", "difflib"


@pytest.fixture(scope="module")
def town():
    return load(kernels.town())


def source_of(kernel):
    return module_source(kernel, OPTIONS)


# ---- what it's made of -------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["town", "everything", "purchases"])
def test_no_name_of_the_module_means_two_things(name):
    """The parts of the prelude and what is written for a policy share one space of names."""
    bound = []
    for node in ast.parse(source_of(kernel_of(name))).body:
        match node:
            case ast.FunctionDef(name=own) | ast.ClassDef(name=own) | ast.AnnAssign(target=ast.Name(id=own)):
                bound.append(own)
            case ast.Assign(targets=targets):
                bound += [target.id for target in targets if isinstance(target, ast.Name)]
    assert sorted({own for own in bound if bound.count(own) > 1} - {"TYPE_CHECKING"}) == []


@pytest.mark.parametrize("name", [*names(), "town", "everything", "purchases"])
def test_only_allowed_nodes_names_and_imports(name):
    tree = ast.parse(source_of(kernel_of(name)), feature_version=(3, 9))
    for node in ast.walk(tree):
        assert type(node).__name__ in NODES, ast.dump(node)[:200]
        if isinstance(node, ast.Name):
            assert node.id not in FORBIDDEN_NAMES
            assert node.id.isascii()
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("__") or node.attr in DUNDERS, node.attr
        if isinstance(node, ast.ImportFrom):
            assert node.module in IMPORTS
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= IMPORTS


def test_the_same_bytes_for_any_hash_seed():
    script = (
        "import sys; sys.path.insert(0, 'tests'); import hashlib, kernels;"
        "from agreement.python_module import OPTIONS; from polc.targets.python.emit import module_source;"
        "print(hashlib.sha256(module_source(kernels.town(), OPTIONS).encode()).hexdigest())"
    )
    here = hashlib.sha256(source_of(kernels.town()).encode()).hexdigest()
    for seed in ("0", "4711"):
        command = [sys.executable, "-c", script]
        made = subprocess.run(
            command, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert made.stdout.strip() == here


def test_one_artefact_with_the_name_that_was_asked_for():
    options = attrs.evolve(OPTIONS, extra=(("name", "shishi2025"),))
    (artefact,) = TARGET.emit(kernels.town(), options)
    assert artefact.name == "shishi2025.py"
    assert artefact.content == module_source(kernels.town(), options).encode()


@pytest.mark.parametrize("wanted", ["../x", "a b", "class", ""])
def test_a_name_that_is_no_module_is_never_taken(wanted):
    (artefact,) = TARGET.emit(kernels.bare(), attrs.evolve(OPTIONS, extra=(("name", wanted),)))
    assert artefact.name.removesuffix(".py").isidentifier()


# ---- text stays text ---------------------------------------------------------------------------------
HOSTILE = (
    '"""',
    "'; import os #",
    "\\",
    "\n\nimport os\n",
    "{{ 7 }} {0} %s",
    "__import__('os')",
    "\r\x00\u2028𠮷",
    "'''\\N{BULLET}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_policy_text_never_becomes_code(text):
    town = kernels.town()
    hostile = attrs.evolve(
        town,
        info=attrs.evolve(town.info, title=text, document=text, authority=text),
        inputs=tuple(attrs.evolve(decl, note=text) for decl in town.inputs),
        choices=tuple(
            attrs.evolve(
                choice,
                name=f"{text}{number}",
                rows=tuple(attrs.evolve(row, condition=text, outcome=text) for row in choice.rows),
            )
            for number, choice in enumerate(town.choices)
        ),
        cases=tuple(attrs.evolve(case, title=text) for case in town.cases),
    )
    module = load(hostile)
    assert module.POLICY.title == text
    assert module.FIELDS[0].note == text
    assert module._run_cases(module._POLICY, module._CASES, module._decide_case)[1] == []
    plain = {type(node).__name__ for node in ast.walk(ast.parse(source_of(town)))}
    assert {type(node).__name__ for node in ast.walk(ast.parse(source_of(hostile)))} == plain


@pytest.mark.parametrize("alias", ["", "class", "reasons", "x y", "__class__", "名", "a" * 80])
def test_an_alias_that_python_or_the_module_cannot_take_gets_a_number(alias):
    kernel = kernels.town()
    fields = tuple(attrs.evolve(f, alias=alias if n == 0 else f.alias) for n, f in enumerate(kernel.fields))
    inputs = tuple(attrs.evolve(f, alias=alias if n == 0 else f.alias) for n, f in enumerate(kernel.inputs))
    module = load(attrs.evolve(kernel, fields=fields, inputs=inputs))
    assert module.FIELDS[0].alias == "fact_0"
    assert module.Person.from_mapping({kernel.inputs[0].name: None}).fact_0 is None


# ---- limits ------------------------------------------------------------------------------------------
def nested(depth):
    """A condition that is `depth` deep and can't be flattened."""
    expr = InputRef("在校学生")
    for number in range(depth):
        expr = Not(Or((expr, Const(number % 2 == 2, FALSE.type), InputRef("本市户籍"))))
    return expr


def test_a_deep_condition_is_cut_into_steps():
    town = kernels.town()
    first = attrs.evolve(town.choices[0], rows=(attrs.evolve(town.choices[0].rows[0], guard=nested(100)),))
    module = load(attrs.evolve(town, choices=(first, *town.choices[1:]), cases=()))
    assert module.evaluate(module.Person()).missing


def test_thousands_of_rows_stay_flat():
    bare = kernels.bare()
    choice = bare.choices[0]
    row = attrs.evolve(choice.rows[0], guard=TRUE)
    many = attrs.evolve(choice, rows=(row,) * 3000)
    module = load(attrs.evolve(bare, choices=(many,)))
    assert len(module._POLICY.choices[0].rows) == 3000
    module.evaluate(module.Person())


@pytest.mark.parametrize("number", [MOST_ROWS, MOST_ROWS + 1])
def test_many_rows_are_decided_by_the_general_path(number):
    bare = kernels.bare()
    choice = bare.choices[0]
    many = attrs.evolve(choice, rows=choice.rows[:1] * number)
    source = source_of(attrs.evolve(bare, choices=(many,)))
    assert ("def _wholly_known" in source) == (number == MOST_ROWS)


# ---- how it runs -------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("modules")
    for name in ("town", "everything", "purchases"):
        (place / f"{name}.py").write_text(source_of(kernel_of(name)), "utf-8")
    return place


def run(folder, *arguments, given=""):
    command = [sys.executable, "-I", "-S", *arguments]
    return subprocess.run(command, cwd=folder, input=given.encode(), capture_output=True, check=False)


def test_it_imports_nothing_slow(folder):
    load_it = f"import sys; sys.path.insert(0, {str(folder)!r}); import town; print(*sys.modules)"
    loaded = run(folder, "-c", load_it).stdout.decode().split()
    assert "datetime" in loaded
    assert not set(SLOW) & set(loaded)


def test_its_own_cases_pass_without_polc(folder):
    result = run(folder, "town.py", "--self-test")
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().strip() == f"{len(kernels.town().cases)}/{len(kernels.town().cases)}"


def test_a_case_that_fails_is_named():
    town = kernels.town()
    case = attrs.evolve(
        town.cases[0], title="错的", expected=(attrs.evolve(town.cases[0].expected[0], value=yuan(1)),)
    )
    module = load(attrs.evolve(town, cases=(case,)))
    number, failures = module._self_test()
    assert number == 1
    assert failures[0].startswith("错的：")


def test_type_checkers_and_linters_accept_it(folder):
    for command in (
        [
            "mypy",
            "--strict",
            "--config-file=",
            "--cache-dir",
            str(folder / "cache"),
            "town.py",
            "everything.py",
            "purchases.py",
        ],
        ["ruff", "check", "--isolated", "--no-cache", "town.py", "everything.py", "purchases.py"],
    ):
        checked = subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, capture_output=True, check=False
        )
        assert checked.returncode == 0, checked.stdout.decode()
