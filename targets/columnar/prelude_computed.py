"""The second part of a module that computes: facts in, the program block by block, answers out.

In: columns of facts. Out: `Answers`. A list is a triple of offsets, columns by name, and (if some lists are
unknown) which are known; amounts are 分, rates and other fractions `Fraction`s, lengths of time texts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as _np

from polc.targets.columnar.prelude import (
    _BOOL,
    _EPOCH,
    STATUSES,
    Judge,
    NotJudged,
    Result,
    _bytes,
    _day_numbers,
    _day_text,
    _number,
    _plain,
    _unpack,
)
from polc.targets.columnar.prelude_lanes import _WIDE, ASK, _at, _Known, _Lane
from polc.targets.columnar.prelude_program import _Frame, _List


# ---- answers -----------------------------------------------------------------------------------------
class Answers:
    """What was judged: columns `values[name]`, where `status[name]` is 0; `others` were judged alone."""

    def __init__(self, policy: Any, rows: int) -> None:
        self.rows = rows
        self.values: dict[str, Any] = {}
        self.status: dict[str, Any] = {}
        self.taken: dict[int, Any] = {}
        self.others: dict[int, Mapping[str, Result]] = {}
        self._policy = policy

    def __len__(self) -> int:
        return self.rows

    @property
    def columns(self) -> list[Any]:
        """Columns by which rows of equal answers are equal."""
        return [*self.values.values(), *self.status.values(), *self.taken.values()]

    def result(self, name: str, row: int) -> Result:
        """One output of one row, complete."""
        if row in self.others:
            return self.others[row][name]
        output = self._policy.outputs[name]
        told = self._policy.data["statuses"][int(self.status[name][row])]
        clauses = tuple(dict.fromkeys((*self._cited(output["proof"], row), *told["clauses"])))
        clauses = clauses or self._operands(output["proof"], row)
        if told["status"] == "value":
            value = self._policy.value(output, self.values[name][row])
            text = self._policy.text(output, value)
            return Result("value", value, text, None, None, clauses, (), "", (), (), "")
        return Result(
            status=told["status"],
            value=_number(told.get("value")),
            text=told["text"],
            low=_number(told.get("low")),
            high=_number(told.get("high")),
            clauses=clauses,
            reasons=tuple(told.get("reasons", ())),
            document=told.get("document", ""),
            candidates=tuple(map(tuple, told.get("candidates", ()))),
            missing=tuple(told.get("missing", ())),
            kind=told.get("kind", ""),
        )

    def row(self, row: int) -> dict[str, Result]:
        """All outputs of one row by name."""
        return {name: self.result(name, row) for name in self._policy.outputs}

    def missing(self, row: int) -> tuple[str, ...]:
        """The facts that are missing for any output of a row, in the order of the policy."""
        found = {name for result in self.row(row).values() for name in result.missing}
        return tuple(name for name in self._policy.facts if name in found)

    def statuses(self, name: str) -> Any:
        """The number of each row's status in STATUSES, as a byte."""
        told = self._policy.data["statuses"]
        table = _np.array([STATUSES.index(each["status"]) for each in told], _np.uint8)
        found = table.take(self.status[name], mode="clip")
        for row, results in self.others.items():
            found[row] = STATUSES.index(results[name].status)
        return found

    def amounts(self, name: str) -> Any:
        """Money in 分 as int64, -1 where there is no one whole amount (see `statuses`)."""
        results = (self.result(name, row) for row in range(self.rows))
        whole = [r.value if r.status == "value" and isinstance(r.value, int) else -1 for r in results]
        return _np.array(whole, _np.int64)

    def _cited(self, proof: Mapping[str, Any], row: int) -> tuple[str, ...]:
        """The clauses of the rows that a field rests on."""
        bits, cites = int(self.taken[proof["field"]][row]), proof["cites"]
        if bits <= 0:
            said = proof["gate"] if bits else proof["otherwise"]
            return (said,) if said else ()
        held = (cite for place, cite in enumerate(cites) if bits >> place & 1)
        return tuple(dict.fromkeys(cite for cite in held if cite))

    def _operands(self, proof: Mapping[str, Any], row: int) -> tuple[str, ...]:
        """The clauses of the fields that an identity reads, with those of their statuses."""
        found: dict[str, None] = {}
        for each in proof["operands"]:
            told = self._policy.data["statuses"][int(self.taken[-1 - each["field"]][row])]
            cited = tuple(dict.fromkeys((*self._cited(each, row), *told["clauses"])))
            found |= dict.fromkeys(cited or self._operands(each, row))
        return tuple(found)


