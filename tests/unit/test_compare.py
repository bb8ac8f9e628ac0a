"""Comparisons of small policies: every line replayed on both sides, every difference found by brute force."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from compile import kernel_of

from polc.compiler.comparing import Comparison, Difference, Section, Side, compare
from polc.compiler.comparing.outcomes import seen
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of

pytestmark = pytest.mark.heavy

FIRST, DAYS = date(2025, 1, 1), 20
FLAGS = ("低保", "残疾", "学生")


def text(
    *, due: str = "400元", end: str = "2025-01-15", rows: str = "", header: str = "", facts: str = ""
) -> str:
    return f"""政策 "示例" {{ 按月计算 当月末日 闰日生日 2月28日 {header} }}
事实 缴费日: 日期  别名 pay_date
事实 低保: 是非 默认 否  别名 poor
事实 残疾: 是非 默认 否  别名 disabled
事实 学生: 是非 默认 否  别名 student
{facts}
输出 缴费时段: 选项  别名 pay_window
输出 应缴金额: 金额  别名 due
输出 起始日: 日期  别名 since
关系 缴费日 在 2025-01-01 至 2025-01-20
【一】 时段 缴费时段 按 缴费日 {{
  【一（一）】 第一期  2025-01-03 至 2025-01-09
  【一（二）】 第二期  2025-01-10 至 {end}
  【一】 其余 待定 "没有写明"
}}
【二】 规定 应缴金额 {{
  【二（一）】 在 缴费时段  为 {due}
{rows}
}}
【三】 规定 起始日 {{
  【三】 在 缴费时段  为 缴费日 + 1日
}}
"""


def exception(clause: str, condition: str, outcome: str) -> str:
    return f"  【{clause}】 例外 在 缴费时段 且 {condition}  {outcome}\n"


def compared(old: str, new: str) -> Comparison:
    found = compare(Side(kernel=kernel_of(old)), Side(kernel=kernel_of(new)))
    verify(found)
    return found


def verify(found: Comparison) -> None:
    """Every example gets what its line says from the interpreter, and the two results differ."""
    for section, difference in lines(found):
        for item in difference.situations:
            results = []
            for side, facts, said in (
                (found.old, item.example.old_facts, item.example.old),
                (found.new, item.example.new_facts, item.example.new),
            ):
                answer = evaluate(side.kernel, dict(facts), side.assume).fields[section.name]
                assert answer == said
                years = found.shift_years if side is found.old else 0
                results.append(seen(answer.result, bounds_of(side.kernel), years))
            assert results[0] != results[1]


def lines(found: Comparison) -> Iterator[tuple[Section, Difference]]:
    return ((s, d) for s in found.sections if s.name for d in s.differences)


def outline(found: Comparison) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (section.name, d.old, d.new, tuple(f"{low:%m-%d}至{high:%m-%d}" for low, high in d.days))
        for section, d in lines(found)
    ]


def test_equal_policies_give_nothing() -> None:
    found = compared(text(), text())
    assert not found.differs
    assert found.complete
    assert [section.name for section in found.sections] == ["缴费时段", "应缴金额", "起始日"]


def test_a_changed_amount() -> None:
    found = compared(text(), text(due="420元"))
    assert outline(found) == [("应缴金额", "400元", "420元", ("01-03至01-15",))]
    (difference,) = (d for _, d in lines(found))
    assert difference.change == 2000
    (situation,) = difference.situations
    assert (situation.old[0].clause, situation.new[0].clause) == ("二（一）", "二（一）")
    assert situation.example.old_facts == (("缴费日", date(2025, 1, 3)),)


def test_a_moved_end_of_a_window() -> None:
    found = compared(text(), text(end="2025-01-17"))
    assert [(name, days) for name, _, _, days in outline(found)] == [
        ("缴费时段", ("01-16至01-17",)),
        ("应缴金额", ("01-16至01-17",)),
        ("起始日", ("01-16至01-17",)),
    ]
    assert {(d.old_kind, d.new_kind) for s, d in lines(found) if s.name == "起始日"} == {
        ("undetermined", "varies")
    }


def test_an_added_exception() -> None:
    found = compared(text(), text(rows=exception("二（二）", "低保", "为 40元")))
    assert outline(found) == [("应缴金额", "400元", "40元", ("01-03至01-15",))]
    (difference,) = (d for _, d in lines(found))
    assert difference.situations[0].new[0].condition == "在 缴费时段 且 低保"
    assert difference.situations[0].example.new_facts[-1] == ("低保", True)


def test_what_only_overlaps_show_is_counted() -> None:
    old = text(rows=exception("二（二）", "低保", "为 40元"))
    new = text(
        rows=exception("二（二）", "低保", "为 40元  优先于 【二（三）】")
        + exception("二（三）", "残疾", "为 400元")
    )
    assert not compared(old, new).differs
    torn = text(rows=exception("二（二）", "低保", "为 40元") + exception("二（三）", "残疾", "为 400元"))
    section = next(s for s in compared(old, torn).sections if s.name == "应缴金额")
    assert (len(section.differences), section.overlaps) == (0, 1)
    assert compared(old, torn).differs


def test_a_scope_that_only_overlaps_show_is_counted() -> None:
    def scoped(condition: str) -> str:
        facts = "事实 户籍: 是非  别名 local\n"
        return text(header="【零】 适用于 对象", facts=f"{facts}【零】 群体 对象 = 户籍 或 {condition}\n")

    found = compared(scoped("（学生 且 非 低保）"), scoped("学生"))
    assert (found.sections[0].name, found.sections[0].overlaps, found.differs) == ("", 1, True)


def test_facts_of_one_policy_are_named() -> None:
    new = text(facts="事实 老年: 是非 默认 否  别名 old", rows=exception("二（二）", "老年", "为 0元"))
    found = compared(text(), new)
    assert (found.old_facts, found.new_facts) == ((), ("老年",))
    (difference,) = (d for _, d in lines(found))
    assert [name for name, _ in difference.situations[0].example.old_facts] == ["缴费日"]


def test_calendars_are_aligned_by_coverage() -> None:
    old = text(header="【四】 保障年度 2025-01-01 至 2025-12-31")
    new = old.replace("2025-", "2026-")
    found = compared(old, new)
    assert (found.shift_years, found.differs) == (1, False)
    found = compared(old, new.replace("400元", "380元"))
    example = next(lines(found))[1].situations[0].example
    assert (example.old_facts[0][1], example.new_facts[0][1]) == (date(2025, 1, 3), date(2026, 1, 3))
    nobody = compare(found.old, found.new, shift_years=0)
    assert (nobody.complete, nobody.sections) == (False, ())


def test_bounds_are_compared_by_their_ends() -> None:
    body = text(due="400元 + 补助标准")
    standard = "【五】 标准 补助标准 不低于 {}元/人\n"
    found = compared(body + standard.format(670), body + standard.format(700))
    (difference,) = (d for _, d in lines(found))
    assert (difference.old, difference.new, difference.change) == ("不低于1070元", "不低于1100元", None)
    assert not compared(body + standard.format(670), body + standard.format(670)).differs


ASSUMED = '【二】 假定 缴费数额 "没有写明" {\n 甲  400元\n 乙  300元\n 都不采用\n}\n'


def test_two_readings_of_one_policy() -> None:
    kernel = kernel_of(text(due="缴费数额") + ASSUMED)
    found = compare(
        Side(kernel=kernel, assume={"缴费数额": "甲"}), Side(kernel=kernel, assume={"缴费数额": "乙"})
    )
    verify(found)
    assert [(old, new) for _, old, new, _ in outline(found)] == [("400元", "300元")]
    undecided = compare(Side(kernel=kernel), Side(kernel=kernel, assume={"缴费数额": "乙"}))
    verify(undecided)
    assert [(d.old_kind, d.new) for _, d in lines(undecided)] == [("undetermined", "300元")]
    assert not compare(Side(kernel=kernel), Side(kernel=kernel)).differs


# ---- brute force ------------------------------------------------------------------------------------
def chance(rng: random.Random) -> str:
    """A policy with a few exceptions in any order of precedence."""
    rows, earlier = "", list[str]()
    for number in range(rng.randint(0, 3)):
        clause = f"二（{'二三四'[number]}）"
        left, right = rng.sample(FLAGS, 2)
        condition = rng.choice(
            [left, f"非 {left}", f"{left} 且 {right}", f"{left} 且 缴费日 不早于 2025-01-07"]
        )
        over = f"  优先于 【{'、'.join(earlier)}】" if earlier and rng.random() < 0.8 else ""
        amount = rng.choice(["为 0元", "为 40元", '待定 "没有写明"', "为 400元"])
        rows += exception(clause, condition, f"{amount}{over}")
        earlier.append(clause)
    return text(due=rng.choice(["400元", "420元"]), end=rng.choice(["2025-01-13", "2025-01-15"]), rows=rows)


def counted(old: Kernel, new: Kernel, output: str) -> dict[tuple[str, str], set[date]]:
    """Every pair of outcomes that differ, with its days, over all persons that pay inside a window."""
    found: dict[tuple[str, str], set[date]] = {}
    for day, *flags in product(range(DAYS), *[(False, True)] * len(FLAGS)):
        person = {"缴费日": FIRST + timedelta(days=day), **dict(zip(FLAGS, flags, strict=True))}
        answers = [evaluate(kernel, person) for kernel in (old, new)]
        if all(seen(a.result("缴费时段"), {}, 0) == "undetermined" for a in answers):
            continue
        left, right = (str(seen(answer.result(output), {}, 0)) for answer in answers)
        if left != right:
            found.setdefault((left, right), set()).add(FIRST + timedelta(days=day))
    return found


@pytest.mark.parametrize("seed", range(25))
def test_nothing_is_missed_and_nothing_made_up(seed: int) -> None:
    rng = random.Random(seed)
    old, new = kernel_of(chance(rng)), kernel_of(chance(rng))
    found = compare(Side(kernel=old), Side(kernel=new))
    verify(found)
    assert found.complete
    for section in found.sections[:2]:
        wanted = counted(old, new, section.name)
        listed = {}
        for difference in section.differences:
            example = difference.situations[0].example
            pair = str(seen(example.old.result, {}, 0)), str(seen(example.new.result, {}, 0))
            listed[pair] = {
                low + timedelta(days=n) for low, high in difference.days for n in range((high - low).days + 1)
            }
        assert len(wanted) == len(listed) + section.overlaps + section.more
        assert listed == {pair: days for pair, days in wanted.items() if pair in listed}
