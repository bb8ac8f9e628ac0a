"""When, how much, from when: the table of a leaflet, its two leading sentences, its timeline.

In: the survey of a kernel. Out: what holds under every reading without a mark, the rest with one. Stretches
are cut where paying no longer buys a day of benefits under any reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import attrs

from polc.compiler.kernel import (
    Add,
    BenefitPeriod,
    Expr,
    FieldRef,
    Form,
    InputRef,
    Kernel,
    Or,
    ReadingOf,
    Row,
)
from polc.dsl.text import date_text
from polc.dsl.values import Amount, MonthRule, Result, add_months, distinct, is_status
from polc.targets.summary.leaflet_model import PriceRow, Prices
from polc.targets.summary.model import Line
from polc.targets.summary.plain import (
    OPEN,
    PlainSpeaker,
    conjunction,
    from_day,
    is_silent,
    is_told,
    range_of_days,
    read_by,
)
from polc.targets.summary.survey import ONE_DAY, People, Stretch
from polc.targets.summary.varied import Marks, Reading, Varied, changing, sampled
from polc.targets.summary.view import View, clauses_of, plain_clauses

MOST_OTHERS = 2
LONGEST_WAIT = 24


@attrs.frozen(kw_only=True)
class Told:
    """One stretch of days for the usual person: the amount, the wait, whether anything is left to enjoy."""

    stretch: Stretch
    amount: Result
    amount_marks: tuple[str, ...]
    start: str
    start_marks: tuple[str, ...]
    months: int
    empty: bool
    doubtful: date | None
    clauses: tuple[str, ...]


@attrs.frozen
class Teller:
    """Looks at the usual person in each stretch; `special` are those whom the amount tells apart."""

    view: View
    speaker: PlainSpeaker
    varied: Varied
    period: BenefitPeriod
    special: tuple[People, ...]

    @property
    def due(self) -> str:
        """The amount owed."""
        assert self.view.due is not None
        return self.view.due

    def stretches(self) -> Iterator[Told]:
        """What each stretch of days holds, in order."""
        for stretch in self.view.stretches:
            dead = self._first(stretch, self._surely_empty)
            if dead is not None and dead > stretch.first:
                yield self._told(attrs.evolve(stretch, last=dead - ONE_DAY), empty=False)
            elif dead is None:
                yield self._told(stretch, empty=False)
            if dead is not None:
                yield self._told(attrs.evolve(stretch, first=dead), empty=True)

    def _told(self, stretch: Stretch, *, empty: bool) -> Told:
        days = sampled(stretch)
        amounts = self.varied.results(self.due, days)
        starts = self.varied.results(self.period.start, days)
        said, months = self._start(days, starts)
        found = self.varied.on(stretch.first, Reading())
        clauses = [*clauses_of(stretch.window.row.cite), *plain_clauses(found.fields[self.due].clauses)]
        same = all(result == amounts[Reading()][0] for result in amounts[Reading()])
        return Told(
            stretch=stretch,
            amount=amounts[Reading()][0]
            if same
            else self.varied.on(stretch.last, Reading()).result(self.due),
            amount_marks=changing(amounts),
            start=self._nothing_left() if empty else said,
            start_marks=() if empty else changing(starts),
            months=months,
            empty=empty,
            doubtful=None if empty else self._first(stretch, self._maybe_empty),
            clauses=distinct((*clauses, *plain_clauses(found.fields[self.period.start].clauses))),
        )

    # ---- the first day of benefits -------------------------------------------------------------------
    def _start(self, days: tuple[date, ...], found: dict[Reading, tuple[Result, ...]]) -> tuple[str, int]:
        """The day, 缴费当天, or how many months must pass at least, in every reading."""
        plain = found[Reading()]
        months = min(
            _waited(day, r) for results in found.values() for day, r in zip(days, results, strict=True)
        )
        for result in plain:
            if is_status(result):
                return self.speaker.status(result), months
        if len(set(plain)) == 1:
            return self.speaker.result(plain[0]), months
        axis = self.speaker.called(self.varied.axis)
        if plain == days:
            return f"{axis}当天", months
        return (f"等满{months}个月" if months else "看具体日期"), months

    def _nothing_left(self) -> str:
        return f"{self.year}享受不到"

    @property
    def year(self) -> str:
        """2025年内, or the days of the cover."""
        first, last = self.cover
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
        return f"{first.year}年内" if whole else f"到{date_text(last)}"

    @property
    def cover(self) -> tuple[date, date]:
        """The year of cover; what the windows span where the notice has none."""
        stretches = self.view.stretches
        return self.view.kernel.info.coverage or (stretches[0].first, stretches[-1].last)

    # ---- nothing left -------------------------------------------------------------------------------
    def _first(self, stretch: Stretch, holds: Callable[[date], bool]) -> date | None:
        """The first day from which something holds until the end of the stretch."""
        if not holds(stretch.last):
            return None
        low, high = stretch.first, stretch.last
        while low < high:
            middle = low + (high - low) // 2
            low, high = (low, middle) if holds(middle) else (middle + ONE_DAY, high)
        return low

    def _empties(self, day: date) -> list[bool]:
        readings = self.varied.readings((self.period.start, self.period.end))
        return [_is_empty(self.varied, day, reading, self.period) for reading in readings]

    def _surely_empty(self, day: date) -> bool:
        return all(self._empties(day))

    def _maybe_empty(self, day: date) -> bool:
        return any(self._empties(day))


def _is_empty(varied: Varied, day: date, reading: Reading, period: BenefitPeriod) -> bool:
    found = varied.on(day, reading)
    start, end = found.result(period.start), found.result(period.end)
    return isinstance(start, date) and isinstance(end, date) and start > end


def _waited(day: date, result: Result) -> int:
    """How many whole months lie at least between a day of payment and the first day of benefits."""
    if not isinstance(result, date):
        return 0
    return max(
        (n for n in range(1, LONGEST_WAIT) if add_months(day, n, MonthRule.MONTH_END) <= result), default=0
    )


# ---- the table --------------------------------------------------------------------------------------
def prices(teller: Teller, told: tuple[Told, ...], marks: Marks, usual: str) -> Prices:
    """One row a stretch; a column for each kind of people whose amount differs."""
    others = _others(teller, told)
    last = teller.varied.on(told[0].stretch.first, Reading()).result(teller.period.end)
    until = f"（到{date_text(last)}）" if isinstance(last, date) else ""
    axis = teller.speaker.called(teller.varied.axis)
    heads = (f"{axis}日期", usual, f"从哪天起享受{until}", *(teller.speaker.called(p.name) for p in others))
    rows = tuple(
        _row(teller, item, before, others, marks) for before, item in zip((None, *told), told, strict=False)
    )
    notes = (*_sums(teller, told), *_who(teller, others, marks), *_their_start(teller, others, marks))
    return Prices(groups=frozenset(people.name for people in others), heads=heads, rows=rows, notes=notes)


def _row(teller: Teller, item: Told, before: Told | None, others: list[People], marks: Marks) -> PriceRow:
    """The year stands in the first row and where it changes."""
    first, last = item.stretch.first, item.stretch.last
    year = before.stretch.first.year if before else None
    days = range_of_days(first, last).removeprefix(f"{year}年") if year else range_of_days(first, last)
    return PriceRow(
        days=days,
        amount=Line(amount_text(teller.speaker, item.amount), item.clauses, marks.of(item.amount_marks)),
        start=_starts(teller, item, marks),
        others=tuple(_other(teller, people, item, marks) for people in others),
        empty=item.empty,
    )


def amount_text(speaker: PlainSpeaker, result: Result) -> str:
    """An amount, or what its silence means."""
    return speaker.status(result) if is_status(result) else speaker.result(result)


def _starts(teller: Teller, item: Told, marks: Marks) -> Line:
    """From when; a stretch at whose end nothing may be left says from which day to ask first."""
    text = item.start + marks.of(item.start_marks)
    if item.doubtful is not None:
        axis = teller.speaker.called(teller.varied.axis)
        when = from_day(item.doubtful, item.stretch.last.year)
        text += f"；{when}{axis}的先问清还剩几天"
    return Line(text, item.clauses)


def _others(teller: Teller, told: tuple[Told, ...]) -> list[People]:
    """The special people whose amounts differ from the usual person's, once for each row of amounts."""
    usual = tuple(item.amount for item in told)
    seen = {usual}
    found = []
    for people in teller.special:
        varied = Varied(people, teller.varied.axis)
        row = tuple(varied.on(item.stretch.first, Reading()).result(teller.due) for item in told)
        if row not in seen:
            seen.add(row)
            found.append(people)
    return found[:MOST_OTHERS]


