"""不适用 is passed on by what is keyed on it: no 档, no amount by 档.

A block without 其余 of which every row asks something of a field decides nothing for whom that field is
不适用: none of its rows can hold. It gives 不适用 too, with the reason where the field has only one, instead
of "no rule applies". A block that says 其余 has said it. Each such row loses to all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import attrs

from polc.compiler.interpret import NOT_IN_SCOPE
from polc.compiler.kernel import (
    And,
    Choice,
    Compare,
    EntryResult,
    Expr,
    FieldDecl,
    FieldRef,
    Fold,
    Form,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    Pick,
    ReadingOf,
    Row,
    Silent,
    walk,
)
from polc.compiler.lowering.blocks import Draft
from polc.dsl.citation import Citation
from polc.dsl.values import KINDS, NotApplicable

PASSED_ON = "所据不适用"
KEYED = (Form.TABLE, Form.RULE, Form.CLASSES)


def pass_on(draft: Draft, own: Collection[str], entry_rules: Mapping[str, Choice]) -> None:
    """Add to each own block a row for every field that it's keyed on and that may be 不适用, in place."""
    whys = _Whys(draft, entry_rules)
    for name in own:
        choice = draft.choices[name]
        if choice.form not in KEYED or choice.otherwise_written or not choice.rows:
            continue
        written = [row for row in choice.rows if not row.bar]
        keys = set.intersection(*(set(_asked(row.guard)) for row in written)) if written else set[str]()
        for field in sorted(keys & whys.owner.keys()):
            statuses = whys.of(field, choice)
            if statuses:
                choice = _with_row(choice, draft.fields[field], statuses)
        draft.choices[name] = choice


def _asked(guard: Expr) -> Iterator[str]:
    """The fields that have a value wherever the condition holds."""
    match guard:
        case FieldRef(name):
            yield name
        case Compare(_, left, right):
            for side in map(tuple, map(walk, (left, right))):
                if not any(isinstance(part, Fold) for part in side):
                    yield from (part.name for part in side if isinstance(part, FieldRef))
        case OneOf(FieldRef(name)):
            yield name
        case And(items):
            for item in items:
                yield from _asked(item)
        case Or(items) if items:
            yield from set.intersection(*(set(_asked(item)) for item in items))
        case _:
            return


class _Whys:
    """Why fields can be 不适用: what their rows give, directly or through all that these values read."""

    def __init__(self, draft: Draft, entry_rules: Mapping[str, Choice]) -> None:
        self.owner = {field: choice for choice in draft.choices.values() for field in choice.fields}
        self._entry_rules = entry_rules
        self._meanings = {
            decl.name: [r.meaning for r in decl.readings if not isinstance(r.meaning, Pick)]
            for decl in draft.assumptions
        }

    def of(self, field: str, reader: Choice) -> set[NotApplicable]:
        """Every 不适用 of a field; not where what puts it outside puts its reader outside as well."""
        outside = {row.guard for row in reader.rows if row.bar}
        found, seen, waiting = set[NotApplicable](), set[str](), list[Expr]([FieldRef(field)])
        while waiting:
            for part in walk(waiting.pop()):
                if isinstance(part, Silent) and isinstance(part.status, NotApplicable):
                    found.add(part.status)
                elif isinstance(part, FieldRef | ReadingOf | EntryResult) and str(part) not in seen:
                    seen.add(str(part))
                    waiting += self._given(part, outside)
                    found |= self._out_of_scope(part, reader)
        return found

    def _given(self, part: FieldRef | ReadingOf | EntryResult, outside: set[Expr]) -> list[Expr]:
        """What can become of a field, a reading or the rule of an entry."""
        match part:
            case ReadingOf(name):
                return self._meanings.get(name, [])
            case EntryResult(name):
                choice, at = self._entry_rules.get(name), 0
            case FieldRef(name):
                choice = self.owner.get(name)
                at = choice.fields.index(name) if choice else 0
        if choice is None:
            return []
        rows = [row for row in choice.rows if not (row.bar and row.guard in outside)]
        tie = [] if choice.tie is None else [choice.tie]
        return [*(row.values[at] for row in rows), choice.otherwise[at], *tie]

    def _out_of_scope(self, part: Expr, reader: Choice) -> set[NotApplicable]:
        choice = self.owner.get(part.name) if isinstance(part, FieldRef) else None
        if choice is None or choice.gate is None or choice.gate == reader.gate:
            return set()
        clauses = (choice.gate_cite.text,) if choice.gate_cite else ()
        return {NotApplicable(reason=NOT_IN_SCOPE, clauses=clauses)}


def _with_row(choice: Choice, key: FieldDecl, statuses: set[NotApplicable]) -> Choice:
    """The choice with a row for whom the key is 不适用, which every other row beats."""
    field = FieldRef(key.name)
    has_value: Expr = Compare(Op.EQ, field, field)
    if key.type.kind is Kind.ENUM and key.type.options:
        has_value = OneOf(field, key.type.options)
    kinds = {status.kind for status in statuses}
    status = NotApplicable(reason=f"“{key.name}”不适用", kind=kinds.pop() if len(kinds) == 1 else KINDS[0])
    if len(statuses) == 1:
        (status,) = statuses
    row = Row(
        guard=Not(has_value),
        values=(Silent(status),) * len(choice.fields),
        cite=choice.cite or Citation(()),
        span=choice.span,
        bar=True,
        condition=PASSED_ON,
        outcome=f"不适用（{status.kind}）",
    )
    number = len(choice.rows)
    beats = (*choice.beats, *((winner, number) for winner in range(number)))
    return attrs.evolve(choice, rows=(*choice.rows, row), beats=tuple(sorted(beats)))
