"""What a condition or a value comes to for one person; "Conditions", "Values", "Looking into a list"."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial, reduce
from typing import Protocol

import attrs

from model.files import Header, Program
from model.kinds import kind_of, parts
from model.values import (
    STATUS,
    Bounds,
    Calendar,
    Entries,
    Length,
    Missing,
    Money,
    NotApplicable,
    Open,
    Result,
    Status,
    Value,
    birthday,
    compare,
    counted_days,
    counted_months,
    days_later,
    divided,
    length,
    money_sum,
    months_later,
    plus,
    reached,
    rounded,
    silent,
    snapped,
    steps,
    strict,
    times,
    to_multiple,
    together,
)
from polc.dsl import nodes
from polc.dsl.counting import Count
from polc.dsl.values import RoundMode, Unit


@attrs.frozen(eq=False)
class Here:
    """Where an expression stands: under which header, at which entry of which list, in which month."""

    header: Header
    list: str = ""
    entry: dict[str, Result] = attrs.field(factory=dict)
    before: dict[str, Result] = attrs.field(factory=dict)
    month: Result | None = None


class World(Protocol):
    """One person, and what a name comes to for them (`decide.py`)."""

    program: Program
    person: dict[str, Value | Entries | None]
    bounds: Bounds

    def named(self, name: str) -> Result: ...
    def per_entry(self, rule: str, here: Here) -> Result: ...
    def in_month(self, rule: str, first: date) -> Result: ...
    def reading(self, assumption: str, here: Here) -> Result: ...
    def options_of(self, block: str) -> tuple[str, ...]: ...


# ---- conditions -------------------------------------------------------------------------------------
def holds(world: World, expr: nodes.Expr, here: Here) -> bool | Status:
    """True, false, or what leaves it open. 不适用 doesn't hold."""
    return held(value(world, expr, here))


def held(found: Result) -> bool | Status:
    if isinstance(found, NotApplicable):
        return False
    assert isinstance(found, bool | Missing | Open), found
    return found


def all_hold(parts: list[bool | Status]) -> bool | Status:
    """Strong Kleene 且."""
    if any(part is False for part in parts):
        return False
    open_ = [part for part in parts if not isinstance(part, bool)]
    return together(open_) if open_ else True


def any_holds(parts: list[bool | Status]) -> bool | Status:
    """Strong Kleene 或."""
    if any(part is True for part in parts):
        return True
    open_ = [part for part in parts if not isinstance(part, bool)]
    return together(open_) if open_ else False


def negated(part: bool | Status) -> bool | Status:
    return not part if isinstance(part, bool) else part


def compared(world: World, word: str, left: Result, right: Result) -> bool | Status:
    """A comparison over 不适用 is false; over another status it is open."""
    return held(strict([left, right], lambda a, b: compare(word, a, b, world.bounds)))


def _comparison(world: World, expr: nodes.Comparison, here: Here) -> bool | Status:
    left, right = value(world, expr.left, here), value(world, expr.right, here)
    word, swapped, turned = {
        "早于": ("<", False, False),
        "低于": ("<", False, False),
        "不早于": ("<=", True, False),
        "不低于": ("<=", True, False),
        "晚于": ("<", True, False),
        "超过": ("<", True, False),
        "不晚于": ("<=", False, False),
        "不超过": ("<=", False, False),
        "是": ("==", False, False),
        "不是": ("==", False, True),
    }[expr.comparator.value]
    if isinstance(strict([left, right], lambda a, b: True), NotApplicable):
        return False  # 不是 is a comparison too
    found = compared(world, word, right, left) if swapped else compared(world, word, left, right)
    return negated(found) if turned else found


def _in_windows(world: World, names: tuple[nodes.Name, ...]) -> bool | Status:
    """在 A、B: the part of the 时段 (or the class) is one of these; a 时段's own name means any of its."""
    asked: dict[str, set[str]] = {}
    for name in names:
        block = world.program.options.get(name.text)
        if name.text in world.program.blocks:
            asked.setdefault(name.text, set()).update(world.options_of(name.text))
        else:
            assert block is not None, name.text
            asked.setdefault(block, set()).add(name.text)
    return any_holds(
        [held(strict([world.named(b)], lambda v, some=some: v in some)) for b, some in asked.items()]
    )


