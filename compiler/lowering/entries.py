"""Lists: 清单, the closed ways to look into one, 规定 每笔 and 累计.

A rule 每笔 and a 累计 are entry rules of the kernel; a 累计 is also a running value (its rows say what it
is after an entry, and its own name there is what it was before). Outside the list it stands for its last
value, a field of its own. Reports 201, 202, 215, 301 and 306.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

import attrs

from polc.compiler.kernel import (
    BOOL,
    FALSE,
    INT,
    LIST,
    TRUE,
    Choice,
    Column,
    Const,
    EntryResult,
    Expr,
    Fold,
    FoldHow,
    InputDecl,
    Kind,
    Pick,
    ReadingOf,
    Silent,
    State,
    StateRef,
    Type,
    expressions_of,
    parts,
)
from polc.compiler.lowering.measures import zero_of
from polc.compiler.lowering.outcomes import NOT_DECIDED, identity
from polc.compiler.lowering.scope import Scope, Typed
from polc.compiler.lowering.typing import mismatch, require
from polc.compiler.ty import ORDERED, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds, names
from polc.dsl.format import format_expr
from polc.dsl.values import NotApplicable

ListExpr: TypeAlias = nodes.Exists | nodes.Every | nodes.CountOf | nodes.FoldOf
MAX_ENTRIES = 1000
_HOW = {
    nodes.FoldWord.TOTAL: FoldHow.SUM,
    nodes.FoldWord.GREATEST: FoldHow.GREATEST,
    nodes.FoldWord.LEAST: FoldHow.LEAST,
    nodes.FoldWord.LATEST: FoldHow.GREATEST,
    nodes.FoldWord.EARLIEST: FoldHow.LEAST,
}
_DAYS = (nodes.FoldWord.LATEST, nodes.FoldWord.EARLIEST)
NOT_ASKED = Silent(NotApplicable(reason="清单里没有符合的记录"))


# ---- declarations -----------------------------------------------------------------------------------
def lower_list(item: nodes.EntryList, scope: Scope) -> InputDecl:
    """清单 as an input; its columns must not carry the name of anything else."""
    first: dict[str, nodes.Fact] = {}
    for column in item.columns:
        if first.setdefault(column.name.text, column) is not column:
            facts = {"name": column.name.text, "kind": "本清单的一列"}
            scope.report(names.DUPLICATE_NAME, column.name.span, **facts)
        symbol = scope.resolved.symbols.get(column.name.text)
        if symbol is not None:
            facts = {"name": column.name.text, "kind": symbol.kind.value}
            scope.report(names.DUPLICATE_NAME, column.name.span, **facts)
    if not 1 <= item.limit <= MAX_ENTRIES:
        facts = {"amount": str(item.limit), "low": "1", "high": str(MAX_ENTRIES)}
        scope.report(kinds.AMOUNT_OUT_OF_RANGE, item.span, **facts)
    known = {column.name.text: scope.type_of_column(column) for column in item.columns}
    for name in item.order:
        if name.text not in known:
            scope.report_unknown(name)
        elif known[name.text].kind not in ORDERED:
            facts = {
                "expected": "能排先后的一列（日期、金额、比例、整数）",
                "actual": type_text(known[name.text]),
            }
            able = [each for each, type_ in known.items() if type_.kind in ORDERED]
            ordered = {"columns": "、".join(able)} if able else {"column": "事实 发生日期: 日期 别名 …"}
            scope.report(kinds.TYPE_MISMATCH, name.span, **facts, **ordered)
    return InputDecl(
        name=item.name.text,
        alias=item.alias,
        type=LIST,
        columns=tuple(_column(column, scope) for column in item.columns),
        limit=item.limit,
        order=tuple(name.text for name in item.order if known.get(name.text, LIST).kind in ORDERED),
        span=item.name.span,
    )


def _column(column: nodes.Fact, scope: Scope) -> Column:
    type_ = scope.type_of_column(column)
    found = None if column.default is None else require(column.default, scope, type_)
    return Column(
        name=column.name.text,
        alias=column.alias,
        type=type_,
        default=found.value if isinstance(found, Const) else None,
        span=column.name.span,
    )


# ---- expressions ------------------------------------------------------------------------------------
def lower_fold(expr: ListExpr, scope: Scope, expected: Type | None) -> Typed | None:
    """存在, 每个, 条数, 合计, 最高 … as a fold with its type; None after reporting."""
    here = scope.inside(expr.list)
    if here is None:
        return None
    _report_hidden_entry(expr, scope)
    match expr:
        case nodes.Exists(condition=condition):
            return _made(scope, BOOL, expr.list, FoldHow.EXISTS, TRUE, require(condition, here, BOOL), FALSE)
        case nodes.Every(condition=condition, vacuous=vacuous):
            empty = TRUE if vacuous else FALSE
            return _made(scope, BOOL, expr.list, FoldHow.EVERY, TRUE, require(condition, here, BOOL), empty)
        case nodes.CountOf(condition=condition):
            where = TRUE if condition is None else require(condition, here, BOOL)
            return _made(scope, INT, expr.list, FoldHow.COUNT, where, TRUE, zero_of(INT))
        case nodes.FoldOf():
            return _fold_of(expr, scope, here, expected)
        case _:
            assert_never(expr)


def _report_hidden_entry(expr: ListExpr, scope: Scope) -> None:
    """Report where the same list is asked about its entries again, inside one of them.

    How many there are, and what one column comes to, can be asked: no word in it means the entry at hand.
    """
    if scope.entry is None or scope.entry.list != expr.list.text:
        return
    if isinstance(expr, nodes.CountOf | nodes.FoldOf) and expr.condition is None:
        asked = expr.value if isinstance(expr, nodes.FoldOf) else None
        if asked is None or isinstance(asked, nodes.Name):
            return
    scope.report(kinds.SAME_LIST_INSIDE, expr.span, list=expr.list.text, inner=format_expr(expr))


def _fold_of(expr: nodes.FoldOf, scope: Scope, here: Scope, expected: Type | None) -> Typed | None:
    found = here.elaborate(expr.value, here, expected)
    type_ = found.type if found else None
    if found is None or type_ is None:
        return None
    wanted = (Kind.DATE,) if expr.word in _DAYS else tuple(kind for kind in ORDERED if kind is not Kind.DATE)
    if type_.kind not in wanted:
        mismatch(scope, expr.value, Type(wanted[0]), type_)
        return None
    where = TRUE if expr.condition is None else require(expr.condition, here, BOOL)
    empty: Expr | None = zero_of(type_) if expr.word is nodes.FoldWord.TOTAL else NOT_ASKED
    if expr.empty is not None:
        empty = require(expr.empty, scope, type_)
    return _made(scope, type_, expr.list, _HOW[expr.word], where, found.expr, empty)


def _made(
    scope: Scope,
    type_: Type,
    list_: nodes.Name,
    how: FoldHow,
    where: Expr | None,
    value: Expr | None,
    empty: Expr | None,
) -> Typed | None:
    if where is None or value is None or empty is None:
        return None
    states = states_read((where, value), list_, scope)
    return Typed(Fold(list_.text, how, where, value, empty, states), type_)


# ---- entry rules ------------------------------------------------------------------------------------
def results_of(item: nodes.Output, list_: nodes.Name, scope: Scope) -> Fold | None:
    """The count of the entries, of which the rule of an output's name gives the results."""
    name, symbol = item.name.text, scope.resolved.symbols[item.name.text]
    node = symbol.node
    if scope.inside(list_) is None:
        return None
    if isinstance(node, nodes.Running | nodes.Rule) and node.entries and node.entries.text != list_.text:
        facts = {"expected": f"每笔 {node.entries.text}", "actual": f"每笔 {list_.text}"}
        example = f"输出 {name}: 每笔 {node.entries.text} {item.type.word.value}"
        scope.report(kinds.TYPE_MISMATCH, list_.span, **facts, example=example)
        return None
    if node is item:
        scope.report(names.OUTPUT_UNDECIDED, item.name.span, output=f"{name} 每笔 {list_.text}")
    if entry_rule(name, scope) is None:
        return None
    result = EntryResult(name, scope.type_of(symbol))
    own = (StateRef(name, result.type),) if isinstance(node, nodes.Running) else ()
    states = states_read((result, *own), list_, scope)
    return Fold(list_.text, FoldHow.COUNT, TRUE, result, zero_of(INT), states)


