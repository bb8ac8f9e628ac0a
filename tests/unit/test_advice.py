"""What was written, what is told, and what the file says once the advice stands in its place.

Each case puts the advice of the message back into the file: the file is then read, and means something.
"""

from __future__ import annotations

import pytest
from compile import codes_of, compile_text, policy
from polfile import facts

from polc.cli.help_texts import OPTIONS
from polc.dsl.diagnostics.model import Lang
from polc.targets.registry import names

DECLARED = """
事实 面积: 整数 别名 area
事实 价格: 金额 别名 price
清单 购书 不超过 20 先后 按 付款日 别名 books {
  事实 类别: 选项（童书、教材） 别名 kind
  事实 实付: 金额 别名 paid
  事实 付款日: 日期 别名 paid_on
}
"""
VALUE = policy(DECLARED + "【三】 规定 应缴金额 { 【三】 为 @ }")
CONDITION = policy(DECLARED + "【三】 规定 应缴金额 { 【三】 @ 为 1元 【三】 其余 为 2元 }")
DECLARATION = policy(DECLARED + "@\n【三】 规定 应缴金额 { 【三】 为 1元 }")
RUNNING = policy(
    DECLARED + "【三】 累计 张数 @ 购书 自 0元 { 【三】 为 实付 }\n【三】 规定 应缴金额 { 【三】 为 1元 }"
)


@pytest.mark.parametrize(
    ("frame", "written", "fact", "advice", "mended"),
    [
        (
            DECLARATION,
            "事实 起日: 日期 别名 from_day 默认 2024-05-01",
            "ordered",
            "默认 2024-05-01 别名 from_day",
            "事实 起日: 日期 {}",
        ),
        (DECLARATION, "事实 三个月: 是非 别名 x", "quoted", "「三个月」", "事实 {}: 是非 别名 x"),
        (DECLARATION, "事实 未满18周岁: 是非 别名 x", "quoted", "「未满18周岁」", "事实 {}: 是非 别名 x"),
        (DECLARATION, "事实 未满十八周岁: 是非 别名 x", "quoted", "「未满十八周岁」", "事实 {}: 是非 别名 x"),
        (DECLARATION, "事实 参保2025: 是非 别名 x", "quoted", "「参保2025」", "事实 {}: 是非 别名 x"),
        (DECLARATION, "事实 2025年参保: 是非 别名 x", "quoted", "「2025年参保」", "事实 {}: 是非 别名 x"),
        (DECLARATION, "【二】 群体 参保2025 = 残疾人", "quoted", "「参保2025」", "【二】 群体 {} = 残疾人"),
        (DECLARATION, "【二】 标准 甲标准 = 四百元", "digits", "400元", "【二】 标准 甲标准 = {}"),
        (DECLARATION, "【二】 程序 「所谓」", "text", '"所谓"', "【二】 程序 {}"),
        (DECLARATION, "【二】 程序 『所谓』", "text", '"所谓"', "【二】 程序 {}"),
        (VALUE, "一千零五十元", "digits", "1050元", "{}"),
        (VALUE, "价格 的 50 舍入 到 1元", "instead", "50%", "价格 的 {} 舍入 到 1元"),
        (VALUE, "价格 五折 舍入 到 1元", "instead", "的 50%", "价格 {} 舍入 到 1元"),
        (VALUE, "价格 打八五折 舍入 到 1元", "instead", "的 85%", "价格 {} 舍入 到 1元"),
        (VALUE, "价格 减半 舍入 到 1元", "instead", "的 50%", "价格 {} 舍入 到 1元"),
        (VALUE, "价格 减按60% 舍入 到 1元", "instead", "的 60%", "价格 {} 舍入 到 1元"),
        (VALUE, "价格 的 50% 舍入 到十", "instead", "到 10元 四舍五入", "价格 的 50% 舍入 {}"),
        (VALUE, "价格 的 50% 舍入 四舍五入到十元", "instead", "到 10元 四舍五入", "价格 的 50% 舍入 {}"),
        (VALUE, "价格 的 50% 四舍五入到十元", "instead", "舍入 到 10元 四舍五入", "价格 的 50% {}"),
        (VALUE, "价格 的 50% 舍入 到个位", "instead", "到 1元 四舍五入", "价格 的 50% 舍入 {}"),
        (
            VALUE,
            "合计 购书 的 实付 其 类别 是 童书",
            "instead",
            "其（类别 是 童书）",
            "合计 购书 的 实付 {}",
        ),
        (CONDITION, "缴费日 不早于 2026—01—31", "instead", "2026-01-31", "缴费日 不早于 {}"),
        (CONDITION, "缴费日 不早于 2026–1–31", "instead", "2026-01-31", "缴费日 不早于 {}"),
        (
            CONDITION,
            "价格 是 200元、300元",
            "instead",
            "（价格 是 200元 或 价格 是 300元）",
            "{}",
        ),
        (
            CONDITION,
            "面积 不是 2、3、5",
            "instead",
            "（面积 不是 2 且 面积 不是 3 且 面积 不是 5）",
            "{}",
        ),
        (CONDITION, "价格 6000元以下", "instead", "不超过 6000元", "价格 {}"),
        (CONDITION, "价格 6000元及以上", "instead", "不低于 6000元", "价格 {}"),
        (CONDITION, "价格 满 6000元", "keyword", "不低于", "价格 {} 6000元"),
        (CONDITION, "缴费日 在 2026-01-01~2026-01-31", "symbol", "至", "缴费日 在 2026-01-01 {} 2026-01-31"),
        (
            CONDITION,
            "缴费日 在 2026-01-01到2026-01-31",
            "keyword",
            "至",
            "缴费日 在 2026-01-01 {} 2026-01-31",
        ),
        (RUNNING, "每件", "keyword", "每笔", "{}"),
        (RUNNING, "每条", "keyword", "每笔", "{}"),
        (RUNNING, "每一条", "keyword", "每笔", "{}"),
    ],
)
def test_the_advice_is_read(frame: str, written: str, fact: str, advice: str, mended: str) -> None:
    wrong = frame.replace("@", written)
    assert "POL105" in codes_of(wrong)
    assert facts(wrong)[fact] == advice
    assert [code for code in codes_of(frame.replace("@", mended.format(advice))) if code != "POL705"] == []


