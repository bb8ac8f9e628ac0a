"""Lists in a person's facts: read column by column, refused by name, shown in answers and traces."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from books import books
from cli.runs import Polc
from jsonschema import Draft202012Validator

from polc.cells import from_option
from polc.cli.policy import Policy, policy_of
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.diagnostics.wording import message, suggestions
from polc.dsl.source import Source
from polc.dsl.values import Records, yuan
from polc.persons import read_fields, read_person

FIRST = '{"类别": "童书", "实付": "100元", "付款日": "2031-02-03"}'


def read(purchases: str) -> tuple[Any, tuple[Diagnostic, ...], str]:
    """What is known of the purchases, what is wrong with them, and the document."""
    text = f'{{"购书": {purchases}}}'
    facts = read_person(books(), Source(path="p.json", text=text))
    return facts.known.get("购书"), facts.found, text


def schema(name: str) -> Any:
    return json.loads(files("polc").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8"))


# ---- reading ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("purchases", "rows"),
    [
        ("[]", ()),
        (f"[{FIRST}]", (("童书", yuan(100), date(2031, 2, 3), False),)),
        ('[{"sort": "教材", "paid": 500, "补录": true}]', (("教材", yuan(5), None, True),)),
        ('[{"类别": null, "补录": null}]', ((None, None, None, None),)),
        ("[{}]", ((None, None, None, False),)),
    ],
)
def test_entries_are_read_column_by_column(purchases: str, rows: tuple[Any, ...]) -> None:
    known, found, _ = read(purchases)
    assert (known, found) == (Records(rows), ())


def test_an_unknown_list_is_unknown() -> None:
    facts = read_person(books(), Source(path="p.json", text='{"purchases": null}'))
    assert (facts.known, facts.found) == ({"购书": None}, ())


def test_the_order_of_the_columns_is_the_policys() -> None:
    one, _, _ = read('[{"付款日": "2031-02-03", "实付": "100元", "类别": "童书"}]')
    assert one == read(f"[{FIRST}]")[0]


@pytest.mark.parametrize(
    ("purchases", "code", "field", "at"),
    [
        ("3", "POL802", "购书", '"购书"'),
        ("{}", "POL802", "购书", '"购书"'),
        ('"[]"', "POL802", "购书", '"购书"'),
        ("[3]", "POL802", "购书[1]", "3"),
        (f"[{FIRST}, [1]]", "POL802", "购书[2]", "["),
        (f'[{FIRST}, {{"类别": "漫画"}}]', "POL802", "购书[2].类别", '"类别"'),
        ('[{"实付": 1.5}]', "POL802", "购书[1].实付", '"实付"'),
        ('[{"实付": [{"实付": 1}]}]', "POL802", "购书[1].实付", '"实付"'),
        ('[{"实付": 1, "paid": 2}]', "POL802", "购书[1].实付", '"实付"'),
        (f'[{FIRST}, {{"类型": "童书"}}]', "POL806", "购书[2]", '"类型"'),
        ("[" + ",".join(["{}"] * 151) + "]", "POL805", "购书", '"购书"'),
    ],
)
def test_what_is_wrong_is_named_with_its_place(purchases: str, code: str, field: str, at: str) -> None:
    _, found, text = read(purchases)
    first = found[0]
    assert (first.code.id, dict(first.facts)["field"]) == (code, field)
    assert text[first.span.start : first.span.end] == at
    if "[2]" in field:
        assert first.span.start > text.index("},")


def test_ill_typed_entries_say_what_to_write() -> None:
    _, (found,), _ = read(f'[{FIRST}, {{"类别": "漫画"}}]')
    assert message(found, Lang.ZH) == '“购书[2].类别”要填“童书、教材、其他”之一，填的却是 "漫画"'
    _, (whole,), _ = read('"很多"')
    assert '改为清单，例如 [{"类别": "童书", "实付": "400元"}]' in suggestions(whole, Lang.ZH)


def test_an_unknown_column_is_told_once_with_the_nearest() -> None:
    _, found, _ = read('[{"付款曰": "2031-02-03"}, {"付款曰": "2031-02-04"}]')
    (only,) = found
    assert dict(only.facts) == {"column": "付款曰", "field": "购书[1]", "list": "购书", "nearest": "付款日"}
    assert message(only, Lang.ZH) == "购书[1] 里的“付款曰”不是清单“购书”的一列，没有读入"


def test_too_many_entries_are_counted_and_not_read() -> None:
    known, (found,), _ = read("[" + ",".join(["{}"] * 10_000) + "]")
    assert known is None
    assert message(found, Lang.ZH) == "清单“购书”最多 150 条，填的却有 10000 条，没有读入"
    assert "a list of 10000 is given" in message(found, Lang.EN)


def test_the_limit_itself_is_read() -> None:
    known, found, _ = read("[" + ",".join(["{}"] * 150) + "]")
    assert (len(known.rows), found) == (150, ())


def test_names_in_texts_and_escapes_are_told_apart() -> None:
    text = '{"\\u8d2d\\u4e66": [{"类别": "\\"类型\\": {"}, {"\\u7c7b\\u578b": 1}]}'
    (found,) = read_person(books(), Source(path="p.json", text=text)).found[1:]
    assert text[found.span.start : found.span.end] == '"\\u7c7b\\u578b"'


def test_a_list_on_the_command_line() -> None:
    facts = read_fields(books(), [("购书", from_option(f"[{FIRST}]"))])
    assert facts.known == {"购书": Records((("童书", yuan(100), date(2031, 2, 3), False),))}
    assert read_fields(books(), [("购书", from_option("[{"))]).found[0].code.id == "POL802"


# ---- the command ------------------------------------------------------------------------------------
@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, policy: Path) -> Path:
    """The sample's file, read as the kernel with lists."""

    def of(file: str, session: Any) -> Any:
        found = policy_of(file, session)
        return attrs.evolve(found, kernel=books()) if isinstance(found, Policy) else found

    monkeypatch.setattr("polc.cli.evaluation.policy_of", of)
    monkeypatch.setattr("polc.cli.inspection.policy_of", of)
    return policy


