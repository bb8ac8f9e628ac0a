"""The results of each entry (输出 … 每笔): a csv beside the result for each list that has any.

In: blocks of a register with the lists of its people. Out: a line for each entry of each row that was judged:
the row's number and key, the entry's number as given and its columns, then the results. A list that isn't
known has no lines; the totals in the result say what is missing.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from typing import TextIO

import attrs

from polc.compiler.kernel import Column as ListColumn
from polc.compiler.kernel import EntryOutput, InputDecl, Kernel
from polc.dsl.values import Amount, Duration, Given, Plain, Records
from polc.registers.answers import Composer
from polc.registers.blocks import Block
from polc.registers.cells import Facts
from polc.registers.engines import RowEngine
from polc.registers.header import Header
from polc.registers.model import text_of_cell
from polc.registers.results import Form, Value, cell_text, entry_columns, exact, form_of, unit_of
from polc.registers.safe_text import harmless
from polc.registers.words import ENTRY_COLUMN, ROW_COLUMN
from polc.writing import replacing


def entry_paths(kernel: Kernel, output: str) -> dict[str, str]:
    """For each list whose entries have results, the file beside the result: 结果.消费.csv."""
    stem = os.path.splitext(output)[0]
    return {each.list: f"{stem}.{each.list}.csv" for each in kernel.entry_outputs}


@attrs.define
class EntryFiles:
    """The files under way; `written` counts the lines of each list."""

    kernel: Kernel
    engine: RowEngine
    composer: Composer
    header: Header
    files: Mapping[str, TextIO]
    written: dict[str, int] = attrs.field(factory=dict)

    def begin(self) -> None:
        """The headings of every file."""
        key = [self.header.names[self.header.key]] if self.header.key >= 0 else []
        for name in self.files:
            decl = self.kernel.input_by_name[name]
            own = [column.name + unit_of(column, Form.YUAN) for column in decl.columns]
            results = [column.heading for each in self._of(name) for column in entry_columns(each)]
            self._write(name, [ROW_COLUMN, *key, ENTRY_COLUMN, *own, *results])
            self.written[name] = 0

    def take(self, block: Block, facts: Facts, unjudged: Collection[int]) -> None:
        """The entries of a block's rows."""
        if not self.files:
            return
        for place in range(len(block)):
            if place not in unjudged:
                person = {name: column.values[column.codes[place]] for name, column in facts.items()}
                self._entries(person, self._lead(block, place))

    def _lead(self, block: Block, place: int) -> list[str]:
        key = [text_of_cell(block.rows[place][self.header.key])] if self.header.key >= 0 else []
        return [str(block.numbers[place]), *key]

    def _entries(self, person: Mapping[str, Given | None], lead: list[str]) -> None:
        known = {name: given for name in self.files if isinstance(given := person.get(name), Records)}
        answers = self.engine.each(person, known) if known else {}
        for name, given in known.items():
            decl = self.kernel.input_by_name[name]
            for number, row in enumerate(given.rows):
                cells = [*lead, str(number + 1), *_cells(decl, row)]
                for each in self._of(name):
                    told = zip(
                        entry_columns(each), self.composer.entry(answers[each.name][number]), strict=True
                    )
                    cells += [cell_text(column.form, value) for column, value in told]
                self._write(name, cells)
                self.written[name] += 1

    def _of(self, name: str) -> list[EntryOutput]:
        return [each for each in self.kernel.entry_outputs if each.list == name]

    def _write(self, name: str, cells: list[str]) -> None:
        csv.writer(self.files[name]).writerow(map(harmless, cells))


def _cells(decl: InputDecl, row: tuple[Plain | None, ...]) -> Iterator[str]:
    """An entry as it was given, its columns written as results are."""
    for column, value in zip(decl.columns, row, strict=True):
        yield "" if value is None else cell_text(form_of(column.type.kind), _cell(column, value))


def _cell(column: ListColumn, value: Plain) -> Value:
    match value:
        case bool():
            return "是" if value else "否"
        case Amount(fen):
            return exact(column.type.kind, fen.numerator if fen.denominator == 1 else fen, "")
        case Fraction():
            return exact(column.type.kind, value.numerator if value.denominator == 1 else value, "")
        case Duration():
            return value.text
        case _:
            return value


@contextmanager
def entry_files(
    kernel: Kernel, engine: RowEngine, composer: Composer, header: Header, output: str
) -> Iterator[EntryFiles]:
    """Files that take their places when all went well."""
    with ExitStack() as stack:
        paths = {
            name: stack.enter_context(replacing(path)) for name, path in entry_paths(kernel, output).items()
        }
        files: dict[str, TextIO] = {
            name: stack.enter_context(open(path, "w", encoding="utf-8-sig", newline=""))
            for name, path in paths.items()
        }
        found = EntryFiles(kernel, engine, composer, header, files)
        found.begin()
        yield found
