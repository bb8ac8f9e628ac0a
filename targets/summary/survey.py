"""What a kernel says when nobody in particular is asked: windows as days, standards, the usual person.

In: a kernel. Out: windows with their ends settled, the stretches of time within which a result stays the
same, and facts that put a person in scope. Facts that nobody needs stay unknown, so a result found here
holds for everybody it is said of: what would depend on more comes out as 缺资料.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import attrs

from polc.compiler.expressions import Environment, value
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import (
    FALSE,
    TRUE,
    And,
    Choice,
    Compare,
    Const,
    EntryResult,
    Expr,
    FieldRef,
    Form,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    Op,
    Or,
    Pick,
    Reached,
    ReadingOf,
    Row,
    StateRef,
    walk,
)
from polc.compiler.readings import bounds_of
from polc.dsl.values import Given, Result, distinct

ONE_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Window:
    """A row of a 时段: `first` and `last` are closed days, None where open or not settled."""

    choice: Choice
    row: Row
    first: date | None
    last: date | None

    @property
    def name(self) -> str:
        """What the notice calls it."""
        return self.row.outcome

    @property
    def days(self) -> tuple[date, date] | None:
        """Both ends, where both are known."""
        return None if self.first is None or self.last is None else (self.first, self.last)


@attrs.frozen(kw_only=True)
class Stretch:
    """Days `first` to `last` (closed) of one window, in which no date of a rule falls."""

    window: Window
    first: date
    last: date


@attrs.frozen(kw_only=True)
class People:
    """Some people: what they're called, what is known of them, the kernel in which they belong."""

    name: str
    facts: Mapping[str, Given | None]
    kernel: Kernel


# ---- values that depend on nobody -------------------------------------------------------------------
def ground(kernel: Kernel) -> Environment:
    """What is known when nothing is told: standards and groups decided, every fact unknown."""
    known = evaluate(kernel, {decl.name: None for decl in kernel.inputs})
    return Environment(
        kernel=kernel,
        inputs={decl.name: None for decl in kernel.inputs},
        readings={decl.name: decl.adopted or decl.readings[0].name for decl in kernel.assumptions},
        bounds=bounds_of(kernel),
        fields={name: found.result for name, found in known.fields.items()},
    )


def settled(expr: Expr, env: Environment) -> Result | None:
    """The value of an expression for everybody; None where readings or the entries of a list decide it."""
    return None if undecided(expr, env.kernel) or by_entry(expr) else value(expr, env)


def by_entry(expr: Expr) -> bool:
    """True for what is about the entries of a list."""
    return any(isinstance(part, ItemRef | StateRef | EntryResult) for part in walk(expr))


def undecided(expr: Expr, kernel: Kernel) -> bool:
    """True when an assumption without an adopted reading takes part."""
    names = [part.assumption for part in walk(expr) if isinstance(part, ReadingOf)]
    return any(kernel.assumption_by_name[name].adopted is None for name in names)


def _day(expr: Expr | None, env: Environment) -> date | None:
    found = None if expr is None else settled(expr, env)
    return found if isinstance(found, date) else None


def windows(env: Environment) -> tuple[Window, ...]:
    """All windows, in the order of the file."""
    return tuple(
        Window(choice=choice, row=row, first=_day(row.low, env), last=_day(row.high, env))
        for choice in env.kernel.choices
        if choice.form is Form.WINDOW
        for row in choice.rows
    )


# ---- what depends on what ---------------------------------------------------------------------------
def due_field(kernel: Kernel) -> str | None:
    """What is owed before any relief: the price of the benefits, traced back through identities."""
    if not kernel.benefits:
        return None
    name = kernel.benefits[0].price
    while kernel.choice_of[name].form is Form.IDENTITY:
        read = [e.name for e in _expressions(kernel, kernel.choice_of[name]) if isinstance(e, FieldRef)]
        money = [field for field in read if kernel.field_by_name[field].type.kind is Kind.MONEY]
        owed = [field for field in money if kernel.choice_of[field].form is not Form.GRANT]
        if not owed:
            return name
        name = owed[0]
    return name


