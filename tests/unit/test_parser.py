"""Errors of writing: each is found, at its place, in one run, with what to write instead."""

import time

import pytest
from polfile import facts, findings, module_of, reading

from polc.dsl import nodes
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.wording import message, suggestions
from polc.dsl.format import format_module
from polc.dsl.lexer import STRAY
from polc.dsl.parser import MAX_CHARACTERS, the_machine

SEEDED = """\
引用 "词汇/居民医保"
政策 "某市" {
  文号 "某政〔2025〕1号
  【一】 适用于 参保对象
}
【三（一）】 标准 个人缴费 = 400元/人
【二】 规定 待遇起始日 {
  【二（一）】 在 集中参保缴费期  集中期首日
  【二（二）】 在 延长参保缴费期  为 缴费日
  在 参保补缴期  为 缴费日
  【二（四）】 缴费日 不早于 12月31日  为 缴费日
}
【四】 减免 个人缴费减免 {
  【四（一）】 特困人员，孤儿  全额
  【四（二）】 低保对象  90%  由 医疗救助资金
}
案例 "集中期" {
  本市户籍
  缴费日 2024-10-15
  期望 窗口实缴 = 400元
}
【五】 规则 应缴金额 {
  【五】 为 400元
}
"""


def test_seven_errors_in_one_run() -> None:
    assert findings(SEEDED) == [
        ("3:6", "POL106", '"'),
        ("8:21", "POL105", "集中期首日"),
        ("10:3", "POL701", "在"),
        ("11:18", "POL110", "12月31日"),
        ("14:15", "POL105", "孤儿"),
        ("19:7", "POL105", "2024-10-15"),
        ("22:5", "POL105", "规则"),
    ]


def test_what_can_be_read_is_read() -> None:
    module, _, _ = reading(SEEDED)
    policy, standard, rule, grant = module.items[1:]
    assert isinstance(policy, nodes.Policy) and [type(h.key) for h in policy.header] == [nodes.HeaderGate]
    assert isinstance(standard, nodes.Cited) and isinstance(standard.item, nodes.Standard)
    assert isinstance(rule, nodes.Cited) and isinstance(rule.item, nodes.Rule)
    assert [row.cite.citation.text for row in rule.item.rows] == ["二（二）"]
    assert isinstance(grant, nodes.Cited) and isinstance(grant.item, nodes.Grant)
    assert [row.cite.citation.text for row in grant.item.rows] == ["四（二）"]


RULE = "【二】 规定 甲 {{\n  {}\n}}\n"