def _aged(world: World, expr: nodes.Aged, here: Here) -> bool | Status:
    """截至 D 满N周岁: D is on or after the Nth birthday; 未满 is the opposite."""
    assert world.program.birth is not None and here.header.leap is not None
    rule = here.header.leap
    both = [value(world, world.program.birth, here), value(world, expr.day, here)]
    found = held(strict(both, lambda birth, day: day >= birthday(birth, expr.years, rule)))
    return found if expr.reached else negated(found)


def _condition(world: World, expr: nodes.Expr, here: Here) -> bool | Status:
    match expr:
        case nodes.Chain(connective=nodes.Connective.AND, items=items):
            return all_hold([holds(world, item, here) for item in items])
        case nodes.Chain(items=items):
            return any_holds([holds(world, item, here) for item in items])
        case nodes.Negation(item=item):
            return negated(holds(world, item, here))
        case nodes.Comparison():
            return _comparison(world, expr, here)
        case nodes.IsAny(item=item, names=names):
            wanted = {name.text for name in names}
            return held(strict([value(world, item, here)], lambda found: found in wanted))
        case nodes.Between(item=item, low=low, high=high):
            found = value(world, item, here)
            ends = value(world, low, here), value(world, high, here)
            return all_hold([compared(world, "<=", ends[0], found), compared(world, "<=", found, ends[1])])
        case nodes.InWindows(names=names):
            return _in_windows(world, names)
        case nodes.Aged():
            return _aged(world, expr, here)
        case nodes.Listed(names=names, closing=closing, open=open_):
            more = [closing] if closing else []
            parts = [holds(world, name, here) for name in (*names, *more)]
            return any_holds(parts if open_ is None else [*parts, silent(open_)])
    raise TypeError(expr)


# ---- values -----------------------------------------------------------------------------------------
def value(world: World, expr: nodes.Expr, here: Here) -> Result:
    """The value of an expression, or the status it has."""
    match expr:
        case nodes.Name(text=text):
            return _name(world, text, here)
        case nodes.DateLiteral() | nodes.IntLiteral() | nodes.BoolLiteral():
            return expr.value
        case nodes.RateLiteral(value=rate):
            return Fraction(rate)
        case nodes.MoneyLiteral(fen=fen):
            return Money(Fraction(fen))
        case nodes.DurationLiteral(value=found):
            return length(found.count, found.unit)
        case nodes.Closed(value=inner, closings=closings):
            return closed(world, value(world, inner, here), closings, here)
        case nodes.Paren(inner=inner):
            return value(world, inner, here)
        case nodes.Sum():
            return _sum(world, expr, here)
        case nodes.Product(left=left, right=right):
            return strict([value(world, left, here), value(world, right, here)], times)
        case nodes.ShareOf(base=base, rate=rate):
            return strict([value(world, base, here)], lambda whole: times(whole, Fraction(rate)))
        case nodes.SnapOf(base=base, snap=to):
            return strict([value(world, base, here)], lambda day: snapped(day, to))
        case nodes.YearOf(base=base):
            return strict([value(world, base, here)], lambda day: day.year)
        case nodes.Quotient(left=left, divisor=divisor):
            return strict([value(world, left, here), value(world, divisor, here)], divided)
        case nodes.Excess(item=item, limit=limit):
            above = strict([value(world, item, here), value(world, limit, here)], lambda a, b: plus(a, b, -1))
            return strict([above], lambda some: further(world, True, some, zero_like(some)))
        case nodes.StepsOf(item=item, size=size, each=each, up=up):
            often = strict([value(world, part, here) for part in (item, size)], partial(steps, up=up))
            return strict([often, value(world, each, here)], times)
        case nodes.ElapsedOf(start=start, end=end):
            both = [value(world, start, here), value(world, end, here)]
            return strict(both, lambda a, b: _elapsed(expr, a, b, here))
        case nodes.Extreme(which=which, items=items):
            greatest = which in (nodes.Furthest.GREATER, nodes.Furthest.LATER)
            return reduce(partial(further, world, greatest), [value(world, item, here) for item in items])
        case nodes.ThisMonth(snap=to):
            assert here.month is not None
            return strict([here.month], lambda day: snapped(day, to))
        case nodes.Exists() | nodes.Every() | nodes.CountOf() | nodes.FoldOf():
            return _fold(world, expr, here)
        case nodes.MonthTotal():
            return _months(world, expr, here)
        case _:
            return _condition(world, expr, here)


