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
from polc.compiler.inherit import inherited, title_of
from polc.compiler.symbol import Symbol, collect
from polc.dsl import nodes
from polc.dsl.diagnostics import names as codes
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.parser import parse
from polc.dsl.source import Source

Read: TypeAlias = Callable[[str], Source]
MAX_IMPORTS = 50  # files that import one another, one below the other


@attrs.frozen(kw_only=True)
class Override:
    """A rule of an upper file that wins over this file's own; `rule` is None where that file has none."""

    output: nodes.Name
    document: str
    path: str
    rule: nodes.Rule | None
    cite: nodes.Cite | None


@attrs.frozen(kw_only=True)
class Resolved:
    """A file with its imports. `declarations` are all that count, imports first, with their citations."""

    module: nodes.Module
    policy: nodes.Policy | None
    declarations: tuple[nodes.Cited, ...]
    fulfilments: tuple[tuple[str, nodes.Rule, nodes.Cite | None], ...]
    fulfilling: tuple[nodes.Use, ...]
    overrides: tuple[Override, ...]
    examples: tuple[nodes.Example | nodes.ExampleTable, ...]
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
    fulfilling: list[nodes.Use] = []
    overrides: list[Override] = []
    for used, use in _imports(module, (path,), loader):
        brought = tuple(_declarations(used))
        if use.inherits is not None:
            brought = inherited(used, use, use.inherits, brought, tuple(_declarations(module)), loader.sink)
        if use.overrides:
            overrides += _overrides(used, use, brought)
            brought = tuple(c for c in brought if _is_shared(c.item))
        if use.fulfils:
            rules = [(c.item, c.cite) for c in brought if isinstance(c.item, nodes.Rule)]
            fulfilments += [(use.fulfils, rule, cite) for rule, cite in rules]
            fulfilling.append(use)
            brought = tuple(c for c in brought if _is_shared(c.item))
        declarations += brought
    declarations += _declarations(module)
    policy = next((item for item in module.items if isinstance(item, nodes.Policy)), None)
    symbols = collect(tuple(declarations), policy, loader.sink)
    report_confusable(symbols.values(), loader.sink)
    report_chains(declarations, loader.sink)
    return Resolved(
        module=module,
        policy=policy,
        declarations=tuple(declarations),
        fulfilments=tuple(fulfilments),
        fulfilling=tuple(fulfilling),
        overrides=tuple(overrides),
        examples=tuple(item for item in module.items if isinstance(item, nodes.Example | nodes.ExampleTable)),
        symbols=symbols,
    )


def _overrides(used: nodes.Module, use: nodes.Use, brought: tuple[nodes.Cited, ...]) -> Iterator[Override]:
    """The rules that 覆盖 names, as the upper file has them."""
    rules = {c.item.name.text: (c.item, c.cite) for c in brought if isinstance(c.item, nodes.Rule)}
    for name in use.overrides:
        rule, cite = rules.get(name.text, (None, None))
        yield Override(output=name, document=title_of(used), path=use.path, rule=rule, cite=cite)


def _is_shared(item: nodes.Declaration) -> bool:
    """What a file that fulfils another one brings along besides its rules."""
    return nodes.TRAITS[type(item)].shared


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
    if len(trail) >= MAX_IMPORTS:
        chain = " → ".join((trail[0], trail[1], "…", path))
        deep = (("chain", chain), ("levels", str(len(trail) + 1)), ("limit", str(MAX_IMPORTS)))
        loader.sink.add(Diagnostic(code=codes.TOO_LONG_A_CHAIN, span=use.span, facts=deep))
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
