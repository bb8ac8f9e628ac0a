"""Every declaration, and the citation that leads it."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from polc.dsl.nodes.block import (
    Assumption,
    Data,
    Gap,
    Grant,
    Group,
    GroupRows,
    NotComputed,
    Quantity,
    Rule,
    Standard,
    Window,
)
from polc.dsl.nodes.declaration import Ages, Benefit, Fact, Output, Relation, Yields
from polc.dsl.nodes.expression import Node
from polc.dsl.nodes.history import Claim, EntryList, Funding, Running, WorkCalendar
from polc.dsl.nodes.lookup import Classes, Permitted, Table
from polc.dsl.nodes.outcome import Cite

Declaration: TypeAlias = (
    Fact
    | Output
    | Ages
    | Yields
    | Benefit
    | Relation
    | Standard
    | Quantity
    | Table
    | Classes
    | EntryList
    | Running
    | Permitted
    | WorkCalendar
    | Funding
    | Claim
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Cited(Node):
    """A declaration with the citation that leads it; None where none is written."""

    cite: Cite | None
    item: Declaration
