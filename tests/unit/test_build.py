"""Lexemes and rows → nodes: literals, places, and what the grammar alone can't refuse."""

from datetime import date
from fractions import Fraction

import pytest
from polfile import facts, findings, module_of, reading

from polc.dsl import nodes
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.wording import message, suggestions
from polc.dsl.literals import read_duration, read_money
from polc.dsl.values import Duration, LeapRule, RoundMode, Snap, Unit
from polc.dsl.walk import children, transform, walk

SAMPLE = """\
词汇 居民医保 {
  事实 低保对象: 是非 默认 否  别名 subsistence  "民政认定"
  输出 缴费时段: 选项（集中期、延长期）  别名 pay_window
  关系 甲、乙 互斥
  关系 缴费日 在 2024-01-01 至 2027-12-31
}
政策 “石狮” {
  【四（五）】 保障年度 2025年1月1日 至 2025-12-31
  条款 【一（一）至（三）】
}
【三（二）】 标准 财政补助 不低于 670元/人
【二】 规定 待遇起始日 {
  【五（四）第1句】 例外 子 且 （甲 或 非 乙）  为 丑日 + 3个月 的 次日 保底 1元 舍入 到 1角 进一
    优先于 【二】
  【二】 其余 不适用（逾期放弃） "视为放弃"
}
【四】 减免 个人缴费减免 {
  【四（一）】 甲、乙 等 丙  70%  先缴后补 由 待定 "谁" 认定 子局、丑局
}
"""


def expression(text: str) -> nodes.Expr:
    item = module_of(f"【一】 群体 甲 = {text}").items[0]
    assert isinstance(item, nodes.Cited) and isinstance(item.item, nodes.Group)
    return item.item.condition


# ---- literals ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "fen", "per"),
    [
        ("400元", 40_000, ()),
        ("1,070元", 107_000, ()),
        ("1,070.50元/人", 107_050, ("人",)),
        ("400 元/人/年", 40_000, ("人", "年")),
        ("0.5分", Fraction(1, 2), ()),
        ("3角", 30, ()),
        ("1.2万元", 1_200_000, ()),
        ("0.000001万元", 1, ()),
    ],
)
def test_money(text: str, fen: int | Fraction, per: tuple[str, ...]) -> None:
    assert read_money(text) == (fen, per)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("90日", Duration(90, Unit.DAY)),
        ("90天", Duration(90, Unit.DAY)),
        ("3 个月", Duration(3, Unit.MONTH)),
        ("14年", Duration(14, Unit.YEAR)),
        ("5个工作日", Duration(5, Unit.WORKDAY)),
        ("5工作日", Duration(5, Unit.WORKDAY)),
    ],
)
def test_durations(text: str, wanted: Duration) -> None:
    assert read_duration(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "2024-9-1",
        "2024/9/1",
        "2024.9.1",
        "2024年9月1日",
        "2024 年 9 月 1 日",
        "２０２４年９月１号",
        "2024-09-01",
    ],
)
def test_dates(text: str) -> None:
    found = expression(f"甲 早于 {text}")
    assert isinstance(found, nodes.Comparison)
    assert found.right == nodes.DateLiteral(value=date(2024, 9, 1), span=found.span)


@pytest.mark.parametrize(
    ("text", "years", "reached"),
    [
        ("满60周岁", 60, True),
        ("年满 60 周岁", 60, True),
        ("不满18周岁", 18, False),
        ("未满18周岁", 18, False),
    ],
)
def test_ages(text: str, years: int, reached: bool) -> None:
    found = expression(f"截至 缴费日 {text}")
    assert isinstance(found, nodes.Aged)
    assert (found.years, found.reached) == (years, reached)


@pytest.mark.parametrize("text", ["12.5%", "12.5 %", "１２．５％"])
def test_rates(text: str) -> None:
    found = expression(f"甲 是 乙 的 {text}")
    assert isinstance(found, nodes.Comparison) and isinstance(found.right, nodes.ShareOf)
    assert found.right.rate == Fraction(1, 8)


@pytest.mark.parametrize(
    ("text", "month", "last"),
    [("2025-02-29", "2025-02", "28"), ("2024年4月31日", "2024-04", "30"), ("1900-2-29", "1900-02", "28")],
)
def test_impossible_dates(text: str, month: str, last: str) -> None:
    written = f"【一】 标准 甲 = {text}"
    assert [(code, at) for _, code, at in findings(written)] == [("POL303", text)]
    assert facts(written) == {"date": text, "month": month, "last": last}


