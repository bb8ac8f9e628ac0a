"""Who pays less, and the groups with rules of their own: a leaflet tells them group by group.

In: the rows of reliefs and of the rules for the amount and the first day. Out: a table by office, and a box
for each group. A row belongs to the group that its condition names first; what it says besides comes after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from polc.compiler.expressions import Environment
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import (
    Case,
    Choice,
    Expr,
    FieldRef,
    Form,
    InputRef,
    Kind,
    Pick,
    Row,
    Silent,
    Statement,
    walk,
)
from polc.dsl.text import date_text, rate_text
from polc.dsl.values import Amount, Audience, NotApplicable, Undetermined, distinct, is_status
from polc.targets.summary.grants import (
    LATER,
    NOTHING,
    OFFICE,
    at_counter,
    collected_by,
    left_to_pay,
    paid_back,
)
from polc.targets.summary.leaflet_errands import statement_text
from polc.targets.summary.leaflet_model import Box, Relief, Reliefs
from polc.targets.summary.leaflet_prices import Teller, amount_text, start_text
from polc.targets.summary.model import Line
from polc.targets.summary.plain import OPEN, PlainSpeaker, conjunction, is_silent, read_by
from polc.targets.summary.survey import People, settled
from polc.targets.summary.varied import Marks, Reading, Varied, changing
from polc.targets.summary.view import View, clauses_of, plain_clauses

MANY = 3
PICKS = {
    Pick.HIGHEST: "符合几项的，只享受减得最多的一项",
    Pick.LOWEST: "符合几项的，只享受减得最少的一项",
    Pick.SUM: "符合几项的，各项加在一起",
    Pick.TOP_UP: "符合几项的，按减得最多的一项补足",
    Pick.EXCLUSIVE: "几项不能同时享受",
}


# ---- who pays less ----------------------------------------------------------------------------------
def reliefs(view: View, speaker: PlainSpeaker, marks: Marks) -> Reliefs | None:
    """One row for each office and amount."""
    grants, counter = view.choices(Form.GRANT), at_counter(view)
    rows: dict[tuple[str, str], list[Line]] = {}
    for grant in grants:
        for row in grant.rows:
            if not row.exception and not row.bar and not _asked(view, row):
                key = _office(view, row), _pays(view, speaker, grant, row, counter)
                who = speaker.condition(row.guard) + marks.of(read_by(view.kernel, row.guard))
                rows.setdefault(key, []).append(Line(who, clauses_of(row.cite)))
    if not rows:
        return None
    return Reliefs(
        title=f"谁可以少缴？{_base(view, speaker, counter)}" if view.due else "谁可以享受？",
        heads=("哪些人", "找谁认定", "自己缴" if view.due else "享受多少"),
        rows=tuple(
            Relief(who=_together(lines), office=office, pays=pays) for (office, pays), lines in rows.items()
        ),
        notes=tuple(note for grant in grants for note in _notes(view, speaker, grant, marks)),
    )


def _asked(view: View, row: Row) -> bool:
    """A silence that stands among the questions."""
    value = row.values[0]
    said = (
        value.status.reasons if isinstance(value, Silent) and isinstance(value.status, Undetermined) else ()
    )
    return any(reason in dict(view.kernel.questions) for reason in said)


def _together(lines: list[Line]) -> Line:
    return Line("；".join(line.text for line in lines), distinct(c for line in lines for c in line.clauses))


def _base(view: View, speaker: PlainSpeaker, env: Environment | None) -> str:
    """On which amount the column of what is left to pay rests."""
    due = None if env is None or view.due is None else env.fields[view.due]
    return f"（按应缴{speaker.result(due)}、只符合一项计算）" if isinstance(due, Amount) else ""


def _office(view: View, row: Row) -> str:
    found = row.values[OFFICE] if len(row.values) > OFFICE else None
    return "—" if found is None or isinstance(found, Silent) else view.speaker.value(found)


def _pays(view: View, speaker: PlainSpeaker, grant: Choice, row: Row, counter: Environment | None) -> str:
    if is_silent(row.values[0]):
        return "没有写明"
    left = left_to_pay(view, grant, row, collected_by(view, grant), counter)
    if left != NOTHING:
        return left.replace("不低于", "至少")
    return (
        "全免" if row.rate == 1 else f"减{rate_text(row.rate)}" if row.rate else speaker.value(row.values[0])
    )


def _notes(view: View, speaker: PlainSpeaker, grant: Choice, marks: Marks) -> Iterator[Line]:
    """Several at once, what is paid first, who loses it."""
    pick = grant.pick if isinstance(grant.pick, Pick) else _adopted(view, grant)
    if len(grant.rows) > 1:
        said = PICKS.get(pick, f"符合几项的怎么办，{OPEN}") if pick else f"符合几项的怎么办，{OPEN}"
        open_ = () if isinstance(grant.pick, Pick) or pick is None else (grant.pick.assumption,)
        yield Line(f"{said}{marks.of(open_)}。", clauses_of(grant.tie_cite))
    later = [row for row in grant.rows if len(row.values) > LATER and paid_back(view, row)]
    if later:
        who = "、".join(distinct(speaker.condition(row.guard) for row in later))
        yield Line(f"{who}：先缴费，后退还。", clauses_of(*(row.cite for row in later)))
    for row in grant.rows:
        value = row.values[0]
        if isinstance(value, Silent) and isinstance(value.status, NotApplicable):
            yield Line(f"{speaker.condition(row.guard)}的，{value.status.reason}。", clauses_of(row.cite))


def _adopted(view: View, grant: Choice) -> Pick | None:
    if isinstance(grant.pick, Pick):
        return grant.pick
    decl = view.kernel.assumption_by_name[grant.pick.assumption]
    meaning = decl.reading(decl.adopted).meaning if decl.adopted else None
    return meaning if isinstance(meaning, Pick) else None


# ---- groups with rules of their own -----------------------------------------------------------------
@attrs.frozen
class Ruled:
    """A row of a rule, and the group that it's for."""

    field: str
    row: Row
    head: FieldRef | InputRef


