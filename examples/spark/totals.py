"""The totals of what a job wrote, in the order and words of `polc run`'s summary.

In: lines, each of what so many persons of a town have in common: their results but for days. Out: for each
town, table, row and column a figure: persons, or 分.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

WORST = ("缺资料", "待定")  # of one result makes the person's state
OUTSIDE, DECIDED = "不适用", "已判定"
NO_FIGURE = "没有准数的人数"


def totals(
    lines: Iterable[Mapping[str, Any]], results: Sequence[tuple[str, str, str]]
) -> Counter[tuple[str, ...]]:
    """Every figure, by town, table, row and column; `count` of a line is how many persons it stands for."""
    found = Counter[tuple[str, ...]]()
    for line in lines:
        for place, figure in figures(line, results):
            found[line["town"], *place] += figure * line["count"]
    return found


def figures(
    line: Mapping[str, Any], results: Sequence[tuple[str, str, str]]
) -> Iterator[tuple[tuple[str, str, str], int]]:
    """What one person adds: table, row and column, and how much."""
    whys = {name: line[f"{alias}_why"] or "" for name, alias, _ in results}
    words = {name: why.partition("（")[0] for name, why in whys.items()}
    state = next((word for word in WORST if word in words.values()), DECIDED)
    state = OUTSIDE if set(words.values()) == {OUTSIDE} else state
    yield ("总数", "人数", "行数"), 1
    yield ("总数", state, "行数"), 1
    for name, alias, kind in results:
        if kind == "选项":
            for column, figure in [("人数", 1), *amounts(line, results)]:
                yield (f"按{name}", line[alias] or words[name], column), figure
    for clause in filter(None, line["clauses"].split("；")):
        yield ("按条款", f"【{clause}】", "人数"), 1
    for why in dict.fromkeys(whys.values()):
        word, _, cause = why.removesuffix("）").partition("（")
        if word in WORST or (word == OUTSIDE == state):
            names = [name for name in whys if whys[name] == why]
            told = "、".join(names) if len(names) < len(whys) else "全部结果"
            yield ("待定、缺资料、不适用的原因", f"{told} {word} {cause}", "人数"), 1


def amounts(line: Mapping[str, Any], results: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, int]]:
    """The money of one person in 分, by result; one person without a figure where it's open or a bound."""
    for name, alias, kind in results:
        if kind == "金额" and line[alias] is not None:
            yield name, line[alias]
        elif kind == "金额" and not line[f"{alias}_why"].startswith(OUTSIDE):
            yield f"{name}{NO_FIGURE}", 1