@pytest.mark.parametrize("text", ["2025-13-01", "0000-01-01", "2025-00-10", "2025-01-00"])
def test_dates_out_of_the_calendar(text: str) -> None:
    assert [code for _, code, _ in findings(f"【一】 标准 甲 = {text}")] == ["POL303"]


def test_reading_goes_on_after_an_impossible_date() -> None:
    text = "【一】 标准 甲 = 2025-02-29\n【一】 标准 乙 = 2025-02-30\n【一（x）】 标准 丙 = 1元"
    assert [code for _, code, _ in findings(text)] == ["POL303", "POL303", "POL115"]
    assert len(reading(text)[0].items) == 3


@pytest.mark.parametrize(
    ("text", "part"), [("【】", "【】"), ("【四（x）】", "四(x)"), ("【四、甲】", "甲"), ("[第]", "第")]
)
def test_bad_citations(text: str, part: str) -> None:
    assert [code for _, code, _ in findings(f"{text} 标准 甲 = 1元")] == ["POL115"]
    assert facts(f"{text} 标准 甲 = 1元") == {"part": part, "meant": ""}


# ---- names ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("革命“五老”人员", "革命“五老”人员"),
        ("「低保对象」", "低保对象"),
        ("「低保（城镇）」", "低保(城镇)"),
        ("「 2类人员 」", "2类人员"),
        ("「期限」", "期限"),
        ("在校大学生", "在校大学生"),
        ("满意度", "满意度"),
        ("非遗传承人", "非遗传承人"),
    ],
)
def test_names(text: str, name: str) -> None:
    found = expression(text)
    assert isinstance(found, nodes.Name) and found.text == name


@pytest.mark.parametrize("text", ["规定 期限 { }", "标准 起 = 1元", "群体 甲 = 期限"])
def test_keywords_are_no_names(text: str) -> None:
    assert [code for _, code, _ in findings(f"【一】 {text}")] == ["POL109"]


@pytest.mark.parametrize("text", ["三个月", "十五日", "满六十周岁", "两年半"])
def test_numbers_in_words(text: str) -> None:
    codes = [code for _, code, _ in findings(f"【一】 标准 甲 = {text}")]
    assert codes == ([] if text == "两年半" else ["POL105"])


def test_texts_keep_their_characters() -> None:
    (gap,) = module_of('【一】 待定 "（全角）：ＡＢ　“引”"').items
    assert isinstance(gap, nodes.Cited) and gap.item == nodes.Gap(
        reason="（全角）：ＡＢ　“引”", span=gap.span
    )


# ---- conditions -------------------------------------------------------------------------------------
def test_mixed_connectives() -> None:
    text = "【一】 群体 甲 = 子 且 丑 或 寅 且 卯"
    assert [(code, at) for _, code, at in findings(text)] == [("POL108", "或")]
    assert facts(text) == {"first": "（子 且 丑） 或 （寅 且 卯）", "second": "子 且 （丑 或 寅） 且 卯"}


@pytest.mark.parametrize(
    "text", ["子 且 （丑 或 寅）", "（子 且 丑） 或 寅", "子 或 丑 或 寅", "非 （子 或 丑） 且 寅"]
)
def test_brackets_settle_it(text: str) -> None:
    assert findings(f"【一】 群体 甲 = {text}") == []


def test_list_binds_tightest() -> None:
    found = expression("子、丑 且 寅")
    assert isinstance(found, nodes.Chain)
    assert [type(item) for item in found.items] == [nodes.Listed, nodes.Name]


def test_sums_lean_left_and_products_bind() -> None:
    found = expression("甲 早于 子 - 丑 + 寅 * 卯 的 90%")
    assert isinstance(found, nodes.Comparison) and isinstance(found.right, nodes.Sum)
    assert isinstance(found.right.left, nodes.Sum) and isinstance(found.right.right, nodes.Product)
    assert isinstance(found.right.right.right, nodes.ShareOf)


