"""What a summary says of everybody is true of everybody: checked on each case of each policy.

The table of amounts and the opening lines speak of kinds of people and stretches of days. Here every
case is looked up in them, by its own facts, and must agree with what the interpreter gives.
"""

from __future__ import annotations

from datetime import date

import attrs
import kernels
import pytest
from agreement.persons import persons
from kernels import PAY, choice, day, money, months, row
from summary.pages import SHIPPED, kernel_from, kernel_of, summaries

from polc.compiler.expressions import value
from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Compare, Form, InputRef, Kernel, Op, ReadingOf, Shift
from polc.dsl.values import MonthRule, Plain, Result, is_status
from polc.targets.summary.amounts import DEPENDS, lead_lines, price_section
from polc.targets.summary.model import Table
from polc.targets.summary.survey import Stretch, ground
from polc.targets.summary.view import View, view_of

NAMES = ("town", "options", *SHIPPED)
UNSURE = ("要看", DEPENDS, "待定")


RANDOM = 120


Told = list[tuple[str, dict[str, Plain | None], Evaluation]]
CASES: dict[str, Told] = {}


def cases(kernel: Kernel) -> Told:
    """The 案例 of the file, and made-up persons whom its 关系 allow."""
    if kernel.info.title not in CASES:
        found = [(case.title, dict(case.given)) for case in kernel.cases if not case.readings]
        made = [(f"made up {n}", dict(person)) for n, person in enumerate(persons(kernel, RANDOM, seed=7))]
        told = [(title, facts) for title, facts in found + made if allowed(kernel, facts)]
        CASES[kernel.info.title] = [(title, facts, evaluate(kernel, facts)) for title, facts in told]
    return CASES[kernel.info.title]


def allowed(kernel: Kernel, facts: dict[str, Plain | None]) -> bool:
    inputs = {decl.name: facts.get(decl.name, decl.default) for decl in kernel.inputs}
    env = attrs.evolve(ground(kernel), inputs=inputs)
    return not any(value(relation.condition, env) is False for relation in kernel.relations)


def stretch_of(view: View, facts: dict[str, Plain | None]) -> int | None:
    days = [(facts.get(s.window.choice.axis or ""), s) for s in view.stretches]
    return next((n for n, (paid, s) in enumerate(days) if isinstance(paid, date) and covers(s, paid)), None)


def covers(stretch: Stretch, paid: date) -> bool:
    return stretch.first <= paid <= stretch.last


def belongs(view: View, name: str, facts: dict[str, Plain | None], found: Evaluation) -> bool | None:
    """Whether the name is true of this person; None where that's open."""
    if name in view.kernel.input_by_name:
        known = facts.get(name, view.kernel.input_by_name[name].default)
    else:
        known = found.result(name)
    return known if isinstance(known, bool) else None


def inside(view: View, found: Evaluation) -> bool:
    """In scope."""
    gate = view.kernel.choice_of[view.due or ""].gate
    return gate is None or found.result(getattr(gate, "name", "")) is True


def plain(view: View, facts: dict[str, Plain | None]) -> bool:
    """What the opening lines take for granted is so."""
    decls = [view.kernel.input_by_name[name] for name in view.usual.taken]
    return all(facts.get(decl.name, decl.default) == decl.default for decl in decls)


def usual(view: View, facts: dict[str, Plain | None], found: Evaluation) -> bool:
    """In scope, and none of the names holds."""
    nothing = all(belongs(view, name, facts, found) is False for name in view.usual.special)
    return inside(view, found) and nothing and plain(view, facts)


def only(view: View, name: str, facts: dict[str, Plain | None], found: Evaluation) -> bool:
    """In scope, the name is true, and no other that sets people apart, but for what such people all are."""
    others = [other for other in view.usual.special if other not in (name, *implied(view, name))]
    alone = all(belongs(view, other, facts, found) is False for other in others)
    return inside(view, found) and belongs(view, name, facts, found) is True and alone and plain(view, facts)


IMPLIED: dict[tuple[str, str], tuple[str, ...]] = {}


def implied(view: View, name: str) -> tuple[str, ...]:
    """What is true of every person of whom `name` is, among those that can be made up."""
    key = (view.kernel.info.title, name)
    if key not in IMPLIED:
        such = [(facts, e) for _, facts, e in cases(view.kernel) if belongs(view, name, facts, e) is True]
        others = [other for other in view.usual.special if other != name]
        IMPLIED[key] = tuple(
            other for other in others if such and all(belongs(view, other, f, e) is True for f, e in such)
        )
    return IMPLIED[key]


def said_of(view: View, result: Result) -> str:
    return view.speaker.status(result) if is_status(result) else view.speaker.result(result)