def _expressions(kernel: Kernel, choice: Choice) -> Iterator[Expr]:
    """Everything a choice is made of, rows first, with the readings and the entry rules it may read."""
    pending = _written_in(choice)
    while pending:
        for part in walk(pending.pop(0)):
            yield part
            if isinstance(part, EntryResult):
                pending += _written_in(kernel.entry_rule_by_name[part.rule])
            if isinstance(part, ReadingOf):
                decl = kernel.assumption_by_name[part.assumption]
                used = [decl.reading(decl.adopted)] if decl.adopted else decl.readings
                pending += [r.meaning for r in used if not isinstance(r.meaning, Pick)]


def _written_in(choice: Choice) -> list[Expr]:
    found = [e for row in choice.rows for e in (row.guard, *row.values)]
    found += choice.otherwise
    found += [e for e in (choice.gate, choice.tie, choice.ceiling) if e is not None]
    return found + ([choice.pick] if isinstance(choice.pick, ReadingOf) else [])


def behind(kernel: Kernel, field: str) -> tuple[Choice, ...]:
    """The choice that fills `field` and those it reads, directly or not."""
    found: dict[str, Choice] = {}
    pending = [field]
    while pending:
        choice = kernel.choice_of[pending.pop()]
        if choice.name not in found:
            found[choice.name] = choice
            pending += [e.name for e in _expressions(kernel, choice) if isinstance(e, FieldRef)]
    return tuple(choice for choice in kernel.choices if choice.name in found)


def stretches(fields: tuple[str, ...], env: Environment) -> tuple[Stretch, ...]:
    """The windows that `fields` depend on, cut on the days on which the rules behind them may change."""
    choices = tuple({c.name: c for field in fields for c in behind(env.kernel, field)}.values())
    found = []
    for window in windows(env):
        if window.choice in choices and window.days is not None:
            first, last = window.days
            cuts = _cuts(choices, window.choice.axis or "", (first, last), env)
            starts = [first, *(cut for cut in cuts if first < cut <= last)]
            ends = [*(start - ONE_DAY for start in starts[1:]), last]
            found += [Stretch(window=window, first=a, last=b) for a, b in zip(starts, ends, strict=True)]
    return tuple(found)


def _cuts(choices: tuple[Choice, ...], axis: str, days: tuple[date, date], env: Environment) -> list[date]:
    """The days on which a condition about `axis` and nothing else about a person changes its answer."""
    cuts: set[date] = set()
    parts = (part for choice in choices for part in _expressions(env.kernel, choice))
    for part in dict.fromkeys(p for p in parts if isinstance(p, Compare | Reached)):
        if by_entry(part) or {e.name for e in walk(part) if isinstance(e, InputRef)} != {axis}:
            continue
        day = _day(part.right, env) if isinstance(part, Compare) and part.left == InputRef(axis) else None
        if day is None or (isinstance(part, Compare) and part.op in (Op.EQ, Op.NE)):
            cuts |= _changes(part, axis, days, env)
        elif isinstance(part, Compare):
            cuts.add(_first_changed(part.op, day))
    return sorted(cuts)


def _changes(part: Expr, axis: str, days: tuple[date, date], env: Environment) -> set[date]:
    """The days, after the first, on which `part` is no longer what it was the day before."""
    first, last = days
    every = [first + ONE_DAY * n for n in range((last - first).days + 1)]
    answers = [value(part, attrs.evolve(env, inputs={**env.inputs, axis: day})) for day in every]
    return {day for day, before, now in zip(every[1:], answers, answers[1:], strict=False) if before != now}


def _first_changed(op: Op, day: date) -> date:
    return day if op in (Op.GE, Op.LT) else day + ONE_DAY


# ---- people -----------------------------------------------------------------------------------------
def usual_facts(kernel: Kernel, field: str) -> dict[str, Given | None]:
    """The fewest facts that put somebody in scope of `field`; empty where everybody is, or none is found."""
    gate = kernel.choice_of[field].gate
    facts = None if gate is None else facts_for(kernel, gate, wanted=True)
    return dict(facts or {})


