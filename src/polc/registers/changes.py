"""Tables of what a change of policy does to a register: who, how many, how much.

In: an `Impact`. Out: sections of texts, numbers and sums, in the order of the policies. An amount that isn't
exact on both sides is compared with nothing, and counted; who isn't in it has nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Kind
from polc.registers.answers import Counted, Mark, Status
from polc.registers.impact import Impact, Pair
from polc.registers.persons import shared_outputs
from polc.registers.summary import OPEN, Figure, Section, Total, order_of, readings

MOST_STEPS = 12
UNJUDGED = "没有判定"
REST = "其他"

Judged: TypeAlias = tuple[Mark, Mark, tuple[str, ...]]


@attrs.define(kw_only=True)
class Change:
    """One amount over some people: who has more, who has less, whose can't be compared, each with the sum.

    `entered` and `left` are those of them who weren't in it before, and who no longer are.
    """

    name: str
    more: int = 0
    more_fen: int = 0
    less: int = 0
    less_fen: int = 0
    same: int = 0
    unknown: int = 0
    entered: int = 0
    left: int = 0

    def add(self, old: Counted, new: Counted, times: int) -> None:
        """Count people with these two results."""
        if old.amount is None or new.amount is None:
            self.unknown += times
            return
        by, out = (new.amount - old.amount) * times, Status.OUTSIDE
        self.entered += times * (old.status is out and new.status is not out)
        self.left += times * (new.status is out and old.status is not out)
        self.more += times * (by > 0)
        self.less += times * (by < 0)
        self.same += times * (by == 0)
        self.more_fen += max(by, 0)
        self.less_fen += min(by, 0)

    @property
    def net(self) -> Total:
        """By how much the sum changes."""
        return Total(self.more_fen + self.less_fen, self.unknown)


def changes(found: Impact) -> list[Change]:
    """Every amount that both policies give, over all people of the pairs."""
    places = [(old, new) for old, new, money in _shared(found) if money]
    counted = [Change(name=found.kernels[1].outputs[new].name) for _, new in places]
    for (before, after, _), times in found.pairs.items():
        if before is not None and after is not None:
            for change, (old, new) in zip(counted, places, strict=True):
                change.add(before.outputs[old], after.outputs[new], times)
    return counted


def _shared(found: Impact) -> list[tuple[int, int, bool]]:
    return shared_outputs(found.kernels)


# ---- tables -----------------------------------------------------------------------------------------
def sections(found: Impact) -> list[Section]:
    """Every table that has rows."""
    every = [
        _states(found),
        _results(found),
        _amounts(found),
        *_steps(found),
        *_moves(found),
        *_groups(found),
        *_readings(found),
    ]
    return [section for section in every if section.rows]


def _states(found: Impact) -> Section:
    counts = Counter[tuple[str, str]]()
    for (before, after, _), times in found.pairs.items():
        counts[_state(before), _state(after)] += times
    rows = [
        (old, new, times) for (old, new), times in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    ]
    return Section(title="人数", columns=("原来", "现在", "人数"), rows=tuple(rows))


def _state(mark: Mark | None) -> str:
    return UNJUDGED if mark is None else mark.state.value


def _results(found: Impact) -> Section:
    """For how many each result is another one, days and statuses too."""
    outputs = found.kernels[1].outputs
    rows = tuple((outputs[new].name, found.changed[new]) for _, new, _ in _shared(found))
    return Section(title="结果变了的人", columns=("结果", "人数"), rows=rows)


def _amounts(found: Impact) -> Section:
    rows = [
        (
            c.name,
            c.more,
            Total(c.more_fen),
            c.less,
            Total(c.less_fen),
            c.same,
            c.unknown,
            c.net,
            c.entered,
            c.left,
        )
        for c in changes(found)
    ]
    columns = ("金额", "增加的人", "增加", "减少的人", "减少", "不变的人", "不能比的人", "合计相差")
    return Section(title="金额的变化", columns=(*columns, "新有的人", "不再有的人"), rows=tuple(rows))


def _steps(found: Impact) -> Iterator[Section]:
    """For each amount that changes: by how much, for how many; the most frequent first."""
    for old, new, money in _shared(found):
        counts = Counter[tuple[int, int]]()
        for (before, after, _), times in found.pairs.items():
            if money and before is not None and after is not None:
                ends = before.outputs[old].amount, after.outputs[new].amount
                if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
                    counts[ends[0], ends[1]] += times
        if counts:
            name = found.kernels[1].outputs[new].name
            columns = ("原来", "现在", "每人相差", "人数", "合计相差")
            yield Section(title=f"{name}：从多少变为多少", columns=columns, rows=tuple(_steps_of(counts)))


def _steps_of(counts: Counter[tuple[int, int]]) -> Iterator[tuple[Figure, ...]]:
    ordered = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    for (old, new), times in ordered[:MOST_STEPS]:
        yield Total(old), Total(new), Total(new - old), times, Total((new - old) * times)
    rest = ordered[MOST_STEPS:]
    if rest:
        fen = sum((new - old) * times for (old, new), times in rest)
        yield REST, "", "", sum(times for _, times in rest), Total(fen)


def _moves(found: Impact) -> Iterator[Section]:
    """For each result that is one of several words (the payer, the window …): from which to which."""
    old_kernel, new_kernel = found.kernels
    for old, new, _ in _shared(found):
        decl = new_kernel.outputs[new]
        if decl.type.kind is Kind.ENUM:
            words = order_of(old_kernel, old_kernel.outputs[old]) | order_of(new_kernel, decl)
            yield _section(f"按{decl.name}", ("原来", "现在"), found, _move(old, new), _ranked(words))


def _move(old: int, new: int) -> Callable[[Judged], tuple[str, ...]]:
    def of(pair: Judged) -> tuple[str, ...]:
        return _word(pair[0].outputs[old]), _word(pair[1].outputs[new])

    return of


def _cell(place: int) -> Callable[[Judged], tuple[str, ...]]:
    return lambda pair: (pair[2][place],)


def _ranked(words: Mapping[str, int]) -> Callable[[tuple[str, ...]], list[tuple[int, str]]]:
    return lambda key: [(words.get(word, len(words)), word) for word in key]


def _word(counted: Counted) -> str:
    return counted.option or OPEN[counted.status]


def _groups(found: Impact) -> Iterator[Section]:
    """For each column that was asked for (the town, the group …)."""
    for place, heading in enumerate(found.by):
        yield _section(f"按{heading}", (heading,), found, _cell(place), _ranked({}))


def _section(
    title: str,
    heads: tuple[str, ...],
    found: Impact,
    key: Callable[[Judged], tuple[str, ...]],
    rank: Callable[[tuple[str, ...]], list[tuple[int, str]]],
) -> Section:
    """People, and how the sum of each amount changes, by a key of each pair."""
    groups: dict[tuple[str, ...], Counter[Pair]] = {}
    for (before, after, cells), times in found.pairs.items():
        if before is not None and after is not None:
            groups.setdefault(key((before, after, cells)), Counter())[before, after, cells] = times
    parts = {name: attrs.evolve(found, pairs=pairs) for name, pairs in groups.items()}
    rows: list[tuple[Figure, ...]] = [
        (*name, parts[name].pairs.total(), *(change.net for change in changes(parts[name])))
        for name in sorted(parts, key=rank)
    ]
    names = [f"{change.name}相差" for change in changes(found)]
    return Section(title=title, columns=(*heads, "人数", *names), rows=tuple(rows))


def _readings(found: Impact) -> Iterator[Section]:
    """What each reading would make of the amounts that wait for it, under each policy."""
    for side, (word, kernel) in enumerate(zip(("原来", "现在"), found.kernels, strict=True)):
        marks = Counter[Mark]()
        for (before, after, _), times in found.pairs.items():
            mark = (before, after)[side]
            if mark is not None:
                marks[mark] += times
        section = readings(kernel, marks)
        yield attrs.evolve(section, title=f"{word}：{section.title}")
