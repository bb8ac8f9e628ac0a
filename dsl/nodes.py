"""The AST of a `.pol` file: what the author wrote, with places, and nothing decided yet.

Out of `build.py`, into `format.py` and the compiler. Every node is frozen and closed; `span` takes no
part in equality, so `parse(format(module)) == module` holds. Names are text: resolution comes later.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.dsl.citation import Citation
from polc.dsl.source import Span
from polc.dsl.values import Duration, LeapRule, MonthRule, RoundMode, Snap


@attrs.frozen(kw_only=True)
class Node:
    """What every node has: the place it was read from."""

    span: Span = attrs.field(eq=False, repr=False)


# ---- expressions ------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Name(Node):
    """A word that stands for a fact, output, group, standard, window, assumption or option."""

    text: str


@attrs.frozen(kw_only=True)
class DateLiteral(Node):
    """2025-03-01 or 2025年3月1日."""

    value: date


@attrs.frozen(kw_only=True)
class MoneyLiteral(Node):
    """An amount in 分, exact; `per` holds the units it is counted by (人, 户, 月, 年), in order."""

    fen: Fraction
    per: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class RateLiteral(Node):
    """90% as 9/10."""

    value: Fraction


@attrs.frozen(kw_only=True)
class DurationLiteral(Node):
    """3个月, 90日, 14年, 5个工作日."""

    value: Duration


@attrs.frozen(kw_only=True)
class IntLiteral(Node):
    """A whole number."""

    value: int


@attrs.frozen(kw_only=True)
class BoolLiteral(Node):
    """是 or 否."""

    value: bool


@attrs.frozen(kw_only=True)
class Paren(Node):
    """Brackets the author wrote; they're kept, since mixing 且 and 或 needs them."""

    inner: Expr


class Connective(Enum):
    """且 or 或."""

    AND = "且"
    OR = "或"


@attrs.frozen(kw_only=True)
class Chain(Node):
    """Two or more conditions joined by one connective; mixing is refused when the tree is built."""

    connective: Connective
    items: tuple[Expr, ...]


@attrs.frozen(kw_only=True)
class Negation(Node):
    """非 before a name or a bracket."""

    item: Name | Paren


class Comparator(Enum):
    """The words of comparison. 早于/晚于 are for dates, 低于/高于 for amounts and numbers, 是 for names."""

    BEFORE = "早于"
    NOT_BEFORE = "不早于"
    AFTER = "晚于"
    NOT_AFTER = "不晚于"
    BELOW = "低于"
    NOT_BELOW = "不低于"
    ABOVE = "高于"
    NOT_ABOVE = "不高于"
    IS = "是"
    IS_NOT = "不是"


@attrs.frozen(kw_only=True)
class Comparison(Node):
    """缴费日 不早于 2025-07-01."""

    left: Expr
    comparator: Comparator
    right: Expr


@attrs.frozen(kw_only=True)
class Between(Node):
    """缴费日 在 D1 至 D2, both ends included."""

    item: Expr
    low: Expr
    high: Expr


@attrs.frozen(kw_only=True)
class InWindows(Node):
    """在 A、B: the day lies in one of these windows; a 时段's own name means any of its windows."""

    names: tuple[Name, ...]


@attrs.frozen(kw_only=True)
class Aged(Node):
    """截至 DAY 满60周岁 (`reached`) or 未满18周岁 (not `reached`)."""

    day: Expr
    years: int
    reached: bool


@attrs.frozen(kw_only=True)
class Listed(Node):
    """A、B 等 X: any of these. `closing` is the name after 等; `open` marks 等（开放）."""

    names: tuple[Name, ...]
    closing: Name | None = None
    open: bool = False


class SumOp(Enum):
    """+ or -."""

    PLUS = "+"
    MINUS = "-"


@attrs.frozen(kw_only=True)
class Sum(Node):
    """left + right, for amounts, numbers, or a date and a duration."""

    left: Expr
    op: SumOp
    right: Expr


@attrs.frozen(kw_only=True)
class Product(Node):
    """left * right; at most one side is money."""

    left: Expr
    right: Expr


@attrs.frozen(kw_only=True)
class ShareOf(Node):
    """应缴金额 的 90%: the base is named."""

    base: Expr
    rate: Fraction


@attrs.frozen(kw_only=True)
class SnapOf(Node):
    """缴费日 的 次日."""

    base: Expr
    snap: Snap


