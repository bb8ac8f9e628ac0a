"""The whole policy: declarations in, one `Kernel` out.

The order: names and types are known first, then each block becomes a choice, then slots that another
document fills, then the choices are put in an order in which each reads only earlier ones. Reports 209,
210, 214–217 and what the other modules of this folder report.
"""

from __future__ import annotations

import attrs

from polc.compiler.kernel import (
    AssumptionDecl,
    Form,
    InputDecl,
    Kernel,
)
from polc.compiler.lowering import declarations as declare
from polc.compiler.lowering import entries
from polc.compiler.lowering.bars import bar_choices, bar_validity
from polc.compiler.lowering.blocks import Draft, add_made, lower_declaration, lower_entry_output
from polc.compiler.lowering.brought import Notice, announce, join, prune
from polc.compiler.lowering.calendars import one_calendar
from polc.compiler.lowering.cases import check_reading, lower_case, unrolled
from polc.compiler.lowering.crossed import check_crossed
from polc.compiler.lowering.fulfil import fulfil, override
from polc.compiler.lowering.order import entry_rules_in_order, in_order
from polc.compiler.lowering.outcomes import NOT_DECIDED, identity
from polc.compiler.lowering.passing import pass_on
from polc.compiler.lowering.scope import Scope
from polc.compiler.lowering.scoping import make_scope
from polc.compiler.lowering.typing import require
from polc.compiler.lowering.whole import check_whole
from polc.compiler.lowering.wordings import lower_wordings, questions_in
from polc.compiler.reach import report_reach
from polc.compiler.resolve import Resolved
from polc.dsl import nodes
from polc.dsl.diagnostics import names
from polc.dsl.diagnostics.model import Diagnostic, Severity, Sink
from polc.dsl.format import format_expr


def lower(resolved: Resolved, sink: Sink) -> Kernel | None:
    """The kernel of the policy; None for a file without one. With errors in the sink it may be partial."""
    if resolved.policy is None:
        _report_headless(resolved, sink)
        return None
    work = _begin(resolved, sink)
    _finish(work)
    prune(work.draft, work.scope)
    return _kernel(resolved, work.draft, work.scope)


@attrs.frozen(kw_only=True)
class _Work:
    """A file being lowered, and the notices that it brings in."""

    draft: Draft
    scope: Scope
    below: tuple[tuple[_Work, Notice], ...]


def _begin(resolved: Resolved, sink: Sink) -> _Work:
    """The declarations of a file under its header; those of other notices under theirs."""
    works = [(brought, _begin(brought.resolved, Sink())) for brought in resolved.brought]
    below = tuple((w, Notice(brought=b, draft=w.draft, scope=w.scope)) for b, w in works)
    scopes = {id(notice.brought): notice.scope for _, notice in below}
    homes = {name: scopes[id(brought)] for name, brought in resolved.exposed}
    scope = make_scope(resolved, sink, homes)
    _report_second_policy(resolved, scope)
    inputs = (*declare.lower_facts(resolved, scope), *_lists(resolved, scope))
    outputs = declare.lower_outputs(resolved, scope)
    draft = Draft(inputs=inputs, fields={decl.name: decl for decl in outputs})
    for _, notice in below:
        announce(notice, draft, scope)
    declare.report_aliases(draft.inputs, scope)
    for cited in resolved.declarations:
        lower_declaration(cited, draft, scope)
    _decide_the_rest(resolved, draft, scope)
    public = [decl for decl in draft.fields.values() if decl.public]
    declare.report_aliases([*public, *draft.entry_outputs.values()], scope)
    _lower_assumptions(resolved, draft, scope)
    return _Work(draft=draft, scope=scope, below=below)


