"""A policy's program on one block of rows, instruction by instruction; lists are flat columns with offsets.

In: the instructions as data, and the facts of the block. Out: a lane for each of them. An instruction takes
some microseconds for a block of thousands of rows, so nothing would be gained by printing it. Inside a list a
row is an entry of a person; what doesn't differ from entry to entry is found outside, once a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as _np

from polc.targets.columnar.prelude import _number
from polc.targets.columnar.prelude_lanes import (
    _HOLDS,
    _WIDE,
    ASK,
    _at,
    _between,
    _decided,
    _exactly,
    _has,
    _joined,
    _Known,
    _Lane,
    _moved_by,
    _narrowed,
    _numbers,
    _rounded,
    _step,
    _stepped,
    _strictly,
    _tested,
)

# ---- the program -------------------------------------------------------------------------------------
_Node = Mapping[str, Any]
_ENDLESS = 10**60  # further than any number of a policy


class _List(NamedTuple):
    """The entries of some persons in a row: where each person's begin, how many there are, and columns."""

    start: Any
    length: Any
    columns: Mapping[str, _Lane]
    status: Any
    tied: Any


class _Frame:
    """The rows at hand: persons, or entries of lists. `who` is the person of each row of an inner frame."""

    def __init__(
        self,
        nodes: Sequence[_Node],
        known: _Known,
        facts: Mapping[str, Any],
        size: int,
        outer: _Frame | None = None,
        rows: Any = None,
    ) -> None:
        self.nodes, self.known, self.facts, self.size = nodes, known, facts, size
        self.outer, self.rows = outer, rows
        self.lanes: dict[int, Any] = {}
        self.items: Mapping[str, _Lane] = {}
        self.states: Mapping[str, _Lane] = {}

    def lane(self, number: int) -> Any:
        """A value on these rows."""
        if number not in self.lanes:
            if self.outer is None:
                raise KeyError(number)
            found = self.outer.lane(number)
            fields = isinstance(found, list)
            self.lanes[number] = [_at(f, self.rows) for f in found] if fields else _at(found, self.rows)
        return self.lanes[number]

    def run(self, numbers: Sequence[int]) -> None:
        """Carry out these instructions, in their order."""
        for number in numbers:
            node = self.nodes[number]
            self.lanes[number] = _OPERATIONS[node["op"]](self, node)

    def args(self, node: _Node) -> list[_Lane]:
        """The operands of an instruction."""
        return [self.lane(number) for number in node["args"]]

    def persons(self, rows: Any) -> Any:
        """The persons that some rows belong to."""
        return rows if self.outer is None else self.outer.persons(self.rows[rows])

    def inside(self, size: int, rows: Any, loop: _Node, entries: Any) -> _Frame:
        """The frame of some entries, which belong to `rows` of this one."""
        frame = _Frame(self.nodes, self.known, self.facts, size, self, rows)
        listed: _List = self.facts[loop["list"]]
        frame.items = {name: _at(lane, entries) for name, lane in listed.columns.items()}
        return frame


# ---- operations --------------------------------------------------------------------------------------
def _constant(frame: _Frame, node: _Node) -> _Lane:
    value = _number(node["value"])
    return _Lane(value, None, _WIDE if isinstance(value, Fraction) else abs(int(value)))


def _plus(frame: _Frame, node: _Node) -> _Lane:
    left, right = frame.args(node)
    most = left.most + right.most
    one, other = _numbers(most, left, right)
    value = one + other if node["op"] == "Plus" else one - other
    return _strictly(frame.known, [left, right], value, most)


def _times(frame: _Frame, node: _Node) -> _Lane:
    left, right = frame.args(node)
    most = left.most * right.most
    one, other = _numbers(most, left, right)
    return _strictly(frame.known, [left, right], one * other, most)


