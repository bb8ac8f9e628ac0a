"""A whole program: every choice under every way to read it, and the fields that are asked for.

In: a kernel, the readings chosen, whether facts may be unknown. Out: a `Program`. A choice is lowered once
for each way to read what it depends on (`Kernel.depends`); an output that comes out the same whatever is read
is one value, any other is `Merged`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from polc.compiler.kernel import FieldDecl, Kernel
from polc.compiler.plan import ir
from polc.compiler.plan.ir import May, Value
from polc.compiler.plan.lower import Given, Lowering, Scope
from polc.compiler.plan.values import Values, common, may_of
from polc.compiler.readings import chosen_readings, combinations


@attrs.frozen(eq=False)
class Program:
    """What a policy computes: `outputs` by field; `ways` are the ways to read, first readings first.

    `runs` are the fields under each way, none of them merged; `choices` are in the order of the kernel.
    """

    kernel: Kernel
    ways: tuple[Mapping[str, str], ...]
    outputs: Mapping[str, Value]
    runs: tuple[Mapping[str, Value], ...]
    choices: tuple[Value, ...]
    values: Values


def program(
    kernel: Kernel,
    assume: Mapping[str, str | None] | None = None,
    *,
    unknown: bool,
    asked: Sequence[FieldDecl] | None = None,
    given: Given | None = None,
    sure: bool = False,
    values: Values | None = None,
) -> Program:
    """The program of a kernel; `unknown` where facts may be missing, `asked` are the outputs if not given.

    `given` says of a condition that it holds for everybody that the program is for, or that it doesn't; a
    program that is `sure` isn't for everybody (`ir.Sure`).
    `values` are those of another program of this kernel, with which it shares what is the same.
    ValueError for too many undecided readings, as `readings.combinations` says.
    """
    chosen = chosen_readings(kernel, assume or {})
    undecided = frozenset(name for name, reading in chosen.items() if reading is None)
    lowering = Lowering(kernel, unknown, given, sure, values or Values())
    ways = tuple(combinations(kernel, chosen))
    done: dict[tuple[str, ...], Value] = {}
    runs = tuple(_run(lowering, way, undecided, done) for way in ways)
    names = [decl.name for decl in (kernel.outputs if asked is None else asked)]
    outputs = {name: _output(lowering, name, runs) for name in names}
    return Program(kernel, ways, outputs, runs, tuple(dict.fromkeys(done.values())), lowering.values)


def _run(
    lowering: Lowering, way: Mapping[str, str], undecided: frozenset[str], done: dict[tuple[str, ...], Value]
) -> dict[str, Value]:
    """Every field under one way to read."""
    fields: dict[str, Value] = {}
    scope = Scope(way=way, fields=fields)
    for choice in lowering.kernel.choices:
        depends = sorted(lowering.kernel.depends[choice.name] & undecided)
        key = (choice.name, *(way[name] for name in depends))
        if key not in done:
            done[key] = lowering.choice(choice, scope)
        for number, name in enumerate(choice.fields):
            fields[name] = lowering.field(done[key], number)
    return fields


def _output(lowering: Lowering, name: str, runs: Sequence[Mapping[str, Value]]) -> Value:
    values = [run[name] for run in runs]
    if all(value is values[0] for value in values):
        return values[0]
    values = lowering.values.alike(values)
    may = may_of(values) | May.OPEN
    if any(May.VALUE in value.may for value in values):
        may |= May.VALUE
    rep = common([value.rep for value in values])
    kind = lowering.kernel.field_by_name[name].type.kind
    return lowering.values.make(ir.Merged(name), values, kind=kind, rep=rep, may=may)
