"""What a run tells when it's over: counts, the first findings, the summary, and what the header gave.

In: a passage that is finished. Out: a `Report`, the same for the same register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from polc.compiler.kernel import Kernel
from polc.dsl.text import result_text
from polc.dsl.values import Plain
from polc.refusals import Refusal
from polc.registers.header import Header, Headings, doubled
from polc.registers.model import Finding, letters
from polc.registers.passage import Gathered, Passage
from polc.registers.reading import Register
from polc.registers.summary import Section, sections
from polc.registers.words import State


@attrs.frozen(kw_only=True)
class Findings:
    """The first findings of a kind, and how many there are."""

    first: tuple[Finding, ...]
    count: int


@attrs.frozen(kw_only=True)
class Report:
    """Everything there is to say. `near` are headings that nearly name a fact, each with it.

    `unknown` are facts without a column and without a default, `defaults` those with one; `blanks` are facts
    with blank cells that were taken for a default, and how many. `instead` says why
    the rows weren't judged in columns. The first `about_people` sections are about people, the others about
    the register.
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
    doubled: tuple[str, ...]
    others: tuple[str, ...]
    old_workbook: bool
    instead: Refusal | None
    about_people: int
    engine: str = ""


def report_of(
    kernel: Kernel, register: Register, headings: Headings, passage: Passage, instead: Refusal | None
) -> Report:
    """The report on a passage."""
    header = register.header
    marks = {mark: times for mark, times in passage.marks.items() if mark is not None}
    absent = tuple(decl.name for decl in kernel.inputs if decl.name not in header.columns)
    people = sections(kernel, marks, passage.unjudged)
    found = [*people, _columns(register, passage), _absent(kernel, absent)]
    counts: dict[State, int] = dict(passage.unjudged)
    for mark, times in marks.items():
        counts[mark.state] = counts.get(mark.state, 0) + times
    return Report(
        header=header,
        sections=tuple(section for section in found if section.rows),
        rows=passage.rows,
        counts=counts,
        faults=_findings(passage.faults),
        warnings=_findings(passage.warnings),
        near=_near(header, headings, absent),
        unknown=tuple(name for name in absent if kernel.input_by_name[name].default is None),
        defaults=tuple(name for name in absent if kernel.input_by_name[name].default is not None),
        blanks=tuple(
            (name, n) for name, n in passage.blanks.items() if n and passage.blank(name) is not None
        ),
        doubled=doubled(header),
        others=register.table.others,
        old_workbook=register.table.old,
        instead=instead,
        about_people=len(people),
    )


def _findings(gathered: Gathered) -> Findings:
    return Findings(first=tuple(gathered.first), count=gathered.count)


def _near(header: Header, headings: Headings, absent: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The headings without a fact that are near to the name of a fact without a column."""
    wanted, taken = frozenset(absent), frozenset(header.columns.values())
    found = [
        (name, headings.nearest(name)) for at, name in enumerate(header.names) if at not in taken and name
    ]
    return tuple((name, fact) for name, fact in found if fact in wanted)


def _columns(register: Register, passage: Passage) -> Section:
    """Which column was read as which fact, how many cells were blank, and what they were taken for."""
    header, first = register.header, register.table.first_column
    rows = []
    for name, at in header.columns.items():
        blanks = passage.blanks[name]
        taken = _taken_for(passage.blank(name)) if blanks else ""
        rows.append((letters(first + at), header.names[at], name, str(blanks), taken))
    return Section(
        title="读作事实的列",
        columns=("列", "表头", "事实", "空格数", "空格按什么判定"),
        rows=tuple(sorted(rows, key=_by_letter)),
    )


def _taken_for(value: Plain | None) -> str:
    return "未知" if value is None else f"默认 {result_text(value, {})}"


def _by_letter(row: tuple[str, ...]) -> tuple[int, str]:
    return len(row[0]), row[0]


def _absent(kernel: Kernel, absent: Iterable[str]) -> Section:
    """What each fact without a column was taken for."""
    rows = tuple((name, _taken_for(kernel.input_by_name[name].default)) for name in absent)
    return Section(title="名册里没有的事实", columns=("事实", "按什么判定"), rows=rows)
