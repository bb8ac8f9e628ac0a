"""Days that aren't known when a module is made: functions of one date input, and what compares with what.

In: date expressions of one input ("缴费日 + 3个月"). Out: `SymbolicDay`s, which stand in tables where a
date would. Every such function is monotone, so a comparison with a constant changes at one day, and a
comparison of two inputs is a threshold in one of them.

Invariant: a comparison answers for the table entry that is being computed (`Comparisons.classes` and
`.facts` hold that entry), or says what else the entry must know (`Needed`). Where the parts of
the days turn out too coarse, that is noted, and `refine` says which tables must be made again.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TypeAlias, assert_never

import attrs

from polc.dsl.values import FIRST_DAY, LAST_DAY, LeapRule, MonthRule, Snap, Unit, add_duration, birthday, snap


@attrs.frozen
class Move:
    """`count` units later, or earlier where negative."""

    count: int
    unit: Unit
    rule: MonthRule


@attrs.frozen
class ToSnap:
    """次日, 当月末日 and the like."""

    to: Snap


@attrs.frozen
class ToBirthday:
    """The birthday on which `years` are complete."""

    years: int
    rule: LeapRule


DayStep: TypeAlias = Move | ToSnap | ToBirthday


@attrs.frozen
class DayForm:
    """A date input and what is done to it, step by step."""

    base: str
    steps: tuple[DayStep, ...] = ()

    @property
    def shift(self) -> int | None:
        """How many days later this is; None where that depends on the day."""
        counts = [s.count for s in self.steps if isinstance(s, Move) and s.unit is Unit.DAY]
        return sum(counts) if len(counts) == len(self.steps) else None

    def at(self, day: date) -> date:
        """The day that this gives where the input is `day`."""
        for step in self.steps:
            day = advance(day, step)
        return day


DayTerm: TypeAlias = DayForm | date


@attrs.frozen
class LessEq:
    """left ≤ right, a fact of each person: of two date inputs, or of one where it changes all the time."""

    left: DayForm
    right: DayForm


@attrs.frozen
class ClassVar:
    """Which part of the days the date input `base` falls into."""

    base: str


class Needed(Exception):
    """A table entry that can't be computed before `var` is part of its key."""

    def __init__(self, var: LessEq | ClassVar) -> None:
        super().__init__(var)
        self.var = var


def advance(day: date, step: DayStep) -> date:
    """One step from a known day."""
    match step:
        case Move(count, unit, rule):
            return add_duration(day, count, unit, rule)
        case ToSnap(to):
            return snap(day, to)
        case ToBirthday(years, rule):
            return birthday(day, years, rule)
        case _:
            assert_never(step)


@attrs.define
class Comparisons:
    """The answers to comparisons of symbolic days, for one table entry after another."""

    classes: dict[str, date] = attrs.Factory(dict)
    facts: dict[LessEq, bool] = attrs.Factory(dict)
    breaks: dict[str, set[int]] = attrs.Factory(dict)
    _parts: dict[str, tuple[date, ...]] = attrs.Factory(dict)
    _noted: dict[str, set[int]] = attrs.Factory(dict)
    _seen: set[tuple[DayTerm, DayTerm]] = attrs.Factory(set)
    _symbols: dict[DayForm, SymbolicDay] = attrs.Factory(dict)

    def symbol(self, form: DayForm) -> SymbolicDay:
        """The one symbol of a form."""
        if form not in self._symbols:
            self._symbols[form] = SymbolicDay.of(form, len(self._symbols) + 1, self)
        return self._symbols[form]

    @property
    def symbols(self) -> tuple[SymbolicDay, ...]:
        """All symbols there are."""
        return tuple(self._symbols.values())

    def at_most(self, left: DayTerm, right: DayTerm) -> bool:
        """left ≤ right for the current entry. Needed when the entry doesn't say."""
        bases = {term.base for term in (left, right) if isinstance(term, DayForm)}
        fact = fact_of(left, right)
        if fact is not None:
            if fact not in self.facts:
                raise Needed(fact)
            return self.facts[fact]
        for base in bases:
            self.note(base, left, right)
            if base not in self.classes:
                raise Needed(ClassVar(base))
        return self._known(left) <= self._known(right)

    def note(self, base: str, left: DayTerm, right: DayTerm) -> None:
        """See to it that the parts of `base` will be fine enough for left ≤ right."""
        if (left, right) not in self._seen:
            self._seen.add((left, right))
            self._noted.setdefault(base, set()).update(changes(left, right))

    def refine(self) -> set[str]:
        """Part the days as finely as was found necessary; the inputs whose parts are new."""
        grown = set()
        self._parts.clear()
        for base, found in self._noted.items():
            known = self.breaks.setdefault(base, set())
            if not found <= known:
                known |= found
                grown.add(base)
        return grown

    def parts(self, base: str) -> tuple[date, ...]:
        """The first day of each part of the days of `base`, in order."""
        if base not in self._parts:
            starts = sorted({FIRST_DAY.toordinal(), *self.breaks.get(base, ())})
            self._parts[base] = tuple(date.fromordinal(start) for start in starts)
        return self._parts[base]

    def _known(self, term: DayTerm) -> date:
        return term.at(self.classes[term.base]) if isinstance(term, DayForm) else term


