"""The program: values in static single assignment form, statuses as a lane beside each of them.

In: nothing (this is data). Out: what printers print. A value is an operation over earlier values; equal
operations over equal values are one value (`values.py` makes them), so values are compared by identity.
What a value can be (`May`) is found by abstract interpretation while it's made: a printer tests for a status
only where one can come. Operations absorb statuses as `compiler/expressions.py` does: the statuses of the
operands, met in their order; a test that meets 不适用 is false.
"""

from __future__ import annotations

from enum import Enum, Flag
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Choice, FoldHow, Kind, Op, Pick
from polc.dsl.counting import Count
from polc.dsl.values import Amount, Duration, LeapRule, MonthRule, Plain, RoundMode, Snap, Status


class How(Enum):
    """The ways in which a value is held."""

    NONE = "never a value"
    PLAIN = "a truth, a day, an option or a length of time"
    WHOLE = "a number or an amount as an integer"
    EXACT = "a number or an amount as a fraction"
    LINEAR = "an amount over the parameters"


@attrs.frozen
class Rep:
    """How a value is held; a WHOLE counts parts of which `per` make one (one 分 of an amount)."""

    how: How
    per: int = 1

    @property
    def number(self) -> bool:
        """True for numbers and amounts."""
        return self.how in (How.WHOLE, How.EXACT, How.LINEAR)


NONE, PLAIN, EXACT, LINEAR = Rep(How.NONE), Rep(How.PLAIN), Rep(How.EXACT), Rep(How.LINEAR)
ONES = Rep(How.WHOLE)


class May(Flag):
    """What a value can be for some person: a value, 不适用, 缺资料, 待定."""

    NOTHING = 0
    VALUE = 1
    OUTSIDE = 2
    MISSING = 4
    OPEN = 8
    STATUS = OUTSIDE | MISSING | OPEN


# ---- where values come from --------------------------------------------------------------------------
@attrs.frozen
class Known:
    """A constant, held as the value's `rep` says."""

    value: Plain | int


@attrs.frozen
class Stopped:
    """A status in the place of a value."""

    status: Status


@attrs.frozen
class Input:
    """A fact."""

    name: str


@attrs.frozen
class Entries:
    """The entries of a list in its order."""

    list: str


@attrs.frozen
class Untied:
    """The entries of a list in its order; 待定 where two that differ come at the same place."""

    list: str


@attrs.frozen
class Item:
    """A column of the entry at hand in the loop of this level (1 is the outermost)."""

    level: int
    column: str


@attrs.frozen
class Running:
    """A running value as it stands before the entry at hand of the loop of this level."""

    level: int
    name: str


@attrs.frozen
class After:
    """A running value after the last entry of the loop of this level."""

    level: int
    name: str


# ---- numbers, amounts and days -----------------------------------------------------------------------
@attrs.frozen
class Plus:
    """The sum of two numbers or amounts held alike."""


@attrs.frozen
class Minus:
    """The difference of two numbers or amounts held alike."""


@attrs.frozen
class Times:
    """The product of a number or an amount and a number."""


@attrs.frozen
class Divided:
    """A number or an amount over a number, or over another amount; 待定 over 0 and over parameters."""


@attrs.frozen
class Convert:
    """The same number or amount, held as the value's `rep` says."""


@attrs.frozen
class Rounded:
    """An amount rounded to a multiple of `step_fen` 分; 待定 where parameters take part."""

    step_fen: int
    mode: RoundMode


@attrs.frozen
class Stepped:
    """How often `size` goes into a number or an amount, which counts as 0 below 0."""

    size: Fraction
    up: bool


@attrs.frozen
class AtLeast:
    """The first operand, or the second where that is more; 待定 where they can't be compared."""


@attrs.frozen
class AtMost:
    """The first operand, or the second where that is less; 待定 where they can't be compared."""


@attrs.frozen
class Shifted:
    """A day moved by a length of time; 待定 where working days leave the calendar."""

    sign: int
    rule: MonthRule


@attrs.frozen
class Snapped:
    """次日, 当月末日 and the like of a day."""

    to: Snap


@attrs.frozen
class Between:
    """How many days, months or years lie between two days."""

    count: Count
    extra: int
    months: MonthRule
    leap: LeapRule


# ---- conditions: never 不适用 ---------------------------------------------------------------------------
@attrs.frozen
class Compared:
    """left OP right; 待定 where amounts can't be compared for every parameter."""

    op: Op


@attrs.frozen
class Among:
    """An option is one of these."""

    options: tuple[str, ...]


@attrs.frozen
class Aged:
    """The second day is on or after the birthday at which somebody born on the first has so many years."""

    years: int
    rule: LeapRule


@attrs.frozen
class AllOf:
    """All hold (strong Kleene)."""


@attrs.frozen
class AnyOf:
    """At least one holds (strong Kleene)."""


@attrs.frozen
class Negated:
    """Doesn't hold."""