def _name(world: World, name: str, here: Here) -> Result:
    """A column, rule or running value of the entry at hand, a fact, or what something decides."""
    program = world.program
    if name in here.entry:
        return here.entry[name]
    if name in here.before:
        return here.before[name]
    block = program.blocks.get(name)
    if (
        here.list
        and block is not None
        and isinstance(block.item, nodes.Rule)
        and block.item.entries is not None
    ):
        return world.per_entry(name, here)
    if name in program.facts:
        given = world.person[name]
        assert not isinstance(given, Entries)
        return Missing(frozenset({name})) if given is None else given
    if name in program.assumptions:
        return world.reading(name, here)
    if name in here.header.days:
        return value(world, here.header.days[name], here)
    if name in program.days:
        day, header = program.days[name]
        return value(world, day, Here(header))
    return world.named(name) if block is not None or name in program.outputs else name


def _sum(world: World, expr: nodes.Sum, here: Here) -> Result:
    sign = 1 if expr.op is nodes.SumOp.PLUS else -1

    def moved(left: Value, right: Value) -> Result:
        return _moved(world, left, sign, right, here) if isinstance(left, date) else plus(left, right, sign)

    return strict([value(world, expr.left, here), value(world, expr.right, here)], moved)


def _moved(world: World, day: date, sign: int, by: Value, here: Here) -> Result:
    """A day and a stretch of time."""
    assert isinstance(by, Length)
    count = sign * by.count
    if by.unit is Unit.DAY:
        return days_later(day, count)
    if by.unit is Unit.WORKDAY:
        calendar = calendar_of(world.program)
        found = calendar.moved(day, count)
        return silent("历法以外") if found is None else found
    assert here.header.months is not None
    return months_later(day, count, here.header.months)


def calendar_of(program: Program) -> Calendar:
    """All 历法 as one: each begins the day after another ends."""
    ends, off, on = [], set[date](), set[date]()
    for item in program.calendars:
        assert isinstance(item.range, nodes.ClosedRange)
        low, high = item.range.low, item.range.high
        assert isinstance(low, nodes.DateLiteral) and isinstance(high, nodes.DateLiteral)
        ends += [low.value, high.value]
        off |= _every_day(item.off)
        on |= _every_day(item.worked)
    return Calendar(min(ends), max(ends), frozenset(off), frozenset(on))


def _every_day(listed: tuple[nodes.Days, ...]) -> set[date]:
    ranges = (range(d.low.value.toordinal(), (d.high or d.low).value.toordinal() + 1) for d in listed)
    return {date.fromordinal(number) for each in ranges for number in each}


def _elapsed(expr: nodes.ElapsedOf, start: date, end: date, here: Here) -> int:
    less = {nodes.Ends.BOTH: 0, nodes.Ends.NEITHER: 2}.get(expr.ends, 1)
    match expr.count:
        case Count.DAYS:
            return counted_days(start, end, less)
        case Count.MONTHS:
            return counted_months(start, end, less)
        case Count.FULL_MONTHS:
            months = here.header.months
            assert months is not None
            return reached(start, end, lambda n: months_later(start, n, months))
        case Count.FULL_YEARS:
            leap = here.header.leap
            assert leap is not None
            return reached(start, end, lambda n: birthday(start, n, leap))


