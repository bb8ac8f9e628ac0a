"""Types and expressions of the kernel: a closed union, each node with one meaning (see `expressions.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.dsl.counting import Count
from polc.dsl.values import LeapRule, MonthRule, Plain, RoundMode, Snap, Status


class Kind(Enum):
    """The kinds of value."""

    BOOL = "是非"
    DATE = "日期"
    MONEY = "金额"
    RATE = "比例"
    DURATION = "时长"
    INT = "整数"
    ENUM = "选项"
    LIST = "清单"


@attrs.frozen
class Type:
    """A kind; for ENUM its `options` in order, for MONEY the units it is counted `per`, without 人."""

    kind: Kind
    options: tuple[str, ...] = ()
    per: tuple[str, ...] = ()


BOOL = Type(Kind.BOOL)
DATE = Type(Kind.DATE)
MONEY = Type(Kind.MONEY)
RATE = Type(Kind.RATE)
DURATION = Type(Kind.DURATION)
INT = Type(Kind.INT)
LIST = Type(Kind.LIST)


@attrs.frozen
class Const:
    """A known value."""

    value: Plain
    type: Type


@attrs.frozen
class Silent:
    """A status in the place of a value: the notice is silent, delegates, or doesn't apply."""

    status: Status


@attrs.frozen
class InputRef:
    """The value of an input; 缺资料 when it's unknown."""

    name: str


@attrs.frozen
class FieldRef:
    """The result of a field that an earlier choice fills."""

    name: str


@attrs.frozen
class ParamRef:
    """A parameter θ, known only by its bounds."""

    name: str


@attrs.frozen
class ReadingOf:
    """What the chosen reading of an assumption says."""

    assumption: str


@attrs.frozen
class Add:
    """left + right, of one kind (MONEY, INT or RATE)."""

    left: Expr
    right: Expr


@attrs.frozen
class Sub:
    """left - right, of one kind."""

    left: Expr
    right: Expr


@attrs.frozen
class Scale:
    """`item` (MONEY, INT or RATE) times `factor` (INT or RATE)."""

    item: Expr
    factor: Expr


@attrs.frozen
class Divide:
    """`item` over `by`, exact; over 0, or over an amount with parameters, it's 待定.

    MONEY over INT or RATE is MONEY; anything over its like, and RATE over INT, is a RATE.
    """

    item: Expr
    by: Expr


@attrs.frozen
class Shift:
    """A date moved by a duration, forward (`sign` 1) or back (-1); `rule` for months without the day."""

    day: Expr
    length: Expr
    sign: int
    rule: MonthRule


@attrs.frozen
class SnapTo:
    """次日, 当月末日 and the like of a date."""

    day: Expr
    to: Snap


@attrs.frozen
class Elapsed:
    """How many days, months or years lie between two days (INT); see `counting.elapsed`.

    `extra` is added to the difference: 1 where both ends count, -1 where neither does (DAYS and MONTHS).
    `months` and `leap` settle the corresponding day of FULL_MONTHS and FULL_YEARS.
    """

    count: Count
    start: Expr
    end: Expr
    extra: int = 0
    months: MonthRule = MonthRule.MONTH_END
    leap: LeapRule = LeapRule.FEB_28


@attrs.frozen
class Steps:
    """How often `size` goes into `item` (INT): the rest is dropped, or counts as one more with `up`.

    `item` is INT or exact MONEY and counts as 0 below 0; `size` is positive, for MONEY in 分.
    """

    item: Expr
    size: Fraction
    up: bool


@attrs.frozen
class Clamp:
    """`item` but at least `low` and at most `high`, where given (MONEY, INT or DATE)."""

    item: Expr
    low: Expr | None
    high: Expr | None


@attrs.frozen
class Round:
    """MONEY rounded to a multiple of `step_fen` 分."""

    item: Expr
    step_fen: int
    mode: RoundMode


@attrs.frozen
class And:
    """All hold (strong Kleene); empty = true."""

    items: tuple[Expr, ...]


