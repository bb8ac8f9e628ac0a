"""The general path of a generated module: three-valued, for any person and any readings.

In: the tables and functions that the emitter wrote for each choice, and one person's facts. Out: an
`_Evaluation`: every field with its clauses, and how each row was judged. It follows
`polc.compiler.interpret` step by step; the agreement tests compare the two.
"""

from __future__ import annotations

from datetime import date, timedelta

from polc.targets.python.prelude import (
    _HAS_READINGS,
    _HAS_TERMS,
    _STATUSES,
    Missing,
    NotApplicable,
    Undetermined,
    _add_months,
    _Amount,
    _birthday,
    _interval,
    _meet,
    _plus,
    _ratio,
    _round_number,
    _snapped,
    _times,
)
from polc.targets.python.prelude_record import _Record, _record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeAlias

    from polc.targets.python.prelude import _Bounds, _Plain, _Result, _Status

    _Holds: TypeAlias = "bool | Missing | Undetermined"
    _Results: TypeAlias = "tuple[_Result, ...]"
    _FieldResult: TypeAlias = "tuple[_Result, tuple[str, ...]]"
    _Run: TypeAlias = "tuple[dict[str, str], dict[str, _FieldResult]]"


class _Env:
    """What is known while one person is decided; `fields` grows choice by choice.

    `labels` holds the Chinese name of every fact, in the order of declaration. Inside a fold `entry` holds
    the entry at hand, given as number `at`, and `states` the running values; `kept` is what is found out
    once, `heard` the clauses that decided entries.
    """

    __slots__ = ("at", "bounds", "entry", "facts", "fields", "heard", "kept", "labels", "readings", "states")

    def __init__(
        self,
        facts: Mapping[str, _Plain | None],
        labels: Mapping[str, str],
        readings: Mapping[str, str],
        bounds: _Bounds,
    ) -> None:
        self.facts = facts
        self.labels = labels
        self.readings = readings
        self.bounds = bounds
        self.fields: dict[str, _Result] = {}
        self.entry: Mapping[str, _Result] = {}
        self.states: Mapping[str, _Result] = {}
        self.kept: dict[object, Any] = {}
        self.at = 0
        self.heard: dict[tuple[str, int], tuple[str, ...]] = {}

    def fact(self, alias: str) -> _Result:
        """The value of a fact; 缺资料 when it's unknown."""
        given = self.facts[alias]
        return Missing((alias,), (self.labels[alias],)) if given is None else given


@_record
class _Row(_Record):
    """One row as data: its clause, its text, and the facts that its condition looks at."""

    clause: str
    condition: str
    outcome: str
    facts: tuple[str, ...]


class _Choice:
    """One choice: its tables as data, its conditions and values as functions.

    `values(env, n)` gives the values of row n; past the rows come: no row holds, the tie, the ceiling.
    `assumptions` are those whose reading can change it, through earlier fields too.
    """

    def __init__(
        self,
        *,
        name: str,
        fields: tuple[str, ...],
        money: tuple[bool, ...],
        rows: tuple[_Row, ...],
        losers: tuple[tuple[int, ...], ...],
        pick: str,
        guards: Callable[[_Env], _Results],
        values: Callable[[_Env, int], _Results],
        gate: Callable[[_Env], _Result] | None = None,
        gate_clauses: tuple[str, ...] = (),
        picks: Mapping[str, str] | None = None,
        pick_field: int = 0,
        otherwise_clauses: tuple[str, ...] = (),
        tie: bool = False,
        tie_clauses: tuple[str, ...] = (),
        ceiling: bool = False,
        operands: tuple[str, ...] | None = None,
        assumptions: tuple[str, ...] = (),
    ) -> None:
        self.name, self.fields, self.money, self.rows, self.losers = name, fields, money, rows, losers
        self.pick, self.picks = pick, picks
        self.guards, self.values, self.gate = guards, values, gate
        self.gate_clauses, self.otherwise_clauses = gate_clauses, otherwise_clauses
        self.tie_clauses, self.assumptions = tie_clauses, assumptions
        self.pick_field, self.tie, self.ceiling, self.operands = pick_field, tie, ceiling, operands

    def way(self, env: _Env) -> str:
        """How rows combine; with `picks`, the way for the reading of the assumption named `pick`."""
        if _HAS_READINGS and self.picks is not None:
            return self.picks[env.readings[self.pick]]
        return self.pick


class _Combined:
    """A result and its clauses for each field; `taken` are the rows they come from."""

    __slots__ = ("clauses", "results", "taken")

    def __init__(
        self, results: _Results, clauses: tuple[tuple[str, ...], ...], taken: frozenset[int]
    ) -> None:
        self.results = results
        self.clauses = clauses
        self.taken = taken


class _Step:
    """One choice as it was decided; `gated` when its gate closed it before any row was read."""

    __slots__ = ("certain", "choice", "gated", "guards", "results", "taken")

    def __init__(
        self,
        choice: _Choice,
        results: tuple[_FieldResult, ...],
        guards: tuple[_Holds, ...] = (),
        certain: tuple[int, ...] = (),
        taken: frozenset[int] = frozenset(),
        gated: bool = False,
    ) -> None:
        self.choice, self.results, self.guards = choice, results, guards
        self.certain, self.taken, self.gated = certain, taken, gated


# ---- conditions --------------------------------------------------------------------------------------
def _condition(result: _Result) -> _Holds:
    if isinstance(result, (bool, Missing, Undetermined)):
        return result
    if isinstance(result, NotApplicable):
        return False
    raise TypeError("a condition must be true, false or open")


