"""What puts a person outside before any rule is read: a choice that isn't theirs, a day out of validity.

Each is a row that beats every other row of a block and gives 不适用 with its kind (K8).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from polc.compiler.kernel import (
    DATE,
    And,
    Choice,
    Compare,
    Expr,
    FieldDecl,
    Form,
    Not,
    Op,
    Or,
    Row,
    Silent,
)
from polc.compiler.lowering.blocks import Draft
from polc.compiler.lowering.order import facts_behind
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.tables import permitted_field
from polc.compiler.lowering.typing import check_order, require
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.format import format_expr
from polc.dsl.source import Span
from polc.dsl.text import date_text
from polc.dsl.values import NotApplicable

OUT_OF_VALIDITY = "期外"
BARRED = (Form.WINDOW, Form.RULE, Form.GRANT, Form.TABLE, Form.ENTRIES)
# What is only worked out on the way passes on what it reads; as an output it must say so itself.
BARRED_AS_OUTPUT = (Form.QUANTITY, Form.CLASSES, Form.IDENTITY)


def bar_choices(draft: Draft, own: Collection[str], scope: Scope) -> None:
    """Add to every own block that depends on a chosen fact a row for each thing not to be chosen, in place.

    With each 选择 comes what its 其余 permits, as text. What a block depends on it may read through
    others: a condition about 不适用 would be false, and the number of another row a false one.
    """
    facts = facts_behind(tuple(draft.choices.values()), draft.assumptions, scope.entry_rules)
    for permit, rest in draft.permitted:
        fact = next((name for name in facts[permit.name] if permitted_field(name) == permit.name), "")
        for name in own:
            choice = draft.choices[name]
            if _is_barred(choice, draft.fields) and fact in facts[choice.name]:
                draft.choices[name] = _with_rows(choice, _unpermitted(permit, fact, rest, len(choice.fields)))


def _is_barred(choice: Choice, fields: Mapping[str, FieldDecl]) -> bool:
    if choice.form in BARRED_AS_OUTPUT:
        return any(fields[name].public for name in choice.fields)
    return choice.form in BARRED


def _unpermitted(permit: Choice, fact: str, rest: str, width: int) -> list[Row]:
    """One row for each row of the 选择, and one for its 其余; without one it says nothing about the rest."""
    nobody = Not(Or(tuple(row.guard for row in permit.rows)))
    found = [
        _row(
            And((row.guard, Not(row.values[0]))), f"本人{row.outcome}", "选项不许", row.cite, row.span, width
        )
        for row in permit.rows
    ]
    cite = permit.otherwise_cite or permit.cite or Citation(())
    reason = f"本人可选 {rest}"
    if not permit.otherwise_written:
        return found
    guard = And((nobody, Not(permit.otherwise[0])))
    return [*found, _row(guard, reason, "选项不许", cite, permit.span, width)]


def bar_validity(policy: nodes.Policy, draft: Draft, own: Collection[str], scope: Scope) -> None:
    """Add to every own block a row for days outside 有效期 … 按 DATE, in place."""
    for item in policy.header:
        key = item.key
        if not isinstance(key, nodes.HeaderRange) or key.by is None:
            continue
        outside = _outside(key, scope)
        if outside is None:
            return
        cite = item.cite.citation if item.cite else Citation(())
        reason = f"{key.by.text}不在{key.key.value}内（{_days_text(key)}）"
        for name in own:
            choice = draft.choices[name]
            if _is_barred(choice, draft.fields):
                row = _row(outside, reason, OUT_OF_VALIDITY, cite, item.span, len(choice.fields))
                draft.choices[name] = _with_rows(choice, [row])


def _days_text(key: nodes.HeaderRange) -> str:
    """2031年1月1日至2031年12月31日，溯及2030年12月1日."""
    ends = f"{_day_text(key.range.low)}起"
    if isinstance(key.range, nodes.ClosedRange):
        ends = f"{_day_text(key.range.low)}至{_day_text(key.range.high)}"
    return f"{ends}，溯及{_day_text(key.since)}" if key.since else ends


def _day_text(expr: nodes.Expr) -> str:
    return date_text(expr.value) if isinstance(expr, nodes.DateLiteral) else format_expr(expr)


def _outside(key: nodes.HeaderRange, scope: Scope) -> Expr | None:
    assert key.by is not None
    day = require(key.by, scope, DATE)
    low = require(key.since or key.range.low, scope, DATE)
    if day is None or low is None:
        return None
    start = require(key.range.low, scope, DATE)
    if key.since is not None and start is not None:
        check_order(low, start, key.since, key.range.low, scope)
    tests: list[Expr] = [Compare(Op.LT, day, low)]
    if isinstance(key.range, nodes.ClosedRange):
        high = require(key.range.high, scope, DATE)
        if high is None:
            return None
        tests.append(Compare(Op.GT, day, high))
    return Or(tuple(tests))


def _row(guard: Expr, reason: str, kind: str, cite: Citation, span: Span, width: int) -> Row:
    status = NotApplicable(reason=reason, kind=kind, clauses=(cite.text,) if cite.text else ())
    return Row(
        guard=guard,
        values=(Silent(status),) * width,
        cite=cite,
        span=span,
        exception=True,
        bar=True,
        condition=kind,
        outcome=f"不适用（{kind}）",
    )


def _with_rows(choice: Choice, rows: list[Row]) -> Choice:
    """The choice with rows that beat all it has."""
    old = range(len(choice.rows))
    new = range(len(choice.rows), len(choice.rows) + len(rows))
    beats = (*choice.beats, *((winner, loser) for winner in new for loser in old))
    return attrs.evolve(choice, rows=(*choice.rows, *rows), beats=tuple(sorted(beats)))
