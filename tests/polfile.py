"""Reading `.pol` text in a test: the module, and the findings as short strings."""

from polc.dsl.diagnostics.model import Sink
from polc.dsl.nodes import Module
from polc.dsl.parser import parse
from polc.dsl.source import Source


def reading(text: str) -> tuple[Module, Sink, Source]:
    """What `text` gives: module, sink and source."""
    source, sink = Source(path="x.pol", text=text), Sink()
    return parse(source, sink), sink, source


def module_of(text: str) -> Module:
    """The module of a text without errors."""
    module, sink, _ = reading(text)
    assert sink.found == []
    return module


def findings(text: str) -> list[tuple[str, str, str]]:
    """(line:column, code, what it points at) of each finding, in order."""
    _, sink, source = reading(text)
    return [
        (
            f"{source.line_of(found.span.start)}:{source.column_of(found.span.start)}",
            found.code.id,
            source.slice(found.span),
        )
        for found in sink.found
    ]


def facts(text: str) -> dict[str, str]:
    """The facts of the only finding of `text`."""
    _, sink, _ = reading(text)
    (found,) = sink.found
    return dict(found.facts)