def matrix(view: View) -> Table:
    section = price_section(view)
    assert section is not None
    return next(b for b in section.blocks if isinstance(b, Table) and b.caption.startswith(f"{view.due}："))


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_amounts_holds_for_every_case(name: str) -> None:
    view = view_of(kernel_of(name))
    table, compared = matrix(view), 0
    for title, facts, found in cases(view.kernel):
        number, result = stretch_of(view, facts), found.result(view.due or "")
        for head, cell in zip(table.heads[1:], table.rows[number or 0].cells[1:], strict=True):
            typical = head == view.usual.people.name
            mine = usual(view, facts, found) if typical else only(view, head, facts, found)
            if number is not None and mine and not cell.startswith(UNSURE):
                assert cell == said_of(view, result), title
                compared += 1
    assert compared >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_opening_lines_hold_for_every_case(name: str) -> None:
    view = view_of(kernel_of(name))
    lines, compared = lead_lines(view), 0
    for title, facts, found in cases(view.kernel):
        number = stretch_of(view, facts)
        if number is None or not (inside(view, found) and usual(view, facts, found)):
            continue
        start, axis = found.result(view.kernel.benefits[0].start), view.stretches[number].window.choice.axis
        said = lines[number].text.partition("；")[2]
        if said.startswith(f"从{axis}当天起"):
            assert start == facts[axis or ""], title
        elif said.startswith("从2"):
            assert said.startswith(f"从{view.speaker.result(start)}起"), title
        else:
            assert is_status(start) or said.startswith(f"从{axis}加"), title
        compared += 1
    assert compared >= 3


def test_a_rule_about_a_moved_day_cuts_the_window() -> None:
    town = kernels.town()
    too_late = Compare(Op.GT, Shift(PAY, months(3), 1, MonthRule.MONTH_END), day("2031-12-31"))
    price = next(c for c in town.choices if c.name == "应缴金额")
    rows = (*price.rows, row("三（三）", too_late, money(1), exception=True))
    changed = attrs.evolve(price, rows=rows, beats=((1, 0), (2, 0), (2, 1)))
    choices = tuple(changed if c is price else c for c in town.choices)
    view = view_of(attrs.evolve(town, choices=choices))
    assert date(2031, 10, 1) in [stretch.first for stretch in view.stretches]
    assert matrix(view).rows[-1].cells[1] == "1元"


def test_what_depends_on_more_is_not_said() -> None:
    town = kernels.town()
    price = next(c for c in town.choices if c.name == "应缴金额")
    unknown = choice("应缴金额", Form.RULE, [row("三", InputRef("本市户籍"), money(5))], [money(7)])
    decl = attrs.evolve(town.input_by_name["本市户籍"], default=None)
    changed = attrs.evolve(
        town,
        inputs=tuple(decl if d.name == decl.name else d for d in town.inputs),
        choices=tuple(unknown if c is price else c for c in town.choices),
    )
    view = view_of(changed)
    assert "本市户籍" in view.usual.special
    assert matrix(view).heads[1:] == ("一般参保人员", "本市户籍")
    assert [row.cells[1:] for row in matrix(view).rows] == [("7元", "5元")] * 3


def test_windows_with_an_undecided_end_are_named_and_not_drawn() -> None:
    town = kernels.town()
    decl = attrs.evolve(town.assumption_by_name["等待期后首日"], adopted=None, name="期首")
    windows = next(c for c in town.choices if c.form is Form.WINDOW)
    first = attrs.evolve(windows.rows[0], low=ReadingOf("期首"))
    changed = attrs.evolve(windows, rows=(first, *windows.rows[1:]))
    kernel = attrs.evolve(
        town,
        assumptions=(*town.assumptions, decl),
        choices=tuple(changed if c is windows else c for c in town.choices),
    )
    view = view_of(kernel)
    assert view.windows[0].first is None
    assert view.stretches[0].window.name == "延长缴费期"


def test_rows_that_are_added_up_are_all_told() -> None:
    rows = "【一】 甲类 为 120元 【二】 乙类 为 5元 【一】 其余 为 0元"
    text = f"""政策 "示例" {{ 文号 "示例〔2031〕1号" 条款 【一、二】 }}
事实 甲类: 是非 别名 a
事实 乙类: 是非 别名 b
输出 补助: 金额 别名 c
【一】 规定 补助 {{ 【一】 并存 合计 {rows} }}
案例 "两项" {{ 甲类、乙类 期望 补助 = 125元 }}
案例 "一项" {{ 甲类 非 乙类 期望 补助 = 120元 }}
"""
    page = summaries(kernel_from(text), "经办")["md"]
    assert "补助：甲类，120元；乙类，5元；各项相加 = 125元。" in page
    assert "补助：甲类，按120元。" in page
