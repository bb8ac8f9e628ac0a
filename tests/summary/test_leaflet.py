"""The leaflet: one page, in plain words, and nothing on it that another reading would change unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice, repeat
from pathlib import Path
from random import Random

import attrs
import pytest
from agreement.persons import Person
from checkout import ROOT
from summary.leaflets import OPTIONS, everybody, holds, judged, leaflet_of, may_exist, paying, readings
from summary.pages import SHIPPED, kernel_of, read_html

from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, Form, Kernel, Kind, Row, Silent
from polc.dsl.text import date_text
from polc.dsl.values import Amount, Audience, MonthRule, add_months
from polc.targets.summary.emit import TARGET, render_leaflet
from polc.targets.summary.leaflet import Unworded, characters, leaflet, texts
from polc.targets.summary.leaflet_people import row_line, ruled_rows
from polc.targets.summary.leaflet_prices import Teller, Told, amount_text
from polc.targets.summary.plain import PlainSpeaker
from polc.targets.summary.survey import special_people
from polc.targets.summary.varied import SYMBOLS, Marks, Varied
from polc.targets.summary.view import View, view_of

ROUNDS = 40  # the same people again, paying on another day
MEMBERS = 5
TEMPLATES = sorted((ROOT / "targets" / "summary" / "templates").glob("leaflet.*.j2"))


# ---- limits -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_short(name: str) -> None:
    page = leaflet_of(name)
    assert characters(page) <= 1900
    assert sum(len(line.text) for line in page.opening.lead) <= 75 and len(page.opening.lead) <= 2
    told = [line.text for line in (*page.opening.lead, *_notes(name), *(note.line for note in page.notes))]
    told += [line.text for box in page.boxes for line in box.lines]
    long = [part for text in told for part in text.split("。") if len(part) > 60]
    assert long == []


def _notes(name: str) -> Iterator[object]:
    page = leaflet_of(name)
    yield from page.opening.prices.notes if page.opening.prices else ()
    yield from page.reliefs.notes if page.reliefs else ()


@pytest.mark.parametrize("name", SHIPPED)
def test_what_everybody_asks_is_answered(name: str) -> None:
    page = leaflet_of(name)
    opening = page.opening
    assert opening.lead and opening.prices and opening.timeline
    assert page.reliefs and page.points and page.questions
    assert page.contact and page.basis.startswith("依据：")


# ---- words ------------------------------------------------------------------------------------------
NEVER = (
    *(
        "polc",
        "编译",
        "程序生成",
        "题头",
        "假定",
        "读法",
        "特别情形",
        "其余",
        "对象参数",
        "不入计算",
        "缺资料",
    ),
    *(
        "待定",
        "含当天",
        "不低于",
        "不高于",
        "期首日",
        "期末日",
        "年度首日",
        "全额减免",
        "【",
        "】",
        "，且",
        "的勾选",
    ),
)


@pytest.mark.parametrize("name", SHIPPED)
def test_words_that_the_public_never_reads(name: str) -> None:
    shown = "\n".join(texts(leaflet_of(name)))
    assert [word for word in NEVER if word in shown] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_name_of_the_file_is_shown(name: str) -> None:
    """A name counts as shown where nobody put it into the same words."""
    kernel = kernel_of(name)
    said = "\n".join(w.text + w.opposite + w.question for w in kernel.wordings) + kernel.info.title
    said += "\n".join(s.text + s.question + str(s.details) for s in kernel.statements)
    said += "\n".join(question for _, question in kernel.questions)
    names = [d.name for d in (*kernel.inputs, *kernel.assumptions)]
    names += [c.name for c in kernel.choices] + [r.name for d in kernel.assumptions for r in d.readings]
    shown = "\n".join(texts(leaflet_of(name)))
    assert [n for n in names if len(n) > 3 and n in shown and n not in said] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.suffixes[0])
def test_a_template_holds_no_number(path: Path) -> None:
    text = re.sub(r"\{[{%].*?[%}]\}|<[^>]*>", "", path.read_text("utf-8"), flags=re.S)
    assert re.findall(r"[0-9]", text) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_number_stands_in_the_policy(name: str) -> None:
    """Numbers in words of 说明 and of statements are the author's; the others are asked again below."""
    kernel = kernel_of(name)
    written = set(re.findall(r"[0-9]+", (ROOT / "policies" / name / f"{name}.pol").read_text("utf-8")))
    written |= set(re.findall(r"[0-9]+", (ROOT / "policies" / "词汇" / "居民医保.pol").read_text("utf-8")))
    plain = {str(int(number)) for number in written} | written
    foreign = {n for text in texts(leaflet_of(name)) for n in re.findall(r"[0-9]+", text)} - plain
    assert foreign <= _worked_out(kernel, name)


