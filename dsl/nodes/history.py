"""清单, 累计, 历法, 出资 and 恒真."""

from __future__ import annotations

from fractions import Fraction

import attrs

from polc.dsl.nodes.block import Otherwise, RuleRow
from polc.dsl.nodes.declaration import Always, Fact, Implies, Range
from polc.dsl.nodes.expression import DateLiteral, Expr, Name, Node, Rounding
from polc.dsl.nodes.outcome import Cite


@attrs.frozen(kw_only=True, eq=False, repr=False)
class EntryList(Node):
    """清单 NAME 不超过 N 先后 按 A、B { 事实 … }: a fact with several entries."""

    name: Name
    limit: int
    columns: tuple[Fact, ...]
    order: tuple[Name, ...] = ()
    alias: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Running(Node):
    """累计 NAME 每笔 LIST 自 X { rows }: a value carried from entry to entry."""

    name: Name
    entries: Name
    start: Expr
    rows: tuple[RuleRow | Otherwise, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Days(Node):
    """One day, or `low` 至 `high`."""

    low: DateLiteral
    high: DateLiteral | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class WorkCalendar(Node):
    """历法 "name" A 至 B { 休 … 班 … }: Monday to Friday without 休, and 班."""

    title: str
    range: Range
    off: tuple[Days, ...] = ()
    worked: tuple[Days, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FundRow(Node):
    """【…】 NAME 62%; `remainder` takes what rounding leaves."""

    cite: Cite
    name: Name
    rate: Fraction
    remainder: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Funding(Node):
    """出资 AMOUNT { … }: who pays which share of an amount."""

    name: Name
    rows: tuple[FundRow, ...]
    rounding: Rounding | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Claim(Node):
    """恒真 …: what must hold for everybody, to be proved."""

    claim: Always | Implies
