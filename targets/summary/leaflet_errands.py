"""How to register and pay, what people ask, what the notice leaves open: the rest of a leaflet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from polc.compiler.kernel import Statement
from polc.dsl.values import Audience, distinct
from polc.targets.summary.errands import LISTING, SILENCE, is_public
from polc.targets.summary.leaflet_model import Note, Point
from polc.targets.summary.model import Line
from polc.targets.summary.plain import PlainSpeaker, range_of_days, read_by
from polc.targets.summary.rules import gate_groups
from polc.targets.summary.survey import settled
from polc.targets.summary.varied import SYMBOLS, Marks
from polc.targets.summary.view import View, cited_rows, clauses_of

KINDS = {"程序": "办理", "渠道": "在哪里办", "材料": "要带什么", "期限": "期限", "义务": "注意"}
MOST_LISTED = 5


def points(
    view: View, speaker: PlainSpeaker, marks: Marks, taken: frozenset[int], most: int = MOST_LISTED
) -> tuple[Point, ...]:
    """Who may, then the statements for the public by kind; those in `taken` stand elsewhere."""
    found = list(_scope(view, speaker, marks))
    if view.kernel.info.validity is not None and not view.kernel.benefits:
        found.append(Point(label="有效期", line=Line(f"{range_of_days(*view.kernel.info.validity)}。")))
    for kind, label in KINDS.items():
        told = [s for s in view.kernel.statements if s.kind == kind and is_public(s) and id(s) not in taken]
        if told:
            said = "；".join(_with_whom(view, speaker, statement, most) for statement in told)
            found.append(Point(label=label, line=Line(f"{said}。", clauses_of(*(s.cite for s in told)))))
    return tuple(found)


def _scope(view: View, speaker: PlainSpeaker, marks: Marks) -> Iterator[Point]:
    label = "谁能参保" if view.kernel.benefits else "谁能办"
    for group in gate_groups(view):
        ways = [
            speaker.condition(row.guard) + marks.of(read_by(view.kernel, row.guard)) for row in group.rows
        ]
        yield Point(label=label, line=Line(f"{'；'.join(distinct(ways))}。", cited_rows(group, group.rows)))


def _with_whom(view: View, speaker: PlainSpeaker, statement: Statement, most: int) -> str:
    """Whom it concerns stands first, unless the statement is a heading of its own."""
    if statement.guard is None:
        return statement_text(view, statement, most)
    who, text = speaker.condition(statement.guard), statement_text(view, statement, most)
    return text if LISTING in dict(statement.details) else f"{who}：{text}"


def statement_text(view: View, statement: Statement, most: int = MOST_LISTED) -> str:
    """A statement with some of what it lists, and its days."""
    details = dict(statement.details)
    listed = details[LISTING].split("、") if LISTING in details else []
    text = statement.text
    if listed:
        text += f"：{'、'.join(listed[:most])}{'等' if len(listed) > most else ''}"
    first, last = (_day(view, statement, label) for label in ("不早于", "不晚于"))
    return text if first is None and last is None else f"{text}（{range_of_days(first, last)}办）"


def _day(view: View, statement: Statement, label: str) -> date | None:
    expr = dict(statement.days).get(label)
    found = None if expr is None else settled(expr, view.env)
    return found if isinstance(found, date) else None


def questions(view: View) -> tuple[Line, ...]:
    """What people ask and the notice doesn't say."""
    asked = {
        s.question: clauses_of(s.cite)
        for s in view.kernel.statements
        if s.kind == SILENCE and s.question and s.audience is not Audience.STAFF
    }
    asked |= {question: () for _, question in view.kernel.questions}
    return tuple(Line(text, cited) for text, cited in asked.items())


def notes(speaker: PlainSpeaker, marks: Marks) -> tuple[Note, ...]:
    """What each mark means, in the author's words."""
    found = []
    for number, name in enumerate(marks.names):
        wording = speaker.wording(name)
        decl = speaker.kernel.assumption_by_name[name]
        adopted = next(
            (w for w in speaker.kernel.wordings if (w.name, w.reading) == (name, decl.adopted)), None
        )
        text = speaker.called(name) if wording is None else (wording.question or wording.text)
        end = "" if text.endswith("？") else "。"
        said = f"{text.rstrip('？')}：{adopted.text}。" if adopted else text + end
        found.append(Note(assumption=name, mark=SYMBOLS[number], line=Line(said, clauses_of(decl.cite))))
    return tuple(found)
