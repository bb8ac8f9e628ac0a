"""历法: calendars of working days as data, those of several years as one.

In: the syntax of a calendar. Out: a `Calendar`, or the findings that say why there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from polc.compiler.lowering.declarations import days_of
from polc.compiler.lowering.scope import Scope
from polc.dsl import nodes
from polc.dsl.counting import Calendar, joined
from polc.dsl.diagnostics import kinds, names, times, writing
from polc.dsl.format import format_expr
from polc.dsl.source import Span


def one_calendar(calendars: Mapping[Calendar, Span], scope: Scope) -> Calendar | None:
    """All 历法 of a policy as one; those that overlap, or leave days between them, are reported."""
    if not calendars:
        return None
    whole = joined(calendars)
    if whole is None:
        listed = sorted(calendars, key=lambda calendar: calendar.first)
        told = "、".join(f"{each.name}（{each.first} 至 {each.last}）" for each in listed)
        scope.report(times.CALENDARS_APART, list(calendars.values())[-1], calendars=told)
    return whole


def lower_calendar(item: nodes.WorkCalendar, scope: Scope) -> Calendar | None:
    """历法 as data."""
    days = days_of(item.range, scope)
    if days is None or days[1] is None:
        if days is not None:
            facts = {"found": "起", "expected": "2031-01-01 至 2031-12-31"}
            scope.report(writing.UNEXPECTED, item.range.span, **facts)
        return None
    off, on = _every_day(item.off, scope), _every_day(item.worked, scope)
    for day in off:
        if day in on:
            scope.report(names.BLOCK_TWICE, item.span, output=day.isoformat())
    _check_inside(item, days[0], days[1], scope)
    return Calendar(name=item.title, first=days[0], last=days[1], off=off, on=on)


def _check_inside(item: nodes.WorkCalendar, first: date, last: date, scope: Scope) -> None:
    """Report the days of 休 and 班 that the calendar doesn't reach: a slip in the year, most likely."""
    for listed in (*item.off, *item.worked) if first <= last else ():
        high = listed.high or listed.low
        if listed.low.value < first or high.value > last:
            ends = {"low": first.isoformat(), "high": last.isoformat()}
            text = format_expr(listed.low if listed.low.value < first else high)
            scope.report(times.DAY_OUT_OF_CALENDAR, listed.span, day=text, **ends)


def _every_day(listed: tuple[nodes.Days, ...], scope: Scope) -> tuple[date, ...]:
    found: set[date] = set()
    for days in listed:
        low = days.low.value
        high = days.high.value if days.high else low
        if high < low or (high - low).days > 366:
            facts = {"start": low.isoformat(), "end": high.isoformat()}
            scope.report(kinds.REVERSED_RANGE, days.span, **facts)
            continue
        found |= {low + timedelta(days=number) for number in range((high - low).days + 1)}
    return tuple(sorted(found))
