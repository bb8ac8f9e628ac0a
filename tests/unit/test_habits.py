"""What clerks write as they write it elsewhere: one finding each, at the right place, with what to write.

Every suggestion that is a piece of `.pol` is put in the place of what was written and must then be read,
so that whoever does as told isn't told something else.
"""

from __future__ import annotations

import pytest
from mistakes import told
from polfile import facts, findings

HEAD = """政策 "示例" {{ 文号 "示例〔2026〕1号"  闰日生日 2月28日 }}
事实 申请日: 日期 别名 applied_on
事实 出生日期: 日期 别名 birth_date
事实 低保对象: 是非 别名 subsistence
事实 特困人员: 是非 别名 extreme_poverty
事实 月收入: 金额 别名 income
事实 人数: 整数 别名 members
事实 方式: 选项（窗口、网上、上门） 别名 way
清单 购书 不超过 3 别名 books {{ 事实 价格: 金额 别名 price  事实 退货: 是非 别名 returned }}
事实 年龄: 整数 别名 age
输出 津贴: 金额 别名 allowance
周岁 按 出生日期
"""
RULE = HEAD + "【三】 规定 津贴 {{\n{}\n【三】 其余 为 0元\n}}\n"
TABLE = HEAD + "【三】 表 津贴 按 年龄 {{\n{}\n【三】 其余 为 0元\n}}\n"
TOP = HEAD + "{}\n"


def said(text: str) -> dict[str, str]:
    """The facts of the only finding."""
    assert [code for _, code, _ in findings(text)] == ["POL105"]
    return {name: value for name, value in facts(text).items() if name != "found"}


@pytest.mark.parametrize(
    ("written", "fact", "instead"),
    [
        ("80至89周岁", "as_of", "截至 申请日 满80周岁 且 截至 申请日 未满90周岁"),
        ("满80周岁不满90周岁", "as_of", "截至 申请日 满80周岁 且 截至 申请日 未满90周岁"),
        ("年满80周岁、未满90周岁", "as_of", "截至 申请日 满80周岁 且 截至 申请日 未满90周岁"),
        ("80周岁以上", "as_of", "截至 申请日 满80周岁"),
        ("60岁以下", "as_of", "截至 申请日 未满61周岁"),
        ("截至 申请日 80周岁以上", "instead", "截至 申请日 满80周岁"),
        ("截至 申请日 年满八十周岁", "instead", "截至 申请日 满80周岁"),
        ("截至 申请日 满80周岁 不满90周岁", "instead", "截至 申请日 满80周岁 且 截至 申请日 未满90周岁"),
        ("申请日 不早于 2026年1月", "whole_date", "2026年1月1日"),
        ("申请日 不晚于 2028年2月底", "whole_date", "2028年2月29日"),
        ("申请日 不晚于 26年6月30日", "whole_date", "2026年6月30日"),
        ("申请日 自2026年1月1日至2026年6月30日", "instead", "在 2026年1月1日 至 2026年6月30日"),
        ("申请日 2026-01-01 以前", "until", "2026-01-01"),
        ("申请日 2026-01-01 以后", "since", "2026-01-01"),
        ("申请日 大于 2026-01-01", "keyword", "晚于"),
        ("申请日 <= 2026-01-01", "symbol", "不晚于"),
        ("月收入 <= 500元", "symbol", "不超过"),
        ("月收入 <= 津贴", "symbol", "不超过（日期写 不晚于）"),
        ("月收入不超过500元", "split", "月收入 不超过 500元"),
        ("人数 3人以上", "number", "不低于 3"),
        ("人数 不低于 3人", "number", "3"),
        ("人数 不低于 37.5", "scaled", "375"),
        ("如果 低保对象", "drop", "如果"),
        ("低保对象 和 特困人员", "list", "低保对象、特困人员"),
        ("方式 不是 窗口、网上", "instead", "非（方式 是 窗口、网上）"),
        ("人数 达到 3", "keyword", "不低于"),
        ("低保⾜对象", "symbol", "足"),
    ],
)
def test_conditions(written: str, fact: str, instead: str) -> None:
    assert said(RULE.format(f"【三】 {written} 为 50元")) == {fact: instead}