Expr: TypeAlias = (
    Name
    | DateLiteral
    | MoneyLiteral
    | RateLiteral
    | DurationLiteral
    | IntLiteral
    | BoolLiteral
    | Paren
    | Chain
    | Negation
    | Comparison
    | Between
    | InWindows
    | Aged
    | Listed
    | Sum
    | Product
    | ShareOf
    | SnapOf
)


# ---- outcomes ---------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Floor(Node):
    """保底 X."""

    value: Expr


@attrs.frozen(kw_only=True)
class Cap(Node):
    """封顶 X."""

    value: Expr


@attrs.frozen(kw_only=True)
class Rounding(Node):
    """舍入 到分 四舍五入; `step_fen` is the unit in 分; no `mode` is reported unless the value is whole."""

    step_fen: int
    mode: RoundMode | None = None


Closing: TypeAlias = Floor | Cap | Rounding


@attrs.frozen(kw_only=True)
class Gives(Node):
    """为 value, then 保底, 封顶 and 舍入 in the order written."""

    value: Expr
    closings: tuple[Closing, ...] = ()


@attrs.frozen(kw_only=True)
class SaysUndetermined(Node):
    """待定 "…": the notice is silent."""

    reason: str


@attrs.frozen(kw_only=True)
class SaysDelegated(Node):
    """执行 "…": another document decides."""

    document: str


@attrs.frozen(kw_only=True)
class SaysNotApplicable(Node):
    """不适用（kind） "…"; `kind` is empty where none is written."""

    reason: str
    kind: str = ""


StatusOutcome: TypeAlias = SaysUndetermined | SaysDelegated | SaysNotApplicable
Outcome: TypeAlias = Gives | StatusOutcome


# ---- citations --------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Cite(Node):
    """【…】 as read; the citation inside is parsed."""

    citation: Citation


# ---- header and vocabulary --------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class ClosedRange(Node):
    """low 至 high, both included."""

    low: Expr
    high: Expr


@attrs.frozen(kw_only=True)
class OpenRange(Node):
    """low 起: from this day on."""

    low: Expr


Range: TypeAlias = ClosedRange | OpenRange


class TextKey(Enum):
    """Header keys with a text."""

    DOCUMENT = "文号"
    AUTHORITY = "机关"
    REGION = "地区"


class RangeKey(Enum):
    """Header keys with two dates; each gives the names X首日 and X末日."""

    VALIDITY = "有效期"
    COVERAGE = "保障年度"


@attrs.frozen(kw_only=True)
class HeaderText(Node):
    """文号 "…"."""

    key: TextKey
    text: str


@attrs.frozen(kw_only=True)
class HeaderIssued(Node):
    """印发 2024-10-28."""

    day: DateLiteral


@attrs.frozen(kw_only=True)
class HeaderRange(Node):
    """保障年度 A 至 B."""

    key: RangeKey
    range: Range


@attrs.frozen(kw_only=True)
class HeaderGate(Node):
    """适用于 GROUP: who isn't in it gets 不适用 for every other output."""

    group: Name


@attrs.frozen(kw_only=True)
class HeaderMonths(Node):
    """按月计算 取月末."""

    rule: MonthRule


@attrs.frozen(kw_only=True)
class HeaderLeap(Node):
    """闰日生日 2月28日."""

    rule: LeapRule


@attrs.frozen(kw_only=True)
class HeaderClauses(Node):
    """条款 【…】: the clauses of the notice that the file must account for."""

    cite: Cite


HeaderKey: TypeAlias = (
    HeaderText | HeaderIssued | HeaderRange | HeaderGate | HeaderMonths | HeaderLeap | HeaderClauses
)


@attrs.frozen(kw_only=True)
class HeaderItem(Node):
    """One header key with its citation, if any."""

    cite: Cite | None
    key: HeaderKey


class TypeWord(Enum):
    """The types an author can name."""

    BOOL = "是非"
    DATE = "日期"
    MONEY = "金额"
    RATE = "比例"
    DURATION = "时长"
    INT = "整数"
    ENUM = "选项"


@attrs.frozen(kw_only=True)
class TypeNode(Node):
    """A type; `options` only for 选项, empty where the policy's own rows supply them."""

    word: TypeWord
    options: tuple[Name, ...] = ()


@attrs.frozen(kw_only=True)
class Fact(Node):
    """事实 NAME: TYPE 默认 … 别名 …"""

    name: Name
    type: TypeNode
    default: Expr | None = None
    alias: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class Output(Node):
    """输出 NAME: TYPE = identity 别名 …"""

    name: Name
    type: TypeNode
    identity: Expr | None = None
    alias: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class Ages(Node):
    """周岁 按 出生日期."""

    birth: Name


