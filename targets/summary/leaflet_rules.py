"""What a policy without 待遇期 decides, for a leaflet: a table for each result, the amounts in a sentence.

In: a view and a plain speaker. Out: tables of who and what in the words of 说明, first those of the outputs,
then those of what their rows name. Rows that give the same are one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from polc.compiler.kernel import (
    FALSE,
    TRUE,
    And,
    Choice,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    Form,
    Pick,
    Row,
    walk,
)
from polc.dsl.values import Amount
from polc.targets.summary.entries import chosen, options_text
from polc.targets.summary.leaflet_model import Rule, RuleRow
from polc.targets.summary.model import Line
from polc.targets.summary.months import rule_of_month
from polc.targets.summary.plain import OPEN, PlainSpeaker, conjunction, is_silent, read_by
from polc.targets.summary.rules import gate_groups, has_rest
from polc.targets.summary.survey import settled
from polc.targets.summary.varied import Marks
from polc.targets.summary.view import View, cited_rows, clauses_of

YES, NO = "是", "不是"
WHOM, APPLIES = "给谁的", "适用本通知"
EVERYBODY, OTHERWISE = "都一样", "不符合上面各项的"
ANY, ALL = "哪一种都可以选", "所有的人"
FIRST, SEVERAL = "（也符合别的项的，按这一项）", "几项都符合的"
PICKS = {
    Pick.HIGHEST: "只取最高的一项",
    Pick.LOWEST: "只取最低的一项",
    Pick.SUM: "各项加在一起",
    Pick.TOP_UP: "按最高的一项补足",
    Pick.EXCLUSIVE: "不能同时享受",
}
MOST_LEAD = 74
DETAILS = "怎么算、要符合什么条件，见下面各表。"


# ---- tables -----------------------------------------------------------------------------------------
def rules(view: View, speaker: PlainSpeaker, marks: Marks) -> tuple[Rule, ...]:
    """Whom it applies to, then a table for each result that people get, and for each that those rest on."""
    found = (*_applies(view, speaker, marks), *(_rule(view, speaker, each, marks) for each in shown(view)))
    return tuple(found)


def _applies(view: View, speaker: PlainSpeaker, marks: Marks) -> Iterator[Rule]:
    """The people of 适用于: those of a group by its rows."""
    gated = {choice.gate: choice for choice in view.kernel.choices if choice.gate is not None}
    groups = {group.fields[0]: group for group in gate_groups(view)}
    for gate, choice in gated.items():
        group = groups.get(gate.name) if isinstance(gate, FieldRef) else None
        if group is not None:
            told = (row for row in _told(view, speaker, group, marks) if row.gets.text != NO)
            rows = [attrs.evolve(row, gets=Line(APPLIES)) if row.gets.text == YES else row for row in told]
        else:
            who = speaker.condition(gate) + marks.of(read_by(view.kernel, gate))
            rows = [RuleRow(who=Line(who, clauses_of(choice.gate_cite)), gets=Line(APPLIES))]
        yield Rule(title=WHOM, rows=tuple(rows))


def shown(view: View) -> tuple[Choice, ...]:
    """What decides the outputs, then what their rows look at; grants, groups and windows stand elsewhere."""
    kernel = view.kernel
    by_name = {choice.name: choice for choice in (*kernel.choices, *kernel.entry_rules)}
    gates = {group.name for group in gate_groups(view)}
    waiting = [choice.name for choice in view.choices(Form.PERMITTED)]
    waiting += [kernel.choice_of[out.name].name for out in kernel.outputs if out.name in kernel.choice_of]
    found: dict[str, Choice] = {}
    while waiting:
        choice = by_name.get(waiting.pop(0))
        key = "" if choice is None else rule_of_month(choice)
        if choice is None or key in found or choice.name in gates:
            continue
        if _is_told(choice):
            found[key] = choice
        waiting += [name for expr in _exprs(choice) for name in _named(view, expr)]
    return tuple(found.values())


def _is_told(choice: Choice) -> bool:
    return choice.form not in (Form.GRANT, Form.STANDARD, Form.WINDOW)


def _exprs(choice: Choice) -> Iterator[Expr]:
    for row in choice.rows:
        yield from (row.guard, *row.values)
    yield from choice.otherwise if choice.otherwise_written else ()


def _named(view: View, expr: Expr) -> Iterator[str]:
    for part in walk(expr):
        if isinstance(part, FieldRef):
            yield view.kernel.choice_of[part.name].name
        elif isinstance(part, EntryResult):
            yield part.rule
        elif isinstance(part, Fold):
            yield from (state.name for state in part.states)


def _rule(view: View, speaker: PlainSpeaker, choice: Choice, marks: Marks) -> Rule:
    rows: dict[str, list[RuleRow]] = {}
    for row in _told(view, speaker, choice, marks):
        rows.setdefault(row.gets.text, []).append(row)
    permits = choice.form is Form.PERMITTED
    name = speaker.called(chosen(choice.name) if permits else rule_of_month(choice))
    month = choice.month
    said = name if month is None else f"{name}（每月，以{month.year}年{month.month}月为例）"
    return Rule(title=said, rows=tuple(_one(same) for same in rows.values()))


def _one(rows: list[RuleRow]) -> RuleRow:
    """Rows that give the same as one; the clauses of all."""
    who = "；".join(dict.fromkeys(row.who.text for row in rows))
    clauses = dict.fromkeys(clause for row in rows for clause in row.who.clauses)
    return RuleRow(who=Line(who, tuple(clauses)), gets=rows[0].gets)


def _told(view: View, speaker: PlainSpeaker, choice: Choice, marks: Marks) -> Iterator[RuleRow]:
    first = {choice.rows[winner] for winner, _ in choice.beats}
    for row in sorted((row for row in choice.rows if not row.bar), key=lambda row: row not in first):
        if row.guard != FALSE:
            yield _told_row(view, speaker, choice, row, FIRST if row in first else "", marks)
    if has_rest(choice) and choice.otherwise[0] != FALSE:
        who = OTHERWISE if choice.rows else EVERYBODY
        gets = _gets(view, speaker, choice, choice.otherwise[0], marks)
        yield RuleRow(who=Line(who, clauses_of(choice.otherwise_cite)), gets=Line(gets))
    together = _together(speaker, choice)
    if together:
        yield RuleRow(who=Line(SEVERAL, clauses_of(choice.tie_cite)), gets=Line(together))


def _told_row(
    view: View, speaker: PlainSpeaker, choice: Choice, row: Row, first: str, marks: Marks
) -> RuleRow:
    """Who and what; where nobody chose how to read the condition, what isn't written."""
    clauses = cited_rows(choice, (row,))
    parts = tuple(part for part in conjunction(row.guard) if not _undecided(view, part))
    who = (
        (speaker.condition(And(parts)) or _everybody(choice)) + marks.of(read_by(view.kernel, *parts)) + first
    )
    decided = len(parts) == sum(True for _ in conjunction(row.guard))
    gets = _gets(view, speaker, choice, row.values[0], marks) if decided else OPEN
    return RuleRow(who=Line(who, clauses), gets=Line(gets, clauses))


