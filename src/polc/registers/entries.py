"""The entries of one list, a row each, held by the key of the person whose they are.

In: a table whose rows hold a key and the cells of one entry. Out: for each key its entries in the order of
the file, and what is wrong with them. Keys are texts: a number that lost digits is no key. Memory grows with
the entries, because a person's may stand anywhere in the file.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import repeat

import attrs

from polc.compiler.kernel import InputDecl
from polc.dsl.values import Plain, Records
from polc.registers.blocks import Block, Cells
from polc.registers.cells import Habits
from polc.registers.facts import FactTable, is_total
from polc.registers.header import Header
from polc.registers.identities import EXACT, SHORTENED, number_text
from polc.registers.model import Cell, Fault, Finding, is_blank, shown
from polc.registers.reading import Register
from polc.registers.words import BROKEN_FORMULA, State

_NONE = Records(())


@attrs.define
class Held:
    """What stands under one key: the row of its first entry, the entries, and what is wrong with them."""

    first: int
    rows: list[tuple[Plain | None, ...]] = attrs.field(factory=list)
    faults: list[Finding] = attrs.field(factory=list)


class EntryTable:
    """The entries of a list, read whole. `loose` says by row which entries have no key; `people` and
    `without` count the rows of the register that have entries here and those that have none, `passed_over`
    the lines of totals and such.
    """

    def __init__(self, decl: InputDecl, path: str, register: Register, habits: Habits) -> None:
        self.decl, self.path = decl, path
        sheet = f"（{register.table.sheet}）" if register.table.others else ""
        self.name = os.path.basename(path) + sheet
        self.facts = FactTable(register, habits, self.name)
        self.held: dict[str, Held] = {}
        self.loose: dict[int, Finding] = {}
        self.entries = self.passed_over = self.people = self.without = 0
        for block in register.blocks():
            self._take(block)

    def _take(self, block: Block) -> None:
        facts, at = self.facts.read(block), self.facts.header.key
        faults, keys = self.facts.faults(block, facts), block.column(at)
        nobody = self._nobody(block, keys)
        kept = [place for place in range(len(block)) if place not in nobody]
        self.facts.count_blanks({name: column.at(kept) for name, column in facts.items()})
        columns = [
            facts[column.name].each() if column.name in facts else repeat(column.default, len(block))
            for column in self.decl.columns
        ]
        rows = list(zip(*columns, strict=True))
        for place in kept:
            number, key = block.numbers[place], key_in(keys[place], self.facts.header)
            if isinstance(key, Fault):
                self.loose[number] = self.facts.finding(number, at, key)
                continue
            held = self.held.get(key) or self.held.setdefault(key, Held(number))
            held.rows.append(rows[place])
            held.faults.extend(faults.get(place, ()))
        self.entries += len(kept)
        self.passed_over += len(nobody)

    def _nobody(self, block: Block, keys: Cells) -> set[int]:
        """Lines that are no entries. One that has a key is an entry, whatever its first cell says."""
        return {
            place
            for place, state in self.facts.nobody(block).items()
            if state is not State.TOTAL or is_blank(keys[place]) or is_total([keys[place]])
        }

    def records(self, key: str) -> Records:
        """The entries of one person, who is counted; none for a row without a key."""
        held = self.held.get(key)
        if held is None:
            self.without += key != ""
            return _NONE
        self.people += 1
        return Records(tuple(held.rows))

    def faults(self, key: str) -> Sequence[Finding]:
        """What is wrong with the entries of one person."""
        held = self.held.get(key)
        return held.faults if held is not None else ()

    def too_many(self, key: str) -> Fault | None:
        """Said of more entries than the policy provides for."""
        held = self.held.get(key)
        if held is None or len(held.rows) <= self.decl.limit:
            return None
        counts = (("limit", str(self.decl.limit)), ("count", str(len(held.rows))))
        return Fault("too_many_entries", (("field", self.decl.name), *counts))


def key_in(cell: Cell, header: Header) -> str | Fault:
    """The key that a cell holds, without width and spaces; or why it holds none."""
    if type(cell) is str and cell.isdecimal() and cell.isascii():
        return cell
    text, field = number_text(cell), ("field", header.names[header.key])
    if not text:
        return Fault("no_key", (field,))
    lost = type(cell) is float and abs(cell) >= EXACT
    if lost or cell == BROKEN_FORMULA or SHORTENED.fullmatch(text):
        return Fault("bad_key", (field, ("value", shown(cell))))
    return text
