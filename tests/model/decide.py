"""What each name of a policy comes to for one person; "Rules" of the reference.

In: a `Program`, a person, the reading in force for each 假定. Out: an `Answer` for every name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import product

import attrs

from model import kinds
from model.expressions import (
    Here,
    all_hold,
    any_holds,
    closed,
    compared,
    held,
    holds,
    in_list_order,
    negated,
    plus,
    reads_running,
    value,
    walk_list,
)
from model.files import Block as Declared
from model.files import Header, Program
from model.passed_on import passed_on
from model.rows import Answer, Block, Fields, Row, decided, with_own
from model.values import (
    Bounds,
    Entries,
    Missing,
    Money,
    NotApplicable,
    Open,
    Result,
    Status,
    Value,
    silent,
    snapped,
    strict,
    times,
    together,
)
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.format import format_expr
from polc.dsl.values import Snap

NOTHING = Money(Fraction(0))
Person = Mapping[str, "Value | Entries | None"]


@attrs.define(eq=False)
class World:
    """One person under one reading of every 假定; `known` is what was decided for them so far."""

    program: Program
    person: Person
    readings: Mapping[str, str]
    bounds: Bounds
    known: dict[str, Answer] = attrs.field(factory=dict)

    # ---- what expressions ask for -------------------------------------------------------------------
    def named(self, name: str) -> Result:
        return self.answer(name).result

    def answer(self, name: str) -> Answer:
        """What a name comes to."""
        if name not in self.known:
            block = self.program.blocks.get(name)
            names, answers = [name], [_identity(self, name)] if block is None else []
            if block is not None:
                names, answers = _decide(self, name, block)
            self.known |= dict(zip(names, answers, strict=True))
        return self.known[name]

    def per_entry(self, rule: str, here: Here) -> Result:
        """A 规定 每笔 or a 累计 at the entry at hand, read under its own header."""
        block = self.program.blocks[rule]
        place = attrs.evolve(here, header=block.header)
        return decided(self, _rule(self, block, place))[0].result

    def in_month(self, rule: str, first: date) -> Result:
        """A 规定 每月 for one month."""
        block = self.program.blocks[rule]
        made = _rule(self, block, Here(block.header, month=first))
        return decided(self, _closed_off(self, [rule], block, made))[0].result

    def reading(self, assumption: str, here: Here) -> Result:
        """The reading in force. One that speaks of an entry is read at the entry at hand."""
        block = self.program.assumptions[assumption]
        meaning = _meaning(block, self.readings[assumption])
        if isinstance(meaning, nodes.SaysUndetermined | nodes.SaysDelegated | nodes.SaysNotApplicable):
            return status(meaning, None)
        assert not isinstance(meaning, nodes.StackWord)
        asked, find = ("entry", assumption, here.list), partial(kinds.speaks_of_entry, self.program)
        if self.program.once(asked, partial(find, block.item, here.list)):
            return value(self, meaning, attrs.evolve(here, header=block.header, month=None))
        return value(self, meaning, Here(block.header))

    def options_of(self, block: str) -> tuple[str, ...]:
        return tuple(option for option, owner in self.program.options.items() if owner == block)


def _meaning(block: Declared, reading: str) -> nodes.Expr | nodes.StackWord | nodes.StatusOutcome:
    assert isinstance(block.item, nodes.Assumption)
    return next(r.meaning for r in block.item.readings if r.name.text == reading)


def texts(*cites: Citation | None) -> frozenset[str]:
    """The clauses as text; none where no citation is written."""
    return frozenset(cite.text for cite in cites if cite is not None and cite.text)


# ---- outcomes ---------------------------------------------------------------------------------------
def status(outcome: nodes.StatusOutcome, cite: Citation | None) -> Result:
    clauses = texts(cite)
    match outcome:
        case nodes.SaysUndetermined(reason=reason):
            return Open(reasons=frozenset({reason}), clauses=clauses)
        case nodes.SaysDelegated(document=document):
            return Open(document=document, clauses=clauses)
        case nodes.SaysNotApplicable(reason=reason, kind=kind):
            return NotApplicable(kind or "不在范围", reason, clauses)


def outcome(
    world: World, given: nodes.Outcome, cite: Citation | None, here: Here, output: str = ""
) -> Result:
    """What a row gives. 执行 is filled by the document that decides, where a file stands in for it."""
    if isinstance(given, nodes.SaysDelegated) and (given.document, output) in world.program.fulfilled:
        filling = world.program.fulfilled[given.document, output]
        made = _rule(world, filling, Here(filling.header))
        return decided(world, _closed_off(world, [output], filling, made))[0].result
    if not isinstance(given, nodes.Gives):
        return status(given, cite)
    return closed(world, value(world, given.value, here), given.closings, here)


# ---- blocks -----------------------------------------------------------------------------------------
def _decide(world: World, name: str, block: Declared) -> tuple[list[str], list[Answer]]:
    """The names that a declaration decides, with what they come to."""
    item = block.item
    match item:
        case nodes.Grant():
            names = [output.text for output in world.program.yields[item.name.text]]
            made = _grant(world, block, len(names))
        case nodes.Funding():
            names, made = [name], _party(world, block, name)
        case _:
            names, made = [name], _block(world, block, Here(block.header))
    return names, decided(world, _closed_off(world, names, block, made))


def _block(world: World, block: Declared, here: Here) -> Block:
    match block.item:
        case nodes.Standard():
            return _standard(world, block, here)
        case nodes.Quantity(value=expr, closings=closings):
            return _single(block, lambda: closed(world, value(world, expr, here), closings, here))
        case nodes.Running(name=name, entries=entries):
            return _single(block, lambda: _last(world, name.text, entries.text, here))
        case nodes.Group() | nodes.GroupRows():
            return _group(world, block, here)
        case nodes.Window():
            return _window(world, block, here)
        case nodes.Table():
            return _table(world, block, here)
        case nodes.Classes():
            return _classes(world, block, here)
        case nodes.Rule(month=month):
            if month is not None:
                first = strict([value(world, month, here)], lambda day: snapped(day, Snap.MONTH_FIRST))
                here = attrs.evolve(here, month=first)
            return _rule(world, block, here)
    raise TypeError(block.item)


Make = Callable[[], Result]


def _single(block: Declared, make: Make, cite: Citation | None = None) -> Block:
    """One value for everybody."""
    return Block([Row(cite or block.cite, True, lambda: (make(),))], otherwise=_nothing)


def _nothing() -> Fields:
    return (silent("没有一条规定适用"),)


def _standard(world: World, block: Declared, here: Here) -> Block:
    item = block.item
    assert isinstance(item, nodes.Standard)
    if item.kind is nodes.StandardKind.EQUALS:
        return _single(block, lambda: value(world, item.value, here))
    bounded = Money(Fraction(0), frozenset({(item.name.text, Fraction(1))}))
    return _single(block, lambda: bounded)


def _last(world: World, name: str, entries: str, here: Here) -> Result:
    """A 累计 outside its list: what it is after the last entry."""
    places = walk_list(world, entries, here, running=True)
    return places[-1].before[name] if isinstance(places, list) else places


def _group(world: World, block: Declared, here: Here) -> Block:
    """群体: any row is a way in; 全部 is one row with every condition; nobody else is in it."""
    yes = partial(_one, True)
    item = block.item
    if isinstance(item, nodes.Group):
        rows = [Row(block.cite, holds(world, item.condition, here), yes)]
    else:
        assert isinstance(item, nodes.GroupRows)
        found = [(row.cite.citation, holds(world, row.condition, here)) for row in item.rows]
        if item.quantifier is nodes.Quantifier.ALL:
            every = Citation(tuple(clause for cite, _ in found for clause in cite.clauses))
            found = [(every, all_hold([guard for _, guard in found]))]
        rows = [Row(cite, guard, yes) for cite, guard in found]
    return Block(rows, otherwise=lambda: (False,), rest=texts(block.cite))


def _rest(world: World, rows: tuple[object, ...], here: Here, output: str) -> tuple[Make, frozenset[str]]:
    """What 其余 says, and where; without one nothing is known."""
    for row in rows:
        if isinstance(row, nodes.Otherwise):
            cite = row.cite.citation
            return partial(outcome, world, row.outcome, cite, here, output), texts(cite)
    return lambda: silent("没有一条规定适用"), frozenset()


def _window(world: World, block: Declared, here: Here) -> Block:
    item, rows = block.item, []
    assert isinstance(item, nodes.Window)
    day = value(world, item.by, here)
    for row in (row for row in item.rows if isinstance(row, nodes.WindowRow)):
        parts = [compared(world, "<=", value(world, row.range.low, here), day)]
        if isinstance(row.range, nodes.ClosedRange):
            parts.append(compared(world, "<=", day, value(world, row.range.high, here)))
        if row.limit is not None:
            parts.append(holds(world, row.limit, here))
        rows.append(Row(row.cite.citation, all_hold(parts), partial(_one, row.name.text)))
    rest, by = _rest(world, item.rows, here, item.name.text)
    return Block(rows, otherwise=lambda: (rest(),), rest=by)


def _one(found: Result) -> Fields:
    return (found,)


def _rule(world: World, block: Declared, here: Here) -> Block:
    """规定 and 累计: the rows as written, and above them those of a higher level."""
    item = block.item
    assert isinstance(item, nodes.Rule | nodes.Running)
    name = item.name.text
    rows = list(_rule_rows(world, item, here, name))
    own = world.program.blocks.get(name) is block  # a rule that fills this place isn't overridden
    for upper in world.program.above.get(name, []) if own else ():
        assert isinstance(upper.item, nodes.Rule)
        found, meant = _rule_rows(world, upper.item, Here(upper.header), name), _meant(world, upper)
        rows += [attrs.evolve(row, level=1, guard=all_hold([*meant, row.guard])) for row in found]
    rest, by = _rest(world, item.rows, here, name)
    how, tie = _meeting(world, item.rows)
    return Block(rows, otherwise=lambda: (rest(),), rest=by, how=how, tie=tie)


def _meant(world: World, upper: Declared) -> list[bool | Status]:
    """Whom the notice of a higher level is for, and while it is in force."""
    header = upper.header
    inside = [] if header.gate is None else [holds(world, header.gate[0], Here(header))]
    return [*inside, *([] if header.validity is None else [negated(_expired(world, header))])]


def _rule_rows(world: World, item: nodes.Rule | nodes.Running, here: Here, name: str) -> Iterator[Row]:
    for row in (row for row in item.rows if isinstance(row, nodes.RuleRow)):
        guard = True if row.condition is None else holds(world, row.condition, here)
        gives = partial(_outcomes, world, row.outcome, row.cite.citation, here, name)
        yield Row(row.cite.citation, guard, gives, row.exception, row.over and row.over.citation)


def _outcomes(world: World, given: nodes.Outcome, cite: Citation, here: Here, output: str) -> Fields:
    return (outcome(world, given, cite, here, output),)


# ---- 表, 分类, 出资 ----------------------------------------------------------------------------------
_BANDS = {
    "满": ("<=", True),
    "以上": ("<=", True),
    "不满": ("<", False),
    "超过": ("<", True),
    "以下": ("<=", False),
    "不超过": ("<=", False),
}


def _table(world: World, block: Declared, here: Here) -> Block:
    """表: a row holds where every axis lies in its cell."""
    item, rows = block.item, []
    assert isinstance(item, nodes.Table)
    axes = [value(world, axis, here) for axis in item.axes]
    for row in (row for row in item.rows if isinstance(row, nodes.TableRow)):
        cells = [_in_cell(world, cell, axis, here) for cell, axis in zip(row.cells, axes, strict=True)]
        gives = partial(_outcomes, world, row.outcome, row.cite.citation, here, item.name.text)
        over = row.over and row.over.citation
        rows.append(Row(row.cite.citation, all_hold(cells), gives, row.exception, over))
    rest, by = _rest(world, item.rows, here, item.name.text)
    how, tie = _meeting(world, item.rows)
    return Block(rows, otherwise=lambda: (rest(),), rest=by, how=how, tie=tie)


def _in_cell(world: World, cell: nodes.Cell, axis: Result, here: Here) -> bool | Result:
    match cell:
        case nodes.AnyCell():
            return True
        case nodes.IsCell(value=expr):
            wanted = value(world, expr, here)
            if isinstance(wanted, bool):
                return held(strict([axis], lambda found: found is wanted))
            return compared(world, "==", axis, wanted)
        case nodes.OneOfCell(names=names):
            return held(strict([axis], lambda found: found in {name.text for name in names}))
        case nodes.RangeCell(low=low, high=high):
            parts = [compared(world, "<=", value(world, low, here), axis)]
            if high is not None:
                parts.append(compared(world, "<=", axis, value(world, high, here)))
            return all_hold(parts)
        case nodes.BandCell(bands=bands):
            parts = []
            for band in bands:
                word, upwards = _BANDS[band.word.value]
                bound = value(world, band.value, here)
                parts.append(compared(world, word, *((bound, axis) if upwards else (axis, bound))))
            return all_hold(parts)


def _classes(world: World, block: Declared, here: Here) -> Block:
    item, rows = block.item, []
    assert isinstance(item, nodes.Classes)
    for row in (row for row in item.rows if isinstance(row, nodes.ClassRow)):
        guard = holds(world, row.condition, here)
        over = row.over and row.over.citation
        rows.append(Row(row.cite.citation, guard, partial(_one, row.name.text), over=over))
    rest, by = _rest(world, item.rows, here, item.name.text)
    for row in (row for row in item.rows if isinstance(row, nodes.ClassRest)):
        rest, by = partial(_same, row.name.text), texts(row.cite.citation)
    return Block(rows, otherwise=lambda: (rest(),), rest=by)


def _same(found: Result) -> Result:
    return found


def _party(world: World, block: Declared, name: str) -> Block:
    """出资: each party's share, rounded; the one with 尾差 gets the amount less the others."""
    item = block.item
    assert isinstance(item, nodes.Funding)
    row = next(row for row in item.rows if row.name.text == name)

    def share() -> Result:
        whole = value(world, item.name, Here(block.header))
        if not row.remainder:
            part = strict([whole], lambda amount: times(amount, Fraction(row.rate)))
            return closed(world, part, (item.rounding,) if item.rounding else (), Here(block.header))
        others = [world.named(other.name.text) for other in item.rows if other is not row]
        return strict([whole, *others], _less)

    return _single(block, share, row.cite.citation)