@pytest.mark.parametrize(
    ("written", "fact", "instead"),
    [
        ("为 月收入 的 百分之七十", "digits", "70%"),
        ("为 月收入 的 七成五", "digits", "75%"),
        ("为 月收入 的 一半", "instead", "的 50%"),
        ("为 月收入 的 1.5倍", "instead", "的 150%"),
        ("为 月收入 的 三分之二", "instead", "* 2 除以 3"),
        ("为 月收入 的 四分之三", "instead", "的 75%"),
        ("为 月收入 的 2倍", "instead", "* 2"),
        ("为 月收入 的 0.7", "instead", "70%"),
        ("为 月收入的70%", "split", "月收入 的 70%"),
        ("为 5万", "instead", "5万元"),
        ("为 ￥50", "instead", "50元"),
        ("为 50块", "instead", "50元"),
        ("为 每人每月50元", "plain", "50元"),
        ("为 50元每月", "plain", "50元"),
        ("为 50元/人·月", "plain", "50元"),
        ("为 月收入 ÷ 12", "symbol", "除以"),
        ("为 月收入 加 50元", "symbol", "+"),
        ("为 月收入 的 70% 保留两位小数", "instead", "舍入 到 1分 四舍五入"),
        ("为 月收入 的 70% 不超过 500元", "keyword", "封顶"),
        ("为 50元至100元", "complete", "50元"),
        ("：50元", "symbol", "为"),
        ("发给 50元", "instead", "为"),
        ("不发", "instead", '不适用 "不发给"'),
        ("例外 为 50元", "instead", "例外 低保对象"),
        ("执行 《省有关规定》", "text", '"省有关规定"'),
        ("待定：“没写”", "drop", "："),
        ('待定 "所谓"困难群众"指谁"', "inner", "“所谓‘困难群众’指谁”"),
        ("为 50元 优先于 三", "cite", "【三】"),
        ('为 不适用 "不发给"', "drop", "为"),
    ],
)
def test_results(written: str, fact: str, instead: str) -> None:
    assert said(RULE.format(f"【三】 低保对象 {written}")) == {fact: instead}


@pytest.mark.parametrize(
    ("row", "instead"),
    [
        ("（一） 低保对象 为 50元", "【三（一）】"),
        ("第三条 低保对象 为 50元", "【第三条】"),
        ("【三】【四】 低保对象 为 50元", "【三、四】"),
    ],
)
def test_clauses_before_a_row(row: str, instead: str) -> None:
    assert said(RULE.format(row)) == {"cite": instead}


@pytest.mark.parametrize(
    ("row", "fact", "instead"),
    [
        ("80周岁以上 为 50元", "number", "80 以上"),
        ("80至89周岁 为 50元", "number", "80 至 89"),
        ("80 | 为 50元", "drop", "｜"),
        ("80 50元", "gives", "为 50元"),
    ],
)
def test_rows_of_a_table(row: str, fact: str, instead: str) -> None:
    assert said(TABLE.format(f"【三】 {row}")) == {fact: instead}


@pytest.mark.parametrize(
    ("text", "fact", "instead"),
    [
        ("事实 去世日 日期 别名 died_on", "instead", ": 日期"),
        ("事实 去世日 别名 died_on", "expected", ": 日期；: 金额；: 是非；: 选项（甲、乙）"),
        ("事实 面积: 数字 别名 area", "keyword", "整数"),
        ("事实 姓名: 文字 别名 name", "expected", "日期；金额；是非；整数；比例；时长；选项（甲、乙）"),
        ("事实 方式: 窗口/网上 别名 way", "instead", "选项（窗口、网上）"),
        ("事实 方式：选项：窗口、网上 别名 way", "instead", "选项（窗口、网上）"),
        ("事实 去世日: 日期 别名 DeathDate", "alias", "death_date"),
        ("事实 去世日: 日期 别名 death-date", "alias", "death_date"),
        ("事实 去世日: 日期 别名 去世", "alias", "pay_date"),
        ("【二】 群体 老人：低保对象", "symbol", "="),
        ("【二】 群体 老人指低保对象、特困人员", "instead", "老人 = 低保对象"),
        ("【二】 标准 基础津贴 为 50元", "symbol", "="),
        ("【二】 申请人应当到乡镇申请。", "prose", '程序 "申请人应当到乡镇申请。"'),
        (
            "【二】 期限 “申请” 每年 12月底前",
            "expected",
            '由 县医保局；不晚于 2026-06-30；每月 不晚于 10日；列明 "身份证"',
        ),
        ("注：下面是说明", "comment", "# 注：下面是说明"),
        ("// 说明", "symbol", "#"),
    ],
)
def test_declarations(text: str, fact: str, instead: str) -> None:
    assert said(TOP.format(text)) == {fact: instead}


@pytest.mark.parametrize(
    ("line", "fact", "instead"),
    [
        ("文号：“示例〔2026〕3号”", "drop", "："),
        ("文号 示例〔2026〕3号", "text", '"示例〔2026〕3号"'),
        ("单位 “示例县民政局”", "keyword", "机关"),
        ("施行日期 2026-01-01", "instead", "有效期 2026-01-01 起"),
        ("自2026年1月1日起施行", "instead", "有效期 2026年1月1日 起"),
        ("有效期 三年", "whole_date", "有效期 2026-01-01 至 2028-12-31"),
        ("条款 一、二、三", "cite", "【一、二、三】"),
    ],
)
def test_headers(line: str, fact: str, instead: str) -> None:
    assert said(f'政策 "示例" {{\n{line}\n}}\n') == {fact: instead}


