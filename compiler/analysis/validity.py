"""POL406, POL407, POL408, POL409: the days of a policy against its own header, and against a leap year.

POL406: a window opens before the document was issued. POL407: a window has days on which the document isn't
valid. POL408: the document stays valid when its last window, 保障年度 and every written day are over, and
some output depends on a window. POL409: a window ends on a written 28 February and the next begins on
1 March, which leaves out a day in a leap year. Ends that an assumption decides are passed over: there the
author has said already that the notice is unclear; so are early days where 有效期 … 按 says who is outside.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from polc.compiler.analysis.subject import Subject, clauses_of
from polc.compiler.analysis.symbols import Known, NotAnalysed
from polc.compiler.kernel import (
    Choice,
    Const,
    Expr,
    Form,
    Kernel,
    ReadingOf,
    Row,
    expressions_of,
    walk,
)
from polc.dsl.diagnostics.model import Code, Note, Text
from polc.dsl.diagnostics.windows import (
    LEAP_DAY_LEFT_OUT,
    OPENS_BEFORE_ISSUE,
    OUTSIDE_VALIDITY,
    VALID_WITHOUT_RULES,
)

ONE_DAY = timedelta(days=1)
LAST_YEAR = 2199


@attrs.frozen
class Open:
    """A row with its first and last day; None where the row has no end or an assumption decides it."""

    choice: Choice
    row: Row
    first: date | None
    last: date | None


def check(subject: Subject) -> None:
    """The windows of the policy against its header."""
    opens = [found for choice in subject.kernel.choices for found in _opens(subject, choice)]
    _before_issue(subject, opens)
    _outside(subject, opens)
    _outlasting(subject, opens)
    _leap_days(subject, opens)


def _opens(subject: Subject, choice: Choice) -> Iterator[Open]:
    if choice.form is Form.WINDOW:
        for row in (row for row in choice.rows if not row.bar):
            yield Open(choice, row, _day(subject, row.low), _day(subject, row.high))


def _day(subject: Subject, end: Expr | None) -> date | None:
    if end is None or any(isinstance(part, ReadingOf) for part in walk(end)):
        return None
    try:
        symbols = [symbol for _, symbol in subject.world.translator.cases(end)]
    except NotAnalysed:
        return None
    match symbols:
        case [Known(date() as day)]:
            return day
        case _:
            return None


# ---- the header -------------------------------------------------------------------------------------
def _before_issue(subject: Subject, opens: list[Open]) -> None:
    issued = subject.kernel.info.issued
    early = [found for found in opens if issued is not None and _begins_before(found, issued)]
    if early and issued is not None:
        first = min(early, key=lambda found: found.first or issued)
        facts = _facts(first, first.first or issued, issued - ONE_DAY) | {"issued": issued.isoformat()}
        _report(subject, OPENS_BEFORE_ISSUE, first, facts, early)


def _begins_before(found: Open, day: date) -> bool:
    """The row opens before a day, and nothing says whether the document reaches back (自)."""
    return found.first is not None and found.first < day and not any(row.bar for row in found.choice.rows)


def _outside(subject: Subject, opens: list[Open]) -> None:
    """Windows that begin before the document is valid, or go on when it no longer is."""
    validity, issued = subject.kernel.info.validity, subject.kernel.info.issued
    if validity is None:
        return
    start, end = validity
    early = [found for found in opens if start != issued and _begins_before(found, start)]
    late = [found for found in opens if end is not None and found.last and found.last > end]
    for found, first, last in (
        *((found, found.first or start, min(found.last or start, start - ONE_DAY)) for found in early[:1]),
        *((found, max(found.first or start, (end or start) + ONE_DAY), found.last) for found in late[:1]),
    ):
        facts = _facts(found, first, last or first)
        facts |= {"valid_from": start.isoformat(), "valid_to": end.isoformat() if end else ""}
        _report(subject, OUTSIDE_VALIDITY, found, facts, early if found in early[:1] else late)


def _outlasting(subject: Subject, opens: list[Open]) -> None:
    info = subject.kernel.info
    end = info.validity[1] if info.validity else None
    if end is None or not opens or any(found.last is None for found in opens):
        return
    if not _some_by_window(subject.kernel):
        return
    last = max(found.last for found in opens if found.last)
    last = max(last, *(info.coverage or ()), *_written_days(subject.kernel))
    if end > last:
        facts = {
            "start": (last + ONE_DAY).isoformat(),
            "end": end.isoformat(),
            "days": str((end - last).days),
            "last": last.isoformat(),
        }
        subject.report(VALID_WITHOUT_RULES, info.span, facts)


def _some_by_window(kernel: Kernel) -> bool:
    """An output is a 时段 or depends on one: outside all of them it isn't decided."""
    by_window: set[str] = set()
    for choice in kernel.choices:
        if choice.form is Form.WINDOW or not by_window.isdisjoint(kernel.reads[choice.name].fields):
            by_window.update(choice.fields)
    return any(decl.name in by_window for decl in kernel.outputs)


def _written_days(kernel: Kernel) -> Iterator[date]:
    """The days of the rules; what 有效期 … 按 puts outside repeats the days of the header."""
    choices = (attrs.evolve(c, rows=tuple(row for row in c.rows if not row.bar)) for c in kernel.choices)
    parts = (part for choice in choices for e in expressions_of(choice) for part in walk(e))
    yield from (p.value for p in parts if isinstance(p, Const) and isinstance(p.value, date))


def _leap_days(subject: Subject, opens: list[Open]) -> None:
    """Rows that end on a literal 28 February where another row begins on the next day."""
    for found in opens:
        day, end = found.last, found.row.high
        if day is None or not isinstance(end, Const) or (day.month, day.day) != (2, 28):
            continue
        after = [other for other in opens if other.choice is found.choice and other.first == day + ONE_DAY]
        if after and not isleap(day.year) and isinstance(after[0].row.low, Const):
            leap = next(year for year in range(day.year, LAST_YEAR) if isleap(year))
            facts = _facts(found, day, day) | {"leap": f"{leap}-02-29", "next": after[0].row.outcome}
            _report(subject, LEAP_DAY_LEFT_OUT, found, facts, [found])
            return


def _facts(found: Open, first: date, last: date) -> dict[str, str]:
    return {
        "window": found.row.outcome,
        "start": first.isoformat(),
        "end": last.isoformat(),
        "days": str((last - first).days + 1),
    }


def _report(subject: Subject, code: Code, found: Open, facts: dict[str, str], all_: list[Open]) -> None:
    subject.report(
        code,
        found.row.span,
        facts,
        notes=tuple(Note(o.row.span, Text("这一段也是", "so does this row")) for o in all_ if o is not found),
        basis=clauses_of(found.row),
    )
