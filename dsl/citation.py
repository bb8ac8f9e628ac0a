"""Clauses of a notice, and the citation 【…】 that leads every operative line.

In: the text between the brackets. Out: `Citation`, a list of `Clause`s with an optional label.
A clause is a path (条, 款, 项) with an optional tail (第N句, 第N段, 末段); one clause covers another
when its path is a prefix. `parse_citation` and `Citation.text` are inverse to each other.
"""

from __future__ import annotations

import re
from functools import cached_property

import attrs

_NUMERALS = "零〇一二三四五六七八九十百"
_ARTICLE = rf"第?[{_NUMERALS}]+条?|附[表件][{_NUMERALS}0-9]*|补充[{_NUMERALS}]*"
_PARAGRAPH = rf"\([{_NUMERALS}]+\)"
_ITEM = r"[0-9]{1,3}"
_TAIL = r"第[0-9]{1,3}[句段]|首段|末段|末句"
_CLAUSE = re.compile(
    rf"(?P<document>[^\s、:()]*?)\s*(?P<article>{_ARTICLE})?(?P<paragraph>{_PARAGRAPH})?"
    rf"(?P<item>{_ITEM})?(?P<tail>{_TAIL})?"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_WIDE = str.maketrans("()", "（）")


class CitationError(ValueError):
    """The text between the brackets isn't a list of clauses; `part` is the piece that isn't one."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@attrs.frozen
class Clause:
    """One place in a document: `path` from 条 down, `tail` a sentence or paragraph inside it.

    `document` is empty for the notice itself, else the name of the law or document cited.
    """

    path: tuple[str, ...]
    tail: str = ""
    document: str = ""

    @property
    def text(self) -> str:
        """As people write it: 四（二）, 五（四）第2句, 民法典二〇二."""
        return (self.document + "".join(self.path) + self.tail).translate(_WIDE)

    def covers(self, other: Clause) -> bool:
        """True when `other` is this clause or stands inside it."""
        if self.document != other.document or other.path[: len(self.path)] != self.path:
            return False
        return not self.tail or (self.path == other.path and self.tail == other.tail)


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

    def covers(self, other: Citation) -> bool:
        """True when one of these clauses covers one of the other's, and the label, if any, is the same."""
        if self.label and self.label != other.label:
            return False
        return any(mine.covers(theirs) for mine in self.clauses for theirs in other.clauses)


def parse_citation(text: str) -> Citation:
    """`四（二）、（三）` → Citation; a part that starts lower than 条 continues the clause before it.

    `text` is folded to half width and has no brackets. Raises CitationError with the piece at fault.
    """
    body, _, label = text.strip().partition(":")
    clauses: list[Clause] = []
    for part in re.split(r"[、,]", body):
        clauses.extend(_parse_part(part.strip(), clauses[-1] if clauses else None))
    return Citation(tuple(clauses), label.strip())


def _parse_part(part: str, before: Clause | None) -> list[Clause]:
    first, found, last = part.partition("至")
    start = _parse_clause(first.strip(), before)
    if not found:
        return [start]
    return _expand(start, _parse_clause(last.strip(), start), part)


def _parse_clause(text: str, before: Clause | None) -> Clause:
    match = _CLAUSE.fullmatch(text)
    if not text or match is None:
        raise CitationError(text)
    document, article, paragraph, item, tail = match.group("document", "article", "paragraph", "item", "tail")
    path = tuple(piece for piece in (article, paragraph, item) if piece)
    if article or document:
        if not article:
            raise CitationError(text)
        return Clause(path, tail or "", document)
    if before is None:
        raise CitationError(text)
    depth = 1 if paragraph else 2 if item else len(before.path)
    if depth > len(before.path):
        depth = len(before.path)
    return Clause(before.path[:depth] + path, tail or "", before.document)


def _expand(start: Clause, end: Clause, part: str) -> list[Clause]:
    """All clauses from `start` to `end`, which differ in their last number only."""
    if start.path[:-1] != end.path[:-1] or start.tail or end.tail:
        raise CitationError(part)
    low, high = numeral_value(start.path[-1]), numeral_value(end.path[-1])
    if low is None or high is None or high < low:
        raise CitationError(part)
    pattern = start.path[-1]
    return [
        Clause((*start.path[:-1], _write_like(pattern, number)), "", start.document)
        for number in range(low, high + 1)
    ]


def _write_like(pattern: str, number: int) -> str:
    if pattern.isdigit():
        return str(number)
    body = write_numeral(number)
    return f"({body})" if pattern.startswith("(") else body


def numeral_value(text: str) -> int | None:
    """（十一） → 11, 3 → 3; None when the text holds no plain number below 100."""
    body = text.strip("()第条")
    if body.isdigit():
        return int(body)
    tens, found, units = body.partition("十")
    if not found:
        return _DIGITS.get(body)
    high = _DIGITS.get(tens, None) if tens else 1
    low = _DIGITS.get(units, None) if units else 0
    return None if high is None or low is None else high * 10 + low


def write_numeral(number: int) -> str:
    """11 → 十一, for 1 to 99."""
    digits = "零一二三四五六七八九"
    tens, units = divmod(number, 10)
    if not tens:
        return digits[units]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[units] if units else "")
