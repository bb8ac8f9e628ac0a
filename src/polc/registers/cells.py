"""Cells become facts, column by column.

In: the cells of one column and the declaration of its fact. Out: values as `evaluate` takes them, None where
the fact is unknown, or a `Fault`. A blank cell is a fact that wasn't given: it has its declared default, else
it's unknown. What a value must look like is decided by `polc.persons`; here only the spelling of registers is
brought to the spelling of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from polc.compiler.kernel import InputDecl, Kind
from polc.dsl.source import fold_width
from polc.dsl.values import Plain
from polc.persons import Number, Raw, Unfit, expected_of, plain_value
from polc.registers.days import DateForm, Unclear, day_of
from polc.registers.model import Cell, Fault, is_blank, shown, text_of_cell
from polc.registers.words import EXAMPLES, NO, UNKNOWN, YES

REMEMBERED = 100_000


@attrs.frozen(kw_only=True)
class Habits:
    """How this register is written: unclear days, numbers as serial days, and what a blank cell means."""

    date_form: DateForm | None = None
    serial_numbers: bool = False
    blank_is_unknown: bool = False


@attrs.define(kw_only=True)
class FactColumn:
    """Reads the cells of one fact; `unit` is the unit of money that the heading gives. Equal cells once.

    `odd` turns true with the first fault.
    """

    decl: InputDecl
    unit: str
    habits: Habits
    odd: bool = attrs.field(default=False, init=False)
    _known: dict[object, Plain | Fault | None] = attrs.field(factory=dict, init=False)

    def read(self, cells: Iterable[Cell]) -> list[Plain | Fault | None]:
        """The value of each cell."""
        known, new = self._known, self._new
        found = []
        for cell in cells:
            # 1, 1.0 and True are equal keys, and different cells.
            key = cell if type(cell) is str else (type(cell), cell)
            found.append(known[key] if key in known else new(key, cell))
        return found

    def _new(self, key: object, cell: Cell) -> Plain | Fault | None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        value = self._known[key] = self.value(cell)
        return value

    def value(self, cell: Cell) -> Plain | Fault | None:
        """The value of one cell."""
        if is_blank(cell):
            return None if self.habits.blank_is_unknown else self.decl.default
        text = fold_width(text_of_cell(cell)).strip()
        if text.casefold() in UNKNOWN and text not in self.decl.type.options:
            return None
        try:
            return plain_value(self.decl, READERS[self.decl.type.kind](self, cell, text))
        except Unclear as problem:
            return self._fault(str(problem), cell)
        except Unfit:
            return self._fault("form", cell)

    def _fault(self, name: str, cell: Cell) -> Fault:
        self.odd = True
        facts = {"field": self.decl.name, "value": shown(cell)}
        if name == "form":
            kind, options = self.decl.type.kind, self.decl.type.options
            example = options[0] if options else EXAMPLES.get(kind.value, "")
            facts |= {"expected": expected_of(self.decl), "example": example}
        return Fault(name, tuple(facts.items()))

    # ---- spellings ----------------------------------------------------------------------------------
    def truth(self, _cell: Cell, text: str) -> Raw:
        """√, 1, 有, Y … as true."""
        word = text.casefold()
        return True if word in YES else False if word in NO else text

    def day(self, cell: Cell, text: str) -> Raw:
        """A day as ISO text."""
        habits = self.habits
        return day_of(cell, text, habits.date_form, serial_numbers=habits.serial_numbers)

    def money(self, cell: Cell, text: str) -> Raw:
        """An amount with its unit: its own, or that of the heading."""
        bare = text.replace(",", "")
        if not isinstance(cell, bool) and bare.replace(".", "", 1).removeprefix("-").isdecimal():
            if not self.unit:
                raise Unclear("no_unit")
            return bare + self.unit
        return text.removeprefix("¥").removeprefix("￥")

    def whole(self, cell: Cell, text: str) -> Raw:
        """A whole number."""
        return text if isinstance(cell, bool) else Number(text.replace(",", ""))

    def option(self, _cell: Cell, text: str) -> Raw:
        """One of the declared words; the declaration may spell it in full width."""
        return next((o for o in self.decl.type.options if fold_width(o) == text), text)

    def as_written(self, _cell: Cell, text: str) -> Raw:
        """Rates and lengths of time are written as in documents."""
        return text


READERS: dict[Kind, Callable[[FactColumn, Cell, str], Raw]] = {
    Kind.BOOL: FactColumn.truth,
    Kind.DATE: FactColumn.day,
    Kind.MONEY: FactColumn.money,
    Kind.INT: FactColumn.whole,
    Kind.ENUM: FactColumn.option,
    Kind.RATE: FactColumn.as_written,
    Kind.DURATION: FactColumn.as_written,
}
