"""What an expression means: the value, or the status, it has for one person.

In: an `Expr` and an `Environment` (facts, readings, fields decided so far). Out: a `Result`; for a
condition true, false, or the status that keeps it open. Arithmetic absorbs statuses; conditions follow
strong Kleene logic, so one known answer can settle them whatever the unknown ones are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial, reduce
from itertools import islice, pairwise
from typing import TypeAlias

import attrs

from polc.compiler.arithmetic import (
    ORDER,
    absorb,
    compare_amounts,
    divided,
    minus,
    plus,
    rounded,
    steps,
    times,
)
from polc.compiler.kernel import (
    Add,
    And,
    Clamp,
    Compare,
    Const,
    Divide,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    InputRef,
    ItemRef,
    Kernel,
    Not,
    OneOf,
    Op,
    Or,
    ParamRef,
    Pick,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StateRef,
    Steps,
    Sub,
)
from polc.dsl.counting import Calendar, add_workdays, elapsed
from polc.dsl.text import Bounds, date_text
from polc.dsl.values import (
    Amount,
    Duration,
    Given,
    Missing,
    MonthRule,
    NotApplicable,
    Plain,
    Records,
    Result,
    Status,
    Undetermined,
    Unit,
    add_duration,
    birthday,
    is_status,
    meet,
    snap,
)

Holds: TypeAlias = bool | Missing | Undetermined
Entry: TypeAlias = dict[str, Result]
INCOMPARABLE = "哪一项更高取决于未写明的数"


def _no_entry_rule(name: str, env: Environment) -> Result:
    raise TypeError(f"nothing here decides the entry rule {name}")


@attrs.define(kw_only=True)
class Environment:
    """What is known while one person is evaluated; `fields` grows choice by choice.

    Inside a fold `entry` holds the columns of the entry at hand, the `number`-th as given, and `states` the
    running values; `judge` decides an entry rule (the interpreter supplies it).
    """

    kernel: Kernel
    inputs: Mapping[str, Given | None]
    readings: Mapping[str, str]
    bounds: Bounds
    fields: dict[str, Result]
    entry: Mapping[str, Result] = attrs.field(factory=dict)
    number: int = 0
    states: Mapping[str, Result] = attrs.field(factory=dict)
    judge: Callable[[str, Environment], Result] = _no_entry_rule


def condition(expr: Expr, env: Environment) -> Holds:
    """True, false, or the status that leaves it open. 不适用 in a condition's place doesn't hold."""
    result = value(expr, env)
    if isinstance(result, NotApplicable):
        return False
    if isinstance(result, Holds):
        return result
    raise TypeError(f"a condition can't be {result!r}")


def value(expr: Expr, env: Environment) -> Result:
    """The value or status of any expression."""
    match expr:
        case Const(known):
            return known
        case Silent(status):
            return status
        case InputRef(name):
            given = env.inputs[name]
            if isinstance(given, Records):
                raise TypeError(f"{name} is a list, not a value")
            return Missing(inputs=(name,)) if given is None else given
        case FieldRef(name):
            return env.fields[name]
        case ParamRef(name):
            return Amount(Fraction(0), ((name, Fraction(1)),))
        case ReadingOf(name):
            return _reading(name, env)
        case ItemRef(_, column):
            return env.entry[column]
        case StateRef(name):
            return env.states[name]
        case EntryResult(name):
            return env.judge(name, env)
        case Fold():
            return _fold_list(expr, env)
        case And() | Or() | Not() | Compare() | Reached() | OneOf():
            return _logic(expr, env)
        case _:
            return _arithmetic(expr, env)


def _reading(name: str, env: Environment) -> Result:
    meaning = env.kernel.assumption_by_name[name].reading(env.readings[name]).meaning
    if isinstance(meaning, Pick):
        raise TypeError(f"{name} is a way to combine, not a value")
    return value(meaning, env)


# ---- conditions -------------------------------------------------------------------------------------
def _logic(expr: And | Or | Not | Compare | Reached | OneOf, env: Environment) -> Holds:
    match expr:
        case And(items):
            return _kleene([condition(item, env) for item in items], decisive=False)
        case Or(items):
            return _kleene([condition(item, env) for item in items], decisive=True)
        case Not(item):
            held = condition(item, env)
            return not held if isinstance(held, bool) else held
        case Compare(op, left, right):
            return _compare(op, value(left, env), value(right, env), env)
        case Reached(birth, years, day, rule):
            return _strict([value(birth, env), value(day, env)], lambda b, d: d >= birthday(b, years, rule))
        case OneOf(item, options):
            return _strict([value(item, env)], lambda chosen: chosen in options)


def _kleene(held: list[Holds], *, decisive: bool) -> Holds:
    if any(h is decisive for h in held):
        return decisive
    open_ = [h for h in held if not isinstance(h, bool)]
    return _narrow(meet(open_)) if open_ else not decisive


def _strict(operands: list[Result], test: Callable[..., bool]) -> Holds:
    """A test over values: false when one is 不适用, open when one has another status."""
    found = [r for r in operands if is_status(r)]
    return _narrow(meet(found)) if found else test(*operands)


def _narrow(status: Status) -> Holds:
    return False if isinstance(status, NotApplicable) else status


def _compare(op: Op, left: Result, right: Result, env: Environment) -> Holds:
    if isinstance(left, Amount) and isinstance(right, Amount):
        return compare_amounts(op, left, right, env.bounds)
    if op is Op.EQ:
        return _strict([left, right], lambda a, b: bool(a == b))
    if op is Op.NE:
        return _strict([left, right], lambda a, b: bool(a != b))
    return _strict([left, right], ORDER[op])


# ---- arithmetic -------------------------------------------------------------------------------------
def _arithmetic(expr: Expr, env: Environment) -> Result:
    match expr:
        case Add(left, right):
            return absorb([value(left, env), value(right, env)], plus)
        case Sub(left, right):
            return absorb([value(left, env), value(right, env)], minus)
        case Scale(item, factor):
            return absorb([value(item, env), value(factor, env)], times)
        case Divide(item, by):
            return absorb([value(item, env), value(by, env)], divided)
        case Shift(day, length, sign, rule):
            return absorb([value(day, env), value(length, env)], partial(_shift, env, sign, rule))
        case SnapTo(day, to):
            return absorb([value(day, env)], lambda d: snap(d, to))
        case Elapsed(count, start, end, extra, months, leap):
            ends = [value(start, env), value(end, env)]
            return absorb(ends, lambda a, b: Fraction(elapsed(count, a, b, extra, months, leap)))
        case Steps(item, size, up):
            return absorb([value(item, env)], lambda n: steps(n, size, up))
        case Clamp(item, low, high):
            return _clamp(value(item, env), low, high, env)
        case Round(item, step, mode):
            return absorb([value(item, env)], lambda a: rounded(a, step, mode))
        case _:
            raise TypeError(f"no arithmetic: {expr!r}")


def _clamp(item: Result, low: Expr | None, high: Expr | None, env: Environment) -> Result:
    """First the floor, then the cap."""
    for end, beyond in ((low, Op.LE), (high, Op.GE)):
        if end is not None:
            item = absorb([item, value(end, env)], partial(_bounded, beyond, env))
    return item


def _bounded(beyond: Op, env: Environment, item: Plain, limit: Plain) -> Result:
    """The limit where the value stands `beyond` it, for every θ; 待定 where that hangs on θ."""
    within = Op.GE if beyond is Op.LE else Op.LE
    if _compare(within, item, limit, env) is True:
        return item
    out = _compare(beyond, item, limit, env)
    return limit if out is True else out


def _shift(env: Environment, sign: int, rule: MonthRule, day: date, length: Duration) -> Result:
    """A day moved by a length of time; working days need the calendar and stay inside it."""
    if length.unit is not Unit.WORKDAY:
        return add_duration(day, sign * length.count, length.unit, rule)
    calendar = env.kernel.calendar
    found = None if calendar is None else add_workdays(calendar, day, sign * length.count)
    return outside_calendar(calendar) if found is None else found


def outside_calendar(calendar: Calendar | None) -> Undetermined:
    """Where working days can't be counted: without a calendar, or beyond its days."""
    if calendar is None:
        return Undetermined(reasons=("没有给出工作日历",))
    return Undetermined(reasons=(f"{calendar.name}只列到{date_text(calendar.last)}",))


