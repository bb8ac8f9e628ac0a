"""What a row gives, in the kernel's terms: a value with its closings, or a status with its clause."""

from __future__ import annotations

from polc.compiler.kernel import TRUE, Choice, Clamp, Expr, Form, Row, Silent, Type
from polc.compiler.lowering.rounding import rounded
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.typing import require
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.values import KINDS, NotApplicable, Status, Undetermined

NO_RULE = "没有一条规定适用于这种情形"
NOT_DECIDED = Silent(Undetermined(reasons=("本政策没有规定这一项",)))
LAST_RESORT = Silent(Undetermined(reasons=(NO_RULE,)))


def cited(cite: nodes.Cite | None) -> Citation:
    """The citation of an operative line; empty where it is missing, which is reported elsewhere."""
    return cite.citation if cite else Citation(())


def identity(item: nodes.Output, value: Expr, text: str = "") -> Choice:
    """The choice of an output that no block decides: one value for everybody, without a clause."""
    name = item.name.text
    row = Row(guard=TRUE, values=(value,), cite=Citation(()), span=item.span, outcome=text)
    return Choice(
        name=name,
        form=Form.IDENTITY,
        fields=(name,),
        rows=(row,),
        otherwise=(NOT_DECIDED,),
        otherwise_written=True,
        cite=None,
        span=item.name.span,
    )


def status_of(outcome: nodes.StatusOutcome, cite: Citation, scope: Scope) -> Status:
    """待定, 执行 or 不适用 as a status that carries its clause."""
    clauses = (cite.text,) if cite.text else ()
    match outcome:
        case nodes.SaysUndetermined(reason=reason):
            return Undetermined(reasons=(reason,), clauses=clauses)
        case nodes.SaysDelegated(document=document):
            return Undetermined(reasons=(), document=document, clauses=clauses)
        case nodes.SaysNotApplicable(reason=reason, kind=kind):
            if kind and kind not in KINDS:
                scope.report_none_of(kind, outcome.span, KINDS)
            return NotApplicable(reason=reason, kind=kind or KINDS[0], clauses=clauses)


def outcome_expr(outcome: nodes.Outcome, cite: Citation, type_: Type, scope: Scope) -> Expr:
    """The value or the status that a row gives; a reported mistake leaves a status behind."""
    if not isinstance(outcome, nodes.Gives):
        return Silent(status_of(outcome, cite, scope))
    value = require(outcome.value, scope, type_) or LAST_RESORT
    for closing in outcome.closings:
        value = closed(value, closing, type_, scope)
    return value


def closed(value: Expr, closing: nodes.Closing, type_: Type, scope: Scope) -> Expr:
    """`value` after 保底, 封顶 or 舍入."""
    match closing:
        case nodes.Floor(value=limit):
            return Clamp(value, require(limit, scope, type_) or LAST_RESORT, None)
        case nodes.Cap(value=limit):
            return Clamp(value, None, require(limit, scope, type_) or LAST_RESORT)
        case nodes.Rounding():
            return rounded(value, closing, type_, scope)
