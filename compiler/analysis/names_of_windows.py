"""POL405: one name for two periods of a 时段, so that nobody can tell which of them a sentence means.

Rows with a 限 are one period for some people and another one for others: those may share a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from polc.compiler.analysis.formula import AtLeast
from polc.compiler.analysis.subject import Subject, at, clauses_of
from polc.compiler.kernel import Choice, Form, Row
from polc.dsl.diagnostics.windows import ONE_NAME_TWO_WINDOWS

CHECK = "一个名称是不是只指一段时间"


def check(subject: Subject) -> None:
    """Every pair of rows of every 时段."""
    for choice in subject.choices(CHECK, Form.WINDOW):
        with subject.question(CHECK, choice.span):
            told: set[str] = set()
            for first, second in combinations(list(_for_everybody(subject, choice)), 2):
                name = second.outcome
                if first.values == second.values and name not in told:
                    told.add(name)
                    _report(subject, choice, first, second)


def _for_everybody(subject: Subject, choice: Choice) -> Iterator[Row]:
    """The rows whose condition is about the day alone."""
    pool, numbers = subject.world.pool, subject.world.variables.numbers
    day = numbers.get(choice.axis or "")
    for row, guard in zip(choice.rows, subject.world.standing(choice).guards, strict=True):
        atoms = pool.atoms(guard.holds)
        if not row.bar and all(isinstance(atom, AtLeast) and atom.var == day for atom in atoms):
            yield row


def _report(subject: Subject, choice: Choice, first: Row, second: Row) -> None:
    subject.report(
        ONE_NAME_TWO_WINDOWS,
        second.span,
        {"window": choice.name, "name": second.outcome, "first": first.condition, "second": second.condition},
        notes=(at(first, "同一个名称先在这里", "the same name stands here first"),),
        basis=clauses_of(first, second),
    )