@pytest.mark.parametrize(("unit", "step"), [("百元", "100元"), ("千元", "1000元"), ("万元", "1万元")])
@pytest.mark.parametrize("written", ["舍入 到", "四舍五入到", "舍入 四舍五入到"])
def test_a_coarse_unit_is_written_as_an_amount(written: str, unit: str, step: str) -> None:
    told = facts(VALUE.replace("@", f"价格 的 50% {written}{unit}"))
    assert f"到 {step} 四舍五入" in told["instead"]
    rule = f"【三】 规定 应缴金额 {{ 【三】 为 价格 的 50% 舍入 {told['instead'].removeprefix('舍入 ')} }}"
    assert [code for code in codes_of(policy(f"{DECLARED}{rule}")) if code != "POL705"] == []


def test_an_unknown_unit_is_never_another_one_silently() -> None:
    told = facts(VALUE.replace("@", "价格 的 50% 舍入 到厘"))
    assert told["expected"] == "到 1分；到 1角；到 1元；到 10元；到 100元；到 1"
    assert "keyword" not in told


def test_several_amounts_of_a_cell_are_rows() -> None:
    table = policy(DECLARED + "【三】 表 应缴金额 按 价格 {\n@\n【三】 其余 为 2元 }")
    told = facts(table.replace("@", "【三】 200元、300元 为 1元"))
    assert told["rows"] == "【…】 200元 为 …」「【…】 300元 为 …"
    rows = told["rows"].replace("」「", "\n").replace("【…】", "【三】").replace("…", "1元")
    assert [code for code in codes_of(table.replace("@", rows)) if code != "POL705"] == []


