"""Where values live while a block is judged: few buffers, each used again as soon as it's free.

In: a program. Out: for each value a buffer of its dtype, or the output column it is written to.
"""

from __future__ import annotations

import attrs

from polc.targets.columnar.program import Column, Instruction, Program, Value


@attrs.frozen(kw_only=True)
class Storage:
    """`place[number]` is the variable of a value; `buffers` counts the buffers of each dtype."""

    place: dict[int, str]
    buffers: dict[str, int]


def allocate(program: Program) -> Storage:
    """Buffers for all values: freed after their last use, so an instruction may write over its operand."""
    last: dict[int, int] = {}
    for at, instruction in enumerate(program.instructions):
        for arg in instruction.args:
            if isinstance(arg, Value):
                last[arg.number] = at
    place: dict[int, str] = {}
    free: dict[str, list[str]] = {}
    buffers: dict[str, int] = {}
    outputs = {name: number for number, name in enumerate(output_names(program))}
    for at, instruction in enumerate(program.instructions):
        for arg in {arg for arg in instruction.args if isinstance(arg, Value)}:
            if last[arg.number] == at and not place[arg.number].startswith("o"):
                free.setdefault(arg.dtype, []).append(place[arg.number])
        out = instruction.out
        if instruction.output:
            place[out.number] = f"o{outputs[instruction.output]}"
        elif free.get(out.dtype):
            place[out.number] = free[out.dtype].pop()
        else:
            place[out.number] = f"{out.dtype}_{buffers.get(out.dtype, 0)}"
            buffers[out.dtype] = buffers.get(out.dtype, 0) + 1
        if out.number not in last and not instruction.output:
            free.setdefault(out.dtype, []).append(place[out.number])
    return Storage(place=place, buffers=buffers)


def output_names(program: Program) -> tuple[str, ...]:
    """The columns that are written, in order."""
    return tuple(dict.fromkeys(i.output for i in program.instructions if i.output))


def column_names(program: Program) -> tuple[Column, ...]:
    """The columns that are read, in order."""
    found: dict[Column, None] = {}
    for instruction in program.instructions:
        found |= dict.fromkeys(arg for arg in instruction.args if isinstance(arg, Column))
    return tuple(found)


def dtype_of_output(program: Program, name: str) -> str:
    """The dtype of a column that is written."""
    made: list[Instruction] = [i for i in program.instructions if i.output == name]
    return made[0].out.dtype
