"""Rules as tables: 情形, 结果, 依据. One shape for prices, days and whatever else a 规定 decides."""

from __future__ import annotations

import attrs

from polc.compiler.kernel import (
    TRUE,
    And,
    AssumptionDecl,
    Choice,
    FieldRef,
    Form,
    InputRef,
    Kind,
    Pick,
    Row,
    walk,
)
from polc.targets.summary.model import Section, Table, TableRow
from polc.targets.summary.months import rule_of_month
from polc.targets.summary.naming import said_name
from polc.targets.summary.phrasing import pick_text
from polc.targets.summary.tables import EVERYBODY, OTHERWISE, axis_table
from polc.targets.summary.view import View, cited_rows, clauses_of

DECIDED = (Form.RULE, Form.TABLE)


def block_table(view: View, choice: Choice, caption: str) -> Table:
    """The rows by what they look at where each asks plain questions of a 表, else by condition."""
    table = axis_table(view, choice, caption) if choice.form is Form.TABLE else None
    return table or rule_table(view, choice, caption)


def rule_table(view: View, choice: Choice, caption: str) -> Table:
    """Every row of a 规定: plain ones first, then the special ones, then 其余. Bars are told elsewhere."""
    written = [number for number, row in enumerate(choice.rows) if not row.bar]
    numbers = sorted(written, key=lambda n: choice.rows[n].exception)
    rows = [_row(view, choice, number) for number in numbers]
    if has_rest(choice):
        rows.append(
            TableRow(
                (OTHERWISE if rows else EVERYBODY, view.outcome(choice.otherwise[0])),
                clauses_of(choice.otherwise_cite),
            )
        )
    return Table(caption + _together(view, choice), ("情形", said_name(choice.fields[0])), tuple(rows))


def has_rest(choice: Choice) -> bool:
    """True where 其余 is written and a row for all cases leaves room for it."""
    return choice.otherwise_written and not any(row.guard in (TRUE, And(())) for row in choice.rows)


def _together(view: View, choice: Choice) -> str:
    """What becomes of several rows that apply together, where the notice says it."""
    if (
        len(choice.rows) < 2
        or not isinstance(choice.pick, Pick)
        or choice.pick in (Pick.UNIQUE, Pick.EXCLUSIVE)
    ):
        return ""
    if choice.pick is Pick.SETTLED and choice.tie is not None:
        return f"（同时符合几项而结果不同的，{view.speaker.value(choice.tie)}）"
    return f"（{pick_text(choice.pick, view.kernel.field_by_name.get(choice.fields[choice.pick_field]))}）"


def _row(view: View, choice: Choice, number: int) -> TableRow:
    row = choice.rows[number]
    case = view.speaker.condition(row.guard) or EVERYBODY
    if row.exception:
        case = f"特别情形：{case}"
    return TableRow(
        (case + _precedence(choice, number), view.outcome(row.values[0])), cited_rows(choice, (row,))
    )


def _precedence(choice: Choice, number: int) -> str:
    """Which other rows this one goes before; that a special row goes before plain ones is plain."""
    beaten = [choice.rows[loser] for winner, loser in choice.beats if winner == number]
    told = [row for row in beaten if row.exception or not choice.rows[number].exception]
    if not told:
        return ""
    return f"（同时符合{'、'.join(clauses_of(*(row.cite for row in told)))}的，按本条）"


def other_rules(view: View, shown: frozenset[str]) -> Section | None:
    """The results that no other section speaks of."""
    decided = [c for c in view.kernel.choices if c.form in DECIDED and c.month is None]
    rules = [c for c in decided if c.name not in shown]
    tables = tuple(block_table(view, choice, f"{said_name(choice.fields[0])}怎么定") for choice in rules)
    tables += tuple(month_table(view, choice) for choice in _months_shown(view))
    title = "还有哪些规定" if shown else "怎么规定的"
    return Section("rules", title, tables) if tables else None


def _months_shown(view: View) -> list[Choice]:
    """One month of each rule 每月 that no output shows: its first."""
    firsts: dict[str, Choice] = {}
    for choice in view.kernel.choices:
        if choice.month is not None:
            firsts.setdefault(rule_of_month(choice), choice)
    return [choice for rule, choice in firsts.items() if rule not in view.kernel.field_by_name]