# ---- facts in ----------------------------------------------------------------------------------------
class _Policy:
    """A policy's program, and the tables that it needs."""

    def __init__(self, data: str) -> None:
        self.data: dict[str, Any] = json.loads(_unpack(data))
        self.facts: dict[str, Any] = {fact["name"]: fact for fact in self.data["facts"]}
        self.outputs: dict[str, Any] = {each["name"]: each for each in self.data["outputs"]}
        self.numbers = {option: number for number, option in enumerate(self.data["options"])}
        self.lengths: list[tuple[int, str]] = [(count, unit) for count, unit in self.data["lengths"]]

    def known(self) -> _Known:
        """What operations need."""
        outside, opaque = _np.zeros(ASK + 1, _BOOL), _np.zeros(ASK + 1, _BOOL)
        for number, told in enumerate(self.data["statuses"]):
            outside[number] = told["status"] == "not_applicable"
            opaque[number] = number > 0 and told["status"] in ("value", "bound")
        calendar = self.data["calendar"]
        if calendar is not None:
            calendar = (*calendar[:2], _np.array(calendar[2], _np.int64))
        return _Known(outside, opaque, self.lengths, calendar)

    def columns(self, given: Mapping[str, Any]) -> tuple[int, dict[str, Any], Any]:
        """The number of rows, each fact as a lane or a list, and rows that have to be judged alone."""
        by_alias = {fact["alias"]: name for name, fact in self.facts.items()}
        named = {by_alias.get(name, name): column for name, column in given.items()}
        unknown = [name for name in named if name not in self.facts]
        if unknown:
            raise KeyError(f"no such fact: {unknown[0]}")
        sizes = {_size(self.facts[name], column) for name, column in named.items()}
        if len(sizes) != 1:
            raise ValueError("columns of the same length are expected")
        (size,) = sizes
        alone = _np.zeros(size, _BOOL)
        found: dict[str, Any] = {}
        for name, fact in self.facts.items():
            if fact["kind"] == "list":
                found[name] = self._list(fact, named.get(name), size, alone)
            else:
                found[name] = self._lane(fact, named.get(name), size, fact["status"], alone)
        return size, found, alone

    def _lane(self, fact: Mapping[str, Any], column: Any, size: int, status: int, alone: Any) -> _Lane:
        """A fact's column; a row with a day outside the calendar of policies is marked in `alone`."""
        if column is None:
            if fact["default"] is None:
                return _Lane(_np.broadcast_to(_np.int64(0), size), _np.full(size, status, _np.uint16))
            column = _np.full(size, self._default(fact), None if fact["kind"] in _PLAIN else object)
        values, known = _plain(column)
        known = None if known is None or known.all() else known
        lane, out = self._values(fact, values, known)
        if out is not None and len(out) == len(alone):
            alone |= out if known is None else out & known
        if known is None:
            return lane
        value = _np.where(known, lane.v, 0)
        return _Lane(value, _np.where(known, 0, status).astype(_np.uint16), lane.most)

    def _default(self, fact: Mapping[str, Any]) -> Any:
        return _number(fact["default"]) if fact["kind"] != "length" else fact["default"]

    def _values(self, fact: Mapping[str, Any], values: Any, known: Any) -> tuple[_Lane, Any]:
        """The values of a column, and where they are days outside the calendar of policies."""
        name, kind = fact["name"], fact["kind"]
        match kind:
            case "flag":
                return _Lane(_bytes(name, values, known, 1).astype(bool)), None
            case "option":
                codes = _np.minimum(_bytes(name, values, known, fact["limit"]), fact["limit"])
                return _Lane(_np.array([self.numbers[o] for o in fact["options"]])[codes]), None
            case "day":
                days, out = _day_numbers(name, values, None)
                days = days.astype(_np.int64)
                return _Lane(days if out is None else _np.where(out, 0, days)), out
            case "text":
                return _Lane(_np.array([self._text(each) for each in values], _np.int64)), None
            case "length":
                return _Lane(_np.array([self._length(each) for each in values], _np.int64)), None
            case _:
                return _Lane(*_as_numbers(name, values, kind)), None

    def _length(self, given: Any) -> int:
        """The number of a length of time: a text such as 3个月."""
        text = given or "0日"
        unit = next(unit for unit in ("个工作日", "个月", "年", "日") if text.endswith(unit))
        length = (int(text.removesuffix(unit)), unit)
        if length not in self.lengths:
            self.lengths.append(length)
        return self.lengths.index(length)

    def _text(self, given: Any) -> int:
        """The number of a text that the policy doesn't list."""
        number = self.numbers.setdefault(str(given), len(self.numbers))
        if number == len(self.data["options"]):
            self.data["options"].append(str(given))
        return number

    def _list(self, fact: Mapping[str, Any], column: Any, size: int, alone: Any) -> _List:
        """A list's entries, in their order; a person with an unknown place in the order has no list."""
        if column is None:
            nobody = _np.zeros(size, _np.int64)
            lanes = {c["name"]: self._lane(c, [], 0, fact["status"], alone) for c in fact["columns"]}
            unknown = _np.full(size, fact["status"], _np.uint16)
            return _List(nobody, nobody, lanes, unknown, nobody.astype(bool))
        offsets, columns, known = column if len(column) == 3 else (*column, None)
        offsets = _np.asarray(offsets, _np.int64)
        count, start, length = int(offsets[-1]), offsets[:-1], _np.diff(offsets)
        by_alias = {each["alias"]: each["name"] for each in fact["columns"]}
        named = {by_alias.get(name, name): given for name, given in columns.items()}
        lanes = {
            c["name"]: self._lane(c, named.get(c["name"]), count, fact["status"], alone)
            for c in fact["columns"]
        }
        status = _np.where(True if known is None else known, 0, fact["status"]).astype(_np.uint16)
        status = _np.broadcast_to(status, size).copy()
        tied = _np.zeros(size, _BOOL)
        if fact["order"] and count:
            lanes, tied = _in_order(fact, lanes, offsets, status, self.data["options"])
        return _List(start, _np.where(status == 0, length, 0), lanes, status, tied)

    # ---- all rows ------------------------------------------------------------------------------------
    def judge(self, given: Mapping[str, Any], rows: Judge | None, block: int) -> Answers:
        """Every row. NotJudged when some need `rows` and there is none."""
        size, facts, alone = self.columns(given)
        known, answers, parts = self.known(), Answers(self, size), []
        for start in range(0, max(size, 1), block):
            here = {name: _part(fact, start, min(start + block, size)) for name, fact in facts.items()}
            parts.append(self._block(known, here, min(block, size - start)))
        for name, (value, status) in ((n, _columns(n, parts)) for n in self.outputs):
            answers.values[name], answers.status[name] = value, status
            alone |= status == ASK
        for number in self.data["proofs"]:
            answers.taken[number] = _np.concatenate([part[1][number] for part in parts])
            answers.taken[-1 - number] = _np.concatenate([part[2][number] for part in parts])
        odd = _np.flatnonzero(alone)
        if len(odd):
            if rows is None:
                raise NotJudged(odd)
            self._judge_alone(answers, given, odd, rows)
        return answers

    def _block(self, known: _Known, facts: Mapping[str, Any], size: int) -> tuple[Any, Any, Any]:
        frame = _Frame(self.data["nodes"], known, facts, size)
        frame.run(self.data["order"])
        lanes = {name: frame.lane(each["node"]) for name, each in self.outputs.items()}
        proofs = {number: frame.lane(number) for number in self.data["proofs"]}

        def full(column: Any) -> Any:
            return _np.broadcast_to(0 if column is None else column, (size,))

        found = {name: (full(lane.v), full(lane.s)) for name, lane in lanes.items()}
        taken = {number: full(lane.t) for number, lane in proofs.items()}
        return found, taken, {number: full(lane.s) for number, lane in proofs.items()}

    def _judge_alone(self, answers: Answers, given: Mapping[str, Any], odd: Any, rows: Judge) -> None:
        """Rows that the program leaves to others."""
        people = self.people(given, odd.tolist())
        for row, person in zip(odd.tolist(), people, strict=True):
            answers.others[row] = rows(person)
        for name in self.outputs:
            answers.status[name] = _np.where(_np.isin(_np.arange(answers.rows), odd), 0, answers.status[name])

    def people(self, given: Mapping[str, Any], rows: Sequence[int]) -> list[dict[str, Any]]:
        """The facts of some rows: days as `date`, options as texts, entries of lists as mappings."""
        by_alias = {fact["alias"]: name for name, fact in self.facts.items()}
        found: list[dict[str, Any]] = [{} for _ in rows]
        for key, column in given.items():
            fact = self.facts[by_alias.get(key, key)]
            cells = (
                self._entries(fact, column, rows) if fact["kind"] == "list" else _cells(fact, column, rows)
            )
            for person, cell in zip(found, cells, strict=True):
                person[fact["name"]] = cell
        return found

    def _entries(self, fact: Mapping[str, Any], column: Any, rows: Sequence[int]) -> list[Any]:
        offsets, columns, known = column if len(column) == 3 else (*column, None)
        by_name = {each["name"]: each for each in fact["columns"]}
        by_name |= {each["alias"]: each for each in fact["columns"]}
        found = []
        for row in rows:
            places = range(int(offsets[row]), int(offsets[row + 1]))
            cells = {by_name[n]["name"]: _cells(by_name[n], c, places) for n, c in columns.items()}
            entries = [dict(zip(cells, each, strict=True)) for each in zip(*cells.values(), strict=True)]
            found.append(None if known is not None and not known[row] else entries)
        return found

    # ---- values out ------------------------------------------------------------------------------------
    def value(self, output: Mapping[str, Any], value: Any) -> Any:
        """A value of an output as people use it."""
        match output["kind"]:
            case "flag":
                return bool(value)
            case "day":
                return _EPOCH + timedelta(days=int(value))
            case "option":
                return self.data["options"][int(value)]
            case "length":
                count, unit = self.lengths[int(value)]
                return f"{count}{unit}"
            case _:
                number = Fraction(value if isinstance(value, int | Fraction) else int(value), output["per"])
                return number.numerator if number.denominator == 1 else number

    def text(self, output: Mapping[str, Any], value: Any) -> str:
        """The same as people read it."""
        match value:
            case bool():
                return "是" if value else "否"
            case date():
                return _day_text(value)
            case str():
                return value
            case _ if output["kind"] == "money":
                return _money_text(Fraction(value))
            case _:
                return _rate_text(Fraction(value)) if output["kind"] == "rate" else str(value)


