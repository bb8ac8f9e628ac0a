"""Exact values: dates against a calendar computed by counting days, amounts, rounding, statuses."""

from datetime import date
from fractions import Fraction

import pytest

from polc.dsl.values import (
    ZERO,
    Amount,
    Duration,
    LeapRule,
    Missing,
    MonthRule,
    NotApplicable,
    RoundMode,
    Snap,
    Undetermined,
    Unit,
    add_duration,
    add_months,
    birthday,
    meet,
    round_fraction,
    snap,
    yuan,
)

END, NEXT = MonthRule.MONTH_END, MonthRule.NEXT_DAY
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_of(year: int, month: int) -> int:
    """Written out here, so that the code under test isn't its own witness."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else LENGTHS[month - 1]


def calendar_of(first: int, last: int) -> list[tuple[int, int, int]]:
    return [
        (y, m, d) for y in range(first, last + 1) for m in range(1, 13) for d in range(1, days_of(y, m) + 1)
    ]


DAYS = calendar_of(1999, 2005)
PLACE = {day: index for index, day in enumerate(DAYS)}


@pytest.mark.parametrize("count", [0, 1, 28, 29, 30, 31, 90, 365, 366, -1, -31])
def test_days_are_counted_one_by_one(count: int) -> None:
    for index, day in enumerate(DAYS):
        if 0 <= index + count < len(DAYS):
            assert add_duration(date(*day), count, Unit.DAY, END) == date(*DAYS[index + count])


@pytest.mark.parametrize("months", [0, 1, 3, 11, 12, 13, 24, -1, -12])
@pytest.mark.parametrize("rule", [END, NEXT])
def test_months_reach_the_same_day_or_the_rule(months: int, rule: MonthRule) -> None:
    for year, month, day in DAYS[31:-31]:
        total = year * 12 + month - 1 + months
        target = (total // 12, total % 12 + 1)
        wanted = (*target, day)
        if day > days_of(*target):
            last = (*target, days_of(*target))
            wanted = last if rule is END else DAYS[PLACE[last] + 1] if last in PLACE else wanted
        if wanted in PLACE:
            assert add_months(date(year, month, day), months, rule) == date(*wanted)


@pytest.mark.parametrize(
    ("start", "months", "end", "following"),
    [
        ("2025-01-31", 1, "2025-02-28", "2025-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2025-03-31", 3, "2025-06-30", "2025-07-01"),
        ("2024-11-30", 3, "2025-02-28", "2025-03-01"),
        ("2024-12-31", 2, "2025-02-28", "2025-03-01"),
        ("2025-03-31", -1, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("2025-08-15", 3, "2025-11-15", "2025-11-15"),
    ],
)
def test_month_ends(start: str, months: int, end: str, following: str) -> None:
    day = date.fromisoformat(start)
    assert add_months(day, months, END).isoformat() == end
    assert add_months(day, months, NEXT).isoformat() == following


def test_three_months_are_not_ninety_days() -> None:
    day = date(2025, 1, 1)
    assert add_duration(day, 3, Unit.MONTH, END) == date(2025, 4, 1)
    assert add_duration(day, 90, Unit.DAY, END) == date(2025, 4, 1)
    assert add_duration(date(2025, 7, 1), 3, Unit.MONTH, END) != add_duration(
        date(2025, 7, 1), 90, Unit.DAY, END
    )


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(9999, 1, 1)])
def test_beyond_the_calendar(day: date) -> None:
    with pytest.raises(OverflowError):
        add_duration(day, 1, Unit.YEAR, END)
    with pytest.raises(OverflowError):
        add_duration(day, 366, Unit.DAY, END)


@pytest.mark.parametrize("count", [0, 1, 2, 200])
def test_a_year_is_twelve_months_and_each_keeps_its_text(count: int) -> None:
    years, months = Duration(count, Unit.YEAR), Duration(12 * count, Unit.MONTH)
    assert years == months
    assert hash(years) == hash(months)
    assert (years.text, months.text) == (f"{count}年", f"{12 * count}个月")
    assert not count or Duration(365 * count, Unit.DAY) != years


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(OverflowError):
        add_duration(date(2025, 1, 1), 5, Unit.WORKDAY, END)


@pytest.mark.parametrize(
    ("birth", "years", "common", "leap"),
    [
        ("2004-02-29", 18, "2022-02-28", "2022-03-01"),
        ("2004-02-29", 20, "2024-02-29", "2024-02-29"),
        ("1964-02-29", 60, "2024-02-29", "2024-02-29"),
        ("1960-02-29", 65, "2025-02-28", "2025-03-01"),
        ("1904-02-29", 96, "2000-02-29", "2000-02-29"),
        ("2004-02-29", 96, "2100-02-28", "2100-03-01"),
        ("2007-03-01", 18, "2025-03-01", "2025-03-01"),
        ("2007-12-31", 0, "2007-12-31", "2007-12-31"),
    ],
)
def test_birthdays(birth: str, years: int, common: str, leap: str) -> None:
    day = date.fromisoformat(birth)
    assert birthday(day, years, LeapRule.FEB_28).isoformat() == common
    assert birthday(day, years, LeapRule.MAR_1).isoformat() == leap


@pytest.mark.parametrize(
    ("to", "wanted"),
    [
        (Snap.NEXT_DAY, "2024-02-29"),
        (Snap.PREVIOUS_DAY, "2024-02-27"),
        (Snap.MONTH_FIRST, "2024-02-01"),
        (Snap.MONTH_LAST, "2024-02-29"),
        (Snap.NEXT_MONTH_FIRST, "2024-03-01"),
        (Snap.YEAR_FIRST, "2024-01-01"),
        (Snap.YEAR_LAST, "2024-12-31"),
    ],
)
def test_named_days(to: Snap, wanted: str) -> None:
    assert snap(date(2024, 2, 28), to).isoformat() == wanted


def test_named_days_at_the_turn_of_the_year() -> None:
    assert snap(date(2024, 12, 31), Snap.NEXT_DAY) == date(2025, 1, 1)
    assert snap(date(2024, 12, 5), Snap.NEXT_MONTH_FIRST) == date(2025, 1, 1)
    assert snap(date(2025, 1, 1), Snap.PREVIOUS_DAY) == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("fen", "down", "up", "half_up", "half_even"),
    [
        ("100", 100, 100, 100, 100),
        ("149", 100, 200, 100, 100),
        ("150", 100, 200, 200, 200),
        ("250", 200, 300, 300, 200),
        ("350", 300, 400, 400, 400),
        ("301/2", 100, 200, 200, 200),
        ("-149", -100, -200, -100, -100),
        ("-150", -100, -200, -200, -200),
        ("-250", -200, -300, -300, -200),
    ],
)
def test_rounding_to_yuan(fen: str, down: int, up: int, half_up: int, half_even: int) -> None:
    modes = (RoundMode.DOWN, RoundMode.UP, RoundMode.HALF_UP, RoundMode.HALF_EVEN)
    found = [round_fraction(Fraction(fen), 100, mode) for mode in modes]
    assert found == [down, up, half_up, half_even]


def test_amounts_are_linear_forms() -> None:
    theta = Amount(Fraction(0), (("θ", Fraction(1)),))
    due = yuan(400).plus(theta)
    assert due.times(Fraction(9, 10)) == Amount(Fraction(36000), (("θ", Fraction(9, 10)),))
    assert due.minus(due) == ZERO
    assert not due.exact
    assert due.minus(theta) == yuan(400)
    assert due.times(Fraction(0)) == ZERO


def test_order_of_terms_does_not_matter() -> None:
    left = Amount(Fraction(0), (("a", Fraction(1)),))
    right = Amount(Fraction(0), (("b", Fraction(2)),))
    assert left.plus(right) == right.plus(left)


def test_statuses_meet() -> None:
    outside = NotApplicable(reason="x")
    missing = Missing(inputs=("甲", "乙"))
    silent = Undetermined(reasons=("r",), clauses=("四",))
    assert meet([silent, missing, outside]) == outside
    assert meet([silent, missing, Missing(inputs=("乙", "丙"))]) == Missing(inputs=("甲", "乙", "丙"))
    both = meet([silent, Undetermined(reasons=("s",), document="d", clauses=("四", "五"))])
    assert both == Undetermined(reasons=("r", "s"), document="d", clauses=("四", "五"))


def test_duration_text() -> None:
    assert [Duration(3, unit).text for unit in Unit] == ["3日", "3个月", "3年", "3个工作日"]
