"""什么时候缴: the windows as a table, and drawn to scale.

The drawing has one bar a window, each on its own line with its name and days above it, so labels can't
collide; patterns differ as well as tints. A window whose ends depend on an undecided reading isn't drawn.
"""

from __future__ import annotations

from datetime import date, timedelta

from polc.compiler.kernel import And, Choice, Compare, Expr, Form, InputRef
from polc.dsl.text import date_text
from polc.targets.summary.model import Bar, Block, Section, Table, TableRow, Timeline
from polc.targets.summary.phrasing import range_text
from polc.targets.summary.survey import Window
from polc.targets.summary.view import View, cited_rows, clauses_of

PATTERNS = ("solid", "slant", "dots", "grid", "cross", "back")
WIDTH, MARGIN, LANE, BAR = 400, 8, 64, 18
NAME_LINE, DAYS_LINE, BAR_LINE = 15, 32, 38
NAME_SIZE, DAYS_SIZE = 14, 13


def period_section(view: View) -> Section | None:
    """Every 时段 as a table and a timeline."""
    blocks: list[Block] = []
    for choice in view.choices(Form.WINDOW):
        found = tuple(window for window in view.windows if window.choice is choice)
        blocks.append(_table(view, choice, found))
        blocks += _timeline(choice, found)
    title = "什么时候缴" if view.due is not None else "什么时候办"
    return Section("periods", title, tuple(blocks)) if blocks else None


def _table(view: View, choice: Choice, found: tuple[Window, ...]) -> Table:
    limited = any(_limit(view, window) for window in found)
    heads = (choice.name, f"{choice.axis}在", *(["只限"] if limited else []))
    rows = [
        TableRow(
            (window.name, _days(view, window), *([_limit(view, window) or "不限"] if limited else [])),
            cited_rows(choice, (window.row,)),
        )
        for window in found
    ]
    if choice.otherwise_written:
        cells = ("其他日期", view.outcome(choice.otherwise[0]), *(["不限"] if limited else []))
        rows.append(TableRow(cells, clauses_of(choice.otherwise_cite)))
    return Table(f"{choice.name}一览", heads, tuple(rows))


def _days(view: View, window: Window) -> str:
    low, high = window.row.low, window.row.high
    if window.first is not None and (window.last is not None or high is None):
        notes = "".join(view.reading_note(end) for end in (low, high) if end is not None)
        return range_text(window.first, window.last) + notes
    start = f"{_end(view, low)}（含当天）" if low is not None else ""
    return f"{start}起" if high is None else f"{start}至{_end(view, high)}（含当天）"


def _end(view: View, expr: Expr) -> str:
    return view.speaker.value(expr)


def _limit(view: View, window: Window) -> str:
    """The condition of a window beyond its days."""
    guard, axis = window.row.guard, InputRef(window.choice.axis or "")
    items = guard.items if isinstance(guard, And) else (guard,)
    rest = tuple(item for item in items if not (isinstance(item, Compare) and item.left == axis))
    return view.speaker.condition(And(rest))


# ---- drawing ----------------------------------------------------------------------------------------
def _timeline(choice: Choice, found: tuple[Window, ...]) -> tuple[Timeline, ...]:
    drawn = [window for window in found if window.first is not None]
    starts = [window.first for window in drawn if window.first is not None]
    ends = [window.last or window.first for window in drawn]
    if len(drawn) < 2:
        return ()
    low, high = min(starts), max(end for end in ends if end is not None) + timedelta(days=1)
    bars = tuple(_bar(window, number, low, high) for number, window in enumerate(drawn))
    said = "；".join(f"{bar.name}，{bar.days}" for bar in bars)
    return (
        Timeline(
            title=f"{choice.name}时间轴",
            description=f"按比例画出的{len(bars)}段时间：{said}。",
            width=WIDTH,
            height=LANE * len(bars) + MARGIN,
            bar_height=BAR,
            bars=bars,
        ),
    )


def _bar(window: Window, number: int, low: date, high: date) -> Bar:
    first = window.first or low
    end = high if window.last is None else window.last + timedelta(days=1)
    x, right, top = _place(first, low, high), _place(end, low, high), number * LANE
    days = f"{date_text(first)}起" if window.last is None else f"{date_text(first)}至{date_text(window.last)}"
    cited = cited_rows(window.choice, (window.row,))
    longest = max(NAME_SIZE * len(window.name), _width(days) + _width(f"【{'、'.join(cited)}】"))
    return Bar(
        x=x,
        y=top + BAR_LINE,
        width=max(right - x, 4),
        pattern=PATTERNS[number % len(PATTERNS)],
        name=window.name,
        days=days,
        clauses=cited,
        label_x=max(MARGIN, min(x, WIDTH - MARGIN - longest)),
        name_y=top + NAME_LINE,
        days_y=top + DAYS_LINE,
        open_end=window.last is None,
    )


def _width(text: str) -> int:
    """About the width of a label, in SVG units."""
    return sum(7 if char.isdigit() else 10 if char in "【】（）、" else DAYS_SIZE for char in text)


def _place(day: date, low: date, high: date) -> int:
    return MARGIN + (day - low).days * (WIDTH - 2 * MARGIN) // max((high - low).days, 1)
