"""The program of a kernel, evaluated: one small recursive function, by which a lowering can be tested.

In: a `Program` and one person. Out: for every output its result and its clauses. Nothing here is quick; a
value is looked up where it was found before, values of an entry only while the loop is at that entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import Any

import attrs

from polc.compiler.arithmetic import compare_amounts, divided, rounded, steps
from polc.compiler.kernel import FoldHow, Kind, Op, Pick
from polc.compiler.plan import ir
from polc.compiler.plan.ir import LINEAR, How, Rep, Value
from polc.compiler.plan.program import Program
from polc.compiler.readings import FieldResult, bounds_of, merge, ordered
from polc.dsl.counting import add_workdays, elapsed
from polc.dsl.text import date_text
from polc.dsl.values import (
    Amount,
    Given,
    Missing,
    NotApplicable,
    Rate,
    Records,
    Status,
    Undetermined,
    Unit,
    add_duration,
    birthday,
    distinct,
    meet,
    same,
    snap,
)

TESTS = {Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge, Op.EQ: eq, Op.NE: ne}
HIGHER = "哪一项更高取决于未写明的数"


def results(program: Program, person: Mapping[str, Given | None]) -> dict[str, FieldResult]:
    """Every output of a program for one person."""
    run = Run(program, person)
    return {name: run.field(name, value) for name, value in program.outputs.items()}


def plain(lane: Any, kind: Kind | None, rep: Rep) -> Any:
    """What a lane holds, as the language holds it."""
    if isinstance(lane, Status) or not rep.number:
        return lane
    number = Fraction(lane, rep.per) if rep.how is How.WHOLE else lane
    if kind is Kind.RATE:
        return Rate(number)
    return Amount(number) if kind is Kind.MONEY and rep != LINEAR else number


def given(cell: Any) -> Any:
    """A given value as a lane."""
    exact = cell.fen if isinstance(cell, Amount) else cell
    return exact.numerator if isinstance(exact, Fraction) and exact.denominator == 1 else exact


def narrow(lane: Any) -> Any:
    return False if isinstance(lane, NotApplicable) else lane


def kleene(lanes: list[Any], decisive: bool) -> Any:
    if any(lane is decisive for lane in lanes):
        return decisive
    open_ = [lane for lane in lanes if isinstance(lane, Status)]
    return meet(open_) if open_ else not decisive


@attrs.define
class Frame:
    """What is found outside loops, or at one entry of a loop, with its columns and running values."""

    list: str = ""
    entry: Mapping[str, Any] = attrs.field(factory=dict)
    states: Mapping[str, Any] = attrs.field(factory=dict)
    found: dict[Value, Any] = attrs.field(factory=dict)


@attrs.define
class Run:
    """One person under way: `frames` are one outside loops and one for each loop that is at an entry."""

    program: Program
    person: Mapping[str, Given | None]
    frames: list[Frame] = attrs.field(factory=lambda: [Frame()])

    @property
    def bounds(self) -> Any:
        return bounds_of(self.program.kernel)

    def lane(self, value: Value) -> Any:
        """A value as it's held, or its status."""
        frame = self.frames[max(value.levels, default=0)].found
        if value not in frame:
            frame[value] = self.found(value)
            self.expected(value, frame[value])
        return frame[value]

    def expected(self, value: Value, lane: Any) -> None:
        """A value is what the program says it may be, held as it says."""
        match lane:
            case NotApplicable():
                assert ir.May.OUTSIDE in value.may, value
            case Missing():
                assert ir.May.MISSING in value.may, value
            case Undetermined():
                assert ir.May.OPEN in value.may, value
            case _ if not isinstance(value.op, ir.Decided):
                assert ir.May.VALUE in value.may, value
                held = {How.WHOLE: int, How.EXACT: Fraction | int, How.LINEAR: Amount}
                assert isinstance(lane, held.get(value.rep.how, object)), value

    def found(self, value: Value) -> Any:
        match value.op:
            case ir.Known(constant):
                return constant
            case ir.Stopped(status):
                return status
            case ir.Input(name):
                cell = self.person[name]
                return Missing(inputs=(name,)) if cell is None else given(cell)
            case ir.Entries(name):
                return self.entries(name)
            case ir.Item(level, column):
                cell = self.frames[level].entry[column]
                return Missing(inputs=(self.frames[level].list,)) if cell is None else cell
            case ir.Running(level, name) | ir.After(level, name):
                return self.frames[level].states[name]
            case ir.Decided(rules):
                return self.decided(rules)
            case ir.Field(number):
                return self.lane(value.args[0])[0][number]
            case ir.Folded(loop):
                return self.folded(loop)
            case ir.AllOf() | ir.AnyOf():
                decisive = isinstance(value.op, ir.AnyOf)
                return kleene([self.lane(arg) for arg in value.args], decisive)
            case ir.Held():
                return narrow(self.lane(value.args[0]))
            case ir.Negated():
                held = self.lane(value.args[0])
                return held if isinstance(held, Status) else not held
            case _:
                return self.strict(value)

    def strict(self, value: Value) -> Any:
        lanes = [self.lane(arg) for arg in value.args]
        statuses = [lane for lane in lanes if isinstance(lane, Status)]
        tested = isinstance(value.op, ir.Compared | ir.Among | ir.Aged)
        if statuses:
            return narrow(meet(statuses)) if tested else meet(statuses)
        return self.computed(value, lanes)

    def computed(self, value: Value, lanes: list[Any]) -> Any:
        match value.op:
            case ir.Plus() | ir.Minus() | ir.Times() if value.rep == LINEAR:
                how = {ir.Plus: Amount.plus, ir.Minus: Amount.minus, ir.Times: Amount.times}
                return how[type(value.op)](*lanes)
            case ir.Plus() | ir.Minus() | ir.Times():
                return {ir.Plus: add, ir.Minus: sub, ir.Times: mul}[type(value.op)](*lanes)
            case ir.Divided():
                found = divided(
                    *(plain(lane, a.kind, a.rep) for lane, a in zip(lanes, value.args, strict=True))
                )
                if value.rep == LINEAR or isinstance(found, Status):
                    return found
                return found.fen if isinstance(found, Amount) else found
            case ir.Convert():
                return self.converted(lanes[0], value.args[0].rep, value.rep)
            case ir.Rounded(step, mode):
                made = rounded(self.amount(lanes[0], value.args[0]), step, mode)
                return made if value.rep == LINEAR or isinstance(made, Status) else made.fen.numerator
            case ir.Stepped(size, up):
                counted = steps(plain(lanes[0], value.args[0].kind, value.args[0].rep), size, up)
                return counted if isinstance(counted, Status) else counted.numerator
            case ir.Shifted(sign, rule):
                return self.shifted(*lanes, sign, rule)
            case ir.Snapped(to):
                return snap(lanes[0], to)
            case ir.Untied(name):
                return self.untied(name, lanes[0])
            case ir.Between(count, extra, months, leap):
                return elapsed(count, *lanes, extra, months, leap)
            case ir.AtLeast():
                return self.bounded(*lanes, Op.GE, Op.LE)
            case ir.AtMost():
                return self.bounded(*lanes, Op.LE, Op.GE)
            case ir.Compared(op):
                return self.compared(op, *lanes)
            case ir.Among(options):
                return lanes[0] in options
            case ir.Aged(years, rule):
                return lanes[1] >= birthday(lanes[0], years, rule)
            case _:
                raise TypeError(value)

    def converted(self, lane: Any, was: Rep, want: Rep) -> Any:
        number = Fraction(lane, was.per) if was.how is How.WHOLE else lane
        if want.how is How.WHOLE:
            return (number * want.per).numerator
        return Amount(Fraction(number)) if want == LINEAR else number

    def amount(self, lane: Any, value: Value) -> Amount:
        return plain(lane, Kind.MONEY, value.rep)

    def compared(self, op: Op, left: Any, right: Any) -> Any:
        if isinstance(left, Amount):
            return compare_amounts(op, left, right, self.bounds)
        return TESTS[op](left, right)

    def bounded(self, item: Any, limit: Any, within: Op, beyond: Op) -> Any:
        if self.compared(within, item, limit) is True:
            return item
        out = self.compared(beyond, item, limit)
        return limit if out is True else out

    def shifted(self, day: Any, length: Any, sign: int, rule: Any) -> Any:
        if length.unit is not Unit.WORKDAY:
            return add_duration(day, sign * length.count, length.unit, rule)
        calendar = self.program.kernel.calendar
        if calendar is None:
            return Undetermined(reasons=("没有给出工作日历",))
        found = add_workdays(calendar, day, sign * length.count)
        outside = Undetermined(reasons=(f"{calendar.name}只列到{date_text(calendar.last)}",))
        return outside if found is None else found

    # ---- choices -------------------------------------------------------------------------------------
    def decided(self, rules: ir.Rules) -> tuple[list[Any], list[tuple[str, ...]]]:
        """The results of a choice and their clauses, in the five steps of `interpret.py`."""
        choice, width = rules.choice, len(rules.otherwise)
        gate = True if rules.gate is None else self.lane(rules.gate)
        by_gate = (choice.gate_cite.text,) if choice.gate_cite else ()
        if gate is False:
            outside = NotApplicable(reason="不属于适用对象", clauses=by_gate)
            return [outside] * width, [by_gate] * width
        guards = [self.lane(guard) for guard in rules.guards]
        certain = {row for row, guard in enumerate(guards) if guard is True}
        beaten = {loser for winner in certain for loser in choice.losers[winner]}
        base, clauses = self.combined(rules, certain)
        added = {
            row: self.combined(rules, certain | {row})[0]
            for row, guard in enumerate(guards)
            if isinstance(guard, Status) and row not in beaten
        }
        lanes, told = [], []
        for number, result in enumerate(base):
            changes = [row for row, other in added.items() if not same(other[number], result)]
            pending = [guards[row] for row in changes]
            by = [choice.rows[row].cite.text for row in changes]
            if gate is not True:
                pending = [gate, *pending, *([result] if isinstance(result, Missing) else [])]
                by = [*by_gate, *by]
            kept = (
                FieldResult(meet(pending), distinct(by)) if pending else FieldResult(result, clauses[number])
            )
            kept = ordered(self.program.kernel, kept)
            lanes.append(kept.result)
            told.append(kept.clauses or distinct(c for o in rules.operands for c in self.clauses(o)))
        return lanes, told

    def combined(self, rules: ir.Rules, rows: set[int]) -> tuple[list[Any], list[tuple[str, ...]]]:
        choice, width = rules.choice, len(rules.otherwise)
        beaten = {loser for row in rows for loser in choice.losers[row]}
        left = sorted(rows - beaten)
        if not left:
            clauses = (choice.otherwise_cite.text,) if choice.otherwise_cite else ()
            return [self.lane(value) for value in rules.otherwise], [clauses] * width
        tie = None
        if rules.ties is not None:
            tie = (
                [self.lane(value) for value in rules.ties],
                (choice.tie_cite.text,) if choice.tie_cite else (),
            )
        match rules.pick:
            case Pick.UNIQUE | Pick.EXCLUSIVE:
                return self.equal(rules, left, None)[:2]
            case Pick.SETTLED:
                return self.equal(rules, left, tie)[:2]
            case Pick.HIGHEST | Pick.LOWEST:
                return self.furthest(rules, left, rules.pick is Pick.HIGHEST, tie)[:2]
            case _:
                lanes, clauses, taken = self.equal(rules, left, tie)
                high = self.furthest(rules, left, True, tie)[0]
                cites = self.cites(rules, taken)
                for number in range(width):
                    if rules.kinds[number] is Kind.MONEY:
                        summed = self.summed([self.lane(rules.rows[row][number]) for row in left])
                        lanes[number] = summed if rules.pick is Pick.SUM else high[number]
                        clauses[number] = cites
                return lanes, clauses

    def equal(self, rules: ir.Rules, rows: list[int], tie: Any) -> tuple[list[Any], list[Any], list[int]]:
        cites = self.cites(rules, rows)
        conflict = Undetermined(reasons=("同时适用的几条规定说法不一致",), clauses=cites)
        lanes, clauses = [], []
        for number in range(len(rules.otherwise)):
            first, *others = [self.lane(rules.rows[row][number]) for row in rows]
            alike = all(same(other, first) for other in others)
            lanes.append(first if alike else conflict if tie is None else tie[0][number])
            clauses.append(cites if alike or tie is None else tie[1])
        return lanes, clauses, rows

    def furthest(self, rules: ir.Rules, rows: list[int], highest: bool, tie: Any) -> Any:
        field, width, op = rules.choice.pick_field, len(rules.otherwise), Op.GE if highest else Op.LE
        amounts = {row: self.lane(rules.rows[row][field]) for row in rows}
        stated = {row: lane for row, lane in amounts.items() if not isinstance(lane, Status)}
        open_ = [lane for lane in amounts.values() if isinstance(lane, Status)]
        best = self.best(list(stated.values()), op)
        if open_ and (best is None or not highest or not self.reaches(rules, best)):
            return self.equal(rules, rows, ([meet(open_)] * width, self.cites(rules, rows)))
        if best is None:
            return self.equal(
                rules, rows, ([Undetermined(reasons=(HIGHER,))] * width, self.cites(rules, rows))
            )
        return self.equal(rules, [row for row, lane in stated.items() if lane == best], tie)

    def best(self, lanes: list[Any], op: Op) -> Any:
        reach = (lane for lane in lanes if all(self.compared(op, lane, other) is True for other in lanes))
        return next(reach, None)

    def reaches(self, rules: ir.Rules, best: Any) -> bool:
        if rules.ceiling is None or rules.kinds[rules.choice.pick_field] is not Kind.MONEY:
            return False
        ceiling = self.lane(rules.ceiling)
        return not isinstance(ceiling, Status) and self.compared(Op.GE, best, ceiling) is True

    def summed(self, lanes: list[Any]) -> Any:
        statuses = [lane for lane in lanes if isinstance(lane, Status)]
        if statuses:
            return meet(statuses)
        total = lanes[0]
        for lane in lanes[1:]:
            total = total.plus(lane) if isinstance(total, Amount) else total + lane
        return total

    def cites(self, rules: ir.Rules, rows: list[int]) -> tuple[str, ...]:
        texts = (rules.choice.rows[row].cite.text for row in sorted(rows))
        return distinct(text for text in texts if text)

    # ---- lists ---------------------------------------------------------------------------------------
    def entries(self, name: str) -> Any:
        decl, listed = self.program.kernel.input_by_name[name], self.person[name]
        if not isinstance(listed, Records):
            return Missing(inputs=(name,))
        names = [column.name for column in decl.columns]
        rows = [
            {n: None if c is None else given(c) for n, c in zip(names, r, strict=True)} for r in listed.rows
        ]
        if any(row[column] is None for row in rows for column in decl.order):
            return Missing(inputs=(name,))
        return sorted(rows, key=lambda row: self.place(name, row))

    def place(self, name: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row[column] for column in self.program.kernel.input_by_name[name].order)

    def untied(self, name: str, rows: list[Mapping[str, Any]]) -> Any:
        tied = any(self.place(name, a) == self.place(name, b) and a != b for a, b in pairwise(rows))
        return Undetermined(reasons=(f"“{name}”里有几条分不出先后，“先后”要再写一项",)) if tied else rows

    def folded(self, loop: ir.Loop) -> Any:
        entries = self.lane(loop.entries)
        if isinstance(entries, Status):
            return entries
        states = {name: self.lane(start) for name, start, _ in loop.states}
        asked = []
        for entry in entries:
            self.frames.append(Frame(loop.list, entry, states))
            if loop.how is not FoldHow.FINAL:
                chosen = self.lane(loop.where)
                asked.append((chosen, None if chosen is False else self.lane(loop.value)))
            states = {name: self.lane(step) for name, _, step in loop.states}
            self.frames.pop()
        if loop.how is not FoldHow.FINAL:
            return self.together(loop, [pair for pair in asked if pair[0] is not False])
        self.frames.append(Frame(loop.list, {}, states))
        after = self.lane(loop.value)
        self.frames.pop()
        return after

    def together(self, loop: ir.Loop, asked: list[tuple[Any, Any]]) -> Any:
        open_ = [chosen for chosen, _ in asked if isinstance(chosen, Status)]
        found = [lane for _, lane in asked]
        match loop.how:
            case FoldHow.EXISTS:
                return kleene([kleene([c, f], False) for c, f in asked], True)
            case FoldHow.EVERY if asked:
                outside = [c if isinstance(c, Status) else not c for c, _ in asked]
                return kleene([kleene([o, f], True) for o, f in zip(outside, found, strict=True)], False)
            case FoldHow.COUNT:
                return meet(open_) if open_ else len(asked)
            case _:
                outside = [c is not True and isinstance(f, NotApplicable) for c, f in asked]
                found = [f for f, out in zip(found, outside, strict=True) if not out]
                return self.value_of(loop, [*open_, *(f for f in found if isinstance(f, Status))], found)

    def value_of(self, loop: ir.Loop, statuses: list[Any], found: list[Any]) -> Any:
        if statuses:
            return meet(statuses)
        if not found:
            assert loop.empty is not None
            return self.lane(loop.empty)
        if loop.how is FoldHow.SUM:
            return self.summed(found)
        best = self.best(found, Op.GE if loop.how is FoldHow.GREATEST else Op.LE)
        return Undetermined(reasons=(HIGHER,)) if best is None else best

    # ---- outputs -------------------------------------------------------------------------------------
    def clauses(self, field: Value) -> tuple[str, ...]:
        match field.op:
            case ir.Field(number):
                return self.lane(field.args[0])[1][number]
            case _:
                raise TypeError(field)

    def field(self, name: str, value: Value) -> FieldResult:
        """An output with its clauses; one that's read in several ways is merged."""
        if not isinstance(value.op, ir.Merged):
            return FieldResult(plain(self.lane(value), value.kind, value.rep), self.clauses(value))
        runs = []
        for way, run in zip(self.program.ways, self.program.runs, strict=True):
            one = run[name]
            lane = plain(self.lane(one), self.program.kernel.field_by_name[name].type.kind, one.rep)
            runs.append((way, {name: FieldResult(lane, self.clauses(one))}))
        return merge(self.program.kernel, runs)[name]
