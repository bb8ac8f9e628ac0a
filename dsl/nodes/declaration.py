"""The header of a policy and the words of a vocabulary."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

import attrs

from polc.dsl.nodes.expression import DateLiteral, Expr, Name, Node
from polc.dsl.nodes.outcome import Cite
from polc.dsl.values import LeapRule, MonthRule


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ClosedRange(Node):
    """low 至 high, both included."""

    low: Expr
    high: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OpenRange(Node):
    """low 起: from this day on."""

    low: Expr


Range: TypeAlias = ClosedRange | OpenRange


class TextKey(Enum):
    """Header keys with a text."""

    DOCUMENT = "文号"
    AUTHORITY = "机关"
    REGION = "地区"
    CONTACT = "解释"


class RangeKey(Enum):
    """Header keys with two dates; each gives the names X首日 and X末日."""

    VALIDITY = "有效期"
    COVERAGE = "保障年度"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeaderText(Node):
    """文号 "…"."""

    key: TextKey
    text: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeaderIssued(Node):
    """印发 2024-10-28."""

    day: DateLiteral


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeaderRange(Node):
    """保障年度 A 至 B; 有效期 A 至 B 按 DATE 自 C: whose DATE lies outside is 不适用（期外）."""

    key: RangeKey
    range: Range
    by: Name | None = None
    since: Expr | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeaderGate(Node):
    """适用于 GROUP: who isn't in it gets 不适用 for every other output."""

    group: Name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeaderMonths(Node):
    """按月计算 当月末日."""

    rule: MonthRule


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeaderLeap(Node):
    """闰日生日 2月28日."""

    rule: LeapRule


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeaderClauses(Node):
    """条款 【…】: the clauses that the file must account for."""

    cite: Cite


HeaderKey: TypeAlias = (
    HeaderText | HeaderIssued | HeaderRange | HeaderGate | HeaderMonths | HeaderLeap | HeaderClauses
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class TypeNode(Node):
    """A type; `options` only for 选项, empty where the policy's own rows supply them."""

    word: TypeWord
    options: tuple[Name, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Fact(Node):
    """事实 NAME: TYPE 默认 … 别名 …"""

    name: Name
    type: TypeNode
    default: Expr | None = None
    alias: str = ""
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Output(Node):
    """输出 NAME: TYPE = identity 别名 …; 输出 NAME: 每笔 LIST TYPE 别名 … gives a result for each entry."""

    name: Name
    type: TypeNode
    entries: Name | None = None
    identity: Expr | None = None
    alias: str = ""
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Ages(Node):
    """周岁 按 出生日期."""

    birth: Name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Yields(Node):
    """减免 NAME 输出 amount、now、later、payer[、office]."""

    name: Name
    outputs: tuple[Name, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Benefit(Node):
    """待遇期 START 至 END 按 PRICE: a positive price and an empty period is a finding."""

    start: Name
    end: Name
    price: Name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Implies(Node):
    """… 蕴含 consequence."""

    condition: Expr
    consequence: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Exclusive(Node):
    """A、B、C 互斥: at most one holds."""

    names: tuple[Name, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Explain(Node):
    """说明 NAME 的 READING "…" 否 "…" 问 "…" "…": how the public is told of a name, or of a reading.

    `opposite` is said of whom it doesn't hold for, `question` and `hint` ask for it; `asked` is False for
    问 否, a fact that nobody is asked. Texts are empty where they aren't written.
    """

    subject: Name
    text: str
    reading: Name | None = None
    opposite: str = ""
    question: str = ""
    hint: str = ""
    asked: bool = True


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Always(Node):
    """A condition that holds for every person."""

    condition: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Relation(Node):
    """关系 …: what is known of every person; witnesses and proofs respect it."""

    claim: Implies | Exclusive | Always
