"""The target "json": documents that its published schema accepts, and a schema that is closed."""

import json
from importlib.resources import files
from typing import Any

import kernels
import pytest
from jsonschema import Draft202012Validator
from summary.pages import NAMES, kernel_of

from polc.compiler.data import from_data
from polc.compiler.kernel import Kernel
from polc.targets.api import Options
from polc.targets.json import TARGET
from polc.targets.json.schema import published_text

PUBLISHED = json.loads(files("polc.targets.json").joinpath("kernel.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(PUBLISHED)
OPTIONS = Options(source_sha256="0" * 64, compiler_version="0", extra=(("name", "某市2031"),))
KERNELS = {"town": kernels.town(), "everything": kernels.everything(), "bare": kernels.bare()}


@pytest.fixture(params=NAMES)
def kernel(request: pytest.FixtureRequest) -> Kernel:
    return kernel_of(request.param)


def document(kernel: Kernel) -> Any:
    (artifact,) = TARGET.emit(kernel, OPTIONS)
    return json.loads(artifact.content)


def test_published_schema_is_current() -> None:
    text = files("polc.targets.json").joinpath("kernel.schema.json").read_text(encoding="utf-8")
    assert text == published_text(), "python -m polc.targets.json.schema > targets/json/kernel.schema.json"


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(PUBLISHED)


def test_documents_are_valid(kernel: Kernel) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(document(kernel))] == []


def test_documents_can_be_read_back(kernel: Kernel) -> None:
    assert from_data(document(kernel)) == kernel


def test_artifact_is_named_and_stable() -> None:
    first, again = TARGET.emit(KERNELS["town"], OPTIONS), TARGET.emit(kernels.town(), OPTIONS)
    assert first == again
    assert [artifact.name for artifact in first] == ["某市2031.kernel.json"]


def test_every_object_is_closed() -> None:
    pending: list[Any] = [PUBLISHED]
    while pending:
        node = pending.pop()
        pending.extend(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
        if isinstance(node, dict) and node.get("type") == "object":
            assert node["additionalProperties"] is False, node


@pytest.mark.parametrize("place", ["root", "row", "guard"])
def test_unknown_keys_are_refused(place: str) -> None:
    data = document(KERNELS["bare"])
    row = data["choices"][0]["rows"][0]
    {"root": data, "row": row, "guard": row["guard"]}[place]["extra"] = 1
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize("value", [True, 1.5, "12.5", None, {"money": 1, "date": "2030-01-01"}])
def test_values_are_exact(value: object) -> None:
    data = document(KERNELS["bare"])
    data["choices"][0]["rows"][0]["values"][0]["value"] = {"money": value}
    assert not VALIDATOR.is_valid(data)
