"""What the desk shows for one question each: who wins, along a fact, comparison, notice, a code."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from service.editor import POLICIES, Editor, workspace

from polc.cli.main import run
from polc.compiler.interpret import evaluate
from polc.compiler.readings import bounds_of
from polc.dsl.text import result_text
from polc.service.desk import kernel_at
from polc.telling.steps import steps_of

POLICY = """政策 "示例" { 条款 【一、二、三】 【一】 保障年度 2025-01-01 至 2025-03-31 }
事实 缴费日: 日期 别名 day
事实 户型: 选项（平房、楼房） 别名 kind
事实 年龄: 整数 别名 age
事实 收入: 金额 别名 income
输出 补贴: 金额 别名 grant
【一】 时段 期间 按 缴费日 {
  【一】 头期 2025-01-01 至 2025-01-31
  【一】 后期 2025-02-01 至 2025-03-31
}
【二】 群体 老人 = 年龄 不低于 60
【三】 规定 补贴 {
  【三】 在 头期 为 10元
  【二】 例外 在 头期 且 老人 为 30元  优先于 【三】
  【三】 其余 为 0元
}
"""
PERSON = {"facts": {"缴费日": "2025-01-15", "年龄": 70}, "readings": {}}


def asked(method: str, text: str = POLICY, **more: Any) -> Any:
    editor = Editor(workspace())
    editor.open("x.pol", text)
    return editor.ask(method, {**editor.about("x.pol"), "person": PERSON, **more})


def test_who_wins_and_why_with_the_place_of_each_row() -> None:
    found = asked("polc/why", output="grant")
    assert found["text"] == "30元"
    first, *behind = found["blocks"]
    assert first["head"] == "【三】规定 补贴 → 30元"
    lost, won = first["rows"]
    assert (won["sign"], won["clause"], won["wins"]) == ("√", "【二】", True)
    assert (lost["sign"], lost["wins"], lost["holds"]) == ("－", False, True)
    assert "【二】 优先" in lost["remark"]
    assert won["place"]["range"]["start"] == {"line": 13, "character": 2}
    assert [block["head"].partition(" →")[0] for block in behind] == ["【一】时段 期间", "【二】群体 老人"]


def test_the_rest_wins_where_no_row_holds() -> None:
    person = {"facts": {"缴费日": "2025-02-15", "年龄": 7}, "readings": {}}
    (block, *_) = asked("polc/why", output="补贴", person=person)["blocks"]
    assert [(row["clause"], row["rule"]) for row in block["rows"] if row["wins"]] == [("【三】", "其余")]


@pytest.mark.parametrize("path", POLICIES[::7])
def test_the_words_are_those_of_the_steps(path: str) -> None:
    """Every line about a block behind a result stands in `polc eval --trace` too."""
    editor = Editor(workspace())
    editor.open(path)
    if editor.space.front(path).kernel is None:
        return
    kernel = kernel_at(editor.space, path)
    nobody = {"facts": {}, "readings": {}}
    steps = "\n".join(steps_of(evaluate(kernel, {}).steps, kernel, editor.dispatcher.lang))
    for decl in kernel.outputs:
        found = editor.ask("polc/why", {**editor.about(path), "person": nobody, "output": decl.alias})
        assert all(block["head"] in steps for block in found["blocks"] if "第" not in block["head"])


def test_along_the_payment_day_nothing_lies_between() -> None:
    found = asked("polc/curve", fact="缴费日")
    assert found["every"]
    assert (found["values"][0], found["values"][-1]) == ("2024年10月31日", "2025年6月1日")
    (output,) = found["outputs"]
    told = [
        (found["values"][run["first"]], found["values"][run["last"]], run["text"]) for run in output["runs"]
    ]
    assert ("2025年1月1日", "2025年1月31日", "30元") in told
    ends = [number for run in output["runs"] for number in (run["first"], run["last"])]
    assert (ends[0], ends[-1]) == (0, len(found["values"]) - 1)
    assert all(after == last + 1 for last, after in zip(ends[1::2], ends[2::2], strict=False))


@pytest.mark.parametrize(
    ("fact", "first", "last", "values", "every"),
    [
        ("缴费日", "2025-01-30", "2025-02-02", 4, True),
        ("户型", "", "", 2, True),
        ("年龄", "58", "61", 4, True),
        ("收入", "", "", 8, False),
        ("收入", "5元", "20元", 5, False),
    ],
)
def test_what_is_tried_and_whether_it_is_everything(
    fact: str, first: str, last: str, values: int, every: bool
) -> None:
    found = asked("polc/curve", fact=fact, first=first, last=last)
    assert (len(found["values"]), found["every"]) == (values, every)


@pytest.mark.parametrize("path", [p for p in POLICIES if "语言" in p][::6])
def test_a_curve_is_the_interpreter_at_each_day(path: str) -> None:
    editor = Editor(workspace())
    editor.open(path)
    kernel = editor.space.front(path).kernel
    days = [decl.name for decl in kernel.inputs if decl.type.kind.value == "日期"] if kernel else []
    for fact in days[:1] if kernel else ():
        ends = {"first": "2025-02-27", "last": "2025-03-02"}
        asks = {"person": {"facts": {}, "readings": {}}, "fact": fact, **ends}
        found = editor.ask("polc/curve", {**editor.about(path), **asks})
        for number, day in enumerate((27, 28, 1, 2)):
            person = {fact: date(2025, 2 if day > 2 else 3, day)}
            fields = evaluate(kernel, person).fields
            for output in found["outputs"]:
                run = next(r for r in output["runs"] if r["first"] <= number <= r["last"])
                assert run["text"] == result_text(fields[output["name"]].result, bounds_of(kernel))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-03-01", "2025-01-01", "终点在起点之前"),
        ("1990-01-01", "2025-01-01", "12785"),
        ("昨天", "", "缴费日"),
    ],
)
def test_ends_that_cant_be(first: str, last: str, said: str) -> None:
    (problem,) = asked("polc/curve", fact="缴费日", first=first, last=last)["problems"]
    assert said in problem["message"]
    assert problem["suggestions"]


def test_the_comparison_is_that_of_polc_diff(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    other = POLICY.replace("30元", "31元")
    (tmp_path / "x.pol").write_text(POLICY, encoding="utf-8")
    (tmp_path / "y.pol").write_text(other, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["diff", "y.pol", "x.pol", "--output-format", "html"]) == 0
    editor = Editor(workspace())
    editor.open("x.pol", POLICY)
    editor.space.put("y.pol", other)
    found = editor.ask("polc/diff", {**editor.about("x.pol"), "other": "y.pol"})
    assert found == capfdbinary.readouterr().out.decode()
    mine = {**editor.about("x.pol"), "other": "x.pol"}
    own = editor.ask("polc/diff", {**mine, "text": other})
    assert "x（旧）" in own
    assert "每个人在两边的结果都一样" not in own
    assert "每个人在两边的结果都一样" in editor.ask("polc/diff", {**mine, "text": POLICY})


def test_the_notice_page_is_that_of_polc_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "关于示例的通知\n\n一、在1月缴费的，补贴10元。\n\n二、满60周岁的，补贴30元。\n\n三、其余的没有。\n"
    (tmp_path / "x.pol").write_text(POLICY, encoding="utf-8")
    (tmp_path / "通知.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run(["ledger", "x.pol", "--notice", "通知.txt", "--html", "page.html"])
    given = {"name": "通知.txt", "data": base64.b64encode(text.encode()).decode()}
    page = asked("polc/ledger", notice=given)
    assert page == (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "在1月缴费的" in page


def test_without_a_notice_it_is_said_what_to_do() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", POLICY)
    found = editor.answer("polc/ledger", editor.about("x.pol"))
    assert "x.notice.json" in found["error"]["message"]


def test_the_page_of_a_code_is_that_of_polc_rule(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["rule", "POL402"])
    assert asked("polc/explain", code="POL402") == capfdbinary.readouterr().out.decode()


def test_a_name_that_is_gone_is_told() -> None:
    (problem,) = asked("polc/curve", fact="改了名的")["problems"]
    assert "改了名的" in problem["message"]
    assert asked("polc/why", output="gone") is None
