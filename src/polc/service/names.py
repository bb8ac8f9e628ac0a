"""Which mentions mean which declaration: by identity, never by text.

A file is read from every policy that uses it, and a name may be declared in another file in each: a
declaration is the place of its name, and a mention belongs to all that it means in some policy. What hangs
together that way is one thing to whoever renames it. Columns of a list, readings of an assumption and
options of a 选项 have their declarations where they're written, and their mentions where their owner's are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import dirname, join, normpath

import attrs

from polc.compiler.resolve import Brought, Resolved
from polc.compiler.symbol import Symbol, SymbolKind, declared
from polc.dsl import nodes
from polc.dsl.source import Span
from polc.dsl.walk import children, walk
from polc.service.workspace import Workspace

ENDS = ("首日", "末日")
READING, COLUMN, OPTION = "读法", "清单的一列", "选项"
_BESIDE = frozenset({READING, COLUMN, OPTION})


@attrs.frozen
class Mention:
    """A name in a file; `suffix` is 首日 or 末日 where it's a day made from the name of a 时段's row."""

    span: Span
    suffix: str = ""


@attrs.define
class Names:
    """Mentions, and what they have in common. `kind` tells what stands behind a declaration."""

    parent: dict[Span, Span] = attrs.field(factory=dict)
    mentions: dict[Span, Mention] = attrs.field(factory=dict)
    declared: dict[Span, str] = attrs.field(factory=dict)

    def root(self, span: Span) -> Span:
        """The one that stands for all that hang together with `span`."""
        while self.parent.setdefault(span, span) != span:
            self.parent[span] = self.parent[self.parent[span]]
            span = self.parent[span]
        return span

    def tie(self, mention: Mention, declaration: Span) -> None:
        """Say that a mention means a declaration."""
        self.mentions.setdefault(mention.span, mention)
        a, b = self.root(mention.span), self.root(declaration)
        if a != b:
            self.parent[max(a, b, key=_order)] = min(a, b, key=_order)

    def declare(self, name: nodes.Name, kind: str) -> Span:
        """A declaration, which is a mention of itself."""
        self.declared.setdefault(name.span, kind)
        self.tie(Mention(name.span), name.span)
        return name.span

    def together(self, span: Span) -> tuple[Mention, ...]:
        """All mentions that hang together with this one, in order."""
        root = self.root(span)
        found = (m for m in self.mentions.values() if self.root(m.span) == root)
        return tuple(sorted(found, key=lambda m: _order(m.span)))

    def declarations(self, span: Span) -> tuple[Span, ...]:
        """The declarations that hang together with a mention, in order."""
        root = self.root(span)
        return tuple(sorted((d for d in self.declared if self.root(d) == root), key=_order))

    def at(self, path: str, offset: int) -> Mention | None:
        """The mention that covers a place."""
        found = (m for s, m in self.mentions.items() if s.path == path and s.start <= offset <= s.end)
        return min(found, key=lambda m: (m.span.end == offset, m.span.end - m.span.start), default=None)


def _order(span: Span) -> tuple[str, int, int]:
    return span.path, span.start, span.end


def names_of(workspace: Workspace, paths: Iterable[str]) -> Names:
    """The names of all files that the policies at `paths` read."""
    names = Names()
    for path in paths:
        try:
            known = workspace.front(path)
        except (FileNotFoundError, RecursionError):
            continue
        _View(names, known.resolved, known.loader.modules).look()
    return names


@attrs.frozen
class _View:
    """The names of one policy and the files read under its header."""

    names: Names
    resolved: Resolved
    modules: dict[str, nodes.Module]
    values: dict[str, Span] = attrs.field(factory=dict)
    fields: dict[Span, Span] = attrs.field(factory=dict)

    def look(self) -> None:
        """Tie every mention to what it means here, and look at the notices that are brought in."""
        trees: list[nodes.Node | nodes.Module] = [*self.resolved.declarations, self.resolved.module]
        if self.resolved.policy:
            trees.append(self.resolved.policy)
        for tree in trees:
            self.walk(tree, None, None)
        for brought in self.resolved.brought:
            _View(self.names, brought.resolved, self.modules).look()
            self._across(brought)
        for use in (item for item in self.resolved.module.items if isinstance(item, nodes.Use)):
            self._listed(use)

    # ---- what a name is here ----------------------------------------------------------------------
    def walk(self, tree: nodes.Node | nodes.Module, entry: nodes.EntryList | None, enum: Span | None) -> None:
        """All names below `tree`; `entry` is the list whose entries are spoken of, `enum` the field whose
        options may stand here."""
        waiting = [(tree, entry, enum)]
        while waiting:
            node, list_, field = waiting.pop()
            if isinstance(node, nodes.Name):
                self._mention(node, list_, field)
                continue
            if isinstance(node, nodes.Node):
                self._own_names(node)
                list_, field = self._inside(node, list_), self._field(node, list_, field)
            waiting.extend((child, *self._below(node, child, list_, field)) for child in children(node))

    def _below(
        self,
        node: nodes.Node | nodes.Module,
        child: nodes.Node,
        list_: nodes.EntryList | None,
        field: Span | None,
    ) -> tuple[nodes.EntryList | None, Span | None]:
        """What a child sees: the names of columns in a fold's condition, of options beside their fact."""
        if isinstance(node, nodes.Comparison | nodes.IsAny):
            left = node.left if isinstance(node, nodes.Comparison) else node.item
            return list_, None if child is left else self._enum_of(left, list_) or field
        if isinstance(node, nodes.GivenValue):
            return list_, None if child is node.name else self._enum_of(node.name, list_)
        if isinstance(node, nodes.GivenEntry) and child is not node.list:
            return self._list_named(node.list), None
        return list_, field

    def _inside(self, node: nodes.Node, list_: nodes.EntryList | None) -> nodes.EntryList | None:
        match node:
            case nodes.Exists() | nodes.Every() | nodes.CountOf() | nodes.FoldOf():
                return self._list_named(node.list) or list_
            case nodes.Rule(entries=nodes.Name() as name) | nodes.Running(entries=name):
                return self._list_named(name) or list_
            case nodes.EntryList():
                return node
            case nodes.Explain(subject=name) if name.text not in self.resolved.symbols:
                return next(self._lists_with(name), list_)
            case _:
                return list_

    def _lists_with(self, column: nodes.Name) -> Iterator[nodes.EntryList]:
        lists = (s.node for s in self.resolved.symbols.values() if isinstance(s.node, nodes.EntryList))
        return (list_ for list_ in lists if _column(list_, column.text) is not None)

    def _field(self, node: nodes.Node, list_: nodes.EntryList | None, field: Span | None) -> Span | None:
        """The fact or output whose options the values below are, where the node settles it."""
        match node:
            case (
                nodes.Rule(name=name)
                | nodes.Table(name=name)
                | nodes.Quantity(name=name)
                | nodes.Permitted(fact=name)
                | nodes.Expectation(name=name)
            ):
                return self._enum_of(name, list_)
            case nodes.Fact(name=name) | nodes.Output(name=name):
                return name.span if node.type.word is nodes.TypeWord.ENUM else None
            case _:
                return field

    def _list_named(self, name: nodes.Name) -> nodes.EntryList | None:
        symbol = self.resolved.symbols.get(name.text)
        return symbol.node if symbol is not None and isinstance(symbol.node, nodes.EntryList) else None

    def _enum_of(self, expr: nodes.Expr | nodes.Name, list_: nodes.EntryList | None) -> Span | None:
        """The declaration of a fact, output or column with options that `expr` names."""
        if not isinstance(expr, nodes.Name):
            return None
        column = _column(list_, expr.text)
        symbol = self.resolved.symbols.get(expr.text)
        node = column or (symbol.node if symbol else None)
        is_enum = isinstance(node, nodes.Fact | nodes.Output) and node.type.word is nodes.TypeWord.ENUM
        return node.name.span if is_enum and isinstance(node, nodes.Fact | nodes.Output) else None

    def _own_names(self, node: nodes.Node) -> None:
        """Names that mean something only beside their owner."""
        match node:
            case nodes.Assumption():
                for reading in node.readings:
                    self.names.declare(reading.name, READING)
                self._reading(node, node.adopted)
            case nodes.GivenReading():
                symbol = self.resolved.symbols.get(node.assumption.text)
                if symbol is not None and isinstance(symbol.node, nodes.Assumption):
                    self._reading(symbol.node, node.reading)
            case nodes.EntryList():
                for column in node.columns:
                    self.names.declare(column.name, COLUMN)
            case nodes.Explain(subject=name) if name.text not in self.resolved.symbols:
                for column in filter(None, (_column(each, name.text) for each in self._lists_with(name))):
                    self.names.tie(Mention(name.span), self.names.declare(column.name, COLUMN))
            case nodes.Fact() | nodes.Output():
                for option in node.type.options:
                    self.names.declare(option, OPTION)
            case nodes.Grant():
                self._grant(node)
            case nodes.Table():
                for row in (row for row in node.rows if isinstance(row, nodes.TableRow)):
                    self._columns(node.axes, row.cells)
            case nodes.ExampleTable():
                for person in node.rows:
                    self._columns((*node.columns, *node.expected), person.cells)
            case _:
                pass

    def _grant(self, grant: nodes.Grant) -> None:
        """Who pays and who recognises are options of the grant's fourth and fifth output."""
        yields = (c.item for c in self.resolved.declarations if isinstance(c.item, nodes.Yields))
        outputs = next((y.outputs for y in yields if y.name.text == grant.name.text), ())
        for row in (row for row in grant.rows if isinstance(row, nodes.GrantRow)):
            payer = (row.payer,) if isinstance(row.payer, nodes.Name) else ()
            for names, place in ((payer, 3), (row.offices, 4)):
                self._columns(outputs[place : place + 1] * len(names), names)

    def _columns(self, heads: Iterable[nodes.Name], cells: Iterable[nodes.Node]) -> None:
        """What stands in a cell is an option of what its column is about."""
        for head, cell in zip(heads, cells, strict=False):
            field = self._enum_of(head, None)
            if field is not None:
                self.fields.update({node.span: field for node in walk(cell) if isinstance(node, nodes.Name)})

    def _reading(self, assumption: nodes.Assumption, name: nodes.Name | None) -> None:
        same = (r.name for r in assumption.readings if name is not None and r.name.text == name.text)
        for declaration in same:
            if name is not None:
                self.names.tie(Mention(name.span), declaration.span)

    def _mention(self, name: nodes.Name, list_: nodes.EntryList | None, field: Span | None) -> None:
        """One name: a column of the list at hand, an option of the fact beside it, or what is declared.

        A value that no declaration lists (付款方's offices) is one thing within a policy.
        """
        if self.names.declared.get(name.span) in _BESIDE:
            return
        column = _column(list_, name.text)
        if column is not None:
            self.names.tie(Mention(name.span), self.names.declare(column.name, COLUMN))
            return
        option = self._option(name.text, self.fields.get(name.span, field))
        symbol = self.resolved.symbols.get(name.text)
        if option is not None:
            self.names.tie(Mention(name.span), option)
        elif symbol is not None:
            self._tie(name, symbol)
        else:
            self.names.tie(Mention(name.span), self.values.setdefault(name.text, name.span))

    def _option(self, text: str, field: Span | None) -> Span | None:
        """The declaration of an option of the field at hand."""
        if field is None:
            return None
        for symbol in self.resolved.symbols.values():
            owners = [symbol.node, *(symbol.node.columns if isinstance(symbol.node, nodes.EntryList) else ())]
            for node in owners:
                if isinstance(node, nodes.Fact | nodes.Output) and node.name.span == field:
                    return next((o.span for o in node.type.options if o.text == text), None)
        return None

    def _tie(self, name: nodes.Name, symbol: Symbol) -> None:
        if symbol.kind is not SymbolKind.RANGE_END:
            self.names.declared.setdefault(symbol.span, symbol.kind.value)
            self.names.tie(Mention(symbol.span), symbol.span)
            self.names.tie(Mention(name.span), symbol.span)
            return
        suffix = next((end for end in ENDS if name.text.endswith(end)), "")
        row = self.resolved.symbols.get(name.text.removesuffix(suffix))
        if row is not None and row.span == symbol.span:
            self.names.tie(Mention(name.span, suffix), symbol.span)

    # ---- between files ----------------------------------------------------------------------------
    def _across(self, brought: Brought) -> None:
        """A notice that fills in or wins over speaks of this one's results by their names."""
        if brought.use.fulfils or brought.use.overrides:
            for name, symbol in brought.resolved.symbols.items():
                here = self.resolved.symbols.get(name)
                if here is not None and here.kind is not SymbolKind.RANGE_END:
                    self.names.tie(Mention(symbol.span), here.span)

    def _listed(self, use: nodes.Use) -> None:
        """不变 and 废止 name declarations of last year's file."""
        written = use.path if use.path.endswith(".pol") else f"{use.path}.pol"
        old = self.modules.get(normpath(join(dirname(self.resolved.module.path), written)))
        if use.inherits is None or old is None:
            return
        symbols = [s for node in walk(old) if isinstance(node, nodes.Cited) for s in declared(node.item)]
        for listed in (*use.inherits.kept, *use.inherits.dropped):
            for symbol in (s for s in symbols if s.name == listed.text):
                self.names.tie(Mention(listed.span), symbol.span)


def _column(list_: nodes.EntryList | None, text: str) -> nodes.Fact | None:
    return next((c for c in (list_.columns if list_ else ()) if c.name.text == text), None)
