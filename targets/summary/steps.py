"""One person's answer told step by step: the facts, the results with their clauses, the way there.

In: a person and the interpreter's evaluation of them. Out: an `Example`. Conditions are told as far as
they held for this person (of "低保对象、残疾人" only the one that is true), values with their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from polc.compiler.combine import way_to_combine
from polc.compiler.expressions import Environment, condition
from polc.compiler.interpret import Evaluation, RowTrace, Step, Verdict, judge
from polc.compiler.kernel import (
    FALSE,
    And,
    Choice,
    Const,
    Expr,
    FieldRef,
    Form,
    InputRef,
    Kind,
    Or,
    Pick,
    ReadingOf,
    walk,
)
from polc.compiler.readings import bounds_of
from polc.dsl.values import ZERO, Given, Missing, NotApplicable, Records, distinct, is_status
from polc.targets.summary.counted import counter
from polc.targets.summary.entries import chosen, options_text
from polc.targets.summary.grants import PAYER
from polc.targets.summary.model import Example, Line, TableRow
from polc.targets.summary.naming import from_another_file, said_name
from polc.targets.summary.phrasing import Speaker, lacking
from polc.targets.summary.survey import behind
from polc.targets.summary.view import View, clauses_of, plain_clauses

MOST_ENTRIES = 6
TOGETHER = {Pick.SUM: "各项相加", Pick.TOP_UP: "几项合起来补足到最高的一项"}
STATUSES = ("待定（", "不适用（", "缺资料（")


def tell(
    view: View, title: str, facts: Mapping[str, Given | None], asked: frozenset[str], found: Evaluation
) -> Example:
    """One person worked through; what needs more facts isn't told where other results are `asked` for."""
    known = {decl.name: facts.get(decl.name, decl.default) for decl in view.kernel.inputs}
    results = {name: field.result for name, field in found.fields.items()}
    env = Environment(
        kernel=view.kernel,
        inputs=known,
        readings=view.env.readings,
        bounds=bounds_of(view.kernel),
        fields=results,
        judge=judge,
    )
    aside = _unasked(view, asked, found)
    steps = [step for step in _in_order(view, found) if not aside.issuperset(step.choice.fields)]
    told = [step for step in steps if _worth_telling(step, found, _groups_used(view, found))]
    speaker = view.speaker.about(known, results)
    return Example(
        title=title,
        facts=f"情况：{'；'.join(_fact(view, name, value) for name, value in facts.items())}。",
        results=_results(view, found, aside),
        steps=_joined([line for step in told for line in _step(view, speaker, step, found, env)]),
    )


def _fact(view: View, name: str, value: Given | None) -> str:
    if value is None:
        return f"{name}不清楚"
    if isinstance(value, Records):
        return f"{name}{_entries(view, name, value)}"
    if isinstance(value, bool):
        return name if value else lacking(name)
    return f"{name}{view.speaker.result(value)}"


def _entries(view: View, name: str, records: Records) -> str:
    """The entries of a list, each in brackets; of many the first few."""
    unit = counter(name)
    if not records.rows:
        return f"一{unit}也没有"
    columns = [column.name for column in view.kernel.input_by_name[name].columns]
    shown = [
        "、".join(_fact(view, column, cell) for column, cell in zip(columns, row, strict=True))
        for row in records.rows[:MOST_ENTRIES]
    ]
    rest = "，以下略" if len(records.rows) > MOST_ENTRIES else ""
    return f"共{len(records.rows)}{unit}{''.join(f'（{entry}）' for entry in shown)}{rest}"


def _unasked(view: View, asked: frozenset[str], found: Evaluation) -> frozenset[str]:
    """The fields without an answer that nothing asked for depends on; none where nothing is asked for."""
    if not asked:
        return frozenset()
    needed = {name for field in asked for choice in behind(view.kernel, field) for name in choice.fields}
    missing = {name for name, field in found.fields.items() if isinstance(field.result, Missing)}
    return frozenset(missing - needed)