def _less(whole: Value, *others: Value) -> Value:
    for other in others:
        whole = plus(whole, other, -1)
    return whole


# ---- 减免 -------------------------------------------------------------------------------------------
def _grant(world: World, block: Declared, width: int) -> Block:
    """减免: amount in all, now, later, who pays, which office; whoever gets nothing has no payer."""
    item, here = block.item, Here(block.header)
    assert isinstance(item, nodes.Grant)
    bases = [row for row in item.rows if isinstance(row, nodes.GrantBase)]
    how, tie = _meeting(world, item.rows)
    base = partial(value, world, bases[0].value, here) if bases else lambda: silent("没有基数")
    rows = [
        Row(
            row.cite.citation,
            holds(world, row.condition, here),
            partial(_granted, world, row, base, here, width),
            row.exception,
            row.over and row.over.citation,
        )
        for row in item.rows
        if isinstance(row, nodes.GrantRow)
    ]
    none = NotApplicable("不在范围", "没有减免")
    return Block(
        rows,
        otherwise=lambda: (NOTHING, NOTHING, NOTHING, none, none)[:width],
        how=how,
        tie=tie,
        ceiling=base,
        money=(True, True, True, False, False)[:width],
    )


def _meeting(world: World, rows: tuple[nodes.Node, ...]) -> tuple[nodes.StackWord | None, Answer | None]:
    """How rows meet (a word, or the reading of a 假定 that is one), and what holds where they differ."""
    stacking = next((row for row in rows if isinstance(row, nodes.Stacking)), None)
    ties = [row for row in rows if isinstance(row, nodes.Tie)]
    if stacking is None:
        return None, None
    tie = with_own(Answer(status(ties[0].outcome, ties[0].cite.citation))) if ties else None
    if isinstance(stacking.how, nodes.StackWord):
        return stacking.how, tie
    if not isinstance(stacking.how, nodes.Name):
        return None, with_own(Answer(status(stacking.how, stacking.cite.citation)))
    meaning = _meaning(world.program.assumptions[stacking.how.text], world.readings[stacking.how.text])
    assert isinstance(meaning, nodes.StackWord)
    return meaning, tie


