"""Kernel → program: expressions, one function a kind of node, under one way to read what is open.

In: an expression, the way to read and the entry at hand. Out: its value. An adopted reading is simply put
in; under undecided ones an expression is lowered once a way, and what doesn't depend on them is one value
all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

import attrs

from polc.compiler import kernel as k
from polc.compiler.interpret import NOT_IN_SCOPE
from polc.compiler.kernel import Expr, Kernel, Kind
from polc.compiler.plan import ir
from polc.compiler.plan.ir import EXACT, LINEAR, NONE, ONES, PLAIN, How, May, Rep, Value
from polc.compiler.plan.rows import in_order, ranked, reached, rivals_of
from polc.compiler.plan.values import Values, common, may_of
from polc.compiler.readings import bounds_of
from polc.dsl.values import Amount, Duration, NotApplicable, Unit

_Results: TypeAlias = tuple[Value, ...]


Numbers: TypeAlias = k.Add | k.Sub | k.Scale | k.Divide | k.Steps | k.Round | k.Clamp


@attrs.frozen
class Given:
    """A condition that holds, or that doesn't, for all the persons that a program is for."""

    condition: Expr
    holds: bool


@attrs.frozen(eq=False)
class Scope:
    """What an expression stands in: the way to read, its fields, the loop (level 0: none) and its states."""

    way: Mapping[str, str]
    fields: Mapping[str, Value]
    level: int = 0
    states: Mapping[str, Value] = attrs.field(factory=dict)