def _results(view: View, found: Evaluation, aside: frozenset[str]) -> tuple[TableRow, ...]:
    """The outputs, those for each entry last; those with the same status share a row."""
    rows: dict[str, TableRow] = {}
    told = [
        (decl.name, found.fields[decl.name])
        for decl in view.kernel.outputs
        if decl.type.kind is not Kind.BOOL and decl.name not in aside and not _empty(view, found, decl.name)
    ]
    for output in view.kernel.entry_outputs:
        told += [] if output.field in aside else found.told_of(output)[:MOST_ENTRIES]
    for label, field in told:
        text = view.speaker.result(field.result)
        key = text if is_status(field.result) else label
        before = rows.get(key, TableRow(("", text)))
        name = f"{before.cells[0]}、{label}" if before.cells[0] else label
        clauses = distinct((*before.clauses, *plain_clauses(field.clauses)))
        rows[key] = TableRow((name, text), clauses)
    return tuple(rows.values())


def _joined(lines: list[Line]) -> tuple[Line, ...]:
    """The steps; those that tell the same status of several results are one."""
    found: dict[str, Line] = {}
    for line in lines:
        name, _, said = line.text.partition("：")
        key = said if said.startswith(STATUSES) else line.text
        before = found.get(key)
        text = line.text if before is None else f"{before.text.partition('：')[0]}、{name}：{said}"
        found[key] = Line(text, distinct((*(before.clauses if before else ()), *line.clauses)))
    return tuple(found.values())


def _empty(view: View, found: Evaluation, name: str) -> bool:
    """Nothing granted, or no part of a grant in this way: not worth a line."""
    result = found.result(name)
    nobody = isinstance(result, NotApplicable) and not found.fields[name].clauses
    return view.kernel.choice_of[name].form is Form.GRANT and (result == ZERO or nobody)


# ---- which steps ------------------------------------------------------------------------------------
def _in_order(view: View, found: Evaluation) -> list[Step]:
    """Groups and windows as decided, then the results in the order of the outputs."""
    places = {decl.name: number for number, decl in enumerate(view.kernel.outputs, 1)}

    def place(step: Step) -> int:
        early = step.choice.form in (Form.GROUP, Form.WINDOW)
        return 0 if early else places.get(step.choice.fields[0], 0)

    return sorted(found.steps, key=place)


def _worth_telling(step: Step, found: Evaluation, groups: frozenset[str]) -> bool:
    choice = step.choice
    if choice.month is not None or choice.form is Form.ENTRIES:
        return False
    if from_another_file(choice.name):
        values = [trace.row.values[0] for other in found.steps for trace in _taken(other)]
        return any(FieldRef(choice.name) == value for value in values)
    if choice.form is Form.GROUP:
        return choice.name in groups and found.result(choice.name) is True
    if choice.form is Form.PERMITTED:
        return found.result(choice.fields[0]) is False
    if choice.form is Form.GRANT:
        return any(trace.verdict is not Verdict.FALSE for trace in step.rows)
    return choice.form is not Form.STANDARD


def _groups_used(view: View, found: Evaluation) -> frozenset[str]:
    """The groups that a gate or a row that took part names, and the groups behind them."""
    taken = {step.choice.name: _taken(step) for step in found.steps}
    used: set[str] = set()
    pending = [c.gate for c in view.kernel.choices if c.gate is not None]
    pending += [t.row.guard for s in found.steps if s.choice.form is not Form.GROUP for t in _taken(s)]
    while pending:
        for part in walk(pending.pop()):
            if isinstance(part, FieldRef) and part.name in taken and part.name not in used:
                used.add(part.name)
                pending += [trace.row.guard for trace in taken[part.name]]
    return frozenset(used)


def _taken(step: Step) -> list[RowTrace]:
    return [trace for trace in step.rows if trace.verdict is Verdict.TAKEN]


