"""Notice and policy side by side, clause by clause, as one page that can be read, printed and signed.

In: a ledger with its findings, the text of the policy, and the notice's words where they're at hand (without
them the left side shows labels and numbers). Out: HTML, no script, no network. In Chinese, as summaries are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import attrs

from polc.compiler.ledger import Account, Accounted, How, Ledger, Row, Traced, Where
from polc.dsl import nodes
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity
from polc.dsl.diagnostics.wording import message
from polc.dsl.keywords import KEYWORDS
from polc.dsl.notice.model import Label, Number, Place, PlaceKind
from polc.dsl.notice.wording import bounded_text
from polc.dsl.source import Source, Span
from polc.targets.pages import page_environment

_MARKS = {
    How.LITERAL: "ok",
    How.NAMED: "ok",
    How.CONVERTED: "note",
    How.WORDS: "note",
    How.EXCUSED: "note",
    How.UNCITED: "no",
    How.MISSING: "no",
}
_ORIGINS = {Where.CITED: "ok", Where.ISSUED: "ok", Where.NOWHERE: "no"}
_LEVELS = {Severity.ERROR: "no", Severity.WARNING: "no", Severity.NOTE: "note"}
_SHOWN_LINES = 12


@attrs.frozen
class Piece:
    """Some text, and how it's marked: ok, note, no, or not at all."""

    text: str
    mark: str = ""


@attrs.frozen(kw_only=True)
class Line:
    """A row of the policy: where it stands, the block around it, its text, and what polc says of it."""

    number: int
    block: str
    pieces: tuple[Piece, ...]
    remarks: tuple[Piece, ...]


@attrs.frozen(kw_only=True)
class Entry:
    """One place of the notice with the rows that cite it; `remark` stands where there are none."""

    at: str
    kind: str
    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    remark: Piece | None


@attrs.frozen(kw_only=True)
class Section:
    """One 条 of the notice: what its blocks cite as a whole, then its places."""

    title: str
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]


@attrs.frozen(kw_only=True)
class View:
    """The page before it's drawn."""

    title: str
    particulars: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int, str], ...]
    remarks: tuple[Piece, ...]
    sections: tuple[Section, ...]
    others: tuple[Line, ...]
    words: tuple[tuple[str, str], ...]
    with_text: bool


def ledger_page(accounted: Accounted, path: str, texts: Mapping[str, Place]) -> str:
    """The page. `texts` gives the words of each place; empty where only the .notice.json is there."""
    assert accounted.ledger is not None
    view = _Page(accounted.ledger, accounted, path, texts).view()
    return page_environment("polc.notices").get_template("ledger.html.j2").render(page=view)


