"""The second part of every generated module: a policy's data, and judging all rows of its columns.

In: columns of facts. Out: `Answers`. In a generated module this follows `prelude.py` in the same file, from
the line of dashes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from os.path import isfile
from typing import Any

import numpy as _np

from polc.targets.columnar.prelude import (
    _BOOL,
    _DTYPES,
    _U,
    Answers,
    Judge,
    NotJudged,
    Result,
    _by_day,
    _bytes,
    _day_numbers,
    _Fact,
    _Output,
    _plain,
    _split,
    _unpack,
)


# ---- judging -----------------------------------------------------------------------------------------
class _Policy:
    """A policy's data and its function; tables by day are made when somebody first judges."""

    def __init__(
        self, data: str, tables: str, block: Callable[..., None], loops: Callable[..., None]
    ) -> None:
        self.data: dict[str, Any] = json.loads(_unpack(data))
        self.facts: dict[str, Any] = {fact["name"]: fact for fact in self.data["facts"]}
        self.forms: list[Any] = self.data["forms"]
        self.outputs = {each["name"]: _Output(**each) for each in self.data["outputs"]}
        self._packed, self._block, self._loops = tables, block, loops
        self._tables: tuple[Any, ...] | None = None
        self._compiled: Any = None

    def tables(self) -> tuple[Any, ...]:
        """All tables, as the functions take them."""
        if self._tables is None:
            layout = [(t["dtype"], t["count"]) for t in self.data["tables"] if "dtype" in t]
            codes = iter(_split(_unpack(self._packed), layout))
            self._tables = tuple(
                next(codes) if "dtype" in table else _by_day(table) for table in self.data["tables"]
            )
        return self._tables

    def compiled(self) -> tuple[Any, tuple[Any, ...]]:
        """The loops as machine code, kept beside the module where it's a file, and their tables by dtype."""
        if self._compiled is None:
            numba: Any = import_module("numba")
            run = numba.njit(nogil=True, cache=isfile(self._loops.__code__.co_filename))(self._loops)
            by_dtype: dict[str, list[Any]] = {}
            for told, table in zip(self.data["tables"], self.tables(), strict=True):
                more = 0 if "dtype" in told else self.data["loops"]["days"] - len(table)
                by_dtype.setdefault(told.get("dtype") or _day_dtype(told), []).append(
                    _np.pad(table, (0, more))
                )
            self._compiled = run, tuple(_fixed(_np.concatenate(by_dtype[d])) for d in sorted(by_dtype))
        found: tuple[Any, tuple[Any, ...]] = self._compiled
        return found

    # ---- facts in -----------------------------------------------------------------------------------
    def columns(self, given: Mapping[str, Any]) -> tuple[int, dict[str, _Fact], Any]:
        """The number of rows, the facts' columns, and a mask of rows that tables don't cover (or None)."""
        by_alias = {fact["alias"]: name for name, fact in self.facts.items()}
        named = {by_alias.get(name, name): column for name, column in given.items()}
        unknown = [name for name in named if name not in self.facts]
        if unknown:
            raise KeyError(f"no such fact: {unknown[0]}")
        plain = {name: _plain(column) for name, column in named.items()}
        lengths = {len(values) for values, _ in plain.values()}
        if len(lengths) != 1:
            raise ValueError("columns of the same length are expected")
        rows = lengths.pop()
        facts: dict[str, _Fact] = {}
        alone: Any = None
        for name, fact in self.facts.items():
            facts[name], odd = self._fact(fact, plain.get(name), rows)
            if odd is not None and fact["used"]:
                alone = odd if alone is None else alone | odd
        return rows, facts, alone

    def _fact(self, fact: Mapping[str, Any], column: tuple[Any, Any] | None, rows: int) -> tuple[_Fact, Any]:
        """One fact's column, and the rows in which it is something that tables don't cover."""
        name, kind = fact["name"], fact["kind"]
        if column is None:
            return self._absent(fact, rows)
        values, known = column
        if known is not None and known.all():
            known = None
        if kind == "day":
            days, outside = _day_numbers(name, values, known)
            return _Fact(days, None if known is None else known.view(_np.uint8)), outside
        made = _bytes(name, values, known, fact["limit"])
        if known is None:
            return _Fact(made, None), None
        if kind == "option":
            made = _np.where(known, made, fact["limit"] + 1 if fact["open"] else 0).astype(_np.uint8)
        return _Fact(made, known.view(_np.uint8)), None if fact["open"] else ~known

    def _absent(self, fact: Mapping[str, Any], rows: int) -> tuple[_Fact, Any]:
        """A fact that isn't given: its default for everybody, else unknown for everybody."""
        nobody = _np.broadcast_to(_np.uint8(0), rows)
        everybody = _np.broadcast_to(_np.bool_(True), rows)
        if fact["default"] is not None:
            dtype = _np.int32 if fact["kind"] == "day" else _np.uint8
            return _Fact(_np.broadcast_to(dtype(fact["default"]), rows), None), None
        if fact["kind"] == "day":
            return _Fact(_np.broadcast_to(_np.int32(0), rows), nobody), everybody
        value = fact["limit"] + 1 if fact["kind"] == "option" else 0
        filled = _np.broadcast_to(_np.uint8(value), rows)
        return _Fact(filled, nobody), None if fact["open"] else everybody

    def people(self, facts: Mapping[str, _Fact], rows: Any) -> tuple[list[str], Any]:
        """The names of all facts, and for each of some rows a tuple of them: None where unknown."""
        names = [name for name, fact in self.facts.items() if fact["kind"] != "none"]
        columns = [self._cells(self.facts[name], facts[name], rows) for name in names]
        return names, zip(*columns, strict=True)

    def _cells(self, fact: Mapping[str, Any], column: _Fact, rows: Any) -> list[Any]:
        values = column.values[rows]
        unknown = _np.zeros(len(rows), _BOOL) if column.known is None else column.known[rows] == 0
        if fact["kind"] == "day":
            days = values.astype("datetime64[D]")
            days[unknown] = _np.datetime64("NaT")
            found: list[Any] = days.tolist()
            return found
        options = fact["options"] or [False, True]
        meant = _np.array([*options, None], object)
        return list(meant[_np.where(unknown, len(options), _np.minimum(values, len(options)))])

    # ---- all rows -----------------------------------------------------------------------------------
    def judge(self, given: Mapping[str, Any], rows: Judge | None, block: int, compiled: bool) -> Answers:
        """Every row. NotJudged when some need `rows` and there is none."""
        count, facts, alone = self.columns(given)
        answers = Answers(self, count, facts)
        made = []
        for written in self.data["written"]:
            column = None if written["escape"] else _np.empty(count, _DTYPES[written["dtype"]])
            made.append(column)
            answers.codes.update(dict.fromkeys(written["codes"], column))
            answers.days.update(dict.fromkeys(written["days"], column))
        odd = self._run(count, facts, made, block, compiled)
        if alone is not None:
            odd = _np.union1d(odd, _np.flatnonzero(alone))
        if len(odd):
            if rows is None:
                raise NotJudged(odd)
            self._judge_alone(answers, facts, odd, rows)
        return answers

    def _read(self, facts: Mapping[str, _Fact], rows: int, size: int) -> list[Any]:
        """The columns that the functions read, in order, as blocks of `size` rows."""
        flags = {name for name, fact in self.facts.items() if fact["kind"] == "flag"}
        return [self._part(facts[n], part, rows, size, n in flags) for n, part in self.data["read"]]

    def _part(self, fact: _Fact, part: str, rows: int, size: int, flag: bool) -> _Blocks:
        values, known = fact
        if part == "unknown" and known is None:
            return _Blocks(_np.broadcast_to(_np.uint8(0), rows), size)
        if part == "unknown":
            return _Blocks(known, size, _np.bitwise_xor, _np.broadcast_to(_np.uint8(1), rows))
        if part == "" and known is not None and flag:
            return _Blocks(values, size, _np.bitwise_and, known)
        return _Blocks(values, size)

    def _run(self, count: int, facts: Mapping[str, _Fact], made: list[Any], size: int, compiled: bool) -> Any:
        """Judge all rows; the numbers of those that tables turn out not to cover."""
        by_loops = count // 8 * 8 if compiled else 0
        odd = self._in_loops(facts, made, by_loops, size * CALLED_FOR, count) if by_loops else []
        tables, inputs = self.tables(), self._read(facts, count, size)
        work = [_np.empty(size, _DTYPES[dtype]) for dtype in self.data["buffers"]]
        escape = _np.zeros(size, _np.uint8)
        for start in range(by_loops, count, size):
            stop = min(start + size, count)
            here = work if stop - start == size else [buffer[: stop - start] for buffer in work]
            parts = [column.part(start, stop) for column in inputs]
            self._block(parts, tables, here, _parts(made, escape, start, stop))
            odd.append(_np.flatnonzero(escape[: stop - start]) + start)
        return _np.concatenate(odd) if odd else _np.empty(0, _np.int64)

    def _in_loops(
        self, facts: Mapping[str, _Fact], made: list[Any], stop_at: int, size: int, count: int
    ) -> list[Any]:
        """The same by machine code, for a multiple of eight rows."""
        (run, tables), inputs = self.compiled(), self._read(facts, count, size)
        buffers = self.data["loops"]["buffers"]
        work = tuple(_np.empty(buffers[dtype], _DTYPES[dtype]) for dtype in sorted(buffers))
        escape = _np.zeros(size, _np.uint8)
        odd = []
        for start in range(0, stop_at, size):
            stop = min(start + size, stop_at)
            parts = tuple(_fixed(column.part(start, stop)) for column in inputs)
            run(parts, tables, work, tuple(_parts(made, escape, start, stop)), _U(stop - start))
            odd.append(_np.flatnonzero(escape[: stop - start]) + start)
        return odd

    def _judge_alone(self, answers: Answers, facts: Mapping[str, _Fact], odd: Any, rows: Judge) -> None:
        """Rows that tables don't cover; equal persons are judged once."""
        known: dict[tuple[Any, ...], Mapping[str, Result]] = {}
        names, people = self.people(facts, odd)
        for row, cells in zip(odd.tolist(), people, strict=True):
            found = known.get(cells)
            if found is None:
                found = known[cells] = rows(dict(zip(names, cells, strict=True)))
            answers.others[row] = found
        for column in answers.codes.values():
            column[odd] = _np.iinfo(column.dtype).max


