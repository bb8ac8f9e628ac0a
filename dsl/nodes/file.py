"""Examples, and the file that holds everything in the author's order."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

import attrs

from polc.dsl.nodes.block import StandardKind
from polc.dsl.nodes.cited import Cited
from polc.dsl.nodes.declaration import HeaderItem
from polc.dsl.nodes.expression import Expr, Name, Node, Tree
from polc.dsl.nodes.outcome import Cite
from polc.dsl.values import Audience


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Given(Node):
    """Names of facts that hold (or, with `holds` false, don't)."""

    names: tuple[Name, ...]
    holds: bool = True


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GivenValue(Node):
    """缴费日 = 2024-10-15; `value` is None for 未知."""

    name: Name
    value: Expr | None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GivenReading(Node):
    """假定 减免基数 = 按应缴全额."""

    assumption: Name
    reading: Name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GivenEntry(Node):
    """一条 购书（类别 = 童书 实付 = 30元）: the next entry of a list."""

    list: Name
    cells: tuple[GivenValue, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GivenNone(Node):
    """购书 = 没有: the list is empty."""

    list: Name


GivenItem: TypeAlias = Given | GivenValue | GivenReading | GivenEntry | GivenNone


class StatusWord(Enum):
    """The statuses an example can expect."""

    UNDETERMINED = "待定"
    NOT_APPLICABLE = "不适用"
    MISSING = "缺资料"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExpectedStatus(Node):
    """A status, and a text its reason must contain."""

    word: StatusWord
    text: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Expectation(Node):
    """窗口实缴 = 40元, 应缴金额 不低于 1070元, 付款方 = 待定; 依据 【四】 (`basis`) it must cite, too.

    `more` are those of the entries after the first: 实补 = 300元、0元.
    """

    name: Name
    kind: StandardKind
    value: Expr | ExpectedStatus
    more: tuple[Expr | ExpectedStatus, ...] = ()
    basis: Cite | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Example(Node):
    """案例 "…" 面向 … { given 期望 expected }."""

    title: str
    given: tuple[GivenItem, ...]
    expected: tuple[Expectation, ...]
    audience: Audience | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExampleCell(Node):
    """A value, a bound (`kind`), a status, or 未知 (`value` is None); the rest as in an `Expectation`."""

    value: Expr | ExpectedStatus | None
    kind: StandardKind = StandardKind.EQUALS
    more: tuple[Expr | ExpectedStatus, ...] = ()
    basis: Cite | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExampleRow(Node):
    """given ｜ cell ｜ cell: one person of a 案例 with 列; `given` is what holds for this one alone."""

    cells: tuple[ExampleCell, ...]
    given: tuple[GivenItem, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExampleTable(Node):
    """案例 "…" 面向 … { given 列 facts 期望 outputs rows }: many examples that differ in a few facts."""

    title: str
    given: tuple[GivenItem, ...]
    columns: tuple[Name, ...]
    expected: tuple[Name, ...]
    rows: tuple[ExampleRow, ...]
    audience: Audience | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Inherit(Node):
    """沿用 { 不变 A、B 废止 C }: last year's file, of which `kept` was looked at and `dropped` goes."""

    kept: tuple[Name, ...] = ()
    dropped: tuple[Name, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Use(Node):
    """引用 "path", with 落实 "document", 覆盖 rules, or 沿用 { 不变 … 废止 … }."""

    path: str
    fulfils: str = ""
    overrides: tuple[Name, ...] = ()
    inherits: Inherit | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Vocabulary(Node):
    """词汇 NAME { … }."""

    name: Name
    items: tuple[Cited, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Policy(Node):
    """政策 "title" { header }."""

    title: str
    header: tuple[HeaderItem, ...]


Item: TypeAlias = Use | Vocabulary | Policy | Cited | Example | ExampleTable


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Comment(Node):
    """# text, as written after the #; `trailing` when something precedes it on its line."""

    text: str
    trailing: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Module(Tree):
    """One file, in the author's order; `format` keeps `comments` and `gaps`, the offsets of blank lines."""

    path: str
    items: tuple[Item, ...]
    comments: tuple[Comment, ...] = attrs.field(default=(), eq=False)
    gaps: tuple[int, ...] = attrs.field(default=(), eq=False)
