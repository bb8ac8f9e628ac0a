"""What can't be proved: one relation stops nothing, persons are tried, claims are refuted."""

from itertools import islice

import pytest

from polc.compiler.analysis.decide import Ground, World
from polc.compiler.analysis.trials import Mixer, persons
from polc.compiler.analysis.witness import usual
from polc.compiler.driver import compile_file
from polc.dsl.diagnostics.completeness import ONE_OF_MORE
from polc.dsl.source import Source

HEAD = """政策 "示例" { 文号 "示例〔2025〕1号" 条款 【一】 }
事实 份额: 比例 别名 share
事实 收入: 金额 别名 income
事实 甲: 是非 默认 否 别名 a
事实 乙: 是非 默认 否 别名 b
输出 补: 金额 别名 o
"""


def checked(body: str, head: str = HEAD):
    return compile_file("示例.pol", lambda name: Source(path=name, text=head + body))


def told(body: str, head: str = HEAD) -> dict[str, dict[str, str]]:
    return {d.code.id: dict(d.facts) for d in checked(body, head).diagnostics}


# ---- a relation without a form ----------------------------------------------------------------------
RELATION = "关系 收入 是 10000元 * 份额\n"


def test_a_relation_that_has_no_form_switches_no_check_off() -> None:
    found = checked(RELATION + "【一】 规定 补 { 【一】 甲 为 1元 【一】 乙 为 2元 }")
    assert {"POL501", "POL603", "POL690"} <= {d.code.id for d in found.diagnostics}
    note = next(d for d in found.diagnostics if d.code.id == "POL690")
    assert dict(note.facts)["check"].startswith("关系 收入 是")
    assert note.span.start == found.kernel.relations[0].span.start


def test_persons_in_a_finding_respect_the_relation_that_was_left_out() -> None:
    body = """【一】 规定 补 {
  【一】 收入 不低于 5000元 为 1元
  【一】 收入 不低于 4000元 为 2元
  【一】 其余 为 0元
}"""
    found = checked(RELATION + body)
    clash = next(d for d in found.diagnostics if d.code.id == "POL501")
    facts = dict(clash.witness[0].facts)
    assert facts["收入"] in ("5000元", "10000元")  # half of it, all of it: shares that are tried


# ---- persons who are tried --------------------------------------------------------------------------
def test_what_has_no_form_is_put_to_persons_and_becomes_a_finding() -> None:
    body = """【一】 规定 补 {
  【一】 收入 * 份额 超过 100元 为 1元
  【一】 收入 * 份额 超过 50元 为 2元
  【一】 其余 为 0元
}"""
    assert "POL501" in told(body)


def test_what_nobody_shows_is_said_with_how_many_were_tried_and_what_would_help() -> None:
    body = "【一】 规定 补 { 【一】 为 收入 * 份额 舍入 到 1分 }\n【一】 恒真 补 不超过 收入 * 份额 + 1元"
    facts = told(body)["POL690"]
    assert int(facts["tried"]) >= 200
    assert "份额" in facts["advice"]


def test_the_same_persons_are_tried_every_time() -> None:
    kernel = checked("【一】 规定 补 { 【一】 收入 * 份额 超过 100元 为 1元 【一】 其余 为 0元 }").kernel
    worlds = [World(Ground(kernel), {}) for _ in range(2)]
    first, second = (list(islice(persons(w, usual(w), kernel.choices), 300)) for w in worlds)
    assert first == second and len(first) == 300
    assert [Mixer().below(9) for _ in range(3)] == [Mixer().below(9)] * 3


# ---- claims -----------------------------------------------------------------------------------------
def test_a_case_of_the_file_refutes_a_claim() -> None:
    body = """【一】 规定 补 { 【一】 为 收入 * 份额 舍入 到 1分 }
【一】 恒真 补 不超过 70元
案例 "多的" { 收入 = 777元 份额 = 33% 期望 补 = 256.41元 }
"""
    found = checked(body)
    refuted = next(d for d in found.diagnostics if d.code.id == "POL620")
    assert ("收入", "777元") in refuted.witness[0].facts
    assert "POL621" not in {d.code.id for d in found.diagnostics}


@pytest.mark.parametrize("claim", ["补 不超过 收入 * 份额 + 1元"])
def test_a_claim_is_left_open_only_when_refuting_it_is_finished(claim: str) -> None:
    rule = '【一】 规定 补 { 【一】 甲 待定 "没有写" 【一】 其余 为 收入 * 份额 舍入 到 1分 }\n'
    body = f"{rule}【一】 恒真 {claim}"
    found = told(body)
    assert "POL690" in found and "POL621" not in found


# ---- false findings ---------------------------------------------------------------------------------
MONTHS = """政策 "示例" { 文号 "示例〔2025〕1号" 条款 【一】 闰日生日 2月28日 }
事实 领取月份: 日期 别名 month
事实 本地: 是非 别名 local
输出 月津贴: 金额 别名 monthly
输出 一九年: 金额 别名 y
"""