ZERO: dict[nodes.TypeWord | None, Value] = {
    nodes.TypeWord.MONEY: Money(Fraction(0)),
    nodes.TypeWord.RATE: Fraction(0),
}


def zero_like(item: Value) -> Value:
    return Money(Fraction(0)) if isinstance(item, Money) else type(item)(0)


def closed(world: World, found: Result, closings: tuple[nodes.Closing, ...], here: Here) -> Result:
    """保底, 封顶 and 舍入, from left to right."""
    for closing in closings:
        match closing:
            case nodes.Rounding(step=nodes.MoneyLiteral(fen=step), mode=mode):
                found = strict([found], lambda m, s=step, how=mode: rounded(m, s, how or RoundMode.HALF_UP))
            case nodes.Rounding(step=step, mode=mode):
                found = strict([found], lambda n, s=step.value, how=mode: to_multiple(n, s, how))
            case nodes.Floor(value=limit) | nodes.Cap(value=limit):
                found = further(world, isinstance(closing, nodes.Floor), found, value(world, limit, here))
    return found


def further(world: World, greatest: bool, item: Result, limit: Result) -> Result:
    """The higher or lower of two: the one that stands so to the other whatever is only bounded."""

    def found(one: Value, other: Value) -> Result:
        low, high = (other, one) if greatest else (one, other)
        if compared(world, "<=", low, high) is True:
            return one
        beyond = compared(world, "<=", high, low)
        return other if beyond is True else beyond

    return strict([item, limit], found)


def furthest(world: World, items: list[Value], greatest: bool) -> Result:
    """The highest or lowest; amounts known by bounds only where it's the same for all of them."""
    for item in items:
        if all(compared(world, "<=", *((o, item) if greatest else (item, o))) is True for o in items):
            return item
    return silent("哪项更高")


# ---- lists and months -------------------------------------------------------------------------------
def entries_of(world: World, name: str) -> list[dict[str, Result]] | Status:
    """The entries in the list's order; what isn't known of one is what the list lacks."""
    decl, given = world.program.lists[name], world.person[name]
    lacking = Missing(frozenset({name}))
    if not isinstance(given, Entries):
        return lacking
    columns = [column.name.text for column in decl.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in given.rows]
    order = [column.text for column in decl.order]
    if any(row[column] is None for row in rows for column in order):
        return lacking
    rows.sort(key=lambda row: [_rank(row[column]) for column in order])
    return [{c: lacking if cell is None else cell for c, cell in row.items()} for row in rows]


def in_list_order(world: World, name: str, given: Entries) -> list[int]:
    """The places of the entries as given, in the order in which `entries_of` tells them."""
    decl = world.program.lists[name]
    columns = [column.name.text for column in decl.columns]
    order = [columns.index(column.text) for column in decl.order]
    return sorted(range(len(given.rows)), key=lambda n: [_rank(given.rows[n][column]) for column in order])


def _rank(cell: object) -> object:
    return cell.fen if isinstance(cell, Money) else cell


def in_doubt(world: World, name: str, entries: list[dict[str, Result]]) -> bool:
    """True where entries tie in the order and differ."""
    order = [column.text for column in world.program.lists[name].order]
    return bool(order) and any(
        all(one[c] == other[c] for c in order) and one != other for one in entries for other in entries
    )


def running_names(world: World, name: str) -> list[str]:
    """The 累计 of a list."""
    blocks = world.program.blocks.items()
    return [n for n, b in blocks if isinstance(b.item, nodes.Running) and b.item.entries.text == name]


