"""我能不能参保: who is in scope, one line a way in."""

from __future__ import annotations

from polc.compiler.kernel import Choice
from polc.targets.summary.model import Block, Bullets, Line, Paragraph, Section
from polc.targets.summary.rules import gate_groups
from polc.targets.summary.view import View, cited_rows, clauses_of

COVERED = "您符合下面任意一条，就属于参保对象："
CONCERNED = "您符合下面任意一条，就属于本文件的适用对象："
OUTSIDE = "一条也不符合的，本文件的其他规定对您不适用。"


def scope_section(view: View) -> Section | None:
    """The ways into the group that the policy is for."""
    insurance = bool(view.kernel.benefits)
    blocks: list[Block] = []
    for group in gate_groups(view):
        blocks.append(Paragraph(Line(COVERED if insurance else CONCERNED, clauses_of(group.cite))))
        blocks.append(_ways(view, group))
        blocks.append(Paragraph(Line(OUTSIDE, clauses_of(group.otherwise_cite or group.cite))))
    title = "我能不能参保" if insurance else "我是不是适用对象"
    return Section("scope", title, tuple(blocks)) if blocks else None


def _ways(view: View, group: Choice) -> Bullets:
    return Bullets(
        tuple(Line(view.speaker.condition(row.guard), cited_rows(group, (row,))) for row in group.rows),
        numbered=True,
    )
