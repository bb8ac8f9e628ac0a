"""POL702, POL703, POL705: the clauses of the notice against the clauses that the file cites.

A listed clause is accounted for when some line cites it or a place inside it. A cited clause is known when
it lies in a listed one or holds one (the heading 【二】 of 二（一）). Documents without a list are exempt.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from polc.compiler.analysis.subject import Subject
from polc.compiler.kernel import Kernel
from polc.dsl.citation import Clause
from polc.dsl.diagnostics.cases import CITED_CLAUSE_UNKNOWN, CLAUSE_NOT_ACCOUNTED, NO_CLAUSE_LIST
from polc.dsl.nearest import distance
from polc.dsl.numerals import numeral_value
from polc.dsl.source import Span

Place = tuple[Clause, Span]


def check(subject: Subject) -> None:
    """The list in the header against every citation."""
    info = subject.kernel.info
    listed = info.clauses.clauses if info.clauses else ()
    documents = {clause.document for clause in listed}
    if "" not in documents:
        subject.report(NO_CLAUSE_LIST, info.span, {"policy": info.title})
    cited = [(clause, span) for clause, span in _cited(subject.kernel) if clause.document in documents]
    for clause in listed:
        if not any(clause.covers(place) for place, _ in cited):
            subject.report(CLAUSE_NOT_ACCOUNTED, info.span, {"clause": clause.text}, basis=(clause.text,))
    for clause, span in dict(reversed(cited)).items():
        if not any(other.covers(clause) or clause.covers(other) for other in listed):
            nearest = min(listed, key=partial(_apart, clause)).text
            subject.report(CITED_CLAUSE_UNKNOWN, span, {"clause": clause.text, "nearest": nearest})


def _apart(clause: Clause, other: Clause) -> tuple[bool, bool, int]:
    """How unlikely it is that `other` was meant: 三 for 3, then what is written most alike."""
    numbers = [numeral_value(one.pieces[0]) for one in (clause, other)]
    same = numbers[0] is not None and numbers[0] == numbers[1]
    return clause.document != other.document, not same, distance(clause.text, other.text)


def _cited(kernel: Kernel) -> Iterator[Place]:
    for mention in kernel.mentions:
        for clause in mention.cite.clauses:
            yield clause, mention.span
