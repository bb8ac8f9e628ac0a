"""Canonical text: one spelling for each thing, comments and blank lines where the author put them."""

import pytest
from polfile import module_of

from polc.dsl import nodes
from polc.dsl.format import (
    format_amount,
    format_expr,
    format_grant,
    format_module,
    format_outcome,
    format_range,
    format_text,
)


def settled(text: str) -> str:
    return format_module(module_of(text))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("[二(三)]标准　甲 = 1，070元/人", "【二（三）】 标准 甲 = 1070元/人"),
        ("【一】 标准 甲 = 1070.5元", "【一】 标准 甲 = 1070.50元"),
        ("【一】 标准 甲 = 1.2万元", "【一】 标准 甲 = 12000元"),
        ("【一】 标准 甲 = 0.5分", "【一】 标准 甲 = 0.005元"),
        ("【一】 标准 甲 = 2024年9月1号", "【一】 标准 甲 = 2024-09-01"),
        ("【一】 标准 甲 = 90天", "【一】 标准 甲 = 90日"),
        ("【一】 标准 甲 = 5工作日", "【一】 标准 甲 = 5个工作日"),
        ("【一】 标准 甲 = 12.50%", "【一】 标准 甲 = 12.5%"),
        ("【一】 群体 甲 = 截至 乙 年满60周岁", "【一】 群体 甲 = 截至 乙 满60周岁"),
        ("【一】 群体 甲 = 截至 乙 不满18周岁", "【一】 群体 甲 = 截至 乙 未满18周岁"),
        ("【一】 群体 甲 = 「乙」、「2类」、「期限」", "【一】 群体 甲 = 乙、「2类」、「期限」"),
        ("【一】 群体 甲 = 乙 等 待定“没写”", '【一】 群体 甲 = 乙 等 待定 "没写"'),
        ("【一】 群体 甲 = 乙 且(丙 或 丁)", "【一】 群体 甲 = 乙 且 （丙 或 丁）"),
        ("【一】待定“没写”", '【一】 待定 "没写"'),
        ('【一】 待定 “写了"三"处”', '【一】 待定 “写了"三"处”'),
        ('【一（一）、一（二）、一（三）】 待定 "x"', '【一（一）至（三）】 待定 "x"'),
        ('【四1、2、3】 待定 "x"', '【四1至3】 待定 "x"'),
        ('【四1、3】 待定 "x"', '【四1、四3】 待定 "x"'),
        ('【第十条第1款第(三)项】 待定 "x"', '【十第一款（三）】 待定 "x"'),
        ('【1．、2第二段第三句】 待定 "x"', '【1、2第2段第3句】 待定 "x"'),
        ('【《补充通知》三】 待定 "x"', '【补充通知三】 待定 "x"'),
        ('【一】\n期限\n"x"\n列明 "a"、"b" 由 乙', '【一】 期限 "x"  由 乙  列明 "a"、"b"'),
    ],
)
def test_spelling(written: str, canonical: str) -> None:
    assert settled(written) == canonical + "\n"
    assert settled(canonical) == canonical + "\n"


BLOCKS = """\
# 文件头
引用 "词汇/居民医保"
引用 "闽政办3号" 落实 "闽政办〔2025〕3号"  # 上级文件

词汇 居民医保 {
  # 事实
  事实 缴费日: 日期  别名 pay_date  # 当天

  事实 低保对象: 是非 默认 否
  # 词汇到此为止
}

【三（一）】 标准 个人缴费 = 400元/人
【三（二）】 标准 财政补助 不低于 670元/人

# 时段
【二】 时段 缴费时段 按 缴费日 {
  【二（一）】 集中期  集中期首日 至 2024-12-31  限 甲
  【二（二）】 补缴期  2025-01-01 起
  【二】 其余 待定 "没写"
}  # 完

【二】 规定 待遇起始日 {
  【五（四）第1句】 例外 新生儿 且 在 缴费时段  为 出生日期  优先于 【二（三）第2句】
  【四】 为 应缴金额 的 90% 保底 10元 舍入 到 1分 四舍五入
}

【四】 假定 减免基数 "没写" {
  按个人缴费  个人缴费  "一种读法"
  按应缴全额  应缴金额
  都不采用
}

案例 "集中期" {
  本市户籍、低保对象
  非 新生儿
  缴费日 = 2024-10-15
  年龄 = 未知
  假定 减免基数 = 按应缴全额
  期望 窗口实缴 = 40元
       付款方 = 待定 "没写"
}

# 文件尾
"""


