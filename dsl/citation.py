"""Clauses of a notice, and the citation 【…】 that leads every operative line.

In: the text between the brackets. Out: `Citation`, a list of `Clause`s with an optional label.
A clause is a path (条, 款, 项, lower still) with an optional tail (第N段, 第N句, 末段); one clause covers
another when its path is a prefix. One place has one form: 第十条第一款 is 十第一款, 1. is 1.
`parse_citation` and `Citation.text` are inverse to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import attrs

from polc.dsl.numerals import NUMERALS, numeral_value, write_numeral

# 条款 lists of the longest laws stay far below; beyond it a run is a slip or an attack.
MOST_CLAUSES = 2000
# A longer name of a document stands in 《》: 民法典二〇二, but 《示例县医疗救助办法》三.
_SHORT_NAME = 4
_FIGURES = "[0-9]{1,3}"
_EITHER = rf"(?:[{NUMERALS}]+|{_FIGURES})"
_ARTICLE = (
    rf"第?[{NUMERALS}]+条?(?:之[{NUMERALS}]+)?|附[表件](?:[{NUMERALS}]+|{_FIGURES}|(?![0-9]))|补充[{NUMERALS}]*|前言|正文"
    rf"|{_FIGURES}\.?(?=\([{NUMERALS}])"
)
_CLAUSE = re.compile(
    rf"(?P<document>《[^《》]+》|(?:(?![第{NUMERALS}])[^\s、,:()《》]+?)??)\s*(?P<article>{_ARTICLE})?"
    rf"(?P<subsection>第{_EITHER}款)?(?P<paragraph>\([{NUMERALS}]+\)|第\(?[{NUMERALS}]+\)?项)?"
    rf"(?P<item>{_FIGURES}\.?)?(?P<point>\({_FIGURES}\))?"
    rf"(?P<part>第{_EITHER}段|首段|末段)?(?P<sentence>第{_EITHER}句|首句|末句)?"
)
_NUMBER = re.compile(rf"([^{NUMERALS}0-9]*)([{NUMERALS}]+|[0-9]+)([^{NUMERALS}0-9]*)")
_TAIL = re.compile("(.*段)?(.*句)?")
_WIDE, _NARROW = str.maketrans("()", "（）"), str.maketrans("（）", "()")
# Commas, colons and 至 inside 《…》 belong to the title.
_OUTSIDE = r"(?![^《]*》)"


class CitationError(ValueError):
    """The text between the brackets isn't a list of clauses; `part` is the piece that isn't one."""

    def __init__(self, part: str, *, too_many: bool = False) -> None:
        super().__init__(part)
        self.part = part
        self.too_many = too_many


@attrs.frozen
class Clause:
    """One place in a document: `path` from 条 down, `tail` a paragraph or sentence inside it.

    `document` is empty for the notice itself, else the name of the law or document cited.
    """

    path: tuple[str, ...]
    tail: str = ""
    document: str = ""

    @cached_property
    def text(self) -> str:
        """As people write it: 四（二）, 五（四）第2句, 民法典二〇二, 《补充通知》1."""
        place = "".join(self.path) + self.tail
        plain = f"{self.document}{place}"
        if self.document and (len(self.document) > _SHORT_NAME or not _reads_as(plain, self)):
            plain = f"《{self.document}》{place}"
        return plain.translate(_WIDE)

    def covers(self, other: Clause) -> bool:
        """True when `other` is this clause or stands inside it."""
        if self.document != other.document or other.path[: len(self.path)] != self.path:
            return False
        if not self.tail:
            return True
        inside = self.tail.endswith("段") and other.tail.startswith(self.tail)
        return self.path == other.path and (self.tail == other.tail or inside)

    @property
    def pieces(self) -> tuple[str, ...]:
        """The path with the tail's paragraph and sentence: what a run counts along."""
        match = _TAIL.fullmatch(self.tail)
        return self.path + tuple(piece for piece in (match.groups() if match else (self.tail,)) if piece)


