"""Each check: what it finds and what it leaves alone, on small policies."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import kernels
import pytest
from compile import GRANT, compile_text, policy
from kernels import town

from polc.compiler.analysis import analyse
from polc.compiler.kernel import (
    DATE,
    MONEY,
    RATE,
    TRUE,
    Compare,
    Const,
    Form,
    InputRef,
    Kernel,
    Op,
    Pick,
    Relation,
    Round,
    Scale,
)
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity, Sink
from polc.dsl.diagnostics.wording import message
from polc.dsl.numerals import write_numeral
from polc.dsl.source import NOWHERE
from polc.dsl.values import RoundMode

HEADER = "条款 【一、二、三、四】 保障年度 2025-01-01 至 2025-12-31 按月计算 当月末日 闰日生日 2月28日"
WINDOWS = """
输出 缴费时段: 选项 别名 pay_window
【二】 时段 缴费时段 按 缴费日 {{
  【二】 集中期  2024-09-01 至 {first}
  【二】 补缴期  {second} 至 {last}
  {otherwise}
}}
"""
ACCOUNTED = '【一、二、三、四】 不入计算 "示例"'


def findings(kernel: Kernel) -> list[Diagnostic]:
    sink = Sink()
    analyse(kernel, sink)
    return sink.found


def checked(body: str) -> dict[str, Diagnostic]:
    """The findings in a small policy, by code."""
    found = compile_text(policy(body + ACCOUNTED, HEADER), analyse=True).diagnostics
    return {d.code.id: d for d in found if d.code.id not in ("POL216", "POL603")}


def said(diagnostic: Diagnostic) -> str:
    return message(diagnostic, Lang.ZH)


def windows(
    first: str = "2024-12-31", second: str = "2025-01-01", last: str = "2025-12-31", otherwise: str = ""
) -> str:
    return WINDOWS.format(first=first, second=second, last=last, otherwise=otherwise)


# ---- windows ----------------------------------------------------------------------------------------
def test_windows_that_meet_are_left_alone() -> None:
    assert checked(windows()) == {}


def test_an_overlap_is_shown_with_its_days_and_a_person() -> None:
    found = checked(windows(first="2025-01-02"))["POL401"]
    assert dict(found.facts) | {"start": "2025-01-01", "end": "2025-01-02", "days": "2"} == dict(found.facts)
    assert found.witness[0].facts == (("缴费日", "2025-01-01"),)
    assert found.basis


def test_a_hole_is_shown_with_its_days_and_a_person() -> None:
    found = checked(windows(first="2024-12-30"))["POL402"]
    assert "2024-12-31 至 2024-12-31（1 天）" in said(found)
    assert found.level is Severity.ERROR
    assert found.witness[0].facts == (("缴费日", "2024-12-31"),)


def test_a_hole_reaches_to_the_end_of_the_year() -> None:
    assert "2025-10-01 至 2025-12-31（92 天）" in said(checked(windows(last="2025-09-30"))["POL402"])


@pytest.mark.parametrize("first", ["2024-12-30", "2024-12-31"])
def test_a_hole_that_otherwise_fills_is_a_warning(first: str) -> None:
    found = checked(windows(first=first, otherwise='【二】 其余 待定 "未写明"'))
    assert set(found) == ({"POL404"} if first == "2024-12-30" else set())
    assert all(d.level is Severity.WARNING for d in found.values())


def test_the_end_of_the_year_may_be_closed() -> None:
    assert checked(windows(last="2025-09-30", otherwise='【二】 其余 不适用 "已截止"')) == {}


def test_a_special_window_needs_an_order() -> None:
    limited = "【二】 困难期  2024-10-01 至 2024-10-31 限 低保对象"
    found = checked(windows(otherwise=limited))["POL403"]
    assert dict(found.facts)["special"] == "困难期"
    assert dict(found.witness[0].facts)["低保对象"] == "是"


def test_a_hole_for_one_group_only() -> None:
    text = windows().replace("至 2024-12-31", "至 2024-12-31 限 低保对象")
    assert "低保对象" not in dict(checked(text)["POL402"].witness[0].facts)


# ---- conflicts --------------------------------------------------------------------------------------
def test_two_answers_for_one_person() -> None:
    found = checked(
        "【三】 规定 应缴金额 { 【三】 低保对象 为 40元  【四】 残疾人 为 100元  【三】 其余 为 400元 }"
    )
    assert set(found) == {"POL501"}
    assert dict(found["POL501"].witness[0].facts) == {"低保对象": "是", "残疾人": "是"}


@pytest.mark.parametrize(
    "second",
    ["例外 残疾人 为 100元", "残疾人 为 40元", "非 低保对象 且 残疾人 为 100元"],
    ids=["an order", "equal results", "never together"],
)
def test_no_conflict(second: str) -> None:
    body = f"【三】 规定 应缴金额 {{ 【三】 低保对象 为 40元  【四】 {second}  【三】 其余 为 400元 }}"
    assert set(checked(body)) <= {"POL504"}


def test_relations_are_respected() -> None:
    body = "【三】 规定 应缴金额 { 【三】 低保对象 为 40元  【四】 残疾人 为 100元  【三】 其余 为 400元 }"
    assert checked("关系 低保对象、残疾人 互斥\n" + body) == {}


def grant(rows: str) -> dict[str, Diagnostic]:
    return checked(f"{GRANT} 【四】 减免 个人缴费减免 {{ 【四】 基数 个人缴费 {rows} }}")


LOW = "【四】 低保对象 90% 由 医疗救助资金 认定 市民政局 "
DISABLED = "【四】 残疾人 全额 由 财政资金 认定 市残联 "
POOR = "【四】 低保对象 全额 由 医疗救助资金 认定 市残联 "


def test_grants_without_a_way_to_combine() -> None:
    found = grant(LOW + DISABLED)["POL502"]
    assert "相差 40元" in said(found)
    assert dict(found.witness[0].facts) == {"低保对象": "是", "残疾人": "是"}
    assert "POL502" not in grant(LOW + DISABLED + "【四】 并存 只取 最高")


def test_the_same_amount_from_different_payers() -> None:
    found = grant(POOR + DISABLED + "【四】 并存 只取 最高")
    assert "“付款方”却不同" in said(found["POL503"])
    assert grant(POOR + DISABLED + '【四】 并存 只取 最高 【四】 同额 待定 "未写明"') == {}


def test_sums_need_one_payer_or_a_word_about_it() -> None:
    assert "POL503" in grant(LOW + DISABLED + "【四】 并存 合计")
    assert "POL503" not in grant(LOW + DISABLED + '【四】 并存 合计 【四】 同额 待定 "各付各的"')


def test_many_pairs_are_one_finding() -> None:
    third = "【四】 本市户籍 70% 由 财政资金 认定 市残联 "
    found = grant(LOW + DISABLED + third)["POL502"]
    assert dict(found.facts)["pairs"].count("和") == 3
    assert len(found.witness) == 3


# ---- reach ------------------------------------------------------------------------------------------
def rule(rows: str) -> dict[str, Diagnostic]:
    return checked(f"【三】 规定 应缴金额 {{ {rows} 【三】 其余 为 400元 }}")


def test_a_condition_nobody_satisfies() -> None:
    assert set(rule("【三】 低保对象 且 非 低保对象 为 40元")) == {"POL601"}
    assert set(rule("【三】 截至 缴费日 满60周岁 且 截至 缴费日 未满18周岁 为 40元")) == {"POL601"}
    assert rule("【三】 截至 缴费日 满18周岁 且 截至 缴费日 未满60周岁 为 40元") == {}


def test_a_row_that_never_gets_its_turn() -> None:
    found = rule("【三】 低保对象 且 残疾人 为 40元 【四】 例外 残疾人 为 100元")
    assert set(found) == {"POL602"}
    assert "【四】" in said(found["POL602"])


def test_a_row_that_is_open_only_with_what_goes_before_it() -> None:
    """Where a window is open both rows are, and the second changes nothing: it never gets its turn."""
    open_ = windows(otherwise='【二】 其余 待定 "未写明"')
    block = "【三】 规定 应缴金额 {{ 【三】 {} 为 40元 【四】 例外 {} 为 100元 【三】 其余 为 400元 }}"
    wide, narrow = "在 集中期", "在 集中期 且 低保对象"
    assert "POL602" in checked(open_ + block.format(wide, wide))
    assert "POL602" in checked(open_ + block.format(narrow, wide))
    assert "POL602" not in checked(open_ + block.format(wide, narrow))


def test_a_lower_grant_inside_a_higher_one() -> None:
    inside = "【四】 低保对象 且 残疾人 70% 由 财政资金 认定 市残联 "
    assert "POL602" in grant(LOW + inside + "【四】 并存 只取 最高")


def test_nobody_decides() -> None:
    text = policy("【三】 规定 应缴金额 { 【三】 低保对象 为 40元 }" + ACCOUNTED, HEADER)
    found = [d for d in compile_text(text, analyse=True).diagnostics if d.code.id == "POL603"]
    assert found[0].witness[0].facts == ()
    decided = text.replace("为 40元", '为 40元 【三】 其余 待定 "未写明"')
    assert "POL603" not in [d.code.id for d in compile_text(decided, analyse=True).diagnostics]


def test_a_condition_inside_another_with_the_same_result() -> None:
    found = rule("【三】 低保对象 为 40元 【四】 低保对象 且 残疾人 为 40元")
    assert set(found) == {"POL504"}
    assert found["POL504"].level is Severity.NOTE


# ---- values -----------------------------------------------------------------------------------------
BENEFIT = """
输出 待遇起始日: 日期 别名 start
输出 待遇终止日: 日期 别名 end
待遇期 待遇起始日 至 待遇终止日 按 应缴金额
【三】 规定 应缴金额 {{ 【三】 为 {price} }}
【三】 规定 待遇起始日 {{ 【三】 为 缴费日 + 90日 }}
【三】 规定 待遇终止日 {{ 【三】 为 2025-12-31 }}
"""


def test_paid_for_nothing_names_the_days() -> None:
    found = checked(windows() + BENEFIT.format(price="400元"))["POL605"]
    assert "2025-10-03" in said(found)
    assert len(found.witness) == 2


WAIT = """关系 缴费日 不晚于 2025-12-31
【三】 假定 等待 "没有写明" { 不等待 缴费日  等三个月 缴费日 + 3个月 采用 %s }
"""


@pytest.mark.parametrize(("adopted", "notes"), [("不等待", ["等三个月"]), ("等三个月", [])])
def test_paid_for_nothing_is_looked_for_under_readings_nobody_adopted(adopted: str, notes: list[str]) -> None:
    body = BENEFIT.format(price="400元").replace("缴费日 + 90日", "等待")
    found = checked(windows() + WAIT % adopted + body)["POL605"]
    assert [note.text.zh for note in found.notes] == [f"没有采用的读法“{name}”下如此" for name in notes]
    assert "2025-10-01" in said(found)


def test_nothing_paid_for_nothing_is_fair() -> None:
    assert checked(windows() + BENEFIT.format(price="0元")) == {}


def test_days_without_a_counterpart_are_listed() -> None:
    rows = "【三】 在 补缴期 为 缴费日 + {} 【三】 其余 为 缴费日"
    start = f"输出 起始日: 日期 别名 start\n【三】 规定 起始日 {{{{ {rows} }}}}"
    found = checked(windows() + start.format("1个月"))["POL304"]
    assert "2025-01-29、2025-01-30、2025-01-31、2025-03-31、2025-05-31等" in said(found)
    assert checked(windows() + start.format("30日")) == {}


def test_days_far_back_are_listed_where_no_later_one_is() -> None:
    start = "输出 起始日: 日期 别名 start\n【三】 规定 起始日 {{ 【三】 为 缴费日 + {} }}"
    long = "关系 缴费日 在 2030-01-01 至 2059-12-31\n"
    assert "遇到 2040-02-29 没有对应日：取月末是 2100-02-28，取次月首日是 2100-03-01，差 1 天" in said(
        checked(long + start.format("60年"))["POL304"]
    )
    assert checked(long + start.format("80年")) == {}


def test_a_bound_that_reaches_an_output() -> None:
    standard = "【三】 标准 补助 不低于 670元/人 【三】 标准 个人 = 400元/人\n"
    rows = "【三】 规定 应缴金额 {{ 【三】 低保对象 为 个人 {} 【四】 非 低保对象 为 个人 }}"
    found = checked(standard + rows.format("+ 补助"))["POL309"]
    assert "不低于1070元" in said(found)
    assert dict(found.witness[0].facts) == {"低保对象": "是"}
    assert "POL309" not in checked(standard + rows.format(""))


# ---- the whole policy -------------------------------------------------------------------------------
def test_assumptions_used_and_decided() -> None:
    assumption = '【三】 假定 名单 "未写明" {{ 没有 否  都有 低保对象  {} }}\n'
    used = "【三】 规定 应缴金额 { 【三】 名单 为 40元 【三】 其余 为 400元 }"
    assert set(checked(assumption.format("采用 都有") + used)) == set()
    assert set(checked(assumption.format("采用 没有") + used)) == set(), "another reading may apply"
    assert set(checked(assumption.format("都不采用") + used)) == {"POL608"}
    assert set(checked(assumption.format("采用 没有"))) == {"POL607"}


def test_readings_that_mean_the_same_are_noted() -> None:
    assumption = '【三】 假定 标准年度 "未写明" {{ 上年 {}元  当年 400元  采用 当年 }}\n'
    used = "【三】 规定 应缴金额 { 【三】 为 标准年度 }"
    assert set(checked(assumption.format(400) + used)) == {"POL609"}
    assert checked(assumption.format(380) + used) == {}


def test_a_single_reading_is_no_choice() -> None:
    assumption = '【三】 假定 标准年度 "未写明" { 当年 400元  采用 当年 }\n'
    assert checked(assumption + "【三】 规定 应缴金额 { 【三】 为 标准年度 }") == {}


def test_a_finding_under_one_reading_names_it() -> None:
    assumption = '【三】 假定 名单 "未写明" { 没有 否  都有 低保对象  都不采用 }\n'
    rows = "【三】 规定 应缴金额 { 【三】 名单 为 40元 【四】 残疾人 为 100元 【三】 其余 为 400元 }"
    found = checked(assumption + rows)["POL501"]
    assert any("都有" in note.text.zh for note in found.notes)


def test_clauses_of_the_notice() -> None:
    text = policy('【一、二】 不入计算 "示例"\n【五】 不入计算 "示例"', HEADER)
    found = {d.code.id: d for d in compile_text(text, analyse=True).diagnostics}
    assert dict(found["POL702"].facts)["clause"] in ("三", "四")
    assert dict(found["POL703"].facts)["clause"] == "五"
    bare = policy("【民法典二〇二】 规定 应缴金额 { 【民法典二〇二】 为 400元 }", "")
    assert [d.code.id for d in compile_text(bare, analyse=True).diagnostics if d.code.id[3] == "7"] == [
        "POL705"
    ]


def clause_findings(text: str) -> list[tuple[str, dict[str, str]]]:
    found = compile_text(text, analyse=True).diagnostics
    return [
        (d.code.id, dict(d.facts)) for d in found if d.code.id in ("POL702", "POL703", "POL705", "POL708")
    ]


def test_clauses_of_a_second_document_in_the_file() -> None:
    head = "条款 【前言、正文第2段、一至四、《补充通知》1、2】 闰日生日 2月28日"
    cited = '【前言、正文第2段第1句、《补充通知》1】 不入计算 "示例"\n' + ACCOUNTED
    text = policy(f"{cited}\n【《补充通知》2】 规定 应缴金额 {{ 【《补充通知》2】 为 400元 }}", head)
    assert clause_findings(text) == []
    assert clause_findings(text.replace("、《补充通知》1】", "】")) == [
        ("POL702", {"clause": "《补充通知》1"})
    ]
    other = clause_findings(text.replace("《补充通知》1】", "《补充通知》1、3】"))
    assert other == [("POL703", {"clause": "《补充通知》3", "nearest": "《补充通知》1"})]
    alone = clause_findings(text.replace("前言、正文第2段、一至四、", ""))
    assert [code for code, _ in alone] == ["POL705"], "the notice's own clauses have no list"


def test_a_figure_for_a_clause_in_characters_is_told_which_one() -> None:
    text = policy(f"{ACCOUNTED}\n【3】 规定 应缴金额 {{ 【三】 为 400元 }}", HEADER)
    assert clause_findings(text) == [("POL703", {"clause": "3", "nearest": "三"})]


def test_a_list_of_clauses_may_be_long() -> None:
    listed = "、".join(f"{write_numeral(n)}（一）至（十五）" for n in range(1, 100))
    text = policy(f"【{listed}】 规定 应缴金额 {{ 【一】 为 400元 }}", f"条款 【{listed}】 闰日生日 2月28日")
    assert clause_findings(text) == []
    endless = policy(f"{ACCOUNTED}\n【一至五千】 规定 应缴金额 {{ 【三】 为 400元 }}", HEADER)
    (found,) = (d for d in compile_text(endless).diagnostics if d.code.id == "POL115")
    assert dict(found.facts) == {"part": "一至五千", "meant": "", "limit": "2000"}


def test_cases_are_run() -> None:
    body = "【三】 规定 应缴金额 { 【三】 为 400元 }\n"
    case = '案例 "甲" {{ 低保对象 期望 应缴金额 = {}元 }}\n'
    assert checked(body + case.format(400)) == {}
    assert "算出来是 400元" in said(checked(body + case.format(401))["POL704"])


def test_relations_that_contradict() -> None:
    body = "关系 缴费日 不晚于 2025-01-01\n关系 缴费日 不早于 2025-01-02\n关系 低保对象、残疾人 互斥\n"
    found = checked(body + "【三】 规定 应缴金额 { 【三】 低保对象 且 残疾人 为 40元 }")
    assert set(found) == {"POL208"}
    assert "互斥" not in said(found["POL208"])


def test_the_fewest_relations_that_contradict_are_told() -> None:
    """Three relations in a row contradict each other, and so do two others: the two are told."""
    row = "关系 低保对象 蕴含 残疾人\n关系 残疾人 蕴含 本市户籍\n关系 低保对象 且 非 本市户籍\n"
    two = "关系 缴费日 不晚于 2025-01-01\n关系 缴费日 不早于 2025-01-02\n"
    for body in (row + two, two + row):
        assert said(checked(body)["POL208"]).count("缴费日") == 2
        assert "低保对象" not in said(checked(body)["POL208"])


# ---- on kernels made by hand ------------------------------------------------------------------------
def test_the_town_has_what_was_put_into_it() -> None:
    found = {d.code.id: d for d in findings(town())}
    assert {"POL605", "POL309"} <= set(found)
    assert not any(d.level is Severity.ERROR and d.code.id[3] in "456" for d in found.values())


def test_what_has_no_form_is_said_and_never_passed() -> None:
    """A share that is itself a fact: persons are tried, and what one of them shows is a finding."""
    both = Compare(Op.GT, Scale(InputRef("月租"), InputRef("份额")), kernels.money(100))
    kernel = attrs.evolve(
        kernels.bare(),
        inputs=(kernels.fact("月租", "rent", MONEY), kernels.fact("份额", "share", RATE)),
        choices=(
            kernels.choice(
                "补贴",
                Form.RULE,
                [
                    kernels.row("一", both, kernels.money(1)),
                    kernels.row("二", TRUE, kernels.money(2)),
                ],
                [kernels.money(0)],
            ),
        ),
    )
    found = findings(kernel)
    assert {d.code.id for d in found} & {"POL501", "POL601", "POL602"} == {"POL501"}
    assert any(int(dict(d.facts).get("tried", "0")) >= 200 for d in found)


def test_rounding_is_monotone_and_decided() -> None:
    """A tenth of the rent, rounded up to whole yuan, is above 9 yuan from 90.01 yuan on."""
    rounded = Round(Scale(InputRef("月租"), Const(Fraction(1, 10), RATE)), 100, RoundMode.UP)
    over, rest = (
        Compare(Op.GT, rounded, kernels.money(9)),
        Compare(Op.LE, InputRef("月租"), kernels.money(90)),
    )
    kernel = attrs.evolve(
        kernels.bare(),
        inputs=(kernels.fact("月租", "rent", MONEY),),
        choices=(
            kernels.choice(
                "补贴",
                Form.RULE,
                [kernels.row("一", over, kernels.money(1)), kernels.row("二", rest, kernels.money(2))],
                [kernels.money(0)],
            ),
        ),
    )
    assert not any(d.code.id in ("POL501", "POL603", "POL690") for d in findings(kernel))


def test_a_person_respects_relations_and_is_believable() -> None:
    born = InputRef("出生日期")
    claims = (
        Compare(Op.GE, born, Const(date(1950, 1, 1), DATE)),
        Compare(Op.LE, born, InputRef("缴费日")),
    )
    relations = tuple(Relation(condition=claim, text="", span=NOWHERE) for claim in claims)
    kernel = attrs.evolve(town(), relations=relations)
    for diagnostic in findings(kernel):
        for person in diagnostic.witness:
            facts = dict(person.facts)
            if {"出生日期", "缴费日"} <= set(facts):
                assert "1950-01-01" <= facts["出生日期"] <= facts["缴费日"]


def test_findings_are_the_same_every_time() -> None:
    assert findings(town()) == findings(town())


def test_every_way_to_combine_is_understood() -> None:
    for pick in Pick:
        choices = tuple(attrs.evolve(c, pick=pick) if c.name == "个人缴费减免" else c for c in town().choices)
        codes = {d.code.id for d in findings(attrs.evolve(town(), choices=choices))}
        assert ("POL502" in codes) == (pick in (Pick.UNIQUE, Pick.EXCLUSIVE))


MONTHS = """
【一】 规定 月补贴 每月 {{
  【一】 例外 出生日期 晚于 当月末日  为 0元
  【一】 出生日期 早于 2024-01-01  为 10元
  【一】 {row}  为 20元
}}
【一】 规定 应缴金额 {{ 【一】 为 合计 月补贴 自 2025-01-01 至 2025-03-31 }}
关系 出生日期 不晚于 2025-02-28
"""


def test_a_row_of_a_rule_each_month_needs_somebody_in_one_month_only() -> None:
    """Nobody is born after March, so the exception sleeps in March."""
    body = MONTHS.format(row="出生日期 不早于 2024-01-01")
    assert "POL601" not in checked(body)


def test_a_row_of_a_rule_each_month_that_nobody_has_in_any_month_is_reported_once() -> None:
    body = MONTHS.format(row="出生日期 不早于 2025-03-01")
    found = [d for d in compile_text(policy(body), analyse=True).diagnostics if d.code.id == "POL601"]
    assert len(found) == 1


def test_days_without_a_counterpart_are_days_of_the_document() -> None:
    """Nothing bounds the day of payment: those of the next years are shown, not those of 2188."""
    text = policy(
        "【一】 规定 应缴金额 { 【一】 缴费日 + 1个月 早于 2199-01-01 为 1元 【一】 其余 为 0元 }", HEADER
    )
    found = [
        dict(d.facts)["days"] for d in compile_text(text, analyse=True).diagnostics if d.code.id == "POL304"
    ]
    assert [days[:21] for days in found] == ["2025-01-29、2025-01-30"]
