"""Who has an amount below 0, also where the amount itself has no form.

In: a world and a field of money. Out: `Below`. The difference of two facts is no function that a `Term` could
hold, yet its sign is a comparison of the two. So what is added is put on one side and what is taken away on
the other; where the sides have no form, a part is split along its 保底, 封顶, 舍入 or rows: min(a, b) < 0
where a < 0 or b < 0. Splitting doesn't look at what else may leave the amount open, so then the formula may
hold for too many, never for too few, and only a person whom the interpreter confirms counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import TypeAlias

import attrs

from polc.compiler.analysis.comparisons import compare
from polc.compiler.analysis.decide import World
from polc.compiler.analysis.formula import FALSE, TRUE, Formula
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.kernel import (
    MONEY,
    RATE,
    Add,
    Choice,
    Clamp,
    Const,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    Kernel,
    Op,
    Pick,
    ReadingOf,
    Round,
    Scale,
    Silent,
    Sub,
    parts,
)
from polc.compiler.kernel import TRUE as TRUTH
from polc.dsl.values import ZERO, Amount, RoundMode

Sum: TypeAlias = tuple[tuple[Fraction, Expr], ...]
NOTHING = Const(ZERO, MONEY)
SPLIT_LIMIT = 100
PAIR_LIMIT = 2_000


class Signs:
    """What can be below 0 by the look of it: no fact is, so it takes a subtraction or a negative constant."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self._fields: dict[str, bool] = {}

    def field(self, name: str) -> bool:
        """A field may be below 0."""
        if name not in self._fields:
            choice = self.kernel.choice_of[name]
            number = choice.fields.index(name)
            values = [row.values[number] for row in choice.rows] + [choice.otherwise[number]]
            values += [] if choice.tie is None else [choice.tie]
            self._fields[name] = any(map(self.expr, values))
        return self._fields[name]

    def expr(self, expr: Expr) -> bool:
        """An expression may be below 0."""
        match expr:
            case Const(Amount(fen, terms)):
                return fen < 0 or any(factor < 0 for _, factor in terms)
            case Const(Fraction() as number):
                return number < 0
            case Sub():
                return True
            case FieldRef(name):
                return self.field(name)
            case ReadingOf(name):
                return any(map(self.expr, self.kernel.meanings[name]))
            case Clamp(item, low, high):
                floored = low is not None and not self.expr(low)
                return (self.expr(item) and not floored) or (high is not None and self.expr(high))
            case Add() | Scale() | Round():
                return any(map(self.expr, parts(expr)))
            case Fold(_, _, _, value, empty, states):
                held = [e for state in states for e in (state.start, state.step)]
                return any(map(self.expr, (value, empty, *held)))
            case EntryResult(rule):
                entry = self.kernel.entry_rule_by_name[rule]
                return any(self.expr(value) for row in entry.rows for value in row.values)
            case _:
                return False


@attrs.frozen
class Below:
    """Who is below 0: `surely`, and `perhaps`, which is more where there's a `doubt`, a reason for it."""

    surely: Formula
    perhaps: Formula
    doubt: str


def below_zero(world: World, field: str, by_fen: int = 0) -> Below:
    """Who has the field below 0, by `by_fen` 分 at least. NotAnalysed where a row's condition has no form."""
    pieces = _Pieces(world)
    spare = Const(Amount(Fraction(by_fen)), MONEY)
    items = ((Fraction(1), FieldRef(field)), (Fraction(1), spare))
    perhaps = pieces.below(items, Op.LE) if by_fen else pieces.below(items[:1])
    return Below(pieces.surely, perhaps, pieces.doubt)