def facts_for(kernel: Kernel, expr: Expr, *, wanted: bool) -> dict[str, Given | None] | None:
    """是非 facts under which `expr` comes out as `wanted`; None where facts of that kind can't do it."""
    match expr:
        case Const(known):
            return {} if known is wanted else None
        case InputRef(name):
            return {name: wanted} if kernel.input_by_name[name].type.kind is Kind.BOOL else None
        case Not(item):
            return facts_for(kernel, item, wanted=not wanted)
        case And(items) | Or(items):
            found = [facts_for(kernel, item, wanted=wanted) for item in items]
            return (
                _together(found)
                if isinstance(expr, And) is wanted
                else next((f for f in found if f is not None), None)
            )
        case FieldRef(name):
            return _facts_for_group(kernel, kernel.choice_of[name], wanted=wanted)
        case _:
            return None


def _together(found: list[dict[str, Given | None] | None]) -> dict[str, Given | None] | None:
    merged: dict[str, Given | None] = {}
    for facts in found:
        if facts is None or any(merged.get(name, held) != held for name, held in facts.items()):
            return None
        merged |= facts
    return merged


def _facts_for_group(kernel: Kernel, choice: Choice, *, wanted: bool) -> dict[str, Given | None] | None:
    if choice.form is not Form.GROUP:
        return None
    found = [facts_for(kernel, row.guard, wanted=wanted) for row in choice.rows]
    return next((facts for facts in found if facts is not None), None) if wanted else _together(found)


@attrs.frozen(kw_only=True)
class Usual:
    """The people in scope of whom none of `special` is true, and `taken` is what it is by default.

    Nothing else is known of them.
    """

    people: People
    special: tuple[str, ...]
    taken: tuple[str, ...]


def usual_people(kernel: Kernel, fields: tuple[str, ...], stretched: tuple[Stretch, ...]) -> Usual:
    """Whom the results of `fields` hold for when nothing singles a person out.

    Begins with every name by which their rules tell people apart, and gives up those that make no
    difference: what is left must be false of somebody for the results to be theirs.
    """
    small = _only(kernel, fields)
    taken = list(_with_default(kernel, stretched))
    needed = [*special_names(kernel, fields), *taken]
    facts = usual_facts(kernel, fields[0])
    wanted = _answers(_nobody_special(small, facts, needed), fields, stretched)
    for name in reversed(needed.copy()):
        fewer = [other for other in needed if other != name]
        if _answers(_nobody_special(small, facts, fewer), fields, stretched) == wanted:
            needed = fewer
    return Usual(
        people=_nobody_special(small, facts, needed),
        special=tuple(name for name in needed if name not in taken),
        taken=tuple(name for name in needed if name in taken),
    )


def _with_default(kernel: Kernel, stretched: tuple[Stretch, ...]) -> Iterator[str]:
    """The numbers, amounts, days and options that have a value where nothing is said."""
    axes = {stretch.window.choice.axis for stretch in stretched}
    for decl in kernel.inputs:
        if decl.type.kind is not Kind.BOOL and decl.default is not None and decl.name not in axes:
            yield decl.name


