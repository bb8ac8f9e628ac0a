"""What a change of policy does to a register, as one HTML page: the figures, each with a chart.

In: an impact with its tables. Out: HTML in the house style with charts in SVG, without script or network.
Charts are drawn in whole thousandths of their width; every bar has its figure beside it as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from polc.registers.changes import Change, changes
from polc.registers.impact import Impact
from polc.registers.summary import Figure, Section, Total
from polc.targets.pages import page_environment

WIDE = 1000
MOST_BARS = 15


@attrs.frozen(kw_only=True)
class Part:
    """A piece of a bar: where it begins, how wide it is, what it is, and how many."""

    start: int
    width: int
    kind: str
    told: str


@attrs.frozen(kw_only=True)
class Bar:
    """A line of a chart: what it's about, its pieces, and its figure in words."""

    label: str
    parts: tuple[Part, ...]
    told: str


@attrs.frozen(kw_only=True)
class Chart:
    """Bars under a heading; `zero` is where nothing is, for sums that rise and fall."""

    title: str
    bars: tuple[Bar, ...]
    zero: int | None = None


def impact_page(found: Impact, names: tuple[str, str], tables: Sequence[Section]) -> str:
    """The whole page."""
    template = page_environment("polc.cli", folder="pages").get_template("impact.html.j2")
    return template.render(
        old=names[0],
        new=names[1],
        found=found,
        amounts=changes(found),
        people=_people(changes(found)),
        tables=[(section, tuple(_charts(section))) for section in tables],
        figure=_told,
        total=Total,
    )


def _people(counted: Sequence[Change]) -> Chart:
    """For each amount how many have more, less, the same; one bar for all people."""
    bars = []
    for change in counted:
        counts = {"more": change.more, "less": change.less, "same": change.same, "open": change.unknown}
        every, start, parts = sum(counts.values()), 0, []
        for kind, count in counts.items():
            end = start + (WIDE * count // every if every else 0)
            parts.append(Part(start=start, width=end - start, kind=kind, told=_grouped(count)))
            start = end
        told = "，".join(f"{WORDS[kind]} {_grouped(count)}" for kind, count in counts.items() if count)
        bars.append(Bar(label=change.name, parts=tuple(parts), told=told))
    return Chart(title="多少人有变化", bars=tuple(bars))


WORDS = {"more": "增加", "less": "减少", "same": "不变", "open": "不能比"}


def _charts(section: Section) -> Iterator[Chart]:
    """For each column of changes a chart, where it isn't all nothing and the rows can be told apart."""
    heads = [column for column in section.columns if column in ("原来", "现在")] or list(section.columns[:1])
    if not section.title.startswith("按"):
        return
    for column, heading in enumerate(section.columns):
        cells = [row[column] for row in section.rows]
        sums = [cell for cell in cells if isinstance(cell, Total)]
        if any(cell.fen for cell in sums):
            labels = [" → ".join(dict.fromkeys(map(str, row[: len(heads)]))) for row in section.rows]
            yield _rising(heading, sorted(zip(labels, sums, strict=True), key=_size))


def _size(row: tuple[str, Total]) -> int:
    return -abs(row[1].fen)


def _rising(heading: str, rows: Sequence[tuple[str, Total]]) -> Chart:
    """Bars to the right of nothing for more, to its left for less; the largest, if there are many."""
    rows = [row for row in rows if row[1].fen][:MOST_BARS]
    low, high = (end(0, *(total.fen for _, total in rows)) for end in (min, max))
    zero = WIDE * -low // (high - low)
    bars = []
    for label, total in rows:
        width = max(WIDE * abs(total.fen) // (high - low), 2)
        start = zero if total.fen > 0 else zero - width
        part = Part(start=start, width=width, kind="more" if total.fen > 0 else "less", told=_told(total))
        bars.append(Bar(label=label, parts=(part,), told=_told(total)))
    return Chart(title=heading, bars=tuple(bars), zero=zero)


def _told(cell: Figure) -> str:
    """A figure with its thousands apart."""
    match cell:
        case Total():
            whole, rest = divmod(abs(cell.fen), 100)
            yuan = f"{'-' if cell.fen < 0 else ''}{whole:,}" + (f".{rest:02}" if rest else "") + "元"
            return f"{yuan}（另有 {cell.open:,} 人没有{cell.lacking}）" if cell.open else yuan
        case int():
            return _grouped(cell)
        case _:
            return cell


def _grouped(count: int) -> str:
    return f"{count:,}"
