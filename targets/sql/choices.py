"""A choice as SQL: `compiler/interpret.py` and `compiler/combine.py`, said with sets of rows.

In: the lanes of gate, conditions and rows. Out: for each field its lane, and the rows whose clauses it rests
on. The rows that hold and aren't beaten are the bits of one integer, so combining them, adding an open row to
them and comparing what comes out are looks at bits; what is constant is decided here.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from polc.compiler.combine import CONFLICT
from polc.compiler.expressions import INCOMPARABLE
from polc.compiler.kernel import Kind, Op, Pick
from polc.compiler.plan import ir
from polc.targets.sql import bits as b
from polc.targets.sql import lane as ln
from polc.targets.sql import tree as t
from polc.targets.sql.bits import Bits
from polc.targets.sql.lane import Lane
from polc.targets.sql.ranks import Best, Ranked
from polc.targets.sql.statuses import outside_gate
from polc.targets.sql.tree import Tree
from polc.targets.sql.values import Arithmetic

FURTHEST = (Pick.HIGHEST, Pick.LOWEST)


@attrs.frozen
class Outcome:
    """A field: its lane, settled, and its clauses as members of `Judge.slots`."""

    lane: Lane
    by: Bits


@attrs.frozen(kw_only=True)
class Sides:
    """The lanes that a choice is decided by; rows by field."""

    gate: Lane | None
    guards: tuple[Lane, ...]
    rows: tuple[tuple[Lane, ...], ...]
    otherwise: tuple[Lane, ...]
    ties: tuple[Lane, ...] | None
    ceiling: Lane | None


@attrs.define(slots=False)
class Judge:
    """Decides one choice. Sets of rows have a bit a row, then one for the gate, 其余 and the tie."""

    rules: ir.Rules
    sides: Sides
    arithmetic: Arithmetic

    # ---- what its bits are ---------------------------------------------------------------------------
    @property
    def count(self) -> int:
        """How many rows there are; the bits after them are those of gate, 其余 and tie."""
        return len(self.rules.guards)

    @property
    def slots(self) -> list[tuple[int, str]]:
        """Bits with their clauses, in the order in which they're told."""
        choice = self.rules.choice
        cites = [(self.count, choice.gate_cite), *enumerate(row.cite for row in choice.rows)]
        cites += [(self.count + 1, choice.otherwise_cite), (self.count + 2, choice.tie_cite)]
        return [(bit, cite.text) for bit, cite in cites if cite is not None and cite.text]

    @cached_property
    def beaten_by(self) -> list[int]:
        """For each row, the rows that it beats."""
        losers = self.rules.choice.losers
        return [sum(1 << loser for loser in losers[row]) for row in range(self.count)]

    @cached_property
    def rivals(self) -> list[int]:
        """For each row, the rows that could hold together with it, none beating the other."""
        found = [0] * self.count
        for row, others in enumerate(self.rules.rivals):
            for other in others:
                found[row] |= 1 << other
                found[other] |= 1 << row
        return found

    # ---- the rows ------------------------------------------------------------------------------------
    @cached_property
    def held(self) -> Bits:
        """The rows that certainly hold and aren't beaten by one that does."""
        return self._unbeaten(self._certain)

    @cached_property
    def open(self) -> Bits:
        """The rows that may hold and aren't beaten."""
        found = [
            b.when(t.is_null(guard.value), b.constant(1 << row))
            for row, guard in enumerate(self.sides.guards)
            if guard.status.can
        ]
        return self._unbeaten(b.union(found))

    @cached_property
    def _certain(self) -> Bits:
        guards = [(row, guard.value) for row, guard in enumerate(self.sides.guards)]
        if any(self.rivals) or self.count > b.WORD:
            return b.union([b.when(value, b.constant(1 << row)) for row, value in guards])
        ordered = [(guards[row][1], b.constant(1 << row)) for row in self.rules.order]
        return b.choose(ordered, b.EMPTY)

    def _unbeaten(self, rows: Bits) -> Bits:
        """Without the rows that a row which certainly holds beats."""
        for row, losers in enumerate(self.beaten_by):
            there = b.has(self._certain, 1 << row)
            if rows.can & losers and there is not t.FALSE:
                rows = b.choose([(t.and_([there, b.has(rows, losers)]), b.without(rows, losers))], rows)
        return rows

    # ---- the answer ----------------------------------------------------------------------------------
    def outcomes(self) -> list[Outcome]:
        """Every field of the choice."""
        base = self.combined(self.held)
        return [self._settled(number, found) for number, found in enumerate(base)]

    def _settled(self, number: int, base: Outcome) -> Outcome:
        gate, statuses = self.sides.gate, self.arithmetic.statuses
        pending = self._pending(number, base)
        lane, by = base.lane, base.by
        gate_open = t.FALSE if gate is None or not gate.status.can else t.is_null(gate.value)
        waiting = t.or_([gate_open, b.some(pending)])
        if waiting is not t.FALSE:
            causes = [
                b.when(b.has(pending, 1 << row), guard.status)
                for row, guard in enumerate(self.sides.guards)
                if pending.can >> row & 1
            ]
            if gate is not None and gate_open is not t.FALSE:
                facts = b.only(statuses.settled(lane.status), statuses.facts)
                causes += [b.when(gate_open, b.union([gate.status, facts]))]
            stopped = ln.open_(b.union(causes), lane.kind)
            lane = ln.choose([(waiting, stopped)], lane)
            told = b.union([b.when(gate_open, b.constant(1 << self.count)), pending])
            by = b.choose([(waiting, told)], by)
        if gate is not None:
            closed = t.and_([t.not_(gate.value), t.not_(t.is_null(gate.value))]) if gate.status.can else None
            closed = t.not_(gate.value) if closed is None else closed
            outside = ln.stopped(outside_gate(self.rules.choice), lane.kind, statuses)
            lane = ln.choose([(closed, outside)], lane)
            by = b.choose([(closed, b.constant(1 << self.count))], by)
        return Outcome(ln.settled(lane, statuses), by)

    # ---- open rows -----------------------------------------------------------------------------------
    def _pending(self, number: int, base: Outcome) -> Bits:
        """The open rows that would change a field if they held; rows that say the same, all at once."""
        kinds: dict[tuple[object, ...], int] = {}
        for row in range(self.count):
            if self.open.can >> row & 1:
                kinds[self._alike(row, number)] = kinds.get(self._alike(row, number), 0) | 1 << row
        found = []
        for mask in kinds.values():
            row = (mask & -mask).bit_length() - 1
            self._rivals_together(mask)
            found.append(b.when(self._changes(row, number, base), b.only(self.open, mask)))
        return b.union(found)

    def _alike(self, row: int, number: int) -> tuple[object, ...]:
        """Open rows of which this is the same change a field in the same way."""
        rules = self.rules
        own = row if rules.pick in (Pick.SUM, Pick.TOP_UP) else None
        amount = self._value(row, rules.choice.pick_field) if rules.pick in FURTHEST else None
        cite = rules.choice.rows[row].cite.text if self.sides.ties is None and self.rivals[row] else None
        return (self._value(row, number), amount, self.beaten_by[row], own, cite)

    def _rivals_together(self, mask: int) -> None:
        """Rows that are looked at as one have the rivals of all."""
        rows = [row for row in range(self.count) if mask >> row & 1]
        for row in rows[1:]:
            self.rivals[rows[0]] |= self.rivals[row] & ~(1 << rows[0])
        for other in range(self.count):
            if self.rivals[rows[0]] >> other & 1:
                self.rivals[other] |= 1 << rows[0]

    def _changes(self, row: int, number: int, base: Outcome) -> Tree:
        """True where adding the row to those that hold gives another result."""
        match self.rules.pick:
            case Pick.UNIQUE | Pick.EXCLUSIVE | Pick.SETTLED:
                return self._changes_agreement(row, number, base)
            case Pick.HIGHEST | Pick.LOWEST:
                return self._changes_furthest(row, number, base)
            case _:
                added = self.combined(self._with(row))[number]
                return ln.differ(ln.settled(added.lane, self.arithmetic.statuses), base.lane)

    def _changes_furthest(self, row: int, number: int, base: Outcome) -> Tree:
        """It counts, and what it says isn't the result, or it makes a tie that isn't."""
        ranked = self._ranked(self._with(row))
        counts = b.has(ranked.counted, 1 << row)
        clash = t.or_(
            t.and_([b.has(ranked.counted, 1 << other), self._apart(row, other, number)])
            for other in range(self.count)
            if self.rivals[row] >> other & 1 and ranked.counted.can >> other & 1
        )
        tied = t.case([(c, ln.differ(lane, base.lane)) for c, lane in self._clashes(ranked, number)], t.FALSE)
        alone = ln.differ(self._value(row, number), base.lane)
        changed = t.case([(clash, tied)], alone)
        elsewhere = t.FALSE
        if counts is not t.TRUE and self.beaten_by[row] & self.held.can:
            added = self.combined(self._with(row))[number]
            elsewhere = ln.differ(ln.settled(added.lane, self.arithmetic.statuses), base.lane)
        return t.case([(counts, changed)], elsewhere)

    def _with(self, row: int) -> Bits:
        """The rows that hold when an open one does too."""
        left = b.without(self.held, self.beaten_by[row] | 1 << row)
        return b.union([left, b.constant(1 << row)])

    def _changes_agreement(self, row: int, number: int, base: Outcome) -> Tree:
        """An added row's own value stands, or it conflicts with one of the rows that it leaves."""
        added = self._with(row)
        clash = t.or_(
            t.and_([b.has(added, 1 << other), self._apart(row, other, number)])
            for other in range(self.count)
            if self.rivals[row] >> other & 1 and added.can >> other & 1
        )
        alone = self._seen_apart(row, number)
        if alone is None:
            alone = ln.differ(self._value(row, number), base.lane)
        if clash is t.FALSE:
            return alone
        tie = self._tie(added, number) if self.rules.pick is Pick.SETTLED else None
        return t.case([(clash, ln.differ(tie or self._conflict(added, base.lane.kind), base.lane))], alone)

    def _seen_apart(self, row: int, number: int) -> Tree | None:
        """A row's value isn't that of the rows that hold, seen by their bits; None where it isn't seen."""
        if self._may_clash(self.held, number):
            return None
        same = 0
        for other in range(self.count):
            if self.held.can >> other & 1:
                apart = self._apart(row, other, number)
                if apart.op != "bool":
                    return None
                same |= (apart is t.FALSE) << other
        elsewhere = ln.differ(self._value(row, number), self._otherwise(number))
        if elsewhere.op != "bool":
            return None
        nobody = t.not_(b.some(self.held)) if elsewhere is t.FALSE else t.FALSE
        return t.not_(t.or_([b.has(self.held, same), nobody]))

    # ---- rows that hold together ---------------------------------------------------------------------
    def combined(self, rows: Bits) -> list[Outcome]:
        """What these rows give, and no others: priority has been looked at already."""
        numbers = range(len(self.sides.otherwise))
        match self.rules.pick:
            case Pick.UNIQUE | Pick.EXCLUSIVE:
                found = [self._agreed(rows, n, self._conflict(rows, self._kind(n)), rows) for n in numbers]
            case Pick.SETTLED:
                told = b.constant(1 << self.count + 2)
                found = [self._agreed(rows, n, self._tie(rows, n), told) for n in numbers]
            case Pick.HIGHEST | Pick.LOWEST:
                found = self._furthest(rows)
            case Pick.TOP_UP:
                highest = self._furthest(rows)
                found = [self._with_money(rows, n, highest[n].lane) for n in numbers]
            case Pick.SUM:
                found = [self._with_money(rows, n, self._total(rows, n)) for n in numbers]
        nobody = t.not_(b.some(rows))
        other = b.constant(1 << self.count + 1)
        return [
            Outcome(
                ln.choose([(nobody, self._otherwise(n))], outcome.lane),
                b.choose([(nobody, other)], outcome.by),
            )
            for n, outcome in enumerate(found)
        ]

    def _agreed(self, rows: Bits, number: int, clash: Lane, clash_by: Bits) -> Outcome:
        """The common value of the rows; where they differ, `clash`."""
        branches = []
        for lane, mask in self._said(rows, number):
            row = (mask & -mask).bit_length() - 1
            against = [
                t.and_([b.has(rows, 1 << other), self._apart(row, other, number)])
                for other in range(self.count)
                if rows.can >> other & ~mask >> other & 1 and self._may_meet(mask, other)
            ]
            branches.append((t.and_([b.has(rows, mask), t.not_(t.or_(against))]), lane))
        if not self._may_clash(rows, number):
            return Outcome(ln.choose(branches[:-1], branches[-1][1]) if branches else clash, rows)
        by = b.choose([(t.or_(condition for condition, _ in branches), rows)], clash_by)
        return Outcome(ln.choose(branches, clash), by)

    def _said(self, rows: Bits, number: int) -> list[tuple[Lane, int]]:
        """The values that these rows can give, each with the rows that give it."""
        found: dict[Lane, int] = {}
        for row in self.rules.order:
            if rows.can >> row & 1:
                lane = self._value(row, number)
                found[lane] = found.get(lane, 0) | 1 << row
        return list(found.items())

    def _may_meet(self, mask: int, other: int) -> bool:
        return self.rivals[other] & mask != 0

    def _may_clash(self, rows: Bits, number: int) -> bool:
        """Two of these rows can hold together and give different values."""
        return any(
            rows.can >> row & rows.can >> other & 1 and self._apart(row, other, number) is not t.FALSE
            for row in range(self.count)
            for other in range(row)
            if self.rivals[row] >> other & 1
        )

    def _apart(self, row: int, other: int, number: int) -> Tree:
        return ln.differ(self._value(row, number), self._value(other, number))

    def _value(self, row: int, number: int) -> Lane:
        return ln.settled(self.sides.rows[row][number], self.arithmetic.statuses)

    def _otherwise(self, number: int) -> Lane:
        return ln.settled(self.sides.otherwise[number], self.arithmetic.statuses)

    def _kind(self, number: int) -> Kind:
        return self.rules.kinds[number] or Kind.BOOL

    def _tie(self, rows: Bits, number: int) -> Lane:
        """What the choice says where rows differ, if it says something."""
        if self.sides.ties is None:
            return self._conflict(rows, self._kind(number))
        return ln.settled(self.sides.ties[number], self.arithmetic.statuses)

    def _conflict(self, rows: Bits, kind: Kind) -> Lane:
        """待定, because the clauses of these rows say different things."""
        statuses = self.arithmetic.statuses
        cited: dict[str, int] = {}
        for row, each in enumerate(self.rules.choice.rows):
            if each.cite.text:
                cited[each.cite.text] = cited.get(each.cite.text, 0) | 1 << row
        told = [b.when(b.has(rows, mask), statuses.clause(text)) for text, mask in cited.items()]
        return ln.open_(b.union([statuses.reason(CONFLICT), *told]), kind)

    # ---- the highest, the lowest, all together -------------------------------------------------------
    def _furthest(self, rows: Bits) -> list[Outcome]:
        """The rows whose amount stands over all others."""
        ranked, by = self._ranked(rows), rows
        if self.sides.ties is not None:
            by = b.choose([(ranked.every, rows)], b.constant(1 << self.count + 2))
        else:
            by = ranked.counted
        found = []
        for n in range(len(self.sides.otherwise)):
            *branches, (_, last) = self._clashes(ranked, n)
            found.append(self._agreed(ranked.counted, n, ln.choose(branches, last), by))
        return found

    def _ranked(self, rows: Bits) -> Ranked:
        """The rows that count: the furthest; all where one that isn't stated could stand over them.

        An amount that isn't stated loses only to the ceiling, and only where the highest is wanted.
        """
        picked, highest = self.rules.choice.pick_field, self.rules.pick is not Pick.LOWEST
        amounts = {row: self._value(row, picked) for row in range(self.count) if rows.can >> row & 1}
        top = Best(self.arithmetic, amounts, rows, highest).top()
        unstated = {row: lane for row, lane in amounts.items() if lane.status.can}
        waits = t.or_(t.and_([b.has(rows, 1 << r), t.is_null(x.value)]) for r, x in unstated.items())
        none = t.not_(b.some(top))
        wide = t.and_([waits, t.or_([none, t.not_(self._reached(top, amounts) if highest else t.FALSE)])])
        every = t.or_([wide, none])
        pending = b.union([b.when(b.has(rows, 1 << row), lane.status) for row, lane in unstated.items()])
        return Ranked(b.choose([(every, rows)], top), every, wide, none, pending)

    def _clashes(self, ranked: Ranked, number: int) -> list[tuple[Tree, Lane]]:
        """What comes where the rows that count differ, with when: a status, else the tie's value."""
        kind, statuses = self._kind(number), self.arithmetic.statuses
        return [
            (ranked.wide, ln.settled(ln.open_(ranked.pending, kind), statuses)),
            (ranked.none, ln.open_(statuses.reason(INCOMPARABLE), kind)),
            (t.TRUE, self._tie(ranked.counted, number)),
        ]

    def _reached(self, top: Bits, amounts: dict[int, Lane]) -> Tree:
        """The best amount is the ceiling already."""
        ceiling = self.sides.ceiling
        if ceiling is None or ceiling.never:
            return t.FALSE
        return t.sure(
            t.or_(
                t.and_([b.has(top, 1 << row), self.arithmetic.compared(Op.GE, lane, ceiling)[0]])
                for row, lane in amounts.items()
                if top.can >> row & 1 and not lane.never
            )
        )

    def _with_money(self, rows: Bits, number: int, money: Lane) -> Outcome:
        """Money as it's added up or taken from the highest, on the clauses of all; the rest must agree."""
        if self.rules.kinds[number] is Kind.MONEY:
            return Outcome(money, rows)
        by = rows if self.sides.ties is None else b.constant(1 << self.count + 2)
        return self._agreed(rows, number, self._tie(rows, number), by)

    def _total(self, rows: Bits, number: int) -> Lane:
        """The values of these rows added up; a status among them stands for all."""
        kind = self._kind(number)
        total = Lane(kind, t.ZERO, step=0)
        if kind is not Kind.MONEY:
            return total
        for row in range(self.count):
            if rows.can >> row & 1:
                none = Lane(kind, t.ZERO, step=0)
                part = ln.choose([(b.has(rows, 1 << row), self._value(row, number))], none)
                status = b.union([total.status, part.status])
                total = attrs.evolve(self.arithmetic.added(total, part, 1), status=status)
        return total
