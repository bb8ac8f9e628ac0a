"""What a summary holds: sections of plain blocks, each statement with the clauses it rests on.

Made by `compose.py` from a kernel, laid out by the templates; nothing here knows Markdown or HTML. Text
is text: escaping is the templates' affair. A line or a table row that holds a number names its clauses.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs


@attrs.frozen
class Line:
    """One sentence and its clauses; `marks` are those of the readings that it rests on."""

    text: str
    clauses: tuple[str, ...] = ()
    marks: str = ""


@attrs.frozen
class Paragraph:
    """One line on its own."""

    line: Line


@attrs.frozen
class Bullets:
    """Lines of equal rank, under `title` if there is one; `numbered` when their order counts."""

    lines: tuple[Line, ...]
    title: str = ""
    numbered: bool = False


@attrs.frozen
class TableRow:
    """The cells, first the one that names the row; the clauses stand in a last column."""

    cells: tuple[str, ...]
    clauses: tuple[str, ...] = ()


@attrs.frozen
class Table:
    """A caption, the heads of the columns, the rows; not `cited` when the first column is the clause."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    cited: bool = True


@attrs.frozen(kw_only=True)
class Bar:
    """One window of the timeline: a bar at `x`, `y`, its name and its days above it, in SVG units."""

    x: int
    y: int
    width: int
    pattern: str
    name: str
    days: str
    clauses: tuple[str, ...]
    label_x: int
    name_y: int
    days_y: int
    open_end: bool


@attrs.frozen(kw_only=True)
class Timeline:
    """Windows drawn to scale; all sizes are whole SVG units."""

    title: str
    description: str
    width: int
    height: int
    bar_height: int
    bars: tuple[Bar, ...]


@attrs.frozen(kw_only=True)
class Example:
    """One person worked through: the facts, the results, the steps that lead there."""

    title: str
    facts: str
    results: tuple[TableRow, ...]
    steps: tuple[Line, ...]


Block: TypeAlias = Paragraph | Bullets | Table | Timeline | Example


@attrs.frozen
class Section:
    """A heading and what stands under it; `anchor` is its place in the page."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class Summary:
    """The whole document."""

    title: str
    particulars: tuple[TableRow, ...]
    lead: tuple[Line, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
