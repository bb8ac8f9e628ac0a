"""输出 … 每笔: a result for each entry, from the text to the module, and what is said where it can't be."""

from __future__ import annotations

from datetime import date

import pytest
from agreement.javascript import OPTIONS
from agreement.python_module import load, module_person
from compile import compile_text, kernel_of

from polc.compiler.entry_clauses import entry_clauses, entry_steps
from polc.compiler.interpret import evaluate
from polc.compiler.readings import as_row
from polc.dsl.text import result_text
from polc.dsl.values import Records, yuan
from polc.targets.api import NotExpressible
from polc.targets.columnar.emit import explain_unsupported
from polc.targets.columnar.emit import module_source as columnar_source
from polc.targets.sql.dialects import DIALECTS
from polc.targets.sql.statement import unsupported

HEAD = '政策 "示例" { 文号 "示例〔2031〕1号"  条款 【一至三】 '
LIST = """清单 单 不超过 5 先后 按 日 别名 items {
  事实 日: 日期 别名 on
  事实 价: 金额 别名 price
}
"""
PAID = "输出 补: 每笔 单 金额 别名 paid\n"
RULE = "【一】 规定 补 每笔 单 { 【一】 价 超过 100元 为 价 - 100元  【一】 其余 为 0元 }\n"
TEXT = HEAD + "}\n" + LIST + PAID + RULE


def bought(*items):
    return {
        "单": Records(
            tuple((date(2031, 1, day), None if price is None else yuan(price)) for day, price in items)
        )
    }


def told(text, person, output="补", assume=None):
    found = evaluate(kernel_of(text), person, assume).each[output]
    return [result_text(one.result, {}) for one in as_row(found)]


def failures(text):
    return [found for found in compile_text(text, analyse=True).diagnostics if found.code.id == "POL704"]


def codes(text):
    return [found.code.id for found in compile_text(text).diagnostics]


def test_results_stand_in_the_order_in_which_the_entries_are_given():
    assert told(TEXT, bought((3, 150), (1, 50), (2, 300))) == ["50元", "0元", "200元"]


def test_an_entry_that_lacks_something_lacks_it_alone():
    person = bought((3, 150), (1, None))
    assert told(TEXT, person) == ["50元", "缺资料（单）"]
    assert evaluate(kernel_of(TEXT), person).missing == ("单",)


def test_of_an_unknown_list_there_is_one_result_and_of_an_empty_one_none():
    assert told(TEXT, {}) == ["缺资料（单）"]
    assert told(TEXT, bought()) == []


def test_who_is_out_of_scope_gets_nothing_for_any_entry():
    text = HEAD + "【二】 适用于 本地 }\n事实 本地: 是非 别名 local\n" + LIST + PAID + RULE
    person = bought((1, 150), (2, 50))
    assert told(text, {**person, "本地": False}) == ["不适用（不属于适用对象）"] * 2
    assert told(text, {**person, "本地": None}) == ["缺资料（本地）"] * 2
    assert told(text, {**person, "本地": True}) == ["50元", "0元"]
    assert as_row(evaluate(kernel_of(text), {**person, "本地": False}).each["补"])[0].clauses == ("二",)


def test_days_out_of_validity_put_every_entry_outside():
    valid = HEAD + "【二】 有效期 2031-01-01 至 2031-12-31 按 办理日 }\n事实 办理日: 日期 别名 done\n"
    person = {**bought((1, 150)), "办理日": date(2032, 1, 1)}
    assert told(valid + LIST + PAID + RULE, person)[0].startswith("不适用（办理日不在有效期内")


def test_a_running_value_as_output_is_what_it_is_after_each_entry():
    text = HEAD + "}\n" + LIST + "输出 已补: 每笔 单 金额 别名 so_far\n"
    text += "【一】 累计 已补 每笔 单 自 0元 { 【一】 为 已补 + 价 }\n"
    assert told(text, bought((2, 10), (1, 5)), "已补") == ["15元", "5元"]
    tied = bought((1, 10), (1, 5))
    alone = text.replace("为 已补 + 价", "为 价")  # 累计 needs the order, whether or not its rows look back
    assert told(alone, tied, "已补")[0].startswith("待定")
    assert [each.startswith("待定（“单”里有几条分不出先后") for each in told(text, tied, "已补")] == [
        True,
        True,
    ]


def test_readings_nobody_chose_are_asked_entry_by_entry():
    text = HEAD + "}\n" + LIST + PAID
    text += '【二】 假定 从多少起 "没有写明" { 低 100元  高 200元  都不采用 }\n'
    text += "【一】 规定 补 每笔 单 { 【一】 价 超过 从多少起 为 价  【一】 其余 为 0元 }\n"
    low, middle = told(text, bought((1, 50), (2, 150)))
    assert low == "0元"
    assert middle.startswith("待定") and "低" in middle and "高" in middle
    assert told(text, bought((1, 150)), assume={"从多少起": "高"}) == ["0元"]


@pytest.mark.parametrize("first", [PAID + RULE, RULE + PAID])
def test_which_comes_first_makes_no_difference(first):
    assert told(HEAD + "}\n" + LIST + first, bought((1, 150))) == ["50元"]


