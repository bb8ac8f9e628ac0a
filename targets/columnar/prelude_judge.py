"""The second part of every generated module: a policy's data, and judging all rows of its columns.

In: columns of facts. Out: `Answers`. In a generated module this follows `prelude.py` in the same file, from
the line of dashes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from os.path import isfile
from typing import Any, NamedTuple

import numpy as _np

from polc.targets.columnar.prelude import (
    _BOOL,
    _DTYPES,
    _EPOCH,
    _OPERANDS,
    _U,
    STATUSES,
    Judge,
    NotJudged,
    Result,
    _by_day,
    _bytes,
    _day_numbers,
    _day_text,
    _Fact,
    _moved,
    _number,
    _plain,
    _split,
    _unpack,
)


# ---- answers -----------------------------------------------------------------------------------------
class _Output(NamedTuple):
    """One output: its name and alias, kinds of result by code, and whether days go with it."""

    name: str
    alias: str
    public: bool
    dtype: str
    results: list[Any]
    clauses: list[Any]
    operands: list[str]
    days: bool


class Answers:
    """What was judged: columns `codes[name]` and `days[name]`; rows judged on their own are in `others`."""

    def __init__(self, policy: Any, rows: int, facts: Mapping[str, _Fact]) -> None:
        self.rows = rows
        self.codes: dict[str, Any] = {}
        self.days: dict[str, Any] = {}
        self.others: dict[int, Mapping[str, Result]] = {}
        self._policy = policy
        self._facts = facts

    def __len__(self) -> int:
        return self.rows

    @property
    def columns(self) -> list[Any]:
        """Columns by which rows of equal answers are equal, but for days that stand in texts."""
        return [*self.codes.values(), *self.days.values()]

    def result(self, name: str, row: int) -> Result:
        """One output of one row, complete."""
        if row in self.others:
            return self.others[row][name]
        output = self._policy.outputs[name]
        return self._decoded(output, row, int(self.codes[name][row]))

    def row(self, row: int) -> dict[str, Result]:
        """All outputs of one row by name."""
        public = [name for name, output in self._policy.outputs.items() if output.public]
        return {name: self.result(name, row) for name in public}

    def missing(self, row: int) -> tuple[str, ...]:
        """The facts that are missing for any output of a row, in the order of the policy."""
        found = {name for result in self.row(row).values() for name in result.missing}
        return tuple(name for name in self._policy.facts if name in found)

    def statuses(self, name: str) -> Any:
        """The number of each row's status in STATUSES, as a byte."""
        output = self._policy.outputs[name]
        table = _np.array([STATUSES.index(each["status"]) for each in output.results], _np.uint8)
        found = table.take(self.codes[name], mode="clip")
        for row, results in self.others.items():
            found[row] = STATUSES.index(results[name].status)
        return found

    def amounts(self, name: str) -> Any:
        """Money in 分 as int64, -1 where there is no one whole amount (see `statuses`)."""
        output = self._policy.outputs[name]
        known = [each.get("value") if each["status"] == "value" else None for each in output.results]
        table = _np.array([fen if isinstance(fen, int) else -1 for fen in known], _np.int64)
        found = table.take(self.codes[name], mode="clip")
        for row, results in self.others.items():
            value = results[name].value
            found[row] = value if isinstance(value, int) and results[name].status == "value" else -1
        return found

    def _decoded(self, output: _Output, row: int, code: int) -> Result:
        entry = output.results[code]
        value, text = entry.get("value"), entry.get("text", "")
        if isinstance(value, dict):
            value, text = self._value(value, row), ""
            text = _day_text(value) if isinstance(value, date) else text
        return Result(
            status=entry["status"],
            value=value,
            text=text,
            low=_number(entry.get("low")),
            high=_number(entry.get("high")),
            clauses=self._spelt(output, entry["clauses"], row),
            reasons=tuple(entry.get("reasons", ())),
            document=entry.get("document", ""),
            candidates=tuple(
                (label, self._candidate(candidate, row)) for label, candidate in entry.get("candidates", ())
            ),
            missing=tuple(entry.get("missing", ())),
            kind=entry.get("kind", ""),
        )

    def _value(self, value: Mapping[str, Any], row: int) -> Any:
        """A value that JSON can't hold: a day of the policy or of the person, or a fraction."""
        if "fraction" in value:
            return Fraction(value["fraction"])
        if "day" in value:
            return _EPOCH + timedelta(days=value["day"])
        form = self._policy.forms[value["form"]]
        start = _np.array([int(self._facts[form["base"]].values[row])], dtype="datetime64[D]")
        return _moved(start, form["steps"])[0].astype(date)

    def _candidate(self, text: Any, row: int) -> str:
        return text if isinstance(text, str) else _day_text(self._value(text, row))

    def _spelt(self, output: _Output, clauses: Sequence[str], row: int) -> tuple[str, ...]:
        """Clauses; those of the fields that an identity reads stand in the place of a mark."""
        found: dict[str, None] = {}
        for clause in clauses:
            if clause.startswith(_OPERANDS):
                run = int(clause[1:])
                for name in output.operands:
                    found |= dict.fromkeys(self._clauses_in(name, row, run))
            else:
                found[clause] = None
        return tuple(found)

    def _clauses_in(self, name: str, row: int, run: int) -> tuple[str, ...]:
        output = self._policy.outputs[name]
        by_run = output.clauses[int(self.codes[name][row])]
        return self._spelt(output, by_run[run if len(by_run) > 1 else 0], row)


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
