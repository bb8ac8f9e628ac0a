"""One declaration of a policy → what it adds to the draft of the kernel.

A `Draft` is the kernel while it is put together: the dispatcher here hands each block to the module that
lowers it, and keeps the choice. Reports 210, 214, 301 and what those modules report.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from polc.compiler.kernel import (
    BOOL,
    INT,
    MONEY,
    AssumptionDecl,
    BenefitPeriod,
    Choice,
    Claim,
    EntryOutput,
    FieldDecl,
    Form,
    InputDecl,
    ParamDecl,
    Relation,
    Statement,
    Type,
)
from polc.compiler.lowering import calendars, entries, monthly, rules, tables
from polc.compiler.lowering import declarations as declare
from polc.compiler.lowering.grants import lower_grant
from polc.compiler.lowering.scope import Scope
from polc.compiler.symbol import Symbol, SymbolKind
from polc.dsl import nodes
from polc.dsl.counting import Calendar
from polc.dsl.diagnostics import kinds, names
from polc.dsl.format import format_expr
from polc.dsl.source import Span

Block: TypeAlias = (
    nodes.Standard
    | nodes.Quantity
    | nodes.Group
    | nodes.GroupRows
    | nodes.Window
    | nodes.Table
    | nodes.Classes
    | nodes.Rule
    | nodes.Running
    | nodes.Grant
    | nodes.Permitted
    | nodes.Funding
)


@attrs.define
class Draft:
    """The kernel while it is being put together. `fields` holds outputs first, then what explains them.

    `plain` are the own choices before anybody is put outside. Of other notices: `stands_for` tells of which
    output a field holds what they give, `filled` which field decides an output where a document is to.
    `joined` is what the fields of this draft are called in the file that brings it in.
    """

    inputs: tuple[InputDecl, ...]
    fields: dict[str, FieldDecl]
    choices: dict[str, Choice] = attrs.field(factory=dict)
    params: list[ParamDecl] = attrs.field(factory=list)
    assumptions: list[AssumptionDecl] = attrs.field(factory=list)
    relations: list[Relation] = attrs.field(factory=list)
    benefits: list[BenefitPeriod] = attrs.field(factory=list)
    statements: list[Statement] = attrs.field(factory=list)
    claims: list[Claim] = attrs.field(factory=list)
    permitted: list[tuple[Choice, str]] = attrs.field(factory=list)
    calendars: dict[Calendar, Span] = attrs.field(factory=dict)
    decided: set[str] = attrs.field(factory=set)
    plain: dict[str, Choice] = attrs.field(factory=dict)
    joined: dict[str, str] = attrs.field(factory=dict)
    joined_rules: set[str] = attrs.field(factory=set)
    stands_for: dict[str, str] = attrs.field(factory=dict)
    filled: dict[tuple[str, str], str] = attrs.field(factory=dict)
    entry_outputs: dict[str, EntryOutput] = attrs.field(factory=dict)


def lower_declaration(cited: nodes.Cited, draft: Draft, scope: Scope) -> None:
    """Add what one declaration means to the draft, in place."""
    item, cite = cited.item, cited.cite
    match item:
        case nodes.Relation():
            relation = declare.lower_relation(item, scope)
            draft.relations += [relation] if relation else []
        case nodes.Benefit():
            benefit = declare.lower_benefit(item, scope)
            draft.benefits += [benefit] if benefit else []
        case nodes.Claim():
            claim = declare.lower_claim(item, cite, scope)
            draft.claims += [claim] if claim else []
        case nodes.WorkCalendar():
            calendar = calendars.lower_calendar(item, scope)
            draft.calendars |= {calendar: item.span} if calendar else {}
        case nodes.Data() | nodes.Gap() | nodes.NotComputed():
            draft.statements.append(declare.lower_statement(item, cite, scope))
        case nodes.Fact() | nodes.Output() | nodes.Ages() | nodes.Yields() | nodes.Assumption():
            return
        case nodes.EntryList() | nodes.Explain():
            return
        case _:
            _lower_block(item, cite, draft, scope)


def _lower_block(item: Block, cite: nodes.Cite | None, draft: Draft, scope: Scope) -> None:
    """A block that decides something."""
    match item:
        case nodes.Standard():
            choice, type_ = rules.lower_standard(item, cite, scope)
            param = rules.param_of(item, cite, scope)
            draft.params += [param] if param else []
            _add(choice, (type_,), item.name, draft, scope)
        case nodes.Group():
            _add(rules.lower_group(item, cite, scope), (BOOL,), item.name, draft, scope)
        case nodes.GroupRows():
            _add(rules.lower_group_rows(item, cite, scope), (BOOL,), item.name, draft, scope)
        case nodes.Window():
            type_ = scope.type_of(scope.resolved.symbols[item.name.text])
            window = rules.lower_window(item, cite, type_, scope)
            if window is not None:
                _add(window, (type_,), item.name, draft, scope)
        case nodes.Rule():
            _add_rule(item, cite, draft, scope)
        case nodes.Grant():
            _add_grant(item, cite, draft, scope)
        case nodes.Permitted():
            permitted = tables.lower_permitted(item, cite, scope)
            if permitted is not None:
                draft.permitted.append((permitted, tables.rest_text(item)))
                _add(permitted, (BOOL,), item.fact, draft, scope)
        case nodes.Funding():
            for name, share in tables.lower_funding(item, scope):
                _add(share, (MONEY,), name, draft, scope)
        case _:
            type_ = scope.type_of(scope.resolved.symbols[item.name.text])
            _add(_lookup(item, cite, type_, scope), (type_,), item.name, draft, scope)


def _lookup(
    item: nodes.Quantity | nodes.Table | nodes.Classes | nodes.Running,
    cite: nodes.Cite | None,
    type_: Type,
    scope: Scope,
) -> Choice:
    match item:
        case nodes.Quantity():
            return tables.lower_quantity(item, cite, type_, scope)
        case nodes.Table():
            return tables.lower_table(item, cite, type_, scope)
        case nodes.Classes():
            return tables.lower_classes(item, cite, type_, scope)
        case nodes.Running():
            entries.entry_rule(item.name.text, scope)
            value = entries.lower_final(item, scope)
            return tables.single(item.name, value, f"逐条推算 {item.entries.text}", cite)


def lower_entry_output(item: nodes.Output, list_: nodes.Name, draft: Draft, scope: Scope) -> None:
    """An output 每笔: the rule of its name gives its results, a choice counts them and can be put outside."""
    declare.report_missing_alias(item.name, item.alias, "输出", scope)
    field = attrs.evolve(item.name, text=f"每笔 {item.name.text}")
    fold = None if field.text in draft.decided else entries.results_of(item, list_, scope)
    if fold is None:
        return
    draft.entry_outputs[item.name.text] = EntryOutput(
        name=item.name.text,
        alias=item.alias,
        type=scope.type_of_output(item),
        field=field.text,
        fold=fold,
        note=item.note,
        span=item.name.span,
    )
    cite = scope.cites.get(id(scope.resolved.symbols[item.name.text].node))
    counted = tables.single(field, fold, f"逐条给出 {list_.text}", cite, Form.ENTRIES)
    _add(counted, (INT,), field, draft, scope)


def add_made(draft: Draft, scope: Scope) -> None:
    """The fields that names brought about: one for each month of a sum."""
    for name, (choice, type_) in scope.made.items():
        draft.choices[name] = choice
        draft.fields[name] = FieldDecl(name=name, alias="", type=type_, public=False, span=choice.span)


def _add(choice: Choice, types: tuple[Type, ...], name: nodes.Name, draft: Draft, scope: Scope) -> None:
    """Keep a choice; a field that is decided twice is reported."""
    for field, type_ in zip(choice.fields, types, strict=True):
        if field in draft.decided:
            output = f"选择 {name.text}" if choice.form is Form.PERMITTED else field
            scope.report(names.BLOCK_TWICE, name.span, output=output)
            return
        private = FieldDecl(name=field, alias="", type=type_, public=False, span=name.span)
        draft.fields.setdefault(field, private)
    draft.decided |= set(choice.fields)
    draft.choices[choice.name] = choice


def _output(name: nodes.Name, scope: Scope) -> Symbol | None:
    symbol = scope.resolved.symbols.get(name.text)
    if symbol is None:
        scope.report_unknown(name, declared="输出")
        return None
    if symbol.kind is not SymbolKind.OUTPUT:
        scope.report_kind(name, symbol, "一项输出")
        return None
    if isinstance(symbol.node, nodes.Output) and symbol.node.entries is not None:
        block = f"规定 {name.text} 每笔 {symbol.node.entries.text}"
        scope.report_kind(name, symbol, f"整体的一项输出，每一条的结果写「{block}」")
        return None
    return symbol


def _add_rule(item: nodes.Rule, cite: nodes.Cite | None, draft: Draft, scope: Scope) -> None:
    if item.name.text in scope.circular:
        draft.decided.add(item.name.text)
        return
    if item.entries is not None:
        entries.entry_rule(item.name.text, scope)
        return
    if item.monthly and item.month is None:
        return
    symbol = _output(item.name, scope)
    if symbol is None:
        return
    if isinstance(symbol.node, nodes.Output) and symbol.node.identity is not None:
        facts = {"output": item.name.text, "identity": format_expr(symbol.node.identity)}
        scope.report(names.IDENTITY_REDEFINED, item.name.span, **facts)
        return
    type_ = scope.type_of(symbol)
    if item.monthly:
        month = monthly.month_of_output(item, scope)
        if month is None:
            return
        choice = monthly.month_choice(item, item.name.text, month, scope)
    else:
        choice = rules.lower_rule(item, cite, item.name.text, type_, scope)
    _add(choice, (type_,), item.name, draft, scope)


def _add_grant(item: nodes.Grant, cite: nodes.Cite | None, draft: Draft, scope: Scope) -> None:
    symbol = scope.resolved.symbols.get(item.name.text)
    if symbol is None or not isinstance(symbol.node, nodes.Yields):
        scope.report_unknown(item.name)
        return
    outputs = [_output(name, scope) for name in symbol.node.outputs]
    found = [output for output in outputs if output is not None]
    if len(found) < len(outputs):
        return
    if len(found) not in (4, 5):
        facts = {"actual": f"{len(found)}项", "example": "减免金额、当场减免、先缴后补退还、付款方、认定机关"}
        scope.report(kinds.TYPE_MISMATCH, symbol.node.span, expected="四项或五项输出", **facts)
        return
    fields = tuple(output.name for output in found)
    types = tuple(scope.type_of(output) for output in found)
    _add(lower_grant(item, cite, fields, types, scope), types, item.name, draft, scope)


# ---- what is left -----------------------------------------------------------------------------------
