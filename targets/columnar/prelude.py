"""The part of every generated columnar module that doesn't depend on the policy.

In: columns of facts. Out: an `Answers`: a column of codes for each output, and what the codes stand for.
Needs numpy only. A column may be a numpy array, anything with `__arrow_array__`/`to_numpy`, or a pair
(values, known) of arrays; days are datetime64[D] or int32 days since 1970, 是非 are bool or 0 and 1, 选项
are the numbers of the options. Rows that the tables don't cover (an unknown fact that has a default, an
unknown day) are judged one by one by the function given as `rows`.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as _np

_Array = Any
_Arrays = Sequence[Any]
_BOOL = _np.dtype(bool)
_DTYPES = {"u8": _np.uint8, "u16": _np.uint16, "u32": _np.uint32, "i32": _np.int32, "i64": _np.int64}
_FIRST_DAY, _LAST_DAY = -43829, 84005
_EPOCH = date(1970, 1, 1)
_OPERANDS = "\0"
_U = _np.uint64
_ONES = _U(0x0101010101010101)
BLOCK = 32768
STATUSES = ("value", "bound", "undetermined", "missing", "not_applicable")


class Result(NamedTuple):
    """One output of one person. Money is in 分; `missing` are facts by name; see STATUSES for `status`."""

    status: str
    value: Any
    text: str
    low: Any
    high: Any
    clauses: tuple[str, ...]
    reasons: tuple[str, ...]
    document: str
    candidates: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    kind: str


class NotJudged(ValueError):
    """Rows that need `rows=`: their numbers are in `numbers`."""

    def __init__(self, numbers: _Array) -> None:
        super().__init__(f"{len(numbers)} rows have unknown facts that only rows= can judge")
        self.numbers = numbers


Person = Mapping[str, Any]
Judge = Callable[[Person], Mapping[str, Result]]


# ---- columns in --------------------------------------------------------------------------------------
class _Fact(NamedTuple):
    """One fact's column: `values` as bytes or days, `known` a byte a row, or None where all are known."""

    values: _Array
    known: _Array


def _plain(column: Any) -> tuple[Any, Any]:
    """A column as an array and a mask of what is known (None: everything)."""
    if isinstance(column, tuple):
        values, known = column
        return _np.asarray(values), _np.asarray(known, dtype=bool)
    if isinstance(column, _np.ma.MaskedArray):
        return column.data, ~_np.ma.getmaskarray(column)
    if isinstance(column, _np.ndarray) and column.dtype.kind == "M":
        blank = _np.isnat(column)
        return column, ~blank if blank.any() else None
    if isinstance(column, _np.ndarray):
        return column, None
    return _from_arrow(column)


def _from_arrow(column: Any) -> tuple[Any, Any]:
    """An Arrow array (or a chunked one): its buffer where it can be shared."""
    if hasattr(column, "combine_chunks"):
        column = column.combine_chunks()
    if not hasattr(column, "null_count"):
        return _np.asarray(column), None
    known = None
    if column.null_count:
        known = _np.asarray(column.is_valid().to_numpy(zero_copy_only=False))
        if str(column.type) != "date32[day]":
            column = column.fill_null(False if str(column.type) == "bool" else 0)
    if str(column.type) == "date32[day]":
        raw = _np.frombuffer(column.buffers()[1], dtype=_np.int32)
        return raw[column.offset : column.offset + len(column)], known
    return column.to_numpy(zero_copy_only=False), known


def _bytes(name: str, values: Any, known: Any, limit: int) -> Any:
    """是非 or an option's number as a byte a row, without copying where it is one already."""
    if values.dtype == _BOOL:
        return values.view(_np.uint8)
    if values.dtype.kind not in "iu":
        raise TypeError(f"{name}: {values.dtype} is neither bool nor a whole number")
    seen = values if known is None else values[known]
    if len(seen) and not (int(seen.min()) >= 0 and int(seen.max()) <= limit):
        raise ValueError(f"{name}: values from 0 to {limit} are expected")
    return values if values.dtype == _np.uint8 else values.astype(_np.uint8)


def _day_numbers(name: str, values: Any, known: Any) -> tuple[Any, Any]:
    """Days since 1970, and a mask of those that are unknown or outside the calendar of policies (or None)."""
    if values.dtype.kind == "M":
        days = values.astype("datetime64[D]", copy=False).view(_np.int64)
    elif values.dtype.kind == "i":
        days = values
    else:
        raise TypeError(f"{name}: {values.dtype} holds no days")
    if known is None and (len(days) == 0 or (int(days.min()) >= _FIRST_DAY and int(days.max()) <= _LAST_DAY)):
        return days, None
    outside = (days < _FIRST_DAY) | (days > _LAST_DAY)
    return days, outside if known is None else outside | ~known


# ---- tables ------------------------------------------------------------------------------------------
def _unpack(text: str) -> bytes:
    return zlib.decompress(base64.b64decode("".join(text.split())))


def _split(packed: bytes, layout: Sequence[tuple[str, int]]) -> list[Any]:
    """The tables of codes, one after the other in `packed`, little-endian."""
    found, at = [], 0
    for dtype, count in layout:
        made = _np.dtype(_DTYPES[dtype]).newbyteorder("<")
        found.append(_np.frombuffer(packed, made, count, at).astype(_DTYPES[dtype]))
        at += count * made.itemsize
    return found


def _all_days() -> Any:
    return _np.arange(_FIRST_DAY, _LAST_DAY + 1, dtype=_np.int64).view("datetime64[D]")


def _moved(days: Any, steps: Sequence[Sequence[Any]]) -> Any:
    """Days after each step: "days" n, "months" n with the rule for missing days, or a named day."""
    for kind, count in steps:
        months = days.astype("datetime64[M]")
        firsts = months.astype("datetime64[D]")
        if kind == "days":
            days = days + count
        elif kind in ("months to the end", "months to the next"):
            target = (months + count).astype("datetime64[D]")
            length = (months + count + 1).astype("datetime64[D]") - target
            most = length - 1 if kind == "months to the end" else length
            days = target + _np.minimum(days - firsts, most)
        elif kind == "month":
            days = (months + count).astype("datetime64[D]")
        elif kind == "month end":
            days = (months + 1).astype("datetime64[D]") - 1
        elif kind == "year":
            days = days.astype("datetime64[Y]").astype("datetime64[D]")
        else:
            days = (days.astype("datetime64[Y]") + 1).astype("datetime64[D]") - 1
    return days


def _by_day(table: Mapping[str, Any]) -> Any:
    """A table by day, from _FIRST_DAY on."""
    days = _all_days()
    if table["kind"] == "class":
        return _np.searchsorted(_np.array(table["starts"]), days.view(_np.int64), "right").astype(_np.uint8)
    if table["kind"] == "days":
        return _moved(days, table["form"]).view(_np.int64).astype(_np.int32)
    left, right = _moved(days, table["left"]), _moved(days, table["right"])
    if table["kind"] == "most":
        found = _np.searchsorted(left, right, "right") - 1
    else:
        found = _np.searchsorted(right, left, "left")
    return (found + _FIRST_DAY).astype(_np.int32)


# ---- texts ------------------------------------------------------------------------------------------
def _number(value: Any) -> Any:
    return Fraction(value["fraction"]) if isinstance(value, dict) else value


def _day_text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
