"""The one rule construct: guarded rows with a priority relation that fill one or more fields."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from polc.compiler.kernel.expr import Expr, ReadingOf
from polc.dsl.citation import Citation
from polc.dsl.source import Span


class Form(Enum):
    """The surface construct that a choice was lowered from; only readers care."""

    STANDARD = "标准"
    GROUP = "群体"
    WINDOW = "时段"
    RULE = "规定"
    GRANT = "减免"
    IDENTITY = "恒等"
    QUANTITY = "量"
    TABLE = "表"
    CLASSES = "分类"
    PERMITTED = "选择"
    ENTRIES = "输出"


class Pick(Enum):
    """How rows that apply together combine (kernel K2)."""

    UNIQUE = "唯一"
    HIGHEST = "只取最高"
    LOWEST = "只取最低"
    SUM = "合计"
    TOP_UP = "补足差额"
    EXCLUSIVE = "不得并存"
    SETTLED = "另有说法"


@attrs.frozen(kw_only=True)
class Row:
    """One guarded rule: where `guard` holds, the choice's fields take `values`, by clause `cite`.

    `condition` and `outcome` are the row as text, for reasons and traces. `low`/`high` are the ends of a
    window row (closed days, `high` None = open), `rate` the share of a grant row. A `bar` wasn't written as
    a row: it puts aside whom a 选择 or the 有效期 excludes, and may well meet nobody. `cells` are the cells
    of a row of a table as written, one for each of the choice's `axes`. `document` is the upper document
    whose rule this row is (覆盖), empty for the policy's own.
    """

    guard: Expr
    values: tuple[Expr, ...]
    cite: Citation
    span: Span = attrs.field(eq=False, repr=False)
    exception: bool = False
    condition: str = ""
    outcome: str = ""
    low: Expr | None = None
    high: Expr | None = None
    rate: Fraction | None = None
    bar: bool = False
    cells: tuple[str, ...] = ()
    document: str = ""


@attrs.frozen(kw_only=True)
class Choice:
    """The only rule construct: fills `fields` from the rows whose guards hold.

    `beats` holds pairs (winner, loser) of row numbers. `pick` says how the rows left combine, by the field
    number `pick_field`; `ceiling` is what no amount exceeds (an undetermined amount loses to it).
    `tie` fills the fields in which equally high rows differ, under SETTLED those in which any do;
    `otherwise` fills all when no row applies. Where `gate` is false every field is 不适用, by `gate_cite`.
    `axis` is the date of a window, `axes` what a table is looked up by; `month` is the first day of the
    month for which a rule 每月 was unrolled.
    """

    name: str
    form: Form
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    otherwise: tuple[Expr, ...]
    cite: Citation | None
    span: Span = attrs.field(eq=False, repr=False)
    otherwise_cite: Citation | None = None
    otherwise_written: bool = False
    beats: tuple[tuple[int, int], ...] = ()
    pick: Pick | ReadingOf = Pick.UNIQUE
    pick_field: int = 0
    ceiling: Expr | None = None
    tie: Expr | None = None
    tie_cite: Citation | None = None
    gate: Expr | None = None
    gate_cite: Citation | None = None
    axis: str | None = None
    axes: tuple[str, ...] = ()
    month: date | None = None

    @cached_property
    def losers(self) -> dict[int, frozenset[int]]:
        """For each row, the rows it beats."""
        found: list[list[int]] = [[] for _ in self.rows]
        for winner, loser in self.beats:
            found[winner].append(loser)
        return {winner: frozenset(losers) for winner, losers in enumerate(found)}
