"""Regions and the search against brute force: small ranges of days, every combination tried."""

import random
from datetime import date
from itertools import product

import pytest

from polc.compiler.analysis.curves import Curve, Moved, Snapped, birthday
from polc.compiler.analysis.formula import (
    FALSE,
    TRUE,
    AtLeast,
    Difference,
    Domain,
    Flag,
    Formula,
    Formulas,
    Option,
)
from polc.compiler.analysis.regions import NotFinished, Region
from polc.compiler.analysis.solve import Search
from polc.dsl.values import LeapRule, MonthRule, Snap, Unit

STARTS = [date(2024, 2, 26).toordinal(), date(2025, 1, 28).toordinal(), date(2024, 12, 29).toordinal()]
DAYS = 7
Point = tuple[int, ...]


def curve(rng: random.Random) -> Curve:
    made = Curve(days=True)
    for _ in range(rng.randint(0, 2)):
        match rng.randrange(5):
            case 0:
                made = made.then(Snapped(rng.choice(tuple(Snap))))
            case 1:
                made = made.then(Moved(rng.choice((-1, 1, 2)), Unit.MONTH, rng.choice(tuple(MonthRule))))
            case 2:
                made = made.then(birthday(rng.randint(0, 1), rng.choice(tuple(LeapRule))))
            case _:
                made = made.then(Moved(rng.randint(-4, 4), Unit.DAY, MonthRule.MONTH_END))
    return made


def pool_of(rng: random.Random, days: int, flags: int = 0, options: int = 0) -> Formulas:
    lows = [rng.choice(STARTS) for _ in range(days)]
    domain = Domain(flags=flags, options=[0b111] * options, lows=lows, highs=[low + DAYS - 1 for low in lows])
    return Formulas(domain)


def difference(rng: random.Random, pool: Formulas) -> Formula:
    left, right = rng.sample(range(len(pool.domain.lows)), 2)
    literal = pool.difference(left, curve(rng), right, curve(rng))
    return literal if rng.random() < 0.5 else -literal


def holds(pool: Formulas, formula: Formula, days: Point, flags: Point = (), options: Point = ()) -> bool:
    match pool.nodes[abs(formula)]:
        case Flag(var):
            found = bool(flags[var])
        case Option(var, mask):
            found = bool(mask >> options[var] & 1)
        case AtLeast(var, bound):
            found = days[var] >= bound
        case Difference(var, upper, other, lower):
            found = upper.at(days[var]) >= lower.at(days[other])
        case args:
            found = all(holds(pool, arg, days, flags, options) for arg in args)
    return found if formula > 0 else not found


def points(pool: Formulas) -> list[Point]:
    ends = zip(pool.domain.lows, pool.domain.highs, strict=True)
    return list(product(*(range(low, high + 1) for low, high in ends)))


@pytest.mark.parametrize("seed", range(300))
def test_emptiness_is_exact(seed: int) -> None:
    rng = random.Random(seed)
    pool = pool_of(rng, days=rng.choice((2, 2, 3)))
    literals = [difference(rng, pool) for _ in range(rng.randint(1, 4))]
    members = [p for p in points(pool) if all(holds(pool, lit, p) for lit in literals)]
    region = Region(pool).within(literals)
    assert (region is not None) == bool(members)
    if region is not None:
        least = tuple(min(p[var] for p in members) for var in range(len(region.lows)))
        assert tuple(region.lows) == least
        assert least in members


@pytest.mark.parametrize("seed", range(100))
def test_thresholds_are_found_by_bisection(seed: int) -> None:
    rng = random.Random(seed)
    made, low = curve(rng), rng.choice(STARTS)
    high = low + 40
    target = made.at(rng.randint(low, high)) + rng.randint(-3, 3)
    for above in (False, True):
        reached = [x for x in range(low, high + 1) if made.at(x) > target - (not above)]
        assert made.least(target, low, high, above=above) == (reached[0] if reached else high + 1)


def test_there_and_back_is_not_the_same_day() -> None:
    """1月31日 + 3个月 - 3个月 is 30 January: a threshold is never computed by an inverse formula."""
    plain = Curve(days=True)
    there = plain.then(Moved(3, Unit.MONTH, MonthRule.MONTH_END))
    back = there.then(Moved(-3, Unit.MONTH, MonthRule.MONTH_END))
    last = date(2025, 1, 31).toordinal()
    assert date.fromordinal(int(back.at(last))) == date(2025, 1, 30)
    assert there.least(there.at(last), last - 40, last + 40) == last - 1


