"""Module → Resolved: imports followed, every declared name known, with the place it was declared.

In: a path and a way to read files (the command supplies it; nothing here touches the disk). Out: the
file, what it imports in dependency order, and the table of symbols. Reports 203–205. Imports are
relative to the importing file and stay inside the project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from typing import TypeAlias

import attrs

from polc.compiler.chains import report_chains
from polc.compiler.confusable import report_confusable
from polc.compiler.inherit import inherited, name_of, title_of
from polc.compiler.symbol import Symbol, SymbolKind, collect, declared, from_header
from polc.dsl import nodes
from polc.dsl.diagnostics import brought, names
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.parser import parse
from polc.dsl.source import Source
from polc.dsl.walk import Tree, walk

Read: TypeAlias = Callable[[str], Source]
MAX_IMPORTS = 50  # files that import one another, one below the other


@attrs.frozen(kw_only=True)
class Brought:
    """A file with a notice of its own: it is read under its own header, and `use` says what for."""

    use: nodes.Use
    resolved: Resolved


@attrs.frozen(kw_only=True)
class Resolved:
    """A file with its imports. `declarations` are those read under this header, imports first.

    They are the file's own, those of files without a notice, and those taken over from last year's. What
    other notices say is `brought`; their names that can be used here are among the `symbols`.
    """

    module: nodes.Module
    policy: nodes.Policy | None
    declarations: tuple[nodes.Cited, ...]
    brought: tuple[Brought, ...]
    examples: tuple[nodes.Example | nodes.ExampleTable, ...]
    symbols: dict[str, Symbol]
    title: str

    @property
    def exposed(self) -> Iterator[tuple[str, Brought]]:
        """Every name that another notice brings, with that notice; not what is declared here as well."""
        own = {symbol.name for cited in self.declarations for symbol in declared(cited.item)}
        for notice in self.brought:
            for symbol in exposed(notice):
                if symbol.name not in own and self.symbols[symbol.name] is symbol:
                    yield symbol.name, notice


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
    return _resolved(loader.load(path), (path,), (), None, loader)


def _resolved(
    module: nodes.Module,
    trail: tuple[str, ...],
    around: tuple[nodes.Cited, ...],
    header: nodes.Policy | None,
    loader: Loader,
) -> Resolved:
    """A file with its imports; `around` is the vocabulary of the file that brings it in, `header` the
    conventions it's read under where it has none."""
    declarations: list[nodes.Cited] = []
    apart: list[tuple[nodes.Module, nodes.Use, tuple[str, ...]]] = []
    for used, use, way in _imports(module, trail, loader):
        if _stands_alone(used, use):
            apart.append((used, use, way))
            continue
        found = tuple(_declarations(used))
        if use.inherits is not None:
            found = inherited(used, use, use.inherits, found, tuple(_declarations(module)), loader.sink)
        declarations += found
    declarations += _declarations(module)
    policy = next((item for item in module.items if isinstance(item, nodes.Policy)), header)
    declarations = [*_lacking(declarations, policy, around), *declarations]
    vocabulary = tuple(c for c in declarations if isinstance(c.item, _VOCABULARY))
    brought = tuple(
        Brought(use=use, resolved=_resolved(used, way, vocabulary, conventions(policy), loader))
        for used, use, way in apart
    )
    symbols = collect(tuple(declarations), policy, loader.sink, tuple(map(exposed, brought)))
    report_confusable(symbols.values(), loader.sink)
    report_chains(declarations, loader.sink)
    return Resolved(
        module=module,
        policy=policy,
        declarations=tuple(declarations),
        brought=brought,
        examples=tuple(item for item in module.items if isinstance(item, nodes.Example | nodes.ExampleTable)),
        symbols=symbols,
        title=title_of(module),
    )


def _stands_alone(used: nodes.Module, use: nodes.Use) -> bool:
    """A notice of its own, or rules asked for by what they fill or win over; not last year's file."""
    if use.inherits is not None:
        return False
    return bool(use.fulfils or use.overrides) or any(isinstance(i, nodes.Policy) for i in used.items)


def conventions(policy: nodes.Policy | None) -> nodes.Policy | None:
    """The header as it counts for a file without one: how to count and which years; no scope, no validity."""
    if policy is None:
        return None
    kept = (nodes.HeaderMonths, nodes.HeaderLeap, nodes.HeaderRange)
    header = (item for item in policy.header if isinstance(item.key, kept))
    return attrs.evolve(policy, header=tuple(map(_without_day, header)))


def _without_day(item: nodes.HeaderItem) -> nodes.HeaderItem:
    key = item.key
    return attrs.evolve(item, key=attrs.evolve(key, by=None)) if isinstance(key, nodes.HeaderRange) else item


