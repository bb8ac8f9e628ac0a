"""Checks of a policy's days and clauses against its own header: what is said, and what is left in peace."""

import pytest
from compile import codes_of, compile_text

FACTS = """事实 缴费日: 日期 别名 pay
事实 低保: 是非 默认 否 别名 poor
关系 缴费日 在 2025-01-01 至 2025-12-31
输出 缴费时段: 选项 别名 pay_window
"""
WHOLE_YEAR = "【一】 甲期 2025-01-01 至 2025-12-31"


def codes(header: str, rows: str = WHOLE_YEAR, more: str = "") -> list[str]:
    """The codes of a policy with one 时段."""
    head = f'政策 "示例" {{ 文号 "一" 条款 【一】 {header} }}\n'
    return codes_of(f"{head}{FACTS}{more}\n【一】 时段 缴费时段 按 缴费日 {{ {rows} }}", analyse=True)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", []),
        ("印发 2025-01-01", []),
        ("印发 2025-01-02", ["POL406"]),
        ("印发 2025-01-02 有效期 2025-01-02 至 2025-12-31", ["POL406"]),
        ("印发 2024-12-01 有效期 2025-01-02 至 2025-12-31", ["POL407"]),
        ("有效期 2025-01-01 起", []),
        ("有效期 2025-01-01 至 2025-12-30", ["POL407"]),
        ("有效期 2025-01-01 至 2026-01-01", ["POL408"]),
        ("有效期 2025-01-01 至 2026-01-01 保障年度 2025-01-01 至 2026-01-01", []),
    ],
)
def test_days_against_the_header(header: str, expected: list[str]) -> None:
    assert codes(header) == expected


def test_an_end_that_an_assumption_decides_has_been_answered() -> None:
    reading = '【一】 假定 首日 "未写明" { 甲读 2025-01-01 乙读 2025-01-09 采用 甲读 }'
    rows = "【一】 甲期 首日 至 2025-12-31"
    assert "POL406" not in codes("印发 2025-01-09", rows, reading)
    assert "POL406" in codes("印发 2025-01-09")


APART = """政策 "示例" {{ 文号 "一" 有效期 2025-01-10 至 2027-12-31 {reaching} 条款 【一、二】 }}
事实 申请日: 日期 别名 applied_on
事实 低保: 是非 默认 否 别名 poor
关系 申请日 在 {first} 至 2027-12-31
输出 申报期: 选项 别名 season
输出 补贴: 金额 别名 grant
【一】 时段 申报期 按 申请日 {{ 【一】 申报 {first} 至 2025-12-31 【一】 其余 不适用 "不在申报期" }}
【二】 规定 补贴 {{ 【二】 {where} 低保 为 40元 【二】 其余 {otherwise} }}
"""


@pytest.mark.parametrize(
    ("where", "otherwise", "expected"),
    [
        ("", "为 0元", ["POL408"]),
        ("在 申报 且", '不适用 "不在申报期"', ["POL408"]),
        ("在 申报 且 申请日 早于 2027-12-31 且", '不适用 "不在申报期"', []),
    ],
)
def test_windows_that_are_over_are_told(where: str, otherwise: str, expected: list[str]) -> None:
    """Also beside a rule that goes on: the window is itself an output, and nothing says what it then is."""
    text = APART.format(reaching="", first="2025-02-01", where=where, otherwise=otherwise)
    assert [code for code in codes_of(text, analyse=True) if code.startswith("POL40")] == expected


def test_rules_beside_windows_that_no_output_reads_go_on() -> None:
    """Only what is told is asked to last: a window for nobody's result may be over."""
    text = APART.format(reaching="", first="2025-02-01", where="", otherwise="为 0元")
    text = text.replace("输出 申报期: 选项 别名 season\n", "")
    assert [code for code in codes_of(text, analyse=True) if code.startswith("POL40")] == []


@pytest.mark.parametrize(
    ("reaching", "expected"),
    [("", ["POL408", "POL407"]), ("按 申请日 自 2025-01-01", ["POL408"])],
)
def test_a_document_may_reach_back(reaching: str, expected: list[str]) -> None:
    """The first days are asked for no more; that the windows end early is told either way."""
    text = APART.format(reaching=reaching, first="2025-01-01", where="", otherwise="为 0元")
    assert [code for code in codes_of(text, analyse=True) if code.startswith("POL40")] == expected


def test_windows_of_one_cause_are_one_finding() -> None:
    rows = "【一】 甲期 2025-01-01 至 2025-01-31 【一】 乙期 2025-02-01 至 2025-12-31"
    head = '政策 "示例" { 文号 "一" 条款 【一】 印发 2025-06-01 }\n'
    found = compile_text(
        f"{head}{FACTS}【一】 时段 缴费时段 按 缴费日 {{ {rows} }}", analyse=True
    ).diagnostics
    assert [d.code.id for d in found] == ["POL406"]
    assert dict(found[0].facts)["window"] == "甲期"
    assert len(found[0].notes) == 1