@pytest.mark.parametrize(
    ("row", "place", "fact", "value"),
    [
        ("【二】 在 乙  400元", "400元", "gives", "为 400元"),
        ("【二】 在 乙  为 缴费日 + 三个月", "三个月", "digits", "3个月"),
        ("【二】 满六十岁 且 乙  为 1元", "满六十岁", "digits", "满60周岁"),
        ("【二】 截至 乙 满66岁  为 1元", "满66岁", "age", "满66周岁"),
        ("【二】 满60周岁  为 1元", "满60周岁", "as_of", "截至 缴费日 满60周岁"),
        ("【二】 截至缴费日 满60周岁  为 1元", "满60周岁", "split", "截至 缴费日 满60周岁"),
        ("【二】 甲，乙  为 1元", "乙", "list", "甲、乙"),
        ("【二】 非 甲、乙  为 1元", "、", "negated", "非（甲、乙）"),
        ("【二】 非 在 集中期  为 1元", "集中期", "negated", "非（在 集中期）"),
        ("【二】 缴费日 不早干 2025-01-01  为 1元", "不早干", "keyword", "不早于"),
        ("【二】 金额 大于等于 3元  为 1元", "大于等于", "keyword", "不低于"),
        ("【二】 缴费日 >= 2025-01-01  为 1元", ">", "symbol", "不早于"),
        ("【二】 甲 and 乙  为 1元", "and", "chinese", "且"),
        ("【二】 甲 AND 乙  为 1元", "AND", "chinese", "且"),
        ("【二】 缴费日不早于 2025-01-01  为 1元", "2025-01-01", "split", "缴费日 不早于"),
        ("【二】 脱贫2020户  为 1元", "2020", "quoted", "「脱贫2020户」"),
        ("【二】 在 乙", "乙", "next", '为 400元；待定 "通知未写明"；且'),
        ("【二】 为 1元 舍入", "舍入", "next", "到 1分"),
    ],
)
def test_hints(row: str, place: str, fact: str, value: str) -> None:
    text = RULE.format(row)
    assert [(code, at) for _, code, at in findings(text)] == [("POL105", place)]
    assert facts(text)[fact] == value


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("【三】 标准 甲 = ", "POL105", "="),
        ("【三】 标准 甲 为 3元", "POL105", "为"),
        ("【三】 标准 金额 = 3元", "POL109", "金额"),
        ("【三】 规定 期限 { }", "POL109", "期限"),
        ("政策 某市 { }", "POL105", "某市"),
        ("【一】 群体 甲 = 乙、", "POL105", "、"),
        ('【一】 假定 甲 "x" { 子 1元 }', "POL105", "1元"),
        ('案例 "x" { 甲 期望 乙 1元 }', "POL105", "1元"),
        ("标准 甲 = 3元", "POL701", "标准"),
        ('期限 "x" 在 2025-01-01', "POL701", "期限"),
        ("Policy", "POL105", "Policy"),
        ("【三】 标准 甲 = 1元/人 每人", "POL105", "每人"),
        ("【三】 标准 甲 = 3 元 $", "POL105", "$"),
        ('政策 "x" { 闰日生日 2月30日 }', "POL105", "2月30日"),
        ("词汇 甲 { 关系 乙 互斥 }", "POL105", "乙"),
        ("词汇 甲 { 事实 乙 是非 }", "POL105", "是非"),
        ('【二】 期限 "x" 由 甲 由 乙', "POL105", "由 乙"),
    ],
)
def test_single_errors(text: str, code: str, place: str) -> None:
    assert [(found, at) for _, found, at in findings(text)] == [(code, place)]


def test_keyword_in_quotes_is_a_name() -> None:
    module = module_of("【三】 标准 「金额」 = 3元")
    assert format_module(module) == "【三】 标准 「金额」 = 3元\n"


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "\ufeff \u3000\n"])
def test_empty_file(text: str) -> None:
    assert [code for _, code, _ in findings(text)] == ["POL113"]


def test_file_too_large() -> None:
    assert [code for _, code, _ in findings("甲" * (MAX_CHARACTERS + 1))] == ["POL114"]


# ---- characters -------------------------------------------------------------------------------------
def test_byte_order_mark_is_no_character() -> None:
    assert findings('\ufeff引用 "a"') == []


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\u200b", "POL103"),
        ("\ufe0f", "POL103"),
        ("\u202e", "POL104"),
        ("\u2066", "POL104"),
    ],
)
def test_unseen_character_and_nothing_else(char: str, code: str) -> None:
    text = f"【三】 标准 低保{char}对象 = 3元" if code == "POL103" else f"【三】{char}标准 甲 = 3元"
    assert [(found, at) for _, found, at in findings(text)] == [(code, char)]


def test_unseen_character_does_not_part_a_word() -> None:
    module, _, _ = reading("【三】 标准 低保\u200b对象 = 3元")
    assert format_module(module) == "【三】 标准 低保对象 = 3元\n"


@pytest.mark.parametrize("text", ['【三】 待定 "甲\u202e乙"', "# 注\u202e释\n【三】 待定 “x”"])
def test_direction_is_looked_at_in_texts_and_comments(text: str) -> None:
    assert [code for _, code, _ in findings(text)] == ["POL104"]


def test_spaces_of_another_kind_part_words_and_are_told_once() -> None:
    text = "【三】\u00a0标准\u202f甲\u00a0=\u00a03元"
    assert [(code, at) for _, code, at in findings(text)] == [("POL118", "\u00a0")]
    assert facts(text)["count"] == "4"
    assert format_module(reading(text)[0]) == "【三】 标准 甲 = 3元\n"