@attrs.frozen
class Citation:
    """What stands in one 【…】: one or more clauses, and a label where one clause gives several rows."""

    clauses: tuple[Clause, ...]
    label: str = ""

    @cached_property
    def text(self) -> str:
        """Without brackets: 四（二）、四（三）："""
        body = "、".join(clause.text for clause in self.clauses)
        return f"{body}：{self.label}" if self.label else body

    @property
    def short(self) -> str:
        """Like `text`, three neighbours or more as a run with 至."""
        body = "、".join(_runs(self.clauses))
        return f"{body}：{self.label}" if self.label else body

    def covers(self, other: Citation) -> bool:
        """True when one of these clauses covers one of the other's, and the label, if any, is the same."""
        if self.label and self.label != other.label:
            return False
        return any(mine.covers(theirs) for mine in self.clauses for theirs in other.clauses)


# ---- reading ---------------------------------------------------------------------------------------
def parse_citation(text: str) -> Citation:
    """`四（二）、（三）` → Citation; a part that starts lower than 条 continues the clause before it.

    `text` is folded to half width and has no brackets. Raises CitationError with the piece at fault.
    """
    body, *label = re.split(f":{_OUTSIDE}", text.strip(), maxsplit=1)
    clauses: list[Clause] = []
    for part in re.split(f"[、,]{_OUTSIDE}", body):
        clauses.extend(_parse_part(part.strip(), clauses[-1] if clauses else None))
        if len(clauses) > MOST_CLAUSES:
            raise CitationError(part, too_many=True)
    return Citation(tuple(clauses), "".join(label).strip())


def _parse_part(part: str, before: Clause | None) -> list[Clause]:
    first, *last = re.split(f"至{_OUTSIDE}", part, maxsplit=1)
    start = _parse_clause(first.strip(), before)
    return _expand(start, last[0].strip(), part) if last else [start]


def _parse_clause(text: str, before: Clause | None) -> Clause:
    match = _CLAUSE.fullmatch(text)
    if not text or match is None:
        raise CitationError(text)
    found = match.groupdict(default="")
    path, tail = _path(found), _tail(found)
    document = found["document"].strip("《》")
    if found["article"] or (document and found["document"] != document and path):
        if not _can_stand(path):
            raise CitationError(text)
        return Clause(path, tail, document)
    if document:
        raise CitationError(text)
    return _continued(path, tail, before, text)


def _path(found: dict[str, str]) -> tuple[str, ...]:
    """The levels in their one form: 第十条 → 十, 第1款 → 第一款, 第（三）项 → （三）, 3. → 3."""
    article = found["article"]
    if not article.startswith("附"):
        article = article.removeprefix("第").replace("条", "").removesuffix(".")
    paragraph = found["paragraph"].strip("第项()")
    pieces = (
        article,
        _in_characters(found["subsection"]),
        f"({paragraph})" if paragraph else "",
        found["item"].removesuffix("."),
        found["point"],
    )
    return tuple(piece for piece in pieces if piece)


def _tail(found: dict[str, str]) -> str:
    """第二段第一句 → 第2段第1句."""
    return "".join(_in_figures(found[name]) for name in ("part", "sentence"))


def _in_characters(piece: str) -> str:
    return re.sub("[0-9]+", lambda m: write_numeral(int(m[0])) or m[0], piece)


def _in_figures(piece: str) -> str:
    return re.sub(f"[{NUMERALS}]+", lambda m: str(numeral_value(m[0]) or m[0]), piece)


def _can_stand(path: tuple[str, ...]) -> bool:
    """Whether a document can have this place: it begins with 条 or a figure, and 前言 has no numbers."""
    if path[0] in ("前言", "正文"):
        return len(path) == 1
    return _level(path[0]) == 0 or path[0].isdigit()


def _continued(path: tuple[str, ...], tail: str, before: Clause | None, text: str) -> Clause:
    """A part that begins below 条: beside the number of its own kind before it, else below it."""
    if before is None or (before.path[0] in ("前言", "正文") and path):
        if path and path[0].isdigit():
            return Clause(path, tail, before.document if before else "")
        raise CitationError(text)
    if not path:
        paragraph = before.pieces[len(before.path) :][:1]
        inside = paragraph and paragraph[0].endswith("段") and tail.endswith("句") and "段" not in tail
        return Clause(before.path, (paragraph[0] if inside else "") + tail, before.document)
    if path[0].isdigit() and re.fullmatch("附[表件][0-9]*", before.path[0]) and len(before.path) == 1:
        return Clause((before.path[0][:2] + path[0], *path[1:]), tail, before.document)
    depth = _depth(before.path, path[0])
    if path[0].endswith("款") and before.path[0].isdigit():
        raise CitationError(text)
    return Clause(before.path[:depth] + path, tail, before.document)


