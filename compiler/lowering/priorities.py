"""Which row beats which: 例外 over plain rows, 优先于 over the rows it cites, closed transitively.

In: the rows of one block as the author marked them. Out: pairs (winner, loser) of row numbers. Reports
211 (优先于 that covers no row) and 212 (a circle).
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from polc.compiler.lowering.scope import Scope
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.diagnostics import names as codes
from polc.dsl.nearest import nearest


@attrs.frozen
class Rank:
    """What a row says of its priority."""

    cite: Citation
    exception: bool
    over: nodes.Cite | None


def beats(block: nodes.Name, ranks: Sequence[Rank], scope: Scope) -> tuple[tuple[int, int], ...]:
    """All pairs (winner, loser), sorted; empty after reporting a circle."""
    edges = {
        (winner, loser)
        for winner, high in enumerate(ranks)
        for loser, low in enumerate(ranks)
        if high.exception and not low.exception
    }
    for winner, rank in enumerate(ranks):
        if rank.over is not None:
            edges |= {(winner, loser) for loser in _covered(block, winner, rank.over, ranks, scope)}
    closed = _closure(edges, len(ranks))
    circle = [row for row in range(len(ranks)) if (row, row) in closed]
    if not circle:
        return tuple(sorted(closed))
    chain = " → ".join(f"【{ranks[row].cite.text}】" for row in (*circle, circle[0]))
    over = next(rank.over for row, rank in enumerate(ranks) if row in circle and rank.over is not None)
    scope.report(codes.PRIORITY_CYCLE, over.span, block=block.text, chain=chain)
    return ()


def _covered(
    block: nodes.Name, winner: int, over: nodes.Cite, ranks: Sequence[Rank], scope: Scope
) -> list[int]:
    """The rows at or under the clauses that `over` cites; each of its clauses must cover one."""
    found = []
    for clause in over.citation.clauses:
        one = Citation((clause,), over.citation.label)
        rows = [i for i, rank in enumerate(ranks) if i != winner and one.covers(rank.cite)]
        found += rows
        if not rows:
            there = nearest(clause.text, [c.text for rank in ranks for c in rank.cite.clauses]) or ""
            cited = dict.fromkeys(f"【{rank.cite.text}】" for i, rank in enumerate(ranks) if i != winner)
            facts = {
                "clause": clause.text,
                "block": block.text,
                "nearest": there,
                "clauses": "、".join(cited),
            }
            scope.report(codes.PRIORITY_MATCHES_NOTHING, over.span, **facts)
    return found


def _closure(edges: set[tuple[int, int]], count: int) -> frozenset[tuple[int, int]]:
    """Transitive closure (Warshall); whom a row beats is kept as the bits of one number."""
    beaten = [0] * count
    for winner, loser in edges:
        beaten[winner] |= 1 << loser
    for middle in range(count):
        for row in range(count):
            if beaten[row] >> middle & 1:
                beaten[row] |= beaten[middle]
    return frozenset(
        (row, loser) for row in range(count) for loser in range(count) if beaten[row] >> loser & 1
    )
