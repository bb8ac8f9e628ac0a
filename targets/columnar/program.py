"""The work on one block of rows, as straight-line instructions over columns.

In: a plan. Out: a `Program`: instructions in order, each value assigned once, and what it reads (input
columns, tables, days by day) and writes. It is printed twice: as numpy calls on blocks of rows, and as
loops for a compiler.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from polc.targets.columnar.days import DayForm, LessEq


@attrs.frozen
class Column:
    """A fact's column, 'u8' for 是非 and 选项 (`part` "unknown" for its mask), 'i32' for days."""

    name: str
    part: str = ""


@attrs.frozen
class Value:
    """What instruction `number` computes, of dtype u8, u16, u32, i32 or i64."""

    number: int
    dtype: str


Operand: TypeAlias = Column | Value | int


@attrs.frozen
class Instruction:
    """`out` = `op` of `args`. For "take" the first argument is an index and `table` is what is looked up.

    Operations: and, or, xor, not, add, sub, zero, widen, narrow, scale, shift (right), le, ge,
    day (index of a day), take.
    """

    op: str
    out: Value
    args: tuple[Operand, ...]
    table: int = -1


@attrs.frozen(kw_only=True)
class TableData:
    """Codes by index; `dtype` u8, u16, u32 or i32."""

    dtype: str
    items: tuple[int, ...]


@attrs.frozen(kw_only=True)
class DayTable:
    """A table by day of `base`, made when the module first judges.

    "class": the part of the days; "days": the days that `form` gives; "most" and "least": the greatest or
    least day of another input for which `fact` holds.
    """

    kind: str
    base: str
    starts: tuple[int, ...] = ()
    form: DayForm | None = None
    fact: LessEq | None = None


@attrs.define
class Program:
    """Instructions under construction; equal ones are made once.

    `outputs` are the columns that are written: a field's codes, its days ("FIELD#days"), rows to be judged
    on their own ("#"). Several may be one value, which is then one column.
    """

    outputs: dict[str, Value] = attrs.Factory(dict)
    instructions: list[Instruction] = attrs.Factory(list)
    tables: list[TableData | DayTable] = attrs.Factory(list)
    _known: dict[tuple[object, ...], Value] = attrs.Factory(dict)
    _numbered: dict[TableData | DayTable, int] = attrs.Factory(dict)

    def emit(self, op: str, dtype: str, *args: Operand, table: int = -1) -> Value:
        """The value of one instruction."""
        key = (op, dtype, args, table)
        if key not in self._known:
            out = Value(len(self.instructions), dtype)
            self.instructions.append(Instruction(op, out, args, table))
            self._known[key] = out
        return self._known[key]

    def table(self, data: TableData | DayTable) -> int:
        """The number of a table."""
        if data not in self._numbered:
            self._numbered[data] = len(self.tables)
            self.tables.append(data)
        return self._numbered[data]


def narrowest(count: int) -> str:
    """The narrowest dtype for so many codes."""
    return "u8" if count <= 256 else "u16" if count <= 65536 else "u32"


def dtype_for(count: int) -> str:
    """The narrowest dtype for so many codes and one more that means "judged on its own"."""
    return "u8" if count < 256 else "u16" if count < 65536 else "u32"


def dtype_of(operand: Operand) -> str:
    """The dtype of an operand that is a column."""
    if isinstance(operand, Value):
        return operand.dtype
    if isinstance(operand, Column):
        return "i32" if operand.part == "day" else "u8"
    raise TypeError("a number has no column")
