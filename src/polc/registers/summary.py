"""The summary of a register: how many, how much, by which clause, and what is left open.

In: how often each mark came, counts of rows that weren't judged, and what the header said. Out: sections of
texts, numbers and sums, in an order that doesn't depend on the order of the rows. Sums hold exact amounts
only; how many people have none is told beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.kernel import FieldDecl, Kernel, Kind
from polc.dsl.text import yuan_text
from polc.registers.answers import Counted, Mark, Status, clauses_of
from polc.registers.results import bounded_outputs
from polc.registers.words import ALL_RESULTS, UNJUDGED, State

OPEN = {Status.UNDETERMINED: "待定", Status.MISSING: "缺资料", Status.OUTSIDE: "不适用"}
_VALUE, _LOW, _HIGH = "准数", "下限", "上限"


@attrs.frozen
class Total:
    """A sum of exact 分, and how many people have no amount to add to it."""

    fen: int
    open: int = 0
    lacking: str = _VALUE

    def __str__(self) -> str:
        told = yuan_text(Fraction(self.fen))
        return f"{told}（另有 {self.open} 人没有{self.lacking}）" if self.open else told


Figure: TypeAlias = str | int | Total


@attrs.frozen(kw_only=True)
class Section:
    """One table of the summary."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]


def sections(kernel: Kernel, marks: Mapping[Mark, int], unjudged: Mapping[State, int]) -> list[Section]:
    """Every table; those without rows are left out."""
    found = [
        _states(marks, unjudged),
        _totals(kernel, marks),
        *_groups(kernel, marks),
        _clauses(kernel, marks),
        _open(kernel, marks),
        readings(kernel, marks),
    ]
    return [section for section in found if section.rows]


def _states(marks: Mapping[Mark, int], unjudged: Mapping[State, int]) -> Section:
    counts = Counter(unjudged)
    for mark, times in marks.items():
        counts[mark.state] += times
    people = sum(n for state, n in counts.items() if state not in UNJUDGED)
    rows = [("人数", people)]
    rows += [(state.value, counts[state]) for state in State if counts[state]]
    return Section(title="总数", columns=("状态", "行数"), rows=tuple(rows))


def _totals(kernel: Kernel, marks: Mapping[Mark, int]) -> Section:
    """Every amount that is a result, over all people: the sums of the columns of the result."""
    bounded = bounded_outputs(kernel)
    rows = list[tuple[Figure, ...]]()
    for place, decl in enumerate(kernel.outputs):
        if decl.type.kind is Kind.MONEY:
            people = sum(times for mark, times in marks.items() if mark.outputs[place].fen is not None)
            ends: tuple[Figure, ...] = ("", "")
            if decl.name in bounded:
                ends = (_sum(marks, place, _low, _LOW), _sum(marks, place, _high, _HIGH))
            rows.append((decl.name, people, _sum(marks, place), *ends))
    columns = ("金额", "有准数的人数", "合计", "不低于", "不高于")
    width = len(columns) if bounded else 3
    return Section(title="金额合计", columns=columns[:width], rows=tuple(row[:width] for row in rows))


def _groups(kernel: Kernel, marks: Mapping[Mark, int]) -> Iterator[Section]:
    """For each output that is one of several words (the window, the payer …), people and money by word."""
    money = [number for number, decl in enumerate(kernel.outputs) if decl.type.kind is Kind.MONEY]
    for number, decl in enumerate(kernel.outputs):
        if decl.type.kind is not Kind.ENUM:
            continue
        groups: dict[str, dict[Mark, int]] = {}
        for mark, times in marks.items():
            counted = mark.outputs[number]
            groups.setdefault(counted.option or OPEN[counted.status], {})[mark] = times
        order = order_of(kernel, decl)
        rows: list[tuple[Figure, ...]] = [
            (name, sum(groups[name].values()), *(_sum(groups[name], place) for place in money))
            for name in sorted(groups, key=lambda name: (order.get(name, len(order)), name))
        ]
        columns = (decl.name, "人数", *(kernel.outputs[place].name for place in money))
        yield Section(title=f"按{decl.name}", columns=columns, rows=tuple(rows))


