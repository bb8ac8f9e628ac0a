"""How one choice is decided when what its rows say is already known: the interpreter's steps 1 to 5.

In: a choice, what its gate and guards hold and what its rows are worth. Out: the result of each field
with its clauses. Combining is `combine` itself; a set of rows is combined once for the same worth.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.combine import Combined, combine
from polc.compiler.expressions import Environment, Holds
from polc.compiler.kernel import BOOL, Choice, Const, Expr, Silent
from polc.compiler.readings import FieldResult, ordered
from polc.dsl.values import Missing, NotApplicable, Result, Status, Undetermined, distinct, meet, same
from polc.targets.columnar.days import SymbolicDay


@attrs.frozen(kw_only=True, cache_hash=True)
class Worth:
    """What the expressions of a choice other than conditions come to, for one table entry."""

    rows: tuple[tuple[Result, ...], ...]
    otherwise: tuple[Result, ...]
    tie: Result | None
    ceiling: Result | None

    @property
    def symbolic(self) -> bool:
        """True where days of the person stand in it: what they compare as is another thing for each entry."""
        ends = (*self.otherwise, self.tie, self.ceiling)
        return any(isinstance(each, SymbolicDay) for each in (*ends, *(v for row in self.rows for v in row)))


@attrs.define
class Decider:
    """Decides one choice again and again; `env` gives readings, bounds and kernel."""

    choice: Choice
    env: Environment
    _choices: dict[Worth, Choice] = attrs.Factory(dict)
    _combined: dict[tuple[frozenset[int], Worth], Combined] = attrs.Factory(dict)

    def decide(
        self,
        gate: Holds,
        guards: tuple[Holds, ...],
        worth: Worth,
        operand_clauses: tuple[str, ...],
    ) -> tuple[FieldResult, ...]:
        """The fields of the choice; `operand_clauses` are those of the fields an identity reads."""
        choice = self.choice
        by_gate = (choice.gate_cite.text,) if choice.gate_cite else ()
        if gate is False:
            outside = NotApplicable(reason="不属于适用对象", clauses=by_gate)
            return tuple(FieldResult(outside, by_gate) for _ in choice.fields)
        certain = [i for i, guard in enumerate(guards) if guard is True]
        beaten = frozenset(loser for winner in certain for loser in choice.losers[winner])
        open_ = {i: g for i, g in enumerate(guards) if not isinstance(g, bool) and i not in beaten}
        left = frozenset(certain) - beaten
        base = self._combine(left, worth)
        added = {i: self._combine(left | {i}, worth) for i in open_}
        results = []
        for number in range(len(choice.fields)):
            result = base.results[number]
            changes = {i: s for i, s in open_.items() if not same(added[i].results[number], result)}
            found = ordered(self.env.kernel, self._settle(number, base, changes, gate, by_gate))
            results.append(FieldResult(found.result, found.clauses or operand_clauses))
        return tuple(results)

    def _combine(self, holding: frozenset[int], worth: Worth) -> Combined:
        if len(holding) == 1:
            return self._alone(min(holding), worth)
        found = self._combined.get((holding, worth))
        if found is None:
            if worth not in self._choices:
                self._choices[worth] = _fixed(self.choice, worth)
            found = combine(self._choices[worth], holding, self.env)
            if not worth.symbolic:
                self._combined[holding, worth] = found
        return found

    def _alone(self, row: int, worth: Worth) -> Combined:
        """One row alone gives what it says, however rows combine."""
        text = self.choice.rows[row].cite.text
        clauses = ((text,) if text else (),) * len(self.choice.fields)
        return Combined(results=worth.rows[row], clauses=clauses, taken=frozenset({row}))

    def _settle(
        self,
        number: int,
        base: Combined,
        changes: Mapping[int, Status],
        gate: bool | Status,
        by_gate: tuple[str, ...],
    ) -> FieldResult:
        pending = [] if isinstance(gate, bool) else [gate]
        pending += changes.values()
        result = base.results[number]
        if not pending:
            return FieldResult(result, base.clauses[number])
        if pending[0] is gate and isinstance(result, Missing):
            pending.append(result)
        clauses = tuple(self.choice.rows[i].cite.text for i in changes)
        if pending[0] is gate:
            clauses = (*by_gate, *clauses)
        return FieldResult(meet(pending), distinct(clauses))


def _fixed(choice: Choice, worth: Worth) -> Choice:
    """The choice with every expression but the guards replaced by what it is worth."""
    rows = tuple(
        attrs.evolve(row, values=tuple(map(_said, values)))
        for row, values in zip(choice.rows, worth.rows, strict=True)
    )
    return attrs.evolve(
        choice,
        rows=rows,
        otherwise=tuple(map(_said, worth.otherwise)),
        tie=None if worth.tie is None else _said(worth.tie),
        ceiling=None if worth.ceiling is None else _said(worth.ceiling),
    )


def _said(result: Result) -> Expr:
    """An expression that has this result; nothing looks at the type of a constant."""
    if isinstance(result, NotApplicable | Missing | Undetermined):
        return Silent(result)
    return Const(result, _ANY)


_ANY = BOOL
