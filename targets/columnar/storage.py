"""Where values live while a block is judged: few buffers, each used again as soon as it's free.

In: a program. Out: for each value a buffer of its dtype, or the output column it is written to.
"""

from __future__ import annotations

import attrs

from polc.targets.columnar.program import Column, Program, Value


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
    place = {value.number: f"o{n}" for n, value in enumerate(written(program))}
    kept = frozenset(place)
    free: dict[str, list[str]] = {}
    buffers: dict[str, int] = {}
    for at, instruction in enumerate(program.instructions):
        for arg in dict.fromkeys(arg for arg in instruction.args if isinstance(arg, Value)):
            if last[arg.number] == at and arg.number not in kept:
                free.setdefault(arg.dtype, []).append(place[arg.number])
        out = instruction.out
        if out.number in kept:
            continue
        if free.get(out.dtype):
            place[out.number] = free[out.dtype].pop()
        else:
            place[out.number] = f"{out.dtype}_{buffers.get(out.dtype, 0)}"
            buffers[out.dtype] = buffers.get(out.dtype, 0) + 1
        if out.number not in last:
            free.setdefault(out.dtype, []).append(place[out.number])
    return Storage(place=place, buffers=buffers)


def written(program: Program) -> tuple[Value, ...]:
    """The columns that are written, in order, each once."""
    return tuple(dict.fromkeys(program.outputs.values()))


def column_names(program: Program) -> tuple[Column, ...]:
    """The columns that are read, in order."""
    found: dict[Column, None] = {}
    for instruction in program.instructions:
        found |= dict.fromkeys(arg for arg in instruction.args if isinstance(arg, Column))
    return tuple(found)
