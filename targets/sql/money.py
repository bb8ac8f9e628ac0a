"""Exact numbers in SQL: integers over a denominator that is known when the statement is written.

In: cells of money, counts and rates. Out: cells. Where all the numbers a cell can be are known, they are
carried along, so that 90% of 400元 is a whole number of 分 here already.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import cast

import attrs

from polc.compiler.arithmetic import ONLY_BOUNDED
from polc.compiler.kernel import Kind, Op
from polc.compiler.readings import bounds_of
from polc.dsl.text import interval
from polc.dsl.values import Amount, RoundMode, round_fraction
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.cells import MAX_FORMS, Cell, Forms, at, denominator, scaled
from polc.targets.sql.letters import Why, constant
from polc.targets.sql.scope import Scope

_OPPOSITE = {Op.LT: Op.GE, Op.LE: Op.GT, Op.GT: Op.LE, Op.GE: Op.LT, Op.EQ: Op.NE, Op.NE: Op.EQ}
_SYMBOLS = {Op.EQ: "=", Op.NE: "<>"}


def plus(left: Cell, right: Cell, sign: int, scope: Scope) -> Cell:
    """left ± right."""
    den = lcm(left.den, right.den)
    left, right = at(left, den), at(right, den)
    symbol = "+" if sign > 0 else "-"
    terms = dict(left.terms)
    for name, text in right.terms:
        terms[name] = (
            f"({terms[name]} {symbol} {text})" if name in terms else (text if sign > 0 else f"(-{text})")
        )
    forms = _combined(left, right, lambda a, b: _sum(a, b, sign))
    value = left.value if right.value == "0" else f"({left.value} {symbol} {right.value})"
    made = Cell(kind=left.kind, value=value, den=den, terms=tuple(sorted(terms.items())))
    return _reduced(made, forms, scope)


def product(item: Cell, factor: Cell, scope: Scope) -> Cell:
    """item × factor."""
    value = _times(item.value, factor.value)
    terms = tuple((name, _times(text, factor.value)) for name, text in item.terms)
    made = Cell(kind=item.kind, value=value, den=item.den * factor.den, terms=terms)
    return _reduced(made, _combined(item, factor, _scale), scope)


def _times(left: str, right: str) -> str:
    return left if right == "1" else f"({left} * {right})"


def _reduced(made: Cell, forms: frozenset[Amount | Fraction] | None, scope: Scope) -> Cell:
    """The cell in the unit that its possible numbers need; the division is exact."""
    den = denominator(forms, made.den)
    if forms is None or den == made.den:
        return attrs.evolve(made, forms=forms)
    if forms and made.den % den == 0:
        by = str(made.den // den)
        terms = tuple((name, scope.dialect.quotient(text, by)) for name, text in made.terms)
        value = scope.dialect.quotient(made.value, by)
        return attrs.evolve(made, value=value, den=den, terms=terms, forms=forms)
    return attrs.evolve(made, forms=forms)


def _combined(
    left: Cell, right: Cell, compute: Callable[[Amount | Fraction, Amount | Fraction], Amount | Fraction]
) -> frozenset[Amount | Fraction] | None:
    if left.forms is None or right.forms is None or len(left.forms) * len(right.forms) > MAX_FORMS**2:
        return None
    found = frozenset(compute(a, b) for a in left.forms for b in right.forms)
    return found if len(found) <= MAX_FORMS else None


def _sum(left: Amount | Fraction, right: Amount | Fraction, sign: int) -> Amount | Fraction:
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.plus(right.times(Fraction(sign)))
    return cast(Fraction, left) + sign * cast(Fraction, right)


def _scale(item: Amount | Fraction, factor: Amount | Fraction) -> Amount | Fraction:
    factor = cast(Fraction, factor)
    return item.times(factor) if isinstance(item, Amount) else item * factor


# ---- bounds -----------------------------------------------------------------------------------------
def bounds(cell: Cell, scope: Scope) -> tuple[str, str]:
    """The least and the greatest whole number of 分 the cell can be; NULL where there's no end."""
    if cell.ends is not None:
        return cell.ends
    low, high = _ends(cell, scope)
    if cell.den == 1:
        return low, high
    if not ends_are_whole(cell, scope):
        raise NotExpressible("sql", Construct.FRACTION)
    by = str(cell.den)
    return scope.dialect.quotient(low, by), scope.dialect.quotient(high, by)


def ends_are_whole(cell: Cell, scope: Scope) -> bool:
    """True when every amount the cell can be ends at whole 分."""
    if cell.den == 1:
        return True
    ends = bounds_of(scope.kernel)
    found = [] if cell.forms is None else [interval(f, ends) for f in cell.forms if isinstance(f, Amount)]
    return bool(found) and all(end is None or end.denominator == 1 for pair in found for end in pair)


