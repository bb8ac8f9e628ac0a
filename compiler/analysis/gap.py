"""POL402, POL404: days between or after the windows of a 时段 on which no window is open.

Looked at are the days from the first window on, to the end of the last one or of the 保障年度, whichever
is later; without a 其余 row all days to which a 关系 limits the fact. Without one such a day is an error.
With one it is decided, but a day between two windows, or left 待定 before the year is over, is still worth a
warning: a slip in a date looks just like it.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date

import attrs

from polc.compiler.analysis.days import Run, runs
from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.subject import Subject, Trial, asked, clauses_of, none_applies, taken
from polc.compiler.analysis.variables import widest
from polc.compiler.analysis.witness import Witness
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, Const, Form, Kind, Row, Silent
from polc.dsl.diagnostics.windows import HOLE_LEFT_TO_OTHERWISE, WINDOW_HOLE
from polc.dsl.values import NotApplicable

CHECK = "时段有没有空档"


@attrs.frozen(kw_only=True)
class Hole:
    """Days without a window: who is meant, which days, whether a window follows."""

    who: Formula
    days: Run
    inside: bool


def check(subject: Subject) -> None:
    """Every 时段, and every 标准 or 表 by one day alone."""
    for choice in subject.choices(CHECK, Form.WINDOW, Form.TABLE):
        if choice.axis is None:
            continue
        told: set[Run] = set()
        with subject.question(CHECK, choice.span, _trial(subject, choice, told)):
            for hole in _holes(subject, choice):
                if _report(subject, choice, hole):
                    told.add(hole.days)


def _trial(subject: Subject, choice: Choice, told: Set[Run]) -> Trial:
    """Somebody without a window on a day between windows, that isn't told yet: as they are written, if their
    ends are days, and where a 其余 stands between days on which persons who were tried are in one."""
    span = _written(choice)
    inside: list[date] = []

    def in_hole(evaluation: Evaluation) -> bool:
        day = asked(evaluation, choice).get(choice.axis or "")
        if span is None or not isinstance(day, date) or not span[0] <= day <= span[1]:
            return False
        if taken(evaluation, choice):
            inside.append(day)
        if choice.otherwise_written and not (inside and min(inside) < day < max(inside)):
            return False
        new = not any(first <= day.toordinal() <= last for first, last in told)
        return new and none_applies(evaluation, choice)

    def report(witness: Witness) -> bool:
        day = witness.person[choice.axis or ""]
        assert isinstance(day, date)
        _told(subject, choice, (day.toordinal(), day.toordinal()), choice.rows[0], witness)
        return True

    return Trial(fields=choice.fields, confirm=in_hole, report=report, whole=False)


def _written(choice: Choice) -> tuple[date, date] | None:
    """From the first to the last day that the rows write."""
    ends = [end.value for row in choice.rows for end in (row.low, row.high) if isinstance(end, Const)]
    days = [day for day in ends if isinstance(day, date)]
    return (min(days), max(days)) if days else None


def _holes(subject: Subject, choice: Choice) -> list[Hole]:
    assert choice.axis is not None
    world, standing = subject.world, subject.world.standing(choice)
    var = world.variables.numbers[choice.axis]
    domain = world.pool.domain
    covered = subject.all_of(standing.gate.holds, subject.any_of([g.holds for g in standing.guards]))
    open_ = runs(world, covered, var, domain.lows[var], domain.highs[var])
    if not open_:
        return []
    first, last = open_[0][0], open_[-1][1]
    coverage = subject.kernel.info.coverage
    end = max(last, coverage[1].toordinal()) if coverage and choice.form is Form.WINDOW else last
    if choice.form is Form.WINDOW and not choice.otherwise_written:
        widest_low, widest_high = widest(Kind.DATE)
        first = first if domain.lows[var] == widest_low else domain.lows[var]
        end = end if domain.highs[var] == widest_high else max(end, domain.highs[var])
    bare = subject.all_of(standing.gate.holds, *(guard.fails for guard in standing.guards))
    found = [Hole(who=bare, days=days, inside=days[1] < last) for days in runs(world, bare, var, first, end)]
    return [hole for hole in found if not choice.otherwise_written or hole.inside or left_open(choice)]


def left_open(choice: Choice) -> bool:
    """The 其余 row says 待定."""
    otherwise = choice.otherwise[0]
    return isinstance(otherwise, Silent) and not isinstance(otherwise.status, NotApplicable)


def _report(subject: Subject, choice: Choice, hole: Hole) -> bool:
    """Report a hole, if somebody shows it."""
    assert choice.axis is not None
    pool = subject.world.pool
    var = subject.world.variables.numbers[choice.axis]
    code = HOLE_LEFT_TO_OTHERWISE if choice.otherwise_written else WINDOW_HOLE
    nearest = _nearest(subject, choice, hole.days[0])
    here = subject.all_of(hole.who, pool.between(var, hole.days[0], hole.days[0]))

    witness = subject.person(code, nearest.span, here, lambda e: none_applies(e, choice))
    if witness is not None:
        _told(subject, choice, hole.days, nearest, witness)
    return witness is not None


def _told(subject: Subject, choice: Choice, days: Run, nearest: Row, witness: Witness) -> None:
    code = HOLE_LEFT_TO_OTHERWISE if choice.otherwise_written else WINDOW_HOLE
    start, end = (date.fromordinal(day).isoformat() for day in days)
    prices = [benefit.price for benefit in subject.kernel.benefits]
    subject.report(
        code,
        nearest.span,
        {
            "window": choice.name,
            "start": start,
            "end": end,
            "days": str(days[1] - days[0] + 1),
            "otherwise": subject.text(witness.evaluation.result(choice.fields[0])),
        },
        witness=(subject.row_of(0, witness, [*choice.fields, *prices]),),
        basis=clauses_of(nearest),
    )


def _nearest(subject: Subject, choice: Choice, day: int) -> Row:
    """The row whose window ends last before `day`; the first row when none does."""
    assert choice.axis is not None
    world = subject.world
    var = world.variables.numbers[choice.axis]
    best, end = choice.rows[0], -1
    for row, stands in zip(choice.rows, world.standing(choice).stands, strict=True):
        before = runs(world, stands, var, world.pool.domain.lows[var], day - 1)
        if before and before[-1][1] > end:
            best, end = row, before[-1][1]
    return best