# ---- rows -------------------------------------------------------------------------------------------
def test_sample() -> None:
    module = module_of(SAMPLE)
    vocabulary, policy, standard, rule, grant = module.items
    assert isinstance(vocabulary, nodes.Vocabulary) and len(vocabulary.items) == 4
    assert isinstance(policy, nodes.Policy) and policy.title == "石狮"
    assert isinstance(standard, nodes.Cited) and isinstance(standard.item, nodes.Standard)
    assert standard.item.kind is nodes.StandardKind.AT_LEAST
    assert isinstance(rule, nodes.Cited) and isinstance(rule.item, nodes.Rule)
    row, otherwise = rule.item.rows
    assert isinstance(row, nodes.RuleRow) and isinstance(row.outcome, nodes.Gives)
    assert row.exception and row.over is not None and row.over.citation.text == "二"
    assert row.cite.citation.text == "五（四）第1句"
    floor, rounding = row.outcome.closings
    assert isinstance(floor, nodes.Floor) and isinstance(rounding, nodes.Rounding)
    assert isinstance(rounding.step, nodes.MoneyLiteral)
    assert (rounding.step.fen, rounding.mode) == (10, RoundMode.UP)
    assert isinstance(row.outcome.value, nodes.Sum) and isinstance(row.outcome.value.right, nodes.SnapOf)
    assert row.outcome.value.right.snap is Snap.NEXT_DAY
    assert otherwise.outcome == nodes.SaysNotApplicable(reason="视为放弃", kind="逾期放弃", span=rule.span)
    assert isinstance(grant, nodes.Cited) and isinstance(grant.item, nodes.Grant)
    (given,) = grant.item.rows
    assert isinstance(given, nodes.GrantRow) and given.pay_first
    assert isinstance(given.payer, nodes.SaysUndetermined)
    assert [office.text for office in given.offices] == ["子局", "丑局"]
    assert isinstance(given.condition, nodes.Listed) and given.condition.closing is not None


def test_relations() -> None:
    vocabulary = module_of(SAMPLE).items[0]
    assert isinstance(vocabulary, nodes.Vocabulary)
    claims = [cited.item.claim for cited in vocabulary.items if isinstance(cited.item, nodes.Relation)]
    assert [type(claim) for claim in claims] == [nodes.Exclusive, nodes.Always]


@pytest.mark.parametrize(
    ("text", "rule"), [("2月28日", LeapRule.FEB_28), ("3月1日", LeapRule.MAR_1), ("2月28号", LeapRule.FEB_28)]
)
def test_leap_birthday(text: str, rule: LeapRule) -> None:
    (policy,) = module_of(f'政策 "甲" {{ 闰日生日 {text} }}').items
    assert isinstance(policy, nodes.Policy) and isinstance(policy.header[0].key, nodes.HeaderLeap)
    assert policy.header[0].key.rule is rule


# ---- places -----------------------------------------------------------------------------------------
def test_spans() -> None:
    module, _, source = reading(SAMPLE)
    by_kind = {
        type(node).__name__: source.slice(node.span) for node in walk(module) if isinstance(node, nodes.Node)
    }
    assert by_kind["Cite"] == "【四（一）】"
    assert by_kind["Standard"] == "标准 财政补助 不低于 670元/人"
    assert by_kind["Floor"] == "保底 1元"
    assert by_kind["Paren"] == "（甲 或 非 乙）"
    assert by_kind["Chain"] == "甲 或 非 乙"
    assert by_kind["Negation"] == "非 乙"
    assert by_kind["SnapOf"] == "3个月 的 次日"
    assert by_kind["Rounding"] == "舍入 到 1角 进一"
    assert by_kind["Listed"] == "甲、乙 等 丙"
    assert by_kind["SaysUndetermined"] == '待定 "谁"'
    assert by_kind["Otherwise"] == '【二】 其余 不适用（逾期放弃） "视为放弃"'
    assert by_kind["HeaderRange"] == "保障年度 2025年1月1日 至 2025-12-31"
    assert by_kind["Grant"].startswith("减免 个人缴费减免 {") and by_kind["Grant"].endswith("}")


def test_a_child_lies_inside_its_parent() -> None:
    module = module_of(SAMPLE)
    for parent in walk(module):
        for child in children(parent):
            if isinstance(parent, nodes.Node):
                assert parent.span.start <= child.span.start <= child.span.end <= parent.span.end


def test_spans_count_code_points() -> None:
    module, _, source = reading('【一】 待定 "😀𠀀"\n【二】 标准 甲 = 1元')
    item = module.items[1]
    assert source.slice(item.span) == "【二】 标准 甲 = 1元"


# ---- trees ------------------------------------------------------------------------------------------
def test_transform_changes_what_it_is_told() -> None:
    def renamed(node: nodes.Node) -> nodes.Node:
        return nodes.Name(text="新", span=node.span) if isinstance(node, nodes.Name) else node

    module = transform(module_of(SAMPLE), renamed)
    assert {node.text for node in walk(module) if isinstance(node, nodes.Name)} == {"新"}


def test_every_finding_says_something_in_both_languages() -> None:
    _, sink, _ = reading("【x】 标准 期限 = 三个月\n【一】 群体 甲 = 子 且 丑 或 2025-02-29")
    assert len(sink.found) == 5
    for found in sink.found:
        for lang in Lang:
            assert message(found, lang) and suggestions(found, lang)
