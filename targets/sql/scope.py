"""What an expression is translated in: the kernel, the dialect, the readings, the columns so far.

In: a kernel and a dialect. Out: `Scope`, which gives the cell of every input and field, a number to
every 不适用, and the constants as cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import assert_never

import attrs

from polc.compiler.kernel import Expr, InputDecl, Kernel, Kind, Pick, Type
from polc.dsl.values import (
    Amount,
    Duration,
    Missing,
    NotApplicable,
    Plain,
    Status,
    Undetermined,
)
from polc.targets.sql.cells import Cell
from polc.targets.sql.dialect import Dialect
from polc.targets.sql.names import Names
from polc.targets.sql.text import Unsupported

RATE_UNITS = 10**9


@attrs.frozen(kw_only=True)
class Scope:
    """One way to read the policy. `fields` are the cells of the fields decided so far."""

    kernel: Kernel
    dialect: Dialect
    names: Names
    absent: frozenset[str]
    readings: Mapping[str, str]
    fields: dict[str, Cell]
    outside: dict[NotApplicable, int]

    def reading(self, assumption: str) -> Expr | Pick:
        """What the reading in force says."""
        decl = self.kernel.assumption_by_name[assumption]
        return decl.reading(self.readings[assumption]).meaning

    def input(self, decl: InputDecl) -> Cell:
        """A fact: its column; its default, or nothing, where the register has no such column."""
        kind = decl.type.kind
        if kind is Kind.DURATION:
            raise Unsupported(f"the length of time {decl.name} as an input")
        unknown = self.dialect.make_list([self.dialect.text(ranked(self.kernel, decl.name))])
        if decl.name in self.absent:
            if decl.default is not None:
                return self.constant(decl.default, decl.type)
            return Cell(kind=kind, value=self.dialect.null(kind), missing=unknown)
        column = self.names.inputs[decl.name]
        den = RATE_UNITS if kind is Kind.RATE else 1
        return Cell(
            kind=kind, value=column, den=den, missing=f"CASE WHEN {column} IS NULL THEN {unknown} END"
        )

    def constant(self, value: Plain, type_: Type) -> Cell:
        """A value that's the same for everybody."""
        match value:
            case bool():
                return Cell(kind=Kind.BOOL, value="TRUE" if value else "FALSE", known=value)
            case date():
                return Cell(kind=Kind.DATE, value=self.dialect.day(value), known=value)
            case str():
                return Cell(kind=Kind.ENUM, value=self.dialect.text(value), known=value)
            case Fraction():
                return Cell(
                    kind=type_.kind,
                    value=str(value.numerator),
                    den=value.denominator,
                    forms=frozenset((value,)),
                    known=value,
                )
            case Amount():
                return amount_cell(value)
            case Duration():
                raise Unsupported(f"the length of time {value.text} as a result")
            case _:
                assert_never(value)

    def status(self, status: Status, kind: Kind) -> Cell:
        """A status that's the same for everybody."""
        nothing = self.dialect.null(kind)
        match status:
            case NotApplicable():
                return Cell(kind=kind, value=nothing, na=self.number(status), known=status)
            case Undetermined(reasons=reasons, document=document, candidates=()):
                return Cell(
                    kind=kind,
                    value=nothing,
                    reasons=self.list_of(reasons),
                    document=self.dialect.text(document) if document else None,
                    clauses=self.list_of(status.clauses),
                    silent=True,
                    known=status,
                )
            case Missing() | Undetermined():
                raise Unsupported("a status written with its own inputs or candidates")
            case _:
                assert_never(status)

    def number(self, status: NotApplicable) -> str:
        """The number of a 不适用 in this statement."""
        return str(self.outside.setdefault(status, len(self.outside) + 1))

    def list_of(self, items: tuple[str, ...]) -> str | None:
        """A constant list; None when it's empty."""
        return self.dialect.make_list([self.dialect.text(item) for item in items]) if items else None


def amount_cell(amount: Amount) -> Cell:
    """A constant amount in the smallest unit that keeps it whole."""
    numbers = (amount.fen, *(factor for _, factor in amount.terms))
    den = 1
    for number in numbers:
        den = den * number.denominator // _gcd(den, number.denominator)
    return Cell(
        kind=Kind.MONEY,
        value=str((amount.fen * den).numerator),
        den=den,
        terms=tuple((name, str((factor * den).numerator)) for name, factor in amount.terms),
        forms=frozenset((amount,)),
        known=amount,
    )


def _gcd(left: int, right: int) -> int:
    while right:
        left, right = right, left % right
    return left


def ranked(kernel: Kernel, name: str) -> str:
    """The name of an input with its place before it, so that sorting texts keeps declaration order."""
    place = next(i for i, decl in enumerate(kernel.inputs) if decl.name == name)
    return f"{place:03d}:{name}"