def month_table(view: View, choice: Choice) -> Table:
    """A rule 每月, shown for one of its months."""
    assert choice.month is not None
    rule, example = rule_of_month(choice), f"{choice.month.year}年{choice.month.month}月"
    table = block_table(view, choice, f"{rule}每月怎么定（以{example}为例）")
    return attrs.evolve(table, heads=(*table.heads[:-1], rule))


def group_section(view: View) -> Section | None:
    """What the names of groups mean; the group that is the gate has its own section."""
    gates = {name.name for name in gate_groups(view)}
    groups = [group for group in view.choices(Form.GROUP) if group.name not in gates]
    rows = [_group_row(view, group, row) for group in groups for row in group.rows]
    rows += [row for classes in view.choices(Form.CLASSES) for row in _class_rows(view, classes)]
    rows += [_open_word(view, decl) for decl in view.kernel.assumptions if _is_condition(view, decl)]
    if not rows:
        return None
    names = Table("本摘要用到的名称", ("名称", "指哪些情形"), tuple(rows))
    said = _said_to_the_public(view)
    return Section("words", "名词解释", (names, said) if said.rows else (names,))


def _said_to_the_public(view: View) -> Table:
    """Names that the rules use in the words of 说明, which say what no rule spells out (已绝育, 40%救济)."""
    cited = ((w, clauses_of(w.cite) or _used_by(view, w.name)) for w in view.kernel.wordings if not w.reading)
    rows = tuple(TableRow((w.name, w.text, w.opposite or "—"), clauses) for w, clauses in cited if clauses)
    return Table("对群众怎么说", ("名称", "是", "不是"), rows)


def _used_by(view: View, name: str) -> tuple[str, ...]:
    """The clauses of the first rows that look at a name of a vocabulary, which has no clause of its own."""
    for choice in view.kernel.choices:
        for row in choice.rows:
            parts = walk(row.guard)
            if any(isinstance(part, InputRef | FieldRef) and part.name == name for part in parts):
                return cited_rows(choice, (row,))
    return ()


def _group_row(view: View, group: Choice, row: Row) -> TableRow:
    text = view.speaker.condition(row.guard) or ("一律算" if row.guard == TRUE else "")
    return TableRow((group.name, text), cited_rows(group, (row,)))


def _class_rows(view: View, classes: Choice) -> list[TableRow]:
    """Each class with who is in it; the last one takes everybody else."""
    rows = [
        TableRow(
            (f"{classes.name}：{view.outcome(row.values[0])}", view.speaker.condition(row.guard)),
            cited_rows(classes, (row,)),
        )
        for row in classes.rows
    ]
    if classes.otherwise_written:
        cells = (f"{classes.name}：{view.outcome(classes.otherwise[0])}", OTHERWISE)
        rows.append(TableRow(cells, clauses_of(classes.otherwise_cite)))
    return rows


def _is_condition(view: View, decl: AssumptionDecl) -> bool:
    kinds = {view.kernel.kind_of(r.meaning) for r in decl.readings if not isinstance(r.meaning, Pick)}
    return kinds == {Kind.BOOL}


def _open_word(view: View, decl: AssumptionDecl) -> TableRow:
    """A word whose sense the notice leaves open: the reading adopted, else all of them."""
    shown = [r for r in decl.readings if decl.adopted in (None, r.name)]
    spoken = [f"“{r.name}”：{view.speaker.meaning(r.meaning)}" for r in shown]
    head = (
        "通知没有写明，有几种读法，结果不同处为待定。" if decl.adopted is None else "通知没有写明，本摘要采用"
    )
    return TableRow((decl.name, head + "；".join(spoken)), clauses_of(decl.cite))


def gate_groups(view: View) -> tuple[Choice, ...]:
    """The groups that decide who is in scope."""
    gates = [choice.gate for choice in view.kernel.choices if choice.gate is not None]
    names = {part.name for gate in gates for part in walk(gate) if isinstance(part, FieldRef)}
    return tuple(choice for choice in view.choices(Form.GROUP) if choice.name in names)
