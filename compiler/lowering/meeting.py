"""How rows that hold together meet: 并存 and 同额 of a 规定, a 表 or a 减免.

A way is one of the kernel's picks, or an assumption whose readings are ways; a status (并存 待定 "…") is
what the block gives where such rows differ. Reports 201, 202, 215 and 301.
"""

from __future__ import annotations

from typing import TypeVar

import attrs

from polc.compiler.kernel import MONEY, Expr, Kind, Pick, ReadingOf, Silent, Type
from polc.compiler.lowering.outcomes import status_of
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.typing import mismatch
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import ORDERED
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.diagnostics import kinds, names

PICKS: dict[nodes.StackWord, Pick] = {
    nodes.StackWord.HIGHEST: Pick.HIGHEST,
    nodes.StackWord.LATEST: Pick.HIGHEST,
    nodes.StackWord.LOWEST: Pick.LOWEST,
    nodes.StackWord.EARLIEST: Pick.LOWEST,
    nodes.StackWord.SUM: Pick.SUM,
    nodes.StackWord.TOP_UP: Pick.TOP_UP,
    nodes.StackWord.NO_STACK: Pick.EXCLUSIVE,
}
T = TypeVar("T", nodes.Stacking, nodes.Tie)
IN_RULES = (Pick.HIGHEST, Pick.LOWEST, Pick.SUM)
_DAYS = (nodes.StackWord.LATEST, nodes.StackWord.EARLIEST)


@attrs.frozen(kw_only=True)
class Meeting:
    """How rows that hold together are combined; `tie` is what fills a field in which they differ."""

    pick: Pick | ReadingOf = Pick.UNIQUE
    tie: Expr | None = None
    tie_cite: Citation | None = None


def meeting(rows: tuple[nodes.Node, ...], scope: Scope) -> Meeting:
    """What the 并存 and the 同额 among the rows of a block say; a second one is reported."""
    stacking, tie = _only(rows, nodes.Stacking, "并存", scope), _only(rows, nodes.Tie, "同额", scope)
    if stacking is None:
        return Meeting()
    if isinstance(stacking.how, nodes.SaysUndetermined | nodes.SaysDelegated | nodes.SaysNotApplicable):
        if tie is not None:
            scope.report(names.BLOCK_TWICE, tie.span, output="同额")
        cite = stacking.cite.citation
        return Meeting(pick=Pick.SETTLED, tie=Silent(status_of(stacking.how, cite, scope)), tie_cite=cite)
    pick = _pick(stacking.how, scope)
    if tie is None:
        return Meeting(pick=pick)
    cite = tie.cite.citation
    return Meeting(pick=pick, tie=Silent(status_of(tie.outcome, cite, scope)), tie_cite=cite)


def meeting_of_values(rows: tuple[nodes.Node, ...], type_: Type, scope: Scope) -> Meeting:
    """The same for a block that gives one value: only ways that one value can follow."""
    found = meeting(rows, scope)
    stacking = next((row for row in rows if isinstance(row, nodes.Stacking)), None)
    for word in _words(stacking, scope):
        if PICKS[word] not in IN_RULES:
            wanted = "、".join(w.value for w, pick in PICKS.items() if pick in IN_RULES)
            assert stacking is not None
            facts = {"expected": wanted, "actual": word.value, "example": ""}
            scope.report(kinds.TYPE_MISMATCH, stacking.span, **facts)
            return Meeting()
        if stacking is not None and type_.kind not in _ordered(word):
            mismatch(scope, stacking, MONEY, type_)
    return found


def _ordered(word: nodes.StackWord) -> tuple[Kind, ...]:
    """合计 is of amounts, 最晚 and 最早 of days, the others of what has an order."""
    if word is nodes.StackWord.SUM:
        return (Kind.MONEY,)
    return (Kind.DATE,) if word in _DAYS else ORDERED


def _words(stacking: nodes.Stacking | None, scope: Scope) -> tuple[nodes.StackWord, ...]:
    """The ways that a 并存 names, by itself or by the readings of an assumption."""
    if stacking is None:
        return ()
    if isinstance(stacking.how, nodes.StackWord):
        return (stacking.how,)
    symbol = scope.resolved.symbols.get(stacking.how.text) if isinstance(stacking.how, nodes.Name) else None
    readings = symbol.node.readings if symbol and isinstance(symbol.node, nodes.Assumption) else ()
    return tuple(r.meaning for r in readings if isinstance(r.meaning, nodes.StackWord))


def _only(rows: tuple[nodes.Node, ...], kind: type[T], word: str, scope: Scope) -> T | None:
    found = [row for row in rows if isinstance(row, kind)]
    for extra in found[1:]:
        scope.report(names.BLOCK_TWICE, extra.span, output=word)
    return next(iter(found), None)


def _pick(how: nodes.StackWord | nodes.Name, scope: Scope) -> Pick | ReadingOf:
    if isinstance(how, nodes.StackWord):
        return PICKS[how]
    symbol = scope.resolved.symbols.get(how.text)
    if symbol is None:
        scope.report_unknown(how)
        return Pick.UNIQUE
    readings = symbol.node.readings if isinstance(symbol.node, nodes.Assumption) else ()
    if not readings or not all(isinstance(r.meaning, nodes.StackWord) for r in readings):
        scope.report_kind(how, symbol, "并存的办法，或读法都是并存办法的假定")
        return Pick.UNIQUE
    assert symbol.kind is SymbolKind.ASSUMPTION
    scope.lookup(how, None)
    return ReadingOf(symbol.name)
