"""The whole policy: declarations in, one `Kernel` out.

The order: names and types are known first, then each block becomes a choice, then slots that another
document fills, then the choices are put in an order in which each reads only earlier ones. Reports 209,
210, 214–217 and what the other modules of this folder report.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from polc.compiler.kernel import (
    BOOL,
    MONEY,
    TRUE,
    AssumptionDecl,
    BenefitPeriod,
    Choice,
    Claim,
    FieldDecl,
    Form,
    InputDecl,
    Kernel,
    ParamDecl,
    Relation,
    Row,
    Silent,
    Statement,
    Type,
)
from polc.compiler.lowering import declarations as declare
from polc.compiler.lowering import entries, monthly, rules, tables
from polc.compiler.lowering.bars import bar_choices, bar_validity
from polc.compiler.lowering.cases import check_reading, lower_case, unrolled
from polc.compiler.lowering.expressions import elaborate
from polc.compiler.lowering.fulfil import fulfil, override
from polc.compiler.lowering.grants import lower_grant
from polc.compiler.lowering.order import in_order
from polc.compiler.lowering.scope import Lowerings, Scope
from polc.compiler.lowering.typing import require
from polc.compiler.lowering.whole import check_whole
from polc.compiler.resolve import Resolved
from polc.compiler.symbol import Symbol, SymbolKind
from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.counting import Calendar
from polc.dsl.diagnostics import kinds, names
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.format import format_expr
from polc.dsl.values import Undetermined

NOT_DECIDED = Silent(Undetermined(reasons=("本政策没有规定这一项",)))
_OPERATIVE = (
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
    | nodes.Claim
    | nodes.Assumption
    | nodes.Data
    | nodes.Gap
    | nodes.NotComputed
)
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
    """The kernel while it is being put together. `fields` holds outputs first, then what explains them."""

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
    calendar: Calendar | None = None
    decided: set[str] = attrs.field(factory=set)


def lower(resolved: Resolved, sink: Sink) -> Kernel | None:
    """The kernel of the policy; None for a file without one. With errors in the sink it may be partial."""
    if resolved.policy is None:
        _report_headless(resolved, sink)
        return None
    scope = make_scope(resolved, sink)
    _report_second_policy(resolved, scope)
    inputs = (*declare.lower_facts(resolved, scope), *_lists(resolved, scope))
    outputs = declare.lower_outputs(resolved, scope)
    declare.report_aliases(inputs, scope)
    declare.report_aliases(outputs, scope)
    draft = Draft(inputs=inputs, fields={decl.name: decl for decl in outputs})
    for cited in resolved.declarations:
        _lower(cited, draft, scope)
    _lower_assumptions(resolved, draft, scope)
    _decide_the_rest(resolved, draft, scope)
    _add_made(draft, scope)
    fulfil(resolved, draft.choices, draft.fields, scope)
    override(resolved, draft.choices, scope)
    bar_choices(draft.choices, draft.permitted)
    bar_validity(resolved.policy, draft.choices, scope)
    _gate(resolved.policy, draft, scope)
    return _kernel(resolved, draft, scope)


def _lists(resolved: Resolved, scope: Scope) -> tuple[InputDecl, ...]:
    items = [cited.item for cited in resolved.declarations]
    return tuple(entries.lower_list(item, scope) for item in items if isinstance(item, nodes.EntryList))


def _report_headless(resolved: Resolved, sink: Sink) -> None:
    """Rules outside a vocabulary need the notice they come from."""
    for item in resolved.module.items:
        if isinstance(item, nodes.Cited) and isinstance(item.item, _OPERATIVE):
            facts = (("path", resolved.module.path),)
            sink.add(Diagnostic(code=names.NO_POLICY, span=item.span, facts=facts))
            return


def _report_second_policy(resolved: Resolved, scope: Scope) -> None:
    """One file is one policy."""
    for item in resolved.module.items:
        if isinstance(item, nodes.Policy) and item is not resolved.policy:
            scope.report(names.BLOCK_TWICE, item.span, output="政策")


def make_scope(resolved: Resolved, sink: Sink) -> Scope:
    """The scope of a policy, with the options of its windows and of its open 选项 outputs."""
    months, leap = declare.header_conventions(resolved.policy)
    scope = Scope(
        resolved=resolved,
        sink=sink,
        months=months,
        leap=leap,
        birth=None,
        has_calendar=any(isinstance(c.item, nodes.WorkCalendar) for c in resolved.declarations),
        lowerings=Lowerings(
            elaborate=elaborate,
            readings=declare.lower_readings,
            entry_rule=entries.entry_rule,
            rows=rules.lower_rule,
        ),
        options=_options(resolved),
        cites={id(cited.item): cited.cite for cited in resolved.declarations},
        month_rules=_month_rules(resolved),
    )
    scope.birth = declare.lower_birth(resolved, scope)
    return scope


def _month_rules(resolved: Resolved) -> dict[str, nodes.Rule]:
    """The rules 每月 by name."""
    items = [cited.item for cited in resolved.declarations]
    return {item.name.text: item for item in items if isinstance(item, nodes.Rule) and item.monthly}


def _options(resolved: Resolved) -> dict[str, tuple[str, ...]]:
    """The options of each 选项: as declared, else as its rows give them."""
    found: dict[str, list[str]] = {}
    yields: dict[str, nodes.Yields] = {}
    for item in (cited.item for cited in resolved.declarations):
        if isinstance(item, nodes.Fact | nodes.Output) and item.type.word is nodes.TypeWord.ENUM:
            found[item.name.text] = [name.text for name in item.type.options]
        elif isinstance(item, nodes.Yields):
            yields[item.name.text] = item
    closed = {name for name, options in found.items() if options}
    for item in (cited.item for cited in resolved.declarations):
        for name, option in _options_given(item, yields):
            if name not in closed:
                found.setdefault(name, []).append(option)
    return {name: tuple(dict.fromkeys(options)) for name, options in found.items()}


def _options_given(item: nodes.Declaration, yields: dict[str, nodes.Yields]) -> list[tuple[str, str]]:
    """The options that the rows of a block give to outputs."""
    if isinstance(item, nodes.Window):
        return [(item.name.text, row.name.text) for row in item.rows if isinstance(row, nodes.WindowRow)]
    if isinstance(item, nodes.Classes):
        named = [row for row in item.rows if isinstance(row, nodes.ClassRow | nodes.ClassRest)]
        return [(item.name.text, row.name.text) for row in named]
    if not isinstance(item, nodes.Grant) or item.name.text not in yields:
        return []
    outputs = [name.text for name in yields[item.name.text].outputs]
    found: list[tuple[str, str]] = []
    for row in item.rows:
        if isinstance(row, nodes.GrantRow):
            if isinstance(row.payer, nodes.Name) and len(outputs) > 3:
                found.append((outputs[3], row.payer.text))
            if row.offices and len(outputs) > 4:
                found.append((outputs[4], "、".join(name.text for name in row.offices)))
    return found


# ---- one declaration --------------------------------------------------------------------------------
def _lower(cited: nodes.Cited, draft: Draft, scope: Scope) -> None:
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
            draft.calendar = declare.lower_calendar(item, draft.calendar, scope)
        case nodes.Data() | nodes.Gap() | nodes.NotComputed():
            draft.statements.append(declare.lower_statement(item, cite))
        case nodes.Fact() | nodes.Output() | nodes.Ages() | nodes.Yields() | nodes.Assumption():
            return
        case nodes.EntryList():
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


def _add_made(draft: Draft, scope: Scope) -> None:
    """The fields that names brought about: one for each month of a sum."""
    for name, (choice, type_) in scope.made.items():
        draft.choices[name] = choice
        draft.fields[name] = FieldDecl(name=name, alias="", type=type_, public=False, span=choice.span)


def _add(choice: Choice, types: tuple[Type, ...], name: nodes.Name, draft: Draft, scope: Scope) -> None:
    """Keep a choice; a field that is decided twice is reported."""
    for field, type_ in zip(choice.fields, types, strict=True):
        if field in draft.decided:
            scope.report(names.BLOCK_TWICE, name.span, output=field)
            return
        private = FieldDecl(name=field, alias="", type=type_, public=False, span=name.span)
        draft.fields.setdefault(field, private)
    draft.decided |= set(choice.fields)
    draft.choices[choice.name] = choice


def _output(name: nodes.Name, scope: Scope) -> Symbol | None:
    symbol = scope.resolved.symbols.get(name.text)
    if symbol is None:
        scope.report_unknown(name)
        return None
    if symbol.kind is not SymbolKind.OUTPUT:
        scope.report_kind(name, symbol, "一项输出")
        return None
    return symbol


def _add_rule(item: nodes.Rule, cite: nodes.Cite | None, draft: Draft, scope: Scope) -> None:
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
def _lower_assumptions(resolved: Resolved, draft: Draft, scope: Scope) -> None:
    for cited in resolved.declarations:
        item = cited.item
        if not isinstance(item, nodes.Assumption):
            continue
        name = item.name.text
        if name not in scope.readings:
            scope.readings[name] = declare.lower_readings(item, scope, None)
        if item.adopted is not None:
            check_reading(item, item.adopted, scope)
        draft.assumptions.append(
            AssumptionDecl(
                name=name,
                reason=item.reason,
                readings=scope.readings[name][0],
                adopted=item.adopted.text if item.adopted else None,
                cite=cited.cite.citation if cited.cite else None,
                span=item.name.span,
            )
        )


def _decide_the_rest(resolved: Resolved, draft: Draft, scope: Scope) -> None:
    """Identities of the vocabulary, and outputs that nothing decides."""
    for cited in resolved.declarations:
        item = cited.item
        if not isinstance(item, nodes.Output) or item.name.text in draft.decided:
            continue
        name, type_ = item.name.text, draft.fields[item.name.text].type
        value = NOT_DECIDED if item.identity is None else require(item.identity, scope, type_)
        if item.identity is None:
            scope.report(names.OUTPUT_UNDECIDED, item.name.span, output=name)
        text = format_expr(item.identity) if item.identity else ""
        row = Row(guard=TRUE, values=(value or NOT_DECIDED,), cite=Citation(()), span=item.span, outcome=text)
        identity = Choice(
            name=name,
            form=Form.IDENTITY,
            fields=(name,),
            rows=(row,),
            otherwise=(NOT_DECIDED,),
            otherwise_written=True,
            cite=None,
            span=item.name.span,
        )
        draft.choices[name] = identity


def _gate(policy: nodes.Policy, draft: Draft, scope: Scope) -> None:
    """适用于 closes every 时段, 规定 and 减免."""
    found = declare.lower_gate(policy, scope)
    if found is None:
        return
    gate, cite = found
    for name, choice in draft.choices.items():
        looked_up = choice.form is Form.TABLE and draft.fields[name].public
        if looked_up or choice.form in (Form.WINDOW, Form.RULE, Form.GRANT):
            citation = cite.citation if cite else None
            draft.choices[name] = attrs.evolve(choice, gate=gate, gate_cite=citation)


def _kernel(resolved: Resolved, draft: Draft, scope: Scope) -> Kernel:
    assert resolved.policy is not None
    kernel = Kernel(
        info=declare.lower_header(resolved.policy, scope),
        inputs=draft.inputs,
        params=tuple(draft.params),
        assumptions=tuple(draft.assumptions),
        fields=tuple(draft.fields.values()),
        choices=in_order(tuple(draft.choices.values()), tuple(draft.assumptions), scope.entry_rules, scope),
        relations=tuple(draft.relations),
        benefits=tuple(draft.benefits),
        statements=tuple(draft.statements),
        cases=tuple(lower_case(example, draft.fields, scope) for example in unrolled(resolved.examples)),
        mentions=declare.mentions(resolved.module),
        entry_rules=tuple(scope.entry_rules.values()),
        calendar=draft.calendar,
        claims=tuple(draft.claims),
    )
    if not scope.sink.has_errors:
        check_whole(kernel, scope.sink)
    return kernel