_VOCABULARY = nodes.Fact | nodes.EntryList | nodes.Output | nodes.Ages | nodes.Yields


def _lacking(
    own: list[nodes.Cited], policy: nodes.Policy | None, around: tuple[nodes.Cited, ...]
) -> list[nodes.Cited]:
    """What a file speaks about without declaring it, as the file that brings it in declares it."""
    if not around:
        return []
    has = {symbol.name for cited in own for symbol in declared(cited.item)}
    trees: list[Tree] = [*own, *([policy] if policy else [])]
    said = {node.text for tree in trees for node in walk(tree) if isinstance(node, nodes.Name)} - has
    aged = any(isinstance(cited.item, nodes.Ages) for cited in own)
    found: list[nodes.Cited] = []
    for cited in around:
        birth = isinstance(cited.item, nodes.Ages) and not aged
        if birth or (name_of(cited) and name_of(cited) in said):
            found.append(cited)
    births = {c.item.birth.text for c in found if isinstance(c.item, nodes.Ages)} - has - said
    return [*found, *(c for c in around if name_of(c) in births)]


def exposed(brought: Brought) -> tuple[Symbol, ...]:
    """The names of another notice that can be used here: all of it, or what its rules rest on."""
    use, resolved = brought.use, brought.resolved
    header = {symbol.name for symbol in from_header(resolved.policy)}
    found = [symbol for symbol in resolved.symbols.values() if symbol.name not in header]
    if not (use.fulfils or use.overrides):
        return tuple(found)
    kept = {symbol.name for symbol in found if symbol.kind in _SHARED}
    return tuple(s for s in found if s.name in kept or (s.kind is SymbolKind.OPTION and s.owner in kept))


# What a file that fills or wins over brings along besides; its results stay its own.
_SHARED = frozenset(
    {
        SymbolKind.FACT,
        SymbolKind.LIST,
        SymbolKind.STANDARD,
        SymbolKind.QUANTITY,
        SymbolKind.TABLE,
        SymbolKind.CLASSES,
        SymbolKind.GROUP,
        SymbolKind.ASSUMPTION,
    }
)


# ---- imports ----------------------------------------------------------------------------------------
def _imports(
    module: nodes.Module, trail: tuple[str, ...], loader: Loader
) -> list[tuple[nodes.Module, nodes.Use, tuple[str, ...]]]:
    """Everything `module` imports with the way to it, deepest first; what stands alone isn't looked into."""
    found: dict[tuple[str, str], tuple[nodes.Module, nodes.Use, tuple[str, ...]]] = {}
    for use in (item for item in module.items if isinstance(item, nodes.Use)):
        path = _target(use, trail, loader)
        if path is None or _place(path, use) in found:
            continue
        used, way = loader.load(path), (*trail, path)
        for deeper in () if _stands_alone(used, use) else _imports(used, way, loader):
            found.setdefault(_place(deeper[0].path, deeper[1]), deeper)
        found[_place(path, use)] = (used, use, way)
    return list(found.values())


def _place(path: str, use: nodes.Use) -> tuple[str, str]:
    """A file, and what it's brought in for: one file may fill one place and win over another."""
    return path, use.fulfils or "、".join(name.text for name in use.overrides)


def _target(use: nodes.Use, trail: tuple[str, ...], loader: Loader) -> str | None:
    """The path that `use` means, or None after reporting why there's none."""
    written = use.path if use.path.endswith(".pol") else f"{use.path}.pol"
    path = normpath(join(dirname(trail[-1]), written))
    if path.startswith(("../", "/")) or "\\" in path or ":" in path:
        loader.sink.add(Diagnostic(code=brought.IMPORT_OUTSIDE, span=use.span, facts=(("path", use.path),)))
        return None
    if path in trail:
        chain = " → ".join((*trail[trail.index(path) :], path))
        loader.sink.add(Diagnostic(code=brought.IMPORT_CYCLE, span=use.span, facts=(("chain", chain),)))
        return None
    if len(trail) >= MAX_IMPORTS:
        chain = " → ".join((trail[0], trail[1], "…", path))
        deep = (("chain", chain), ("levels", str(len(trail) + 1)), ("limit", str(MAX_IMPORTS)))
        loader.sink.add(Diagnostic(code=names.TOO_LONG_A_CHAIN, span=use.span, facts=deep))
        return None
    try:
        loader.load(path)
    except FileNotFoundError:
        facts = (("path", use.path), ("nearest", ""))
        loader.sink.add(Diagnostic(code=brought.IMPORT_NOT_FOUND, span=use.span, facts=facts))
        return None
    return path


def _declarations(module: nodes.Module) -> Iterator[nodes.Cited]:
    for item in module.items:
        if isinstance(item, nodes.Vocabulary):
            yield from item.items
        elif isinstance(item, nodes.Cited):
            yield item
