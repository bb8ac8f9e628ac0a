"""The scope of a policy: what its names mean before anything is lowered."""

from __future__ import annotations

from polc.compiler.lowering import declarations as declare
from polc.compiler.lowering import entries, rules
from polc.compiler.lowering.circles import report_circles
from polc.compiler.lowering.expressions import elaborate
from polc.compiler.lowering.scope import Lowerings, Scope
from polc.compiler.resolve import Resolved
from polc.dsl import nodes
from polc.dsl.diagnostics.internal import LIMIT_REACHED
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.walk import walk

MAX_OPTIONS = 2_000


def make_scope(resolved: Resolved, sink: Sink, homes: dict[str, Scope]) -> Scope:
    """The scope of a policy, with the options of its windows and of its open 选项 outputs.

    `homes` are the scopes of the notices that it brings in, by the names that they bring.
    """
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
        circular=report_circles(resolved, sink),
        homes=homes,
    )
    for output in declare.entry_outputs(resolved):
        scope.types[output.name.text] = scope.type_of_output(output)
    scope.birth = declare.lower_birth(resolved, scope)
    _report_options(resolved, sink)
    return scope


def _report_options(resolved: Resolved, sink: Sink) -> None:
    """Report the first 选项 with more options than can be told apart in reasonable time."""
    for item in (cited.item for cited in resolved.declarations):
        if not isinstance(item, nodes.Fact | nodes.Output | nodes.EntryList):
            continue
        for node in walk(item):
            if isinstance(node, nodes.TypeNode) and len(node.options) > MAX_OPTIONS:
                facts = {
                    "subject": f"“{item.name.text}”的选项",
                    "actual": f"{len(node.options)} 个",
                    "limit": f"{MAX_OPTIONS} 个",
                }
                sink.add(Diagnostic(code=LIMIT_REACHED, span=node.span, facts=tuple(facts.items())))
                return


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
