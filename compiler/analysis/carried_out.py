"""POL708: a clause of the notice that only definitions cite: it's named, and nothing follows from it.

A 群体 or a 假定 says who or what is meant. What follows is said by a row of a 规定, 减免, 时段 or 标准, by
程序, 待定, 不入计算 and their kind, or by the 适用于 of the header. A clause that nothing cites is POL702.
"""

from __future__ import annotations

from collections.abc import Iterator

from polc.compiler.analysis.subject import Subject
from polc.compiler.kernel import Choice, FieldRef, Form, Kernel, walk
from polc.dsl.citation import Citation
from polc.dsl.diagnostics.cases import CLAUSE_ONLY_DEFINES

_GIVE = frozenset(Form) - {Form.GROUP, Form.IDENTITY}


def check(subject: Subject) -> None:
    """Every clause of the list in the header."""
    kernel = subject.kernel
    listed = kernel.info.clauses.clauses if kernel.info.clauses else ()
    carried = [clause for cite in _carried(kernel) for clause in cite.clauses]
    defining = frozenset(_defining(kernel))
    for clause in listed:
        if any(clause.covers(place) for place in carried):
            continue
        cited = [m for m in kernel.mentions if any(clause.covers(place) for place in m.cite.clauses)]
        if cited and all(mention.cite in defining for mention in cited):
            facts = {"clause": clause.text}
            subject.report(CLAUSE_ONLY_DEFINES, cited[0].span, facts, basis=(clause.text,))


def _defining(kernel: Kernel) -> Iterator[Citation]:
    """The citations of what only says who or what is meant."""
    for choice in kernel.choices:
        if choice.form is Form.GROUP:
            yield from _of(choice)
            yield from (cite for cite in (choice.cite,) if cite is not None)
    yield from (decl.cite for decl in kernel.assumptions if decl.cite is not None)


def _carried(kernel: Kernel) -> Iterator[Citation]:
    """The citations of everything that gives a result or says why there's none."""
    scope = {
        part.name for c in kernel.choices if c.gate for part in walk(c.gate) if isinstance(part, FieldRef)
    }
    for choice in (*kernel.choices, *kernel.entry_rules):
        if choice.form in _GIVE or not scope.isdisjoint(choice.fields):
            yield from _of(choice)
    yield from (s.cite for s in kernel.statements if s.cite is not None)
    yield from (p.cite for p in kernel.params if p.cite is not None)
    yield from (claim.cite for claim in kernel.claims if claim.cite is not None)


def _of(choice: Choice) -> Iterator[Citation]:
    yield from (row.cite for row in choice.rows)
    ends = (choice.otherwise_cite, choice.tie_cite, choice.gate_cite)
    yield from (cite for cite in ends if cite is not None)
