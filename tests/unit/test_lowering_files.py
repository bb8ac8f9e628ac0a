"""沿用, 覆盖 and 落实 that name what isn't there, or say two things, are told once."""

from __future__ import annotations

import pytest
from compile import codes_of
from mistakes import told

OLD = """政策 "去年" { 条款 【一】 }
事实 缴费日: 日期 别名 pay_date
输出 应缴金额: 金额 别名 due
输出 附加: 金额 别名 extra
【一】 标准 单价 = 3元
【一】 规定 应缴金额 { 【一】 为 单价 }
【一】 规定 附加 { 【一】 缴费日 早于 2030-01-01 为 1元 【一】 其余 为 2元 }
"""
ANEW = "【一】 规定 附加 { 【一】 为 9元 }"


def this_year(inherit: str, rest: str = "") -> dict[str, str]:
    text = f'引用 "去年" 沿用 {{ {inherit} }}\n政策 "今年" {{ 条款 【一】 }}\n{rest}'
    return {"main.pol": text, "去年.pol": OLD}


def test_what_was_looked_at_is_inherited() -> None:
    assert codes_of(this_year("不变 单价、附加")) == []
    assert codes_of(this_year("不变 单价", ANEW)) == []


@pytest.mark.parametrize(
    ("inherit", "rest", "code", "at"),
    [
        ("不变 附加", "", "POL220", '引用 "去年" 沿用 { 不变 附加 }'),
        ("不变 单价、附加、附则", "", "POL201", "附则"),
        ("不变 单价、附加 废止 附则", "", "POL201", "附则"),
        ("不变 单价、附加", ANEW, "POL217", "附加"),
    ],
)
def test_inheriting(inherit: str, rest: str, code: str, at: str) -> None:
    assert told(this_year(inherit, rest)) == (code, at)


def test_what_is_kept_is_not_dropped() -> None:
    assert codes_of(this_year("不变 单价、附加 废止 附加"))[0] == "POL217"


UPPER = '政策 "省" { 条款 【一】 }\n输出 应缴金额: 金额 别名 due\n【一】 规定 应缴金额 { 【一】 为 9元 }'
OURS = "【一】 规定 应缴金额 { 【一】 为 3元 }"
GAP = '【一】 规定 应缴金额 { 【一】 执行 "省文件" }'


def city(use: str, rules: str, outputs: str = "输出 应缴金额: 金额 别名 due") -> dict[str, str]:
    text = f'{use}\n政策 "市" {{ 条款 【一】 }}\n{outputs}\n{rules}'
    return {"main.pol": text, "省.pol": UPPER, "省二.pol": UPPER}


@pytest.mark.parametrize(
    ("files", "code", "at"),
    [
        (city('引用 "省" 覆盖 附加', OURS), "POL219", "附加"),
        (city('引用 "省" 覆盖 应缴金额', "【一】 标准 单价 = 1元"), "POL219", "应缴金额"),
        (city('引用 "省" 覆盖 单价', f"【一】 标准 单价 = 1元\n{OURS}"), "POL219", "单价"),
        (city('引用 "省" 落实 "省文件"\n引用 "省二" 落实 "省文件"', GAP), "POL218", "应缴金额"),
        (city('引用 "省" 落实 "省文"', GAP), "POL221", '引用 "省" 落实 "省文"'),
        (city('引用 "省" 落实 "省文件"', OURS), "POL221", '引用 "省" 落实 "省文件"'),
        (
            city(
                '引用 "省" 落实 "省文件"',
                '【一】 规定 别的 { 【一】 执行 "省文件" }',
                "输出 应缴金额: 金额 别名 due\n输出 别的: 金额 别名 o",
            ),
            "POL221",
            '引用 "省" 落实 "省文件"',
        ),
        (
            city(
                '引用 "省" 落实 "省文件"',
                '【一】 规定 别的 { 【一】 执行 "省文件" }',
                "输出 别的: 金额 别名 o",
            ),
            "POL221",
            '引用 "省" 落实 "省文件"',
        ),
    ],
)
def test_overriding_and_fulfilling(files: dict[str, str], code: str, at: str) -> None:
    assert told(files) == (code, at)
