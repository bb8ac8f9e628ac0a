"""What another notice says, under names and clauses that can't be taken for this one's.

In: expressions, choices and other declarations of that notice, and what its names become here. Out: the
same, renamed; each clause carries the notice's title, unless its label already says where it is from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import attrs

from polc.compiler.kernel import (
    Add,
    And,
    AssumptionDecl,
    Choice,
    Clamp,
    Compare,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    Not,
    OneOf,
    Or,
    ParamRef,
    Pick,
    Reached,
    Reading,
    ReadingOf,
    Round,
    Row,
    Scale,
    Shift,
    Silent,
    SnapTo,
    State,
    StateRef,
    Steps,
    Sub,
)
from polc.dsl.citation import Citation
from polc.dsl.values import Missing, Status


@attrs.frozen(kw_only=True)
class Renaming:
    """What names become: `fields` and choices, entry `rules`, `others` (assumptions and parameters)."""

    title: str
    fields: Mapping[str, str]
    rules: Mapping[str, str]
    others: Mapping[str, str]

    def choice(self, choice: Choice, names: Mapping[str, str]) -> Choice:
        """A choice under its new name, which `names` has."""
        pick = (
            choice.pick if isinstance(choice.pick, Pick) else ReadingOf(self._other(choice.pick.assumption))
        )
        return attrs.evolve(
            choice,
            name=names.get(choice.name, choice.name),
            fields=tuple(names.get(field, field) for field in choice.fields),
            rows=tuple(map(self._row, choice.rows)),
            otherwise=self._all(choice.otherwise),
            pick=pick,
            cite=self._cite(choice.cite),
            otherwise_cite=self._cite(choice.otherwise_cite),
            tie_cite=self._cite(choice.tie_cite),
            gate_cite=self._cite(choice.gate_cite),
            ceiling=self._optional(choice.ceiling),
            tie=self._optional(choice.tie),
            gate=self._optional(choice.gate),
        )

    def assumption(self, decl: AssumptionDecl) -> AssumptionDecl:
        """An assumption under its new name."""
        readings = tuple(map(self._reading, decl.readings))
        return attrs.evolve(decl, name=self._other(decl.name), readings=readings, cite=self._cite(decl.cite))

    def expr(self, expr: Expr) -> Expr:
        """An expression with every name in it renamed."""
        here = self.expr
        match expr:
            case FieldRef(name):
                return FieldRef(self.fields.get(name, name))
            case ReadingOf(name):
                return ReadingOf(self._other(name))
            case ParamRef(name):
                return ParamRef(self._other(name))
            case StateRef(name, type_):
                return StateRef(self.rules.get(name, name), type_)
            case EntryResult(name, type_):
                return EntryResult(self.rules.get(name, name), type_)
            case Silent(status):
                return Silent(self._status(status))
            case And(items) | Or(items):
                return attrs.evolve(expr, items=self._all(items))
            case Add(left, right) | Sub(left, right) | Compare(_, left, right):
                return attrs.evolve(expr, left=here(left), right=here(right))
            case Fold():
                return self.fold(expr)
            case _:
                return self._operation(expr)

    def _operation(self, expr: Expr) -> Expr:
        here = self.expr
        match expr:
            case Scale(item, factor):
                return Scale(here(item), here(factor))
            case Shift(day, length):
                return attrs.evolve(expr, day=here(day), length=here(length))
            case Elapsed(_, start, end):
                return attrs.evolve(expr, start=here(start), end=here(end))
            case Reached(birth, _, day):
                return attrs.evolve(expr, birth=here(birth), day=here(day))
            case SnapTo(day):
                return attrs.evolve(expr, day=here(day))
            case Clamp(item, low, high):
                return Clamp(here(item), self._optional(low), self._optional(high))
            case Round(item) | Steps(item) | Not(item) | OneOf(item):
                return attrs.evolve(expr, item=here(item))
            case _:
                return expr

    def fold(self, fold: Fold) -> Fold:
        """A fold with every name in it renamed."""
        where, value, empty = map(self.expr, (fold.where, fold.value, fold.empty))
        states = tuple(map(self._state, fold.states))
        return attrs.evolve(fold, where=where, value=value, empty=empty, states=states)

    def _state(self, state: State) -> State:
        name = self.rules.get(state.name, state.name)
        return attrs.evolve(state, name=name, start=self.expr(state.start), step=self.expr(state.step))

    def _optional(self, expr: Expr | None) -> Expr | None:
        return None if expr is None else self.expr(expr)

    def _all(self, exprs: tuple[Expr, ...]) -> tuple[Expr, ...]:
        return tuple(map(self.expr, exprs))

    def _row(self, row: Row) -> Row:
        return attrs.evolve(
            row,
            guard=self.expr(row.guard),
            values=self._all(row.values),
            cite=self._cite(row.cite) or row.cite,
            low=self._optional(row.low),
            high=self._optional(row.high),
        )

    def _reading(self, reading: Reading) -> Reading:
        meaning = reading.meaning if isinstance(reading.meaning, Pick) else self.expr(reading.meaning)
        return attrs.evolve(reading, meaning=meaning)

    def _status(self, status: Status) -> Status:
        if isinstance(status, Missing):
            return status
        return attrs.evolve(status, clauses=tuple(map(partial(_labelled, self.title), status.clauses)))

    def _cite(self, cite: Citation | None) -> Citation | None:
        if cite is None or not self.title or not cite.clauses or cite.label:
            return cite
        return attrs.evolve(cite, label=self.title)

    def _other(self, name: str) -> str:
        return self.others.get(name, name)


def _labelled(title: str, clause: str) -> str:
    """A clause as text with the title of its notice, like `Citation.text`."""
    return clause if not title or "：" in clause or not clause else f"{clause}：{title}"