# ---- lists ------------------------------------------------------------------------------------------
def in_no_order(name: str) -> Undetermined:
    """Where two entries of a list that differ come at the same place."""
    return Undetermined(reasons=(f"“{name}”里有几条分不出先后，“先后”要再写一项",))


def _fold_list(fold: Fold, env: Environment) -> Result:
    """One value out of a list: its entries in order, the running values kept alongside."""
    entries = entries_of(fold, env)
    if not isinstance(entries, list):
        return entries
    asked: list[tuple[Holds, Result]] = []
    walk = walk_list(fold, entries, env)
    for here in islice(walk, len(entries)):
        chosen = True if fold.how is FoldHow.FINAL else condition(fold.where, here)
        if chosen is not False:
            asked.append((chosen, _asked(fold, here)))
    after = next(walk)
    return value(fold.value, after) if fold.how is FoldHow.FINAL else _combined(fold, asked, env)


def _asked(fold: Fold, here: Environment) -> Result:
    """What is asked of one entry: nothing where entries are counted, or only what is left after the last."""
    return True if fold.how in (FoldHow.COUNT, FoldHow.FINAL) else value(fold.value, here)


def walk_list(fold: Fold, entries: list[tuple[int, Entry]], env: Environment) -> Iterator[Environment]:
    """What is known at each entry, running values included, and at last after them all."""
    states = {state.name: value(state.start, env) for state in fold.states}
    for number, entry in entries:
        here = attrs.evolve(env, entry=entry, number=number, states=states)
        yield here
        states = {state.name: value(state.step, here) for state in fold.states}
    yield attrs.evolve(env, states=states)


