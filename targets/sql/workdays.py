"""Working days in SQL: the calendar as two texts of numbers, looked up by position.

In: a calendar. Out: trees. One text has, for every day of the calendar, how many working days come before
it; the other, for every working day, which day of the calendar it is. So no table has to be joined.
"""

from __future__ import annotations

from datetime import timedelta

from polc.compiler.kernel import Kind
from polc.dsl.counting import Calendar
from polc.targets.sql import tree as t
from polc.targets.sql.tree import Tree


def moved(calendar: Calendar | None, day: Tree, count: Tree) -> Tree:
    """`counting.add_workdays`: NULL where the answer lies outside the calendar."""
    if calendar is None:
        return t.null(Kind.DATE)
    before, places = _tables(calendar)
    first, last = t.day(calendar.first), t.day(calendar.last)
    place = t.function("days", day, first)
    earlier = _looked_up(before, place)
    through = _looked_up(before, t.plus(place, t.integer(1)))
    forward, back = t.plus(through, count), t.plus(earlier, t.plus(count, t.integer(1)))
    signs = [(t.compared(">", count, t.ZERO), forward), (t.compared("<", count, t.ZERO), back)]
    number = t.case(signs, t.plus(earlier, t.integer(1)))
    inside = [t.compared(">=", day, first), t.compared("<=", day, last)]
    found = [t.compared(">=", number, t.integer(1)), t.compared("<=", number, t.integer(len(places)))]
    there = t.function("add_days", first, _looked_up(places, t.minus(number, t.integer(1))))
    return t.case([(t.and_([*inside, *found]), there)], t.null(Kind.DATE))


def _looked_up(numbers: list[int], place: Tree) -> Tree:
    """One of the numbers, which stand in a text with equally many digits each."""
    width = len(str(max(numbers, default=0)))
    digits = "".join(f"{number:0{width}}" for number in numbers)
    return t.function("number_at", t.text(digits), t.times(place, t.integer(width)), word=width)


def _tables(calendar: Calendar) -> tuple[list[int], list[int]]:
    """How many working days come before each day, and which day each working day is."""
    before, places = [0], list[int]()
    for number in range((calendar.last - calendar.first).days + 1):
        if calendar.works(calendar.first + timedelta(days=number)):
            places.append(number)
        before.append(len(places))
    return before, places
