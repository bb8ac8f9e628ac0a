"""缴多少 and 从什么时候享受待遇: standards, the amount for each kind of person in each stretch of time."""

from __future__ import annotations

from datetime import date

from polc.compiler.interpret import Evaluation, Verdict, evaluate
from polc.compiler.kernel import BenefitPeriod, Choice, Form
from polc.dsl.text import date_text
from polc.dsl.values import Missing, Records, Result, distinct, is_status
from polc.targets.summary.model import Block, Line, Section, Table, TableRow
from polc.targets.summary.phrasing import range_text
from polc.targets.summary.rules import block_table
from polc.targets.summary.survey import ONE_DAY, People, Stretch, settled, special_people
from polc.targets.summary.view import View, cited_rows, clauses_of, plain_clauses

DEPENDS = "看具体日期"
ONLY = "（每一列的人只有这一种情形）"
MOST_COLUMNS = 4


def standards_table(view: View) -> Table | None:
    """Every number the notice sets as a standard."""
    rows = []
    for choice in view.choices(Form.STANDARD):
        per = "".join(f"/{unit}" for unit in view.kernel.field_by_name[choice.name].type.per)
        found = settled(choice.rows[0].values[0], view.env)
        if found is not None:
            clauses = cited_rows(choice, choice.rows)
            rows.append(TableRow((choice.name, view.speaker.result(found) + per), clauses))
    named = {choice.name for choice in view.choices(Form.STANDARD)}
    for param in view.kernel.params:
        if param.name not in named:
            bound = view.speaker.parameter(param.name)
            rows.append(TableRow((param.name, bound), clauses_of(param.cite)))
    return Table("标准", ("项目", "数额"), tuple(rows)) if rows else None


def price_section(view: View) -> Section | None:
    """Standards, the table of people and days, and the rules behind it."""
    standards = standards_table(view)
    blocks: list[Block] = [standards] if standards else []
    if view.due is not None:
        matrix = _matrix(view, view.due)
        blocks += [matrix] if matrix else []
        blocks.append(block_table(view, view.kernel.choice_of[view.due], f"{view.due}怎么定"))
    title = "缴多少" if view.due is not None else "标准是多少"
    return Section("amounts", title, tuple(blocks)) if blocks else None


# ---- people and days --------------------------------------------------------------------------------
def _matrix(view: View, field: str) -> Table | None:
    """One row a stretch of days, one column for each kind of people whose amount differs."""
    if not view.stretches:
        return None
    columns: dict[tuple[str, ...], People] = {}
    for people in (view.usual.people, *special_people(view.kernel, field, view.usual)):
        columns.setdefault(tuple(_cell(view, people, s, field) for s in view.stretches), people)
    kept = list(columns.items())[:MOST_COLUMNS]
    rows = tuple(
        TableRow(
            (
                f"{stretch.window.name}：{range_text(stretch.first, stretch.last)}",
                *(cells[n] for cells, _ in kept),
            ),
            _clauses(view, stretch, field, [people for _, people in kept]),
        )
        for n, stretch in enumerate(view.stretches)
    )
    heads = (view.windows[0].choice.axis or "", *(people.name for _, people in kept))
    return Table(f"{field}：什么人、哪天缴{ONLY if len(kept) > 2 else ''}", heads, rows)


def _cell(view: View, people: People, stretch: Stretch, field: str) -> str:
    ends = [_on(people, stretch, day).result(field) for day in (stretch.first, stretch.last)]
    return _said(view, ends[0]) if ends[0] == ends[1] else DEPENDS


def _said(view: View, result: Result) -> str:
    if isinstance(result, Missing):
        return f"要看{'、'.join(result.inputs)}"
    return view.speaker.status(result) if is_status(result) else view.speaker.result(result)


def _on(people: People, stretch: Stretch, day: date) -> Evaluation:
    return evaluate(people.kernel, {**people.facts, stretch.window.choice.axis or "": day})


def _clauses(view: View, stretch: Stretch, field: str, people: list[People]) -> tuple[str, ...]:
    own = clauses_of(stretch.window.row.cite)
    found = [_on(some, stretch, stretch.first).fields[field].clauses for some in people]
    return distinct((*own, *(clause for clauses in found for clause in plain_clauses(clauses))))


