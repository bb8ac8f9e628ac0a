"""Facts, outputs, the header, relations and the clauses that change no result → kernel declarations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from polc.compiler.kernel import (
    BOOL,
    DATE,
    FALSE,
    And,
    BenefitPeriod,
    Claim,
    Column,
    Const,
    EntryOutput,
    Expr,
    FieldDecl,
    InputDecl,
    InputRef,
    Mention,
    Not,
    Or,
    Pick,
    PolicyInfo,
    Reading,
    Relation,
    Silent,
    Statement,
    Type,
)
from polc.compiler.lowering.expressions import elaborate
from polc.compiler.lowering.meeting import PICKS
from polc.compiler.lowering.outcomes import cited, status_of
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.typing import mismatch, require
from polc.compiler.resolve import Resolved
from polc.compiler.symbol import SymbolKind
from polc.compiler.ty import fits, type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds, names
from polc.dsl.format import format_expr
from polc.dsl.text import date_text
from polc.dsl.values import LeapRule, MonthRule, Plain
from polc.dsl.walk import walk


# ---- header -----------------------------------------------------------------------------------------
def header_conventions(policy: nodes.Policy | None) -> tuple[MonthRule | None, LeapRule | None]:
    """按月计算 and 闰日生日, None where the header has none."""
    keys = [item.key for item in policy.header] if policy else []
    months = next((key.rule for key in keys if isinstance(key, nodes.HeaderMonths)), None)
    leap = next((key.rule for key in keys if isinstance(key, nodes.HeaderLeap)), None)
    return months, leap


def lower_header(policy: nodes.Policy, scope: Scope) -> PolicyInfo:
    """The notice's particulars. A key that stands twice is reported."""
    first: dict[str, nodes.HeaderItem] = {}
    for item in policy.header:
        if first.setdefault(_key_name(item.key), item) is not item:
            scope.report(names.BLOCK_TWICE, item.span, output=_key_name(item.key))
    keys = [item.key for item in policy.header]
    texts = {key.key: key.text for key in keys if isinstance(key, nodes.HeaderText)}
    ranges = {key.key: days_of(key.range, scope) for key in keys if isinstance(key, nodes.HeaderRange)}
    coverage = ranges.get(nodes.RangeKey.COVERAGE)
    return PolicyInfo(
        title=policy.title,
        document=texts.get(nodes.TextKey.DOCUMENT, ""),
        authority=texts.get(nodes.TextKey.AUTHORITY, ""),
        region=texts.get(nodes.TextKey.REGION, ""),
        contact=texts.get(nodes.TextKey.CONTACT, ""),
        issued=next((key.day.value for key in keys if isinstance(key, nodes.HeaderIssued)), None),
        validity=ranges.get(nodes.RangeKey.VALIDITY),
        coverage=(coverage[0], coverage[1]) if coverage and coverage[1] else None,
        clauses=next((key.cite.citation for key in keys if isinstance(key, nodes.HeaderClauses)), None),
        span=policy.span,
    )


def _key_name(key: nodes.HeaderKey) -> str:
    match key:
        case nodes.HeaderText(key=word) | nodes.HeaderRange(key=word):
            return str(word.value)
        case nodes.HeaderIssued():
            return "印发"
        case nodes.HeaderGate():
            return "适用于"
        case nodes.HeaderMonths():
            return "按月计算"
        case nodes.HeaderLeap():
            return "闰日生日"
        case nodes.HeaderClauses():
            return "条款"


def days_of(range_: nodes.Range, scope: Scope) -> tuple[date, date | None] | None:
    """The ends of a range, the last one None where it has none; None after reporting what is wrong."""
    low = _day(range_.low, scope)
    high = _day(range_.high, scope) if isinstance(range_, nodes.ClosedRange) else None
    if low and high and high < low:
        facts = {"start": low.isoformat(), "end": high.isoformat()}
        scope.report(kinds.REVERSED_RANGE, range_.span, **facts)
    return None if low is None else (low, high)


def _day(expr: nodes.Expr, scope: Scope) -> date | None:
    value = constant(expr, None, scope)
    return value if isinstance(value, date) else None


def constant(expr: nodes.Expr, expected: Type | None, scope: Scope) -> Plain | None:
    """The value written out at this place; None after reporting that it's no plain value."""
    found = elaborate(expr, scope, expected)
    if found is None:
        return None
    if expected is not None and found.type is not None and not fits(found.type, expected):
        mismatch(scope, expr, expected, found.type)
        return None
    if isinstance(found.expr, Const):
        return found.expr.value
    wanted = f"确定的{type_text(found.type)}" if found.type else "确定的值"
    facts = {"expected": wanted, "actual": f"要计算的「{format_expr(expr)}」", "example": ""}
    scope.report(kinds.TYPE_MISMATCH, expr.span, **facts)
    return None


def lower_gate(policy: nodes.Policy, scope: Scope) -> tuple[Expr, nodes.Cite | None] | None:
    """适用于 GROUP as a condition, with its citation."""
    for item in policy.header:
        if isinstance(item.key, nodes.HeaderGate):
            found = require(item.key.group, scope, BOOL)
            return None if found is None else (found, item.cite)
    return None


