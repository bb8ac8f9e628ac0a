"""POL304: months counted from a day that the month reached doesn't have.

The header says what holds then (按月计算), so this is a note: it lists the days on which the other rule
would give another day, which is always the day after. Only days on which somebody in scope reaches the
expression are listed, of a long range (dates of birth) the last twelve years, or the twelve from the first
day of the document on where the range goes further; others where these show none, as for 60 years from
29 February: only 2100 has no such day. Every day is worked out by itself, `DAYS` steps of it in all: beyond
that the question is left open. Where who reaches the expression has no form, persons are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

import attrs

from polc.compiler.analysis.days import runs
from polc.compiler.analysis.formula import TRUE, Formula
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.subject import DECIDING, Subject, Trial, clauses_of, in_scope, taken
from polc.compiler.analysis.symbols import Known, Term
from polc.compiler.analysis.witness import Witness
from polc.compiler.interpret import Evaluation, Person
from polc.compiler.kernel import (
    Choice,
    Expr,
    Form,
    InputRef,
    ItemRef,
    Pick,
    ReadingOf,
    Row,
    Shift,
    StateRef,
    walk,
)
from polc.dsl.diagnostics.model import Severity, WitnessRow
from polc.dsl.diagnostics.times import NO_SUCH_DAY
from polc.dsl.values import Duration, MonthRule, Unit, add_duration

CHECK = "按月推算有没有对应不上的日子"
SHOWN = 5
SCANNED = 3 * 1461
DAYS = 1_000_000


@attrs.define
class Budget:
    """How many steps of days may still be worked out."""

    left: int = DAYS

    def take(self, steps: int) -> None:
        """Use some; NotFinished when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise NotFinished(f"逐日推算的步数超过 {DAYS} 步")


@attrs.frozen(kw_only=True)
class Counted:
    """A day moved by months where a row uses it, and for whom."""

    shift: Shift
    length: Duration
    row: Row
    who: Formula


def check(subject: Subject) -> None:
    """Every month sum of every row, once for each way it is written."""
    done, budget = set[str](), Budget()
    for choice in subject.choices(CHECK, Form.GRANT, Form.WINDOW, Form.GROUP, *DECIDING):
        if not any(isinstance(part, Shift) for part in _written(subject, choice)):
            continue
        with subject.question(CHECK, choice.span, _trial(subject, choice, done)):
            for counted in _counted(subject, choice):
                text = _text(counted)
                days = [] if text in done else list(islice(_days(subject, counted, budget), SHOWN + 1))
                if days:
                    done.add(text)
                    _report(subject, counted, text, days)


def _trial(subject: Subject, choice: Choice, done: set[str]) -> Trial:
    """Somebody for whom the two rules reach different days, where a row of theirs counts months."""

    def days_of(person: Person, evaluation: Evaluation) -> Iterator[tuple[Counted, date]]:
        if not in_scope(evaluation, choice):
            return
        rows = taken(evaluation, choice)
        for number, row in enumerate(choice.rows):
            for shift in _shifts(subject, (row.guard, *(row.values if number in rows else ()))):
                day, length = (subject.value_for(person, evaluation, e) for e in (shift.day, shift.length))
                if isinstance(day, date) and isinstance(length, Duration) and _is_counted(length):
                    counted = Counted(shift=shift, length=length, row=row, who=TRUE)
                    if _text(counted) not in done and _differs(counted, day):
                        yield counted, day

    def report(witness: Witness) -> bool:
        for counted, day in days_of(witness.person, witness.complete):
            done.add(_text(counted))
            _report(subject, counted, _text(counted), [day])
            return True
        return False

    return Trial(
        fields=choice.fields,
        confirm=lambda evaluation: in_scope(evaluation, choice),
        report=report,
        whole=False,
        seen=lambda person, evaluation: any(days_of(person, evaluation)),
    )


def _shifts(subject: Subject, exprs: Iterable[Expr]) -> Iterator[Shift]:
    """The days that expressions move by a length, outside of lists."""
    for part in (part for expr in exprs for part in _parts(subject, expr)):
        if isinstance(part, Shift) and not any(isinstance(p, ItemRef | StateRef) for p in walk(part)):
            yield part


def _written(subject: Subject, choice: Choice) -> Iterator[Expr]:
    """Every part of every row; where none moves a day there's nothing to ask."""
    return (p for row in choice.rows for e in (row.guard, *row.values) for p in _parts(subject, e))