def _other(teller: Teller, people: People, item: Told, marks: Marks) -> Line:
    varied = Varied(people, teller.varied.axis)
    found = varied.results(teller.due, sampled(item.stretch))
    clauses = plain_clauses(varied.on(item.stretch.first, Reading()).fields[teller.due].clauses)
    return Line(amount_text(teller.speaker, found[Reading()][0]), clauses, marks.of(changing(found)))


# ---- below the table --------------------------------------------------------------------------------
def _sums(teller: Teller, told: tuple[Told, ...]) -> Iterator[Line]:
    """Of which parts an amount is made that is no plain standard."""
    choice = teller.view.kernel.choice_of[teller.due]
    shown: set[str] = set()
    for item in told:
        found = teller.varied.on(item.stretch.first, Reading()).fields[teller.due]
        rows = [r for r in choice.rows if isinstance(r.values[0], Add) and r.cite.text in found.clauses]
        if rows and isinstance(item.amount, Amount):
            total = teller.speaker.result(item.amount)
            if total not in shown:
                shown.add(total)
                parts = "＋".join(_term(teller.speaker, part) for part in _terms(rows[0].values[0]))
                yield Line(f"{total}＝{parts}。", clauses_of(rows[0].cite))


def _terms(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Add):
        yield from _terms(expr.left)
        yield from _terms(expr.right)
    else:
        yield expr


