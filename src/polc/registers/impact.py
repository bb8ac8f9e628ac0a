"""One register under two policies: what each row comes to in both, counted; who differs, only if asked for.

In: two kernels and what is asked for. Out: how often each pair of marks came, by the cells of some columns.
Each side reads and judges the register as `polc run` does, and the two are joined row by row: what is told
here is what two runs would give, laid side by side. Memory holds the different pairs, no person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any, TypeAlias

import attrs

from polc.compiler.kernel import Kernel
from polc.refusals import Refusal
from polc.registers.answers import Composer, Judged, Mark
from polc.registers.blocks import Block, gathered
from polc.registers.engines import RowEngine
from polc.registers.facts import FactTable
from polc.registers.header import bare_heading, plain_heading
from polc.registers.judging import Job, engine_for, opened
from polc.registers.model import Finding, Findings, text_of_cell
from polc.registers.passage import Passage
from polc.registers.persons import persons_to
from polc.registers.summary import Section
from polc.registers.words import UNJUDGED
from polc.registers.writers import Cut

MOST_GROUPS = 300
BLANK = "（空）"

# What a row is on both sides, None where it wasn't judged, and its cells in the columns asked for.
Pair: TypeAlias = tuple[Mark | None, Mark | None, tuple[str, ...]]


@attrs.frozen(kw_only=True)
class Asked:
    """The two policies with the job of each, headings to count by, and a file for who differs, if any."""

    kernels: tuple[Kernel, Kernel]
    jobs: tuple[Job, Job]
    by: tuple[str, ...] = ()
    persons: str | None = None


@attrs.frozen(kw_only=True)
class Impact:
    """How often each pair came; how many rows differ, in all and by the place of a result in the new policy.
    `faults` are those of the register under the new policy.
    """

    kernels: tuple[Kernel, Kernel]
    pairs: Counter[Pair]
    by: tuple[str, ...]
    rows: int
    faults: Findings
    instead: Refusal | None
    differing: int
    changed: Counter[int]


class _Nowhere:
    """A writer of nothing."""

    bare = False

    def rows(self, _block: Block, _judged: Judged) -> Sequence[Cut]:
        """Nothing."""
        return ()

    def finding(self, _finding: Finding) -> None:
        """Nothing: findings are counted elsewhere."""

    def close(self, _summary: Sequence[Section]) -> None:
        """There is nothing to finish."""

    def abandon(self) -> None:
        """There is nothing to throw away."""


class _Side:
    """The register under one policy."""

    def __init__(self, kernel: Kernel, job: Job) -> None:
        self.register, lists = opened(kernel, job)
        composer = Composer(kernel)
        self.engine, self.instead = engine_for(
            kernel, job, self.register, composer, RowEngine(kernel, composer)
        )
        people = FactTable(self.register, job.habits)
        self.passage = Passage(kernel, people, lists, self.engine, composer, _Nowhere(), None)

    def judged(self, many: int) -> Iterator[tuple[Block, Judged]]:
        """Each block with what its rows come to."""
        for block in gathered(self.register.blocks(), many):
            yield block, self.passage.take(block)
        self.passage.finish()


def impact(asked: Asked) -> Impact:
    """Judge the register under both policies."""
    with ExitStack() as stack:
        old, new = (_Side(k, job) for k, job in zip(asked.kernels, asked.jobs, strict=True))
        if old.register.header.rows != new.register.header.rows:
            raise Refusal("impact_headers", path=asked.jobs[0].register)
        columns = [_column(new, heading, asked.jobs[0].register) for heading in asked.by]
        persons = stack.enter_context(persons_to(asked.persons, asked.kernels, new.register))
        many, pairs = max(old.engine.blocks, new.engine.blocks), Counter[Pair]()
        for (block, before), (_, after) in zip(old.judged(many), new.judged(many), strict=True):
            _count(pairs, before, after, [_cells(block, column) for column in columns])
            _few_groups(pairs, asked.by)
            persons.take(block, before, after)
            asked.jobs[0].progress(new.passage.rows, new.register.table.done())
        return Impact(
            kernels=asked.kernels,
            pairs=pairs,
            by=asked.by,
            rows=new.passage.rows,
            faults=new.passage.faults,
            instead=new.instead or old.instead,
            differing=persons.count,
            changed=persons.changed,
        )


def _column(side: _Side, heading: str, path: str) -> int:
    """The column to count by; that of ID numbers would tell persons."""
    names = side.register.header.names
    for form in (plain_heading, bare_heading):
        found = [at for at, name in enumerate(names) if form(name) == form(heading)]
        if found:
            if found[0] == side.register.header.ids:
                raise Refusal("impact_persons", name=heading)
            return found[0]
    raise Refusal("impact_no_column", path=path, name=heading, known="、".join(filter(None, names)))


def _cells(block: Block, column: int) -> list[str]:
    return [text_of_cell(cell).strip() or BLANK for cell in block.column(column)]


def _count(pairs: Counter[Pair], before: Judged, after: Judged, cells: Sequence[Sequence[str]]) -> None:
    groups: Any = zip(*cells, strict=True) if cells else [()] * len(before.at)
    for (old, new, group), times in Counter(zip(before.at, after.at, groups, strict=True)).items():
        first, second = before.tails[old], after.tails[new]
        if not {first.state, second.state} & UNJUDGED.keys():
            pairs[first.mark, second.mark, group] += times


def _few_groups(pairs: Counter[Pair], by: Sequence[str]) -> None:
    """Refuse a column whose cells are nearly all different: its table would be a list of persons."""
    for place, heading in enumerate(by):
        if len({group[place] for _, _, group in pairs}) > MOST_GROUPS:
            raise Refusal("impact_too_many", name=heading, most=str(MOST_GROUPS))
