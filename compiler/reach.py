"""How far days are moved from the days that are given: no sum of lengths may leave the calendar.

In: a kernel. Out: nothing; reports 306 where a day is moved by more than MAX_YEARS in all, through whatever
names and entries. Every later pass and every engine can then move days without a thought of year 9999.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from polc.compiler.kernel import (
    Choice,
    Clamp,
    Const,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    Kernel,
    ReadingOf,
    Shift,
    SnapTo,
    StateRef,
    walk,
)
from polc.dsl import values
from polc.dsl.diagnostics.kinds import AMOUNT_OUT_OF_RANGE
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.source import Span
from polc.dsl.values import Duration, Unit

MAX_YEARS = 1_000
_LONGEST = 12 * values.MAX_YEARS


def report_reach(kernel: Kernel, sink: Sink) -> None:
    """Report the first row that moves a day too far."""
    for span, months in _measured(kernel):
        if months > 12 * MAX_YEARS:
            facts = {"amount": f"接连推算 {months // 12}年", "low": "0年", "high": f"{MAX_YEARS}年"}
            sink.add(Diagnostic(code=AMOUNT_OUT_OF_RANGE, span=span, facts=tuple(facts.items())))
            return


def _measured(kernel: Kernel) -> Iterator[tuple[Span, int]]:
    """Every row, relation and claim with the furthest day that it works out, in months."""
    reach = _Reach(kernel)
    for choice in (*kernel.entry_rules, *kernel.choices):
        reach.measure(choice)
        for row in choice.rows:
            yield row.span, reach.of_all((row.guard, *row.values))
    stated = [(relation.span, relation.condition) for relation in kernel.relations]
    stated += [(claim.span, claim.condition) for claim in kernel.claims]
    yield from ((span, reach.of_all((condition,))) for span, condition in stated)


@attrs.define
class _Reach:
    """The months by which what an expression gives may be away from a day that is given, at most."""

    kernel: Kernel
    fields: dict[str, int] = attrs.field(factory=dict)
    states: dict[str, int] = attrs.field(factory=dict)

    def measure(self, choice: Choice) -> None:
        """Keep how far the results of a choice may be; those it reads are measured."""
        last = (*choice.otherwise, *([] if choice.tie is None else [choice.tie]))
        given = [*(value for row in choice.rows for value in row.values), *last]
        far = max(map(self.of, given), default=0)
        self.fields |= dict.fromkeys((choice.name, *choice.fields), far)

    def of_all(self, exprs: Iterable[Expr]) -> int:
        """The furthest day that is worked out on the way to what some expressions give."""
        parts = [part for expr in exprs for part in self._parts(expr)]
        return max((self.of(part) for part in parts if isinstance(part, Shift | Fold)), default=0)

    def _parts(self, expr: Expr) -> list[Expr]:
        read = [part.assumption for part in walk(expr) if isinstance(part, ReadingOf)]
        return [*walk(expr), *(part for name in read for m in self.kernel.meanings[name] for part in walk(m))]

    def of(self, expr: Expr) -> int:
        """How far what an expression gives may be."""
        match expr:
            case Shift(day, length):
                return self.of(day) + _months(length)
            case SnapTo(day):
                return self.of(day) + 12
            case Clamp(item, low, high):
                return max(self.of(end) for end in (item, low, high) if end is not None)
            case ReadingOf(name):
                return max(map(self.of, self.kernel.meanings[name]), default=0)
            case FieldRef(name) | EntryResult(name):
                return self.fields.get(name, 0)
            case StateRef(name):
                return self.states.get(name, 0)
            case Fold():
                return self._of_fold(expr)
            case _:
                return 0

    def _of_fold(self, fold: Fold) -> int:
        """Each entry may move what is carried along by as much again."""
        most = self.kernel.input_by_name[fold.list].limit
        for state in fold.states:
            self.states[state.name] = 0
        for state in fold.states:
            self.states[state.name] = self.of(state.start) + most * self.of(state.step)
        return max(self.of(fold.value), self.of(fold.empty))


def _months(length: Expr) -> int:
    if not (isinstance(length, Const) and isinstance(length.value, Duration)):
        return _LONGEST
    count = abs(length.value.count)
    return {Unit.YEAR: 12 * count, Unit.MONTH: count}.get(length.value.unit, count // 20 + 1)
