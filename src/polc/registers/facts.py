"""A table read as facts: a register's people, or the entries of one of their lists.

In: blocks in order. Out: for each block its facts by name, the lines that are nobody's, and what is wrong,
told with its address. Nothing is judged here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from polc.dsl.source import fold_width
from polc.dsl.values import Plain
from polc.registers.blocks import Block, Cells
from polc.registers.cells import Coded, FactColumn, Facts, Habits
from polc.registers.model import Cell, Fault, Finding, Warned, is_blank, text_of_cell
from polc.registers.reading import Register
from polc.registers.words import NOTES, NOTES_START, TOTALS, TOTALS_START, State

_LABEL_WITHIN = 4


class FactTable:
    """Takes the blocks of one table; `file` stands before its addresses where there's more than one table."""

    def __init__(self, register: Register, habits: Habits, file: str = "") -> None:
        self.header, self.table, self.headings = register.header, register.table, register.headings
        self._file = f"{file} " if file else ""
        columns, units = self.header.columns, self.header.units
        habits = attrs.evolve(habits, serial_numbers=self.table.serial_days)
        self._columns = {
            name: FactColumn(
                decl=self.headings.decls[name],
                unit=units.get(name, ""),
                habits=habits,
                texts=self.table.texts,
            )
            for name in sorted(columns, key=lambda name: columns[name])
        }
        self.blanks = Counter[str]()

    def read(self, block: Block) -> dict[str, Coded[Plain | None]]:
        """The facts that have a column."""
        columns = self.header.columns
        return {name: column.read(*block.coded(columns[name])) for name, column in self._columns.items()}

    def count_blanks(self, facts: Facts) -> None:
        """Count the cells of these rows that hold nothing."""
        for name, column in self._columns.items():
            self.blanks[name] += sum(map(facts[name].codes.count, column.blanks))

    def blank(self, name: str) -> Plain | None:
        """What a blank cell of a fact was taken for; None is unknown."""
        value = self._columns[name].value("")
        return None if isinstance(value, Fault) else value

    # ---- lines that are nobody's ----------------------------------------------------------------------
    def nobody(self, block: Block) -> dict[int, State]:
        """Lines of totals, notes and repeated headers, by place; few lines need more than a glance."""
        at = min(self.header.looked_at)
        headings = block.starting(at, frozenset(self.header.names[at][:1]))
        label = range(min(_LABEL_WITHIN, self.header.width))
        texts = {place for column in label for place in block.starting(column, TOTALS_START | NOTES_START)}
        found = dict.fromkeys((p for p in headings if self._is_heading(block.rows[p])), State.HEADING)
        found |= dict.fromkeys((p for p in sorted(texts) if is_total(block.rows[p])), State.TOTAL)
        found |= dict.fromkeys((p for p in sorted(texts) if self._is_note(block.rows[p])), State.NOTE)
        return found

    def _is_heading(self, row: Cells) -> bool:
        names = self.header.names
        return all(_one_line(row[column]) == names[column] for column in self.header.looked_at)

    def _is_note(self, row: Cells) -> bool:
        """True for a line under the table, such as who made it: no cell that is read holds anything else."""
        texts = [_one_line(cell) for cell in row]
        facts = [texts[column] for column in self.header.looked_at if texts[column]]
        first = next(filter(None, texts))
        return all(map(NOTES.fullmatch, [first, *facts]))

    # ---- what is wrong ------------------------------------------------------------------------------
    def finding(self, row: int, column: int, said: Fault | Warned) -> Finding:
        """What there is to say of one cell."""
        return Finding(self._file + self.table.address(row, column), self.header.names[column], said)

    def faults(self, block: Block, facts: Facts) -> dict[int, list[Finding]]:
        """What is wrong with rows or cells, by place."""
        found: dict[int, list[Finding]] = {}
        for place, fault in block.faults.items():
            address = self._file + self.table.address(block.numbers[place], 0)
            found[place] = [Finding(address, "", fault)]
        for place in self._spread(block):
            found.setdefault(place, []).extend(self._across(block.numbers[place]))
        for name, column in self._columns.items():
            if not column.faults:
                continue
            at = self.header.columns[name]
            for place, code in enumerate(facts[name].codes):
                if code in column.faults:
                    told = self.finding(block.numbers[place], at, column.faults[code])
                    found.setdefault(place, []).append(told)
        return found

    def _spread(self, block: Block) -> list[int]:
        """The places of rows in which a fact's cell is covered by one that is merged to the right."""
        across, facts = self.table.merged.across, frozenset(self.header.columns.values())
        if not across:
            return []
        return [p for p, n in enumerate(block.numbers) if not facts.isdisjoint(across.get(n, frozenset()))]

    def _across(self, row: int) -> list[Finding]:
        """The facts of a row whose cells are covered."""
        covered = self.table.merged.across[row]
        facts = [(name, at) for name, at in self.header.columns.items() if at in covered]
        return [self.finding(row, at, Fault("merged_across", (("field", name),))) for name, at in facts]

    # ---- what the header gives ------------------------------------------------------------------------
    def absent(self) -> dict[str, Plain | None]:
        """The facts without a column, and what each was taken for; None is unknown."""
        decls = self.headings.decls.values()
        return {self.headings.told(d.name): d.default for d in decls if d.name not in self.header.columns}

    def near(self) -> Iterable[tuple[str, str]]:
        """The headings without a fact that are near to the name of a fact without a column."""
        wanted, taken = self.absent(), frozenset(self.header.looked_at)
        names = [name for at, name in enumerate(self.header.names) if at not in taken and name]
        found = [(name, self.headings.nearest(name)) for name in names]
        return [(name, fact) for name, fact in found if fact in wanted]

    def merged(self) -> list[tuple[str, int]]:
        """The facts with cells that are merged downwards, and how many rows took their value from above."""
        down = self.table.merged.down
        return [(self.headings.told(name), down[at]) for name, at in self.header.columns.items() if down[at]]

    def taken_blanks(self) -> Iterable[tuple[str, int]]:
        """The facts with blank cells that were taken for a default, and how many."""
        return [
            (self.headings.told(name), times)
            for name, times in self.blanks.items()
            if times and self.blank(name) is not None
        ]


def _one_line(cell: Cell) -> str:
    return " ".join(text_of_cell(cell).split())


def is_total(row: Cells) -> bool:
    """True when the first cell that holds something says so."""
    for cell in row[:_LABEL_WITHIN]:
        if is_blank(cell):
            continue
        text = "".join(fold_width(cell).split()) if isinstance(cell, str) and len(cell) < 40 else ""
        return text[:1] in TOTALS_START and TOTALS.fullmatch(text) is not None
    return False
