"""Results as Chinese text in SQL: `dsl/text.py`, said there.

In: lanes. Out: trees that are texts. Equal results give equal texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from polc.compiler.kernel import FieldDecl, Kernel, Kind
from polc.dsl.values import FEN_PER_YUAN, NotApplicable
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql import bits as b
from polc.targets.sql import lane as ln
from polc.targets.sql import tree as t
from polc.targets.sql.bits import Bits
from polc.targets.sql.lane import Lane
from polc.targets.sql.statuses import DOCUMENT, REASON, Statuses
from polc.targets.sql.tree import Tree
from polc.targets.sql.values import Arithmetic, part

CLAUSES, FACTS = "；", "、"
_DIGITS = 6  # of a percentage that is written as a decimal number


@attrs.frozen
class Words:
    """Puts results of one kernel into words."""

    kernel: Kernel
    arithmetic: Arithmetic

    @property
    def statuses(self) -> Statuses:
        """The statuses of the kernel."""
        return self.arithmetic.statuses

    def result(self, lane: Lane, decl: FieldDecl, candidates: Tree = t.NOTHING) -> Tree:
        """One result as people read it."""
        statuses, branches = self.statuses, list[tuple[Tree, Tree]]()
        for member in statuses.members(lane.status.can & statuses.outside):
            assert isinstance(member, NotApplicable)
            there = b.has(lane.status, statuses.set_of([member]))
            branches.append((there, t.text(f"不适用（{member.reason}）")))
        facts = b.has(lane.status, statuses.facts)
        names = t.concat([t.text("缺资料（"), self.missing(lane.status), t.text("）")])
        branches.append((facts, names))
        if lane.status.can & ~(statuses.outside | statuses.facts):
            shown = t.case(
                [(t.compared("<>", candidates, t.NOTHING), t.concat([t.text("："), candidates]))], t.NOTHING
            )
            open_ = t.concat([t.text("待定（"), self.cause(lane.status), t.text("）"), shown])
            if lane.never:
                return t.case(branches, open_)
            branches.append((t.is_null(lane.value), open_))
        elif lane.never:
            return t.case(branches[:-1], branches[-1][1])
        return t.case(branches, self._value(lane, decl))

    # ---- statuses ------------------------------------------------------------------------------------
    def missing(self, status: Bits) -> Tree:
        """The names of the facts that are missing."""
        names = [name for kind, name in self._plain(status.can & self.statuses.facts)]
        return self._listed(status, [(("fact", name), name) for name in names], FACTS)

    def cause(self, status: Bits) -> Tree:
        """What 待定 rests on: reasons, then the document that decides."""
        found = self._plain(
            status.can & ~(self.statuses.facts | self.statuses.clauses | self.statuses.outside)
        )
        said = [((REASON, text), text) for kind, text in found if kind == REASON]
        said += [((DOCUMENT, text), f"按“{text}”执行") for kind, text in found if kind == DOCUMENT]
        return self._listed(status, said, CLAUSES)

    def _plain(self, mask: int) -> list[tuple[str, str]]:
        return [m for m in self.statuses.members(mask) if not isinstance(m, NotApplicable)]

    def _listed(self, status: Bits, told: Sequence[tuple[tuple[str, str], str]], gap: str) -> Tree:
        if len(told) == 1:
            return t.text(told[0][1])
        return listed(((b.has(status, self.statuses.set_of([m])), text) for m, text in told), gap)

    # ---- values --------------------------------------------------------------------------------------
    def _value(self, lane: Lane, decl: FieldDecl) -> Tree:
        match decl.type.kind:
            case Kind.BOOL:
                return t.case([(lane.value, t.text("是"))], t.text("否"))
            case Kind.DATE:
                return _date(lane.value)
            case Kind.MONEY:
                return self._amount(lane, decl)
            case Kind.INT:
                return written(whole(lane, decl).value)
            case Kind.RATE:
                return _share(lane, decl)
            case Kind.ENUM:
                return lane.value
            case _:
                raise NotExpressible("sql", Construct.RESULT, decl.name)

    def _amount(self, lane: Lane, decl: FieldDecl) -> Tree:
        if not lane.terms:
            return yuan(whole(lane, decl).value)
        low, high = self.ends(lane, decl)
        branches = []
        least, most = (t.NOTHING if end is None else yuan(end) for end in (low, high))
        has_low, has_high = (t.FALSE if end is None else t.not_(t.is_null(end)) for end in (low, high))
        if low is not None and high is not None:
            branches.append((t.compared("=", low, high), least))
            branches.append((t.and_([has_low, has_high]), t.concat([least, t.text("至"), most])))
        branches.append((has_low, t.concat([t.text("不低于"), least])))
        branches.append((has_high, t.concat([t.text("不高于"), most])))
        return t.case(branches, t.text("未写明数额"))

    def ends(self, lane: Lane, decl: FieldDecl) -> tuple[Tree | None, Tree | None]:
        """The least and the greatest 分 of an amount over parameters."""
        ends = (None if e is None else whole(e, decl).value for e in self.arithmetic.ends(lane))
        return next(ends), next(ends)


def listed(told: Iterable[tuple[Tree, str]], gap: str) -> Tree:
    """Texts, each where its condition holds, with a gap between them."""
    parts = [t.case([(condition, t.text(gap + text))], t.NOTHING) for condition, text in told]
    return t.function("from", t.concat(parts), word=len(gap) + 1) if parts else t.NOTHING


def whole(lane: Lane, decl: FieldDecl) -> Lane:
    """A number as a whole one. Raises NotExpressible where it may have a fraction."""
    found = ln.reduced(lane)
    if found.per != 1 and not found.never:
        raise NotExpressible("sql", Construct.FRACTION, decl.name)
    return found


def written(number: Tree) -> Tree:
    """A number as text."""
    return t.function("written", number)


def yuan(fen: Tree) -> Tree:
    """分 as 元: 400元, 1070.50元, -0.05元."""
    size = t.function("absolute", fen)
    rest = t.function("rest", size, word=FEN_PER_YUAN)
    cents = t.concat([t.text("."), t.function("padded", written(rest), word=2)])
    return t.concat(
        [
            t.case([(t.compared("<", fen, t.ZERO), t.text("-"))], t.NOTHING),
            written(t.quotient(size, FEN_PER_YUAN)),
            t.case([(t.compared("<>", rest, t.ZERO), cents)], t.NOTHING),
            t.text("元"),
        ]
    )


def _date(day: Tree) -> Tree:
    parts = [
        (written(part(unit, day)), t.text(mark))
        for unit, mark in (("YEAR", "年"), ("MONTH", "月"), ("DAY", "日"))
    ]
    return t.concat([piece for pair in parts for piece in pair])


def digits(lane: Lane, decl: FieldDecl) -> int:
    """How many digits a share has after the point. Raises NotExpressible where a percentage has too many."""
    for count in range(_DIGITS + 3):
        if 10**count % lane.per == 0:
            return count
    raise NotExpressible("sql", Construct.FRACTION, decl.name)


def _share(lane: Lane, decl: FieldDecl) -> Tree:
    """90%, 12.5%."""
    after = max(0, digits(lane, decl) - 2)
    number = ln.at(lane, 10 ** (after + 2)).value
    size = t.function("absolute", number)
    rest = t.function("rest", size, word=10**after)
    decimals = t.function("without_ends", t.function("padded", written(rest), word=after), word="0")
    point = t.case([(t.compared("<>", rest, t.ZERO), t.concat([t.text("."), decimals]))], t.NOTHING)
    return t.concat(
        [
            t.case([(t.compared("<", number, t.ZERO), t.text("-"))], t.NOTHING),
            written(t.quotient(size, 10**after)),
            point if after else t.NOTHING,
            t.text("%"),
        ]
    )