def walk_list(world: World, name: str, here: Here, *, running: bool) -> list[Here] | Status:
    """Each entry as a place to stand, with the running values before it; the last is after all entries."""
    entries = entries_of(world, name)
    if not isinstance(entries, list):
        return entries
    if running and in_doubt(world, name, entries):
        return silent("分不出先后")
    carried = running_names(world, name) if running else []
    blocks = world.program.blocks
    before = {n: value(world, blocks[n].item.start, Here(blocks[n].header)) for n in carried}
    places = []
    for entry in [*entries, {}]:
        places.append(attrs.evolve(here, list=name, entry=entry, before=before))
        if entry:
            before = {n: world.per_entry(n, places[-1]) for n in carried}
    return places


def _fold(world: World, expr: nodes.Expr, here: Here) -> Result:
    name, asked = expr.list.text, ("running", id(expr))
    running = world.program.once(asked, lambda: reads_running(world, name, expr))
    places = walk_list(world, name, here, running=running)
    if not isinstance(places, list):
        return places
    places = places[:-1]
    match expr:
        case nodes.Exists(condition=condition):
            return any_holds([holds(world, condition, place) for place in places])
        case nodes.Every(condition=condition, vacuous=vacuous):
            found = [holds(world, condition, place) for place in places]
            return all_hold(found) if found else vacuous
        case nodes.CountOf(condition=condition):
            chosen = [True if condition is None else holds(world, condition, place) for place in places]
            open_ = [part for part in chosen if not isinstance(part, bool)]
            return together(open_) if open_ else sum(part is True for part in chosen)
        case nodes.FoldOf():
            return _value_of(world, expr, places, here)
    raise TypeError(expr)


def _value_of(world: World, expr: nodes.FoldOf, places: list[Here], here: Here) -> Result:
    """A sum, a greatest or a least value; the status of an entry stands for all of them."""
    values: list[Result] = []
    doubtful: list[Status] = []
    for place in places:
        chosen = True if expr.condition is None else holds(world, expr.condition, place)
        if chosen is True:
            values.append(value(world, expr.value, place))
        elif not isinstance(chosen, bool):
            found = value(world, expr.value, place)
            doubtful += [chosen, *([found] if isinstance(found, Missing | Open) else [])]
    statuses = [v for v in values if isinstance(v, STATUS)]
    if statuses or doubtful:
        return together([*statuses, *doubtful])
    if values:
        if expr.word is nodes.FoldWord.TOTAL:
            return total(values)
        return furthest(world, values, expr.word in (nodes.FoldWord.GREATEST, nodes.FoldWord.LATEST))
    if expr.empty is not None:
        return value(world, expr.empty, attrs.evolve(here, list="", entry={}, before={}))
    if expr.word is nodes.FoldWord.TOTAL:
        return ZERO.get(kind_of(world.program, expr.value), 0)
    return NotApplicable("不在范围", "清单里没有符合的记录")


def total(values: list[Value]) -> Value:
    if isinstance(values[0], Money):
        return money_sum([(amount, 1) for amount in values])
    found = values[0]
    for other in values[1:]:
        found = plus(found, other)
    return found


def reads_running(world: World, name: str, expr: object, seen: frozenset[str] = frozenset()) -> bool:
    """True where what is asked of a list hangs on a 累计 of it, itself or through a 规定 每笔."""
    for node in parts(expr):
        block = world.program.blocks.get(node.text) if isinstance(node, nodes.Name) else None
        if block is None or node.text in seen:
            continue
        if isinstance(block.item, nodes.Running) and block.item.entries.text == name:
            return True
        entrywise = isinstance(block.item, nodes.Rule) and block.item.entries is not None
        if entrywise and reads_running(world, name, block.item.rows, seen | {node.text}):
            return True
    return False


def _months(world: World, expr: nodes.MonthTotal, here: Here) -> Result:
    """合计 RULE 自 A 至 B: the months from A's to B's, both included."""
    first, last = value(world, expr.low, here), value(world, expr.high, here)
    assert isinstance(first, date) and isinstance(last, date)
    parts, year, month = list[Result](), first.year, first.month
    while (year, month) <= (last.year, last.month):
        parts.append(world.in_month(expr.rule.text, date(year, month, 1)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return strict(parts, lambda *all_: total(list(all_)))