def test_space_of_another_kind_may_stand_in_a_text() -> None:
    assert findings('【三】 待定 "甲\u00a0乙"') == []


def test_long_numbers() -> None:
    assert [(c, f) for _, c, f in findings(f"【三】 标准 甲 = {'9' * 19}元")] == [("POL112", "9" * 19 + "元")]
    assert findings(f"【三】 标准 甲 = {'9' * 18}元") == []
    assert findings(f"【三】 标准 甲 = {'9' * 6000}")[0][1] == "POL112"
    assert findings(f'【三】 待定 "{"9" * 100}"') == []


# ---- brackets ---------------------------------------------------------------------------------------
def test_missing_closing_brace() -> None:
    text = "【二】 规定 甲 {\n  【二】 为 1元\n\n【三】 规定 乙 {\n  【三】 为 2元\n}\n"
    assert findings(text) == [("1:10", "POL107", "{")]
    module, _, _ = reading(text)
    assert format_module(module) == text.replace("1元\n", "1元\n}\n")


def test_missing_closing_brace_at_the_end() -> None:
    assert findings("【二】 规定 甲 {\n  【二】 为 1元\n") == [("1:10", "POL107", "{")]


def test_missing_opening_brace() -> None:
    text = "【一】 标准 丙 = 1元\n【二】 规定 甲\n  【二】 为 1元\n  【二】 为 2元\n}\n【三】 标准 丁 = 2元"
    assert findings(text) == [("5:1", "POL107", "}")]
    assert len(reading(text)[0].items) == 2


def test_one_brace_too_many() -> None:
    assert findings("【一】 标准 丙 = 1元\n}\n【三】 标准 丁 = 1元") == [("2:1", "POL107", "}")]


@pytest.mark.parametrize(
    ("row", "bracket"),
    [("（甲 或 乙 为 1元", "（"), ("甲 或 乙） 为 1元", "）"), ("((甲) 为 1元", "(")],
)
def test_round_brackets(row: str, bracket: str) -> None:
    text = RULE.format(f"【二】 {row}\n  【二】 为 2元")
    assert [(code, at) for _, code, at in findings(text)] == [("POL107", bracket)]
    assert "2元" in format_module(reading(text)[0])


@pytest.mark.parametrize(("text", "char"), [("【二 标准 甲 = 1元", "【"), ("二】 标准 甲 = 1元", "】")])
def test_square_brackets(text: str, char: str) -> None:
    assert ("POL107", char) in [(code, at) for _, code, at in findings(text)]


@pytest.mark.parametrize("quote", ['"', "“", "”"])
def test_quotes(quote: str) -> None:
    text = RULE.format(f"【二】 在 甲 待定 {quote}没写 }} 【\n  【二】 为 2元")
    assert [(code, at) for _, code, at in findings(text)] == [("POL106", quote)]
    assert "2元" in format_module(reading(text)[0])


def test_unclosed_quote_leaves_the_brace_that_ends_the_line() -> None:
    assert [
        code for _, code, _ in findings('【二】 规定 甲 { 【二】 待定 "没写 }\n【三】 标准 乙 = 1元')
    ] == ["POL106"]


# ---- limits -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("depth", [101, 20_000])
def test_depth_is_limited_and_never_a_crash(depth: int) -> None:
    text = f"【一】 群体 甲 = {'（' * depth}乙{'）' * depth}"
    assert [code for _, code, _ in findings(text)] == ["POL111"]


@pytest.mark.parametrize("operator", [" + 1", " * 1", " 的 90%", " 的 次日"])
def test_long_sums_are_limited(operator: str) -> None:
    assert "POL111" in {code for _, code, _ in findings(f"【一】 标准 甲 = 1{operator * 5_000}")}
    assert findings(f"【一】 标准 甲 = 1{operator * 90}") == []


def test_unbalanced_depth() -> None:
    codes = {code for _, code, _ in findings(f"【一】 群体 甲 = {'（' * 50_000}乙")}
    assert codes == {"POL111"}


