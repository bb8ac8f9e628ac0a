"""The columns that are added to a register, and what a cell of each holds.

In: a kernel and the unit of money. Out: `Column`s in the order in which they stand; docs/run.md tells their
names, and those of the same columns in SQL and in a columnar module. A cell is a text, a day, a number, 分 of
money, or None where there is no exact value: what can't be said exactly stands in the column of texts only.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Column as ListColumn
from polc.compiler.kernel import EntryOutput, FieldDecl, Kernel, Kind
from polc.compiler.parameters import parameters
from polc.dsl.values import FEN_PER_YUAN
from polc.registers.words import (
    CLAUSES_COLUMN,
    CLAUSES_OF,
    HIGH_OF,
    LOW_OF,
    REASONS_COLUMN,
    STATE_COLUMN,
    STATE_OF,
    TEXT_OF,
)

# What a spreadsheet keeps of a number.
DIGITS = 15
LARGEST = 10**DIGITS - 1
SHARE_DIGITS = 8

Value: TypeAlias = str | date | int | Decimal | None


class Form(Enum):
    """What the cells of a column are. Money is in 分 in both of its forms; they are written differently."""

    TEXT = "text"
    DAY = "day"
    WHOLE = "whole"
    SHARE = "share"
    YUAN = "元"
    FEN = "分"


@attrs.frozen
class Column:
    """A column of results; those of `detail` stand at the far right."""

    heading: str
    form: Form = Form.TEXT
    detail: bool = False


_FORMS = {Kind.DATE: Form.DAY, Kind.INT: Form.WHOLE, Kind.RATE: Form.SHARE}


def result_columns(kernel: Kernel, money: Form) -> list[Column]:
    """Every column, in order."""
    bounded = bounded_outputs(kernel)
    found = [Column(STATE_COLUMN)]
    for decl in kernel.outputs:
        unit = unit_of(decl, money)
        form = money if decl.type.kind is Kind.MONEY else _FORMS.get(decl.type.kind, Form.TEXT)
        ends = (LOW_OF, HIGH_OF) if decl.name in bounded else ()
        found += [Column(f"{decl.name}{end}{unit}", form) for end in ("", *ends)]
    found += [Column(CLAUSES_COLUMN), Column(REASONS_COLUMN)]
    parts = (STATE_OF, CLAUSES_OF, TEXT_OF)
    return found + [Column(decl.name + part, detail=True) for decl in kernel.outputs for part in parts]


def form_of(kind: Kind) -> Form:
    """How cells of a kind are written, money in 元."""
    return Form.YUAN if kind is Kind.MONEY else _FORMS.get(kind, Form.TEXT)


def entry_columns(output: EntryOutput) -> list[Column]:
    """The columns of an output for each entry: its value, then how it came out."""
    value = Column(f"{output.name}{unit_of(output, Form.YUAN)}", form_of(output.type.kind))
    return [value, *(Column(output.name + part) for part in (STATE_OF, CLAUSES_OF, TEXT_OF))]


def unit_of(decl: FieldDecl | EntryOutput | ListColumn, money: Form) -> str:
    """（元）, （元/月）: as headings of registers say it, so that a result can be read as a register."""
    per = "".join(f"/{unit}" for unit in decl.type.per)
    return f"（{money.value}{per}）" if decl.type.kind is Kind.MONEY else ""


def bounded_outputs(kernel: Kernel) -> frozenset[str]:
    """The outputs that can come out as a bound."""
    held = parameters(kernel, {decl.name: decl.adopted for decl in kernel.assumptions})
    return frozenset(decl.name for decl in kernel.outputs if held[decl.name])


def exact(kind: Kind, value: object, text: str) -> Value:
    """A value as a cell; None where it's a number that a cell can't hold exactly."""
    match kind:
        case Kind.MONEY | Kind.INT:
            return value if isinstance(value, int) and abs(value) <= LARGEST else None
        case Kind.RATE:
            return _share(Fraction(str(value)))
        case Kind.DATE:
            return value if isinstance(value, date) else None
        case _:
            return text


def _share(share: Fraction) -> Decimal | None:
    scaled = share * 10**SHARE_DIGITS
    if scaled.denominator != 1 or abs(scaled) > LARGEST:
        return None
    return Decimal(scaled.numerator).scaleb(-SHARE_DIGITS)


def cell_text(form: Form, cell: Value) -> str:
    """A cell as csv holds it: 400.00, 2025-03-01, 0.9."""
    match cell:
        case None:
            return ""
        case int() if form is Form.YUAN:
            yuan, cents = divmod(abs(cell), FEN_PER_YUAN)
            return f"{'-' if cell < 0 else ''}{yuan}.{cents:02}"
        case Decimal():
            return f"{cell.normalize():f}"
        case _:
            return str(cell)