def order_of(kernel: Kernel, decl: FieldDecl) -> dict[str, int]:
    """The words of an output in the order of the policy, then the statuses."""
    named = [row.condition for row in kernel.choice_of[decl.name].rows]
    words = dict.fromkeys([*decl.type.options, *named])
    return {word: place for place, word in enumerate(words)} | {
        word: len(words) + 1 + place for place, word in enumerate(OPEN.values())
    }


def _fen(counted: Counted) -> int | None:
    return counted.fen


def _low(counted: Counted) -> int | None:
    return counted.low


def _high(counted: Counted) -> int | None:
    return counted.high


def _sum(
    marks: Mapping[Mark, int],
    place: int,
    amount: Callable[[Counted], int | None] = _fen,
    lacking: str = _VALUE,
) -> Total:
    """The sum of the exact amounts, and how many have none for a reason other than 不适用."""
    fen = open_ = 0
    for mark, times in marks.items():
        found = amount(mark.outputs[place])
        if found is not None:
            fen += found * times
        elif mark.outputs[place].status is not Status.OUTSIDE:
            open_ += times
    return Total(fen, open_, lacking)


def _clauses(kernel: Kernel, marks: Mapping[Mark, int]) -> Section:
    counts = Counter[str]()
    for mark, times in marks.items():
        for clause in mark.clauses:
            counts[clause] += times
    order = {clause: place for place, clause in enumerate(clauses_of(kernel))}
    rows = sorted(counts, key=lambda clause: (order.get(clause, len(order)), clause))
    return Section(
        title="按条款", columns=("条款", "人数"), rows=tuple((f"【{c}】", counts[c]) for c in rows)
    )


def _open(kernel: Kernel, marks: Mapping[Mark, int]) -> Section:
    """What is undetermined or missing, and why: most frequent first."""
    counts = Counter[tuple[str, str, str]]()
    for mark, times in marks.items():
        for row in _causes(kernel, mark):
            counts[row] += times
    rows = sorted(counts, key=lambda row: (-counts[row], row))
    return Section(
        title="待定、缺资料、不适用的原因",
        columns=("结果", "状态", "原因", "人数"),
        rows=tuple((*row, counts[row]) for row in rows),
    )


def _causes(kernel: Kernel, mark: Mark) -> Iterable[tuple[str, str, str]]:
    """The outputs, the status and the cause; 不适用 only of who is out of everything."""
    by_cause: dict[tuple[Status, str], list[str]] = {}
    for decl, counted in zip(kernel.outputs, mark.outputs, strict=True):
        status, cause = counted.status, counted.cause
        if status in OPEN and (status is not Status.OUTSIDE or mark.state is State.OUTSIDE):
            by_cause.setdefault((status, cause), []).append(decl.name)
    every = len(kernel.outputs)
    return [
        (ALL_RESULTS if len(names) == every else "、".join(names), OPEN[status], cause)
        for (status, cause), names in by_cause.items()
    ]


def readings(kernel: Kernel, marks: Mapping[Mark, int]) -> Section:
    """Of amounts that wait for a reading: what each reading would make of them."""
    found: dict[tuple[int, str], dict[tuple[int, str], Counter[int | None]]] = {}
    for mark, times in marks.items():
        for place, counted in enumerate(mark.outputs):
            for order, (reading, fen) in enumerate(counted.ways):
                ways = found.setdefault((place, counted.cause), {})
                ways.setdefault((order, reading), Counter())[fen] += times
    rows: list[tuple[Figure, ...]] = [
        (kernel.outputs[place].name, cause, reading, counts.total(), _total(counts))
        for (place, cause), ways in sorted(found.items())
        for (_, reading), counts in sorted(ways.items())
    ]
    columns = ("结果", "待定的原因", "读法", "人数", "合计")
    return Section(title="待定的金额按每一种读法合多少", columns=columns, rows=tuple(rows))


def _total(counts: Counter[int | None]) -> Total:
    return Total(sum(fen * times for fen, times in counts.items() if fen is not None), counts[None])