def _granted(world: World, row: nodes.GrantRow, base: Make, here: Here, width: int) -> Fields:
    cite, given = row.cite.citation, row.amount
    own: Result | None = None
    match given:
        case nodes.Full():
            amount = base()
        case nodes.Share(rate=rate):
            amount = strict([base()], lambda whole: times(whole, Fraction(rate)))
        case nodes.Fixed(value=expr):
            amount = value(world, expr, here)
        case _:
            amount = own = status(given, cite)
    now, later = (NOTHING, amount) if row.pay_first else (amount, NOTHING if own is None else own)
    unsaid = attrs.evolve(silent("谁出钱"), clauses=texts(cite)) if own is None else own
    office = attrs.evolve(silent("谁认定"), clauses=texts(cite)) if own is None else own
    payer: Result = unsaid
    if isinstance(row.payer, nodes.SaysUndetermined):
        payer = status(row.payer, cite)
    elif row.payer is not None:
        payer = row.payer.text
    if row.offices:
        office = "、".join(name.text for name in row.offices)
    return (amount, now, later, payer, office)[:width]


# ---- who isn't asked: 适用于, 选择, 有效期 … 按 --------------------------------------------------------
def _closed_off(world: World, names: list[str], block: Declared, made: Block) -> Block:
    """The block with all that puts people outside of it."""
    made = _barred(world, names, block, _gated(world, block, made))
    return passed_on(world, block, made, partial(_outsides, world))


