"""What can be written at a place: the words that the parser's table takes there, and the names that fit.

In: a workspace and a place of a file, broken or not. Out: `Offer`s. Which words can stand is the table's to
say (`dsl/expecting.py`); which names, told by what stands before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from polc.compiler.resolve import Resolved
from polc.compiler.symbol import Symbol, SymbolKind
from polc.dsl import nodes
from polc.dsl.expecting import Expected, expected_at
from polc.dsl.format_expressions import format_name
from polc.dsl.keywords import BY_TERMINAL
from polc.dsl.lexer import NAME, Lexeme
from polc.dsl.source import NOWHERE
from polc.dsl.walk import walk
from polc.service.workspace import Workspace

_NEW = frozenset({"FACT", "OUTPUT", "STANDARD", "LIST", "ASSUME", "VOCABULARY", "RUNNING", "EXAMPLE"})
_DECIDED = frozenset({"RULE", "GROUP", "WINDOW", "QUANTITY", "TABLE", "CLASSES", "SHARED"})
_OF_LISTS = frozenset(
    {
        "EXISTS",
        "EVERY",
        "COUNT_OF",
        "SUM",
        "GREATEST",
        "LEAST",
        "LATEST",
        "EARLIEST",
        "PER_ENTRY",
        "ENTRY",
    }
)
_NO_VALUES = frozenset({SymbolKind.OPTION, SymbolKind.GRANT})


@attrs.frozen(kw_only=True)
class Offer:
    """One thing that can be written: `kind` is 词, 条款 or what the name stands for."""

    text: str
    kind: str
    detail: str = ""
    help: str = ""


@attrs.frozen(kw_only=True)
class Offers:
    """What can be written from `start` on; `terminals` are what the table takes."""

    start: int
    terminals: frozenset[str]
    offers: tuple[Offer, ...]


def completion(workspace: Workspace, path: str, offset: int) -> Offers:
    """Names first, then the words of the language."""
    expected = expected_at(workspace.source(path), offset)
    found = [*_names(workspace, path, expected), *_words(expected)]
    unique = {(offer.text, offer.kind): offer for offer in reversed(found)}
    return Offers(
        start=expected.start, terminals=expected.terminals, offers=tuple(reversed(list(unique.values())))
    )


def _words(expected: Expected) -> Iterator[Offer]:
    for terminal, word in BY_TERMINAL.items():
        if terminal in expected.terminals:
            yield Offer(text=word.word, kind="词", detail=word.role, help=word.help)


def _names(workspace: Workspace, path: str, expected: Expected) -> Iterator[Offer]:
    if not expected.terminals & {NAME, "CITE"}:
        return
    try:
        resolved = workspace.front(path).resolved
    except (FileNotFoundError, RecursionError):
        return
    if "CITE" in expected.terminals:
        yield from _clauses(resolved)
    if NAME in expected.terminals:
        yield from _fitting(resolved, expected.before)


# ---- clauses ----------------------------------------------------------------------------------------
def _clauses(resolved: Resolved) -> Iterator[Offer]:
    """The clauses of the header, those that nothing in the file answers yet first."""
    if resolved.policy is None:
        return
    listed = [
        c.text
        for item in resolved.policy.header
        if isinstance(item.key, nodes.HeaderClauses)
        for c in item.key.cite.citation.clauses
    ]
    cited = {
        c.text
        for item in resolved.module.items
        if not isinstance(item, nodes.Policy)
        for node in walk(item)
        if isinstance(node, nodes.Cite)
        for c in node.citation.clauses
    }
    for text in sorted(dict.fromkeys(listed), key=lambda clause: clause in cited):
        yield Offer(text=f"【{text}】", kind="条款", detail="" if text in cited else "还没有交代")


# ---- names ------------------------------------------------------------------------------------------
def _fitting(resolved: Resolved, before: tuple[Lexeme, ...]) -> Iterator[Offer]:
    """The names that fit behind the lexemes of the declaration that is begun."""
    last = before[-1] if before else None
    word = last.kinds[0] if last is not None else ""
    symbols = resolved.symbols
    if word in _NEW:
        return
    if word == "ADOPT" or _is_reading(before):
        yield from _readings(resolved, before)
    elif word == "GRANT":
        yield from _of(symbols.values(), {SymbolKind.GRANT})
    elif word in _DECIDED:
        yield from _of(symbols.values(), {SymbolKind.OUTPUT})
    elif word in _OF_LISTS:
        yield from _of(symbols.values(), {SymbolKind.LIST, SymbolKind.MONTH_RULE})
    elif word in ("IN",) and not _is_value(before):
        yield from _of(symbols.values(), {SymbolKind.WINDOW, SymbolKind.OPTION})
    elif word == "GATE":
        yield from _of(symbols.values(), {SymbolKind.GROUP, SymbolKind.FACT})
    else:
        yield from _options(resolved, before)
        yield from _columns(resolved, before)
        yield from _of(symbols.values(), frozenset(SymbolKind) - _NO_VALUES)


def _of(symbols: Iterable[Symbol], kinds: Iterable[SymbolKind]) -> Iterator[Offer]:
    wanted = frozenset(kinds)
    for symbol in symbols:
        if symbol.kind in wanted:
            yield Offer(text=_written(symbol.name), kind=symbol.kind.value, detail=_note(symbol.node))


def _written(name: str) -> str:
    return format_name(nodes.Name(text=name, span=NOWHERE))


def _note(node: nodes.Node) -> str:
    if isinstance(node, nodes.Fact | nodes.Output):
        return node.note or node.type.word.value
    return ""


def _is_value(before: tuple[Lexeme, ...]) -> bool:
    """True where 在 follows a value: then a day comes, not the name of a 时段."""
    return len(before) > 1 and before[-2].kinds[-1] in (NAME, "DATE")


def _is_reading(before: tuple[Lexeme, ...]) -> bool:
    """True behind 假定 X = in a 案例."""
    return len(before) > 2 and before[-1].text == "=" and before[-3].is_("ASSUME")


def _readings(resolved: Resolved, before: tuple[Lexeme, ...]) -> Iterator[Offer]:
    names = [before[i + 1].text for i, x in enumerate(before[:-1]) if x.is_("ASSUME")]
    symbol = resolved.symbols.get(names[-1]) if names else None
    if symbol is not None and isinstance(symbol.node, nodes.Assumption):
        for reading in symbol.node.readings:
            yield Offer(text=_written(reading.name.text), kind="读法", detail=reading.note)
    elif before and before[-1].is_("ADOPT"):
        for at, lexeme in enumerate(before[:-1]):
            if lexeme.text == ":" and before[at - 1].kinds == (NAME,):
                yield Offer(text=before[at - 1].text, kind="读法")


def _options(resolved: Resolved, before: tuple[Lexeme, ...]) -> Iterator[Offer]:
    """The options of the fact or result that a value is wanted of."""
    owner = ""
    if len(before) > 1 and before[-1].is_("IS", "IS_NOT", "EQUAL"):
        owner = before[-2].text
    elif before and before[-1].is_("GIVES"):
        owner = next((before[i + 1].text for i, x in enumerate(before[:-1]) if x.is_("RULE")), "")
    columns = (
        c for s in resolved.symbols.values() if isinstance(s.node, nodes.EntryList) for c in s.node.columns
    )
    symbol = resolved.symbols.get(owner)
    node = symbol.node if symbol else next((c for c in columns if c.name.text == owner), None)
    if isinstance(node, nodes.Fact | nodes.Output):
        for option in node.type.options:
            yield Offer(text=_written(option.text), kind="选项", detail=owner)


def _columns(resolved: Resolved, before: tuple[Lexeme, ...]) -> Iterator[Offer]:
    """The columns of the list spoken of last in this declaration."""
    for lexeme in reversed(before):
        symbol = resolved.symbols.get(lexeme.text)
        if symbol is not None and isinstance(symbol.node, nodes.EntryList):
            for column in symbol.node.columns:
                yield Offer(text=_written(column.name.text), kind="清单的一列", detail=_note(column))
            return
