"""The summary of a register: how many, how much, by which clause, and what is left open.

In: how often each mark came, counts of rows that weren't judged, and what the header said. Out: sections of
plain texts, in an order that doesn't depend on the order of the rows. Sums hold exact amounts only; how many
people have none is told beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from polc.compiler.kernel import FieldDecl, Kernel, Kind
from polc.dsl.text import yuan_text
from polc.registers.answers import Mark, Status, clauses_of
from polc.registers.words import ALL_RESULTS, UNJUDGED, State

_OPEN = {Status.UNDETERMINED: "待定", Status.MISSING: "缺资料", Status.OUTSIDE: "不适用"}


@attrs.frozen(kw_only=True)
class Section:
    """One table of the summary."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(kernel: Kernel, marks: Mapping[Mark, int], unjudged: Mapping[State, int]) -> list[Section]:
    """Every table; those without rows are left out."""
    found = [_states(marks, unjudged), *_groups(kernel, marks), _clauses(kernel, marks), _open(kernel, marks)]
    return [section for section in found if section.rows]


def _states(marks: Mapping[Mark, int], unjudged: Mapping[State, int]) -> Section:
    counts = Counter(unjudged)
    for mark, times in marks.items():
        counts[mark.state] += times
    people = sum(n for state, n in counts.items() if state not in UNJUDGED)
    rows = [("人数", str(people))]
    rows += [(state.value, str(counts[state])) for state in State if counts[state]]
    return Section(title="总数", columns=("状态", "行数"), rows=tuple(rows))


def _groups(kernel: Kernel, marks: Mapping[Mark, int]) -> Iterator[Section]:
    """For each output that is one of several words (the window, the payer …), people and money by word."""
    money = [number for number, decl in enumerate(kernel.outputs) if decl.type.kind is Kind.MONEY]
    for number, decl in enumerate(kernel.outputs):
        if decl.type.kind is not Kind.ENUM:
            continue
        groups: dict[str, dict[Mark, int]] = {}
        for mark, times in marks.items():
            status, text, _, _ = mark.outputs[number]
            groups.setdefault(text or _OPEN[status], {})[mark] = times
        order = _order(kernel, decl)
        rows = [
            (name, str(sum(groups[name].values())), *(_sum(groups[name], place) for place in money))
            for name in sorted(groups, key=lambda name: (order.get(name, len(order)), name))
        ]
        columns = (decl.name, "人数", *(kernel.outputs[place].name for place in money))
        yield Section(title=f"按{decl.name}", columns=columns, rows=tuple(rows))


def _order(kernel: Kernel, decl: FieldDecl) -> dict[str, int]:
    """The words of an output in the order of the policy, then the statuses."""
    named = [row.condition for row in kernel.choice_of[decl.name].rows]
    words = dict.fromkeys([*decl.type.options, *named])
    return {word: place for place, word in enumerate(words)} | {
        word: len(words) + 1 + place for place, word in enumerate(_OPEN.values())
    }


def _sum(marks: Mapping[Mark, int], place: int) -> str:
    """The sum of the exact amounts, and how many have none for a reason other than 不适用."""
    fen = open_ = 0
    for mark, times in marks.items():
        status, _, _, amount = mark.outputs[place]
        if amount is not None:
            fen += amount * times
        elif status is not Status.OUTSIDE:
            open_ += times
    told = yuan_text(Fraction(fen))
    return f"{told}（另有 {open_} 人没有准数）" if open_ else told


def _clauses(kernel: Kernel, marks: Mapping[Mark, int]) -> Section:
    counts = Counter[str]()
    for mark, times in marks.items():
        for clause in mark.clauses:
            counts[clause] += times
    order = {clause: place for place, clause in enumerate(clauses_of(kernel))}
    rows = sorted(counts, key=lambda clause: (order.get(clause, len(order)), clause))
    return Section(
        title="按条款", columns=("条款", "人数"), rows=tuple((f"【{c}】", str(counts[c])) for c in rows)
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
        rows=tuple((*row, str(counts[row])) for row in rows),
    )


def _causes(kernel: Kernel, mark: Mark) -> Iterable[tuple[str, str, str]]:
    """The outputs, the status and the cause; 不适用 only of who is out of everything."""
    by_cause: dict[tuple[Status, str], list[str]] = {}
    for decl, (status, _, cause, _) in zip(kernel.outputs, mark.outputs, strict=True):
        if status in _OPEN and (status is not Status.OUTSIDE or mark.state is State.OUTSIDE):
            by_cause.setdefault((status, cause), []).append(decl.name)
    every = len(kernel.outputs)
    return [
        (ALL_RESULTS if len(names) == every else "、".join(names), _OPEN[status], cause)
        for (status, cause), names in by_cause.items()
    ]