def test_a_row_of_a_rule_of_months_lives_where_any_of_its_months_does() -> None:
    body = """【一】 规定 月津贴 每月 按 领取月份 {
  【一】 本地 且 当月首日 早于 2016-01-01 待定 "没有资料"
  【一】 其余 为 100元
}
【一】 规定 一九年 { 【一】 为 合计 月津贴 自 2019-01-01 至 2019-12-31 }
"""
    assert "POL601" not in told(body, MONTHS)


WORDS = """政策 "示例" { 文号 "示例〔2025〕1号" 条款 【一、二】 }
事实 低保: 是非 别名 low
事实 缴费日: 日期 别名 pay
输出 有权利: 是非 别名 entitled
输出 补: 金额 别名 o
"""


@pytest.mark.parametrize(
    "body",
    [
        "【二】 群体 有权利 = 低保\n【一】 规定 补 { 【一】 为 1元 }",
        "【二】 群体 有权利 任一 { 【二】 低保 }\n【一】 规定 补 { 【一】 为 1元 }",
        "【一】 群体 有权利 = 低保\n【二】 群体 按时 = 缴费日 不晚于 2025-06-30\n"
        "【一】 规定 补 { 【一】 按时 为 1元 【一】 其余 为 2元 }",
        '【一】 群体 有权利 = 低保\n【二】 假定 数 "没有写" { 一 1元 二 2元 采用 一 }\n'
        "【一】 规定 补 { 【一】 为 数 }",
    ],
)
def test_a_clause_that_decides_by_what_it_defines_is_carried_out(body: str) -> None:
    assert "POL708" not in told(body, WORDS)


def test_one_reading_alone_is_no_choice_that_changes_nothing() -> None:
    body = '【一】 群体 有权利 = 低保\n【一】 假定 数 "没有写" { 一 1元 采用 一 }\n'
    body += "【一、二】 规定 补 { 【一】 为 数 }"
    assert "POL609" not in told(body, WORDS)


# ---- windows ----------------------------------------------------------------------------------------
def test_days_outside_all_windows_are_reported_where_no_rest_is_written() -> None:
    head = WORDS + "输出 缴费时段: 选项 别名 w\n关系 缴费日 在 2024-01-01 至 2024-12-31\n"
    body = "【一】 时段 缴费时段 按 缴费日 { 【一】 集中期 2024-03-01 至 2024-06-30 }\n"
    body += "【一】 群体 有权利 = 低保\n【二】 规定 补 { 【二】 在 集中期 为 400元 }"
    holes = [dict(d.facts) for d in checked(body, head).diagnostics if d.code.id == "POL402"]
    assert [(h["start"], h["end"]) for h in holes] == [
        ("2024-01-01", "2024-02-29"),
        ("2024-07-01", "2024-12-31"),
    ]


def test_an_output_without_a_window_hides_no_validity_without_rules() -> None:
    head = WORDS.replace("条款", "有效期 2025-01-01 至 2026-12-31 条款") + "输出 缴费时段: 选项 别名 w\n"
    rows = '【一】 集中期 2025-01-01 至 2025-12-31 【一】 其余 待定 "未写明"'
    body = f"【一】 时段 缴费时段 按 缴费日 {{ {rows} }}\n"
    body += "【一】 群体 有权利 = 低保\n【二】 规定 补 { 【二】 在 集中期 为 400元 }"
    assert "POL408" in told(body, head)


# ---- windows and births that have no form ------------------------------------------------------------
DATED = """政策 "示例" { 文号 "示例〔2025〕1号" 条款 【一】 闰日生日 2月28日 按月计算 当月末日 }
事实 份额: 比例 别名 share
事实 收入: 金额 别名 income
事实 缴费日: 日期 别名 paid
输出 段: 选项 别名 w
"""


def test_windows_that_only_some_stand_in_are_put_to_persons() -> None:
    """Who is in a window by a product of two facts has no form; overlaps and holes are still found."""
    both = """【一】 时段 段 按 缴费日 {
  【一】 前段  2025-01-01 至 2025-06-30
  【一】 后段  2025-06-01 至 2025-12-31  限 收入 * 份额 高于 50元
}"""
    found = told(both, DATED)
    assert {"POL401", "POL403"} & found.keys(), found
    hole = """【一】 时段 段 按 缴费日 {
  【一】 前段  2025-01-01 至 2025-05-31
  【一】 后段  2025-06-01 至 2025-12-31  限 收入 * 份额 高于 50元
  【一】 末段  2026-01-01 至 2026-12-31
}"""
    assert "POL402" in told(hole, DATED)
    clean = hole.replace("  限 收入 * 份额 高于 50元", "")
    assert not {"POL401", "POL402", "POL403", "POL690"} & told(clean, DATED).keys()


LIMITED = """【一】 时段 段 按 缴费日 {
  【一】 前段  2025-01-01 至 2025-03-31
  【一】 中段  2025-05-01 至 2025-12-31  限 收入 * 份额 超过 50元
  【一】 末段  2026-02-01 至 2026-12-31
}"""