@pytest.mark.parametrize(
    ("given", "fact", "instead"),
    [
        ("购书（价格 = 1元）", "instead", "一条 购书（…）"),
        ("一条 购书（价格 = 1元，退货）", "instead", "退货 = 是"),
        ("申请日 2026-01-01", "symbol", "= 2026-01-01"),
        ("低保对象 期望：津贴 = 1元", "drop", "："),
    ],
)
def test_cases(given: str, fact: str, instead: str) -> None:
    text = f'案例 "一例" {{\n  {given}\n  期望 津贴 = 1元\n}}'
    assert said(TOP.format(text)) == {fact: instead}


def test_round_brackets_around_rows_are_one_finding() -> None:
    text = "【二】 群体 老人 任一 （\n  【二】 低保对象\n）\n【三】 标准 甲 = 1元\n"
    assert said(text) == {"symbol": "{ … }"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("三①", "三1"),
        ("三⑵", "三（2）"),
        ("三㈢", "三（三）"),
        ("三.1", "三1"),
        ("三（二）.（1）", "三（二）（1）"),
        ("见上文", ""),
        ("四1至（三）", ""),
    ],
)
def test_clauses_numbered_in_another_way(written: str, meant: str) -> None:
    text = f"【{written}】 标准 甲 = 1元"
    assert [code for _, code, _ in findings(text)] == ["POL115"]
    assert facts(text)["meant"] == meant
    assert not meant or findings(f"【{meant}】 标准 甲 = 1元") == []


def test_a_day_in_words() -> None:
    text = RULE.format("【三】 申请日 不早于 二〇二六年十二月三十一日 为 50元")
    assert said(text) == {"digits": "2026年12月31日"}


def test_a_status_is_no_value() -> None:
    text = RULE.format("【三】 低保对象 为 不适用")
    assert [code for _, code, _ in findings(text)] == ["POL109"]
    assert facts(text)["status"] == '不适用 "理由"'


def test_a_row_numbered_without_brackets() -> None:
    text = RULE.format("二、低保对象 为 50元")
    assert [code for _, code, _ in findings(text)] == ["POL701"]
    assert facts(text)["example"] == "【二】 低保对象 为 50元"


@pytest.mark.parametrize(
    "row",
    [
        "【三】 截至 申请日 满80周岁 且 截至 申请日 未满90周岁 为 50元",
        "【三】 申请日 在 2026年1月1日 至 2026年6月30日 为 50元",
        "【三】 低保对象 为 月收入 的 150% 舍入 到 1分 四舍五入",
        "【三】 低保对象 为 月收入 * 2 封顶 500元",
        '【三】 低保对象 不适用 "不发给"',
        '【三】 低保对象 执行 "省有关规定"',
        "【三】 低保对象 待定 “所谓‘困难群众’指谁”",
        "【三】 例外 低保对象 为 50元",
    ],
)
def test_what_is_suggested_is_read(row: str) -> None:
    assert findings(RULE.format(row)) == []


@pytest.mark.parametrize(
    ("condition", "code", "fact", "value"),
    [
        ("低保对象和特困人员", "POL201", "split", "低保对象、特困人员"),
        ("不是低保对象", "POL201", "split", "非 低保对象"),
        ("低保对象的", "POL201", "split", "低保对象"),
        ("其他人员", "POL201", "others", "其余"),
        ("网上", "POL201", "option", "方式 是 网上"),
        ("人数 不低于 3个月", "POL301", "example", "3"),
        ("申请日 不早于 今天", "POL201", "fact", "事实 今天: 日期 别名 …"),
        ("申请日 不早于 20260101", "POL301", "example", "2026-01-01"),
        ("月收入 低于 500", "POL301", "example", "500元"),
        ("月收入 低于 500元/月", "POL302", "plain", "500元"),
    ],
)
def test_meaning(condition: str, code: str, fact: str, value: str) -> None:
    text = RULE.format(f"【三】 {condition} 为 50元")
    assert told(text)[0] == code
    assert facts_of(text)[fact] == value


def test_what_one_line_mends_is_told_once() -> None:
    text = RULE.format("【三】 截至 申请日 满80周岁 且 截至 申请日 未满90周岁 为 50元")
    without = text.replace("周岁 按 出生日期\n", "")
    assert told(without)[0] == "POL312"
    assert facts_of(without)["birth"] == "出生日期"
    assert told(text.replace("闰日生日 2月28日", ""))[0] == "POL313"


def test_an_output_that_is_not_declared() -> None:
    text = TOP.format("【二】 规定 补贴额 { 【二】 为 1元 }")
    assert told(text)[0] == "POL201"
    assert facts_of(text)["output"] == "输出 补贴额: 金额 别名 …"


def facts_of(text: str) -> dict[str, str]:
    """The facts of the only error, all phases taken."""
    from compile import compile_text

    (error,) = (d for d in compile_text({"main.pol": text}).diagnostics if d.code.severity.value == "error")
    return dict(error.facts)
