"""Expressions: one grammar for conditions and values, told apart when they are typed."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

import attrs

from polc.dsl.counting import Count
from polc.dsl.source import Span
from polc.dsl.values import Duration, RoundMode, Snap


class Tree:
    """Equality and text of every node, from its attrs fields: one method here, not one made for each class.

    Sixty generated pairs of methods would cost every start of `polc` some 30 ms, and only tests compare
    trees. Fields marked `eq=False` (places, comments) take no part.
    """

    __slots__ = ()
    __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _content(self) == _content(other)

    def __hash__(self) -> int:
        return hash((type(self), _content(self)))

    def __repr__(self) -> str:
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in self.__attrs_attrs__ if f.repr)
        return f"{type(self).__name__}({', '.join(shown)})"


def _content(tree: Tree) -> tuple[object, ...]:
    return tuple(getattr(tree, field.name) for field in tree.__attrs_attrs__ if field.eq)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Node(Tree):
    """What every node has: the place it was read from."""

    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Name(Node):
    """A word that stands for a fact, output, group, standard, window, assumption or option."""

    text: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DateLiteral(Node):
    """2025-03-01 or 2025年3月1日."""

    value: date


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MoneyLiteral(Node):
    """An amount in 分, exact; `per` holds the units it is counted by (人, 户, 月, 年), in order."""

    fen: Fraction
    per: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RateLiteral(Node):
    """90% as 9/10."""

    value: Fraction


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DurationLiteral(Node):
    """3个月, 90日, 14年, 5个工作日."""

    value: Duration


@attrs.frozen(kw_only=True, eq=False, repr=False)
class IntLiteral(Node):
    """A whole number."""

    value: int


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BoolLiteral(Node):
    """是 or 否."""

    value: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Paren(Node):
    """Brackets the author wrote; they're kept, since mixing 且 and 或 needs them."""

    inner: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Floor(Node):
    """保底 X."""

    value: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Cap(Node):
    """封顶 X."""

    value: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rounding(Node):
    """舍入 到 1分 四舍五入: to a multiple of `step`; without `mode` half away from 0."""

    step: MoneyLiteral | IntLiteral
    mode: RoundMode | None = None


Closing: TypeAlias = Floor | Cap | Rounding


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Closed(Node):
    """（value 舍入 到 1元 保底 …）: a value with its closings, inside a bracket."""

    value: Expr
    closings: tuple[Closing, ...]


class Connective(Enum):
    """且 or 或."""

    AND = "且"
    OR = "或"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Chain(Node):
    """Two or more conditions joined by one connective; mixing is refused when the tree is built."""

    connective: Connective
    items: tuple[Expr, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Negation(Node):
    """非 before a name or a bracket."""

    item: Name | Paren


class Comparator(Enum):
    """The words of comparison. 早于/晚于 are for dates, 低于/超过 for amounts and numbers, 是 for names."""

    BEFORE = "早于"
    NOT_BEFORE = "不早于"
    AFTER = "晚于"
    NOT_AFTER = "不晚于"
    BELOW = "低于"
    NOT_BELOW = "不低于"
    ABOVE = "超过"
    NOT_ABOVE = "不超过"
    IS = "是"
    IS_NOT = "不是"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Comparison(Node):
    """缴费日 不早于 2025-07-01."""

    left: Expr
    comparator: Comparator
    right: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class IsAny(Node):
    """户型 是 甲、乙: the option is one of these."""

    item: Expr
    names: tuple[Name, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Between(Node):
    """缴费日 在 D1 至 D2, both ends included."""

    item: Expr
    low: Expr
    high: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class InWindows(Node):
    """在 A、B: the day lies in one of these windows; a 时段's own name means any of its windows."""

    names: tuple[Name, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Aged(Node):
    """截至 DAY 满60周岁 (`reached`) or 未满18周岁 (not `reached`)."""

    day: Expr
    years: int
    reached: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Listed(Node):
    """A、B 等 X: any of these. `closing` is the name after 等; `open` the reason of 等 待定 "…"."""

    names: tuple[Name, ...]
    closing: Name | None = None
    open: str | None = None


class SumOp(Enum):
    """+ or -."""

    PLUS = "+"
    MINUS = "-"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Sum(Node):
    """left + right, for amounts, numbers, or a date and a duration."""

    left: Expr
    op: SumOp
    right: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Product(Node):
    """left * right; at most one side is money."""

    left: Expr
    right: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ShareOf(Node):
    """应缴金额 的 90%: the base is named."""

    base: Expr
    rate: Fraction


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SnapOf(Node):
    """缴费日 的 次日."""

    base: Expr
    snap: Snap


@attrs.frozen(kw_only=True, eq=False, repr=False)
class YearOf(Node):
    """缴费日 的 年份: the year of a day, as a number."""

    base: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Quotient(Node):
    """left 除以 divisor, a number written out."""

    left: Expr
    divisor: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Excess(Node):
    """N 超出 a 部分: what lies above `limit`, 0 where nothing does."""

    item: Expr
    limit: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StepsOf(Node):
    """N 每满 k 计 V; with 进一 (`up`) a rest counts as one more."""

    item: Expr
    size: Expr
    each: Expr
    up: bool


class Ends(Enum):
    """Which ends of a stretch of time are counted."""

    BOTH = "首尾都计"
    FIRST = "只计首"
    LAST = "只计尾"
    NEITHER = "首尾都不计"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ElapsedOf(Node):
    """天数（A 计入 至 B 不计）; `ends` is None where no end says whether it counts."""

    count: Count
    start: Expr
    end: Expr
    ends: Ends | None = None


class Furthest(Enum):
    """Which of several values is taken."""

    GREATER = "最高"
    LESSER = "最低"
    LATER = "最晚"
    EARLIER = "最早"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Extreme(Node):
    """最高（a、b）."""

    which: Furthest
    items: tuple[Expr, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ThisMonth(Node):
    """当月首日 or 当月末日 of the month at hand, in a 规定 每月."""

    snap: Snap


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Exists(Node):
    """存在 LIST 其 condition."""

    list: Name
    condition: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Every(Node):
    """每个 LIST 其 condition 若无 否; with `vacuous` (若无 是) an empty list is enough."""

    list: Name
    condition: Expr
    vacuous: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CountOf(Node):
    """条数 LIST 其 condition."""

    list: Name
    condition: Expr | None = None


class FoldWord(Enum):
    """What is taken of the values in a list."""

    TOTAL = "合计"
    GREATEST = "最高"
    LEAST = "最低"
    LATEST = "最晚"
    EARLIEST = "最早"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FoldOf(Node):
    """合计 LIST 的 value 其 condition 若无 empty."""

    word: FoldWord
    list: Name
    value: Expr
    condition: Expr | None = None
    empty: Expr | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MonthTotal(Node):
    """合计 RULE 自 day 至 day: a monthly rule summed over the months of a stretch."""

    rule: Name
    low: Expr
    high: Expr


Expr: TypeAlias = (
    Name
    | DateLiteral
    | MoneyLiteral
    | RateLiteral
    | DurationLiteral
    | IntLiteral
    | BoolLiteral
    | Paren
    | Closed
    | Chain
    | Negation
    | Comparison
    | IsAny
    | Between
    | InWindows
    | Aged
    | Listed
    | Sum
    | Product
    | ShareOf
    | SnapOf
    | YearOf
    | Quotient
    | Excess
    | StepsOf
    | ElapsedOf
    | Extreme
    | ThisMonth
    | Exists
    | Every
    | CountOf
    | FoldOf
    | MonthTotal
)
