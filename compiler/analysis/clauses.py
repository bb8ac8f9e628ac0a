"""POL702, POL703, POL705: the clauses of the notice against the clauses that the file cites.

A listed clause is accounted for when some line cites it or a place inside it. A cited clause is known when
it lies in a listed one or holds one (the heading 【二】 of 二（一）). Clauses of other documents are exempt.
"""

from __future__ import annotations

from collections.abc import Iterator

from polc.compiler.analysis.subject import Subject
from polc.compiler.kernel import Kernel
from polc.dsl.citation import Clause
from polc.dsl.diagnostics.cases import CITED_CLAUSE_UNKNOWN, CLAUSE_NOT_ACCOUNTED, NO_CLAUSE_LIST
from polc.dsl.nearest import distance
from polc.dsl.source import Span

Place = tuple[Clause, Span]


def check(subject: Subject) -> None:
    """The list in the header against every citation."""
    kernel = subject.kernel
    if kernel.info.clauses is None:
        subject.report(
            NO_CLAUSE_LIST,
            kernel.info.span,
            {
                "policy": kernel.info.title,
            },
        )
        return
    listed = [clause for clause in kernel.info.clauses.clauses if not clause.document]
    cited = [(clause, span) for clause, span in _cited(kernel) if not clause.document]
    for clause in listed:
        if not any(clause.covers(place) for place, _ in cited):
            subject.report(
                CLAUSE_NOT_ACCOUNTED,
                kernel.info.span,
                {
                    "clause": clause.text,
                },
                basis=(clause.text,),
            )
    reported: set[Clause] = set()
    for clause, span in cited:
        known = any(other.covers(clause) or clause.covers(other) for other in listed)
        if not known and clause not in reported:
            reported.add(clause)
            nearest = min(listed, key=lambda other: distance(clause.text, other.text)) if listed else clause
            subject.report(
                CITED_CLAUSE_UNKNOWN,
                span,
                {
                    "clause": clause.text,
                    "nearest": nearest.text,
                },
            )


def _cited(kernel: Kernel) -> Iterator[Place]:
    for mention in kernel.mentions:
        for clause in mention.cite.clauses:
            yield clause, mention.span