def _outsides(world: World, block: Declared) -> Iterator[NotApplicable]:
    """Why people are put outside a declaration, whoever is."""
    names = [name for name, found in world.program.blocks.items() if found is block]
    names = names or [name for name, found in world.program.outputs.items() if found is block]
    names = names or [block.item.name.text]
    own = None if isinstance(block.item, nodes.Output) else block
    empty = Block([], otherwise=_nothing)
    for row in _barred(world, names, own, empty).rows:
        yield row.gives()[0]
    if own is not None and own.header.gate is not None and _is_gated(world, own):
        yield NotApplicable("不在范围", "不属于适用对象", own.header.gate[1])


def _gated(world: World, block: Declared, made: Block) -> Block:
    """适用于 closes every 时段, 规定 and 减免, and every 表 that is an output."""
    if not _is_gated(world, block) or block.header.gate is None:
        return made
    group, clauses = block.header.gate
    return attrs.evolve(made, gate=holds(world, group, Here(block.header)), gate_clauses=clauses)


def _is_gated(world: World, block: Declared) -> bool:
    item = block.item
    looked_up = isinstance(item, nodes.Table) and item.name.text in world.program.outputs
    return looked_up or isinstance(item, nodes.Window | nodes.Rule | nodes.Grant)


def _barred(world: World, names: list[str], block: Declared | None, made: Block) -> Block:
    """不适用（选项不许） and 不适用（期外）, above all that the block itself says."""
    deciding = block is not None and isinstance(
        block.item, nodes.Window | nodes.Rule | nodes.Grant | nodes.Table
    )
    public = any(name in world.program.outputs for name in names)
    passed_on = block is None or isinstance(
        block.item, nodes.Quantity | nodes.Classes | nodes.Funding | nodes.Running
    )
    if not deciding and not (public and passed_on):
        return made
    rows = list(made.rows)
    program, asked = world.program, ("facts", names[0], id(block))
    own = block is None or program.blocks.get(names[0]) is block  # not a rule that fills a place of it
    tree = kinds.behind(program, names[0]) if own else block.item
    facts = program.once(asked, lambda: kinds.facts_behind(program, tree)) if program.permitted else ()
    header = world.program.header if block is None else block.header
    for level, permitted in enumerate(world.program.permitted):
        assert isinstance(permitted.item, nodes.Permitted)
        if permitted.item.fact.text in facts and permitted.header is header:  # a notice bars its own rules
            rows += _unpermitted(world, permitted, len(made.money), 10 + level)
    if header.validity is not None:
        rows.append(_outside(world, header, len(made.money)))
    return attrs.evolve(made, rows=rows)


