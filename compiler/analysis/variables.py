"""The facts of a kernel as variables of formulas, and what they can hold.

In: the inputs and the relations that plainly bound one (关系 缴费日 在 …). Out: numbers for flags,
options and whole numbers, with names. 比例 and 时长 facts have no variable: a question about them isn't
analysed. Amounts are whole 分 and counts whole numbers, neither negative.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.compiler.analysis.formula import Domain
from polc.compiler.analysis.lists import Hidden, hide_folds
from polc.compiler.analysis.symbols import GREATEST, number_of
from polc.compiler.kernel import (
    And,
    Compare,
    Const,
    Expr,
    FieldRef,
    Fold,
    InputRef,
    Kernel,
    Kind,
    Op,
    ReadingOf,
    Relation,
    expressions_of,
    walk,
)
from polc.dsl.values import FIRST_DAY, LAST_DAY

_MIRROR = {Op.GE: Op.LE, Op.LE: Op.GE, Op.GT: Op.LT, Op.LT: Op.GT, Op.EQ: Op.EQ}


@attrs.define
class Variables:
    """Numbers of the facts by name; `names` the other way round, sort by sort.

    What folds over lists come to are whole numbers as well, after those of the facts and without a name.
    """

    domain: Domain
    flags: dict[str, int] = attrs.field(factory=dict)
    options: dict[str, int] = attrs.field(factory=dict)
    numbers: dict[str, int] = attrs.field(factory=dict)
    choices: list[tuple[str, ...]] = attrs.field(factory=list)
    kinds: list[Kind] = attrs.field(factory=list)
    folds: dict[Fold, Hidden] = attrs.field(factory=dict)

    @property
    def flag_names(self) -> list[str]:
        """Names of the flags, by number."""
        return list(self.flags)

    def is_hidden(self, var: int) -> bool:
        """The whole number is what a fold over a list comes to."""
        return var >= len(self.numbers)

    @property
    def number_names(self) -> list[str]:
        """Names of the whole numbers, by number."""
        return list(self.numbers)


def variables_of(kernel: Kernel) -> Variables:
    """Number the facts of a kernel."""
    made = Variables(Domain())
    for decl in kernel.inputs:
        match decl.type.kind:
            case Kind.BOOL:
                made.flags[decl.name] = made.domain.flags
                made.domain.flags += 1
            case Kind.ENUM:
                made.options[decl.name] = len(made.choices)
                made.choices.append(decl.type.options)
                made.domain.options.append((1 << len(decl.type.options)) - 1)
            case Kind.DATE | Kind.INT | Kind.MONEY as kind:
                _add_number(made, decl.name, kind, *widest(kind))
            case _:
                pass
    made.folds = hide_folds(kernel, made.domain, made.kinds)
    for relation in kernel.relations:
        for bound in _bounds(relation.condition):
            _narrow(made, bound)
    return made


def tied_to(kernel: Kernel, relation: Relation) -> frozenset[str]:
    """The facts that a relation reads, and those that other relations tie to them."""
    groups = [_facts_of(kernel, other) for other in kernel.relations]
    found = _facts_of(kernel, relation)
    while more := [group for group in groups if group & found and not group <= found]:
        found = found.union(*more)
    return found


def _facts_of(kernel: Kernel, relation: Relation) -> frozenset[str]:
    found, waiting, seen = set[str](), [relation.condition], set[str]()
    for expr in waiting:
        for part in walk(expr):
            match part:
                case InputRef(name) | Fold(name):
                    found.add(name)
                case ReadingOf(name):
                    waiting += kernel.meanings[name]
                case FieldRef(name) if name not in seen:
                    seen.add(name)
                    waiting += expressions_of(kernel.choice_of[name])
                case _:
                    pass
    return frozenset(found)


def widest(kind: Kind) -> tuple[int, int]:
    """What a day, a count or an amount can be where no relation says anything."""
    return (FIRST_DAY.toordinal(), LAST_DAY.toordinal()) if kind is Kind.DATE else (0, GREATEST)


def _add_number(made: Variables, name: str, kind: Kind, low: int, high: int) -> None:
    made.numbers[name] = len(made.kinds)
    made.kinds.append(kind)
    made.domain.lows.append(low)
    made.domain.highs.append(high)


def _bounds(condition: Expr) -> Iterator[tuple[str, Op, Const]]:
    match condition:
        case And(items):
            for item in items:
                yield from _bounds(item)
        case Compare(op, InputRef(name), Const() as const) if op in _MIRROR:
            yield name, op, const
        case Compare(op, Const() as const, InputRef(name)) if op in _MIRROR:
            yield name, _MIRROR[op], const


def _narrow(made: Variables, bound: tuple[str, Op, Const]) -> None:
    name, op, const = bound
    number = number_of(const.value)
    if name not in made.numbers or number is None or number != int(number):
        return
    var, value, domain = made.numbers[name], int(number), made.domain
    low = {Op.GE: value, Op.GT: value + 1, Op.EQ: value}.get(op, domain.lows[var])
    high = {Op.LE: value, Op.LT: value - 1, Op.EQ: value}.get(op, domain.highs[var])
    domain.lows[var] = max(domain.lows[var], low)
    domain.highs[var] = min(domain.highs[var], high)
