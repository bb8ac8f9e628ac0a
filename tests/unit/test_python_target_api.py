"""The generated module as its callers see it: persons, decisions, rows, traces, receipts, the program."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import subprocess
import sys
from datetime import date, datetime

import kernels
import pytest
from agreement.python_module import OPTIONS, load
from agreement.shipped import kernel_of
from jsonschema import Draft202012Validator

from polc.compiler.interpret import evaluate
from polc.targets.api import Options
from polc.targets.python.emit import module_source
from polc.targets.registry import GROUP, UnknownTarget, names, target
from polc.telling.answer import answer_document

ADULT = {"缴费日": date(2030, 10, 1), "出生日期": date(1990, 5, 20), "本市户籍": True}


@pytest.fixture(scope="module")
def town():
    module = load(kernels.town(), "town_under_test")
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


@pytest.fixture
def adult(town):
    return town.Person.from_mapping(ADULT)


# ---- persons -----------------------------------------------------------------------------------------
def test_a_person_behaves_as_a_frozen_dataclass(town, adult):
    assert dataclasses.is_dataclass(adult)
    assert [field.name for field in dataclasses.fields(adult)] == [fact.alias for fact in town.FIELDS]
    moved = dataclasses.replace(adult, pay_date=date(2031, 1, 1))
    assert (moved.pay_date, moved.birth_date) == (date(2031, 1, 1), adult.birth_date)
    assert dataclasses.asdict(adult)["birth_date"] == date(1990, 5, 20)
    assert adult == town.Person.from_mapping(ADULT) != moved
    assert len({adult, town.Person.from_mapping(ADULT)}) == 1
    with pytest.raises(AttributeError):
        adult.pay_date = None
    with pytest.raises(AttributeError):
        del adult.pay_date


def test_absent_facts_take_the_default_and_none_is_unknown(town):
    names = {fact.alias: fact.default for fact in town.FIELDS}
    person = town.Person()
    assert all(getattr(person, alias) == default for alias, default in names.items())
    assert town.Person.from_mapping(dict.fromkeys(names)) == town.Person(**dict.fromkeys(names))


def test_keys_are_aliases_chinese_names_or_mapped_columns(town, adult):
    by_alias = {"pay_date": "2030-10-01", "birth_date": "1990/5/20", "local": "是"}
    assert town.Person.from_mapping(by_alias) == adult
    row = {"缴费": "2030年10月1日", "生日": "19900520", "户籍": "true", "备注": "x"}
    columns = {"缴费": "缴费日", "生日": "birth_date", "户籍": "本市户籍"}
    assert town.Person.from_mapping(row, columns=columns) == adult
    assert town.Person.from_mapping({**by_alias, "subsistence": " "}) == adult


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("pay_date", "2030-02-30", "日期"),
        ("pay_date", datetime(2030, 1, 1), "日期"),
        ("pay_date", date(1800, 1, 1), "日期"),
        ("pay_date", 20300101, "日期"),
        ("local", 1, "是或否"),
        ("local", "也许", "是或否"),
        ("缴费曰", None, "是否“缴费日”"),
        ("pay_dat", None, "是否“pay_date”"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(town, key, value, expected):
    with pytest.raises(town.PolicyInputError) as raised:
        town.Person.from_mapping({key: value})
    assert raised.value.field == key
    assert raised.value.value == value
    assert expected in raised.value.expected
    assert "expected" in str(raised.value)


@pytest.mark.parametrize("wrong", [{"pay_date": "2030-01-01"}, {"local": "否"}, {"local": 0}])
def test_the_constructor_refuses_wrong_types_too(town, wrong):
    with pytest.raises(town.PolicyInputError):
        town.Person(**wrong)


def test_a_fact_given_twice_is_refused(town):
    with pytest.raises(town.PolicyInputError):
        town.Person.from_mapping({"缴费日": "2030-10-01", "pay_date": "2030-10-01"})


def test_money_and_other_kinds_are_read_exactly():
    module = load(kernels.everything())
    kinds = {fact.type: fact for fact in module.FIELDS}
    for text, fen in (("400元", 40000), ("1,070.5元", 107050), ("12分", 12)):
        assert module._read(kinds["金额"], text) == fen
    for kind, wrong in (("金额", "400"), ("金额", 4.0), ("金额", True), ("整数", "1" * 19), ("整数", 1.5)):
        with pytest.raises(module.PolicyInputError):
            module._read(kinds.get(kind, module.FieldInfo("n", "数", kind)), wrong)
    rate = module.FieldInfo("r", "率", "比例")
    assert module._read(rate, "12.5%") == module._read(rate, "1/8") == module._ratio(1, 8)
    with pytest.raises(module.PolicyInputError):
        module._read(rate, "1/0")


# ---- decisions ---------------------------------------------------------------------------------------
def test_a_decision_cannot_change_and_travels(town, adult):
    decision = town.evaluate(adult)
    with pytest.raises(AttributeError):
        decision.gross_due = 0
    assert pickle.loads(pickle.dumps(decision)) == decision == copy.copy(decision)
    assert dataclasses.is_dataclass(decision)
    assert list(decision.outputs) == [field.name for field in dataclasses.fields(decision)]


def test_values_are_plain_python(town, adult):
    decision = town.evaluate(adult)
    assert decision.gross_due == 38000
    assert type(decision.gross_due) is int
    assert decision.missing == ()
    assert {reason.output for reason in decision.reasons} <= set(decision.outputs)
    assert decision.assumptions == tuple(f"{n}：{r or '都不采用'}" for n, r in decision.readings.items())


def test_unknown_facts_are_named_and_nothing_is_guessed(town):
    decision = town.evaluate(town.Person())
    assert isinstance(decision.gross_due, town.Missing)
    assert set(decision.missing) <= {fact.alias for fact in town.FIELDS}
    assert "缴费日" in decision.text("gross_due") or "本市户籍" in decision.text("gross_due")


def test_readings_can_be_assumed_and_left_open(town, adult):
    for assumption in town.ASSUMPTIONS:
        for reading in (*assumption.readings, None):
            decision = town.evaluate(adult, assume={assumption.name: reading})
            assert decision.readings[assumption.name] == reading
    with pytest.raises(town.PolicyInputError):
        town.evaluate(adult, assume={"没有的假定": None})
    with pytest.raises(town.PolicyInputError):
        town.evaluate(adult, assume={town.ASSUMPTIONS[0].name: "没有的读法"})


def test_explain_shows_the_decision_that_evaluate_gives(town, adult):
    trace = town.explain(adult)
    assert trace.decision == town.evaluate(adult)
    shown = trace.to_text()
    for step in kernels.town().choices:
        assert step.name in shown
    assert "采用" in shown
    assert trace.to_dict()["outputs"] == town.evaluate(adult).to_dict()["outputs"]


def test_the_receipt_reproduces_the_decision(town, adult):
    receipt = town.evaluate(adult).receipt
    assert receipt == town.explain(adult).decision.receipt
    assert receipt.source_sha256 == OPTIONS.source_sha256
    assert receipt.compiler_version == OPTIONS.compiler_version
    other = dataclasses.replace(adult, birth_date=date(1990, 5, 21))
    assert town.evaluate(other).receipt.input_sha256 != receipt.input_sha256


@pytest.mark.parametrize("name", ["town", "石狮2025"])
def test_json_is_the_document_of_polc_eval(name):
    kernel = kernel_of(name)
    module = load(kernel)
    for case in kernel.cases:
        given = dict(case.given)
        person = module.Person.from_mapping({k: _text(v) for k, v in given.items()})
        assume = dict(case.readings) or None
        wanted = answer_document(kernel, evaluate(kernel, given, assume), trace=False)
        assert json.loads(json.dumps(module.evaluate(person, assume=assume).to_dict())) == wanted


def _text(value):
    return value.isoformat() if isinstance(value, date) else value


def test_schemas_describe_the_input_and_the_output(town):
    validator = Draft202012Validator
    for schema in (town.INPUT_SCHEMA, town.OUTPUT_SCHEMA):
        validator.check_schema(schema)
    for example in town.INPUT_SCHEMA["examples"]:
        validator(town.INPUT_SCHEMA).validate(example)
        validator(town.OUTPUT_SCHEMA).validate(town.evaluate(town.Person.from_mapping(example)).to_dict())


def test_a_record_takes_its_fields_in_order_or_by_name(town):
    whole = town.Undetermined(("甲",), "", (), ("一",))
    assert town.Undetermined(reasons=("甲",), clauses=("一",)) == whole
    assert town.Undetermined(("甲",), clauses=("一",)) == whole
    assert pickle.loads(pickle.dumps(town.AtLeast(1))) == town.AtLeast(fen=1)
    assert repr(town.Between(None, 3)) == "Between(low_fen=None, high_fen=3)"
    wrong = (lambda: town.AtLeast(), lambda: town.AtLeast(1, 2), lambda: town.AtLeast(1, fen=2))
    for made in (*wrong, lambda: town.AtLeast(low=1), lambda: town.Undetermined(document="乙")):
        with pytest.raises(TypeError, match="takes"):
            made()


def test_the_schema_knows_what_goes_with_each_status(town, adult):
    told = town.evaluate(adult).to_dict()
    validator = Draft202012Validator(town.OUTPUT_SCHEMA)
    output = told["outputs"]["gross_due"]
    for status, value, reason in (
        ("value", None, ""),
        ("value", {"at_least": 1}, ""),
        ("value", "400元", ""),
        ("bound", 400, ""),
        ("bound", {"at_least": 1.5}, ""),
        ("bound", {"least": 1}, ""),
        ("missing", 1, "年龄"),
        ("missing", None, ""),
        ("unknown", None, "年龄"),
    ):
        output.update(status=status, value=value, reason=reason)
        assert not validator.is_valid(told), (status, value, reason)
    for status, value, reason in (
        ("value", 400, ""),
        ("value", "1/3", ""),
        ("bound", {"at_least": 1}, ""),
        ("missing", None, "年龄"),
    ):
        output.update(status=status, value=value, reason=reason)
        assert validator.is_valid(told), (status, value, reason)
    assert town.OUTPUT_SCHEMA["$id"] != town.INPUT_SCHEMA["$id"]


# ---- rows and lines ----------------------------------------------------------------------------------
def test_a_bad_row_never_stops_the_others(town, adult):
    rows = [ADULT, {"缴费日": "昨天"}, adult, 7, {"没有的事实": 1}, ADULT]
    found = list(town.evaluate_rows(rows))
    good = [found[n] for n in (0, 2, 5)]
    assert all(decision == town.evaluate(adult) for decision in good)
    bad = [found[n] for n in (1, 3, 4)]
    assert [error.row for error in bad] == [2, 4, 5]
    assert bad[0].field == "pay_date"
    assert all(isinstance(error, town.RowError) for error in bad)


def test_json_lines_in_and_out(tmp_path):
    (tmp_path / "town.py").write_text(module_source(kernels.town(), OPTIONS), "utf-8")
    given = (
        '{"缴费日": "2030-10-01", "出生日期": "1990-05-20", "本市户籍": true}\n\nnot json\n[1]\n{"x": 1}\n'
    )
    command = [sys.executable, "-I", "-S", "town.py"]
    result = subprocess.run(command, cwd=tmp_path, input=given.encode(), capture_output=True, check=False)
    lines = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert result.returncode == 1
    assert lines[0]["schema"] == "polc.eval/1"
    assert lines[0]["outputs"]["gross_due"]["value"] == 38000
    assert [line["error"]["row"] for line in lines[1:]] == [3, 4, 5]
    usage = subprocess.run([*command, "--what"], cwd=tmp_path, capture_output=True, check=False)
    assert (usage.returncode, usage.stdout) == (2, b"")


# ---- the registry ------------------------------------------------------------------------------------
def test_shipped_targets_are_found_by_name():
    assert names()[:1] == ("python",)
    assert target("python").name == "python"
    assert GROUP == "polc.targets"
    with pytest.raises(UnknownTarget) as raised:
        target("cobol")
    assert "python" in raised.value.known
    assert Options(source_sha256="", compiler_version="").option("name", "x") == "x"


# ---- what callers may rely on ------------------------------------------------------------------------
def test_an_open_result_is_neither_true_nor_false(town):
    """`if decision.free:` would take 待定 for yes."""
    for result in (
        town.Undetermined(("没有写",)),
        town.Missing(("birth_date",), ("出生日期",)),
        town.NotApplicable("不在范围"),
        *(town.AtLeast(1), town.AtMost(1), town.Between(1, 2)),
    ):
        with pytest.raises(TypeError, match="isinstance"):
            bool(result)


def test_options_are_told_one_by_one():
    source = module_source(kernel_of("examples/语言/04-选择与档次/04-选择与档次.pol"), OPTIONS)
    hints = [line.strip() for line in source.splitlines() if line.strip().startswith("tier: ")]
    assert hints
    assert all("Literal['" in line for line in hints)
