"""Which cells of a list that is given are blank, where the policy looks: 第2条的本市发票.

In: a kernel and the facts of a person. Out: the blank cells of columns that some rule reads or that put the
list in order; a column that nothing reads is nobody's lack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from polc.compiler.entry_clauses import columns_read
from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Lang
from polc.dsl.values import Given, Records
from polc.telling.wording import phrase


@attrs.frozen(kw_only=True)
class Blank:
    """A cell that isn't known: of the `entry`-th entry as given, from 1."""

    list: str
    entry: int
    column: str

    def text(self, lang: Lang) -> str:
        """第2条的本市发票."""
        return phrase("blank_cell", lang, number=str(self.entry), column=self.column)


def blanks(kernel: Kernel, facts: Mapping[str, Given | None]) -> tuple[Blank, ...]:
    """Every blank cell of the lists that are given, in the order of lists, entries and columns."""
    return tuple(_blanks(kernel, facts, columns_read(kernel)))


def _blanks(
    kernel: Kernel, facts: Mapping[str, Given | None], read: frozenset[tuple[str, str]]
) -> Iterator[Blank]:
    for decl in kernel.inputs:
        given = facts.get(decl.name)
        if not isinstance(given, Records):
            continue
        for number, row in enumerate(given.rows, start=1):
            for column, cell in zip(decl.columns, row, strict=True):
                if cell is None and (decl.name, column.name) in read:
                    yield Blank(list=decl.name, entry=number, column=column.name)