def _worked_out(kernel: Kernel, name: str) -> set[str]:
    """Amounts left after reliefs, sums, and the days on which results turn."""
    found = {"至少1070元", "0元", "40元", "120元"}
    for person in everybody(name)[:60]:
        results = judged(kernel, person)
        found |= {
            amount_text(PlainSpeaker(kernel, lacking={}), results.result(d.name)) for d in kernel.outputs
        }
    return set(re.findall(r"[0-9]+", "".join(found)))


# ---- every cell is asked again ----------------------------------------------------------------------
def _teller(name: str) -> Teller:
    view = view_of(kernel_of(name))
    speaker = PlainSpeaker(view.kernel, windows=view.windows, lacking={})
    axis = view.stretches[0].window.choice.axis or ""
    assert view.due is not None
    special = special_people(view.kernel, view.due, view.usual)
    return Teller(view, speaker, Varied(view.usual.people, axis), view.kernel.benefits[0], special)


def _marked(name: str, text: str) -> set[str]:
    """The assumptions whose marks stand in a text."""
    named = {note.mark: note.assumption for note in leaflet_of(name).notes}
    return {named[symbol] for symbol in text if symbol in SYMBOLS}


def _is_usual(view: View, person: Person, found: Evaluation) -> bool:
    """In scope, and certainly none of those who are told apart."""
    groups = [name for name in view.usual.special if name in found.fields]
    facts = [name for name in view.usual.special if name not in found.fields]
    if any(found.result(name) is not False for name in groups) or any(person[name] for name in facts):
        return False
    gate = view.kernel.choice_of[view.due or ""].gate
    return gate is None or found.result(getattr(gate, "name", "")) is True


def _usual_people(name: str, teller: Teller, first: date, last: date, rng: Random) -> Iterator[Person]:
    """People of whom the table speaks, paying between two days; what has no default is often true of them."""
    kernel, axis = teller.view.kernel, teller.varied.axis
    asked = [d.name for d in kernel.inputs if d.type.kind is Kind.BOOL and d.default is None]
    for person in chain.from_iterable(repeat(everybody(name), ROUNDS)):
        some = {name: rng.random() < 0.5 for name in asked}
        moved = paying({**person, **some}, axis, first, last, rng)
        if may_exist(kernel, moved) and _is_usual(teller.view, moved, judged(kernel, moved)):
            yield moved


def _says(text: str, day: date, start: date | None, end: object) -> bool:
    """Whether what a cell says of the first day of benefits is true of somebody who paid on `day`."""
    said = re.sub(f"[{SYMBOLS}]", "", text).partition("；")[0]
    if start is None:
        return said == "通知没有写明"
    if said.endswith("享受不到"):
        return isinstance(end, date) and start > end
    if said == "缴费当天":
        return start == day
    months = re.fullmatch(r"等满([0-9]+)个月", said)
    if months:
        return start >= add_months(day, int(months[1]), MonthRule.MONTH_END)
    return said == date_text(start)


