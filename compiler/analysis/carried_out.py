"""POL708: a clause of the notice that only definitions cite: it's named, and nothing follows from it.

A 群体 or a 假定 says who or what is meant. What follows is said by a row of a 规定, 减免, 时段 or 标准, by
程序, 待定, 不入计算 and their kind, by the 适用于 of the header, or by a 群体 that is itself an output. A
群体 that sets a day, an age or a number itself, and a 假定 about a day, an amount or a way to combine, say
how far the clause goes: they carry it out where a row of whatever clause uses them. Nothing cites it: POL702.
"""

from __future__ import annotations

from collections.abc import Iterator

from polc.compiler.analysis.subject import Subject
from polc.compiler.kernel import Choice, Const, Expr, FieldRef, Form, Kernel, Kind, Pick, Reached, walk
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
        public = any(
            kernel.field_by_name[name].public for name in choice.fields if name in kernel.field_by_name
        )
        if choice.form in _GIVE or public or not scope.isdisjoint(choice.fields):
            yield from _of(choice)
            yield from (cite for cite in (choice.cite,) if public and cite is not None)
    yield from _decisive(kernel)
    yield from (s.cite for s in kernel.statements if s.cite is not None)
    yield from (p.cite for p in kernel.params if p.cite is not None)
    yield from (claim.cite for claim in kernel.claims if claim.cite is not None)


def _decisive(kernel: Kernel) -> Iterator[Citation]:
    """The citations of groups that set a limit, and of assumptions that give a value, where rows use them."""
    read = {name for choice in kernel.choices for name in kernel.reads[choice.name].fields}
    used = {name for names in kernel.depends.values() for name in names}
    for choice in kernel.choices:
        if choice.form is Form.GROUP and not read.isdisjoint(choice.fields):
            for row in choice.rows:
                if any(isinstance(part, Reached) or _is_number(part) for part in walk(row.guard)):
                    yield row.cite
                    yield from (cite for cite in (choice.cite,) if cite is not None)
    for decl in kernel.assumptions:
        meanings = [reading.meaning for reading in decl.readings]
        values = any(isinstance(m, Pick) or kernel.kind_of(m) is not Kind.BOOL for m in meanings)
        if decl.cite is not None and decl.name in used and values:
            yield decl.cite


def _is_number(part: Expr) -> bool:
    return isinstance(part, Const) and not isinstance(part.value, bool | str)


def _of(choice: Choice) -> Iterator[Citation]:
    yield from (row.cite for row in choice.rows)
    ends = (choice.otherwise_cite, choice.tie_cite, choice.gate_cite)
    yield from (cite for cite in ends if cite is not None)
