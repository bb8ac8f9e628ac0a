"""Every slip in a file is reported at its own row, in each kind of block; widths and layout hide none."""

from __future__ import annotations

import pytest
from polfile import findings, module_of

SLIPS = """政策 "示例" { 条款 【一】 }
【一】 表 补贴 按 面积、户型 {
  【一】 满 45 ｜ ｜ 为 1元
  满 45 ｜ 平房 为 1元
  【一】 其余 为 2元
}
【二】 分类 类别 {
  【二】 甲类 = 面积 低于
  【二】 其余 乙类
}
【三】 选择 户型 由 本人 {
  【三】 残疾人 可选
  【三】 其余 可选 楼房
}
清单 购书 不超过 20 别名 books {
  事实 类别 选项（童书） 别名 kind
  事实 实付: 金额 别名 paid
}
【四】 累计 已用 每笔 购书 自 0元 {
  【四】 为 最低（已用）
}
【五】 历法 "甲" 2031-01-01 至 2031-12-31 {
  休 2031-01-01 至
  班 2031-01-04
}
【六】 出资 补贴 舍入 到 1分 {
  【六】 省级 62
  【六】 县级 38% 尾差
}
【七】 恒真 残疾人 蕴含
【八】 标准 月租 按 缴费日 {
  【八】 2031-04-01 起 165元
}
案例 "面积" {
  列 面积、户型 期望 补贴
  ｜ 44 ｜ 楼房 ｜ 1元
  ｜ 44 ｜ ｜ 1元
}
引用 "去年" 沿用 {
  不变 甲、乙
  废止
}
【九】 规定 末项 { 【九】 为 为 1元 }
"""
ROWS = [3, 4, 8, 12, 16, 20, 23, 27, 30, 32, 37, 41, 43]


def rows(text: str) -> list[int]:
    return [int(place.partition(":")[0]) for place, _, _ in findings(text)]


def test_every_block_is_cut_into_its_rows() -> None:
    assert rows(SLIPS) == ROWS


@pytest.mark.parametrize(
    ("wide", "narrow"), [("｜", "|"), ("\n", "\r\n"), ("\n  ", "\n\t"), ("，", ","), ("（", "(")]
)
def test_width_and_line_ends_hide_nothing(wide: str, narrow: str) -> None:
    assert rows(SLIPS.replace(wide, narrow)) == ROWS


def test_a_brace_that_is_missing_costs_its_own_block_only() -> None:
    assert rows(SLIPS.replace("  【二】 其余 乙类\n}", "  【二】 其余 乙类\n")) == sorted([*ROWS, 7])


def test_a_header_without_its_brace_costs_its_own_block_only() -> None:
    assert rows(SLIPS.replace("由 本人 {", "由 本人")) == [14 if row == 12 else row for row in ROWS]


@pytest.mark.parametrize(
    "word", ["表 补贴 按 甲", "分类 类别", "选择 户型 由 本人", "出资 补贴", "标准 月租 按 甲"]
)
def test_an_empty_block_can_be_read(word: str) -> None:
    assert len(module_of(f"【一】 {word} {{ }}").items) == 1


def test_a_table_pasted_with_tabs_and_half_width_bars() -> None:
    lines = (
        "【一】 表 补贴 按 面积、户型 {",
        "\t【一】\t满 45\t|\t楼房\t为\t215元",
        "\t【一】 其余 为 0元",
        "}",
    )
    pasted = "\r\n".join(lines)
    plain = "【一】 表 补贴 按 面积、户型 { 【一】 满 45 ｜ 楼房 为 215元 【一】 其余 为 0元 }"
    assert module_of(pasted) == module_of(plain)
