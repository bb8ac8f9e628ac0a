"""What a leaflet (明白纸) holds: one page for people who aren't staff.

Made by `leaflet.py`, laid out by templates. Lines carry their marks (①…) and the clauses that they rest on;
clauses are for those who check the page and aren't printed. All sizes of the drawing are whole SVG units.
"""

from __future__ import annotations

import attrs

from polc.targets.summary.model import Line


@attrs.frozen(kw_only=True)
class PriceRow:
    """Who pays in these days: the amount, the first day, others' amounts; `empty`: no benefits left."""

    days: str
    amount: Line
    start: Line
    others: tuple[Line, ...]
    empty: bool


@attrs.frozen(kw_only=True)
class Prices:
    """When, how much, from when; `groups` are the names that have a column of their own."""

    groups: frozenset[str]
    heads: tuple[str, ...]
    rows: tuple[PriceRow, ...]
    notes: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class Block:
    """A stretch of the timeline, with a text where there's room for it: 400元, 等3个月."""

    x: int
    width: int
    kind: str
    text: str


@attrs.frozen(kw_only=True)
class Lane:
    """One day of payment: its name, the dot, and the blocks behind it."""

    y: int
    name: str
    dot: int
    blocks: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class Drawing:
    """The timeline at one width: years and months, windows of payment, lanes."""

    width: int
    height: int
    left: int
    years: str
    ticks: tuple[tuple[int, str], ...]
    windows: tuple[Block, ...]
    lanes: tuple[Lane, ...]
    narrow: bool


@attrs.frozen(kw_only=True)
class Timeline:
    """The drawing for paper and for phones, and what it says in words."""

    said: str
    drawings: tuple[Drawing, ...]


@attrs.frozen(kw_only=True)
class Relief:
    """Who pays less: whom, who recognises it, what is left to pay."""

    who: Line
    office: str
    pays: str


@attrs.frozen(kw_only=True)
class Reliefs:
    """Who pays less."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Relief, ...]
    notes: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class RuleRow:
    """Who gets what by a rule."""

    who: Line
    gets: Line


@attrs.frozen(kw_only=True)
class Rule:
    """What one result depends on; of a single row only what is got is told."""

    title: str
    rows: tuple[RuleRow, ...]


@attrs.frozen(kw_only=True)
class Box:
    """A group with rules of its own."""

    title: str
    lines: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class Point:
    """A line with a few words before it: 登记：…."""

    label: str
    line: Line


@attrs.frozen(kw_only=True)
class Note:
    """A mark, what the notice leaves open there, and the assumption that says so."""

    assumption: str
    mark: str
    line: Line


@attrs.frozen(kw_only=True)
class Opening:
    """What the page begins with: payment and benefits, or, without a 待遇期, each result."""

    lead: tuple[Line, ...]
    prices: Prices | None
    timeline: Timeline | None
    rules: tuple[Rule, ...]


@attrs.frozen(kw_only=True)
class Leaflet:
    """The whole page."""

    title: str
    basis: str
    opening: Opening
    reliefs: Reliefs | None
    boxes: tuple[Box, ...]
    points: tuple[Point, ...]
    questions: tuple[Line, ...]
    contact: str
    phone: str
    site: str
    notes: tuple[Note, ...]
    foot: str
