"""The ledger: what is found when a number, a citation or a word isn't as in the notice, and what isn't."""

from __future__ import annotations

import pytest
from notices.policies import MAIN, NOTICE, POLICY, accounted, changed, told

from polc.compiler.ledger import Change, How, Where, changes
from polc.dsl.diagnostics.model import Severity
from polc.dsl.notice.reading import read_notice

AT_REST = [("POL716", "三 89日 90日 内")]


def found(policy: str = POLICY, notice: str = NOTICE) -> list[tuple[str, str]]:
    """What the ledger says beyond what it says at rest."""
    return [each for each in told(accounted(policy, notice).diagnostics) if each not in AT_REST]


def test_at_rest() -> None:
    ledger = accounted().ledger
    assert ledger is not None
    assert told(accounted().diagnostics) == AT_REST
    assert {account.how for account in ledger.accounts} == {How.LITERAL}
    assert {traced.where for traced in ledger.traced} == {Where.CITED, Where.NEAR}


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("= 420元", "= 42元", [("POL710", "二（一）第1句 420元"), ("POL711", "二（一）第1句 42元")]),
        (
            "不低于 680元",
            "= 680元",
            [("POL717", "二（一）第2句 不低于 680元 等于")],
        ),
        (
            "满70周岁 且",
            "满71周岁 且",
            [("POL710", "二（二） 年满 70周岁"), ("POL711", "二（二） 71周岁")],
        ),
        ("缴费日 满70周岁", "缴费日 未满70周岁", [("POL717", "二（二） 年满 70周岁 未满")]),
        (
            "2031-01-01 至 2031-06-30",
            "2031-01-01 至 2031-06-29",
            [("POL710", "一（二） 2031年6月30日"), ("POL711", "一（二） 2031年6月29日")],
        ),
        (
            '"示医保〔2029〕7号"',
            '"示医保〔2029〕8号"',
            [("POL710", "三 示医保〔2029〕7号"), ("POL711", "三 示医保〔2029〕8号")],
        ),
        (
            '文号 "示医保〔2030〕5号"',
            '文号 "示医保〔2030〕6号"',
            [("POL714", "示医保〔2030〕5号 示医保〔2030〕6号 文号")],
        ),
        ("印发 2030-08-20", "印发 2030-08-21", [("POL714", "2030年8月20日 2030年8月21日 印发")]),
        ("二（二）、三】", "三】", [("POL712", "二（二）")]),
        (
            "【三】 例外",
            "【三第2句】 例外",
            [
                ("POL713", "三第2句"),
                ("POL710", "三 示医保〔2029〕7号"),
                ("POL711", "三第2句 示医保〔2029〕7号 三"),
            ],
        ),
        ("出生日期 + 89日", "出生日期 + 88日", [("POL711", "三 88日")]),
    ],
)
def test_one_slip(old: str, new: str, codes: list[tuple[str, str]]) -> None:
    assert sorted(found(changed(old, new))) == sorted(codes)


def test_a_bound_is_asked_of_each_declaration() -> None:
    """满70周岁 in a group doesn't answer for 未满70周岁 in a rule; within one declaration both may stand."""
    group = "【二（二）】 群体 老人 = 截至 缴费日 满70周岁\n【二】 规定"
    wrong = changed("截至 缴费日 满70周岁 且", "截至 缴费日 未满70周岁 且").replace("【二】 规定", group)
    assert ("POL717", "二（二） 年满 70周岁 未满") in found(wrong)
    between = "截至 缴费日 未满70周岁 且 截至 缴费日 满69周岁 且 在 补缴期"
    young = f"【二（二）】 例外 {between}  为 个人缴费\n  【三】 例外"
    assert "POL717" not in {code for code, _ in found(changed("【三】 例外", young))}


@pytest.mark.parametrize(
    ("said", "row", "differs"),
    [
        ("70周岁以上", "满70周岁", False),
        ("70周岁以上", "未满70周岁", True),
        ("70周岁以下", "未满70周岁", False),
        ("70周岁以内", "满70周岁", True),
    ],
)
def test_words_behind_a_number_bound_it(said: str, row: str, differs: bool) -> None:
    notice = NOTICE.replace("年满70周岁", said)
    codes = {code for code, _ in found(changed("满70周岁", row), notice)}
    assert ("POL717" in codes) is differs


def test_a_sentence_that_no_line_cites() -> None:
    """Its clause is listed and other sentences of it are cited; heads of blocks and 其余 answer for none."""
    slip = POLICY.replace("【二（一）第2句】", "【二（一）第1句】")
    assert ("POL722", "二（一）第2句") in found(slip)
    note = '【二（一）第2句】 不入计算 "财政补助不由本人缴"\n【一】 时段'
    assert "POL722" not in {code for code, _ in found(changed("【一】 时段", note, slip))}


def test_errors_and_warnings() -> None:
    levels = {
        each.code.id: each.level
        for policy in (changed("= 420元", "= 42元"), changed("【三】 例外", "【三第2句】 例外"))
        for each in accounted(policy).diagnostics
    }
    assert levels["POL710"] is levels["POL711"] is Severity.WARNING
    assert levels["POL713"] is Severity.ERROR
    assert levels["POL716"] is Severity.NOTE


