"""Columns that a program works on: values with a status beside them, and what is done to them.

In: lanes of one block. Out: lanes. A value that has a status is 0. What needs more than one status to be
told, or amounts over parameters to be reckoned with, says ASK: the function given as `rows` judges that row.
Numbers that could leave 64 bits become Python's own, which have no end; fractions are Python's from the
start. So every number is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as _np

from polc.targets.columnar.prelude import _moved

# ---- lanes -------------------------------------------------------------------------------------------
ASK = 65535
_WIDE = 2**62  # a number that may reach this isn't kept in 64 bits
_BITS = 62
_HOLDS = {
    "<": _np.less,
    "<=": _np.less_equal,
    ">": _np.greater,
    ">=": _np.greater_equal,
    "==": _np.equal,
    "!=": _np.not_equal,
}


class _Lane(NamedTuple):
    """Values, their statuses (None: none has any), the most that a number can be, and what decided it."""

    v: Any
    s: Any = None
    most: int = 0
    t: Any = None


class _Known(NamedTuple):
    """What the operations of a policy need beside their operands."""

    outside: Any
    opaque: Any
    lengths: list[tuple[int, str]]
    calendar: Any


def _at(lane: _Lane, rows: Any) -> _Lane:
    """The lane of some rows."""
    return lane._replace(v=_some(lane.v, rows), s=_some(lane.s, rows), t=None)


def _some(column: Any, rows: Any) -> Any:
    return column if column is None or _np.ndim(column) == 0 else column[rows]


def _has(lane: _Lane) -> Any:
    """Where a lane has a status; plain False where it has none."""
    return False if lane.s is None else lane.s != 0


def _exactly(lane: _Lane) -> Any:
    """The numbers of a lane as Python's."""
    return _np.array(lane.v.item() if isinstance(lane.v, _np.generic) else lane.v, object)


def _numbers(most: int, *lanes: _Lane) -> list[Any]:
    """Numbers that can be reckoned with, where what comes out is at most `most`."""
    wide = max(most, *(lane.most for lane in lanes)) >= _WIDE
    return [_exactly(lane) if wide else lane.v for lane in lanes]


# ---- statuses ----------------------------------------------------------------------------------------
def _met(known: _Known, lanes: Sequence[_Lane]) -> Any:
    """The statuses of operands: one passes on, several that differ ask; so do amounts over parameters."""
    found = None
    for lane in lanes:
        if lane.s is None:
            continue
        if found is None:
            found = lane.s
            continue
        both = _np.where((lane.s == 0) | (lane.s == found), found, ASK)
        found = _np.where(found == 0, lane.s, both)
    return None if found is None else _np.where(known.opaque[found], ASK, found)


def _strictly(known: _Known, lanes: Sequence[_Lane], value: Any, most: int = 0) -> _Lane:
    """A value that absorbs the statuses of its operands."""
    status = _met(known, lanes)
    return _Lane(value if status is None else _np.where(status == 0, value, 0), status, most)


def _narrowed(known: _Known, lane: _Lane) -> _Lane:
    """A truth in a condition's place: 不适用 doesn't hold, nor does what is open."""
    if lane.s is None:
        return lane
    status = _np.where(known.outside[lane.s], 0, lane.s)
    return _Lane(_np.logical_and(lane.v, lane.s == 0), status)


def _tested(known: _Known, lanes: Sequence[_Lane], value: Any) -> _Lane:
    """A test over values: false where one is 不适用."""
    status = _met(known, lanes)
    if status is None:
        return _Lane(value)
    outside: Any = False
    for lane in lanes:
        outside = outside | (False if lane.s is None else known.outside[lane.s])
    status = _np.where(outside, 0, status)
    return _Lane(_np.logical_and(value, _np.logical_not(outside | (status != 0))), status)


def _joined(known: _Known, lanes: Sequence[_Lane], decisive: bool) -> _Lane:
    """All of some conditions, or any of them: one that decides outweighs what is open."""
    join = _np.logical_or if decisive else _np.logical_and
    value: Any = not decisive
    open_: Any = False
    decided: Any = False
    for lane in lanes:
        here = _np.logical_and(lane.v if decisive else _np.logical_not(lane.v), _np.logical_not(_has(lane)))
        value, decided, open_ = join(value, lane.v), decided | here, open_ | _has(lane)
    if open_ is False:
        return _Lane(value)
    left = _np.logical_and(open_, _np.logical_not(decided))
    value = _np.where(decided, decisive, _np.where(left, False, not decisive))
    return _Lane(value, _np.where(left, _met(known, lanes), 0))


