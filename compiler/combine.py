"""How rows that hold together make one result: priority first, then the declared way to combine.

In: a choice and the numbers of the rows that hold. Out: for each field a result and its clauses. Rows
beaten by one of the others are dropped; those left are combined by `Pick`. Two results where there must
be one are 待定 with both clauses: the checker excludes it, and a wrong number is never given. Two rows
that are silent for different reasons are 待定 in the same way; the checker lets them be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from polc.compiler.arithmetic import ORDER, compare_amounts
from polc.compiler.expressions import INCOMPARABLE, Environment, value
from polc.compiler.kernel import Choice, Kind, Op, Pick
from polc.dsl.values import ZERO, Amount, Result, Undetermined, distinct, is_status, meet, same

CONFLICT = "同时适用的几条规定说法不一致"

Table: TypeAlias = Mapping[int, tuple[Result, ...]]


@attrs.frozen(kw_only=True)
class Combined:
    """A result and its clauses for each field; `taken` are the rows they come from."""

    results: tuple[Result, ...]
    clauses: tuple[tuple[str, ...], ...]
    taken: frozenset[int]


def combine(choice: Choice, holding: frozenset[int], env: Environment) -> Combined:
    """The results of a choice whose rows `holding` hold and no others."""
    beaten = frozenset(loser for row in holding for loser in choice.losers[row])
    rows = sorted(holding - beaten)
    if not rows:
        clauses = (choice.otherwise_cite.text,) if choice.otherwise_cite else ()
        results = tuple(value(expr, env) for expr in choice.otherwise)
        return Combined(results=results, clauses=(clauses,) * len(results), taken=frozenset())
    table = {row: tuple(value(expr, env) for expr in choice.rows[row].values) for row in rows}
    match way_to_combine(choice, env):
        case Pick.UNIQUE | Pick.EXCLUSIVE:
            return _equal(choice, table, rows, None)
        case Pick.SETTLED:
            return _equal(choice, table, rows, _tie(choice, env))
        case Pick.HIGHEST:
            return _furthest(choice, table, Op.GE, env)
        case Pick.LOWEST:
            return _furthest(choice, table, Op.LE, env)
        case Pick.TOP_UP:
            return _topped_up(choice, table, env)
        case Pick.SUM:
            return _summed(choice, table, env)


def way_to_combine(choice: Choice, env: Environment) -> Pick:
    """The choice's pick, read from an assumption where it is one."""
    if isinstance(choice.pick, Pick):
        return choice.pick
    decl = env.kernel.assumption_by_name[choice.pick.assumption]
    meaning = decl.reading(env.readings[decl.name]).meaning
    if not isinstance(meaning, Pick):
        raise TypeError(f"{decl.name} is no way to combine")
    return meaning


def _equal(
    choice: Choice, table: Table, rows: Sequence[int], tie: tuple[Result, tuple[str, ...]] | None
) -> Combined:
    """The common value of the rows, field by field; where they differ the tie's, else a conflict."""
    cites = _cites(choice, rows)
    result, by = tie or (Undetermined(reasons=(CONFLICT,), clauses=cites), cites)
    agreed = [_agreed([table[row][number] for row in rows]) for number in range(len(choice.fields))]
    return Combined(
        results=tuple(result if value is None else value for value in agreed),
        clauses=tuple(by if value is None else cites for value in agreed),
        taken=frozenset(rows),
    )


def _agreed(values: Sequence[Result]) -> Result | None:
    return values[0] if all(same(v, values[0]) for v in values) else None


def _furthest(choice: Choice, table: Table, op: Op, env: Environment) -> Combined:
    """The rows with the highest (GE) or lowest (LE) value of the picked field.

    An amount the notice doesn't state loses only to the ceiling, and only where the highest is wanted.
    """
    amounts = {row: values[choice.pick_field] for row, values in table.items()}
    stated = {row: amount for row, amount in amounts.items() if not is_status(amount)}
    open_ = [amount for amount in amounts.values() if is_status(amount)]
    best = _best(list(stated.values()), op, env)
    if open_ and (best is None or op is Op.LE or not _reaches_ceiling(choice, best, env)):
        return _equal(choice, table, list(table), (meet(open_), _cites(choice, table)))
    if best is None:
        status = Undetermined(reasons=(INCOMPARABLE,))
        return _equal(choice, table, list(table), (status, _cites(choice, table)))
    top = [row for row, amount in stated.items() if amount == best]
    return _equal(choice, table, top, _tie(choice, env))


def _topped_up(choice: Choice, table: Table, env: Environment) -> Combined:
    """The highest amount in all, paid by every row together: names must agree over all of them."""
    highest = _furthest(choice, table, Op.GE, env)
    every = _equal(choice, table, list(table), _tie(choice, env))
    return _money_from(choice, highest.results, every, env)


def _summed(choice: Choice, table: Table, env: Environment) -> Combined:
    """Money fields added up; the other fields must agree, else the tie's value."""
    totals = tuple(
        _total([values[n] for values in table.values()]) if is_money else ZERO
        for n, is_money in enumerate(_money_fields(choice, env))
    )
    return _money_from(choice, totals, _equal(choice, table, list(table), _tie(choice, env)), env)


def _money_from(choice: Choice, money: tuple[Result, ...], rest: Combined, env: Environment) -> Combined:
    cites = _cites(choice, rest.taken)
    is_money = _money_fields(choice, env)
    results = tuple(m if is_m else r for m, r, is_m in zip(money, rest.results, is_money, strict=True))
    clauses = tuple(cites if is_m else c for c, is_m in zip(rest.clauses, is_money, strict=True))
    return Combined(results=results, clauses=clauses, taken=rest.taken)


def _money_fields(choice: Choice, env: Environment) -> list[bool]:
    return [env.kernel.kind_filled(choice, n) is Kind.MONEY for n in range(len(choice.fields))]


def _tie(choice: Choice, env: Environment) -> tuple[Result, tuple[str, ...]] | None:
    if choice.tie is None:
        return None
    return value(choice.tie, env), (choice.tie_cite.text,) if choice.tie_cite else ()


def _cites(choice: Choice, rows: Iterable[int]) -> tuple[str, ...]:
    """The clauses of these rows, each once; an identity of the vocabulary has none."""
    texts = (choice.rows[row].cite.text for row in sorted(rows))
    return distinct(text for text in texts if text)


def _best(values: list[Result], op: Op, env: Environment) -> Result | None:
    """The value that stands in `op` to every other for all parameters; None when there's none."""
    for item in values:
        if all(_stands(op, item, other, env) for other in values):
            return item
    return None


def _stands(op: Op, item: Result, other: Result, env: Environment) -> bool:
    if isinstance(item, Amount) and isinstance(other, Amount):
        return compare_amounts(op, item, other, env.bounds) is True
    return ORDER[op](item, other)


def _reaches_ceiling(choice: Choice, best: Result, env: Environment) -> bool:
    if choice.ceiling is None or not isinstance(best, Amount):
        return False
    ceiling = value(choice.ceiling, env)
    return isinstance(ceiling, Amount) and compare_amounts(Op.GE, best, ceiling, env.bounds) is True


def _total(values: list[Result]) -> Result:
    found = [v for v in values if is_status(v)]
    if found:
        return meet(found)
    total = ZERO
    for amount in values:
        if isinstance(amount, Amount):
            total = total.plus(amount)
    return total