@attrs.frozen(kw_only=True)
class Yields(Node):
    """减免 NAME 得出 amount、now、later、payer[、office]."""

    name: Name
    outputs: tuple[Name, ...]


@attrs.frozen(kw_only=True)
class Benefit(Node):
    """待遇期 START 至 END 对价 PRICE: a positive price and an empty period is a finding."""

    start: Name
    end: Name
    price: Name


@attrs.frozen(kw_only=True)
class Implies(Node):
    """… 蕴含 consequence."""

    condition: Expr
    consequence: Expr


@attrs.frozen(kw_only=True)
class Exclusive(Node):
    """A、B、C 互斥: at most one holds."""

    names: tuple[Name, ...]


@attrs.frozen(kw_only=True)
class Within(Node):
    """X 限于 A 至 B."""

    item: Expr
    low: Expr
    high: Expr


@attrs.frozen(kw_only=True)
class Always(Node):
    """A condition that holds for every person."""

    condition: Expr


@attrs.frozen(kw_only=True)
class Relation(Node):
    """关系 …: what is known of every person; witnesses and proofs respect it."""

    claim: Implies | Exclusive | Within | Always


# ---- declarations of a policy -----------------------------------------------------------------------
class StandardKind(Enum):
    """= is a number, 不低于 and 不高于 are parameters with a bound."""

    EQUALS = "="
    AT_LEAST = "不低于"
    AT_MOST = "不高于"


@attrs.frozen(kw_only=True)
class Standard(Node):
    """标准 NAME = VALUE."""

    name: Name
    kind: StandardKind
    value: Expr


@attrs.frozen(kw_only=True)
class Group(Node):
    """群体 NAME = condition."""

    name: Name
    condition: Expr


class Quantifier(Enum):
    """任一 (any row) or 全部 (every row)."""

    ANY = "任一"
    ALL = "全部"


@attrs.frozen(kw_only=True)
class GroupRow(Node):
    """One way into the group, or one condition for it."""

    cite: Cite
    condition: Expr


@attrs.frozen(kw_only=True)
class GroupRows(Node):
    """群体 NAME 任一 { … }."""

    name: Name
    quantifier: Quantifier
    rows: tuple[GroupRow, ...]


@attrs.frozen(kw_only=True)
class Otherwise(Node):
    """【…】 其余 outcome."""

    cite: Cite
    outcome: Outcome


@attrs.frozen(kw_only=True)
class WindowRow(Node):
    """【…】 NAME low 至 high 限 condition."""

    cite: Cite
    name: Name
    range: Range
    limit: Expr | None = None


@attrs.frozen(kw_only=True)
class Window(Node):
    """时段 NAME 按 DATE { … }."""

    name: Name
    by: Name
    rows: tuple[WindowRow | Otherwise, ...]


@attrs.frozen(kw_only=True)
class RuleRow(Node):
    """【…】 例外 condition outcome 优先于 【…】."""

    cite: Cite
    exception: bool
    condition: Expr | None
    outcome: Outcome
    over: Cite | None = None


@attrs.frozen(kw_only=True)
class Rule(Node):
    """规定 NAME { … }: decides one output."""

    name: Name
    rows: tuple[RuleRow | Otherwise, ...]


@attrs.frozen(kw_only=True)
class Full(Node):
    """全额."""


@attrs.frozen(kw_only=True)
class Share(Node):
    """90% of the base."""

    rate: Fraction


@attrs.frozen(kw_only=True)
class Fixed(Node):
    """定额 X."""

    value: Expr


GrantAmount: TypeAlias = Full | Share | Fixed | StatusOutcome


@attrs.frozen(kw_only=True)
class GrantBase(Node):
    """【…】 基数 X."""

    cite: Cite
    value: Expr


@attrs.frozen(kw_only=True)
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


class StackWord(Enum):
    """How several grants of one block meet."""

    HIGHEST = "只取最高"
    SUM = "合计"
    TOP_UP = "补足差额"
    NO_STACK = "不得并存"


@attrs.frozen(kw_only=True)
class Stacking(Node):
    """【…】 并存 WORD, or the name of an assumption whose readings are such words."""

    cite: Cite
    how: StackWord | Name


@attrs.frozen(kw_only=True)
class Tie(Node):
    """【…】 同额 status: what the fields are in which equally high grants differ."""

    cite: Cite
    outcome: StatusOutcome


