"""Random choices: groups, periods, rules, tables and grants, mostly as a notice has them, sometimes wrong."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import attrs
import kernels
from kernels import all_of, cite, money, silent

from polc.compiler.kernel import (
    DATE,
    FALSE,
    INT,
    RATE,
    TRUE,
    Add,
    Choice,
    Clamp,
    Compare,
    Const,
    Expr,
    FieldRef,
    Form,
    InputRef,
    Not,
    Op,
    Pick,
    ReadingOf,
    Round,
    Row,
    Scale,
    Silent,
    Sub,
)
from polc.dsl.values import NotApplicable, RoundMode
from worlds.sentences import HOUSE, Sentences


@attrs.define
class Author(Sentences):
    """Writes the choices of one random policy."""

    def order(self, rows: list[Row]) -> tuple[tuple[int, int], ...]:
        """Exceptions beat plain rows; closed transitively because there are only two ranks and chains."""
        ranks = [self.rng.randrange(3) if self.rng.random() < 0.5 else 0 for _ in rows]
        return tuple((a, b) for a in range(len(rows)) for b in range(len(rows)) if ranks[a] > ranks[b])

    def window(self, number: int) -> Choice:
        """A few windows of days; mostly end to end, sometimes overlapping or with a hole, some limited."""
        rows, names = [], []
        day = self.start + timedelta(days=self.rng.randint(0, 1))
        for index in range(self.rng.randint(1, 3)):
            low = Const(day + timedelta(days=self.rng.choice((0, 0, 0, 1, -1))), DATE)
            high = Const(low.value + timedelta(days=self.rng.randint(0, 3)), DATE)
            pay = InputRef("缴费日")
            guard = all_of(Compare(Op.GE, pay, low), Compare(Op.LE, pay, high))
            if self.rng.random() < 0.3:
                guard = all_of(guard, self.condition(1))
            name = f"期{index}" if self.rng.random() < 0.9 else "期0"
            names.append(name)
            rows.append(
                kernels.row(
                    f"二（{'一二三'[index]}）", guard, Const(name, HOUSE), outcome=name, low=low, high=high
                )
            )
            day = high.value + timedelta(days=1)
        self.windows.append((f"时段{number}", tuple(dict.fromkeys(names))))
        written = self.rng.random() < 0.5
        return kernels.choice(
            f"时段{number}",
            Form.WINDOW,
            rows,
            [silent("不在时段内")],
            axis="缴费日",
            otherwise_written=written,
        )

    def group(self, number: int) -> Choice:
        rows = [kernels.row("一", self.condition(), TRUE) for _ in range(self.rng.randint(1, 3))]
        self.groups.append(f"群体{number}")
        return kernels.choice(f"群体{number}", Form.GROUP, rows, [FALSE])

    def rule(self, number: int) -> Choice:
        rows = [
            kernels.row(f"三（{c}）", self.condition(), self.amount())
            for c in "一二三四"[: self.rng.randint(1, 4)]
        ]
        made = kernels.choice(
            f"金额{number}",
            Form.RULE,
            rows,
            [self.status() if self.rng.random() < 0.5 else money(0)],
            beats=self.order(rows),
            otherwise_written=self.rng.random() < 0.5,
            gate=self.condition(1) if self.rng.random() < 0.3 else None,
            gate_cite=cite("一"),
        )
        self.amounts.append(f"金额{number}")
        return made

    def table(self, number: int) -> Choice:
        """Bands of a counted number; mostly end to end, sometimes overlapping or with a hole."""
        counted, rows, low = self.number(), [], 0
        for clause in "一二三"[: self.rng.randint(2, 3)]:
            high = low + self.rng.randint(0, 2)
            ends = (Const(Fraction(end), INT) for end in (low, high))
            guard = all_of(*(Compare(op, counted, end) for op, end in zip((Op.GE, Op.LE), ends, strict=True)))
            rows.append(kernels.row(f"六（{clause}）", guard, self.amount()))
            low = high + self.rng.choice((1, 1, 1, 0, 2))
        self.amounts.append(f"金额{number}")
        return kernels.choice(
            f"金额{number}",
            Form.TABLE,
            rows,
            [silent("表上没有")],
            pick=self.rng.choice((Pick.UNIQUE, Pick.UNIQUE, Pick.HIGHEST, Pick.LOWEST)),
        )

    def remainder(self, number: int) -> Choice:
        """What is left of one amount after another, now and then rounded, with a floor or a ceiling."""
        rows = [kernels.row("七（一）", self.condition(1), self.left())] * (self.rng.random() < 0.4)
        rows.append(kernels.row("七（二）", TRUE if not rows else Not(rows[0].guard), self.left()))
        return kernels.choice(f"结余{number}", Form.RULE, rows, [money(0)], otherwise_written=True)

    def sums(self, number: int) -> Choice:
        """Rows that hold by what several counted numbers come to together."""
        rows = [
            kernels.row(f"八（{clause}）", self.together(), self.amount())
            for clause in "一二三"[: self.rng.randint(1, 3)]
        ]
        return kernels.choice(
            f"金额{number}",
            Form.RULE,
            rows,
            [money(0)],
            beats=self.order(rows),
            otherwise_written=self.rng.random() < 0.5,
        )

    def together(self) -> Expr:
        """A comparison of sums, differences and products of counted numbers."""
        sides = [self.made(), self.rng.choice((self.made, self.whole))()]
        self.rng.shuffle(sides)
        test = Compare(self.rng.choice((Op.LT, Op.LE, Op.GT, Op.GE, Op.EQ, Op.NE)), *sides)
        return all_of(test, self.condition(1)) if self.rng.random() < 0.3 else test

    def whole(self) -> Expr:
        return Const(Fraction(self.rng.choice((-2, 0, 1, 2, 3, 5, 9))), INT)

    def made(self) -> Expr:
        match self.rng.randrange(5):
            case 0:
                return Sub(self.whole(), self.number())
            case 1 | 2:
                return Add(self.number(), self.number())
            case 3:
                return Sub(self.number(), Scale(self.number(), Const(Fraction(1, 2), RATE)))
            case _:
                return Scale(self.number(), self.number())

    def left(self) -> Expr:
        made: Expr = Sub(self.amount(), self.amount())
        match self.rng.randrange(7):
            case 0:
                return Clamp(self.amount(), None, made)
            case 1:
                return Clamp(made, money(self.rng.choice((0, -1))), None)
            case 2:
                return Round(
                    Scale(made, Const(Fraction(1, 300), RATE)), 100, self.rng.choice(tuple(RoundMode))
                )
            case 3:
                return Sub(self.amount(), Round(Clamp(made, None, self.amount()), 100, RoundMode.HALF_UP))
            case _:
                return made

    def days(self, number: int) -> Choice:
        values: list[Expr] = [
            InputRef("缴费日"),
            self.pay_day(),
            self.moved(InputRef("缴费日")),
            self.status(),
        ]
        rows = [
            kernels.row("五", self.condition(1), self.rng.choice(values))
            for _ in range(self.rng.randint(1, 3))
        ]
        return kernels.choice(
            f"起始日{number}",
            Form.RULE,
            rows,
            [self.status()],
            beats=self.order(rows),
            pick=self.rng.choice((Pick.UNIQUE, Pick.HIGHEST, Pick.LOWEST)),
        )

    def grant(self, number: int) -> Choice:
        base = FieldRef(self.rng.choice(self.amounts)) if self.amounts else money(200)
        rows = []
        for clause in "一二三四"[: self.rng.randint(1, 4)]:
            rate = self.rng.choice((Fraction(1, 2), Fraction(9, 10), Fraction(1)))
            amount = self.status() if self.rng.random() < 0.1 else Scale(base, Const(rate, RATE))
            payer = Const(self.rng.choice(("市", "县")), HOUSE) if self.rng.random() < 0.9 else self.status()
            rows.append(kernels.row(f"四（{clause}）", self.condition(1), amount, payer, rate=rate))
        fields = (f"减免{number}", f"付款方{number}")
        return kernels.choice(
            f"补助{number}",
            Form.GRANT,
            rows,
            [money(0), Silent(NotApplicable(reason="没有减免"))],
            fields=fields,
            beats=self.order(rows),
            pick=self.rng.choice((*Pick, Pick.HIGHEST, Pick.HIGHEST, ReadingOf("并存"))),
            ceiling=base if self.rng.random() < 0.7 else None,
            tie=silent("同额未写明") if self.rng.random() < 0.5 else None,
        )