@attrs.frozen
class Or:
    """At least one holds (strong Kleene); empty = false."""

    items: tuple[Expr, ...]


@attrs.frozen
class Not:
    """Doesn't hold."""

    item: Expr


class Op(Enum):
    """Comparisons; LT … GE on dates, money, numbers and rates, EQ and NE on everything."""

    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    EQ = "=="
    NE = "!="


@attrs.frozen
class Compare:
    """left OP right. false when one is 不适用; an amount with parameters is compared for all of them."""

    op: Op
    left: Expr
    right: Expr


@attrs.frozen
class Reached:
    """`day` is on or after the `years`-th birthday of someone born on `birth`."""

    birth: Expr
    years: int
    day: Expr
    rule: LeapRule


@attrs.frozen
class OneOf:
    """The ENUM `item` is one of `options`; false when it is 不适用."""

    item: Expr
    options: tuple[str, ...]


@attrs.frozen
class ItemRef:
    """A column of the entry at hand of a list; only inside a fold over that list, or in an entry rule."""

    list: str
    column: str
    type: Type


@attrs.frozen
class StateRef:
    """A running value as it stands before the entry at hand; at the end of a FINAL fold, after the last."""

    name: str
    type: Type


@attrs.frozen
class EntryResult:
    """What the entry rule of this name gives for the entry at hand."""

    rule: str
    type: Type


class FoldHow(Enum):
    """The closed ways to look into a list (kernel K4, K5); there are no others."""

    EXISTS = "存在"
    EVERY = "每个"
    COUNT = "计数"
    SUM = "合计"
    GREATEST = "最高"
    LEAST = "最低"
    FINAL = "累计"


@attrs.frozen
class State:
    """A running value: `start` before the first entry, `step` gives it after each one."""

    name: str
    type: Type
    start: Expr
    step: Expr


@attrs.frozen
class Fold:
    """One value out of the entries of a list for which `where` holds, taken in the list's order.

    EXISTS and EVERY ask `value`, a condition, of the entries; COUNT needs none; SUM, GREATEST and LEAST
    combine it; FINAL is `value`, a state, after the last entry. `empty` is the result where no entry is
    left (EVERY, GREATEST, LEAST). `states` run over all entries, whatever `where` says.
    """

    list: str
    how: FoldHow
    where: Expr
    value: Expr
    empty: Expr
    states: tuple[State, ...] = ()


Expr: TypeAlias = (
    Const
    | Silent
    | InputRef
    | FieldRef
    | ParamRef
    | ReadingOf
    | Add
    | Sub
    | Scale
    | Divide
    | Shift
    | SnapTo
    | Elapsed
    | Steps
    | Clamp
    | Round
    | ItemRef
    | StateRef
    | EntryResult
    | Fold
    | And
    | Or
    | Not
    | Compare
    | Reached
    | OneOf
)

TRUE = Const(True, BOOL)
FALSE = Const(False, BOOL)


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside `expr`, left to right."""
    match expr:
        case Const() | Silent() | InputRef() | FieldRef() | ParamRef() | ReadingOf():
            return ()
        case ItemRef() | StateRef() | EntryResult():
            return ()
        case Fold(_, _, where, value, empty, states):
            return (where, value, empty, *(e for state in states for e in (state.start, state.step)))
        case Elapsed(_, start, end):
            return (start, end)
        case Add(left, right) | Sub(left, right) | Compare(_, left, right):
            return (left, right)
        case Scale(item, factor) | Divide(item, factor):
            return (item, factor)
        case Shift(day, length):
            return (day, length)
        case SnapTo(day):
            return (day,)
        case Clamp(item, low, high):
            return tuple(e for e in (item, low, high) if e is not None)
        case And(items) | Or(items):
            return items
        case Reached(birth, _, day):
            return (birth, day)
        case Round(item) | Steps(item) | Not(item) | OneOf(item):
            return (item,)


def walk(expr: Expr) -> Iterator[Expr]:
    """`expr` and everything inside it, outermost first; iterative, so depth is no concern."""
    stack = [expr]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(parts(current)))
