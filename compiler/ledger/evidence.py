"""The rows of a policy as the ledger sees them: what each cites, the numbers it writes, the names it uses.

In: the resolved file and the modules it was made of. Out: `Evidence`. Read from the tree and not from the
kernel, which no longer knows where a number was written. Rows of other documents (沿用, 覆盖, 落实) drop out:
they cite another notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction

import attrs

from polc.dsl import nodes
from polc.dsl.citation import Clause
from polc.dsl.nodes import Cited, Module, Node
from polc.dsl.notice.model import Number, NumberKind
from polc.dsl.notice.numbers import numbers_in
from polc.dsl.notice.text import alike, squeezed
from polc.dsl.source import Span
from polc.dsl.values import Duration, Unit
from polc.dsl.walk import children

_UNITS = {Unit.DAY: "日", Unit.MONTH: "个月", Unit.YEAR: "年", Unit.WORKDAY: "工作日"}
_NOT_SAID = frozenset({"alias", "per", "terminal"})


class Bound(Enum):
    """How a row bounds a number, where it does."""

    EXACTLY = "等于"
    AT_LEAST = "不低于"
    AT_MOST = "不高于"
    FROM = "起"
    UNTIL = "止"
    REACHES = "满"
    SHORT_OF = "未满"


@attrs.frozen(kw_only=True)
class Figure:
    """A number that a row writes, where, and how it bounds it."""

    number: Number
    span: Span
    bound: Bound | None = None


@attrs.frozen(kw_only=True, eq=False)
class Row:
    """A declaration or one line of a block. `block` is what the block around it cites.

    `said` are the numbers in its notes and names; `names` are the words it uses.
    """

    kind: type[Node]
    name: str
    cites: tuple[Clause, ...]
    block: tuple[Clause, ...] = ()
    figures: tuple[Figure, ...] = ()
    said: tuple[Number, ...] = ()
    names: tuple[str, ...] = ()
    span: Span

    @property
    def is_reading(self) -> bool:
        """True for a 假定: its readings are the author's, as the notice leaves them open."""
        return self.kind is nodes.Assumption

    @property
    def excuses(self) -> bool:
        """True for 不入计算 and 待定, which answer for whatever their clause says."""
        return self.kind in (nodes.NotComputed, nodes.Gap)


@attrs.frozen(kw_only=True)
class Evidence:
    """The rows that cite this notice, what each name stands for, and the header."""

    rows: tuple[Row, ...]
    declared: Mapping[str, tuple[Row, ...]]
    policy: nodes.Policy
    listed: nodes.HeaderClauses | None


def evidence_of(module: Module, modules: Iterable[Module], declarations: Iterable[Cited]) -> Evidence | None:
    """What the file says of its notice; None for a file that is no policy."""
    policy = next((item for item in module.items if isinstance(item, nodes.Policy)), None)
    if policy is None:
        return None
    others = {m.path for m in modules if m is not module and _is_policy(m)}
    rows: list[Row] = []
    declared: dict[str, list[Row]] = {}
    for item in policy.header:
        rows += _of_header(item, declared)
    for cited in declarations:
        found = list(_rows(cited))
        rows += (row for row in found if row.cites and cited.span.path not in others)
        for row in found:
            for name in _names_of(row, cited.item):
                declared.setdefault(name, []).append(row)
    clauses = (item.key for item in policy.header if isinstance(item.key, nodes.HeaderClauses))
    known = {name: tuple(each) for name, each in declared.items()}
    return Evidence(rows=tuple(rows), declared=known, policy=policy, listed=next(clauses, None))


def _is_policy(module: Module) -> bool:
    return any(isinstance(item, nodes.Policy) for item in module.items)


def _of_header(item: nodes.HeaderItem, declared: dict[str, list[Row]]) -> Iterator[Row]:
    """保障年度 and 有效期 with their days; 条款 is a list, and no row."""
    if not isinstance(item.key, nodes.HeaderRange):
        return
    row = _row(item.key, item.key.key.value, item.cite, ())
    for end in ("首日", "末日"):
        declared.setdefault(item.key.key.value + end, []).append(row)
    if row.cites:
        yield row


def _rows(cited: Cited) -> Iterator[Row]:
    """The declaration itself, and each line below it that has a citation of its own."""
    name = getattr(getattr(cited.item, "name", None), "text", "")
    yield attrs.evolve(_row(cited.item, name, cited.cite, ()), span=cited.span)
    block = cited.cite.citation.clauses if cited.cite else ()
    for node in _cited_below(cited.item):
        yield _row(node, name, _cite_of(node), block)


def _names_of(row: Row, item: nodes.Declaration) -> Iterator[str]:
    """The names under which what a row says is found again: never a whole 时段, 规定 or 减免."""
    if issubclass(row.kind, nodes.WindowRow) and isinstance(item, nodes.Window):
        own = next(r.name.text for r in item.rows if isinstance(r, nodes.WindowRow) and r.span == row.span)
        yield from (own, f"{own}首日", f"{own}末日")
    elif isinstance(item, _FOLLOWED) or (isinstance(item, nodes.Table) and item.standard):
        yield row.name


_FOLLOWED = (
    nodes.Standard,
    nodes.Quantity,
    nodes.Group,
    nodes.GroupRows,
    nodes.Assumption,
    nodes.Fact,
)


def _row(node: Node, name: str, cite: nodes.Cite | None, block: tuple[Clause, ...]) -> Row:
    inside = list(_inside(node))
    said = (text for each in inside for text in _said(each))
    return Row(
        kind=type(node),
        name=name,
        cites=tuple(c for c in cite.citation.clauses) if cite else (),
        block=block,
        figures=tuple(_figures(node)),
        said=tuple(number for text in said for number in numbers_in(squeezed(alike(text))).numbers),
        names=tuple(each.text for each in inside if isinstance(each, nodes.Name)),
        span=node.span,
    )