# ---- benefits ---------------------------------------------------------------------------------------
def benefit_section(view: View) -> Section | None:
    """From which day, until which day."""
    names = distinct(name for period in view.kernel.benefits for name in (period.start, period.end))
    blocks = [block_table(view, view.kernel.choice_of[name], f"{name}怎么定") for name in names]
    return Section("benefits", "从什么时候享受待遇", tuple(blocks)) if blocks else None


def shown_rules(view: View) -> frozenset[str]:
    """The rules that the sections above have told."""
    names = {view.due} if view.due else set()
    names |= {name for period in view.kernel.benefits for name in (period.start, period.end)}
    return frozenset(view.kernel.choice_of[name].name for name in names if name)


# ---- in one sentence --------------------------------------------------------------------------------
def lead_lines(view: View) -> tuple[Line, ...]:
    """For each window: what the usual person pays, and from when the benefits run."""
    if view.due is None:
        return ()
    usual = view.usual
    lines = [_lead(view, usual.people, stretch) for stretch in view.stretches]
    return (*lines, _who_is_usual(view)) if usual.special or usual.taken else tuple(lines)


def _who_is_usual(view: View) -> Line:
    """Whom the lines above are about."""
    usual = view.usual
    defaults = ((name, view.kernel.input_by_name[name].default) for name in usual.taken)
    taken = [f"{n}为{view.speaker.result(v)}" for n, v in defaults if not isinstance(v, Records | None)]
    none = ["没有下列情形"] if usual.special else []
    who = "、并且".join((*none, *(["、".join(taken)] if taken else [])))
    listed = f"：{'、'.join(usual.special)}" if usual.special else ""
    return Line(f"“{usual.people.name}”指参保对象里{who}的人{listed}。")


def _lead(view: View, people: People, stretch: Stretch) -> Line:
    due, period = view.due or "", view.kernel.benefits[0]
    start = view.kernel.choice_of[period.start]
    days = range_text(stretch.first, stretch.last)
    amount = _cell(view, people, stretch, due)
    pays = f"{people.name}在{days}缴费，{'应缴' if amount.endswith('元') else due}{amount}"
    found = _on(people, stretch, stretch.first)
    clauses = [*clauses_of(stretch.window.row.cite), *plain_clauses(found.fields[due].clauses)]
    clauses += plain_clauses(found.fields[period.start].clauses)
    begins = _start(view, people, stretch, start)
    too_late = _too_late(view, people, stretch, period)
    if too_late:
        clauses += plain_clauses(found.fields[period.end].clauses)
    return Line(f"{pays}；{begins}。{too_late}", distinct(clauses))


def _start(view: View, people: People, stretch: Stretch, start: Choice) -> str:
    """When the benefits begin: a day, the day of payment, or what the rule says."""
    field, axis = start.fields[0], stretch.window.choice.axis or ""
    first, last = (_on(people, stretch, day).result(field) for day in (stretch.first, stretch.last))
    for found in (first, last):
        if is_status(found):
            return f"{field}：{_said(view, found)}"
    if first == last:
        return f"从{view.speaker.result(first)}起享受待遇"
    if (first, last) == (stretch.first, stretch.last):
        return f"从{axis}当天起享受待遇"
    step = next(s for s in _on(people, stretch, stretch.first).steps if s.choice is start)
    taken = [trace.row.values[0] for trace in step.rows if trace.verdict is Verdict.TAKEN]
    if not taken:
        return f"{field}{DEPENDS}"
    return f"从{view.speaker.value(taken[0])}的那一天起享受待遇{view.reading_note(taken[0])}"


def _too_late(view: View, people: People, stretch: Stretch, period: BenefitPeriod) -> str:
    """A warning where paying late in the stretch leaves no day of benefits, from the first such day."""
    if not _empty(people, stretch, stretch.last, period):
        return ""
    low, high = stretch.first, stretch.last
    while low < high:
        middle = low + (high - low) // 2
        low, high = (low, middle) if _empty(people, stretch, middle, period) else (middle + ONE_DAY, high)
    end = view.speaker.result(_on(people, stretch, low).result(period.end))
    return f"请注意：{date_text(low)}（含当天）以后缴费的，到可以享受的那一天，已经过了{end}。"


def _empty(people: People, stretch: Stretch, day: date, period: BenefitPeriod) -> bool:
    found = _on(people, stretch, day)
    start, end = found.result(period.start), found.result(period.end)
    return isinstance(start, date) and isinstance(end, date) and start > end
