"""One passage through a register: each block's cells become facts, its good rows are judged, all are written.

In: blocks in order. Out: rows to the writer, counts for the report. A row is left unjudged when a cell of it
can't be read, or when it's no person: a line of totals, a note or a repeated header. It keeps its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Lang
from polc.dsl.source import fold_width
from polc.dsl.values import Plain
from polc.registers.answers import Composer, Judged, Mark, Tail
from polc.registers.blocks import Block, Cells
from polc.registers.cells import FactColumn, Habits
from polc.registers.engines import Engine, Facts
from polc.registers.identities import Identities
from polc.registers.model import Cell, Fault, Finding, Warned, is_blank, text_of_cell
from polc.registers.reading import Register
from polc.registers.words import BIRTH_NAMES, NOTES, NOTES_START, TOTALS, TOTALS_START, UNJUDGED, State
from polc.registers.writers import Writer

LISTED = 20
_LABEL_WITHIN = 4


@attrs.define
class Gathered:
    """The first findings of a kind, and how many there were."""

    first: list[Finding] = attrs.field(factory=list)
    count: int = 0

    def add(self, finding: Finding) -> None:
        """Count one; keep it when it's among the first."""
        self.count += 1
        if len(self.first) < LISTED:
            self.first.append(finding)


class Passage:
    """Takes the blocks of one register."""

    def __init__(
        self,
        kernel: Kernel,
        register: Register,
        engine: Engine,
        composer: Composer,
        habits: Habits,
        writer: Writer,
        identities: Identities,
    ) -> None:
        self._header, self._table = register.header, register.table
        self._engine, self._composer, self._writer = engine, composer, writer
        self._columns = {
            name: FactColumn(
                decl=kernel.input_by_name[name],
                unit=self._header.units.get(name, ""),
                habits=habits,
                texts=self._table.texts,
            )
            for name in sorted(self._header.columns, key=lambda name: self._header.columns[name])
        }
        self._birth = next((d.name for d in kernel.inputs if {d.name, d.alias} & BIRTH_NAMES), None)
        self._identities = identities
        self.rows = 0
        self.marks = Counter[Mark | None]()
        self.unjudged = Counter[State]()
        self.blanks = Counter[str]()
        self.faults, self.warnings = Gathered(), Gathered()

    # ---- blocks -------------------------------------------------------------------------------------
    def take(self, block: Block) -> None:
        """Judge and write one block."""
        facts = {
            name: column.read(*block.coded(self._header.columns[name]))
            for name, column in self._columns.items()
        }
        others = self._no_people(block)
        bad = self._faults(block, facts, others)
        self._look_at_ids(block, facts)
        judged = self._judged(facts, len(block), {**others, **bad})
        for place, column, length in self._writer.rows(block, judged):
            if column < self._header.width:
                self._warn(block.numbers[place], column, Warned("cut_cell", (("length", str(length)),)))
        for number, times in Counter(judged.at).items():
            self.marks[judged.tails[number].mark] += times
        self.unjudged.update([tail.state for tail in others.values()] + [State.FAULTY] * len(bad))
        self.rows += len(block)

    def _judged(self, facts: Facts, rows: int, unjudged: dict[int, Tail]) -> Judged:
        """The tail of each row: judged together where nothing is wrong with it."""
        if unjudged:
            good = [place for place in range(rows) if place not in unjudged]
            facts = {name: column.at(good) for name, column in facts.items()}
        self._count_blanks(facts)
        judged = self._engine.judge(facts, rows - len(unjudged))
        if not unjudged:
            return judged
        tails, rest = [*judged.tails, *unjudged.values()], iter(judged.at)
        number = {place: at for at, place in enumerate(unjudged, len(judged.tails))}
        return Judged(tails, [number[p] if p in unjudged else next(rest) for p in range(rows)])

    def blank(self, name: str) -> Plain | None:
        """What a blank cell of a fact was taken for; None is unknown."""
        value = self._columns[name].value("")
        return None if isinstance(value, Fault) else value

    def _count_blanks(self, facts: Facts) -> None:
        for name, column in self._columns.items():
            self.blanks[name] += sum(map(facts[name].codes.count, column.blanks))

    def _no_people(self, block: Block) -> dict[int, Tail]:
        """Lines of totals, notes and repeated headers, by place; few lines need more than a glance."""
        at = min(self._header.columns.values())
        headings = block.starting(at, frozenset(self._header.names[at][:1]))
        label = range(min(_LABEL_WITHIN, self._header.width))
        texts = {place for column in label for place in block.starting(column, TOTALS_START | NOTES_START)}
        found = dict.fromkeys((p for p in headings if self._is_heading(block.rows[p])), State.HEADING)
        found |= dict.fromkeys((p for p in sorted(texts) if _is_total(block.rows[p])), State.TOTAL)
        found |= dict.fromkeys((p for p in sorted(texts) if self._is_note(block.rows[p])), State.NOTE)
        return {place: self._composer.without(state, UNJUDGED[state]) for place, state in found.items()}

    def _is_heading(self, row: Cells) -> bool:
        names = self._header.names
        return all(_one_line(row[column]) == names[column] for column in self._header.columns.values())

    def _is_note(self, row: Cells) -> bool:
        """True for a line under the table, such as who made it: no cell of a fact holds anything else."""
        texts = [_one_line(cell) for cell in row]
        facts = [texts[column] for column in self._header.columns.values() if texts[column]]
        first = next(filter(None, texts))
        return all(map(NOTES.fullmatch, [first, *facts]))

    # ---- what is wrong ------------------------------------------------------------------------------
    def _faults(self, block: Block, facts: Facts, others: dict[int, Tail]) -> dict[int, Tail]:
        """The rows in which a cell can't be read, by place, each told in full."""
        found: dict[int, list[Finding]] = {}
        for place, fault in block.faults.items():
            if place not in others:
                found[place] = [Finding(self._table.address(block.numbers[place], 0), "", fault)]
        for name, column in self._columns.items():
            if not column.faults:
                continue
            at = self._header.columns[name]
            for place, code in enumerate(facts[name].codes):
                if code in column.faults and place not in others:
                    address = self._table.address(block.numbers[place], at)
                    told = Finding(address, self._header.names[at], column.faults[code])
                    found.setdefault(place, []).append(told)
        return {place: self._faulty(found[place]) for place in sorted(found)}

    def _faulty(self, findings: Sequence[Finding]) -> Tail:
        for finding in findings:
            self._writer.finding(finding)
            self.faults.add(finding)
        told = "；".join(finding.text(Lang.ZH) for finding in findings)
        return self._composer.without(State.FAULTY, told)

    def _look_at_ids(self, block: Block, facts: Facts) -> None:
        at = self._header.ids
        if at is None:
            return
        births = facts.get(self._birth) if self._birth is not None else None
        for place, warned in self._identities.look(block.numbers, block.column(at), births):
            self._warn(block.numbers[place], at, warned)

    def _warn(self, row: int, column: int, warned: Warned) -> None:
        finding = Finding(self._table.address(row, column), self._header.names[column], warned)
        self._writer.finding(finding)
        self.warnings.add(finding)

    def finish(self) -> None:
        """What only the whole register tells: ID numbers that came twice."""
        if self._header.ids is not None:
            for row, first in self._identities.twice():
                self._warn(row, self._header.ids, Warned("duplicate", (("first", str(first)),)))


def _one_line(cell: Cell) -> str:
    return " ".join(text_of_cell(cell).split())


def _is_total(row: Cells) -> bool:
    """True when the first cell that holds something says so."""
    for cell in row[:_LABEL_WITHIN]:
        if is_blank(cell):
            continue
        text = "".join(fold_width(cell).split()) if isinstance(cell, str) and len(cell) < 40 else ""
        return text[:1] in TOTALS_START and TOTALS.fullmatch(text) is not None
    return False
