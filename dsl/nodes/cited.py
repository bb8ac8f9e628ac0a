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
from polc.dsl.nodes.declaration import Ages, Benefit, Explain, Fact, Output, Relation, Yields
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
    | Explain
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Cited(Node):
    """A declaration with the citation that leads it; None where none is written."""

    cite: Cite | None
    item: Declaration


@attrs.frozen(kw_only=True)
class Traits:
    """What a declaration is to those who treat all alike.

    `operative`: it says what the notice says, so it stands under a clause and needs a policy; the others are
    words and facts. `shared`: a file that carries out another one brings it along besides its rules.
    """

    operative: bool
    shared: bool


_WORDS = Traits(operative=False, shared=False)
_SHARED_WORDS = Traits(operative=False, shared=True)
_OWN = Traits(operative=True, shared=False)
_SHARED = Traits(operative=True, shared=True)
TRAITS: dict[type[Declaration], Traits] = {
    Fact: _SHARED_WORDS,
    Output: _WORDS,
    Ages: _WORDS,
    Yields: _WORDS,
    Benefit: _WORDS,
    Relation: _SHARED_WORDS,
    Standard: _SHARED,
    Quantity: _SHARED,
    Table: _SHARED,
    Classes: _SHARED,
    EntryList: _SHARED_WORDS,
    Running: _OWN,
    Permitted: _OWN,
    WorkCalendar: _SHARED_WORDS,
    Funding: _OWN,
    Claim: _OWN,
    Group: _SHARED,
    GroupRows: _SHARED,
    Window: _OWN,
    Rule: _OWN,
    Grant: _OWN,
    Assumption: _SHARED,
    Data: _OWN,
    Gap: _OWN,
    NotComputed: _OWN,
    Explain: _WORDS,
}
