"""Sums in words: two that differ for somebody are never told in the same words.

Every sum of two amounts and a number, two deep, is drawn; those told in the same words must come to the
same for everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

import attrs
from kernels import bare, fact

from polc.compiler.expressions import Environment, value
from polc.compiler.kernel import (
    INT,
    MONEY,
    RATE,
    Add,
    Clamp,
    Const,
    Expr,
    InputRef,
    Kernel,
    Scale,
    Steps,
    Sub,
)
from polc.dsl.values import ZERO, Amount
from polc.targets.summary.phrasing import Speaker

FACTS = ("甲", "乙", "丙")
PEOPLE = tuple(
    (first, second, third) for first in (1, 7, 300) for second in (2, 40, 1100) for third in (3, 90)
)


def kernel() -> Kernel:
    return attrs.evolve(bare(), inputs=tuple(fact(name, f"a{n}", MONEY) for n, name in enumerate(FACTS)))


def drawn(depth: int) -> Iterator[Expr]:
    """Amounts worked out from the three, each in every way that a rule can write."""
    yield from (InputRef(name) for name in FACTS[: 2 + (depth < 2)])
    if not depth:
        return
    inner = tuple(drawn(depth - 1))
    for left in inner:
        yield Scale(left, Const(Fraction(1, 2), RATE))
        yield Scale(left, Const(Fraction(1, 12), RATE))
        yield Scale(left, Const(Fraction(1), RATE))
        yield Scale(left, Const(Fraction(2), INT))
        yield Scale(Const(Amount(Fraction(300)), MONEY), Steps(left, Fraction(500), False))
        yield Clamp(Sub(left, Const(Amount(Fraction(1000)), MONEY)), Const(ZERO, MONEY), None)
        yield Clamp(left, None, Const(Amount(Fraction(500)), MONEY))
        for right in inner:
            yield Add(left, right)
            yield Sub(left, right)
            yield Clamp(left, right, None)


def worth(kernel: Kernel, expr: Expr) -> tuple[object, ...]:
    """What it comes to for each person."""
    found = []
    for amounts in PEOPLE:
        inputs = {name: Amount(Fraction(100 * n)) for name, n in zip(FACTS, amounts, strict=True)}
        found.append(
            value(expr, Environment(kernel=kernel, inputs=inputs, readings={}, bounds={}, fields={}))
        )
    return tuple(found)


def test_what_differs_is_told_in_other_words() -> None:
    small = kernel()
    speaker, told = Speaker(small), defaultdict(dict)
    for expr in drawn(2):
        told[speaker.value(expr)].setdefault(worth(small, expr), expr)
    assert len(told) > 1000
    assert {words: list(meant.values()) for words, meant in told.items() if len(meant) > 1} == {}