@pytest.mark.parametrize(
    ("code", "check", "body"),
    [
        ("POL402", "时段有没有空档", LIMITED),
        ("POL404", "时段有没有空档", LIMITED.replace("\n}", '\n  【一】 其余 待定 "未写明"\n}')),
        (
            "POL401",
            "时段有没有重叠",
            LIMITED.replace("2025-03-31", "2025-12-31").replace("2026-02-01", "2025-11-01"),
        ),
        ("POL403", "时段有没有重叠", LIMITED.replace("2025-03-31", "2025-12-31")),
    ],
)
def test_one_day_or_pair_that_was_found_by_trying_is_not_said_to_be_all(
    code: str, check: str, body: str
) -> None:
    """Days and pairs of rows: a person shows one of perhaps more, so it is marked and the note stays."""
    found = checked(body, DATED)
    one = next(d for d in found.diagnostics if d.code.id == code)
    assert one.notes[-1].text == ONE_OF_MORE
    notes = [dict(d.facts) for d in found.diagnostics if d.code.id == "POL690"]
    assert [note["found"] for note in notes if note["check"] == check] == ["1"]


def test_two_rows_found_by_trying_are_not_said_to_be_the_only_ones() -> None:
    body = """【一】 规定 补 {
  【一】 收入 * 份额 超过 100元 为 1元
  【一】 收入 * 份额 超过 50元 为 2元
  【一】 其余 为 0元
}"""
    clash = next(d for d in checked(body).diagnostics if d.code.id == "POL501")
    assert clash.notes[-1].text == ONE_OF_MORE
    assert told(body)["POL690"]["found"] == "1"


def test_what_one_person_answers_is_open_no_more() -> None:
    body = "【一】 规定 补 { 【一】 为 收入 * 份额 舍入 到 1分 }\n【一】 恒真 补 不超过 70元"
    refuted = next(d for d in checked(body).diagnostics if d.code.id == "POL620")
    assert all(note.text != ONE_OF_MORE for note in refuted.notes)
    assert "POL690" not in told(body)


def test_a_start_before_birth_that_has_no_form_is_put_to_persons() -> None:
    head = DATED.replace(
        "输出 段: 选项 别名 w",
        "事实 生日: 日期 别名 born\n周岁 按 生日\n输出 首日: 日期 别名 s\n输出 末日: 日期 别名 e",
    )
    body = """输出 款: 金额 别名 p
待遇期 首日 至 末日 按 款
【一】 规定 款 { 【一】 截至 缴费日 满1周岁 为 1元 【一】 其余 为 2元 }
【一】 规定 首日 { 【一】 收入 * 份额 高于 50元 且 截至 缴费日 未满1周岁 为 2025-01-01 【一】 其余 为 缴费日 }
【一】 规定 末日 { 【一】 为 2026-12-31 }"""
    found = told(body, head)
    assert "POL610" in found, found


def test_months_counted_where_who_counts_them_has_no_form_are_put_to_persons() -> None:
    head = DATED.replace("输出 段: 选项 别名 w", "输出 首日: 日期 别名 s")
    body = """【一】 规定 首日 {
  【一】 收入 * 份额 超过 50元 为 缴费日 + 1个月
  【一】 其余 为 缴费日
}"""
    found = checked(body, head)
    note = next(d for d in found.diagnostics if d.code.id == "POL304")
    assert dict(note.facts)["expression"] == "缴费日 + 1个月"
    assert note.notes[-1].text == ONE_OF_MORE
    assert not {"POL304"} & told(body.replace("1个月", "30日"), head).keys()


# ---- what a finding shows ---------------------------------------------------------------------------
def test_a_clash_is_shown_with_the_values_that_clash() -> None:
    """Left unknown, the two days would still contradict each other, and show nothing."""
    head = DATED.replace("输出 段: 选项 别名 w", "事实 报名日: 日期 别名 asked\n输出 首日: 日期 别名 s")
    body = "【一】 规定 首日 { 【一】 为 缴费日 【一】 为 报名日 }"
    clash = next(d for d in checked(body, head).diagnostics if d.code.id == "POL501")
    assert {name for name, _ in clash.witness[0].facts} == {"缴费日", "报名日"}
    assert "缺资料" not in dict(clash.facts)["first_value"] + clash.witness[0].outcome[0][1]


def test_a_finding_names_only_the_assumption_that_makes_it() -> None:
    """The rule depends on both; whichever way the other is read, the rows clash."""
    body = """【一】 假定 谁 "没有写" { 甲的  甲  没有人  否  都不采用 }
【一】 假定 多少 "没有写" { 少  1元  多  2元  都不采用 }
【一】 规定 补 { 【一】 谁 为 5元 【一】 乙 为 6元 【一】 其余 为 多少 }"""
    found = checked(body)
    clash = next(d for d in found.diagnostics if d.code.id == "POL501")
    who = found.kernel.assumption_by_name["谁"]
    notes = [note for note in clash.notes if "读法" in note.text.zh]
    assert [note.span for note in notes] == [who.span]
    assert "甲的" in notes[0].text.zh