# ---- numbers and days --------------------------------------------------------------------------------
def _rounded(value: Any, parts: int, step: int, mode: str) -> Any:
    """A number, of which `parts` make a step, rounded to whole steps; 四舍五入 rounds half away from zero."""
    floor = value // parts
    rest = value - floor * parts
    if mode == "舍去":
        up = (value < 0) & (rest != 0)
    elif mode == "进一":
        up = (value >= 0) & (rest != 0)
    elif mode == "四舍五入":
        up = _np.where(value >= 0, 2 * rest >= parts, 2 * rest > parts)
    else:
        up = (2 * rest > parts) | ((2 * rest == parts) & (floor % 2 == 1))
    return (floor + _np.where(up, 1, 0)) * step


def _stepped(value: Any, size: Fraction, up: bool) -> Any:
    """How often `size` goes into a number, which counts as 0 below 0."""
    parts = _np.maximum(value, 0) * size.denominator
    return -(-parts // size.numerator) if up else parts // size.numerator


def _months(days: Any) -> Any:
    return _as_days(days).astype("datetime64[M]").astype(_np.int64)


def _as_days(days: Any) -> Any:
    return _np.asarray(days, _np.int64).astype("datetime64[D]")


def _step(days: Any, kind: str, count: Any) -> Any:
    return _moved(_as_days(days), [(kind, count)]).astype(_np.int64)


def _between(start: Any, end: Any, count: str, extra: int, months: str, leap: str) -> Any:
    """How many days, months or years lie between two days."""
    if count == "天数":
        return _np.maximum(0, _np.subtract(end, start) + extra)
    whole = _np.maximum(0, _months(end) - _months(start))
    if count == "月数":
        return _np.maximum(0, _months(end) - _months(start) + extra)
    if count == "满月数":
        return whole - ((whole > 0) & (_step(start, months, whole) > end))
    years = _np.maximum(0, _months(end) // 12 - _months(start) // 12)
    return years - ((years > 0) & (_step(start, leap, 12 * years) > end))


def _moved_by(known: _Known, operands: Sequence[_Lane], node: Mapping[str, Any]) -> _Lane:
    """A day moved by a length of time; working days that leave the calendar have a status of their own."""
    day, length = operands
    sign, months = node["sign"], node["months"]
    given = length.v if _np.ndim(length.v) else [length.v]
    value, left = day.v, _np.zeros((), bool)
    for code in _np.unique(given).tolist():
        count, unit = known.lengths[code]
        here = True if _np.ndim(length.v) == 0 else length.v == code
        if unit == "个工作日":
            made, out = _worked(known.calendar, day.v, sign * count)
            left = _np.where(here, out, left)
        elif unit == "日":
            made = day.v + sign * count
        else:
            made = _step(day.v, months, sign * count * (12 if unit == "年" else 1))
        value = _np.where(here, made, value)
    found = _strictly(known, [day, length], value)
    if not left.any():
        return found
    status = 0 if found.s is None else found.s
    status = _np.where(left & (status == 0), node["out"], status)
    return _Lane(_np.where(status == 0, found.v, 0), status)


def _worked(calendar: Any, day: Any, count: int) -> tuple[Any, Any]:
    """The `count`-th working day after a day, and where that isn't in the calendar."""
    if calendar is None:
        return day, True
    first, last, works = calendar
    later = count > 0
    place = (
        _np.searchsorted(works, day, "right") + count - 1 if later else _np.searchsorted(works, day) + count
    )
    out = (place < 0) | (place >= len(works)) | (_np.asarray(day) < first) | (_np.asarray(day) > last)
    return works[_np.clip(place, 0, len(works) - 1)], out


# ---- choices -----------------------------------------------------------------------------------------
class _Rows(NamedTuple):
    """Which rows hold unbeaten, how many, and where that can't be said."""

    held: dict[int, Any]
    count: Any
    ask: Any


def _decided(known: _Known, rules: Mapping[str, Any], lane_of: Callable[[int], _Lane]) -> list[_Lane]:
    """Every field of a choice: its value and, as bits of a number, the rows that it rests on."""
    rows = _holding(rules, [lane_of(guard) for guard in rules["guards"]])
    fields = []
    for number, other in enumerate(rules["otherwise"]):
        column = {row: lane_of(rules["rows"][row][number]) for row in rows.held}
        fields.append(_Column(column, lane_of(other)))
    pick, picked = rules["pick"], rules["picked"]
    taken, ask = rows.held, rows.ask
    if pick in ("只取最高", "只取最低") and not _alone(rows.count):
        taken, more = _furthest(fields[picked].rows, rows, pick == "只取最高")
        ask = ask | more
    elif pick == "补足差额" and not _alone(rows.count):
        ask = ask | (rows.count > 1)
    bits: Any = 0
    for row, held in taken.items():
        bits = bits + _np.where(held, 1 << row if row < _BITS else _np.array(1 << row, object), 0)
    found = []
    for number, field in enumerate(fields):
        if pick == "合计" and rules["money"][number]:
            found.append(_summed(known, field, rows, ask, bits))
        else:
            found.append(_agreed(field, taken, rows.count, ask, bits))
    gate = None if rules["gate"] is None else _gated(lane_of(rules["gate"]), rules["outside"])
    return found if gate is None else [gate(lane) for lane in found]


class _Column(NamedTuple):
    """What the rows of a choice say of one field, and what holds where no row does."""

    rows: dict[int, _Lane]
    other: _Lane


def _alone(count: Any) -> bool:
    """True where nowhere two rows hold together."""
    return bool(_np.max(count, initial=0) <= 1)


def _holding(rules: Mapping[str, Any], guards: Sequence[_Lane]) -> _Rows:
    live = [row for row in range(len(guards)) if row not in rules["never"]]
    held: dict[int, Any] = {}
    count: Any = _np.int64(0)
    ask: Any = False
    for row in live:
        beaten: Any = False
        for winner in rules["winners"][row]:
            beaten = _np.logical_or(beaten, guards[winner].v)
        free = _np.logical_not(beaten)
        held[row] = _np.logical_and(guards[row].v, free)
        ask = _np.logical_or(ask, _np.logical_and(_has(guards[row]), free))
        count = count + _np.where(held[row], 1, 0)
    return _Rows(held, count, ask)


def _furthest(column: Mapping[int, _Lane], rows: _Rows, highest: bool) -> tuple[dict[int, Any], Any]:
    """Of several rows those with the highest (lowest) value; where one has none, that can't be said."""
    better = _np.greater if highest else _np.less
    best: Any = 0
    there: Any = False
    silent: Any = False
    most = max(lane.most for lane in column.values())
    values = dict(zip(column, _numbers(most, *column.values()), strict=True))
    for row, held in rows.held.items():
        silent = silent | (held & _has(column[row]))
        first = held & _np.logical_not(there)
        best = _np.where(first | (held & better(values[row], best)), values[row], best)
        there = there | held
    taken = {row: held & (values[row] == best) for row, held in rows.held.items()}
    several = rows.count > 1
    taken = {row: _np.where(several, top, rows.held[row]) for row, top in taken.items()}
    return taken, silent & several


def _agreed(field: _Column, taken: Mapping[int, Any], count: Any, ask: Any, bits: Any) -> _Lane:
    """What the rows say that hold; where two say different things, it has to be asked."""
    value, status = field.other.v, 0 if field.other.s is None else field.other.s
    most = max([field.other.most, *(lane.most for lane in field.rows.values())])
    wide = most >= _WIDE
    value = _exactly(field.other) if wide else value
    for row, held in taken.items():
        lane = field.rows[row]
        value = _np.where(held, _exactly(lane) if wide else lane.v, value)
        status = _np.where(held, 0 if lane.s is None else lane.s, status)
    if not _alone(count):
        for row, held in taken.items():
            lane = field.rows[row]
            mine = 0 if lane.s is None else lane.s
            other = (status != mine) | ((status == 0) & (value != lane.v))
            ask = ask | (held & (count > 1) & other)
    return _asked(value, status, most, ask, bits)


def _summed(known: _Known, field: _Column, rows: _Rows, ask: Any, bits: Any) -> _Lane:
    """The sum of what the rows say that hold."""
    lanes = list(field.rows.values())
    most = max(field.other.most, sum(lane.most for lane in lanes))
    numbers = dict(zip(field.rows, _numbers(most, *lanes), strict=True)) if lanes else {}
    total: Any = 0
    parts = []
    for row, held in rows.held.items():
        total = total + _np.where(held, numbers[row], 0)
        lane = field.rows[row]
        parts.append(_Lane(0, None if lane.s is None else _np.where(held, lane.s, 0)))
    several = _met(known, parts)
    alone = None
    for part in parts:
        if part.s is not None:
            alone = part.s if alone is None else _np.maximum(alone, part.s)
    status = 0 if several is None else _np.where(rows.count > 1, several, alone)
    none = rows.count == 0
    other = field.other
    value = _np.where(none, _exactly(other) if most >= _WIDE else other.v, total)
    return _asked(value, _np.where(none, 0 if other.s is None else other.s, status), most, ask, bits)


def _asked(value: Any, status: Any, most: int, ask: Any, bits: Any) -> _Lane:
    status = _np.where(ask, ASK, status)
    if not status.any():
        return _Lane(value, None, most, bits)
    return _Lane(_np.where(status == 0, value, 0), status.astype(_np.uint16), most, bits)


def _gated(gate: _Lane, outside: int) -> Callable[[_Lane], _Lane]:
    """Outside the gate nothing is given; where it's open, it has to be asked."""
    open_, closed = _has(gate), _np.logical_not(gate.v)

    def through(lane: _Lane) -> _Lane:
        inside = 0 if lane.s is None else lane.s
        status = _np.where(open_, ASK, _np.where(closed, outside, inside)).astype(_np.uint16)
        return _Lane(_np.where(status == 0, lane.v, 0), status, lane.most, _np.where(closed, -1, lane.t))

    return through
