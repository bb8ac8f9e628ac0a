"""Rows that hold together: what a choice comes to where several do.

In: the rows that hold for one person, and the way the policy says they combine. Out: a result and its clauses
for each field. It follows `polc.compiler.combine` step by step.
"""

from __future__ import annotations

from polc.targets.python.prelude import (
    _HAS_FURTHEST,
    _HAS_RIVALS,
    _HAS_TOP_UP,
    _HAS_TOTALS,
    _STATUSES,
    _ZERO,
    Undetermined,
    _Amount,
    _distinct,
    _plus,
    _same,
)
from polc.targets.python.prelude_decide import _Choice, _Combined, _compare, _Env, _status_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from polc.targets.python.prelude import _Plain, _Result
    from polc.targets.python.prelude_decide import _Results


class _Combiner:
    """Combines the rows of one choice for one person; the values of a row are computed once.

    `pick` is the way to combine where it's known without the readings.
    """

    pick = ""

    def __init__(self, choice: _Choice, env: _Env) -> None:
        self.choice = choice
        self.env = env
        self.known: dict[int, _Results] = {}

    def values(self, row: int) -> _Results:
        if row not in self.known:
            self.known[row] = self.choice.values(self.env, row)
        return self.known[row]

    def combine(self, holding: Iterable[int]) -> _Combined:
        """The results where `holding` hold and no other rows."""
        choice, held = self.choice, sorted(holding)
        beaten = {loser for row in held for loser in choice.losers[row]}
        rows = [row for row in held if row not in beaten]
        if not rows:
            results = self.values(len(choice.rows))
            return _Combined(results, (choice.otherwise_clauses,) * len(results), frozenset())
        if _HAS_RIVALS and len(rows) > 1:
            return self.together(rows)
        results, clause = self.values(rows[0]), choice.rows[rows[0]].clause
        return _Combined(results, ((clause,) if clause else (),) * len(results), frozenset(rows))

    if _HAS_RIVALS:

        def together(self, rows: list[int]) -> _Combined:
            """The results of several rows, none of which another beats."""
            pick = self.pick or self.choice.way(self.env)
            if _HAS_FURTHEST and pick in ("只取最高", "只取最低"):
                return self.furthest(rows, ">=" if pick == "只取最高" else "<=")
            if _HAS_TOP_UP and pick == "补足差额":
                return self.money_from(self.furthest(rows, ">=").results, self.equal(rows, self.tie()))
            if _HAS_TOTALS and pick == "合计":
                return self.money_from(self.totals(rows), self.equal(rows, self.tie()))
            return self.equal(rows, self.tie() if pick == "另有说法" else None)

        def equal(self, rows: list[int], tie: tuple[_Result, tuple[str, ...]] | None) -> _Combined:
            """The common value of the rows, field by field; where they differ the tie's, else a conflict."""
            cites, values = self.cites(rows), [self.values(row) for row in rows]
            if all(each == values[0] for each in values[1:]):
                return _Combined(values[0], (cites,) * len(values[0]), frozenset(rows))
            result, by = tie or (Undetermined(("同时适用的几条规定说法不一致",), clauses=cites), cites)
            results, clauses = [], []
            for number, value in enumerate(values[0]):
                agreed = all(_same(each[number], value) for each in values)
                results.append(value if agreed else result)
                clauses.append(cites if agreed else by)
            return _Combined(tuple(results), tuple(clauses), frozenset(rows))

        def tie(self) -> tuple[_Result, tuple[str, ...]] | None:
            if not self.choice.tie:
                return None
            return self.values(len(self.choice.rows) + 1)[0], self.choice.tie_clauses

        def cites(self, rows: Iterable[int]) -> tuple[str, ...]:
            clauses = [self.choice.rows[row].clause for row in sorted(rows)]
            return _distinct([clause for clause in clauses if clause])

    if _HAS_FURTHEST:

        def furthest(self, rows: list[int], op: str) -> _Combined:
            """The rows with the highest (>=) or lowest (<=) value.

            An amount that isn't stated loses only to the ceiling, and only where the highest is wanted.
            """
            amounts = {row: self.values(row)[self.choice.pick_field] for row in rows}
            stated = {row: amount for row, amount in amounts.items() if not isinstance(amount, _STATUSES)}
            open_ = _status_of(*amounts.values())
            best = self.best(list(stated.values()), op)
            if open_ is not None and (best is None or op == "<=" or not self.reaches_ceiling(best)):
                return self.equal(rows, (open_, self.cites(rows)))
            if best is None:
                return self.equal(rows, (Undetermined(("哪一项更高取决于未写明的数",)), self.cites(rows)))
            return self.equal([row for row, amount in stated.items() if amount == best], self.tie())

        def best(self, values: list[_Plain], op: str) -> _Plain | None:
            """The value that stands in `op` to every other for all parameters; None when there's none."""
            for item in values:
                if all(_compare(self.env, op, item, other) is True for other in values):
                    return item
            return None

        def reaches_ceiling(self, best: _Plain) -> bool:
            if not self.choice.ceiling or not isinstance(best, _Amount):
                return False
            ceiling = self.values(len(self.choice.rows) + 2)[0]
            return isinstance(ceiling, _Amount) and _compare(self.env, ">=", best, ceiling) is True

    if _HAS_TOTALS:

        def totals(self, rows: list[int]) -> _Results:
            columns = [[self.values(row)[n] for row in rows] for n in range(len(self.choice.fields))]
            return tuple(
                _total(column) if self.choice.money[n] else _ZERO for n, column in enumerate(columns)
            )

        def money_from(self, money: _Results, rest: _Combined) -> _Combined:
            cites = self.cites(rest.taken)
            results, clauses = [], []
            for number, is_money in enumerate(self.choice.money):
                results.append(money[number] if is_money else rest.results[number])
                clauses.append(cites if is_money else rest.clauses[number])
            return _Combined(tuple(results), tuple(clauses), rest.taken)


def _total(values: list[_Result]) -> _Result:
    status = _status_of(*values)
    if status is not None:
        return status
    total = _ZERO
    for amount in values:
        if isinstance(amount, _Amount):
            total = _plus(total, amount)
    return total
