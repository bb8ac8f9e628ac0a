"""Single faults in the text of a policy, as an author slips: one place changed, everything else left.

In: a file's text and its tree. Out: faults, in the order of the file. Only what decides is touched: windows,
rules, grants, standards, groups, assumptions and the 保障年度. 期限, 渠道 and their kind are shown and never
evaluated; 案例 are what faults are found with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import attrs

from polc.dsl.nodes import (
    Aged,
    Assumption,
    Chain,
    Cite,
    Cited,
    ClosedRange,
    Comparator,
    Comparison,
    Connective,
    DateLiteral,
    DurationLiteral,
    Full,
    Grant,
    GrantRow,
    Group,
    GroupRows,
    HeaderClauses,
    HeaderRange,
    IsAny,
    Listed,
    Module,
    MoneyLiteral,
    Name,
    Negation,
    Node,
    Policy,
    RangeKey,
    Rule,
    RuleRow,
    SaysUndetermined,
    Share,
    Stacking,
    Standard,
    StatusOutcome,
    Tie,
    Window,
    WindowRow,
)
from polc.dsl.walk import walk

TURNED = {
    Comparator.BEFORE: (Comparator.AFTER, Comparator.NOT_AFTER),
    Comparator.NOT_BEFORE: (Comparator.NOT_AFTER, Comparator.AFTER),
    Comparator.AFTER: (Comparator.BEFORE, Comparator.NOT_BEFORE),
    Comparator.NOT_AFTER: (Comparator.NOT_BEFORE, Comparator.BEFORE),
}
DECIDES = (Standard, Group, GroupRows, Window, Rule, Grant, Assumption)
BLANK = " 　\t"


@attrs.frozen(kw_only=True)
class Fault:
    """`text[start:end]` becomes `new`; `kind` is what sort of slip it is, `within` the assumption it's in."""

    kind: str
    start: int
    end: int
    new: str
    within: str = ""

    def applied(self, text: str) -> str:
        """The text with the fault in it."""
        return text[: self.start] + self.new + text[self.end :]

    def told(self, text: str) -> str:
        """The fault in one line."""
        line = text.count("\n", 0, self.start) + 1
        old = re.sub(r"\s+", " ", text[self.start : self.end]).strip()
        return f"{line}: {self.kind}: {old} → {self.new.strip() or '（删去）'}"


