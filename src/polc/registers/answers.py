"""Answers of one row, whichever engine gave them, and what the row's end looks like.

In: for each output a status, its text, clauses and causes. Out: a `Tail`: the cells that are added to the
row, and its `Mark`, which is all that the summary needs. Equal answers give one mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from polc.compiler.kernel import EntryOutput, FieldDecl, Kernel, Kind
from polc.dsl.text import fen_of, result_text
from polc.dsl.values import Missing, NotApplicable, Undetermined, distinct
from polc.registers.results import Value, bounded_outputs, exact
from polc.registers.words import State


class Status(StrEnum):
    """How an output came out."""

    VALUE = "value"
    BOUND = "bound"
    UNDETERMINED = "undetermined"
    MISSING = "missing"
    OUTSIDE = "not_applicable"


_TOLD = {Status.VALUE: "准数", Status.BOUND: "上下限"}
_STATES = {
    Status.MISSING: State.MISSING,
    Status.UNDETERMINED: State.UNDETERMINED,
    Status.OUTSIDE: State.OUTSIDE,
}


@attrs.frozen(kw_only=True)
class Answered:
    """One output of one row: in words, and `value` where it's an exact one, `low` and `high` where a bound.

    `cause` is why it's no value, without what differs from person to person; `detail` says it in full; `ways`
    are the readings that lead to different results, each with its own.
    """

    status: Status
    text: str
    value: Value = None
    low: Value = None
    high: Value = None
    clauses: tuple[str, ...] = ()
    cause: str = ""
    detail: str = ""
    ways: tuple[tuple[str, str], ...] = ()


@attrs.frozen(cache_hash=True)
class Counted:
    """What the summary counts of an output, without days: how it came out, its option, why it's no value, 分
    of an amount and of its ends, and the 分 that readings give, None where that's no exact amount.
    """

    status: Status
    option: str
    cause: str
    fen: int | None = None
    low: int | None = None
    high: int | None = None
    ways: tuple[tuple[str, int | None], ...] = ()

    @property
    def amount(self) -> int | None:
        """What there is to add up: who isn't in it adds nothing."""
        return 0 if self.status is Status.OUTSIDE else self.fen


@attrs.frozen(cache_hash=True)
class Mark:
    """What the summary counts of a row: its state, its clauses, and each output."""

    state: State
    clauses: tuple[str, ...]
    outputs: tuple[Counted, ...]