@attrs.define(eq=False)
class _Page:
    """What the parts of the page are made of."""

    ledger: Ledger
    accounted: Accounted
    path: str
    texts: Mapping[str, Place]
    shown: set[int] = attrs.field(factory=set)

    def view(self) -> View:
        """The whole page."""
        notice = self.ledger.notice
        sections = tuple(self._sections())
        others = tuple(self._line(row) for row in self._rest())
        return View(
            title=notice.title or self.ledger.evidence.policy.title,
            particulars=tuple(self._particulars()),
            counts=tuple(self._counts()),
            remarks=tuple(self._about_the_whole()),
            sections=sections,
            others=others,
            words=tuple(_words(sections, others)),
            with_text=bool(self.texts),
        )

    def _particulars(self) -> Iterator[tuple[str, str]]:
        notice, source = self.ledger.notice, self.accounted.sources[self.path]
        yield "文号", notice.document or "原文没有"
        yield "印发", f"{notice.issued:%Y-%m-%d}" if notice.issued else "没有认出"
        yield "政策文件", self.path
        yield "政策文件的指纹", hashlib.sha256(source.text.encode("utf-8")).hexdigest()[:16]
        yield "原文的指纹", notice.source[:16] or "没有记下"

    def _counts(self) -> Iterator[tuple[str, int, str]]:
        marks = [_MARKS[account.how] for account in self.ledger.accounts]
        yield "通知里的数", len(marks), ""
        yield "在引用它的行里", marks.count("ok"), "ok"
        yield "只写在说明里，或换算过", marks.count("note"), "note"
        yield "没有交代", marks.count("no"), "no"
        origins = [self._origin(traced) for traced in self.ledger.traced]
        yield "政策行里的数", len(origins), ""
        yield "所引的条款里没有", origins.count("no"), "no"

    def _about_the_whole(self) -> Iterator[Piece]:
        """Findings that stand on no row: the header's, and doubts about the notice."""
        rows = [row.span for row in self.ledger.evidence.rows]
        for each in self.accounted.diagnostics:
            inside = any(s.path == each.span.path and s.start <= each.span.start < s.end for s in rows)
            if not inside or each.span.path != self.path:
                yield Piece(message(each, Lang.ZH), _LEVELS[each.level])

    # ---- the notice ----------------------------------------------------------------------------------
    def _sections(self) -> Iterator[Section]:
        headings = dict(self.ledger.notice.headings)
        for top, group in groupby(self.ledger.notice.places, key=_top):
            entries = tuple(self._entry(place) for place in group if self._is_shown(place))
            heading = headings.get(top, "")
            title = f"{top}、{heading}" if heading else top
            lines = tuple(self._line(row) for row in self._as_a_whole(top))
            if entries or lines:
                yield Section(title=title, lines=lines, entries=entries)

    def _as_a_whole(self, top: str) -> Iterator[Row]:
        """Rows that cite no single place but a clause with several, the first of them in `top`."""
        for row in self.ledger.evidence.rows:
            if any(self._is_own(row, place) for place in self.ledger.notice.places):
                continue
            first = next((p for p in self.ledger.notice.places for c in row.cites if p.meant_by(c)), None)
            if first is not None and _top(first) == top:
                yield row

    def _is_own(self, row: Row, place: Place) -> bool:
        """The row cites this place itself, and not only what holds it or goes with it."""
        paths = {label.path for label in place.labels}
        block = row.kind in _BLOCK_HEADS and place.at != Label(place.label.path).text
        cited = any(c.path in paths and place.meant_by(c) and (c.tail or not block) for c in row.cites)
        return cited and (place.kind is not PlaceKind.HEADING or bool(place.required))

    def _is_shown(self, place: Place) -> bool:
        return place.kind is not PlaceKind.PREAMBLE or bool(place.required) or bool(self.texts)

    def _entry(self, place: Place) -> Entry:
        rows = [row for row in self.ledger.evidence.rows if self._is_own(row, place)]
        return Entry(
            at=place.at,
            kind=place.kind.value,
            pieces=self._left(place),
            lines=tuple(self._line(row) for row in rows),
            remark=None if rows else self._without_rows(place),
        )

    def _without_rows(self, place: Place) -> Piece:
        wider = self.ledger.rows_of(place)
        if place.kind is PlaceKind.HEADING and not place.required:
            return Piece("小标题")
        if place.kind is PlaceKind.LEAD_IN and not place.required:
            return Piece("引出下面各项")
        if place.kind is PlaceKind.PREAMBLE and not place.required:
            return Piece("前言，只写依据和缘由")
        if wider:
            cited = dict.fromkeys(c.text for row in wider for c in row.cites if place.meant_by(c))
            return Piece(f"由引用【{'、'.join(cited)}】的行一并交代")
        return Piece("没有一行引用这一处", "no")

    def _left(self, place: Place) -> tuple[Piece, ...]:
        accounts = {id(a.number): a for a in self.ledger.accounts if a.place is place}
        written = self.texts.get(place.at)
        if written is None or (written.digest, written.numbers) != (place.digest, place.numbers):
            return tuple(self._numbers(place, accounts))
        both = zip(written.numbers, place.numbers, strict=True)
        marks = ((n.start, n.end, self._mark(kept, accounts)) for n, kept in both)
        shown = written.text.translate(_WIDE)
        return tuple(_pieces(shown, [mark for mark in marks if mark[2]]))

    def _numbers(self, place: Place, accounts: Mapping[int, Account]) -> Iterator[Piece]:
        yield Piece(f"（{place.characters}字）" if place.characters else "（没有数，不记内容）")
        for number in place.required:
            yield Piece(bounded_text(number), self._mark(number, accounts))
            yield Piece("　")

    def _mark(self, number: Number, accounts: Mapping[int, Account]) -> str:
        account = accounts.get(id(number))
        return _MARKS[account.how] if account else ""

    # ---- the rows ------------------------------------------------------------------------------------
    def _rest(self) -> Iterator[Row]:
        """Rows that cite nothing the notice has, so that none is left out of the page."""
        for row in self.ledger.evidence.rows:
            if id(row) not in self.shown and any(not clause.document for clause in row.cites):
                yield row

    def _line(self, row: Row) -> Line:
        self.shown.add(id(row))
        source = self.accounted.sources[row.span.path]
        start, end = row.span.start, self._end(row, source)
        marks = [
            (*_narrow(source.text, t.figure.span, start), self._origin(t))
            for t in self._traced(row)
            if start <= t.figure.span.start and t.figure.span.end <= end
        ]
        remarks = (
            remark
            for each, remark in self._remarks()
            if each.span.path == row.span.path and start <= each.span.start < end
        )
        block = f"{_BLOCKS[row.kind]} {row.name}" if row.kind in _BLOCKS and row.block else ""
        return Line(
            number=source.line_of(start),
            block=block,
            pieces=tuple(_without_aliases(_pieces(source.text[start:end], marks))),
            remarks=tuple(dict.fromkeys(remarks)),
        )

    def _remarks(self) -> Iterator[tuple[Diagnostic, Piece]]:
        """What the ledger says of the rows, and what the author has answered."""
        for each in self.accounted.diagnostics:
            yield each, Piece(message(each, Lang.ZH), _LEVELS[each.level])
        for each, reason in self.accounted.reasons:
            yield each, Piece(f"{message(each, Lang.ZH)}。{reason}", "told")

    def _origin(self, traced: Traced) -> str:
        """How a number of a row is marked; one whose author has said why it stands there, like a note."""
        answered = any(each.span == traced.figure.span for each, _ in self.accounted.reasons)
        return "note" if answered else _ORIGINS.get(traced.where, "note")

    def _end(self, row: Row, source: Source) -> int:
        """Where the row's own text ends: of a block, before the lines that have citations of their own."""
        text = source.slice(row.span)
        if row.kind in _BLOCK_HEADS:
            text = text.partition("{")[0].rstrip()
        lines = text.split("\n")[:_SHOWN_LINES]
        return row.span.start + len("\n".join(lines))

    def _traced(self, row: Row) -> Iterator[Traced]:
        return (traced for traced in self.ledger.traced if traced.row is row)