# ---- below a node -----------------------------------------------------------------------------------
def _cite_of(node: Node) -> nodes.Cite | None:
    cite = getattr(node, "cite", None)
    return cite if isinstance(cite, nodes.Cite) else None


def _has_own_cite(node: Node) -> bool:
    return _cite_of(node) is not None


def _inside(node: Node) -> Iterator[Node]:
    """The node and all below it, but not the lines that have a citation of their own."""
    yield node
    for child in children(node):
        if not isinstance(child, nodes.Cite) and not _has_own_cite(child):
            yield from _inside(child)


def _cited_below(node: Node) -> Iterator[Node]:
    for child in children(node):
        if _has_own_cite(child):
            yield child
        yield from _cited_below(child)


def _said(node: Node) -> Iterator[str]:
    """The texts of a node that people read."""
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if field.name in _NOT_SAID:
            continue
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield text


# ---- numbers ----------------------------------------------------------------------------------------
def _figures(node: Node, bound: Bound | None = None) -> Iterator[Figure]:
    """Every number written in the row, with the comparison it stands in."""
    number = _number(node)
    if number is not None and number.value:
        yield Figure(number=number, span=node.span, bound=_own_bound(node) or bound)
    if isinstance(node, nodes.SaysDelegated):
        for document in numbers_in(squeezed(alike(node.document))).numbers:
            if document.kind is NumberKind.DOCUMENT:
                yield Figure(number=document, span=node.span)
    for child in children(node):
        if not isinstance(child, nodes.Cite) and not _has_own_cite(child):
            yield from _figures(child, _bound_of(node, child) or (bound if _passes(node) else None))


def _number(node: Node) -> Number | None:
    match node:
        case nodes.DateLiteral(value=day):
            return Number(kind=NumberKind.DATE, value=day)
        case nodes.MoneyLiteral(fen=fen):
            return Number(kind=NumberKind.MONEY, value=fen)
        case nodes.RateLiteral(value=rate) | nodes.ShareOf(rate=rate) | nodes.Share(rate=rate):
            return Number(kind=NumberKind.RATE, value=rate)
        case nodes.FundRow(rate=rate):
            return Number(kind=NumberKind.RATE, value=rate)
        case nodes.DurationLiteral(value=duration):
            return _duration(duration)
        case nodes.Data(monthly=Duration() as duration):
            return _duration(duration)
        case nodes.Aged(years=years) | nodes.Band(years=True, value=nodes.IntLiteral(value=years)):
            return Number(kind=NumberKind.AGE, value=Fraction(years))
        case nodes.IntLiteral(value=value):
            return Number(kind=NumberKind.FIGURE, value=Fraction(value))
        case _:
            return None


def _duration(duration: Duration) -> Number:
    return Number(kind=NumberKind.DURATION, value=Fraction(duration.count), unit=_UNITS[duration.unit])


def _passes(node: Node) -> bool:
    """A bracket or a row is transparent; a sum or a comparison isn't."""
    return isinstance(node, nodes.Paren | nodes.ClosedRange | nodes.OpenRange)


def _own_bound(node: Node) -> Bound | None:
    if isinstance(node, nodes.Aged):
        return Bound.REACHES if node.reached else Bound.SHORT_OF
    return _BANDS[node.word] if isinstance(node, nodes.Band) else None


_BANDS = {
    nodes.BandWord.REACHES: Bound.REACHES,
    nodes.BandWord.SHORT_OF: Bound.SHORT_OF,
    nodes.BandWord.EXCEEDS: Bound.AT_LEAST,
    nodes.BandWord.AND_UP: Bound.AT_LEAST,
    nodes.BandWord.AND_DOWN: Bound.AT_MOST,
}
_COMPARED = {
    nodes.Comparator.BEFORE: Bound.UNTIL,
    nodes.Comparator.NOT_AFTER: Bound.UNTIL,
    nodes.Comparator.AFTER: Bound.FROM,
    nodes.Comparator.NOT_BEFORE: Bound.FROM,
    nodes.Comparator.BELOW: Bound.SHORT_OF,
    nodes.Comparator.NOT_BELOW: Bound.AT_LEAST,
    nodes.Comparator.ABOVE: Bound.AT_LEAST,
    nodes.Comparator.NOT_ABOVE: Bound.AT_MOST,
}
_STANDARDS = {
    nodes.StandardKind.EQUALS: Bound.EXACTLY,
    nodes.StandardKind.AT_LEAST: Bound.AT_LEAST,
    nodes.StandardKind.AT_MOST: Bound.AT_MOST,
}


def _bound_of(node: Node, child: Node) -> Bound | None:
    """The bound that `node` puts on what stands in `child`."""
    match node:
        case nodes.Standard(kind=kind):
            return _STANDARDS[kind]
        case nodes.Comparison(comparator=comparator, right=right) if child is right:
            return _COMPARED.get(comparator)
        case nodes.ClosedRange(low=low) | nodes.Between(low=low) if child is low:
            return Bound.FROM
        case nodes.ClosedRange(high=high) | nodes.Between(high=high) if child is high:
            return Bound.UNTIL
        case nodes.OpenRange():
            return Bound.FROM
        case nodes.Data(not_before=day) if child is day:
            return Bound.FROM
        case nodes.Data(not_after=day) if child is day:
            return Bound.UNTIL
        case nodes.Band():
            return _BANDS[node.word]
        case _:
            return None
