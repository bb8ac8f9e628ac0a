"""The timeline of a leaflet: months, windows of payment, and for some days the wait and the benefits.

In: what is told of each stretch. Out: drawings in whole SVG units, one for paper and one for phones. A lane
shows the earliest first day that any reading gives, and says so where readings differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from polc.dsl.text import date_text
from polc.targets.summary.leaflet_model import Block, Drawing, Lane, Timeline
from polc.targets.summary.leaflet_prices import Teller, Told, amount_text
from polc.targets.summary.plain import short_day
from polc.targets.summary.survey import ONE_DAY

LANE, TOP = 17, 37
SAID = "图中是{usual}：圆点是{axis}那天，斜线是等待，实色是享受。"
PAPER, PHONE = (1000, 130), (340, 0)
LETTER, DIGIT = 11, 7


@attrs.frozen(kw_only=True)
class Shown:
    """One day of payment with its earliest first day of benefits."""

    day: date
    start: date | None
    end: date
    certain: bool
    item: Told


def timeline(teller: Teller, told: tuple[Told, ...], usual: str) -> Timeline | None:
    """The drawing; None where no stretch has a first day of benefits."""
    shown = tuple(_shown(teller, item) for item in told)
    if all(each.start is None for each in shown):
        return None
    said = SAID.format(usual=usual, axis=teller.speaker.called(teller.varied.axis))
    drawings = tuple(_drawing(teller, told, shown, width, left) for width, left in (PAPER, PHONE))
    return Timeline(said=said, drawings=drawings)


def _shown(teller: Teller, item: Told) -> Shown:
    """The middle of a stretch without a wait, the first day of one with a wait."""
    first, last = item.stretch.first, item.stretch.last
    day = first if item.months else first + (last - first) // 2
    found = teller.varied.results(teller.period.start, [day])
    starts = [result for (result,) in found.values() if isinstance(result, date)]
    known = len(starts) == len(found)
    ends = teller.varied.results(teller.period.end, [day])
    last_days = [result for (result,) in ends.values() if isinstance(result, date)]
    return Shown(
        day=day,
        start=(min(starts) if item.months else starts[0]) if known else None,
        end=max(last_days, default=teller.cover[1]),
        certain=known and (len(set(starts)) == 1 or not item.months),
        item=item,
    )


# ---- drawing ----------------------------------------------------------------------------------------
@attrs.frozen
class _Scale:
    low: date
    high: date
    left: int
    width: int

    def x(self, day: date) -> int:
        """The place of a day, kept on the drawing."""
        inside = min(max(day, self.low), self.high)
        return self.left + (inside - self.low).days * (self.width - self.left) // (self.high - self.low).days


def _drawing(
    teller: Teller, told: tuple[Told, ...], shown: tuple[Shown, ...], width: int, left: int
) -> Drawing:
    low = told[0].stretch.first.replace(day=1)
    high = max(told[-1].stretch.last, *(each.end for each in shown)) + ONE_DAY
    scale = _Scale(low, high, left, width - 1)
    narrow = not left
    lane = LANE * 2 if narrow else LANE
    lanes = tuple(_lane(scale, each, TOP + number * lane, narrow=narrow) for number, each in enumerate(shown))
    return Drawing(
        width=width,
        height=TOP + len(shown) * lane + 2,
        left=left,
        years="" if narrow else _years(scale),
        ticks=tuple(_ticks(scale, narrow=narrow)),
        windows=tuple(_windows(teller, scale, told)),
        lanes=lanes,
        narrow=narrow,
    )


def _ticks(scale: _Scale, *, narrow: bool) -> Iterator[tuple[int, str]]:
    """Each month by its number, the years beside them; on phones the first one, Januaries and Julies."""
    day = scale.low
    while day < scale.high:
        begins = day == scale.low or day.month == 1
        label = f"{day.year}年{day.month}月" if narrow and begins else f"{day.month}月"
        yield scale.x(day), label if not narrow or begins or day.month == 7 else ""
        day = (day + timedelta(days=31)).replace(day=1)


def _years(scale: _Scale) -> str:
    """2024年9月—2025年12月: what the numbers of the months belong to."""
    last = scale.high - ONE_DAY
    first = f"{scale.low.year}年{scale.low.month}月"
    return f"{first}—{last.month}月" if last.year == scale.low.year else f"{first}—{last.year}年"


def _windows(teller: Teller, scale: _Scale, told: tuple[Told, ...]) -> Iterator[Block]:
    """The stretches of payment with their amounts; neighbours of one window and amount are one."""
    runs: list[tuple[date, date, str, str]] = []
    for item in told:
        text, name = amount_text(teller.speaker, item.amount), item.stretch.window.name
        if runs and runs[-1][2:] == (text, name):
            runs[-1] = (runs[-1][0], item.stretch.last, text, name)
        else:
            runs.append((item.stretch.first, item.stretch.last, text, name))
    for number, (first, last, text, _) in enumerate(runs):
        x, right = scale.x(first), scale.x(last + ONE_DAY)
        yield Block(x=x, width=right - x, kind=f"w{number % 4}", text=_fitting(text, right - x))


def _lane(scale: _Scale, each: Shown, y: int, *, narrow: bool) -> Lane:
    year = each.day.year
    name = f"{date_text(each.day)}缴"
    blocks: list[Block] = []
    if each.start is not None:
        paid, start = scale.x(each.day), scale.x(each.start)
        if each.start > each.day:
            wait = _wait(each)
            blocks.append(Block(x=paid, width=start - paid, kind="wait", text=_fitting(wait, start - paid)))
        end = scale.x(each.end + ONE_DAY)
        if each.start <= each.end:
            text = f"{'' if each.certain else '最早'}{short_day(each.start, year)}起享受"
            text = text if _fitting(text, end - start) else f"{short_day(each.start, year)}起"
            blocks.append(Block(x=start, width=end - start, kind="benefit", text=_fitting(text, end - start)))
        else:
            name += f"：{each.item.start}" if narrow else ""
    return Lane(y=y, name=name, dot=scale.x(each.day), blocks=tuple(blocks))


def _wait(each: Shown) -> str:
    """等3个月; where the wait ends after the benefits do, in which year that is."""
    if not each.item.months:
        return "等待"
    after = each.start is not None and each.start > each.end and each.start.year > each.end.year
    return (
        f"等满{each.item.months}个月已是{each.start.year}年"
        if after and each.start
        else f"等{each.item.months}个月"
    )


def _fitting(text: str, room: int) -> str:
    """The text where it fits, else nothing."""
    width = sum(DIGIT if char.isascii() else LETTER for char in text)
    return text if width + 4 <= room else ""
