"""Lines of canonical text: rows, blocks, and what leads or ends a row.

A line knows the stretch of the author's file that it stands for, so that comments find their place.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.dsl import nodes
from polc.dsl.format_expressions import format_cite, format_expr, format_name, format_outcome

COLUMN = "  "


@attrs.frozen(kw_only=True)
class Line:
    """One line of output, which stands for the code points from `start` to `end` of the author's file."""

    text: str
    start: int
    end: int
    depth: int = 1
    opens: bool = False
    closes: bool = False


def line_of(node: nodes.Node, *columns: str, depth: int = 1) -> Line:
    """One line for `node`: its columns, two spaces apart."""
    text = COLUMN.join(column for column in columns if column)
    return Line(text=text, start=node.span.start, end=node.span.end, depth=depth)


def block(node: nodes.Node, header: str, rows: Iterator[Line], depth: int) -> Iterator[Line]:
    """A header with its braces, and the rows between."""
    start, end = node.span.start, node.span.end
    inner = list(rows)
    first = inner[0].start if inner else end
    yield Line(text=f"{header} {{", start=start, end=min(first, end), depth=depth, opens=True)
    yield from inner
    yield Line(text="}", start=max(end - 1, start), end=end, depth=depth, closes=True)


def led_by(cite: nodes.Cite | None) -> str:
    """The citation that leads a line."""
    return f"{format_cite(cite)} " if cite else ""


def otherwise(row: nodes.Otherwise, depth: int) -> Line:
    """【…】 其余 …"""
    return line_of(row, f"{led_by(row.cite)}其余 {format_outcome(row.outcome)}", depth=depth)


def beating(cite: nodes.Cite | None) -> str:
    """优先于 【…】."""
    return f"优先于 {format_cite(cite)}" if cite else ""


def stacking(row: nodes.Stacking, depth: int) -> Line:
    """【…】 并存 …"""
    match row.how:
        case nodes.StackWord():
            how = row.how.value
        case nodes.Name():
            how = format_name(row.how)
        case _:
            how = format_outcome(row.how)
    return line_of(row, f"{led_by(row.cite)}并存 {how}", depth=depth)


def rule_row(row: nodes.RuleRow | nodes.Otherwise | nodes.Stacking, depth: int) -> Line:
    """A row of a 规定."""
    if isinstance(row, nodes.Otherwise):
        return otherwise(row, depth)
    if isinstance(row, nodes.Stacking):
        return stacking(row, depth)
    lead = led_by(row.cite) + ("例外 " if row.exception else "")
    if row.condition is None:
        return line_of(row, lead + format_outcome(row.outcome), beating(row.over), depth=depth)
    condition = lead + format_expr(row.condition)
    return line_of(row, condition, format_outcome(row.outcome), beating(row.over), depth=depth)