@attrs.define
class Slips:
    """Makes the faults of one file."""

    text: str
    module: Module

    def every(self) -> Iterator[Fault]:
        """All faults, in the order of the file."""
        clauses = self._clauses()
        for item in self.module.items:
            if isinstance(item, Policy):
                yield from self._coverage(item)
            elif isinstance(item, Cited) and isinstance(item.item, DECIDES):
                yield from self._declaration(item.item, clauses)

    def _declaration(self, item: Node, clauses: list[str]) -> Iterator[Fault]:
        within = item.name.text if isinstance(item, Assumption) else ""
        for node in walk(item):
            if isinstance(node, Node):
                yield from (attrs.evolve(fault, within=within) for fault in self._anywhere(node))
        yield from self._block(item, clauses)

    def _coverage(self, policy: Policy) -> Iterator[Fault]:
        for entry in policy.header:
            if isinstance(entry.key, HeaderRange) and entry.key.key is RangeKey.COVERAGE:
                for node in walk(entry.key):
                    if isinstance(node, DateLiteral):
                        yield from self._day(node, "coverage year moved by a day")

    def _clauses(self) -> list[str]:
        for item in self.module.items:
            if isinstance(item, Policy):
                for entry in item.header:
                    if isinstance(entry.key, HeaderClauses):
                        return [clause.text for clause in entry.key.cite.citation.clauses]
        return []

    # ---- single words --------------------------------------------------------------------------------
    def _anywhere(self, node: Node) -> Iterator[Fault]:
        match node:
            case DateLiteral():
                yield from self._day(node, "day moved")
            case DurationLiteral():
                digits = re.sub(r"\d+", str(node.value.count + 1), self._of(node), count=1)
                yield self._instead(node, "length changed", digits)
            case MoneyLiteral():
                number = re.match(r"\d+", self._of(node))
                if number:
                    changed = str(int(number[0]) * 10) if int(number[0]) % 10 else number[0][:-1]
                    yield self._instead(node, "amount slipped", changed + self._of(node)[number.end() :])
            case Aged():
                yield from self._age(node)
            case Comparison():
                yield from self._comparison(node)
            case Chain():
                kind = "condition widened" if node.connective is Connective.AND else "condition narrowed"
                for index in range(len(node.items)):
                    yield self._without(node.items, index, kind)
            case Listed() | IsAny() if len(node.names) > 1:
                for index in range(len(node.names)):
                    yield self._without(node.names, index, "condition narrowed")
            case Negation():
                yield self._instead(node, "negation dropped", self._of(node.item))
            case _:
                pass

    def _day(self, node: DateLiteral, kind: str) -> Iterator[Fault]:
        for days in (-1, 1):
            yield self._instead(node, kind, (node.value + timedelta(days=days)).isoformat())

    def _age(self, node: Aged) -> Iterator[Fault]:
        text = self._of(node)
        years = re.search(r"(\d+)(?=周岁$)", text)
        if years:
            yield self._instead(node, "age changed", f"{text[: years.start()]}{node.years + 1}周岁")
        turned = text.replace("满", "未满") if node.reached else text.replace("未满", "满")
        yield self._instead(node, "bound turned", turned)

    def _comparison(self, node: Comparison) -> Iterator[Fault]:
        word = node.comparator.value
        start = self.text.index(word, node.left.span.end)
        for other in TURNED.get(node.comparator, ()):
            yield Fault(kind="bound turned", start=start, end=start + len(word), new=other.value)

    # ---- blocks --------------------------------------------------------------------------------------
    def _block(self, block: Node, clauses: list[str]) -> Iterator[Fault]:
        match block:
            case GroupRows(rows=rows):
                for row in rows:
                    yield self._dropped(row, "row dropped")
            case Window(rows=rows):
                for row in rows:
                    yield self._dropped(row, "row dropped")
                named = [row for row in rows if isinstance(row, WindowRow)]
                for row, other in pairwise(named):
                    yield from self._swapped(row.name, other.name, "windows swapped")
                    if isinstance(row.range, ClosedRange) and isinstance(other.range, ClosedRange):
                        yield from self._swapped(row.range.high, other.range.high, "window ends swapped")
            case Rule(rows=rows):
                yield from self._rows(rows, clauses)
                outcomes = [row.outcome for row in rows]
                for one, two in pairwise(outcomes):
                    yield from self._swapped(one, two, "outcomes swapped")
            case Grant(rows=rows):
                yield from self._rows(rows, clauses)
                yield from self._grant([row for row in rows if isinstance(row, GrantRow)])
            case Assumption():
                for reading in block.readings:
                    if block.adopted is not None and reading.name.text != block.adopted.text:
                        yield self._instead(block.adopted, "another reading adopted", reading.name.text)
            case _:
                pass

    def _rows(self, rows: tuple[Node, ...], clauses: list[str]) -> Iterator[Fault]:
        """What can go wrong with a row of a rule or a grant as a row."""
        for row in rows:
            kind = {Stacking: "并存 dropped", Tie: "同额 dropped"}.get(type(row), "row dropped")
            yield self._dropped(row, kind)
            if isinstance(row, RuleRow | GrantRow):
                yield from self._citation(row.cite, clauses)
                if row.over is not None:
                    start = self.text.rindex("优先于", row.span.start, row.over.span.start)
                    yield Fault(kind="优先于 dropped", start=start, end=row.over.span.end, new="")
                if row.exception:
                    start = self.text.index("例外", row.cite.span.end)
                    yield Fault(kind="例外 dropped", start=start, end=start + len("例外"), new="")

    def _citation(self, cite: Cite, clauses: list[str]) -> Iterator[Fault]:
        """The next clause of the notice instead of the right one."""
        first = cite.citation.clauses[0]
        listed = [n for n, text in enumerate(clauses) if first.text.startswith(text)]
        if listed:
            other = clauses[(listed[0] + 1) % len(clauses)]
            yield self._instead(cite, "citation changed", f"【{other}】")

    def _grant(self, rows: list[GrantRow]) -> Iterator[Fault]:
        rates = [row for row in rows if isinstance(row.amount, Full | Share)]
        for row in rates:
            other = next((r for r in rates if self._of(r.amount) != self._of(row.amount)), None)
            if other is not None:
                yield self._instead(row.amount, "rate exchanged", self._of(other.amount))
        payers = [row for row in rows if isinstance(row.payer, Name)]
        for row in payers:
            other = next((r for r in payers if self._of(r.payer) != self._of(row.payer)), None)
            if other is not None:
                yield self._instead(row.payer, "payer exchanged", self._of(other.payer))
        for row in rows:
            if row.pay_first:
                start = self.text.index("先缴后补", row.amount.span.start)
                yield Fault(kind="先缴后补 dropped", start=start, end=start + len("先缴后补"), new="")
            if isinstance(row.amount, StatusOutcome) and isinstance(row.amount, SaysUndetermined):
                yield self._instead(row.amount, "待定 filled in", "全额")

    # ---- text ----------------------------------------------------------------------------------------
    def _of(self, node: Node | None) -> str:
        return "" if node is None else self.text[node.span.start : node.span.end]

    def _instead(self, node: Node | None, kind: str, new: str) -> Fault:
        assert node is not None
        return Fault(kind=kind, start=node.span.start, end=node.span.end, new=new)

    def _dropped(self, row: Node, kind: str) -> Fault:
        return Fault(kind=kind, start=row.span.start, end=row.span.end, new="")

    def _without(self, items: tuple[Node, ...], index: int, kind: str) -> Fault:
        """The item gone, with the word that joins it to its neighbour."""
        if index:
            start, end = items[index - 1].span.end, items[index].span.end
        else:
            start, end = items[0].span.start, items[1].span.start
        return Fault(kind=kind, start=start, end=end, new="")

    def _swapped(self, one: Node, two: Node, kind: str) -> Iterator[Fault]:
        """The two texts exchanged."""
        between = self.text[one.span.end : two.span.start]
        if self._of(one) != self._of(two):
            new = self._of(two) + between + self._of(one)
            yield Fault(kind=kind, start=one.span.start, end=two.span.end, new=new)
