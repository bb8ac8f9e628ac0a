"""Module → Resolved: imports followed, every declared name known, with the place it was declared.

In: a path and a way to read files (the command supplies it; nothing here touches the disk). Out: the
file, what it imports in dependency order, and the table of symbols. Reports 202–205. Imports are
relative to the importing file and stay inside the project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from enum import Enum
from posixpath import dirname, join, normpath
from typing import TypeAlias

import attrs

from polc.dsl import nodes
from polc.dsl.diagnostics import names as codes
from polc.dsl.diagnostics.model import Diagnostic, Note, Sink, Text
from polc.dsl.parser import parse
from polc.dsl.source import Source, Span

Read: TypeAlias = Callable[[str], Source]


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


@attrs.frozen(kw_only=True)
class Symbol:
    """One declared name; `node` is its declaration, `owner` the 时段 of an OPTION."""

    name: str
    kind: SymbolKind
    node: nodes.Node
    span: Span
    owner: str = ""


@attrs.frozen(kw_only=True)
class Resolved:
    """A file with its imports. `declarations` are all that count, imports first, with their citations."""

    module: nodes.Module
    policy: nodes.Policy | None
    declarations: tuple[nodes.Cited, ...]
    fulfilments: tuple[tuple[str, nodes.Rule, nodes.Cite | None], ...]
    examples: tuple[nodes.Example, ...]
    symbols: dict[str, Symbol]


@attrs.define
class Loader:
    """Reads files once, follows 引用, and keeps every source that was read."""

    read: Read
    sink: Sink
    sources: dict[str, Source] = attrs.field(factory=dict)
    modules: dict[str, nodes.Module] = attrs.field(factory=dict)

    def load(self, path: str) -> nodes.Module:
        """The module at `path`; raises FileNotFoundError when there's none."""
        if path not in self.modules:
            source = self.read(path)
            self.sources[path] = source
            self.modules[path] = parse(source, self.sink)
        return self.modules[path]


def resolve(path: str, loader: Loader) -> Resolved:
    """Load `path` and all it imports, and collect what is declared."""
    module = loader.load(path)
    declarations: list[nodes.Cited] = []
    fulfilments: list[tuple[str, nodes.Rule, nodes.Cite | None]] = []
    for used, use in _imports(module, (path,), loader):
        brought = tuple(_declarations(used))
        if use.fulfils:
            rules = [(c.item, c.cite) for c in brought if isinstance(c.item, nodes.Rule)]
            fulfilments += [(use.fulfils, rule, cite) for rule, cite in rules]
            brought = tuple(c for c in brought if _is_shared(c.item))
        declarations += brought
    declarations += _declarations(module)
    policy = next((item for item in module.items if isinstance(item, nodes.Policy)), None)
    return Resolved(
        module=module,
        policy=policy,
        declarations=tuple(declarations),
        fulfilments=tuple(fulfilments),
        examples=tuple(item for item in module.items if isinstance(item, nodes.Example)),
        symbols=_symbols(tuple(declarations), policy, loader.sink),
    )


def _is_shared(item: nodes.Declaration) -> bool:
    """What a file that fulfils another one brings along besides its rules."""
    return isinstance(
        item,
        nodes.Fact | nodes.Relation | nodes.Standard | nodes.Group | nodes.GroupRows | nodes.Assumption,
    )


# ---- imports ----------------------------------------------------------------------------------------
def _imports(
    module: nodes.Module, trail: tuple[str, ...], loader: Loader
) -> list[tuple[nodes.Module, nodes.Use]]:
    """Everything `module` imports, deepest first, each file once."""
    found: dict[str, tuple[nodes.Module, nodes.Use]] = {}
    for use in (item for item in module.items if isinstance(item, nodes.Use)):
        path = _target(use, trail, loader)
        if path is None or path in found:
            continue
        used = loader.load(path)
        for deeper in _imports(used, (*trail, path), loader):
            found.setdefault(deeper[0].path, deeper)
        found[path] = (used, use)
    return list(found.values())


def _target(use: nodes.Use, trail: tuple[str, ...], loader: Loader) -> str | None:
    """The path that `use` means, or None after reporting why there's none."""
    written = use.path if use.path.endswith(".pol") else f"{use.path}.pol"
    path = normpath(join(dirname(trail[-1]), written))
    if path.startswith(("../", "/")) or "\\" in path or ":" in path:
        loader.sink.add(Diagnostic(code=codes.IMPORT_OUTSIDE, span=use.span, facts=(("path", use.path),)))
        return None
    if path in trail:
        chain = " → ".join((*trail[trail.index(path) :], path))
        loader.sink.add(Diagnostic(code=codes.IMPORT_CYCLE, span=use.span, facts=(("chain", chain),)))
        return None
    try:
        loader.load(path)
    except FileNotFoundError:
        facts = (("path", use.path), ("nearest", ""))
        loader.sink.add(Diagnostic(code=codes.IMPORT_NOT_FOUND, span=use.span, facts=facts))
        return None
    return path


def _declarations(module: nodes.Module) -> Iterator[nodes.Cited]:
    for item in module.items:
        if isinstance(item, nodes.Vocabulary):
            yield from item.items
        elif isinstance(item, nodes.Cited):
            yield item


# ---- symbols ----------------------------------------------------------------------------------------
def _symbols(
    declarations: tuple[nodes.Cited, ...], policy: nodes.Policy | None, sink: Sink
) -> dict[str, Symbol]:
    symbols: dict[str, Symbol] = {}
    for symbol in [*_from_header(policy), *(s for cited in declarations for s in _declared(cited.item))]:
        earlier = symbols.setdefault(symbol.name, symbol)
        if earlier is not symbol and not _completes(earlier, symbol):
            facts = (("name", symbol.name), ("kind", earlier.kind.value))
            first = Note(earlier.span, Text("第一次在这里", "first here"))
            found = Diagnostic(code=codes.DUPLICATE_NAME, span=symbol.span, facts=facts, notes=(first,))
            sink.add(found)
    return symbols


def _completes(earlier: Symbol, symbol: Symbol) -> bool:
    """A block decides the output of its name; the same option may stand in several rows of one 时段."""
    if earlier.kind is SymbolKind.OPTION:
        return symbol.kind is SymbolKind.OPTION and earlier.owner == symbol.owner
    if earlier.kind is SymbolKind.RANGE_END:
        return symbol.kind is SymbolKind.RANGE_END
    return earlier.kind is SymbolKind.OUTPUT and symbol.kind in (SymbolKind.GROUP, SymbolKind.WINDOW)


def _declared(item: nodes.Declaration) -> Iterator[Symbol]:
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
        case _:
            return


def _symbol(name: nodes.Name, kind: SymbolKind, node: nodes.Node) -> Symbol:
    return Symbol(name=name.text, kind=kind, node=node, span=name.span)


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


def _from_header(policy: nodes.Policy | None) -> Iterator[Symbol]:
    for item in policy.header if policy else ():
        if isinstance(item.key, nodes.HeaderRange):
            yield from _ends(item.key.key.value, item.key.range, item.span)


def nearest(name: str, known: list[str]) -> str:
    """The known name most like `name`, or empty."""
    found = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return found[0] if found else ""
