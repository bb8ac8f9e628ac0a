"""The dispatcher: findings in instalments, stale ones marked, bad messages answered, life and death."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft7Validator
from service.editor import POLICIES, Editor, below, workspace

from polc.compiler.driver import compile_file
from polc.dsl.diagnostics.model import Lang, Sink
from polc.notices import notice_beside
from polc.service.checking import checked
from polc.service.findings import as_data
from polc.service.methods import METHODS
from polc.service.rpc import CAPABILITIES, Dispatcher

CONFLICT = """政策 "示例" { 条款 【一、二】 }
事实 低保: 是非 默认 否 别名 poor
事实 残疾: 是非 默认 否 别名 disabled
输出 补贴: 金额 别名 grant
规定 补贴 {
  【一】 低保 为 10元
  【二】 残疾 为 20元
  【一】 其余 为 0元
}
"""


@pytest.mark.parametrize("path", POLICIES)
def test_findings_are_those_of_the_command(path: str) -> None:
    against, told = notice_beside(path, below)
    compiled = compile_file(path, below, against=against)
    found = checked(workspace(path), path)
    assert found.diagnostics == Sink([*compiled.diagnostics, *told]).sorted()


def test_errors_come_before_proofs() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", CONFLICT)
    editor.dispatcher.tick()
    first = editor.codes("x.pol")
    editor.finish()
    assert "POL502" not in first and "POL701" in first
    assert "POL701" in editor.codes("x.pol")
    editor.change("x.pol", CONFLICT.replace("规定 补贴 {", "【一】 规定 补贴 {"))
    editor.finish()
    assert editor.codes("x.pol") == ["POL501"]


def test_what_was_proved_stays_marked_until_it_is_proved_again() -> None:
    editor = Editor(workspace())
    good = CONFLICT.replace("规定 补贴 {", "【一】 规定 补贴 {")
    editor.open("x.pol", good)
    editor.finish()
    before = editor.shown("x.pol")[0]["range"]["start"]["line"]
    editor.change("x.pol", "# 一行\n" + good)
    editor.dispatcher.tick()
    (found,) = editor.shown("x.pol")
    assert found["data"]["stale"] and found["tags"] == [1]
    assert found["range"]["start"]["line"] == before + 1
    assert "正在重新检查" in found["message"]
    editor.finish()
    (found,) = editor.shown("x.pol")
    assert not found["data"]["stale"] and "tags" not in found


def test_what_was_proved_goes_where_its_text_changed() -> None:
    editor = Editor(workspace())
    good = CONFLICT.replace("规定 补贴 {", "【一】 规定 补贴 {")
    editor.open("x.pol", good)
    editor.finish()
    place = editor.shown("x.pol")[0]["range"]["start"]["line"]
    lines = good.split("\n")
    lines[place] = lines[place].replace("元", "1元")
    editor.change("x.pol", "\n".join(lines))
    editor.dispatcher.tick()
    assert editor.codes("x.pol") == []


def test_a_newer_text_drops_the_check_of_the_older() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", CONFLICT)
    job = editor.dispatcher.job()
    assert job is not None
    old = job()
    editor.change("x.pol", "政策", version=7)
    editor.sent.clear()
    editor.dispatcher.settle(job, old, False)
    assert editor.sent == []
    editor.finish()
    assert {m["params"]["version"] for m in editor.sent} == {7}


def test_a_shared_file_is_checked_for_all_who_read_it() -> None:
    editor = Editor(workspace())
    editor.open("词.pol", "事实 低保: 是非 别名 poor\n")
    editor.open("x.pol", '引用 "词"\n政策 "示例" { }\n【一】 群体 甲 = 低保\n')
    editor.finish()
    assert "POL201" not in editor.codes("x.pol")
    editor.change("词.pol", "事实 低保对象: 是非 别名 poor\n")
    editor.finish()
    assert "POL201" in editor.codes("x.pol")


def test_a_file_that_was_missing_is_seen_when_it_comes() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", '引用 "词"\n政策 "示例" { }\n【一】 群体 甲 = 低保\n')
    editor.finish()
    assert "POL203" in editor.codes("x.pol")
    editor.open("词.pol", "事实 低保: 是非 别名 poor\n")
    editor.finish()
    assert "POL203" not in editor.codes("x.pol")


def test_a_closed_document_shows_nothing() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", CONFLICT)
    editor.finish()
    editor.tell("textDocument/didClose", editor.about("x.pol"))
    assert editor.shown("x.pol") == []
    assert not editor.dispatcher.tick()


def test_english_is_spoken_where_it_is_asked_for() -> None:
    editor = Editor(workspace())
    editor.ask("initialize", {"locale": "en-GB"})
    editor.open("x.pol", "政策")
    editor.finish()
    assert "reading" in editor.shown("x.pol")[0]["message"]


# ---- messages that aren't -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "message", [None, 3, "x", [], {}, {"id": 1}, {"method": 3}, {"method": None, "id": 2}, {"params": {}}]
)
def test_what_is_no_message_is_answered(message: object) -> None:
    editor = Editor(workspace())
    editor.sent.clear()
    editor.dispatcher.receive(message)
    (found,) = editor.sent
    assert found["error"]["code"] == -32600


WRONG: list[Any] = [
    None,
    [],
    3,
    {},
    {"textDocument": None},
    {"textDocument": {}},
    {"textDocument": {"uri": 3}},
    {"textDocument": {"uri": "pol:/x.pol"}, "position": {"line": "1", "character": 0}},
    {"textDocument": {"uri": "pol:/x.pol"}, "position": {"line": -1, "character": -5}},
    {"textDocument": {"uri": "pol:/x.pol"}, "position": None},
]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("params", WRONG)
def test_parameters_of_another_form_are_answered(method: str, params: object) -> None:
    editor = Editor(workspace())
    editor.open("x.pol", CONFLICT)
    editor.dispatcher.receive({"jsonrpc": "2.0", "id": "a", "method": method, "params": params})
    assert editor.sent[-1]["id"] == "a"


def test_a_place_outside_the_text_is_its_nearest() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", CONFLICT)
    for place in ({"line": 10**9, "character": 0}, {"line": 0, "character": 10**9}):
        params = {**editor.about("x.pol"), "position": place}
        assert editor.ask("textDocument/completion", params)["items"] is not None


def test_a_document_that_is_not_there_is_told() -> None:
    editor = Editor(workspace())
    found = editor.answer(
        "textDocument/hover",
        {"textDocument": {"uri": "pol:/没有.pol"}, "position": {"line": 0, "character": 0}},
    )
    assert found["error"]["code"] == -32602


def test_a_fault_is_reported_and_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[Exception] = []
    editor = Editor(workspace())
    editor.open("x.pol", CONFLICT)
    editor.dispatcher.report = faults.append

    def fail(*_: object) -> None:
        raise ZeroDivisionError("made up")

    monkeypatch.setitem(METHODS, "textDocument/hover", fail)
    found = editor.answer("textDocument/hover", editor.about("x.pol", 0))
    assert found["error"]["code"] == -32603
    assert [str(fault) for fault in faults] == ["made up"]


def test_life_of_a_client() -> None:
    sent: list[dict[str, Any]] = []
    dispatcher = Dispatcher(host=Editor(workspace()).dispatcher.host, send=sent.append, report=print)
    dispatcher.receive({"id": 1, "method": "textDocument/hover", "params": {}})
    dispatcher.receive({"id": 2, "method": "initialize", "params": {}})
    dispatcher.receive({"id": 3, "method": "polc/unknown", "params": {}})
    dispatcher.receive({"method": "$/cancelRequest", "params": {"id": 3}})
    dispatcher.receive({"id": 4, "method": "shutdown"})
    dispatcher.receive({"id": 5, "method": "textDocument/hover", "params": {}})
    codes = [message.get("error", {}).get("code") for message in sent]
    assert codes == [-32002, None, -32601, None, -32600]
    assert not dispatcher.closed
    dispatcher.receive({"method": "exit"})
    assert dispatcher.closed


def test_every_method_is_announced() -> None:
    """Each capability has its method, and each method its capability."""
    announced = {name.removesuffix("Provider") for name in CAPABILITIES if name.endswith("Provider")}
    asked = {method.removeprefix("textDocument/").removesuffix("/full") for method in METHODS}
    asked = {method for method in asked if not method.startswith("polc/")}
    asked = {{"foldingRange": "foldingRange", "formatting": "documentFormatting"}.get(m, m) for m in asked}
    assert announced == (asked - {"prepareRename"})


def test_a_finding_holds_what_the_terminal_shows() -> None:
    space = workspace()
    space.put("x.pol", CONFLICT.replace("规定 补贴 {", "【一】 规定 补贴 {"))
    stage = checked(space, "x.pol")
    (found,) = stage.diagnostics
    data = as_data(found, stage.sources, Lang.ZH)
    Draft7Validator({"required": ["range", "severity", "code", "source", "message"]}).validate(data)
    assert data["code"] == "POL501" and data["severity"] == 1
    assert data["data"]["witness"][0]["clauses"]
