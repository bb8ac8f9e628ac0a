"""The days that matter: from the first window of either policy to the last.

In: both kernels as written. Out: two days on the OLD calendar that enclose every window under every reading,
or None where a window has no end or its ends are computed. Outside them neither policy says anything, and
within so short a time the search has little to look through.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from polc.compiler.comparing.align import later
from polc.compiler.kernel import (
    DATE,
    And,
    Compare,
    Const,
    Expr,
    Form,
    InputRef,
    Kernel,
    Op,
    Pick,
    ReadingOf,
    Relation,
)
from polc.dsl.source import NOWHERE

_SPARE = timedelta(days=2)  # 29 February moves by a day with the calendar


def within_windows(old: Kernel, new: Kernel, axis: str, years: int) -> tuple[Relation, ...]:
    """That the person pays within the days that matter; nothing where these aren't known."""
    mine, its = _ends(old, axis), _ends(new, axis)
    if mine is None or its is None:
        return ()
    low = min(mine[0], later(its[0], -years)) - _SPARE
    high = max(mine[1], later(its[1], -years)) + _SPARE
    bounds = (
        Compare(Op.GE, InputRef(axis), Const(low, DATE)),
        Compare(Op.LE, InputRef(axis), Const(high, DATE)),
    )
    return (Relation(condition=And(bounds), text="", span=NOWHERE),)


def _ends(kernel: Kernel, axis: str) -> tuple[date, date] | None:
    rows = [row for c in kernel.choices if c.form is Form.WINDOW and c.axis == axis for row in c.rows]
    lows = [day for row in rows for day in _days(kernel, row.low)]
    highs = [day for row in rows for day in _days(kernel, row.high)]
    known = [day for day in (*lows, *highs) if day is not None]
    return (min(known), max(known)) if rows and len(known) == len(lows) + len(highs) else None


def _days(kernel: Kernel, end: Expr | None) -> Iterator[date | None]:
    """The days that an end can be; None for one that isn't a plain day."""
    match end:
        case Const(date() as day):
            yield day
        case ReadingOf(name):
            for reading in kernel.assumption_by_name[name].readings:
                yield from _days(kernel, None if isinstance(reading.meaning, Pick) else reading.meaning)
        case _:
            yield None