def test_a_name_with_figures_is_told_so_where_it_is_used() -> None:
    text = CONDITION.replace("清单 购书", "事实 「三个月」: 是非 别名 x\n清单 购书")
    told = facts(text.replace("@", "三个月"))
    assert told["quoted"] == "「三个月」"
    assert [code for code in codes_of(text.replace("@", told["quoted"])) if code != "POL705"] == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("为 400元", "应缴金额 = 1元"),
        ('待定 "通知未写明"', "应缴金额 = 1元"),
        ('不适用 "不收"', "应缴金额 = 1元"),
        ("为 甲标准", "应缴金额 = 1元"),
        ("为 400元", "应缴金额 = 待定"),
        ("为 400元", "应缴金额 = 1元 依据 【三】"),
    ],
)
def test_the_corrected_expectation_holds(rule: str, expected: str) -> None:
    text = policy(
        "【二】 标准 甲标准 不低于 400元\n【三】 规定 应缴金额 { 【三】 " + rule + ' }\n案例 "一例" {\n'
        "缴费日 = 2026-01-01 出生日期 = 2000-01-01 本市户籍\n期望 @ }"
    )
    told = facts_of_code(text.replace("@", expected), "POL704")
    assert "POL704" not in codes_of(text.replace("@", told["correct"]), analyse=True)
    assert "POL105" not in codes_of(text.replace("@", told["correct"]))


def test_a_conflict_says_highest_and_never_over_itself() -> None:
    rule = policy(
        "【三】 规定 应缴金额 {\n@\n【三】 低保对象 为 1元\n【#】 残疾人 为 3元\n【三】 其余 为 2元 }"
    )
    same = facts_of_code(rule.replace("@", "").replace("#", "三"), "POL501")
    other = facts_of_code(rule.replace("@", "").replace("#", "四"), "POL501")
    assert (same["loser"], other["loser"], other["highest"]) == ("", "三", "应缴金额")
    assert "POL501" not in codes_of(
        rule.replace("@", "【三】 并存 只取 最高").replace("#", "四"), analyse=True
    )


def test_a_wrong_priority_names_the_clauses_of_the_block() -> None:
    row = "【三】 规定 应缴金额 { 【三】 低保对象 为 1元 优先于 @ 【四】 残疾人 为 3元 【五】 其余 为 2元 }"
    told = facts_of_code(policy(row.replace("@", "【九】")), "POL211")
    assert told["clauses"] == "【四】"
    assert "POL211" not in codes_of(policy(row.replace("@", told["clauses"])))


def test_the_help_names_every_target_that_is_shipped() -> None:
    for lang in Lang:
        assert OPTIONS["build.target"].in_(lang).endswith(",".join(names()))


SINCE = """输出 开始日: 日期 别名 since
【三】 规定 开始日 { 【三】 为 # }
【三】 规定 应缴金额 { 【三】 为 1元 }"""
LISTED = """清单 购书 不超过 20 先后 按 @ 别名 books {
  事实 类别: 选项（童书、教材） 别名 kind
  事实 店名: 选项（东、西） 别名 shop
  #
}
【三】 规定 应缴金额 { 【三】 为 1元 }"""
PERIOD = """输出 缴费时段: 选项 别名 pay_window
@
【一】 时段 缴费时段 按 缴费日 { 【一】 集中期 # 【一】 其余 不适用 "不在时段" }
【三】 规定 应缴金额 { 【三】 缴费日 早于 集中期末日 为 1元 【三】 其余 为 2元 }"""


def codes(text: str) -> list[str]:
    return [code for code in codes_of(text) if code != "POL705"]


@pytest.mark.parametrize("used", ["甲标准", "甲标准 + 5元", "5元 - 甲标准", "最高（甲标准、5元）"])
def test_a_standard_without_its_unit_is_told_once_and_there(used: str) -> None:
    rows = f"【三】 价格 低于 甲标准 或 甲标准 低于 价格 为 {used} 【四】 其余 为 {used}"
    text = policy(f"{DECLARED}【二】 标准 甲标准 = @\n【三】 规定 应缴金额 {{ {rows} }}")
    wrong = text.replace("@", "400")
    (found,) = (d for d in compile_text(wrong).diagnostics if d.code.id != "POL705")
    assert (found.code.id, wrong[found.span.start : found.span.end]) == ("POL301", "400")
    assert codes(text.replace("@", dict(found.facts)["example"])) == []


@pytest.mark.parametrize(
    ("written", "code", "fact"),
    [
        ("缴费日 + 等待月数", "POL302", "fact"),
        ("缴费日 + 等待月数 个月", "POL105", "counted"),
        ("缴费日 + 等待月数 * 1个月", "POL302", "fact"),
    ],
)
def test_months_that_differ_from_person_to_person_are_a_length(written: str, code: str, fact: str) -> None:
    text = policy(f"@\n{SINCE}")
    told = facts_of_code(text.replace("@", "事实 等待月数: 整数 别名 wait").replace("#", written), code)
    line = f"事实 {told[fact]}: 时长 别名 …".replace("…", "wait")
    assert codes(text.replace("@", line).replace("#", f"缴费日 + {told[fact]}")) == []


