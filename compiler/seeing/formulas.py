"""Who can see a thing, as formulas for the search: the narrow ones first, which single it out.

In: the worlds of a kernel. Out: for a sight formulas whose persons are likely to see it; only `who_stands`
and `who_turns` claim anything, namely that nobody outside of them does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from polc.compiler.analysis.comparisons import differ
from polc.compiler.analysis.decide import World
from polc.compiler.analysis.formula import FALSE, TRUE, Formula
from polc.compiler.analysis.symbols import Known, Stat, Symbol
from polc.compiler.kernel import (
    DURATION,
    INT,
    MONEY,
    RATE,
    Add,
    Choice,
    Compare,
    Const,
    Expr,
    FieldRef,
    Form,
    Kind,
    OneOf,
    Op,
    Pick,
    Reached,
    ReadingOf,
    Shift,
    Sub,
    exchanged,
    walk,
)
from polc.compiler.kernel import FALSE as NEVER
from polc.compiler.kernel import TRUE as ALWAYS
from polc.compiler.seeing.conditions import Home, Leaf
from polc.compiler.seeing.sights import Outcome, Side
from polc.compiler.seeing.viewer import outcome_of
from polc.dsl.values import Duration, MonthRule, Rate, Unit, yuan

_DAY = Const(Duration(1, Unit.DAY), DURATION)
_STEP = {
    Kind.MONEY: Const(yuan(1), MONEY),
    Kind.INT: Const(Fraction(1), INT),
    Kind.RATE: Const(Rate(Fraction(1, 100)), RATE),
}


class Formulas:
    """The formulas of one world."""

    def __init__(self, world: World) -> None:
        self.world, self.kernel, self.pool = world, world.kernel, world.pool
        self.public = {decl.name for decl in self.kernel.outputs}
        self._matters: dict[str, Formula] = {}

    # ---- conditions ----------------------------------------------------------------------------------
    def who_stands(self, leaf: Leaf, side: Side | None) -> Formula:
        """Those who stand on one side of a condition."""
        truth = self.world.translator.truth
        match side:
            case Side.HOLDS:
                return truth(leaf.expr).holds
            case Side.FAILS:
                return truth(leaf.expr).fails
            case Side.BELOW | Side.ON | Side.ABOVE:
                return self._near(leaf.expr, side)
            case _:
                return TRUE

    def _near(self, expr: Expr, side: Side) -> Formula:
        truth, all_of = self.world.translator.truth, self.pool.all_of
        reaches, before, after = self._steps(expr)
        match side:
            case Side.ON:
                return all_of((truth(reaches).holds, -truth(before).holds))
            case Side.BELOW:
                return all_of((truth(after).holds, -truth(reaches).holds))
            case _:
                return all_of((truth(before).holds, -truth(self._steps(before)[1]).holds))

    def _steps(self, expr: Expr) -> tuple[Expr, Expr, Expr]:
        """That the bound is reached; that it's reached one step earlier, and one step later."""
        match expr:
            case Reached(birth, years, day, rule):
                before, after = (Shift(day, _DAY, sign, MonthRule.MONTH_END) for sign in (-1, 1))
                return expr, Reached(birth, years, before, rule), Reached(birth, years, after, rule)
            case Compare(_, left, right):
                back, on = self._moved(left, right)
                return (
                    Compare(Op.GE, left, right),
                    Compare(Op.GE, back, right),
                    Compare(Op.GE, on, right),
                )
            case _:
                raise TypeError(f"no bound: {expr!r}")

    def _moved(self, left: Expr, right: Expr) -> tuple[Expr, Expr]:
        kind = self.kernel.kind_of(left) or self.kernel.kind_of(right)
        if kind is Kind.DATE:
            return Shift(left, _DAY, -1, MonthRule.MONTH_END), Shift(left, _DAY, 1, MonthRule.MONTH_END)
        step = _STEP.get(kind or Kind.INT, _STEP[Kind.INT])
        return Sub(left, step), Add(left, step)

    def who_turns(self, leaf: Leaf) -> Formula:
        """Those for whom the row or the reading is another one when the condition is turned round."""

        def is_leaf(part: Expr) -> bool:
            return part is leaf.expr

        if leaf.home is Home.READING:
            meaning = self.kernel.assumption_by_name[leaf.name].readings[leaf.row].meaning
            assert not isinstance(meaning, Pick)
            turned = self._turns(meaning, is_leaf)
            return self.pool.all_of((turned, self.readers_of_reading(leaf.name)))
        choice = self._choice(leaf)
        return TRUE if choice is None else self._row_turns(choice, leaf.row, is_leaf)

    def who_notices(self, leaf: Leaf) -> Formula:
        """Those of `who_turns` for whom that should reach an output."""
        choice = self._choice(leaf)
        turned = self.who_turns(leaf)
        return turned if choice is None else self.pool.all_of((turned, self.matters(choice)))

    def _choice(self, leaf: Leaf) -> Choice | None:
        if leaf.home is not Home.ROW:
            return None
        return next(choice for choice in self.kernel.choices if choice.name == leaf.name)

    def _turns(self, top: Expr, wanted: Callable[[Expr], bool]) -> Formula:
        truth, pool = self.world.translator.truth, self.pool
        with_, without = (truth(exchanged(top, wanted, new)).holds for new in (ALWAYS, NEVER))
        return pool.any_of((pool.all_of((with_, -without)), pool.all_of((without, -with_))))

    def _row_turns(self, choice: Choice, row: int, wanted: Callable[[Expr], bool]) -> Formula:
        """In scope, beaten by nothing; in a group no other row holds either."""
        standing = self.world.standing(choice)
        before = {winner for winner, loser in choice.beats if loser == row}
        if choice.form is Form.GROUP:
            before = set(range(len(choice.rows))) - {row}
        others = (-standing.guards[number].holds for number in before)
        turned = self._turns(choice.rows[row].guard, wanted)
        return self.pool.all_of((standing.gate.holds, turned, *others))

    # ---- what becomes of it --------------------------------------------------------------------------
    def matters(self, choice: Choice) -> Formula:
        """Those to whom what a block decides makes a difference, as far as rows say so."""
        if self.public.intersection(choice.fields):
            return TRUE
        if choice.name not in self._matters:
            self._matters[choice.name] = self.pool.any_of(list(self._readers(choice)))
        return self._matters[choice.name]

    def _readers(self, choice: Choice) -> Iterator[Formula]:
        fields = set(choice.fields)
        for reader in self.kernel.choices:
            if not fields.intersection(self.kernel.reads[reader.name].fields):
                continue
            told = [*reader.otherwise, *(value for row in reader.rows for value in row.values)]
            if any(self._names(expr, fields) for expr in told) or (
                reader.gate is not None and self._names(reader.gate, fields)
            ):
                yield self.matters(reader)
            for number, row in enumerate(reader.rows):
                if self._names(row.guard, fields):
                    yield self.pool.all_of(
                        (self._row_turns(reader, number, self._asks(fields)), self.matters(reader))
                    )

    def readers_of_reading(self, assumption: str) -> Formula:
        """Those to whom it makes a difference what a condition that is an assumption comes to."""

        def is_it(part: Expr) -> bool:
            return isinstance(part, ReadingOf) and part.assumption == assumption

        return self.pool.any_of(
            [
                self.pool.all_of((self._row_turns(choice, number, is_it), self.matters(choice)))
                for choice in self.kernel.choices
                for number, row in enumerate(choice.rows)
                if any(map(is_it, walk(row.guard)))
            ]
        )

    def _names(self, expr: Expr, fields: set[str]) -> bool:
        """One of the fields is in it, through the readings in force too."""
        for part in walk(expr):
            if isinstance(part, FieldRef) and part.name in fields:
                return True
            if isinstance(part, ReadingOf):
                meaning = self.kernel.assumption_by_name[part.assumption]
                read = meaning.reading(self.world.readings[part.assumption]).meaning
                if not isinstance(read, Pick) and self._names(read, fields):
                    return True
        return False

    def _asks(self, fields: set[str]) -> Callable[[Expr], bool]:
        """A condition that is, or compares, one of the fields."""

        def asks(part: Expr) -> bool:
            asked = isinstance(part, FieldRef | ReadingOf | Compare | OneOf | Reached)
            return asked and self.kernel.kind_of(part) is Kind.BOOL and self._names(part, fields)

        return asks

    # ---- rows, meetings, results ---------------------------------------------------------------------
    def who_has_row(self, choice: Choice, row: int) -> Iterator[Formula]:
        """Those whose result comes from a row: first with no other row beside it; -1 is 其余."""
        standing, all_of = self.world.standing(choice), self.pool.all_of
        if row < 0:
            yield all_of((standing.gate.holds, *(guard.fails for guard in standing.guards)))
            return
        others = [-g.holds for number, g in enumerate(standing.guards) if number != row]
        stands = self.pool.any_of((standing.stands[row], standing.waits[row]))
        yield all_of((standing.gate.holds, stands, *others, self.matters(choice)))
        yield all_of((standing.gate.holds, stands))

    def who_meets(self, choice: Choice, one: int, two: int) -> Iterator[Formula]:
        """Those for whom two rows hold; first with no third one."""
        standing, all_of = self.world.standing(choice), self.pool.all_of
        both = (standing.gate.holds, standing.guards[one].holds, standing.guards[two].holds)
        others = [-g.holds for number, g in enumerate(standing.guards) if number not in (one, two)]
        yield all_of((*both, *others))
        yield all_of(both)

    def who_gets(self, output: str, outcome: Outcome) -> Formula:
        """Those whose result is of a kind, nothing about them being unknown."""
        cases = self.world.field(output)
        return self.pool.any_of([who for who, symbol in cases if _is(symbol, outcome)])

    def who_differs(self, other: World, assumption: str) -> Iterator[Formula]:
        """Those who get something else in another world, output by output."""
        for decl in self.kernel.outputs:
            if assumption in self.kernel.depends[self.kernel.choice_of[decl.name].name]:
                mine, theirs = self.world.field(decl.name), other.field(decl.name)
                yield self.pool.any_of(
                    self.pool.all_of((who, its, differ(one, two, self.pool)))
                    for who, one in mine
                    for its, two in theirs
                    if one != two and self.pool.all_of((who, its)) != FALSE
                )


def _is(symbol: Symbol, outcome: Outcome) -> bool:
    match symbol:
        case Stat(status):
            return outcome_of(status) is outcome
        case Known(value):
            return outcome_of(value) is outcome
        case _:
            return outcome is Outcome.VALUE