@pytest.mark.parametrize(
    ("year", "end", "expected"),
    [
        (2025, "2025-02-28", ["POL409"]),
        (2025, "2025-02-01 的 当月末日", []),
        (2024, "2024-02-29", []),
    ],
)
def test_the_end_of_february(year: int, end: str, expected: list[str]) -> None:
    rows = f"【一】 甲期 {year}-01-01 至 {end} 【一】 乙期 {year}-03-01 至 {year}-12-31"
    text = FACTS.replace("2025", str(year))
    head = '政策 "示例" { 文号 "一" 条款 【一】 }\n'
    assert codes_of(f"{head}{text}【一】 时段 缴费时段 按 缴费日 {{ {rows} }}", analyse=True) == expected


def test_one_name_for_the_periods_of_different_people() -> None:
    limited = (
        "【一】 甲期 2025-01-01 至 2025-06-30 限 低保 【一】 甲期 2025-01-01 至 2025-06-30 限 非 低保"
        " 【一】 乙期 2025-07-01 至 2025-12-31"
    )
    assert codes("", limited) == []
    counted = limited.replace("非 低保", "人数 不低于 3").replace("限 低保", "限 人数 低于 3")
    assert codes("", counted, "事实 人数: 整数 别名 count") == []
    assert codes("", "【一】 甲期 2025-01-01 至 2025-06-30 【一】 甲期 2025-07-01 至 2025-12-31") == [
        "POL405"
    ]


BIRTH = """政策 "示例" { 文号 "一" 条款 【一】 闰日生日 2月28日 }
事实 缴费日: 日期 别名 pay
事实 出生日期: 日期 别名 birth
关系 缴费日 在 2025-01-01 至 2025-12-31
周岁 按 出生日期
输出 应缴: 金额 别名 due
输出 起始日: 日期 别名 start
输出 截止日: 日期 别名 finish
待遇期 起始日 至 截止日 按 应缴
【一】 规定 应缴 { 【一】 截至 缴费日 未满18周岁 为 300元 【一】 其余 为 400元 }
【一】 规定 截止日 { 【一】 为 2025-12-31 }
"""


@pytest.mark.parametrize(
    ("start", "relation", "expected"),
    [
        ("缴费日", "关系 缴费日 不早于 出生日期", []),
        ("缴费日", "", ["POL610"]),
        ("2025-01-01", "关系 缴费日 不早于 出生日期", ["POL610"]),
        ("2025-01-01", "关系 出生日期 不晚于 2025-01-01", []),
    ],
)
def test_benefits_before_birth(start: str, relation: str, expected: list[str]) -> None:
    text = f"{BIRTH}{relation}\n【一】 规定 起始日 {{ 【一】 为 {start} }}"
    assert codes_of(text, analyse=True) == expected


def test_the_person_of_a_benefit_before_birth_is_born_later() -> None:
    text = f"{BIRTH}关系 缴费日 不早于 出生日期\n【一】 规定 起始日 {{ 【一】 为 2025-01-01 }}"
    (found,) = compile_text(text, analyse=True).diagnostics
    facts = dict(found.witness[0].facts)
    assert "2025-01-01" < facts["出生日期"] <= facts["缴费日"]


OPEN = """【一】 假定 首日读法 "没有写明" { 年初 2025-01-01  当天 缴费日  都不采用 }
【一】 假定 低保读法 "没有写明" { 算 低保  不算 否  都不采用 }
"""


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("例外 低保读法 为 缴费日 + 1日 【一】 为 首日读法", ["按读法“年初”时如此"]),
        ("例外 低保读法 为 2025-01-01 【一】 为 缴费日", ["按读法“算”时如此"]),
        ("例外 低保读法 为 首日读法 【一】 为 2025-01-01", []),
    ],
    ids=["the first only", "the second only", "neither"],
)
def test_a_finding_names_the_readings_that_make_it_and_no_others(rows: str, named: list[str]) -> None:
    flag = "关系 缴费日 不早于 出生日期\n事实 低保: 是非 默认 否 别名 poor\n"
    text = f"{BIRTH}{flag}{OPEN}【一】 规定 起始日 {{ 【一】 {rows} }}"
    found = [d for d in compile_text(text, analyse=True).diagnostics if d.code.id == "POL610"]
    assert [[note.text.zh for note in each.notes] for each in found] == [named]


CLAUSES = """政策 "示例" { 文号 "一" 条款 【一、二】 %s }
事实 低保: 是非 默认 否 别名 poor
输出 应缴: 金额 别名 due
【二】 群体 免缴 任一 { 【二】 低保 }
【一】 规定 应缴 { 【一】 免缴 为 0元 【一】 其余 为 400元 }
%s
"""


@pytest.mark.parametrize(
    ("header", "more", "expected"),
    [
        ("", "", ["POL708"]),
        ("", '【二】 待定 "另写"', []),
        ("", '【二】 程序 "登记"', []),
        ("【二】 适用于 免缴", "", []),
    ],
)
def test_a_clause_is_carried_out(header: str, more: str, expected: list[str]) -> None:
    found = codes_of(CLAUSES % (header, more), analyse=True)
    assert [code for code in found if code.startswith("POL7")] == expected