def _divided(frame: _Frame, node: _Node) -> _Lane:
    """One number over another; over 0 it has to be asked."""
    left, right = frame.args(node)
    item, by = _exactly(left), _exactly(right)
    value = _np.frompyfunc(lambda one, other: Fraction(one) / other if other else 0, 2, 1)(item, by)
    found = _strictly(frame.known, [left, right], _np.asarray(value, object), _WIDE)
    status = 0 if found.s is None else found.s
    return found._replace(s=_np.where((by == 0) & (status == 0), ASK, status))


def _converted(frame: _Frame, node: _Node) -> _Lane:
    (lane,) = frame.args(node)
    factor = node["factor"]
    if node["exact"]:
        value = _np.frompyfunc(lambda number: Fraction(number) / factor, 1, 1)(
            _np.asarray(_exactly(lane), object)
        )
        return _Lane(value if _np.ndim(value) else _np.full(frame.size, value, object), lane.s, _WIDE)
    most = lane.most * factor
    return _Lane(_numbers(most, lane)[0] * factor, lane.s, most)


def _bounded(frame: _Frame, node: _Node) -> _Lane:
    item, limit = frame.args(node)
    most = max(item.most, limit.most)
    further = _np.maximum if node["op"] == "AtLeast" else _np.minimum
    return _strictly(frame.known, [item, limit], further(*_numbers(most, item, limit)), most)


