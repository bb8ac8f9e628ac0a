"""怎么办, and what the notice leaves open: statements by kind, assumptions, silences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from polc.compiler.kernel import AssumptionDecl, Reading, Silent, Statement
from polc.dsl.values import Audience, Undetermined
from polc.targets.summary.model import Block, Bullets, Line, Section, Table, TableRow
from polc.targets.summary.survey import settled
from polc.targets.summary.view import View, clauses_of

KINDS = {
    "程序": "怎么办理",
    "渠道": "在哪里办",
    "材料": "要带什么",
    "期限": "什么时候以前办",
    "义务": "要注意什么",
    "经费": "经费",
    "分工": "部门分工",
}
STAFF_KINDS = frozenset({"经费", "分工"})
SILENCE, NO_EFFECT = "待定", "不入计算"
ACTOR, LISTING = "由", "列明"
LABELS = {"不早于": "不早于", "不晚于": "不晚于", "于": "在", "每月": "每月", "金额": "金额"}


def errand_section(view: View) -> Section | None:
    """Data of the notice by kind."""
    blocks: list[Block] = []
    for kind in _kinds(view):
        found = [s for s in view.kernel.statements if s.kind == kind]
        if found:
            lines = tuple(Line(_told(view, statement), clauses_of(statement.cite)) for statement in found)
            blocks.append(Bullets(lines, title=KINDS.get(kind, kind)))
    return Section("errands", "怎么办", tuple(blocks)) if blocks else None


def _kinds(view: View) -> tuple[str, ...]:
    named = dict.fromkeys((*KINDS, *(s.kind for s in view.kernel.statements)))
    return tuple(kind for kind in named if kind not in (SILENCE, NO_EFFECT))


def is_public(statement: Statement) -> bool:
    """What the public reads: what it's told is for it, else what isn't done by an office among offices."""
    if statement.audience is not None:
        return statement.audience is Audience.PUBLIC
    return statement.kind not in STAFF_KINDS and ACTOR not in dict(statement.details)


def _told(view: View, statement: Statement) -> str:
    details = dict(statement.details) | dict(_days(view, statement))
    text = statement.text
    if LISTING in details:
        text += f"：{details[LISTING]}"
    said = [f"由{details[ACTOR]}办"] if ACTOR in details else []
    said += [
        f"{LABELS.get(label, label)}{value}"
        for label, value in details.items()
        if label not in (ACTOR, LISTING)
    ]
    return f"{text}（{'，'.join(said)}）。" if said else f"{text}。"


def _days(view: View, statement: Statement) -> Iterator[tuple[str, str]]:
    """The days of a statement in figures, where they're the same for everybody."""
    for label, expr in statement.days:
        found = settled(expr, view.env)
        if isinstance(found, date):
            yield label, view.speaker.result(found)


def open_section(view: View) -> Section | None:
    """What the notice doesn't say, and how this summary reads it."""
    blocks: list[Block] = []
    silences = (*_statements(view), *_silent_rows(view))
    if silences:
        blocks.append(Bullets(tuple(dict.fromkeys(silences)), title="没有写明的事项"))
    if view.kernel.assumptions:
        rows = tuple(_assumption(view, decl) for decl in view.kernel.assumptions)
        heads = ("假定", "缘由", "几种读法")
        blocks.append(Table("本摘要采用的假定", heads, rows))
    return Section("open", "没有写明的事项和本摘要采用的假定", tuple(blocks)) if blocks else None


def _statements(view: View) -> tuple[Line, ...]:
    found = [s for s in view.kernel.statements if s.kind == SILENCE]
    return tuple(Line(f"{s.text}。", clauses_of(s.cite)) for s in found)


def _silent_rows(view: View) -> tuple[Line, ...]:
    """The rows of rules that say nothing, or send the reader to another document."""
    lines = []
    for choice in view.kernel.choices:
        rows = [(row.values[0], clauses_of(row.cite)) for row in choice.rows]
        rows += [(choice.otherwise[0], clauses_of(choice.otherwise_cite))] if choice.otherwise_written else []
        rows += [(choice.tie, clauses_of(choice.tie_cite))] if choice.tie is not None else []
        for expr, clauses in rows:
            if clauses and isinstance(expr, Silent) and isinstance(expr.status, Undetermined):
                said = view.speaker.status(expr.status).removeprefix("待定：")
                lines.append(Line(f"{choice.name}：{said}。", clauses))
    return tuple(lines)


def _assumption(view: View, decl: AssumptionDecl) -> TableRow:
    readings = "；".join(_reading(view, decl, reading) for reading in decl.readings)
    if decl.adopted is None:
        readings = f"都不采用，结果不同处为待定。{readings}"
    return TableRow((decl.name, decl.reason, readings), clauses_of(decl.cite))


def _reading(view: View, decl: AssumptionDecl, reading: Reading) -> str:
    said = view.speaker.meaning(reading.meaning)
    name = f"{reading.name}（采用）" if reading.name == decl.adopted else reading.name
    note = f"（{reading.note}）" if reading.note else ""
    return f"{name}：{said}{note}"