def test_canonical_text_stays() -> None:
    assert settled(BLOCKS) == BLOCKS


def test_layout_is_settled() -> None:
    squeezed = BLOCKS.replace("\n\n", "\n").replace("  ", " ")
    loose = BLOCKS.replace("\n", "\n\n\n").replace("至", "\n至\n")
    blank_free = "\n".join(line for line in settled(loose).split("\n") if line)
    assert module_of(squeezed) == module_of(loose) == module_of(BLOCKS)
    assert blank_free == "\n".join(line for line in BLOCKS.split("\n") if line)
    assert "\n\n\n" not in settled(loose)


def test_blank_lines_between_declarations_are_the_authors() -> None:
    one, two = "【一】 标准 甲 = 1元\n", "【一】 标准 乙 = 1元\n"
    assert settled(one + two) == one + two
    assert settled(one + "\n \n\n" + two) == one + "\n" + two


def test_blocks_stand_apart() -> None:
    text = "【一】 标准 甲 = 1元\n【一】 规定 乙 { }\n【一】 规定 丙 { }\n【一】 标准 丁 = 1元\n"
    assert settled(text).count("\n\n") == 3


def test_comment_inside_a_row_goes_to_its_line() -> None:
    text = "【一】 群体 甲 = 乙 且 # 一\n  # 二\n  丙 # 三\n【一】 标准 丁 = 1元\n"
    canonical = "# 一\n【一】 群体 甲 = 乙 且 丙  # 三\n# 二\n【一】 标准 丁 = 1元\n"
    assert settled(text) == canonical
    assert settled(canonical) == canonical


def test_comments_alone() -> None:
    assert format_module(nodes.Module(path="x", items=())) == ""
    assert settled('引用 "a" # b') == '引用 "a"  # b\n'


def test_pieces_for_messages() -> None:
    grant = module_of('【四】 减免 甲 { 【四】 乙 为 1元 认定 丙 由 待定 "谁" 先缴后补 }').items[0]
    assert isinstance(grant, nodes.Cited) and isinstance(grant.item, nodes.Grant)
    (row,) = grant.item.rows
    assert isinstance(row, nodes.GrantRow)
    assert format_grant(row) == '为 1元  由 待定 "谁"  认定 丙  先缴后补'
    assert format_amount(row.amount) == "为 1元"
    assert format_expr(row.condition) == "乙"
    rule = module_of('【四】 规定 甲 { 【四】 执行 "乙" }').items[0]
    assert isinstance(rule, nodes.Cited) and isinstance(rule.item, nodes.Rule)
    assert format_outcome(rule.item.rows[0].outcome) == '执行 "乙"'
    window = module_of("【四】 时段 甲 按 乙 { 【四】 丙 2025-01-01 起 }").items[0]
    assert isinstance(window, nodes.Cited) and isinstance(window.item, nodes.Window)
    (piece,) = window.item.rows
    assert isinstance(piece, nodes.WindowRow) and format_range(piece.range) == "2025-01-01 起"


@pytest.mark.parametrize(
    ("text", "quoted"), [("甲", '"甲"'), ('甲"乙', '“甲"乙”'), ("甲＂乙", "“甲＂乙”"), ("“甲”", '"“甲”"')]
)
def test_quotes(text: str, quoted: str) -> None:
    assert format_text(text) == quoted