def test_a_number_added_to_a_day_gets_a_unit_and_a_computed_one_a_table() -> None:
    text = policy("@\n" + SINCE.replace("#", "缴费日 + #"))
    told = facts_of_code(text.replace("@", "").replace("#", "3"), "POL302")
    assert codes(text.replace("@", "").replace("#", told["length"])) == []
    assert codes(text.replace("@", "").replace("#", told["days"])) == []
    quantity = "【二】 量 月份 = 满年数（出生日期 至 缴费日） * 2\n"
    told = facts_of_code(text.replace("@", quantity).replace("#", "月份"), "POL302")
    table = f"【二】 表 等待 按 {told['computed']} {{ 【二】 满 1 为 3个月 【二】 其余 为 1个月 }}"
    assert codes(text.replace("@", quantity + table).replace("#", "等待")) == []


def test_what_a_list_can_be_ordered_by() -> None:
    text = policy(LISTED.replace("#", "事实 实付: 金额 别名 paid\n事实 付款日: 日期 别名 paid_on"))
    told = facts_of_code(text.replace("@", "类别"), "POL301")
    assert codes(text.replace("@", told["columns"])) == []
    told = facts_of_code(policy(LISTED.replace("@", "类别").replace("#", "")), "POL301")
    column = told["column"].replace("…", "happened_on")
    assert codes(policy(LISTED.replace("@", "发生日期").replace("#", column))) == []


def test_what_changes_with_the_month_is_rows_of_a_rule_by_months() -> None:
    table = "【二】 标准 月租 按 当月首日 { 【二】 2026-01-01 起 为 3元 }"
    told = facts_of_code(policy(f"{table}\n【三】 规定 应缴金额 {{ 【三】 为 月租 }}"), "POL109")
    row = told["month"].replace("…", "三")
    rule = f"【三】 规定 月补贴 每月 {{ {row} 【三】 其余 为 0元 }}"
    total = "【三】 规定 应缴金额 { 【三】 为 合计 月补贴 自 2026-01-01 至 2026-12-31 }"
    assert codes(policy(f"{rule}\n{total}")) == []


def test_the_days_of_a_period_have_their_names() -> None:
    twice = policy(PERIOD.replace("#", "2026-01-01 至 2026-02-28"))
    told = facts_of_code(twice.replace("@", "【一】 标准 集中期首日 = 2026-01-01"), "POL202")
    assert told["window"] == "集中期"
    assert codes(twice.replace("@", "")) == []
    endless = facts_of_code(policy(PERIOD.replace("@", "").replace("#", "2026-01-01 起")), "POL201")
    assert (endless["endless"], endless["nearest"]) == ("集中期", "")
    unused = PERIOD.replace("#", "2026-01-01 至 2026-01-31").replace("@", "")
    unknown = policy(unused.replace("早于 集中期末日", "早于 补缴期末日"))
    row = facts_of_code(unknown, "POL201")["window"].replace("【条款】", "【一】")
    assert codes(unknown.replace("【一】 其余", f"{row} 【一】 其余")) == []


@pytest.mark.parametrize("written", ["存在 购书 其 类别 是 童书", "条数 购书 其 类别 不是 童书"])
def test_what_is_asked_of_an_entry_stands_in_brackets(written: str) -> None:
    told = facts_of_code(CONDITION.replace("@", written), "POL301")["example"]
    assert codes(CONDITION.replace("@", told + (" 不低于 2" if "条数" in told else ""))) == []
    counted = facts_of_code(CONDITION.replace("@", "条数 购书 其 类别 是 童书 不低于 2"), "POL105")["instead"]
    assert codes(CONDITION.replace("@", f"条数 购书 {counted} 不低于 2")) == []


