"""Each request of an editor about one document: parameters read, the service asked, the answer as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from polc.dsl import nodes
from polc.dsl.diagnostics.explain import page_in
from polc.dsl.diagnostics.model import Diagnostic, Edit, Lang
from polc.dsl.source import Source, Span
from polc.service import desk, documents
from polc.service.completing import completion
from polc.service.curve import curve
from polc.service.desk import Person
from polc.service.findings import as_data
from polc.service.fixing import Fix, fixes
from polc.service.formatting import formatting
from polc.service.hovering import hover
from polc.service.lenses import lenses
from polc.service.names import Names, names_of
from polc.service.outlining import Entry, folds, outline
from polc.service.positions import Data, offset_of, range_of
from polc.service.renaming import renamable, rename
from polc.service.tokens import tokens
from polc.service.why import why
from polc.service.workspace import Workspace

# Kinds of symbols and of completions as the protocol numbers them.
_SYMBOL_KINDS: dict[type[nodes.Node], int] = {
    nodes.Fact: 8,
    nodes.Output: 7,
    nodes.Standard: 14,
    nodes.Rule: 12,
    nodes.Grant: 12,
    nodes.Group: 5,
    nodes.GroupRows: 5,
    nodes.Window: 10,
    nodes.Classes: 10,
    nodes.WindowRow: 22,
    nodes.Example: 6,
    nodes.ExampleTable: 6,
    nodes.Policy: 2,
    nodes.Vocabulary: 2,
    nodes.Use: 3,
}
_OTHER_SYMBOL = 13
_ITEM_KINDS = {"词": 14, "条款": 18, "事实": 5, "输出": 10, "读法": 20, "选项": 20, "群体": 7, "时段": 13}
_OTHER_ITEM = 6


@attrs.frozen(kw_only=True)
class Context:
    """The document that a request is about, and the findings it shows; `done` when there are no more."""

    workspace: Workspace
    path: str
    lang: Lang
    told: tuple[Diagnostic, ...]
    done: bool
    uri: Callable[[str], str]

    @property
    def source(self) -> Source:
        """The text of the document."""
        return self.workspace.source(self.path)

    def offset(self, params: Any) -> int:
        """The place that a request is about."""
        return offset_of(self.source, params["position"])

    def names(self, *, everywhere: bool = False) -> Names:
        """The names as this document sees them, or as all policies do."""
        others = self.workspace.policies() if everywhere else ()
        paths = (self.path, *(path for path in others if path != self.path))
        return self.workspace.kept(("names", paths), lambda: names_of(self.workspace, paths))

    def locations(self, spans: Iterable[Span]) -> list[Data]:
        """Places as the protocol has them."""
        source = self.workspace.source
        return [{"uri": self.uri(s.path), "range": range_of(source(s.path), s)} for s in spans]

    def text_edits(self, edits: Iterable[Edit]) -> list[Data]:
        """Edits of one file."""
        return [
            {"range": range_of(self.workspace.source(e.span.path), e.span), "newText": e.new} for e in edits
        ]

    def changes(self, edits: Iterable[Edit]) -> Data:
        """Edits of several files."""
        by_path: dict[str, list[Edit]] = {}
        for edit in edits:
            by_path.setdefault(edit.span.path, []).append(edit)
        return {"changes": {self.uri(path): self.text_edits(mine) for path, mine in sorted(by_path.items())}}


def _hover(context: Context, params: Any) -> Data | None:
    found = hover(
        context.workspace, context.names(), context.path, context.offset(params), context.told, context.lang
    )
    if found is None:
        return None
    content = {"kind": "markdown", "value": found.markdown}
    return {"contents": content, "range": range_of(context.source, found.span)}


def _definition(context: Context, params: Any) -> list[Data]:
    names = context.names()
    mention = names.at(context.path, context.offset(params))
    return context.locations(names.declarations(mention.span)) if mention else []


def _references(context: Context, params: Any) -> list[Data]:
    names = context.names(everywhere=True)
    mention = names.at(context.path, context.offset(params))
    if mention is None:
        return []
    declared = frozenset(names.declarations(mention.span))
    wanted = (params.get("context") or {}).get("includeDeclaration", True)
    spans = (m.span for m in names.together(mention.span) if wanted or m.span not in declared)
    return context.locations(spans)


def _highlight(context: Context, params: Any) -> list[Data]:
    names = context.names()
    mention = names.at(context.path, context.offset(params))
    here = names.together(mention.span) if mention else ()
    return [{"range": range_of(context.source, m.span)} for m in here if m.span.path == context.path]


def _prepare_rename(context: Context, params: Any) -> Data:
    mention = renamable(context.workspace, context.path, context.offset(params))
    name = context.source.slice(mention.span).strip("「」")
    return {"range": range_of(context.source, mention.span), "placeholder": name}


def _rename(context: Context, params: Any) -> Data:
    new = params["newName"]
    return context.changes(rename(context.workspace, context.path, context.offset(params), new))


def _completion(context: Context, params: Any) -> Data:
    offset = context.offset(params)
    found = completion(context.workspace, context.path, offset)
    place = range_of(context.source, Span(context.path, found.start, offset))
    items = [
        {
            "label": offer.text,
            "kind": _ITEM_KINDS.get(offer.kind, _OTHER_ITEM),
            "detail": " ".join(part for part in (offer.kind, offer.detail) if part),
            "documentation": offer.help,
            "sortText": f"{number:05}",
            "filterText": offer.text,
            "textEdit": {"range": place, "newText": offer.text},
        }
        for number, offer in enumerate(found.offers)
    ]
    return {"isIncomplete": False, "items": items}


def _formatting(context: Context, _params: Any) -> list[Data]:
    return context.text_edits(formatting(context.workspace, context.path))


def _symbols(context: Context, _params: Any) -> list[Data]:
    return [_symbol(context.source, entry) for entry in outline(context.workspace, context.path)]


def _symbol(source: Source, entry: Entry) -> Data:
    return {
        "name": entry.name,
        "kind": _SYMBOL_KINDS.get(entry.kind, _OTHER_SYMBOL),
        "range": range_of(source, entry.span),
        "selectionRange": range_of(source, entry.at),
        "children": [_symbol(source, row) for row in entry.rows],
    }


def _folding(context: Context, _params: Any) -> list[Data]:
    return [{"startLine": a, "endLine": b} for a, b in folds(context.workspace, context.path)]


def _tokens(context: Context, _params: Any) -> Data:
    return {"data": tokens(context.workspace, context.names(), context.path)}


def _lenses(context: Context, _params: Any) -> list[Data]:
    names = context.names(everywhere=True)
    checked = context.told if context.done else None
    return [
        {"range": range_of(context.source, lens.span), "command": {"title": lens.text, "command": ""}}
        for lens in lenses(context.workspace, names, context.path, checked, context.lang)
    ]


def _actions(context: Context, params: Any) -> list[Data]:
    first = offset_of(context.source, params["range"]["start"])
    last = offset_of(context.source, params["range"]["end"])
    mine = (f for f in context.told if f.span.path == context.path)
    here = [f for f in mine if f.span.start <= last and first <= f.span.end]
    return [_action(context, fix) for fix in fixes(context.workspace, context.path, here, context.lang)]


def _action(context: Context, fix: Fix) -> Data:
    sources = context.workspace.front(context.path).loader.sources
    data = as_data(fix.finding, sources, context.lang)
    for related in data["relatedInformation"]:
        related["location"]["uri"] = context.uri(related["location"]["uri"])
    return {
        "title": fix.title,
        "kind": "quickfix",
        "isPreferred": fix.preferred,
        "diagnostics": [data],
        "edit": context.changes(fix.edits),
    }


# ---- what only the desk asks ------------------------------------------------------------------------
def _person(params: Any) -> Person:
    given = params["person"]
    return Person(facts=dict(given["facts"]), readings=dict(given["readings"]))


def _form(context: Context, _params: Any) -> Data:
    return desk.form(context.workspace, context.path)


def _answer(context: Context, params: Any) -> Data:
    return desk.answer(context.workspace, context.path, _person(params), context.lang)


def _case(context: Context, params: Any) -> Data:
    return desk.case_of(context.workspace, context.path, _person(params), str(params["title"]))


def _report(context: Context, _params: Any) -> str:
    return documents.report(context.workspace, context.path, context.lang)


def _summary(context: Context, params: Any) -> str:
    return documents.summary(context.workspace, context.path, params["audience"])


def _why(context: Context, params: Any) -> Data | None:
    def at(span: Span) -> Data:
        return context.locations([span])[0]

    return why(context.workspace, context.path, _person(params), params["output"], context.lang, at)


def _curve(context: Context, params: Any) -> Data:
    ends = str(params.get("first") or ""), str(params.get("last") or "")
    return curve(context.workspace, context.path, _person(params), params["fact"], ends, context.lang)


def _comparison(context: Context, params: Any) -> str:
    return documents.comparison(
        context.workspace, context.path, params["other"], params.get("text"), context.lang
    )


def _ledger(context: Context, params: Any) -> str:
    return documents.ledger(context.workspace, context.path, params.get("notice"))


def _explain(context: Context, params: Any) -> str:
    return page_in(params["code"], context.lang)


# What is asked about a place, and what about a whole text.
PLACED: dict[str, Callable[[Context, Any], object]] = {
    "textDocument/hover": _hover,
    "textDocument/definition": _definition,
    "textDocument/references": _references,
    "textDocument/documentHighlight": _highlight,
    "textDocument/prepareRename": _prepare_rename,
    "textDocument/rename": _rename,
    "textDocument/completion": _completion,
    "textDocument/codeAction": _actions,
}
WHOLE: dict[str, Callable[[Context, Any], object]] = {
    "textDocument/formatting": _formatting,
    "textDocument/documentSymbol": _symbols,
    "textDocument/foldingRange": _folding,
    "textDocument/semanticTokens/full": _tokens,
    "textDocument/codeLens": _lenses,
    "polc/form": _form,
    "polc/answer": _answer,
    "polc/case": _case,
    "polc/report": _report,
    "polc/summary": _summary,
    "polc/why": _why,
    "polc/curve": _curve,
    "polc/diff": _comparison,
    "polc/ledger": _ledger,
    "polc/explain": _explain,
}
METHODS = {**PLACED, **WHOLE}
