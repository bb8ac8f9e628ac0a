"""Answers of one row, whichever engine gave them, and what the row's end looks like.

In: for each output a status, its text, clauses and causes. Out: a `Tail`: the cells that are added to the
row, and its `Mark`, which is all that the summary needs. Equal answers give one mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from polc.compiler.kernel import FieldDecl, Kernel, Kind
from polc.dsl.values import distinct
from polc.registers.words import State


class Status(StrEnum):
    """How an output came out."""

    VALUE = "value"
    BOUND = "bound"
    UNDETERMINED = "undetermined"
    MISSING = "missing"
    OUTSIDE = "not_applicable"


_STATES = {
    Status.MISSING: State.MISSING,
    Status.UNDETERMINED: State.UNDETERMINED,
    Status.OUTSIDE: State.OUTSIDE,
}


@attrs.frozen(kw_only=True)
class Answered:
    """One output of one row. `cause` is why it's no value, without what differs from person to person;
    `detail` says it in full. `fen` is the amount where it's one exact amount.
    """

    status: Status
    text: str = ""
    clauses: tuple[str, ...] = ()
    cause: str = ""
    detail: str = ""
    fen: int | None = None


@attrs.frozen(cache_hash=True)
class Mark:
    """What the summary counts of a row: its state, its clauses, and each output without days."""

    state: State
    clauses: tuple[str, ...]
    outputs: tuple[tuple[Status, str, str, int | None], ...]


@attrs.frozen(cache_hash=True)
class Tail:
    """The end of a row; `line` is its cells: state, one for each output, clauses, reasons."""

    state: State
    line: tuple[str, ...]
    mark: Mark | None = None


@attrs.frozen
class Judged:
    """The tails of rows: each different one, in the order in which they first come, and each row's number."""

    tails: Sequence[Tail]
    at: Sequence[int]


def judged(tails: Iterable[Tail]) -> Judged:
    """The tails of rows, equal ones made one."""
    numbers = dict[Tail, int]()
    at = [numbers.setdefault(tail, len(numbers)) for tail in tails]
    return Judged(list(numbers), at)


class Composer:
    """Makes tails, and each mark once."""

    def __init__(self, kernel: Kernel) -> None:
        self.outputs: tuple[FieldDecl, ...] = kernel.outputs
        self._kinds = [decl.type.kind for decl in kernel.outputs]
        self._names = [decl.name for decl in kernel.outputs]
        self._marks: dict[Mark, Mark] = {}

    def tail(self, answers: Sequence[Answered]) -> Tail:
        """The end of a row with these answers, in the order of the outputs."""
        statuses = {answer.status for answer in answers}
        state = _state(statuses)
        clauses = distinct(clause for answer in answers for clause in answer.clauses)
        cells = [answer.text or _STATES[answer.status].value for answer in answers]
        reasons = "；".join(self._reasons(answers))
        cited = "".join(f"【{clause}】" for clause in clauses)
        return Tail(state, (state.value, *cells, cited, reasons), self._mark(state, clauses, answers))

    def without(self, state: State, reasons: str) -> Tail:
        """The end of a row that wasn't judged."""
        return Tail(state, (state.value, *[""] * len(self.outputs), "", reasons))

    def _reasons(self, answers: Iterable[Answered]) -> list[str]:
        """Each cause once, after the outputs that it stands for."""
        by_cause: dict[tuple[Status, str], list[str]] = {}
        for name, answer in zip(self._names, answers, strict=True):
            if answer.status in _STATES:
                by_cause.setdefault((answer.status, answer.detail), []).append(name)
        every = len(self._names)
        return [
            ("" if len(names) == every else "、".join(names) + " ")
            + _STATES[status].value
            + (f"：{detail}" if detail else "")
            for (status, detail), names in by_cause.items()
        ]

    def _mark(self, state: State, clauses: tuple[str, ...], answers: Sequence[Answered]) -> Mark:
        outputs = tuple(
            (answer.status, answer.text if kind is Kind.ENUM else "", answer.cause, answer.fen)
            for kind, answer in zip(self._kinds, answers, strict=True)
        )
        mark = Mark(state, clauses, outputs)
        return self._marks.setdefault(mark, mark)


def _state(statuses: set[Status]) -> State:
    if Status.MISSING in statuses:
        return State.MISSING
    if Status.UNDETERMINED in statuses:
        return State.UNDETERMINED
    return State.OUTSIDE if statuses == {Status.OUTSIDE} else State.DECIDED


def undetermined(
    reasons: Sequence[str], document: str, candidates: Iterable[tuple[str, str]], clauses: tuple[str, ...]
) -> Answered:
    """An answer that the notice leaves open."""
    cause = "；".join([*reasons, *([f"按“{document}”执行"] if document else [])])
    ways = "；".join(f"{reading} → {result}" for reading, result in candidates)
    detail = f"{cause}（{ways}）" if ways else cause
    return Answered(status=Status.UNDETERMINED, clauses=clauses, cause=cause, detail=detail)


def missing(names: Iterable[str], clauses: tuple[str, ...]) -> Answered:
    """An answer that waits for these facts."""
    told = "、".join(names)
    return Answered(status=Status.MISSING, clauses=clauses, cause=told, detail=told)


def outside(reason: str, clauses: tuple[str, ...]) -> Answered:
    """An answer that the policy doesn't give for this person."""
    return Answered(status=Status.OUTSIDE, clauses=clauses, cause=reason, detail=reason)
