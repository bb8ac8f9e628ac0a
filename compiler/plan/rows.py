"""What the rows of a choice have to do with each other, found without running anything.

In: a choice, and its conditions as values. Out: an order in which winners come before losers (a topological
order of `beats`), and whether two rows can hold together. What isn't seen here is tested by the program, so
missing a proof is safe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.arithmetic import compare_amounts
from polc.compiler.kernel import Choice, Op, Pick
from polc.compiler.plan import ir
from polc.compiler.plan.ir import Rules, Value
from polc.dsl.text import Bounds
from polc.dsl.values import Amount


def in_order(choice: Choice) -> tuple[int, ...]:
    """Row numbers, every row after the rows that beat it."""
    depths: dict[int, int] = {}
    winners: dict[int, list[int]] = {row: [] for row in range(len(choice.rows))}
    for winner, loser in choice.beats:
        winners[loser].append(winner)

    def depth(row: int) -> int:
        if row not in depths:
            depths[row] = 1 + max(map(depth, winners[row]), default=0)
        return depths[row]

    return tuple(sorted(winners, key=lambda row: (depth(row), row)))


def rivals_of(choice: Choice, order: Sequence[int], guards: Sequence[Value]) -> tuple[tuple[int, ...], ...]:
    """For each row, the later rows of the order that it doesn't beat and that could hold together with it."""
    found: list[tuple[int, ...]] = [()] * len(order)
    live = [row for row in order if not never(guards[row])]
    for place, row in enumerate(live):
        others = [other for other in live[place + 1 :] if other not in choice.losers[row]]
        found[row] = tuple(other for other in others if not apart(guards[row], guards[other]))
    return tuple(found)


def ranked(rules: Rules, bounds: Bounds) -> Rules:
    """The same rules with `chain` and `meets`; as they were where wins go round in a circle."""
    if rules.pick not in (Pick.HIGHEST, Pick.LOWEST):
        return rules
    winners = {row: {w for w, losers in rules.choice.losers.items() if row in losers} for row in rules.order}
    met: list[tuple[int, int]] = []
    for row, rivals in enumerate(rules.rivals):
        for rival in rivals:
            if _outranks(rules, row, rival, bounds):
                winners[rival].add(row)
            elif _outranks(rules, rival, row, bounds):
                winners[row].add(rival)
            else:
                met.append((row, rival))
    chain = _after_winners(rules.order, winners)
    if len(chain) < len(rules.order):
        return rules
    meets: list[list[int]] = [[] for _ in rules.rows]
    for pair in met:
        first, second = sorted(pair, key=chain.index)
        meets[first].append(second)
    return attrs.evolve(rules, chain=tuple(chain), meets=tuple(map(tuple, meets)))


def _after_winners(order: Sequence[int], winners: Mapping[int, set[int]]) -> list[int]:
    """Every row after those that win over it; rows in a circle, and what they win over, are left out."""
    placed: dict[int, None] = {}
    while True:
        row = next((row for row in order if row not in placed and winners[row] <= placed.keys()), None)
        if row is None:
            return list(placed)
        placed[row] = None


_Stated: TypeAlias = Amount | date


def _outranks(rules: Rules, row: int, rival: int, bounds: Bounds) -> bool:
    """A stated amount or day lies beyond the other; one that reaches the ceiling wins over unstated ones."""
    field, op = rules.choice.pick_field, Op.GE if rules.pick is Pick.HIGHEST else Op.LE
    mine, theirs = _stated(rules.rows[row][field]), _stated(rules.rows[rival][field])
    if mine is None:
        return False
    if theirs is not None:
        return _surely(op, mine, theirs, bounds) and not _surely(op, theirs, mine, bounds)
    ceiling = None if rules.ceiling is None else _stated(rules.ceiling)
    unstated = isinstance(rules.rows[rival][field].op, ir.Stopped) and rules.pick is Pick.HIGHEST
    if not unstated or not isinstance(mine, Amount) or not isinstance(ceiling, Amount):
        return False  # a ceiling is an amount: among days nothing reaches it
    return _surely(Op.GE, mine, ceiling, bounds)


def _stated(value: Value) -> _Stated | None:
    match value.op:
        case ir.Known(Amount() | date() as stated):
            return stated
        case ir.Known(int() as count) if value.rep.number:
            return Amount(Fraction(count, value.rep.per))
        case _:
            return None


