"""What names mean while a policy is lowered: types of facts and fields, conventions of the header.

A scope is filled once from `Resolved`; looking a name up gives a kernel expression with its type, or
reports why there's none. Assumptions and ends of ranges are elaborated when they're first used.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from polc.compiler.kernel import (
    BOOL,
    DATE,
    INT,
    MONEY,
    Choice,
    Const,
    EntryResult,
    Expr,
    FieldRef,
    InputRef,
    ItemRef,
    Kind,
    Reading,
    ReadingOf,
    StateRef,
    Type,
)
from polc.compiler.lowering.unknown import declarations, end_of, split
from polc.compiler.resolve import Resolved
from polc.compiler.symbol import Symbol, SymbolKind
from polc.compiler.ty import type_of_node
from polc.dsl import nodes
from polc.dsl.diagnostics import names, times
from polc.dsl.diagnostics.model import Code, Diagnostic, Note, Sink, Text
from polc.dsl.nearest import nearest
from polc.dsl.source import Span
from polc.dsl.values import FIRST_DAY, LeapRule, MonthRule
from polc.dsl.walk import walk


@attrs.frozen
class Typed:
    """A kernel expression and the type of its value; None fits every type (a bare status)."""

    expr: Expr
    type: Type | None


def _values_of(node: nodes.Quantity | nodes.Table | nodes.Running | nodes.Rule) -> tuple[nodes.Expr, ...]:
    """The values that a block gives, in order."""
    if isinstance(node, nodes.Quantity):
        return (node.value,)
    outcomes = (row.outcome for row in node.rows if not isinstance(row, nodes.Stacking))
    given = (outcome.value for outcome in outcomes if isinstance(outcome, nodes.Gives))
    return (*([node.start] if isinstance(node, nodes.Running) else ()), *given)


@attrs.frozen
class EntryScope:
    """Inside the entries of a list: its name, and the type of each column."""

    list: str
    columns: dict[str, Type]


@attrs.frozen(kw_only=True)
class Lowerings:
    """What a name may need lowered before it has a meaning; each lives in a module that needs the scope."""

    elaborate: Callable[[nodes.Expr, Scope, Type | None], Typed | None]
    readings: Callable[[nodes.Assumption, Scope, Type | None], tuple[tuple[Reading, ...], Type | None]]
    entry_rule: Callable[[str, Scope], Choice | None]
    rows: Callable[[nodes.Rule | nodes.Running, nodes.Cite | None, str, Type, Scope], Choice]


@attrs.define(kw_only=True)
class Scope:
    """The names of one policy. `busy` are the names being elaborated, to find circles.

    `entry` is set inside the entries of a list and `month` inside a rule 每月. `entry_rules` and `made`
    (choices that a name brought about, with the type of their field) grow while the policy is lowered.
    `homes` are the scopes of other notices, by each name that they bring: it means here what it means there.
    `circular` are rules that wait for themselves: reported once, and without a meaning. `missing` are the
    lines about counting that were asked for: one line mends every place, so it's asked for once.
    """

    resolved: Resolved
    sink: Sink
    months: MonthRule | None
    leap: LeapRule | None
    birth: str | None
    has_calendar: bool
    lowerings: Lowerings
    options: dict[str, tuple[str, ...]]
    cites: dict[int, nodes.Cite | None]
    month_rules: dict[str, nodes.Rule]
    circular: frozenset[str]
    homes: dict[str, Scope] = attrs.field(factory=dict)
    readings: dict[str, tuple[tuple[Reading, ...], Type | None]] = attrs.field(factory=dict)
    types: dict[str, Type] = attrs.field(factory=dict)
    entry_rules: dict[str, Choice] = attrs.field(factory=dict)
    made: dict[str, tuple[Choice, Type]] = attrs.field(factory=dict)
    used: set[str] = attrs.field(factory=set)
    busy: list[str] = attrs.field(factory=list)
    missing: set[str] = attrs.field(factory=set)
    entry: EntryScope | None = None
    month: Expr | None = None

    def elaborate(self, expr: nodes.Expr, scope: Scope, expected: Type | None) -> Typed | None:
        """The kernel expression for `expr`, with its type; None after reporting."""
        return self.lowerings.elaborate(expr, scope, expected)

    def inside(self, list_: nodes.Name) -> Scope | None:
        """This scope inside the entries of a list; None after reporting that there's no such list."""
        symbol = self.resolved.symbols.get(list_.text)
        if symbol is None:
            self.report_unknown(list_, declared="清单")
            return None
        if not isinstance(symbol.node, nodes.EntryList):
            self.report_kind(list_, symbol, "一份清单")
            return None
        columns = {c.name.text: self.type_of_column(c) for c in symbol.node.columns}
        return attrs.evolve(self, entry=EntryScope(list_.text, columns))

    def type_of_column(self, column: nodes.Fact) -> Type:
        """The type of a column as written."""
        return type_of_node(column.type)

    def report(self, code: Code, span: Span, *notes: Note, **facts: str) -> None:
        """Put one finding into the sink."""
        self.sink.add(Diagnostic(code=code, span=span, facts=tuple(facts.items()), notes=notes))

    def lookup(self, name: nodes.Name, expected: Type | None) -> Typed | None:
        """What `name` stands for where a value of `expected` is wanted; None after reporting."""
        if self.entry is not None and name.text in self.entry.columns:
            type_ = self.entry.columns[name.text]
            return Typed(ItemRef(self.entry.list, name.text, type_), type_)
        symbol = self.resolved.symbols.get(name.text)
        if symbol is not None and name.text in self.homes:
            there = attrs.evolve(self.homes[name.text], entry=self.entry, month=self.month)
            return there.lookup(name, expected)
        if expected is not None and expected.kind is Kind.ENUM:
            option = self._option(name, symbol, expected)
            if option is not None:
                return option
        if symbol is None:
            self.report_unknown(name, expected.options if expected else (), expected)
            return None
        return None if name.text in self.circular else self._value_of(symbol, name, expected)

    def _option(self, name: nodes.Name, symbol: Symbol | None, expected: Type) -> Typed | None:
        if name.text in expected.options or (symbol is None and not expected.options):
            return Typed(Const(name.text, expected), expected)
        return None

    def _value_of(self, symbol: Symbol, name: nodes.Name, expected: Type | None) -> Typed | None:
        match symbol.kind:
            case SymbolKind.FACT:
                return Typed(InputRef(symbol.name), self.type_of(symbol))
            case SymbolKind.OUTPUT if isinstance(symbol.node, nodes.Output) and symbol.node.entries:
                return self._per_entry(symbol, name)
            case SymbolKind.OUTPUT | SymbolKind.GROUP | SymbolKind.WINDOW:
                return Typed(FieldRef(symbol.name), self.type_of(symbol))
            case SymbolKind.STANDARD:
                return self._guarded(symbol, lambda: self._standard(symbol))
            case SymbolKind.ASSUMPTION:
                return self._guarded(symbol, lambda: self._assumption(symbol, expected))
            case SymbolKind.RANGE_END:
                return self._guarded(symbol, lambda: self._range_end(symbol))
            case SymbolKind.QUANTITY | SymbolKind.TABLE | SymbolKind.CLASSES | SymbolKind.SHARE:
                return self._field(symbol)
            case SymbolKind.RUNNING | SymbolKind.ENTRY_RULE:
                return self._per_entry(symbol, name)
            case SymbolKind.MONTH_RULE:
                self.report_kind(name, symbol, f"一个值；各月之和写「合计 {name.text} 自 … 至 …」")
                return None
            case SymbolKind.OPTION | SymbolKind.GRANT | SymbolKind.LIST:
                self.report_kind(name, symbol, "一个值或一个条件")
                return None

    def _field(self, symbol: Symbol) -> Typed | None:
        """A name whose block is a field of its own; its type is found from its rows."""
        type_ = self.type_of(symbol)
        return Typed(FieldRef(symbol.name), type_)

    def _per_entry(self, symbol: Symbol, name: nodes.Name) -> Typed | None:
        """累计 and 规定 每笔: inside their list what they are at the entry, a 累计 outside its last value."""
        node, type_ = symbol.node, self.type_of(symbol)
        per_entry = nodes.Running | nodes.Rule | nodes.Output
        owner = node.entries.text if isinstance(node, per_entry) and node.entries else ""
        inside = self.entry is not None and self.entry.list == owner
        if owner not in self.resolved.symbols:
            return None
        if symbol.kind is SymbolKind.RUNNING:
            expr = StateRef(symbol.name, type_) if inside else FieldRef(symbol.name)
            return Typed(expr, type_)
        if not inside:
            self.report_kind(name, symbol, f"一个值；对清单求和写「合计 {owner} 的 {name.text}」")
            return None
        return Typed(EntryResult(symbol.name, type_), type_)

    def type_of(self, symbol: Symbol) -> Type:
        """The type of the value that a name stands for."""
        node = symbol.node
        if symbol.name in self.homes and not isinstance(node, nodes.Output):
            return self.homes[symbol.name].type_of(symbol)
        if isinstance(node, nodes.Fact | nodes.Output):
            return self.type_of_output(node)
        if isinstance(node, nodes.Window | nodes.Classes):
            return Type(Kind.ENUM, self.options[symbol.name])
        if isinstance(node, nodes.Quantity | nodes.Table | nodes.Running | nodes.Rule | nodes.FundRow):
            return self._inferred(symbol, node)
        return BOOL

    def type_of_output(self, node: nodes.Fact | nodes.Output) -> Type:
        """The type of a fact or an output as declared."""
        plain = type_of_node(node.type)
        return Type(plain.kind, self.options.get(node.name.text, plain.options), plain.per)

    def _inferred(
        self, symbol: Symbol, node: nodes.Quantity | nodes.Table | nodes.Running | nodes.Rule | nodes.FundRow
    ) -> Type:
        """The type of what a block's first value is, found without reporting and kept."""
        if isinstance(node, nodes.FundRow):
            return MONEY
        if symbol.name in self.types or symbol.name in self.busy:
            return self.types.get(symbol.name, INT)
        quiet = attrs.evolve(
            self,
            sink=Sink(),
            readings=dict(self.readings),
            made=dict(self.made),
            entry_rules=dict(self.entry_rules),
            used=set(self.used),
            missing=set(self.missing),
            busy=[*self.busy, symbol.name],
            month=self.month or Const(FIRST_DAY, DATE),
        )
        self.types[symbol.name] = quiet.first_type(node)
        return self.types[symbol.name]

    def first_type(self, node: nodes.Quantity | nodes.Table | nodes.Running | nodes.Rule) -> Type:
        """The type of the first value that elaborates; 整数 where none does."""
        entries = node.entries if isinstance(node, nodes.Running | nodes.Rule) else None
        here = self.inside(entries) if entries else self
        for value in _values_of(node):
            found = self.elaborate(value, here or self, None)
            if found is not None and found.type is not None:
                return found.type
        return INT

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
        node, outside = symbol.node, attrs.evolve(self, entry=None, month=None)
        return self.elaborate(node, outside, None) if isinstance(node, nodes.Expr) else None

    def _assumption(self, symbol: Symbol, expected: Type | None) -> Typed | None:
        assert isinstance(symbol.node, nodes.Assumption)
        self.used.add(symbol.name)
        if symbol.name not in self.readings:
            here = self if self._speaks_of_entry(symbol.node) else attrs.evolve(self, entry=None)
            self.readings[symbol.name] = self.lowerings.readings(symbol.node, here, expected)
        return Typed(ReadingOf(symbol.name), self.readings[symbol.name][1])

    def _speaks_of_entry(self, node: nodes.Assumption) -> bool:
        """Whether a reading reads the entry at hand: a column, or a rule 每笔 of the same list.

        Where none does, it means the same inside a list and outside.
        """
        if self.entry is None:
            return False
        for name in (part for part in walk(node) if isinstance(part, nodes.Name)):
            symbol = self.resolved.symbols.get(name.text)
            rule = symbol.node if symbol and symbol.kind is SymbolKind.ENTRY_RULE else None
            its_own = isinstance(rule, nodes.Rule) and rule.entries and rule.entries.text == self.entry.list
            if name.text in self.entry.columns or its_own:
                return True
        return False

    # ---- messages -------------------------------------------------------------------------------
    def report_unknown(
        self,
        name: nodes.Name,
        options: tuple[str, ...] = (),
        expected: Type | None = None,
        declared: str = "事实",
    ) -> None:
        """Say that nothing is called so, with the nearest name and, for glued words, where to split.

        Where one of `options` belongs, only these are near. A column outside its list is told as one.
        `declared` is the word that declares what belongs here, `expected` the type of its value.
        """
        list_ = self.list_with(name.text)
        if list_ and not options:
            instead = f"一个值；看清单里的记录写「存在 {list_} 其 （…）」「合计 {list_} 的 {name.text}」"
            facts = {"name": name.text, "kind": f"清单“{list_}”的一列", "expected": instead}
            self.report(names.WRONG_KIND_OF_NAME, name.span, **facts)
            return
        if options:
            self.report_none_of(name.text, name.span, options)
            return
        owner = next((s.name for s in self.resolved.symbols.values() if name.text in self._options_of(s)), "")
        if owner and expected in (None, BOOL):
            option = {"nearest": "", "split": "", "option": f"{owner} 是 {name.text}"}
            self.report(names.UNKNOWN_NAME, name.span, name=name.text, **option)
            return
        known = self._known()
        facts = {"nearest": nearest(name.text, known) or "", "split": split(name.text, known)}
        new = declarations(name.text, expected, declared) | end_of(name.text, expected, known)
        self.report(names.UNKNOWN_NAME, name.span, **{"name": name.text} | facts | new)

    def report_none_of(self, word: str, span: Span, options: tuple[str, ...]) -> None:
        """Say that a word isn't among those that alone can stand in a place."""
        facts = {"name": word, "nearest": nearest(word, options) or "", "one_of": "、".join(options)}
        self.report(names.UNKNOWN_NAME, span, **facts, split=split(word, self._known()))

    def knows(self, name: str) -> bool:
        """Whether something here has this name."""
        return name in self._known()

    def _known(self) -> tuple[str, ...]:
        return (*self.resolved.symbols, *(self.entry.columns if self.entry else ()))

    def _options_of(self, symbol: Symbol) -> tuple[str, ...]:
        return self.type_of(symbol).options if symbol.kind is SymbolKind.FACT else ()

    def list_with(self, column: str) -> str:
        """The list that has this column, when we're outside any list; else empty."""
        if self.entry is not None:
            return ""
        lists = (s.node for s in self.resolved.symbols.values() if isinstance(s.node, nodes.EntryList))
        return next((n.name.text for n in lists if any(c.name.text == column for c in n.columns)), "")

    def report_kind(self, name: nodes.Name, symbol: Symbol, expected: str) -> None:
        """Say that `name` is something else than what must stand here."""
        declared = Note(symbol.span, Text(f"它在这里定义为{symbol.kind.value}", "it is defined here"))
        facts = {"name": name.text, "kind": symbol.kind.value, "expected": expected, "nearest": ""}
        inside = {"inside": f"在 {name.text}"} if isinstance(symbol.node, nodes.WindowRow) else {}
        self.report(names.WRONG_KIND_OF_NAME, name.span, declared, **facts, **inside)

    def report_convention(self, span: Span, expression: str, key: str) -> None:
        """Say that the header must settle how to count, where that's first needed."""
        if key not in self.missing:
            self.missing.add(key)
            self.report(times.CONVENTION_NOT_DECLARED, span, expression=expression, key=key)

    def report_no_birth(self, span: Span, expression: str) -> None:
        """Say, where an age is first used, that no line tells which day ages count from."""
        if "周岁" in self.missing:
            return
        self.missing.add("周岁")
        days = (s for s in self.resolved.symbols.values() if s.kind is SymbolKind.FACT)
        births = [s.name for s in days if "出生" in s.name and self.type_of(s).kind is Kind.DATE]
        lines = {"birth": births[0]} if births else {"none": "出生日期"}
        self.report(times.AGE_WITHOUT_BIRTH, span, expression=expression, **lines)
