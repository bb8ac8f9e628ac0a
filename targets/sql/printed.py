"""The program as SQL: the lane of each value, and the clauses that each field rests on.

In: values of a program. Out: lanes, made when they're first asked for. A value that varies in a loop has one
lane for each loop that asks for it. Clauses are pieces, each with the condition under which it's told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs

from polc.compiler.kernel import FoldHow, InputDecl, Kernel, Kind
from polc.compiler.plan import ir
from polc.compiler.plan.ir import Value
from polc.dsl.values import Amount, Duration, NotApplicable, Plain
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql import bits as b
from polc.targets.sql import lane as ln
from polc.targets.sql import tree as t
from polc.targets.sql.bits import Bits
from polc.targets.sql.choices import Judge, Outcome, Sides
from polc.targets.sql.lane import Lane
from polc.targets.sql.letters import Clauses, Letters, all_of
from polc.targets.sql.loops import Asking, Cells, Going, Shape, any_of
from polc.targets.sql.names import Names
from polc.targets.sql.statuses import Statuses, tied
from polc.targets.sql.tree import Tree
from polc.targets.sql.values import Arithmetic

RATE_UNITS = 10**9
STORED = (Kind.BOOL, Kind.DATE, Kind.MONEY, Kind.INT, Kind.RATE, Kind.ENUM)

_MOST_TURNS = 6
_OWN_LEVEL = 20  # of the look at what puts a list in order, inside whatever loop

Loops = Mapping[int, tuple[Going, Mapping[str, Lane]]]


@attrs.define(kw_only=True)
class Printer:
    """Prints the values of one program."""

    kernel: Kernel
    statuses: Statuses
    names: Names
    absent: frozenset[str]
    letters: Letters
    arithmetic: Arithmetic = attrs.field(init=False)
    _lanes: dict[tuple[object, ...], Lane] = attrs.field(init=False, factory=dict)
    _judged: dict[tuple[object, ...], tuple[Judge, list[Outcome]]] = attrs.field(init=False, factory=dict)
    _cited: dict[Value, Clauses] = attrs.field(init=False, factory=dict)
    _going: dict[tuple[object, ...], Going] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Operations for this kernel."""
        self.arithmetic = Arithmetic(self.kernel, self.statuses)

    def lane(self, value: Value, loops: Loops) -> Lane:
        """The lane of a value inside these loops."""
        key = (value, *_within(value, loops))
        if key not in self._lanes:
            self._lanes[key] = self._printed(value, loops)
        return self._lanes[key]

    def _printed(self, value: Value, loops: Loops) -> Lane:
        match value.op:
            case ir.Known(known):
                return self._known(value, known)
            case ir.Stopped(status):
                return ln.stopped(status, value.kind or Kind.BOOL, self.statuses)
            case ir.Input(name):
                return self._input(self.kernel.input_by_name[name])
            case ir.Item(level, column):
                return self._item(value, level, column, loops)
            case ir.Running(level, name) | ir.After(level, name):
                return loops[level][1][name]
            case ir.Entries(name):
                return self._entries(name)
            case ir.Untied(name):
                return self._untied(name)
            case ir.Folded(loop):
                return self._folded(value.kind or Kind.BOOL, loop, loops)
            case ir.Field(number):
                return self.judged(value.args[0], loops)[1][number].lane
            case _:
                args = [self.lane(arg, loops) for arg in value.args]
                return self.arithmetic.operation(value.op, value.kind or Kind.BOOL, args)

    def _known(self, value: Value, known: Plain | int) -> Lane:
        kind = value.kind or Kind.BOOL
        match known:
            case bool() | date() | str() | Fraction() | Amount() | Duration():
                return ln.known(known, kind)
            case int():
                return ln.reduced(Lane(kind, t.integer(known), per=value.rep.per, step=abs(known)))

    # ---- facts ---------------------------------------------------------------------------------------
    def _input(self, decl: InputDecl) -> Lane:
        """A fact: its column; its default, or nothing, where the register has no such column."""
        kind = decl.type.kind
        if kind not in STORED:
            raise NotExpressible("sql", Construct.FACT, decl.name)
        if self.names.columns[decl.name] in self.absent:
            if decl.default is not None:
                return ln.known(decl.default, kind)
            return ln.open_(self.statuses.missing(decl.name), kind)
        return self._given(t.column(self.names.inputs[decl.name]), kind, decl.name)

    def _given(self, column: Tree, kind: Kind, fact: str) -> Lane:
        status = b.when(t.is_null(column), self.statuses.missing(fact))
        return Lane(kind, column, status, per=RATE_UNITS if kind is Kind.RATE else 1)

    def _item(self, value: Value, level: int, column: str, loops: Loops) -> Lane:
        going = loops[level][0]
        decl = self._list(going.cells.list)
        alias = next(self.names_of_cells(decl)[c.name] for c in decl.columns if c.name == column)
        kind = value.kind or Kind.BOOL
        item = t.tree("item", word=(going, alias), levels=1 << level)
        return self._given(item, kind, decl.name)

    def _list(self, column: str) -> InputDecl:
        return next(d for d in self.kernel.inputs if self.names.inputs[d.name] == column)

    def names_of_cells(self, decl: InputDecl) -> dict[str, str]:
        """The names of what each entry tells."""
        return self.names.cells[decl.name]

    def _cells(self, name: str) -> Cells:
        decl = self.kernel.input_by_name[name]
        names = self.names_of_cells(decl)
        for column in decl.columns:
            if column.type.kind not in STORED:
                raise NotExpressible("sql", Construct.FACT, column.name)
        columns = tuple((names[column.name], column.type.kind) for column in decl.columns)
        return Cells(self.names.inputs[name], columns, tuple(names[each] for each in decl.order))

    def _entries(self, name: str) -> Lane:
        """The list itself: unknown as a whole where what puts it in order is."""
        decl = self.kernel.input_by_name[name]
        if self.names.columns[name] in self.absent:
            return ln.open_(self.statuses.missing(name), Kind.LIST)
        column = t.tree("column", word=self.names.inputs[name])
        unknown = t.is_null(column)
        if decl.order:
            going, loop = self._loop(name, _OWN_LEVEL)
            keys = [t.tree("item", word=(going, key), levels=1 << _OWN_LEVEL) for key in going.cells.order]
            unknown = t.or_([unknown, any_of(loop, t.or_(t.is_null(key) for key in keys))])
        return Lane(Kind.LIST, column, b.when(unknown, self.statuses.missing(name)))

    def _untied(self, name: str) -> Lane:
        entries = self._entries(name)
        cells = self._cells(name)
        if entries.never or not cells.order:
            return entries
        twice = t.tree("tied", entries.value, word=cells)
        reason = b.when(twice, self.statuses.reason(tied(name)))
        return attrs.evolve(entries, status=b.choose([(b.some(entries.status), entries.status)], reason))

    # ---- lists ---------------------------------------------------------------------------------------
    def _loop(self, name: str, level: int) -> tuple[Going, Tree]:
        """The loop over a list at a level, without running values."""
        key = (name, level)
        if key not in self._going:
            self._going[key] = Going(len(self._going), level, self._cells(name))
        going = self._going[key]
        return going, t.tree("loop", t.column(going.cells.list), word=going, levels=1 << level)

    def _folded(self, kind: Kind, fold: ir.Loop, loops: Loops) -> Lane:
        entries = self.lane(fold.entries, loops)
        if entries.never:
            return ln.open_(entries.status, kind)
        if fold.states:
            return self._running(fold, kind, loops, entries)
        going, loop = self._loop(fold.list, fold.level)
        inside = {**loops, fold.level: (going, dict[str, Lane]())}
        return self._asked(fold, kind, loop, inside, loops).result(entries)

    def _asked(self, fold: ir.Loop, kind: Kind, loop: Tree, inside: Loops, outside: Loops) -> Asking:
        empty = None if fold.empty is None else self.lane(fold.empty, outside)
        where, value = self.lane(fold.where, inside), self.lane(fold.value, inside)
        return Asking(fold, loop, self.statuses, kind, where, value, empty)

    def _running(self, fold: ir.Loop, kind: Kind, loops: Loops, entries: Lane) -> Lane:
        """A look into a list with running values; how they're held is found by trying, which must end."""
        starts = [self.lane(start, loops) for _, start, _ in fold.states]
        shapes = [Shape.of([start]) for start in starts]
        for _ in range(_MOST_TURNS):
            going, inside = self._started(fold, shapes, loops)
            steps = [ln.settled(self.lane(step, inside), self.statuses) for _, _, step in fold.states]
            held = [inside[fold.level][1][name] for name, _, _ in fold.states]
            wider = [Shape.of(each) for each in zip(starts, held, steps, strict=True)]
            if wider == shapes:
                break
            shapes = wider
        else:
            raise NotExpressible("sql", Construct.RUNNING, fold.list)
        parts = [part for shape, lane in zip(shapes, starts, strict=True) for part in shape.parts(lane)]
        parts += [part for shape, lane in zip(shapes, steps, strict=True) for part in shape.parts(lane)]
        bit = 1 << fold.level
        loop = t.tree("loop", t.column(going.cells.list), *parts, word=going, levels=bit)
        if fold.how is not FoldHow.FINAL:
            return self._asked(fold, kind, loop, inside, loops).result(entries)

        def last(op: str, name: str) -> Tree:
            return t.tree("last" if op == "state" else "last_mask", loop, word=name, bound=bit)

        after = {
            n: shape.lane(f"s{i}", last)
            for i, ((n, _, _), shape) in enumerate(zip(fold.states, shapes, strict=True))
        }
        found = self.lane(fold.value, {**loops, fold.level: (going, after)})
        stopped = b.some(entries.status)
        return ln.choose([(stopped, ln.open_(entries.status, kind))], found)

    def _started(self, fold: ir.Loop, shapes: Sequence[Shape], loops: Loops) -> tuple[Going, Loops]:
        """A loop with running values of these shapes."""
        columns = [each for n, shape in enumerate(shapes) for each in shape.columns(f"s{n}")]
        going = Going(len(self._going), fold.level, self._cells(fold.list), tuple(columns))
        self._going[going,] = going

        def column(op: str, name: str) -> Tree:
            return t.tree(op, word=(going, name), levels=1 << fold.level)

        lanes = {
            name: shape.lane(f"s{n}", column)
            for n, ((name, _, _), shape) in enumerate(zip(fold.states, shapes, strict=True))
        }
        return going, {**loops, fold.level: (going, lanes)}

    # ---- choices -------------------------------------------------------------------------------------
    def judged(self, decided: Value, loops: Loops) -> tuple[Judge, list[Outcome]]:
        """A choice decided, with who decided it."""
        match decided.op:
            case ir.Decided(rules):
                key = (decided, *_within(decided, loops))
                if key not in self._judged:
                    try:
                        self._judged[key] = self._decided(rules, loops)
                    except NotExpressible as refused:
                        raise refused.at(rules.name) from None
                return self._judged[key]
            case _:
                raise TypeError(f"no choice: {decided!r}")

    def _decided(self, rules: ir.Rules, loops: Loops) -> tuple[Judge, list[Outcome]]:
        kinds = [kind or Kind.BOOL for kind in rules.kinds]

        def lanes(values: Sequence[Value]) -> tuple[Lane, ...]:
            found = [self.lane(value, loops) for value in values]
            return tuple(
                ln.open_(lane.status, kind) if lane.never else lane
                for lane, kind in zip(found, kinds, strict=True)
            )

        sides = Sides(
            gate=None if rules.gate is None else self.lane(rules.gate, loops),
            guards=tuple(self.lane(guard, loops) for guard in rules.guards),
            rows=tuple(lanes(row) for row in rules.rows),
            otherwise=lanes(rules.otherwise),
            ties=None if rules.ties is None else lanes(rules.ties),
            ceiling=None if rules.ceiling is None else self.lane(rules.ceiling, loops),
        )
        judge = Judge(rules, sides, self.arithmetic)
        return judge, [self._in_order(rules, outcome) for outcome in judge.outcomes()]

    def _in_order(self, rules: ir.Rules, outcome: Outcome) -> Outcome:
        status = self.statuses.told_by(rules.choice, outcome.lane.status)
        return attrs.evolve(outcome, lane=attrs.evolve(outcome.lane, status=status))

    # ---- clauses -------------------------------------------------------------------------------------
    def clauses(self, field: Value) -> Clauses:
        """The clauses that a field rests on, in the order in which they're told."""
        if field not in self._cited:
            self._cited[field] = self._clauses(field)
        return self._cited[field]

    def _clauses(self, field: Value) -> Clauses:
        number = field.op.number if isinstance(field.op, ir.Field) else 0
        judge, outcomes = self.judged(field.args[0], {})
        by = outcomes[number].by
        own = [(b.has(by, 1 << bit), clause) for bit, clause in judge.slots]
        own += self.said_by(outcomes[number].lane.status)
        told = self.letters.listed(own)
        lent = all_of([self.clauses(operand) for operand in judge.rules.operands])
        if judge.rules.choice.cite is not None or not lent.letters:
            return told
        inside = t.TRUE if judge.sides.gate is None else t.not_(b.has(by, 1 << judge.count))
        alone = t.and_([inside, t.not_(t.or_(condition for condition, _ in own))])
        return Clauses(t.case([(alone, lent.text)], told.text), told.letters + lent.letters)

    def said_by(self, status: Bits) -> list[tuple[Tree, str]]:
        """The clauses that a status itself rests on."""
        found = []
        for member in self.statuses.members(status.can & self.statuses.outside):
            if isinstance(member, NotApplicable):
                there = b.has(status, self.statuses.set_of([member]))
                found += [(there, clause) for clause in member.clauses]
        for number in status.told:
            (member,) = self.statuses.members(1 << number)
            if not isinstance(member, NotApplicable):
                found.append((b.has(status, 1 << number), member[1]))
        return found


def _within(value: Value, loops: Loops) -> list[object]:
    return [loops[level][0] for level in sorted(value.levels) if level in loops]
