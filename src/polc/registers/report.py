"""What a run tells when it's over: counts, the first findings, the summary, and what the header gave.

In: a passage that is finished. Out: a `Report`, the same for the same register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Kernel
from polc.dsl.text import result_text
from polc.dsl.values import Plain
from polc.refusals import Refusal
from polc.registers.facts import FactTable
from polc.registers.header import Header, doubled
from polc.registers.model import Findings, letters
from polc.registers.passage import Passage
from polc.registers.reading import Register
from polc.registers.summary import Section, sections
from polc.registers.words import State

Rows: TypeAlias = tuple[tuple[str | int, ...], ...]


@attrs.frozen(kw_only=True)
class Report:
    """Everything there is to say. `near` are headings that nearly name a fact, each with it.

    `unknown` are facts without a column and without a default, `defaults` those with one; `blanks` are facts
    with blank cells that were taken for a default, and how many; `merged` are those with merged cells, and
    how many rows have their value from above; `hidden` rows were judged too; `bare_ids` heads
    long numbers that were texts in the register and aren't marked so in the result. `instead` says why the
    rows weren't judged in columns, `alone` how many of those that were the row engine judged. `entries` are
    the files of the results of entries, with how many. The first `about_people` sections are about people,
    the others about the register.
    """

    header: Header
    sections: tuple[Section, ...]
    rows: int
    counts: Mapping[State, int]
    faults: Findings
    warnings: Findings
    near: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    defaults: tuple[str, ...]
    blanks: tuple[tuple[str, int], ...]
    merged: tuple[tuple[str, int], ...]
    hidden: int
    bare_ids: str
    doubled: tuple[str, ...]
    others: tuple[str, ...]
    old_workbook: bool
    instead: Refusal | None
    about_people: int
    engine: str = ""
    alone: int = 0
    entries: tuple[tuple[str, int], ...] = ()


def report_of(kernel: Kernel, register: Register, passage: Passage, instead: Refusal | None) -> Report:
    """The report on a passage."""
    tables = (passage.people, *(table.facts for table in passage.lists.tables))
    absent = {name: value for table in tables for name, value in table.absent().items()}
    absent |= dict.fromkeys(passage.lists.unknown)
    marks = {mark: times for mark, times in passage.marks.items() if mark is not None}
    people = [*sections(kernel, marks, passage.unjudged), passage.lists.section()]
    people = [section for section in people if section.rows]
    columns = tuple(row for table in tables for row in _columns(table))
    counts: dict[State, int] = dict(passage.unjudged)
    for mark, times in marks.items():
        counts[mark.state] = counts.get(mark.state, 0) + times
    return Report(
        header=register.header,
        sections=(*people, *_about_the_file(columns, absent)),
        rows=passage.rows,
        counts=counts,
        faults=passage.faults,
        warnings=passage.warnings,
        near=tuple(near for table in tables for near in table.near()),
        unknown=tuple(name for name, value in absent.items() if value is None),
        defaults=tuple(name for name, value in absent.items() if value is not None),
        blanks=tuple(blank for table in tables for blank in table.taken_blanks()),
        merged=tuple(merged for table in tables for merged in table.merged()),
        hidden=passage.hidden,
        bare_ids=passage.bare_ids,
        doubled=doubled(register.header),
        others=register.table.others,
        old_workbook=any(table.table.old for table in tables),
        instead=instead,
        about_people=len(people),
    )


def _about_the_file(columns: Rows, absent: Mapping[str, Plain | None]) -> Iterator[Section]:
    """Which column was read as which fact, and what the facts without one were taken for."""
    wanted = (
        ("读作事实的列", ("列", "表头", "事实", "空格数", "空格按什么判定"), columns),
        ("名册里没有的事实", ("事实", "按什么判定"), tuple((n, _taken_for(v)) for n, v in absent.items())),
    )
    for title, names, rows in wanted:
        if rows:
            yield Section(title=title, columns=names, rows=rows)


def _columns(table: FactTable) -> Rows:
    """Each column of facts: how many cells were blank, and what they were taken for."""
    header, first, rows = table.header, table.table.first_column, []
    for name, at in header.columns.items():
        blanks = table.blanks[name]
        taken = _taken_for(table.blank(name)) if blanks else ""
        rows.append((letters(first + at), header.names[at], table.headings.told(name), blanks, taken))
    return tuple(sorted(rows, key=lambda row: (len(row[0]), row[0])))


def _taken_for(value: Plain | None) -> str:
    return "未知" if value is None else f"默认 {result_text(value, {})}"