def _finish(work: _Work) -> None:
    """The notices brought in join the file; then this file's own rules put outside whom they aren't for."""
    draft, scope = work.draft, work.scope
    add_made(draft, scope)
    draft.plain |= draft.choices
    own = tuple(draft.choices)
    for lower_work, notice in work.below:
        _finish(lower_work)
        join(notice, draft, scope)
        for found in notice.scope.sink.found:
            if found.level is Severity.ERROR:
                scope.sink.add(found)
    notices = [notice for _, notice in work.below]
    fulfil(notices, draft, scope)
    override(notices, draft, scope)
    policy = scope.resolved.policy
    if policy is not None:
        bar_choices(draft, own, scope)
        bar_validity(policy, draft, own, scope)
        _gate(policy, draft, own, scope)
    pass_on(draft, own, scope.entry_rules)


def _lists(resolved: Resolved, scope: Scope) -> tuple[InputDecl, ...]:
    """Every 清单 as an input; programs need a name for it and for each of its columns."""
    items = [cited.item for cited in resolved.declarations]
    lists = [item for item in items if isinstance(item, nodes.EntryList)]
    found = tuple(entries.lower_list(item, scope) for item in lists)
    for item, decl in zip(lists, found, strict=True):
        declare.report_missing_alias(item.name, item.alias, "清单", scope)
        for column in item.columns:
            declare.report_missing_alias(column.name, column.alias, "清单的列", scope)
        declare.report_aliases(decl.columns, scope)
    return found


def _report_headless(resolved: Resolved, sink: Sink) -> None:
    """Rules outside a vocabulary need the notice they come from."""
    for item in resolved.module.items:
        if isinstance(item, nodes.Cited) and nodes.TRAITS[type(item.item)].operative:
            facts = (("path", resolved.module.path),)
            sink.add(Diagnostic(code=names.NO_POLICY, span=item.span, facts=facts))
            return


def _report_second_policy(resolved: Resolved, scope: Scope) -> None:
    """One file is one policy."""
    for item in resolved.module.items:
        if isinstance(item, nodes.Policy) and item is not resolved.policy:
            scope.report(names.BLOCK_TWICE, item.span, output="政策")


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
                audience=item.audience,
                span=item.name.span,
            )
        )


def _decide_the_rest(resolved: Resolved, draft: Draft, scope: Scope) -> None:
    """Identities of the vocabulary, and outputs that nothing decides."""
    for cited in resolved.declarations:
        item = cited.item
        if isinstance(item, nodes.Output) and item.entries is not None:
            lower_entry_output(item, item.entries, draft, scope)
            continue
        if not isinstance(item, nodes.Output) or item.name.text in draft.decided:
            continue
        name, type_ = item.name.text, draft.fields[item.name.text].type
        value = NOT_DECIDED if item.identity is None else require(item.identity, scope, type_)
        if item.identity is None:
            scope.report(names.OUTPUT_UNDECIDED, item.name.span, output=name)
        text = format_expr(item.identity) if item.identity else ""
        draft.choices[name] = identity(item, value or NOT_DECIDED, text)


def _gate(policy: nodes.Policy, draft: Draft, own: tuple[str, ...], scope: Scope) -> None:
    """适用于 closes every own 时段, 规定 and 减免."""
    found = declare.lower_gate(policy, scope)
    if found is None:
        return
    gate, cite = found
    for name in own:
        choice = draft.choices[name]
        looked_up = choice.form is Form.TABLE and draft.fields[name].public
        if looked_up or choice.form in (Form.WINDOW, Form.RULE, Form.GRANT, Form.ENTRIES):
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
        cases=tuple(lower_case(example, draft, scope) for example in unrolled(resolved.examples)),
        mentions=declare.mentions(resolved.module),
        entry_rules=entry_rules_in_order(scope.entry_rules, scope),
        calendar=one_calendar(draft.calendars, scope),
        claims=tuple(draft.claims),
        wordings=lower_wordings(resolved, scope),
        questions=questions_in(resolved),
        entry_outputs=tuple(draft.entry_outputs.values()),
    )
    if not scope.sink.has_errors:
        check_whole(kernel, scope.sink)
        check_crossed(kernel, scope.sink)
        report_reach(kernel, scope.sink)
    return kernel
