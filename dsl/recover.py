"""Reading a file that can't be read as a whole: what is broken is left out, everything else is read.

In: the lexemes of a file. Out: the items that could be read. Each declaration is read by itself; one that
can't be is read row by row, each row in a block of its own, and then again without its broken rows. So
a broken row never hides another, and the time is linear. A header that is broken takes its block with
it, and a broken line its whole 案例, since half an example would be another example.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from polc.dsl import nodes
from polc.dsl.brackets import CLOSE, starts_line
from polc.dsl.build import make_builder
from polc.dsl.characters import BROKEN
from polc.dsl.diagnostics.model import Sink
from polc.dsl.lalr import Done, Stop, acceptable, run
from polc.dsl.lexer import Lexeme
from polc.dsl.sections import Block, block_of, cut
from polc.dsl.source import Source
from polc.dsl.table import Machine


@attrs.frozen
class Reading:
    """One attempt at one file."""

    machine: Machine
    source: Source
    sink: Sink

    def whole(self, lexemes: Sequence[Lexeme]) -> tuple[nodes.Item, ...] | Stop:
        """The items that these lexemes make, with the builder's findings; or where reading stops."""
        sink = Sink()
        outcome = run(self.machine.table, lexemes, make_builder(self.source, sink))
        if isinstance(outcome, Stop):
            return outcome
        for found in sink.found:
            self.sink.add(found)
        return items_of(outcome)

    def attempt(self, lexemes: Sequence[Lexeme]) -> Stop | None:
        """Where reading these lexemes stops, if it does; nothing is reported or kept."""
        outcome = run(self.machine.table, lexemes, make_builder(self.source, Sink()))
        return outcome if isinstance(outcome, Stop) else None

    def in_pieces(self, lexemes: Sequence[Lexeme]) -> Iterator[nodes.Item]:
        """Everything that can be read, declaration by declaration."""
        for section in cut(self.source, lexemes):
            yield from self._section(section)

    def _section(self, section: Sequence[Lexeme]) -> tuple[nodes.Item, ...]:
        result = self.whole(section)
        if not isinstance(result, Stop):
            return result
        block = block_of(self.source, section)
        if block is None or block.word == "EXAMPLE" or result.index < len(block.header):
            self._report(section, result, at_row_end=result.index == len(section))
            return ()
        good = [part for row in block.rows for part in self._row(block, row)]
        mended = self.whole(block.with_rows(good))
        if not isinstance(mended, Stop):
            return mended
        if len(good) == len(block.rows) or not block.ends_reading:
            whole = block.with_rows(good)
            self._report(whole, mended, at_row_end=whole[mended.index].is_(CLOSE))
        return ()

    def _row(self, block: Block, row: tuple[Lexeme, ...]) -> Iterator[tuple[Lexeme, ...]]:
        """What of a row can be read: all, nothing, or what is left without rows that lack a citation."""
        alone = block.around(row)
        stop = self.attempt(alone)
        if stop is None:
            yield row
            return
        lines = self._lines(row)
        uncited = [line for line in lines if block.cited and self._lacks_citation(block, line)]
        if uncited:
            for line in uncited:
                from polc.dsl.unexpected import no_citation

                self.sink.add(no_citation(self.source, line))
            rest = tuple(lexeme for line in lines if line not in uncited for lexeme in line)
            yield from self._row(block, rest) if rest else ()
            return
        can_end = bool(acceptable(self.machine.table, stop.states) & {CLOSE, "ADOPT"})
        self._report(alone, stop, at_row_end=stop.index >= len(block.header) + len(row) and not can_end)

    def _lines(self, row: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
        """A row cut where a line starts in the same column as the row."""
        source, column = self.source, self.source.column_of(row[0].start)
        inner = (i for i in range(1, len(row)) if starts_line(source, row, i))
        starts = [0, *(i for i in inner if source.column_of(row[i].start) == column)]
        return [row[a:b] for a, b in zip(starts, [*starts[1:], len(row)], strict=True)]

    def _lacks_citation(self, block: Block, line: tuple[Lexeme, ...]) -> bool:
        """True when the line would be a row if a citation stood before it."""
        if line[0].is_("CITE", BROKEN):
            return False
        cite = Lexeme(("CITE",), "【一】", line[0].start, line[0].start)
        return self.attempt(block.around((cite, *line))) is None

    def _report(self, lexemes: Sequence[Lexeme], stop: Stop, *, at_row_end: bool) -> None:
        """Report a stop, unless what stopped it was reported when its characters were looked at."""
        if stop.index < len(lexemes) and lexemes[stop.index].is_(BROKEN):
            return
        incomplete = at_row_end and stop.index > 0
        accepted = acceptable(self.machine.table, stop.states)
        from polc.dsl.stopped import Place
        from polc.dsl.unexpected import describe

        place = Place(
            source=self.source,
            lexemes=lexemes,
            index=stop.index,
            acceptable=accepted,
            incomplete=incomplete,
        )
        self.sink.add(describe(place))


def items_of(outcome: Done) -> tuple[nodes.Item, ...]:
    """The items of a file that was read to the end."""
    assert isinstance(outcome.value, tuple)
    return tuple(item for item in outcome.value if isinstance(item, nodes.Item))
