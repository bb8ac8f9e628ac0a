"""What the compiled decision of a policy calls where something is open, and to give its answers.

In: values as the compiled code holds them: money in 分 as a number, or as an `_Amount` where parameters take
part; statuses in the place of values. Out: the same. Nothing is decided here a second time: rows that have to
be settled go to `_judge`, with what the compiled code has found out of them.
"""

from __future__ import annotations

from polc.targets.python.prelude import (
    _STATUSES,
    Missing,
    NotApplicable,
    _Amount,
    _answer,
    _distinct,
    _divide,
    _meet,
    _whole,
)
from polc.targets.python.prelude_answer import Reason, _row_text, _row_texts
from polc.targets.python.prelude_combine import _Combiner
from polc.targets.python.prelude_decide import _Env, _Step
from polc.targets.python.prelude_run import _MOST_KEPT, _in_order, _judge, _merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from polc.targets.python.prelude import _Bounds, _Number, _Result
    from polc.targets.python.prelude_decide import _Choice, _FieldResult, _Results
    from polc.targets.python.prelude_run import _Policy


# ---- statuses ----------------------------------------------------------------------------------------
_MET: dict[tuple[int, ...], tuple[Any, tuple[Any, ...]]] = {}


def _met(*operands: Any) -> Any:
    """The statuses among operands of which one at least has one, met."""
    return _joined_once([operand for operand in operands if operand.__class__ in _STATUSES])


def _narrowed(condition: Any) -> Any:
    """A value in a condition's place: 不适用 doesn't hold."""
    return False if condition.__class__ is NotApplicable else condition


def _opened(*conditions: Any) -> Any:
    """The statuses among conditions, met."""
    return _joined_once([condition for condition in conditions if condition.__class__ is not bool])


def _joined_once(statuses: list[Any]) -> Any:
    """Statuses met; what the same ones gave is kept, with them, so that their numbers stay theirs."""
    if len(statuses) == 1:
        return statuses[0]
    key = tuple(map(id, statuses))
    kept = _MET.get(key)
    if kept is None:
        kept = _kept(_MET, key, (_meet(statuses), tuple(statuses)))
    return kept[0]


# ---- rows that have to be settled --------------------------------------------------------------------
class _Found(_Combiner):
    """Rows whose values were found by compiled code; they're brought into the general form when needed."""

    def __init__(self, settler: _Settler, table: Sequence[tuple[Any, ...]], ceiling: Any) -> None:
        super().__init__(settler.choice, settler.env)
        self.pick, self.parts, self.table, self.ceiling = settler.pick, settler.parts, table, ceiling

    def values(self, row: int) -> _Results:
        if row not in self.known:
            if row < len(self.table):
                self.known[row] = tuple(map(_general_of, self.table[row], self.parts))
            else:
                self.known[row] = (_general_of(self.ceiling, self.parts[self.choice.pick_field]),)
        return self.known[row]


class _Settler:
    """Settles one choice; `parts` says for each field how money and numbers are held.

    0: as the general path holds it; n: an amount as a number of which n make one 分.
    """

    __slots__ = ("choice", "env", "kept", "parts", "pick")

    def __init__(
        self, choice: _Choice, labels: Mapping[str, str], bounds: _Bounds, pick: str, parts: tuple[int, ...]
    ) -> None:
        self.choice, self.pick, self.parts = choice, pick, parts
        self.env = _Env({}, labels, {}, bounds)
        self.kept: dict[tuple[int, ...], tuple[tuple[Any, ...], object]] = {}

    def settle(
        self, gate: Any, guards: tuple[Any, ...], table: Sequence[tuple[Any, ...]], ceiling: Any
    ) -> tuple[Any, ...]:
        """The results, and the step; `table` has the values of each row, where no row holds, of a tie."""
        step = _judge(_Found(self, table, ceiling), gate, guards)
        held = [_held_of(field[0], self.parts[n]) for n, field in enumerate(step.results)]
        return (*held, step)

    def settle_constants(
        self, gate: Any, guards: tuple[Any, ...], told: tuple[tuple[tuple[Any, ...], ...], Any]
    ) -> tuple[Any, ...]:
        """The same where `told`, table and ceiling, is constant: what the same conditions gave is kept."""
        key = (id(told), id(gate), *map(id, guards))
        kept = self.kept.get(key)
        if kept is None:
            kept = _kept(self.kept, key, (self.settle(gate, guards, *told), (told, gate, guards)))
        return kept[0]


_GENERAL = (*_STATUSES, _Amount)