_BLOCKS = {
    nodes.RuleRow: "规定",
    nodes.GrantRow: "减免",
    nodes.GrantBase: "减免",
    nodes.Stacking: "减免",
    nodes.Tie: "减免",
    nodes.WindowRow: "时段",
    nodes.GroupRow: "群体",
    nodes.TableRow: "表",
    nodes.Otherwise: "其余",
}
_BLOCK_HEADS = frozenset(
    {
        nodes.Rule,
        nodes.Grant,
        nodes.Window,
        nodes.GroupRows,
        nodes.Table,
        nodes.Classes,
        nodes.Running,
        nodes.Permitted,
        nodes.Funding,
    }
)


def _top(place: Place) -> str:
    return Label(place.label.path[:1], None, place.label.document).text


_NUMBER = re.compile(
    r"[0-9][0-9,.]*(?:-[0-9]{1,2}-[0-9]{1,2})?\s*(?:%|周岁|岁|万元|元|个月|个工作日|日|天|年)?(?![^〔]*〕)"
)


_WIDE = str.maketrans("()|", "（）｜")
_ALIAS = re.compile(r"\s*别名 [A-Za-z0-9_]+")
# The words that a reader of the page has to know; the others say what they mean.
_ROLES = frozenset({"声明", "结果", "减免", "假定"})
_ALSO = frozenset({"AND", "OR", "NOT", "AS_OF", "ANY", "ETC", "DEFAULT"})
_WORD = re.compile(r"[\u4e00-\u9fff]+")


def _without_aliases(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The names for programs say nothing to a reader."""
    for piece in pieces:
        yield piece if piece.mark else Piece(_ALIAS.sub("", piece.text))


def _words(sections: Iterable[Section], others: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """The words of the language that stand on the page, each with what it means."""
    lines = [*others]
    for section in sections:
        lines += [*section.lines, *(line for entry in section.entries for line in entry.lines)]
    used = {word for line in lines for piece in line.pieces for word in _WORD.findall(piece.text)}
    for keyword in KEYWORDS:
        if keyword.word in used and (keyword.role in _ROLES or keyword.terminal in _ALSO):
            yield keyword.word, keyword.help


def _narrow(text: str, span: Span, start: int) -> tuple[int, int]:
    """Where the number itself stands in what writes it: 50% in 个人缴费 的 50%."""
    found = list(_NUMBER.finditer(text, span.start, span.end))
    if not found or "〔" in text[span.start : span.end]:
        return span.start - start, span.end - start
    return found[-1].start() - start, found[-1].end() - start


def _pieces(text: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    """The text cut at its marks."""
    begin = 0
    for start, end, mark in sorted(marks):
        if start >= begin:
            if start > begin:
                yield Piece(text[begin:start])
            yield Piece(text[start:end], mark)
            begin = end
    if begin < len(text):
        yield Piece(text[begin:])
