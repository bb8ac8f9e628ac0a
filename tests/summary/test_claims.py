"""What a summary says of everybody is true of everybody: checked on each case of each policy.

The table of amounts and the opening lines speak of kinds of people and stretches of days. Here every
case is looked up in them, by its own facts, and must agree with what the interpreter gives.
"""

from __future__ import annotations

from datetime import date

import attrs
import kernels
import pytest
from kernels import PAY, choice, day, money, months, row
from summary.pages import SHIPPED, kernel_of

from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Compare, Form, InputRef, Kernel, Op, ReadingOf, Shift
from polc.dsl.values import MonthRule, Plain, is_status
from polc.targets.summary.amounts import DEPENDS, lead_lines, price_section
from polc.targets.summary.model import Audience, Table
from polc.targets.summary.survey import Stretch
from polc.targets.summary.view import View, view_of

NAMES = ("town", *SHIPPED)
UNSURE = ("要看", DEPENDS, "待定")


def cases(kernel: Kernel) -> list[tuple[str, dict[str, Plain | None], Evaluation]]:
    found = [(case.title, dict(case.given)) for case in kernel.cases if not case.readings]
    return [(title, facts, evaluate(kernel, facts)) for title, facts in found]


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


def in_scope(view: View, found: Evaluation) -> bool:
    """Whether the table speaks of this person at all."""
    gate = view.kernel.choice_of[view.due or ""].gate
    return gate is None or found.result(getattr(gate, "name", "")) is True


def usual(view: View, facts: dict[str, Plain | None], found: Evaluation) -> bool:
    """None of the names holds."""
    return all(belongs(view, name, facts, found) is False for name in view.special)


def matrix(view: View) -> Table:
    section = price_section(view)
    assert section is not None
    return next(b for b in section.blocks if isinstance(b, Table) and b.caption.startswith(f"{view.due}："))


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_amounts_holds_for_every_case(name: str) -> None:
    view = view_of(kernel_of(name), Audience.PUBLIC)
    table, compared = matrix(view), 0
    for title, facts, found in cases(view.kernel):
        if not in_scope(view, found):
            continue
        number, result = stretch_of(view, facts), found.result(view.due or "")
        for head, cell in zip(table.heads[1:], table.rows[number or 0].cells[1:], strict=True):
            mine = usual(view, facts, found) if head == view.usual.name else belongs(view, head, facts, found)
            if number is not None and mine and not cell.startswith(UNSURE):
                assert cell == view.speaker.result(result), title
                compared += 1
    assert compared >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_opening_lines_hold_for_every_case(name: str) -> None:
    view = view_of(kernel_of(name), Audience.PUBLIC)
    lines, compared = lead_lines(view), 0
    for title, facts, found in cases(view.kernel):
        number = stretch_of(view, facts)
        if number is None or not (in_scope(view, found) and usual(view, facts, found)):
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
    view = view_of(attrs.evolve(town, choices=choices), Audience.PUBLIC)
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
    view = view_of(changed, Audience.PUBLIC)
    assert "本市户籍" in view.special
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
    view = view_of(kernel, Audience.PUBLIC)
    assert view.windows[0].first is None
    assert view.stretches[0].window.name == "延长缴费期"