PERSON = """{"申请日": "2031-09-10", "登记日": "2027-09-10", "购书": [
  {"类别": "童书", "实付": "100元", "付款日": "2031-02-03"},
  {"类别": "教材", "实付": "600元", "付款日": "2031-02-01"}],
  "家庭成员": [{"关系": "子女", "在读": true}]}"""


def test_eval_takes_lists(polc: Polc, listed: Path) -> None:
    run = polc("eval", listed, "-i", "-", "--trace", stdin=PERSON.encode())
    assert (run.status, run.err) == (0, "")
    assert "全年应补  77元" in run.out
    assert "家庭成员 1条：关系 子女、在读 是" in run.out


def test_a_list_that_is_not_given_is_missing(polc: Polc, listed: Path) -> None:
    run = polc("eval", listed, "--set", "申请日=2031-09-10")
    assert run.status == 0
    assert "缺资料（购书）" in run.out


def test_the_document_of_eval_follows_its_schema(polc: Polc, listed: Path) -> None:
    run = polc("eval", listed, "-i", "-", "--trace", "--output-format", "json", stdin=PERSON.encode())
    document = json.loads(run.out)
    Draft202012Validator(schema("eval")).validate(document)
    (group,) = [step for step in document["trace"] if step["block"] == "有在读子女"]
    assert group["rows"][0]["inputs"] == {"家庭成员": [{"关系": "子女", "在读": True}]}


def test_eval_refuses_lists_that_are_too_long(polc: Polc, listed: Path) -> None:
    person = '{"购书": [' + ",".join(["{}"] * 151) + "]}"
    run = polc("eval", listed, "-i", "-", stdin=person.encode())
    assert (run.status, run.out) == (2, "")
    assert "[POL805]" in run.err and "151" in run.err


def test_inspect_shows_lists_entry_rules_calendar_and_claims(polc: Polc, listed: Path) -> None:
    run = polc("inspect", listed, "--output-format", "json")
    document = json.loads(run.out)
    Draft202012Validator(schema("inspect")).validate(document)
    purchases = document["lists"][0]
    assert (purchases["name"], purchases["limit"], purchases["order"]) == ("购书", 150, ["付款日"])
    assert [column["name"] for column in purchases["columns"]] == ["类别", "实付", "付款日", "补录"]
    assert [rule["name"] for rule in document["entry_rules"]] == ["每笔应补", "每笔实补"]
    assert document["calendar"] == {"name": "某县2031年放假安排", "days": "2031-01-01/2031-12-31"}
    assert document["claims"] == [{"clause": "四", "text": "全年应补 不超过 420元"}]
    text = polc("inspect", listed).out
    assert "清单（至多150条）" in text and "某县2031年放假安排" in text and "全年应补 不超过 420元" in text


def test_a_trace_shows_the_first_entries(polc: Polc, listed: Path) -> None:
    many = {"家庭成员": [{"关系": "子女", "在读": True}] * 5}
    run = polc("eval", listed, "-i", "-", "--trace", stdin=json.dumps(many).encode())
    assert "家庭成员 5条：" in run.out and "；…" in run.out


def test_inspect_tells_which_rules_an_upper_document_wins_over(polc: Polc) -> None:
    folder = next((Path(__file__).parents[2] / "examples" / "语言").glob("14-*"))
    run = polc("inspect", folder / f"{folder.name}.pol", "--output-format", "json")
    (rule,) = json.loads(run.out)["overridden"]
    assert rule["name"] == "起始日"
    assert all("暂行规定" in row["clause"] for row in rule["rows"])