@attrs.frozen
class Held:
    """A value in a condition's place: 不适用 doesn't hold."""


@attrs.frozen
class Sure:
    """The value; persons of whom it's 待定 aren't for this program, but for the same without this."""


# ---- choices, lists, readings ------------------------------------------------------------------------
@attrs.frozen
class Rules:
    """One choice under one way to read it.

    `order` is every row after the rows that beat it, `rivals` for each row the later rows in that order that
    could hold together with it. `chain` and `meets` say the same where the highest or the lowest is taken and
    amounts that are constants rank rows too: a row stands after those that win over it, and meets those that
    no order settles. `operands` are the fields whose clauses an identity rests on.
    """

    name: str
    pick: Pick
    gate: Value | None
    guards: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]
    otherwise: tuple[Value, ...]
    ties: tuple[Value, ...] | None
    ceiling: Value | None
    operands: tuple[Value, ...]
    choice: Choice = attrs.field(eq=False, repr=False)
    kinds: tuple[Kind | None, ...] = attrs.field(eq=False)
    order: tuple[int, ...] = attrs.field(eq=False)
    rivals: tuple[tuple[int, ...], ...] = attrs.field(eq=False)
    chain: tuple[int, ...] = attrs.field(eq=False)
    meets: tuple[tuple[int, ...], ...] = attrs.field(eq=False)

    @chain.default
    def _unranked(self) -> tuple[int, ...]:
        return self.order

    @meets.default
    def _every_rival(self) -> tuple[tuple[int, ...], ...]:
        return self.rivals

    @property
    def stated(self) -> bool:
        """The highest or the lowest of constants without parameters is taken, so that all rows rank."""
        column = [row[self.choice.pick_field] for row in self.rows]
        held = all(isinstance(value.op, Known) and value.rep != LINEAR for value in column)
        return held and self.pick in (Pick.HIGHEST, Pick.LOWEST)

    @property
    def told(self) -> tuple[Value, ...]:
        """Everything that rows state, or that stands in their place."""
        ceiling = () if self.ceiling is None else (self.ceiling,)
        stated = (value for row in self.rows for value in row)
        return (*stated, *self.otherwise, *(self.ties or ()), *ceiling)

    @property
    def values(self) -> tuple[Value, ...]:
        """Everything that deciding looks at; `operands` aren't, they only have clauses."""
        gate = () if self.gate is None else (self.gate,)
        return (*self.guards, *self.told, *gate)


@attrs.frozen
class Decided:
    """A choice decided; its fields are taken out with `Field`."""

    rules: Rules


@attrs.frozen
class Field:
    """The result of a choice's field of this number."""

    number: int


@attrs.frozen
class Loop:
    """A look into a list (`kernel.Fold`): `states` are names, starts and steps of running values."""

    list: str
    how: FoldHow
    level: int
    entries: Value
    where: Value
    value: Value
    empty: Value | None
    states: tuple[tuple[str, Value, Value], ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """Everything that the loop looks at."""
        ends = () if self.empty is None else (self.empty,)
        running = (value for _, start, step in self.states for value in (start, step))
        return (self.entries, self.where, self.value, *ends, *running)


@attrs.frozen
class Folded:
    """One value out of a list."""

    loop: Loop


@attrs.frozen
class Merged:
    """One field under every way to read what is undecided: its operands in the order of `Program.ways`."""

    field: str


Operation: TypeAlias = (
    Known
    | Stopped
    | Input
    | Entries
    | Untied
    | Item
    | Running
    | After
    | Plus
    | Minus
    | Times
    | Divided
    | Convert
    | Rounded
    | Stepped
    | AtLeast
    | AtMost
    | Shifted
    | Snapped
    | Between
    | Compared
    | Among
    | Aged
    | AllOf
    | AnyOf
    | Negated
    | Held
    | Sure
    | Decided
    | Field
    | Folded
    | Merged
)


@attrs.frozen(eq=False, repr=False)
class Value:
    """One value of the program, made by `values.Values` only; `levels` are the loops it varies in."""

    number: int
    op: Operation
    args: tuple[Value, ...]
    kind: Kind | None
    rep: Rep
    may: May
    levels: frozenset[int]

    @property
    def inputs(self) -> tuple[Value, ...]:
        """Every value that it's made of."""
        match self.op:
            case Decided(rules):
                return rules.values
            case Folded(loop):
                return loop.values
            case _:
                return self.args

    @property
    def status(self) -> May:
        """The statuses it can be."""
        return self.may & May.STATUS

    @property
    def constant(self) -> bool:
        """Known without any fact: a constant or a status."""
        return isinstance(self.op, Known | Stopped)

    def __repr__(self) -> str:
        args = ", ".join(f"v{arg.number}" for arg in self.args)
        return f"v{self.number} = {type(self.op).__name__}({args})"


Lane: TypeAlias = bool | int | Fraction | Amount | Duration | str
