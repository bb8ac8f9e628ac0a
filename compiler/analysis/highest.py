"""只取 最高 and 只取 最低 for all persons at once: who has which value as the best one.

In: a choice, who has which row, and the translator. Out: `Ranking`: the levels (somebody's best amount,
with the rows that are exactly that high) and the situations in which the best can't be told, with the
status they give. The same steps as `combine._highest`, for each way in which the amounts can come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from polc.compiler.analysis.comparisons import compare, differ
from polc.compiler.analysis.formula import FALSE, Formula, Formulas
from polc.compiler.analysis.symbols import Stat, Symbol
from polc.compiler.analysis.translate import Translator
from polc.compiler.expressions import INCOMPARABLE
from polc.compiler.kernel import Choice, Expr, Op
from polc.dsl.values import NotApplicable, Status, Undetermined, meet


@attrs.frozen(kw_only=True)
class Ranking:
    """`levels`: (who has this as best amount, who has each row on it); `unsettled`: (who, status)."""

    levels: tuple[tuple[Formula, tuple[Formula, ...]], ...]
    unsettled: tuple[tuple[Formula, Stat], ...]


def rank(choice: Choice, stands: Sequence[Formula], op: Op, translator: Translator) -> Ranking:
    """Rank the rows that stand by the choice's own field: the best one stands in `op` to all others."""
    amounts = [row.values[choice.pick_field] for row in choice.rows]
    distinct = list(dict.fromkeys(amounts))
    ceiling = () if choice.ceiling is None or op is not Op.GE else (choice.ceiling,)
    some = {
        amount: translator.pool.any_of(s for a, s in zip(amounts, stands, strict=True) if a == amount)
        for amount in distinct
    }
    levels: list[tuple[Formula, tuple[Formula, ...]]] = []
    unsettled: list[tuple[Formula, Stat]] = []
    for guard, symbols in translator.joint((*distinct, *ceiling)):
        values = dict(zip(distinct, symbols, strict=False))
        limit = symbols[-1] if ceiling else None
        world = _World(guard, values, {a: s for a, s in some.items() if s != FALSE}, limit, op, translator)
        world.rank(amounts, stands, levels, unsettled)
    return Ranking(levels=tuple(levels), unsettled=tuple(unsettled))


class _World:
    """One way in which the amounts come out; `some` is who has a row of that amount."""

    def __init__(
        self,
        guard: Formula,
        values: Mapping[Expr, Symbol],
        some: Mapping[Expr, Formula],
        ceiling: Symbol | None,
        op: Op,
        translator: Translator,
    ) -> None:
        self.guard, self.values, self.some, self.ceiling, self.op = guard, values, some, ceiling, op
        self.pool: Formulas = translator.pool
        self.env = translator.env
        self.stated = [amount for amount in some if not isinstance(values[amount], Stat)]
        self.silent = [amount for amount in some if isinstance(values[amount], Stat)]

    def rank(
        self,
        amounts: Sequence[Expr],
        stands: Sequence[Formula],
        levels: list[tuple[Formula, tuple[Formula, ...]]],
        unsettled: list[tuple[Formula, Stat]],
    ) -> None:
        """Add this world's levels and unsettled situations."""
        pool = self.pool
        bests = {amount: self._best(amount) for amount in self.stated}
        full = {amount: pool.all_of((best, self._reaches(amount))) for amount, best in bests.items()}
        quiet = pool.all_of(-self.some[amount] for amount in self.silent)
        for amount, best in bests.items():
            clear = pool.any_of((pool.all_of((best, quiet)), full[amount]))
            if clear != FALSE:
                levels.append(
                    (clear, tuple(self._top(amount, a, s) for a, s in zip(amounts, stands, strict=True)))
                )
        cloudy = pool.all_of((self.guard, -quiet, *(-f for f in full.values())))
        unsettled += self._cloudy(cloudy, list(zip(amounts, stands, strict=True)))
        anybody = pool.any_of(self.some[amount] for amount in self.stated)
        torn = pool.all_of((self.guard, quiet, anybody, *(-best for best in bests.values())))
        if torn != FALSE:
            unsettled.append((torn, Stat(Undetermined(reasons=(INCOMPARABLE,)))))

    def _best(self, amount: Expr) -> Formula:
        """Who has this amount and none that might be better."""
        pool = self.pool
        others = (
            pool.any_of((-self.some[other], self._stands_to(amount, self.values[other])))
            for other in self.stated
            if other is not amount
        )
        return pool.all_of((self.guard, self.some[amount], *others))

    def _stands_to(self, amount: Expr, other: Symbol) -> Formula:
        return compare(self.op, self.values[amount], other, self.pool, self.env).holds

    def _reaches(self, amount: Expr) -> Formula:
        return FALSE if self.ceiling is None else self._stands_to(amount, self.ceiling)

    def _top(self, best: Expr, amount: Expr, stands: Formula) -> Formula:
        """Who has a row of this amount when it is as high as the best."""
        if amount not in self.stated:
            return FALSE
        return self.pool.all_of((stands, -differ(self.values[best], self.values[amount], self.pool)))

    def _cloudy(self, guard: Formula, rows: Sequence[tuple[Expr, Formula]]) -> list[tuple[Formula, Stat]]:
        """The status of whoever has a row not stated: the first 不适用 by row, else all 待定 together."""
        found: list[tuple[Formula, Stat]] = []
        waiting: list[Status] = []
        for amount, stands in rows:
            value = self.values[amount]
            if not isinstance(value, Stat) or stands == FALSE:
                continue
            if isinstance(value.status, NotApplicable):
                found.append((self.pool.all_of((guard, stands)), value))
                guard = self.pool.all_of((guard, -stands))
            else:
                waiting.append(value.status)
        if waiting:
            found.append((guard, Stat(meet(waiting))))
        return [(who, status) for who, status in found if who != FALSE]