def _general_of(lane: Any, parts: int) -> _Result:
    """A value as the general path holds it."""
    if not parts or lane.__class__ in _GENERAL:
        result: _Result = lane
        return result
    return _Amount(lane if parts == 1 else _divide(lane, parts))


def _held_of(result: Any, parts: int) -> Any:
    """A value of the general path as the compiled code holds it."""
    return result.fen * parts if parts and result.__class__ is _Amount else result


# ---- clauses -----------------------------------------------------------------------------------------
class _Account:
    """What it takes to say which clauses a choice rests on, by what a decision kept of it.

    That is a row's number; the number after the last row where none holds; -1 where the gate is closed; the
    rows that hold together, as a tuple or as -1 less their bits; or the whole step. It stands in the
    `place` of the basis, unless it's `always` the same. `operands` are (account, field) pairs; `statuses` the
    places of results that may have clauses, by field; `own` the clauses of statuses that rows state, by field
    and row.
    """

    __slots__ = ("always", "choice", "operands", "own", "place", "statuses")

    def __init__(
        self,
        choice: _Choice,
        place: int = 0,
        always: int = 0,
        operands: tuple[tuple[int, int], ...] = (),
        statuses: Mapping[int, int] | None = None,
        own: Mapping[int, Mapping[int, tuple[str, ...]]] | None = None,
    ) -> None:
        self.choice, self.place, self.always, self.operands = choice, place, always, operands
        self.statuses, self.own = statuses or {}, own or {}

    def rows(self, kept: Any) -> tuple[int, ...]:
        """The rows taken."""
        if kept.__class__ is tuple:
            rows: tuple[int, ...] = kept
            return rows
        if kept < -1:
            return tuple([row for row in range(len(self.choice.rows)) if (-1 - kept) // 2**row % 2])
        return (kept,) if 0 <= kept < len(self.choice.rows) else ()

    def clauses(self, basis: Sequence[Any], kept: Any, field: int, result: Any) -> tuple[str, ...]:
        """The clauses of one field, without those of operands; `result` where it isn't in the basis."""
        if kept.__class__ is _Step:
            told: tuple[str, ...] = kept.results[field][1]
            return told
        if kept == -1:
            return self.choice.gate_clauses
        rows = self.rows(kept)
        found = [self.choice.rows[row].clause for row in rows] if rows else self.choice.otherwise_clauses
        status = basis[self.statuses[field]] if field in self.statuses else None
        if result.__class__ in _STATUSES:
            status = result
        own = self.own.get(field, {}).get(rows[0] if rows else kept, ())
        return _distinct(
            [clause for clause in (*found, *(own if status is None else status.clauses)) if clause]
        )

    def texts(self, kept: Any) -> dict[str, str]:
        """The text of the rows by clause."""
        if kept.__class__ is _Step:
            return _row_texts(kept)
        texts: dict[str, str] = {}
        for row in [self.choice.rows[number] for number in self.rows(kept)]:
            texts.setdefault(row.clause, _row_text(row.condition, row.outcome))
        return texts


class _Accounts:
    """The accounts of one function: `asked` has for each output its alias, (account, field), a place or 0.

    In that place of the basis are its clauses, None where they're told as others' are; or a row of outputs
    that were looked up, at whose end are the clauses of each, its own in a column. Rows come from the place
    `told` on; the parts of the basis before settle all reasons.
    """

    def __init__(
        self,
        asked: tuple[tuple[str, tuple[int, int], int, int], ...],
        accounts: tuple[_Account, ...],
        told: int,
    ) -> None:
        self.asked, self.accounts, self.told = asked, accounts, told
        self.kept: dict[tuple[Any, ...], tuple[Reason, ...]] = {}

    def reasons(self, basis: tuple[Any, ...]) -> tuple[Reason, ...]:
        """One reason a clause of each output; what the same basis gave is kept."""
        key = basis[2 : self.told]
        kept = self.kept.get(key)
        if kept is None:
            kept = tuple([r for output in self.asked for r in self.of(basis, *output)])
            kept = _kept(self.kept, key, kept)
        return kept

    def of(self, basis: Any, alias: str, at: tuple[int, int], apart: int, column: int) -> list[Reason]:
        clauses = basis[apart][-1][column] if column >= 0 else basis[apart] if apart else None
        if clauses is None:
            clauses = self.clauses(basis, at)
        account = self.accounts[at[0]]
        texts = account.texts(basis[account.place] if account.place else account.always)
        return [Reason(alias, clause, texts.get(clause, "")) for clause in clauses]

    def clauses(self, basis: Sequence[Any], at: tuple[int, int], result: Any = None) -> tuple[str, ...]:
        """The clauses of a field; without one of its own it rests on those of its operands."""
        account, field = self.accounts[at[0]], at[1]
        kept = basis[account.place] if account.place else account.always
        found = account.clauses(basis, kept, field, result)
        if found or kept == -1:
            return found
        return _distinct([c for operand in account.operands for c in self.clauses(basis, operand)])


def _rows_together(row: int, *others: tuple[int, Any]) -> tuple[int, ...]:
    """A row, and those of the others that hold."""
    return tuple(sorted([row, *[other for other, holds in others if holds]]))


# ---- readings ----------------------------------------------------------------------------------------
class _Apart:
    """An output that differs by the way to read.

    `at` says for each way where its clauses are; a number counts `parts`, 0: it's held as it is.
    """

    __slots__ = ("alias", "at", "kept", "money", "parts", "policy", "ways")

    def __init__(
        self,
        policy: _Policy,
        alias: str,
        ways: tuple[dict[str, str], ...],
        at: tuple[tuple[int, int], ...],
        parts: int,
        money: bool,
    ) -> None:
        self.policy, self.alias, self.ways, self.at = policy, alias, ways, at
        self.parts, self.money = parts, money
        self.kept: dict[tuple[Any, ...], tuple[Any, tuple[str, ...]]] = {}

    def merged(self, lanes: tuple[Any, ...], clauses: tuple[tuple[str, ...], ...]) -> _FieldResult:
        results = list(map(self.general, lanes))
        runs = [(way, {self.alias: (results[n], clauses[n])}) for n, way in enumerate(self.ways)]
        result, by = _merged(self.policy, self.alias, runs, list(self.ways[0]))
        return _given_out(result, 1, self.policy.labels, self.policy.bounds), by

    def general(self, lane: Any) -> Any:
        if self.money:
            return _general_of(lane, self.parts)
        return _divide(lane, self.parts) if self.parts > 1 and lane.__class__ not in _STATUSES else lane


def _apart(apart: _Apart, basis: tuple[Any, ...], lanes: tuple[Any, ...]) -> _FieldResult:
    """What results that differ by readings come to, with the clauses of that."""
    accounts = basis[1]
    told = tuple([accounts.clauses(basis, at, lane) for at, lane in _pairs(apart.at, lanes)])
    key = lanes, told
    return apart.kept.get(key) or _kept(apart.kept, key, apart.merged(lanes, told))


def _pairs(places: Sequence[Any], lanes: Sequence[Any]) -> list[tuple[Any, Any]]:
    return [(place, lanes[n]) for n, place in enumerate(places)]


def _cited(basis: tuple[Any, ...], at: tuple[int, int], result: Any) -> tuple[str, ...]:
    """The clauses of a result."""
    clauses: tuple[str, ...] = basis[1].clauses(basis, at, result)
    return clauses


def _abreast(*pairs: _FieldResult) -> tuple[Any, ...]:
    """Outputs looked up together, and at the end the clauses of each."""
    return (*[result for result, _ in pairs], tuple([clauses for _, clauses in pairs]))


def _kept(memory: dict[Any, Any], key: object, found: Any) -> Any:
    """What was found, and remembered for the next who asks."""
    if len(memory) >= _MOST_KEPT:
        memory.clear()
    memory[key] = found
    return found


# ---- answers -----------------------------------------------------------------------------------------
def _given_out(lane: Any, parts: int, labels: Mapping[str, str], bounds: _Bounds) -> Any:
    """A result as the caller gets it; a number counts parts, of which `parts` make one."""
    if lane.__class__ is Missing:
        return _in_order((lane, ()), labels)[0]
    if parts == 1 or lane.__class__ in _STATUSES or lane.__class__ is _Amount:
        return _answer(lane, bounds)
    return _whole(_divide(lane, parts))


def _rounded_parts(number: _Number, parts: int, step: int, mode: str) -> int:
    """A number, of which `parts` make a step, rounded to whole steps; 四舍五入 rounds half away from zero."""
    floor, rest = divmod(number, parts)
    if not rest:
        return int(floor) * step
    if mode == "舍去":
        up = number < 0
    elif mode == "进一":
        up = number >= 0
    elif mode == "四舍五入":
        up = 2 * rest >= parts if number >= 0 else 2 * rest > parts
    else:
        up = 2 * rest > parts or (2 * rest == parts and floor % 2 == 1)
    return int(floor + 1 if up else floor) * step
