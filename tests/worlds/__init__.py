"""Random small policies: worlds so small that every person in them can be counted.

A world has a few flags, one or two days in a narrow range (the relations say so), an option, a small number,
now and then a short list; one seed makes one world, always the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import attrs
from kernels import all_of, any_of, cite, fact, field, money, silent

from polc.compiler.kernel import (
    BOOL,
    DATE,
    INT,
    LIST,
    MONEY,
    TRUE,
    AssumptionDecl,
    BenefitPeriod,
    Choice,
    Claim,
    Column,
    Compare,
    Const,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Not,
    Op,
    ParamDecl,
    Pick,
    PolicyInfo,
    Reading,
    Relation,
    walk,
)
from polc.dsl.counting import Calendar
from polc.dsl.source import NOWHERE, Span
from worlds.author import Author
from worlds.sentences import BIRTH_DAYS, HOUSE, PAY_DAYS, STARTS

__all__ = ["policy"]


def policy(seed: int) -> Kernel:
    """The random policy of one seed."""
    rng = random.Random(seed)
    start = rng.choice(STARTS)
    has_birth = rng.random() < 0.5
    author = Author(
        rng=rng,
        start=start,
        birth=start - timedelta(days=rng.choice((60, 90, 366))),
        flags=tuple("甲乙丙丁"[: rng.randint(1, 3)]),
        has_birth=has_birth,
        has_house=rng.random() < 0.2,
        has_count=rng.random() < 0.2,
        has_list=not has_birth and rng.random() < 0.3,
    )
    makers = [author.group, author.window, author.rule, author.rule, author.grant, author.days, author.table]
    choices = [rng.choice(makers)(number) for number in range(rng.randint(2, 5))]
    choices += _remainders(seed, author, len(choices))
    choices += _sums(seed, author, len(choices))
    types = {
        "结余": MONEY,
        "群体": BOOL,
        "时段": HOUSE,
        "金额": MONEY,
        "减免": MONEY,
        "付款方": HOUSE,
        "起始日": DATE,
    }
    names = [name for made in choices for name in made.fields]
    fields = tuple(field(n, f"f{i}", types[n.rstrip("0123456789")]) for i, n in enumerate(names))
    inputs = [fact("缴费日", "pay", DATE), *(fact(f, f, BOOL) for f in author.flags)]
    inputs += [fact("出生日期", "birth", DATE)] * author.has_birth
    inputs += [BOOKS] * author.has_list
    inputs += [fact("户型", "house", HOUSE)] * author.has_house + [fact("人数", "n", INT)] * author.has_count
    return Kernel(
        info=PolicyInfo(title=f"第{seed}号", clauses=cite("一"), span=NOWHERE),
        inputs=tuple(inputs),
        params=(ParamDecl(name="补助", low_fen=Fraction(15000), high_fen=None, cite=None),),
        assumptions=_assumptions(rng, author),
        fields=fields,
        choices=tuple(_placed(made, number) for number, made in enumerate(choices)),
        benefits=_benefits(names),
        relations=_relations(rng, author),
        calendar=_calendar(rng, start),
        claims=tuple(
            Claim(condition=item, text=f"第{n}句", cite=None, span=Span("world.pol", 9000 + n, 9001 + n))
            for n, item in enumerate(_claims(author))
        ),
    )


def _sums(seed: int, author: Author, number: int) -> list[Choice]:
    """Rules about sums, differences and products of what is counted, drawn apart as well."""
    apart = attrs.evolve(author, rng=random.Random(f"{seed} sums"))
    return [apart.sums(number)] if apart.rng.random() < 0.5 else []


def _remainders(seed: int, author: Author, number: int) -> list[Choice]:
    """Amounts less others, drawn apart so that the rest of the world stays as it was without them."""
    apart = attrs.evolve(author, rng=random.Random(f"{seed} less"))
    return [apart.remainder(number)] if apart.rng.random() < 0.5 else []


def _claims(author: Author) -> Iterator[Expr]:
    """Conditions at random, and some that are likely to hold."""
    yield any_of(author.condition(), author.condition())
    test = author.condition(1)
    yield any_of(test, Not(test))
    if author.amounts:
        amount = FieldRef(author.rng.choice(author.amounts))
        yield Compare(Op.LE, amount, money(author.rng.choice((200, 300, 3000))))


def _calendar(rng: random.Random, start: date) -> Calendar | None:
    """Working days of about the days of payment, often not all of them."""
    first = start + timedelta(days=rng.randint(-10, 2))
    days = [first + timedelta(days=n) for n in range(rng.choice((8, 15, 30)))]
    off, on = rng.sample(days, 2), rng.sample(days, 1)
    made = Calendar(name="放假安排", first=first, last=days[-1], off=tuple(off), on=tuple(on))
    return made if rng.random() < 0.8 else None


BOOKS = InputDecl(
    name="购书",
    alias="books",
    type=LIST,
    columns=(
        Column(name="教材", alias="textbook", type=BOOL, span=NOWHERE),
        Column(name="本数", alias="copies", type=INT, span=NOWHERE),
    ),
    limit=2,
    span=NOWHERE,
)


def _placed(made: Choice, number: int) -> Choice:
    """The choice with a place and a clause of its own for every row, so that findings can be told apart."""
    rows = tuple(
        attrs.evolve(
            r, span=Span("world.pol", 100 * number + n + 1, 100 * number + n + 2), cite=cite(f"一（{c}）")
        )
        for n, (r, c) in enumerate(zip(made.rows, "一二三四", strict=False))
    )
    return attrs.evolve(made, rows=rows, span=Span("world.pol", 100 * number, 100 * number + 1))


def _benefits(names: list[str]) -> tuple[BenefitPeriod, ...]:
    days, amounts = ([n for n in names if n.startswith(kind)] for kind in ("起始日", "金额"))
    if len(days) < 2 or not amounts:
        return ()
    return (BenefitPeriod(start=days[0], end=days[1], price=amounts[0], span=NOWHERE),)


def _assumptions(rng: random.Random, author: Author) -> tuple[AssumptionDecl, ...]:
    lists = (
        Reading(name="有", meaning=InputRef(author.flags[0])),
        Reading(name="未定", meaning=silent("名单")),
    )
    ways = (Reading(name="高", meaning=Pick.HIGHEST), Reading(name="一", meaning=Pick.UNIQUE))
    return tuple(
        AssumptionDecl(
            name=name,
            reason="未写明",
            readings=readings,
            adopted=rng.choice(readings).name,
            cite=None,
            span=NOWHERE,
        )
        for name, readings in (("名单", lists), ("并存", ways))
    )


def _relations(rng: random.Random, author: Author) -> tuple[Relation, ...]:
    """The narrow ranges that make enumeration possible, and now and then a real relation."""
    pay = _within("缴费日", author.start, PAY_DAYS)
    made = [pay] + [_within("出生日期", author.birth, BIRTH_DAYS)] * author.has_birth
    if author.has_count:
        made.append(Compare(Op.LE, InputRef("人数"), Const(Fraction(2), INT)))
    if author.has_list:
        few = Compare(Op.LE, ItemRef("购书", "本数", INT), Const(Fraction(1), INT))
        made.append(Fold("购书", FoldHow.EVERY, TRUE, few, TRUE))
    if rng.random() < 0.4:
        made.append(any_of(*(Not(InputRef(f)) for f in author.flags)))
    if rng.random() < 0.2:
        made.append(any_of(Not(InputRef(author.flags[0])), author.test()))
    if any(isinstance(e, FieldRef) for item in made for e in walk(item)):
        made = made[:-1]
    return tuple(Relation(condition=item, text="关系", span=NOWHERE) for item in made)


def _within(name: str, first: date, days: int) -> Expr:
    last = first + timedelta(days=days - 1)
    item = InputRef(name)
    return all_of(Compare(Op.GE, item, Const(first, DATE)), Compare(Op.LE, item, Const(last, DATE)))
