"""落实 and 覆盖: another file fills what this one leaves to a document, or wins over its rules.

A row that says 执行 "D" gives the status "D decides". Where a file that fulfils D decides the same
output, that row takes what that file gives instead: for whom it's meant, while it's in force, counted its
way, however deep it rests on others. The rows of a rule that 覆盖 names beat every row of this file's own
rule for whom the upper file is meant and while it's in force: where they don't hold, the own rule stays.
Reports 218, 219 and 221.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from polc.compiler.kernel import And, Choice, Expr, FieldRef, Form, Not, Row, Silent
from polc.compiler.lowering.bars import OUT_OF_VALIDITY
from polc.compiler.lowering.blocks import Draft
from polc.compiler.lowering.brought import Notice
from polc.compiler.lowering.passing import PASSED_ON
from polc.compiler.lowering.scope import Scope
from polc.dsl.diagnostics import brought
from polc.dsl.nearest import nearest
from polc.dsl.source import Span
from polc.dsl.values import Undetermined


def fulfil(notices: Sequence[Notice], draft: Draft, scope: Scope) -> None:
    """Point the delegating rows at what the fulfilling notices decide, in place."""
    for notice in notices:
        for (document, output), field in notice.draft.filled.items():
            draft.filled.setdefault((document, output), notice.mapped(field))
    uses = [notice for notice in notices if notice.brought.use.fulfils]
    own: dict[tuple[str, str], str] = {}
    for notice in uses:
        document = notice.brought.use.fulfils
        for output in sorted(notice.draft.decided & notice.draft.fields.keys()):
            if not notice.draft.fields[output].public:
                continue
            place, field = (document, output), notice.mapped(output)
            if place in own:
                span = notice.draft.fields[output].span
                scope.report(
                    brought.FULFILLED_TWICE, _place(notice, output, span), document=document, output=output
                )
            own.setdefault(place, field)
    draft.filled |= own
    _report_idle(uses, own, draft, scope)
    if draft.filled:
        for name, choice in draft.choices.items():
            draft.choices[name] = _filled(choice, draft)


def _place(notice: Notice, output: str, otherwise: Span) -> Span:
    """Where a notice decides an output."""
    found = (choice.span for choice in notice.draft.choices.values() if output in choice.fields)
    return next(found, otherwise)


def _report_idle(
    uses: Sequence[Notice], filled: dict[tuple[str, str], str], draft: Draft, scope: Scope
) -> None:
    """Report each 落实 of a document to which no row leaves what its file decides."""
    left = {place: None for choice in draft.choices.values() for place in _delegated(choice, draft)}
    busy = {document for document, output in left if (document, output) in filled}
    for use in (notice.brought.use for notice in uses):
        if use.fulfils in busy:
            continue
        facts = {
            "nearest": nearest(use.fulfils, (document for document, _ in left)) or "",
            "left": "、".join(output for document, output in left if document == use.fulfils),
        }
        scope.report(brought.FULFILS_NOTHING, use.span, document=use.fulfils, **facts)


def _delegated(choice: Choice, draft: Draft) -> Iterator[tuple[str, str]]:
    """(document, output) of every place that a choice leaves to a document."""
    for values in (*(row.values for row in choice.rows), choice.otherwise):
        for value, field in zip(values, choice.fields, strict=True):
            if isinstance(value, Silent) and isinstance(value.status, Undetermined) and value.status.document:
                yield value.status.document, draft.stands_for.get(field, field)


def override(notices: Sequence[Notice], draft: Draft, scope: Scope) -> None:
    """Put the rows of each overriding rule above those of this file's own, in place."""
    for notice in notices:
        for output in notice.brought.use.overrides:
            upper, own = _rule(notice, output.text, draft), draft.choices.get(output.text)
            if upper is None or own is None or own.form is not Form.RULE:
                where = notice.brought.use.path if upper is None else "本文件"
                scope.report(brought.OVERRIDES_NOTHING, output.span, output=output.text, where=where)
                continue
            draft.choices[own.name] = _above(own, upper, notice.brought.resolved.title)


def _rule(notice: Notice, output: str, draft: Draft) -> Choice | None:
    """The 规定 of a notice for an output, as it joined this draft."""
    theirs = notice.draft.choices.get(output)
    if theirs is None or theirs.form is not Form.RULE or output not in notice.draft.decided:
        return None
    return draft.choices.get(notice.mapped(output))


def _above(own: Choice, upper: Choice, document: str) -> Choice:
    """The rows of the upper rule above the own ones, for whom the upper notice is meant and in force."""
    count = len(own.rows)
    outside = [row.guard for row in upper.rows if row.bar and row.condition == OUT_OF_VALIDITY]
    aside = (OUT_OF_VALIDITY, PASSED_ON)
    inside = [*([upper.gate] if upper.gate is not None else []), *map(Not, outside)]
    places = [n for n, row in enumerate(upper.rows) if not (row.bar and row.condition in aside)]
    new = {old: count + n for n, old in enumerate(places)}
    rows = tuple(_meant(upper.rows[n], inside, document) for n in places)
    won = ((number, old) for number in new.values() for old in range(count))
    inner = ((new[a], new[b]) for a, b in upper.beats if a in new and b in new)
    return attrs.evolve(own, rows=(*own.rows, *rows), beats=tuple(sorted((*own.beats, *won, *inner))))


def _meant(row: Row, inside: list[Expr], document: str) -> Row:
    guard = And((*inside, row.guard)) if inside else row.guard
    return attrs.evolve(row, guard=guard, document=document)


def _filled(choice: Choice, draft: Draft) -> Choice:
    fields = tuple(draft.stands_for.get(field, field) for field in choice.fields)
    return attrs.evolve(
        choice,
        rows=tuple(
            attrs.evolve(row, values=_values(row.values, fields, draft.filled)) for row in choice.rows
        ),
        otherwise=_values(choice.otherwise, fields, draft.filled),
    )


def _values(
    values: tuple[Expr, ...], fields: tuple[str, ...], filled: dict[tuple[str, str], str]
) -> tuple[Expr, ...]:
    return tuple(_value(value, field, filled) for value, field in zip(values, fields, strict=True))


def _value(value: Expr, field: str, filled: dict[tuple[str, str], str]) -> Expr:
    if isinstance(value, Silent) and isinstance(value.status, Undetermined):
        target = filled.get((value.status.document, field))
        return FieldRef(target) if target else value
    return value
