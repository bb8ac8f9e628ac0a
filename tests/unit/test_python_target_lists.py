"""Lists as the callers of a generated module see them: entries, what is refused, schemas, the program."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import subprocess
import sys
from datetime import date

import kernel_of_lists
import pytest
from agreement.python_module import OPTIONS, load
from jsonschema import Draft202012Validator

from polc.targets.python.emit import module_source

BOOK = {"付款日": "2031-03-03", "单号": "1", "类别": "童书", "实付": "100元"}
BY_ALIAS = {"paid_on": "2031-03-03", "number": "1", "kind": "童书", "paid": 10000, "pieces": 1}
PERSON = {"申请日": "2031-04-01", "入职日": "2030-01-31", "本县户籍": True, "同住人": []}


@pytest.fixture(scope="module")
def books():
    module = load(kernel_of_lists.purchases(), "books_under_test")
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


# ---- entries -----------------------------------------------------------------------------------------
def test_entries_are_read_by_alias_or_chinese_name(books):
    entry = books.BuysEntry(paid_on=date(2031, 3, 3), number="1", kind="童书", paid=10000)
    for given in (BOOK, BY_ALIAS, entry):
        assert books.Person.from_mapping({"购书": [given]}).buys == (entry,)
    by_column = books.Person.from_mapping({"明细": (BOOK,), "备注": 1}, columns={"明细": "购书"})
    assert by_column.buys == (entry,)
    assert books.Person(buys=[entry]) == books.Person(buys=(entry,)) == by_column


def test_what_is_not_told_of_an_entry_is_its_default_or_unknown(books):
    (entry,) = books.Person.from_mapping({"buys": [{"kind": None, "pieces": None, "number": " "}]}).buys
    assert (entry.kind, entry.pieces, entry.number) == (None, None, None)
    assert (entry.paid, entry.given_back, books.BuysEntry().pieces) == (None, False, 1)


@pytest.mark.parametrize("nothing", [{}, {"buys": None}, {"buys": ""}])
def test_a_list_that_is_not_given_is_unknown_and_an_empty_one_is_known(books, nothing):
    unknown = books.evaluate(books.Person.from_mapping(PERSON | nothing))
    assert books.Person.from_mapping(nothing).buys is None
    assert "buys" in unknown.missing
    assert books.evaluate(books.Person.from_mapping(PERSON | {"buys": []})).outputs["out_20"] == 0


def test_a_person_with_lists_behaves_as_a_frozen_dataclass(books):
    person = books.Person.from_mapping({"buys": [BOOK]})
    assert pickle.loads(pickle.dumps(person)) == person == copy.copy(person)
    assert len({person, books.Person.from_mapping({"buys": [BY_ALIAS]})}) == 1
    assert dataclasses.asdict(person)["buys"][0]["kind"] == "童书"
    (entry,) = person.buys
    assert dataclasses.replace(person, buys=(dataclasses.replace(entry, paid=1),)) != person
    with pytest.raises(AttributeError):
        entry.paid = 0


# ---- what is refused ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "field", "expected"),
    [
        ([BOOK] * 6, "buys", "至多5条"),
        ([BOOK, BOOK | {"实付": 1.5}], "buys.paid", "（第2条）"),
        ([BOOK, BOOK | {"实付": "100"}], "buys.paid", "如 400元 的文字（第2条）"),
        ([{"类别": "画报"}], "buys.kind", "以下之一：童书、教材、其他（第1条）"),
        ([{"类型": "童书"}], "buys.类型", "已知的名称"),
        ([{"kind": "童书", "类别": "童书"}], "buys.类别", "每个事实只给一次（第1条）"),
        ([BOOK, 7], "buys", "（第2条）"),
        ([None], "buys", "（第1条）"),
        ({"付款日": "2031-03-03"}, "buys", "每条写明付款日、单号"),
        ("两本书", "buys", "若干条记录的数组"),
        (3, "buys", "若干条记录的数组"),
    ],
)
def test_a_list_that_is_not_understood_is_refused_by_place(books, given, field, expected):
    with pytest.raises(books.PolicyInputError) as raised:
        books.Person.from_mapping(PERSON | {"购书": given})
    assert raised.value.field == field
    assert expected in raised.value.expected
    assert "expected" in str(raised.value)
    (error,) = books.evaluate_rows([PERSON | {"购书": given}])
    assert (error.row, error.field, error.expected) == (1, field, raised.value.expected)


def test_the_constructors_refuse_wrong_types_and_too_many(books):
    entry, relative = books.BuysEntry(), books.FamilyMembersEntry()
    for wrong in ([BOOK], [relative], entry, "", [entry] * 6):
        with pytest.raises(books.PolicyInputError):
            books.Person(buys=wrong)
    assert len(books.Person(buys=[entry] * 5).buys) == 5
    for cell in ({"paid_on": "2031-03-03"}, {"pieces": True}, {"given_back": 0}):
        with pytest.raises(books.PolicyInputError):
            books.BuysEntry(**cell)


# ---- schemas, receipts, traces, the program ----------------------------------------------------------
def test_schemas_describe_lists(books):
    validator = Draft202012Validator(books.INPUT_SCHEMA)
    validator.check_schema(books.INPUT_SCHEMA)
    for example in books.INPUT_SCHEMA["examples"]:
        validator.validate(example)
        assert books.Person.from_mapping(example).buys is not None
    for wrong in ([BY_ALIAS] * 6, [{"price": 1}], [{"kind": "画报"}], {}):
        assert not validator.is_valid({"buys": wrong})
    buys = books.INPUT_SCHEMA["properties"]["buys"]
    assert (buys["maxItems"], buys["x-order"]) == (5, ["paid_on", "number"])
    assert [column.label for column in books.FIELDS[0].columns] == [*list(BOOK), "件数", "已退"]


def test_the_receipt_and_the_trace_tell_of_lists(books):
    one, two = (books.Person.from_mapping(PERSON | {"buys": [BY_ALIAS] * n}) for n in (1, 2))
    assert books.evaluate(one).receipt.input_sha256 != books.evaluate(two).receipt.input_sha256
    person = books.Person.from_mapping(PERSON | {"同住人": [{"在读": True}], "buys": [BOOK]})
    trace = books.explain(person)
    assert trace.decision == books.evaluate(person)
    assert "同住人=1条" in trace.to_text()
    unknown = {key: value for key, value in PERSON.items() if key != "同住人"}
    assert "同住人=未知" in books.explain(books.Person.from_mapping(unknown)).to_text()


def test_its_cases_pass_and_json_lines_hold_lists(tmp_path):
    kernel = kernel_of_lists.purchases()
    (tmp_path / "books.py").write_text(module_source(kernel, OPTIONS), "utf-8")
    command = [sys.executable, "-I", "-S", "books.py"]
    tested = subprocess.run([*command, "--self-test"], cwd=tmp_path, capture_output=True, check=False)
    assert (tested.returncode, tested.stdout.decode().strip()) == (0, "3/3")
    rows = [PERSON | {"buys": given} for given in ([BY_ALIAS], [BY_ALIAS] * 6, [[]])]
    given = "".join(json.dumps(row) + "\n" for row in rows).encode()
    made = subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, check=False)
    lines = [json.loads(line) for line in made.stdout.decode().splitlines()]
    assert made.returncode == 1
    assert lines[0]["outputs"]["out_20"]["value"] == 1300
    assert "至多5条" in lines[1]["error"]["message"]
    assert "（第1条）" in lines[2]["error"]["message"]


def test_two_lists_whose_aliases_look_alike_have_classes_of_their_own():
    kernel = kernel_of_lists.purchases()
    renamed = kernel_of_lists.with_aliases(kernel, {"购书": "paid_for", "同住人": "PaidFor"})
    module = load(renamed)
    assert {"PaidForEntry", "Entry_1"} <= set(module.__all__)
    assert (
        module.Entry_1(studies=True) in module.Person.from_mapping({"PaidFor": [{"studies": "是"}]}).PaidFor
    )
