"""A notice → the beginning of its policy: header, 条款, and a comment for each place with its numbers.

In: a notice read from its text. Out: a .pol that parses. What polc would write is suggested in comments only:
somebody has to read the notice first. Clauses about how work is organised aren't taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from polc.dsl.citation import Clause
from polc.dsl.notice.doubts import name_of, spans_of
from polc.dsl.notice.model import STRONG, Label, Notice, Number, NumberKind, Place, PlaceKind
from polc.dsl.notice.wording import bounded_text, number_text
from polc.dsl.numerals import numeral_value

_WORK = re.compile("工作要求|组织领导|保障措施|组织实施|宣传|职责分工|工作安排|监督|工作保障")
_HEADING = 24
_STANDARD = re.compile(r"(?:年|的|^)?([\u4e00-\u9fff]{2,8}?标准)[^标准]{0,6}$")
# The pieces of a clause that 至 can count through.
_RUNS = (re.compile("[0-9]+"), re.compile(r"\([一二三四五六七八九十]+\)"))
_KINDS = {"不低于": "不低于", "不少于": "不低于", "至少": "不低于", "不超过": "不超过", "不高于": "不超过"}


def skeleton(notice: Notice) -> str:
    """The text of the new file."""
    lines = [
        f"# {notice.title or '（题名没有认出）'}",
        "# 由 polc outline 写出：只有条款、日期和数，没有原文。每一处建议都要看过原文再采用。",
        "",
        f'政策 "{_quoted(notice.title)}" {{',
        *_header(notice),
        f"  条款 【{'、'.join(_runs(clauses_of(notice)))}】",
        "}",
    ]
    headings = dict(notice.headings)
    for top, places in groupby(notice.places, key=lambda place: _top(place)):
        heading = headings.get(top, "")
        shown = heading if len(heading) <= _HEADING else ""
        lines += ["", f"# ==== {top}{'、' if shown else ''}{shown} ===="]
        lines += [line for place in places for line in _comments(place)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace('"', "”") or "题名"


def _header(notice: Notice) -> Iterator[str]:
    if notice.document:
        yield f'  文号 "{_wide(notice.document)}"'
    if notice.issuer:
        yield f'  机关 "{_quoted(notice.issuer)}"'
    if notice.issued:
        yield f"  印发 {notice.issued.isoformat()}"


def _wide(text: str) -> str:
    return text.translate(str.maketrans("()", "（）"))


def _top(place: Place) -> str:
    label = place.label
    return Label(label.path[:1], None, label.document).text


# ---- the clauses to be accounted for ----------------------------------------------------------------
def clauses_of(notice: Notice) -> tuple[Clause, ...]:
    """Every place that needs a line, named as narrowly as lines usually cite it."""
    found: list[Clause] = []
    headings = dict(notice.headings)
    for (path, document), group in groupby(notice.places, key=lambda p: (p.label.path, p.label.document)):
        places = tuple(group)
        work = _WORK.search(headings.get(Label(path[:1], None, document).text, ""))
        below = any(
            p.label.path[: len(path)] == path and len(p.label.path) > len(path) for p in notice.places
        )
        found += _of_one(path, document, places, split=not work, below=below)
    return tuple(dict.fromkeys(found))


def _of_one(
    path: tuple[str, ...], document: str, places: tuple[Place, ...], *, split: bool, below: bool
) -> Iterator[Clause]:
    wanted = [p for p in places if p.kind is not PlaceKind.LEAD_IN or p.required]
    whole = [p for p in wanted if p.kind in (PlaceKind.HEADING, PlaceKind.PREAMBLE)]
    sentences = [p for p in wanted if p not in whole]
    if any(p.required for p in whole) or (not below and not sentences and whole[:1] == wanted[:1] and wanted):
        if path != ("前言",) or any(p.required for p in whole):
            yield Clause(path, "", document)
    elif sentences and not below and (not split or len(sentences) == 1):
        named = sentences[0].at != sentences[0].label.text and len(sentences) == 1 and split
        yield Clause(path, sentences[0].label.tails[0] if named else "", document)
    else:
        paragraphs = [next((t for t in p.label.tails if t.endswith("段")), "") for p in sentences]
        by_paragraph = len(set(paragraphs)) == len(sentences) > 1
        for sentence, paragraph in zip(sentences, paragraphs, strict=True):
            yield Clause(path, paragraph if by_paragraph else sentence.label.tails[0], document)


def _runs(clauses: Iterable[Clause]) -> Iterator[str]:
    """一（一）、一（二）、一（三） → 一（一）至（三）, where at least three follow each other."""
    run: list[Clause] = []
    for clause in clauses:
        if run and not _follows(run[-1], clause):
            yield from _written(run)
            run = []
        run.append(clause)
    yield from _written(run)


def _follows(one: Clause, two: Clause) -> bool:
    same = len(one.path) > 1 and one.path[:-1] == two.path[:-1] and one.document == two.document
    if not same or one.tail or two.tail:
        return False
    first, second = one.path[-1], two.path[-1]
    if not any(all(shape.fullmatch(piece) for piece in (first, second)) for shape in _RUNS):
        return False
    low, high = numeral_value(first), numeral_value(second)
    return low is not None and high == low + 1


def _written(run: list[Clause]) -> Iterator[str]:
    if len(run) > 2:
        yield f"{run[0].text}至{Clause(run[-1].path[-1:]).text}"
    else:
        yield from (clause.text for clause in run)


# ---- comments ---------------------------------------------------------------------------------------
def _comments(place: Place) -> Iterator[str]:
    """The numbers of a place, and what lines could be made of them."""
    numbers = [n for n in place.numbers if n.kind in STRONG and not n.basis and n.value]
    if not numbers:
        return
    yield f"# 【{place.at}】 {'，'.join(map(bounded_text, numbers))}"
    if place.kind is PlaceKind.ANNEX:
        return
    for first, last in spans_of(place):
        name = name_of(place) or "名称"
        yield f"#   建议 时段的一行：【{place.at}】 {name}  {first.isoformat()} 至 {last.isoformat()}"
    for number in numbers:
        if number.kind is NumberKind.MONEY and (name := _standard(place, number)):
            kind = _KINDS.get(number.before, "=")
            yield f"#   建议 标准：【{place.at}】 标准 {name} {kind} {number_text(number)}"


def _standard(place: Place, number: Number) -> str:
    """个人缴费标准为400元: what the amount is called, if it's called a 标准."""
    match = _STANDARD.search(place.text[max(0, number.start - 16) : number.start])
    return match[1] if match else ""
