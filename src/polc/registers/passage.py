"""One passage through a register: each block's cells become facts, its good rows are judged, all are written.

In: blocks in order. Out: rows to the writer, counts for the report. A row is left unjudged when a cell of it
can't be read, or when it's no person: a line of totals, a note or a repeated header. It keeps its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Lang
from polc.registers.answers import Composer, Judged, Mark, Tail
from polc.registers.blocks import Block
from polc.registers.cells import Facts
from polc.registers.each import EntryFiles
from polc.registers.engines import Engine
from polc.registers.facts import FactTable
from polc.registers.identities import Identities
from polc.registers.lists import Lists
from polc.registers.model import Finding, Findings, Warned
from polc.registers.relations import Relations
from polc.registers.words import BIRTH_NAMES, UNJUDGED, State
from polc.registers.writers import Writer


class Passage:
    """Takes the blocks of one register: its `people` and the `lists` beside it.

    Without `identities` nothing is looked at but what can't be judged: no ID number, no 关系.
    """

    def __init__(
        self,
        kernel: Kernel,
        people: FactTable,
        lists: Lists,
        engine: Engine,
        composer: Composer,
        writer: Writer,
        identities: Identities | None,
        entries: EntryFiles | None = None,
    ) -> None:
        self.people, self.lists = people, lists
        self._engine, self._composer, self._writer = engine, composer, writer
        self._birth = next((d.name for d in kernel.inputs if {d.name, d.alias} & BIRTH_NAMES), None)
        self._identities, self._entries = identities, entries
        self._relations = None if identities is None else Relations(kernel)
        self.rows = self.hidden = 0
        self.marks = Counter[Mark | None]()
        self.unjudged = Counter[State]()
        self.faults, self.warnings = Findings(), Findings()

    @property
    def bare_ids(self) -> str:
        """The heading of long ID numbers that a csv no longer marks as texts, as the register did."""
        ids, table = self.people.header.ids, self.people.table
        long = self._identities is not None and self._identities.long
        bare = ids is not None and long and not table.texts and self._writer.bare
        return self.people.header.names[ids] if bare and ids is not None else ""

    # ---- blocks -------------------------------------------------------------------------------------
    def take(self, block: Block) -> Judged:
        """Judge and write one block."""
        facts = self.people.read(block)
        nobody = self.people.nobody(block)
        lists, lost = self.lists.look(self.people, block, nobody)
        bad = self._faults([self.people.faults(block, facts), lost], nobody)
        unjudged = {place: self._composer.without(state, UNJUDGED[state]) for place, state in nobody.items()}
        self._look_at_ids(block, facts)
        self._look_at_relations(block, {**facts, **lists}, {**unjudged, **bad})
        judged = self._judged({**facts, **lists}, len(block), {**unjudged, **bad})
        if self._entries is not None:
            self._entries.take(block, {**facts, **lists}, {**unjudged, **bad})
        for place, column, length in self._writer.rows(block, judged):
            if column < self.people.header.width:
                self._warn(block.numbers[place], column, Warned("cut_cell", (("length", str(length)),)))
        for number, times in Counter(judged.at).items():
            self.marks[judged.tails[number].mark] += times
        self.unjudged.update([*nobody.values(), *[State.FAULTY] * len(bad)])
        self.rows += len(block)
        hidden = self.people.table.hidden
        self.hidden += (
            sum(n in hidden for p, n in enumerate(block.numbers) if p not in nobody) if hidden else 0
        )
        return judged

    def _judged(self, facts: Facts, rows: int, unjudged: dict[int, Tail]) -> Judged:
        """The tail of each row: judged together where nothing is wrong with it."""
        if unjudged:
            good = [place for place in range(rows) if place not in unjudged]
            facts = {name: column.at(good) for name, column in facts.items()}
        self.people.count_blanks(facts)
        judged = self._engine.judge(facts, rows - len(unjudged))
        if not unjudged:
            return judged
        tails, rest = [*judged.tails, *unjudged.values()], iter(judged.at)
        number = {place: at for at, place in enumerate(unjudged, len(judged.tails))}
        return Judged(tails, [number[p] if p in unjudged else next(rest) for p in range(rows)])

    # ---- what is wrong ------------------------------------------------------------------------------
    def _faults(
        self, parts: Sequence[Mapping[int, Sequence[Finding]]], nobody: Mapping[int, State]
    ) -> dict[int, Tail]:
        """The rows in which something is wrong, by place, each told in full."""
        places = sorted({place for part in parts for place in part} - nobody.keys())
        return {
            place: self._faulty([finding for part in parts for finding in part.get(place, ())])
            for place in places
        }

    def _faulty(self, findings: Sequence[Finding]) -> Tail:
        for finding in findings:
            self._fault(finding)
        told = "；".join(finding.text(Lang.ZH) for finding in findings)
        return self._composer.without(State.FAULTY, told)

    def _fault(self, finding: Finding) -> None:
        self._writer.finding(finding)
        self.faults.add(finding)

    def _look_at_ids(self, block: Block, facts: Facts) -> None:
        at = self.people.header.ids
        if at is None or self._identities is None:
            return
        births = facts.get(self._birth) if self._birth is not None else None
        for place, warned in self._identities.look(block.numbers, block.column(at), births):
            self._warn(block.numbers[place], at, warned)

    def _look_at_relations(self, block: Block, facts: Facts, unjudged: Mapping[int, Tail]) -> None:
        if self._relations is None:
            return
        for place, name, warned in self._relations.look(facts, len(block), unjudged):
            self._warn(block.numbers[place], self.people.header.columns.get(name, 0), warned)

    def _warn(self, row: int, column: int, warned: Warned) -> None:
        finding = self.people.finding(row, column, warned)
        self._writer.finding(finding)
        self.warnings.add(finding)

    def finish(self) -> None:
        """What only the whole register tells: entries that are nobody's, ID numbers that came twice."""
        for finding in self.lists.orphans():
            self._fault(finding)
        at = self.people.header.ids
        if at is not None and self._identities is not None:
            for row, first in self._identities.twice():
                self._warn(row, at, Warned("duplicate", (("first", str(first)),)))
