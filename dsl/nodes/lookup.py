"""表, 分类 and 选择: what is looked up, and what a person may choose."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

import attrs

from polc.dsl.nodes.block import Otherwise, Stacking
from polc.dsl.nodes.expression import Expr, Name, Node
from polc.dsl.nodes.outcome import Cite, Outcome


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AnyCell(Node):
    """任意: whatever the axis is."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class IsCell(Node):
    """A value, an option, a day or 是: the axis is exactly this."""

    value: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OneOfCell(Node):
    """A、B: one of these options."""

    names: tuple[Name, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RangeCell(Node):
    """low 至 high, both included; low 起 where `high` is None."""

    low: Expr
    high: Expr | None


class BandWord(Enum):
    """The bounds of a band. 不满 and 超过 leave the number out, the others include it (Civil Code 1259)."""

    REACHES = "满"
    SHORT_OF = "不满"
    EXCEEDS = "超过"
    AND_UP = "以上"
    AND_DOWN = "以下"
    NOT_OVER = "不超过"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Band(Node):
    """满 45, 不满 90, 超过 3, 100元 以上, 60 以下; `years` marks 满66周岁."""

    word: BandWord
    value: Expr
    years: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BandCell(Node):
    """One bound or two: 满 45 不满 90."""

    bands: tuple[Band, ...]


Cell: TypeAlias = AnyCell | IsCell | OneOfCell | RangeCell | BandCell


@attrs.frozen(kw_only=True, eq=False, repr=False)
class TableRow(Node):
    """【…】 例外 cell ｜ cell outcome 优先于 【…】."""

    cite: Cite
    exception: bool
    cells: tuple[Cell, ...]
    outcome: Outcome
    over: Cite | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Table(Node):
    """表 NAME 按 A、B { … }; with `standard` 标准 NAME 按 DATE { … }."""

    name: Name
    axes: tuple[Name, ...]
    rows: tuple[TableRow | Otherwise | Stacking, ...]
    standard: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ClassRow(Node):
    """【…】 CLASS = condition 优先于 【…】."""

    cite: Cite
    name: Name
    condition: Expr
    over: Cite | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ClassRest(Node):
    """【…】 其余 CLASS."""

    cite: Cite
    name: Name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Classes(Node):
    """分类 NAME { … }: everybody is in exactly one class."""

    name: Name
    rows: tuple[ClassRow | ClassRest | Otherwise, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OptionSpan(Node):
    """low 至 high: the numbers that may be chosen."""

    low: Expr
    high: Expr


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PermitRow(Node):
    """【…】 condition 可选 A、B; `condition` is None for 其余."""

    cite: Cite
    condition: Expr | None
    options: tuple[Name, ...] = ()
    span_of: OptionSpan | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Permitted(Node):
    """选择 FACT 由 WHO { … }: what this person may choose."""

    fact: Name
    chooser: Name
    rows: tuple[PermitRow, ...]