_PLAIN = ("flag", "option", "day", "whole")


def _size(fact: Mapping[str, Any], column: Any) -> int:
    """How many persons a column is of."""
    return len(column[0]) - 1 if fact["kind"] == "list" else len(_plain(column)[0])


def _as_numbers(name: str, values: Any, kind: str) -> tuple[Any, Any, int]:
    """Numbers of 64 bits, or Python's; no status, and the most that they are."""
    if values.dtype.kind in "iu" and kind != "rate":
        most = max(abs(int(values.max(initial=0))), abs(int(values.min(initial=0))))
        return values.astype(_np.int64), None, most
    if values.dtype.kind not in "iuO":
        raise TypeError(f"{name}: {values.dtype} holds no exact numbers")
    exact = Fraction if kind == "rate" else _whole
    return _np.array([exact(each or 0) for each in values.tolist()] + [None], object)[:-1], None, _WIDE


def _whole(value: Any) -> Any:
    number = Fraction(value)
    return number.numerator if number.denominator == 1 else number


def _in_order(
    fact: Mapping[str, Any], lanes: dict[str, _Lane], offsets: Any, status: Any, options: Sequence[str]
) -> tuple[dict[str, _Lane], Any]:
    """The entries of each person in their order, and who has two that differ at the same place."""
    length = _np.diff(offsets)
    person, size = _np.repeat(_np.arange(len(length)), length), len(length)
    ranks = []
    for name in fact["order"]:
        lane = lanes[name]
        if lane.s is not None:
            status[person[lane.s != 0]] = fact["status"]
        kind = next(each["kind"] for each in fact["columns"] if each["name"] == name)
        told = _np.array(options, object)[lane.v] if kind in ("option", "text") else lane.v
        ranks.append(_np.unique(told, return_inverse=True)[1])
    order = _np.lexsort([*reversed(ranks), person])
    found = {name: _at(lane, order) for name, lane in lanes.items()}
    alike = _np.diff(person[order]) == 0
    for rank in ranks:
        alike &= _np.diff(rank[order]) == 0
    differ = _np.zeros(len(alike), _BOOL)
    for lane in found.values():
        for column in (lane.v, lane.s):
            if column is not None and _np.ndim(column):
                differ |= (column[1:] != column[:-1]).astype(bool)
    tied = _np.zeros(size, _BOOL)
    tied[person[order][1:][alike & differ]] = True
    return found, tied