def _usual_cells(name: str, number: int) -> None:
    teller, page = _teller(name), leaflet_of(name)
    told, rng = tuple(teller.stretches()), Random(7)
    assert page.opening.prices is not None and len(told) == len(page.opening.prices.rows)
    for item, row in zip(told, page.opening.prices.rows, strict=True):
        people = _usual_people(name, teller, item.stretch.first, item.stretch.last, rng)
        members = list(islice(people, number))
        assert len(members) == number
        for person in members:
            _ask_usual(name, teller, item, row.amount.text + row.amount.marks, row.start.text, person)


def _ask_usual(name: str, teller: Teller, item: Told, amount: str, start: str, person: Person) -> None:
    kernel, day = teller.view.kernel, person[teller.varied.axis]
    assert isinstance(day, date)
    changes = [None, *readings(kernel)]
    plain = judged(kernel, person)
    if not _is_usual(teller.view, person, plain):
        return
    for change in changes:
        found = judged(kernel, person, change)
        decl = kernel.assumption_by_name[change[0]] if change else None
        if not _is_usual(teller.view, person, found) or (decl and decl.audience is Audience.STAFF):
            continue
        if not change or change[0] not in _marked(name, amount):
            said = amount_text(teller.speaker, found.result(teller.due))
            assert said == re.sub(f"[{SYMBOLS}]", "", amount), (person, change)
        if not change or change[0] not in _marked(name, start):
            first = found.result(teller.period.start)
            last = found.result(teller.period.end)
            if item.doubtful is None or day < item.doubtful or item.empty:
                assert _says(start, day, first if isinstance(first, date) else None, last), (person, change)


@pytest.mark.parametrize("name", SHIPPED)
def test_cells_of_the_usual_person(name: str) -> None:
    _usual_cells(name, MEMBERS)


@pytest.mark.thorough
@pytest.mark.parametrize("name", SHIPPED)
def test_cells_of_two_hundred_usual_persons(name: str) -> None:
    _usual_cells(name, 200)


def _grants(kernel: Kernel) -> Iterator[tuple[Choice, Row]]:
    for choice in kernel.choices:
        if choice.form is Form.GRANT:
            yield from ((choice, row) for row in choice.rows if not isinstance(row.values[0], Silent))


def _relief_cells(name: str, number: int) -> None:
    """Who satisfies one row and no other pays what the row says, where 400元 are owed."""
    page, teller = leaflet_of(name), _teller(name)
    kernel, first = teller.view.kernel, teller.view.stretches[0]
    rng = Random(11)
    assert page.reliefs is not None
    for choice, row in _grants(kernel):
        said = teller.speaker.condition(row.guard)
        shown = next(r for r in page.reliefs.rows if said in r.who.text)
        marked = _marked(name, shown.who.text)
        for person in everybody(name)[: 20 * number]:
            moved = paying(person, teller.varied.axis, first.first, first.last, rng)
            found = judged(kernel, moved)
            rows = [r for r in choice.rows if holds(kernel, r.guard, moved, found)]
            owed = found.result(teller.due)
            if rows != [row] or not may_exist(kernel, moved) or not isinstance(owed, Amount):
                continue
            if teller.speaker.result(owed) not in page.reliefs.title:
                continue
            paid = amount_text(teller.speaker, found.result("窗口实缴"))
            assert paid == shown.pays, (said, moved)
            for change in readings(kernel):
                decl = kernel.assumption_by_name[change[0]]
                other = judged(kernel, moved, change).result("窗口实缴")
                if (
                    change[0] not in marked
                    and decl.audience is not Audience.STAFF
                    and decl.name not in _scope(kernel)
                ):
                    assert amount_text(teller.speaker, other) == paid, (said, moved, change)


def _scope(kernel: Kernel) -> frozenset[str]:
    """The assumptions that decide who is in scope: the page says them where it says who may."""
    gates = {c.gate.name for c in kernel.choices if c.gate is not None and hasattr(c.gate, "name")}
    return frozenset(name for gate in gates for name in kernel.depends[kernel.choice_of[gate].name])


@pytest.mark.parametrize("name", SHIPPED)
def test_reliefs(name: str) -> None:
    _relief_cells(name, MEMBERS)