@attrs.frozen(kw_only=True)
class Grant(Node):
    """减免 NAME { … }."""

    name: Name
    rows: tuple[GrantBase | GrantRow | Stacking | Tie, ...]


@attrs.frozen(kw_only=True)
class Reading(Node):
    """One reading of an assumption: a value, a condition, a status or a stacking word."""

    name: Name
    meaning: Expr | StackWord | StatusOutcome
    note: str = ""


@attrs.frozen(kw_only=True)
class Assumption(Node):
    """假定 NAME "why" { readings 采用 NAME }; `adopted` is None for 都不采用."""

    name: Name
    reason: str
    readings: tuple[Reading, ...]
    adopted: Name | None


class DataKind(Enum):
    """The seven heads of what a notice says without changing a result."""

    DEADLINE = "期限"
    CHANNEL = "渠道"
    PAPERS = "材料"
    FUNDING = "经费"
    DUTY = "义务"
    DIVISION = "分工"
    PROCEDURE = "程序"


@attrs.frozen(kw_only=True)
class Data(Node):
    """期限 "…" 由 … 不晚于 …: shown, never evaluated."""

    kind: DataKind
    text: str
    by: tuple[Name, ...] = ()
    not_before: Expr | None = None
    not_after: Expr | None = None
    at: Expr | None = None
    monthly: Duration | None = None
    amount: Expr | None = None
    listing: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Gap(Node):
    """待定 "…" on its own: a silence of the notice that touches no output."""

    reason: str


@attrs.frozen(kw_only=True)
class NotComputed(Node):
    """不入计算 "…": the clause is accounted for, and why it changes nothing."""

    reason: str


Declaration: TypeAlias = (
    Fact
    | Output
    | Ages
    | Yields
    | Benefit
    | Relation
    | Standard
    | Group
    | GroupRows
    | Window
    | Rule
    | Grant
    | Assumption
    | Data
    | Gap
    | NotComputed
)


@attrs.frozen(kw_only=True)
class Cited(Node):
    """A declaration with the citation that leads it; None where none is written."""

    cite: Cite | None
    item: Declaration


# ---- examples ---------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Given(Node):
    """Names of facts that hold (or, with `holds` false, don't)."""

    names: tuple[Name, ...]
    holds: bool = True


@attrs.frozen(kw_only=True)
class GivenValue(Node):
    """缴费日 = 2024-10-15; `value` is None for 未知."""

    name: Name
    value: Expr | None


@attrs.frozen(kw_only=True)
class GivenReading(Node):
    """假定 减免基数 = 按应缴全额."""

    assumption: Name
    reading: Name


class StatusWord(Enum):
    """The statuses an example can expect."""

    UNDETERMINED = "待定"
    NOT_APPLICABLE = "不适用"
    MISSING = "缺资料"


@attrs.frozen(kw_only=True)
class ExpectedStatus(Node):
    """A status, and a text its reason must contain."""

    word: StatusWord
    text: str = ""


@attrs.frozen(kw_only=True)
class Expectation(Node):
    """窗口实缴 = 40元, 应缴金额 不低于 1070元, 付款方 = 待定."""

    name: Name
    kind: StandardKind
    value: Expr | ExpectedStatus


@attrs.frozen(kw_only=True)
class Example(Node):
    """案例 "…" { given 期望 expected }."""

    title: str
    given: tuple[Given | GivenValue | GivenReading, ...]
    expected: tuple[Expectation, ...]


# ---- files ------------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Use(Node):
    """引用 "path" 落实 "document"."""

    path: str
    fulfils: str = ""


@attrs.frozen(kw_only=True)
class Vocabulary(Node):
    """词汇 NAME { … }."""

    name: Name
    items: tuple[Cited, ...]


@attrs.frozen(kw_only=True)
class Policy(Node):
    """政策 "title" { header }."""

    title: str
    header: tuple[HeaderItem, ...]


Item: TypeAlias = Use | Vocabulary | Policy | Cited | Example


@attrs.frozen(kw_only=True)
class Comment(Node):
    """# text, as written after the #; `trailing` when something precedes it on its line."""

    text: str
    trailing: bool


@attrs.frozen(kw_only=True)
class Module:
    """One file, in the author's order; `format` keeps `comments` and `gaps`, the offsets of blank lines."""

    path: str
    items: tuple[Item, ...]
    comments: tuple[Comment, ...] = attrs.field(default=(), eq=False)
    gaps: tuple[int, ...] = attrs.field(default=(), eq=False)
