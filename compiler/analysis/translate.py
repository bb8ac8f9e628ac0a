"""Conditions as formulas over facts, expressions as cases: the kernel seen before the person is known.

In: an expression, one reading for every assumption, and what the fields are (`lookup`, by `decide.py`).
Out: `Truth` for a condition (Kleene: holding, failing, open), `Cases` for a value: pairs (formula, symbol)
that together cover every complete person and agree where they overlap. Fields and readings are put in, so
formulas speak about facts only. A complete person has every fact; 缺资料 doesn't occur here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from polc.compiler.analysis.branches import Cases, branches
from polc.compiler.analysis.comparisons import ALWAYS, NEVER, OPEN, Truth, compare, reached
from polc.compiler.analysis.curves import Curve
from polc.compiler.analysis.formula import FALSE, TRUE, Formula, Formulas
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.solve import Search
from polc.compiler.analysis.symbols import Known, NotAnalysed, Opaque, Stat, Symbol, Term, number_of
from polc.compiler.analysis.variables import Variables
from polc.compiler.expressions import Environment
from polc.compiler.interpret import judge
from polc.compiler.kernel import (
    Add,
    And,
    Clamp,
    Compare,
    Const,
    Divide,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Or,
    ParamRef,
    Pick,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StateRef,
    Steps,
    Sub,
    parts,
)
from polc.compiler.readings import bounds_of
from polc.dsl.values import Amount, NotApplicable, Undetermined

Tuples: TypeAlias = tuple[tuple[Formula, tuple[Symbol, ...]], ...]
CASE_LIMIT = 300


class Translator:
    """Expressions of one kernel under one choice of readings, as formulas of one pool."""

    def __init__(
        self,
        kernel: Kernel,
        readings: Mapping[str, str],
        variables: Variables,
        search: Search,
        lookup: Callable[[str], Cases],
    ) -> None:
        self.kernel = kernel
        self.readings = readings
        self.variables = variables
        self.search = search
        self.pool: Formulas = search.pool
        self.env = Environment(
            kernel=kernel, inputs={}, readings=readings, bounds=bounds_of(kernel), fields={}, judge=judge
        )
        self._lookup = lookup
        self._truths: dict[int, tuple[Expr, Truth]] = {}

    # ---- conditions ---------------------------------------------------------------------------------
    def truth(self, expr: Expr) -> Truth:
        """When a condition holds and when it fails. NotAnalysed where it compares what has no form."""
        found = self._truths.get(id(expr))
        if found is None:
            found = (expr, self._truth(expr))
            self._truths[id(expr)] = found
        return found[1]

    def _truth(self, expr: Expr) -> Truth:
        pool = self.pool
        match expr:
            case And(items):
                truths = [self.truth(item) for item in items]
                return Truth(pool.all_of(t.holds for t in truths), pool.any_of(t.fails for t in truths))
            case Or(items):
                truths = [self.truth(item) for item in items]
                return Truth(pool.any_of(t.holds for t in truths), pool.all_of(t.fails for t in truths))
            case Not(item):
                truth = self.truth(item)
                return Truth(truth.fails, truth.holds)
            case InputRef(name):
                flag = pool.flag(self.variables.flags[name])
                return Truth(flag, -flag)
            case ReadingOf(name):
                return self.truth(self.meaning(name))
            case Compare() | Reached() | OneOf():
                return self._test(expr)
            case _:
                return self._gathered((guard, _truth_of(symbol)) for guard, symbol in self.cases(expr))

    def _test(self, expr: Compare | Reached | OneOf) -> Truth:
        """A test over values: decided case by case of its operands."""
        cases = self.joint(parts(expr))
        return self._gathered((guard, self._decided(expr, symbols)) for guard, symbols in cases)

    def _decided(self, expr: Compare | Reached | OneOf, symbols: tuple[Symbol, ...]) -> Truth:
        match expr:
            case Compare(op):
                return compare(op, symbols[0], symbols[1], self.pool, self.env)
            case Reached(_, years, _, rule):
                return reached(symbols[0], years, rule, symbols[1], self.pool)
            case OneOf(_, options):
                symbol = symbols[0]
                if isinstance(symbol, Known):
                    return ALWAYS if symbol.value in options else NEVER
                return _truth_of(symbol)

    def _gathered(self, cases: Iterator[tuple[Formula, Truth]]) -> Truth:
        pool, holds, fails = self.pool, [], []
        for guard, truth in cases:
            holds.append(pool.all_of((guard, truth.holds)))
            fails.append(pool.all_of((guard, truth.fails)))
        return Truth(pool.any_of(holds), pool.any_of(fails))

    # ---- values -------------------------------------------------------------------------------------
    def meaning(self, assumption: str) -> Expr:
        """What the chosen reading of an assumption says."""
        meaning = self.kernel.assumption_by_name[assumption].reading(self.readings[assumption]).meaning
        if isinstance(meaning, Pick):
            raise TypeError(f"{assumption} is a way to combine, not a value")
        return meaning

    def cases(self, expr: Expr) -> Cases:
        """The values an expression can have, each with who has it."""
        return tuple((guard, symbols[0]) for guard, symbols in self.joint((expr,)))

    def joint(self, exprs: tuple[Expr, ...]) -> Tuples:
        """The values several expressions have together, so that what they share is the same in all."""
        leaves = tuple(dict.fromkeys(leaf for expr in exprs for leaf in self._leaves(expr)))
        merged: dict[tuple[Symbol, ...], list[Formula]] = {}
        for guard, bound in self._worlds(leaves):
            for inner, symbols in self._together([self._value(expr, bound) for expr in exprs]):
                merged.setdefault(symbols, []).append(self._both(guard, inner))
        return tuple((self.pool.any_of(guards), symbols) for symbols, guards in merged.items())

    def _both(self, guard: Formula, inner: Formula) -> Formula:
        return guard if inner == TRUE else self.pool.all_of((guard, inner))

    def _together(self, values: list[Cases]) -> list[tuple[Formula, tuple[Symbol, ...]]]:
        """Several values at once: every combination of their cases that isn't plainly impossible."""
        found: list[tuple[Formula, tuple[Symbol, ...]]] = [(TRUE, ())]
        for cases in values:
            grown = [
                (self._both(guard, inner), (*symbols, symbol))
                for guard, symbols in found
                for inner, symbol in cases
            ]
            found = [item for item in grown if item[0] != FALSE]
            if len(found) > CASE_LIMIT:
                raise NotAnalysed(f"要分的数值情形超过 {CASE_LIMIT} 种")
        return found

    def _worlds(self, leaves: tuple[Expr, ...]) -> list[tuple[Formula, dict[Expr, Symbol]]]:
        """Every way in which the leaves can come out for one person; a few that can't be do no harm."""
        worlds: list[tuple[Formula, dict[Expr, Symbol]]] = [(TRUE, {})]
        for leaf in leaves:
            cases = self._leaf_cases(leaf)
            alone = len(worlds) == 1 or len(cases) == 1
            few = len(worlds) * len(cases) <= CASE_LIMIT
            worlds = [
                (both, bound | {leaf: symbol})
                for guard, bound in worlds
                for case, symbol in cases
                if (both := self.pool.all_of((guard, case))) != FALSE
                and (alone or (few and _exact(symbol, *bound.values())) or self._possible(guard, case))
            ]
            if len(worlds) > CASE_LIMIT:
                raise NotAnalysed(f"要分的数值情形超过 {CASE_LIMIT} 种")
        return worlds

    def _possible(self, *formulas: Formula) -> bool:
        try:
            return self.search.possible(*formulas)
        except NotFinished:
            return True  # an impossible case more does no harm: its formula says who is in it

    def _leaves(self, expr: Expr) -> Iterator[Expr]:
        """The parts of a value that come in cases: fields, named facts, conditions."""
        match expr:
            case FieldRef() | And() | Or() | Not() | Compare() | Reached() | OneOf():
                yield expr
            case Fold() | ItemRef() | StateRef() | EntryResult():
                yield expr
            case InputRef(name):
                if name not in self.variables.numbers:
                    yield expr
            case ReadingOf(name):
                yield from self._leaves(self.meaning(name))
            case _:
                for part in parts(expr):
                    yield from self._leaves(part)

    def _leaf_cases(self, leaf: Expr) -> Cases:
        pool = self.pool
        match leaf:
            case FieldRef(name):
                return self._lookup(name)
            case InputRef(name) if name in self.variables.options:
                var = self.variables.options[name]
                options = self.variables.choices[var]
                return tuple((pool.option(var, 1 << n), Known(o)) for n, o in enumerate(options))
            case Fold() if leaf in self.variables.folds:
                return tuple(self.variables.folds[leaf].cases(pool))
            case Fold(name) | ItemRef(name):
                return ((TRUE, Opaque(f"要逐条看清单“{name}”")),)
            case StateRef(name) | EntryResult(name):
                return ((TRUE, Opaque(f"“{name}”要逐条推算")),)
            case InputRef(name) if name not in self.variables.flags:
                kind = self.kernel.input_by_name[name].type.kind.value
                return ((TRUE, Opaque(f"“{name}”是{kind}，取值没有限度")),)
            case _:
                return self._condition_cases(leaf)

    def _condition_cases(self, leaf: Expr) -> Cases:
        """A condition in a value's place."""
        pool = self.pool
        truth = self.truth(leaf)
        open_ = pool.all_of((-truth.holds, -truth.fails))
        waiting = Stat(Undetermined(reasons=(repr(leaf),)))
        cases = ((truth.holds, Known(True)), (truth.fails, Known(False)), (open_, waiting))
        return tuple((guard, symbol) for guard, symbol in cases if guard != FALSE)

    def _value(self, expr: Expr, bound: Mapping[Expr, Symbol]) -> Cases:
        """The symbols that a value comes to when its leaves come out as `bound`."""
        listed = isinstance(expr, Fold | ItemRef | StateRef | EntryResult)
        if listed or isinstance(expr, FieldRef | InputRef) or self.kernel.kind_of(expr) is Kind.BOOL:
            found = bound.get(expr)
            if found is not None:
                return ((TRUE, found),)
        match expr:
            case ReadingOf(name):
                return self._value(self.meaning(name), bound)
            case (
                Add()
                | Sub()
                | Scale()
                | Divide()
                | Shift()
                | SnapTo()
                | Elapsed()
                | Steps()
                | Clamp()
                | Round()
            ):
                operands = self._together([self._value(part, bound) for part in parts(expr)])
                return tuple(
                    (self._both(guard, inner), symbol)
                    for guard, symbols in operands
                    for inner, symbol in branches(expr, symbols, self.env, self.pool)
                )
            case _:
                return ((TRUE, self._plain(expr)),)

    def _plain(self, expr: Expr) -> Symbol:
        match expr:
            case Const(known):
                return Known(known)
            case Silent(status):
                return Stat(status)
            case InputRef(name):
                var = self.variables.numbers[name]
                kind = self.variables.kinds[var]
                return Term(var, Curve(days=kind is Kind.DATE), money=kind is Kind.MONEY)
            case ParamRef(name):
                return Known(Amount(Fraction(0), ((name, Fraction(1)),)))
            case _:
                raise TypeError(f"no value: {expr!r}")


def _exact(*symbols: Symbol) -> bool:
    """Exact numbers and statuses: what is made of them always has a form, also for nobody."""
    return all(
        isinstance(symbol, Stat) or (isinstance(symbol, Known) and number_of(symbol.value) is not None)
        for symbol in symbols
    )


def _truth_of(symbol: Symbol) -> Truth:
    match symbol:
        case Known(value):
            return ALWAYS if value is True else NEVER
        case Stat(status):
            return NEVER if isinstance(status, NotApplicable) else OPEN
        case Opaque(reason):
            raise NotAnalysed(reason)
        case _:
            raise TypeError(f"a condition can't be {symbol!r}")
