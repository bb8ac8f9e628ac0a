"""What each assumption is worth: said when it's asked for, with a person whom both readings treat apart."""

import pytest
from compile import compile_text

from polc.compiler.driver import compile_file
from polc.dsl.diagnostics.model import Diagnostic
from polc.dsl.source import Source

POLICY = """政策 "示例" {{ 文号 "一" 条款 【一】 }}
事实 缴费日: 日期 别名 pay
事实 低保: 是非 默认 否 别名 poor
关系 缴费日 在 2025-01-01 至 2025-12-31
输出 应缴: 金额 别名 due
输出 减后: 金额 = 应缴 * 50% 别名 half
【一】 假定 疑问 "未写明" {{ 甲读 {first} 乙读 {second} 采用 甲读 }}
【一】 规定 应缴 {{ 【一】 低保 且 疑问 为 40元 【一】 其余 为 400元 }}
"""


def worth(first: str, second: str) -> list[Diagnostic]:
    """The findings of a policy whose assumption has these two readings."""
    text = POLICY.replace("应缴 * 50%", "应缴 的 50%").format(first=first, second=second)
    found = compile_file("甲.pol", lambda path: Source(path=path, text=text), worth=True)
    assert found.kernel is not None, found.diagnostics
    return [d for d in found.diagnostics if d.code.id in ("POL609", "POL611")]


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ("缴费日 早于 2025-07-01", "缴费日 早于 2025-06-01", "2025-06-01"),
        ("缴费日 早于 2025-06-01", "缴费日 早于 2025-07-01", "2025-06-01"),
        ("是", "否", None),
    ],
)
def test_a_person_for_whom_it_matters(first: str, second: str, day: str | None) -> None:
    (found,) = worth(first, second)
    assert found.code.id == "POL611"
    facts = dict(found.facts)
    assert facts["outputs"] == "“应缴”、“减后”"
    (person,) = found.witness
    assert dict(person.facts).get("低保") == "是"
    assert day is None or dict(person.facts)["缴费日"] >= day
    assert "40元" in person.outcome[0][1] and "400元" in person.outcome[0][1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("缴费日 早于 2025-06-01", "缴费日 不晚于 2025-05-31"),
        ("缴费日 早于 2026-01-01", "是"),
    ],
)
def test_readings_that_change_nothing(first: str, second: str) -> None:
    assert {found.code.id for found in worth(first, second)} == {"POL609"}


def test_it_is_not_said_unasked() -> None:
    text = POLICY.replace("应缴 * 50%", "应缴 的 50%").format(first="是", second="否")
    found = compile_text(text, analyse=True)
    assert "POL611" not in {d.code.id for d in found.diagnostics}


def test_a_person_whose_list_shows_it() -> None:
    text = POLICY.replace("应缴 * 50%", "应缴 的 50%").format(first="存在 购书 其 教材", second="否")
    text += "清单 购书 不超过 9 别名 books { 事实 教材: 是非 默认 否 别名 textbook }\n"
    found = compile_file("甲.pol", lambda path: Source(path=path, text=text), worth=True)
    (told,) = (d for d in found.diagnostics if d.code.id == "POL611")
    (person,) = told.witness
    assert dict(person.facts)["购书"] == "1条（教材 是）"
