"""A program as loops for numba: the same instructions as the numpy calls, with values in registers.

In: a program. Out: the text of a function. Instructions on bytes work on eight rows at a time, a byte each
of a word of 64 bits: so they are few whether or not the compiler finds vectors, which it doesn't
where it can't know that forty columns lie apart. Look-ups and comparisons of days go row by row.
There are as many loops over a part of the rows as there are turns from one kind to the other, and only what
passes from loop to loop is kept, in buffers that stay in the processor's cache.

Every index is of an unsigned type: for a signed one numba asks at each access whether it counts from the
end, and that costs half of the time.

Invariant: no text but names of ours and numbers; every index lies within its table for facts of 0 and 1.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.targets.columnar.printing import FIRST
from polc.targets.columnar.program import (
    Column,
    DayTable,
    Instruction,
    Operand,
    Program,
    TableData,
    Value,
    dtype_of,
)
from polc.targets.columnar.records import BITS
from polc.targets.columnar.storage import column_names, written

PART = 2048
STRIDE = PART + 192  # buffers a power of two apart would displace each other from the cache
DAYS = 1 << 17  # the length of a table by day in loops: a power of two above all days
_INFIX = {
    "and": "&",
    "or": "|",
    "xor": "^",
    "add": "+",
    "sub": "-",
    "scale": "*",
    "shift": ">>",
    "le": "<=",
    "ge": ">=",
}
_FREE = ("day", "widen", "zero")  # part of the instruction that reads them
_MIXING = ("and", "or", "xor", "add", "not", "scale")
Place = tuple[str, int]


@attrs.frozen(kw_only=True)
class Loops:
    """The text of the function, and for each dtype how many buffers of STRIDE items it needs."""

    text: str
    buffers: Mapping[str, int]


def loops(program: Program) -> Loops:
    """`_loops(c, t, w, o, n)`: columns, tables and buffers by dtype, outputs; `n` a multiple of eight."""
    turn = _turns(program)
    writer = _Writer(program=program, turn=turn, source={i.out.number: i for i in program.instructions})
    return writer.write()


def _by_words(instruction: Instruction) -> bool:
    """True when an instruction only combines bytes."""
    operands = [arg for arg in instruction.args if not isinstance(arg, int)]
    return instruction.op in _MIXING and all(dtype_of(arg) == "u8" for arg in (instruction.out, *operands))


def _turns(program: Program) -> dict[int, int]:
    """For each value the loop in which it's made: even ones go row by row, odd ones by words.

    A value is made as late as those that read it allow, so that it needn't be kept in between.
    """
    first: dict[int, int] = {}
    for each in program.instructions:
        soonest = max((first[arg.number] for arg in each.args if isinstance(arg, Value)), default=0)
        first[each.out.number] = soonest + ((soonest ^ _by_words(each)) & 1)
    last: dict[int, int] = {}
    for each in reversed(program.instructions):
        latest = last.get(each.out.number, first[each.out.number])
        latest -= (latest ^ _by_words(each)) & 1
        last[each.out.number] = latest
        for arg in each.args:
            if isinstance(arg, Value):
                last[arg.number] = min(last.get(arg.number, latest), latest)
    return last


@attrs.define(kw_only=True)
class _Writer:
    """`kept` says where values lie that another loop reads; -1 stands for an output's own column."""

    program: Program
    turn: dict[int, int]
    source: dict[int, Instruction]
    kept: dict[int, Place] = attrs.Factory(dict)
    buffers: dict[str, int] = attrs.Factory(dict)
    columns: dict[Column, str] = attrs.Factory(dict)
    viewed: dict[str, None] = attrs.Factory(dict)
    starts: list[int] = attrs.Factory(list)

    def write(self) -> Loops:
        """The function."""
        self.columns = {column: f"c{number}" for number, column in enumerate(column_names(self.program))}
        self._keep()
        tables = self._lay_out()
        body: list[str] = []
        for turn in sorted(set(self.turn.values())):
            mine = [each for each in self.program.instructions if self.turn[each.out.number] == turn]
            body += self._loop([each for each in mine if each.op not in _FREE], turn)
        lines = ["def _loops(c: _Arrays, t: _Arrays, w: _Arrays, o: _Arrays, n: Any) -> None:"]
        lines.append('    """Judge `n` rows, a multiple of eight, written by the compiler for numba."""')
        for names, given in (
            (list(self.columns.values()), "c"),
            ([f"t{dtype}" for dtype in tables], "t"),
            ([f"w{dtype}" for dtype in sorted(self.buffers)], "w"),
            ([f"o{n}" for n in range(len(written(self.program)))], "o"),
        ):
            if names:
                lines.append(f"    ({', '.join(names)},) = {given}")
        lines += [f"    {name}_ = {name}.view(_np.uint64)" for name in self.viewed]
        lines.append(f"    for at in range(_U(0), n, _U({PART})):")
        lines.append(f"        m = min(n - at, _U({PART}))")
        return Loops(text="\n".join([*lines, *body]) + "\n", buffers=self.buffers)

    def _keep(self) -> None:
        """Give a place to every value that is written or that another loop reads."""
        self.kept |= {value.number: (f"o{n}", -1) for n, value in enumerate(written(self.program))}
        for each in self.program.instructions:
            for value in self._read(each) if each.op not in _FREE else ():
                if self.turn[value.number] != self.turn[each.out.number] and value.number not in self.kept:
                    number = self.buffers.get(value.dtype, 0)
                    self.kept[value.number] = (f"w{value.dtype}", number * STRIDE)
                    self.buffers[value.dtype] = number + 1

    def _read(self, instruction: Instruction) -> list[Value]:
        """The values an instruction reads, through those that are a part of it."""
        found: list[Value] = []
        for arg in instruction.args:
            if isinstance(arg, Value):
                made = self.source[arg.number]
                found += self._read(made) if made.op in _FREE else [arg]
        return found

    def _lay_out(self) -> list[str]:
        """Where each table starts among those of its dtype, one after the other; the dtypes."""
        ends: dict[str, int] = {}
        for table in self.program.tables:
            dtype = dtype_of_table(table)
            self.starts.append(ends.get(dtype, 0))
            ends[dtype] = self.starts[-1] + (len(table.items) if isinstance(table, TableData) else DAYS)
        return sorted(ends)

    # ---- one loop -----------------------------------------------------------------------------------
    def _loop(self, here: list[Instruction], turn: int) -> list[str]:
        if not here:
            return []
        by = 8 if turn % 2 else 1
        lines = [f"        for i in range(m // _U({by})):", f"            j = at // _U({by}) + i"]
        loaded: dict[Place, str] = {}

        def cell(place: Place) -> str:
            name, start = place
            if by > 1:
                self.viewed[name] = None
                name += "_"
            return f"{name}[j]" if start < 0 else f"{name}[i + _U({start // by})]"

        def load(place: Place) -> str:
            if place not in loaded:
                loaded[place] = f"x{len(loaded)}"
                text = cell(place) if by > 1 else f"_np.int64({cell(place)})"
                lines.append(f"            {loaded[place]} = {text}")
            return loaded[place]

        def said(arg: Operand) -> str:
            match arg:
                case Column():
                    return load((self.columns[arg], -1))
                case Value(number) if self.source[number].op in _FREE:
                    made = self.source[number]
                    inner = said(made.args[0]) if made.args else "0"
                    return f"({inner} - {FIRST} & {DAYS - 1})" if made.op == "day" else inner
                case Value(number):
                    return f"v{number}" if self.turn[number] == turn else load(self.kept[number])
                case _:
                    return str(arg)

        for each in here:
            number, text = each.out.number, self._computed(each, [said(arg) for arg in each.args])
            lines.append(f"            v{number} = {text}")
            if number in self.kept:
                lines.append(f"            {cell(self.kept[number])} = v{number}")
        return lines

    def _computed(self, each: Instruction, args: list[str]) -> str:
        match each.op:
            case "take":
                start = self.starts[each.table]
                name = f"t{dtype_of_table(self.program.tables[each.table])}"
                return f"_np.int64({name}[_U({args[0]} + {start})])"
            case "le" | "ge":
                return f"_np.int64({args[0]} {_INFIX[each.op]} {args[1]})"
            case "not":
                return f"{args[0]} ^ _ONES"
            case "narrow":
                return f"{args[0]} & {(1 << BITS[each.out.dtype]) - 1}"
            case op:
                return f"{args[0]} {_INFIX[op]} {args[1]}"


def dtype_of_table(table: TableData | DayTable) -> str:
    """The dtype of a table's items."""
    if isinstance(table, TableData):
        return table.dtype
    return "u8" if table.kind == "class" else "i32"