def test_without_a_rule_it_is_open_for_every_entry_with_a_warning():
    text = HEAD + "}\n" + LIST + PAID
    assert codes(text) == ["POL216"]
    assert told(text, bought((1, 150))) == ["待定（本政策没有规定这一项）"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PAID + "【一】 规定 补 { 【一】 为 1元 }", "POL215"),
        (PAID + "【一】 量 补 = 1元", "POL202"),
        ("输出 补: 每笔 无此单 金额 别名 paid\n" + RULE, "POL201"),
        ("输出 补: 每笔 单 日期 别名 paid\n" + RULE, "POL301"),
        (
            "清单 别单 不超过 2 别名 others { 事实 数: 整数 别名 n }\n输出 补: 每笔 别单 金额 别名 paid\n"
            + RULE,
            "POL301",
        ),
        ("输出 补: 每笔 单 金额 = 1元 别名 paid\n" + RULE, "POL105"),
        (PAID + "【一】 规定 补 每笔 单 { 【一】 为 价 的 33% }", "POL305"),
        (PAID + RULE + '案例 "一" { 一条 单（日 = 2031-01-01，价 = 1元） 期望 补 = 0元、0元 }', "POL301"),
        (PAID + RULE + '案例 "一" { 期望 补 = 缺资料、缺资料 }', "POL301"),
        (PAID + RULE + "输出 总: 金额 = 补 别名 total", "POL215"),
    ],
)
def test_what_cannot_be_is_told(text, code):
    assert code in codes(HEAD + "}\n" + LIST + text)


def test_a_wrong_expectation_is_told_with_its_entry_and_all_that_would_be_right():
    case = (
        '案例 "甲" { 一条 单（日 = 2031-01-02，价 = 150元） 一条 单（日 = 2031-01-01） 期望 补 = 50元、0元 }'
    )
    (found,) = failures(TEXT + case)
    facts = dict(found.facts)
    assert (found.code.id, facts["output"], facts["correct"]) == (
        "POL704",
        "补（第2条）",
        "补 = 50元、缺资料",
    )


def test_a_table_of_cases_may_hold_several_results_in_a_cell():
    case = """案例 "表" {
      一条 单（日 = 2031-01-02，价 = 150元）
      一条 单（日 = 2031-01-01，价 = 1元）
      列 期望 补
      ｜ 50元、0元
    }"""
    assert failures(TEXT + case) == []


def test_the_module_gives_each_entry_its_answer_and_tests_itself():
    case = '案例 "甲" { 一条 单（日 = 2031-01-02，价 = 150元） 期望 补 = 50元 }案例 "乙" { 期望 补 = 缺资料 }'
    module = load(kernel_of(TEXT + case))
    entry = module.ItemsEntry
    decision = module.evaluate(
        module.Person(items=(entry(on=date(2031, 1, 2), price=15000), entry(on=date(2031, 1, 1))))
    )
    assert decision.paid[0] == 5000 and isinstance(decision.paid[1], module.Missing)
    assert decision.entries["paid"][0] == module.EntryAnswer(5000, ("一",))
    assert decision.missing == ("items",)
    assert decision.to_dict()["entry_outputs"]["paid"]["entries"][0]["text"] == "50元"
    assert isinstance(module.evaluate(module.Person()).paid, module.Missing)
    assert module._self_test() == (2, [])
    wrong = load(kernel_of(TEXT + case.replace("补 = 50元", "补 = 51元")))
    assert wrong._self_test() == (2, ["甲：补（第1条） = 50元"])


def test_targets_with_one_row_a_person_refuse_it_by_name():
    kernel = kernel_of(TEXT)
    assert "补" in unsupported(kernel, DIALECTS["duckdb"])[0]
    assert "补" in explain_unsupported(kernel)[0]
    with pytest.raises(NotExpressible, match="补"):
        columnar_source(kernel, OPTIONS)


def test_a_notice_that_is_brought_in_brings_its_results_of_entries():
    files = {"main.pol": '引用 "别的"\n政策 "主" { 条款 【九】 }\n', "别的.pol": TEXT}
    kernel = compile_text(files).kernel
    found = evaluate(kernel, bought((1, 150), (2, 50))).each["补"]
    assert [result_text(one.result, {}) for one in as_row(found)] == ["50元", "0元"]


def test_a_total_rests_on_the_entries_that_it_asks_for_alone():
    text = HEAD + "}\n" + LIST + PAID + "输出 总: 金额 别名 total\n"
    text += "【一】 规定 补 每笔 单 { 【二】 价 超过 100元 为 价  【三】 其余 为 0元 }\n"
    text += "【一】 规定 总 { 【一】 为 合计 单 的 补 其 （价 超过 100元） }"
    kernel, person = kernel_of(text), bought((1, 150), (2, 50))
    found = evaluate(kernel, person)
    assert entry_clauses(kernel, found, "总") == ("二",)
    assert [one.clauses for one in as_row(found.each["补"])] == [("二",), ("三",)]
    assert [step.entry for step in entry_steps(found) if step.choice.name == "补"] == [1, 2]
    module = load(kernel)
    decision = module.evaluate(module_person(kernel, module, person))
    assert decision.entry_clauses == {"total": ("二",)}
