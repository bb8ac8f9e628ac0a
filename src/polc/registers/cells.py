"""Cells become facts, column by column.

In: the cells of one column and the declaration of its fact. Out: for each row the number of its value in a
list of values as `evaluate` takes them: None where the fact is unknown, or a `Fault`. Equal cells are read
once. A blank cell is a fact that wasn't given: it has its declared default, else it's unknown. What a value
must look like is decided by `polc.cells`; here only the spelling of registers is brought to the spelling of
documents.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Generic, TypeAlias, TypeVar

import attrs

from polc.cells import REGISTER, Raw, Unfit, expected_text, plain_value
from polc.compiler.kernel import Kind
from polc.dsl.values import Given, Plain
from polc.registers.blocks import Cells, taken
from polc.registers.days import DateForm, Unclear, day_of
from polc.registers.model import Cell, Declared, Fault, is_blank, plain_text, shown
from polc.registers.words import EXAMPLES, UNKNOWN

T = TypeVar("T")
V = TypeVar("V", bound=Given | None, covariant=True)

REMEMBERED = 100_000
LONGEST = 100
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?")
_PERCENT = ("%", "百分比", "百分之", "百分")


@attrs.frozen(kw_only=True)
class Habits:
    """How this register is written: unclear days, numbers as serial days, and what a blank cell means."""

    date_form: DateForm | None = None
    serial_numbers: bool = False
    blank_is_unknown: bool = False


@attrs.frozen
class Coded(Generic[V]):
    """A column of facts: for each row the number of its value. `values` only grows, until it is another."""

    codes: array[int]
    values: Sequence[V]

    def at(self, places: Sequence[int]) -> Coded[V]:
        """Some of the rows."""
        return Coded(array("i", [self.codes[place] for place in places]), self.values)

    def each(self) -> list[V]:
        """The value of each row."""
        return list(map(self.values.__getitem__, self.codes))


Facts: TypeAlias = Mapping[str, Coded[Given | None]]


class Derived(Generic[T]):
    """What is made of each value of a growing list, made once."""

    def __init__(self, make: Callable[[Given | None], T]) -> None:
        self._make = make
        self._values: Sequence[Given | None] = []
        self._made: list[T] = []

    def of(self, column: Coded[Given | None]) -> list[T]:
        """For each value of a column what is made of it."""
        if column.values is not self._values:
            self._values, self._made = column.values, []
        self._made.extend(map(self._make, islice(self._values, len(self._made), None)))
        return self._made


class _Known(dict[Hashable, int]):
    """The numbers of cells, by the cell where all are texts, else by type and cell; others are found out."""

    def __init__(self, number: Callable[[Cell], int], *, texts: bool) -> None:
        super().__init__()
        self._number, self._texts = number, texts

    def numbers(self, cells: Cells) -> array[int]:
        """The number of each cell."""
        # 1, 1.0 and True are equal, and different cells.
        keys = cells if self._texts else zip(map(type, cells), cells, strict=True)
        return array("i", map(self.__getitem__, keys))

    def __missing__(self, key: Any) -> int:
        cell = key if self._texts else key[1]
        number = self._number(cell)
        if type(cell) is not str or len(cell) <= LONGEST:
            self[key] = number
        return number


@attrs.define(kw_only=True)
class FactColumn:
    """Reads the cells of one fact; `unit` is the unit that the heading gives, `texts` says that all
    cells are texts.

    `faults` and `blanks` are the numbers of faults and of cells that hold nothing.
    """

    decl: Declared
    unit: str
    habits: Habits
    texts: bool = False
    faults: dict[int, Fault] = attrs.field(factory=dict, init=False)
    blanks: set[int] = attrs.field(factory=set, init=False)
    _values: list[Plain | None] = attrs.field(factory=list, init=False)
    _known: _Known = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._known = _Known(self._number, texts=self.texts)

    def read(self, cells: Cells, places: Any = None) -> Coded[Plain | None]:
        """The value of each cell, or of the cells at these places."""
        if len(self._values) > REMEMBERED:
            self._known.clear()
            self._values, self.faults, self.blanks = [], {}, set()
        codes = self._known.numbers(cells)
        if places is not None:
            codes = taken(codes, places)
        return Coded(codes, self._values)

    def _number(self, cell: Cell) -> int:
        value, number = self.value(cell), len(self._values)
        if isinstance(value, Fault):
            self.faults[number] = value
        elif is_blank(cell):
            self.blanks.add(number)
        self._values.append(None if isinstance(value, Fault) else value)
        return number

    def value(self, cell: Cell) -> Plain | Fault | None:
        """The value of one cell."""
        if is_blank(cell):
            return None if self.habits.blank_is_unknown else self.decl.default
        text = plain_text(cell)
        if text.casefold() in UNKNOWN and text not in self.decl.type.options:
            return None
        try:
            said = READERS[self.decl.type.kind](self, cell, text)
            return plain_value(self.decl.type, said, REGISTER)
        except (Unclear, Unfit) as problem:
            return self._fault(str(problem), cell)

    def _fault(self, name: str, cell: Cell) -> Fault:
        facts = {"field": self.decl.name, "value": shown(cell)}
        if name == "form":
            kind, options = self.decl.type.kind, self.decl.type.options
            example = options[0] if options else EXAMPLES.get(kind.value, "")
            facts |= {"expected": expected_text(self.decl.type), "example": example}
        return Fault(name, tuple(facts.items()))

    # ---- spellings ----------------------------------------------------------------------------------
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
        return text

    def whole(self, _cell: Cell, text: str) -> Raw:
        """A whole number, of what is counted in ones."""
        if self.unit:
            raise Unclear("heading_unit")
        return text

    def rate(self, cell: Cell, text: str) -> Raw:
        """A rate; a workbook holds 90% as the number 0.9, so what isn't above 1 could be meant in two ways
        under a heading of %, and 1 and more under any other.
        """
        if isinstance(cell, bool) or not _BARE.fullmatch(text):
            return text
        number, typed = Decimal(text), isinstance(cell, str)
        if not self.unit:
            return f"{number * 100:f}%" if type(cell) is float and 0 <= number < 1 else text
        if self.unit not in _PERCENT:
            raise Unclear("heading_unit")
        if not typed and 0 < number <= 1:
            raise Unclear("share_or_percent")
        return f"{number:f}%"

    def as_written(self, _cell: Cell, text: str) -> Raw:
        """What needs no more than its text."""
        return text


READERS: dict[Kind, Callable[[FactColumn, Cell, str], Raw]] = {
    Kind.BOOL: FactColumn.as_written,
    Kind.DATE: FactColumn.day,
    Kind.MONEY: FactColumn.money,
    Kind.INT: FactColumn.whole,
    Kind.ENUM: FactColumn.as_written,
    Kind.RATE: FactColumn.rate,
    Kind.DURATION: FactColumn.as_written,
}