def boxes(teller: Teller, columns: frozenset[str], marks: Marks) -> tuple[Box, ...]:
    """A box for each group that special rows name; groups with one line share the last."""
    found: dict[str, list[Ruled]] = {}
    for ruled in ruled_rows(teller, columns):
        found.setdefault(teller.speaker.condition(ruled.head), []).append(ruled)
    several = {title: rows for title, rows in found.items() if len(rows) > 1}
    made = [Box(title=title, lines=_lines(teller, rows, marks)) for title, rows in several.items()]
    single = {title: _lines(teller, rows, marks) for title, rows in found.items() if title not in several}
    return (*made, *_together_in_one(single))


def ruled_rows(teller: Teller, columns: frozenset[str]) -> Iterator[Ruled]:
    for field in (teller.period.start, teller.due):
        for row in teller.view.kernel.choice_of[field].rows:
            head = head_of(teller.view, row)
            if head is not None and head.name not in columns and not _lost(row):
                yield Ruled(field, row, head)


def _lines(teller: Teller, rows: list[Ruled], marks: Marks) -> tuple[Line, ...]:
    head = rows[0].head
    always = tuple(_always(teller, head))
    told = [row_line(teller, ruled, marks) for ruled in rows if not (always and ruled.field == teller.due)]
    return (*_once(told), *always, *_told_to(teller, head), *_cases(teller, head, marks))


def row_line(teller: Teller, ruled: Ruled, marks: Marks) -> Line:
    text = _row_text(teller, ruled.field, ruled.row, ruled.head)
    read = read_by(teller.view.kernel, ruled.row.guard, *ruled.row.values)
    return Line(text + marks.of(read), clauses_of(ruled.row.cite))


def head_of(view: View, row: Row) -> FieldRef | InputRef | None:
    """The group or the fact that a row's condition names first."""
    for part in conjunction(row.guard):
        if isinstance(part, InputRef) and view.kernel.kind_of(part) is Kind.BOOL:
            return part
        if isinstance(part, FieldRef) and view.kernel.choice_of[part.name].form is Form.GROUP:
            return part
    return None


def _lost(row: Row) -> bool:
    value = row.values[0]
    return isinstance(value, Silent) and isinstance(value.status, NotApplicable)


