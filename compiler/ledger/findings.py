"""The ledger as findings, each on the line of the policy that somebody has to look at.

In: a ledger. Out: diagnostics 710–717, 719, 721 and 722. The same with the notice's text at hand and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polc.compiler.ledger.evidence import Bound, Figure, Row
from polc.compiler.ledger.keys import key_of
from polc.compiler.ledger.match import Account, How, Ledger, Traced, Where
from polc.dsl import nodes
from polc.dsl.citation import Clause
from polc.dsl.diagnostics import notices as codes
from polc.dsl.diagnostics.model import Code, Diagnostic
from polc.dsl.notice.model import UNSURE, Doubt, DoubtKind, Number, NumberKind, Place, PlaceKind
from polc.dsl.notice.wording import bounded_text, number_text
from polc.dsl.source import Span


def findings_of(ledger: Ledger) -> Iterator[Diagnostic]:
    """Everything that the ledger shows; a caller that wants no notes leaves them out by their level."""
    yield from _header(ledger)
    yield from _places(ledger)
    yield from _numbers(ledger)
    for traced in ledger.traced:
        yield from _traced(ledger, traced)
    for account in ledger.accounts:
        yield from _bounds(account)
    for doubt in ledger.notice.doubts:
        yield doubtful(doubt, header_span(ledger))


def header_span(ledger: Ledger) -> Span:
    """Where what no row answers for is shown: the list of clauses, else the header."""
    evidence = ledger.evidence
    return evidence.listed.span if evidence.listed else evidence.policy.span


def _found(code: Code, span: Span, **facts: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, facts=tuple(sorted(facts.items())))


# ---- the header and the places ----------------------------------------------------------------------
def _header(ledger: Ledger) -> Iterator[Diagnostic]:
    notice = ledger.notice
    for item in ledger.evidence.policy.header:
        match item.key:
            case nodes.HeaderText(key=nodes.TextKey.DOCUMENT, text=text):
                if notice.document and _same_document(text) != _same_document(notice.document):
                    facts = {"what": "文号", "written": text, "noticed": notice.document}
                    yield _found(codes.HEADER_DIFFERS, item.span, **facts)
            case nodes.HeaderIssued(day=day) if notice.issued and day.value != notice.issued:
                written = number_text(Number(kind=NumberKind.DATE, value=day.value))
                noticed = number_text(Number(kind=NumberKind.DATE, value=notice.issued))
                yield _found(codes.HEADER_DIFFERS, item.span, what="印发", written=written, noticed=noticed)
            case _:
                continue


def _same_document(text: str) -> object:
    """A 文号 without spaces, whatever brackets it was typed with."""
    alike = "".join(text.split()).translate(str.maketrans("[](){}（）【】［］", "〔〕〔〕〔〕〔〕〔〕〔〕"))
    return key_of(Number(kind=NumberKind.DOCUMENT, value=alike))


def _places(ledger: Ledger) -> Iterator[Diagnostic]:
    """Clauses that the notice doesn't have, and places that the list doesn't have."""
    listed = ledger.evidence.listed
    cites = [(clause, listed.cite.span) for clause in listed.cite.citation.clauses] if listed else []
    cites += ((clause, row.span) for row in ledger.evidence.rows for clause in row.cites)
    for clause, span in reversed(dict(reversed(cites)).items()):
        if _is_own(ledger, clause) and not any(place.meant_by(clause) for place in ledger.notice.places):
            yield _found(codes.NO_SUCH_PLACE, span, clause=clause.text, known=_known(ledger, clause))
    if listed is None:
        return
    lines = _lines(ledger)
    for place in ledger.notice.places:
        if _wants_listing(place) and not any(map(place.meant_by, listed.cite.citation.clauses)):
            yield _found(codes.PLACE_NOT_LISTED, listed.span, clause=place.at)
        elif _is_left_out(place, lines):
            yield _found(codes.PLACE_NOT_CITED, listed.span, clause=place.at)


def _is_own(ledger: Ledger, clause: Clause) -> bool:
    documents = {place.label.document for place in ledger.notice.places}
    return clause.document in documents | {""} and bool(ledger.notice.places)


def _known(ledger: Ledger, clause: Clause) -> str:
    """What the notice has where the citation looks for something: its sentences, or its items."""
    labels = [label for place in ledger.notice.places for label in place.labels]
    kind = clause.tail[-1:] if clause.tail[-1:] in ("句", "段") else ""
    tails = (t for label in labels if label.path == clause.path for t in label.tails)
    plain = re.compile(f"第[0-9]+{kind}") if kind else None
    here = dict.fromkeys(tail for tail in tails if plain and plain.fullmatch(tail))
    if here:
        return "、".join(Clause(clause.path, tail, clause.document).text for tail in here)
    above = clause.path[:-1]
    depth = len(clause.path)
    beside = (label.path[:depth] for label in labels if label.path[: depth - 1] == above)
    return "、".join(dict.fromkeys(Clause(path).text for path in beside if len(path) == depth))


def _is_left_out(place: Place, lines: tuple[Row, ...]) -> bool:
    """No line cites a sentence, though lines cite others of its clause; a whole clause left out is POL702."""
    if place.kind is not PlaceKind.SENTENCE:
        return False
    paths = {label.path for label in place.labels}
    cites = [(clause, clause.path in paths) for row in lines for clause in _answered(row, paths)]
    return any(own for _, own in cites) and not any(place.meant_by(clause) for clause, _ in cites)


def _answered(row: Row, paths: set[tuple[str, ...]]) -> Iterator[Clause]:
    """What a line cites; 其余 of a whole article answers for none of its sentences."""
    rest = row.kind is nodes.Otherwise
    return (clause for clause in row.cites if not rest or clause.path in paths)


def _lines(ledger: Ledger) -> tuple[Row, ...]:
    """The rows, without the heads of blocks: what a head cites is cited by the lines below it."""
    rows = ledger.evidence.rows
    heads = {(row.name, row.block) for row in rows if row.block}
    return tuple(row for row in rows if row.block or (row.name, row.cites) not in heads)


def _wants_listing(place: Place) -> bool:
    """A sentence has to be listed; what only leads to items, a heading or a preamble, if it has numbers."""
    return place.kind is PlaceKind.SENTENCE or bool(place.required)


# ---- numbers of the notice --------------------------------------------------------------------------
def _numbers(ledger: Ledger) -> Iterator[Diagnostic]:
    for account in ledger.accounts:
        facts = {"clause": account.place.at, "number": bounded_text(account.number)}
        match account.how:
            case How.MISSING:
                yield _found(codes.NUMBER_NOT_ACCOUNTED, _nearest(account).span, **facts)
            case How.WORDS:
                yield _found(codes.NUMBER_ONLY_IN_WORDS, _nearest(account).span, **facts)
            case _:
                continue


def _nearest(account: Account) -> Row:
    """The row that cites the place most narrowly; of several the first."""

    def narrow(row: Row) -> int:
        return max((len(c.path) + bool(c.tail) for c in row.cites if account.place.meant_by(c)), default=0)

    best = max(map(narrow, account.rows))
    return next(row for row in account.rows if narrow(row) == best)


# ---- numbers of the rows ----------------------------------------------------------------------------
def _traced(ledger: Ledger, traced: Traced) -> Iterator[Diagnostic]:
    number = number_text(traced.figure.number)
    cited = "、".join(clause.text for clause in traced.row.cites if _is_own(ledger, clause))
    noticed = bounded_text(traced.number) if traced.number else ""
    match traced.where:
        case Where.NOWHERE:
            elsewhere = _elsewhere(ledger, traced.figure)
            facts = {"number": number, "clauses": cited, "elsewhere": elsewhere}
            yield _found(codes.NUMBER_NOT_IN_NOTICE, traced.figure.span, **facts)
        case Where.NEAR | Where.OWN | Where.SHIFTED:
            facts = {"number": number, "clause": cited, "noticed": noticed}
            yield _found(codes.READING_HAS_ITS_OWN, traced.figure.span, **facts)
        case _:
            return


def _elsewhere(ledger: Ledger, figure: Figure) -> str:
    """The first other place that has the number."""
    mine = key_of(figure.number)
    places = (p for p in ledger.notice.places if any(key_of(n) == mine for n in p.numbers))
    return next((place.at for place in places), "")


# ---- the words beside numbers -----------------------------------------------------------------------
_FLOOR, _CEILING = frozenset({Bound.AT_LEAST, Bound.REACHES}), frozenset({Bound.AT_MOST})
# What the notice's word allows in a row; a row with another bound, and none with an allowed one, contradicts.
_BEFORE_ALLOWS = {
    "不低于": _FLOOR,
    "不少于": _FLOOR,
    "不得低于": _FLOOR,
    "至少": _FLOOR,
    "不超过": _CEILING,
    "不高于": _CEILING,
    "不得超过": _CEILING,
    "年满": frozenset({Bound.REACHES}),
    "满": frozenset({Bound.REACHES}),
    "未满": frozenset({Bound.SHORT_OF}),
    "不满": frozenset({Bound.SHORT_OF}),
    "截至": frozenset({Bound.UNTIL}),
    "截止": frozenset({Bound.UNTIL}),
}
_AFTER_ALLOWS = {
    "起": frozenset({Bound.FROM}),
    "止": frozenset({Bound.UNTIL}),
    "前": frozenset({Bound.UNTIL}),
    "以前": frozenset({Bound.UNTIL}),
    "之前": frozenset({Bound.UNTIL}),
    "以上": frozenset({Bound.AT_LEAST, Bound.REACHES}),
    "以下": frozenset({Bound.AT_MOST, Bound.SHORT_OF}),
    "以内": frozenset({Bound.AT_MOST, Bound.SHORT_OF}),
}
# Both sides of one day are the same boundary: 早于 the day from which something holds.
_DAY_BOUNDS = frozenset({Bound.FROM, Bound.UNTIL})


def _bounds(account: Account) -> Iterator[Diagnostic]:
    """不低于 670元 in the notice, = 670元 in the row; asked of each declaration: rows of one may say both."""
    allowed = _allowed(account.number)
    if account.how is not How.LITERAL or not allowed:
        return
    mine = key_of(account.number)
    by_name: dict[str, list[Figure]] = {}
    for row in account.rows:
        some = (f for f in row.figures if f.bound and key_of(f.number) == mine)
        by_name.setdefault(row.name, []).extend(some)
    for figures in by_name.values():
        if figures and not any(figure.bound in allowed for figure in figures):
            first = figures[0]
            assert first.bound is not None
            yield _found(
                codes.BOUND_DIFFERS,
                first.span,
                clause=account.place.at,
                noticed=bounded_text(account.number),
                written=first.bound.value,
            )


def _allowed(number: Number) -> frozenset[Bound]:
    is_day = number.kind is NumberKind.DATE
    allowed = _BEFORE_ALLOWS.get(number.before, frozenset()) | _AFTER_ALLOWS.get(number.after, frozenset())
    return frozenset(bound for bound in allowed if (bound in _DAY_BOUNDS) is is_day)


# ---- doubts -----------------------------------------------------------------------------------------
def doubtful(doubt: Doubt, span: Span) -> Diagnostic:
    """What reading wasn't sure of (719), or what the notice has wrong (721), shown at `span`."""
    facts = {"clause": doubt.at, "line": str(doubt.line)}
    if doubt.kind in UNSURE:
        more = {"full_stop": str(doubt.line)} if doubt.kind is DoubtKind.LINE_END else {"second": doubt.at}
        return _found(codes.NOTICE_UNSURE, span, **facts, **more)
    names = _FAULTS[doubt.kind]
    more = dict(zip(names, (doubt.what, doubt.other), strict=False))
    return _found(codes.NOTICE_AT_FAULT, span, what=doubt.what, **facts, **more)


_FAULTS = {
    DoubtKind.NO_SUCH_DAY: ("day",),
    DoubtKind.NO_SUCH_CLAUSE: ("missing",),
    DoubtKind.NUMBER_SKIPPED: ("skipped", "before"),
    DoubtKind.NUMBER_TWICE: ("twice", "before"),
    DoubtKind.ENDS_BEFORE_IT_BEGINS: ("begins", "ends"),
    DoubtKind.WINDOW_TWICE: ("window", "elsewhere"),
}
