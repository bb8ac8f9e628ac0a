"""The blocks of a policy: standards, groups, windows, rules, grants, assumptions, data."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.dsl.nodes.declaration import Range
from polc.dsl.nodes.expression import Closing, Expr, Name, Node
from polc.dsl.nodes.outcome import Cite, Outcome, SaysUndetermined, StatusOutcome
from polc.dsl.values import Audience, Duration


class StandardKind(Enum):
    """= is a number, 不低于 and 不超过 are parameters with a bound."""

    EQUALS = "="
    AT_LEAST = "不低于"
    AT_MOST = "不超过"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Standard(Node):
    """标准 NAME = VALUE."""

    name: Name
    kind: StandardKind
    value: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Quantity(Node):
    """量 NAME = value with its closings: computed, and named for use elsewhere."""

    name: Name
    value: Expr
    closings: tuple[Closing, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Group(Node):
    """群体 NAME = condition."""

    name: Name
    condition: Expr


class Quantifier(Enum):
    """任一 (any row) or 全部 (every row)."""

    ANY = "任一"
    ALL = "全部"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GroupRow(Node):
    """One way into the group, or one condition for it."""

    cite: Cite
    condition: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GroupRows(Node):
    """群体 NAME 任一 { … }."""

    name: Name
    quantifier: Quantifier
    rows: tuple[GroupRow, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Otherwise(Node):
    """【…】 其余 outcome."""

    cite: Cite
    outcome: Outcome


@attrs.frozen(kw_only=True, eq=False, repr=False)
class WindowRow(Node):
    """【…】 NAME low 至 high 限 condition."""

    cite: Cite
    name: Name
    range: Range
    limit: Expr | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Window(Node):
    """时段 NAME 按 DATE { … }."""

    name: Name
    by: Name
    rows: tuple[WindowRow | Otherwise, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RuleRow(Node):
    """【…】 例外 condition outcome 优先于 【…】."""

    cite: Cite
    exception: bool
    condition: Expr | None
    outcome: Outcome
    over: Cite | None = None


class StackWord(Enum):
    """How several rows of one block meet."""

    HIGHEST = "只取 最高"
    LOWEST = "只取 最低"
    LATEST = "只取 最晚"
    EARLIEST = "只取 最早"
    SUM = "合计"
    TOP_UP = "补足差额"
    NO_STACK = "不得并存"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Stacking(Node):
    """【…】 并存 WORD: how rows that hold together meet; or an assumption whose readings are such words."""

    cite: Cite
    how: StackWord | Name | StatusOutcome


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rule(Node):
    """规定 NAME { … }: decides one output.

    每笔 LIST (`entries`) makes it a rule for each entry of a list, 每月 (`monthly`) one for each month, of
    which 按 DATE (`month`) picks the output's.
    """

    name: Name
    rows: tuple[RuleRow | Otherwise | Stacking, ...]
    entries: Name | None = None
    monthly: bool = False
    month: Name | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Full(Node):
    """全额."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Share(Node):
    """90% of the base."""

    rate: Fraction


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Fixed(Node):
    """为 X."""

    value: Expr


GrantAmount: TypeAlias = Full | Share | Fixed | StatusOutcome


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GrantBase(Node):
    """【…】 基数 X."""

    cite: Cite
    value: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GrantRow(Node):
    """【…】 例外 condition amount 由 FUND 认定 OFFICES 先缴后补 优先于 【…】."""

    cite: Cite
    exception: bool
    condition: Expr
    amount: GrantAmount
    payer: Name | SaysUndetermined | None = None
    offices: tuple[Name, ...] = ()
    pay_first: bool = False
    over: Cite | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tie(Node):
    """【…】 同额 status: what the fields are in which equally high grants differ."""

    cite: Cite
    outcome: StatusOutcome


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Grant(Node):
    """减免 NAME { … }."""

    name: Name
    rows: tuple[GrantBase | GrantRow | Stacking | Tie, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reading(Node):
    """One reading of an assumption: a value, a condition, a status or a stacking word."""

    name: Name
    meaning: Expr | StackWord | StatusOutcome
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Assumption(Node):
    """假定 NAME "why" 面向 … { readings 采用 NAME }; `adopted` is None for 都不采用."""

    name: Name
    reason: str
    readings: tuple[Reading, ...]
    adopted: Name | None
    audience: Audience | None = None


class DataKind(Enum):
    """The seven heads of what a notice says without changing a result."""

    DEADLINE = "期限"
    CHANNEL = "渠道"
    PAPERS = "材料"
    FUNDING = "经费"
    DUTY = "义务"
    DIVISION = "分工"
    PROCEDURE = "程序"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Data(Node):
    """期限 "…" 由 … 不晚于 … 限 … 面向 …: shown, never evaluated."""

    kind: DataKind
    text: str
    by: tuple[Name, ...] = ()
    not_before: Expr | None = None
    not_after: Expr | None = None
    at: Expr | None = None
    monthly: Duration | None = None
    amount: Expr | None = None
    amount_kind: StandardKind = StandardKind.EQUALS
    listing: tuple[str, ...] = ()
    limit: Expr | None = None
    audience: Audience | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Gap(Node):
    """待定 "…" 限 … 面向 … 问 "…" on its own: a silence of the notice that touches no output."""

    reason: str
    limit: Expr | None = None
    audience: Audience | None = None
    question: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NotComputed(Node):
    """不入计算 "…": the clause is accounted for, and why it changes nothing."""

    reason: str