MANY_PARTS = 16


def fact_of(left: DayTerm, right: DayTerm) -> LessEq | None:
    """left ≤ right as a fact of each person, where it isn't a matter of a few parts of one input's days."""
    if not (isinstance(left, DayForm) and isinstance(right, DayForm)):
        return None
    if left.base == right.base and len(changes(left, right)) <= MANY_PARTS:
        return None
    return LessEq(left, right)


@lru_cache(maxsize=1024)
def changes(left: DayTerm, right: DayTerm) -> tuple[int, ...]:
    """The days on which left ≤ right begins or ceases to hold, as ordinals."""
    first, last = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
    if isinstance(left, DayForm) and isinstance(right, DayForm):
        if _always_apart(left.steps, right.steps):
            return ()
        held = [a <= b for a, b in zip(_all_days(left.steps), _all_days(right.steps), strict=True)]
        return tuple(first + n for n in range(1, len(held)) if held[n] is not held[n - 1])

    def holds(number: int) -> bool:
        return _at(left, number) <= _at(right, number)

    at_first = holds(first)
    if holds(last) is at_first:
        return ()
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if holds(middle) is at_first else (first, middle)
    return (last,)


def _at(term: DayTerm, number: int) -> date:
    return term.at(date.fromordinal(number)) if isinstance(term, DayForm) else term


@lru_cache(maxsize=32)
def _all_days(steps: tuple[DayStep, ...]) -> tuple[date, ...]:
    """What these steps make of each day that an input may hold."""
    if not steps:
        return tuple(map(date.fromordinal, range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)))
    return tuple(advance(day, steps[-1]) for day in _all_days(steps[:-1]))


def _always_apart(one: tuple[DayStep, ...], other: tuple[DayStep, ...]) -> bool:
    """True when one day is the other and then moved, always forward or always back."""
    shorter, longer = sorted((one, other), key=len)
    rest = longer[len(shorter) :]
    if longer[: len(shorter)] != shorter or not all(isinstance(step, Move) for step in rest):
        return False
    counts = [step.count for step in rest if isinstance(step, Move)]
    return all(count > 0 for count in counts) or all(count < 0 for count in counts)


class SymbolicDay(date):
    """A day that depends on the person, in the place of a date: the same object for the same form.

    It is a `date` so that it can stand wherever a result does; its own calendar day is a mere label, far
    before any day of a policy, by which texts made from it are found again.
    """

    form: DayForm
    number: int
    world: Comparisons

    @classmethod
    def of(cls, form: DayForm, number: int, world: Comparisons) -> SymbolicDay:
        """The symbol of `form`, labelled with day `number` of the calendar."""
        label = date.fromordinal(number)
        made = cls(label.year, label.month, label.day)
        made.form, made.number, made.world = form, number, world
        return made

    def __hash__(self) -> int:
        return hash((SymbolicDay, self.number))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, date):
            return False
        term = term_of(other)
        return self.world.at_most(self.form, term) and self.world.at_most(term, self.form)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __le__(self, other: date) -> bool:
        return self.world.at_most(self.form, term_of(other))

    def __ge__(self, other: date) -> bool:
        return self.world.at_most(term_of(other), self.form)

    def __lt__(self, other: date) -> bool:
        return not self >= other

    def __gt__(self, other: date) -> bool:
        return not self <= other


def form_number(result: object) -> int:
    """The number of the form that a day of a person has; 0 for any other result."""
    return result.number if isinstance(result, SymbolicDay) else 0


def term_of(day: date) -> DayTerm:
    """The form of a symbolic day, any other day itself."""
    return day.form if isinstance(day, SymbolicDay) else day