def _counted(subject: Subject, choice: Choice) -> Iterator[Counted]:
    standing = subject.world.standing(choice)
    for row, stands in zip(choice.rows, standing.stands, strict=True):
        for exprs, who in (((row.guard,), standing.gate.holds), (row.values, stands)):
            for shift in (part for expr in exprs for part in _parts(subject, expr)):
                if isinstance(shift, Shift):
                    yield from _by_months(subject, shift, row, subject.all_of(standing.gate.holds, who))


def _parts(subject: Subject, expr: Expr) -> Iterator[Expr]:
    for part in walk(expr):
        yield part
        if isinstance(part, ReadingOf):
            decl = subject.kernel.assumption_by_name[part.assumption]
            meaning = decl.reading(subject.world.readings[part.assumption]).meaning
            if not isinstance(meaning, Pick):
                yield from _parts(subject, meaning)


def _by_months(subject: Subject, shift: Shift, row: Row, who: Formula) -> Iterator[Counted]:
    for guard, symbol in subject.world.translator.cases(shift.length):
        if isinstance(symbol, Known) and isinstance(symbol.value, Duration):
            length = symbol.value
            if _is_counted(length):
                yield Counted(shift=shift, length=length, row=row, who=subject.all_of(who, guard))


def _is_counted(length: Duration) -> bool:
    return length.unit in (Unit.MONTH, Unit.YEAR) and length.count != 0


def _days(subject: Subject, counted: Counted, budget: Budget) -> Iterator[date]:
    """Days from which the two rules reach different days."""
    world = subject.world
    for guard, symbol in world.translator.cases(counted.shift.day):
        who = subject.all_of(counted.who, guard)
        if isinstance(symbol, Known) and isinstance(symbol.value, date):
            if subject.possible(who) and _differs(counted, symbol.value):
                yield symbol.value
        elif isinstance(symbol, Term):
            domain = world.pool.domain
            for first, last in runs(
                world, who, symbol.var, domain.lows[symbol.var], domain.highs[symbol.var]
            ):
                near = _near(subject)
                start = near if near and first <= near < last - SCANNED else max(first, last - SCANNED)
                end = min(last, start + SCANNED)
                shown = list(islice(_among(counted, symbol, range(start, end + 1), budget), SHOWN + 1))
                rest = chain(range(end + 1, last + 1), range(first, start))
                yield from shown or _among(counted, symbol, rest, budget)


def _near(subject: Subject) -> int | None:
    """The first day of what the document covers, else of its validity, else its own."""
    info = subject.kernel.info
    span = info.coverage or info.validity or (info.issued,)
    return span[0].toordinal() if span[0] else None


def _among(counted: Counted, day_of: Term, facts: Iterable[int], budget: Budget) -> Iterator[date]:
    """Those of some values of the fact; none from where the calendar ends."""
    steps = 1 + len(day_of.curve.steps)
    for fact in facts:
        budget.take(steps)
        try:
            day = date.fromordinal(int(day_of.curve.at(fact)))
            differs = _differs(counted, day)
        except (OverflowError, ValueError):
            return
        if differs:
            yield day


def _differs(counted: Counted, day: date) -> bool:
    return day.day > 28 and _moved(counted, day, MonthRule.MONTH_END) != _moved(
        counted, day, MonthRule.NEXT_DAY
    )


def _moved(counted: Counted, day: date, rule: MonthRule) -> date:
    return add_duration(day, counted.shift.sign * counted.length.count, counted.length.unit, rule)


def _text(counted: Counted) -> str:
    day = counted.shift.day
    base = day.name if isinstance(day, InputRef) else "日期"
    return f"{base} {'+' if counted.shift.sign > 0 else '-'} {counted.length.text}"


def _report(subject: Subject, counted: Counted, text: str, days: list[date]) -> None:
    ends = [(_moved(counted, d, MonthRule.MONTH_END), _moved(counted, d, MonthRule.NEXT_DAY)) for d in days]
    day = counted.shift.day
    name = day.name if isinstance(day, InputRef) else "日期"
    subject.report(
        NO_SUCH_DAY,
        counted.row.span,
        {
            "expression": text,
            "days": "、".join(d.isoformat() for d in days[:SHOWN]) + ("等" if len(days) > SHOWN else ""),
            "month_end": ends[0][0].isoformat(),
            "next_day": ends[0][1].isoformat(),
        },
        severity=Severity.NOTE,
        witness=tuple(
            WitnessRow(
                who="",
                facts=((name, start.isoformat()),),
                outcome=(("当月末日", end.isoformat()), ("次月首日", after.isoformat())),
            )
            for start, (end, after) in zip(days[:SHOWN], ends, strict=False)
        ),
        basis=clauses_of(counted.row),
    )
