"""What a table is indexed by: columns of small codes, and the tables themselves.

In: a choice that was decided for every combination of its support. Out: codes, and what each code stands
for under each way to settle the open readings ("run"). Codes are bits in an index: a variable of n codes
takes the bits that n needs, so an index is made of shifts and ORs only.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from polc.compiler.kernel import Choice
from polc.compiler.readings import FieldResult
from polc.dsl.values import Duration, Result
from polc.targets.columnar.days import ClassVar


@attrs.frozen
class BitVar:
    """A bit of the plan, by number."""

    number: int


@attrs.frozen
class FactVar:
    """A fact that may be unknown: 是非 is 0, 1 or 2 (unknown), 选项 the number of an option or one more."""

    name: str


@attrs.frozen
class FieldVar:
    """The result of a field that has a column, without its clauses."""

    field: str


Var: TypeAlias = BitVar | FactVar | ClassVar | FieldVar


@attrs.frozen(kw_only=True)
class Projection:
    """One field of a table: its code for each code of the table, and per run what that code stands for."""

    codes: tuple[int, ...]
    domain: tuple[tuple[Result, ...], ...]


@attrs.frozen(kw_only=True)
class Stage:
    """One look-up. Its index is the code of the stage before (lowest), then the support in order."""

    state_width: int
    support: tuple[Var, ...]
    widths: tuple[int, ...]
    codes: tuple[int, ...]

    @property
    def bits(self) -> int:
        """How many bits an index has."""
        return self.state_width + sum(self.widths)


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """A decided choice: its stages, one look-up after the other, padded to whole bits.

    `domain[code][version][n]` is field n under the runs of that version; `merged[code][n]` is the answer
    for a public field; both are indexed by the codes of the last stage. Rows with a code from `covered` on
    have to be judged on their own; those below are in the order of the days that persons have in them.
    """

    choice: Choice
    stages: tuple[Stage, ...]
    version_of: tuple[int, ...]
    domain: tuple[tuple[tuple[FieldResult, ...], ...], ...]
    merged: tuple[tuple[FieldResult, ...], ...]
    covered: int

    def inlines(self, bits: int) -> bool:
        """True when it is one look-up of at most so many bits."""
        return len(self.stages) == 1 and self.stages[0].bits <= bits and self.covered == len(self.domain)


def spelled(item: object) -> object:
    """The lengths of time in a result as written: 1年 and 12个月 are equal, and different texts."""
    match item:
        case Duration():
            return item.count, item.unit
        case FieldResult():
            return spelled(item.result)
        case tuple():
            found = tuple(map(spelled, item))
            return found if any(found) else None
        case _:
            return None


def project(table: Table, field: str) -> Projection:
    """The results of one field of a table, for choices that read it."""
    number = table.choice.fields.index(field)
    found: dict[tuple[tuple[type[Result], Result, object], ...], int] = {}
    codes = []
    for versions in table.domain:
        seen = [versions[v][number].result for v in table.version_of]
        codes.append(found.setdefault(tuple((type(r), r, spelled(r)) for r in seen), len(found)))
    domain = tuple(tuple(result for _, result, _ in key) for key in found)
    return Projection(codes=tuple(codes), domain=domain)


def width_of(count: int) -> int:
    """The bits that `count` codes take."""
    return max(count - 1, 0).bit_length()


def spread(widths: tuple[int, ...], strides: tuple[int | None, ...]) -> list[int]:
    """For each index over `widths`, the index in a smaller table where variable i has `strides[i]`."""
    found = [0]
    for width, stride in zip(widths, strides, strict=True):
        if stride is None:
            found = found * (1 << width)
        else:
            found = [at + code * stride for code in range(1 << width) for at in found]
    return found