def _unpermitted(world: World, block: Declared, width: int, level: int) -> Iterator[Row]:
    item, here = block.item, Here(block.header)
    assert isinstance(item, nodes.Permitted)
    chosen = value(world, item.fact, here)
    nobody = []
    for row in item.rows:
        if row.condition is not None:
            guard = holds(world, row.condition, here)
            nobody.append(guard)
            barred = all_hold([guard, negated(_permits(world, item.fact, row, chosen, here))])
            found = NotApplicable("选项不许", f"本人可选 {_offered(row)}", texts(row.cite.citation))
            yield _not_applicable(row.cite.citation, barred, found, width, level)
    rest = next((row for row in item.rows if row.condition is None), None)
    if rest is None:
        return
    cite = rest.cite.citation
    permits = _permits(world, item.fact, rest, chosen, here)
    barred = all_hold([negated(any_holds(nobody)), negated(permits)])
    found = NotApplicable("选项不许", f"本人可选 {_offered(rest)}", texts(cite))
    yield _not_applicable(cite, barred, found, width, level)


def _offered(row: nodes.PermitRow) -> str:
    if row.span_of is not None:
        return f"{format_expr(row.span_of.low)} 至 {format_expr(row.span_of.high)}"
    return "、".join(name.text for name in row.options)


