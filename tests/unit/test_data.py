"""The kernel as data: nothing is lost, equal kernels give equal bytes, foreign data is refused."""

import json
import random
import sys

import attrs
import kernels
import pytest
from books import FAMILY, PURCHASES, books
from hypothesis import given
from hypothesis import strategies as st
from summary.pages import NAMES, kernel_of

from polc.compiler.data import Json, TooDeep, canonical_bytes, from_data, kernel_sha256, to_data
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Add, Claim, Column, Expr, Kernel, Pick, State
from polc.dsl.counting import Calendar
from polc.dsl.source import Span
from polc.dsl.values import FIRST_DAY, LAST_DAY, Amount, Duration, Plain, Records, Status, Unit

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


def test_the_kernels_hold_every_node() -> None:
    found: set[type[object]] = set()
    pending: list[object] = [KERNELS["everything"], books()]
    while pending:
        item = pending.pop()
        found.add(type(item))
        if isinstance(item, tuple):
            pending.extend(item)
        elif attrs.has(type(item)):
            pending.extend(getattr(item, field.name) for field in attrs.fields(type(item)) if field.eq)
    assert {*Expr.__args__, *Status.__args__, Pick, Calendar, Claim, Column, Records, State} <= found


def test_from_data_gives_a_working_kernel() -> None:
    before, after = KERNELS["town"], from_data(to_data(KERNELS["town"]))
    for case in before.cases:
        assert evaluate(after, dict(case.given)).fields == evaluate(before, dict(case.given)).fields


def test_lists_in_cases_come_back() -> None:
    data = to_data(books())
    again = from_data(json.loads(json.dumps(data)))
    given = dict(again.cases[0].given)
    assert (given["购书"], given["家庭成员"]) == (PURCHASES, FAMILY)
    assert again.calendar == books().calendar
    assert again.entry_rule_by_name == books().entry_rule_by_name


@st.composite
def cells(draw: st.DrawFn) -> Plain | None:
    """A cell of any kind, or nothing."""
    kinds: list[st.SearchStrategy[Plain]] = [
        st.booleans(),
        st.dates(FIRST_DAY, LAST_DAY),
        st.fractions(),
        st.builds(Amount, st.fractions()),
        st.builds(Duration, st.integers(0, 99), st.sampled_from(Unit)),
        st.text(),
    ]
    return draw(st.none() | st.one_of(kinds))


@given(rows=st.lists(st.lists(cells(), max_size=3).map(tuple), max_size=3).map(tuple))
def test_any_entries_come_back(rows: tuple[tuple[Plain | None, ...], ...]) -> None:
    kernel = books()
    case = attrs.evolve(kernel.cases[0], given=(("购书", Records(rows)), ("家庭成员", None)))
    changed = attrs.evolve(kernel, cases=(case,))
    assert from_data(json.loads(canonical_bytes(changed))) == changed


def nested(levels: int) -> Kernel:
    """`bare()` with a sum nested so deep."""
    kernel = KERNELS["bare"]
    total: Expr = kernels.money(1)
    for _ in range(levels):
        total = Add(total, kernels.money(1))
    choice = kernel.choices[0]
    row = attrs.evolve(choice.rows[0], values=(total,))
    return attrs.evolve(kernel, choices=(attrs.evolve(choice, rows=(row,)),))


def test_150_levels_come_back() -> None:
    deep = nested(150)
    assert from_data(json.loads(canonical_bytes(deep))) == deep


def test_what_is_too_deep_is_refused() -> None:
    """As many levels as there may be calls, of which the command allows itself more."""
    levels = sys.getrecursionlimit()
    data: Json = {"node": "Silent", "status": {"node": "Missing", "inputs": []}}
    for _ in range(levels):
        data = {"node": "Not", "item": data}
    whole = to_data(KERNELS["bare"])
    claim: dict[str, Json] = {"condition": data, "text": "", "cite": None}
    with pytest.raises(TooDeep):
        from_data(whole | {"claims": [claim]})
    with pytest.raises(TooDeep):
        to_data(nested(levels))


def test_hash_ignores_the_order_of_beats_in_entry_rules() -> None:
    kernel = books()
    rule = attrs.evolve(kernel.entry_rules[1], beats=((0, 1), (1, 0)))
    one = attrs.evolve(kernel, entry_rules=(kernel.entry_rules[0], rule))
    other = attrs.evolve(one, entry_rules=(one.entry_rules[0], attrs.evolve(rule, beats=rule.beats[::-1])))
    assert kernel_sha256(one) == kernel_sha256(other)


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
