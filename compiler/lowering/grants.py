"""减免 → one `Choice` that fills amount, now, later, payer and office at once.

A share is a share of the written base; 先缴后补 moves the amount from now to later. Who is granted
nothing gets 0元 and no payer. What the row doesn't say (payer, office) is 待定, never a guess.
"""

from __future__ import annotations

from fractions import Fraction

from polc.compiler.kernel import (
    BOOL,
    FALSE,
    MONEY,
    RATE,
    Choice,
    Const,
    Expr,
    Form,
    Row,
    Scale,
    Silent,
    Type,
)
from polc.compiler.lowering.meeting import meeting
from polc.compiler.lowering.outcomes import LAST_RESORT, cited, status_of
from polc.compiler.lowering.priorities import Rank, beats
from polc.compiler.lowering.rules import report_rate
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.typing import require
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.diagnostics import kinds, names
from polc.dsl.format import format_expr, format_grant
from polc.dsl.text import rate_text
from polc.dsl.values import ZERO, NotApplicable, Undetermined

NOTHING = Const(ZERO, MONEY)
NO_GRANT = Silent(NotApplicable(reason="没有减免"))


def lower_grant(
    item: nodes.Grant, cite: nodes.Cite | None, fields: tuple[str, ...], types: tuple[Type, ...], scope: Scope
) -> Choice:
    """减免 NAME: fields in the order amount, now, later, payer[, office]."""
    written = [row for row in item.rows if isinstance(row, nodes.GrantRow)]
    base, met = _base(item, scope), meeting(item.rows, scope)
    if base is None and any(isinstance(row.amount, nodes.Full | nodes.Share) for row in written):
        scope.report(kinds.SHARE_WITHOUT_BASE, item.name.span, grant=item.name.text)
    ranks = [Rank(row.cite.citation, row.exception, row.over) for row in written]
    return Choice(
        name=item.name.text,
        form=Form.GRANT,
        fields=fields,
        rows=tuple(_row(row, base, types, scope) for row in written),
        otherwise=(NOTHING, NOTHING, NOTHING, NO_GRANT, NO_GRANT)[: len(fields)],
        otherwise_written=True,
        cite=cited(cite),
        span=item.name.span,
        beats=beats(item.name, ranks, scope),
        pick=met.pick,
        ceiling=base,
        tie=met.tie,
        tie_cite=met.tie_cite,
    )


def _base(item: nodes.Grant, scope: Scope) -> Expr | None:
    """What a percentage is a share of."""
    found = [row for row in item.rows if isinstance(row, nodes.GrantBase)]
    for extra in found[1:]:
        scope.report(names.BLOCK_TWICE, extra.span, output="基数")
    return require(found[0].value, scope, MONEY) if found else None


# ---- rows -------------------------------------------------------------------------------------------
def _row(row: nodes.GrantRow, base: Expr | None, types: tuple[Type, ...], scope: Scope) -> Row:
    amount = _amount(row, base, scope)
    unsettled = amount if isinstance(amount, Silent) else NOTHING
    values = (
        amount,
        NOTHING if row.pay_first else amount,
        amount if row.pay_first else unsettled,
        _payer(row, amount, types[3], scope),
        _office(row, amount, types[-1]),
    )
    return Row(
        guard=require(row.condition, scope, BOOL) or FALSE,
        values=values[: len(types)],
        cite=row.cite.citation,
        span=row.span,
        exception=row.exception,
        condition=format_expr(row.condition),
        outcome=format_grant(row),
        rate=_rate(row.amount),
    )


def _rate(amount: nodes.GrantAmount) -> Fraction | None:
    match amount:
        case nodes.Full():
            return Fraction(1)
        case nodes.Share(rate=rate):
            return rate
        case _:
            return None


def _amount(row: nodes.GrantRow, base: Expr | None, scope: Scope) -> Expr:
    match row.amount:
        case nodes.Full():
            return base or LAST_RESORT
        case nodes.Share(rate=rate, span=span):
            if not 0 <= rate <= 1:
                report_rate(rate_text(rate), span, scope)
            return Scale(base or LAST_RESORT, Const(rate, RATE))
        case nodes.Fixed(value=value):
            return require(value, scope, MONEY) or LAST_RESORT
        case nodes.SaysUndetermined() | nodes.SaysDelegated() | nodes.SaysNotApplicable():
            return Silent(status_of(row.amount, row.cite.citation, scope))


def _payer(row: nodes.GrantRow, amount: Expr, type_: Type, scope: Scope) -> Expr:
    if isinstance(row.payer, nodes.SaysUndetermined):
        return Silent(status_of(row.payer, row.cite.citation, scope))
    if row.payer is None:
        return _unsaid(amount, "由哪项资金支付，没有写明", row.cite.citation)
    if type_.options and row.payer.text not in type_.options:
        scope.report_none_of(row.payer.text, row.payer.span, type_.options)
    return Const(row.payer.text, type_)


def _office(row: nodes.GrantRow, amount: Expr, type_: Type) -> Expr:
    if not row.offices:
        return _unsaid(amount, "由哪个部门认定，没有写明", row.cite.citation)
    return Const("、".join(name.text for name in row.offices), type_)


def _unsaid(amount: Expr, reason: str, cite: Citation) -> Expr:
    """What a row doesn't name: the amount's own status if it has one, else 待定."""
    if isinstance(amount, Silent):
        return amount
    return Silent(Undetermined(reasons=(reason,), clauses=(cite.text,)))