def _depth(path: tuple[str, ...], piece: str) -> int:
    """How many numbers of `path` stay when `piece` goes on from there."""
    alike = [index for index, other in enumerate(path) if _shape(other) == _shape(piece)]
    if alike:
        return alike[-1]
    lower = (index for index, other in enumerate(path) if index and _level(other) >= _level(piece))
    return next(lower, len(path))


def _level(piece: str) -> int:
    """0 条, 1 第一款, 2 （一）, 3 1, 4 （1）."""
    if piece.endswith("款"):
        return 1
    if piece.startswith("("):
        return 4 if piece[1].isdigit() else 2
    return 3 if piece.isdigit() else 0


def _shape(piece: str) -> tuple[str, bool, str] | None:
    """What stands around the number of a level, and whether it's in figures; None without one number."""
    match = _NUMBER.fullmatch(piece)
    return (match[1], match[2].isdigit(), match[3]) if match else None


# ---- runs: 至 ----------------------------------------------------------------------------------------
def _expand(start: Clause, last: str, part: str) -> list[Clause]:
    """All clauses from `start` to the one written after 至, which differ in their last number only."""
    appendix = re.fullmatch(rf"附[表件][{NUMERALS}]+", start.path[-1])
    end = _parse_clause((start.path[-1][:2] if appendix and last[:1] in NUMERALS else "") + last, start)
    end = attrs.evolve(end, document=start.document) if not end.document else end
    first, final = start.pieces, end.pieces
    low, high = _number(first[-1]), _number(final[-1])
    if (first[:-1], _shape(first[-1]), start.document) != (final[:-1], _shape(final[-1]), end.document):
        raise CitationError(part)
    if low is None or high is None or high < low:
        raise CitationError(part)
    if high - low >= MOST_CLAUSES:
        raise CitationError(part, too_many=True)
    return [_with_number(start, number) for number in range(low, high + 1)]


def _number(piece: str) -> int | None:
    match = _NUMBER.fullmatch(piece)
    return numeral_value(match[2]) if match else None


def _with_number(clause: Clause, number: int) -> Clause:
    """The same place with another last number, written in the same way."""
    piece = _NUMBER.sub(lambda m: m[1] + _write_like(m[2], number) + m[3], clause.pieces[-1], count=1)
    if not clause.tail:
        return attrs.evolve(clause, path=(*clause.path[:-1], piece))
    return attrs.evolve(clause, tail="".join((*clause.pieces[len(clause.path) : -1], piece)))


def _write_like(pattern: str, number: int) -> str:
    if pattern.isdigit():
        return str(number)
    if len(pattern) > 1 and not set(pattern) & set("十百千"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    return write_numeral(number)


def _runs(clauses: tuple[Clause, ...]) -> Iterator[str]:
    start = 0
    while start < len(clauses):
        end = start + 1
        while end < len(clauses) and _follows(clauses[end - 1], clauses[end]):
            end += 1
        run = f"{clauses[start].text}至{clauses[end - 1].pieces[-1].translate(_WIDE)}"
        short = end - start >= 3 and _reads_as(run, *clauses[start:end])
        yield from (run,) if short else (clause.text for clause in clauses[start:end])
        start = end


def _follows(before: Clause, after: Clause) -> bool:
    """Whether one run holds both. Sentences stay written out: each is a place of its own to the reader."""
    number = None if before.tail else _number(before.path[-1])
    return number is not None and _with_number(before, number + 1) == after


def _reads_as(text: str, *clauses: Clause) -> bool:
    try:
        return parse_citation(text.translate(_NARROW)) == Citation(clauses)
    except CitationError:
        return False