def _everybody(choice: Choice) -> str:
    return ALL if len([row for row in choice.rows if not row.bar]) > 1 else EVERYBODY


def _undecided(view: View, expr: Expr) -> bool:
    """Whether something can be read in several ways and none was chosen."""
    decls = (view.kernel.assumption_by_name[name] for name in read_by(view.kernel, expr))
    return any(decl.adopted is None for decl in decls)


def _together(speaker: PlainSpeaker, choice: Choice) -> str:
    """What people get of whom several rows are true."""
    if len([row for row in choice.rows if not row.bar]) < 2:  # one row meets no other
        return ""
    if choice.tie is not None:
        return speaker.value(choice.tie)
    if not isinstance(choice.pick, Pick):
        return speaker.called(choice.pick.assumption)
    return PICKS.get(choice.pick, "")


def _gets(view: View, speaker: PlainSpeaker, choice: Choice, value: Expr, marks: Marks) -> str:
    if choice.form is Form.PERMITTED:
        return ANY if value == TRUE else f"可以选{options_text(speaker, value)}"
    if value in (TRUE, FALSE):
        return YES if value == TRUE else NO
    if _undecided(view, value):
        return OPEN
    return speaker.value(value) + marks.of(read_by(view.kernel, value))


# ---- in two sentences -------------------------------------------------------------------------------
def lead_of_rules(view: View, speaker: PlainSpeaker) -> tuple[Line, ...]:
    """The amounts that are the same for all or lie between two ends, however the notice is read."""
    said: list[str] = []
    room = MOST_LEAD - len(DETAILS)
    clauses: list[str] = []
    for output in view.kernel.outputs:
        choice = view.kernel.choice_of.get(output.name)
        text = "" if choice is None else _span(view, speaker, choice)
        if choice is not None and text and sum(len(part) + 1 for part in said) + len(text) < room:
            said.append(text)
            clauses += cited_rows(choice, choice.rows)
    opening: tuple[Line, ...] = (Line(f"{'，'.join(said)}。", tuple(dict.fromkeys(clauses))),) if said else ()
    return (*opening, Line(DETAILS))


def _span(view: View, speaker: PlainSpeaker, choice: Choice) -> str:
    """房租310元—500元; empty where an amount isn't written out."""
    written = [row.values[0] for row in choice.rows if not row.bar]
    written += [choice.otherwise[0]] if has_rest(choice) else []
    known = [settled(expr, view.env) for expr in written if not is_silent(expr)]
    amounts = [value for value in known if isinstance(value, Amount) and value.exact]
    whole = choice.pick is Pick.UNIQUE and not choice.tie and len(amounts) == len(written)
    if not amounts or not whole or any(read_by(view.kernel, expr) for expr in written):
        return ""
    low, high = min(amounts, key=_fixed), max(amounts, key=_fixed)
    name = speaker.called(choice.fields[0])
    if low == high:
        return f"{name}：{speaker.result(low)}"
    ends = f"{speaker.result(low)}—{speaker.result(high)}" if _fixed(low) else f"最多{speaker.result(high)}"
    return f"{name}：{ends}"


def _fixed(amount: Amount) -> Fraction:
    return amount.fen