def entries_of(fold: Fold, env: Environment) -> list[tuple[int, Entry]] | Status:
    """The entries as columns by name, in the list's order; a tie in it leaves running values open.

    Each has its number as given, from 1.
    """
    decl, given = env.kernel.input_by_name[fold.list], env.inputs[fold.list]
    unknown = Missing(inputs=(decl.name,))
    if not isinstance(given, Records):
        return unknown
    names = [column.name for column in decl.columns]
    rows = [dict(zip(names, row, strict=True)) for row in given.rows]
    order = list(range(len(rows)))
    if decl.order:
        keys = [tuple(row[name] for name in decl.order) for row in rows]
        if any(cell is None for key in keys for cell in key):
            return unknown
        order = sorted(order, key=lambda number: tuple(map(_place, keys[number])))
        rows = [rows[number] for number in order]
        tied = any(keys[a] == keys[b] and rows[i] != rows[i + 1] for i, (a, b) in enumerate(pairwise(order)))
        if tied and fold.states:
            return in_no_order(decl.name)
    return [
        (number + 1, {name: unknown if cell is None else cell for name, cell in row.items()})
        for number, row in zip(order, rows, strict=True)
    ]


def _place(cell: Plain | None) -> Plain | None:
    """What a list is put in order by; a cell's amount is exact."""
    return cell.fen if isinstance(cell, Amount) else cell


def _combined(fold: Fold, asked: list[tuple[Holds, Result]], env: Environment) -> Result:
    """What the entries left give together: (does it belong, its value) for each."""
    open_ = [chosen for chosen, _ in asked if not isinstance(chosen, bool)]
    match fold.how:
        case FoldHow.EXISTS:
            return _kleene([_both(chosen, found) for chosen, found in asked], decisive=True)
        case FoldHow.EVERY if asked:
            return _kleene([_unless(chosen, found) for chosen, found in asked], decisive=False)
        case FoldHow.COUNT:
            return meet(open_) if open_ else Fraction(len(asked))
        case _:
            found = [found for chosen, found in asked if _counts(chosen, found)]
            return _value_of(fold, [*open_, *found], env)


def _counts(chosen: Holds, found: Result) -> bool:
    """不适用 of an entry that may not belong isn't what all come to."""
    return chosen is True or not isinstance(found, NotApplicable)


def _value_of(fold: Fold, found: list[Result], env: Environment) -> Result:
    """合计, 最高 or 最低 of the values found, `empty` where there are none; a status stands for all."""
    statuses: list[Status] = []
    values: list[Plain] = []
    for item in found:
        if isinstance(item, Status):
            statuses.append(item)
        else:
            values.append(item)
    if statuses:
        return meet(statuses)
    if not values:
        return value(fold.empty, env)
    if fold.how is FoldHow.SUM:
        return reduce(plus, values)
    return _furthest(values, Op.GE if fold.how is FoldHow.GREATEST else Op.LE, env)


def _both(chosen: Holds, found: Result) -> Holds:
    return _kleene([chosen, _held(found)], decisive=False)


def _unless(chosen: Holds, found: Result) -> Holds:
    outside = not chosen if isinstance(chosen, bool) else chosen
    return _kleene([outside, _held(found)], decisive=True)


def _held(found: Result) -> Holds:
    return _narrow(found) if is_status(found) else found is True


def _furthest(values: list[Plain], op: Op, env: Environment) -> Result:
    for item in values:
        if all(_compare(op, item, other, env) is True for other in values):
            return item
    return Undetermined(reasons=(INCOMPARABLE,))