def _row_text(teller: Teller, field: str, row: Row, head: Expr) -> str:
    speaker = teller.speaker
    rest = speaker.conjuncts_without(row.guard, head)
    if field == teller.period.start:
        outcome = start_text(speaker, row.values[0])
    else:
        known = settled(row.values[0], teller.view.env)
        said = speaker.value(row.values[0]) if known is None else amount_text(speaker, known)
        outcome = f"缴多少，{said}" if is_silent(row.values[0]) or said == OPEN else f"缴{said}"
    return f"{rest}：{outcome}" if rest else outcome


def _once(lines: list[Line]) -> Iterator[Line]:
    """Each line once."""
    yield from {line.text: line for line in lines}.values()


def _always(teller: Teller, head: FieldRef | InputRef) -> Iterator[Line]:
    """One amount on whatever day, where a group has that and others don't."""
    for people in teller.special:
        if people.name == head.name or teller.speaker.called(people.name) == teller.speaker.condition(head):
            results = _amounts(teller, people)
            if len(set(results)) == 1 and isinstance(results[0], Amount):
                axis = teller.speaker.called(teller.varied.axis)
                yield Line(f"哪天{axis}都是{teller.speaker.result(results[0])}。")


def _amounts(teller: Teller, people: People) -> list[object]:
    varied = Varied(people, teller.varied.axis)
    days = [day for stretch in teller.view.stretches for day in (stretch.first, stretch.last)]
    return [result for found in varied.results(teller.due, days).values() for result in found]


def _told_to(teller: Teller, head: FieldRef | InputRef) -> Iterator[Line]:
    """Statements that concern this group alone."""
    for statement in teller.view.kernel.statements:
        if is_for(teller, statement, head):
            yield Line(f"{statement_text(teller.view, statement)}。", clauses_of(statement.cite))


def is_for(teller: Teller, statement: Statement, head: FieldRef | InputRef) -> bool:
    """Whether a statement is for the members of a group, by its name or by the same wording."""
    guard = statement.guard
    if statement.audience is Audience.STAFF or statement.kind == "待定" or guard is None:
        return False
    names = [part for part in walk(guard) if isinstance(part, FieldRef | InputRef)]
    own = teller.speaker.condition(head)
    return any(part == head or teller.speaker.condition(part) == own for part in names)


def _cases(teller: Teller, head: FieldRef | InputRef, marks: Marks) -> Iterator[Line]:
    """The 案例 for the public whose person belongs to the group."""
    for case in teller.view.kernel.cases:
        if case.audience is Audience.PUBLIC and not case.readings:
            found = evaluate(teller.view.kernel, dict(case.given))
            belongs = (
                dict(case.given).get(head.name) if isinstance(head, InputRef) else found.result(head.name)
            )
            if belongs is True:
                yield case_line(teller, case, marks)


def case_line(teller: Teller, case: Case, marks: Marks) -> Line:
    """例：2025年5月1日出生，2025年7月29日缴费：从2025年5月1日起享受。"""
    kernel, speaker = teller.view.kernel, teller.speaker
    known = [(name, value) for name, value in case.given if isinstance(value, date)]
    days = [f"{date_text(value)}{speaker.called(name)}" for name, value in known]
    person = People(name=case.title, facts=dict(case.given), kernel=kernel)
    varied = Varied(person, teller.varied.axis)
    day = dict(known)[teller.varied.axis]
    start = varied.results(teller.period.start, [day])
    result = start[Reading()][0]
    said = speaker.status(result) if is_status(result) else f"从{speaker.result(result)}起享受"
    clauses = plain_clauses(varied.on(day, Reading()).fields[teller.period.start].clauses)
    return Line(f"例：{'，'.join(days)}的，{said}{marks.of(changing(start))}。", clauses)


def _together_in_one(found: dict[str, tuple[Line, ...]]) -> Iterator[Box]:
    """Groups with one row each stand together, each line with its group."""
    if len(found) == 1:
        ((title, lines),) = found.items()
        yield Box(title=title, lines=lines)
    elif found:
        named = (
            Line(f"{title}：{line.text}", line.clauses) for title, lines in found.items() for line in lines
        )
        yield Box(title="、".join(found) if len(found) < MANY else "另有规定的人", lines=tuple(named))