# ---- facts and outputs ------------------------------------------------------------------------------
def lower_facts(resolved: Resolved, scope: Scope) -> tuple[InputDecl, ...]:
    """Every 事实 as an input."""
    return tuple(
        _fact(cited.item, cited.cite, scope)
        for cited in resolved.declarations
        if isinstance(cited.item, nodes.Fact)
    )


def _fact(fact: nodes.Fact, cite: nodes.Cite | None, scope: Scope) -> InputDecl:
    type_ = scope.type_of(scope.resolved.symbols[fact.name.text])
    report_missing_alias(fact.name, fact.alias, "事实", scope)
    return InputDecl(
        name=fact.name.text,
        alias=fact.alias,
        type=type_,
        default=None if fact.default is None else constant(fact.default, type_, scope),
        note=fact.note,
        cite=cite.citation if cite else None,
        span=fact.name.span,
    )


def entry_outputs(resolved: Resolved) -> tuple[nodes.Output, ...]:
    """The outputs with a result for each entry of a list."""
    items = (cited_.item for cited_ in resolved.declarations)
    return tuple(item for item in items if isinstance(item, nodes.Output) and item.entries is not None)


def lower_outputs(resolved: Resolved, scope: Scope) -> tuple[FieldDecl, ...]:
    """Every 输出 for the whole as a public field."""
    found = []
    for cited_ in resolved.declarations:
        item = cited_.item
        if isinstance(item, nodes.Output) and item.entries is None:
            report_missing_alias(item.name, item.alias, "输出", scope)
            type_ = scope.type_of(scope.resolved.symbols[item.name.text])
            decl = FieldDecl(
                name=item.name.text,
                alias=item.alias,
                type=type_,
                public=True,
                note=item.note,
                span=item.name.span,
            )
            found.append(decl)
    return tuple(found)


def report_missing_alias(name: nodes.Name, alias: str, kind: str, scope: Scope) -> None:
    """A fact or an output that programs can't name."""
    if not alias:
        scope.report(names.MISSING_ALIAS, name.span, name=name.text, kind=kind)


def report_aliases(decls: Sequence[InputDecl | FieldDecl | EntryOutput | Column], scope: Scope) -> None:
    """Two facts, two outputs, or two columns of a list, with one alias."""
    first: dict[str, InputDecl | FieldDecl | EntryOutput | Column] = {}
    for decl in decls:
        if decl.alias and first.setdefault(decl.alias, decl) is not decl:
            facts = {"alias": decl.alias, "first": first[decl.alias].name, "second": decl.name}
            scope.report(names.DUPLICATE_ALIAS, decl.span, **facts)


# ---- relations --------------------------------------------------------------------------------------
def lower_claim(item: nodes.Claim, cite: nodes.Cite | None, scope: Scope) -> Claim | None:
    """恒真 as a condition to prove; None after reporting."""
    found = lower_relation(nodes.Relation(claim=item.claim, span=item.span), scope)
    if found is None:
        return None
    citation = cite.citation if cite else None
    return Claim(condition=found.condition, text=found.text, cite=citation, span=item.span)


def lower_relation(item: nodes.Relation, scope: Scope) -> Relation | None:
    """关系 as a condition that holds for everybody; None after reporting."""
    claim = item.claim
    match claim:
        case nodes.Always(condition=condition):
            found, text = require(condition, scope, BOOL), format_expr(condition)
        case nodes.Implies(condition=condition, consequence=consequence):
            left, right = require(condition, scope, BOOL), require(consequence, scope, BOOL)
            found = None if left is None or right is None else Or((Not(left), right))
            text = f"{format_expr(condition)} 蕴含 {format_expr(consequence)}"
        case nodes.Exclusive(names=listed):
            found = _exclusive([require(name, scope, BOOL) for name in listed])
            text = f"{'、'.join(name.text for name in listed)} 互斥"
    return None if found is None else Relation(condition=found, text=text, span=item.span)


def _exclusive(held: list[Expr | None]) -> Expr | None:
    if None in held:
        return None
    items = [h for h in held if h is not None]
    pairs = [(a, b) for i, a in enumerate(items) for b in items[i + 1 :]]
    return And(tuple(Not(And(pair)) for pair in pairs))


def lower_benefit(item: nodes.Benefit, scope: Scope) -> BenefitPeriod | None:
    """待遇期 as the names of three outputs."""
    for name in (item.start, item.end, item.price):
        symbol = scope.resolved.symbols.get(name.text)
        if symbol is None:
            scope.report_unknown(name, declared="输出")
            return None
        if symbol.kind is not SymbolKind.OUTPUT:
            scope.report_kind(name, symbol, "一项输出")
            return None
    return BenefitPeriod(start=item.start.text, end=item.end.text, price=item.price.text, span=item.span)