def _term(speaker: PlainSpeaker, part: Expr) -> str:
    if isinstance(part, FieldRef):
        known = speaker.constant(part.name)
        said = "" if known is None else speaker.result(known)
        return speaker.called(part.name) + (f"（{said}）" if said.startswith(("至少", "最多")) else said)
    return speaker.value(part)


def _who(teller: Teller, others: list[People], marks: Marks) -> Iterator[Line]:
    """Who belongs to each column."""
    kernel, speaker = teller.view.kernel, teller.speaker
    for people in others:
        choice = kernel.choice_of.get(people.name)
        if choice is None or choice.form is not Form.GROUP:
            continue
        parts = [part for row in choice.rows for part in _members(row.guard)]
        said = "、".join(distinct(speaker.condition(part) for part in parts))
        open_ = tuple(
            p.assumption for p in parts if isinstance(p, ReadingOf) and is_told(kernel, p.assumption)
        )
        yield Line(f"{speaker.called(people.name)}指{said}{marks.of(open_)}。", clauses_of(choice.cite))


def _members(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Or):
        for item in expr.items:
            yield from _members(item)
    else:
        yield expr


def _their_start(teller: Teller, others: list[People], marks: Marks) -> Iterator[Line]:
    """From when the people of a column enjoy benefits, in the stretches where it's otherwise."""
    rule = teller.view.kernel.choice_of[teller.period.start]
    for people in others:
        head = named(teller.view.kernel, people.name)
        for row in rule.rows:
            if head in conjunction(row.guard):
                yield _one_start(teller.speaker, row, head, marks)


def _one_start(speaker: PlainSpeaker, row: Row, head: Expr, marks: Marks) -> Line:
    rest = speaker.conjuncts_without(row.guard, head)
    outcome = start_text(speaker, row.values[0]) + marks.of(read_by(speaker.kernel, row.values[0]))
    who = f"{speaker.condition(head)}{rest}的" if rest else speaker.condition(head)
    return Line(f"{who}，{outcome}（下面另写的除外）。", clauses_of(row.cite))


def named(kernel: Kernel, name: str) -> Expr:
    """A name as a condition."""
    return InputRef(name) if name in kernel.input_by_name else FieldRef(name)


def start_text(speaker: PlainSpeaker, value: Expr) -> str:
    """What a row of the rule for the first day of benefits gives."""
    said = speaker.value(value)
    if said == OPEN or is_silent(value):
        return f"从哪天起享受，{said}"
    return f"从{said}起享受" if said[:1].isdigit() or said.endswith("当天") else said


# ---- in two sentences -------------------------------------------------------------------------------
def lead(teller: Teller, told: tuple[Told, ...], usual: str) -> tuple[Line, ...]:
    """What everybody should know: the ordinary way, and what changes later. True under every reading."""
    first, axis = told[0], teller.speaker.called(teller.varied.axis)
    until, amount = range_of_days(None, first.stretch.last), amount_text(teller.speaker, first.amount)
    text = f"{usual}{until}{axis}{amount}"
    if not first.amount_marks and _whole_cover(teller, first):
        text += f"，{teller.year.removesuffix('内')}全年享受待遇" if teller.year.endswith("内") else ""
    return (Line(f"{text}。", first.clauses), *_later(teller, told, axis))


def _whole_cover(teller: Teller, item: Told) -> bool:
    """Whether all who pay in these days enjoy the whole year of cover, however the notice is read."""
    low, high = teller.cover
    for day in sampled(item.stretch):
        for reading in teller.varied.readings((teller.period.start, teller.period.end)):
            found = teller.varied.on(day, reading)
            start, end = found.result(teller.period.start), found.result(teller.period.end)
            if not (isinstance(start, date) and isinstance(end, date) and start <= low and end >= high):
                return False
    return True


def _later(teller: Teller, told: tuple[Told, ...], axis: str) -> Iterator[Line]:
    """The first stretch with a wait, with another amount, with nothing left."""
    said: list[str] = []
    clauses: list[str] = []
    year, waited = None, False
    for before, item in pairwise(told):
        changes = []
        if item.empty:
            changes = [teller.year.replace(f"{year}年内", "当年") + "享受不到"]
        else:
            if item.months and not waited:
                changes.append(f"要等{item.months}个月")
                waited = True
            if item.start == OPEN and item.start != before.start:
                changes.append("哪天起享受没有写明")
            if item.amount != before.amount and not item.amount_marks:
                changes.append(amount_text(teller.speaker, item.amount))
        if changes:
            when = from_day(item.stretch.first, year) + ("" if said else axis)
            said.append(f"{when}{'、'.join(changes)}")
            year = item.stretch.first.year
            clauses += item.clauses
    if said:
        yield Line(f"{'，'.join(said)}。", distinct(clauses))
