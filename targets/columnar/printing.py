"""A program as Python: numpy calls on one block.

In: a program. Out: the text of a function. Only names of ours and numbers get into the
text; names of facts and fields stay in the data of the module.
"""

from __future__ import annotations

from polc.targets.columnar.program import Column, Instruction, Operand, Program, Value
from polc.targets.columnar.storage import Storage, allocate, column_names, written

FIRST = -43829
_CALLS = {
    "and": "bitwise_and",
    "or": "bitwise_or",
    "add": "add",
    "sub": "subtract",
    "xor": "bitwise_xor",
    "le": "less_equal",
    "ge": "greater_equal",
}


def block_function(program: Program) -> str:
    """`_block(c, t, w, o)`: columns, tables, buffers and outputs, all of one length."""
    storage = allocate(program)
    columns = {column: f"c{number}" for number, column in enumerate(column_names(program))}
    buffers = [name for dtype in sorted(storage.buffers) for name in _names(dtype, storage.buffers[dtype])]
    lines = ["def _block(c: _Arrays, t: _Arrays, w: _Arrays, o: _Arrays) -> None:"]
    lines.append('    """Judge one block of rows, written by the compiler."""')
    for names, source in (
        (list(columns.values()), "c"),
        ([f"t{n}" for n in range(len(program.tables))], "t"),
        (buffers, "w"),
        ([f"o{n}" for n in range(len(written(program)))], "o"),
    ):
        if names:
            lines.append(f"    ({', '.join(names)},) = {source}")
    lines += [f"    {_call(each, storage, columns)}" for each in program.instructions]
    return "\n".join(lines) + "\n"


def buffer_dtypes(program: Program) -> tuple[str, ...]:
    """The dtypes of the buffers, in the order in which `_block` takes them."""
    storage = allocate(program)
    return tuple(dtype for dtype in sorted(storage.buffers) for _ in range(storage.buffers[dtype]))


def _names(dtype: str, count: int) -> list[str]:
    return [f"{dtype}_{number}" for number in range(count)]


def _call(instruction: Instruction, storage: Storage, columns: dict[Column, str]) -> str:
    out = storage.place[instruction.out.number]
    args = [_place(arg, storage, columns) for arg in instruction.args]
    match instruction.op:
        case "and" | "or" | "add" | "sub" | "xor":
            return f"_np.{_CALLS[instruction.op]}({args[0]}, {args[1]}, {out})"
        case "le" | "ge":
            return f"_np.{_CALLS[instruction.op]}({args[0]}, {args[1]}, {out}.view(_BOOL))"
        case "not":
            return f"_np.bitwise_xor({args[0]}, 1, {out})"
        case "scale":
            return f"_np.multiply({args[0]}, {args[1]}, {out})"
        case "widen":
            return f"_np.copyto({out}, {args[0]})"
        case "narrow":
            return f'_np.copyto({out}, {args[0]}, "unsafe")'
        case "shift":
            return f"_np.right_shift({args[0]}, {args[1]}, {out})"
        case "day":
            return f"_np.copyto({out}, {args[0]}); _np.subtract({out}, {FIRST}, {out})"
        case "take":
            return f't{instruction.table}.take({args[0]}, 0, {out}, "clip")'
        case "zero":
            return f"{out}.fill(0)"
        case op:
            raise ValueError(op)


def _place(arg: Operand, storage: Storage, columns: dict[Column, str]) -> str:
    match arg:
        case Value(number):
            return storage.place[number]
        case Column():
            return columns[arg]
        case _:
            return str(arg)
