"""The kernel as data: nothing is lost, equal kernels give equal bytes, foreign data is refused."""

import json
import random

import attrs
import kernels
import pytest
from summary.pages import NAMES, kernel_of

from polc.compiler.data import Json, canonical_bytes, from_data, kernel_sha256, to_data
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Expr, Kernel, Pick
from polc.dsl.source import Span
from polc.dsl.values import Status

KERNELS = {"town": kernels.town(), "everything": kernels.everything(), "bare": kernels.bare()}


@pytest.fixture(params=NAMES)
def kernel(request: pytest.FixtureRequest) -> Kernel:
    return kernel_of(request.param)


def test_round_trip(kernel: Kernel) -> None:
    through_json: dict[str, Json] = json.loads(json.dumps(to_data(kernel)))
    assert from_data(through_json) == kernel


def test_canonical_bytes_are_data(kernel: Kernel) -> None:
    again = from_data(json.loads(canonical_bytes(kernel)))
    assert canonical_bytes(again) == canonical_bytes(kernel)


def test_everything_holds_every_node() -> None:
    found: set[type[object]] = set()
    pending: list[object] = [KERNELS["everything"]]
    while pending:
        item = pending.pop()
        found.add(type(item))
        if isinstance(item, tuple):
            pending.extend(item)
        elif attrs.has(type(item)):
            pending.extend(getattr(item, field.name) for field in attrs.fields(type(item)) if field.eq)
    assert {*Expr.__args__, *Status.__args__, Pick} <= found


def test_from_data_gives_a_working_kernel() -> None:
    before, after = KERNELS["town"], from_data(to_data(KERNELS["town"]))
    for case in before.cases:
        assert evaluate(after, dict(case.given)).fields == evaluate(before, dict(case.given)).fields


def test_hash_ignores_places_and_the_order_of_beats() -> None:
    kernel = KERNELS["town"]
    shuffled = []
    for choice in kernel.choices:
        beats = list(choice.beats)
        random.Random(1).shuffle(beats)
        shuffled.append(attrs.evolve(choice, beats=tuple(beats), span=Span("elsewhere.pol", 3, 9)))
    assert kernel_sha256(attrs.evolve(kernel, choices=tuple(shuffled))) == kernel_sha256(kernel)


def test_hash_sees_a_change_of_meaning() -> None:
    kernel = KERNELS["town"]
    softened = [attrs.evolve(decl, adopted=None) for decl in kernel.assumptions]
    assert kernel_sha256(attrs.evolve(kernel, assumptions=tuple(softened))) != kernel_sha256(kernel)


def test_money_is_an_integer_of_fen_or_an_exact_fraction() -> None:
    data = to_data(KERNELS["everything"])
    inputs = data["inputs"]
    assert isinstance(inputs, list) and isinstance(inputs[0], dict)
    assert inputs[0]["default"] == {"money": "100000/3"}
    assert _first_money(data["choices"]) == {"money": 90000}


def _first_money(data: Json) -> Json:
    pending = [data]
    while pending:
        item = pending.pop(0)
        if isinstance(item, dict) and isinstance(item.get("money"), int):
            return item
        pending.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else [])
    return None


@pytest.mark.parametrize("step", ["schema", "unknown key", "missing key", "node", "type", "word", "value"])
def test_foreign_data_is_refused(step: str) -> None:
    data = json.loads(json.dumps(to_data(KERNELS["bare"])))
    guard = data["choices"][0]["rows"][0]["guard"]
    match step:
        case "schema":
            data["schema"] = "polc.kernel/0"
        case "unknown key":
            guard["comment"] = "?"
        case "missing key":
            del guard["op"]
        case "node":
            guard["node"] = "Import"
        case "type":
            data["fields"][0]["public"] = 1
        case "word":
            guard["op"] = "ALMOST"
        case "value":
            guard["right"]["value"] = {"number": "6", "date": "2030-01-01"}
    with pytest.raises(ValueError):
        from_data(data)
