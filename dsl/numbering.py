"""Numbers as notices write them, read as this language writes them: clauses and days in words.

In: text that can't be read as it stands. Out: what its author meant, for a suggestion; empty where that
can't be told. Nothing here changes what a file means, so it's imported only once something is wrong.
"""

from __future__ import annotations

import re

from polc.dsl.citation import CitationError, parse_citation
from polc.dsl.numerals import numeral_value, write_numeral

_DAY = re.compile(
    r"(?P<year>[零〇一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})[日号]"
)
# How clauses are numbered elsewhere → how they're written here, in this order.
_CLAUSES = (
    (re.compile("[⑴-⒇]"), lambda m: f"({ord(m[0]) - 0x2473})"),
    (re.compile("[㈠-㈩]"), lambda m: f"({write_numeral(ord(m[0]) - 0x321F)})"),
    (re.compile("[①-⑳]"), lambda m: str(ord(m[0]) - 0x245F)),
    (re.compile(r"(?<=[一二三四五六七八九十条)])\.(?=[0-9(])"), ""),
    (
        re.compile(
            r"(?<=[0-9一二三四五六七八九十条款段句)])(?:[~～—–-]+|到)(?=[0-9一二三四五六七八九十第(])"
        ),
        "至",
    ),
)


def meant_citation(text: str) -> str:
    """A citation that can be read for one numbered in another way (第三条第一款, 三①); empty without one."""
    for pattern, instead in _CLAUSES:
        text = pattern.sub(instead, text)
    try:
        return parse_citation(text).text
    except CitationError:
        return ""


def day_in_words(text: str) -> str:
    """二〇二六年一月一日 → 2026年1月1日; empty for anything else."""
    match = _DAY.fullmatch(text)
    if match is None:
        return ""
    year = "".join(str(numeral_value(digit)) for digit in match["year"])
    month, day = numeral_value(match["month"]), numeral_value(match["day"])
    return f"{year}年{month}月{day}日" if month and day else ""
