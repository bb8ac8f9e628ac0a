"""Symbols: every declared name with what it stands for and where. Reports 202."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

import attrs

from polc.dsl import nodes
from polc.dsl.diagnostics.model import Diagnostic, Note, Sink, Text
from polc.dsl.diagnostics.names import DUPLICATE_NAME
from polc.dsl.source import Span


class SymbolKind(Enum):
    """What a name stands for."""

    FACT = "事实"
    OUTPUT = "输出"
    STANDARD = "标准"
    GROUP = "群体"
    WINDOW = "时段"
    OPTION = "时段里的一段"
    ASSUMPTION = "假定"
    RANGE_END = "起止日"
    GRANT = "减免"
    QUANTITY = "量"
    TABLE = "表"
    CLASSES = "分类"
    LIST = "清单"
    RUNNING = "累计"
    ENTRY_RULE = "每笔的规定"
    MONTH_RULE = "每月的规定"
    SHARE = "出资"


@attrs.frozen(kw_only=True)
class Symbol:
    """One declared name; `node` is its declaration, `owner` the 时段 or the 分类 of an OPTION."""

    name: str
    kind: SymbolKind
    node: nodes.Node
    span: Span
    owner: str = ""


def collect(
    declarations: tuple[nodes.Cited, ...],
    policy: nodes.Policy | None,
    sink: Sink,
    brought: Iterable[Iterable[Symbol]] = (),
) -> dict[str, Symbol]:
    """The table of names: of the header's ranges, of what other notices bring, of each declaration."""
    symbols: dict[str, Symbol] = {}
    own = (symbol for cited in declarations for symbol in declared(cited.item))
    for symbol in [*from_header(policy), *(s for notice in brought for s in notice), *own]:
        earlier = symbols.setdefault(symbol.name, symbol)
        standing = _standing(earlier, symbol)
        if standing is not None:
            symbols[symbol.name] = standing
        else:
            made = SymbolKind.RANGE_END in (symbol.kind, earlier.kind)
            window = (("window", symbol.name[:-2]),) if made else ()
            facts = (("name", symbol.name), ("kind", earlier.kind.value), *window)
            first = Note(earlier.span, Text("第一次在这里", "first here"))
            found = Diagnostic(code=DUPLICATE_NAME, span=symbol.span, facts=facts, notes=(first,))
            sink.add(found)
    return symbols


def _standing(earlier: Symbol, symbol: Symbol) -> Symbol | None:
    """What a name with two declarations stands for, whichever comes first; None where they clash.

    A block decides the output of its name, which stands for both; of an output 每笔 it's the rule that does,
    because only the rule has a value at an entry. An option may stand in several rows of one 时段.
    """
    if earlier.node is symbol.node:
        return earlier
    if earlier.kind is symbol.kind and earlier.kind in (SymbolKind.OPTION, SymbolKind.RANGE_END):
        return earlier if earlier.owner == symbol.owner else None
    for output, block in ((earlier, symbol), (symbol, earlier)):
        if isinstance(output.node, nodes.Output) and output.node.entries is not None:
            return block if block.kind in _PER_ENTRY else None
        if output.kind is SymbolKind.OUTPUT and block.kind in _DECIDING:
            return output
    return None


_PER_ENTRY = frozenset({SymbolKind.ENTRY_RULE, SymbolKind.RUNNING})


_DECIDING = frozenset(
    {
        SymbolKind.GROUP,
        SymbolKind.WINDOW,
        SymbolKind.QUANTITY,
        SymbolKind.TABLE,
        SymbolKind.CLASSES,
        SymbolKind.MONTH_RULE,
        SymbolKind.SHARE,
    }
)


def declared(item: nodes.Declaration) -> Iterator[Symbol]:
    """The names that a declaration makes."""
    match item:
        case nodes.Fact(name=name):
            yield _symbol(name, SymbolKind.FACT, item)
        case nodes.Output(name=name):
            yield _symbol(name, SymbolKind.OUTPUT, item)
        case nodes.Standard(name=name):
            yield _symbol(name, SymbolKind.STANDARD, item)
        case nodes.Group(name=name) | nodes.GroupRows(name=name):
            yield _symbol(name, SymbolKind.GROUP, item)
        case nodes.Assumption(name=name):
            yield _symbol(name, SymbolKind.ASSUMPTION, item)
        case nodes.Window(name=name):
            yield _symbol(name, SymbolKind.WINDOW, item)
            yield from _window_rows(item)
        case nodes.Yields(name=name):
            yield _symbol(name, SymbolKind.GRANT, item)
        case nodes.Quantity(name=name):
            yield _symbol(name, SymbolKind.QUANTITY, item)
        case nodes.Table(name=name):
            yield _symbol(name, SymbolKind.TABLE, item)
        case nodes.Classes(name=name):
            yield _symbol(name, SymbolKind.CLASSES, item)
            yield from _class_names(item)
        case nodes.EntryList(name=name):
            yield _symbol(name, SymbolKind.LIST, item)
        case nodes.Running(name=name):
            yield _symbol(name, SymbolKind.RUNNING, item)
        case nodes.Rule(name=name, entries=nodes.Name()):
            yield _symbol(name, SymbolKind.ENTRY_RULE, item)
        case nodes.Rule(name=name, monthly=True):
            yield _symbol(name, SymbolKind.MONTH_RULE, item)
        case nodes.Funding():
            yield from (_symbol(row.name, SymbolKind.SHARE, row) for row in item.rows)
        case _:
            return


def _symbol(name: nodes.Name, kind: SymbolKind, node: nodes.Node) -> Symbol:
    return Symbol(name=name.text, kind=kind, node=node, span=name.span)


def _class_names(classes: nodes.Classes) -> Iterator[Symbol]:
    for row in classes.rows:
        if isinstance(row, nodes.ClassRow | nodes.ClassRest):
            owner = classes.name.text
            yield Symbol(
                name=row.name.text, kind=SymbolKind.OPTION, node=row, span=row.name.span, owner=owner
            )


def _window_rows(window: nodes.Window) -> Iterator[Symbol]:
    for row in window.rows:
        if not isinstance(row, nodes.WindowRow):
            continue
        kind = SymbolKind.OPTION
        yield Symbol(name=row.name.text, kind=kind, node=row, span=row.name.span, owner=window.name.text)
        yield from _ends(row.name.text, row.range, row.name.span)


def _ends(name: str, range_: nodes.Range, span: Span) -> Iterator[Symbol]:
    """X首日 and, unless the range is open, X末日."""
    yield Symbol(name=f"{name}首日", kind=SymbolKind.RANGE_END, node=range_.low, span=span)
    if isinstance(range_, nodes.ClosedRange):
        yield Symbol(name=f"{name}末日", kind=SymbolKind.RANGE_END, node=range_.high, span=span)


def from_header(policy: nodes.Policy | None) -> Iterator[Symbol]:
    """The names that the ranges of a header make."""
    for item in policy.header if policy else ():
        if isinstance(item.key, nodes.HeaderRange):
            yield from _ends(item.key.key.value, item.key.range, item.span)