def lower_final(item: nodes.Running, scope: Scope) -> Expr:
    """A 累计 as a value: what it is after the last entry."""
    type_ = scope.type_of(scope.resolved.symbols[item.name.text])
    last = StateRef(item.name.text, type_)
    states = states_read((last,), item.entries, scope)
    return Fold(item.entries.text, FoldHow.FINAL, TRUE, last, last, states)


def states_read(exprs: tuple[Expr, ...], list_: nodes.Name, scope: Scope) -> tuple[State, ...]:
    """The running values of a list that these expressions read, through entry rules and each other.

    They stand in file order. What a fold in them reads, in a reading as well, is carried along by that fold.
    """
    waiting, seen, read = list(exprs), set[str](), set[str]()
    while waiting:
        for expr in _outside_folds(waiting.pop()):
            if isinstance(expr, StateRef):
                read.add(expr.name)
            name = _stands_for(expr)
            if name and name not in seen:
                seen.add(name)
                waiting += _behind(expr, name, scope)
    running = [s.node for s in scope.resolved.symbols.values() if s.name in read]
    return tuple(
        _state(node, scope)
        for node in running
        if isinstance(node, nodes.Running) and node.entries.text == list_.text
    )


def _outside_folds(expr: Expr) -> Iterator[Expr]:
    """`expr` and what is in it, but for what a fold in it asks of each entry."""
    waiting = [expr]
    for each in waiting:
        yield each
        waiting += [each.empty] if isinstance(each, Fold) else parts(each)