def _permits(
    world: World, fact: nodes.Name, row: nodes.PermitRow, chosen: Result, here: Here
) -> bool | Result:
    """All options permit anything, known or not."""
    if row.span_of is None:
        if {name.text for name in row.options} == {
            o.text for o in world.program.facts[fact.text].type.options
        }:
            return True
        return held(strict([chosen], lambda found: found in {name.text for name in row.options}))
    low, high = value(world, row.span_of.low, here), value(world, row.span_of.high, here)
    return all_hold([compared(world, "<=", low, chosen), compared(world, "<=", chosen, high)])


def _outside(world: World, header: Header, width: int) -> Row:
    """有效期 A 至 B 按 日期 自 C: the day must lie between C (or A) and B."""
    assert header.validity is not None
    key, cite = header.validity
    assert key.by is not None
    found = NotApplicable("期外", f"{key.by.text}不在有效期内（{_stretch(key)}）", texts(cite))
    return _not_applicable(cite, _expired(world, header), found, width, 1000)


def _expired(world: World, header: Header) -> bool | Status:
    """The day that 有效期 … 按 names lies outside of it."""
    assert header.validity is not None
    key, here = header.validity[0], Here(header)
    assert key.by is not None
    day = value(world, key.by, here)
    parts = [compared(world, "<", day, value(world, key.since or key.range.low, here))]
    if isinstance(key.range, nodes.ClosedRange):
        parts.append(compared(world, "<", value(world, key.range.high, here), day))
    return any_holds(parts)


def _stretch(key: nodes.HeaderRange) -> str:
    """2031年1月1日至2031年12月31日，溯及2030年12月1日."""
    ends = [_day(key.range.low), _day(key.range.high) if isinstance(key.range, nodes.ClosedRange) else ""]
    said = f"{ends[0]}至{ends[1]}" if ends[1] else f"{ends[0]}起"
    return f"{said}，溯及{_day(key.since)}" if key.since else said


def _day(expr: nodes.Expr) -> str:
    if isinstance(expr, nodes.DateLiteral):
        return f"{expr.value.year}年{expr.value.month}月{expr.value.day}日"
    return format_expr(expr)


def _not_applicable(
    cite: Citation | None, guard: bool | Result, found: NotApplicable, width: int, level: int
) -> Row:
    return Row(cite, guard, lambda: (found,) * width, level=level)


# ---- outputs of their own ---------------------------------------------------------------------------
def _identity(world: World, name: str) -> Answer:
    """输出 NAME = value: it rests on the clauses of what it reads. An output that nothing decides is 待定."""
    block = world.program.outputs[name]
    item = block.item
    assert isinstance(item, nodes.Output)
    if item.identity is None:
        made = Block([], otherwise=lambda: (silent("没有一条规定决定"),))
    else:
        made = _single(block, partial(value, world, item.identity, Here(world.program.header)))
    answer = decided(world, _barred(world, [name], None, made))[0]
    if answer.clauses or item.identity is None:
        return answer
    read = kinds.names_read(world.program, item.identity)
    clauses = frozenset[str]().union(*(world.answer(other).clauses for other in read))
    return Answer(answer.result, clauses)


# ---- one person -------------------------------------------------------------------------------------
MOST = 64


def bounds_of(program: Program) -> Bounds:
    """标准 X 不低于 A, 不超过 A."""
    found: Bounds = {}
    for name, block in program.blocks.items():
        item = block.item
        if isinstance(item, nodes.Standard) and item.kind is not nodes.StandardKind.EQUALS:
            assert isinstance(item.value, nodes.MoneyLiteral)
            low = item.value.fen if item.kind is nodes.StandardKind.AT_LEAST else None
            high = item.value.fen if item.kind is nodes.StandardKind.AT_MOST else None
            found[name] = low, high
    return found


