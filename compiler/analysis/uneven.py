"""POL617, POL626, POL627, POL628: a row that stands apart from what stands beside it.

Asked of what is written, not of persons: a day or an amount that one row takes for its last and another for
its first; the one row of a rule that asks for no window; a citation whose label names another share than the
row gives; a row that rests on an assumption of another clause. Nothing is claimed about whom it concerns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polc.compiler.analysis.subject import DECIDING, Subject, at, clauses_of
from polc.compiler.kernel import (
    And,
    AssumptionDecl,
    Choice,
    Compare,
    Const,
    Expr,
    FieldRef,
    Form,
    InputRef,
    Not,
    Op,
    Or,
    ReadingOf,
    Row,
    Silent,
    expressions_of,
    reads_of,
    walk,
)
from polc.dsl.diagnostics.conflicts import RULES_CONFLICT
from polc.dsl.diagnostics.uneven import (
    ASSUMPTION_OF_ANOTHER_CLAUSE,
    BOUND_ON_BOTH_SIDES,
    LABEL_SAYS_OTHERWISE,
    ROW_WITHOUT_WINDOW,
)
from polc.dsl.text import rate_text
from polc.dsl.values import Plain

FEW = 4
_OPPOSITE = {Op.GE: Op.LT, Op.LE: Op.GT, Op.GT: Op.LE, Op.LT: Op.GE}
_SHARE = re.compile(r"全额|\d+(?:\.\d+)?%")


def check(subject: Subject) -> None:
    """Every rule and grant."""
    for choice in subject.kernel.choices:
        if choice.form in (Form.GRANT, *DECIDING) and choice.month is None:
            _both_sides(subject, choice)
            _without_window(subject, choice)
            for row in choice.rows:
                if not row.bar and not row.document:
                    _label(subject, row)
                    _clauses(subject, choice, row)


# ---- a bound on both sides --------------------------------------------------------------------------
def _both_sides(subject: Subject, choice: Choice) -> None:
    """One row says 不晚于 a day, another 不早于 the same day; two that are told to clash are told once."""
    clashes = [f.diagnostic for f in subject.found if f.diagnostic.code is RULES_CONFLICT]
    told = {span for each in clashes for span in (each.span, *(note.span for note in each.notes))}
    ends: dict[tuple[str, Plain], dict[Op, Row]] = {}
    for row in choice.rows:
        for op, fact, bound in _bounds(row.guard, False):
            ends.setdefault((fact, bound), {}).setdefault(op, row)
    for (fact, bound), rows in ends.items():
        if Op.LE in rows and Op.GE in rows and rows[Op.LE] is not rows[Op.GE]:
            first, second = rows[Op.LE], rows[Op.GE]
            if {first.span, second.span} <= told:
                continue
            facts = {
                "output": choice.fields[0],
                "fact": f"“{fact}”",
                "bound": subject.text(bound),
                "first": first.cite.text,
                "second": second.cite.text,
            }
            note = at(second, "另一边写在这里", "the other side stands here")
            subject.report(BOUND_ON_BOTH_SIDES, first.span, facts, notes=(note,), basis=clauses_of(first))


def _bounds(guard: Expr, negated: bool) -> Iterator[tuple[Op, str, Plain]]:
    """Comparisons of a fact or a result with a value that is written."""
    match guard:
        case And(items) | Or(items):
            for item in items:
                yield from _bounds(item, negated)
        case Not(item):
            yield from _bounds(item, not negated)
        case Compare(op, InputRef(name) | FieldRef(name), Const(bound)) if op in _OPPOSITE:
            yield _OPPOSITE[op] if negated else op, name, bound
        case _:
            pass


# ---- the row without a window -----------------------------------------------------------------------
def _without_window(subject: Subject, choice: Choice) -> None:
    """All rows but one ask in which window somebody is, or when: the one that gives a value and doesn't."""
    windows = {c.fields[0]: c.axis for c in subject.kernel.choices if c.form is Form.WINDOW and c.axis}
    rows = [row for row in choice.rows if not row.bar and not row.document]
    for window, axis in windows.items():
        without = [
            row
            for row in rows
            if InputRef(axis) not in walk(row.guard) and not _asks(subject, row.guard, window)
        ]
        if len(rows) < FEW or len(without) != 1 or any(isinstance(v, Silent) for v in without[0].values):
            continue
        facts = {"output": choice.fields[0], "clause": without[0].cite.text, "window": window}
        subject.report(ROW_WITHOUT_WINDOW, without[0].span, facts, basis=clauses_of(without[0]))


def _asks(subject: Subject, expr: Expr, window: str) -> bool:
    """Whether an expression looks at a window, through whatever names."""
    kernel = subject.kernel
    fields = reads_of((expr,), kernel.meanings, kernel.entry_rule_by_name).fields
    behind = (part for name in fields for part in expressions_of(kernel.choice_of[name]) if name != window)
    return window in fields or any(_asks(subject, part, window) for part in behind)


# ---- labels and clauses -----------------------------------------------------------------------------
def _label(subject: Subject, row: Row) -> None:
    """【五（一）：全额】 on a row that gives another share."""
    if row.rate is None:
        return
    given = "全额" if row.rate == 1 else rate_text(row.rate)
    said = _SHARE.search(row.cite.label)
    if said and said[0] not in (given, rate_text(row.rate)):
        facts = {"clause": row.cite.text, "label": said[0], "given": given}
        subject.report(LABEL_SAYS_OTHERWISE, row.span, facts, basis=clauses_of(row))


def _clauses(subject: Subject, choice: Choice, row: Row) -> None:
    """A row that gives what an assumption says, of a clause that neither of them knows of the other."""
    for value in row.values:
        if not isinstance(value, ReadingOf):
            continue
        decl = subject.kernel.assumption_by_name[value.assumption]
        if decl.cite and row.cite.clauses and not _meet(decl, row):
            facts = {
                "output": choice.fields[0],
                "clause": row.cite.text,
                "assumption": decl.name,
                "other": decl.cite.text,
            }
            subject.report(ASSUMPTION_OF_ANOTHER_CLAUSE, row.span, facts, basis=clauses_of(row))


def _meet(decl: AssumptionDecl, row: Row) -> bool:
    """One clause is in the other, or the assumption's reason names the row's."""
    assert decl.cite is not None
    pairs = [(one, other) for one in decl.cite.clauses for other in row.cite.clauses]
    told = "".join((decl.reason, *(reading.note for reading in decl.readings)))
    named = any(clause.text in told for clause in row.cite.clauses)
    return named or any(one.covers(other) or other.covers(one) for one, other in pairs)