def _narrow(status: _Status) -> _Holds:
    return False if isinstance(status, NotApplicable) else status


def _fold(items: tuple[_Result, ...], decisive: bool) -> _Holds:
    open_ = []
    for item in items:
        held = _condition(item)
        if held is decisive:
            return decisive
        if not isinstance(held, bool):
            open_.append(held)
    return _narrow(_meet(open_)) if open_ else not decisive


def _all_of(*items: _Result) -> _Holds:
    return _fold(items, False)


def _any_of(*items: _Result) -> _Holds:
    return _fold(items, True)


def _not(item: _Result) -> _Holds:
    held = _condition(item)
    return not held if isinstance(held, bool) else held


def _status_of(*operands: _Result) -> _Status | None:
    """What the operands that aren't values give together; None when all are values."""
    found = [r for r in operands if isinstance(r, _STATUSES)]
    return _meet(found) if found else None


def _compare(env: _Env, op: str, left: Any, right: Any) -> _Holds:
    if isinstance(left, _Amount) and isinstance(right, _Amount):
        if _HAS_TERMS and (left.terms or right.terms):
            return _compare_amounts(op, left, right, env.bounds)
        return _ordered(op, left.fen, right.fen)
    status = _status_of(left, right)
    if status is not None:
        return _narrow(status)
    return _ordered(op, left, right)


def _ordered(op: str, left: Any, right: Any) -> bool:
    """left OP right, of two values."""
    if op in ("==", "!="):
        return bool((left == right) is (op == "=="))
    if op in ("<", ">="):
        return bool((left < right) is (op == "<"))
    return bool((left > right) is (op == ">"))


def _compare_amounts(op: str, left: _Amount, right: _Amount, bounds: _Bounds) -> bool | Undetermined:
    """left OP right when it is so, or not so, for every value of the parameters; else 待定."""
    if not left.terms and not right.terms:
        return _ordered(op, left.fen, right.fen)
    difference = _plus(left, _times(right, -1))
    low, high = _interval(difference, bounds)
    below, above = high is not None and high < 0, low is not None and low > 0
    not_above, not_below = high is not None and high <= 0, low is not None and low >= 0
    same = not_above and not_below
    true, false = {
        "<": (below, not_below),
        "<=": (not_above, above),
        ">": (above, not_above),
        ">=": (not_below, below),
        "==": (same, below or above),
        "!=": (below or above, same),
    }[op]
    if true or false:
        return true
    return Undetermined(tuple(sorted(f"{name}只写明上下限，不足以比较" for name, _ in difference.terms)))


def _reached(birth: Any, years: int, day: Any, on_feb_28: bool) -> _Holds:
    status = _status_of(birth, day)
    return bool(day >= _birthday(birth, years, on_feb_28)) if status is None else _narrow(status)


def _one_of(item: Any, options: tuple[str, ...]) -> _Holds:
    status = _status_of(item)
    return item in options if status is None else _narrow(status)


# ---- arithmetic --------------------------------------------------------------------------------------
def _add(left: Any, right: Any) -> _Result:
    status = _status_of(left, right)
    if status is not None:
        return status
    return _plus(left, right) if isinstance(left, _Amount) else left + right


def _subtract(left: Any, right: Any) -> _Result:
    status = _status_of(left, right)
    if status is not None:
        return status
    return _plus(left, _times(right, -1)) if isinstance(left, _Amount) else left - right


def _scale(item: Any, factor: Any) -> _Result:
    status = _status_of(item, factor)
    if status is not None:
        return status
    return _times(item, factor) if isinstance(item, _Amount) else item * factor


def _divide_by(item: Any, by: Any) -> _Result:
    status = _status_of(item, by)
    return _divided(item, by) if status is None else status


def _divided(item: Any, by: Any) -> Any:
    """item ÷ by, exact; of two amounts a share."""
    if isinstance(by, _Amount):
        terms = by.terms or item.terms
        if terms:
            return Undetermined(tuple(sorted(f"{name}只写明上下限，不能相除" for name, _ in terms)))
        item, by = item.fen, by.fen
    if by == 0:
        return Undetermined(("除数是零，除不了",))
    inverse = _ratio(by.denominator, by.numerator)
    return _times(item, inverse) if isinstance(item, _Amount) else item * inverse


def _shift(day: Any, length: Any, sign: int, to_month_end: bool) -> _Result:
    status = _status_of(day, length)
    return _moved(day, sign * length.count, length.unit, to_month_end) if status is None else status


def _moved(day: date, count: int, unit: str, to_month_end: bool) -> date:
    if unit == "日":
        return day + timedelta(days=count)
    return _add_months(day, count if unit == "个月" else 12 * count, to_month_end)


def _snap_to(day: Any, to: str) -> _Result:
    status = _status_of(day)
    return _snapped(day, to) if status is None else status


def _clamp(env: _Env, item: _Result, low: _Result | None, high: _Result | None) -> _Result:
    """First the floor, then the cap; a bound that can't be compared leaves it open."""
    for limit, within, beyond in ((low, ">=", "<="), (high, "<=", ">=")):
        if limit is None:
            continue
        status = _status_of(item, limit)
        if status is not None:
            item = status
        elif _compare(env, within, item, limit) is not True:
            out = _compare(env, beyond, item, limit)
            item = limit if out is True else out
    return item


def _rounded(item: Any, step: int, mode: str) -> _Result:
    status = _status_of(item)
    if status is not None:
        return status
    if item.terms:
        return Undetermined(tuple(sorted(f"{name}只写明上下限，不能取整" for name, _ in item.terms)))
    return _Amount(_round_number(item.fen, step, mode))
