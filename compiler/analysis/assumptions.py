"""POL607, POL608: assumptions that no rule uses, and assumptions without a chosen reading."""

from __future__ import annotations

from polc.compiler.analysis.subject import Subject
from polc.compiler.kernel import AssumptionDecl, ReadingOf, walk
from polc.dsl.diagnostics.completeness import UNDECIDED_ASSUMPTION, UNUSED_ASSUMPTION
from polc.dsl.diagnostics.model import Code


def check(subject: Subject) -> None:
    """Every assumption."""
    kernel = subject.kernel
    used = frozenset(name for names in kernel.depends.values() for name in names)
    parts = (part for relation in kernel.relations for part in walk(relation.condition))
    used |= {part.assumption for part in parts if isinstance(part, ReadingOf)}
    for decl in kernel.assumptions:
        if decl.name not in used:
            _report(subject, UNUSED_ASSUMPTION, decl)
        elif decl.adopted is None:
            _report(subject, UNDECIDED_ASSUMPTION, decl)


def _report(subject: Subject, code: Code, decl: AssumptionDecl) -> None:
    subject.report(
        code,
        decl.span,
        {"assumption": decl.name, "readings": "、".join(f"“{reading.name}”" for reading in decl.readings)},
        basis=(decl.cite.text,) if decl.cite else (),
    )
