"""What the fast path calls: it gives up rather than decide anything that isn't certain.

In: values of one person. Out: the same, or `_GaveUp`, after which the general path decides.
"""

from __future__ import annotations

from datetime import date

from polc.targets.python.prelude_answer import Reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn, TypeAlias

    _Told: TypeAlias = "tuple[tuple[Reason, ...], ...]"


class _GaveUp(Exception):
    """The fast path isn't certain."""


def _give_up() -> NoReturn:
    raise _GaveUp


def _sure_day(value: object) -> date:
    """A result as a day; a status isn't one."""
    if isinstance(value, date):
        return value
    raise _GaveUp


def _same_day(first: date, *others: date) -> date:
    """The day that several readings give, where they give the same."""
    if all(other == first for other in others):
        return first
    raise _GaveUp


def _joined(*parts: _Told | None) -> _Told:
    """The reasons of several rows together, field by field; the first text of a clause stays."""
    told = [part for part in parts if part is not None]
    if len(told) == 1:
        return told[0]
    fields = []
    for number in range(len(told[0])):
        by_clause: dict[str, Reason] = {}
        for part in told:
            for reason in part[number]:
                by_clause.setdefault(reason.clause, reason)
        fields.append(tuple(by_clause.values()))
    return tuple(fields)


def _inherited(own: Mapping[str, Reason], *operands: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons of a result without a clause of its own: the clauses of what it's computed from."""
    clauses = {reason.clause: None for part in operands for reason in part}
    return tuple([own[clause] for clause in clauses])