def _ends(cell: Cell, scope: Scope) -> tuple[str, str]:
    """The ends in the cell's own units."""
    return _end(cell, low=True, scope=scope), _end(cell, low=False, scope=scope)


def _end(cell: Cell, *, low: bool, scope: Scope) -> str:
    text = cell.value
    for name, factor in cell.terms:
        param = scope.kernel.param_by_name[name]
        up, down = (param.low_fen, param.high_fen) if low else (param.high_fen, param.low_fen)
        more, less = _share(factor, up), _share(factor, down)
        share = f"CASE WHEN {factor} > 0 THEN {more} WHEN {factor} < 0 THEN {less} ELSE 0 END"
        text = f"{text} + {share}"
    return f"({text})" if cell.terms else text


def _share(factor: str, end: Fraction | None) -> str:
    if end is None:
        return "NULL"
    if end.denominator != 1:
        raise NotExpressible("sql", Construct.BOUND, str(end))
    return scaled(factor, end.numerator)


def compared(op: Op, left: Cell, right: Cell, scope: Scope) -> tuple[str, Why | None]:
    """left OP right for all parameters, NULL where that depends on them; and then the reasons."""
    den = lcm(left.den, right.den)
    left, right = at(left, den), at(right, den)
    if not left.terms and not right.terms:
        return f"({left.value} {_SYMBOLS.get(op, op.value)} {right.value})", None
    rest = plus(attrs.evolve(left, forms=None), attrs.evolve(right, forms=None), -1, scope)
    low, high = _ends(rest, scope)
    known = f"{left.value} IS NOT NULL AND {right.value} IS NOT NULL"
    below, above = f"COALESCE({high} < 0, FALSE)", f"COALESCE({low} > 0, FALSE)"
    not_above, not_below = f"COALESCE({high} <= 0, FALSE)", f"COALESCE({low} >= 0, FALSE)"
    same, apart = f"({not_above} AND {not_below})", f"({below} OR {above})"
    true, false = {
        Op.LT: (below, not_below),
        Op.LE: (not_above, above),
        Op.GT: (above, not_above),
        Op.GE: (not_below, below),
        Op.EQ: (same, apart),
        Op.NE: (apart, same),
    }[op]
    test = f"(CASE WHEN {known} THEN CASE WHEN {true} THEN TRUE WHEN {false} THEN FALSE END END)"
    test = scope.flow.share(test)
    told = [(factor, f"{name}{ONLY_BOUNDED}") for name, factor in rest.terms]
    return test, _if_active(told, f"{known} AND {test} IS NULL", scope)


def _if_active(told: list[tuple[str, str]], where: str, scope: Scope) -> Why | None:
    """The reasons of the parameters that take part."""
    letters = scope.letters
    return scope.united(
        [(f"({where} AND {factor} <> 0)", constant([letters.reason(text)])) for factor, text in told]
    )


# ---- rounding ---------------------------------------------------------------------------------------
def rounded(amount: Cell, step: int, mode: RoundMode, scope: Scope) -> Cell:
    """The amount as a multiple of `step` 分; 待定 where a parameter takes part."""
    unit = amount.den * step
    divide = scope.dialect.quotient
    size = f"ABS({amount.value})"
    whole = divide(size, str(unit))
    match mode:
        case RoundMode.DOWN:
            count = whole
        case RoundMode.UP:
            count = divide(f"({size} + {unit - 1})", str(unit))
        case RoundMode.HALF_UP:
            count = divide(f"(2 * {size} + {unit})", str(2 * unit))
        case RoundMode.HALF_EVEN:
            twice = f"2 * ({size} - {whole} * {unit})"
            up = f"{twice} > {unit} OR ({twice} = {unit} AND MOD({whole}, 2) = 1)"
            count = f"({whole} + CASE WHEN {up} THEN 1 ELSE 0 END)"
    value = f"(SIGN({amount.value}) * {count} * {step})"
    forms: Forms = None
    if amount.forms is not None and not amount.terms:
        forms = frozenset(Amount(round_fraction(cast(Amount, f).fen, step, mode)) for f in amount.forms)
    made = Cell(kind=Kind.MONEY, value=f"CAST({value} AS {scope.dialect.types[Kind.MONEY]})", forms=forms)
    if not amount.terms:
        return made
    active = " OR ".join(f"{factor} <> 0" for _, factor in amount.terms)
    told = [(factor, f"{name}只写明上下限，不能取整") for name, factor in amount.terms]
    why = _if_active(told, f"{amount.value} IS NOT NULL", scope)
    value = f"CASE WHEN {active} THEN NULL ELSE {made.value} END"
    return attrs.evolve(made, value=value, why=why, silent=True)
