"""Each construct of the surface means what the reference says, seen through the interpreter."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from compile import GRANT, codes_of, compile_text, kernel_of, policy

from polc.compiler.interpret import Person, evaluate
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.wording import suggestions
from polc.dsl.values import Amount, Duration, Missing, NotApplicable, Result, Undetermined, Unit, yuan


def results(text: str, person: Person, **assume: str | None) -> dict[str, Result]:
    evaluation = evaluate(kernel_of(text), person, assume)
    return {name: field.result for name, field in evaluation.fields.items()}


WINDOWS = """
输出 缴费时段: 选项 别名 window
【二】 时段 缴费时段 按 缴费日 {
  【二（一）】 集中期 2024-09-01 至 2024-12-31
  【二（二）】 补缴期 2025-01-01 起 限 本市户籍
  【二】 其余 待定 "没有写"
}
【三】 规定 应缴金额 { 【三】 在 集中期 为 400元 【三】 在 补缴期 为 500元 }
"""


@pytest.mark.parametrize(
    ("day", "window"),
    [
        (date(2024, 9, 1), "集中期"),
        (date(2024, 12, 31), "集中期"),
        (date(2025, 1, 1), "补缴期"),
        (date(2199, 12, 31), "补缴期"),
    ],
)
def test_windows_are_closed_days(day: date, window: str) -> None:
    found = results(policy(WINDOWS), {"缴费日": day, "本市户籍": True})
    assert found["缴费时段"] == window
    assert found["应缴金额"] == (yuan(400) if window == "集中期" else yuan(500))


def test_outside_every_window_the_written_rest_applies() -> None:
    found = results(policy(WINDOWS), {"缴费日": date(2024, 8, 31), "本市户籍": True})
    assert isinstance(found["缴费时段"], Undetermined)
    assert found["缴费时段"].reasons == ("没有写",)
    assert isinstance(found["应缴金额"], Undetermined)


def test_a_window_limited_to_a_group_is_shut_for_others() -> None:
    found = results(policy(WINDOWS), {"缴费日": date(2025, 1, 1), "本市户籍": False})
    assert isinstance(found["缴费时段"], Undetermined)


def test_ends_of_a_window_have_names() -> None:
    text = policy(WINDOWS + "输出 起始日: 日期 别名 start\n【四】 规定 起始日 { 【四】 为 集中期末日 + 1日 }")
    assert results(text, {})["起始日"] == date(2025, 1, 1)


def test_exception_beats_plain_rows_wherever_it_stands() -> None:
    rows = ["【三】 为 400元", "【三】 例外 低保对象 为 0元"]
    for order in (rows, rows[::-1]):
        text = policy("【三】 规定 应缴金额 { " + " ".join(order) + " }")
        assert results(text, {"低保对象": True})["应缴金额"] == yuan(0)
        assert results(text, {})["应缴金额"] == yuan(400)


def test_priority_is_by_prefix_of_the_citation() -> None:
    body = """【三】 规定 应缴金额 {
      【三（一）】 例外 低保对象 为 1元
      【三（二）第1句】 例外 残疾人 为 2元
      【四】 例外 本市户籍 为 3元 优先于 【三】
    }"""
    everything = {"低保对象": True, "残疾人": True, "本市户籍": True}
    assert results(policy(body), everything)["应缴金额"] == yuan(3)


def test_priority_is_transitive() -> None:
    body = """【三】 规定 应缴金额 {
      【一】 例外 低保对象 为 1元 优先于 【二】
      【二】 例外 残疾人 为 2元 优先于 【三】
      【三】 例外 本市户籍 为 3元
    }"""
    assert results(policy(body), {"低保对象": True, "本市户籍": True})["应缴金额"] == yuan(1)


def test_a_circle_of_priorities_is_reported() -> None:
    body = """【三】 规定 应缴金额 {
      【一】 例外 低保对象 为 1元 优先于 【二】
      【二】 例外 残疾人 为 2元 优先于 【一】
    }"""
    assert codes_of(policy(body)) == ["POL212"]


def test_two_results_for_one_person_are_never_a_number() -> None:
    body = "【三】 规定 应缴金额 { 【一】 低保对象 为 1元 【二】 残疾人 为 2元 【三】 其余 为 3元 }"
    found = results(policy(body), {"低保对象": True, "残疾人": True})["应缴金额"]
    assert isinstance(found, Undetermined)
    assert found.clauses == ("一", "二")


def test_an_unknown_fact_is_asked_for_only_when_it_can_change_the_result() -> None:
    body = "【三】 规定 应缴金额 { 【三】 为 400元 【三】 例外 本市户籍 且 低保对象 为 0元 }"
    assert results(policy(body), {})["应缴金额"] == yuan(400)
    assert results(policy(body), {"低保对象": True})["应缴金额"] == Missing(inputs=("本市户籍",))


def test_closings_apply_in_the_order_written() -> None:
    row = "【三】 为 底数 的 33% 舍入 到 1元 舍去 保底 10元 封顶 100元"
    body = f"事实 底数: 金额 别名 base\n【三】 规定 应缴金额 {{ {row} }}"
    for given, due in ((1000, 10), (100_00, 33), (1000_00, 100)):
        assert results(policy(body), {"底数": Amount(yuan(1).fen * given / 100)})["应缴金额"] == yuan(due)


def test_a_share_that_leaves_a_fraction_needs_rounding() -> None:
    assert codes_of(policy("【三】 规定 应缴金额 { 【三】 为 0.05元 的 50% }")) == ["POL305"]
    assert codes_of(policy("【三】 规定 应缴金额 { 【三】 为 0.05元 的 50% 舍入 到 1分 进一 }")) == []


# ---- groups and the gate ----------------------------------------------------------------------------
GATED = """
政策 "示例" { 【一】 适用于 参保对象 }
事实 甲: 是非 别名 a
事实 乙: 是非 别名 b
输出 应缴金额: 金额 别名 due
【一】 群体 参保对象 任一 { 【一（一）】 甲 【一（二）】 乙 }
【三】 规定 应缴金额 { 【三】 为 400元 }
"""


def test_each_true_row_of_a_group_is_a_reason() -> None:
    evaluation = evaluate(kernel_of(GATED), {"甲": True, "乙": True})
    assert evaluation.fields["参保对象"].clauses == ("一（一）", "一（二）")


def test_who_is_outside_the_gate_gets_not_applicable() -> None:
    found = results(GATED, {"甲": False, "乙": False})["应缴金额"]
    assert isinstance(found, NotApplicable)
    assert results(GATED, {"甲": False})["应缴金额"] == Missing(inputs=("乙",))


def test_all_rows_of_a_group() -> None:
    text = GATED.replace("任一", "全部")
    assert results(text, {"甲": True, "乙": True})["应缴金额"] == yuan(400)
    assert isinstance(results(text, {"甲": True, "乙": False})["应缴金额"], NotApplicable)


def test_an_open_list_leaves_whoever_is_not_listed_undetermined() -> None:
    rule = "【三】 规定 应缴金额 { 【三】 特定 为 0元 【三】 其余 为 400元 }"
    body = '【二】 群体 特定 = 低保对象 等 待定 "还有谁，没有写"' + rule
    assert "POL606" in codes_of(policy(body))
    assert results(policy(body), {"低保对象": True})["应缴金额"] == yuan(0)
    assert isinstance(results(policy(body), {"低保对象": False})["应缴金额"], Undetermined)


# ---- bounds and assumptions -------------------------------------------------------------------------
BOUND = "【三】 标准 补助 不低于 670元/人\n【三】 规定 应缴金额 { 【三】 为 400元 + 补助 }"


def test_a_bound_stays_a_bound() -> None:
    found = results(policy(BOUND), {})["应缴金额"]
    assert isinstance(found, Amount)
    assert found.fen == yuan(400).fen
    assert [name for name, _ in found.terms] == ["补助"]


def test_a_full_share_of_a_bound_leaves_exactly_nothing() -> None:
    body = BOUND + "\n输出 余额: 金额 = 应缴金额 - 应缴金额 别名 rest"
    assert results(policy(body), {})["余额"] == yuan(0)


def test_a_bound_is_compared_only_as_far_as_it_goes() -> None:
    body = (
        BOUND
        + """
    输出 高: 是非 别名 high
    【四】 规定 高 { 【四】 应缴金额 不低于 1070元 为 是 【四】 其余 为 否 }
    输出 更高: 是非 别名 higher
    【四】 规定 更高 { 【四】 应缴金额 超过 1070元 为 是 【四】 其余 为 否 }"""
    )
    found = results(policy(body), {})
    assert found["高"] is True
    assert isinstance(found["更高"], Undetermined)


READINGS = """
【四】 假定 起算 "没有写" { 当日 缴费日 + 3个月 隔日 缴费日 + 3个月 + 1日 采用 当日 }
输出 起始日: 日期 别名 start
【四】 规定 起始日 { 【四】 为 起算 }
【三】 规定 应缴金额 { 【三】 为 1元 }
"""


def test_a_reading_is_adopted_and_can_be_switched() -> None:
    person = {"缴费日": date(2024, 11, 30)}
    assert results(policy(READINGS), person)["起始日"] == date(2025, 2, 28)
    assert results(policy(READINGS), person, 起算="隔日")["起始日"] == date(2025, 3, 1)


def test_an_undecided_assumption_gives_every_candidate_where_they_differ() -> None:
    text = policy(READINGS.replace("采用 当日", "都不采用"))
    found = results(text, {"缴费日": date(2025, 1, 1)})
    assert isinstance(found["起始日"], Undetermined)
    assert found["起始日"].candidates == (("当日", "2025年4月1日"), ("隔日", "2025年4月2日"))
    assert found["应缴金额"] == yuan(1)


def test_the_month_rule_of_the_header_decides_missing_days() -> None:
    text = policy(READINGS).replace("当月末日", "次月首日")
    assert results(text, {"缴费日": date(2024, 11, 30)})["起始日"] == date(2025, 3, 1)


# ---- grants -----------------------------------------------------------------------------------------
def grant(rows: str) -> str:
    return policy(GRANT + f"【四】 减免 个人缴费减免 {{ 【四】 基数 个人缴费 {rows} }}")


def test_a_grant_fills_its_five_outputs() -> None:
    text = grant("【四（一）】 低保对象 90% 由 医疗救助资金 认定 市民政局")
    found = results(text, {"低保对象": True})
    names = ("减免金额", "当场减免", "先缴后补退还", "付款方", "认定机关")
    assert [found[name] for name in names] == [yuan(360), yuan(360), yuan(0), "医疗救助资金", "市民政局"]


def test_pay_first_moves_the_amount_to_the_refund() -> None:
    found = results(grant("【四】 低保对象 全额 由 甲 先缴后补"), {"低保对象": True})
    assert (found["当场减免"], found["先缴后补退还"]) == (yuan(0), yuan(400))


def test_what_a_row_does_not_name_is_undetermined() -> None:
    assert isinstance(results(grant("【四】 低保对象 全额"), {"低保对象": True})["付款方"], Undetermined)


def test_nobody_is_granted_zero_with_no_payer() -> None:
    found = results(grant("【四】 低保对象 全额 由 甲"), {"低保对象": False})
    assert found["减免金额"] == yuan(0)
    assert isinstance(found["付款方"], NotApplicable)


TWO = "【一】 低保对象 90% 由 甲 【二】 残疾人 70% 由 乙"
BOTH = {"低保对象": True, "残疾人": True}


@pytest.mark.parametrize(
    ("stacking", "amount"), [("只取 最高", yuan(360)), ("合计", yuan(640)), ("补足差额", yuan(360))]
)
def test_ways_to_combine(stacking: str, amount: Amount) -> None:
    assert results(grant(f"{TWO} 【四】 并存 {stacking}"), BOTH)["减免金额"] == amount


def test_without_a_way_to_combine_two_grants_are_undetermined() -> None:
    assert isinstance(results(grant(TWO), BOTH)["减免金额"], Undetermined)
    assert isinstance(results(grant(f"{TWO} 【四】 并存 不得并存"), BOTH)["减免金额"], Undetermined)


def test_equally_high_grants_keep_the_amount_and_settle_the_rest_by_the_tie() -> None:
    rows = '【一】 低保对象 全额 由 甲 【二】 残疾人 全额 由 乙 【四】 并存 只取 最高 【四】 同额 待定 "谁付"'
    found = results(grant(rows), BOTH)
    assert found["减免金额"] == yuan(400)
    assert found["付款方"] == Undetermined(reasons=("谁付",), clauses=("四",))


def test_an_unwritten_amount_loses_only_to_the_whole() -> None:
    rows = (
        '【一】 低保对象 待定 "数额没有写" 由 甲 先缴后补 【二】 残疾人 {share} 由 乙 【四】 并存 只取 最高'
    )
    assert results(grant(rows.format(share="全额")), BOTH)["减免金额"] == yuan(400)
    assert isinstance(results(grant(rows.format(share="90%")), BOTH)["减免金额"], Undetermined)
    alone = results(grant(rows.format(share="90%")), {"低保对象": True})
    assert (alone["当场减免"], alone["付款方"]) == (yuan(0), "甲")


# ---- several files ----------------------------------------------------------------------------------
LOWER = """
引用 "省规定" 落实 "省文件"
政策 "市" { }
事实 甲: 是非 别名 a
输出 等待: 时长 别名 wait
【二】 规定 等待 { 【二】 执行 "省文件" }
"""
UPPER = '政策 "省" { }\n输出 等待: 时长 别名 wait\n【一】 规定 等待 { 【一】 甲 为 3个月 【一】 其余 为 0日 }'


def test_a_fulfilling_file_fills_what_was_left_to_its_document() -> None:
    kernel = kernel_of({"main.pol": LOWER, "省规定.pol": UPPER})
    assert evaluate(kernel, {"甲": True}).result("等待") == Duration(3, Unit.MONTH)


def test_two_silences_are_told_as_what_they_are_and_not_as_two_results() -> None:
    silent = '【二】 低保对象 待定 "甲未写明" 【三】 残疾人 待定 "乙未写明" 【四】 其余 为 1元'
    text = policy(f"【二】 规定 应缴金额 {{ {silent} }}")
    assert "POL501" not in codes_of(text, analyse=True)
    found = results(text, {"低保对象": True, "残疾人": True})["应缴金额"]
    assert isinstance(found, Undetermined)
    assert (found.reasons, found.clauses) == (("同时适用的几条规定说法不一致",), ("二", "三"))


def test_without_it_the_document_is_named() -> None:
    text = LOWER.replace('引用 "省规定" 落实 "省文件"', "")
    found = results(text, {"甲": True})["等待"]
    assert isinstance(found, Undetermined)
    assert found.document == "省文件"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"main.pol": '引用 "没有"'}, "POL203"),
        ({"main.pol": '引用 "甲"', "甲.pol": '引用 "乙"', "乙.pol": '引用 "甲"'}, "POL204"),
        ({"main.pol": '引用 "../外面"'}, "POL205"),
        ({"main.pol": '引用 "/etc/passwd"'}, "POL205"),
    ],
)
def test_imports_that_cannot_be_followed(files: dict[str, str], code: str) -> None:
    assert codes_of(files) == [code]


# ---- mistakes ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("【三】 规定 应缴金额 { 【三】 为 个人 }", "POL201"),
        ("【三】 标准 低保对象 = 1元", "POL202"),
        ("输出 某项: 金额\n【三】 规定 某项 { 【三】 为 1元 }", "POL206"),
        ("输出 某项: 金额 别名 gross_due\n【三】 规定 某项 { 【三】 为 1元 }", "POL207"),
        ("输出 某项: 金额 = 应缴金额 别名 x\n【三】 规定 应缴金额 { 【三】 为 某项 }", "POL209"),
        ("输出 某项: 金额 = 1元 别名 x\n【三】 规定 某项 { 【三】 为 1元 }", "POL210"),
        ("【三】 规定 应缴金额 { 【三】 例外 低保对象 为 1元 优先于 【九】 }", "POL211"),
        ("【三】 假定 甲 { 乙 1元 丙 2元 采用 丁 }", "POL213"),
        ("【三】 规定 低保对象 { 【三】 为 1元 }", "POL215"),
        ("", "POL216"),
        ("【三】 规定 应缴金额 { 【三】 为 1元 }\n【三】 规定 应缴金额 { 【三】 为 1元 }", "POL217"),
        ("【三】 规定 应缴金额 { 【三】 为 缴费日 }", "POL301"),
        ("【三】 规定 应缴金额 { 【三】 为 400元 + 30日 }", "POL302"),
        ("【三】 规定 应缴金额 { 【三】 为 400元/月 }", "POL302"),
        ("【三】 规定 应缴金额 { 【三】 缴费日 在 2025-02-01 至 2025-01-01 为 1元 }", "POL307"),
        ("【三】 假定 甲 { 乙 1元 丙 2日 采用 乙 }", "POL310"),
        ("【三】 规定 应缴金额 { 【三】 缴费日 早于 缴费日 + 5个工作日 为 1元 }", "POL311"),
        ("标准 甲 = 1元", "POL701"),
        ('政策 "又一份" { }', "POL217"),
        ("减免 个人减免 输出 应缴金额\n【三】 减免 个人减免 { }", "POL301"),
    ],
)
def test_mistakes_have_a_code_and_no_traceback(body: str, code: str) -> None:
    assert code in codes_of(policy(body))


def test_a_header_key_stands_once() -> None:
    assert "POL217" in codes_of(policy("【三】 规定 应缴金额 { 【三】 为 1元 }", '文号 "甲" 文号 "乙"'))


def test_the_rows_of_a_window_may_supply_its_options() -> None:
    body = "【二】 时段 甲 按 缴费日 { 【一】 乙 2025-01-01 至 2025-01-02 【一】 丙 2025-01-03 起 }"
    rule = "【三】 规定 应缴金额 { 【三】 在 乙 为 1元 【三】 在 丙 为 2元 【三】 其余 为 3元 }"
    assert results(policy(body + rule), {"缴费日": date(2025, 1, 3)})["应缴金额"] == yuan(2)


def test_ages_and_months_need_the_header() -> None:
    body = (
        "【三】 规定 应缴金额 { 【三】 截至 缴费日 满60周岁 为 1元 【三】 缴费日 早于 缴费日 + 1个月 为 2元 }"
    )
    assert codes_of(policy(body, header="")) == ["POL313", "POL313"]
    assert codes_of(policy(body).replace("周岁 按 出生日期", "")) == ["POL312"]


def test_words_that_ran_together_are_split_in_the_suggestion() -> None:
    body = "【三】 规定 应缴金额 { 【三】 低保对象且残疾人 为 1元 }"
    facts = dict(compile_text(policy(body)).diagnostics[0].facts)
    assert facts["split"] == "低保对象 且 残疾人"


CHOSEN = """
事实 欠缴: 整数 别名 owed
事实 补缴: 整数 别名 repaid
输出 直接: 金额 别名 direct
输出 经过群体: 金额 别名 by_group
输出 算出的数: 金额 别名 worked_out
输出 相等的数: 金额 = 10元 * 补缴 别名 same
【三】 选择 补缴 由 本人 { 【三】 其余 可选 0 至 欠缴 }
【三】 群体 补得多 = 补缴 超过 2
【三】 量 每年 = 10元 * 补缴
【三】 量 算出的数 = 5元 * 补缴
【三】 规定 直接 { 【三】 为 每年 }
【三】 规定 经过群体 { 【三】 补得多 为 100元 【三】 其余 为 1元 }
"""


@pytest.mark.parametrize("output", ["直接", "经过群体", "算出的数", "相等的数"])
def test_what_may_not_be_chosen_decides_nothing_however_it_is_read(output: str) -> None:
    assert results(policy(CHOSEN), {"欠缴": Fraction(3), "补缴": Fraction(3)})[output] in (
        yuan(30),
        yuan(100),
        yuan(15),
    )
    barred = results(policy(CHOSEN), {"欠缴": Fraction(2), "补缴": Fraction(3)})[output]
    assert isinstance(barred, NotApplicable)
    assert barred.kind == "选项不许"


MONTHLY_READING = """
输出 年额: 金额 别名 yearly
【三】 假定 看哪天 "没有写" { 月初 当月首日  月末 当月末日  采用 月末 }
【三】 规定 月额 每月 { 【三】 截至 看哪天 满80周岁 为 62元 【三】 其余 为 0元 }
【三】 量 年额 = 合计 月额 自 2031-01-01 至 2031-12-31
"""


def test_a_reading_has_no_month_of_its_own() -> None:
    assert "POL105" in codes_of(policy(MONTHLY_READING))


@pytest.mark.parametrize("block", ["累计 年数 每笔 年度 自 0", "规定 年数 每笔 年度"])
def test_what_is_worked_out_for_each_entry_is_no_output(block: str) -> None:
    text = "清单 年度 不超过 3 别名 years { 事实 在保: 是非 别名 insured }\n输出 年数: 整数 别名 run\n"
    assert codes_of(policy(f"{text}【三】 {block} {{ 【三】 为 1 }}"))[0] == "POL202"


def test_a_word_out_of_its_list_is_told_the_list_and_nothing_else() -> None:
    """Nobody is sent to define a fact where only one of a few words can stand."""
    text = policy('【三】 规定 应缴金额 { 【三】 低保对象 不适用（停办） "已停" 【三】 其余 为 1元 }')
    (found,) = compile_text(text).diagnostics
    assert found.code.id == "POL201"
    (step,) = suggestions(found, Lang.ZH)
    assert step.startswith("这里可以写其中一项：不在范围、期外、")