class _Pieces:
    """Sums below 0, split until they can be compared; `left` is how many more may be looked at."""

    def __init__(self, world: World) -> None:
        self.world, self.pool = world, world.pool
        self.left = SPLIT_LIMIT
        self.surely, self.doubt = FALSE, ""

    def below(self, items: Sum, op: Op = Op.LT) -> Formula:
        """Who has the sum of the items below 0, or at most 0 with LE; everybody where nothing can be told."""
        self.left -= 1
        if self.left < 0:
            return TRUE
        whole = not self.doubt
        flat = tuple(part for factor, item in items for part in self._flat(factor, item))
        plus = _added([(factor, item) for factor, item in flat if factor > 0])
        minus = _added([(-factor, item) for factor, item in flat if factor < 0])
        told, untold = self._compared(op, plus, minus)
        if whole:
            self.surely = told
        if untold == FALSE:
            return told
        splits = (self._split(flat[at], flat[:at] + flat[at + 1 :], op) for at in range(len(flat)))
        found = next((split for split in splits if split is not None), TRUE)
        return self.pool.any_of((told, self.pool.all_of((untold, found))))

    def _compared(self, op: Op, plus: Expr, minus: Expr) -> tuple[Formula, Formula]:
        """Who has plus OP minus, and of whom that can't be told."""
        pool, translator = self.pool, self.world.translator
        told, untold = list[Formula](), list[Formula]()
        try:
            pairs = list(product(translator.cases(plus), translator.cases(minus)))
            if len(pairs) > PAIR_LIMIT:
                raise NotAnalysed(f"要分的数值情形超过 {PAIR_LIMIT} 种")
        except NotAnalysed as problem:
            self.doubt = self.doubt or problem.reason
            return FALSE, TRUE
        for (guard, left), (other, right) in pairs:
            both = pool.all_of((guard, other))
            try:
                told.append(pool.all_of((both, compare(op, left, right, pool, translator.env).holds)))
            except NotAnalysed as problem:
                self.doubt = self.doubt or problem.reason
                untold.append(both)
        return pool.any_of(told), pool.any_of(untold)

    def _flat(self, factor: Fraction, item: Expr) -> Sum:
        """A sum that is the same for everybody, without +, -, shares, readings and names of amounts."""
        match item:
            case Add(left, right):
                return (*self._flat(factor, left), *self._flat(factor, right))
            case Sub(left, right):
                return (*self._flat(factor, left), *self._flat(-factor, right))
            case Scale(scaled, Const(Fraction() as times)) if times:
                return self._flat(factor * times, scaled)
            case ReadingOf(name):
                return self._flat(factor, self.world.translator.meaning(name))
            case FieldRef(name):
                meant = _meant(self.world.kernel.choice_of[name], name)
                return ((factor, item),) if meant is None else self._flat(factor, meant)
            case _:
                return ((factor, item),)

    def _split(self, part: tuple[Fraction, Expr], rest: Sum, op: Op) -> Formula | None:
        """The sum of `rest` and this part; None where it can't be split."""
        factor, item = part
        match item:
            case Round():
                return self._rounded(factor, item, rest, op)
            case Clamp(clamped, low, high):
                return self._clamped(factor, (clamped, low, high), rest, op)
            case FieldRef(name):
                return self._decided(factor, name, rest, op)
            case _:
                return None

    def _rounded(self, factor: Fraction, item: Round, rest: Sum, op: Op) -> Formula:
        """Of ends, each rounded; alone, what is rounded to below 0; else what may be, by a whole step."""
        if isinstance(item.item, Clamp):
            low, high = (end and attrs.evolve(item, item=end) for end in (item.item.low, item.item.high))
            return self._clamped(factor, (attrs.evolve(item, item=item.item.item), low, high), rest, op)
        step = Fraction(item.step_fen)
        margin, sharp = -step * abs(factor), Op.LE
        if not rest and factor > 0 and op is Op.LT:
            margin, sharp = {
                RoundMode.DOWN: (factor * step, Op.LE),
                RoundMode.HALF_UP: (factor * step / 2, Op.LE),
                RoundMode.HALF_EVEN: (factor * step / 2, Op.LT),
                RoundMode.UP: (Fraction(0), Op.LT),
            }[item.mode]
        return self.below((*rest, (factor, item.item), (Fraction(1), Const(Amount(margin), MONEY))), sharp)

    def _clamped(
        self, factor: Fraction, ends: tuple[Expr, Expr | None, Expr | None], rest: Sum, op: Op
    ) -> Formula:
        """min(max(item, low), high): the higher of two is below where both are, taken away where one is."""
        item, low, high = (None if end is None else self.below((*rest, (factor, end)), op) for end in ends)
        higher, lower = self.pool.all_of, self.pool.any_of
        if factor < 0:
            higher, lower = lower, higher
        raised = higher([end for end in (item, low) if end is not None])
        return raised if high is None else lower([raised, high])

    def _decided(self, factor: Fraction, field: str, rest: Sum, op: Op) -> Formula:
        """A field, by its rows: of several that hold one must be below, or all where the best one counts."""
        choice = self.world.kernel.choice_of[field]
        pick = self.world.pick(choice)
        if pick is Pick.SUM or not isinstance(choice.tie, Silent | None):
            return TRUE
        number, pool = choice.fields.index(field), self.pool
        standing = self.world.standing(choice)
        with_row = [self.below((*rest, (factor, row.values[number])), op) for row in choice.rows]
        rows = list(zip(standing.stands, with_row, strict=True))
        some = pool.any_of(pool.all_of((stands, below)) for stands, below in rows)
        best = pick in (Pick.HIGHEST, Pick.TOP_UP) if factor > 0 else pick is Pick.LOWEST
        if best and number == choice.pick_field:
            some = pool.all_of((some, *(pool.any_of((-stands, below)) for stands, below in rows)))
        nobody = pool.all_of(-stand for stand in standing.stands)
        otherwise = pool.all_of((nobody, self.below((*rest, (factor, choice.otherwise[number])), op)))
        return pool.all_of((standing.gate.holds, pool.any_of((some, otherwise))))


def _meant(choice: Choice, field: str) -> Expr | None:
    """What a field is for everybody; None where that depends on rows or scope."""
    if len(choice.rows) != 1 or choice.rows[0].guard != TRUTH or choice.gate is not None:
        return None
    return choice.rows[0].values[choice.fields.index(field)]


def _added(items: Sequence[tuple[Fraction, Expr]]) -> Expr:
    scaled = [item if factor == 1 else Scale(item, Const(factor, RATE)) for factor, item in items]
    return reduce(Add, scaled) if scaled else NOTHING