def lower_birth(resolved: Resolved, scope: Scope) -> str | None:
    """The date of birth that 周岁 按 names."""
    for found in resolved.declarations:
        if isinstance(found.item, nodes.Ages):
            fact = require(found.item.birth, scope, DATE)
            return fact.name if isinstance(fact, InputRef) else None
    return None


# ---- assumptions ------------------------------------------------------------------------------------
def lower_readings(
    item: nodes.Assumption, scope: Scope, expected: Type | None
) -> tuple[tuple[Reading, ...], Type | None]:
    """The readings of an assumption and their common type.

    A reading means the same in every month, so the month of a rule that reads it first is no part of it.
    """
    scope = attrs.evolve(scope, month=None)
    found: list[Reading] = []
    types: list[Type] = []
    for reading in item.readings:
        meaning, type_, text = _meaning(reading, scope, expected or (types[0] if types else None))
        found.append(Reading(name=reading.name.text, meaning=meaning, text=text, note=reading.note))
        if type_ is not None:
            types.append(type_)
    if any(not fits(type_, types[0]) for type_ in types[1:]):
        text = "、".join(dict.fromkeys(type_text(type_) for type_ in types))
        scope.report(kinds.READINGS_DIFFER_IN_TYPE, item.span, assumption=item.name.text, types=text)
    return tuple(found), types[0] if types else None


def _meaning(
    reading: nodes.Reading, scope: Scope, expected: Type | None
) -> tuple[Expr | Pick, Type | None, str]:
    meaning = reading.meaning
    match meaning:
        case nodes.StackWord():
            return PICKS[meaning], None, meaning.value.replace(" ", "")
        case nodes.SaysUndetermined(reason=text) | nodes.SaysNotApplicable(reason=text):
            return Silent(status_of(meaning, cited(None), scope)), None, text
        case nodes.SaysDelegated(document=text):
            return Silent(status_of(meaning, cited(None), scope)), None, text
        case _:
            found = elaborate(meaning, scope, expected)
            text = format_expr(meaning)
            return (found.expr, found.type, text) if found else (FALSE, None, text)


# ---- clauses that change no result ------------------------------------------------------------------
def lower_statement(
    item: nodes.Data | nodes.Gap | nodes.NotComputed, cite: nodes.Cite | None, scope: Scope
) -> Statement:
    """期限 and the other heads, 待定 on its own, 不入计算."""
    match item:
        case nodes.Data():
            kind, text, details = item.kind.value, item.text, _details(item)
        case nodes.Gap():
            kind, text, details = "待定", item.reason, ()
        case nodes.NotComputed():
            kind, text, details = "不入计算", item.reason, ()
    told = None if isinstance(item, nodes.NotComputed) else item
    return Statement(
        kind=kind,
        text=text,
        cite=cite.citation if cite else None,
        details=details,
        days=_days_of(item, scope) if isinstance(item, nodes.Data) else (),
        guard=require(told.limit, scope, BOOL) if told and told.limit else None,
        audience=told.audience if told else None,
        question=item.question if isinstance(item, nodes.Gap) else "",
        span=item.span,
    )


def _days_of(item: nodes.Data, scope: Scope) -> tuple[tuple[str, Expr], ...]:
    """The days of a statement as expressions, so that readers are told the day and not its name."""
    written = (("不早于", item.not_before), ("不晚于", item.not_after), ("于", item.at))
    found = ((label, None if expr is None else require(expr, scope, DATE)) for label, expr in written)
    return tuple((label, expr) for label, expr in found if expr is not None)


def _details(item: nodes.Data) -> tuple[tuple[str, str], ...]:
    pairs = (
        ("由", "、".join(name.text for name in item.by)),
        ("不早于", _value_text(item.not_before)),
        ("不晚于", _value_text(item.not_after)),
        ("于", _value_text(item.at)),
        ("每月", f"{item.monthly.text}前" if item.monthly else ""),
        ("金额", _amount_text(item)),
        ("列明", "、".join(item.listing)),
    )
    return tuple((label, text) for label, text in pairs if text)


def _value_text(expr: nodes.Expr | None) -> str:
    if expr is None:
        return ""
    return date_text(expr.value) if isinstance(expr, nodes.DateLiteral) else format_expr(expr)


def _amount_text(item: nodes.Data) -> str:
    exact = item.amount is None or item.amount_kind is nodes.StandardKind.EQUALS
    return ("" if exact else item.amount_kind.value) + _value_text(item.amount)


PRIORITISED = nodes.RuleRow | nodes.GrantRow | nodes.TableRow | nodes.ClassRow


def mentions(module: nodes.Module) -> tuple[Mention, ...]:
    """Every citation of a file, but for the header's own list and what 优先于 points at."""
    found = [node for item in module.items for node in walk(item)]
    pointers = {node.over.span for node in found if isinstance(node, PRIORITISED) and node.over}
    pointers |= {node.cite.span for node in found if isinstance(node, nodes.HeaderClauses)}
    cites = [node for node in found if isinstance(node, nodes.Cite) and node.span not in pointers]
    return tuple(Mention(cite=node.citation, span=node.span) for node in cites)