def test_a_table_is_told_how_rows_meet_and_a_difference_of_figures_is_a_range() -> None:
    table = policy(DECLARED + "【三】 表 应缴金额 按 面积 {\n@ 【三】 满 3 为 1元 【三】 不满 5 为 2元 }")
    told = facts_of_code(table.replace("@", ""), "POL501")
    assert (told["table"], told["loser"]) == ("应缴金额", "")
    assert "POL501" not in codes_of(table.replace("@", "【三】 并存 只取 最高"), analyse=True)
    cells = policy(DECLARED + "【三】 表 应缴金额 按 面积 { 【三】 @ 为 1元 【三】 其余 为 2元 }")
    told = facts_of_code(cells.replace("@", "1-3"), "POL301")
    assert codes(cells.replace("@", told["example"])) == []


@pytest.mark.parametrize("sign", ["~", "～", "—", "——", "–", " ~ ", "到", " 到 "])
@pytest.mark.parametrize(
    "frame",
    [
        CONDITION.replace("@", "缴费日 在 2026-01-01@2026-01-31"),
        VALUE.replace("@", "满月数（2026-01-01@2026年1月31日） * 1元"),
        policy(DECLARED + "【三】 表 应缴金额 按 面积 { 【三】 1@3 为 1元 【三】 其余 为 2元 }"),
        policy(PERIOD.replace("@", "").replace("#", "2026-01-01@2026-01-31")),
    ],
)
def test_another_sign_for_a_range_is_mended(frame: str, sign: str) -> None:
    assert codes(repaired(frame.replace("@", sign))) == []


@pytest.mark.parametrize(
    "written", ["”所谓”", '“所谓"', '"所谓”', "”所谓“", "'所谓'", "‘所谓’", "「所谓」", "『所谓』", "＂所谓”"]
)
def test_other_quotes_are_mended(written: str) -> None:
    text = repaired(DECLARATION.replace("@", f"【二】 程序 {written}"))
    assert '【二】 程序 "所谓"' in text
    assert codes(text) == []


def test_quotes_of_two_texts_in_one_line_are_left_alone() -> None:
    (found,) = (
        d
        for d in compile_text(DECLARATION.replace("@", "【二】 程序 ”甲“乙”丙”")).diagnostics
        if d.repair or d.code.id == "POL106"
    )
    assert found.repair == ()


@pytest.mark.parametrize(
    "written", ["二（一）~（三）", "二（一）—（三）", "二（一）到（三）", "二1-3", "四第1句~第3句"]
)
def test_a_run_of_clauses_with_another_sign(written: str) -> None:
    text = DECLARATION.replace("@", '【@】 程序 "所谓"')
    told = facts_of_code(text.replace("@", written), "POL115")
    assert codes(text.replace("@", told["meant"])) == []


def repaired(text: str) -> str:
    """The text after the repairs of its findings."""
    edits = {edit for found in compile_text(text).diagnostics for edit in found.repair}
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.new + text[edit.span.end :]
    return text


def facts_of_code(text: str, code: str) -> dict[str, str]:
    """The facts of the only finding of `code`."""
    (found,) = (d for d in compile_text(text, analyse=True).diagnostics if d.code.id == code)
    return dict(found.facts)


BLOCK = "【三】 规定 应缴金额 @"


@pytest.mark.parametrize(
    ("written", "advice", "mended"),
    [
        ("{ 【三】 残疾人 为 1元 其余 2元 }", "【三】 其余 为 2元", "{ 【三】 残疾人 为 1元 # }"),
        ("{ 【三】 残疾人 为 1元 其余 为 2元 }", "【三】 其余 为 2元", "{ 【三】 残疾人 为 1元 # }"),
        (
            '{ 【三】 残疾人 为 1元 其余 待定 "没有写" }',
            '【三】 其余 待定 "没有写"',
            "{ 【三】 残疾人 为 1元 # }",
        ),
        ("{ 【三】 残疾人 为 1元 【三】 否则 2元 }", "【三】 其余 为 2元", "{ 【三】 残疾人 为 1元 # }"),
        ("= 2元", "{ 【三】 为 2元 }", "#"),
        ("为 2元", "{ 【三】 为 2元 }", "#"),
    ],
)
def test_a_block_without_its_rows(written: str, advice: str, mended: str) -> None:
    frame = policy(DECLARED + BLOCK)
    wrong = frame.replace("@", written)
    assert "POL105" in codes_of(wrong)
    assert facts(wrong)["instead"] == advice
    right = codes_of(frame.replace("@", mended.replace("#", advice)))
    assert [code for code in right if code != "POL705"] == []
