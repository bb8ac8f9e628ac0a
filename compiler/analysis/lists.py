"""What is asked of lists, as facts of their own that nobody sees.

In: a kernel. Out: for each fold that can be told apart by one bit or one number, numbers of hidden whole
numbers in the domain (0 or 1 for a yes or no). Equal folds share theirs, different ones are taken as
independent. So the formulas hold for more than the real persons: what they exclude is excluded, and what
they allow needs a list that shows it (`entries.py`), else it's not analysed.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.compiler.analysis.curves import Curve
from polc.compiler.analysis.formula import Domain, Formula, Formulas
from polc.compiler.analysis.symbols import GREATEST, Known, Stat, Symbol, Term, number_of
from polc.compiler.kernel import (
    Add,
    And,
    Compare,
    Const,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Or,
    Reached,
    ReadingOf,
    Scale,
    Silent,
    SnapTo,
    StateRef,
    Sub,
    expressions_of,
    walk,
)
from polc.dsl.values import FIRST_DAY, LAST_DAY, Amount, NotApplicable, Undetermined

CONDITIONS = (FoldHow.EXISTS, FoldHow.EVERY)
_TOTAL = (And, Or, Not, OneOf, Compare, Reached, SnapTo, Add, Sub, Scale, InputRef, ItemRef)


@attrs.frozen(kw_only=True)
class Hidden:
    """A fold as hidden numbers: `main` its value; 1 in `open` where it's 待定, in `outside` 不适用, in `none`
    without an entry."""

    fold: Fold
    main: int
    kind: Kind
    open: int | None = None
    outside: int | None = None
    none: int | None = None

    def cases(self, pool: Formulas) -> Iterator[tuple[Formula, Symbol]]:
        """The values of the fold, each with who has it."""
        settled = [] if self.open is None else [-pool.at_least(self.open, 1)]
        if self.open is not None:
            yield pool.at_least(self.open, 1), Stat(Undetermined(reasons=(f"清单“{self.fold.list}”",)))
        if self.outside is not None:
            outside = pool.at_least(self.outside, 1)
            yield pool.all_of((*settled, outside)), Stat(NotApplicable(reason=f"清单“{self.fold.list}”"))
            settled.append(-outside)
        if self.kind is Kind.BOOL:
            holds = pool.at_least(self.main, 1)
            yield pool.all_of((*settled, holds)), Known(True)
            yield pool.all_of((*settled, -holds)), Known(False)
            return
        if self.none is not None and isinstance(self.fold.empty, Silent):
            nothing = pool.at_least(self.none, 1)
            yield pool.all_of((*settled, nothing)), Stat(self.fold.empty.status)
            settled.append(-nothing)
        term = Term(self.main, Curve(days=self.kind is Kind.DATE), money=self.kind is Kind.MONEY)
        yield pool.all_of(settled), term


def hide_folds(kernel: Kernel, domain: Domain, kinds: list[Kind]) -> dict[Fold, Hidden]:
    """Hidden numbers for the folds of a kernel, added to the domain after all facts."""
    found: dict[Fold, Hidden] = {}
    for expr in kernel.expressions:
        for part in walk(expr):
            if isinstance(part, Fold) and part not in found:
                hidden = _hidden(kernel, part, domain, kinds)
                if hidden is not None:
                    found[part] = hidden
    return found


def _hidden(kernel: Kernel, fold: Fold, domain: Domain, kinds: list[Kind]) -> Hidden | None:
    """The hidden numbers of one fold; None where a value has no form."""

    def number(kind: Kind, low: int, high: int) -> int:
        domain.lows.append(low)
        domain.highs.append(high)
        kinds.append(kind)
        return len(kinds) - 1

    settled = not fold.states and all(map(_is_total, walk(fold.where)))
    if fold.how in CONDITIONS:
        every = all(map(_is_total, walk(fold.value))) and isinstance(fold.empty, Const)
        main = number(Kind.BOOL, 0, 1)
        return Hidden(
            fold=fold,
            main=main,
            kind=Kind.BOOL,
            open=None if settled and every else number(Kind.BOOL, 0, 1),
        )
    ends = _ends(kernel.input_by_name[fold.list], fold)
    if ends is None:
        return None
    kind, low, high = ends
    main = number(kind, low, high)
    plain = settled and isinstance(fold.value, ItemRef | Const)
    silent = fold.how not in (FoldHow.COUNT, FoldHow.FINAL) and isinstance(fold.empty, Silent)
    return Hidden(
        fold=fold,
        main=main,
        kind=kind,
        open=None if plain else number(Kind.BOOL, 0, 1),
        outside=number(Kind.BOOL, 0, 1) if not plain and _may_not_apply(kernel, fold) else None,
        none=number(Kind.BOOL, 0, 1) if silent else None,
    )


def _may_not_apply(kernel: Kernel, fold: Fold) -> bool:
    """Something that the fold reads, entry rules and running values included, can be 不适用."""
    waiting: list[Expr] = [fold]
    judged: set[str] = set()
    while waiting:
        for part in walk(waiting.pop()):
            match part:
                case FieldRef() | ReadingOf() | Silent(NotApplicable()):
                    return True
                case EntryResult(rule) if rule not in judged:
                    judged.add(rule)
                    waiting += expressions_of(kernel.entry_rule_by_name[rule])
                case _:
                    pass
    return False


def _is_total(expr: Expr) -> bool:
    """Known whenever every fact is: never 待定 or 不适用."""
    if isinstance(expr, Const):
        return not isinstance(expr.value, Amount) or expr.value.exact
    return isinstance(expr, _TOTAL)


def _ends(decl: InputDecl, fold: Fold) -> tuple[Kind, int, int] | None:
    """What a counted, added up, greatest or least value can be; None where it needn't be a whole number."""
    if fold.how is FoldHow.COUNT:
        return Kind.INT, 0, decl.limit
    if not isinstance(fold.value, ItemRef | StateRef | EntryResult):
        return None
    kind = fold.value.type.kind
    if kind not in (Kind.DATE, Kind.MONEY, Kind.INT):
        return None
    low, high = (FIRST_DAY.toordinal(), LAST_DAY.toordinal()) if kind is Kind.DATE else (0, GREATEST)
    if not isinstance(fold.value, ItemRef):
        low = low if kind is Kind.DATE else -GREATEST
    if fold.how is FoldHow.FINAL:
        return kind, low, high
    if fold.how is FoldHow.SUM:
        low, high = low * max(1, decl.limit), high * max(1, decl.limit)
    match fold.empty:
        case Const(value) if (empty := number_of(value)) is not None and empty == int(empty):
            return kind, min(low, int(empty)), max(high, int(empty))
        case Silent():
            return kind, low, high
        case _:
            return None