def _stands_for(expr: Expr) -> str:
    """The name behind which an expression may read running values; empty where it's none."""
    match expr:
        case StateRef(name) | EntryResult(name) | ReadingOf(name):
            return name
        case _:
            return ""


def _behind(expr: Expr, name: str, scope: Scope) -> Iterable[Expr]:
    """What stands behind the name of an entry rule, a running value or an assumption."""
    if isinstance(expr, ReadingOf):
        readings, _ = scope.homes.get(name, scope).readings[name]
        return [r.meaning for r in readings if not isinstance(r.meaning, Pick)]
    rule = scope.lowerings.entry_rule(name, scope)
    return expressions_of(rule) if rule else ()


def _state(node: nodes.Running, scope: Scope) -> State:
    if node.name.text in scope.homes:
        return _state(node, scope.homes[node.name.text])
    type_ = scope.type_of(scope.resolved.symbols[node.name.text])
    start = require(node.start, attrs.evolve(scope, entry=None), type_) or NOT_ASKED
    return State(node.name.text, type_, start, EntryResult(node.name.text, type_))


def entry_rule(name: str, scope: Scope) -> Choice | None:
    """The entry rule of this name, lowered when it's first needed; None after reporting a circle."""
    if name in scope.entry_rules:
        return scope.entry_rules[name]
    if name in scope.homes:
        return entry_rule(name, scope.homes[name])
    symbol = scope.resolved.symbols[name]
    node = symbol.node
    if isinstance(node, nodes.Output):
        return scope.entry_rules.setdefault(name, identity(node, NOT_DECIDED))
    assert isinstance(node, nodes.Running | nodes.Rule) and node.entries is not None
    here = scope.inside(node.entries)
    if here is None or name in scope.busy:
        return None
    type_ = scope.type_of(symbol)
    scope.busy.append(name)
    choice = scope.lowerings.rows(node, scope.cites.get(id(node)), name, type_, here)
    scope.busy.pop()
    scope.entry_rules[name] = choice
    return choice
