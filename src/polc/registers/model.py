"""What a register is made of: cells, lines, faults, findings; how an address is written.

In: nothing (this is data). Out: everything in this package. Rows keep the numbers that the file shows.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, TypeAlias

import attrs

from polc.compiler.kernel import Column, InputDecl
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import printable
from polc.dsl.source import fold_width
from polc.registers.words import FAULTS, FIX, WARNINGS, fill

# str, int, float, bool, date, datetime, time, timedelta, Decimal or None, as the readers give them.
Cell: TypeAlias = Any
# What a column of a table can tell: a fact of a person, or a column of a list's entries.
Declared: TypeAlias = InputDecl | Column

LISTED = 20
_SHOWN = 10**21
_KEPT_TEXT = re.compile(r"=\s*\"([^\"]*)\"")


@attrs.frozen
class Fault:
    """What is wrong with a cell or a row; `name` is a text of `words.FAULTS`."""

    name: str
    facts: tuple[tuple[str, str], ...]

    def text(self, lang: Lang) -> str:
        """The sentence, with an example of what to write where there is one."""
        facts = {name: one_line(value) for name, value in self.facts}
        said = fill(FAULTS[self.name], lang, facts)
        return said + fill(FIX, lang, facts) if "example" in facts else said


@attrs.frozen
class Finding:
    """One line of the list of problems: an address, the column's heading, and what there is to say."""

    address: str
    heading: str
    said: Fault | Warned

    def text(self, lang: Lang) -> str:
        """C17 and the sentence."""
        return f"{self.address}  {self.said.text(lang)}"


@attrs.frozen
class Warned:
    """Something that looks wrong and stops nothing; `name` is a text of `words.WARNINGS`."""

    name: str
    facts: tuple[tuple[str, str], ...]

    def text(self, lang: Lang) -> str:
        """The sentence."""
        return fill(WARNINGS[self.name], lang, {name: one_line(value) for name, value in self.facts})


def one_line(value: str) -> str:
    """A cell's text as part of a sentence: in one line, with its unseen characters made visible."""
    return value if value.isprintable() else printable(value)


@attrs.define
class Findings:
    """The first findings of a kind, and how many there are."""

    first: list[Finding] = attrs.field(factory=list)
    count: int = 0

    def add(self, finding: Finding) -> None:
        """Count one; keep it when it's among the first."""
        self.count += 1
        if len(self.first) < LISTED:
            self.first.append(finding)


def letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    found = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        found = chr(65 + rest) + found
        column -= 1
    return found


def is_blank(cell: Cell) -> bool:
    """True for nothing and for spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: Cell) -> str:
    """A cell in quotes, shortened, for a message."""
    text = text_of_cell(cell)
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"


def text_of_cell(cell: Cell) -> str:
    """A cell as text: a whole number without a point, a day as 2025-03-01, nothing as ''."""
    kind = type(cell)
    if kind is str:
        return str(cell)
    if cell is None:
        return ""
    if kind is bool:
        return "是" if cell else "否"
    if kind is float:
        return _number_text(cell)
    return str(cell)


def _number_text(number: float) -> str:
    """A number of a workbook as its fifteen digits, as spreadsheet programs show it: what is beyond is 0."""
    if number.is_integer() and abs(number) < 10**15:
        return str(int(number))
    return f"{Decimal(f'{number:.15g}'):f}" if number.is_integer() and abs(number) < _SHOWN else repr(number)


def plain_text(cell: Cell) -> str:
    """The text of a cell without width, spaces and what keeps a number a text: ="…" and an apostrophe."""
    text = fold_width(text_of_cell(cell)).strip()
    kept = _KEPT_TEXT.fullmatch(text)
    return kept[1].strip() if kept else text
