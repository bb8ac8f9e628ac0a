"""Numbers made of several facts: what the search says of sums and products is what counting says."""

import random
from fractions import Fraction
from itertools import product

import pytest

from polc.compiler.analysis.comparisons import at_least
from polc.compiler.analysis.curves import Curve, Plus, Rounded, Times
from polc.compiler.analysis.formula import Domain, Formulas
from polc.compiler.analysis.links import added, multiplied, summed, taken_apart
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.solve import Search
from polc.compiler.analysis.symbols import Known, Term
from polc.dsl.values import RoundMode

VARS, TOP = 3, 5


def pool_of() -> Formulas:
    return Formulas(Domain(lows=[0] * VARS, highs=[TOP] * VARS))


def fact(rng: random.Random) -> tuple[Term, object]:
    """A rising function of one fact, and the same for a person."""
    var, times, more = rng.randrange(VARS), rng.choice((1, 2, Fraction(1, 3))), rng.randint(-2, 2)
    curve = Curve(days=False).then(Times(Fraction(times))).then(Plus(Fraction(more)))
    if rng.random() < 0.3:
        curve = curve.then(Rounded(2, RoundMode.UP))
    return Term(var, curve), lambda person: curve.at(person[var])


def made(rng: random.Random, pool: Formulas):
    """A sum, difference or product of two functions, now and then with a third one added."""
    (left, mine), (right, theirs) = fact(rng), fact(rng)
    if rng.random() < 0.3:
        return multiplied(left, right, pool), lambda person: mine(person) * theirs(person)
    sign = rng.choice((1, -1))
    one, two = taken_apart(left, pool), taken_apart(right, pool)
    parts = added([*one[0].items(), *((item, sign * factor) for item, factor in two[0].items())])
    total = summed(parts, one[1] + sign * two[1], False, pool)
    return total, lambda person: mine(person) + sign * theirs(person)


@pytest.mark.parametrize("seed", range(300))
def test_the_search_finds_somebody_exactly_where_there_is_somebody(seed: int) -> None:
    rng, pool = random.Random(seed), pool_of()
    asked, meant = [], []
    for _ in range(rng.randint(1, 4)):
        symbol, value = made(rng, pool)
        turned = rng.random() < 0.5
        if rng.random() < 0.4:
            other, other_value = made(rng, pool)
        else:
            limit = Fraction(rng.randint(-4, 12))
            other, other_value = Known(limit), lambda person, limit=limit: limit
        if isinstance(symbol, Known) and isinstance(other, Known):
            continue
        asked.append(at_least(symbol, other, pool) * (-1 if turned else 1))
        meant.append(
            lambda person, value=value, other_value=other_value, turned=turned: (
                (value(person) >= other_value(person)) is not turned
            )
        )
    counted = [p for p in product(range(TOP + 1), repeat=VARS) if all(holds(p) for holds in meant)]
    region = Search(pool).first(*asked)
    assert (region is not None) is bool(counted)
    if region is not None:
        assert tuple(region.number(var) for var in range(VARS)) in counted


def test_equal_sums_are_one_number_in_whatever_order_they_are_told() -> None:
    pool = pool_of()
    one, two = (Term(var, Curve(days=False)) for var in (0, 1))
    there = summed({one: Fraction(1), two: Fraction(-1)}, Fraction(0), False, pool)
    back = summed({two: Fraction(-1), one: Fraction(1)}, Fraction(0), False, pool)
    assert there == back
    assert at_least(there, Known(Fraction(1)), pool) == at_least(back, Known(Fraction(1)), pool)


def test_a_constant_minus_a_fact_is_a_bound_on_the_fact() -> None:
    pool = pool_of()
    left = summed({Term(0, Curve(days=False)): Fraction(-1)}, Fraction(4), False, pool)
    assert at_least(left, Known(Fraction(1)), pool) == pool.at_most(0, 3)


def test_a_question_with_too_many_boxes_says_so() -> None:
    """No rectangle of a square kilometre has less than four kilometres around it, but some come close."""
    pool = Formulas(Domain(lows=[0] * 2, highs=[10**9] * 2))
    wide, long = (Term(var, Curve(days=False)) for var in (0, 1))
    area = multiplied(wide, long, pool)
    around = summed({wide: Fraction(2), long: Fraction(2)}, Fraction(0), False, pool)
    wanted = (
        at_least(area, Known(Fraction(10**12)), pool),
        -at_least(around, Known(Fraction(4 * 10**6)), pool),
    )
    with pytest.raises(NotFinished):
        Search(pool).first(*wanted)