# ---- one step ---------------------------------------------------------------------------------------
def _step(view: View, speaker: Speaker, step: Step, found: Evaluation, env: Environment) -> list[Line]:
    choice, field = step.choice, step.choice.fields[0]
    result, clauses = found.result(field), plain_clauses(found.fields[field].clauses)
    taken = _taken(step)
    if choice.form is Form.PERMITTED:
        return [_not_theirs(view, speaker, step, env, clauses)]
    if is_status(result) or not taken:
        return [Line(f"{said_name(field)}：{view.speaker.result(result)}。", clauses)]
    row = taken[0].row
    case = view.speaker.condition(held(row.guard, env))
    if choice.form is Form.GROUP:
        return [Line(f"属于{field}：{case}。", clauses_of(row.cite) or clauses)]
    if choice.form is Form.WINDOW:
        day = speaker.value(InputRef(choice.axis or ""))
        return [Line(f"{day}，在{row.outcome}内。", clauses)]
    together = way_to_combine(choice, env) if len(taken) > 1 else Pick.UNIQUE
    if together in TOGETHER:
        return [_together(view, speaker, step, TOGETHER[together], found, env)]
    spoken, total = speaker.value(row.values[0]), view.speaker.result(result)
    told = spoken if _is_plain(view, row.values[0]) else f"{spoken} = {total}"
    line = Line(f"{said_name(field)}：{case}{'，按' if case else ''}{told}{_payer(choice, found)}。", clauses)
    return [line, *_passed_over(view, choice, step, env)]


def _together(
    view: View, speaker: Speaker, step: Step, how: str, found: Evaluation, env: Environment
) -> Line:
    """Rows that count together: each with what it gives, then what they make."""
    field, parts = step.choice.fields[0], []
    for row in (trace.row for trace in _taken(step)):
        case = view.speaker.condition(held(row.guard, env))
        parts.append(f"{case}{'，' if case else ''}{speaker.value(row.values[0])}")
    total = f"{how} = {view.speaker.result(found.result(field))}{_payer(step.choice, found)}"
    return Line(
        f"{said_name(field)}：{'；'.join((*parts, total))}。", plain_clauses(found.fields[field].clauses)
    )


def _not_theirs(view: View, speaker: Speaker, step: Step, env: Environment, clauses: tuple[str, ...]) -> Line:
    """That somebody chose what isn't theirs, and what is."""
    fact = speaker.value(InputRef(chosen(step.choice.name)))
    taken = _taken(step)
    case = view.speaker.condition(held(taken[0].row.guard, env)) if taken else ""
    permits = taken[0].row.values[0] if taken else step.choice.otherwise[0]
    if permits == FALSE:
        return Line(f"{fact}：没有可以选的。", clauses)
    return Line(
        f"{fact}：{case}{'，' if case else ''}只可以选{options_text(view.speaker, permits)}。", clauses
    )


def _payer(choice: Choice, found: Evaluation) -> str:
    payer = (
        found.result(choice.fields[PAYER]) if choice.form is Form.GRANT and len(choice.fields) > PAYER else ""
    )
    return f"，由{payer}付" if isinstance(payer, str) and payer else ""


def _passed_over(view: View, choice: Choice, step: Step, env: Environment) -> list[Line]:
    """Rows that hold too, and give less, or more where the least counts."""
    lines = []
    for row in (trace.row for trace in step.rows if trace.verdict is Verdict.LOWER):
        what = view.speaker.condition(held(row.guard, env)) or view.speaker.value(row.values[0])
        told = f"也符合“{what}”一项，但{_further(view, choice)}，不取。"
        lines.append(Line(told, clauses_of(row.cite)))
    return lines


def _further(view: View, choice: Choice) -> str:
    """What a row that isn't taken is, next to the one that is."""
    decl = view.kernel.field_by_name.get(choice.fields[choice.pick_field])
    days = decl is not None and decl.type.kind is Kind.DATE
    if choice.pick is Pick.LOWEST:
        return "较晚" if days else "较高"
    return "较早" if days else "较低"


def _is_plain(view: View, expr: Expr) -> bool:
    """True for a value that needs no working out."""
    if isinstance(expr, ReadingOf):
        decl = view.kernel.assumption_by_name[expr.assumption]
        meaning = decl.reading(view.env.readings[decl.name]).meaning
        return not isinstance(meaning, Pick) and _is_plain(view, meaning)
    return isinstance(expr, Const | FieldRef | InputRef)


def held(expr: Expr, env: Environment) -> Expr:
    """`expr` without the alternatives that didn't hold."""
    match expr:
        case And(items):
            return And(tuple(held(item, env) for item in items))
        case Or(items):
            true = tuple(held(item, env) for item in items if condition(item, env) is True)
            return true[0] if len(true) == 1 else Or(true)
        case _:
            return expr