def test_many_braces() -> None:
    assert len(findings("{" * 2_000)) <= 101


def test_at_most_a_hundred_errors() -> None:
    rows = "\n".join(f"  【二】 在 甲{n} 1元" for n in range(300))
    found = findings(f"【二】 规定 甲 {{\n{rows}\n}}\n")
    assert [code for _, code, _ in found[:100]] == ["POL105"] * 100
    assert [code for _, code, _ in found[100:]] == ["POL117"]


def test_time_is_linear_in_errors() -> None:
    rows = "\n".join(f"  【二】 在 甲  1元\n  【二】 在 乙  为 {n}元" for n in range(2_000))
    started = time.process_time()
    findings(f"【二】 规定 甲 {{\n{rows}\n}}\n")
    assert time.process_time() - started < 5


def test_uncited_rows_are_all_reported() -> None:
    text = RULE.format("在 甲  为 1元\n  在 乙\n    且 丙  为 2元\n  【三】 为 3元\n  在 丁  为 4元")
    assert [(place, code) for place, code, _ in findings(text)] == [
        ("2:3", "POL701"),
        ("3:3", "POL701"),
        ("6:3", "POL701"),
    ]
    assert "3元" in format_module(reading(text)[0])


def test_broken_example_takes_the_whole_example_only() -> None:
    text = '案例 "一" {\n  甲\n  缴费日 2025-01-01\n  期望 乙 = 1元\n}\n案例 "二" { 期望 乙 = 1元 }\n'
    assert [place for place, _, _ in findings(text)] == ["3:7"]
    assert [item.title for item in reading(text)[0].items if isinstance(item, nodes.Example)] == ["二"]


def test_no_terminal_is_named() -> None:
    _, sink, _ = reading(SEEDED)
    names = {name for row in the_machine().table.states for name in row if name.isupper()}
    for found in sink.found:
        for lang in Lang:
            said = " ".join((message(found, lang), *suggestions(found, lang)))
            assert not any(f" {name} " in f" {said} " for name in names)


def test_every_character_is_read() -> None:
    text = "甲\x00é😀\ud800"
    lexemes, _ = the_machine().lexer.lex(text)
    assert "".join(x.text for x in lexemes) == text
    assert {x.kinds for x in lexemes[1:]} == {(STRAY,)}


@pytest.mark.parametrize(
    "name", ["年度缴费", "日均工资", "元旦补贴", "分摊", "角色", "个月数", "天数上限", "万元户"]
)
@pytest.mark.parametrize("gap", [" ", "  ", "   "])
def test_a_unit_after_a_space_is_the_beginning_of_a_name(name: str, gap: str) -> None:
    """The number ends before it; without a space, or alone, or before a keyword, the unit is the number's."""
    (example,) = module_of(f'案例 "甲" {{ 年数 = 1{gap}{name} = 3 个月 期望 应缴 = 4 元 }}').items
    assert isinstance(example, nodes.Example)
    given = [
        (item.name.text, type(item.value)) for item in example.given if isinstance(item, nodes.GivenValue)
    ]
    assert given == [("年数", nodes.IntLiteral), (name, nodes.DurationLiteral)]


@pytest.mark.parametrize("name", ["𠮷田村", "﨑角", "𬇙河镇", "甲𰻝"])
def test_rare_characters_are_characters(name: str) -> None:
    (fact,) = module_of(f"事实 {name}: 日期 别名 d").items
    assert isinstance(fact, nodes.Cited)
    assert isinstance(fact.item, nodes.Fact)
    assert fact.item.name.text == name
    assert "「" not in format_module(module_of(f"事实 {name}: 日期 别名 d"))


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "1849-12-31", "0001-01-01"])
def test_a_day_that_cannot_be_counted_with(day: str) -> None:
    assert [code for _, code, _ in findings(f"事实 缴费日: 日期 默认 {day} 别名 d")] == ["POL320"]
    assert [code for _, code, _ in findings(f"关系 缴费日 在 1850-01-01 至 {day}")] == ["POL320"]