@attrs.frozen(cache_hash=True)
class Tail:
    """The end of a row; `line` is its cells, as `results.result_columns` tells them."""

    state: State
    line: tuple[Value, ...]
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
        self._kinds = [decl.type.kind for decl in kernel.outputs]
        self._names = [decl.name for decl in kernel.outputs]
        bounded = bounded_outputs(kernel)
        self._bounded = [decl.name in bounded for decl in kernel.outputs]
        self._values = len(self._names) + 2 * len(bounded)
        self._order = {clause: place for place, clause in enumerate(clauses_of(kernel))}
        self._marks: dict[Mark, Mark] = {}

    def tail(self, answers: Sequence[Answered]) -> Tail:
        """The end of a row with these answers, in the order of the outputs."""
        statuses = {answer.status for answer in answers}
        state = _state(statuses)
        clauses = self._sorted(clause for answer in answers for clause in answer.clauses)
        values: list[Value] = []
        for answer, bounded in zip(answers, self._bounded, strict=True):
            values += _values(answer, bounded=bounded)
        reasons = "；".join(self._reasons(answers))
        details = [cell for answer in answers for cell in self._details(answer)]
        line = (state.value, *values, _cited(clauses), reasons, *details)
        return Tail(state, line, self._mark(state, clauses, answers))

    def without(self, state: State, reasons: str) -> Tail:
        """The end of a row that wasn't judged."""
        details = [None] * 3 * len(self._names)
        return Tail(state, (state.value, *[None] * self._values, None, reasons, *details))

    def entry(self, answer: Answered) -> tuple[Value, ...]:
        """The cells of a result for one entry, as `results.entry_columns` tells them."""
        return (answer.value, *self._details(answer))

    def _details(self, answer: Answered) -> tuple[Value, ...]:
        told = _STATES[answer.status].value if answer.status in _STATES else _TOLD[answer.status]
        return told, _cited(self._sorted(answer.clauses)), answer.text

    def _sorted(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """Each clause once, in the order of the policy: engines meet them in different ones."""
        last = len(self._order)
        return tuple(sorted(set(clauses), key=lambda clause: (self._order.get(clause, last), clause)))

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
        outputs = tuple(map(_counted, self._kinds, answers))
        mark = Mark(state, clauses, outputs)
        return self._marks.setdefault(mark, mark)


def _counted(kind: Kind, answer: Answered) -> Counted:
    option = answer.text if kind is Kind.ENUM and answer.status is Status.VALUE else ""
    if kind is not Kind.MONEY:
        return Counted(answer.status, option, answer.cause)
    fen, low, high = (end if isinstance(end, int) else None for end in _values(answer, bounded=True))
    ways = tuple((reading, _fen(text)) for reading, text in answer.ways)
    return Counted(answer.status, option, answer.cause, fen, low, high, ways)


def _fen(text: str) -> int | None:
    """An amount that a reading gives: none to who isn't in it."""
    if text.startswith(State.OUTSIDE.value):
        return 0
    fen = fen_of(text)
    return fen.numerator if fen is not None and fen.denominator == 1 else None


def _state(statuses: set[Status]) -> State:
    if Status.MISSING in statuses:
        return State.MISSING
    if Status.UNDETERMINED in statuses:
        return State.UNDETERMINED
    return State.OUTSIDE if statuses == {Status.OUTSIDE} else State.DECIDED


def _values(answer: Answered, *, bounded: bool) -> tuple[Value, ...]:
    """The value, and where there can be a bound its two ends: of an exact amount both are the amount."""
    if not bounded:
        return (answer.value,)
    if answer.status is Status.VALUE:
        return (answer.value,) * 3
    return (None, answer.low, answer.high)


def _cited(clauses: Iterable[str]) -> str:
    return "".join(f"【{clause}】" for clause in clauses)


def clauses_of(kernel: Kernel) -> tuple[str, ...]:
    """The clauses that results can rest on, in the order of the policy's text."""
    written = (mention.cite for mention in kernel.mentions)
    cites = (
        cite
        for choice in (*kernel.entry_rules, *kernel.choices)
        for cite in (
            *(row.cite for row in choice.rows),
            choice.cite,
            choice.otherwise_cite,
            choice.tie_cite,
            choice.gate_cite,
        )
    )
    return distinct(cite.text for cite in (*written, *cites) if cite is not None)


# ---- answers ----------------------------------------------------------------------------------------
def known(decl: FieldDecl | EntryOutput, value: object, text: str, clauses: tuple[str, ...]) -> Answered:
    """An answer that is one value."""
    cell = exact(decl.type.kind, value, text)
    return Answered(status=Status.VALUE, text=text, value=cell, clauses=clauses)


def bound(low: object, high: object, text: str, clauses: tuple[str, ...]) -> Answered:
    """An amount of which the notice states the least or the most."""
    least, most = exact(Kind.MONEY, low, ""), exact(Kind.MONEY, high, "")
    return Answered(status=Status.BOUND, text=text, low=least, high=most, clauses=clauses)


def undetermined(
    reasons: Sequence[str], document: str, candidates: Iterable[tuple[str, str]], clauses: tuple[str, ...]
) -> Answered:
    """An answer that the notice leaves open."""
    cause = "；".join([*reasons, *([f"按“{document}”执行"] if document else [])])
    ways = tuple(candidates)
    told = "；".join(f"{reading} → {result}" for reading, result in ways)
    detail = f"{cause}（{told}）" if ways else cause
    status = Undetermined(reasons=tuple(reasons), document=document, candidates=ways)
    text = result_text(status, {})
    return Answered(
        status=Status.UNDETERMINED, text=text, clauses=clauses, cause=cause, detail=detail, ways=ways
    )


def missing(names: Iterable[str], clauses: tuple[str, ...]) -> Answered:
    """An answer that waits for these facts."""
    told = tuple(names)
    detail, text = "、".join(told), result_text(Missing(inputs=told), {})
    return Answered(status=Status.MISSING, text=text, clauses=clauses, cause=detail, detail=detail)


def outside(reason: str, clauses: tuple[str, ...]) -> Answered:
    """An answer that the policy doesn't give for this person."""
    text = result_text(NotApplicable(reason=reason), {})
    return Answered(status=Status.OUTSIDE, text=text, clauses=clauses, cause=reason, detail=reason)