def test_the_same_number_in_other_words() -> None:
    """12个月 is 1年, 1周岁 in a 年 step; a range without years takes them from before it."""
    notice = changed("出生90日内的", "1周岁以内的", NOTICE)
    policy = changed("出生日期 + 90日", "出生日期 + 12个月", changed("出生日期 + 89日", "出生日期 + 1年"))
    assert found(policy, notice) == []


def test_a_day_before_is_only_told() -> None:
    """…前 may mean the day itself or the one before: the ledger takes neither for granted."""
    notice = changed("不晚于2031年6月30日", "2031年6月30日前", NOTICE)
    assert found(POLICY, notice) == []
    policy = changed("至 2031-06-30", "至 2031-06-29")
    assert found(policy, notice) == [("POL716", "一（二） 2031年6月29日 2031年6月30日 前")]


def test_what_is_only_in_words() -> None:
    notice = changed("三、办理\n", "三、办理\n材料应当在5个工作日内补正。", NOTICE)
    listed = changed("二（二）、三】", "二（二）、三第1句、三第2句】").replace("【三】", "【三第2句】")

    def with_row(row: str) -> list[tuple[str, str]]:
        return [each for each in found(f"{listed}【三第1句】 {row}\n", notice) if each[0] != "POL716"]

    assert with_row('程序 "五个工作日内补正"') == [("POL715", "三第1句 5个工作日 内")]
    assert with_row('不入计算 "窗口自己的时限"') == []
    assert with_row('程序 "及时补正"') == [("POL710", "三第1句 5个工作日 内")]


def test_a_clause_that_waits_for_its_line_is_not_told_twice() -> None:
    """POL702 says it; the ledger adds nothing."""
    policy = "\n".join(line for line in POLICY.split("\n") if "二（二）】 例外" not in line)
    assert found(policy) == []


def test_a_basis_needs_no_line() -> None:
    notice = changed("现将有关", "根据《省通知》（省医保〔2029〕1号）规定，现将有关", NOTICE)
    assert found(POLICY, notice) == []


def test_rows_of_another_document_drop_out() -> None:
    """What another policy says rests on another notice; words without a policy are this one's."""
    upper = """政策 "省" { 文号 "省〔2030〕1号"  条款 【一】 }
【一】 标准 省补 = 99元
"""
    assert found_with('引用 "upper"\n' + POLICY, upper=upper) == []
    words = "词汇 词 { 【一】 事实 名: 整数 }\n".replace("整数 }", "整数 别名 x } \n")
    assert found_with('引用 "upper"\n' + POLICY, upper=words) == []


def found_with(policy: str, **more: str) -> list[tuple[str, str]]:
    return [each for each in told(accounted(policy, NOTICE, **more).diagnostics) if each not in AT_REST]


def test_an_answer_in_the_file() -> None:
    slip = changed("个人缴费 = 420元", "个人缴费 = 421元")
    answers = "# polc: 忽略 POL710 等更正\n# polc: 忽略 POL711 等更正\n"
    policy = changed("【二（一）第1句】 标准", answers + "【二（一）第1句】 标准", slip)
    assert found(policy) == []
    assert {each.code.id for each in accounted(policy).suppressed} == {"POL710", "POL711"}


# ---- a new text -------------------------------------------------------------------------------------
def test_changes_are_told_exactly() -> None:
    new = changed("680元", "700元", NOTICE)
    new = changed("三、办理\n", "三、办理\n材料齐全的当场办结。", new)
    new = changed("（二）年满70周岁", "（二）低保对象全额减免。\n（三）年满70周岁", new)
    old, now = read_notice(NOTICE), read_notice(new)
    found = [(each.what, each.old and each.old.at, each.new and each.new.at) for each in changes(old, now)]
    assert found == [
        (Change.NUMBERS, "二（一）第2句", "二（一）第2句"),
        (Change.NEW, None, "二（二）"),
        (Change.MOVED, "二（二）", "二（三）"),
        (Change.NEW, None, "三第1句"),
        (Change.MOVED, "三", "三第2句"),
    ]


def test_changes_stand_on_the_rows_to_look_at() -> None:
    old, now = read_notice(NOTICE), read_notice(changed("680元", "700元", NOTICE))
    (change,) = [each for each in accounted(POLICY, now, old).diagnostics if each.code.id == "POL718"]
    facts = dict(change.facts)
    assert (facts["was"], facts["now"], facts["lines"]) == ("不低于 680元", "不低于 700元", "13、26")
    assert POLICY[change.span.start :].startswith("【二（一）第2句】 标准")
    assert change.span.path == MAIN


def test_words_without_numbers_changed() -> None:
    old, now = read_notice(NOTICE), read_notice(changed("减免20%", "减收20%", NOTICE))
    (change,) = changes(old, now)
    assert (change.what, change.new.at if change.new else "") == (Change.WORDS, "二（二）")


def test_nothing_changed() -> None:
    assert changes(read_notice(NOTICE), read_notice(NOTICE.replace("\n", "\n\n"))) == ()