def test_two_days_that_chase_each_other_end_quickly() -> None:
    domain = Domain(lows=[0, 0], highs=[10**9, 10**9])
    pool = Formulas(domain)
    plain = Curve(days=True)
    later = plain.then(Moved(1, Unit.DAY, MonthRule.MONTH_END))
    chase = [pool.difference(0, plain, 1, later), pool.difference(1, plain, 0, plain)]
    assert Region(pool).within(chase) is None


def test_a_day_is_before_or_after_another() -> None:
    """Neither x ≥ f(y) nor f(y) ≥ x: seen at once, where climbing would go through three centuries."""
    pool = Formulas(Domain(lows=[0, 0], highs=[10**9, 10**9]))
    plain = Curve(days=True)
    year = plain.then(birthday(1, LeapRule.FEB_28))
    assert (
        Region(pool).within([-pool.difference(0, plain, 1, year), -pool.difference(1, year, 0, plain)])
        is None
    )


def formula(rng: random.Random, pool: Formulas, depth: int) -> Formula:
    kind = rng.randrange(3) if depth else 3
    if kind < 2:
        parts = [formula(rng, pool, depth - 1) for _ in range(rng.randint(2, 3))]
        return pool.all_of(parts) if kind else pool.any_of(parts)
    match rng.randrange(5):
        case 0:
            made = difference(rng, pool)
        case 1:
            made = pool.option(0, rng.randint(1, 6))
        case 2:
            var = rng.randrange(len(pool.domain.lows))
            made = pool.at_least(var, pool.domain.lows[var] + rng.randint(0, DAYS))
        case _:
            made = pool.flag(rng.randrange(pool.domain.flags))
    return made if rng.random() < 0.5 else -made


@pytest.mark.parametrize("seed", range(150))
def test_search_agrees_with_enumeration(seed: int) -> None:
    """Many questions to one search, so that what it learns from one is tried on the next."""
    rng = random.Random(seed)
    pool = pool_of(rng, days=2, flags=3, options=1)
    search = Search(pool)
    known = formula(rng, pool, 2)
    search.know(known)
    everybody = list(product(points(pool), product((0, 1), repeat=3), product(range(3))))
    everybody = [who for who in everybody if holds(pool, known, *who)]
    for _ in range(4):
        asked = formula(rng, pool, 3)
        expected = any(holds(pool, asked, *who) for who in everybody)
        assert search.possible(asked) == expected
        region = search.first(asked)
        if region is not None:
            assert holds(pool, asked, *_member(pool, region)) and holds(pool, known, *_member(pool, region))
        several = [formula(rng, pool, 2) for _ in range(3)]
        together = [who for who in everybody if all(holds(pool, part, *who) for part in several)]
        assert search.possible(*several) == bool(together)
        if not together:
            odds = search.at_odds(*several)
            assert odds <= set(several)
            assert not any(all(holds(pool, part, *who) for part in odds) for who in everybody)


def _member(pool: Formulas, region: Region) -> tuple[Point, Point, Point]:
    """The least member of a region, with flags and options that it leaves open denied or first."""
    flags = tuple(int(region.held >> var & 1) for var in range(pool.domain.flags))
    options = tuple((left & -left).bit_length() - 1 for left in region.options)
    return tuple(region.lows), flags, options


def test_plain_contradictions_need_no_search() -> None:
    pool = Formulas(Domain(flags=2, lows=[0], highs=[9]))
    flag, other = pool.flag(0), pool.flag(1)
    assert pool.all_of((flag, -flag)) == FALSE
    assert pool.any_of((flag, -flag)) == TRUE
    assert pool.all_of((pool.at_least(0, 5), pool.at_most(0, 4))) == FALSE
    assert pool.all_of((flag, pool.any_of((-flag, other)))) == pool.all_of((flag, other))
    assert pool.at_least(0, 0) == TRUE
    assert pool.at_least(0, 10) == FALSE


def test_past_the_budget_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven pigeons, six holes: no small proof by clauses, so a small budget runs out and says so."""
    monkeypatch.setattr("polc.compiler.analysis.solve.BUDGET", 50)
    pool = Formulas(Domain(flags=42))
    place = [[pool.flag(6 * pigeon + hole) for hole in range(6)] for pigeon in range(7)]
    housed = [pool.any_of(row) for row in place]
    alone = [-pool.all_of((a[h], b[h])) for i, a in enumerate(place) for b in place[:i] for h in range(6)]
    with pytest.raises(NotFinished):
        Search(pool).possible(pool.all_of((*housed, *alone)))