def _part(fact: Any, start: int, stop: int) -> Any:
    """A block of a fact; the entries of all lists stay together."""
    if isinstance(fact, _List):
        parts = (fact.start, fact.length, fact.status, fact.tied)
        first, length, status, tied = (column[start:stop] for column in parts)
        return _List(first, length, fact.columns, status, tied)
    return _at(fact, slice(start, stop))


def _columns(name: str, parts: Sequence[Any]) -> tuple[Any, Any]:
    values, status = zip(*(part[0][name] for part in parts), strict=True)
    return _np.concatenate(values), _np.concatenate(status).astype(_np.uint16)


def _cells(fact: Mapping[str, Any], column: Any, rows: Sequence[int]) -> list[Any]:
    """Some cells of a fact's column: None where unknown."""
    values, known = _plain(column)
    found: list[Any] = []
    for row in rows:
        if known is not None and not known[row]:
            found.append(None)
            continue
        value = values[row]
        match fact["kind"]:
            case "flag":
                found.append(bool(value))
            case "option":
                found.append(fact["options"][int(value)])
            case "day":
                days = int(_np.asarray(value).astype("datetime64[D]").astype(_np.int64))
                found.append(_EPOCH + timedelta(days=days))
            case _:
                found.append(value.item() if isinstance(value, _np.generic) else value)
    return found


def _money_text(fen: Fraction) -> str:
    """400元; 1070.5元 is written 1070.50元, less than a 分 stays a fraction."""
    if fen.denominator != 1:
        return f"{fen / 100}元"
    yuan, cents = divmod(abs(fen.numerator), 100)
    return f"{'-' if fen < 0 else ''}{yuan}{f'.{cents:02d}' if cents else ''}元"


def _rate_text(rate: Fraction) -> str:
    """90%, 12.5%; a rate with no finite decimal stays a fraction: 100/3%."""
    percent = rate * 100
    digits = next((n for n in range(7) if (percent * 10**n).denominator == 1), None)
    if digits is None:
        return f"{percent}%"
    if not digits:
        return f"{percent.numerator}%"
    whole, rest = divmod(abs((percent * 10**digits).numerator), 10**digits)
    return f"{'-' if percent < 0 else ''}{whole}.{rest:0{digits}d}%"