def _surely(op: Op, one: _Stated, other: _Stated, bounds: Bounds) -> bool:
    match one, other:
        case Amount(), Amount():
            return compare_amounts(op, one, other, bounds) is True
        case date(), date():
            return one >= other if op is Op.GE else one <= other
        case _:
            raise TypeError(f"no order: {one!r}, {other!r}")


def reached(rules: ir.Rules) -> list[tuple[Value, ...]]:
    """The values that a choice can come to: not those of rows after one that always holds and beats them."""
    found: list[tuple[Value, ...]] = []
    left = [row for row in rules.order if not never(rules.guards[row])]
    while left:
        row, *left = left
        found.append(rules.rows[row])
        if always(rules.guards[row]):
            left = [other for other in left if other in rules.rivals[row]]
            if not left:
                return found
    return [*found, rules.otherwise] if not any(map(always, rules.guards)) else found


def only_row(rules: Rules) -> int | None:
    """The row that always holds, where it's the only one that can."""
    live = [row for row in rules.chain if not never(rules.guards[row])]
    alone = rules.gate is None and len(live) == 1 and always(rules.guards[live[0]])
    return live[0] if alone else None


def certain_row(rules: Rules) -> int | None:
    """The only row, or -1 where the gate is always closed: what is taken for everybody, if anything is."""
    return -1 if rules.gate is not None and never(rules.gate) else only_row(rules)


def finite(value: Value) -> tuple[Value, ...] | None:
    """The choices of constants by which a value is settled; None where it depends on anything else."""
    match value.op, value.args:
        case ((ir.Known() | ir.Stopped()), _):
            return ()
        case ir.Field(number), (Value(op=ir.Decided(rules)) as decided,):
            row = certain_row(rules)
            if row is not None:
                return () if row < 0 else finite(rules.rows[row][number])
            return (decided,) if all(other.constant for other in rules.told) else None
        case _, ():
            return None
        case _, args:
            found = [finite(arg) for arg in args]
            if None in found:
                return None
            return tuple(dict.fromkeys(choice for each in found for choice in each or ()))


def always(condition: Value) -> bool:
    """Holds for everybody."""
    match condition.op:
        case ir.Known(value):
            return value is True
        case _:
            return False


def never(condition: Value) -> bool:
    """Holds for nobody."""
    match condition.op:
        case ir.Known(value):
            return value is False
        case _:
            return False


def apart(left: Value, right: Value) -> bool:
    """True when two conditions can be seen never to hold together."""
    mine, theirs = _parts(left), _parts(right)
    return any(_contradict(a, b) for a in mine for b in theirs)


def _parts(condition: Value) -> tuple[Value, ...]:
    return condition.args if isinstance(condition.op, ir.AllOf) else (condition,)


def _contradict(left: Value, right: Value) -> bool:
    match left.op, right.op:
        case ir.Negated(), ir.Among(options):
            return left.args[0] is right or _leaves_none(left, right, options)
        case ir.Among(options), ir.Negated():
            return right.args[0] is left or _leaves_none(right, left, options)
        case ir.Negated(), _:
            return left.args[0] is right
        case _, ir.Negated():
            return right.args[0] is left
        case ir.Among(some), ir.Among(others):
            return left.args == right.args and not set(some) & set(others)
        case ir.Compared(op), ir.Compared(other) if left.args[0] is right.args[0]:
            return _no_place((op, left.args[1]), (other, right.args[1]))
        case _:
            return False


def _leaves_none(negated: Value, asked: Value, options: tuple[str, ...]) -> bool:
    """The options asked for are among those that the other condition excludes."""
    match negated.args[0].op:
        case ir.Among(excluded):
            return negated.args[0].args == asked.args and set(options) <= set(excluded)
        case _:
            return False


def _no_place(*tests: tuple[Op, Value]) -> bool:
    """Comparisons of one day or number with constants that no value fulfils together.

    An end that doesn't belong counts as one step further in: a pair, the number and which side of it.
    """
    lows: list[tuple[int, int]] = []
    highs: list[tuple[int, int]] = []
    for op, limit in tests:
        match limit.op:
            case ir.Known(date() as day):
                number = day.toordinal()
            case ir.Known(int() as number) if limit.rep == ir.ONES:
                pass
            case _:
                return False
        if op in (Op.GE, Op.EQ, Op.GT):
            lows.append((number, int(op is Op.GT)))
        if op in (Op.LE, Op.EQ, Op.LT):
            highs.append((number, -int(op is Op.LT)))
    return bool(lows and highs) and min(highs) < max(lows)