def _boxed(name: str, number: int) -> None:
    """What a line of a box says of a row is what its people get, however the notice is read."""
    teller = _teller(name)
    kernel, page = teller.view.kernel, leaflet_of(name)
    assert page.opening.prices is not None
    lines = {line.text for box in page.boxes for line in box.lines}
    checked = 0
    for ruled in ruled_rows(teller, page.opening.prices.groups):
        marks = Marks([note.assumption for note in page.notes])
        line = row_line(teller, ruled, marks).text
        shown = next((text for text in lines if text.endswith(line)), None)
        if shown is None:
            continue
        choice = kernel.choice_of[ruled.field]
        for person in everybody(name)[: 40 * number]:
            found = judged(kernel, person)
            rows = [r for r in choice.rows if r.exception and holds(kernel, r.guard, person, found)]
            if rows != [ruled.row] or not may_exist(kernel, person):
                continue
            checked += 1
            for change in readings(kernel):
                decl = kernel.assumption_by_name[change[0]]
                if (
                    change[0] in _marked(name, shown)
                    or decl.audience is Audience.STAFF
                    or decl.name in _scope(kernel)
                ):
                    continue
                other = judged(kernel, person, change)
                assert other.result(ruled.field) == found.result(ruled.field), (shown, person, change)
    assert checked or not lines


@pytest.mark.parametrize("name", SHIPPED)
def test_boxes(name: str) -> None:
    _boxed(name, MEMBERS)


# ---- the timeline -----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SHIPPED)
def test_labels_of_the_timeline_have_room(name: str) -> None:
    drawn = leaflet_of(name).opening.timeline
    assert drawn is not None
    for drawing in drawn.drawings:
        labels = [(x, text) for x, text in drawing.ticks if text]
        ends = [x + _width(text) for x, text in labels]
        assert all(end < x for end, (x, _) in zip(ends, labels[1:], strict=False))
        assert drawing.narrow or _width(drawing.years) < drawing.left
        blocks = [block for lane in drawing.lanes for block in lane.blocks]
        assert all(_width(block.text) <= block.width for block in (*blocks, *drawing.windows))


def _width(text: str) -> int:
    return sum(7 if char.isascii() else 11 for char in text)


def test_a_wait_that_ends_too_late_says_in_which_year() -> None:
    drawn = leaflet_of("石狮2025").opening.timeline
    assert drawn is not None
    assert drawn.drawings[0].lanes[-1].blocks[0].text == "等满3个月已是2026年"


# ---- without words there is no page -----------------------------------------------------------------
def test_names_without_words_are_told() -> None:
    with pytest.raises(Unworded) as refused:
        leaflet(kernel_of("options"), OPTIONS)
    assert {"解释", "缴费日"} <= set(refused.value.names)


def test_without_words_only_staff_get_an_edition() -> None:
    made = [artifact.name for artifact in TARGET.emit(kernel_of("options"), OPTIONS)]
    assert made == ["summary.staff.md", "summary.staff.html"]


# ---- the page ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SHIPPED)
def test_the_page_is_well_formed(name: str) -> None:
    page = read_html(render_leaflet(leaflet_of(name), "html"))
    assert len(page.all("h1")) == 1 and page.all("svg") and not page.all("script")
    assert {"viewport"} <= {m.attributes.get("name") for m in page.all("meta")}
    for table in page.all("table"):
        assert all(head.attributes.get("scope") for head in table.all("th"))
    ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_hostile_words_stay_words() -> None:
    kernel = kernel_of(SHIPPED[0])
    info = attrs.evolve(kernel.info, contact="<b>&局", title="<script>")
    page = render_leaflet(leaflet(attrs.evolve(kernel, info=info), OPTIONS), "html")
    assert "<b>" not in page and "<script" not in page and "&lt;b&gt;" in page


def test_the_same_policy_gives_the_same_page() -> None:
    again = leaflet(kernel_of(SHIPPED[0]), OPTIONS)
    assert again == leaflet_of(SHIPPED[0])
