"""How a paragraph is numbered: 第三条, 三、, （三）, 3．, （3）, ③; 编章节 divide and aren't cited."""

from __future__ import annotations

import re
from enum import IntEnum

import attrs

from polc.dsl.notice.numerals import enclosed, whole
from polc.dsl.numerals import write_numeral

_CN = "[一二三四五六七八九十百零〇]+"


class Level(IntEnum):
    """The levels in the order in which notices nest them; DIVISION holds none of them."""

    DIVISION = -1
    ARTICLE = 0
    TOP = 1
    PAREN = 2
    FIGURE = 3
    PAREN_FIGURE = 4
    CIRCLE = 5


@attrs.frozen
class Head:
    """The level, the number, how a citation writes it, and where the text begins after it."""

    level: Level
    value: int
    piece: str
    end: int


_SHAPES: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.DIVISION, re.compile(rf"第({_CN})[编章节](?![一-鿿]*第)")),
    (
        Level.ARTICLE,
        re.compile(rf"第({_CN})条(?!第|规定|所|的|、|，|和|至|中|款|项|及|或|内|以)(?:之({_CN}))?"),
    ),
    (Level.TOP, re.compile(rf"({_CN})[、.](?![0-9])")),
    (Level.PAREN, re.compile(rf"\(({_CN})\)[、.]?")),
    (Level.PAREN, re.compile(r"([㈠-㈩])[、.]?")),
    (Level.FIGURE, re.compile(r"([0-9]{1,2})[.、](?![0-9])")),
    (Level.PAREN_FIGURE, re.compile(r"\(([0-9]{1,2})\)[、.]?")),
    (Level.PAREN_FIGURE, re.compile(r"([⑴-⒇])[、.]?")),
    (Level.CIRCLE, re.compile(r"([①-⑳])[、.]?")),
)


def head_of(text: str) -> Head | None:
    """The number that a paragraph (or what follows a mark inside one) begins with."""
    for level, shape in _SHAPES:
        match = shape.match(text)
        if match is None:
            continue
        value = enclosed(match[1])
        value = whole(match[1]) if value is None else value
        if value:
            return Head(level, value, _piece(level, value, match), match.end())
    return None


def _piece(level: Level, value: int, match: re.Match[str]) -> str:
    match level:
        case Level.DIVISION:
            return match[0]
        case Level.ARTICLE:
            return match[0]
        case Level.TOP:
            return match[1]
        case Level.PAREN:
            return f"({write_numeral(value) if value < 100 else match[1]})"
        case Level.FIGURE:
            return str(value)
        case Level.PAREN_FIGURE | Level.CIRCLE:
            return f"({value})"