def _to_step(frame: _Frame, node: _Node) -> _Lane:
    (lane,) = frame.args(node)
    most = (lane.most // node["parts"] + 2) * node["step"]
    (value,) = _numbers(most, lane._replace(most=2 * lane.most))
    return _strictly(frame.known, [lane], _rounded(value, node["parts"], node["step"], node["mode"]), most)


def _counted(frame: _Frame, node: _Node) -> _Lane:
    (lane,) = frame.args(node)
    size = Fraction(*node["size"])
    most = lane.most * size.denominator
    return _strictly(frame.known, [lane], _stepped(_numbers(most, lane)[0], size, node["up"]), most)


def _compared(frame: _Frame, node: _Node) -> _Lane:
    lanes = frame.args(node)
    values = _numbers(0, *lanes)
    if node["lengths"]:
        values = [_np.asarray(_alike(frame.known))[lane.v] for lane in lanes]
    return _tested(frame.known, lanes, _HOLDS[node["test"]](*values).astype(bool))


def _alike(known: _Known) -> list[int]:
    """For each length of time the number of the first that is as long: 1年 is 12个月."""
    spelt = [(count * 12, "个月") if unit == "年" else (count, unit) for count, unit in known.lengths]
    return [spelt.index(each) for each in spelt]


def _among(frame: _Frame, node: _Node) -> _Lane:
    (lane,) = frame.args(node)
    return _tested(frame.known, [lane], _np.isin(lane.v, node["options"]))


def _aged(frame: _Frame, node: _Node) -> _Lane:
    birth, day = frame.args(node)
    return _tested(frame.known, [birth, day], _step(birth.v, node["leap"], 12 * node["years"]) <= day.v)


def _counted_between(frame: _Frame, node: _Node) -> _Lane:
    start, end = frame.args(node)
    value = _between(start.v, end.v, node["count"], node["extra"], node["months"], node["leap"])
    return _strictly(frame.known, [start, end], value, 10**7)


def _negated(frame: _Frame, node: _Node) -> _Lane:
    (lane,) = frame.args(node)
    return _Lane(_np.logical_not(lane.v) & _np.logical_not(_has(lane)), lane.s)


def _merged(frame: _Frame, node: _Node) -> _Lane:
    """A result that is the same however the notice is read; another has to be asked."""
    first, *others = frame.args(node)
    status, ask = 0 if first.s is None else first.s, False
    for lane in others:
        mine = 0 if lane.s is None else lane.s
        ask = ask | (status != mine) | ((status == 0) & (first.v != lane.v))
    return first._replace(s=_np.where(ask, ASK, status))


# ---- lists -------------------------------------------------------------------------------------------
def _folded(frame: _Frame, node: _Node) -> _Lane:
    """One value out of a list; where an entry is open, it has to be asked."""
    listed: _List = frame.facts[node["list"]]
    persons = frame.persons(_np.arange(frame.size))
    start, length = listed.start[persons], listed.length[persons]
    if node["states"]:
        found = _walked(frame, node, start, length)
    else:
        rows = _np.repeat(_np.arange(frame.size), length)
        place = _np.arange(len(rows)) - _np.repeat(_np.cumsum(length) - length, length)
        inner = frame.inside(len(rows), rows, node, start[rows] + place)
        inner.run(node["body"])
        found = _gathered(frame, node, length, inner.lane(node["where"]), inner.lane(node["value"]))
    status = 0 if found.s is None else found.s
    status = _np.where(listed.status[persons] != 0, listed.status[persons], status)
    if node["tie"]:
        status = _np.where((listed.status[persons] == 0) & listed.tied[persons], node["tie"], status)
    return _Lane(_np.where(status == 0, found.v, 0), status, found.most)


def _gathered(frame: _Frame, node: _Node, length: Any, where: _Lane, item: _Lane) -> _Lane:
    """What the entries give that are in question; `length` is how many there are of each row."""
    size, ends = int(length.sum()), _np.concatenate([[0], _np.cumsum(length)])

    def count(column: Any) -> Any:
        sums = _np.concatenate([[0], _np.cumsum(_np.broadcast_to(column, (size,)), dtype=_np.int64)])
        return sums[ends[1:]] - sums[ends[:-1]]

    how, chosen = node["how"], _np.logical_and(where.v, _np.logical_not(_has(where)))
    open_ = _np.logical_or(_has(where), _np.logical_and(chosen, how != "计数" and _has(item)))
    ask, there = count(open_) > 0, count(chosen)
    empty = _Lane(0) if node["empty"] is None else frame.lane(node["empty"])
    most = max(empty.most, size)
    match how:
        case "计数":
            value = there
        case "存在":
            value = count(_np.logical_and(chosen, item.v)) > 0
        case "每个":
            missed = count(_np.logical_and(chosen, _np.logical_not(item.v))) > 0
            value = _np.where(there > 0, _np.logical_not(missed), empty.v)
        case _:
            most = max(most, item.most * (max(1, int(length.max(initial=0))) if how == "合计" else 1))
            value = _reduced(how, most, item, _np.broadcast_to(chosen, (size,)), ends)
            value = _np.where(there > 0, value, _numbers(most, empty)[0])
    none = 0 if empty.s is None else _np.where(there == 0, empty.s, 0)
    return _Lane(value, _np.where(ask, ASK, none), most)


def _reduced(how: str, most: int, item: _Lane, chosen: Any, ends: Any) -> Any:
    """The sum, the highest or the lowest of the entries chosen, for each row."""
    (number,) = _numbers(most, item)
    neutral: Any = 0
    if how != "合计":
        furthest = _ENDLESS if most >= _WIDE else _WIDE
        (neutral,) = _numbers(most, _Lane(-furthest if how == "最高" else furthest))
    values = _np.append(_np.where(chosen, number, neutral), neutral)
    if how == "合计":
        sums = _np.concatenate([[0], _np.cumsum(values)])
        return sums[ends[1:]] - sums[ends[:-1]]
    best = _np.maximum if how == "最高" else _np.minimum
    return best.reduceat(values, ends[:-1])


def _walked(frame: _Frame, node: _Node, start: Any, length: Any) -> _Lane:
    """Running values, one place of the lists after the other, for the rows whose list is still that long."""
    states = {name: _spread(frame.lane(first), frame.size) for name, first, _ in node["states"]}
    heard = []
    for place in range(int(length.max(initial=0))):
        rows = _np.flatnonzero(length > place)
        inner = frame.inside(len(rows), rows, node, start[rows] + place)
        inner.states = {name: _at(lane, rows) for name, lane in states.items()}
        inner.run(node["body"])
        if node["how"] != "累计":
            where, item = (_spread(inner.lane(node[part]), len(rows)) for part in ("where", "value"))
            heard.append((rows, where, item))
        for name, _, step in node["states"]:
            states[name] = _replaced(states[name], rows, _spread(inner.lane(step), len(rows)))
    if node["how"] != "累计":
        return _gathered(frame, node, length, *_in_rows(heard, frame.size))
    after = _Frame(frame.nodes, frame.known, frame.facts, frame.size, frame, _np.arange(frame.size))
    after.states = states
    after.run(node["tail"])
    found: _Lane = after.lane(node["value"])
    return _spread(found, frame.size)


def _spread(lane: _Lane, size: int) -> _Lane:
    """A lane with a value and a status for every row."""
    status = _np.uint16(0) if lane.s is None else lane.s
    (value,) = _numbers(lane.most, lane)
    value = _np.broadcast_to(_np.asarray(value, object) if lane.most >= _WIDE else value, (size,))
    return _Lane(value, _np.broadcast_to(status, (size,)), lane.most)


def _replaced(lane: _Lane, rows: Any, new: _Lane) -> _Lane:
    """A lane with other values in some rows."""
    most = max(lane.most, new.most)
    value, status = (_np.array(column) for column in (_numbers(most, lane)[0], lane.s))
    if value.dtype != object and new.v.dtype != value.dtype:
        value = value.astype(_np.result_type(value, new.v))
    value[rows], status[rows] = new.v, new.s
    return _Lane(value, status, most)


def _in_rows(heard: Sequence[tuple[Any, _Lane, _Lane]], size: int) -> list[_Lane]:
    """What was heard place by place, put together row by row."""
    if not heard:
        return [_Lane(_np.zeros(0, bool)), _Lane(_np.zeros(0, _np.int64))]
    order = _np.argsort(_np.concatenate([rows for rows, _, _ in heard]), kind="stable")
    both = ([where for _, where, _ in heard], [item for _, _, item in heard])
    return [_at(_one_after_other(lanes), order) for lanes in both]


def _one_after_other(lanes: Sequence[_Lane]) -> _Lane:
    value, status = (_np.concatenate(columns) for columns in zip(*(lane[:2] for lane in lanes), strict=True))
    return _Lane(value, status, max(lane.most for lane in lanes))


_OPERATIONS: dict[str, Callable[[_Frame, _Node], Any]] = {
    "Known": _constant,
    "Stopped": lambda frame, node: _Lane(node["value"], _np.uint16(node["status"])),
    "Input": lambda frame, node: frame.facts[node["name"]],
    "Item": lambda frame, node: frame.items[node["name"]],
    "Running": lambda frame, node: frame.states[node["name"]],
    "After": lambda frame, node: frame.states[node["name"]],
    "Plus": _plus,
    "Minus": _plus,
    "Times": _times,
    "Divided": _divided,
    "Convert": _converted,
    "Rounded": _to_step,
    "Stepped": _counted,
    "AtLeast": _bounded,
    "AtMost": _bounded,
    "Shifted": lambda frame, node: _moved_by(frame.known, frame.args(node), node),
    "Snapped": lambda frame, node: _strictly(
        frame.known, frame.args(node), _step(frame.args(node)[0].v, *node["to"])
    ),
    "Between": _counted_between,
    "Compared": _compared,
    "Among": _among,
    "Aged": _aged,
    "AllOf": lambda frame, node: _joined(frame.known, frame.args(node), False),
    "AnyOf": lambda frame, node: _joined(frame.known, frame.args(node), True),
    "Negated": _negated,
    "Held": lambda frame, node: _narrowed(frame.known, frame.args(node)[0]),
    "Decided": lambda frame, node: _decided(frame.known, node["rules"], frame.lane),
    "Field": lambda frame, node: frame.lane(node["args"][0])[node["number"]],
    "Folded": _folded,
    "Merged": _merged,
}
