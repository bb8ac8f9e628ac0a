"""说明 and 问: what the public is told, and how it asks. Nothing here changes a result.

Reports a 说明 of a name or a reading that doesn't exist (201), and a second one of the same name (217).
"""

from __future__ import annotations

from polc.compiler.kernel import Wording
from polc.compiler.lowering.scope import Scope
from polc.compiler.resolve import Resolved
from polc.compiler.symbol import SymbolKind
from polc.dsl import nodes
from polc.dsl.diagnostics import names
from polc.dsl.walk import walk


def lower_wordings(resolved: Resolved, scope: Scope) -> tuple[Wording, ...]:
    """Every 说明 in order; the file's own goes before that of a vocabulary."""
    found: dict[tuple[str, str], tuple[str, Wording]] = {}
    for cited in resolved.declarations:
        item = cited.item
        if not isinstance(item, nodes.Explain) or not _known(item, scope):
            continue
        key = (item.subject.text, item.reading.text if item.reading else "")
        if key in found and found[key][0] == item.span.path:
            scope.report(names.BLOCK_TWICE, item.span, output=f"说明 {item.subject.text}")
        found[key] = item.span.path, _wording(item, cited.cite)
    return tuple(wording for _, wording in found.values())


def _wording(item: nodes.Explain, cite: nodes.Cite | None) -> Wording:
    return Wording(
        name=item.subject.text,
        text=item.text,
        reading=item.reading.text if item.reading else "",
        opposite=item.opposite,
        question=item.question,
        hint=item.hint,
        asked=item.asked,
        cite=cite.citation if cite else None,
    )


def _known(item: nodes.Explain, scope: Scope) -> bool:
    """Whether there's such a name, and such a reading of it."""
    symbol = scope.resolved.symbols.get(item.subject.text)
    if symbol is None:
        if any(item.subject.text in options for options in scope.options.values()):
            return True
        if scope.list_with(item.subject.text):
            return True
        scope.report_unknown(item.subject, declared="名称")
        return False
    if item.reading is None:
        return True
    if symbol.kind is not SymbolKind.ASSUMPTION or not isinstance(symbol.node, nodes.Assumption):
        scope.report_kind(item.subject, symbol, "一项假定")
        return False
    readings = tuple(reading.name.text for reading in symbol.node.readings)
    if item.reading.text not in readings:
        scope.report_none_of(item.reading.text, item.reading.span, readings)
    return item.reading.text in readings


def questions_in(resolved: Resolved) -> tuple[tuple[str, str], ...]:
    """The reason of each silence that says how people ask about it, with the question."""
    silences = (
        node
        for cited in resolved.declarations
        for node in walk(cited)
        if isinstance(node, nodes.SaysUndetermined) and node.question
    )
    return tuple({silence.reason: silence.question for silence in silences}.items())
