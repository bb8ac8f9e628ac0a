"""What names mean while a policy is lowered: types of facts and fields, conventions of the header.

A scope is filled once from `Resolved`; looking a name up gives a kernel expression with its type, or
reports why there's none. Assumptions and ends of ranges are elaborated when they're first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from polc.compiler.kernel import BOOL, MONEY, Const, Expr, FieldRef, InputRef, Kind, Reading, ReadingOf, Type
from polc.compiler.resolve import Resolved
from polc.compiler.symbol import Symbol, SymbolKind
from polc.compiler.ty import type_of_node
from polc.dsl import nodes
from polc.dsl.diagnostics import kinds, names
from polc.dsl.diagnostics.model import Code, Diagnostic, Note, Sink, Text
from polc.dsl.nearest import nearest
from polc.dsl.source import Span
from polc.dsl.values import LeapRule, MonthRule


@attrs.frozen
class Typed:
    """A kernel expression and the type of its value; None fits every type (a bare status)."""

    expr: Expr
    type: Type | None


@attrs.define(kw_only=True)
class Scope:
    """The names of one policy. `busy` are the names being elaborated, to find circles."""

    resolved: Resolved
    sink: Sink
    months: MonthRule | None
    leap: LeapRule | None
    birth: str | None
    elaborate: Callable[[nodes.Expr, Scope, Type | None], Typed | None]
    options: dict[str, tuple[str, ...]]
    readings: dict[str, tuple[tuple[Reading, ...], Type | None]] = attrs.field(factory=dict)
    lower_readings: Callable[[nodes.Assumption, Scope, Type | None], tuple[tuple[Reading, ...], Type | None]]
    used: set[str] = attrs.field(factory=set)
    busy: list[str] = attrs.field(factory=list)

    def report(self, code: Code, span: Span, *notes: Note, **facts: str) -> None:
        """Put one finding into the sink."""
        self.sink.add(Diagnostic(code=code, span=span, facts=tuple(facts.items()), notes=notes))

    def lookup(self, name: nodes.Name, expected: Type | None) -> Typed | None:
        """What `name` stands for where a value of `expected` is wanted; None after reporting."""
        symbol = self.resolved.symbols.get(name.text)
        if expected is not None and expected.kind is Kind.ENUM:
            option = self._option(name, symbol, expected)
            if option is not None:
                return option
        if symbol is None:
            self.report_unknown(name)
            return None
        return self._value_of(symbol, name, expected)

    def _option(self, name: nodes.Name, symbol: Symbol | None, expected: Type) -> Typed | None:
        if name.text in expected.options or (symbol is None and not expected.options):
            return Typed(Const(name.text, expected), expected)
        return None

    def _value_of(self, symbol: Symbol, name: nodes.Name, expected: Type | None) -> Typed | None:
        match symbol.kind:
            case SymbolKind.FACT:
                return Typed(InputRef(symbol.name), self.type_of(symbol))
            case SymbolKind.OUTPUT | SymbolKind.GROUP | SymbolKind.WINDOW:
                return Typed(FieldRef(symbol.name), self.type_of(symbol))
            case SymbolKind.STANDARD:
                return self._guarded(symbol, lambda: self._standard(symbol))
            case SymbolKind.ASSUMPTION:
                return self._guarded(symbol, lambda: self._assumption(symbol, expected))
            case SymbolKind.RANGE_END:
                return self._guarded(symbol, lambda: self._range_end(symbol))
            case SymbolKind.OPTION | SymbolKind.GRANT:
                self.report_kind(name, symbol, "一个值或一个条件")
                return None

    def type_of(self, symbol: Symbol) -> Type:
        """The type of a fact, an output, a group or a window."""
        node = symbol.node
        if isinstance(node, nodes.Fact | nodes.Output):
            plain = type_of_node(node.type)
            return Type(plain.kind, self.options.get(symbol.name, plain.options), plain.per)
        if isinstance(node, nodes.Window):
            return Type(Kind.ENUM, self.options[symbol.name])
        return BOOL

    # ---- names whose meaning is an expression of its own ----------------------------------------
    def _guarded(self, symbol: Symbol, find: Callable[[], Typed | None]) -> Typed | None:
        if symbol.name in self.busy:
            chain = " → ".join((*self.busy[self.busy.index(symbol.name) :], symbol.name))
            self.report(names.OUTPUT_CYCLE, symbol.span, chain=chain)
            return None
        self.busy.append(symbol.name)
        found = find()
        self.busy.pop()
        return found

    def _standard(self, symbol: Symbol) -> Typed | None:
        node = symbol.node
        assert isinstance(node, nodes.Standard)
        if node.kind is not nodes.StandardKind.EQUALS:
            return Typed(FieldRef(symbol.name), MONEY)
        found = self.elaborate(node.value, self, None)
        return None if found is None else Typed(FieldRef(symbol.name), found.type)

    def _range_end(self, symbol: Symbol) -> Typed | None:
        node = symbol.node
        return self.elaborate(node, self, None) if isinstance(node, nodes.Expr) else None

    def _assumption(self, symbol: Symbol, expected: Type | None) -> Typed | None:
        assert isinstance(symbol.node, nodes.Assumption)
        self.used.add(symbol.name)
        if symbol.name not in self.readings:
            self.readings[symbol.name] = self.lower_readings(symbol.node, self, expected)
        return Typed(ReadingOf(symbol.name), self.readings[symbol.name][1])

    # ---- messages -------------------------------------------------------------------------------
    def report_unknown(self, name: nodes.Name) -> None:
        """Say that nothing is called so, with the nearest name and, for glued words, where to split."""
        known = list(self.resolved.symbols)
        facts = {
            "name": name.text,
            "nearest": nearest(name.text, known) or "",
            "split": self._split(name.text),
        }
        self.report(names.UNKNOWN_NAME, name.span, **facts)

    def _split(self, text: str) -> str:
        """`低保且残疾` → `低保 且 残疾`, when every piece is a known word."""
        known = [*self.resolved.symbols, "且", "或", "非", "在"]
        pattern = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
        pieces = re.findall(pattern, text)
        return " ".join(pieces) if len(pieces) > 1 and "".join(pieces) == text else ""

    def report_kind(self, name: nodes.Name, symbol: Symbol, expected: str) -> None:
        """Say that `name` is something else than what must stand here."""
        declared = Note(symbol.span, Text(f"它在这里定义为{symbol.kind.value}", "it is defined here"))
        facts = {"name": name.text, "kind": symbol.kind.value, "expected": expected, "nearest": ""}
        self.report(names.WRONG_KIND_OF_NAME, name.span, declared, **facts)

    def report_convention(self, span: Span, expression: str, key: str) -> None:
        """Say that the header must settle how to count."""
        self.report(kinds.CONVENTION_NOT_DECLARED, span, expression=expression, key=key)
