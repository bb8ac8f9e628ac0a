"""A kernel as a leaflet: what the public needs, in the order of its questions, on one page.

Nothing here is said without a mark that isn't true however the notice is read. Names stand in the words of
说明; where one is missing the page isn't made, and the names are told (`Unworded`).
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.compiler.kernel import Kernel
from polc.dsl.text import date_text
from polc.dsl.values import distinct
from polc.targets.api import Options
from polc.targets.summary.leaflet_errands import notes, points, questions
from polc.targets.summary.leaflet_model import Leaflet, Opening, Point, Prices, Reliefs, Timeline
from polc.targets.summary.leaflet_people import boxes, head_of, is_for, reliefs
from polc.targets.summary.leaflet_prices import Teller, lead, prices
from polc.targets.summary.leaflet_rules import lead_of_rules, rules
from polc.targets.summary.leaflet_timeline import timeline
from polc.targets.summary.plain import PlainSpeaker
from polc.targets.summary.survey import special_people
from polc.targets.summary.varied import SYMBOLS, Marks, Varied
from polc.targets.summary.view import View, view_of

USUAL = "一般参保人员"
FOOT = "日期都包括写出的那一天。本页不代替通知，以{contact}的答复为准。"
MARKED = "带{marks}的地方通知没有写明，本页这样理解。"
MOST_CHARACTERS = 1900
FEWER_LISTED = (4, 3, 2)


class Unworded(Exception):
    """A page for the public that needs names nobody has put into words."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"no 说明: {'、'.join(names)}")
        self.names = names


def leaflet(kernel: Kernel, options: Options) -> Leaflet:
    """The page; Unworded where names lack words."""
    view, marks = view_of(kernel), Marks()
    speaker = PlainSpeaker(kernel, windows=view.windows, lacking={})
    teller = _teller(view, speaker) if view.due is not None and view.stretches else None
    placed = frozenset[int]() if teller is None else _placed(teller)
    opening = _results(view, speaker, marks) if teller is None else _cover(view, speaker, teller, marks)
    page = Leaflet(
        title=f"{kernel.info.title}明白纸",
        basis=_basis(view),
        opening=opening,
        reliefs=reliefs(view, speaker, marks),
        boxes=boxes(teller, opening.prices.groups, marks) if teller and opening.prices else (),
        points=points(view, speaker, marks, placed),
        questions=questions(view),
        contact=kernel.info.contact,
        phone=options.option("phone"),
        site=options.option("site"),
        notes=notes(speaker, marks),
        foot=_foot(marks, kernel.info.contact),
    )
    lacking = [*speaker.lacking, *([] if kernel.info.contact else ["解释"])]
    if lacking:
        raise Unworded(distinct(lacking))
    return _fitted(page, [points(view, speaker, marks, placed, most) for most in FEWER_LISTED])


def _cover(view: View, speaker: PlainSpeaker, teller: Teller, marks: Marks) -> Opening:
    """When to pay, how much, from when."""
    usual = _usual(view, speaker)
    told = tuple(teller.stretches())
    said = lead(teller, told, usual)
    table = prices(teller, told, marks, usual)
    return Opening(lead=said, prices=table, timeline=timeline(teller, told, usual), rules=())


def _results(view: View, speaker: PlainSpeaker, marks: Marks) -> Opening:
    """What a policy without 待遇期 decides, result by result."""
    said = lead_of_rules(view, speaker)
    return Opening(lead=said, prices=None, timeline=None, rules=rules(view, speaker, marks))


def _foot(marks: Marks, contact: str) -> str:
    last = marks.of(marks.names[-1:])
    shown = last if len(marks.names) < 2 else f"{SYMBOLS[0]}—{last}"
    return (MARKED.format(marks=shown) if marks.names else "") + FOOT.format(contact=contact)


def _teller(view: View, speaker: PlainSpeaker) -> Teller:
    assert view.due is not None
    axis = view.stretches[0].window.choice.axis or ""
    special = special_people(view.kernel, view.due, view.usual)
    return Teller(view, speaker, Varied(view.usual.people, axis), view.kernel.benefits[0], special)


def _usual(view: View, speaker: PlainSpeaker) -> str:
    """The usual person: the opposite of the first group that is told apart, where that has a wording."""
    found = (speaker.wording(name) for name in view.usual.special)
    return next((w.opposite for w in found if w is not None and w.opposite), USUAL)


def _basis(view: View) -> str:
    info = view.kernel.info
    issued = f"{info.authority}{date_text(info.issued)}印发" if info.issued else info.authority
    if not issued:
        return f"依据：{info.document or info.title}"
    return f"依据：{info.document}（{issued}）" if info.document else f"依据：{issued}的通知"


def _placed(teller: Teller) -> frozenset[int]:
    """The statements that stand in a box."""
    heads = [
        head
        for field in (teller.period.start, teller.due)
        for row in teller.view.kernel.choice_of[field].rows
        if (head := head_of(teller.view, row)) is not None
    ]
    return frozenset(
        id(statement)
        for statement in teller.view.kernel.statements
        if any(is_for(teller, statement, head) for head in heads)
    )


# ---- one page ---------------------------------------------------------------------------------------
def _fitted(page: Leaflet, fewer: list[tuple[Point, ...]]) -> Leaflet:
    """The page with at most as many characters as one side holds: lists are cut, then questions go."""
    for shorter in fewer:
        if characters(page) > MOST_CHARACTERS:
            page = attrs.evolve(page, points=shorter)
    while characters(page) > MOST_CHARACTERS and page.questions:
        page = attrs.evolve(page, questions=page.questions[:-1])
    return page


def characters(page: Leaflet) -> int:
    """How many characters the page has, but for its drawing."""
    return sum(len(text) for text in texts(page))


def texts(page: Leaflet) -> Iterator[str]:
    """Every text of the page."""
    yield from (page.title, page.basis, page.contact, page.foot)
    yield from (line.text for line in page.opening.lead)
    if page.opening.prices is not None:
        yield from _of_prices(page.opening.prices, page.opening.timeline)
    for rule in page.opening.rules:
        yield rule.title
        yield from (line.text for row in rule.rows for line in (row.who, row.gets))
    yield from _of_reliefs(page.reliefs)
    for box in page.boxes:
        yield from (box.title, *(line.text for line in box.lines))
    for point in page.points:
        yield from (point.label, point.line.text)
    yield from (line.text for line in page.questions)
    yield from (text for note in page.notes for text in (note.mark, note.line.text))


def _of_prices(table: Prices, drawn: Timeline | None) -> Iterator[str]:
    yield from table.heads
    for row in table.rows:
        yield from (row.days, *(line.text for line in (row.amount, row.start, *row.others)))
    yield from (note.text for note in table.notes)
    if drawn is not None:
        yield drawn.said


def _of_reliefs(less: Reliefs | None) -> Iterator[str]:
    if less is not None:
        yield from (less.title, *less.heads)
        for row in less.rows:
            yield from (row.who.text, row.office, row.pays)
        yield from (note.text for note in less.notes)
