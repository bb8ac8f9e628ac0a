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
    _divide,
    _meet,
    _whole,
)
from polc.targets.python.prelude_decide import _Combiner, _Env
from polc.targets.python.prelude_run import _MOST_KEPT, _in_order, _judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from polc.targets.python.prelude import _Bounds, _Number, _Result
    from polc.targets.python.prelude_decide import _Choice, _Results


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
        if len(_MET) >= _MOST_KEPT:
            _MET.clear()
        kept = _MET[key] = (_meet(statuses), tuple(statuses))
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
        """The results; `table` has the values of each row, where no row holds, and of a tie."""
        step = _judge(_Found(self, table, ceiling), gate, guards)
        return tuple([_held_of(field[0], self.parts[n]) for n, field in enumerate(step.results)])

    def settle_constants(
        self, gate: Any, guards: tuple[Any, ...], told: tuple[tuple[tuple[Any, ...], ...], Any]
    ) -> tuple[Any, ...]:
        """The same where `told`, table and ceiling, is constant: what the same conditions gave is kept."""
        key = (id(told), id(gate), *map(id, guards))
        kept = self.kept.get(key)
        if kept is None:
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            kept = self.kept[key] = (self.settle(gate, guards, *told), (told, gate, guards))
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