@attrs.define
class Lowering:
    """Lowers the expressions of one kernel; `unknown` where facts may be missing.

    `given` is known of everybody; `sure` leaves out persons whose conditions ask about fields that are 待定.
    """

    kernel: Kernel
    unknown: bool
    given: Given | None = None
    sure: bool = False
    values: Values = attrs.field(factory=Values)
    _seen: dict[tuple[int, int], tuple[Scope, Value]] = attrs.field(init=False, factory=dict)

    def expr(self, expr: Expr, scope: Scope) -> Value:
        """The value of an expression; one that was lowered in this scope isn't lowered again."""
        key = (id(expr), id(scope))
        if key not in self._seen:
            self._seen[key] = (scope, self._expr(expr, scope))
        return self._seen[key][1]

    def condition(self, expr: Expr, scope: Scope) -> Value:
        """The value of an expression in a condition's place."""
        if self.given is not None and expr == self.given.condition:
            return self.values.truth(self.given.holds)
        return self.values.held(self._tested(expr, scope))

    def _tested(self, expr: Expr, scope: Scope) -> Value:
        """What a condition asks about: with `sure`, a field that can only be 待定 has a value."""
        value = self.expr(expr, scope)
        if self.sure and isinstance(value.op, ir.Field) and value.status is May.OPEN:
            return self.values.make(ir.Sure(), [value], kind=value.kind, rep=value.rep, levels=value.levels)
        return value

    def fact(self, op: ir.Operation, kind: Kind, levels: frozenset[int] = frozenset()) -> Value:
        """A value that is given: 缺资料 where it may be missing."""
        may = May.VALUE | May.MISSING if self.unknown else May.VALUE
        return self.values.make(op, kind=kind, rep=_given(kind), may=may, levels=levels)

    def _expr(self, expr: Expr, scope: Scope) -> Value:
        match expr:
            case k.Const(value, type_):
                return self.values.known(value, type_.kind)
            case k.Silent(status):
                return self.values.stopped(status)
            case k.InputRef(name):
                return self.fact(ir.Input(name), self.kernel.input_by_name[name].type.kind)
            case k.FieldRef(name):
                return self._read(scope.fields[name])
            case k.ParamRef(name):
                return self.values.known(Amount(Fraction(0), ((name, Fraction(1)),)), Kind.MONEY)
            case k.ReadingOf(name):
                return self._reading(name, scope)
            case k.ItemRef(_, column, type_):
                return self.fact(ir.Item(scope.level, column), type_.kind, frozenset({scope.level}))
            case k.StateRef(name):
                return scope.states[name]
            case k.EntryResult(name):
                return self.field(self.choice(self.kernel.entry_rule_by_name[name], scope), 0)
            case k.Fold():
                return self._fold(expr, scope)
            case k.And() | k.Or() | k.Not() | k.Compare() | k.Reached() | k.OneOf():
                return self._logic(expr, scope)
            case k.Shift() | k.SnapTo() | k.Elapsed():
                return self._days(expr, scope)
            case _:
                return self._numbers(expr, scope)

    def _reading(self, name: str, scope: Scope) -> Value:
        meaning = self.kernel.assumption_by_name[name].reading(scope.way[name]).meaning
        if isinstance(meaning, k.Pick):
            raise TypeError(f"{name} is a way to combine, not a value")
        return self.expr(meaning, scope)

    def _logic(self, expr: k.And | k.Or | k.Not | k.Compare | k.Reached | k.OneOf, scope: Scope) -> Value:
        match expr:
            case k.And(items):
                return self.values.joined(ir.AllOf(), [self.condition(item, scope) for item in items])
            case k.Or(items):
                return self.values.joined(ir.AnyOf(), [self.condition(item, scope) for item in items])
            case k.Not(item):
                return self.values.negated(self.condition(item, scope))
            case k.Compare(op, left, right):
                return self.values.compared(op, self._tested(left, scope), self._tested(right, scope))
            case k.Reached(birth, years, day, rule):
                both = [self.expr(birth, scope), self.expr(day, scope)]
                return self.values.test(ir.Aged(years, rule), both)
            case k.OneOf(item, options):
                return self.values.among(self._tested(item, scope), options)

    def _days(self, expr: k.Shift | k.SnapTo | k.Elapsed, scope: Scope) -> Value:
        match expr:
            case k.Shift(day, length, sign, rule):
                both = [self.expr(day, scope), self.expr(length, scope)]
                more = May.OPEN if _counts_workdays(both[1]) else May.NOTHING
                return self.values.strict(ir.Shifted(sign, rule), both, Kind.DATE, PLAIN, more)
            case k.SnapTo(day, to):
                return self.values.strict(ir.Snapped(to), [self.expr(day, scope)], Kind.DATE, PLAIN)
            case k.Elapsed(count, start, end, extra, months, leap):
                both = [self.expr(start, scope), self.expr(end, scope)]
                op = ir.Between(count, extra, months, leap)
                return self.values.strict(op, both, Kind.INT, ONES)

    def _numbers(
        self, expr: k.Add | k.Sub | k.Scale | k.Divide | k.Steps | k.Round | k.Clamp, scope: Scope
    ) -> Value:
        match expr:
            case k.Add(left, right):
                return self.values.added(ir.Plus(), self.expr(left, scope), self.expr(right, scope))
            case k.Sub(left, right):
                return self.values.added(ir.Minus(), self.expr(left, scope), self.expr(right, scope))
            case k.Scale(item, factor):
                return self.values.times(self.expr(item, scope), self.expr(factor, scope))
            case k.Divide(item, by):
                return self.values.divided(self.expr(item, scope), self.expr(by, scope))
            case k.Steps(item, size, up):
                value = self.expr(item, scope)
                more = May.OPEN if value.rep == LINEAR else May.NOTHING
                return self.values.strict(ir.Stepped(size, up), [value], Kind.INT, ONES, more)
            case k.Round(item, step, mode):
                value = self.expr(item, scope)
                rep, more = (LINEAR, May.OPEN) if value.rep == LINEAR else (ONES, May.NOTHING)
                return self.values.strict(ir.Rounded(step, mode), [value], Kind.MONEY, rep, more)
            case k.Clamp(item, low, high):
                return self._clamp(self.expr(item, scope), low, high, scope)
            case _:
                assert_never(expr)

    def _clamp(self, item: Value, low: Expr | None, high: Expr | None, scope: Scope) -> Value:
        if low is not None:
            item = self.values.bounded(ir.AtLeast(), item, self.expr(low, scope))
        if high is not None:
            item = self.values.bounded(ir.AtMost(), item, self.expr(high, scope))
        return item

    # ---- choices -------------------------------------------------------------------------------------
    def choice(self, choice: k.Choice, scope: Scope) -> Value:
        """A choice decided; `field` takes its results out."""
        gate = None if choice.gate is None else self.condition(choice.gate, scope)
        if gate is not None and gate is self.values.truth(True):
            gate = None
        guards = tuple(self.condition(row.guard, scope) for row in choice.rows)
        rows, otherwise, ties, ceiling = self._held_alike(choice, scope)
        order = in_order(choice)
        rules = ir.Rules(
            choice=choice,
            name=choice.name,
            pick=self._pick(choice, scope),
            gate=gate,
            guards=guards,
            rows=rows,
            otherwise=otherwise,
            ties=ties,
            ceiling=ceiling,
            order=order,
            rivals=rivals_of(choice, order, guards),
            operands=self._operands(choice, scope),
            kinds=tuple(self.kernel.kind_filled(choice, n) for n in range(len(choice.fields))),
        )
        levels = frozenset[int]().union(*(value.levels for value in rules.values))
        decided = ir.Decided(ranked(rules, bounds_of(self.kernel)))
        return self.values.make(decided, kind=None, rep=NONE, levels=levels)

    def _pick(self, choice: k.Choice, scope: Scope) -> k.Pick:
        if isinstance(choice.pick, k.Pick):
            return choice.pick
        name = choice.pick.assumption
        meaning = self.kernel.assumption_by_name[name].reading(scope.way[name]).meaning
        if not isinstance(meaning, k.Pick):
            raise TypeError(f"{name} is no way to combine")
        return meaning

    def _operands(self, choice: k.Choice, scope: Scope) -> tuple[Value, ...]:
        if choice.cite is not None or scope.level:
            return ()
        values = (value for row in choice.rows for value in row.values)
        read = dict.fromkeys(e.name for value in values for e in k.walk(value) if isinstance(e, k.FieldRef))
        return tuple(scope.fields[name] for name in read)

    def _held_alike(
        self, choice: k.Choice, scope: Scope
    ) -> tuple[tuple[_Results, ...], _Results, _Results | None, Value | None]:
        """The values of the rows, of no row, of a tie, and the ceiling; those of a field held alike."""
        rows = [[self.expr(value, scope) for value in row.values] for row in choice.rows]
        otherwise = [self.expr(value, scope) for value in choice.otherwise]
        ties = [] if choice.tie is None else [self.expr(choice.tie, scope)]
        ceiling = None if choice.ceiling is None else self.expr(choice.ceiling, scope)
        columns: list[list[Value]] = []
        for number, other in enumerate(otherwise):
            column = [*(row[number] for row in rows), other, *ties]
            if ceiling is not None and number == choice.pick_field:
                *column, ceiling = self.values.alike([*column, ceiling])
            columns.append(self.values.alike(column))
        return (
            tuple(tuple(column[n] for column in columns) for n in range(len(rows))),
            tuple(column[len(rows)] for column in columns),
            tuple(column[-1] for column in columns) if ties else None,
            ceiling,
        )

    def field(self, decided: Value, number: int) -> Value:
        """The result of one field of a choice."""
        match decided.op:
            case ir.Decided(rules):
                ties = () if rules.ties is None else (rules.ties[number],)
                values = [*(row[number] for row in reached(rules)), *ties]
                may = may_of([*values, *rules.guards]) | self._may_differ(rules, number)
                if rules.gate is not None:
                    may |= rules.gate.status | May.OUTSIDE
                if any(May.VALUE in value.may for value in values):
                    may |= May.VALUE
                rep = common([value.rep for value in values])
                levels = decided.levels
                kind = rules.kinds[number]
                return self.values.make(
                    ir.Field(number), [decided], kind=kind, rep=rep, may=may, levels=levels
                )
            case _:
                raise TypeError(f"no choice: {decided!r}")

    def _read(self, field: Value) -> Value:
        """A field as other choices read it: what it always is, or 是 where any row holds, else 否."""
        match field.args[0].op, field.op:
            case ir.Decided(rules), _ if rules.gate is self.values.truth(False):
                return self.values.stopped(outside(rules.choice))
            case ir.Decided(rules), ir.Field(number) if rules.gate is None and rules.pick in (
                k.Pick.UNIQUE,
                k.Pick.EXCLUSIVE,
            ):
                yes, no = (self.values.truth(True),), (self.values.truth(False),)
                if rules.otherwise == no and all(row == yes for row in rules.rows):
                    return self.values.joined(ir.AnyOf(), rules.guards)
                only = {row[number] for row in reached(rules)}
                if len(only) == 1 and not field.status and next(iter(only)).constant:
                    return next(iter(only))
        return field

    def _may_differ(self, rules: ir.Rules, number: int) -> May:
        """待定 where rows that could hold together may say different things of this field."""
        column = [row[number] for row in rules.rows]
        pairs = enumerate(rules.meets if rules.stated else rules.rivals)
        if all(column[row] is column[other] for row, others in pairs for other in others):
            return May.NOTHING
        picked, exact = rules.choice.pick_field, LINEAR not in [value.rep for value in column]
        match rules.pick:
            case k.Pick.SUM if rules.kinds[number] is Kind.MONEY:
                return May.NOTHING
            case k.Pick.HIGHEST | k.Pick.LOWEST if exact and number == picked:
                return May.NOTHING
            case k.Pick.HIGHEST | k.Pick.LOWEST | k.Pick.TOP_UP:
                return May.OPEN | may_of([row[picked] for row in rules.rows])
            case k.Pick.UNIQUE | k.Pick.EXCLUSIVE | k.Pick.SUM | k.Pick.SETTLED:
                return May.OPEN

    # ---- lists ---------------------------------------------------------------------------------------
    def _fold(self, fold: k.Fold, scope: Scope) -> Value:
        entries = self.fact(ir.Entries(fold.list), Kind.LIST)
        if fold.states and self.kernel.input_by_name[fold.list].order:
            entries = self.values.strict(ir.Untied(fold.list), [entries], Kind.LIST, PLAIN, May.OPEN)
        starts = [self.expr(state.start, scope) for state in fold.states]
        inside, steps = self._settled(fold, scope, starts)
        held = [
            self.values.converted(s, inside.states[d.name].rep)
            for s, d in zip(starts, fold.states, strict=True)
        ]
        value = self._asked(fold, scope, inside)
        empty = None
        if fold.how in (k.FoldHow.EVERY, k.FoldHow.GREATEST, k.FoldHow.LEAST, k.FoldHow.SUM):
            empty = self.expr(fold.empty, scope)
            value, empty = self.values.alike([value, empty])
        where = self.values.truth(True)
        if fold.how is not k.FoldHow.FINAL:
            where = self.condition(fold.where, inside)
        names = [state.name for state in fold.states]
        loop = ir.Loop(
            list=fold.list,
            how=fold.how,
            level=inside.level,
            entries=entries,
            where=where,
            value=value,
            empty=empty,
            states=tuple(zip(names, held, steps, strict=True)),
        )
        return self._folded(loop)

    def _folded(self, loop: ir.Loop) -> Value:
        counted = loop.how is k.FoldHow.COUNT
        asked = [loop.entries, loop.where, *([] if counted else [loop.value])]
        ends = [] if loop.empty is None else [loop.empty]
        may = may_of([*asked, *ends]) | May.VALUE
        rep = ONES if counted else common([value.rep for value in (loop.value, *ends)])
        if rep == LINEAR and loop.how in (k.FoldHow.GREATEST, k.FoldHow.LEAST):
            may |= May.OPEN
        levels = frozenset[int]().union(*(value.levels for value in loop.values)) - {loop.level}
        kind = Kind.INT if counted else loop.value.kind
        return self.values.make(ir.Folded(loop), kind=kind, rep=rep, may=may, levels=levels)

    def _asked(self, fold: k.Fold, scope: Scope, inside: Scope) -> Value:
        """What is asked of each entry, or of what is left after the last."""
        match fold.how:
            case k.FoldHow.FINAL:
                after = {name: self._after(value) for name, value in inside.states.items()}
                return self.expr(fold.value, attrs.evolve(scope, states=after))
            case k.FoldHow.COUNT:
                return self.values.truth(True)
            case k.FoldHow.EXISTS | k.FoldHow.EVERY:
                return self.condition(fold.value, inside)
            case _:
                return self.expr(fold.value, inside)

    def _after(self, running: Value) -> Value:
        match running.op:
            case ir.Running(level, name):
                return self.values.make(
                    ir.After(level, name),
                    kind=running.kind,
                    rep=running.rep,
                    may=running.may,
                    levels=running.levels,
                )
            case _:
                raise TypeError(f"no running value: {running!r}")

    def _settled(self, fold: k.Fold, scope: Scope, starts: Sequence[Value]) -> tuple[Scope, list[Value]]:
        """The scope of the loop and its steps: the least fixpoint of how running values are held.

        A WHOLE whose denominator keeps growing is widened to EXACT, so this ends.
        """
        states = [(start.rep, start.may) for start in starts]
        turn = 0
        while True:
            inside = self._inside(fold, scope, states)
            steps = [self.expr(state.step, inside) for state in fold.states]
            after = [
                (_wider(rep, step.rep, widen=turn > 2), may | step.may)
                for (rep, may), step in zip(states, steps, strict=True)
            ]
            if after == states:
                held = [self.values.converted(s, rep) for s, (rep, _) in zip(steps, states, strict=True)]
                return inside, held
            states, turn = after, turn + 1

    def _inside(self, fold: k.Fold, scope: Scope, states: Sequence[tuple[Rep, May]]) -> Scope:
        level = scope.level + 1
        levels = frozenset({level})
        running = {
            state.name: self.values.make(
                ir.Running(level, state.name), kind=state.type.kind, rep=rep, may=may, levels=levels
            )
            for state, (rep, may) in zip(fold.states, states, strict=True)
        }
        return Scope(way=scope.way, fields=scope.fields, level=level, states=running)


def outside(choice: k.Choice) -> NotApplicable:
    """What a choice comes to whose gate is closed."""
    cite = choice.gate_cite
    return NotApplicable(reason=NOT_IN_SCOPE, clauses=(cite.text,) if cite else ())


def _wider(rep: Rep, step: Rep, *, widen: bool) -> Rep:
    found = common([rep, step])
    return EXACT if widen and found != rep and found.how is How.WHOLE else found


def _given(kind: Kind) -> Rep:
    """How a fact of this kind is held."""
    match kind:
        case Kind.MONEY | Kind.INT:
            return ONES
        case Kind.RATE:
            return EXACT
        case _:
            return PLAIN


def _counts_workdays(length: Value) -> bool:
    """A length of time that may be of working days, which leave the calendar."""
    match length.op:
        case ir.Known(Duration(_, unit)):
            return unit is Unit.WORKDAY
        case _:
            return True