def evaluate(
    program: Program, person: Person, readings: Mapping[str, str | None] | None = None
) -> dict[str, Answer]:
    """Every name that something decides. Where no reading is chosen, the whole policy under each of them."""
    chosen: dict[str, list[str]] = {}
    for name, block in program.assumptions.items():
        item = block.item
        assert isinstance(item, nodes.Assumption)
        adopted = item.adopted.text if item.adopted else None
        one = (readings or {}).get(name, adopted)
        chosen[name] = [r.name.text for r in item.readings] if one is None else [one]
    ways = [dict(zip(chosen, way, strict=True)) for way in product(*chosen.values())]
    assert len(ways) <= MOST
    runs = [_run(program, person, way) for way in ways]
    return {name: _merged(name, chosen, list(zip(ways, runs, strict=True))) for name in runs[0]}


def _run(program: Program, person: Person, way: dict[str, str]) -> dict[str, Answer]:
    world = World(program, person, way, program.once("bounds", lambda: bounds_of(program)))
    found = {name: world.answer(name) for name in wanted(program)}
    for name in program.each:
        found |= _each(world, name)
    return found


def _each(world: World, name: str) -> dict[str, Answer]:
    """输出 NAME: 每笔 LIST: what its rule gives for each entry, by the entry's number as given.

    Whom 适用于, 选择 or 有效期 put outside gets nothing for any of them; an unknown list has one answer.
    """
    output, block = world.program.each[name].item, world.program.blocks[name]
    assert isinstance(output, nodes.Output) and output.entries is not None
    assert isinstance(block.item, nodes.Rule | nodes.Running)
    list_, here = output.entries.text, Here(block.header)
    running = isinstance(block.item, nodes.Running) or reads_running(world, list_, block.item.rows)
    places = walk_list(world, list_, here, running=running)
    count = len(places) - 1 if isinstance(places, list) else places
    rule = nodes.Rule(name=block.item.name, rows=block.item.rows, span=block.item.span)
    door = attrs.evolve(block, item=rule)
    made = _gated(world, door, _single(block, lambda: count))
    whole = decided(world, _barred(world, [name], door, made))[0]
    given = world.person[list_]
    if not isinstance(given, Entries):
        return {f"{name}（整体）": whole}
    if whole.result != count or not isinstance(places, list):
        return {f"{name}（第{n}条）": whole for n in range(1, len(given.rows) + 1)}
    numbers = in_list_order(world, list_, given)
    answers = [decided(world, _rule(world, block, place))[0] for place in places[:-1]]
    return {f"{name}（第{n + 1}条）": answer for n, answer in zip(numbers, answers, strict=True)}


def wanted(program: Program) -> list[str]:
    """The names that stand for one result: all but rules for each entry or month."""
    found = dict.fromkeys((*program.outputs, *program.blocks))
    return [name for name in found if not _repeated(program.blocks.get(name))]


def _repeated(block: Declared | None) -> bool:
    item = block.item if block else None
    return isinstance(item, nodes.Rule) and (
        item.entries is not None or (item.monthly and item.month is None)
    )


Runs = list[tuple[dict[str, str], dict[str, Answer]]]


def _merged(name: str, chosen: dict[str, list[str]], runs: Runs) -> Answer:
    """Plain where all readings give the same, else 待定 with every candidate; 缺资料 where one needs more."""
    answers = [(way, run[name]) for way, run in runs]
    first = answers[0][1]
    if all(answer.result == first.result for _, answer in answers):
        return first
    clauses = frozenset[str]().union(*(answer.clauses for _, answer in answers))
    missing = [answer.result for _, answer in answers if isinstance(answer.result, Missing)]
    if missing:
        return with_own(Answer(together(missing), clauses))
    causes = [a for a in chosen if _matters(a, answers)]
    candidates = frozenset((_label(causes, way), answer.result) for way, answer in answers)
    reasons = frozenset(f"*{cause}有不同读法" for cause in causes)
    return Answer(Open(reasons=reasons, candidates=candidates, clauses=clauses), clauses)


def _matters(assumption: str, answers: list[tuple[dict[str, str], Answer]]) -> bool:
    """True where two readings of this 假定 alone give different results."""
    return any(
        one.result != other.result and all(way[a] == others[a] for a in way if a != assumption)
        for way, one in answers
        for others, other in answers
    )


def _label(causes: list[str], way: dict[str, str]) -> str:
    if len(causes) == 1:
        return way[causes[0]]
    return "，".join(f"{cause}：{way[cause]}" for cause in causes)
