"""What a 案例 sees of its policy: rows, both sides of conditions, bounds step by step, readings."""

from collections import Counter
from fractions import Fraction

import pytest
from checkout import ROOT
from compile import kernel_of
from faulty import Slips

from polc.compiler.driver import compile_file
from polc.compiler.seeing import Side, Sight, Sort, Viewer, sights
from polc.compiler.seeing.viewer import gap_between
from polc.dsl.source import Source
from polc.dsl.values import Rate, yuan

POLICY = """政策 "示例" { 按月计算 当月末日 闰日生日 2月28日 }
事实 缴费日: 日期  别名 pay_date
事实 出生日期: 日期  别名 birth_date
事实 低保: 是非 默认 否  别名 poor
事实 残疾: 是非 默认 否  别名 disabled
输出 应缴: 金额  别名 due
周岁 按 出生日期
【三】 假定 多大 "算到哪天" { 缴费那天 缴费日  年初 2025-01-01  采用 缴费那天 }
【二】 群体 少收 = 低保 且 截至 多大 满60周岁
【一】 规定 应缴 {
  【一（一）】 缴费日 不晚于 2025-06-30  为 400元
  【一（二）】 缴费日 晚于 2025-06-30  为 700元
  【二】 例外 少收  为 100元
}
"""


def case(day: str, born: str = "1990-01-01", flags: str = "", more: str = "", due: str = "400元") -> str:
    return f"""
案例 "{day} {born} {flags} {more}" {{
  {flags}
  缴费日 = {day}
  出生日期 = {born}
  {more}
  期望 应缴 = {due}
}}
"""


def seen(*cases: str) -> set[Sight]:
    kernel = kernel_of(POLICY + "".join(cases))
    viewer = Viewer(kernel)
    found = set[Sight]()
    for one in kernel.cases:
        found |= viewer.view(dict(one.given), dict(one.readings), one.expected).seen
    return found


def bounds(found: set[Sight], block: str, row: int = 0) -> set[Side | None]:
    return {s.side for s in found if s.sort is Sort.BOUND and s.at[:2] == (block, row)}


@pytest.mark.parametrize(
    ("day", "due", "side"),
    [
        ("2025-06-29", "400元", Side.BELOW),
        ("2025-06-30", "400元", Side.ON),
        ("2025-07-01", "700元", Side.ABOVE),
    ],
)
def test_a_case_sees_the_side_of_a_bound_on_which_it_stands(day: str, due: str, side: Side) -> None:
    found = seen(case(day, due=due))
    assert bounds(found, "应缴") == bounds(found, "应缴", 1) == {side}


def test_a_case_far_from_a_bound_sees_none() -> None:
    assert bounds(seen(case("2025-03-01")), "应缴") == set()


def test_a_bound_that_decides_nothing_for_the_person_isnt_seen() -> None:
    """The exception goes before the row: whichever way the bound is written, it's 100元."""
    found = seen(case("2025-06-30", born="1950-01-01", flags="低保", due="100元"))
    assert bounds(found, "应缴") == set()
    rows = {s.at for s in found if s.sort is Sort.ROW and s.at[0] == "应缴"}
    assert rows == {("应缴", 2)}


def test_only_what_is_expected_counts() -> None:
    assert bounds(seen(case("2025-06-30", due="500元")), "应缴") == set()


def test_an_age_is_seen_under_the_reading_in_force() -> None:
    found = seen(case("2025-05-20", born="1965-05-20", flags="低保", due="100元"))
    (age,) = [s for s in found if s.sort is Sort.BOUND and s.at[0] == "少收"]
    assert (age.side, age.at[3]) == (Side.ON, (("多大", "缴费那天"),))
    other = seen(case("2025-05-20", born="1965-01-02", flags="低保", more="假定 多大 = 年初", due="400元"))
    (age,) = [s for s in other if s.sort is Sort.BOUND and s.at[0] == "少收"]
    assert (age.side, age.at[3]) == (Side.BELOW, (("多大", "年初"),))
    readings = {s.at for s in other | found if s.sort is Sort.READING}
    assert readings == {("多大", "缴费那天", "年初"), ("多大", "年初", "缴费那天")}


SURE = [
    case("2025-06-29"),
    case("2025-06-30"),
    case("2025-07-01", due="700元"),
    case("2025-05-19", born="1965-05-20", flags="低保"),
    case("2025-05-20", born="1965-05-20", flags="低保", due="100元"),
    case("2025-05-20", born="1965-05-20"),
]


def test_whoever_sees_a_thing_fails_when_it_is_written_otherwise() -> None:
    """Every slip of a day, an age, a bound or a condition fails a case: they see all sides."""
    text = POLICY + "".join(SURE)
    read = compile_file("示例.pol", lambda path: Source(path=path, text=text), analyse=False)
    assert read.kernel is not None
    judged = Counter[bool]()
    for fault in Slips(text, read.module).every():
        if fault.within or fault.kind in ("citation changed", "row dropped", "例外 dropped"):
            continue
        found = kernel_of(fault.applied(text))
        viewer = Viewer(found)
        views = [viewer.view(dict(c.given), dict(c.readings), c.expected) for c in found.cases]
        caught = any(len(view.expected) < len(c.expected) for view, c in zip(views, found.cases, strict=True))
        judged[caught] += 1
        assert caught, fault.told(text)
    assert judged[True] >= 10


def test_a_rule_of_every_month_is_to_be_seen_once() -> None:
    (path,) = (ROOT / "examples/语言/07-每月与合计").glob("*.pol")
    kernel = compile_file(path.name, lambda _: Source(path=path.name, text=path.read_text(encoding="utf-8")))
    assert kernel.kernel is not None
    months = [choice for choice in kernel.kernel.choices if choice.month is not None]
    rows = [
        s for s in sights(kernel.kernel) if s.sort is Sort.ROW and s.span in {r.span for r in months[0].rows}
    ]
    assert len(months) >= 12
    assert len(rows) == len(months[0].rows)


def test_a_step_is_one_yuan_one_count_one_percent() -> None:
    assert gap_between(yuan(101), yuan(100)) == 1
    assert gap_between(Fraction(3), Fraction(5)) == -2
    assert gap_between(Rate(Fraction(1, 2)), Fraction(49, 100)) == 1
    assert gap_between(yuan(1), Fraction(1)) is None