def _parts(made: list[Any], escape: Any, start: int, stop: int) -> list[Any]:
    """Rows from start to stop of what is written; rows to be judged on their own are told block by block."""
    return [escape[: stop - start] if column is None else column[start:stop] for column in made]


def _day_dtype(table: Mapping[str, Any]) -> str:
    """The dtype of a table by day."""
    return "u8" if table["kind"] == "class" else "i32"


def _fixed(column: Any) -> Any:
    """A column as loops take it: in one piece, not to be written, whatever it was."""
    found = _np.require(column, None, ["C", "A"]).view()
    found.flags.writeable = False
    return found


CALLED_FOR = 8  # blocks at a time: calling machine code with so many columns takes a while


class _Blocks:
    """A column by blocks: shared where it can be, days of 64 bits narrowed, a constant filled once.

    With `combine` a block is made of this column and `other`: an unknown 是非 counts as 否, for one.
    """

    def __init__(self, column: Any, size: int, combine: Any = None, other: Any = None) -> None:
        self._column, self._combine, self._other = column, combine, other
        self._buffer: Any = None
        self._constant = combine is None and column.strides == (0,)
        if self._constant:
            self._buffer = _np.full(size, column[0] if len(column) else 0, column.dtype)
        elif combine is not None:
            self._buffer = _np.empty(size, _np.uint8)
        elif column.dtype not in (_np.uint8, _np.int32):
            self._buffer = _np.empty(size, _np.int32)

    def part(self, start: int, stop: int) -> Any:
        """Rows from start to stop."""
        if self._buffer is None:
            return self._column[start:stop]
        filled = self._buffer[: stop - start]
        if self._combine is not None:
            self._combine(self._column[start:stop], self._other[start:stop], filled)
        elif not self._constant:
            _np.copyto(filled, self._column[start:stop], casting="unsafe")
        return filled
