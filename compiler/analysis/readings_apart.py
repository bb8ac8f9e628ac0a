"""POL618, POL619: readings of one assumption that can't well be readings of one sentence.

Two conditions that no person satisfies together; a list that lacks somebody whom another list has, where no
note or reason says why. Lists are compared where they share somebody, and only those of two or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from polc.compiler.analysis.one_clause import names_in
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.subject import Subject
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.kernel import AssumptionDecl, Expr, Kind, Pick, Reading
from polc.dsl.diagnostics.uneven import READING_LACKS, READINGS_EXCLUDE


def check(subject: Subject) -> None:
    """Every assumption."""
    for decl in subject.kernel.assumptions:
        _exclusive(subject, decl)
        for lacking, names, other in _lacking(decl):
            facts = {"assumption": decl.name, "reading": lacking.name, "names": names, "other": other.name}
            basis = (decl.cite.text,) if decl.cite else ()
            subject.report(READING_LACKS, decl.span, facts, basis=basis)
            break


def _exclusive(subject: Subject, decl: AssumptionDecl) -> None:
    kernel = subject.kernel
    readings = [(r, r.meaning) for r in decl.readings if not isinstance(r.meaning, Pick)]
    if any(kernel.kind_of(meaning) is not Kind.BOOL for _, meaning in readings):
        return
    for (first, one), (second, other) in combinations(readings, 2):
        if _exclude(subject, one, other):
            facts = {"assumption": decl.name, "first": first.name, "second": second.name}
            basis = (decl.cite.text,) if decl.cite else ()
            subject.report(READINGS_EXCLUDE, decl.span, facts, basis=basis)
            return


def _exclude(subject: Subject, one: Expr, other: Expr) -> bool:
    """Somebody satisfies each, nobody both; what can't be compared is passed over."""
    try:
        first, second = (subject.world.translator.truth(expr).holds for expr in (one, other))
        if not (subject.possible(first) and subject.possible(second)):
            return False
        both = subject.all_of(first, second)
        return not subject.world.is_loose(both) and not subject.possible(both)
    except (NotAnalysed, NotFinished):
        return False


def _lacking(decl: AssumptionDecl) -> Iterator[tuple[Reading, str, Reading]]:
    """A reading, whom it lacks without a word, and a reading that has them."""
    lists = [(r, names_in(r.meaning) or ()) for r in decl.readings if not isinstance(r.meaning, Pick)]
    lists = [(reading, names) for reading, names in lists if len(names) > 1]
    for reading, names in lists:
        for other, more in lists:
            told = f"{decl.reason}{reading.note}"
            missing = [name for name in more if name not in names and name not in told]
            if missing and not set(names).isdisjoint(more):
                yield reading, "、".join(f"“{name}”" for name in missing), other
