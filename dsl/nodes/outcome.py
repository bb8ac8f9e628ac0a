"""What a row gives: a value with its closings, or a status; and the citation that leads it."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from polc.dsl.citation import Citation
from polc.dsl.nodes.expression import Closing, Expr, Node


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Gives(Node):
    """为 value, then 保底, 封顶 and 舍入 in the order written."""

    value: Expr
    closings: tuple[Closing, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SaysUndetermined(Node):
    """待定 "…" 问 "…": the notice is silent; `question` is how people ask about it."""

    reason: str
    question: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SaysDelegated(Node):
    """执行 "…": another document decides."""

    document: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SaysNotApplicable(Node):
    """不适用（kind） "…"; `kind` is empty where none is written."""

    reason: str
    kind: str = ""


StatusOutcome: TypeAlias = SaysUndetermined | SaysDelegated | SaysNotApplicable
Outcome: TypeAlias = Gives | StatusOutcome


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Cite(Node):
    """【…】 as read; the citation inside is parsed."""

    citation: Citation
