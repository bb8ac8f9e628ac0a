"""What two comparisons of the same two days say about each other, told to the search beforehand.

In: the pool of formulas. Out: a formula that holds for everybody: "满60周岁" implies "满18周岁", and the like
for every such condition of both policies, each implication checked on its region. The search would find
out again for every question; on the calendar of another year there are twice as many to find out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from polc.compiler.analysis.formula import Difference, Formula, Formulas
from polc.compiler.analysis.regions import NotFinished, Region

Ages: TypeAlias = dict[tuple[int, int], list[tuple[int, Formula]]]
Verdicts: TypeAlias = dict[tuple[Formula, Formula], bool]


def lemmas(pool: Formulas, verdicts: Verdicts) -> Formula:
    """The implications between neighbours in the order of the distance they ask for.

    `verdicts` are the pairs of this pool that were tried before, true where nobody satisfies both.
    """
    ages: Ages = {}
    for number, node in enumerate(pool.nodes):
        if isinstance(node, Difference):
            _file(ages, number, node)
    return pool.all_of(lemma for known in ages.values() for lemma in _chain(pool, sorted(known), verdicts))


def _file(ages: Ages, number: Formula, node: Difference) -> None:
    """Keep "the later day is at least so far from the earlier" under its two days, with the distance."""
    upper, lower = node.upper.reach, node.lower.reach
    if upper is None or lower is None:
        return
    distance = (sum(lower) - sum(upper)) // 2
    if node.var < node.other:
        ages.setdefault((node.var, node.other), []).append((distance, number))
    else:
        ages.setdefault((node.other, node.var), []).append((1 - distance, -number))


def _chain(pool: Formulas, known: list[tuple[int, Formula]], verdicts: Verdicts) -> Iterator[Formula]:
    for at, (_, far) in enumerate(known):
        for _, near in reversed(known[:at]):
            pair = (far, -near)
            if pair not in verdicts:
                verdicts[pair] = _never(pool, *pair)
            if verdicts[pair]:
                yield pool.any_of((-far, near))
                break


def _never(pool: Formulas, one: Formula, other: Formula) -> bool:
    try:
        return Region(pool).within((one, other)) is None
    except NotFinished:
        return False