def special_names(kernel: Kernel, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The groups and 是非 facts that the rules of `fields` tell people apart by."""
    rows = [row for field in fields for row in kernel.choice_of[field].rows]
    return distinct(name for row in rows for part in walk(row.guard) if (name := _person_word(kernel, part)))


def _person_word(kernel: Kernel, part: Expr) -> str:
    if isinstance(part, FieldRef) and kernel.choice_of[part.name].form is Form.GROUP:
        return part.name
    if isinstance(part, InputRef) and kernel.input_by_name[part.name].type.kind is Kind.BOOL:
        return part.name
    return ""


def _nobody_special(kernel: Kernel, facts: Mapping[str, Given | None], names: list[str]) -> People:
    """`names` are false or what they are by default, every other fact outside `facts` is unknown."""
    unknown = {decl.name: None for decl in kernel.inputs if decl.name not in names}
    bools = _bools(kernel)
    denied = {name: False for name in names if name in bools}
    for name in names:
        kernel = kernel if name in kernel.input_by_name else _with_group(kernel, name, belongs=False)
    title = "一般参保人员" if kernel.benefits else "一般情形"
    return People(name=title, facts={**unknown, **denied, **facts}, kernel=kernel)


def _bools(kernel: Kernel) -> list[str]:
    return [decl.name for decl in kernel.inputs if decl.type.kind is Kind.BOOL]


def _answers(people: People, fields: tuple[str, ...], stretched: tuple[Stretch, ...]) -> list[Result]:
    """What comes out on the first and the last day of each stretch."""
    found = []
    for stretch in stretched:
        for day in (stretch.first, stretch.last):
            person = {**people.facts, stretch.window.choice.axis or "": day}
            evaluated = evaluate(people.kernel, person)
            found += [evaluated.result(field) for field in fields]
    return found


def _only(kernel: Kernel, fields: tuple[str, ...]) -> Kernel:
    """The kernel cut down to what decides `fields`."""
    kept = {choice.name for field in fields for choice in behind(kernel, field)}
    choices = tuple(choice for choice in kernel.choices if choice.name in kept)
    filled = {name for choice in choices for name in choice.fields}
    parts = (part for choice in choices for part in _expressions(kernel, choice))
    read = {part.assumption for part in parts if isinstance(part, ReadingOf)}
    return attrs.evolve(
        kernel,
        choices=choices,
        fields=tuple(decl for decl in kernel.fields if decl.name in filled),
        assumptions=tuple(decl for decl in kernel.assumptions if decl.name in read),
    )


def special_people(kernel: Kernel, field: str, usual: Usual) -> tuple[People, ...]:
    """For each name the people of whom it's true, and nothing else that sets people apart."""
    small, facts = _only(kernel, (field,)), usual_facts(kernel, field)
    names = [n for n in usual.special if n in small.input_by_name or n in small.field_by_name]
    here = [name for name in special_names(kernel, (field,)) if name in names]
    return tuple(_only_special(small, facts, name, names, usual.taken) for name in here)


def _only_special(
    kernel: Kernel, facts: Mapping[str, Given | None], name: str, names: list[str], taken: tuple[str, ...]
) -> People:
    """The usual people but for `name`, and for what is true of everybody of whom that is."""
    seen = kernel if name in kernel.input_by_name else _with_group(kernel, name, belongs=True)
    known = {**facts, **_true(kernel, [name])}
    implied = [other for other in names if other != name and _follows(seen, known, other)]
    denied = [other for other in names if other != name and other not in implied]
    if name not in kernel.input_by_name and _shut_out(kernel, name, denied):
        parts = (part for c in behind(kernel, name) for part in _expressions(kernel, c))
        inside = {part.name for part in parts if isinstance(part, InputRef)}
        denied = [other for other in denied if other not in inside]
    people = _nobody_special(seen, {**known, **_true(kernel, implied)}, [*denied, *taken])
    shown = people.kernel
    for group in implied:
        shown = shown if group in shown.input_by_name else _with_group(shown, group, belongs=True)
    return People(name=name, facts=people.facts, kernel=shown)


def _true(kernel: Kernel, names: list[str]) -> dict[str, Given | None]:
    return {name: True for name in names if name in kernel.input_by_name}


def _follows(kernel: Kernel, known: Mapping[str, Given | None], name: str) -> bool:
    """Whether `name` is true of everybody of whom `known` is, by a 关系 or by what a group holds."""
    nobody = {decl.name: None for decl in kernel.inputs} | dict(known)
    if name not in kernel.input_by_name:
        return evaluate(kernel, nobody).result(name) is True
    env = attrs.evolve(ground(kernel), inputs={**nobody, name: False})
    return any(value(relation.condition, env) is False for relation in kernel.relations)


def _shut_out(kernel: Kernel, group: str, denied: list[str]) -> bool:
    """Whether nobody of whom `denied` is false can belong to `group`."""
    facts = {decl.name: False if decl.name in denied else None for decl in kernel.inputs}
    return evaluate(kernel, facts).result(group) is False


def _with_group(kernel: Kernel, group: str, *, belongs: bool) -> Kernel:
    """The kernel seen by somebody of whom it's known whether they belong to `group`, and not why."""
    choice = kernel.choice_of[group]
    row = attrs.evolve(choice.rows[0], guard=TRUE, values=(TRUE if belongs else FALSE,))
    settled_choice = attrs.evolve(choice, rows=(row,), beats=())
    choices = tuple(settled_choice if other is choice else other for other in kernel.choices)
    return attrs.evolve(kernel, choices=choices)
