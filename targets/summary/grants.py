"""减免和资助: who gets what, from whom, and what is left to pay at the counter."""

from __future__ import annotations

import attrs

from polc.compiler.expressions import Environment, value
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Choice, FieldRef, Form, Pick, Row, Silent, walk
from polc.dsl.text import rate_text
from polc.dsl.values import ZERO, is_status
from polc.targets.summary.model import Block, Line, Paragraph, Section, Table, TableRow
from polc.targets.summary.phrasing import PICKS
from polc.targets.summary.survey import special_people
from polc.targets.summary.tables import EVERYBODY
from polc.targets.summary.view import View, cited_rows, clauses_of

# The places of a grant's fields: amount, taken off now, paid back later, payer, office.
NOW, LATER, PAYER, OFFICE = 1, 2, 3, 4
NOTHING = "—"


def grant_section(view: View) -> Section | None:
    """One table a grant, and how several meet."""
    blocks: list[Block] = []
    for grant in view.choices(Form.GRANT):
        blocks.append(_table(view, grant))
        blocks += _meeting(view, grant)
    return Section("grants", "减免和资助", tuple(blocks)) if blocks else None


def _table(view: View, grant: Choice) -> Table:
    collected, counter = collected_by(view, grant), at_counter(view)
    shown = collected is not None and counter is not None
    columns = {
        "对象": True,
        "认定部门": len(grant.fields) > OFFICE,
        "办法": True,
        collected or "窗口实缴": shown,
        "资金来源": len(grant.fields) > PAYER,
        "办理方式": len(grant.fields) > LATER,
    }
    rows = []
    for row in sorted(grant.rows, key=lambda r: r.exception):
        cells = (
            ("特别情形：" if row.exception else "") + (view.speaker.condition(row.guard) or EVERYBODY),
            _named(view, row, OFFICE),
            _amount(view, grant, row),
            left_to_pay(view, grant, row, collected, counter),
            _named(view, row, PAYER),
            _way(view, row),
        )
        kept = tuple(cell for cell, wanted in zip(cells, columns.values(), strict=True) if wanted)
        rows.append(TableRow(kept, cited_rows(grant, (row,))))
    caption = grant.name
    if shown:
        caption += f"（{collected}按在{view.stretches[0].window.name}内缴费、只符合这一项计算）"
    return Table(caption, tuple(head for head, wanted in columns.items() if wanted), tuple(rows))


def _named(view: View, row: Row, place: int) -> str:
    if len(row.values) <= place:
        return NOTHING
    found = row.values[place]
    if not isinstance(found, Silent):
        return view.speaker.value(found)
    return NOTHING if isinstance(row.values[0], Silent) else "未写明"


def _amount(view: View, grant: Choice, row: Row) -> str:
    """全额, or the share of its base."""
    spoken = view.speaker.value(row.values[0])
    if row.rate is None:
        return spoken if isinstance(row.values[0], Silent) else f"减免{spoken}"
    return f"全额减免（{spoken}）" if row.rate == 1 else f"减免{rate_text(row.rate)}（{spoken}）"


def _way(view: View, row: Row) -> str:
    if len(row.values) <= LATER or isinstance(row.values[NOW], Silent):
        return NOTHING
    return "先缴费，后退还" if paid_back(view, row) else "当场减免"


def paid_back(view: View, row: Row) -> bool:
    """Whether people pay first."""
    return not isinstance(row.values[LATER], Silent) and value(row.values[LATER], view.env) != ZERO


def collected_by(view: View, grant: Choice) -> str | None:
    """The output that is what's due less what is taken off now."""
    for choice in view.choices(Form.IDENTITY):
        read = [
            part.name
            for row in choice.rows
            for v in row.values
            for part in walk(v)
            if isinstance(part, FieldRef)
        ]
        if len(grant.fields) > NOW and grant.fields[NOW] in read:
            return choice.fields[0]
    return None


def at_counter(view: View) -> Environment | None:
    """The usual person in the first window; None where special people owe something else there."""
    if not view.stretches or view.due is None:
        return None
    stretch = view.stretches[0]
    day = {stretch.window.choice.axis or "": stretch.first}
    found = evaluate(view.usual.people.kernel, {**view.usual.people.facts, **day})
    for people in special_people(view.kernel, view.due, view.usual):
        if evaluate(people.kernel, {**people.facts, **day}).result(view.due) != found.result(view.due):
            return None
    known = {name: field.result for name, field in found.fields.items()}
    return attrs.evolve(view.env, fields={**view.env.fields, **known})


def left_to_pay(view: View, grant: Choice, row: Row, collected: str | None, env: Environment | None) -> str:
    """What is paid at the counter if this row applies and no other."""
    if collected is None or env is None:
        return NOTHING
    granted = dict(zip(grant.fields, (value(v, env) for v in row.values), strict=True))
    paid = view.kernel.choice_of[collected].rows[0].values[0]
    left = value(paid, attrs.evolve(env, fields={**env.fields, **granted}))
    return NOTHING if is_status(left) else view.speaker.result(left)


def _meeting(view: View, grant: Choice) -> list[Block]:
    """The base, how several rows meet, and what equal ones leave open."""
    lines: list[Line] = []
    if grant.ceiling is not None:
        base = f"百分比和全额按{view.outcome(grant.ceiling)}计算。"
        lines.append(Line(base, clauses_of(grant.cite) or cited_rows(grant, grant.rows[:1])))
    if grant.pick is not Pick.SETTLED and (grant.pick is not Pick.UNIQUE or len(grant.rows) > 1):
        lines.append(_pick_line(view, grant))
    if grant.tie is not None:
        which = "同时符合几项而结果不同的" if grant.pick is Pick.SETTLED else "几项一样高的"
        lines.append(Line(f"{which}，{view.speaker.value(grant.tie)}。", clauses_of(grant.tie_cite)))
    return [Paragraph(line) for line in lines]


def _pick_line(view: View, grant: Choice) -> Line:
    clauses = clauses_of(grant.tie_cite) or clauses_of(grant.cite)
    if isinstance(grant.pick, Pick):
        return Line(f"{PICKS[grant.pick]}。", clauses)
    decl = view.kernel.assumption_by_name[grant.pick.assumption]
    text = "同时符合几项时怎么办，通知没有写明；结果不同的为待定"
    if decl.adopted is not None:
        text = f"{view.speaker.value(grant.pick)}{view.reading_note(grant.pick)}"
    return Line(f"{text}。", clauses_of(decl.cite) or clauses)
